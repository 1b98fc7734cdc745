/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_CLAIMS_H
#define CASCADE_COMMAND_CLAIMS_H

#include "claim/ledger.h"

/* All claims of properties/, proofs/ and counterexamples/, in the order of the files,
   ended by NULL.  The table is made at build time: every line "const cas_claim
   cas_claim_NAME = {" in claim_sources (Makefile.am) is one claim. */
extern const cas_claim *const cas_claims[];

/* All files of witness_files, ended by a NULL name; made at build time as well. */
extern const cas_witness cas_witnesses[];

#endif

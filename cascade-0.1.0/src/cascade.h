/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_H
#define CASCADE_H

/* libcascade: chains of operators, their perturbed passes in any arithmetic, and what
   Theorems 1 and 2 say of them.  Where a function can fail it returns a cas_status and
   writes a sentence into a cas_message (message.h).  Exact numbers are GMP's mpq_t,
   enclosures MPFI's mpfi_t. */

#include "arithmetic/interval.h"
#include "chain/chain_file.h"
#include "chain/expectation.h"
#include "claim/check.h"

/* All versions of Theorems 1 and 2, for cas_check_chain: the claims of
   properties/theorem_1.c and properties/theorem_2.c, ended by NULL. */
extern const cas_claim *const cas_theorems[];

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_LEDGER_TEXT_H
#define CASCADE_CLAIM_LEDGER_TEXT_H

#include "claim/ledger.h"

#include <stdio.h>

/* The ledger for programs: "cascade-ledger/1" (src/README.md, section 5), a table in
   GitHub's Markdown, tab-separated values with a header line, and JUnit's XML, in which a
   test case fails when its evidence is not consistent. */
void cas_ledger_write_json(const cas_ledger *ledger, FILE *out);
void cas_ledger_write_markdown(const cas_ledger *ledger, FILE *out);
void cas_ledger_write_tsv(const cas_ledger *ledger, FILE *out);
void cas_ledger_write_junit(const cas_ledger *ledger, FILE *out);

/* The largest ratio as text, "-" where there was no trial; to be given to free(). */
char *cas_entry_ratio_text(const cas_entry *entry);
/* The largest ratio that a search has found, "-" where there was none; likewise. */
char *cas_entry_found_text(const cas_entry *entry);

/* What its verdict is based on, "certificate, witness"; and what it depends on, "Given
   thm:4 repaired; reading x-in-F", or "".  To be given to free(). */
char *cas_entry_evidence_text(const cas_entry *entry);
char *cas_entry_basis_text(const cas_entry *entry);

/* The shell command that replays the trial at the root of an inconsistency or of a
   refutation; NULL where no trial is.  To be given to free(). */
char *cas_entry_replay_text(const cas_ledger *ledger, const cas_entry *entry);

#endif

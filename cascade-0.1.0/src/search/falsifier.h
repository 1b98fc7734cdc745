/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SEARCH_FALSIFIER_H
#define CASCADE_SEARCH_FALSIFIER_H

#include "claim/ledger.h"

/* The search of an audit (cas_audit_options.falsify): few evaluations, as the
   profile has it, for each of some numbers of operators; the worst of them.  The same
   for any number of threads. */
void cas_search_falsify(const cas_variants *variants, const cas_variant *mutant,
                        cas_profile profile, uint64_t seed, cas_worst_case *worst);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SEARCH_ESTIMATE_H
#define CASCADE_SEARCH_ESTIMATE_H

#include "claim/variants.h"

/* lhs/rhs of a claim's inequality on an instance, in double: the largest over all indices
   and scenarios that meet the conditions.  It guides a search and decides nothing: the
   judge (claim/judge.h) does that.

   0 where nothing is compared or the left side is not positive, and where the instance
   cannot be evaluated; the largest double where the right side is not positive.
   mutant: one of the variants' that is a statement, or NULL for the claim itself. */
double cas_estimate_ratio(const cas_variants *variants, const cas_variant *mutant,
                          const void *instance);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SEARCH_ESTIMATE_H
#define CASCADE_SEARCH_ESTIMATE_H

#include "claim/variants.h"

/* How badly an instance treats a claim's inequality, in double: the worst of all indices
   and scenarios that meet the conditions.  It guides a search and decides nothing: the
   judge (claim/judge.h) does that.

   For the claim (mutant NULL) it is lhs/rhs.  For a mutant that is a statement it is e/m
   with the claim's margin m = rhs - lhs and what the mistake takes away from it, e: where
   a claim is attained without what the mistake changes, the ratio would see nothing.  The
   mutant is violated where e/m > 1.

   0 where nothing is compared, where the left side or e is not positive, and where the
   instance cannot be evaluated; the largest double where the right side or m is not. */
double cas_estimate(const cas_variants *variants, const cas_variant *mutant,
                    const void *instance);

#endif

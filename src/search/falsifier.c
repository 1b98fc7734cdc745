/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/falsifier.h"

#include "claim/shrink.h"
#include "search/search.h"

#include <math.h>
#include <stdlib.h>

/* Where the claim itself is violated, as simple as that can be. */
static void keep_worse(const cas_variants *variants, bool is_claim, size_t operators,
                       cas_search_result *result, cas_worst_case *worst)
{
    const cas_claim *claim = variants->claim;
    const cas_judgement *found = &result->judgement;
    worst->needed = fmax(worst->needed, found->needed);
    if (worst->operators > 0 &&
        !cas_verdict_is_worse(found->verdict, found->ratio, worst->verdict, worst->ratio))
        return;
    if (is_claim && found->verdict == CAS_VIOLATED)
        cas_shrink(claim, NULL, &result->instance);
    free(worst->instance);
    worst->operators = operators;
    worst->verdict = found->verdict;
    worst->ratio = found->ratio;
    worst->instance = claim->kind->write(result->instance);
}

/* Survivors are many; the short profile looks at those that say what a coefficient has
   to be, and at mistakes that a page names. */
static bool is_wanted(const cas_variant *mutant, cas_profile profile)
{
    return mutant == NULL || profile != CAS_QUICK || !mutant->is_generated ||
           mutant->mutation == CAS_MUTATION_SMALLER;
}

void cas_search_falsify(const cas_variants *variants, const cas_variant *mutant,
                        cas_profile profile, uint64_t seed, cas_worst_case *worst)
{
    static const size_t first[] = {[CAS_QUICK] = 3, [CAS_FULL] = 2, [CAS_NIGHTLY] = 2};
    static const size_t last[] = {[CAS_QUICK] = 3, [CAS_FULL] = 4, [CAS_NIGHTLY] = 6};
    /* Each of the thousands of survivors gets what a claim gets in a shorter profile. */
    static const cas_profile shorter[] = {
        [CAS_QUICK] = CAS_QUICK, [CAS_FULL] = CAS_QUICK, [CAS_NIGHTLY] = CAS_FULL};
    *worst = (cas_worst_case){.needed = -INFINITY};
    if (!is_wanted(mutant, profile) || cas_search_admits(variants, NULL) != CAS_OK)
        return;
    for (size_t n = first[profile]; n <= last[profile]; n++) {
        cas_search_plan plan =
            cas_search_plan_of(mutant == NULL ? profile : shorter[profile], seed, n);
        cas_search_result result;
        plan.keeps_all = true;
        if (mutant != NULL)
            plan.starts = 0;
        cas_search_run(variants, mutant, &plan, &result);
        if (result.instance != NULL)
            keep_worse(variants, mutant == NULL, n, &result, worst);
        cas_search_clear(variants, &result);
    }
}

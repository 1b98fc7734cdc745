/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/shrink.h"

static bool is_violated(const cas_claim *claim, const cas_mutant *mutant,
                        const void *instance)
{
    cas_judgement judgement;
    cas_message message;
    cas_judgement_init(&judgement);
    bool violated =
        cas_claim_judge(claim, mutant, instance, &judgement, &message) == CAS_OK &&
        judgement.applies && judgement.verdict == CAS_VIOLATED;
    cas_judgement_clear(&judgement);
    return violated;
}

/* After a step the walk goes on at the same attempt: the more drastic ones before it have
   just failed.  It ends when a whole round of attempts took no step. */
size_t cas_shrink(const cas_claim *claim, const cas_mutant *mutant, void **instance)
{
    size_t steps = 0, steps_before = 0, attempt = 0;
    if (claim->kind->simplify == NULL)
        return 0;
    for (size_t looked = 0; looked < CAS_SHRINK_ATTEMPTS; looked++) {
        void *simpler;
        if (!claim->kind->simplify(*instance, attempt, &simpler)) {
            if (steps == steps_before)
                break;
            steps_before = steps;
            attempt = 0;
            continue;
        }
        if (is_violated(claim, mutant, simpler)) {
            claim->kind->free(*instance);
            *instance = simpler;
            steps++;
        } else {
            claim->kind->free(simpler);
            attempt++;
        }
    }
    return steps;
}

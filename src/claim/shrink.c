/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/shrink.h"

#include "claim/judge.h"

static bool is_violated(const cas_claim *claim, const char *mutant, const void *instance)
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

static bool are_violated(const cas_claim *const *claims, const char *mutant,
                         const void *instance)
{
    bool violated = true;
    for (; *claims != NULL && violated; claims++)
        violated = is_violated(*claims, mutant, instance);
    return violated;
}

/* After a step the walk goes on at the same attempt: the more drastic ones before it have
   just failed.  It ends when a whole round of attempts took no step. */
static size_t shrink(const cas_claim *const *claims, const char *mutant, void **instance)
{
    const cas_instance_kind *kind = claims[0]->kind;
    size_t steps = 0, steps_before = 0, attempt = 0;
    if (kind->simplify == NULL)
        return 0;
    for (size_t looked = 0; looked < CAS_SHRINK_ATTEMPTS; looked++) {
        void *simpler;
        if (!kind->simplify(*instance, attempt, &simpler)) {
            if (steps == steps_before)
                break;
            steps_before = steps;
            attempt = 0;
            continue;
        }
        if (are_violated(claims, mutant, simpler)) {
            kind->free(*instance);
            *instance = simpler;
            steps++;
        } else {
            kind->free(simpler);
            attempt++;
        }
    }
    return steps;
}

size_t cas_shrink(const cas_claim *claim, const char *mutant, void **instance)
{
    const cas_claim *const claims[] = {claim, NULL};
    return shrink(claims, mutant, instance);
}

size_t cas_shrink_for_all(const cas_claim *const *claims, void **instance)
{
    return claims[0] != NULL ? shrink(claims, NULL, instance) : 0;
}

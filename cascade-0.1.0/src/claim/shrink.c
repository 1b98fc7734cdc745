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

struct violated {
    const cas_claim *const *claims;
    const char *mutant;
};

static bool are_violated(void *context, const void *instance)
{
    const struct violated *of = context;
    bool violated = true;
    for (size_t k = 0; of->claims[k] != NULL && violated; k++)
        violated = is_violated(of->claims[k], of->mutant, instance);
    return violated;
}

/* After a step the walk goes on at the same attempt: the more drastic ones before it have
   just failed.  It ends when a whole round of attempts took no step. */
size_t cas_shrink_while(const cas_instance_kind *kind,
                        bool (*keeps)(void *context, const void *instance), void *context,
                        void **instance)
{
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
        if (keeps(context, simpler)) {
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
    struct violated of = {claims, mutant};
    return cas_shrink_while(claim->kind, are_violated, &of, instance);
}

size_t cas_shrink_for_all(const cas_claim *const *claims, void **instance)
{
    struct violated of = {claims, NULL};
    return claims[0] == NULL
               ? 0
               : cas_shrink_while(claims[0]->kind, are_violated, &of, instance);
}

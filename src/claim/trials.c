/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/trials.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"

#include <mpfr.h>
#include <stdlib.h>

/* Trials are run in blocks, in parallel, and counted block by block in their order.  Blocks grow
   because a false claim usually falls in its first trials. */
enum { FIRST_BLOCK = 8, LAST_BLOCK = 512 };

struct outcome {
    bool failed, applies;
    cas_verdict verdict;
    double ratio;
};

static cas_philox_key stream(const cas_claim *claim, uint64_t seed, uint64_t trial)
{
    char *purpose = cas_format("%s/%s", claim->id, claim->version);
    cas_philox_key key = cas_philox_key_make(seed, purpose, trial);
    free(purpose);
    return key;
}

cas_status cas_trial_generate(const cas_claim *claim, uint64_t seed, uint64_t trial,
                              void **instance, cas_message *message)
{
    gsl_rng *rng = cas_philox_new(stream(claim, seed, trial));
    cas_status status = claim->generate(claim, rng, instance, message);
    gsl_rng_free(rng);
    return status;
}

static struct outcome run_trial(const cas_claim *claim, const cas_mutant *mutant,
                                uint64_t seed, uint64_t trial, cas_message *message)
{
    struct outcome outcome = {.failed = true};
    void *instance;
    if (cas_trial_generate(claim, seed, trial, &instance, message) != CAS_OK)
        return outcome;
    cas_judgement judgement;
    cas_judgement_init(&judgement);
    if (cas_claim_judge(claim, mutant, instance, &judgement, message) == CAS_OK) {
        outcome.failed = false;
        outcome.applies = judgement.applies;
        outcome.verdict = judgement.verdict;
        outcome.ratio = judgement.ratio;
    }
    cas_judgement_clear(&judgement);
    claim->kind->free(instance);
    return outcome;
}

static void run_block(const cas_claim *claim, const cas_mutant *mutant, uint64_t seed,
                      uint64_t first, size_t count, struct outcome *outcomes)
{
#ifdef _OPENMP
#pragma omp parallel
#endif
    {
#ifdef _OPENMP
#pragma omp for schedule(dynamic)
#endif
        for (size_t i = 0; i < count; i++) {
            cas_message message;
            outcomes[i] = run_trial(claim, mutant, seed, first + i, &message);
        }
        mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE);
    }
}

static void count_outcome(cas_trials *trials, const struct outcome *outcome,
                          uint64_t trial)
{
    trials->run++;
    if (outcome->failed) {
        if (trials->failed++ == 0)
            trials->failed_trial = trial;
    } else if (!outcome->applies) {
        trials->vacuous++;
    } else {
        trials->applied++;
        if (outcome->verdict == CAS_UNDECIDED) {
            trials->undecided++;
        } else if (outcome->ratio > trials->worst_ratio) {
            trials->worst_ratio = outcome->ratio;
            trials->worst_trial = trial;
        }
        if (outcome->verdict == CAS_VIOLATED) {
            trials->violated = true;
            trials->violation = trial;
        }
    }
}

void cas_trials_run(const cas_claim *claim, const cas_mutant *mutant, uint64_t seed,
                    size_t count, cas_trials *trials)
{
    *trials = (cas_trials){0};
    size_t block = FIRST_BLOCK;
    struct outcome *outcomes = cas_allocate(LAST_BLOCK, sizeof *outcomes);
    while (trials->run < count && !trials->violated) {
        uint64_t first = trials->run;
        size_t size = block < count - first ? block : count - first;
        run_block(claim, mutant, seed, first, size, outcomes);
        for (size_t i = 0; i < size && !trials->violated; i++)
            count_outcome(trials, &outcomes[i], first + i);
        block = block < LAST_BLOCK ? 2 * block : block;
    }
    free(outcomes);
    if (trials->failed > 0)
        run_trial(claim, mutant, seed, trials->failed_trial, &trials->failure);
}

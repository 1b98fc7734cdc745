/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/trials.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "claim/judge.h"

#include <math.h>
#include <stdlib.h>

/* Trials are run in blocks, in parallel, and counted block by block in their order.
   Blocks grow because a false claim usually falls in its first trials. */
enum { FIRST_BLOCK = 8, LAST_BLOCK = 512 };

struct outcome {
    bool failed, applies, is_identity;
    cas_verdict verdict;
    double ratio, needed;
};

/* A claim under trial with its mutants. */
struct run {
    const cas_variants *variants;
    size_t count; /* the claim and its mutants */
    size_t generated_trials;
    uint64_t seed;
    cas_trials *trials; /* those that are violated already are not judged any more */
};

static const cas_variant *mutant_of(const struct run *run, size_t v)
{
    return v == 0 ? NULL : &run->variants->mutants[v - 1];
}

/* Whether variant v is judged in that trial, if it was not violated before. */
static bool is_open(const struct run *run, size_t v, uint64_t trial)
{
    const cas_variant *mutant = mutant_of(run, v);
    if (run->trials[v].violated)
        return false;
    return mutant == NULL ||
           (mutant->statement != NULL && mutant->strength != CAS_STRENGTH_WEAKER &&
            (!mutant->is_generated || trial < run->generated_trials));
}

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

static struct outcome judge(cas_judge *instance, const cas_variant *mutant,
                            cas_message *message)
{
    struct outcome outcome = {.failed = true, .needed = -INFINITY};
    cas_judgement judgement;
    cas_judgement_init(&judgement);
    if (cas_judge_decide(instance, mutant, &judgement, message) == CAS_OK) {
        outcome.failed = false;
        outcome.applies = judgement.applies;
        outcome.verdict = judgement.verdict;
        outcome.ratio = judgement.ratio;
        outcome.needed = judgement.needed;
        outcome.is_identity = judgement.is_identity;
    }
    cas_judgement_clear(&judgement);
    return outcome;
}

/* Judges all variants on one trial's instance; outcomes has one entry for each. */
static void run_trial(const struct run *run, uint64_t trial, struct outcome *outcomes)
{
    const cas_claim *claim = run->variants->claim;
    cas_message message;
    void *instance;
    cas_status status = cas_trial_generate(claim, run->seed, trial, &instance, &message);
    for (size_t v = 0; v < run->count; v++)
        outcomes[v] = (struct outcome){.failed = status != CAS_UNBOUNDED};
    if (status != CAS_OK)
        return;
    cas_judge *judged = cas_judge_new(run->variants, instance);
    for (size_t v = 0; v < run->count; v++)
        if (is_open(run, v, trial))
            outcomes[v] = judge(judged, mutant_of(run, v), &message);
    cas_judge_free(judged);
    claim->kind->free(instance);
}

static void run_block(const struct run *run, uint64_t first, size_t count,
                      struct outcome *outcomes)
{
#ifdef _OPENMP
#pragma omp parallel
#endif
    {
#ifdef _OPENMP
#pragma omp for schedule(dynamic)
#endif
        for (size_t i = 0; i < count; i++)
            run_trial(run, first + i, outcomes + i * run->count);
        cas_free_thread_caches();
    }
}

static void count_outcome(cas_trials *trials, const struct outcome *outcome,
                          uint64_t trial)
{
    trials->run++;
    trials->is_identity = trials->is_identity || outcome->is_identity;
    if (outcome->needed > trials->needed)
        trials->needed = outcome->needed;
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

static size_t least(size_t one, size_t other)
{
    return one < other ? one : other;
}

static bool is_over(const struct run *run, uint64_t trial)
{
    for (size_t v = 0; v < run->count; v++)
        if (is_open(run, v, trial))
            return false;
    return true;
}

/* Tells the first failure, for which its trial is run again. */
static void explain_failure(const struct run *run, size_t v)
{
    const cas_claim *claim = run->variants->claim;
    cas_trials *trials = &run->trials[v];
    void *instance;
    if (cas_trial_generate(claim, run->seed, trials->failed_trial, &instance,
                           &trials->failure) != CAS_OK)
        return;
    cas_judge *judged = cas_judge_new(run->variants, instance);
    judge(judged, mutant_of(run, v), &trials->failure);
    cas_judge_free(judged);
    claim->kind->free(instance);
}

void cas_trials_run(const cas_variants *variants, uint64_t seed, size_t count,
                    cas_trials *trials)
{
    struct run run = {variants, variants->count + 1, (count + 2) / 3, seed, trials};
    struct outcome *outcomes = cas_allocate(LAST_BLOCK * run.count, sizeof *outcomes);
    size_t size = 0;
    for (size_t v = 0; v < run.count; v++)
        trials[v] = (cas_trials){.needed = -INFINITY};
    for (size_t first = 0; first < count && !is_over(&run, first); first += size) {
        size =
            least(first == 0 ? FIRST_BLOCK : 2 * size, least(LAST_BLOCK, count - first));
        run_block(&run, first, size, outcomes);
        for (size_t i = 0; i < size; i++)
            for (size_t v = 0; v < run.count; v++)
                if (is_open(&run, v, first + i))
                    count_outcome(&trials[v], &outcomes[i * run.count + v], first + i);
    }
    free(outcomes);
    for (size_t v = 0; v < run.count; v++)
        if (trials[v].failed > 0)
            explain_failure(&run, v);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/search.h"

#include "arithmetic/memory.h"
#include "claim/chain_instance.h"
#include "claim/process_instance.h"
#include "claim/shrink.h"
#include "search/start.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Starts are run in blocks, in parallel, and compared block by block in their order. */
enum { BLOCK = 16, CERTIFIED = 4 };

/* How much of a ratio simpler numbers may cost. */
static const double kept_share = 1 - 0x1p-10;

struct search {
    cas_search_task task;
    const cas_search_plan *plan;
};

static const cas_instance_kind *kind_of(const struct search *search)
{
    return search->task.variants->claim->kind;
}

static bool judge(const struct search *search, const void *instance,
                  cas_judgement *judgement)
{
    cas_message ignored;
    cas_judge *judge = cas_judge_new(search->task.variants, instance);
    cas_status status = cas_judge_decide(judge, search->task.mutant, judgement, &ignored);
    cas_judge_free(judge);
    return status == CAS_OK && judgement->applies;
}

static void swap(cas_judgement *one, cas_judgement *other)
{
    cas_judgement kept = *one;
    *one = *other;
    *other = kept;
}

/* What has to stay while an instance is made simpler. */
struct keeping {
    const struct search *search;
    cas_verdict verdict;
    double ratio;
};

static size_t operators_of(const cas_instance_kind *kind, const void *instance)
{
    return kind == &cas_chain_kind
               ? ((const cas_chain_instance *)instance)->chain->depth
               : ((const cas_process_instance *)instance)->process->chain->depth;
}

static bool keeps(void *context, const void *instance)
{
    const struct keeping *k = context;
    cas_judgement judgement;
    if (operators_of(kind_of(k->search), instance) != k->search->plan->operators)
        return false;
    cas_judgement_init(&judgement);
    bool kept = judge(k->search, instance, &judgement) &&
                judgement.verdict == k->verdict && judgement.ratio >= k->ratio;
    cas_judgement_clear(&judgement);
    return kept;
}

/* Takes the jet with so many digits where what has to stay stays. */
static bool try_jet(const struct search *search, struct keeping *keeping,
                    cas_start *start, int digits, void **instance)
{
    void *simpler = cas_start_instance(start, digits);
    bool kept = simpler != NULL && keeps(keeping, simpler);
    if (kept) {
        void *other = *instance;
        *instance = simpler;
        simpler = other;
    }
    kind_of(search)->free(simpler);
    return kept;
}

/* Leaves out coefficients and perturbations, then digits. */
static void simplify_jet(const struct search *search, struct keeping *keeping,
                         cas_start *start, void **instance)
{
    for (size_t k = 0; k < start->coordinates; k++) {
        size_t place = start->coordinate[k].place;
        double kept = start->jet.at[place];
        if (!cas_jet_is_logarithm(place))
            continue;
        start->jet.at[place] = -INFINITY;
        if (!try_jet(search, keeping, start, CAS_START_DIGITS, instance))
            start->jet.at[place] = kept;
    }
    for (int digits = 1; digits < CAS_START_DIGITS; digits++)
        if (try_jet(search, keeping, start, digits, instance))
            break;
}

/* Its own ways first, then the neighbours of the instance's kind. */
static void simplify(const struct search *search, cas_start *start,
                     cas_search_result *result)
{
    struct keeping keeping = {search, result->judgement.verdict,
                              kept_share * result->judgement.ratio};
    if (start->rescaled == NULL)
        simplify_jet(search, &keeping, start, &result->instance);
    cas_shrink_while(kind_of(search), keeps, &keeping, &result->instance);
    judge(search, result->instance, &result->judgement);
}

/* Judges what the best starts have found; the one that is worst for the claim stays. */
static void certify(const struct search *search, cas_start *best, size_t count,
                    cas_search_result *result)
{
    cas_start *worst = NULL;
    cas_judgement judgement;
    cas_judgement_init(&judgement);
    for (size_t k = 0; k < count && best[k].estimate > 0; k++) {
        void *instance = cas_start_instance(&best[k], CAS_START_DIGITS);
        if (instance != NULL && judge(search, instance, &judgement) &&
            (worst == NULL ||
             cas_verdict_is_worse(judgement.verdict, judgement.ratio,
                                  result->judgement.verdict, result->judgement.ratio))) {
            worst = &best[k];
            swap(&judgement, &result->judgement);
            void *other = result->instance;
            result->instance = instance;
            instance = other;
        }
        kind_of(search)->free(instance);
    }
    cas_judgement_clear(&judgement);
    if (worst != NULL && !search->plan->keeps_all)
        simplify(search, worst, result);
}

/* Puts a start where it belongs among the best, of which the last one falls out. */
static void enter(cas_start *best, const cas_start *start)
{
    size_t k = CERTIFIED;
    if (start->estimate <= best[k - 1].estimate) {
        cas_rescaled_free(start->rescaled);
        return;
    }
    cas_rescaled_free(best[k - 1].rescaled);
    for (; --k > 0 && start->estimate > best[k - 1].estimate;)
        best[k] = best[k - 1];
    best[k] = *start;
}

static void run_block(const struct search *search, size_t first, size_t count,
                      cas_start *block)
{
#ifdef _OPENMP
#pragma omp parallel
#endif
    {
#ifdef _OPENMP
#pragma omp for schedule(dynamic)
#endif
        for (size_t i = 0; i < count; i++) {
            block[i] = (cas_start){.task = &search->task, .number = first + i};
            cas_start_run(&block[i]);
        }
        cas_free_thread_caches();
    }
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void run_starts(const struct search *search, cas_start *best,
                       cas_search_result *result)
{
    const cas_search_plan *plan = search->plan;
    size_t count = cas_jet_shapes() + plan->starts;
    double end = now() + plan->seconds;
    cas_start *block = cas_allocate(BLOCK, sizeof *block);
    for (size_t first = 0; first < count && (plan->seconds == 0 || now() < end);
         first += BLOCK) {
        size_t size = count - first < BLOCK ? count - first : BLOCK;
        run_block(search, first, size, block);
        for (size_t i = 0; i < size; i++) {
            result->evaluations += block[i].evaluations;
            enter(best, &block[i]);
        }
    }
    free(block);
}

cas_status cas_search_admits(const cas_variants *variants, cas_message *message)
{
    const cas_claim *claim = variants->claim;
    const char *why = NULL;
    if (variants->statement == NULL || claim->generate == NULL)
        why = "it is not tested on random instances";
    else if (claim->kind != &cas_chain_kind && claim->kind != &cas_process_kind)
        why = "it is not about chains or processes";
    else if (variants->statement->claim.relation == CAS_EQUAL)
        why = "it is an identity";
    if (why == NULL)
        return CAS_OK;
    return cas_fail(message, CAS_INPUT, "%s %s cannot be searched: %s", claim->id,
                    claim->version, why);
}

cas_search_plan cas_search_plan_of(cas_profile profile, uint64_t seed, size_t operators)
{
    static const cas_search_plan plans[] = {
        [CAS_QUICK] = {.starts = 2, .evaluations = 20},
        [CAS_FULL] = {.starts = 11, .evaluations = 400},
        [CAS_NIGHTLY] = {.starts = 59, .evaluations = 4000}};
    cas_search_plan plan = plans[profile];
    plan.seed = seed;
    plan.operators = operators;
    return plan;
}

/* [0, 0] where both sides are 0, [inf, inf] where only the right one is. */
static void set_ratio(const cas_judgement *judgement, mpfi_ptr ratio)
{
    if (mpfi_is_zero(judgement->lhs))
        mpfi_set_ui(ratio, 0);
    else if (mpfi_is_zero(judgement->rhs))
        mpfi_set_d(ratio, INFINITY);
    else
        mpfi_div(ratio, judgement->lhs, judgement->rhs);
}

void cas_search_run(const cas_variants *variants, const cas_variant *mutant,
                    const cas_search_plan *plan, cas_search_result *result)
{
    const struct search search = {
        {variants, mutant, plan->operators, plan->seed, plan->evaluations}, plan};
    cas_start best[CERTIFIED];
    memset(best, 0, sizeof best);
    *result = (cas_search_result){.instance = NULL};
    cas_judgement_init(&result->judgement);
    mpfi_init2(result->ratio, CAS_PRECISION_FIRST);
    run_starts(&search, best, result);
    certify(&search, best, CERTIFIED, result);
    if (result->instance != NULL)
        set_ratio(&result->judgement, result->ratio);
    for (size_t k = 0; k < CERTIFIED; k++)
        cas_rescaled_free(best[k].rescaled);
}

void cas_search_clear(const cas_variants *variants, cas_search_result *result)
{
    variants->claim->kind->free(result->instance);
    cas_judgement_clear(&result->judgement);
    mpfi_clear(result->ratio);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/ratios.h"

#include "claim/judge.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "claim/chain_instance.h"
#include "claim/process_instance.h"

#include <math.h>
#include <stdlib.h>

bool cas_claim_has_ratios(const cas_claim *claim)
{
    return claim->formula != NULL &&
           (claim->kind == &cas_chain_kind || claim->kind == &cas_process_kind);
}

void cas_ratio_trial(const cas_ratio_plan *plan, cas_chain_style style, size_t operators,
                     size_t trial, cas_chain **chain)
{
    char *purpose = cas_format("ratios/%s/%zu", cas_chain_style_names[style], operators);
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(plan->seed, purpose, trial));
    free(purpose);
    cas_chain_generate_style(rng, style, operators, chain);
    gsl_rng_free(rng);
}

/*:
\section{A chain as a process}

A bound for processes is tested on a chain by giving the chain's laws to a process as
independent rules. The error $\tilde u-u$ is affine in $\varepsilon_2,\dots,\varepsilon_N$
given the forward pass, so its conditional mean depends on the laws of the
$\varepsilon_{j}$ through their means alone; and a bound of the form of Theorem 2 sees
$\varepsilon_{j}$ through $\mathbb E_t\varepsilon_{j}$ alone. Both sides are therefore the
same if every $\varepsilon_{j}$ is replaced by its mean, which leaves no more scenarios
than the forward pass has.
*/

/* The point of a law's mean. */
static void set_mean(cas_law *mean, const cas_law *law)
{
    cas_law_init(mean, law->dimension);
    cas_law_mean(law, mean->support.at);
}

static cas_status set_rules(cas_process *process, const cas_law *forward,
                            const cas_law *backward, cas_message *message)
{
    size_t depth = process->chain->depth;
    cas_status status = CAS_OK;
    for (size_t i = 1; i < depth && status == CAS_OK; i++) {
        cas_law mean;
        set_mean(&mean, &backward[i]);
        status = cas_process_set_rule(process, cas_node_of_delta(i), CAS_GIVEN_NOTHING, 1,
                                      &forward[i - 1], message);
        if (status == CAS_OK)
            status = cas_process_set_rule(process, cas_node_of_epsilon(depth, i + 1),
                                          CAS_GIVEN_NOTHING, 1, &mean, message);
        cas_law_clear(&mean);
    }
    return status;
}

static void take_law(cas_law *law, cas_law *taken)
{
    *taken = *law;
    cas_law_init(law, taken->dimension);
}

/* The chain is taken over; constants are those of its instance. */
static cas_status process_of(cas_chain *chain, const cas_smoothness *constants,
                             cas_process_instance **instance, cas_message *message)
{
    size_t depth = chain->depth;
    cas_law *forward = cas_allocate(depth, sizeof *forward);
    cas_law *backward = cas_allocate(depth, sizeof *backward);
    for (size_t i = 0; i < depth; i++) {
        take_law(&chain->forward[i], &forward[i]);
        take_law(&chain->backward[i], &backward[i]);
    }
    cas_process_instance *made = cas_allocate(1, sizeof *made);
    made->process = cas_process_new(chain);
    cas_smoothness_init(&made->constants);
    made->constants.is_declared = constants->is_declared;
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++) {
        mpq_set(made->constants.value[c], constants->value[c]);
        mpq_set(made->constants.at_least[c], constants->at_least[c]);
    }
    cas_status status = set_rules(made->process, forward, backward, message);
    for (size_t i = 0; i < depth; i++) {
        cas_law_clear(&forward[i]);
        cas_law_clear(&backward[i]);
    }
    free(forward);
    free(backward);
    *instance = made;
    return status;
}

static cas_status judge(const cas_claim *claim, const void *instance, cas_ratio *ratio,
                        cas_message *message)
{
    cas_judgement judgement;
    cas_judgement_init(&judgement);
    cas_status status = cas_claim_judge(claim, NULL, instance, &judgement, message);
    ratio->applies = status == CAS_OK && judgement.applies;
    ratio->verdict = judgement.verdict;
    ratio->ratio = judgement.ratio;
    if (claim->kind == &cas_process_kind)
        ratio->ratio = nextafter(ratio->ratio * ratio->ratio, INFINITY);
    if (judgement.ratio == 0)
        ratio->ratio = 0;
    cas_judgement_clear(&judgement);
    return status;
}

struct work {
    const cas_ratio_plan *plan;
    cas_ratio *ratios;
    size_t depths, cells; /* cells: style, N and trial together */
};

static cas_status judge_all(const struct work *work, size_t cell, cas_chain_style style,
                            size_t operators, size_t trial, cas_message *message)
{
    const cas_ratio_plan *plan = work->plan;
    cas_chain *chain;
    cas_chain_instance *instance;
    cas_ratio_trial(plan, style, operators, trial, &chain);
    cas_status status = cas_chain_instance_new(chain, &instance, message);
    if (status != CAS_OK)
        return status == CAS_UNBOUNDED ? CAS_OK : status;
    cas_process_instance *process = NULL;
    for (size_t c = 0; plan->claims[c] != NULL && status == CAS_OK; c++) {
        const cas_claim *claim = plan->claims[c];
        cas_ratio *ratio = &work->ratios[c * work->cells + cell];
        if (claim->kind == &cas_process_kind && process == NULL) {
            cas_ratio_trial(plan, style, operators, trial, &chain);
            status = process_of(chain, &instance->constants, &process, message);
        }
        if (status == CAS_OK)
            status = judge(claim,
                           claim->kind == &cas_chain_kind ? (const void *)instance
                                                          : (const void *)process,
                           ratio, message);
    }
    cas_process_kind.free(process);
    cas_chain_kind.free(instance);
    return status;
}

static cas_status run_cell(const struct work *work, size_t cell, cas_message *message)
{
    const cas_ratio_plan *plan = work->plan;
    size_t trial = cell % plan->trials, rest = cell / plan->trials;
    size_t operators = plan->fewest + rest % work->depths;
    cas_chain_style style = (cas_chain_style)(rest / work->depths);
    cas_message inner;
    cas_status status = judge_all(work, cell, style, operators, trial, &inner);
    if (status != CAS_OK)
        return cas_fail(message, status, "%s, N = %zu, trial %zu: %s",
                        cas_chain_style_names[style], operators, trial, inner.text);
    return status;
}

cas_status cas_ratios_run(const cas_ratio_plan *plan, cas_ratio **ratios,
                          cas_message *message)
{
    size_t claims = 0;
    while (plan->claims[claims] != NULL)
        claims++;
    struct work work = {.plan = plan, .depths = plan->most - plan->fewest + 1};
    work.cells = CAS_CHAINS_COUNT * work.depths * plan->trials;
    work.ratios = cas_allocate(claims * work.cells, sizeof *work.ratios);
    size_t failed = work.cells; /* the first cell that ended in an error */
#ifdef _OPENMP
#pragma omp parallel
#endif
    {
#ifdef _OPENMP
#pragma omp for schedule(dynamic)
#endif
        for (size_t k = 0; k < work.cells; k++) {
            size_t cell = work.cells - 1 - k; /* long chains first */
            cas_message mine;
            if (run_cell(&work, cell, &mine) == CAS_OK)
                continue;
#ifdef _OPENMP
#pragma omp critical(ratios)
#endif
            if (cell < failed)
                failed = cell;
        }
        cas_free_thread_caches();
    }
    if (failed < work.cells) {
        cas_status status = run_cell(&work, failed, message);
        free(work.ratios);
        return status;
    }
    *ratios = work.ratios;
    return CAS_OK;
}

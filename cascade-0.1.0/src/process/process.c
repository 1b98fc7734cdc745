/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/process.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

static void rule_set(cas_rule *rule, size_t given, size_t count, const cas_law *laws)
{
    rule->given = given;
    rule->count = count;
    rule->laws = cas_allocate(count, sizeof *rule->laws);
    for (size_t k = 0; k < count; k++)
        cas_law_copy(&rule->laws[k], &laws[k]);
}

static void rule_clear(cas_rule *rule)
{
    for (size_t k = 0; k < rule->count; k++)
        cas_law_clear(&rule->laws[k]);
    free(rule->laws);
}

size_t cas_process_dimension(const cas_process *process, size_t node)
{
    const cas_chain *chain = process->chain;
    if (node == 0)
        return chain->input.count;
    if (node < chain->depth)
        return chain->links[node - 1].op->out;
    return chain->links[2 * chain->depth - node - 1].op->in;
}

cas_process *cas_process_new(cas_chain *chain)
{
    cas_process *process = cas_allocate(1, sizeof *process);
    size_t nodes = cas_process_nodes(chain->depth);
    process->chain = chain;
    process->rules = cas_allocate(nodes, sizeof *process->rules);
    for (size_t node = 0; node < nodes; node++) {
        cas_law law;
        cas_law_init(&law, cas_process_dimension(process, node));
        for (size_t k = 0; node == 0 && k < law.dimension; k++)
            mpq_set(law.support.at[k], chain->input.at[k]);
        rule_set(&process->rules[node], CAS_GIVEN_NOTHING, 1, &law);
        cas_law_clear(&law);
    }
    for (size_t i = 0; i < chain->depth; i++)
        CAS_REQUIRE(cas_law_is_zero(&chain->forward[i]) &&
                    cas_law_is_zero(&chain->backward[i]));
    return process;
}

void cas_process_free(cas_process *process)
{
    if (process == NULL)
        return;
    for (size_t node = 0; node < cas_process_nodes(process->chain->depth); node++)
        rule_clear(&process->rules[node]);
    free(process->rules);
    cas_chain_free(process->chain);
    free(process);
}

size_t cas_process_branches(const cas_process *process, size_t node)
{
    const cas_rule *rule = &process->rules[node];
    size_t most = 0;
    for (size_t k = 0; k < rule->count; k++)
        if (rule->laws[k].points > most)
            most = rule->laws[k].points;
    return most;
}

const cas_law *cas_process_law(const cas_process *process, size_t node,
                               const size_t *branches)
{
    const cas_rule *rule = &process->rules[node];
    return &rule->laws[rule->given == CAS_GIVEN_NOTHING ? 0 : branches[rule->given]];
}

/* The scenarios that go on from branches[0..node), weight[node] their probability. */
static bool go_on(const cas_process *process, size_t node, size_t *branches,
                  mpq_t *weight, cas_scenario_visit *visit, void *context)
{
    if (node == cas_process_nodes(process->chain->depth))
        return visit(context, branches, weight[node]);
    const cas_law *law = cas_process_law(process, node, branches);
    bool is_wanted = true;
    for (size_t k = 0; k < law->points && is_wanted; k++) {
        branches[node] = k;
        mpq_mul(weight[node + 1], weight[node], law->probability.at[k]);
        if (mpq_sgn(weight[node + 1]) != 0)
            is_wanted = go_on(process, node + 1, branches, weight, visit, context);
    }
    return is_wanted;
}

void cas_process_for_each(const cas_process *process, cas_scenario_visit *visit,
                          void *context)
{
    size_t nodes = cas_process_nodes(process->chain->depth);
    size_t *branches = cas_allocate(nodes, sizeof *branches);
    cas_rationals weight;
    cas_rationals_init(&weight, nodes + 1);
    mpq_set_ui(weight.at[0], 1, 1);
    go_on(process, 0, branches, weight.at, visit, context);
    cas_rationals_clear(&weight);
    free(branches);
}

static bool count_one(void *context, const size_t *branches, mpq_srcptr probability)
{
    size_t *count = context;
    (void)branches;
    (void)probability;
    return ++*count <= CAS_PROCESS_SCENARIOS;
}

size_t cas_process_scenarios(const cas_process *process)
{
    size_t count = 0;
    cas_process_for_each(process, count_one, &count);
    return count;
}

static cas_status check_rule(const cas_process *process, size_t node, size_t given,
                             size_t count, const cas_law *laws, cas_message *message)
{
    size_t expected = 1, dimension = cas_process_dimension(process, node);
    if (given != CAS_GIVEN_NOTHING) {
        if (given >= node)
            return cas_fail(message, CAS_INPUT, "given: expected something earlier");
        expected = cas_process_branches(process, given);
    }
    if (count != expected)
        return cas_fail(message, CAS_INPUT,
                        "laws: expected %zu, one per branch, found %zu", expected, count);
    for (size_t k = 0; k < count; k++)
        if (laws[k].dimension != dimension)
            return cas_fail(message, CAS_INPUT,
                            "laws[%zu]: expected points of %zu numbers, found %zu", k,
                            dimension, laws[k].dimension);
    return CAS_OK;
}

/* Rules that depend on the branch of `node` still have a law for each of its branches. */
static cas_status check_dependents(const cas_process *process, size_t node,
                                   cas_message *message)
{
    for (size_t other = node + 1; other < cas_process_nodes(process->chain->depth);
         other++) {
        const cas_rule *rule = &process->rules[other];
        if (rule->given == node && rule->count != cas_process_branches(process, node))
            return cas_fail(message, CAS_INPUT,
                            "a later rule has %zu laws for %zu branches", rule->count,
                            cas_process_branches(process, node));
    }
    return CAS_OK;
}

cas_status cas_process_set_rule(cas_process *process, size_t node, size_t given,
                                size_t count, const cas_law *laws, cas_message *message)
{
    cas_status status = check_rule(process, node, given, count, laws, message);
    if (status != CAS_OK)
        return status;
    cas_rule old = process->rules[node];
    rule_set(&process->rules[node], given, count, laws);
    status = check_dependents(process, node, message);
    if (status == CAS_OK && cas_process_scenarios(process) > CAS_PROCESS_SCENARIOS)
        status = cas_fail(message, CAS_LIMIT, "expected at most %d scenarios, found more",
                          CAS_PROCESS_SCENARIOS);
    if (status == CAS_OK) {
        rule_clear(&old);
        return CAS_OK;
    }
    rule_clear(&process->rules[node]);
    process->rules[node] = old;
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/process_run.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "operator/stage.h"

#include <stdlib.h>
#include <string.h>

static bool append(void *context, const size_t *branches, mpq_srcptr probability)
{
    cas_run *run = context;
    size_t s = run->space.scenarios++;
    memcpy(run->branches + s * run->nodes, branches, run->nodes * sizeof *branches);
    mpq_set(run->weights[CAS_LEVEL_SCENARIO].at[s], probability);
    return true;
}

/* Whether scenario s has the branches of the one before at all nodes before `nodes`. */
static bool goes_on(const cas_run *run, size_t s, size_t nodes)
{
    const size_t *now = run->branches + s * run->nodes;
    return s > 0 && memcmp(now, now - run->nodes, nodes * sizeof *now) == 0;
}

/* A level's copies are the scenarios that agree at the nodes before `nodes`; scenarios
   stand in lexicographic order. */
static void number_copies(cas_run *run, cas_level level, size_t nodes)
{
    size_t scenarios = run->space.scenarios, count = 0;
    size_t *copy_of = cas_allocate(scenarios, sizeof *copy_of);
    size_t *first_of = cas_allocate(scenarios, sizeof *first_of);
    cas_rationals *weights = &run->weights[level];
    if (level != CAS_LEVEL_SCENARIO)
        cas_rationals_init(weights, scenarios);
    for (size_t s = 0; s < scenarios; s++) {
        if (!goes_on(run, s, nodes))
            first_of[count++] = s;
        copy_of[s] = count - 1;
        if (level != CAS_LEVEL_SCENARIO)
            mpq_add(weights->at[count - 1], weights->at[count - 1],
                    run->weights[CAS_LEVEL_SCENARIO].at[s]);
    }
    void *probability = cas_arena_numbers(run->workspace.arena, count);
    cas_vector_set_rationals(run->workspace.arithmetic, count, probability,
                             (const mpq_t *)weights->at);
    run->copies[level] = count;
    run->copy_of[level] = copy_of;
    run->first_of[level] = first_of;
    run->exact_probability[level] = (const mpq_t *)weights->at;
    run->probability[level] = probability;
}

static void list_scenarios(cas_run *run)
{
    size_t count = cas_process_scenarios(run->process);
    run->branches = cas_allocate(count * run->nodes, sizeof *run->branches);
    cas_rationals_init(&run->weights[CAS_LEVEL_SCENARIO], count);
    cas_process_for_each(run->process, append, run);
    number_copies(run, CAS_LEVEL_SCENARIO, run->nodes);
    number_copies(run, CAS_LEVEL_FORWARD, run->depth);
    number_copies(run, CAS_LEVEL_INPUT, 1);
    number_copies(run, CAS_LEVEL_CONSTANT, 0);
}

const mpq_t *cas_run_drawn(const cas_run *run, size_t node, size_t scenario)
{
    const size_t *branches = run->branches + scenario * run->nodes;
    const cas_law *law = cas_process_law(run->process, node, branches);
    return (const mpq_t *)law->support.at + branches[node] * law->dimension;
}

static void *numbers_of(const cas_run *run, cas_variable x, size_t copy)
{
    return (void *)cas_variable_at(&run->workspace, x, x.level, copy);
}

static cas_variable vector_new(const cas_run *run, cas_level level, size_t length)
{
    void *at;
    return cas_variable_new(&run->workspace, level, length, 1, &at);
}

static cas_variable drawn(const cas_run *run, size_t node, cas_level level)
{
    cas_variable r = vector_new(run, level, cas_process_dimension(run->process, node));
    for (size_t c = 0; c < run->copies[level]; c++)
        cas_vector_set_rationals(run->workspace.arithmetic, r.rows, numbers_of(run, r, c),
                                 cas_run_drawn(run, node, run->first_of[level][c]));
    return r;
}

/* *r = f_i(y) */
static cas_status push(const cas_run *run, size_t i, cas_variable y, cas_variable *r,
                       cas_message *message)
{
    cas_stage *stage = run->stages[i - 1];
    *r = vector_new(run, y.level, cas_stage_operator(stage)->out);
    for (size_t c = 0; c < run->copies[y.level]; c++) {
        cas_status status = cas_stage_evaluate(stage, numbers_of(run, y, c), message);
        if (status != CAS_OK)
            return status;
        cas_vector_copy(run->workspace.arithmetic, r->rows, numbers_of(run, *r, c),
                        cas_stage_output(stage));
    }
    return CAS_OK;
}

/* *below = grad_1 f_i(y)^T v and *weights = grad_2 f_i(y)^T v. */
static cas_status pull(const cas_run *run, size_t i, cas_variable y, cas_variable v,
                       cas_variable *below, cas_variable *weights, cas_message *message)
{
    cas_stage *stage = run->stages[i - 1];
    const cas_operator *op = cas_stage_operator(stage);
    size_t level = v.level > y.level ? v.level : y.level;
    const void *point = NULL;
    *below = vector_new(run, level, op->in);
    *weights = vector_new(run, level, op->weights);
    for (size_t c = 0; c < run->copies[level]; c++) {
        const void *next = cas_variable_at(&run->workspace, y, level, c);
        cas_status status =
            next == point ? CAS_OK : cas_stage_evaluate(stage, next, message);
        if (status == CAS_OK)
            status = cas_stage_pullback(
                stage, cas_variable_at(&run->workspace, v, level, c),
                numbers_of(run, *below, c), numbers_of(run, *weights, c), message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "operators[%zu]", i - 1);
        point = next;
    }
    return CAS_OK;
}

static bool is_perturbed(const cas_run *run, size_t i, size_t scenario)
{
    for (size_t node = 1; node <= i; node++) {
        const mpq_t *delta = cas_run_drawn(run, node, scenario);
        for (size_t k = 0; k < cas_process_dimension(run->process, node); k++)
            if (mpq_sgn(delta[k]) != 0)
                return true;
    }
    return false;
}

/* x - y where y~_i is not y_i, else 0: there x and y are the same function of both. */
static cas_variable change(const cas_run *run, size_t i, cas_variable x, cas_variable y)
{
    cas_variable r = cas_variable_difference(&run->workspace, x, y);
    for (size_t c = 0; c < run->copies[r.level]; c++)
        if (!is_perturbed(run, i, run->first_of[r.level][c]))
            cas_vector_zero(run->workspace.arithmetic, r.rows, numbers_of(run, r, c));
    return r;
}

static cas_variable sum(const cas_run *run, cas_variable x, cas_variable y)
{
    return cas_variable_sum(&run->workspace, x, y);
}

/* (4): y_i, then v_i and u_i. */
static cas_status run_exact(cas_run *run, cas_message *message)
{
    cas_variable *y = run->vector[CAS_SYMBOL_Y], *v = run->vector[CAS_SYMBOL_V];
    cas_status status = CAS_OK;
    y[0] = drawn(run, 0, CAS_LEVEL_INPUT);
    for (size_t i = 1; i <= run->depth && status == CAS_OK; i++) {
        status = push(run, i, y[i - 1], &y[i], message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "operators[%zu]", i - 1);
    }
    v[run->depth] = vector_new(run, CAS_LEVEL_CONSTANT, 1);
    run->workspace.arithmetic->set_integer(numbers_of(run, v[run->depth], 0), 1);
    for (size_t i = run->depth; i >= 1 && status == CAS_OK; i--)
        status = pull(run, i, y[i - 1], v[i], &v[i - 1], &run->vector[CAS_SYMBOL_U][i],
                      message);
    return status;
}

/* (5a) and the differences y~_i - y_i. */
static cas_status run_forward(cas_run *run, cas_message *message)
{
    const cas_variable *exact = run->vector[CAS_SYMBOL_Y];
    cas_variable *y = run->vector[CAS_SYMBOL_Y_TILDE];
    cas_variable *error = run->vector[CAS_SYMBOL_Y_ERROR];
    y[0] = exact[0];
    error[0] = vector_new(run, CAS_LEVEL_CONSTANT, exact[0].rows);
    for (size_t i = 1; i <= run->depth; i++) {
        cas_status status = push(run, i, y[i - 1], &y[i], message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "operators[%zu] (perturbed pass)", i - 1);
        error[i] = change(run, i - 1, y[i], exact[i]);
        if (i == run->depth)
            break;
        cas_variable *delta = &run->vector[CAS_SYMBOL_DELTA][i];
        *delta = drawn(run, cas_node_of_delta(i), CAS_LEVEL_FORWARD);
        y[i] = sum(run, y[i], *delta);
        error[i] = sum(run, error[i], *delta);
    }
    return CAS_OK;
}

/*: \paragraph{Differences of gradients.} (5b) is linear in $\tilde v_i$: with $\tilde A_i
= \nabla_1 f_i(\tilde y_{i-1})$ and $b_i = \tilde v_i - v_i$, \[ b_{i-1} = \tilde A_i^\top
b_i + (\tilde A_i^\top v_i - v_{i-1}) + \varepsilon_i, \] and $\tilde u_i - u_i$ likewise
without $\varepsilon_i$. What stands in brackets is 0 where $\tilde y_{i-1} = y_{i-1}$,
and then no rounding makes $b$ differ from 0. */
static cas_status run_backward(cas_run *run, cas_message *message)
{
    const cas_variable *y = run->vector[CAS_SYMBOL_Y_TILDE];
    const cas_variable *exact = run->vector[CAS_SYMBOL_V];
    const cas_variable *exact_u = run->vector[CAS_SYMBOL_U];
    cas_variable *v = run->vector[CAS_SYMBOL_V_TILDE],
                 *u = run->vector[CAS_SYMBOL_U_TILDE];
    cas_variable *b = run->vector[CAS_SYMBOL_V_ERROR], below, weights;
    cas_variable *error = run->vector[CAS_SYMBOL_U_ERROR];
    cas_status status = CAS_OK;
    v[run->depth] = exact[run->depth];
    b[run->depth] = vector_new(run, CAS_LEVEL_CONSTANT, 1);
    for (size_t i = run->depth; i >= 1 && status == CAS_OK; i--) {
        status = pull(run, i, y[i - 1], v[i], &v[i - 1], &u[i], message);
        if (status == CAS_OK)
            status = pull(run, i, y[i - 1], b[i], &b[i - 1], &error[i], message);
        if (status == CAS_OK)
            status = pull(run, i, y[i - 1], exact[i], &below, &weights, message);
        if (status != CAS_OK)
            break;
        error[i] = sum(run, error[i], change(run, i - 1, weights, exact_u[i]));
        if (i == 1)
            break;
        cas_variable *epsilon = &run->vector[CAS_SYMBOL_EPSILON][i];
        *epsilon = drawn(run, cas_node_of_epsilon(run->depth, i), CAS_LEVEL_SCENARIO);
        v[i - 1] = sum(run, v[i - 1], *epsilon);
        b[i - 1] = sum(run, b[i - 1], change(run, i - 1, below, exact[i - 1]));
        b[i - 1] = sum(run, b[i - 1], *epsilon);
    }
    return status;
}

/* weights: NULL for the chain's. */
static cas_status run_new(const cas_process *process, const void *weights,
                          const cas_arithmetic *arithmetic, cas_run **run,
                          cas_message *message)
{
    const cas_chain *chain = process->chain;
    cas_run *made = cas_allocate(1, sizeof *made);
    made->process = process;
    made->depth = chain->depth;
    made->nodes = cas_process_nodes(chain->depth);
    made->workspace =
        (cas_workspace){arithmetic, &made->space, cas_arena_new(arithmetic)};
    made->space = (cas_space){.levels = CAS_LEVEL_COUNT,
                              .copies = made->copies,
                              .copy_of = made->copy_of,
                              .first_of = made->first_of,
                              .probability = made->probability,
                              .exact_probability = made->exact_probability};
    list_scenarios(made);
    made->stages = cas_allocate(chain->depth, sizeof(cas_stage *));
    for (size_t i = 0, first = 0; i < chain->depth; i++) {
        const cas_link *link = &chain->links[i];
        made->stages[i] =
            cas_stage_new(link->op, arithmetic, (const mpq_t *)link->weights.at);
        if (weights != NULL)
            cas_stage_set_weights(made->stages[i],
                                  cas_at_const(arithmetic, weights, first));
        first += link->op->weights;
    }
    for (size_t k = 0; k < CAS_SYMBOL_COUNT; k++)
        made->vector[k] = cas_allocate(chain->depth + 1, sizeof **made->vector);
    cas_status status = run_exact(made, message);
    if (status == CAS_OK)
        status = run_forward(made, message);
    if (status == CAS_OK)
        status = run_backward(made, message);
    if (status == CAS_OK)
        *run = made;
    else
        cas_run_free(made);
    return status;
}

cas_status cas_run_new(const cas_process *process, const cas_arithmetic *arithmetic,
                       cas_run **run, cas_message *message)
{
    return run_new(process, NULL, arithmetic, run, message);
}

cas_status cas_run_new_at(const cas_process *process, const void *weights,
                          const cas_arithmetic *arithmetic, cas_run **run,
                          cas_message *message)
{
    return run_new(process, weights, arithmetic, run, message);
}

/* All copies of x, which has as many rows as there are ranges. */
static bool is_inside(const cas_run *run, const cas_range *ranges, cas_variable x)
{
    for (size_t c = 0; c < run->copies[x.level]; c++)
        for (size_t k = 0; k < x.rows; k++)
            if (!cas_range_contains(&ranges[k], cas_at_const(run->workspace.arithmetic,
                                                             x.at, c * x.rows + k)))
                return false;
    return true;
}

static bool are_weights_inside(const cas_link *link)
{
    for (size_t k = 0; k < link->op->weights; k++) {
        const cas_range *r = &link->domain.w[k];
        if ((r->has_lower && mpq_cmp(link->weights.at[k], r->lower) < 0) ||
            (r->has_upper && mpq_cmp(link->weights.at[k], r->upper) > 0))
            return false;
    }
    return true;
}

bool cas_run_is_inside(const cas_run *run, const void *weights)
{
    const cas_arithmetic *a = run->workspace.arithmetic;
    for (size_t i = 0, first = 0; i < run->depth; i++) {
        const cas_link *link = &run->process->chain->links[i];
        cas_variable w = {CAS_LEVEL_CONSTANT, link->op->weights, 1,
                          weights != NULL ? cas_at_const(a, weights, first) : NULL};
        if (!is_inside(run, link->domain.y, run->vector[CAS_SYMBOL_Y][i]) ||
            !is_inside(run, link->domain.y, run->vector[CAS_SYMBOL_Y_TILDE][i]) ||
            !(weights == NULL ? are_weights_inside(link)
                              : is_inside(run, link->domain.w, w)))
            return false;
        first += link->op->weights;
    }
    return true;
}

void cas_run_free(cas_run *run)
{
    if (run == NULL)
        return;
    for (size_t i = 0; i < run->depth; i++)
        cas_stage_free(run->stages[i]);
    for (size_t k = 0; k < CAS_SYMBOL_COUNT; k++)
        free(run->vector[k]);
    for (cas_level level = 0; level < CAS_LEVEL_COUNT; level++) {
        cas_rationals_clear(&run->weights[level]);
        free((void *)run->copy_of[level]);
        free((void *)run->first_of[level]);
    }
    cas_arena_free(run->workspace.arena);
    free(run->stages);
    free(run->branches);
    free(run);
}

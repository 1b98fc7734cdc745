/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/process_run.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "operator/stage.h"

#include <stdlib.h>
#include <string.h>

cas_level cas_trace_level(cas_trace trace)
{
    if (trace <= CAS_TRACE_B)
        return CAS_LEVEL_INPUT;
    return trace <= CAS_TRACE_B_TILDE ? CAS_LEVEL_FORWARD : CAS_LEVEL_SCENARIO;
}

static size_t width_of_y(const cas_chain *chain, size_t i)
{
    return i == 0 ? chain->input.count : chain->links[i - 1].op->out;
}

static bool is_jacobian(cas_trace trace)
{
    return trace == CAS_TRACE_A || trace == CAS_TRACE_B || trace == CAS_TRACE_A_TILDE ||
           trace == CAS_TRACE_B_TILDE;
}

size_t cas_run_rows(const cas_run *run, cas_trace trace, size_t i)
{
    const cas_chain *chain = run->process->chain;
    switch (trace) {
    case CAS_TRACE_U:
    case CAS_TRACE_U_TILDE:
    case CAS_TRACE_GRADIENT_ERROR:
        return chain->links[i - 1].op->weights;
    case CAS_TRACE_EPSILON:
        return chain->links[i - 1].op->in;
    default:
        return width_of_y(chain, i);
    }
}

size_t cas_run_columns(const cas_run *run, cas_trace trace, size_t i)
{
    const cas_chain *chain = run->process->chain;
    if (trace == CAS_TRACE_A || trace == CAS_TRACE_A_TILDE)
        return chain->links[i - 1].op->in;
    if (trace == CAS_TRACE_B || trace == CAS_TRACE_B_TILDE)
        return chain->links[i - 1].op->weights;
    return 1;
}

static bool has_index(size_t depth, cas_trace trace, size_t i)
{
    switch (trace) {
    case CAS_TRACE_Y:
    case CAS_TRACE_Y_TILDE:
    case CAS_TRACE_FORWARD_ERROR:
        return true;
    case CAS_TRACE_DELTA:
        return i >= 1 && i < depth;
    case CAS_TRACE_EPSILON:
        return i >= 2;
    default:
        return i >= 1;
    }
}

/* Appends all scenarios that go on from branches[0..node). */
static void enumerate(cas_run *run, size_t node, size_t *branches, mpq_t *weight)
{
    if (node == run->nodes) {
        memcpy(run->branches + run->scenarios * run->nodes, branches,
               run->nodes * sizeof *branches);
        mpq_set(run->exact_probability[CAS_LEVEL_SCENARIO].at[run->scenarios++],
                weight[node]);
        return;
    }
    const cas_law *law = cas_process_law(run->process, node, branches);
    for (size_t k = 0; k < law->points; k++) {
        if (mpq_sgn(law->probability.at[k]) == 0)
            continue;
        branches[node] = k;
        mpq_mul(weight[node + 1], weight[node], law->probability.at[k]);
        enumerate(run, node + 1, branches, weight);
    }
}

/* The first node at which scenario s has another branch than s - 1; 0 for s = 0. */
static size_t first_change(const cas_run *run, size_t s)
{
    if (s == 0)
        return 0;
    const size_t *now = run->branches + s * run->nodes, *before = now - run->nodes;
    size_t node = 0;
    while (now[node] == before[node])
        node++;
    return node;
}

/* A level's copies are the scenarios that agree at the nodes before `nodes`; scenarios
   stand in lexicographic order. */
static void number_copies(cas_run *run, cas_level level, size_t nodes)
{
    cas_rationals *probability = &run->exact_probability[level];
    size_t *copy_of = cas_allocate(run->scenarios, sizeof *copy_of);
    size_t *first_of = cas_allocate(run->scenarios, sizeof *first_of), count = 0;
    if (level != CAS_LEVEL_SCENARIO)
        cas_rationals_init(probability, run->scenarios);
    for (size_t s = 0; s < run->scenarios; s++) {
        if (s == 0 || first_change(run, s) < nodes)
            first_of[count++] = s;
        copy_of[s] = count - 1;
        if (level != CAS_LEVEL_SCENARIO)
            mpq_add(probability->at[count - 1], probability->at[count - 1],
                    run->exact_probability[CAS_LEVEL_SCENARIO].at[s]);
    }
    run->copies[level] = count;
    run->copy_of[level] = copy_of;
    run->first_of[level] = first_of;
    run->probability[level] = cas_numbers_new(run->arithmetic, count);
    cas_vector_set_rationals(run->arithmetic, count, run->probability[level],
                             (const mpq_t *)probability->at);
}

static void list_scenarios(cas_run *run)
{
    size_t count = cas_process_scenarios(run->process);
    size_t *branches = cas_allocate(run->nodes, sizeof *branches);
    cas_rationals weight;
    cas_rationals_init(&weight, run->nodes + 1);
    mpq_set_ui(weight.at[0], 1, 1);
    run->branches = cas_allocate(count * run->nodes, sizeof *run->branches);
    cas_rationals_init(&run->exact_probability[CAS_LEVEL_SCENARIO], count);
    enumerate(run, 0, branches, weight.at);
    cas_rationals_clear(&weight);
    free(branches);
    number_copies(run, CAS_LEVEL_SCENARIO, run->nodes);
    number_copies(run, CAS_LEVEL_FORWARD, run->depth);
    number_copies(run, CAS_LEVEL_INPUT, 1);
    number_copies(run, CAS_LEVEL_CONSTANT, 0);
}

static void *slot(cas_run *run, cas_trace trace, size_t i, size_t scenario)
{
    return (void *)cas_run_value(run, trace, i, scenario);
}

const void *cas_run_value(const cas_run *run, cas_trace trace, size_t i, size_t scenario)
{
    size_t size = cas_run_rows(run, trace, i) * cas_run_columns(run, trace, i);
    CAS_REQUIRE(run->trace[trace][i] != NULL || size == 0);
    size_t copy = run->copy_of[cas_trace_level(trace)][scenario];
    return cas_at_const(run->arithmetic, run->trace[trace][i], copy * size);
}

const mpq_t *cas_run_drawn(const cas_run *run, size_t node, size_t scenario)
{
    const size_t *branches = run->branches + scenario * run->nodes;
    const cas_law *law = cas_process_law(run->process, node, branches);
    return (const mpq_t *)law->support.at + branches[node] * law->dimension;
}

/* The passes of the scenario that is being run. */
typedef struct walk {
    cas_run *run;
    const cas_arithmetic *a;
    bool with_jacobians;
    cas_pass *exact, *perturbed;
    bool *clean; /* clean[i]: y~_i is y_i */
    void *unit;  /* scratch: a unit vector */
} walk;

static cas_stage *stage_of(const walk *w, size_t i)
{
    return w->clean[i - 1] ? w->exact->stages[i - 1] : w->perturbed->stages[i - 1];
}

/* Both Jacobians of a stage at its point, row by row. */
static cas_status take_jacobians(walk *w, cas_stage *stage, size_t i, void *to_a,
                                 void *to_b, cas_message *message)
{
    const cas_operator *op = cas_stage_operator(stage);
    cas_status status = CAS_OK;
    for (size_t k = 0; k < op->out && status == CAS_OK; k++) {
        cas_vector_zero(w->a, op->out, w->unit);
        w->a->set_integer(cas_at(w->a, w->unit, k), 1);
        status = cas_stage_pullback(stage, w->unit, cas_at(w->a, to_a, k * op->in),
                                    cas_at(w->a, to_b, k * op->weights), message);
    }
    return status == CAS_OK ? CAS_OK
                            : cas_fail_in(message, status, "operators[%zu]", i - 1);
}

static cas_status run_exact(walk *w, size_t s, cas_message *message)
{
    cas_run *run = w->run;
    cas_vector_set_rationals(w->a, width_of_y(run->process->chain, 0), w->exact->y[0],
                             cas_run_drawn(run, 0, s));
    cas_status status = cas_pass_exact(w->exact, message);
    for (size_t i = 0; i <= run->depth && status == CAS_OK; i++) {
        cas_vector_copy(w->a, cas_run_rows(run, CAS_TRACE_Y, i),
                        slot(run, CAS_TRACE_Y, i, s), w->exact->y[i]);
        if (i == 0)
            continue;
        cas_vector_copy(w->a, cas_run_rows(run, CAS_TRACE_V, i),
                        slot(run, CAS_TRACE_V, i, s), w->exact->v[i]);
        cas_vector_copy(w->a, cas_run_rows(run, CAS_TRACE_U, i),
                        slot(run, CAS_TRACE_U, i, s), w->exact->u[i]);
        if (w->with_jacobians)
            status = take_jacobians(w, w->exact->stages[i - 1], i,
                                    slot(run, CAS_TRACE_A, i, s),
                                    slot(run, CAS_TRACE_B, i, s), message);
    }
    return status;
}

static bool is_zero_draw(const mpq_t *numbers, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (mpq_sgn(numbers[k]) != 0)
            return false;
    return true;
}

/* y~_i, its error and delta_i, from stage i at its point; clean[i] likewise.  Where
   y~_{i-1} is y_{i-1} the error is delta_i itself. */
static void set_state(walk *w, size_t i, size_t s)
{
    cas_run *run = w->run;
    size_t width = cas_run_rows(run, CAS_TRACE_Y, i);
    const void *output = cas_stage_output(stage_of(w, i));
    void *error = slot(run, CAS_TRACE_FORWARD_ERROR, i, s);
    cas_vector_copy(w->a, width, slot(run, CAS_TRACE_VALUE_TILDE, i, s), output);
    if (w->clean[i - 1])
        cas_vector_zero(w->a, width, error);
    else
        cas_vector_subtract(w->a, width, error, output, w->exact->y[i]);
    cas_vector_copy(w->a, width, w->perturbed->y[i], output);
    w->clean[i] = w->clean[i - 1];
    if (i < run->depth) {
        const mpq_t *drawn = cas_run_drawn(run, cas_node_of_delta(i), s);
        void *delta = slot(run, CAS_TRACE_DELTA, i, s);
        cas_vector_set_rationals(w->a, width, delta, drawn);
        cas_vector_add(w->a, width, error, error, delta);
        cas_vector_add(w->a, width, w->perturbed->y[i], output, delta);
        w->clean[i] = w->clean[i] && is_zero_draw(drawn, width);
    }
}

/* The forward pass from node `first` on (delta_first changed), then what the forward
   scenario keeps. */
static cas_status run_forward(walk *w, size_t first, size_t s, cas_message *message)
{
    cas_run *run = w->run;
    cas_status status = CAS_OK;
    w->clean[0] = true;
    cas_vector_copy(w->a, cas_run_rows(run, CAS_TRACE_Y, 0), w->perturbed->y[0],
                    w->exact->y[0]);
    cas_vector_zero(w->a, cas_run_rows(run, CAS_TRACE_Y, 0),
                    slot(run, CAS_TRACE_FORWARD_ERROR, 0, s));
    for (size_t i = 1; i <= run->depth && status == CAS_OK; i++) {
        if (i > first && !w->clean[i - 1])
            status = cas_stage_evaluate(w->perturbed->stages[i - 1],
                                        w->perturbed->y[i - 1], message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "operators[%zu] (perturbed pass)", i - 1);
        set_state(w, i, s);
        if (w->with_jacobians)
            status =
                take_jacobians(w, stage_of(w, i), i, slot(run, CAS_TRACE_A_TILDE, i, s),
                               slot(run, CAS_TRACE_B_TILDE, i, s), message);
    }
    for (size_t i = 0; i <= run->depth; i++)
        cas_vector_copy(w->a, cas_run_rows(run, CAS_TRACE_Y, i),
                        slot(run, CAS_TRACE_Y_TILDE, i, s), w->perturbed->y[i]);
    return status;
}

/* v~_{i-1}, u~_i and their errors from v~_i and its error.  Where y~_{i-1} is y_{i-1} the
   map is linear, and the error is pulled back itself, so that zeros stay exact. */
static cas_status pull_back(walk *w, size_t i, size_t s, cas_message *message)
{
    cas_run *run = w->run;
    size_t below = cas_run_rows(run, CAS_TRACE_Y, i - 1);
    size_t weights = cas_run_rows(run, CAS_TRACE_U, i);
    void *v = i >= 2 ? slot(run, CAS_TRACE_V_TILDE, i - 1, s) : NULL;
    void *b = i >= 2 ? slot(run, CAS_TRACE_BACKWARD_ERROR, i - 1, s) : NULL;
    void *u = slot(run, CAS_TRACE_U_TILDE, i, s);
    void *error = slot(run, CAS_TRACE_GRADIENT_ERROR, i, s);
    cas_status status = cas_stage_pullback(
        stage_of(w, i), slot(run, CAS_TRACE_V_TILDE, i, s), v, u, message);
    if (status == CAS_OK && w->clean[i - 1])
        status = cas_stage_pullback(
            stage_of(w, i), slot(run, CAS_TRACE_BACKWARD_ERROR, i, s), b, error, message);
    if (status != CAS_OK)
        return cas_fail_in(message, status, "operators[%zu]", i - 1);
    if (!w->clean[i - 1]) {
        cas_vector_subtract(w->a, weights, error, u, w->exact->u[i]);
        if (i >= 2)
            cas_vector_subtract(w->a, below, b, v, w->exact->v[i - 1]);
    }
    if (i >= 2) {
        void *epsilon = slot(run, CAS_TRACE_EPSILON, i, s);
        cas_vector_set_rationals(
            w->a, below, epsilon,
            cas_run_drawn(run, cas_node_of_epsilon(run->depth, i), s));
        cas_vector_add(w->a, below, v, v, epsilon);
        cas_vector_add(w->a, below, b, b, epsilon);
    }
    return CAS_OK;
}

static cas_status run_backward(walk *w, size_t s, cas_message *message)
{
    cas_run *run = w->run;
    w->a->set_integer(slot(run, CAS_TRACE_V_TILDE, run->depth, s), 1);
    w->a->set_integer(slot(run, CAS_TRACE_BACKWARD_ERROR, run->depth, s), 0);
    cas_status status = CAS_OK;
    for (size_t i = run->depth; i >= 1 && status == CAS_OK; i--)
        status = pull_back(w, i, s, message);
    return status;
}

static cas_status run_all(walk *w, cas_message *message)
{
    cas_status status = CAS_OK;
    for (size_t s = 0; s < w->run->scenarios && status == CAS_OK; s++) {
        size_t first = first_change(w->run, s);
        if (first == 0)
            status = run_exact(w, s, message);
        if (status == CAS_OK && first < w->run->depth)
            status = run_forward(w, first, s, message);
        if (status == CAS_OK)
            status = run_backward(w, s, message);
    }
    return status;
}

static void allocate_traces(cas_run *run, bool with_jacobians)
{
    for (cas_trace t = 0; t < CAS_TRACE_COUNT; t++) {
        run->trace[t] = cas_allocate(run->depth + 1, sizeof(void *));
        if (is_jacobian(t) && !with_jacobians)
            continue;
        for (size_t i = 0; i <= run->depth; i++)
            if (has_index(run->depth, t, i))
                run->trace[t][i] =
                    cas_numbers_new(run->arithmetic, run->copies[cas_trace_level(t)] *
                                                         cas_run_rows(run, t, i) *
                                                         cas_run_columns(run, t, i));
    }
}

/* weights: NULL for the chain's. */
static cas_status run_new(const cas_process *process, const void *weights,
                          const cas_arithmetic *arithmetic, bool with_jacobians,
                          cas_run **run, cas_message *message)
{
    const cas_chain *chain = process->chain;
    cas_run *made = cas_allocate(1, sizeof *made);
    made->process = process;
    made->arithmetic = arithmetic;
    made->depth = chain->depth;
    made->nodes = cas_process_nodes(chain->depth);
    list_scenarios(made);
    allocate_traces(made, with_jacobians);
    walk w = {.run = made, .a = arithmetic, .with_jacobians = with_jacobians};
    size_t width = 1;
    for (size_t i = 0; i <= chain->depth; i++)
        if (width_of_y(chain, i) > width)
            width = width_of_y(chain, i);
    w.exact = cas_pass_new(chain, arithmetic, false);
    w.perturbed = cas_pass_new(chain, arithmetic, false);
    if (weights != NULL) {
        cas_pass_set_weights(w.exact, weights);
        cas_pass_set_weights(w.perturbed, weights);
    }
    w.clean = cas_allocate(chain->depth + 1, sizeof *w.clean);
    w.unit = cas_numbers_new(arithmetic, width);
    cas_status status = run_all(&w, message);
    cas_numbers_free(arithmetic, w.unit, width);
    free(w.clean);
    cas_pass_free(w.exact);
    cas_pass_free(w.perturbed);
    if (status == CAS_OK)
        *run = made;
    else
        cas_run_free(made);
    return status;
}

cas_status cas_run_new(const cas_process *process, const cas_arithmetic *arithmetic,
                       bool with_jacobians, cas_run **run, cas_message *message)
{
    return run_new(process, NULL, arithmetic, with_jacobians, run, message);
}

cas_status cas_run_new_at(const cas_process *process, const void *weights,
                          const cas_arithmetic *arithmetic, cas_run **run,
                          cas_message *message)
{
    return run_new(process, weights, arithmetic, false, run, message);
}

static bool are_inside(const cas_arithmetic *a, size_t count, const cas_range *ranges,
                       const void *numbers)
{
    for (size_t k = 0; k < count; k++)
        if (!cas_range_contains(&ranges[k], cas_at_const(a, numbers, k)))
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
    const cas_arithmetic *a = run->arithmetic;
    for (size_t i = 0, first = 0; i < run->depth; i++) {
        const cas_link *link = &run->process->chain->links[i];
        size_t in = link->op->in;
        for (cas_trace t = CAS_TRACE_Y; t <= CAS_TRACE_Y_TILDE; t += CAS_TRACE_Y_TILDE)
            for (size_t c = 0; c < run->copies[cas_trace_level(t)]; c++)
                if (!are_inside(a, in, link->domain.y,
                                cas_at_const(a, run->trace[t][i], c * in)))
                    return false;
        if (weights == NULL ? !are_weights_inside(link)
                            : !are_inside(a, link->op->weights, link->domain.w,
                                          cas_at_const(a, weights, first)))
            return false;
        first += link->op->weights;
    }
    return true;
}

void cas_run_free(cas_run *run)
{
    if (run == NULL)
        return;
    for (cas_trace t = 0; t < CAS_TRACE_COUNT; t++) {
        for (size_t i = 0; i <= run->depth; i++)
            if (run->trace[t][i] != NULL)
                cas_numbers_free(run->arithmetic, run->trace[t][i],
                                 run->copies[cas_trace_level(t)] *
                                     cas_run_rows(run, t, i) *
                                     cas_run_columns(run, t, i));
        free(run->trace[t]);
    }
    for (cas_level level = 0; level < CAS_LEVEL_COUNT; level++) {
        cas_numbers_free(run->arithmetic, run->probability[level], run->copies[level]);
        cas_rationals_clear(&run->exact_probability[level]);
        free(run->copy_of[level]);
        free(run->first_of[level]);
    }
    free(run->branches);
    free(run);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/chain_walk.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "descent/chain_descent_loss.h"
#include "process/process_run.h"

#include <mpfi.h>
#include <stdlib.h>
#include <string.h>

/* A walk under construction. */
struct walker {
    cas_chain_walk *walk;
    const cas_arithmetic *a;
    size_t n; /* weights */
    cas_chain_loss *loss;
    void *step_size, *half_smoothness, *double_convexity;
    void *sum, *term, *scratch; /* numbers */
    void *difference;           /* n numbers */
    cas_message *message;
};

/* Certainly x > y; what enclosures leave open is not. */
static bool is_above(const cas_arithmetic *a, const void *x, const void *y)
{
    return strcmp(a->name, "interval") == 0 &&
           mpfr_greater_p(&((mpfi_srcptr)x)->left, &((mpfi_srcptr)y)->right);
}

static void *state_at(const struct walker *w, void **vectors, size_t t, size_t c)
{
    return cas_at(w->a, vectors[t], c * w->n);
}

/* l and its gradients at the states after t steps, which are there. */
static cas_status visit_states(struct walker *w, size_t t)
{
    cas_chain_walk *walk = w->walk;
    size_t copies = walk->tree.copies[t + 1];
    cas_status status = CAS_OK;
    walk->loss[t] = cas_arena_numbers(walk->arena, copies);
    walk->gradient[t] = cas_arena_numbers(walk->arena, copies * w->n);
    walk->slope[t] = cas_arena_numbers(walk->arena, copies * w->n);
    for (size_t c = 0; c < copies && status == CAS_OK; c++) {
        void *loss = cas_at(w->a, walk->loss[t], c);
        void *gradient = state_at(w, walk->gradient, t, c);
        status = cas_chain_loss_at(w->loss, state_at(w, walk->state, t, c), loss,
                                   gradient, state_at(w, walk->slope, t, c), w->message);
        if (status != CAS_OK)
            return status;
        w->a->subtract(w->sum, loss, walk->least);
        w->a->set_integer(w->term, 0);
        if (is_above(w->a, w->term, w->sum))
            return cas_fail(w->message, CAS_INPUT,
                            "the loss at a state is below its least value");
        w->a->multiply(w->sum, w->sum, w->double_convexity);
        cas_vector_norm_squared(w->a, w->n, w->term, gradient, w->scratch);
        if (is_above(w->a, w->sum, w->term))
            return cas_fail(w->message, CAS_INPUT,
                            "the loss does not satisfy the PL condition at a state");
    }
    return status;
}

/* l(w+) <= l(w) + <g, w+ - w> + L/2 |w+ - w|^2 for the states after t + 1 steps. */
static cas_status check_smoothness(struct walker *w, size_t t)
{
    const cas_chain_walk *walk = w->walk;
    for (size_t c = 0; c < walk->tree.copies[t + 2]; c++) {
        size_t p = walk->tree.parent[t + 2][c];
        cas_vector_subtract(w->a, w->n, w->difference, state_at(w, walk->state, t + 1, c),
                            state_at(w, walk->state, t, p));
        cas_vector_norm_squared(w->a, w->n, w->sum, w->difference, w->scratch);
        w->a->multiply(w->sum, w->sum, w->half_smoothness);
        cas_vector_dot(w->a, w->n, w->term, w->difference,
                       state_at(w, walk->gradient, t, p), w->scratch);
        w->a->add(w->sum, w->sum, w->term);
        w->a->add(w->sum, w->sum, cas_at(w->a, walk->loss[t], p));
        if (is_above(w->a, cas_at(w->a, walk->loss[t + 1], c), w->sum))
            return cas_fail(w->message, CAS_INPUT,
                            "the loss is not as smooth as declared between two states");
    }
    return CAS_OK;
}

/* The scenarios of one step from each of the states after t steps. */
static cas_status run_states(struct walker *w, size_t t, cas_run **runs)
{
    cas_chain_walk *walk = w->walk;
    cas_status status = CAS_OK;
    for (size_t c = 0; c < walk->tree.copies[t + 1] && status == CAS_OK; c++) {
        const cas_process *process = walk->descent->mode[walk->mode[t][c]].process;
        const void *at = state_at(w, walk->state, t, c);
        status = cas_run_new_at(process, at, w->a, &runs[c], w->message);
        if (status == CAS_OK && !walk->descent->constants.is_declared &&
            strcmp(w->a->name, "interval") == 0 && !cas_run_is_inside(runs[c], at))
            walk->is_inside = false;
    }
    return status;
}

static void grow(struct walker *w, size_t t, cas_run *const *runs)
{
    cas_state_tree *tree = &w->walk->tree;
    size_t states = tree->copies[t + 1], total = 0, next = 0;
    size_t *children = cas_allocate(states, sizeof *children);
    for (size_t c = 0; c < states; c++)
        total += children[c] = runs[c]->space.scenarios;
    mpq_srcptr *probability = cas_allocate(total, sizeof *probability);
    for (size_t c = 0; c < states; c++)
        for (size_t s = 0; s < runs[c]->space.scenarios; s++)
            probability[next++] = runs[c]->exact_probability[CAS_LEVEL_SCENARIO][s];
    cas_state_tree_grow(tree, children, probability);
    free(children);
    free(probability);
}

/* The vectors of all operators behind each other. */
static void stack(const struct walker *w, const cas_run *run, cas_chain_symbol symbol,
                  size_t s, void *r)
{
    for (size_t i = 1, first = 0; i <= run->depth; i++) {
        cas_variable x = run->vector[symbol][i];
        size_t copy = run->copy_of[x.level][s];
        cas_vector_copy(w->a, x.rows, cas_at(w->a, r, first),
                        cas_at_const(w->a, x.at, copy * x.rows));
        first += x.rows;
    }
}

/* What scenario s of a run from state p adds at copy c; false: it moves nothing. */
static bool take_scenario(struct walker *w, size_t t, const cas_run *run, size_t s,
                          size_t p, size_t c)
{
    cas_chain_walk *walk = w->walk;
    void *perturbed = state_at(w, walk->perturbed, t, c);
    void *to = state_at(w, walk->state, t + 1, c);
    const void *from = state_at(w, walk->state, t, p);
    const cas_mode *mode = &walk->descent->mode[walk->mode[t][p]];
    bool is_moving = false;
    stack(w, run, CAS_SYMBOL_U, s, state_at(w, walk->exact, t, c));
    stack(w, run, CAS_SYMBOL_U_TILDE, s, perturbed);
    stack(w, run, CAS_SYMBOL_U_ERROR, s, state_at(w, walk->error, t, c));
    cas_vector_add(w->a, w->n, w->difference, perturbed, state_at(w, walk->slope, t, p));
    for (size_t k = 0; k < w->n; k++) {
        void *moved = cas_at(w->a, to, k);
        is_moving |= !w->a->is_zero(cas_at(w->a, w->difference, k));
        w->a->multiply(moved, w->step_size, cas_at(w->a, w->difference, k));
        w->a->subtract(moved, cas_at_const(w->a, from, k), moved);
    }
    walk->mode[t + 1][c] = mode->next[run->branches[s * run->nodes]];
    return is_moving || walk->mode[t + 1][c] != walk->mode[t][p];
}

/* Raises the variance to that of the scenarios first.. of one state. */
static void raise_variance(struct walker *w, size_t t, const cas_run *run, size_t p,
                           size_t first)
{
    cas_chain_walk *walk = w->walk;
    void *square = cas_at(w->a, w->difference, w->n);
    w->a->set_integer(w->sum, 0);
    for (size_t s = 0; s < run->space.scenarios; s++) {
        cas_vector_add(w->a, w->n, w->difference, state_at(w, walk->exact, t, first + s),
                       state_at(w, walk->slope, t, p));
        cas_vector_subtract(w->a, w->n, w->difference, w->difference,
                            state_at(w, walk->gradient, t, p));
        cas_vector_norm_squared(w->a, w->n, square, w->difference, w->scratch);
        w->a->set_rational(w->term, run->exact_probability[CAS_LEVEL_SCENARIO][s]);
        cas_vector_add_scaled(w->a, 1, w->sum, w->term, square, w->scratch);
    }
    w->a->maximum(walk->variance, walk->variance, w->sum);
}

/* The states after step t; *is_moving: whether it is not at rest. */
static void take_runs(struct walker *w, size_t t, cas_run *const *runs, bool *is_moving)
{
    cas_chain_walk *walk = w->walk;
    size_t states = walk->tree.copies[t + 1], copies = walk->tree.copies[t + 2], next = 0;
    walk->mode[t + 1] = cas_allocate(copies, sizeof(size_t));
    walk->state[t + 1] = cas_arena_numbers(walk->arena, copies * w->n);
    walk->exact[t] = cas_arena_numbers(walk->arena, copies * w->n);
    walk->perturbed[t] = cas_arena_numbers(walk->arena, copies * w->n);
    walk->error[t] = cas_arena_numbers(walk->arena, copies * w->n);
    *is_moving = copies > states;
    for (size_t p = 0; p < states; p++) {
        for (size_t s = 0; s < runs[p]->space.scenarios; s++)
            *is_moving |= take_scenario(w, t, runs[p], s, p, next + s);
        raise_variance(w, t, runs[p], p, next);
        next += runs[p]->space.scenarios;
    }
}

static cas_status take_step(struct walker *w, size_t t, bool *is_moving)
{
    size_t states = w->walk->tree.copies[t + 1];
    cas_run **runs = cas_allocate(states, sizeof *runs);
    cas_status status = run_states(w, t, runs);
    if (status == CAS_OK && w->walk->is_inside) {
        grow(w, t, runs);
        take_runs(w, t, runs, is_moving);
        w->walk->steps = t + 1;
    }
    for (size_t c = 0; c < states; c++)
        cas_run_free(runs[c]);
    free(runs);
    if (status != CAS_OK || !w->walk->is_inside)
        return status;
    status = visit_states(w, t + 1);
    return status == CAS_OK ? check_smoothness(w, t) : status;
}

/* By the PL condition l(p) - |grad l(p)|^2 / (2 mu) <= l* <= l(p). */
static cas_status find_least(struct walker *w)
{
    cas_chain_walk *walk = w->walk;
    const cas_chain_descent *d = walk->descent;
    void *gradient = cas_arena_numbers(walk->arena, 3 * w->n);
    void *slope = cas_at(w->a, gradient, w->n), *p = cas_at(w->a, slope, w->n);
    cas_vector_set_rationals(w->a, w->n, p, (const mpq_t *)d->minimizer.at);
    cas_status status =
        cas_chain_loss_at(w->loss, p, walk->least, gradient, slope, w->message);
    if (status != CAS_OK)
        return status;
    cas_vector_norm_squared(w->a, w->n, w->term, gradient, w->scratch);
    if (mpq_sgn(d->convexity) > 0 && !w->a->is_zero(w->term)) {
        if (strcmp(w->a->name, "interval") != 0)
            return cas_fail(w->message, CAS_UNSUPPORTED,
                            "the least loss is known as an enclosure only");
        w->a->divide(w->term, w->term, w->double_convexity);
        w->a->subtract(w->sum, walk->least, w->term);
        mpfi_put(walk->least, w->sum);
    }
    w->a->set_integer(w->term, 0);
    if (is_above(w->a, w->term, walk->least))
        return cas_fail(w->message, CAS_INPUT, "the loss is below 0");
    return CAS_OK;
}

static cas_status follow(struct walker *w)
{
    cas_chain_walk *walk = w->walk;
    size_t states = 1;
    bool is_moving = true;
    cas_status status = find_least(w);
    walk->mode[0] = cas_allocate(1, sizeof(size_t));
    walk->state[0] = cas_arena_numbers(walk->arena, w->n);
    const cas_chain *chain = cas_chain_descent_chain(walk->descent);
    for (size_t i = 0, first = 0; i < chain->depth; i++) {
        const cas_rationals *weights = &chain->links[i].weights;
        cas_vector_set_rationals(w->a, weights->count,
                                 cas_at(w->a, walk->state[0], first),
                                 (const mpq_t *)weights->at);
        first += weights->count;
    }
    if (status == CAS_OK)
        status = visit_states(w, 0);
    while (status == CAS_OK && walk->is_inside && walk->steps < walk->descent->steps &&
           is_moving && states <= CAS_DESCENT_TREE) {
        status = take_step(w, walk->steps, &is_moving);
        states += walk->tree.copies[walk->tree.space.levels - 1];
    }
    walk->is_at_rest = !is_moving;
    cas_state_tree_finish(&walk->tree);
    if (status == CAS_OK && walk->is_inside && is_moving &&
        walk->steps < walk->descent->steps)
        return cas_fail(w->message, CAS_LIMIT,
                        "the run is not at rest after %d states have been followed",
                        CAS_DESCENT_TREE);
    return status;
}

static void set_numbers(struct walker *w)
{
    const cas_chain_descent *d = w->walk->descent;
    mpq_t q;
    mpq_init(q);
    w->a->set_rational(w->step_size, d->step_size);
    mpq_div_2exp(q, d->smoothness, 1);
    w->a->set_rational(w->half_smoothness, q);
    mpq_mul_2exp(q, d->convexity, 1);
    w->a->set_rational(w->double_convexity, q);
    mpq_clear(q);
}

static cas_chain_walk *walk_new(const cas_chain_descent *d, const cas_arithmetic *a,
                                cas_arena *arena)
{
    size_t most = d->steps < CAS_DESCENT_TREE ? d->steps : CAS_DESCENT_TREE;
    cas_chain_walk *walk = cas_allocate(1, sizeof *walk);
    *walk = (cas_chain_walk){
        .descent = d, .arithmetic = a, .arena = arena, .is_inside = true};
    cas_state_tree_init(&walk->tree, most + 2, arena, a);
    walk->mode = cas_allocate(most + 1, sizeof *walk->mode);
    walk->state = cas_allocate(most + 1, sizeof *walk->state);
    walk->loss = cas_allocate(most + 1, sizeof *walk->loss);
    walk->gradient = cas_allocate(most + 1, sizeof *walk->gradient);
    walk->slope = cas_allocate(most + 1, sizeof *walk->slope);
    walk->exact = cas_allocate(most, sizeof *walk->exact);
    walk->perturbed = cas_allocate(most, sizeof *walk->perturbed);
    walk->error = cas_allocate(most, sizeof *walk->error);
    walk->least = cas_arena_numbers(arena, 1);
    walk->variance = cas_arena_numbers(arena, 1);
    return walk;
}

cas_status cas_chain_walk_new(const cas_chain_descent *descent,
                              const cas_arithmetic *arithmetic, cas_arena *arena,
                              cas_chain_walk **walk, cas_message *message)
{
    enum { SINGLE = 6 };
    size_t n = descent->minimizer.count;
    void *numbers = cas_arena_numbers(arena, SINGLE + n + 1);
    struct walker w = {.walk = walk_new(descent, arithmetic, arena),
                       .a = arithmetic,
                       .n = n,
                       .loss = cas_chain_loss_new(descent, arithmetic),
                       .step_size = numbers,
                       .half_smoothness = cas_at(arithmetic, numbers, 1),
                       .double_convexity = cas_at(arithmetic, numbers, 2),
                       .sum = cas_at(arithmetic, numbers, 3),
                       .term = cas_at(arithmetic, numbers, 4),
                       .scratch = cas_at(arithmetic, numbers, 5),
                       .difference = cas_at(arithmetic, numbers, SINGLE),
                       .message = message};
    set_numbers(&w);
    cas_status status = follow(&w);
    cas_chain_loss_free(w.loss);
    if (status == CAS_OK)
        *walk = w.walk;
    else
        cas_chain_walk_free(w.walk);
    return status;
}

void cas_chain_walk_free(cas_chain_walk *walk)
{
    if (walk == NULL)
        return;
    for (size_t t = 0; t <= walk->steps; t++)
        free(walk->mode[t]);
    cas_state_tree_clear(&walk->tree);
    free(walk->mode);
    free(walk->state);
    free(walk->loss);
    free(walk->gradient);
    free(walk->slope);
    free(walk->exact);
    free(walk->perturbed);
    free(walk->error);
    free(walk);
}

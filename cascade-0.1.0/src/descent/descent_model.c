/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_model.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "descent/descent_loss.h"
#include "descent/descent_vectors.h"
#include "descent/descent_vocabulary.h"
#include "descent/state_tree.h"

#include <stdlib.h>

/* A descent that was followed through `steps` steps. */
struct followed {
    cas_model model; /* the first, so that a pointer to it is one to the whole */
    const cas_descent *descent;
    size_t steps;
    void **state; /* state[t]: w_t in all copies of level t + 1; t = 0..steps */
    cas_state_tree tree;
    void *work; /* CAS_DESCENT_WORK + 1 numbers */
};

static cas_variable vector_at(const struct followed *f, cas_descent_symbol vector,
                              size_t t)
{
    const cas_arithmetic *a = f->model.workspace.arithmetic;
    const cas_phase *phase = cas_descent_phase(f->descent, t);
    bool is_of_state = vector <= CAS_DESCENT_REGULARISER;
    size_t n = f->descent->dimension, level = is_of_state ? t + 1 : t + 2;
    size_t outcomes = is_of_state ? 1 : phase->outcomes;
    void *at;
    cas_variable r = cas_variable_new(&f->model.workspace, level, n, 1, &at);
    for (size_t c = 0; c < f->tree.copies[level]; c++)
        for (size_t k = 0; k < n; k++)
            cas_descent_entry(f->descent, a, vector, &phase->outcome[c % outcomes], k,
                              cas_at(a, f->state[t], c / outcomes * n + k),
                              cas_at(a, at, c * n + k), f->work);
    return r;
}

static void set_constant(const cas_descent *d, size_t symbol, mpq_t q)
{
    switch (symbol) {
    case CAS_DESCENT_STEP_SIZE:
        mpq_set(q, d->step_size);
        break;
    case CAS_DESCENT_CONVEXITY:
        cas_descent_convexity(d, q);
        break;
    case CAS_DESCENT_VARIANCE:
        cas_descent_variance(d, q);
        break;
    case CAS_DESCENT_SMOOTHNESS:
        cas_descent_smoothness(d, q);
        break;
    default:
        CAS_REQUIRE(symbol == CAS_DESCENT_STEPS);
        mpq_set_ui(q, d->steps, 1);
    }
}

/* Beyond rest all is as at rest. */
static size_t computed_time(const cas_model *model, long index)
{
    bool is_beyond = model->rest != CAS_NEVER_AT_REST && index > model->rest;
    return (size_t)(is_beyond ? model->rest : index);
}

static cas_status value(cas_model *self, size_t symbol, const long *index,
                        cas_variable *r, cas_message *message)
{
    struct followed *f = (struct followed *)self;
    if (symbol == CAS_DESCENT_LEAST) {
        void *at;
        *r = cas_variable_new(&self->workspace, 0, 1, 1, &at);
        return cas_descent_least(f->descent, self->workspace.arithmetic, at, message);
    }
    if (symbol == CAS_DESCENT_ERROR_BOUND || symbol == CAS_DESCENT_BIAS_BOUND)
        return cas_fail(message, CAS_UNSUPPORTED,
                        "the bounds of (13) and (23) are those of a chain");
    if (symbol >= CAS_DESCENT_STEP_SIZE) {
        mpq_t q;
        mpq_init(q);
        set_constant(f->descent, symbol, q);
        *r = cas_variable_rational(&self->workspace, q);
        mpq_clear(q);
        return CAS_OK;
    }
    if (f->steps == 0)
        return cas_fail(message, CAS_UNSUPPORTED,
                        "this arithmetic cannot follow a loss with ripples");
    *r = vector_at(f, (cas_descent_symbol)symbol, computed_time(self, *index));
    return CAS_OK;
}

static cas_status apply(cas_model *self, size_t map, long index, cas_variable argument,
                        cas_variable *r, cas_message *message)
{
    const struct followed *f = (struct followed *)self;
    const cas_arithmetic *a = self->workspace.arithmetic;
    void *at;
    (void)map, (void)index, (void)message;
    *r = cas_variable_new(&self->workspace, argument.level, 1, 1, &at);
    for (size_t c = 0; c < f->tree.copies[argument.level]; c++)
        cas_descent_loss(f->descent, a, cas_at_const(a, argument.at, c * argument.rows),
                         cas_at(a, at, c));
    return CAS_OK;
}

static cas_status partition(cas_model *self, size_t field, long index,
                            const cas_partition **r, bool *is_decided,
                            cas_message *message)
{
    const struct followed *f = (const struct followed *)self;
    (void)field, (void)message;
    *r = &f->tree.past[computed_time(self, index) + 1];
    *is_decided = true;
    return CAS_OK;
}

static void free_followed(cas_model *self)
{
    struct followed *f = (struct followed *)self;
    free(f->state);
    cas_state_tree_clear(&f->tree);
    cas_arena_free(self->workspace.arena);
    free(f);
}

/* A level on which each state has that phase's outcomes. */
static void grow(struct followed *f, const cas_phase *phase)
{
    size_t states = f->tree.copies[f->tree.space.levels - 1], n = phase->outcomes;
    size_t *children = cas_allocate(states, sizeof *children);
    mpq_srcptr *probability = cas_allocate(states * n, sizeof *probability);
    for (size_t c = 0; c < states; c++)
        children[c] = n;
    for (size_t c = 0; c < states * n; c++)
        probability[c] = phase->outcome[c % n].probability;
    cas_state_tree_grow(&f->tree, children, probability);
    free(children);
    free(probability);
}

/* to = w_k - gamma (u~ + r)_k where w_k = from; false: that is w_k itself. */
static bool move(const struct followed *f, const cas_outcome *outcome, size_t k,
                 const void *from, void *to)
{
    const cas_arithmetic *a = f->model.workspace.arithmetic;
    void *term = cas_at(a, f->work, CAS_DESCENT_WORK);
    cas_descent_entry(f->descent, a, CAS_DESCENT_PERTURBED, outcome, k, from, to,
                      f->work);
    cas_descent_entry(f->descent, a, CAS_DESCENT_REGULARISER, outcome, k, from, term,
                      f->work);
    a->add(to, to, term);
    bool moves = !a->is_zero(to);
    a->set_rational(term, f->descent->step_size);
    a->multiply(to, term, to);
    a->subtract(to, from, to);
    return moves;
}

/* Takes the step t; false: it moves nothing. */
static bool take_step(struct followed *f, size_t t)
{
    const cas_arithmetic *a = f->model.workspace.arithmetic;
    const cas_phase *phase = cas_descent_phase(f->descent, t);
    size_t n = f->descent->dimension;
    bool is_moving = false;
    grow(f, phase);
    f->state[t + 1] =
        cas_arena_numbers(f->model.workspace.arena, f->tree.copies[t + 2] * n);
    for (size_t c = 0; c < f->tree.copies[t + 2]; c++)
        for (size_t k = 0; k < n; k++)
            is_moving |= move(f, &phase->outcome[c % phase->outcomes], k,
                              cas_at(a, f->state[t], c / phase->outcomes * n + k),
                              cas_at(a, f->state[t + 1], c * n + k));
    return is_moving;
}

static struct followed *new_followed(const cas_descent *descent,
                                     const cas_arithmetic *arithmetic)
{
    struct followed *f = cas_allocate(1, sizeof *f);
    size_t most = descent->steps < CAS_DESCENT_TREE ? descent->steps : CAS_DESCENT_TREE;
    f->model = (cas_model){.workspace = {.arithmetic = arithmetic,
                                         .space = &f->tree.space,
                                         .arena = cas_arena_new(arithmetic)},
                           .vocabulary = &cas_descent_vocabulary,
                           .size = (long)descent->steps,
                           .rest = CAS_NEVER_AT_REST,
                           .value = value,
                           .apply = apply,
                           .partition = partition,
                           .free = free_followed};
    f->descent = descent;
    f->state = cas_allocate(most + 1, sizeof *f->state);
    cas_state_tree_init(&f->tree, most + 2, f->model.workspace.arena, arithmetic);
    f->work = cas_arena_numbers(f->model.workspace.arena, CAS_DESCENT_WORK + 1);
    return f;
}

/* Follows the run to its end or until it is at rest; false: neither was reached. */
static bool follow(struct followed *f)
{
    const cas_descent *d = f->descent;
    const cas_arithmetic *a = f->model.workspace.arithmetic;
    f->state[0] = cas_arena_numbers(f->model.workspace.arena, d->dimension);
    cas_vector_set_rationals(a, d->dimension, f->state[0], (const mpq_t *)d->start.at);
    size_t states = 1;
    while (f->steps < d->steps && f->model.rest == CAS_NEVER_AT_REST &&
           states <= CAS_DESCENT_TREE) {
        size_t t = f->steps++;
        bool is_last = t + 1 >= d->phases && cas_descent_phase(d, t)->outcomes == 1;
        if (!take_step(f, t) && is_last)
            f->model.rest = (long)t;
        states += f->tree.copies[t + 2];
    }
    cas_state_tree_finish(&f->tree);
    return f->steps == d->steps || f->model.rest != CAS_NEVER_AT_REST;
}

cas_status cas_descent_model_new(const cas_descent *descent,
                                 const cas_arithmetic *arithmetic, cas_model **model,
                                 cas_message *message)
{
    bool can_follow =
        cas_rationals_are_zero(&descent->ripple) || arithmetic->function[CAS_SIN] != NULL;
    struct followed *f = new_followed(descent, arithmetic);
    if (can_follow && !follow(f)) {
        free_followed(&f->model);
        return cas_fail(message, CAS_LIMIT,
                        "the run is not at rest after %d states have been followed",
                        CAS_DESCENT_TREE);
    }
    *model = &f->model;
    return CAS_OK;
}

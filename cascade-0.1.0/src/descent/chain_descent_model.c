/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/chain_descent_model.h"

#include "arithmetic/memory.h"
#include "descent/chain_descent_loss.h"
#include "descent/chain_walk.h"
#include "descent/descent_vocabulary.h"

#include <stdlib.h>

struct followed {
    cas_model model; /* the first, so that a pointer to it is one to the whole */
    const cas_chain_descent *descent;
    const cas_put_in *put_in;
    cas_chain_walk *walk;              /* NULL: the arithmetic cannot follow */
    void *bound[2][CAS_DESCENT_MODES]; /* p and q by mode; NULL: not needed so far */
};

static cas_variable number_of(const void *x)
{
    return (cas_variable){0, 1, 1, x};
}

/* Beyond rest all is as at rest. */
static size_t computed_time(const cas_model *model, long index)
{
    bool is_beyond = model->rest != CAS_NEVER_AT_REST && index > model->rest;
    return (size_t)(is_beyond ? model->rest : index);
}

static cas_variable vector_at(const struct followed *f, size_t symbol, size_t t)
{
    const cas_chain_walk *w = f->walk;
    void *const *const of[] = {
        [CAS_DESCENT_WEIGHTS] = w->state,       [CAS_DESCENT_GRADIENT] = w->gradient,
        [CAS_DESCENT_REGULARISER] = w->slope,   [CAS_DESCENT_EXACT] = w->exact,
        [CAS_DESCENT_PERTURBED] = w->perturbed, [CAS_DESCENT_ERROR] = w->error};
    size_t level = symbol <= CAS_DESCENT_REGULARISER ? t + 1 : t + 2;
    return (cas_variable){level, f->descent->minimizer.count, 1, of[symbol][t]};
}

/* p_t or q_t: of each state the number of its mode. */
static cas_status bound_at(struct followed *f, size_t symbol, size_t t, cas_variable *r,
                           cas_message *message)
{
    const cas_arithmetic *a = f->model.workspace.arithmetic;
    bool is_bias = symbol == CAS_DESCENT_BIAS_BOUND;
    void *at;
    if (f->put_in == NULL)
        return cas_fail(message, CAS_UNSUPPORTED, "the claim puts no bounds in");
    *r = cas_variable_new(&f->model.workspace, t + 1, 1, 1, &at);
    for (size_t c = 0; c < f->walk->tree.copies[t + 1]; c++) {
        size_t m = f->walk->mode[t][c];
        if (f->bound[is_bias][m] == NULL) {
            void *bound = cas_arena_numbers(f->model.workspace.arena, 1);
            cas_status status = cas_put_in_bound(
                f->descent, m, is_bias ? f->put_in->bias : f->put_in->error, a, bound,
                message);
            if (status != CAS_OK)
                return status;
            f->bound[is_bias][m] = bound;
        }
        a->set(cas_at(a, at, c), f->bound[is_bias][m]);
    }
    return CAS_OK;
}

/* What is known without following the run. */
static bool declared(const cas_chain_descent *d, size_t symbol, mpq_t q)
{
    if (symbol == CAS_DESCENT_STEP_SIZE)
        mpq_set(q, d->step_size);
    else if (symbol == CAS_DESCENT_CONVEXITY)
        mpq_set(q, d->convexity);
    else if (symbol == CAS_DESCENT_SMOOTHNESS)
        mpq_set(q, d->smoothness);
    else if (symbol == CAS_DESCENT_STEPS)
        mpq_set_ui(q, d->steps, 1);
    else
        return false;
    return true;
}

static cas_status value(cas_model *self, size_t symbol, const long *index,
                        cas_variable *r, cas_message *message)
{
    struct followed *f = (struct followed *)self;
    mpq_t q;
    mpq_init(q);
    bool is_declared = declared(f->descent, symbol, q);
    if (is_declared)
        *r = cas_variable_rational(&self->workspace, q);
    mpq_clear(q);
    if (is_declared)
        return CAS_OK;
    if (f->walk == NULL)
        return cas_fail(message, CAS_UNSUPPORTED,
                        "this arithmetic cannot follow a descent on a chain");
    if (symbol == CAS_DESCENT_LEAST || symbol == CAS_DESCENT_VARIANCE) {
        *r = number_of(symbol == CAS_DESCENT_LEAST ? f->walk->least : f->walk->variance);
        return CAS_OK;
    }
    size_t t = computed_time(self, *index);
    if (symbol == CAS_DESCENT_ERROR_BOUND || symbol == CAS_DESCENT_BIAS_BOUND)
        return bound_at(f, symbol, t, r, message);
    *r = vector_at(f, symbol, t);
    return CAS_OK;
}

/* The states have their losses; others are computed. */
static cas_status apply(cas_model *self, size_t map, long index, cas_variable argument,
                        cas_variable *r, cas_message *message)
{
    const struct followed *f = (const struct followed *)self;
    const cas_arithmetic *a = self->workspace.arithmetic;
    size_t n = argument.rows;
    void *at;
    (void)map, (void)index;
    for (size_t t = 0; t <= f->walk->steps; t++)
        if (argument.at == f->walk->state[t]) {
            *r = (cas_variable){argument.level, 1, 1, f->walk->loss[t]};
            return CAS_OK;
        }
    *r = cas_variable_new(&self->workspace, argument.level, 1, 1, &at);
    cas_chain_loss *loss = cas_chain_loss_new(f->descent, a);
    void *gradients = cas_numbers_new(a, 2 * n);
    cas_status status = CAS_OK;
    for (size_t c = 0; c < f->walk->tree.copies[argument.level] && status == CAS_OK; c++)
        status =
            cas_chain_loss_at(loss, cas_at_const(a, argument.at, c * n), cas_at(a, at, c),
                              gradients, cas_at(a, gradients, n), message);
    cas_numbers_free(a, gradients, 2 * n);
    cas_chain_loss_free(loss);
    return status;
}

static cas_status partition(cas_model *self, size_t field, long index,
                            const cas_partition **r, bool *is_decided,
                            cas_message *message)
{
    const struct followed *f = (const struct followed *)self;
    (void)field, (void)message;
    *r = &f->walk->tree.past[computed_time(self, index) + 1];
    *is_decided = true;
    return CAS_OK;
}

static void free_followed(cas_model *self)
{
    struct followed *f = (struct followed *)self;
    cas_chain_walk_free(f->walk);
    cas_arena_free(self->workspace.arena);
    free(f);
}

static struct followed *followed_new(const cas_chain_descent *descent,
                                     const cas_put_in *put_in,
                                     const cas_arithmetic *arithmetic)
{
    struct followed *f = cas_allocate(1, sizeof *f);
    f->descent = descent;
    f->put_in = put_in;
    f->model = (cas_model){
        .workspace = {.arithmetic = arithmetic, .arena = cas_arena_new(arithmetic)},
        .vocabulary = &cas_descent_vocabulary,
        .size = (long)descent->steps,
        .rest = CAS_NEVER_AT_REST,
        .value = value,
        .apply = apply,
        .partition = partition,
        .free = free_followed};
    return f;
}

cas_status cas_chain_descent_model_new(const cas_chain_descent *descent,
                                       const cas_put_in *put_in,
                                       const cas_arithmetic *arithmetic,
                                       cas_model **model, cas_message *message)
{
    struct followed *f = followed_new(descent, put_in, arithmetic);
    bool can_follow =
        arithmetic->function[CAS_SIN] != NULL && arithmetic->maximum != NULL;
    cas_status status =
        can_follow ? cas_chain_walk_new(descent, arithmetic, f->model.workspace.arena,
                                        &f->walk, message)
                   : CAS_OK;
    if (status != CAS_OK || (can_follow && !f->walk->is_inside)) {
        free_followed(&f->model);
        *model = NULL;
        return status;
    }
    if (can_follow) {
        f->model.workspace.space = &f->walk->tree.space;
        if (f->walk->is_at_rest)
            f->model.rest = (long)f->walk->steps - 1;
    }
    *model = &f->model;
    return CAS_OK;
}

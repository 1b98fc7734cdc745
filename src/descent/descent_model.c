/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_model.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "descent/descent_loss.h"
#include "descent/descent_vectors.h"
#include "descent/descent_vocabulary.h"

#include <stdlib.h>

/* A descent that was followed through `steps` steps. */
struct followed {
    cas_model model; /* the first, so that a pointer to it is one to the whole */
    const cas_descent *descent;
    size_t steps;
    void **state; /* state[t]: w_t in all copies of level t + 1; t = 0..steps */
    cas_space space;
    size_t *copies; /* of the space's levels, as are the next four */
    size_t **copy_of, **first_of;
    const void **probability;
    mpq_t **exact_probability;
    cas_partition *partition[CAS_DESCENT_FIELDS]; /* of the steps; no blocks: not made */
    void *work;                                   /* CAS_DESCENT_WORK + 1 numbers */
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
    for (size_t c = 0; c < f->copies[level]; c++)
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
    case CAS_DESCENT_GRADIENT_BOUND: /* C >= 1, and N = 2 */
        cas_descent_constant(d, CAS_JACOBIAN, q);
        mpq_mul(q, q, q);
        break;
    case CAS_DESCENT_STEPS:
        mpq_set_ui(q, d->steps, 1);
        break;
    default:
        cas_descent_constant(d, (cas_constant)(symbol - CAS_DESCENT_JACOBIAN), q);
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
    for (size_t c = 0; c < f->copies[argument.level]; c++)
        cas_descent_loss(f->descent, a, cas_at_const(a, argument.at, c * argument.rows),
                         cas_at(a, at, c));
    return CAS_OK;
}

static bool are_alike(const cas_outcome *one, const cas_outcome *other, size_t field)
{
    return field == CAS_DESCENT_PAST ||
           (cas_rationals_equal(&one->noise, &other->noise) &&
            (field == CAS_DESCENT_SAMPLES ||
             cas_rationals_equal(&one->shift, &other->shift)));
}

/* Numbers the outcomes that a field tells apart; returns how many there are. */
static size_t number_outcomes(const cas_phase *phase, size_t field, size_t *number)
{
    size_t classes = 0;
    for (size_t j = 0; j < phase->outcomes; j++) {
        size_t i = 0;
        while (!are_alike(&phase->outcome[i], &phase->outcome[j], field))
            i++;
        number[j] = i < j ? number[i] : classes++;
    }
    return classes;
}

static cas_status partition(cas_model *self, size_t field, long index,
                            const cas_partition **r, bool *is_decided,
                            cas_message *message)
{
    struct followed *f = (struct followed *)self;
    (void)message;
    size_t t = computed_time(self, index), number[CAS_DESCENT_OUTCOMES];
    cas_partition *made = &f->partition[field][t];
    if (made->blocks == 0) {
        const cas_phase *phase = cas_descent_phase(f->descent, t);
        size_t classes = number_outcomes(phase, field, number);
        made->count = f->space.scenarios;
        made->blocks = f->copies[t + 1] * classes;
        made->block = cas_allocate(made->count, sizeof *made->block);
        for (size_t s = 0; s < made->count; s++)
            made->block[s] = f->copy_of[t + 1][s] * classes +
                             number[f->copy_of[t + 2][s] % phase->outcomes];
    }
    *r = made;
    *is_decided = true;
    return CAS_OK;
}

static void free_followed(cas_model *self)
{
    struct followed *f = (struct followed *)self;
    for (size_t l = 0; l < f->space.levels; l++) {
        for (size_t c = 0; c < f->copies[l]; c++)
            mpq_clear(f->exact_probability[l][c]);
        free(f->exact_probability[l]);
        free(f->copy_of[l]);
        free(f->first_of[l]);
    }
    for (size_t field = 0; field < CAS_DESCENT_FIELDS; field++) {
        for (size_t t = 0; t < f->steps; t++)
            free(f->partition[field][t].block);
        free(f->partition[field]);
    }
    free(f->state);
    free(f->copies);
    free(f->copy_of);
    free(f->first_of);
    free(f->probability);
    free(f->exact_probability);
    cas_arena_free(self->workspace.arena);
    free(f);
}

/* A level on which each copy of the one before has that phase's outcomes; NULL: one. */
static void add_level(struct followed *f, const cas_phase *phase)
{
    const cas_arithmetic *a = f->model.workspace.arithmetic;
    size_t level = f->space.levels++, outcomes = phase != NULL ? phase->outcomes : 1;
    size_t copies = level > 0 ? f->copies[level - 1] * outcomes : 1;
    mpq_t *exact = cas_allocate(copies, sizeof *exact);
    void *rounded = cas_arena_numbers(f->model.workspace.arena, copies);
    for (size_t c = 0; c < copies; c++) {
        mpq_init(exact[c]);
        if (phase == NULL)
            mpq_set_ui(exact[c], 1, 1);
        else
            mpq_mul(exact[c], f->exact_probability[level - 1][c / outcomes],
                    phase->outcome[c % outcomes].probability);
        a->set_rational(cas_at(a, rounded, c), exact[c]);
    }
    f->copies[level] = copies;
    f->exact_probability[level] = exact;
    f->probability[level] = rounded;
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
    add_level(f, phase);
    f->state[t + 1] = cas_arena_numbers(f->model.workspace.arena, f->copies[t + 2] * n);
    for (size_t c = 0; c < f->copies[t + 2]; c++)
        for (size_t k = 0; k < n; k++)
            is_moving |= move(f, &phase->outcome[c % phase->outcomes], k,
                              cas_at(a, f->state[t], c / phase->outcomes * n + k),
                              cas_at(a, f->state[t + 1], c * n + k));
    return is_moving;
}

/* Copies of a level have equally many scenarios, one behind the other. */
static void number_scenarios(struct followed *f)
{
    cas_space *space = &f->space;
    space->scenarios = f->copies[space->levels - 1];
    for (size_t l = 0; l < space->levels; l++) {
        size_t width = space->scenarios / f->copies[l];
        f->copy_of[l] = cas_allocate(space->scenarios, sizeof(size_t));
        f->first_of[l] = cas_allocate(f->copies[l], sizeof(size_t));
        for (size_t s = 0; s < space->scenarios; s++)
            f->copy_of[l][s] = s / width;
        for (size_t c = 0; c < f->copies[l]; c++)
            f->first_of[l][c] = c * width;
    }
    space->copies = f->copies;
    space->copy_of = (const size_t *const *)f->copy_of;
    space->first_of = (const size_t *const *)f->first_of;
    space->probability = f->probability;
    space->exact_probability = (const mpq_t *const *)f->exact_probability;
}

static struct followed *new_followed(const cas_descent *descent,
                                     const cas_arithmetic *arithmetic)
{
    struct followed *f = cas_allocate(1, sizeof *f);
    size_t most = descent->steps < CAS_DESCENT_TREE ? descent->steps : CAS_DESCENT_TREE;
    f->model = (cas_model){.workspace = {.arithmetic = arithmetic,
                                         .space = &f->space,
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
    f->copies = cas_allocate(most + 2, sizeof *f->copies);
    f->copy_of = cas_allocate(most + 2, sizeof *f->copy_of);
    f->first_of = cas_allocate(most + 2, sizeof *f->first_of);
    f->probability = cas_allocate(most + 2, sizeof *f->probability);
    f->exact_probability = cas_allocate(most + 2, sizeof *f->exact_probability);
    f->work = cas_arena_numbers(f->model.workspace.arena, CAS_DESCENT_WORK + 1);
    return f;
}

/* Follows the run to its end or until it is at rest; false: neither was reached. */
static bool follow(struct followed *f)
{
    const cas_descent *d = f->descent;
    const cas_arithmetic *a = f->model.workspace.arithmetic;
    add_level(f, NULL);
    add_level(f, NULL);
    f->state[0] = cas_arena_numbers(f->model.workspace.arena, d->dimension);
    cas_vector_set_rationals(a, d->dimension, f->state[0], (const mpq_t *)d->start.at);
    size_t states = 1;
    while (f->steps < d->steps && f->model.rest == CAS_NEVER_AT_REST &&
           states <= CAS_DESCENT_TREE) {
        size_t t = f->steps++;
        bool is_last = t + 1 >= d->phases && cas_descent_phase(d, t)->outcomes == 1;
        if (!take_step(f, t) && is_last)
            f->model.rest = (long)t;
        states += f->copies[t + 2];
    }
    number_scenarios(f);
    for (size_t field = 0; field < CAS_DESCENT_FIELDS; field++)
        f->partition[field] = cas_allocate(f->steps, sizeof(cas_partition));
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

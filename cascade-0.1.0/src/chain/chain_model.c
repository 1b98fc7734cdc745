/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain_model.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"

#include <stdlib.h>

struct chain_model {
    cas_model model;
    const cas_chain *chain;
    const mpq_t *constants;
    cas_expectation *expectation;
    cas_pass *exact; /* NULL until a state or a gradient is asked for */
};

static struct chain_model *self_of(cas_model *model)
{
    return (struct chain_model *)model;
}

static cas_variable vector(size_t length, const void *at)
{
    return (cas_variable){0, length, 1, at};
}

static cas_status run_exact_pass(struct chain_model *self, cas_message *message)
{
    if (self->exact != NULL)
        return CAS_OK;
    cas_pass *pass = cas_pass_new(self->chain, self->model.workspace.arithmetic, false);
    cas_status status = cas_pass_exact(pass, message);
    if (status == CAS_OK)
        self->exact = pass;
    else
        cas_pass_free(pass);
    return status;
}

/* y_i, v_i or u_i. */
static cas_status exact_value(struct chain_model *self, size_t symbol, size_t i,
                              cas_variable *r, cas_message *message)
{
    cas_status status = run_exact_pass(self, message);
    if (status != CAS_OK)
        return status;
    if (symbol == CAS_SYMBOL_Y)
        *r = vector(cas_chain_width(self->chain, i), self->exact->y[i]);
    else if (symbol == CAS_SYMBOL_V)
        *r = vector(cas_chain_width(self->chain, i), self->exact->v[i]);
    else
        *r = vector(self->chain->links[i - 1].op->weights, self->exact->u[i]);
    return CAS_OK;
}

static cas_status value(cas_model *model, size_t symbol, const long *index,
                        cas_variable *r, cas_message *message)
{
    struct chain_model *self = self_of(model);
    if (symbol >= CAS_SYMBOL_C && symbol <= CAS_SYMBOL_C_V)
        *r = cas_chain_constant(&model->workspace, self->constants, model->size, symbol);
    else if (symbol == CAS_SYMBOL_Y || symbol == CAS_SYMBOL_V || symbol == CAS_SYMBOL_U)
        return exact_value(self, symbol, (size_t)index[0], r, message);
    else
        return cas_fail(message, CAS_UNSUPPORTED,
                        "of \"%s\" on a chain only moments are known: E|x|^2, E|x|^4, "
                        "E|E[x given ..]|^2",
                        model->vocabulary->symbols[symbol].name);
    return CAS_OK;
}

static cas_status apply(cas_model *model, size_t map, long index, cas_variable argument,
                        cas_variable *r, cas_message *message)
{
    (void)index;
    (void)argument;
    (void)r;
    return cas_fail(message, CAS_UNSUPPORTED, "\"%s\" is not evaluated on a chain",
                    model->vocabulary->maps[map].name);
}

static void moment_of_law(const cas_law *law, cas_moment moment, mpq_t r)
{
    switch (moment) {
    case CAS_MOMENT_SQUARE:
    case CAS_MOMENT_SQUARE_GIVEN:
        cas_law_second_moment(law, r);
        break;
    case CAS_MOMENT_FOURTH:
        cas_law_fourth_moment(law, r);
        break;
    case CAS_MOMENT_SQUARE_OF_MEAN:
        cas_law_mean_squared(law, r);
        break;
    }
}

/* Whether nothing that a field knows comes after delta_i, or after epsilon_i. */
static bool is_before(size_t field, long field_index, size_t symbol, long i)
{
    if (field == CAS_NAMED_F || field == CAS_NAMED_F_AND_X)
        return true;
    if (symbol == CAS_SYMBOL_DELTA)
        return field == CAS_NAMED_P && field_index <= i;
    return field == CAS_NAMED_P || (field == CAS_NAMED_Q && field_index >= i);
}

/* Numbers of the expectation, which may be rational while the model is not. */
static cas_variable expected(const struct chain_model *self, size_t length,
                             const void *numbers)
{
    const cas_workspace *w = &self->model.workspace;
    void *at;
    if (self->expectation->arithmetic == w->arithmetic)
        return vector(length, numbers);
    cas_variable r = cas_variable_new(w, 0, length, 1, &at);
    cas_vector_set_rationals(w->arithmetic, length, at, numbers);
    return r;
}

static bool gradient_moment(const struct chain_model *self, cas_moment moment,
                            size_t symbol, size_t i, cas_variable *r)
{
    const cas_expectation *e = self->expectation;
    bool is_all = symbol == CAS_SYMBOL_ALL_U_ERROR;
    if (moment == CAS_MOMENT_SQUARE || moment == CAS_MOMENT_SQUARE_GIVEN)
        *r = expected(self, 1, is_all ? e->error : e->error_of[i]);
    else if (moment == CAS_MOMENT_FOURTH)
        return false;
    else if (is_all)
        *r = expected(self, 1, e->bias_squared);
    else
        *r = cas_variable_norm_squared(&self->model.workspace,
                                       expected(self, e->weight_count[i], e->bias[i]));
    return true;
}

static bool known_moment(cas_model *model, cas_moment moment, size_t symbol, long index,
                         size_t field, long field_index, cas_variable *r)
{
    const struct chain_model *self = self_of(model);
    bool is_given =
        moment == CAS_MOMENT_SQUARE_OF_MEAN || moment == CAS_MOMENT_SQUARE_GIVEN;
    size_t i = (size_t)index;
    if (symbol == CAS_SYMBOL_U_ERROR || symbol == CAS_SYMBOL_ALL_U_ERROR)
        return (!is_given || field == CAS_NAMED_F || field == CAS_NAMED_F_AND_X) &&
               gradient_moment(self, moment, symbol, i, r);
    if ((symbol != CAS_SYMBOL_DELTA && symbol != CAS_SYMBOL_EPSILON) ||
        (is_given && !is_before(field, field_index, symbol, index)))
        return false;
    const cas_law *law = symbol == CAS_SYMBOL_DELTA ? &self->chain->forward[i - 1]
                                                    : &self->chain->backward[i - 1];
    mpq_t q;
    mpq_init(q);
    moment_of_law(law, moment, q);
    *r = cas_variable_rational(&model->workspace, q);
    mpq_clear(q);
    return true;
}

static void free_model(cas_model *model)
{
    struct chain_model *self = self_of(model);
    cas_arena_free(model->workspace.arena);
    cas_expectation_free(self->expectation);
    cas_pass_free(self->exact);
    free(self);
}

cas_model *cas_chain_model_new(const cas_chain *chain, const mpq_t *constants,
                               const cas_arithmetic *arithmetic,
                               cas_expectation *expectation)
{
    CAS_REQUIRE(expectation->arithmetic == arithmetic ||
                expectation->arithmetic == &cas_arithmetic_rational);
    struct chain_model *self = cas_allocate(1, sizeof *self);
    self->chain = chain;
    self->constants = constants;
    self->expectation = expectation;
    self->model = (cas_model){
        .workspace = {arithmetic, NULL, cas_arena_new(arithmetic)},
        .vocabulary = &cas_chain_vocabulary,
        .size = (long)chain->depth,
        .rest = CAS_NEVER_AT_REST,
        .value = value,
        .apply = apply,
        .moment = known_moment,
        .free = free_model,
    };
    return &self->model;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/logistic_model.h"

#include "arithmetic/memory.h"
#include "logistic/stationary_point.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIGMA_F, SIGMA_B, MEAN_F, MEAN_B, INTERVAL, RIDGE, START, RECESSION };
enum { ZEROS, PLATEAU };

/* clang-format off */
#define NUMBER {CAS_LENGTH_ONE, 0, false}
#define POSITIVE(name_, tex_) {.name = (name_), .tex = (tex_), .is_positive = true}
#define OF_SIGMA(name_, tex_) {.name = (name_), .tex = (tex_), .argument = NUMBER}

static const cas_symbol symbols[] = {
    [SIGMA_F] = POSITIVE("sigma_f", "\\sigma_f"),
    [SIGMA_B] = POSITIVE("sigma_b", "\\sigma_b"),
    [MEAN_F] = POSITIVE("mean_f", "\\mathbb E\\delta"),
    [MEAN_B] = POSITIVE("mean_b", "\\mathbb E\\varepsilon"),
    [INTERVAL] = POSITIVE("interval", "\\Delta t"),
    [RIDGE] = POSITIVE("ridge", "\\mathrm{ridge}"),
    [START] = POSITIVE("start", "\\|\\nabla f(0)\\|"),
    [RECESSION] = {.name = "recession", .tex = "\\kappa(u)"},
    {.name = NULL},
};

static const cas_map maps[] = {
    [ZEROS] = OF_SIGMA("zeros", "\\mathrm{zeros}"),
    [PLATEAU] = OF_SIGMA("plateau", "\\mathrm{plateau}"),
    {.name = NULL},
};
/* clang-format on */

const cas_vocabulary cas_logistic_vocabulary = {
    .name = "logistic", .symbols = symbols, .maps = maps};

struct logistic_model {
    cas_model model;
    const cas_logistic_instance *instance;
    cas_enclosed_field field;
    double sigma; /* of `point`; NaN: none yet */
    cas_stationary_point point;
};

static struct logistic_model *self_of(cas_model *model)
{
    return (struct logistic_model *)model;
}

static cas_variable exactly(const cas_workspace *w, double x)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_d(q, x);
    cas_variable r = cas_variable_rational(w, q);
    mpq_clear(q);
    return r;
}

/* What is only enclosed; in other arithmetics than intervals an error. */
static cas_status enclosed(const cas_model *model, const char *name, mpfi_srcptr x,
                           cas_variable *r, cas_message *message)
{
    void *at;
    if (strcmp(model->workspace.arithmetic->name, "interval") != 0)
        return cas_fail(message, CAS_UNSUPPORTED, "\"%s\" is only enclosed", name);
    *r = cas_variable_new(&model->workspace, 0, 1, 1, &at);
    mpfi_set(at, x);
    return CAS_OK;
}

static void enclose(const struct logistic_model *self, size_t symbol, mpfi_ptr r)
{
    const double *u = self->instance->direction;
    if (symbol == MEAN_F) {
        mpfi_set(r, self->field.mean);
    } else if (symbol == MEAN_B) {
        mpfi_set(r, self->field.bias);
    } else if (symbol == START) {
        cas_enclosed_mean(&self->instance->problem, r);
        mpfi_div_ui(r, r, 2);
    } else if (u != NULL) {
        cas_enclosed_recession(&self->field, u, r);
    } else {
        mpfi_set_ui(r, 0);
    }
}

static cas_status value(cas_model *model, size_t symbol, const long *index,
                        cas_variable *r, cas_message *message)
{
    (void)index;
    const struct logistic_model *self = self_of(model);
    const cas_training_options *options = &self->instance->options;
    const double exact[] = {
        [SIGMA_F] = options->forward.sigma,
        [SIGMA_B] = options->backward.sigma,
        [INTERVAL] = fmax(1, (double)options->forward.interval),
        [RIDGE] = options->regularizer == CAS_TRAINING_RIDGE,
    };
    bool is_mean = symbol == MEAN_F || symbol == MEAN_B;
    if (symbol <= RIDGE && !is_mean) {
        *r = exactly(&model->workspace, exact[symbol]);
        return CAS_OK;
    }
    mpfi_t x;
    mpfi_init2(x, self->field.precision);
    enclose(self, symbol, x);
    cas_status status = CAS_OK;
    if (is_mean && mpfi_is_zero(x))
        *r = exactly(&model->workspace, 0);
    else
        status = enclosed(model, symbols[symbol].name, x, r, message);
    mpfi_clear(x);
    return status;
}

/* Makes `point` that of sigma_f = sigma. */
static cas_status solve(struct logistic_model *self, double sigma, cas_message *message)
{
    if (self->sigma == sigma)
        return CAS_OK;
    cas_training_options options = self->instance->options;
    options.forward.sigma = sigma;
    cas_status status = cas_stationary_point_of(
        &self->instance->problem, &options, self->field.precision, &self->point, message);
    self->sigma = status == CAS_OK ? sigma : NAN;
    return status;
}

static cas_status apply(cas_model *model, size_t map, long index, cas_variable argument,
                        cas_variable *r, cas_message *message)
{
    (void)index;
    struct logistic_model *self = self_of(model);
    const cas_workspace *w = &model->workspace;
    double sigma = w->arithmetic->to_double(argument.at);
    if (!isfinite(sigma) ||
        !w->arithmetic->is_zero(
            cas_variable_difference(w, argument, exactly(w, sigma)).at))
        return cas_fail(message, CAS_UNSUPPORTED, "\"%s\" is asked for at no double",
                        maps[map].name);
    cas_status status = solve(self, sigma, message);
    if (status != CAS_OK)
        return status;
    if (map == ZEROS && self->point.is_only) {
        *r = exactly(w, 1);
        return CAS_OK;
    }
    mpfi_t x;
    mpfi_init2(x, self->field.precision);
    mpfi_set_ui(x, 0);
    if (self->point.is_only)
        mpfi_set(x, self->point.plateau);
    else
        mpfr_set_inf(&x->right, 1);
    status = enclosed(model, maps[map].name, x, r, message);
    mpfi_clear(x);
    return status;
}

static void free_model(cas_model *model)
{
    struct logistic_model *self = self_of(model);
    cas_arena_free(model->workspace.arena);
    cas_enclosed_field_clear(&self->field);
    cas_stationary_point_clear(&self->point);
    free(self);
}

cas_status cas_logistic_model_new(const cas_logistic_instance *instance,
                                  const cas_arithmetic *arithmetic, cas_model **model,
                                  cas_message *message)
{
    struct logistic_model *self = cas_allocate(1, sizeof *self);
    mpfr_prec_t precision =
        arithmetic->precision > 0 ? arithmetic->precision : CAS_PRECISION_FIRST;
    self->instance = instance;
    self->sigma = NAN;
    cas_stationary_point_init(&self->point, precision);
    self->model = (cas_model){
        .workspace = {arithmetic, NULL, cas_arena_new(arithmetic)},
        .vocabulary = &cas_logistic_vocabulary,
        .rest = CAS_NEVER_AT_REST,
        .value = value,
        .apply = apply,
        .free = free_model,
    };
    cas_status status = cas_enclosed_field_init(&self->field, &instance->problem,
                                                &instance->options, precision, message);
    if (status == CAS_OK)
        *model = &self->model;
    else
        free_model(&self->model);
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/logistic_model.h"

#include "arithmetic/memory.h"
#include "logistic/plateau_law.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIGMA_F,
    SIGMA_B,
    INTERVAL,
    RIDGE,
    MEAN_F,
    MEAN_B,
    ZEROS,
    PLATEAU,
    START,
    RECESSION
};
enum { HEIGHT, LOWER, LIMIT, UPPER };

/* clang-format off */
#define NUMBER {CAS_LENGTH_ONE, 0, false}
#define POSITIVE(name_, tex_) {.name = (name_), .tex = (tex_), .is_positive = true}
#define OF_NOISE(name_) \
    {.name = (name_), .tex = "\\mathrm{" name_ "}_{#}", .index = {true, 1, 1000}, \
     .argument = NUMBER}

static const cas_symbol symbols[] = {
    [SIGMA_F] = POSITIVE("sigma_f", "\\sigma_f"),
    [SIGMA_B] = POSITIVE("sigma_b", "\\sigma_b"),
    [INTERVAL] = POSITIVE("interval", "\\Delta t"),
    [RIDGE] = POSITIVE("ridge", "\\mathrm{ridge}"),
    [MEAN_F] = POSITIVE("mean_f", "\\mathbb E\\delta"),
    [MEAN_B] = POSITIVE("mean_b", "\\mathbb E\\varepsilon"),
    [ZEROS] = POSITIVE("zeros", "\\mathrm{zeros}"),
    [PLATEAU] = POSITIVE("plateau", "\\mathrm{plateau}"),
    [START] = POSITIVE("start", "\\|\\nabla f(0)\\|"),
    [RECESSION] = {.name = "recession", .tex = "\\kappa(u)"},
    {.name = NULL},
};

static const cas_map maps[] = {
    [HEIGHT] = OF_NOISE("height"),
    [LOWER] = OF_NOISE("lower"),
    [LIMIT] = OF_NOISE("limit"),
    [UPPER] = OF_NOISE("upper"),
    {.name = NULL},
};
/* clang-format on */

const cas_vocabulary cas_logistic_vocabulary = {
    .name = "logistic", .symbols = symbols, .maps = maps};

/* What was found for one forward noise. */
struct solved {
    bool is_law;
    cas_training_perturbation forward;
    cas_stationary_point point;
    cas_plateau_law law;
};

struct logistic_model {
    cas_model model;
    const cas_logistic_instance *instance;
    cas_enclosed_field field;
    size_t count;
    struct solved *solved;
};

static struct logistic_model *self_of(cas_model *model)
{
    return (struct logistic_model *)model;
}

/* x, or [0, inf] where that is NULL.  A point is exact; other enclosures are an error in
   another arithmetic than intervals. */
static cas_status enclosed(const cas_model *model, const char *name, mpfi_srcptr x,
                           cas_variable *r, cas_message *message)
{
    const cas_workspace *w = &model->workspace;
    void *at;
    *r = cas_variable_new(w, 0, 1, 1, &at);
    if (x != NULL && mpfr_equal_p(&x->left, &x->right)) {
        mpq_t q;
        mpq_init(q);
        mpfr_get_q(q, &x->left);
        w->arithmetic->set_rational(at, q);
        mpq_clear(q);
        return CAS_OK;
    }
    if (strcmp(w->arithmetic->name, "interval") != 0)
        return cas_fail(message, CAS_UNSUPPORTED, "\"%s\" is only enclosed", name);
    mpfi_ptr interval = at;
    if (x != NULL)
        mpfi_set(interval, x);
    else
        mpfr_set_inf(&interval->right, 1);
    return CAS_OK;
}

static bool is_same(const cas_training_perturbation *one,
                    const cas_training_perturbation *other)
{
    return one->sigma == other->sigma && one->law == other->law &&
           one->interval == other->interval && one->end == other->end;
}

/* The stationary point or the law of the run with this forward noise. */
static cas_status solve(struct logistic_model *self, bool is_law,
                        const cas_training_perturbation *forward,
                        const struct solved **solved, cas_message *message)
{
    const cas_training_problem *problem = &self->instance->problem;
    for (size_t k = 0; k < self->count; k++) {
        *solved = &self->solved[k];
        if ((*solved)->is_law == is_law && is_same(&(*solved)->forward, forward))
            return CAS_OK;
    }
    cas_training_options options = self->instance->options;
    options.forward = *forward;
    struct solved made = {.is_law = is_law, .forward = *forward};
    cas_stationary_point_init(&made.point, self->field.interval.precision);
    cas_plateau_law_init(&made.law, self->field.interval.precision);
    cas_status status =
        is_law ? cas_plateau_law_prove(problem, &options, &made.law, message)
               : cas_stationary_point_of(problem, &options, true, &made.point, message);
    self->solved = cas_reallocate(self->solved, self->count + 1, sizeof *self->solved);
    self->solved[self->count++] = made;
    *solved = &self->solved[self->count - 1];
    return status;
}

static void enclose(const struct logistic_model *self, size_t symbol, mpfi_ptr r)
{
    const double *u = self->instance->direction;
    mpfi_set_ui(r, 0);
    if (symbol == MEAN_F) {
        mpfi_set(r, self->field.mean);
    } else if (symbol == MEAN_B) {
        mpfi_set(r, self->field.bias);
    } else if (symbol == START) {
        cas_enclosed_mean(&self->instance->problem, r);
        mpfi_div_ui(r, r, 2);
    } else if (u != NULL) {
        cas_enclosed_recession(&self->field, u, r);
    }
}

static cas_status value(cas_model *model, size_t symbol, const long *index,
                        cas_variable *r, cas_message *message)
{
    (void)index;
    struct logistic_model *self = self_of(model);
    const cas_training_options *options = &self->instance->options;
    const double numbers[] = {
        [SIGMA_F] = options->forward.sigma,
        [SIGMA_B] = options->backward.sigma,
        [INTERVAL] = fmax(1, (double)options->forward.interval),
        [RIDGE] = options->regularizer == CAS_TRAINING_RIDGE,
    };
    mpfi_t x;
    mpfi_init2(x, self->field.interval.precision);
    bool is_known = true;
    cas_status status = CAS_OK;
    if (symbol <= RIDGE) {
        mpfi_set_d(x, numbers[symbol]);
    } else if (symbol == ZEROS || symbol == PLATEAU) {
        const struct solved *solved;
        status = solve(self, false, &options->forward, &solved, message);
        is_known = solved->point.is_only;
        mpfi_set_ui(x, 1);
        if (symbol == PLATEAU)
            mpfi_set(x, solved->point.plateau);
    } else {
        enclose(self, symbol, x);
    }
    if (status == CAS_OK)
        status = enclosed(model, symbols[symbol].name, is_known ? x : NULL, r, message);
    mpfi_clear(x);
    return status;
}

static bool is_number(const cas_workspace *w, cas_variable x, double number)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_d(q, number);
    cas_variable exact = cas_variable_rational(w, q);
    mpq_clear(q);
    return w->arithmetic->is_zero(cas_variable_difference(w, x, exact).at);
}

static cas_status apply(cas_model *model, size_t map, long index, cas_variable argument,
                        cas_variable *r, cas_message *message)
{
    const cas_workspace *w = &model->workspace;
    const struct solved *solved;
    cas_training_perturbation forward = {.sigma = w->arithmetic->to_double(argument.at),
                                         .interval = (uint64_t)index};
    if (!isfinite(forward.sigma) || !is_number(w, argument, forward.sigma))
        return cas_fail(message, CAS_UNSUPPORTED, "\"%s\" is asked for at no double",
                        maps[map].name);
    cas_status status = solve(self_of(model), map != HEIGHT, &forward, &solved, message);
    if (status != CAS_OK)
        return status;
    mpfi_srcptr values[] = {[HEIGHT] = solved->point.plateau,
                            [LOWER] = solved->law.lower,
                            [LIMIT] = solved->law.limit,
                            [UPPER] = solved->law.upper};
    bool is_known = map == HEIGHT ? solved->point.is_only : solved->law.proved;
    return enclosed(model, maps[map].name, is_known ? values[map] : NULL, r, message);
}

static void free_model(cas_model *model)
{
    struct logistic_model *self = self_of(model);
    for (size_t k = 0; k < self->count; k++) {
        cas_stationary_point_clear(&self->solved[k].point);
        cas_plateau_law_clear(&self->solved[k].law);
    }
    free(self->solved);
    cas_arena_free(model->workspace.arena);
    cas_enclosed_field_clear(&self->field);
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

static cas_status make_model(const void *instance, const cas_claim *claim,
                             const cas_statement *statement,
                             const cas_arithmetic *arithmetic, cas_model **model,
                             cas_message *message)
{
    (void)claim;
    (void)statement;
    return cas_logistic_model_new(instance, arithmetic, model, message);
}

const cas_instance_kind cas_logistic_kind = {
    .name = "logistic",
    .format = CAS_LOGISTIC_FORMAT,
    .free = cas_logistic_free,
    .write = cas_logistic_write,
    .read = cas_logistic_read,
    .vocabulary = &cas_logistic_vocabulary,
    .model = make_model,
};

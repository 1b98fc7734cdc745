/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/evaluate.h"

#include "arithmetic/memory.h"
#include "formula/geometric.h"
#include "formula/index.h"
#include "formula/integrand.h"
#include "formula/kept.h"
#include "formula/moment.h"
#include "formula/running.h"
#include "formula/shape.h"

#include <stdlib.h>
#include <string.h>

struct cas_evaluator {
    cas_model *model;
    bool is_undecided, is_inapplicable;
    cas_kept *kept;
};

cas_evaluator *cas_evaluator_new(cas_model *model)
{
    cas_evaluator *made = cas_allocate(1, sizeof *made);
    made->model = model;
    made->kept = cas_kept_new();
    return made;
}

void cas_evaluator_free(cas_evaluator *evaluator)
{
    if (evaluator == NULL)
        return;
    cas_kept_free(evaluator->kept);
    free(evaluator);
}

cas_model *cas_evaluator_model(const cas_evaluator *evaluator)
{
    return evaluator->model;
}

bool cas_evaluator_is_decided(const cas_evaluator *evaluator)
{
    return !evaluator->is_undecided;
}

bool cas_evaluator_applies(const cas_evaluator *evaluator)
{
    return !evaluator->is_inapplicable;
}

void cas_evaluator_begin(cas_evaluator *evaluator)
{
    evaluator->is_undecided = false;
    evaluator->is_inapplicable = false;
}

static const cas_workspace *workspace(const cas_evaluator *e)
{
    return &e->model->workspace;
}

/* n / denominator */
static cas_variable number(const cas_evaluator *e, long n, long denominator)
{
    const cas_workspace *w = workspace(e);
    void *at, *divisor;
    cas_variable r = cas_variable_new(w, 0, 1, 1, &at);
    w->arithmetic->set_integer(at, n);
    if (denominator == 1)
        return r;
    cas_variable below = cas_variable_new(w, 0, 1, 1, &divisor);
    w->arithmetic->set_integer(divisor, denominator);
    return cas_variable_quotient(w, r, below);
}

static cas_status name_value(cas_evaluator *e, const cas_formula *f, const long *index,
                             cas_variable *r, cas_message *message)
{
    long at[2];
    const cas_symbol *symbol = &e->model->vocabulary->symbols[f->which];
    if (symbol->is_integer) {
        *r = number(e, e->model->size, 1);
        return CAS_OK;
    }
    cas_status status = cas_formula_index_within(e->model->size, f, 0, &symbol->index,
                                                 index, &at[0], message);
    if (status == CAS_OK)
        status = cas_formula_index_within(e->model->size, f, 1, &symbol->second, index,
                                          &at[1], message);
    return status == CAS_OK ? e->model->value(e->model, f->which, at, r, message)
                            : status;
}

static cas_status call_value(cas_evaluator *e, const cas_formula *f, const long *index,
                             cas_variable *r, cas_message *message)
{
    long inner[CAS_FORMULA_INDICES] = {0};
    for (size_t k = 0; k < f->count; k++)
        inner[k] = cas_formula_index(e->model->size, f->of[k], index);
    return cas_evaluate(e, f->definition->body, inner, r, message);
}

/* |x|^2 or |x|_op^2 of the part of a norm. */
static cas_status square_of_norm(cas_evaluator *e, const cas_formula *norm,
                                 const long *index, cas_variable *r, cas_message *message)
{
    cas_status status = cas_evaluate(e, norm->of[0], index, r, message);
    if (status == CAS_OK)
        *r = norm->form == CAS_FORM_NORM
                 ? cas_variable_norm_squared(workspace(e), *r)
                 : cas_variable_operator_norm_squared(workspace(e), *r);
    return status;
}

static bool is_norm(const cas_formula *f)
{
    return f->form == CAS_FORM_NORM || f->form == CAS_FORM_OPERATOR_NORM;
}

/* x^(p/2^k) by square roots; other powers by logarithms. */
static cas_variable real_power(const cas_evaluator *e, cas_variable x,
                               const cas_formula *exponent, cas_variable value)
{
    const cas_workspace *w = workspace(e);
    mpz_srcptr denominator =
        exponent->form == CAS_FORM_NUMBER ? mpq_denref(exponent->number) : NULL;
    if (denominator == NULL || mpz_popcount(denominator) != 1 ||
        !mpz_fits_slong_p(mpq_numref(exponent->number)))
        return cas_variable_function(
            w, CAS_EXP,
            cas_variable_product(w, value, cas_variable_function(w, CAS_LOG, x)));
    for (mp_bitcnt_t k = mpz_scan1(denominator, 0); k > 0; k--)
        x = cas_variable_function(w, CAS_SQRT, x);
    return cas_variable_power(w, x, mpz_get_si(mpq_numref(exponent->number)));
}

static cas_status power_value(cas_evaluator *e, const cas_formula *f, const long *index,
                              cas_variable *r, cas_message *message)
{
    const cas_formula *base = f->of[0], *exponent = f->of[1];
    cas_affine affine;
    cas_variable value = {0};
    bool is_affine = cas_formula_affine(e->model->vocabulary, exponent, &affine);
    long n = is_affine ? cas_formula_index(e->model->size, exponent, index) : 1;
    bool halves = is_affine && is_norm(base) && n % 2 == 0;
    cas_status status = halves ? square_of_norm(e, base, index, r, message)
                               : cas_evaluate(e, base, index, r, message);
    if (status == CAS_OK && !is_affine)
        status = cas_evaluate(e, exponent, index, &value, message);
    if (status != CAS_OK)
        return status;
    if (is_affine)
        *r = cas_variable_power(workspace(e), *r, halves ? n / 2 : n);
    else
        *r = real_power(e, *r, exponent, value);
    return CAS_OK;
}

static cas_status mean_value(cas_evaluator *e, const cas_formula *f, const long *index,
                             cas_variable *r, cas_message *message)
{
    if (cas_known_moment(e->model, f, index, r))
        return CAS_OK;
    cas_status status = cas_evaluate(e, f->of[0], index, r, message);
    if (status == CAS_OK)
        *r = cas_variable_mean(workspace(e), *r);
    return status;
}

static cas_status given_value(cas_evaluator *e, const cas_formula *f, const long *index,
                              cas_variable *r, cas_message *message)
{
    const cas_partition *partition;
    bool is_decided;
    long at;
    cas_status status = cas_formula_index_within(
        e->model->size, f, 1, &e->model->vocabulary->fields[f->which].index, index, &at,
        message);
    if (status == CAS_OK)
        status = cas_evaluate(e, f->of[0], index, r, message);
    if (status != CAS_OK || r->level == 0)
        return status;
    if (e->model->partition == NULL)
        return cas_fail(message, CAS_UNSUPPORTED,
                        "this conditional mean cannot be computed on this instance");
    status =
        e->model->partition(e->model, f->which, at, &partition, &is_decided, message);
    if (status != CAS_OK)
        return status;
    if (!is_decided)
        e->is_undecided = true;
    *r = cas_variable_conditional_mean(workspace(e), partition, *r);
    return CAS_OK;
}

static cas_variable joined(const cas_evaluator *e, cas_form form, cas_variable sum,
                           cas_variable term)
{
    if (form == CAS_FORM_PRODUCT)
        return cas_variable_product(workspace(e), sum, term);
    return form == CAS_FORM_SUM ? cas_variable_sum(workspace(e), sum, term)
                                : cas_variable_maximum(workspace(e), sum, term);
}

/* Whether there is such a length, for sums of nothing: the index may be beyond those of
   all names. */
static bool find_length(const cas_evaluator *e, const cas_formula_extent *extent,
                        const long *index, size_t *length)
{
    long at = extent->at.constant + extent->at.size * e->model->size;
    bool is_state = extent->length == CAS_LENGTH_STATE;
    for (size_t k = 0; k < CAS_FORMULA_INDICES; k++)
        at += extent->at.factor[k] * index[k];
    *length = 1;
    if (extent->length == CAS_LENGTH_ONE)
        return true;
    if (e->model->length == NULL)
        return false;
    if (extent->length != CAS_LENGTH_SPACE &&
        (at < (is_state ? 0 : 1) || at > e->model->size))
        return false;
    *length = e->model->length(e->model, extent->length, at);
    return true;
}

/* A sum of nothing is 0, a product of nothing 1 or the identity. */
static cas_status empty_range(cas_evaluator *e, const cas_formula *f, const long *index,
                              cas_variable *r, cas_message *message)
{
    const cas_workspace *w = workspace(e);
    size_t rows, columns;
    void *at;
    if (f->form == CAS_FORM_LARGEST)
        return cas_fail(message, CAS_INPUT, "a maximum over nothing");
    bool has_shape = find_length(e, &f->rows, index, &rows) &&
                     find_length(e, &f->columns, index, &columns);
    if (!has_shape || (f->form == CAS_FORM_PRODUCT && rows != columns))
        return cas_fail(message, CAS_INPUT, "a range of nothing, which has no shape");
    *r = cas_variable_new(w, 0, rows, columns, &at);
    for (size_t k = 0; f->form == CAS_FORM_PRODUCT && k < rows; k++)
        w->arithmetic->set_integer(cas_at(w->arithmetic, at, k * columns + k), 1);
    return CAS_OK;
}

static cas_status value_of(void *context, const cas_formula *f, const long *index,
                           cas_variable *r, cas_message *message)
{
    return cas_evaluate(context, f, index, r, message);
}

/* A value is kept unless it rests on what was not decided. */
static void keep(void *context, const cas_formula *f, const long *index, cas_variable x)
{
    cas_evaluator *e = context;
    if (!e->is_undecided && !e->is_inapplicable)
        cas_kept_add(e->kept, f, index, x);
}

static cas_status running_value(cas_evaluator *e, const cas_formula *f, long first,
                                long last, const long *index, bool *is_running,
                                cas_variable *r, cas_message *message)
{
    cas_running sum = {workspace(e),
                       e->model->vocabulary,
                       e->model->size,
                       f,
                       first,
                       last,
                       index,
                       e->kept,
                       value_of,
                       keep,
                       e};
    return cas_running_sum(&sum, is_running, r, message);
}

static cas_status range_value(cas_evaluator *e, const cas_formula *f, const long *index,
                              cas_variable *r, cas_message *message)
{
    enum { SHORT = 8 };
    long inner[CAS_FORMULA_INDICES], rest = e->model->rest;
    memcpy(inner, index, sizeof inner);
    long first = cas_formula_index(e->model->size, f->of[0], index);
    long last = cas_formula_index(e->model->size, f->of[1], index);
    bool folds = f->form == CAS_FORM_SUM && rest != CAS_NEVER_AT_REST && last > rest;
    long alone = folds ? (rest > first ? rest : first) - 1 : last;
    bool is_first = true, is_running = false;
    if (f->form == CAS_FORM_SUM && !folds && last - first >= SHORT) {
        cas_status status =
            running_value(e, f, first, last, index, &is_running, r, message);
        if (is_running)
            return status;
    }
    for (long j = first; j <= alone; j++, is_first = false) {
        cas_variable term;
        inner[f->which] = j;
        cas_status status = cas_evaluate(e, f->of[2], inner, &term, message);
        if (status != CAS_OK)
            return status;
        *r = is_first ? term : joined(e, f->form, *r, term);
    }
    if (folds) {
        cas_variable tail;
        cas_geometric sum = {workspace(e), e->model->size, f->which, alone + 1,
                             last,         index,          value_of, e};
        cas_status status = cas_geometric_sum(&sum, f->of[2], &tail, message);
        if (status == CAS_OK)
            *r = is_first ? tail : cas_variable_sum(workspace(e), *r, tail);
        return status;
    }
    return is_first ? empty_range(e, f, index, r, message) : CAS_OK;
}

/* Simpson's rule, exact for cubic polynomials: (c(0) + 4 c(1/2) + c(1))/6. */
static cas_status integral_value(cas_evaluator *e, const cas_formula *f,
                                 const long *index, cas_variable *r, cas_message *message)
{
    long inner[CAS_FORMULA_INDICES];
    memcpy(inner, index, sizeof inner);
    if (cas_formula_degree(e->model, f->of[0], f->which, index) > 3)
        e->is_inapplicable = true;
    for (long half = 0; half <= 2; half++) {
        cas_variable term;
        inner[f->which] = half;
        cas_status status = cas_evaluate(e, f->of[0], inner, &term, message);
        if (status != CAS_OK)
            return status;
        cas_variable weight = half == 1 ? number(e, 2, 3) : number(e, 1, 6);
        term = cas_variable_product(workspace(e), weight, term);
        *r = half == 0 ? term : cas_variable_sum(workspace(e), *r, term);
    }
    return CAS_OK;
}

static cas_status unflattened_value(cas_evaluator *e, const cas_formula *f,
                                    const long *index, cas_variable *r,
                                    cas_message *message)
{
    size_t rows, columns;
    cas_status status = cas_evaluate(e, f->of[0], index, r, message);
    if (status == CAS_OK) {
        CAS_REQUIRE(find_length(e, &f->rows, index, &rows) &&
                    find_length(e, &f->columns, index, &columns));
        *r = cas_variable_reshaped(*r, rows, columns);
    }
    return status;
}

static cas_status apply_value(cas_evaluator *e, const cas_formula *f, const long *index,
                              cas_variable *r, cas_message *message)
{
    cas_variable argument;
    long at;
    cas_status status = cas_formula_index_within(
        e->model->size, f, 1, &e->model->vocabulary->maps[f->which].index, index, &at,
        message);
    if (status == CAS_OK)
        status = cas_evaluate(e, f->of[0], index, &argument, message);
    return status == CAS_OK
               ? e->model->apply(e->model, f->which, at, argument, r, message)
               : status;
}

/* What is made of one or two values. */
static cas_variable combined(const cas_evaluator *e, const cas_formula *f, cas_variable x,
                             cas_variable y)
{
    const cas_workspace *w = workspace(e);
    switch (f->form) {
    case CAS_FORM_NEGATE:
        return cas_variable_negative(w, x);
    case CAS_FORM_ADD:
        return cas_variable_sum(w, x, y);
    case CAS_FORM_SUBTRACT:
        return cas_variable_difference(w, x, y);
    case CAS_FORM_MULTIPLY:
        return cas_variable_product(w, x, y);
    case CAS_FORM_DIVIDE:
        return cas_variable_quotient(w, x, y);
    case CAS_FORM_TRANSPOSE:
        return cas_variable_transpose(w, x);
    case CAS_FORM_INNER:
        return cas_variable_inner(w, x, y);
    case CAS_FORM_MAXIMUM:
        return cas_variable_maximum(w, x, y);
    case CAS_FORM_MINIMUM:
        return cas_variable_minimum(w, x, y);
    case CAS_FORM_FUNCTION:
        return cas_variable_function(w, (cas_function)f->which, x);
    case CAS_FORM_FLATTEN:
        return cas_variable_reshaped(x, x.rows * x.columns, 1);
    default:
        return x;
    }
}

static cas_status combined_value(cas_evaluator *e, const cas_formula *f,
                                 const long *index, cas_variable *r, cas_message *message)
{
    cas_status status = cas_evaluate(e, f->of[0], index, r, message);
    if (status == CAS_OK && f->count == 1)
        *r = combined(e, f, *r, *r);
    for (size_t k = 1; k < f->count && status == CAS_OK; k++) {
        cas_variable next;
        status = cas_evaluate(e, f->of[k], index, &next, message);
        if (status == CAS_OK)
            *r = combined(e, f, *r, next);
    }
    return status;
}

static cas_status computed(cas_evaluator *e, const cas_formula *f, const long *index,
                           cas_variable *r, cas_message *message)
{
    cas_status status;
    switch (f->form) {
    case CAS_FORM_CALL:
        return call_value(e, f, index, r, message);
    case CAS_FORM_NORM:
    case CAS_FORM_OPERATOR_NORM:
        status = square_of_norm(e, f, index, r, message);
        if (status == CAS_OK)
            *r = cas_variable_function(workspace(e), CAS_SQRT, *r);
        return status;
    case CAS_FORM_POWER:
        return power_value(e, f, index, r, message);
    case CAS_FORM_MEAN:
        return mean_value(e, f, index, r, message);
    case CAS_FORM_GIVEN:
        return given_value(e, f, index, r, message);
    case CAS_FORM_SUM:
    case CAS_FORM_PRODUCT:
    case CAS_FORM_LARGEST:
        return range_value(e, f, index, r, message);
    case CAS_FORM_INTEGRAL:
        return integral_value(e, f, index, r, message);
    case CAS_FORM_APPLY:
        return apply_value(e, f, index, r, message);
    case CAS_FORM_UNFLATTEN:
        return unflattened_value(e, f, index, r, message);
    default:
        return combined_value(e, f, index, r, message);
    }
}

cas_status cas_evaluate(cas_evaluator *e, const cas_formula *f, const long *index,
                        cas_variable *r, cas_message *message)
{
    switch (f->form) {
    case CAS_FORM_NUMBER:
        *r = cas_variable_rational(workspace(e), f->number);
        return CAS_OK;
    case CAS_FORM_INDEX:
        *r = number(e, index[f->which], 1);
        return CAS_OK;
    case CAS_FORM_PARAMETER:
        *r = number(e, index[f->which], 2);
        return CAS_OK;
    case CAS_FORM_NAME:
        return name_value(e, f, index, r, message);
    default:
        break;
    }
    const cas_variable *known = NULL;
    bool can_be_kept = cas_kept_can_hold(f);
    if (can_be_kept)
        known = cas_kept_find(e->kept, f, index);
    if (known != NULL) {
        *r = *known;
        return CAS_OK;
    }
    cas_status status = computed(e, f, index, r, message);
    if (status == CAS_OK && can_be_kept)
        keep(e, f, index, *r);
    return status;
}

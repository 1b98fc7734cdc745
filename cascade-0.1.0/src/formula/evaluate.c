/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/evaluate.h"

#include "arithmetic/memory.h"
#include "formula/evaluator.h"

#include <stdlib.h>

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

cas_variable cas_evaluator_number(const cas_evaluator *e, long n, long denominator)
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

/* The index that part k of f gives, 0 where it has none. */
static cas_status index_of(const cas_evaluator *e, const cas_formula *f, size_t k,
                           const long *index, long *at, cas_message *message)
{
    return cas_formula_index_within(e->model->vocabulary, e->model->size, f, k, index, at,
                                    message);
}

static cas_status name_value(cas_evaluator *e, const cas_formula *f, const long *index,
                             cas_variable *r, cas_message *message)
{
    long at[2];
    if (e->model->vocabulary->symbols[f->which].is_integer) {
        *r = cas_evaluator_number(e, e->model->size, 1);
        return CAS_OK;
    }
    cas_status status = index_of(e, f, 0, index, &at[0], message);
    if (status == CAS_OK)
        status = index_of(e, f, 1, index, &at[1], message);
    return status == CAS_OK ? e->model->value(e->model, f->which, at, r, message)
                            : status;
}

/* The values of a call's indices are those of the slots of its body. */
static void enter_call(const cas_evaluator *e, const cas_formula *f, const long *index,
                       long *inner)
{
    for (size_t k = 0; k < CAS_FORMULA_INDICES; k++)
        inner[k] = k < f->count ? cas_formula_index(e->model->size, f->of[k], index) : 0;
}

static cas_status call_value(cas_evaluator *e, const cas_formula *f, const long *index,
                             cas_variable *r, cas_message *message)
{
    long inner[CAS_FORMULA_INDICES];
    enter_call(e, f, index, inner);
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
    cas_variable value = {0};
    bool is_whole = cas_formula_is_whole(exponent);
    long n = is_whole ? cas_formula_index(e->model->size, exponent, index) : 1;
    bool halves = is_whole && cas_formula_is_norm(base) && n % 2 == 0;
    cas_status status = halves ? square_of_norm(e, base, index, r, message)
                               : cas_evaluate(e, base, index, r, message);
    if (status == CAS_OK && !is_whole)
        status = cas_evaluate(e, exponent, index, &value, message);
    if (status != CAS_OK)
        return status;
    if (is_whole)
        *r = cas_variable_power(workspace(e), *r, halves ? n / 2 : n);
    else
        *r = real_power(e, *r, exponent, value);
    return CAS_OK;
}

/* Which moment of *x a mean is, and *given: where its field stands; false: none. */
static bool find_moment(const cas_formula *mean, cas_moment *moment,
                        const cas_formula **x, const cas_formula **given)
{
    const cas_formula *power = mean->of[0];
    if (power->form != CAS_FORM_POWER || power->of[0]->form != CAS_FORM_NORM ||
        power->of[1]->form != CAS_FORM_NUMBER)
        return false;
    bool is_square = mpq_cmp_ui(power->of[1]->number, 2, 1) == 0;
    bool is_fourth = mpq_cmp_ui(power->of[1]->number, 4, 1) == 0;
    *x = power->of[0]->of[0];
    *given = mean->form == CAS_FORM_GIVEN ? mean : NULL;
    *moment = *given != NULL ? CAS_MOMENT_SQUARE_GIVEN
              : is_square    ? CAS_MOMENT_SQUARE
                             : CAS_MOMENT_FOURTH;
    if (is_square && *given == NULL && (*x)->form == CAS_FORM_GIVEN) {
        *moment = CAS_MOMENT_SQUARE_OF_MEAN;
        *given = *x;
        *x = (*x)->of[0];
    }
    return is_square || (is_fourth && *given == NULL);
}

/* The value of a mean that is a moment of a name and that the model knows; else false. */
static bool known_moment(const cas_evaluator *e, const cas_formula *mean,
                         const long *index, cas_variable *r)
{
    long inner[CAS_FORMULA_INDICES], at, field_index = 0;
    const cas_formula *x, *given;
    cas_moment moment;
    if (e->model->moment == NULL || !find_moment(mean, &moment, &x, &given) ||
        (given != NULL && index_of(e, given, 1, index, &field_index, NULL) != CAS_OK))
        return false;
    if (x->form == CAS_FORM_CALL) {
        enter_call(e, x, index, inner);
        x = x->definition->body;
        index = inner;
    }
    return x->form == CAS_FORM_NAME && index_of(e, x, 0, index, &at, NULL) == CAS_OK &&
           e->model->moment(e->model, moment, x->which, at,
                            given != NULL ? given->which : 0, field_index, r);
}

static cas_status mean_value(cas_evaluator *e, const cas_formula *f, const long *index,
                             cas_variable *r, cas_message *message)
{
    if (known_moment(e, f, index, r))
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
    if (known_moment(e, f, index, r))
        return CAS_OK;
    cas_status status = index_of(e, f, 1, index, &at, message);
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

bool cas_evaluator_length(const cas_evaluator *e, const cas_formula_extent *extent,
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

void cas_evaluator_keep(cas_evaluator *e, const cas_kept_key *key, cas_variable x)
{
    if (!e->is_undecided && !e->is_inapplicable)
        cas_kept_add(e->kept, key, x);
}

static cas_status unflattened_value(cas_evaluator *e, const cas_formula *f,
                                    const long *index, cas_variable *r,
                                    cas_message *message)
{
    size_t rows, columns;
    cas_status status = cas_evaluate(e, f->of[0], index, r, message);
    if (status == CAS_OK) {
        CAS_REQUIRE(cas_evaluator_length(e, &f->rows, index, &rows) &&
                    cas_evaluator_length(e, &f->columns, index, &columns));
        *r = cas_variable_reshaped(*r, rows, columns);
    }
    return status;
}

static cas_status apply_value(cas_evaluator *e, const cas_formula *f, const long *index,
                              cas_variable *r, cas_message *message)
{
    cas_variable argument;
    long at;
    cas_status status = index_of(e, f, 1, index, &at, message);
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
    case CAS_FORM_NAME:
        return name_value(e, f, index, r, message);
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
        return cas_evaluate_range(e, f, index, r, message);
    case CAS_FORM_INTEGRAL:
        return cas_evaluate_integral(e, f, index, r, message);
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
        *r = cas_evaluator_number(e, index[f->which], 1);
        return CAS_OK;
    case CAS_FORM_PARAMETER:
        *r = cas_evaluator_number(e, index[f->which], 2);
        return CAS_OK;
    default:
        break;
    }
    cas_kept_key key;
    bool can_be_kept = cas_kept_key_set(&key, f, index);
    const cas_variable *known = can_be_kept ? cas_kept_find(e->kept, &key) : NULL;
    if (known != NULL) {
        *r = *known;
        return CAS_OK;
    }
    cas_status status = computed(e, f, index, r, message);
    if (status == CAS_OK && can_be_kept)
        cas_evaluator_keep(e, &key, *r);
    return status;
}

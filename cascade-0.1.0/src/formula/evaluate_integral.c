/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/evaluate.h"
#include "formula/evaluator.h"

#include <string.h>

static size_t limited(size_t degree)
{
    return degree < CAS_NO_POLYNOMIAL ? degree : CAS_NO_POLYNOMIAL;
}

static size_t degree_of_power(const cas_model *model, size_t base,
                              const cas_formula *exponent, const long *index)
{
    if (!exponent->is_affine)
        return CAS_NO_POLYNOMIAL;
    long n = cas_formula_index(model->size, exponent, index);
    return n >= 0 && n < CAS_NO_POLYNOMIAL ? limited(base * (size_t)n)
                                           : CAS_NO_POLYNOMIAL;
}

static size_t degree_of(const cas_model *model, const cas_formula *f, size_t slot,
                        const long *index);

static size_t degree_of_sum(const cas_model *model, const cas_formula *f, size_t slot,
                            const long *index)
{
    long inner[CAS_FORMULA_INDICES];
    size_t most = 0;
    memcpy(inner, index, sizeof inner);
    long last = cas_formula_index(model->size, f->of[1], index);
    for (long j = cas_formula_index(model->size, f->of[0], index); j <= last; j++) {
        inner[f->which] = j;
        size_t degree = degree_of(model, f->of[2], slot, inner);
        most = degree > most ? degree : most;
    }
    return most;
}

static size_t degree_of_map(const cas_model *model, const cas_formula *f,
                            const long *index)
{
    long at = f->count > 1 ? cas_formula_index(model->size, f->of[1], index) : 0;
    return model->degree != NULL ? model->degree(model, f->which, at) : CAS_NO_POLYNOMIAL;
}

/* A bound of the degree of f as a polynomial in the parameter in that slot;
   CAS_NO_POLYNOMIAL where none is known.  index: of the other slots. */
static size_t degree_of(const cas_model *model, const cas_formula *f, size_t slot,
                        const long *index)
{
    if ((f->indices >> slot & 1) == 0)
        return 0;
    if (f->form == CAS_FORM_PARAMETER)
        return 1;
    if (f->form == CAS_FORM_SUM)
        return degree_of_sum(model, f, slot, index);
    size_t degree = degree_of(model, f->of[0], slot, index);
    size_t other = f->count > 1 ? degree_of(model, f->of[1], slot, index) : 0;
    switch (f->form) {
    case CAS_FORM_ADD:
    case CAS_FORM_SUBTRACT:
        return degree > other ? degree : other;
    case CAS_FORM_MULTIPLY:
    case CAS_FORM_INNER:
        return limited(degree + other);
    case CAS_FORM_DIVIDE:
        return other == 0 ? degree : CAS_NO_POLYNOMIAL;
    case CAS_FORM_POWER:
        return degree_of_power(model, degree, f->of[1], index);
    case CAS_FORM_APPLY:
        return limited(degree * degree_of_map(model, f, index));
    case CAS_FORM_NEGATE:
    case CAS_FORM_TRANSPOSE:
    case CAS_FORM_MEAN:
    case CAS_FORM_GIVEN:
    case CAS_FORM_INTEGRAL:
    case CAS_FORM_FLATTEN:
    case CAS_FORM_UNFLATTEN:
        return degree;
    default:
        return CAS_NO_POLYNOMIAL;
    }
}

/* Simpson's rule, exact for cubic polynomials: (c(0) + 4 c(1/2) + c(1))/6. */
cas_status cas_evaluate_integral(cas_evaluator *e, const cas_formula *f,
                                 const long *index, cas_variable *r, cas_message *message)
{
    long inner[CAS_FORMULA_INDICES];
    memcpy(inner, index, sizeof inner);
    if (degree_of(e->model, f->of[0], f->which, index) > 3)
        e->is_inapplicable = true;
    for (long half = 0; half <= 2; half++) {
        cas_variable term;
        inner[f->which] = half;
        cas_status status = cas_evaluate(e, f->of[0], inner, &term, message);
        if (status != CAS_OK)
            return status;
        cas_variable weight =
            half == 1 ? cas_evaluator_number(e, 2, 3) : cas_evaluator_number(e, 1, 6);
        term = cas_variable_product(&e->model->workspace, weight, term);
        *r = half == 0 ? term : cas_variable_sum(&e->model->workspace, *r, term);
    }
    return CAS_OK;
}

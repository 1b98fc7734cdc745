/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/geometric.h"

#include "formula/index.h"

#include <string.h>

/*: \paragraph{Sums over times that are all alike.} Where an iteration is at rest from
time $m$ on, every quantity keeps its value at $m$, and in a term of a sum over $t = m,
\dots, n$ only the powers $b^{\alpha t + \beta}$ change. A term is a product of such
powers and of what does not change; its sum is geometric with the ratio $\rho = \prod
b^\alpha$: \[ \sum_{t=m}^{n} x \rho^{t-m} = x\,\frac{1 - \rho^{n-m+1}}{1 - \rho},
\qquad x\,(n - m + 1) \text{ where } \rho = 1. \] A ratio with negative $\alpha$ (as in
$q^{T-t}$) is turned round: the sum begins at its last term, with the ratio $1/\rho$. */
struct term {
    const cas_geometric *sum;
    cas_message *message;
};

static bool depends(const struct term *t, const cas_formula *f)
{
    return (f->indices >> t->sum->slot & 1) != 0;
}

static cas_status value_at(const struct term *t, const cas_formula *f, long at,
                           cas_variable *r)
{
    long index[CAS_FORMULA_INDICES];
    memcpy(index, t->sum->index, sizeof index);
    index[t->sum->slot] = at;
    return t->sum->value_of(t->sum->context, f, index, r, t->message);
}

static cas_variable number(const cas_workspace *w, long n)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, 1);
    cas_variable r = cas_variable_rational(w, q);
    mpq_clear(q);
    return r;
}

/* Multiplies *ratio by the ratio of the powers in a product, and sets *sign to the sign
   of their exponents' slopes. */
static cas_status find_ratio(const struct term *t, const cas_formula *f,
                             cas_variable *ratio, int *sign)
{
    const cas_workspace *w = t->sum->workspace;
    if (!depends(t, f))
        return CAS_OK;
    if (f->form == CAS_FORM_MULTIPLY) {
        cas_status status = find_ratio(t, f->of[0], ratio, sign);
        return status == CAS_OK ? find_ratio(t, f->of[1], ratio, sign) : status;
    }
    if (f->form == CAS_FORM_DIVIDE && !depends(t, f->of[1]))
        return find_ratio(t, f->of[0], ratio, sign);
    if (f->form != CAS_FORM_POWER || !depends(t, f->of[1]))
        return CAS_OK;
    long one[CAS_FORMULA_INDICES], other[CAS_FORMULA_INDICES];
    memcpy(one, t->sum->index, sizeof one);
    memcpy(other, t->sum->index, sizeof other);
    one[t->sum->slot] = 0;
    other[t->sum->slot] = 1;
    long slope = cas_formula_index(t->sum->size, f->of[1], other) -
                 cas_formula_index(t->sum->size, f->of[1], one);
    int direction = slope < 0 ? -1 : 1;
    if (*sign == -direction)
        return cas_fail(t->message, CAS_UNSUPPORTED,
                        "a sum over a run at rest with rising and falling powers");
    *sign = direction;
    cas_variable base;
    cas_status status = value_at(t, f->of[0], t->sum->first, &base);
    if (status == CAS_OK)
        *ratio = cas_variable_product(w, *ratio,
                                      cas_variable_power(w, base, slope * direction));
    return status;
}

/* 1 + ratio + .. + ratio^(count - 1) */
static cas_variable geometric(const cas_workspace *w, cas_variable ratio, long count)
{
    const cas_arithmetic *a = w->arithmetic;
    cas_variable gap = cas_variable_difference(w, number(w, 1), ratio);
    if (a->is_zero(gap.at))
        return number(w, count);
    cas_variable rest =
        cas_variable_difference(w, number(w, 1), cas_variable_power(w, ratio, count));
    return cas_variable_quotient(w, rest, gap);
}

static cas_status sum_of_product(const struct term *t, const cas_formula *f,
                                 cas_variable *r)
{
    const cas_workspace *w = t->sum->workspace;
    cas_variable ratio = number(w, 1);
    int sign = 0;
    cas_status status = find_ratio(t, f, &ratio, &sign);
    if (status == CAS_OK)
        status = value_at(t, f, sign < 0 ? t->sum->last : t->sum->first, r);
    if (status == CAS_OK)
        *r = cas_variable_product(
            w, geometric(w, ratio, t->sum->last - t->sum->first + 1), *r);
    return status;
}

static cas_status sum_of(const struct term *t, const cas_formula *f, cas_variable *r)
{
    const cas_workspace *w = t->sum->workspace;
    cas_variable x;
    cas_status status;
    switch (f->form) {
    case CAS_FORM_NEGATE:
        status = sum_of(t, f->of[0], r);
        if (status == CAS_OK)
            *r = cas_variable_negative(w, *r);
        return status;
    case CAS_FORM_ADD:
    case CAS_FORM_SUBTRACT:
        status = sum_of(t, f->of[0], r);
        if (status == CAS_OK)
            status = sum_of(t, f->of[1], &x);
        if (status == CAS_OK)
            *r = f->form == CAS_FORM_ADD ? cas_variable_sum(w, *r, x)
                                         : cas_variable_difference(w, *r, x);
        return status;
    case CAS_FORM_MULTIPLY:
        /* a sum in brackets with powers before it */
        for (int k = 0; k < 2; k++) {
            if (depends(t, f->of[k]))
                continue;
            status = sum_of(t, f->of[1 - k], r);
            if (status == CAS_OK)
                status = value_at(t, f->of[k], t->sum->first, &x);
            if (status == CAS_OK)
                *r = cas_variable_product(w, x, *r);
            return status;
        }
        return sum_of_product(t, f, r);
    default:
        return sum_of_product(t, f, r);
    }
}

cas_status cas_geometric_sum(const cas_geometric *sum, const cas_formula *body,
                             cas_variable *r, cas_message *message)
{
    struct term t = {sum, message};
    return sum_of(&t, body, r);
}

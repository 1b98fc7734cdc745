/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/tail_scale.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"

#include <stdlib.h>

void cas_tail_init(cas_tail *tail, size_t count, cas_arithmetic interval)
{
    tail->count = count;
    tail->interval = interval;
    tail->is_active = cas_allocate(count, sizeof *tail->is_active);
    tail->start = cas_numbers_new(&cas_arithmetic_rational, count);
}

void cas_tail_clear(cas_tail *tail)
{
    cas_numbers_free(&cas_arithmetic_rational, tail->start, tail->count);
    free(tail->is_active);
    *tail = (cas_tail){0};
}

static size_t terms(const cas_tail *tail)
{
    return tail->count * CAS_TAIL_TERMS;
}

mpq_t *cas_scale_new(const cas_tail *tail)
{
    return cas_numbers_new(&cas_arithmetic_rational, terms(tail));
}

void cas_scale_free(const cas_tail *tail, mpq_t *scale)
{
    cas_numbers_free(&cas_arithmetic_rational, scale, terms(tail));
}

void cas_scale_set(const cas_tail *tail, mpq_t *r, const mpq_t *x)
{
    cas_vector_copy(&cas_arithmetic_rational, terms(tail), r, x);
}

void cas_scale_set_one(const cas_tail *tail, mpq_t *r)
{
    cas_vector_zero(&cas_arithmetic_rational, terms(tail), r);
}

bool cas_scale_is_one(const cas_tail *tail, const mpq_t *x)
{
    for (size_t i = 0; i < terms(tail); i++)
        if (mpq_sgn(x[i]) != 0)
            return false;
    return true;
}

void cas_scale_multiply(const cas_tail *tail, mpq_t *r, const mpq_t *x, const mpq_t *y,
                        int sign)
{
    (sign > 0 ? cas_vector_add : cas_vector_subtract)(&cas_arithmetic_rational,
                                                      terms(tail), r, x, y);
}

void cas_scale_power(const cas_tail *tail, mpq_t *r, const mpq_t *x, mpq_srcptr exponent)
{
    for (size_t i = 0; i < terms(tail); i++)
        mpq_mul(r[i], x[i], exponent);
}

/* The sign of x - y for one coordinate, in the order of growth: the highest power of z in
   the exponent decides, then the next. */
static int compare(const mpq_t *x, const mpq_t *y)
{
    size_t k = CAS_TAIL_DEGREE;
    while (k > 0 && mpq_equal(x[k], y[k]))
        k--;
    return mpq_cmp(x[k], y[k]);
}

/* The same for y = 1: whether x grows. */
static int growth(const mpq_t *x)
{
    size_t k = CAS_TAIL_DEGREE;
    while (k > 0 && mpq_sgn(x[k]) == 0)
        k--;
    return mpq_sgn(x[k]);
}

void cas_scale_larger(const cas_tail *tail, mpq_t *r, const mpq_t *x, const mpq_t *y)
{
    for (size_t j = 0; j < tail->count; j++) {
        const size_t at = j * CAS_TAIL_TERMS;
        const mpq_t *larger = compare(x + at, y + at) >= 0 ? x : y;
        for (size_t k = 0; k < CAS_TAIL_TERMS; k++)
            mpq_set(r[at + k], larger[at + k]);
    }
}

/*: \paragraph{Monotony of a scale.} $h(z) = z^{e_0} \exp(e_1 z + e_2 z^2 + \dots)$ has
$z\,h'/h = e_0 + \sum_k k e_k z^k$. If all coefficients of this polynomial in $t = z - s$
are at most 0, then $h$ falls on $[s, \infty)$, and its supremum there is $h(s)$; if all
are at least 0, it grows from $h(s)$. */
static bool is_monotone(const mpq_t *e, mpq_srcptr start, int sign)
{
    mpq_t shifted[CAS_TAIL_TERMS], term;
    bool result = true;
    mpq_init(term);
    for (size_t k = 0; k < CAS_TAIL_TERMS; k++) {
        mpq_init(shifted[k]);
        mpq_set_ui(term, k == 0 ? 1 : (unsigned long)k, 1);
        mpq_mul(shifted[k], e[k], term);
    }
    for (size_t i = 0; i + 1 < CAS_TAIL_TERMS; i++)
        for (size_t k = CAS_TAIL_TERMS - 1; k-- > i;) {
            mpq_mul(term, shifted[k + 1], start);
            mpq_add(shifted[k], shifted[k], term);
        }
    for (size_t k = 0; k < CAS_TAIL_TERMS; k++) {
        result = result && sign * mpq_sgn(shifted[k]) >= 0;
        mpq_clear(shifted[k]);
    }
    mpq_clear(term);
    return result;
}

/* r = s^{e_0} exp(e_1 s + e_2 s^2 + ..) */
static void value_at(mpfi_ptr r, const mpq_t *e, mpq_srcptr s)
{
    mpfi_t logarithm;
    mpfi_init2(logarithm, CAS_TAIL_BITS);
    mpfi_set_ui(r, 0);
    for (size_t k = CAS_TAIL_TERMS; k-- > 1;) {
        mpfi_add_q(r, r, e[k]);
        mpfi_mul_q(r, r, s);
    }
    mpfi_set_q(logarithm, s);
    mpfi_log(logarithm, logarithm);
    mpfi_mul_q(logarithm, logarithm, e[0]);
    mpfi_add(r, r, logarithm);
    mpfi_exp(r, r);
    mpfi_clear(logarithm);
}

/* All values of one coordinate's part of a scale. */
static void part_range(mpfi_ptr r, const mpq_t *e, mpq_srcptr start)
{
    const int sign = growth(e);
    mpfi_set_ui(r, 1);
    if (sign == 0)
        return;
    value_at(r, e, start);
    const bool is_known = is_monotone(e, start, sign);
    if (sign < 0 || !is_known)
        mpfr_set_zero(&r->left, 1);
    if (sign > 0 || !is_known)
        mpfr_set_inf(&r->right, 1);
}

/* A product of positive numbers, where 0 times infinity is any of them. */
static void multiply_positive(mpfi_ptr r, mpfi_srcptr x)
{
    mpfr_mul(&r->left, &r->left, &x->left, MPFR_RNDD);
    mpfr_mul(&r->right, &r->right, &x->right, MPFR_RNDU);
}

void cas_scale_range(const cas_tail *tail, mpfi_ptr r, const mpq_t *x)
{
    mpfi_t part;
    mpfi_init2(part, CAS_TAIL_BITS);
    mpfi_set_ui(r, 1);
    for (size_t j = 0; j < tail->count; j++) {
        if (!tail->is_active[j])
            continue;
        part_range(part, x + j * CAS_TAIL_TERMS, tail->start[j]);
        multiply_positive(r, part);
    }
    mpfi_clear(part);
}

void cas_scale_ratio(const cas_tail *tail, mpfi_ptr r, const mpq_t *x, const mpq_t *y)
{
    mpq_t *quotient = cas_scale_new(tail);
    cas_scale_multiply(tail, quotient, x, y, -1);
    cas_scale_range(tail, r, (const mpq_t *)quotient);
    cas_scale_free(tail, quotient);
}

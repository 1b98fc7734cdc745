/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/tail_form.h"

#include "arithmetic/interval.h"

#include <flint/fmpq_poly.h>

/* The highest power of a polynomial in z_j; 0 where it has none. */
static size_t degree(const mpq_t *part)
{
    size_t k = CAS_TAIL_DEGREE;
    while (k > 0 && mpq_sgn(part[k]) == 0)
        k--;
    return k;
}

/* r = a range of part / z^degree for z in the tail, by Horner's rule in 1/z. */
static void scaled_part(const cas_tail *tail, mpfi_ptr r, size_t j, const mpq_t *part)
{
    mpfi_t inverse;
    mpfi_init2(inverse, CAS_TAIL_BITS);
    mpfi_set_q(inverse, tail->start[j]);
    mpfi_inv(inverse, inverse);
    mpfr_set_zero(&inverse->left, 1);
    mpfi_set_ui(r, 0);
    for (size_t k = 1; k <= degree(part); k++) {
        cas_interval_multiply_reals(r, r, inverse);
        mpfi_add_q(r, r, part[k]);
    }
    mpfi_clear(inverse);
}

/* factor = the form divided by the scale, which is at least as large in
   each coordinate. */
static void divide_form(const cas_tail_number *x, const mpq_t *scale, mpfi_ptr factor)
{
    const cas_tail *tail = x->tail;
    mpq_t *part = cas_scale_new(tail);
    mpfi_t term, ratio;
    mpfi_init2(term, CAS_TAIL_BITS);
    mpfi_init2(ratio, CAS_TAIL_BITS);
    cas_scale_ratio(tail, factor, (const mpq_t *)part, scale);
    cas_interval_multiply_reals(factor, factor, x->rest);
    for (size_t j = 0; j < tail->count; j++) {
        const size_t at = j * CAS_TAIL_TERMS;
        if (mpq_sgn(scale[at]) == 0)
            continue;
        mpq_set(part[at], scale[at]);
        cas_scale_ratio(tail, ratio, (const mpq_t *)part, scale);
        mpq_set_ui(part[at], 0, 1);
        scaled_part(tail, term, j, (const mpq_t *)x->form + at);
        cas_interval_multiply_reals(term, term, ratio);
        mpfi_add(factor, factor, term);
    }
    mpfi_clear(term);
    mpfi_clear(ratio);
    cas_scale_free(tail, part);
}

/* Whether one scale is at most the other in every coordinate. */
static bool is_at_most(const cas_tail *tail, const mpq_t *one, const mpq_t *other)
{
    bool result = true;
    mpq_t *larger = cas_scale_new(tail);
    cas_scale_larger(tail, larger, one, other);
    for (size_t i = 0; i < tail->count * CAS_TAIL_TERMS; i++)
        result = result && mpq_equal(larger[i], other[i]);
    cas_scale_free(tail, larger);
    return result;
}

/* x, which has a form, gets the form's scale where it has none or one that is larger, as
   of z + 1 - z.  The form z_1^2 + 2 z_2 + rest has the scale z_1^2 z_2. */
static void give_scale(cas_tail_number *x)
{
    mpq_t *scale = cas_scale_new(x->tail);
    mpfi_t factor;
    mpfi_init2(factor, CAS_TAIL_BITS);
    for (size_t j = 0; j < x->tail->count; j++)
        mpq_set_ui(scale[j * CAS_TAIL_TERMS],
                   degree((const mpq_t *)x->form + j * CAS_TAIL_TERMS), 1);
    if (!x->has_scale ||
        is_at_most(x->tail, (const mpq_t *)scale, (const mpq_t *)x->scale)) {
        divide_form(x, (const mpq_t *)scale, factor);
        if (mpfi_bounded_p(factor)) {
            cas_scale_set(x->tail, x->scale, (const mpq_t *)scale);
            mpfi_set(x->factor, factor);
            x->has_scale = true;
        }
    }
    mpfi_clear(factor);
    cas_scale_free(x->tail, scale);
}

void cas_tail_complete(cas_tail_number *x)
{
    const bool is_bounded = mpfi_bounded_p(x->plain) != 0;
    if (x->has_form && !mpfi_bounded_p(x->rest))
        x->has_form = false;
    if (x->has_scale && !mpfi_bounded_p(x->factor))
        x->has_scale = false;
    if (!x->has_form && is_bounded) {
        cas_scale_set_one(x->tail, x->form);
        mpfi_set(x->rest, x->plain);
        x->has_form = true;
        x->is_exact = false;
    }
    x->is_exact = x->is_exact && x->has_form;
    if (x->has_form)
        give_scale(x);
}

void cas_tail_form_add(cas_tail_number *r, const cas_tail_number *x,
                       const cas_tail_number *y, bool is_difference)
{
    cas_scale_multiply(r->tail, r->form, (const mpq_t *)x->form, (const mpq_t *)y->form,
                       is_difference ? -1 : 1);
    (is_difference ? mpfi_sub : mpfi_add)(r->rest, x->rest, y->rest);
    (is_difference ? mpq_sub : mpq_add)(r->exact, x->exact, y->exact);
    r->is_exact = x->is_exact && y->is_exact;
    if (r->is_exact)
        mpfi_set_q(r->rest, r->exact);
}

void cas_tail_form_times(cas_tail_number *r, const cas_tail_number *x, mpq_srcptr c)
{
    mpq_t factor;
    mpq_init(factor);
    mpq_set(factor, c);
    r->has_form = x->has_form;
    r->is_exact = x->is_exact;
    if (x->has_form) {
        cas_scale_power(r->tail, r->form, (const mpq_t *)x->form, factor);
        mpfi_mul_q(r->rest, x->rest, factor);
        mpq_mul(r->exact, x->exact, factor);
    }
    mpq_clear(factor);
}

/* The one tail coordinate on which x y^n depends; count where there is none, or where its
   degree is too large. */
static size_t common_coordinate(const cas_tail_number *x, const cas_tail_number *y,
                                size_t n)
{
    size_t found = x->tail->count, used = 0;
    for (size_t j = 0; j < x->tail->count; j++) {
        const size_t at = j * CAS_TAIL_TERMS;
        const size_t together =
            degree((const mpq_t *)x->form + at) + n * degree((const mpq_t *)y->form + at);
        if (together > CAS_TAIL_DEGREE)
            return x->tail->count;
        found = together > 0 ? j : found;
        used += together > 0;
    }
    return used == 1 ? found : x->tail->count;
}

/* p = an exact form as a polynomial in coordinate j, and back. */
static void get_polynomial(fmpq_poly_t p, const cas_tail_number *x, size_t j)
{
    fmpq_poly_set_mpq(p, x->exact);
    for (slong k = 1; k <= CAS_TAIL_DEGREE; k++)
        fmpq_poly_set_coeff_mpq(p, k, x->form[j * CAS_TAIL_TERMS + (size_t)k]);
}

static void set_polynomial(cas_tail_number *r, const fmpq_poly_t p, size_t j)
{
    cas_scale_set_one(r->tail, r->form);
    for (slong k = 1; k <= CAS_TAIL_DEGREE; k++)
        fmpq_poly_get_coeff_mpq(r->form[j * CAS_TAIL_TERMS + (size_t)k], p, k);
    fmpq_poly_get_coeff_mpq(r->exact, p, 0);
    mpfi_set_q(r->rest, r->exact);
}

void cas_tail_form_multiply(cas_tail_number *r, const cas_tail_number *x,
                            const cas_tail_number *y, size_t n)
{
    const size_t j = common_coordinate(x, y, n);
    const bool is_possible =
        x->has_form && y->has_form && x->is_exact && y->is_exact && j < x->tail->count;
    if (is_possible) {
        fmpq_poly_t p, q;
        fmpq_poly_init(p);
        fmpq_poly_init(q);
        get_polynomial(p, x, j);
        get_polynomial(q, y, j);
        fmpq_poly_pow(q, q, n);
        fmpq_poly_mul(p, p, q);
        set_polynomial(r, p, j);
        fmpq_poly_clear(p);
        fmpq_poly_clear(q);
    }
    r->has_form = r->is_exact = is_possible;
}

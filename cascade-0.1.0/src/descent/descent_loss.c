/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_loss.h"

#include <mpfi.h>
#include <string.h>

/* r = q x */
static void scale(const cas_arithmetic *a, mpq_srcptr q, const void *x, void *r,
                  void *scratch)
{
    a->set_rational(scratch, q);
    a->multiply(r, scratch, x);
}

/* r = f(x/s_k) */
static void wave(const cas_descent *d, const cas_arithmetic *a, size_t k, cas_function f,
                 const void *x, void *r, void *scratch)
{
    a->set_rational(scratch, d->scale.at[k]);
    a->divide(r, x, scratch);
    a->function[f](r, r);
}

void cas_descent_ripple_slope(const cas_descent *descent,
                              const cas_arithmetic *arithmetic, size_t k, const void *x,
                              void *r, void *scratch)
{
    if (mpq_sgn(descent->ripple.at[k]) == 0) {
        arithmetic->set_integer(r, 0);
        return;
    }
    wave(descent, arithmetic, k, CAS_SIN, x, r, scratch);
    scale(arithmetic, descent->scale.at[k], r, r, scratch);
    scale(arithmetic, descent->ripple.at[k], r, r, scratch);
}

void cas_descent_regulariser_slope(const cas_descent *descent,
                                   const cas_arithmetic *arithmetic, size_t k,
                                   const void *x, void *r, void *scratch)
{
    arithmetic->set_rational(scratch, descent->center.at[k]);
    arithmetic->subtract(r, x, scratch);
    scale(arithmetic, descent->curvature.at[k], r, r, scratch);
}

/* r += r_k s_k^2 (1 - cos(x/s_k)); term: another number for scratch. */
static void add_ripple(const cas_descent *d, const cas_arithmetic *a, size_t k,
                       const void *x, void *r, void *term, void *scratch)
{
    if (mpq_sgn(d->ripple.at[k]) == 0)
        return;
    wave(d, a, k, CAS_COS, x, term, scratch);
    a->set_integer(scratch, 1);
    a->subtract(term, scratch, term);
    scale(a, d->scale.at[k], term, term, scratch);
    scale(a, d->scale.at[k], term, term, scratch);
    scale(a, d->ripple.at[k], term, term, scratch);
    a->add(r, r, term);
}

/* r += the k-th term of l, where w_k = x. */
static void add_term(const cas_descent *d, const cas_arithmetic *a, size_t k,
                     const void *x, void *r, void *term, void *scratch)
{
    a->set_rational(scratch, d->center.at[k]);
    a->subtract(term, x, scratch);
    a->square(term, term);
    scale(a, d->curvature.at[k], term, term, scratch);
    a->set_integer(scratch, 2);
    a->divide(term, term, scratch);
    a->add(r, r, term);
    add_ripple(d, a, k, x, r, term, scratch);
}

void cas_descent_loss(const cas_descent *descent, const cas_arithmetic *arithmetic,
                      const void *w, void *r)
{
    const cas_arithmetic *a = arithmetic;
    void *work = cas_numbers_new(a, 2);
    a->set_integer(r, 0);
    for (size_t k = 0; k < descent->dimension; k++)
        add_term(descent, a, k, cas_at_const(a, w, k), r, work, cas_at(a, work, 1));
    cas_numbers_free(a, work, 2);
}

/* r = l_k'(x) */
static void slope(const cas_descent *d, const cas_arithmetic *a, size_t k, const void *x,
                  void *r, void *term, void *scratch)
{
    cas_descent_regulariser_slope(d, a, k, x, r, scratch);
    cas_descent_ripple_slope(d, a, k, x, term, scratch);
    a->add(r, r, term);
}

/*: The least value of a strongly convex function of one variable: at any point $x$,
$\phi(x) - \phi'(x)^2/(2\mu) \le \phi^* \le \phi(x)$. The point is found by Newton's
method, about whose accuracy nothing has to be known. Without a center the minimum is at
$0$, without ripples at the center, and it is $0$. */
static void add_least_term(const cas_descent *d, const cas_arithmetic *interval, size_t k,
                           mpfi_ptr r)
{
    enum { ITERATIONS = 40, NUMBERS = 4 };
    mpfi_t *work = cas_numbers_new(interval, NUMBERS);
    mpfi_ptr x = work[0], first = work[1], second = work[2], scratch = work[3];
    mpq_t mu;
    mpq_init(mu);
    mpq_sub(mu, d->curvature.at[k], d->ripple.at[k]);
    mpfi_set_q(x, d->center.at[k]);
    for (int n = 0; n < ITERATIONS; n++) {
        slope(d, interval, k, x, first, second, scratch);
        wave(d, interval, k, CAS_COS, x, second, scratch);
        mpfi_mul_q(second, second, d->ripple.at[k]);
        mpfi_add_q(second, second, d->curvature.at[k]);
        mpfi_div(first, first, second);
        mpfi_sub(x, x, first);
        mpfi_mid(&scratch->left, x);
        mpfi_set_fr(x, &scratch->left);
    }
    slope(d, interval, k, x, first, second, scratch);
    mpfi_sqr(first, first);
    mpfi_div_q(first, first, mu);
    mpfi_div_2ui(first, first, 1);
    mpfr_neg(&first->left, &first->right, MPFR_RNDD);
    mpfr_set_zero(&first->right, 1);
    mpfi_add(r, r, first);
    add_term(d, interval, k, x, r, second, scratch);
    mpq_clear(mu);
    cas_numbers_free(interval, work, NUMBERS);
}

cas_status cas_descent_least(const cas_descent *descent, const cas_arithmetic *arithmetic,
                             void *r, cas_message *message)
{
    arithmetic->set_integer(r, 0);
    for (size_t k = 0; k < descent->dimension; k++) {
        if (mpq_sgn(descent->center.at[k]) == 0 || mpq_sgn(descent->ripple.at[k]) == 0)
            continue;
        if (strcmp(arithmetic->name, "interval") != 0)
            return cas_fail(message, CAS_UNSUPPORTED,
                            "the least loss is known as an enclosure only");
        add_least_term(descent, arithmetic, k, r);
    }
    return CAS_OK;
}

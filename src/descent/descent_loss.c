/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_loss.h"

/* r = r_k s_k sin(x/s_k), or r_k s_k^2 (1 - cos(x/s_k)). */
static void ripple(const cas_descent *d, const cas_arithmetic *interval, size_t k,
                   bool is_slope, mpfi_srcptr x, mpfi_ptr r)
{
    mpfi_div_q(r, x, d->scale.at[k]);
    interval->function[is_slope ? CAS_SIN : CAS_COS](r, r);
    if (!is_slope) {
        mpfi_ui_sub(r, 1, r);
        mpfi_mul_q(r, r, d->scale.at[k]);
    }
    mpfi_mul_q(r, r, d->scale.at[k]);
    mpfi_mul_q(r, r, d->ripple.at[k]);
}

/* r = the k-th term of l, or of grad l. */
static void loss_term(const cas_descent *d, const cas_arithmetic *interval, size_t k,
                      bool is_slope, mpfi_srcptr x, mpfi_ptr r)
{
    mpfi_t wave;
    mpfi_init2(wave, interval->precision);
    ripple(d, interval, k, is_slope, x, wave);
    mpfi_sub_q(r, x, d->center.at[k]);
    if (!is_slope) {
        mpfi_sqr(r, r);
        mpfi_div_2ui(r, r, 1);
    }
    mpfi_mul_q(r, r, d->curvature.at[k]);
    mpfi_add(r, r, wave);
    mpfi_clear(wave);
}

void cas_descent_loss(const cas_descent *d, const cas_arithmetic *interval,
                      const mpfi_t *w, mpfi_ptr r)
{
    mpfi_t term;
    mpfi_init2(term, interval->precision);
    mpfi_set_ui(r, 0);
    for (size_t k = 0; k < d->dimension; k++) {
        loss_term(d, interval, k, false, w[k], term);
        mpfi_add(r, r, term);
    }
    mpfi_clear(term);
}

void cas_descent_slope(const cas_descent *d, const cas_arithmetic *interval, size_t k,
                       mpfi_srcptr x, mpfi_ptr r)
{
    loss_term(d, interval, k, true, x, r);
}

void cas_descent_ripple_slope(const cas_descent *d, const cas_arithmetic *interval,
                              size_t k, mpfi_srcptr x, mpfi_ptr r)
{
    ripple(d, interval, k, true, x, r);
}

/*: The least value of a strongly convex function of one variable: at any point $x$,
$\phi(x) - \phi'(x)^2/(2\mu) \le \phi^* \le \phi(x)$. The point is found by Newton's
method, about whose accuracy nothing has to be known. Without a center the minimum is at
$0$ and is $0$. */
static void least_term(const cas_descent *d, const cas_arithmetic *interval, size_t k,
                       mpfi_ptr r)
{
    enum { ITERATIONS = 40 };
    mpfi_t x, slope, second;
    mpfr_t middle;
    mpq_t mu;
    mpq_init(mu);
    mpq_sub(mu, d->curvature.at[k], d->ripple.at[k]);
    mpfi_init2(x, interval->precision);
    mpfi_init2(slope, interval->precision);
    mpfi_init2(second, interval->precision);
    mpfr_init2(middle, interval->precision);
    mpfi_set_q(x, d->center.at[k]);
    for (int n = 0; n < ITERATIONS; n++) {
        loss_term(d, interval, k, true, x, slope);
        mpfi_div_q(second, x, d->scale.at[k]);
        interval->function[CAS_COS](second, second);
        mpfi_mul_q(second, second, d->ripple.at[k]);
        mpfi_add_q(second, second, d->curvature.at[k]);
        mpfi_div(slope, slope, second);
        mpfi_sub(x, x, slope);
        mpfi_get_fr(middle, x);
        mpfi_set_fr(x, middle);
    }
    loss_term(d, interval, k, true, x, slope);
    mpfi_sqr(slope, slope);
    mpfi_div_q(slope, slope, mu);
    mpfi_div_2ui(slope, slope, 1);
    loss_term(d, interval, k, false, x, r);
    mpfr_sub(&r->left, &r->left, &slope->right, MPFR_RNDD);
    mpfi_clear(x);
    mpfi_clear(slope);
    mpfi_clear(second);
    mpfr_clear(middle);
    mpq_clear(mu);
}

void cas_descent_least(const cas_descent *d, const cas_arithmetic *interval, mpfi_ptr r)
{
    mpfi_t term;
    mpfi_init2(term, interval->precision);
    mpfi_set_ui(r, 0);
    for (size_t k = 0; k < d->dimension; k++)
        if (mpq_sgn(d->center.at[k]) != 0) {
            least_term(d, interval, k, term);
            mpfi_add(r, r, term);
        }
    mpfi_clear(term);
}

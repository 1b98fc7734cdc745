/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval_functions.h"

#include "arithmetic/rounding.h"

typedef int (*rounded_function)(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction);

void cas_interval_set_undefined(mpfi_ptr r)
{
    mpfr_set_nan(&r->left);
    mpfr_set_nan(&r->right);
}

static bool is_nan(mpfi_srcptr x)
{
    return mpfr_nan_p(&x->left) || mpfr_nan_p(&x->right);
}

static void increasing(mpfi_ptr r, mpfi_srcptr x, rounded_function f)
{
    f(&r->left, &x->left, MPFR_RNDD);
    f(&r->right, &x->right, MPFR_RNDU);
}

static void decreasing(mpfi_ptr r, mpfi_srcptr x, rounded_function f)
{
    if (r == x) {
        mpfr_swap(&r->left, &r->right);
        f(&r->left, &r->left, MPFR_RNDD);
        f(&r->right, &r->right, MPFR_RNDU);
    } else {
        f(&r->left, &x->right, MPFR_RNDD);
        f(&r->right, &x->left, MPFR_RNDU);
    }
}

/* f is even and increases on x >= 0. */
static void even(mpfi_ptr r, mpfi_srcptr x, rounded_function f, unsigned long at_zero)
{
    if (is_nan(x)) {
        cas_interval_set_undefined(r);
    } else if (mpfr_sgn(&x->left) >= 0) {
        increasing(r, x, f);
    } else if (mpfr_sgn(&x->right) <= 0) {
        decreasing(r, x, f);
    } else {
        bool left_is_far = mpfr_cmpabs(&x->left, &x->right) > 0;
        f(&r->right, left_is_far ? &x->left : &x->right, MPFR_RNDU);
        mpfr_set_ui(&r->left, at_zero, MPFR_RNDD);
    }
}

void cas_interval_square(mpfi_ptr r, mpfi_srcptr x)
{
    even(r, x, mpfr_sqr, 0);
}

/* r is x, with its endpoints exchanged if reversed: no interval, but r's endpoints can then be
   replaced one by one. */
static void take_endpoints(mpfi_ptr r, mpfi_srcptr x, bool reversed)
{
    if (r != x)
        mpfi_set(r, x);
    if (reversed)
        mpfr_swap(&r->left, &r->right);
}

/* x^n increases in x for odd n > 0, and reverses once for n < 0 and once more where n is even
   and x <= 0. */
void cas_interval_power(mpfi_ptr r, mpfi_srcptr x, long n)
{
    int left = mpfr_sgn(&x->left), right = mpfr_sgn(&x->right);
    bool is_even = n % 2 == 0, has_zero = left <= 0 && right >= 0;
    if (is_nan(x) || (n < 0 && has_zero)) {
        cas_interval_set_undefined(r);
    } else if (n == 0) {
        mpfi_set_si(r, 1);
    } else if (is_even && left < 0 && right > 0) {
        bool left_is_far = mpfr_cmpabs(&x->left, &x->right) > 0;
        mpfr_pow_si(&r->right, left_is_far ? &x->left : &x->right, n, MPFR_RNDU);
        mpfr_set_zero(&r->left, 1);
    } else {
        take_endpoints(r, x, (n < 0) != (is_even && right <= 0));
        mpfr_pow_si(&r->left, &r->left, n, MPFR_RNDD);
        mpfr_pow_si(&r->right, &r->right, n, MPFR_RNDU);
    }
}

static void apply_log(void *r, const void *x)
{
    mpfi_srcptr argument = x;
    if (is_nan(argument) || mpfr_sgn(&argument->left) <= 0)
        cas_interval_set_undefined(r);
    else
        increasing(r, x, mpfr_log);
}

static void apply_log1p(void *r, const void *x)
{
    mpfi_srcptr argument = x;
    if (is_nan(argument) || mpfr_cmp_si(&argument->left, -1) <= 0)
        cas_interval_set_undefined(r);
    else
        increasing(r, x, mpfr_log1p);
}

static void apply_sqrt(void *r, const void *x)
{
    mpfi_srcptr argument = x;
    if (is_nan(argument) || mpfr_sgn(&argument->left) < 0)
        cas_interval_set_undefined(r);
    else
        increasing(r, x, mpfr_sqrt);
}

static void apply_cosh(void *r, const void *x)
{
    even(r, x, mpfr_cosh, 1);
}

static void apply_sin(void *r, const void *x)
{
    mpfi_sin(r, x);
}

static void apply_cos(void *r, const void *x)
{
    mpfi_cos(r, x);
}

#define DEFINE_INCREASING(name, compute)                                                 \
    static void apply_##name(void *r, const void *x)                                     \
    {                                                                                    \
        increasing(r, x, compute);                                                       \
    }
DEFINE_INCREASING(exp, mpfr_exp)
DEFINE_INCREASING(tanh, mpfr_tanh)
DEFINE_INCREASING(sinh, mpfr_sinh)
DEFINE_INCREASING(atan, mpfr_atan)
DEFINE_INCREASING(sigmoid, cas_mpfr_sigmoid)
DEFINE_INCREASING(softplus, cas_mpfr_softplus)

void (*const cas_interval_functions[CAS_FUNCTION_COUNT])(void *r, const void *x) = {
    [CAS_EXP] = apply_exp,         [CAS_LOG] = apply_log,
    [CAS_LOG1P] = apply_log1p,     [CAS_SQRT] = apply_sqrt,
    [CAS_TANH] = apply_tanh,       [CAS_SINH] = apply_sinh,
    [CAS_COSH] = apply_cosh,       [CAS_SIN] = apply_sin,
    [CAS_COS] = apply_cos,         [CAS_ATAN] = apply_atan,
    [CAS_SIGMOID] = apply_sigmoid, [CAS_SOFTPLUS] = apply_softplus,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval_functions.h"

#include "arithmetic/estimate.h"
#include "arithmetic/interval.h"
#include "arithmetic/rounding.h"

typedef int (*rounded_function)(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction);

static bool is_nan(mpfi_srcptr x)
{
    return mpfr_nan_p(&x->left) || mpfr_nan_p(&x->right);
}

/* The functions that increase. */
static const rounded_function increasing_functions[CAS_FUNCTION_COUNT] = {
    [CAS_EXP] = mpfr_exp,
    [CAS_LOG] = mpfr_log,
    [CAS_LOG1P] = mpfr_log1p,
    [CAS_SQRT] = mpfr_sqrt,
    [CAS_TANH] = mpfr_tanh,
    [CAS_SINH] = mpfr_sinh,
    [CAS_ATAN] = mpfr_atan,
    [CAS_SIGMOID] = cas_mpfr_sigmoid,
    [CAS_SOFTPLUS] = cas_mpfr_softplus,
};

/*: \paragraph{Narrow intervals.} Most intervals are a few ulps wide, and one evaluation
of an increasing $f$ at the left end $a$ is enough:
$f(a + d) \le f(a) + d\,(1 + 4d)\,f'(a)$ for $d \le \tfrac14$. For $\log$ and $\log(1+x)$
this holds as $f'$ decreases; for $\exp$, $\sinh$, $\tanh$, $\arctan$, sigmoid and
softplus as $|f''| \le 2 f'$, so that $f'(a + t) \le e^{2t} f'(a) \le (1 + 4t) f'(a)$. It
is done where $4 d^2 f'(a)$, which the true rise may lack, is less than a quarter of an
ulp, where the rise is less than a quarter of $f(a)$, as an $f(b)$ near 0 deserves a finer
error, and where it is less than $2^{56}$ ulps, as slopes have 60 good bits; elsewhere $f$
is evaluated at both ends. */
static bool bound_rise(mpfr_ptr rise, mpfi_srcptr x, const cas_estimate *at_left,
                       mpfr_prec_t precision)
{
    mpfr_sub(rise, &x->right, &x->left, MPFR_RNDU);
    if (mpfr_zero_p(rise))
        return true;
    if (!mpfr_number_p(rise) || !mpfr_regular_p(at_left->slope))
        return false;
    mpfr_exp_t size = mpfr_get_exp(rise), value_size = mpfr_get_exp(at_left->value);
    mpfr_exp_t slope_size =
        mpfr_get_exp(at_left->slope) > 0 ? mpfr_get_exp(at_left->slope) : 0;
    mpfr_exp_t ulp = value_size - precision;
    if (size > -2 || size + slope_size > value_size - 2 || size + slope_size > ulp + 56 ||
        2 * size + slope_size + 4 > ulp)
        return false;
    MPFR_DECL_INIT(factor, CAS_SLOPE_BITS);
    mpfr_mul_2ui(factor, rise, 2, MPFR_RNDU);
    mpfr_add_ui(factor, factor, 1, MPFR_RNDU);
    mpfr_mul(factor, factor, at_left->slope, MPFR_RNDU);
    mpfr_mul(rise, rise, factor, MPFR_RNDU);
    return true;
}

/* r = an upper bound of f(x). */
static void bound_above(mpfr_ptr r, mpfr_srcptr x, cas_function f)
{
    cas_estimate estimate;
    if (cas_estimate_open(&estimate, f, x, mpfr_get_prec(r))) {
        MPFR_DECL_INIT(rise, CAS_SLOPE_BITS);
        mpfr_set_zero(rise, 1);
        cas_estimate_upper(&estimate, r, rise);
        cas_estimate_close(&estimate);
    } else {
        increasing_functions[f](r, x, MPFR_RNDU);
    }
}

static void enclose_from_left(mpfi_ptr r, mpfi_srcptr x, cas_function f,
                              const cas_estimate *at_left)
{
    MPFR_DECL_INIT(rise, CAS_SLOPE_BITS);
    if (bound_rise(rise, x, at_left, mpfr_get_prec(&r->left)))
        cas_estimate_upper(at_left, &r->right, rise);
    else
        bound_above(&r->right, &x->right, f);
    cas_estimate_lower(at_left, &r->left);
}

static void increasing(mpfi_ptr r, mpfi_srcptr x, cas_function f)
{
    cas_estimate at_left;
    if (is_nan(x)) {
        cas_interval_set_undefined(r);
    } else if (cas_estimate_open(&at_left, f, &x->left, mpfr_get_prec(&r->left))) {
        enclose_from_left(r, x, f, &at_left);
        cas_estimate_close(&at_left);
    } else {
        bound_above(&r->right, &x->right, f);
        increasing_functions[f](&r->left, &x->left, MPFR_RNDD);
    }
}

/* As increasing, where |f| < 1: an estimate does not know that. */
static void increasing_to_one(mpfi_ptr r, mpfi_srcptr x, cas_function f)
{
    increasing(r, x, f);
    if (mpfr_cmp_si(&r->left, -1) < 0)
        mpfr_set_si(&r->left, -1, MPFR_RNDD);
    if (mpfr_cmp_si(&r->right, 1) > 0)
        mpfr_set_si(&r->right, 1, MPFR_RNDU);
}

/* r is x, with its endpoints exchanged if reversed: no interval, but r's endpoints can
   then be replaced one by one. */
static void take_endpoints(mpfi_ptr r, mpfi_srcptr x, bool reversed)
{
    if (r != x)
        mpfi_set(r, x);
    if (reversed)
        mpfr_swap(&r->left, &r->right);
}

/* x^n increases in x for odd n > 0, and reverses once for n < 0 and once more where n is
   even and x <= 0. */
void cas_interval_power(mpfi_ptr r, mpfi_srcptr x, long n)
{
    int left = mpfr_sgn(&x->left), right = mpfr_sgn(&x->right);
    bool is_even = n % 2 == 0, has_zero = left <= 0 && right >= 0;
    if (is_nan(x) || (n < 0 && has_zero)) {
        cas_interval_set_undefined(r);
    } else if (n == 0) {
        mpfi_set_si(r, 1);
    } else if (n == 2) {
        mpfi_sqr(r, x);
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
    if (mpfr_sgn(&((mpfi_srcptr)x)->left) <= 0)
        cas_interval_set_undefined(r);
    else
        increasing(r, x, CAS_LOG);
}

static void apply_log1p(void *r, const void *x)
{
    if (mpfr_cmp_si(&((mpfi_srcptr)x)->left, -1) <= 0)
        cas_interval_set_undefined(r);
    else
        increasing(r, x, CAS_LOG1P);
}

static void apply_sqrt(void *r, const void *x)
{
    if (mpfr_sgn(&((mpfi_srcptr)x)->left) < 0)
        cas_interval_set_undefined(r);
    else
        increasing(r, x, CAS_SQRT);
}

static void apply_cosh(void *r, const void *x)
{
    if (is_nan(x))
        cas_interval_set_undefined(r);
    else
        mpfi_cosh(r, x);
}

static bool is_reducible(mpfr_srcptr x)
{
    return mpfr_zero_p(x) ||
           (mpfr_regular_p(x) && mpfr_get_exp(x) <= CAS_TRIGONOMETRY_EXPONENT);
}

static void trigonometric(mpfi_ptr r, mpfi_srcptr x, int (*f)(mpfi_ptr, mpfi_srcptr))
{
    if (is_nan(x))
        cas_interval_set_undefined(r);
    else if (is_reducible(&x->left) && is_reducible(&x->right))
        f(r, x);
    else
        mpfi_interv_si(r, -1, 1);
}

#define DEFINE_FUNCTION(name, apply, function)                                           \
    static void apply_##name(void *r, const void *x)                                     \
    {                                                                                    \
        apply(r, x, function);                                                           \
    }
DEFINE_FUNCTION(exp, increasing, CAS_EXP)
DEFINE_FUNCTION(tanh, increasing_to_one, CAS_TANH)
DEFINE_FUNCTION(sinh, increasing, CAS_SINH)
DEFINE_FUNCTION(sin, trigonometric, mpfi_sin)
DEFINE_FUNCTION(cos, trigonometric, mpfi_cos)
DEFINE_FUNCTION(atan, increasing, CAS_ATAN)
DEFINE_FUNCTION(sigmoid, increasing_to_one, CAS_SIGMOID)
DEFINE_FUNCTION(softplus, increasing, CAS_SOFTPLUS)

void (*const cas_interval_functions[CAS_FUNCTION_COUNT])(void *r, const void *x) = {
    [CAS_EXP] = apply_exp,         [CAS_LOG] = apply_log,
    [CAS_LOG1P] = apply_log1p,     [CAS_SQRT] = apply_sqrt,
    [CAS_TANH] = apply_tanh,       [CAS_SINH] = apply_sinh,
    [CAS_COSH] = apply_cosh,       [CAS_SIN] = apply_sin,
    [CAS_COS] = apply_cos,         [CAS_ATAN] = apply_atan,
    [CAS_SIGMOID] = apply_sigmoid, [CAS_SOFTPLUS] = apply_softplus,
};

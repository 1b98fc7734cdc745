/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/table.h"

#include "arithmetic/interval.h"
#include "arithmetic/message.h"
#include "arithmetic/rounding.h"

#include <mpfi.h>

/*: \paragraph{Intervals.} An interval $[a, b]$ stands for the real numbers
$a \le x \le b$; an infinite endpoint says that there is no bound. An operation's result
contains all $x \circ y$ and its endpoints are attained, but for rounding outward. Two
values are not bounded sets of reals and \texttt{is\_defined} is false for both: an
unbounded interval, and \emph{undefined} (NaN endpoints), which is what an operation
returns that is not defined for every choice of points: it stays undefined through all
that follows, so that $0 \cdot (1/0)$ is not taken for 0. The product of 0 and an
unbounded interval is the whole line (\texttt{interval.h} says why). */

static mpfr_ptr left(void *r)
{
    return &((mpfi_ptr)r)->left;
}

static mpfr_ptr right(void *r)
{
    return &((mpfi_ptr)r)->right;
}

static mpfr_srcptr lower(const void *x)
{
    return &((mpfi_srcptr)x)->left;
}

static mpfr_srcptr upper(const void *x)
{
    return &((mpfi_srcptr)x)->right;
}

static bool is_nan(const void *x)
{
    return mpfr_nan_p(lower(x)) || mpfr_nan_p(upper(x));
}

static void init(const cas_arithmetic *self, void *r, void *storage)
{
    mpfr_prec_t precision = self->precision;
    char *second = (char *)storage + mpfr_custom_get_size(precision);
    mpfr_custom_init(storage, precision);
    mpfr_custom_init(second, precision);
    mpfr_custom_init_set(left(r), MPFR_ZERO_KIND, 0, precision, storage);
    mpfr_custom_init_set(right(r), MPFR_ZERO_KIND, 0, precision, second);
}

static void set(void *r, const void *x)
{
    mpfi_set(r, x);
}

static void set_integer(void *r, long n)
{
    mpfi_set_si(r, n);
}

static void set_rational(void *r, mpq_srcptr q)
{
    mpfi_set_q(r, q);
}

static void negate(void *r, const void *x)
{
    mpfi_neg(r, x);
}

static bool is_zero(const void *x)
{
    return mpfi_is_zero(x) > 0;
}

static bool is_defined(const void *x)
{
    return mpfi_bounded_p(x) != 0;
}

void cas_interval_multiply(mpfi_ptr r, mpfi_srcptr x, mpfi_srcptr y)
{
    if (is_nan(x) || is_nan(y)) {
        cas_interval_set_undefined(r);
    } else if ((is_zero(x) && !is_defined(y)) || (is_zero(y) && !is_defined(x))) {
        mpfr_set_inf(left(r), -1);
        mpfr_set_inf(right(r), 1);
    } else {
        mpfi_mul(r, x, y);
    }
}

/* MPFI's rule is this one. */
void cas_interval_multiply_reals(mpfi_ptr r, mpfi_srcptr x, mpfi_srcptr y)
{
    mpfi_mul(r, x, y);
}

static void multiply(void *r, const void *x, const void *y)
{
    cas_interval_multiply(r, x, y);
}

static void divide(void *r, const void *x, const void *y)
{
    if (is_nan(x) || is_nan(y) || mpfi_has_zero(y) > 0)
        cas_interval_set_undefined(r);
    else
        mpfi_div(r, x, y);
}

/* x^n increases in x for odd n > 0, and reverses once for n < 0 and once more where n is
   even and x <= 0.  With the endpoints so exchanged, r is no interval for a moment. */
static void power_of_ends(mpfi_ptr r, mpfi_srcptr x, long n)
{
    bool is_reversed = (n < 0) != (n % 2 == 0 && mpfr_sgn(upper(x)) <= 0);
    if (r != x)
        mpfi_set(r, x);
    if (is_reversed)
        mpfr_swap(left(r), right(r));
    mpfr_pow_si(left(r), lower(r), n, MPFR_RNDD);
    mpfr_pow_si(right(r), upper(r), n, MPFR_RNDU);
}

static void power(void *r, const void *x, long n)
{
    int sign_left = mpfr_sgn(lower(x)), sign_right = mpfr_sgn(upper(x));
    if (is_nan(x) || (n < 0 && sign_left <= 0 && sign_right >= 0)) {
        cas_interval_set_undefined(r);
    } else if (n == 0) {
        mpfi_set_si(r, 1);
    } else if (n == 2) {
        mpfi_sqr(r, x);
    } else if (n % 2 == 0 && sign_left < 0 && sign_right > 0) {
        bool left_is_far = mpfr_cmpabs(lower(x), upper(x)) > 0;
        mpfr_pow_si(right(r), left_is_far ? lower(x) : upper(x), n, MPFR_RNDU);
        mpfr_set_zero(left(r), 1);
    } else {
        power_of_ends(r, x, n);
    }
}

static void maximum(void *r, const void *x, const void *y)
{
    if (is_nan(x) || is_nan(y)) {
        cas_interval_set_undefined(r);
        return;
    }
    mpfr_max(left(r), lower(x), lower(y), MPFR_RNDD);
    mpfr_max(right(r), upper(x), upper(y), MPFR_RNDU);
}

static double to_double(const void *x)
{
    return cas_interval_to_double(x);
}

static int enclose_sigmoid(mpfi_ptr r, mpfi_srcptr x)
{
    return cas_mpfr_sigmoid(left(r), lower(x), MPFR_RNDD) |
           cas_mpfr_sigmoid(right(r), upper(x), MPFR_RNDU);
}

static int enclose_softplus(mpfi_ptr r, mpfi_srcptr x)
{
    return cas_mpfr_softplus(left(r), lower(x), MPFR_RNDD) |
           cas_mpfr_softplus(right(r), upper(x), MPFR_RNDU);
}

static bool is_reducible(mpfr_srcptr x)
{
    return mpfr_zero_p(x) ||
           (mpfr_regular_p(x) && mpfr_get_exp(x) <= CAS_TRIGONOMETRY_EXPONENT);
}

/* f is the sine or cosine. */
static int limited(int (*f)(mpfi_ptr, mpfi_srcptr), mpfi_ptr r, mpfi_srcptr x)
{
    bool is_limited = is_reducible(lower(x)) && is_reducible(upper(x));
    return is_limited ? f(r, x) : mpfi_interv_si(r, -1, 1);
}

static int limited_sin(mpfi_ptr r, mpfi_srcptr x)
{
    return limited(mpfi_sin, r, x);
}

static int limited_cos(mpfi_ptr r, mpfi_srcptr x)
{
    return limited(mpfi_cos, r, x);
}

/* A NaN endpoint makes the whole interval undefined. */
static void finish(void *r)
{
    if (is_nan(r))
        cas_interval_set_undefined(r);
}

#define DEFINE_OPERATION(name, enclose)                                                  \
    static void name(void *r, const void *x, const void *y)                              \
    {                                                                                    \
        enclose(r, x, y);                                                                \
        finish(r);                                                                       \
    }
DEFINE_OPERATION(add, mpfi_add)
DEFINE_OPERATION(subtract, mpfi_sub)

/* Of a function that has a value on all of x where its lower end is in the domain. */
#define DEFINE_FUNCTION(name, is_in_domain, enclose)                                     \
    static void name(void *r, const void *x)                                             \
    {                                                                                    \
        if (is_nan(x) || !(is_in_domain))                                                \
            cas_interval_set_undefined(r);                                               \
        else                                                                             \
            enclose(r, x);                                                               \
    }
DEFINE_FUNCTION(square, true, mpfi_sqr)
DEFINE_FUNCTION(apply_exp, true, mpfi_exp)
DEFINE_FUNCTION(apply_log, mpfr_sgn(lower(x)) > 0, mpfi_log)
DEFINE_FUNCTION(apply_log1p, mpfr_cmp_si(lower(x), -1) > 0, mpfi_log1p)
DEFINE_FUNCTION(apply_sqrt, mpfr_sgn(lower(x)) >= 0, mpfi_sqrt)
DEFINE_FUNCTION(apply_tanh, true, mpfi_tanh)
DEFINE_FUNCTION(apply_sinh, true, mpfi_sinh)
DEFINE_FUNCTION(apply_cosh, true, mpfi_cosh)
DEFINE_FUNCTION(apply_sin, true, limited_sin)
DEFINE_FUNCTION(apply_cos, true, limited_cos)
DEFINE_FUNCTION(apply_atan, true, mpfi_atan)
DEFINE_FUNCTION(apply_sigmoid, true, enclose_sigmoid)
DEFINE_FUNCTION(apply_softplus, true, enclose_softplus)

cas_arithmetic cas_arithmetic_interval(mpfr_prec_t precision)
{
    CAS_REQUIRE(precision >= 2 && precision <= 65536);
    return (cas_arithmetic){
        .name = "interval",
        .size = sizeof(mpfi_t),
        .precision = precision,
        CAS_OPERATIONS,
        .storage = 2 * mpfr_custom_get_size(precision),
        .maximum = maximum,
        .function = CAS_FUNCTIONS,
    };
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/arithmetic.h"

#include "arithmetic/interval.h"
#include "arithmetic/interval_functions.h"
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

static void init(const cas_arithmetic *self, void *r)
{
    mpfr_init2(left(r), self->precision);
    mpfr_init2(right(r), self->precision);
    mpfr_set_zero(left(r), 1);
    mpfr_set_zero(right(r), 1);
}

static void clear(void *r)
{
    mpfr_clear(left(r));
    mpfr_clear(right(r));
}

static size_t storage_size(const cas_arithmetic *self)
{
    return 2 * mpfr_custom_get_size(self->precision);
}

static void init_in(const cas_arithmetic *self, void *r, void *storage)
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
    mpfr_set(left(r), lower(x), MPFR_RNDD);
    mpfr_set(right(r), upper(x), MPFR_RNDU);
}

static void set_integer(void *r, long n)
{
    if (n == 0) {
        mpfr_set_zero(left(r), 1);
        mpfr_set_zero(right(r), 1);
        return;
    }
    mpfr_set_si(left(r), n, MPFR_RNDD);
    mpfr_set_si(right(r), n, MPFR_RNDU);
}

/* One division serves both ends: where it is not exact, the upper end is
   the next number. */
static void set_rational(void *r, mpq_srcptr q)
{
    bool is_integer = mpz_cmp_ui(mpq_denref(q), 1) == 0;
    int inexact = is_integer ? mpfr_set_z(left(r), mpq_numref(q), MPFR_RNDD)
                             : mpfr_set_q(left(r), q, MPFR_RNDD);
    mpfr_set(right(r), left(r), MPFR_RNDU);
    if (inexact != 0)
        mpfr_nextabove(right(r));
}

static void negate(void *r, const void *x)
{
    if (r == x)
        mpfr_swap(left(r), right(r));
    mpfr_neg(left(r), r == x ? lower(r) : upper(x), MPFR_RNDD);
    mpfr_neg(right(r), r == x ? upper(r) : lower(x), MPFR_RNDU);
}

/* A NaN endpoint makes the whole interval undefined. */
static void finish(void *r)
{
    if (is_nan(r))
        cas_interval_set_undefined(r);
}

static void add(void *r, const void *x, const void *y)
{
    mpfi_add(r, x, y);
    finish(r);
}

static void subtract(void *r, const void *x, const void *y)
{
    mpfi_sub(r, x, y);
    finish(r);
}

static bool is_zero(const void *x)
{
    return mpfr_zero_p(lower(x)) && mpfr_zero_p(upper(x));
}

static bool is_defined(const void *x)
{
    return mpfr_number_p(lower(x)) && mpfr_number_p(upper(x));
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

static void square(void *r, const void *x)
{
    mpfi_sqr(r, x);
    finish(r);
}

static void power(void *r, const void *x, long n)
{
    cas_interval_power(r, x, n);
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

cas_arithmetic cas_arithmetic_interval(mpfr_prec_t precision)
{
    CAS_REQUIRE(precision >= 2 && precision <= 65536);
    cas_arithmetic interval = {
        .name = "interval",
        .size = sizeof(mpfi_t),
        .precision = precision,
        .init = init,
        .clear = clear,
        .storage_size = storage_size,
        .init_in = init_in,
        .set = set,
        .set_integer = set_integer,
        .set_rational = set_rational,
        .negate = negate,
        .add = add,
        .subtract = subtract,
        .multiply = multiply,
        .divide = divide,
        .square = square,
        .power = power,
        .maximum = maximum,
        .is_defined = is_defined,
        .is_zero = is_zero,
        .to_double = to_double,
    };
    for (int i = 0; i < CAS_FUNCTION_COUNT; i++)
        interval.function[i] = cas_interval_functions[i];
    return interval;
}

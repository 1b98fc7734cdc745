/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/arithmetic.h"

#include "arithmetic/interval_functions.h"
#include "arithmetic/message.h"
#include "arithmetic/rounding.h"

static void init(const cas_arithmetic *self, void *r)
{
    mpfr_init2(r, self->precision);
    mpfr_set_zero(r, 1);
}

static void clear(void *r)
{
    mpfr_clear(r);
}

static size_t storage_size(const cas_arithmetic *self)
{
    return mpfr_custom_get_size(self->precision);
}

static void init_in(const cas_arithmetic *self, void *r, void *storage)
{
    mpfr_custom_init(storage, self->precision);
    mpfr_custom_init_set((mpfr_ptr)r, MPFR_ZERO_KIND, 0, self->precision, storage);
}

static void set(void *r, const void *x)
{
    mpfr_set((mpfr_ptr)r, (mpfr_srcptr)x, MPFR_RNDN);
}

static void set_integer(void *r, long n)
{
    mpfr_set_si((mpfr_ptr)r, n, MPFR_RNDN);
}

static void set_rational(void *r, mpq_srcptr q)
{
    mpfr_set_q(r, q, MPFR_RNDN);
}

static void negate(void *r, const void *x)
{
    mpfr_neg(r, x, MPFR_RNDN);
}

static void add(void *r, const void *x, const void *y)
{
    mpfr_add(r, x, y, MPFR_RNDN);
}

static void subtract(void *r, const void *x, const void *y)
{
    mpfr_sub(r, x, y, MPFR_RNDN);
}

static void multiply(void *r, const void *x, const void *y)
{
    mpfr_mul(r, x, y, MPFR_RNDN);
}

static void divide(void *r, const void *x, const void *y)
{
    mpfr_div(r, x, y, MPFR_RNDN);
}

static void square(void *r, const void *x)
{
    mpfr_sqr(r, x, MPFR_RNDN);
}

/* MPFR has NaN^0 = 1, but what is undefined stays so. */
static void power(void *r, const void *x, long n)
{
    if (mpfr_nan_p((mpfr_srcptr)x))
        mpfr_set_nan(r);
    else
        mpfr_pow_si(r, x, n, MPFR_RNDN);
}

static bool is_reducible(mpfr_srcptr x)
{
    return !mpfr_regular_p(x) || mpfr_get_exp(x) <= CAS_TRIGONOMETRY_EXPONENT;
}

static int limited_sin(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    if (is_reducible(x))
        return mpfr_sin(r, x, direction);
    mpfr_set_nan(r);
    return 0;
}

static int limited_cos(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    if (is_reducible(x))
        return mpfr_cos(r, x, direction);
    mpfr_set_nan(r);
    return 0;
}

#define DEFINE_FUNCTION(name, compute)                                                   \
    static void apply_##name(void *r, const void *x)                                     \
    {                                                                                    \
        compute(r, x, MPFR_RNDN);                                                        \
    }
DEFINE_FUNCTION(exp, mpfr_exp)
DEFINE_FUNCTION(log, mpfr_log)
DEFINE_FUNCTION(log1p, mpfr_log1p)
DEFINE_FUNCTION(sqrt, mpfr_sqrt)
DEFINE_FUNCTION(tanh, mpfr_tanh)
DEFINE_FUNCTION(sinh, mpfr_sinh)
DEFINE_FUNCTION(cosh, mpfr_cosh)
DEFINE_FUNCTION(sin, limited_sin)
DEFINE_FUNCTION(cos, limited_cos)
DEFINE_FUNCTION(atan, mpfr_atan)
DEFINE_FUNCTION(sigmoid, cas_mpfr_sigmoid)
DEFINE_FUNCTION(softplus, cas_mpfr_softplus)

static bool is_defined(const void *x)
{
    return mpfr_number_p(x) != 0;
}

static bool is_zero(const void *x)
{
    return mpfr_zero_p((mpfr_srcptr)x);
}

static void maximum(void *r, const void *x, const void *y)
{
    if (mpfr_nan_p((mpfr_srcptr)x) || mpfr_nan_p((mpfr_srcptr)y))
        mpfr_set_nan(r);
    else
        mpfr_max(r, x, y, MPFR_RNDN);
}

static double to_double(const void *x)
{
    return mpfr_get_d(x, MPFR_RNDN);
}

cas_arithmetic cas_arithmetic_mpfr(mpfr_prec_t precision)
{
    CAS_REQUIRE(precision >= 2 && precision <= 65536);
    return (cas_arithmetic){
        .name = "mpfr",
        .size = sizeof(mpfr_t),
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
        .function =
            {
                [CAS_EXP] = apply_exp,
                [CAS_LOG] = apply_log,
                [CAS_LOG1P] = apply_log1p,
                [CAS_SQRT] = apply_sqrt,
                [CAS_TANH] = apply_tanh,
                [CAS_SINH] = apply_sinh,
                [CAS_COSH] = apply_cosh,
                [CAS_SIN] = apply_sin,
                [CAS_COS] = apply_cos,
                [CAS_ATAN] = apply_atan,
                [CAS_SIGMOID] = apply_sigmoid,
                [CAS_SOFTPLUS] = apply_softplus,
            },
        .is_defined = is_defined,
        .is_zero = is_zero,
        .to_double = to_double,
    };
}

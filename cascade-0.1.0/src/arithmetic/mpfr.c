/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/table.h"

#include "arithmetic/message.h"
#include "arithmetic/rounding.h"

static void init(const cas_arithmetic *self, void *r, void *storage)
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

#define DEFINE_OPERATION(name, compute)                                                  \
    static void name(void *r, const void *x, const void *y)                              \
    {                                                                                    \
        compute(r, x, y, MPFR_RNDN);                                                     \
    }
DEFINE_OPERATION(add, mpfr_add)
DEFINE_OPERATION(subtract, mpfr_sub)
DEFINE_OPERATION(multiply, mpfr_mul)
DEFINE_OPERATION(divide, mpfr_div)

#define DEFINE_FUNCTION(name, compute)                                                   \
    static void name(void *r, const void *x)                                             \
    {                                                                                    \
        compute(r, x, MPFR_RNDN);                                                        \
    }
DEFINE_FUNCTION(negate, mpfr_neg)
DEFINE_FUNCTION(square, mpfr_sqr)

/* MPFR has NaN^0 = 1, but what is undefined stays so. */
static void power(void *r, const void *x, long n)
{
    if (mpfr_nan_p((mpfr_srcptr)x))
        mpfr_set_nan(r);
    else
        mpfr_pow_si(r, x, n, MPFR_RNDN);
}

/* f is the sine or cosine. */
static int limited(int (*f)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t), mpfr_ptr r, mpfr_srcptr x,
                   mpfr_rnd_t direction)
{
    if (!mpfr_regular_p(x) || mpfr_get_exp(x) <= CAS_TRIGONOMETRY_EXPONENT)
        return f(r, x, direction);
    mpfr_set_nan(r);
    return 0;
}

static int limited_sin(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    return limited(mpfr_sin, r, x, direction);
}

static int limited_cos(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    return limited(mpfr_cos, r, x, direction);
}

DEFINE_FUNCTION(apply_exp, mpfr_exp)
DEFINE_FUNCTION(apply_log, mpfr_log)
DEFINE_FUNCTION(apply_log1p, mpfr_log1p)
DEFINE_FUNCTION(apply_sqrt, mpfr_sqrt)
DEFINE_FUNCTION(apply_tanh, mpfr_tanh)
DEFINE_FUNCTION(apply_sinh, mpfr_sinh)
DEFINE_FUNCTION(apply_cosh, mpfr_cosh)
DEFINE_FUNCTION(apply_sin, limited_sin)
DEFINE_FUNCTION(apply_cos, limited_cos)
DEFINE_FUNCTION(apply_atan, mpfr_atan)
DEFINE_FUNCTION(apply_sigmoid, cas_mpfr_sigmoid)
DEFINE_FUNCTION(apply_softplus, cas_mpfr_softplus)

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
        CAS_OPERATIONS,
        .storage = mpfr_custom_get_size(precision),
        .maximum = maximum,
        .function = CAS_FUNCTIONS,
    };
}

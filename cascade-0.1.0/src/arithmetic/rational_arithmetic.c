/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/table.h"

#include "arithmetic/rational.h"
#include "arithmetic/rounding.h"

#include <math.h>

/* GMP traps on a denominator 0, so 0/0, which no operation of GMP sees, stands
   for "undefined". */
static void set_undefined(mpq_ptr r)
{
    mpz_set_ui(mpq_numref(r), 0);
    mpz_set_ui(mpq_denref(r), 0);
}

static bool is_defined(const void *x)
{
    return mpz_sgn(mpq_denref((mpq_srcptr)x)) != 0;
}

static bool is_zero(const void *x)
{
    return is_defined(x) && mpq_sgn((mpq_srcptr)x) == 0;
}

static void init(const cas_arithmetic *self, void *r, void *storage)
{
    (void)self;
    (void)storage;
    mpq_init(r);
}

static void clear(void *r)
{
    mpq_clear(r);
}

static void set(void *r, const void *x)
{
    mpq_set(r, x);
}

static void set_integer(void *r, long n)
{
    mpq_set_si(r, n, 1);
}

static void set_rational(void *r, mpq_srcptr q)
{
    mpq_set(r, q);
}

static void negate(void *r, const void *x)
{
    mpq_neg(r, x);
}

#define DEFINE_OPERATION(name, compute)                                                  \
    static void name(void *r, const void *x, const void *y)                              \
    {                                                                                    \
        if (is_defined(x) && is_defined(y))                                              \
            compute(r, x, y);                                                            \
        else                                                                             \
            set_undefined(r);                                                            \
    }
DEFINE_OPERATION(add, mpq_add)
DEFINE_OPERATION(subtract, mpq_sub)
DEFINE_OPERATION(multiply, mpq_mul)

static void divide(void *r, const void *x, const void *y)
{
    if (is_defined(x) && is_defined(y) && !is_zero(y))
        mpq_div(r, x, y);
    else
        set_undefined(r);
}

static void square(void *r, const void *x)
{
    multiply(r, x, x);
}

/* Bits of numerator or denominator that x^n may need. */
static double bits_of_power(mpq_srcptr x, unsigned long n)
{
    size_t p = mpz_sizeinbase(mpq_numref(x), 2), q = mpz_sizeinbase(mpq_denref(x), 2);
    bool is_unit = p == 1 && q == 1;
    return is_unit ? 1 : (double)n * (double)(p > q ? p : q);
}

static void power(void *r, const void *x, long n)
{
    unsigned long magnitude = n < 0 ? -(unsigned long)n : (unsigned long)n;
    if (!is_defined(x) || (n < 0 && is_zero(x)) ||
        bits_of_power(x, magnitude) > CAS_RATIONAL_POWER_BITS) {
        set_undefined(r);
        return;
    }
    mpq_ptr power = r;
    mpz_pow_ui(mpq_numref(power), mpq_numref((mpq_srcptr)x), magnitude);
    mpz_pow_ui(mpq_denref(power), mpq_denref((mpq_srcptr)x), magnitude);
    if (n < 0)
        mpq_inv(power, power);
}

static void maximum(void *r, const void *x, const void *y)
{
    if (!is_defined(x) || !is_defined(y))
        set_undefined(r);
    else
        mpq_set(r, mpq_cmp((mpq_srcptr)x, (mpq_srcptr)y) > 0 ? x : y);
}

static double to_double(const void *x)
{
    return is_defined(x) ? cas_rational_to_double(x) : NAN;
}

const cas_arithmetic cas_arithmetic_rational = {
    .name = "rational",
    .size = sizeof(mpq_t),
    .precision = 0,
    CAS_OPERATIONS,
    .clear = clear,
    .maximum = maximum,
};

/*: \paragraph{Roots.} A number $x = \pm\sqrt q$ is kept as its signed square $s = x\,|x|
= \pm q$. Products, quotients, powers and the order are those of the signed squares. The
sum of $x$ and $y$ has the sign of $s + t$, and its square is \[ |s| + |t| \pm 2
\sqrt{|s t|}, \] rational if and only if $|s t|$ is the square of a rational. Else it is
a real number that is not known, $1/0$, and $0$ times that is $0$. */
static void set_unknown(mpq_ptr r)
{
    mpz_set_ui(mpq_numref(r), 1);
    mpz_set_ui(mpq_denref(r), 0);
}

static bool is_real(mpq_srcptr x)
{
    return is_defined(x) || mpz_sgn(mpq_numref(x)) != 0;
}

static void set_root_of_rational(void *r, mpq_srcptr q)
{
    bool is_negative = mpq_sgn(q) < 0;
    mpq_mul(r, q, q);
    if (is_negative)
        mpq_neg(r, r);
}

static void set_root_of_integer(void *r, long n)
{
    mpq_set_si(r, n, 1);
    set_root_of_rational(r, r);
}

/* Of defined numbers. */
static void add_defined_roots(mpq_ptr r, mpq_srcptr x, mpq_srcptr y)
{
    mpq_t sum, mixed;
    mpq_inits(sum, mixed, NULL);
    mpq_add(sum, x, y);
    mpq_mul(mixed, x, y);
    int sign = mpq_sgn(sum), mixed_sign = mpq_sgn(mixed);
    if (mixed_sign < 0) {
        mpq_sub(sum, x, y);
        mpq_neg(mixed, mixed);
    }
    mpq_abs(sum, sum);
    if (cas_rational_root(mixed, mixed)) {
        mpq_mul_2exp(mixed, mixed, 1);
        if (mixed_sign < 0)
            mpq_sub(r, sum, mixed);
        else
            mpq_add(r, sum, mixed);
        if (sign < 0)
            mpq_neg(r, r);
    } else {
        set_unknown(r);
    }
    mpq_clears(sum, mixed, NULL);
}

static void add_roots(void *r, const void *x, const void *y)
{
    if (is_defined(x) && is_defined(y))
        add_defined_roots(r, x, y);
    else if (is_real(x) && is_real(y))
        set_unknown(r);
    else
        set_undefined(r);
}

static void subtract_roots(void *r, const void *x, const void *y)
{
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, y);
    add_roots(r, x, minus);
    mpq_clear(minus);
}

static void multiply_roots(void *r, const void *x, const void *y)
{
    if (is_defined(x) && is_defined(y))
        mpq_mul(r, x, y);
    else if (!is_real(x) || !is_real(y))
        set_undefined(r);
    else if (is_zero(x) || is_zero(y))
        mpq_set_ui(r, 0, 1);
    else
        set_unknown(r);
}

/* sqrt(x) has the square x, which must be rational. */
static void take_root(void *r, const void *x)
{
    if (!is_defined(x) || mpq_sgn((mpq_srcptr)x) < 0)
        set_undefined(r);
    else if (!cas_rational_root(r, x))
        set_unknown(r);
}

static double root_to_double(const void *x)
{
    enum { BITS = 256 };
    if (!is_defined(x))
        return NAN;
    mpfr_t root;
    mpfr_init2(root, BITS);
    mpfr_set_q(root, x, MPFR_RNDN);
    int sign = mpfr_sgn(root);
    mpfr_abs(root, root, MPFR_RNDN);
    mpfr_sqrt(root, root, MPFR_RNDN);
    double result = mpfr_get_d(root, MPFR_RNDN);
    mpfr_clear(root);
    return sign < 0 ? -result : result;
}

const cas_arithmetic cas_arithmetic_root = {
    .name = "root",
    .size = sizeof(mpq_t),
    .precision = 0,
    .init = init,
    .clear = clear,
    .set = set,
    .set_integer = set_root_of_integer,
    .set_rational = set_root_of_rational,
    .negate = negate,
    .add = add_roots,
    .subtract = subtract_roots,
    .multiply = multiply_roots,
    .divide = divide,
    .square = square,
    .power = power,
    .maximum = maximum,
    .function = {[CAS_SQRT] = take_root},
    .is_defined = is_defined,
    .is_zero = is_zero,
    .to_double = root_to_double,
};

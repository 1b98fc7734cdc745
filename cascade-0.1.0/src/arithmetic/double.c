/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/table.h"

#include "arithmetic/rounding.h"

#include <math.h>
#include <stdlib.h>

static void init(const cas_arithmetic *self, void *r, void *storage)
{
    (void)self;
    (void)storage;
    *(double *)r = 0;
}

static void set(void *r, const void *x)
{
    *(double *)r = *(const double *)x;
}

static void set_integer(void *r, long n)
{
    *(double *)r = (double)n;
}

static void set_rational(void *r, mpq_srcptr q)
{
    *(double *)r = cas_rational_to_double(q);
}

static void negate(void *r, const void *x)
{
    *(double *)r = -*(const double *)x;
}

#define DEFINE_OPERATION(name, operator)                                                 \
    static void name(void *r, const void *x, const void *y)                              \
    {                                                                                    \
        *(double *)r = *(const double *)x operator*(const double *) y;                   \
    }
DEFINE_OPERATION(add, +)
DEFINE_OPERATION(subtract, -)
DEFINE_OPERATION(multiply, *)
DEFINE_OPERATION(divide, /)

static void square(void *r, const void *x)
{
    *(double *)r = *(const double *)x * *(const double *)x;
}

/* An exponent of more than 53 bits is no double; both parts of n = high + low are. */
static void power(void *r, const void *x, long n)
{
    double base = *(const double *)x;
    long low = n % 2048, high = n - low;
    if (n == 0)
        *(double *)r = isnan(base) ? base : 1;
    else if (labs(n / 2048) < 1L << 41)
        *(double *)r = pow(base, (double)n);
    else
        *(double *)r = pow(base, (double)high) * pow(base, (double)low);
}

/*: \paragraph{Sigmoid and softplus in double.} The branch keeps the argument of
\texttt{exp} non-positive, so nothing overflows, and never subtracts. With $\eta$ the
relative error of the library's \texttt{exp} and \texttt{log1p} (at most 1 ulp, that is
$2^{-52}$, in glibc's manual) and $u = 2^{-53}$, sigmoid is off by at most $\eta + 2u$ for
$x \ge 0$ (there $t/(1+t) \le \tfrac12$ damps $\eta$) and by $2\eta + 2u$ for $x < 0$;
softplus by $2\eta + u$, as its condition numbers are at most 1. */
static double sigmoid(double x)
{
    double t = exp(-fabs(x));
    return x >= 0 ? 1 / (1 + t) : t / (1 + t);
}

static double softplus(double x)
{
    double t = log1p(exp(-fabs(x)));
    return x > 0 ? x + t : t;
}

#define DEFINE_FUNCTION(name)                                                            \
    static void apply_##name(void *r, const void *x)                                     \
    {                                                                                    \
        *(double *)r = name(*(const double *)x);                                         \
    }
DEFINE_FUNCTION(exp)
DEFINE_FUNCTION(log)
DEFINE_FUNCTION(log1p)
DEFINE_FUNCTION(sqrt)
DEFINE_FUNCTION(tanh)
DEFINE_FUNCTION(sinh)
DEFINE_FUNCTION(cosh)
DEFINE_FUNCTION(sin)
DEFINE_FUNCTION(cos)
DEFINE_FUNCTION(atan)
DEFINE_FUNCTION(sigmoid)
DEFINE_FUNCTION(softplus)

static bool is_defined(const void *x)
{
    return isfinite(*(const double *)x);
}

static bool is_zero(const void *x)
{
    return *(const double *)x == 0;
}

static void maximum(void *r, const void *x, const void *y)
{
    double one = *(const double *)x, other = *(const double *)y;
    *(double *)r = isnan(one) || one > other ? one : other;
}

static double to_double(const void *x)
{
    return *(const double *)x;
}

const cas_arithmetic cas_arithmetic_double = {
    .name = "double",
    .size = sizeof(double),
    .precision = 53,
    CAS_OPERATIONS,
    .maximum = maximum,
    .function = CAS_FUNCTIONS,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/chain/rounding_arithmetic.h"

#include <mpfi.h>

/*: \subsection*{What double precision may do}

In the standard model every operation returns $(x \circ y)(1 + \theta)$ with
$|\theta| \le u = 2^{-53}$, or, where it underflows, an absolute error of at most
$2^{-1074}$. A sum of $n$ products in \emph{any} order is $\sum_i x_i y_i (1 + \theta_i)$
with $|\theta_i| \le \gamma_n = nu/(1 - nu)$ (Higham, \emph{Accuracy and Stability of
Numerical Algorithms}, Section 3.1), so that widening every product and every partial sum
by the factor $1 \pm \gamma_\kappa$ with $\kappa \ge n$ covers whatever order BLAS takes.
The GNU C library's functions err by at most 2 units in the last place, $4u$ relatively;
$\kappa = 32$ covers them, the few operations by which sigmoid, softplus and the slopes
are made from them, and sums of up to 24 terms.

Run in this arithmetic, a program encloses all results of an implementation that
evaluates the same formulas with at most $\kappa$ roundings for each of its nodes.
Nothing is tuned: $\kappa$ is counted, and the width of the result is $\kappa u$ times
the condition of the problem. */

enum { BITS = 128 };

static cas_arithmetic interval(void)
{
    return cas_arithmetic_interval(BITS);
}

/* r := r (1 + [-g, g]) + [-t, t] with g = 2 kappa u >= gamma_kappa, t = kappa 2^-1074. */
static void widen(mpfi_ptr r)
{
    if (mpfi_is_zero(r))
        return;
    mpfi_t error;
    mpfi_init2(error, BITS);
    mpfi_interv_d(error, -2.0 * ROUNDINGS * 0x1p-53, 2.0 * ROUNDINGS * 0x1p-53);
    mpfi_mul(error, error, r);
    mpfi_add(r, r, error);
    mpfi_interv_d(error, -ROUNDINGS * 0x1p-1074, ROUNDINGS * 0x1p-1074);
    mpfi_add(r, r, error);
    mpfi_clear(error);
}

#define ROUND_BINARY(operation)                                                          \
    static void operation(void *r, const void *x, const void *y)                         \
    {                                                                                    \
        interval().operation(r, x, y);                                                   \
        widen(r);                                                                        \
    }
ROUND_BINARY(add)
ROUND_BINARY(subtract)
ROUND_BINARY(multiply)
ROUND_BINARY(divide)

#define ROUND_FUNCTION(name, which)                                                      \
    static void name(void *r, const void *x)                                             \
    {                                                                                    \
        interval().function[which](r, x);                                                \
        widen(r);                                                                        \
    }
ROUND_FUNCTION(round_exp, CAS_EXP)
ROUND_FUNCTION(round_log, CAS_LOG)
ROUND_FUNCTION(round_log1p, CAS_LOG1P)
ROUND_FUNCTION(round_sqrt, CAS_SQRT)
ROUND_FUNCTION(round_tanh, CAS_TANH)
ROUND_FUNCTION(round_sinh, CAS_SINH)
ROUND_FUNCTION(round_cosh, CAS_COSH)
ROUND_FUNCTION(round_sin, CAS_SIN)
ROUND_FUNCTION(round_cos, CAS_COS)
ROUND_FUNCTION(round_atan, CAS_ATAN)
ROUND_FUNCTION(round_sigmoid, CAS_SIGMOID)
ROUND_FUNCTION(round_softplus, CAS_SOFTPLUS)

static void square(void *r, const void *x)
{
    interval().square(r, x);
    widen(r);
}

static void power(void *r, const void *x, long n)
{
    interval().power(r, x, n);
    widen(r);
}

static void set_rational(void *r, mpq_srcptr q)
{
    interval().set_rational(r, q);
    widen(r);
}

cas_arithmetic rounding_arithmetic(void)
{
    cas_arithmetic a = interval();
    a.name = "rounding";
    a.set_rational = set_rational;
    a.add = add;
    a.subtract = subtract;
    a.multiply = multiply;
    a.divide = divide;
    a.square = square;
    a.power = power;
    a.function[CAS_EXP] = round_exp;
    a.function[CAS_LOG] = round_log;
    a.function[CAS_LOG1P] = round_log1p;
    a.function[CAS_SQRT] = round_sqrt;
    a.function[CAS_TANH] = round_tanh;
    a.function[CAS_SINH] = round_sinh;
    a.function[CAS_COSH] = round_cosh;
    a.function[CAS_SIN] = round_sin;
    a.function[CAS_COS] = round_cos;
    a.function[CAS_ATAN] = round_atan;
    a.function[CAS_SIGMOID] = round_sigmoid;
    a.function[CAS_SOFTPLUS] = round_softplus;
    return a;
}

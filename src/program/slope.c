/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/slope.h"

#include "program/derivatives.h"

#include <math.h>

bool cas_slope_is_function(cas_function function, cas_function *derivative)
{
    switch (function) {
    case CAS_EXP:
        *derivative = CAS_EXP;
        return true;
    case CAS_SIN:
        *derivative = CAS_COS;
        return true;
    case CAS_COS:
        *derivative = CAS_SIN;
        return true;
    case CAS_SINH:
        *derivative = CAS_COSH;
        return true;
    case CAS_COSH:
        *derivative = CAS_SINH;
        return true;
    case CAS_SOFTPLUS:
        *derivative = CAS_SIGMOID;
        return true;
    default:
        return false;
    }
}

/*: \paragraph{Slopes near saturation.} $\tanh' = 1 - t^2$ and $\sigma' = s(1 - s)$ come
for one product from the value, but lose relative accuracy where $1 - |t|$ or $1 - s$ is
small: with $|t| \le 15/16$ the subtraction enlarges a relative error of $t$ by at most
$2t^2/(1 - t^2) < 15$, and with $s \le 15/16$ one of $s$ by at most $s/(1 - s) \le 15$,
that is, by less than four bits. Beyond that, $1/\cosh^2 x$ and $\sigma(x)\sigma(-x)$ are
as accurate as their factors. */
static const double saturated = 0.9375;

static void tanh_slope(const cas_arithmetic *arithmetic, void *slope, const void *x,
                       const void *value, void *scratch)
{
    void *one = scratch, *t = cas_at(arithmetic, scratch, 1);
    arithmetic->set_integer(one, 1);
    if (fabs(arithmetic->to_double(value)) <= saturated) {
        arithmetic->square(t, value);
        arithmetic->subtract(slope, one, t);
    } else {
        arithmetic->function[CAS_COSH](t, x);
        arithmetic->square(t, t);
        arithmetic->divide(slope, one, t);
    }
}

static void sigmoid_slope(const cas_arithmetic *arithmetic, void *slope, const void *x,
                          const void *value, void *scratch)
{
    void *one = scratch, *s = cas_at(arithmetic, scratch, 1);
    if (arithmetic->to_double(value) <= saturated) {
        arithmetic->set_integer(one, 1);
        arithmetic->subtract(s, one, value);
    } else {
        arithmetic->negate(s, x);
        arithmetic->function[CAS_SIGMOID](s, s);
    }
    arithmetic->multiply(slope, value, s);
}

void cas_slope_function(const cas_arithmetic *arithmetic, void *slope,
                        cas_function function, const void *x, const void *value,
                        void *scratch)
{
    if (function == CAS_TANH)
        tanh_slope(arithmetic, slope, x, value, scratch);
    else if (function == CAS_SIGMOID)
        sigmoid_slope(arithmetic, slope, x, value, scratch);
    else
        cas_derivatives_function(arithmetic, function, x, value, 1, slope, scratch);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/derivatives.h"

#include "arithmetic/message.h"

#include <math.h>

typedef struct target {
    const cas_arithmetic *arithmetic;
    void *at[3]; /* the derivatives */
    void *scratch[2];
    unsigned order;
} target;

static target make_target(const cas_arithmetic *arithmetic, unsigned order,
                          void *derivatives, void *scratch)
{
    target t = {.arithmetic = arithmetic, .order = order};
    for (size_t i = 0; i < (order == 1 ? 1 : 3); i++)
        t.at[i] = cas_at(arithmetic, derivatives, i);
    for (size_t i = 0; i < 2; i++)
        t.scratch[i] = cas_at(arithmetic, scratch, i);
    return t;
}

/* r = (p / q) x */
static void scale(const target *t, void *r, const void *x, long p, long q)
{
    const cas_arithmetic *arithmetic = t->arithmetic;
    void *factor = t->scratch[1];
    if (p != 1) {
        arithmetic->set_integer(factor, p);
        arithmetic->multiply(r, x, factor);
    } else if (r != x) {
        arithmetic->set(r, x);
    }
    if (q != 1) {
        arithmetic->set_integer(factor, q);
        arithmetic->divide(r, r, factor);
    }
}

/* The i-th derivative is (p / q) base^n. */
static void set_power(const target *t, unsigned i, const void *base, long n, long p,
                      long q)
{
    if (i > t->order)
        return;
    t->arithmetic->power(t->at[i - 1], base, n);
    scale(t, t->at[i - 1], t->at[i - 1], p, q);
}

/* log and log1p: x^-1, -x^-2, 2 x^-3, where x is 1 plus the argument of log1p. */
static void logarithm(const target *t, const void *x)
{
    set_power(t, 1, x, -1, 1, 1);
    set_power(t, 2, x, -2, -1, 1);
    set_power(t, 3, x, -3, 2, 1);
}

/* 1/(2v), -1/(4v^3), 3/(8v^5) with v = sqrt(x) */
static void square_root(const target *t, const void *value)
{
    set_power(t, 1, value, -1, 1, 2);
    set_power(t, 2, value, -3, -1, 4);
    set_power(t, 3, value, -5, 3, 8);
}

/* r = x (p - q h) */
static void multiply_affine(const target *t, void *r, const void *x, const void *h,
                            long p, long q)
{
    const cas_arithmetic *arithmetic = t->arithmetic;
    scale(t, t->scratch[0], h, q, 1);
    arithmetic->set_integer(t->scratch[1], p);
    arithmetic->subtract(t->scratch[0], t->scratch[1], t->scratch[0]);
    arithmetic->multiply(r, t->scratch[0], x);
}

/*: \paragraph{Bells.} With $t = \tanh x$ and the bell $h = 1 - t^2$: $\tanh' = h$,
$\tanh'' = -2th$ and $\tanh''' = h(4 - 6h)$. For the sigmoid $s$ the bell is $h = (1 -
t^2)/4$ with $t = \tanh(x/2) = 2s - 1$, and $s' = h$, $s'' = h(1 - 2s)$, $s''' = h(1 -
6h)$. So written, the bells have their exact ranges in intervals; the product $s(1 - s)$
would not. They lose relative accuracy where they are small: up to $|t| = 15/16$, that is
$|x| = 1.7$, the subtraction enlarges a relative error of $t^2$ by $t^2/(1 - t^2) < 8$,
three bits. Beyond that, and where $x$ is not bounded, $1/\cosh^2 x$ is as accurate as
$\cosh$. */
static const double saturation = 1.7;

/* r = 1 - tanh(x)^2, where value = tanh(x). */
static void bell(const target *t, void *r, const void *x, const void *value)
{
    const cas_arithmetic *arithmetic = t->arithmetic;
    if (fabs(arithmetic->to_double(x)) <= saturation) {
        arithmetic->square(r, value);
        arithmetic->set_integer(t->scratch[1], 1);
        arithmetic->subtract(r, t->scratch[1], r);
    } else {
        arithmetic->function[CAS_COSH](r, x);
        arithmetic->power(r, r, -2);
    }
}

static void hyperbolic_tangent(const target *t, const void *x, const void *value)
{
    const cas_arithmetic *arithmetic = t->arithmetic;
    const void *h = t->at[0];
    bell(t, t->at[0], x, value);
    if (t->order >= 2) {
        scale(t, t->at[1], value, -2, 1);
        arithmetic->multiply(t->at[1], t->at[1], h);
    }
    if (t->order >= 3)
        multiply_affine(t, t->at[2], h, h, 4, 6);
}

/* h = the first derivative of the sigmoid, whose value is given. */
static void sigmoid_bell(const target *t, void *h, const void *x, const void *value)
{
    const cas_arithmetic *arithmetic = t->arithmetic;
    void *half = t->scratch[0];
    scale(t, h, value, 2, 1);
    arithmetic->set_integer(half, 1);
    arithmetic->subtract(h, h, half);
    scale(t, half, x, 1, 2);
    bell(t, h, half, h);
    scale(t, h, h, 1, 4);
}

static void sigmoid(const target *t, const void *x, const void *value)
{
    const void *h = t->at[0];
    sigmoid_bell(t, t->at[0], x, value);
    if (t->order >= 2)
        multiply_affine(t, t->at[1], h, value, 1, 2);
    if (t->order >= 3)
        multiply_affine(t, t->at[2], h, h, 1, 6);
}

static void softplus(const target *t, const void *x)
{
    const void *s = t->at[0], *h = t->at[1];
    t->arithmetic->function[CAS_SIGMOID](t->at[0], x);
    if (t->order >= 2)
        sigmoid_bell(t, t->at[1], x, s);
    if (t->order >= 3)
        multiply_affine(t, t->at[2], h, s, 1, 2);
}

/* With q = 1/(1 + x^2): q, -2 x q^2, q^2 (6 - 8q), since x^2 q = 1 - q. */
static void arc_tangent(const target *t, const void *x)
{
    const cas_arithmetic *arithmetic = t->arithmetic;
    void *q = t->at[0], *square = t->at[2];
    arithmetic->square(q, x);
    arithmetic->set_integer(t->scratch[1], 1);
    arithmetic->add(q, q, t->scratch[1]);
    arithmetic->power(q, q, -1);
    if (t->order < 2)
        return;
    arithmetic->square(square, q);
    scale(t, t->at[1], x, -2, 1);
    arithmetic->multiply(t->at[1], t->at[1], square);
    if (t->order >= 3)
        multiply_affine(t, square, square, q, 6, 8);
}

/* A function whose derivatives run through itself and a partner; the sign of the second
   one is `sign` times that of the function: sin'' = -sin, sinh'' = sinh. */
static void periodic(const target *t, cas_function partner, int partner_sign, int sign,
                     const void *x, const void *value)
{
    const cas_arithmetic *arithmetic = t->arithmetic;
    arithmetic->function[partner](t->at[0], x);
    if (partner_sign < 0)
        arithmetic->negate(t->at[0], t->at[0]);
    for (unsigned i = 2; i <= t->order; i++) {
        const void *source = i == 2 ? value : t->at[i - 3];
        if (sign < 0)
            arithmetic->negate(t->at[i - 1], source);
        else
            arithmetic->set(t->at[i - 1], source);
    }
}

void cas_derivatives_function(const cas_arithmetic *arithmetic, cas_function function,
                              const void *x, const void *value, unsigned order,
                              void *derivatives, void *scratch)
{
    target t = make_target(arithmetic, order, derivatives, scratch);
    switch (function) {
    case CAS_EXP:
        for (unsigned i = 0; i < (order == 1 ? 1 : 3); i++)
            arithmetic->set(t.at[i], value);
        break;
    case CAS_LOG:
        logarithm(&t, x);
        break;
    case CAS_LOG1P:
        arithmetic->set_integer(t.scratch[0], 1);
        arithmetic->add(t.scratch[0], t.scratch[0], x);
        logarithm(&t, t.scratch[0]);
        break;
    case CAS_SQRT:
        square_root(&t, value);
        break;
    case CAS_TANH:
        hyperbolic_tangent(&t, x, value);
        break;
    case CAS_SINH:
        periodic(&t, CAS_COSH, 1, 1, x, value);
        break;
    case CAS_COSH:
        periodic(&t, CAS_SINH, 1, 1, x, value);
        break;
    case CAS_SIN:
        periodic(&t, CAS_COS, 1, -1, x, value);
        break;
    case CAS_COS:
        periodic(&t, CAS_SIN, -1, -1, x, value);
        break;
    case CAS_ATAN:
        arc_tangent(&t, x);
        break;
    case CAS_SIGMOID:
        sigmoid(&t, x, value);
        break;
    case CAS_SOFTPLUS:
        softplus(&t, x);
        break;
    case CAS_FUNCTION_COUNT:
        CAS_REQUIRE(function < CAS_FUNCTION_COUNT);
    }
}

/* n (n-1) .. (n-i+1) x^(n-i); the factor of a positive power becomes 0 and stays so.  The
   factor itself may be beyond a long; its steps are not. */
void cas_derivatives_power(const cas_arithmetic *arithmetic, long n, const void *x,
                           unsigned order, void *derivatives, void *scratch)
{
    target t = make_target(arithmetic, order, derivatives, scratch);
    for (unsigned i = 1; i <= order; i++) {
        void *r = t.at[i - 1];
        if (n >= 0 && n < (long)i) {
            arithmetic->set_integer(r, 0);
            continue;
        }
        if (n - (long)i == 1)
            arithmetic->set(r, x);
        else
            arithmetic->power(r, x, n - (long)i);
        for (long step = 0; step < (long)i; step++)
            scale(&t, r, r, n - step, 1);
    }
}

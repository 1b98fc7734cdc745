/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/polynomial.h"

#include "arithmetic/memory.h"
#include "arithmetic/rounding.h"
#include "arithmetic/table.h"

#include <flint/fmpq_mpoly.h>
#include <math.h>
#include <stdlib.h>

/* Invariant: `arithmetic` is the first member, so that a number that is initialised finds
   its ring. */
struct cas_polynomial_ring {
    cas_arithmetic arithmetic;
    fmpq_mpoly_ctx_t context;
};

enum { LARGEST_EXPONENT = 1 << 16 };

/* Invariant: the value of what is undefined is 0. */
typedef struct number {
    fmpq_mpoly_t value;
    const cas_polynomial_ring *ring;
    bool is_undefined;
} number;

static void init(const cas_arithmetic *self, void *r, void *storage)
{
    (void)storage;
    number *n = r;
    n->ring = (const cas_polynomial_ring *)self;
    n->is_undefined = false;
    fmpq_mpoly_init(n->value, n->ring->context);
}

static void clear(void *r)
{
    number *n = r;
    fmpq_mpoly_clear(n->value, n->ring->context);
}

static void set_undefined(number *r)
{
    fmpq_mpoly_zero(r->value, r->ring->context);
    r->is_undefined = true;
}

/* Begins an operation: whether its result is defined as far as its operands are. */
static bool begin(number *r, const number *x, const number *y)
{
    if (x->is_undefined || y->is_undefined)
        set_undefined(r);
    else
        r->is_undefined = false;
    return !r->is_undefined;
}

#define DEFINE_FUNCTION(name, compute)                                                   \
    static void name(void *r, const void *x)                                             \
    {                                                                                    \
        number *n = r;                                                                   \
        const number *from = x;                                                          \
        if (begin(n, from, from))                                                        \
            compute(n->value, from->value, n->ring->context);                            \
    }
DEFINE_FUNCTION(set, fmpq_mpoly_set)
DEFINE_FUNCTION(negate, fmpq_mpoly_neg)

#define DEFINE_OPERATION(name, compute)                                                  \
    static void name(void *r, const void *x, const void *y)                              \
    {                                                                                    \
        number *n = r;                                                                   \
        const number *left = x, *right = y;                                              \
        if (begin(n, left, right))                                                       \
            compute(n->value, left->value, right->value, n->ring->context);              \
    }
DEFINE_OPERATION(add, fmpq_mpoly_add)
DEFINE_OPERATION(subtract, fmpq_mpoly_sub)
DEFINE_OPERATION(multiply, fmpq_mpoly_mul)

static void set_integer(void *r, long k)
{
    number *n = r;
    n->is_undefined = false;
    fmpq_mpoly_set_si(n->value, k, n->ring->context);
}

static void set_rational(void *r, mpq_srcptr q)
{
    number *n = r;
    fmpq_t constant;
    fmpq_init(constant);
    fmpq_set_mpq(constant, q);
    n->is_undefined = false;
    fmpq_mpoly_set_fmpq(n->value, constant, n->ring->context);
    fmpq_clear(constant);
}

static bool is_zero(const void *x)
{
    const number *n = x;
    return !n->is_undefined && fmpq_mpoly_is_zero(n->value, n->ring->context);
}

static bool is_constant(const number *x)
{
    return !x->is_undefined && fmpq_mpoly_is_fmpq(x->value, x->ring->context);
}

static void divide(void *r, const void *x, const void *y)
{
    number *n = r;
    const number *left = x, *right = y;
    if (!begin(n, left, right))
        return;
    if (!is_constant(right) || is_zero(right)) {
        set_undefined(n);
        return;
    }
    fmpq_t divisor;
    fmpq_init(divisor);
    fmpq_mpoly_get_fmpq(divisor, right->value, n->ring->context);
    fmpq_mpoly_scalar_div_fmpq(n->value, left->value, divisor, n->ring->context);
    fmpq_clear(divisor);
}

static void square(void *r, const void *x)
{
    multiply(r, x, x);
}

static void power(void *r, const void *x, long k)
{
    number *n = r;
    const number *base = x;
    if (!begin(n, base, base))
        return;
    if (k < 0 || k > LARGEST_EXPONENT ||
        !fmpq_mpoly_pow_ui(n->value, base->value, (ulong)k, n->ring->context))
        set_undefined(n);
}

static bool is_defined(const void *x)
{
    return !((const number *)x)->is_undefined;
}

static double to_double(const void *x)
{
    const number *n = x;
    if (!is_constant(n))
        return NAN;
    fmpq_t constant;
    mpq_t q;
    fmpq_init(constant);
    mpq_init(q);
    fmpq_mpoly_get_fmpq(constant, n->value, n->ring->context);
    fmpq_get_mpq(q, constant);
    double value = cas_rational_to_double(q);
    mpq_clear(q);
    fmpq_clear(constant);
    return value;
}

cas_polynomial_ring *cas_polynomial_ring_new(size_t indeterminates)
{
    cas_polynomial_ring *ring = cas_allocate(1, sizeof *ring);
    fmpq_mpoly_ctx_init(ring->context, (slong)indeterminates, ORD_LEX);
    ring->arithmetic = (cas_arithmetic){
        .name = "polynomial", .size = sizeof(number), CAS_OPERATIONS, .clear = clear};
    return ring;
}

void cas_polynomial_ring_free(cas_polynomial_ring *ring)
{
    if (ring == NULL)
        return;
    fmpq_mpoly_ctx_clear(ring->context);
    free(ring);
}

const cas_arithmetic *cas_polynomial_arithmetic(const cas_polynomial_ring *ring)
{
    return &ring->arithmetic;
}

void cas_polynomial_set_indeterminate(void *r, size_t k)
{
    number *n = r;
    n->is_undefined = false;
    fmpq_mpoly_gen(n->value, (slong)k, n->ring->context);
}

bool cas_polynomial_equals(const void *x, const void *y)
{
    const number *left = x, *right = y;
    return fmpq_mpoly_equal(left->value, right->value, left->ring->context) != 0;
}

bool cas_polynomial_has_negative_coefficient(const void *x)
{
    const number *n = x;
    bool has_negative = false;
    fmpq_t coefficient;
    fmpq_init(coefficient);
    slong terms = fmpq_mpoly_length(n->value, n->ring->context);
    for (slong k = 0; k < terms && !has_negative; k++) {
        fmpq_mpoly_get_term_coeff_fmpq(coefficient, n->value, k, n->ring->context);
        has_negative = fmpq_sgn(coefficient) < 0;
    }
    fmpq_clear(coefficient);
    return has_negative;
}

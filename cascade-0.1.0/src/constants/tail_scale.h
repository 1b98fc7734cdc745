/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_TAIL_SCALE_H
#define CASCADE_CONSTANTS_TAIL_SCALE_H

#include "arithmetic/arithmetic.h"

#include <mpfi.h>

/* Orders of growth on a box with unbounded sides.  Its tail coordinates z_j run through
   [start_j, inf) with start_j >= 1.  A scale is the positive function

     E(z) = prod_j z_j^{e_j0} exp(e_j1 z_j + e_j2 z_j^2 + ..)

   with rational exponents; a sum of polynomials has the same shape with e_j0 = 0. */
enum { CAS_TAIL_DEGREE = 4, CAS_TAIL_TERMS = CAS_TAIL_DEGREE + 1, CAS_TAIL_BITS = 64 };

typedef struct cas_tail {
    size_t count;    /* coordinates of the box, whether tails or not */
    bool *is_active; /* whether each is a tail; those that are not have exponents 0 */
    mpq_t *start;
    cas_arithmetic interval; /* for what is bounded */
} cas_tail;

/* No coordinate is a tail at first. */
void cas_tail_init(cas_tail *tail, size_t count, cas_arithmetic interval);
void cas_tail_clear(cas_tail *tail);

/* count x CAS_TAIL_TERMS exponents, all 0, to be given to cas_scale_free. */
mpq_t *cas_scale_new(const cas_tail *tail);
void cas_scale_free(const cas_tail *tail, mpq_t *scale);

void cas_scale_set(const cas_tail *tail, mpq_t *r, const mpq_t *x);
void cas_scale_set_one(const cas_tail *tail, mpq_t *r);
bool cas_scale_is_one(const cas_tail *tail, const mpq_t *x);
/* r = x y^sign and x^exponent; of sums, x + sign y and exponent x */
void cas_scale_multiply(const cas_tail *tail, mpq_t *r, const mpq_t *x, const mpq_t *y,
                        int sign);
void cas_scale_power(const cas_tail *tail, mpq_t *r, const mpq_t *x, mpq_srcptr exponent);
/* r = the larger of both, coordinate by coordinate, as z goes to infinity;
   r may be x or y */
void cas_scale_larger(const cas_tail *tail, mpq_t *r, const mpq_t *x, const mpq_t *y);

/* r encloses all values of x / y on the tails: [0, b] where it falls, and an unbounded
   interval where it grows or that cannot be told. */
void cas_scale_ratio(const cas_tail *tail, mpfi_ptr r, const mpq_t *x, const mpq_t *y);
/* r encloses all values of x */
void cas_scale_range(const cas_tail *tail, mpfi_ptr r, const mpq_t *x);

#endif

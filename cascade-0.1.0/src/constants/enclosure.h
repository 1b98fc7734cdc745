/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_ENCLOSURE_H
#define CASCADE_CONSTANTS_ENCLOSURE_H

#include "arithmetic/rational.h"

#include <mpfi.h>

/* Vectors and matrices of intervals of CAS_ENCLOSURE_BITS bits: boxes that contain the
   points, weights and parameters at which an operator's constants are bounded.  Results
   contain the exact result for every choice of points in the operands.  They are
   ranges of real numbers: products are those of cas_interval_multiply_reals. */
enum { CAS_ENCLOSURE_BITS = 128 };

/* count zeros, to be given to cas_enclosures_free with the same count. */
mpfi_t *cas_enclosures_new(size_t count);
void cas_enclosures_free(mpfi_t *enclosures, size_t count);
/* The same with the given numbers. */
mpfi_t *cas_enclosures_of(const cas_rationals *numbers);

/* r = <x, y>; r = ||x||^2; r outside x and y */
void cas_enclosure_dot(mpfi_ptr r, size_t count, const mpfi_t *x, const mpfi_t *y);
void cas_enclosure_norm_squared(mpfi_ptr r, size_t count, const mpfi_t *x);
/* r = A x for a row-major A */
void cas_enclosure_transform(size_t rows, size_t columns, const mpfi_t *A,
                             const mpfi_t *x, mpfi_t *r);
/* R = A B for row-major A (rows x inner) and B (inner x columns); R outside A and B */
void cas_enclosure_multiply(size_t rows, size_t inner, size_t columns, const mpfi_t *A,
                            const mpfi_t *B, mpfi_t *R);
/* r = the point max |x|; r may be x */
void cas_enclosure_magnitude(mpfi_ptr r, mpfi_srcptr x);
/* r = the point max(upper(r), upper(x)) */
void cas_enclosure_raise(mpfi_ptr r, mpfi_srcptr x);

/* bound = the larger of itself and the root of the upper end of square, as a point. */
void cas_enclosure_raise_to_root(mpfi_ptr bound, mpfi_srcptr square);

#endif

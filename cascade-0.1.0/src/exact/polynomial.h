/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_POLYNOMIAL_H
#define CASCADE_EXACT_POLYNOMIAL_H

#include "arithmetic/arithmetic.h"

/* Polynomials with rational coefficients, exactly, as numbers of an arithmetic: what is
   computed with them holds for all values of the indeterminates.  Division is by
   constants other than 0, exponents are 0 .. 65536, and there are no elementary
   functions.  to_double gives NaN for what is no constant. */
typedef struct cas_polynomial_ring cas_polynomial_ring;

/* The polynomials in that many indeterminates; owned by the caller.  It must outlive its
   numbers, and one thread at a time may compute in it. */
cas_polynomial_ring *cas_polynomial_ring_new(size_t indeterminates);
void cas_polynomial_ring_free(cas_polynomial_ring *ring); /* NULL: nothing */
/* Belongs to the ring, and must not be copied. */
const cas_arithmetic *cas_polynomial_arithmetic(const cas_polynomial_ring *ring);

/* r = the k-th indeterminate, from 0. */
void cas_polynomial_set_indeterminate(void *r, size_t k);

/* Whether two defined numbers of one ring are the same polynomial. */
bool cas_polynomial_equals(const void *x, const void *y);
/* Whether a defined number has a coefficient below 0.  Where it has none, it is >= 0 and
   grows with each indeterminate, as long as these are >= 0. */
bool cas_polynomial_has_negative_coefficient(const void *x);

#endif

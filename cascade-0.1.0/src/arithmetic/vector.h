/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_VECTOR_H
#define CASCADE_ARITHMETIC_VECTOR_H

#include "arithmetic/arithmetic.h"

/* Vectors of count numbers in any arithmetic.  `scratch` is one number of the same
   arithmetic that a call may overwrite; it lies outside every operand. */

void cas_vector_zero(const cas_arithmetic *arithmetic, size_t count, void *r);
void cas_vector_copy(const cas_arithmetic *arithmetic, size_t count, void *r,
                     const void *x);
void cas_vector_set_rationals(const cas_arithmetic *arithmetic, size_t count, void *r,
                              const mpq_t *q);
/* r = x + y and r = x - y; r may be x or y. */
void cas_vector_add(const cas_arithmetic *arithmetic, size_t count, void *r,
                    const void *x, const void *y);
void cas_vector_subtract(const cas_arithmetic *arithmetic, size_t count, void *r,
                         const void *x, const void *y);
/* r += s x, where s is one number. */
void cas_vector_add_scaled(const cas_arithmetic *arithmetic, size_t count, void *r,
                           const void *s, const void *x, void *scratch);
/* r = <x, y> and r = ||x||^2 (Euclidean); r is one number, outside x and y. */
void cas_vector_dot(const cas_arithmetic *arithmetic, size_t count, void *r,
                    const void *x, const void *y, void *scratch);
void cas_vector_norm_squared(const cas_arithmetic *arithmetic, size_t count, void *r,
                             const void *x, void *scratch);
bool cas_vector_is_defined(const cas_arithmetic *arithmetic, size_t count, const void *x);

#endif

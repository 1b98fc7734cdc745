/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_PLANE_POLYNOMIAL_H
#define CASCADE_EXACT_PLANE_POLYNOMIAL_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

/* Polynomials in two variables x, y with rational coefficients, exactly: the coefficients
   of the theorems as functions of C^2 and L_f^2 (or of what stands for them).

   Invariant: at[i * columns + j] is the coefficient of x^i y^j, i < rows, j < columns;
   the zero polynomial may have rows = columns = 0. */
typedef struct cas_polynomial {
    size_t rows, columns;
    mpq_t *at;
} cas_polynomial;

/* The polynomial 0. */
void cas_polynomial_init(cas_polynomial *p);
void cas_polynomial_clear(cas_polynomial *p);

/* p += (numerator/denominator) x^i y^j; denominator > 0. */
void cas_polynomial_add_term(cas_polynomial *p, long numerator, unsigned long denominator,
                             size_t i, size_t j);
/* p += (numerator/denominator) x^i y^j f; p is not f. */
void cas_polynomial_add_multiple(cas_polynomial *p, long numerator,
                                 unsigned long denominator, size_t i, size_t j,
                                 const cas_polynomial *f);
/* p = f g; p may be f or g. */
void cas_polynomial_multiply(cas_polynomial *p, const cas_polynomial *f,
                             const cas_polynomial *g);

/* Whether f and g are the same polynomial. */
bool cas_polynomial_equal(const cas_polynomial *f, const cas_polynomial *g);
/* Whether no coefficient is negative, and hence p >= 0 for all x, y >= 0. */
bool cas_polynomial_is_nonnegative(const cas_polynomial *p);

#endif

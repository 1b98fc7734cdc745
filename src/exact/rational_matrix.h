/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_RATIONAL_MATRIX_H
#define CASCADE_EXACT_RATIONAL_MATRIX_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

/* Small dense matrices of exact rationals, row-major; a column vector has one column. */
typedef struct cas_rational_matrix {
    size_t rows, columns;
    mpq_t *at;
} cas_rational_matrix;

/* _init gives zeros; _clear frees. */
void cas_rational_matrix_init(cas_rational_matrix *m, size_t rows, size_t columns);
void cas_rational_matrix_clear(cas_rational_matrix *m);

static inline mpq_ptr cas_entry(const cas_rational_matrix *m, size_t i, size_t j)
{
    return m->at[i * m->columns + j];
}

/* r = 1 (square). */
void cas_rational_matrix_set_identity(cas_rational_matrix *r);
/* r = a, of the same shape. */
void cas_rational_matrix_set(cas_rational_matrix *r, const cas_rational_matrix *a);
/* r = a b; r is neither a nor b. */
void cas_rational_matrix_multiply(cas_rational_matrix *r, const cas_rational_matrix *a,
                                  const cas_rational_matrix *b);
/* r = a^T; r is not a. */
void cas_rational_matrix_transpose(cas_rational_matrix *r, const cas_rational_matrix *a);
/* r += s a */
void cas_rational_matrix_add_scaled(cas_rational_matrix *r, mpq_srcptr s,
                                    const cas_rational_matrix *a);
/* r = x^T m y for column vectors x and y. */
void cas_rational_matrix_form(mpq_ptr r, const cas_rational_matrix *x,
                              const cas_rational_matrix *m, const cas_rational_matrix *y);
/* r = the inverse of the square matrix a; r is not a.  False where a is singular. */
bool cas_rational_matrix_invert(cas_rational_matrix *r, const cas_rational_matrix *a);

/* The pivots of symmetric elimination without exchanges, m = L diag(d) L^T: by
   Sylvester's law the signs of d are the signature of m.  False (and nothing is known)
   where a pivot is 0.  m must be symmetric. */
bool cas_rational_matrix_signature(const cas_rational_matrix *m, size_t *positive,
                                   size_t *negative);

#endif

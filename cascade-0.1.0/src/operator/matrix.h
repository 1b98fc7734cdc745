/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_OPERATOR_MATRIX_H
#define CASCADE_OPERATOR_MATRIX_H

#include <stddef.h>

/* Dense row-major matrices in double, on CBLAS.  A has rows x columns numbers; either may
   be 0. Results lie outside the operands. */

/* r = A x + s r */
void cas_matrix_apply(size_t rows, size_t columns, const double *A, const double *x,
                      double s, double *r);
/* r = A^T v + s r */
void cas_matrix_apply_transposed(size_t rows, size_t columns, const double *A,
                                 const double *v, double s, double *r);
/* R = v x^T, with rows = length of v, columns = length of x */
void cas_matrix_outer(size_t rows, size_t columns, const double *v, const double *x,
                      double *R);

#endif

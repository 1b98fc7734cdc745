/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_OPERATOR_NORM_H
#define CASCADE_CONSTANTS_OPERATOR_NORM_H

#include "constants/enclosure.h"

/* Certified upper bounds of operator norms (largest singular values).  The result r is a
   point; it is +inf where an entry is not bounded.

   A point matrix's bound exceeds its norm by a factor below 1 + 2^-20, as long as the
   smaller dimension is at most CAS_OPERATOR_NORM_ROWS; beyond, the square root of the
   product of the largest absolute row and column sums, or the Frobenius norm, is
   given. */
enum { CAS_OPERATOR_NORM_ROWS = 128 };

/* r >= ||M||_op for every M in the row-major box A: the norm of the midpoint plus that of
   the radius, or the Frobenius norm where that is smaller. */
void cas_operator_norm(mpfi_ptr r, size_t rows, size_t columns, const mpfi_t *A);

/* r >= ||M||_op for the M whose Gram matrix M M^T (rows x rows, row-major, its lower
   half) lies in gram, which should be point-like: beyond CAS_OPERATOR_NORM_ROWS, or where
   gram is too wide, r is the root of the trace. */
void cas_operator_norm_of_gram(mpfi_ptr r, size_t rows, const mpfi_t *gram);

#endif

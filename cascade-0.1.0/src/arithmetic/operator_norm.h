/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_OPERATOR_NORM_H
#define CASCADE_ARITHMETIC_OPERATOR_NORM_H

#include <mpfi.h>
#include <stddef.h>

/* Enclosures of operator norms (largest singular values) ||M|| for all matrices M in a
   row-major box of intervals, in the precision p of r.  Beyond CAS_OPERATOR_NORM_ROWS in
   both dimensions they are only what the entries' squares and absolute sums say. */
enum { CAS_OPERATOR_NORM_ROWS = 128 };

/* r encloses ||M||^2.  Where a side of M is 1 or 2 it comes from a formula; beyond, the
   enclosure of a point matrix has relative width about 2^(-16 - p/2). */
void cas_operator_norm_squared(mpfi_ptr r, size_t rows, size_t columns,
                               const mpfi_t *matrix);

/* r encloses ||M||, faster and for wide boxes: the norm of the midpoint, to a relative
   width below 2^-20, plus and minus that of the radius; [0, +inf] where an entry is not
   bounded. */
void cas_operator_norm(mpfi_ptr r, size_t rows, size_t columns, const mpfi_t *matrix);

/* The same for the matrices with n rows whose Gram matrix M M^T (its lower half) lies in
   gram, which should be point-like: where it is wide, r is little more than the root of
   the trace. */
void cas_operator_norm_of_gram(mpfi_ptr r, size_t n, const mpfi_t *gram);

#endif

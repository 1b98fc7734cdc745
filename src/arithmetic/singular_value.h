/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_SINGULAR_VALUE_H
#define CASCADE_ARITHMETIC_SINGULAR_VALUE_H

#include "arithmetic/arithmetic.h"

/* r encloses ||M||_op^2 for every M in the box `matrix` (rows x columns, row-major),
   in the interval arithmetic.  Exact formulas where a side of M is 1 or 2; beyond,
   the enclosure of a point matrix has relative width about 2^(-16 - precision/2). */
void cas_largest_singular_value_squared(const cas_arithmetic *interval, size_t rows,
                                        size_t columns, const void *matrix, void *r);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_SLOPE_H
#define CASCADE_PROGRAM_SLOPE_H

#include "arithmetic/arithmetic.h"

/* First derivatives of the nodes of a program at one point, in any arithmetic, from the
   value that is known already.  scratch: two numbers that a call overwrites; slope, x and
   value are other numbers, and slope is none of the operands. */

/* Whether function' is, up to the sign, a function itself; then *derivative is
   it (cos' = -sin). */
bool cas_slope_is_function(cas_function function, cas_function *derivative);

/* slope = |function'|(x), where value = function(x): the sign of cos' is
   left to the caller. */
void cas_slope_function(const cas_arithmetic *arithmetic, void *slope,
                        cas_function function, const void *x, const void *value,
                        void *scratch);

/* slope = n x^(n-1), n not 0 */
void cas_slope_power(const cas_arithmetic *arithmetic, void *slope, const void *x, long n,
                     void *scratch);

/* slope = 1 / x */
void cas_slope_invert(const cas_arithmetic *arithmetic, void *slope, const void *x,
                      void *scratch);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_SLOPE_H
#define CASCADE_PROGRAM_SLOPE_H

#include "arithmetic/arithmetic.h"

/* First derivatives of functions at one point, in any arithmetic: faster than those of
   derivatives.h where the value, which is known already, says enough.  scratch: two
   numbers that a call overwrites; slope, x and value are other numbers. */

/* Whether function' is, up to the sign, a function itself; then *derivative is
   it (cos' = -sin). */
bool cas_slope_is_function(cas_function function, cas_function *derivative);

/* slope = function'(x), where value = function(x). */
void cas_slope_function(const cas_arithmetic *arithmetic, void *slope,
                        cas_function function, const void *x, const void *value,
                        void *scratch);

#endif

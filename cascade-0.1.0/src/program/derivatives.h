/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_DERIVATIVES_H
#define CASCADE_PROGRAM_DERIVATIVES_H

#include "arithmetic/arithmetic.h"

/* Derivatives of one-place functions up to third order, in any arithmetic.  The formulas
   keep full relative accuracy where a derivative decays, and are chosen so that intervals
   stay narrow: hardly a variable stands in one twice.

   derivatives: three numbers, or one for order 1: the first to third derivative at x, of
   which `order` are set; scratch: two numbers.  Both lie outside x and value. */

/* value = function(x) */
void cas_derivatives_function(const cas_arithmetic *arithmetic, cas_function function,
                              const void *x, const void *value, unsigned order,
                              void *derivatives, void *scratch);

/* of x^n */
void cas_derivatives_power(const cas_arithmetic *arithmetic, long n, const void *x,
                           unsigned order, void *derivatives, void *scratch);

#endif

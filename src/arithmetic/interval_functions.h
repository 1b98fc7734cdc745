/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_INTERVAL_FUNCTIONS_H
#define CASCADE_ARITHMETIC_INTERVAL_FUNCTIONS_H

#include "arithmetic/arithmetic.h"

#include <mpfi.h>

/* The elementary functions on intervals: r encloses the function's range over x.  r may
   be x.  Endpoints are the function's values at endpoints or extrema, rounded outward.  r
   is undefined where x is, and where x is not inside the function's domain. */

/* Arguments beyond 2^CAS_TRIGONOMETRY_EXPONENT are not reduced modulo pi, which would
   take as many bits: sin and cos are [-1, 1] there. */
enum { CAS_TRIGONOMETRY_EXPONENT = 1024 };

/* x^n; x^0 = 1; undefined where n < 0 and x contains 0. */
void cas_interval_power(mpfi_ptr r, mpfi_srcptr x, long n);

/* For the table of the interval arithmetic: numbers are mpfi_t. */
extern void (*const cas_interval_functions[CAS_FUNCTION_COUNT])(void *r, const void *x);

#endif

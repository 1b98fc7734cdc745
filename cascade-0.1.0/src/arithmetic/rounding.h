/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_ROUNDING_H
#define CASCADE_ARITHMETIC_ROUNDING_H

#include <gmp.h>
#include <mpfi.h>
#include <mpfr.h>

/* Functions with a rounding direction, and correctly rounded conversions to double. */

/* r = 1/(1 + exp(-x)) and r = log(1 + exp(x)).  MPFR_RNDD and MPFR_RNDU give a lower
   and an upper bound, MPFR_RNDN the nearest or its neighbour; each is less than 1 +
   2^-4 ulp of r away from the exact value, in relative terms also where |x| is
   large.  r may be x. */
int cas_mpfr_sigmoid(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction);
int cas_mpfr_softplus(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction);

/* The double nearest to q, ties to even. */
double cas_rational_to_double(mpq_srcptr q);

/* The double nearest to (left + right)/2, ties to even.  NaN where an endpoint is NaN and
   for the whole line. */
double cas_interval_to_double(mpfi_srcptr x);

#endif

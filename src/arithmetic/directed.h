/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_DIRECTED_H
#define CASCADE_ARITHMETIC_DIRECTED_H

#include <mpfr.h>

/* What mpfr_mul, mpfr_add, mpfr_sub and mpfr_set compute when they round down (MPFR_RNDD)
   or up (MPFR_RNDU), several times faster where all numbers have CAS_DIRECTED_BITS, as in
   the oracle's first passes; elsewhere they are called.  r may be x or y.  MPFR's flags
   are not raised.  The value returned is MPFR's: the sign of r minus the exact result. */
enum { CAS_DIRECTED_BITS = 128 };

int cas_directed_multiply(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t direction);
int cas_directed_add(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t direction);
int cas_directed_subtract(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t direction);
int cas_directed_set(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_INTERVAL_TRIGONOMETRY_H
#define CASCADE_ARITHMETIC_INTERVAL_TRIGONOMETRY_H

#include <mpfi.h>

/* Arguments beyond 2^CAS_TRIGONOMETRY_EXPONENT are not reduced modulo pi, which would
   take as many bits. */
enum { CAS_TRIGONOMETRY_EXPONENT = 1024 };

/* r encloses sin x, cos x: [-1, 1] where x is unbounded or beyond
   2^CAS_TRIGONOMETRY_EXPONENT; undefined where x is.  r may be x. */
void cas_interval_sin(mpfi_ptr r, mpfi_srcptr x);
void cas_interval_cos(mpfi_ptr r, mpfi_srcptr x);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_ESTIMATE_H
#define CASCADE_ARITHMETIC_ESTIMATE_H

#include "arithmetic/arithmetic.h"
#include "arithmetic/scratch.h"

/* What one evaluation of an increasing function f tells about it near a point x:
   |f(x) - value| <= 2^error, which is below 2^-11 ulp of a number of the size of f(x) and
   of the precision that was asked for; and f'(x) <= slope, above f'(x) by less than
   2^-60 max(f'(x), 1). */
typedef struct cas_estimate {
    mpfr_ptr value, slope;
    mpfr_exp_t error;
    cas_scratch value_storage, slope_storage;
} cas_estimate;

/* The precision of slopes. */
enum { CAS_SLOPE_BITS = 64 };

/* False where there is no estimate, for instance at x = 0: then nothing needs to be
   closed.  The function is exp, log, log1p, tanh, sinh, atan, sigmoid or softplus, x
   is in its domain. */
bool cas_estimate_open(cas_estimate *estimate, cas_function function, mpfr_srcptr x,
                       mpfr_prec_t precision);
void cas_estimate_close(cas_estimate *estimate);

/* r = a lower bound of f(x). */
void cas_estimate_lower(const cas_estimate *estimate, mpfr_ptr r);

/* r = an upper bound of f(x) + rise; rise, of CAS_SLOPE_BITS bits, is overwritten. */
void cas_estimate_upper(const cas_estimate *estimate, mpfr_ptr r, mpfr_ptr rise);

#endif

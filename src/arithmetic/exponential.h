/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_EXPONENTIAL_H
#define CASCADE_ARITHMETIC_EXPONENTIAL_H

#include <mpfr.h>
#include <stdbool.h>

/* exp(x) with a known error at the few hundred bits that enclosures need: several times
   faster there than a correctly rounded one, which an enclosure has no use for. */

/* The precision, a multiple of 64, of a result that is accurate to `bits` bits or more; 0
   where that is more than cas_exponential can do. */
mpfr_prec_t cas_exponential_precision(mpfr_prec_t bits);

/* The bits to which a result of such a precision is accurate. */
mpfr_prec_t cas_exponential_accuracy(mpfr_prec_t precision);

/* |t - exp(x)| <= 2^(EXP(t) - accuracy) for a t of one of those precisions, which x does
   not exceed; t may be x.  False, and t is unchanged, where x is 0, not finite or not
   below 2^20 in magnitude, and on machines whose limbs have not 64 bits. */
bool cas_exponential(mpfr_ptr t, mpfr_srcptr x);

#endif

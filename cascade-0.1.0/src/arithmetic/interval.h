/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_INTERVAL_H
#define CASCADE_ARITHMETIC_INTERVAL_H

#include "arithmetic/arithmetic.h"

#include <mpfi.h>

/* Enclosures: what the interval arithmetic's numbers (mpfi_t) can be asked. */

/* The verdict of a claimed inequality lhs <= rhs on one instance
   (src/README.md, section 1). */
typedef enum cas_verdict { CAS_HOLDS, CAS_VIOLATED, CAS_UNDECIDED } cas_verdict;
extern const char *const cas_verdict_names[3];

/* The precisions, in bits, at which a question is asked of enclosures: the first, then
   twice as many until it is decided or the last was not enough. */
enum { CAS_PRECISION_FIRST = 128, CAS_PRECISION_LAST = 4096 };

/* CAS_HOLDS iff upper(lhs) <= lower(rhs), CAS_VIOLATED iff lower(lhs) > upper(rhs). */
cas_verdict cas_interval_compare(mpfi_srcptr lhs, mpfi_srcptr rhs);

/* r = the interval that stands for "undefined": both endpoints NaN. */
void cas_interval_set_undefined(mpfi_ptr r);

/* r = x y; r may be x or y.  The two differ where one factor is 0 and the other
   unbounded.

   cas_interval_multiply is the interval arithmetic's own `multiply`, and the one for all
   that a verdict is made from.  There an infinite endpoint only says that no bound is
   known: it may stand for the limit at a pole, or for a supremum that does not exist, and
   0 times that may be anything.  So the product is all reals, which decides nothing.

   cas_interval_multiply_reals is for ranges: of a variable that runs through its domain,
   or of a function that has a real value at each point of it.  However far such a range
   goes, 0 times each number of it is 0, and so is the product.  The constants of
   Assumption 3 need this: a zero in a weight matrix takes an input that is any real
   number out of a sum.  A Taylor coefficient that is absent (program/taylor.h) is the
   same case: the derivative is 0 wherever the function is defined. */
void cas_interval_multiply(mpfi_ptr r, mpfi_srcptr x, mpfi_srcptr y);
void cas_interval_multiply_reals(mpfi_ptr r, mpfi_srcptr x, mpfi_srcptr y);

/* (upper - lower) / min |x|, rounded up; 0 for a point, +inf where 0 is inside and the
   width is not 0. */
double cas_interval_relative_width(mpfi_srcptr x);

/* An endpoint as a decimal string with `digits` significant digits (at least 17), rounded
   down for lower and up for upper: "1.2345678901234567e-3"; "0", "inf", "-inf" for those
   values.  To be given to free(). */
char *cas_interval_lower_text(mpfi_srcptr x, size_t digits);
char *cas_interval_upper_text(mpfi_srcptr x, size_t digits);

/* Relative distance of the double x from the enclosure, rounded up: 0 when x is inside,
   else distance to the nearer endpoint divided by the magnitude of that endpoint. */
double cas_interval_distance(mpfi_srcptr enclosure, double x);

#endif

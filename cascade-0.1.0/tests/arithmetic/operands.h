/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_ARITHMETIC_OPERANDS_H
#define CASCADE_TESTS_ARITHMETIC_OPERANDS_H

#include <gsl/gsl_rng.h>
#include <mpfi.h>
#include <mpfr.h>

/* Random operands for tests of arithmetic, with a bias towards corners. */

/* The stream that a test named `purpose` draws from; to be given to gsl_rng_free. */
gsl_rng *operand_stream(const char *purpose);

/* A finite number: one of 0, +-1, powers of two, neighbours of those, small
   integers, multiples of pi/2 rounded, moderate numbers, and numbers of any size
   from 2^-200 to 2^70. */
void operand_point(gsl_rng *rng, mpfr_ptr x);

/* A non-empty interval: a point, a few ulps, two points, one end 0, around 0, unbounded
   on one side or on both. */
void operand_interval(gsl_rng *rng, mpfi_ptr x);

/* A number of x: an endpoint where it is finite, or something between.  The point's
   precision must not be below that of x. */
void operand_inside(gsl_rng *rng, mpfr_ptr point, mpfi_srcptr x);

/* A rational of small height. */
void operand_rational(gsl_rng *rng, mpq_ptr q);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_TAIL_H
#define CASCADE_CONSTANTS_TAIL_H

#include "arithmetic/arithmetic.h"
#include "constants/tail_scale.h"

/* Interval arithmetic on a box with unbounded sides that knows how fast its numbers grow
   and decay: softplus(z) is [.., inf] there and 1/cosh(z)^2 is [0, ..], but their product
   is bounded, because the one grows like z and the other decays like exp(-2z).

   A number stands for a function on the box, and says of it as much as is known:
     plain              it lies in the interval `plain`;
     scale and factor   it is E(z) times something in the bounded interval `factor`;
     form and rest      it is an exact polynomial in the tail coordinates, without
                        constant term, plus something in the bounded interval `rest` (the
                        number `exact` where that is known exactly).
   A NaN in plain says that the function may not be defined. */
typedef struct cas_tail_number {
    const cas_tail *tail;
    mpfi_t plain;
    bool has_scale, has_form, is_exact;
    mpq_t *scale, *form;
    mpfi_t factor, rest;
    mpq_t exact;
} cas_tail_number;

/* An arithmetic whose numbers are cas_tail_number.  `init` of the copy that is
   returned makes numbers on this tail: it must be kept in the structure,
   together with the tail. */
typedef struct cas_tail_arithmetic {
    cas_arithmetic table;
    const cas_tail *tail;
} cas_tail_arithmetic;

void cas_tail_arithmetic_init(cas_tail_arithmetic *arithmetic, const cas_tail *tail);

/* r = the interval of all values of x, by all that is known */
void cas_tail_enclose(mpfi_ptr r, const void *x);

/* Whether x is worth being written as a rational. */
bool cas_tail_is_moderate(mpfr_srcptr x);

/* x becomes a number in an interval, without further knowledge. */
void cas_tail_set_interval(cas_tail_number *x, mpfi_srcptr interval);

/* After plain, form, rest and exact of x were set (has_scale and has_form
   say what there is):
   completes the scale from the form, and both from a bounded plain interval. */
void cas_tail_complete(cas_tail_number *x);

/* Whether x is a known rational number. */
bool cas_tail_is_constant(const cas_tail_number *x);

#endif

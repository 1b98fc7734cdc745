/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_TAIL_NUMBER_H
#define CASCADE_CONSTANTS_TAIL_NUMBER_H

#include "constants/tail_scale.h"

/* A number stands for a function on a box with unbounded sides, and says of it as much as
   is known:
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

/* r = the interval of all values of x, by all that is known */
void cas_tail_enclose(mpfi_ptr r, const void *x);

/* x becomes a number in an interval, without further knowledge. */
void cas_tail_set_interval(cas_tail_number *x, mpfi_srcptr interval);

/* Whether x is a known rational number. */
bool cas_tail_is_constant(const cas_tail_number *x);

#endif

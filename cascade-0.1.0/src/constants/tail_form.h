/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_TAIL_FORM_H
#define CASCADE_CONSTANTS_TAIL_FORM_H

#include "constants/tail_number.h"

/* The forms of numbers on tails: polynomials in the tail coordinates, each in one of
   them, plus a rest. */

/* After plain, form, rest and exact of x were set (has_scale and has_form say what there
   is): completes the scale from the form, and both from a bounded plain interval. */
void cas_tail_complete(cas_tail_number *x);

/* r's form = that of x plus, or minus, that of y; both have one. */
void cas_tail_form_add(cas_tail_number *r, const cas_tail_number *x,
                       const cas_tail_number *y, bool is_difference);

/* r's form = c times that of x, or none where x has none. */
void cas_tail_form_times(cas_tail_number *r, const cas_tail_number *x, mpq_srcptr c);

/* r's form = that of x y^n where x and y are exact polynomials in one coordinate and it
   is of low degree; else none. */
void cas_tail_form_multiply(cas_tail_number *r, const cas_tail_number *x,
                            const cas_tail_number *y, size_t n);

#endif

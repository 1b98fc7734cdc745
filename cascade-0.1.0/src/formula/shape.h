/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_SHAPE_H
#define CASCADE_FORMULA_SHAPE_H

#include "arithmetic/message.h"
#include "formula/formula.h"

/* Which shape a formula has, and which indices it depends on, from what it is made of. */

/* r += factor x */
void cas_affine_add(cas_affine *r, const cas_affine *x, long factor);
bool cas_affine_equal(const cas_affine *one, const cas_affine *other);

/* Sets what follows from the parts of f, which have theirs: from `indices` on.  Errors:
   CAS_INPUT, one sentence without a place: shapes that do not fit, an index that is not
   affine. */
cas_status cas_formula_set_shape(const cas_vocabulary *vocabulary, cas_formula *f,
                                 cas_message *message);

/* CAS_INPUT where one of the bounds of a range is not affine. */
cas_status cas_formula_check_bounds(const cas_formula *first, const cas_formula *last,
                                    cas_message *message);

/* "a number", "a vector", "a matrix": for messages. */
const char *cas_formula_shape_name(const cas_formula *f);

#endif

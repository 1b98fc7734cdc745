/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_SHAPE_H
#define CASCADE_FORMULA_SHAPE_H

#include "arithmetic/message.h"
#include "formula/formula.h"

/* Which shape a formula has, and which indices it depends on, from what it is made of. */

/* Reads an affine expression in indices and the size; false where f is none. */
bool cas_formula_affine(const cas_vocabulary *vocabulary, const cas_formula *f,
                        cas_affine *affine);
bool cas_affine_equal(const cas_affine *one, const cas_affine *other);

/* Sets rows, columns, indices and height of f, whose parts have theirs.  Errors:
   CAS_INPUT, one sentence without a place: shapes that do not fit, an index that is not
   affine. */
cas_status cas_formula_set_shape(const cas_vocabulary *vocabulary, cas_formula *f,
                                 cas_message *message);

/* "a number", "a vector", "a matrix": for messages. */
const char *cas_formula_shape_name(const cas_formula *f);

#endif

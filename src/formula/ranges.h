/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_RANGES_H
#define CASCADE_FORMULA_RANGES_H

#include "formula/statement.h"

/* Indices: the values of affine formulas in them, and of the ranges of a statement.
   size: N or T; index[k] is that in slot k. */

/* An affine formula's value. */
long cas_evaluate_index(long size, const cas_formula *formula, const long *index);
/* Calls visit for all values of the statement's ranges, until it returns false. */
void cas_statement_for_each(const cas_statement *statement, long size,
                            bool (*visit)(void *context, const long *index),
                            void *context);

#endif

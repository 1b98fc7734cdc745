/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_INDEX_H
#define CASCADE_FORMULA_INDEX_H

#include "formula/statement.h"

/* The value of an affine formula for a size N (or T), where index[k] is the value of the
   index in slot k. */
long cas_formula_index(long size, const cas_formula *formula, const long *index);

/* The index that part k of a formula gives, 0 where it has none.  CAS_INPUT where it is
   beyond the range: statements are checked for some sizes when they are read; an instance
   may have another one. */
cas_status cas_formula_index_within(long size, const cas_formula *formula, size_t k,
                                    const cas_index_range *range, const long *index,
                                    long *at, cas_message *message);

/* Calls visit for all values of the statement's ranges, until it returns false. */
void cas_statement_for_each(const cas_statement *statement, long size,
                            bool (*visit)(void *context, const long *index),
                            void *context);

#endif

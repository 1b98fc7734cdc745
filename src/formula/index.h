/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_INDEX_H
#define CASCADE_FORMULA_INDEX_H

#include "formula/statement.h"

/* The value of an affine formula or of a whole number for a size N (or T); index[k]: the
   value of the index in slot k. */
long cas_formula_index(long size, const cas_formula *formula, const long *index);

/* Whether a formula always is a whole number that cas_formula_index gives. */
bool cas_formula_is_whole(const cas_formula *formula);

/* The range that the vocabulary gives to part k of a formula where that is the index of a
   name, a map or a field; else NULL.  *name: what has the index. */
const cas_index_range *cas_formula_index_range(const cas_vocabulary *vocabulary,
                                               const cas_formula *formula, size_t k,
                                               const char **name);
/* The index that part k gives, 0 where there is no such part.  CAS_INPUT where it is
   beyond its range: statements are checked for some sizes when they are read; an instance
   may have another one. */
cas_status cas_formula_index_within(const cas_vocabulary *vocabulary, long size,
                                    const cas_formula *formula, size_t k,
                                    const long *index, long *at, cas_message *message);

/* Calls visit for all values of the statement's ranges, until it returns false. */
void cas_statement_for_each(const cas_statement *statement, long size,
                            bool (*visit)(void *context, const long *index),
                            void *context);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_STORAGE_H
#define CASCADE_FORMULA_STORAGE_H

#include "formula/formula.h"

/* Where the trees of a statement and of its mutants live: all are freed together. */
typedef struct cas_formula_storage cas_formula_storage;

cas_formula_storage *cas_formula_storage_new(void);
void cas_formula_storage_free(cas_formula_storage *storage); /* NULL: nothing */

/* Zeroed memory, and a copy of text[0..length), that belong to the storage. */
void *cas_formula_allocate(cas_formula_storage *storage, size_t count, size_t size);
const char *cas_formula_text(cas_formula_storage *storage, const char *text,
                             size_t length);
/* A copy of q that belongs to the storage. */
mpq_srcptr cas_formula_rational(cas_formula_storage *storage, mpq_srcptr q);

#endif

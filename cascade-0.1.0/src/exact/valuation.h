/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_VALUATION_H
#define CASCADE_EXACT_VALUATION_H

#include "formula/model.h"
#include "formula/statement.h"

/* Values for the names of a vocabulary of numbers (cas_vocabulary_new), in one
   arithmetic, and the values of formulas in these names.  Polynomials may be values, too:
   formulas are computed for all values of the indeterminates at once then. */
typedef struct cas_valuation cas_valuation;

/* The names have the given values, one for each symbol of the vocabulary in its order;
   NULL: all are 0.  Owned by the caller; keeps arithmetic and vocabulary. */
cas_valuation *cas_valuation_new(const cas_arithmetic *arithmetic,
                                 const cas_vocabulary *vocabulary, const mpq_t *values);
void cas_valuation_free(cas_valuation *valuation); /* NULL: nothing */

/* The valuation as a model, whose own `free` is cas_valuation_free. */
cas_model *cas_valuation_model(cas_valuation *valuation);

/* The value of the name in that place, which may be set until a formula is evaluated. */
void *cas_valuation_at(cas_valuation *valuation, size_t symbol);

/* The value of a formula that is a number, where index[k] is that in slot k.  *value
   belongs to the valuation.  Errors: those of cas_evaluate; CAS_DOMAIN where the
   value is undefined. */
cas_status cas_valuation_evaluate(cas_valuation *valuation, const cas_formula *formula,
                                  const long *index, const void **value,
                                  cas_message *message);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_INTEGRAND_H
#define CASCADE_FORMULA_INTEGRAND_H

#include "formula/formula.h"
#include "formula/model.h"

/* A bound of the degree of a formula as a polynomial in the variable in that slot;
   CAS_NO_POLYNOMIAL where none is known.  index: of the other slots. */
size_t cas_formula_degree(const cas_model *model, const cas_formula *formula, size_t slot,
                          const long *index);

#endif

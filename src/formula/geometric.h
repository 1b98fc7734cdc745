/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_GEOMETRIC_H
#define CASCADE_FORMULA_GEOMETRIC_H

#include "formula/evaluate.h"

/* The sum of `body` over slot = first..last, where all that has an index is alike from
   first on (model.h, `rest`).  index: of the other slots.  Errors: CAS_UNSUPPORTED where
   the body is no sum of products of such things with powers that are affine in the index;
   else of the evaluation. */
cas_status cas_geometric_sum(cas_evaluator *evaluator, const cas_formula *body,
                             size_t slot, long first, long last, const long *index,
                             cas_variable *r, cas_message *message);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_EVALUATOR_H
#define CASCADE_FORMULA_EVALUATOR_H

#include "formula/statement.h"
#include "formula/kept.h"
#include "formula/model.h"

/* What the parts of the evaluator share. */
struct cas_evaluator {
    cas_model *model;
    bool is_undecided, is_inapplicable;
    cas_kept *kept;
};

/* n / denominator */
cas_variable cas_evaluator_number(const struct cas_evaluator *e, long n,
                                  long denominator);
/* A value is kept unless it rests on what was not decided. */
void cas_evaluator_keep(struct cas_evaluator *e, const cas_kept_key *key, cas_variable x);

/* A sum, a product, a maximum over a range, and an integral: as cas_evaluate. */
cas_status cas_evaluate_range(struct cas_evaluator *e, const cas_formula *f,
                              const long *index, cas_variable *r, cas_message *message);
cas_status cas_evaluate_integral(struct cas_evaluator *e, const cas_formula *f,
                                 const long *index, cas_variable *r,
                                 cas_message *message);
/* Whether there is such a length, for sums of nothing: the index may be beyond those of
   all names. */
bool cas_evaluator_length(const struct cas_evaluator *e, const cas_formula_extent *extent,
                          const long *index, size_t *length);

#endif

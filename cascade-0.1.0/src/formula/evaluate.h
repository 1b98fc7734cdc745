/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_EVALUATE_H
#define CASCADE_FORMULA_EVALUATE_H

#include "formula/model.h"
#include "formula/statement.h"

/* The values of formulas on a model.  Values of trees are kept, so that a statement's
   mutants, which share its trees, cost little more than their mistakes. */
typedef struct cas_evaluator cas_evaluator;

/* Keeps the model.  Formulas are known by their addresses: those that are evaluated must
   outlive the evaluator. */
cas_evaluator *cas_evaluator_new(cas_model *model);
void cas_evaluator_free(cas_evaluator *evaluator); /* NULL: nothing */

/* The value of a formula, where index[k] is that in slot k.  It lives as long as the
   model.  What is undefined there gives numbers that are undefined.  Errors:
   CAS_UNSUPPORTED (the model or its arithmetic does not have the operation), those of the
   model. */
cas_status cas_evaluate(cas_evaluator *evaluator, const cas_formula *formula,
                        const long *index, cas_variable *r, cas_message *message);

/* Whether all that was needed since the last call of cas_evaluator_begin could be
   decided: every partition. */
bool cas_evaluator_is_decided(const cas_evaluator *evaluator);
/* False after an integral was asked for that the model cannot give exactly: the statement
   says nothing that can be checked about this instance. */
bool cas_evaluator_applies(const cas_evaluator *evaluator);
void cas_evaluator_begin(cas_evaluator *evaluator);

#endif

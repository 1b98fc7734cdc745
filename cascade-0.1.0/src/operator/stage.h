/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_OPERATOR_STAGE_H
#define CASCADE_OPERATOR_STAGE_H

#include "operator/operator.h"

/* One operator with its weights, ready to be run at many inputs: either its program in
   any arithmetic, or the hand-derived double reference.  Passes are written once against
   this. */
typedef struct cas_stage cas_stage;

/* Keeps op and arithmetic.  weights: op->weights exact numbers, copied. */
cas_stage *cas_stage_new(const cas_operator *op, const cas_arithmetic *arithmetic,
                         const mpq_t *weights);
/* In double by the family's reference; where the family has none (expressions), by the
   program in double. */
cas_stage *cas_stage_new_reference(const cas_operator *op, const mpq_t *weights);
/* The same operator with the same weights, for inputs of its own. */
cas_stage *cas_stage_new_beside(const cas_stage *source);
void cas_stage_free(cas_stage *stage);

/* Moves the operator to other weights: op->weights numbers of its arithmetic, copied. */
void cas_stage_set_weights(cas_stage *stage, const void *weights);

const cas_operator *cas_stage_operator(const cas_stage *stage);

/* Value at input y; then cas_stage_output (op->out numbers, owned by the stage) and
   pullbacks are at that point, until the next evaluate. */
cas_status cas_stage_evaluate(cas_stage *stage, const void *y, cas_message *message);
const void *cas_stage_output(const cas_stage *stage);
/* gy = grad_1 f(y, w)^T v, gw = grad_2 f(y, w)^T v; either may be NULL. */
cas_status cas_stage_pullback(cas_stage *stage, const void *v, void *gy, void *gw,
                              cas_message *message);

#endif

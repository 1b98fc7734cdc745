/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/stage.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "program/tape.h"

#include <stdlib.h>
#include <string.h>

/* Invariant: tape is NULL iff the family's reference runs; then the arithmetic is double,
   and input holds the point of the last evaluate. */
struct cas_stage {
    const cas_operator *op;
    const cas_arithmetic *arithmetic;
    void *weights, *output;
    cas_tape *tape;
    double *input, *workspace;
};

static cas_stage *stage_new(const cas_operator *op, const cas_arithmetic *arithmetic)
{
    cas_stage *stage = cas_allocate(1, sizeof *stage);
    stage->op = op;
    stage->arithmetic = arithmetic;
    stage->weights = cas_numbers_new(arithmetic, op->weights);
    stage->output = cas_numbers_new(arithmetic, op->out);
    return stage;
}

static void prepare_reference(cas_stage *stage)
{
    const cas_operator *op = stage->op;
    const size_t size = op->family->workspace_size ? op->family->workspace_size(op) : 0;
    stage->input = cas_allocate(op->in, sizeof(double));
    stage->workspace = cas_allocate(size, sizeof(double));
}

cas_stage *cas_stage_new(const cas_operator *op, const cas_arithmetic *arithmetic,
                         const mpq_t *weights)
{
    cas_stage *stage = stage_new(op, arithmetic);
    cas_vector_set_rationals(arithmetic, op->weights, stage->weights, weights);
    stage->tape = cas_tape_new(op->program, arithmetic);
    return stage;
}

cas_stage *cas_stage_new_reference(const cas_operator *op, const mpq_t *weights)
{
    if (!op->family->value)
        return cas_stage_new(op, &cas_arithmetic_double, weights);
    cas_stage *stage = stage_new(op, &cas_arithmetic_double);
    cas_vector_set_rationals(stage->arithmetic, op->weights, stage->weights, weights);
    prepare_reference(stage);
    return stage;
}

cas_stage *cas_stage_new_beside(const cas_stage *source)
{
    cas_stage *stage = stage_new(source->op, source->arithmetic);
    cas_vector_copy(stage->arithmetic, stage->op->weights, stage->weights,
                    source->weights);
    if (source->tape)
        stage->tape = cas_tape_new(stage->op->program, stage->arithmetic);
    else
        prepare_reference(stage);
    return stage;
}

void cas_stage_free(cas_stage *stage)
{
    if (!stage)
        return;
    cas_tape_free(stage->tape);
    cas_numbers_free(stage->arithmetic, stage->weights, stage->op->weights);
    cas_numbers_free(stage->arithmetic, stage->output, stage->op->out);
    free(stage->input);
    free(stage->workspace);
    free(stage);
}

void cas_stage_set_weights(cas_stage *stage, const void *weights)
{
    cas_vector_copy(stage->arithmetic, stage->op->weights, stage->weights, weights);
}

const cas_operator *cas_stage_operator(const cas_stage *stage)
{
    return stage->op;
}

/* A reference has no place at which to refuse, so an overflow shows in its results. */
static cas_status require_finite(const cas_stage *stage, size_t count, const double *x,
                                 const char *what, cas_message *message)
{
    if (!x || cas_vector_is_defined(&cas_arithmetic_double, count, x))
        return CAS_OK;
    return cas_fail(message, CAS_DOMAIN, "%s: the %s is not finite in double precision",
                    stage->op->family->name, what);
}

static cas_status evaluate_reference(cas_stage *stage, const double *y,
                                     cas_message *message)
{
    memcpy(stage->input, y, stage->op->in * sizeof *y);
    stage->op->family->value(stage->op, y, stage->weights, stage->output,
                             stage->workspace);
    return require_finite(stage, stage->op->out, stage->output, "value", message);
}

cas_status cas_stage_evaluate(cas_stage *stage, const void *y, cas_message *message)
{
    if (!stage->tape)
        return evaluate_reference(stage, y, message);
    const cas_status status = cas_tape_evaluate(stage->tape, y, stage->weights, message);
    for (size_t k = 0; !status && k < stage->op->out; ++k)
        stage->arithmetic->set(cas_at(stage->arithmetic, stage->output, k),
                               cas_tape_output(stage->tape, k));
    return status;
}

const void *cas_stage_output(const cas_stage *stage)
{
    return stage->output;
}

cas_status cas_stage_pullback(cas_stage *stage, const void *v, void *gy, void *gw,
                              cas_message *message)
{
    if (stage->tape)
        return cas_tape_pullback(stage->tape, v, gy, gw, message);
    stage->op->family->pullback(stage->op, stage->input, stage->weights, v, gy, gw,
                                stage->workspace);
    const cas_status status =
        require_finite(stage, stage->op->in, gy, "gradient with respect to y", message);
    return status ? status
                  : require_finite(stage, stage->op->weights, gw,
                                   "gradient with respect to w", message);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/tape.h"

#include "arithmetic/memory.h"
#include "program/derivatives.h"
#include "program/slope.h"
#include "program/tape_steps.h"
#include "program/undefined.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct cas_tape {
    const cas_program *program;
    const cas_arithmetic *arithmetic;
    cas_tape_steps steps;
    bool has_own_steps;      /* they are not those of another tape */
    void *values;            /* of each step */
    void *adjoints, *slopes; /* steps.adjoints, steps.slopes */
    bool *is_slope_known;    /* of each slope */
    bool *has_adjoint;       /* of each step */
    void *scratch;           /* two numbers */
};

static void *value_of(const cas_tape *tape, size_t i)
{
    return cas_at(tape->arithmetic, tape->values, i);
}

static void *adjoint_of(const cas_tape *tape, size_t i)
{
    return cas_at(tape->arithmetic, tape->adjoints, tape->steps.at[i].adjoint);
}

static cas_tape *tape_new(const cas_program *program, const cas_arithmetic *arithmetic,
                          const cas_tape_steps *steps)
{
    cas_tape *tape = cas_allocate(1, sizeof *tape);
    tape->program = program;
    tape->arithmetic = arithmetic;
    tape->steps = *steps;
    tape->values = cas_numbers_new(arithmetic, steps->count);
    tape->adjoints = cas_numbers_new(arithmetic, steps->adjoints);
    tape->slopes = cas_numbers_new(arithmetic, steps->slopes);
    tape->scratch = cas_numbers_new(arithmetic, 2);
    tape->is_slope_known = cas_allocate(steps->slopes, sizeof(bool));
    tape->has_adjoint = cas_allocate(steps->count, sizeof(bool));
    return tape;
}

cas_tape *cas_tape_new(const cas_program *program, const cas_arithmetic *arithmetic)
{
    cas_tape_steps steps;
    cas_tape_steps_init(&steps, program);
    cas_tape *tape = tape_new(program, arithmetic, &steps);
    tape->has_own_steps = true;
    for (size_t i = 0; i < steps.count; i++)
        if (steps.at[i].node.code == CAS_CONSTANT)
            arithmetic->set_rational(value_of(tape, i),
                                     program->constants[steps.at[i].node.left]);
    return tape;
}

cas_tape *cas_tape_new_beside(const cas_tape *source)
{
    const cas_tape_steps *steps = &source->steps;
    cas_tape *tape = tape_new(source->program, source->arithmetic, steps);
    for (size_t i = 0; i < steps->count; i++)
        if (steps->at[i].node.code == CAS_CONSTANT)
            tape->arithmetic->set(value_of(tape, i), value_of(source, i));
    return tape;
}

void cas_tape_free(cas_tape *tape)
{
    if (tape == NULL)
        return;
    cas_numbers_free(tape->arithmetic, tape->values, tape->steps.count);
    cas_numbers_free(tape->arithmetic, tape->adjoints, tape->steps.adjoints);
    cas_numbers_free(tape->arithmetic, tape->slopes, tape->steps.slopes);
    cas_numbers_free(tape->arithmetic, tape->scratch, 2);
    free(tape->is_slope_known);
    free(tape->has_adjoint);
    if (tape->has_own_steps)
        cas_tape_steps_clear(&tape->steps);
    free(tape);
}

static cas_status not_defined(const cas_tape *tape, const cas_step *at,
                              cas_message *message)
{
    return cas_undefined_node(tape->arithmetic, &at->node, value_of(tape, at->node.left),
                              value_of(tape, at->node.right), message);
}

static void run_step(const cas_tape *tape, const cas_node *node, void *r, const void *y,
                     const void *w)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    const void *left = cas_node_is_leaf(node) ? NULL : value_of(tape, node->left);
    switch (node->code) {
    case CAS_CONSTANT:
        break;
    case CAS_INPUT_Y:
        arithmetic->set(r, cas_at_const(arithmetic, y, node->left));
        break;
    case CAS_INPUT_W:
        arithmetic->set(r, cas_at_const(arithmetic, w, node->left));
        break;
    case CAS_NEGATE:
        arithmetic->negate(r, left);
        break;
    case CAS_ADD:
        arithmetic->add(r, left, value_of(tape, node->right));
        break;
    case CAS_SUBTRACT:
        arithmetic->subtract(r, left, value_of(tape, node->right));
        break;
    case CAS_MULTIPLY:
        arithmetic->multiply(r, left, value_of(tape, node->right));
        break;
    case CAS_DIVIDE:
        arithmetic->divide(r, left, value_of(tape, node->right));
        break;
    case CAS_POWER:
        if (node->exponent == 2)
            arithmetic->square(r, left);
        else
            arithmetic->power(r, left, node->exponent);
        break;
    case CAS_APPLY:
        arithmetic->function[node->function](r, left);
        break;
    }
}

/* Whether a function can be run at all.  The sine of a number beyond 2^1024 is refused
   because reducing it modulo pi takes as many bits as it has. */
static cas_status check_argument(const cas_tape *tape, const cas_node *node,
                                 cas_message *message)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    const char *name = cas_function_names[node->function];
    if (arithmetic->function[node->function] == NULL)
        return cas_fail(message, CAS_UNSUPPORTED, "%s arithmetic has no %s",
                        arithmetic->name, name);
    if ((node->function == CAS_SIN || node->function == CAS_COS) &&
        !isfinite(arithmetic->to_double(value_of(tape, node->left))))
        return cas_fail(message, CAS_DOMAIN, "%s is evaluated beyond 2^1024", name);
    return CAS_OK;
}

cas_status cas_tape_evaluate(cas_tape *tape, const void *y, const void *w,
                             cas_message *message)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    memset(tape->is_slope_known, 0, tape->steps.slopes * sizeof(bool));
    for (size_t i = 0; i < tape->steps.count; i++) {
        const cas_step *at = &tape->steps.at[i];
        cas_status status = CAS_OK;
        if (at->node.code == CAS_APPLY)
            status = check_argument(tape, &at->node, message);
        if (status != CAS_OK)
            return status;
        void *r = value_of(tape, i);
        run_step(tape, &at->node, r, y, w);
        if (at->can_fail && !arithmetic->is_defined(r))
            return not_defined(tape, at, message);
    }
    for (size_t k = 0; k < tape->program->output_count; k++)
        if (!arithmetic->is_defined(value_of(tape, tape->steps.outputs[k])))
            return cas_fail(message, CAS_DOMAIN, "output %zu is not finite", k + 1);
    return CAS_OK;
}

const void *cas_tape_output(const cas_tape *tape, size_t k)
{
    return value_of(tape, tape->steps.outputs[k]);
}

/* The derivative of a function's or power's step, or 1/right of a quotient; NULL where it
   is not defined. */
static const void *slope_of(cas_tape *tape, size_t i)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    const cas_step *at = &tape->steps.at[i];
    if (at->place == CAS_SLOPE_IS_VALUE)
        return value_of(tape, at->partner);
    void *slope = cas_at(arithmetic, tape->slopes, at->slope);
    if (tape->is_slope_known[at->slope])
        return slope;
    const void *left = value_of(tape, at->node.left);
    if (at->node.code == CAS_DIVIDE)
        arithmetic->power(slope, value_of(tape, at->node.right), -1);
    else if (at->node.code == CAS_POWER)
        cas_derivatives_power(arithmetic, at->node.exponent, left, 1, slope,
                              tape->scratch);
    else
        cas_slope_function(arithmetic, slope, at->node.function, left, value_of(tape, i),
                           tape->scratch);
    if (at->node.code == CAS_APPLY && !arithmetic->is_defined(slope))
        return NULL;
    tape->is_slope_known[at->slope] = true;
    return slope;
}

/* adjoint of target += or -= factor * other; other NULL stands for 1.  The first
   contribution is written, not added, so that no adjoint needs to be set to 0. */
static void contribute(cas_tape *tape, size_t target, const void *factor,
                       const void *other, bool is_negative)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    void *adjoint = adjoint_of(tape, target);
    bool is_first = !tape->has_adjoint[target];
    const void *term = factor;
    if (other != NULL) {
        void *product = is_first ? adjoint : tape->scratch;
        arithmetic->multiply(product, factor, other);
        term = product;
    }
    tape->has_adjoint[target] = true;
    if (!is_first && is_negative)
        arithmetic->subtract(adjoint, adjoint, term);
    else if (!is_first)
        arithmetic->add(adjoint, adjoint, term);
    else if (is_negative)
        arithmetic->negate(adjoint, term);
    else if (term != adjoint)
        arithmetic->set(adjoint, term);
}

/* A quotient q = l / r: dl = 1/r and dr = -q / r. */
static void pull_back_quotient(cas_tape *tape, size_t i, const void *adjoint,
                               bool is_left_needed, bool is_right_needed)
{
    const cas_node *node = &tape->steps.at[i].node;
    const void *reciprocal = slope_of(tape, i);
    void *t = cas_at(tape->arithmetic, tape->scratch, 1);
    tape->arithmetic->multiply(t, adjoint, reciprocal);
    if (is_left_needed)
        contribute(tape, node->left, t, NULL, false);
    if (is_right_needed)
        contribute(tape, node->right, t, value_of(tape, i), true);
}

static void pull_back_product(cas_tape *tape, const cas_node *node, const void *adjoint,
                              bool is_left_needed, bool is_right_needed)
{
    if (is_left_needed)
        contribute(tape, node->left, adjoint, value_of(tape, node->right), false);
    if (is_right_needed)
        contribute(tape, node->right, adjoint, value_of(tape, node->left), false);
}

static void pull_back_sum(cas_tape *tape, const cas_node *node, const void *adjoint,
                          bool is_left_needed, bool is_right_needed)
{
    if (is_left_needed)
        contribute(tape, node->left, adjoint, NULL, false);
    if (is_right_needed)
        contribute(tape, node->right, adjoint, NULL, node->code == CAS_SUBTRACT);
}

/* Hands the adjoint of step i on to its operands, as far as they depend on `needed`. */
static cas_status pull_back_step(cas_tape *tape, size_t i, unsigned needed,
                                 cas_message *message)
{
    const cas_step *at = &tape->steps.at[i];
    const cas_node *node = &at->node;
    const void *adjoint = adjoint_of(tape, i);
    bool left = (tape->steps.at[node->left].depends & needed) != 0;
    bool right =
        cas_node_is_binary(node) && (tape->steps.at[node->right].depends & needed) != 0;
    if (node->code == CAS_ADD || node->code == CAS_SUBTRACT) {
        pull_back_sum(tape, node, adjoint, left, right);
    } else if (node->code == CAS_MULTIPLY) {
        pull_back_product(tape, node, adjoint, left, right);
    } else if (node->code == CAS_DIVIDE) {
        pull_back_quotient(tape, i, adjoint, left, right);
    } else if (node->code == CAS_NEGATE) {
        contribute(tape, node->left, adjoint, NULL, true);
    } else {
        const void *slope = slope_of(tape, i);
        if (slope == NULL) {
            char x[CAS_NUMBER_TEXT];
            cas_number_text(tape->arithmetic, value_of(tape, node->left), x);
            return cas_fail(message, CAS_DOMAIN,
                            "the derivative of %s at %s is not defined",
                            cas_function_names[node->function], x);
        }
        contribute(tape, node->left, adjoint, slope, at->is_slope_negative);
    }
    return CAS_OK;
}

static void clear_gradient(const cas_arithmetic *arithmetic, size_t count, void *gradient)
{
    for (size_t i = 0; gradient != NULL && i < count; i++)
        arithmetic->set_integer(cas_at(arithmetic, gradient, i), 0);
}

static void seed_outputs(cas_tape *tape, const void *v)
{
    memset(tape->has_adjoint, 0, tape->steps.count * sizeof(bool));
    for (size_t k = 0; k < tape->program->output_count; k++) {
        const void *seed = cas_at_const(tape->arithmetic, v, k);
        size_t output = tape->steps.outputs[k];
        if (tape->steps.at[output].depends != 0 && !tape->arithmetic->is_zero(seed))
            contribute(tape, output, seed, NULL, false);
    }
}

cas_status cas_tape_pullback(cas_tape *tape, const void *v, void *gy, void *gw,
                             cas_message *message)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    unsigned needed =
        (gy != NULL ? CAS_DEPENDS_ON_Y : 0U) | (gw != NULL ? CAS_DEPENDS_ON_W : 0U);
    clear_gradient(arithmetic, tape->program->in, gy);
    clear_gradient(arithmetic, tape->program->weights, gw);
    seed_outputs(tape, v);
    for (size_t i = tape->steps.count; i-- > 0;) {
        const cas_node *node = &tape->steps.at[i].node;
        const void *adjoint = adjoint_of(tape, i);
        if (!tape->has_adjoint[i] || (tape->steps.at[i].depends & needed) == 0 ||
            arithmetic->is_zero(adjoint))
            continue;
        cas_status status = CAS_OK;
        if (node->code == CAS_INPUT_Y)
            arithmetic->set(cas_at(arithmetic, gy, node->left), adjoint);
        else if (node->code == CAS_INPUT_W)
            arithmetic->set(cas_at(arithmetic, gw, node->left), adjoint);
        else
            status = pull_back_step(tape, i, needed, message);
        if (status != CAS_OK)
            return status;
    }
    return CAS_OK;
}

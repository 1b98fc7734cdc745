/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/tape.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "program/derivatives.h"
#include "program/undefined.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Which of y and w a node depends on. */
enum { DEPENDS_ON_Y = 1, DEPENDS_ON_W = 2 };

enum { PRODUCT, FACTOR, SLOPE_SCRATCH, SCRATCH = SLOPE_SCRATCH + 2 };

struct cas_tape {
    const cas_program *program;
    const cas_arithmetic *arithmetic;
    bool *is_live; /* of each node, as all that follows */
    unsigned *depends;
    void *values, *adjoints;
    bool *has_adjoint;
    unsigned needed; /* what the gradients of this pullback are taken by */
    void *scratch;   /* SCRATCH numbers */
};

static void *value_of(const cas_tape *tape, size_t i)
{
    return cas_at(tape->arithmetic, tape->values, i);
}

static void *adjoint_of(const cas_tape *tape, size_t i)
{
    return cas_at(tape->arithmetic, tape->adjoints, i);
}

static void *scratch_of(const cas_tape *tape, size_t i)
{
    return cas_at(tape->arithmetic, tape->scratch, i);
}

static unsigned dependence(const cas_node *node, const unsigned *depends)
{
    if (node->code == CAS_INPUT_Y)
        return DEPENDS_ON_Y;
    if (node->code == CAS_INPUT_W)
        return DEPENDS_ON_W;
    if (cas_node_is_leaf(node) || (node->code == CAS_POWER && node->exponent == 0))
        return 0;
    return depends[node->left] | (cas_node_is_binary(node) ? depends[node->right] : 0);
}

cas_tape *cas_tape_new(const cas_program *program, const cas_arithmetic *arithmetic)
{
    const size_t count = program->node_count;
    cas_tape *tape = cas_allocate(1, sizeof *tape);
    tape->program = program;
    tape->arithmetic = arithmetic;
    tape->is_live = cas_program_live(program);
    tape->depends = cas_allocate(count, sizeof *tape->depends);
    tape->values = cas_numbers_new(arithmetic, count);
    tape->adjoints = cas_numbers_new(arithmetic, count);
    tape->has_adjoint = cas_allocate(count, sizeof(bool));
    tape->scratch = cas_numbers_new(arithmetic, SCRATCH);
    for (size_t i = 0; i < count; i++) {
        tape->depends[i] = dependence(&program->nodes[i], tape->depends);
        if (program->nodes[i].code == CAS_CONSTANT)
            arithmetic->set_rational(value_of(tape, i), cas_program_value(program, i));
    }
    return tape;
}

void cas_tape_free(cas_tape *tape)
{
    if (tape == NULL)
        return;
    cas_numbers_free(tape->arithmetic, tape->values, tape->program->node_count);
    cas_numbers_free(tape->arithmetic, tape->adjoints, tape->program->node_count);
    cas_numbers_free(tape->arithmetic, tape->scratch, SCRATCH);
    free(tape->is_live);
    free(tape->depends);
    free(tape->has_adjoint);
    free(tape);
}

static void run_node(const cas_tape *tape, const cas_node *node, void *r, const void *y,
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

/* Whether a node may be undefined where its operands are defined. */
static bool can_fail(const cas_node *node)
{
    if (node->code == CAS_DIVIDE)
        return true;
    if (node->code == CAS_POWER)
        return node->exponent < 0;
    if (node->code != CAS_APPLY)
        return false;
    return node->function != CAS_TANH && node->function != CAS_SIN &&
           node->function != CAS_COS && node->function != CAS_ATAN &&
           node->function != CAS_SIGMOID;
}

cas_status cas_tape_evaluate(cas_tape *tape, const void *y, const void *w,
                             cas_message *message)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    const cas_program *program = tape->program;
    for (size_t i = 0; i < program->node_count; i++) {
        const cas_node *node = &program->nodes[i];
        if (!tape->is_live[i])
            continue;
        cas_status status = CAS_OK;
        if (node->code == CAS_APPLY)
            status = check_argument(tape, node, message);
        if (status != CAS_OK)
            return status;
        run_node(tape, node, value_of(tape, i), y, w);
        if (can_fail(node) && !arithmetic->is_defined(value_of(tape, i)))
            return cas_undefined_node(arithmetic, node, value_of(tape, node->left),
                                      value_of(tape, node->right), message);
    }
    for (size_t k = 0; k < program->output_count; k++)
        if (!arithmetic->is_defined(value_of(tape, program->outputs[k])))
            return cas_fail(message, CAS_DOMAIN, "output %zu is not finite", k + 1);
    return CAS_OK;
}

const void *cas_tape_output(const cas_tape *tape, size_t k)
{
    return value_of(tape, tape->program->outputs[k]);
}

/* adjoint of target += or -= factor * other, where it is needed; other NULL stands for 1.
   The first contribution is written, not added, so that no adjoint needs to be set to
   0. */
static void contribute(cas_tape *tape, size_t target, const void *factor,
                       const void *other, bool is_negative)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    void *adjoint = adjoint_of(tape, target);
    bool is_first = !tape->has_adjoint[target];
    const void *term = factor;
    if ((tape->depends[target] & tape->needed) == 0)
        return;
    if (other != NULL) {
        void *product = is_first ? adjoint : scratch_of(tape, PRODUCT);
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

/* The derivative of a function or power. */
static cas_status pull_back_function(cas_tape *tape, size_t i, cas_message *message)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    const cas_node *node = &tape->program->nodes[i];
    const void *x = value_of(tape, node->left);
    void *slope = scratch_of(tape, FACTOR), *scratch = scratch_of(tape, SLOPE_SCRATCH);
    if (node->code == CAS_POWER)
        cas_derivatives_power(arithmetic, node->exponent, x, 1, slope, scratch);
    else
        cas_derivatives_function(arithmetic, node->function, x, value_of(tape, i), 1,
                                 slope, scratch);
    if (node->code == CAS_APPLY && !arithmetic->is_defined(slope)) {
        char text[CAS_NUMBER_TEXT];
        cas_number_text(arithmetic, x, text);
        return cas_fail(message, CAS_DOMAIN, "the derivative of %s at %s is not defined",
                        cas_function_names[node->function], text);
    }
    contribute(tape, node->left, adjoint_of(tape, i), slope, false);
    return CAS_OK;
}

/* Hands the adjoint of node i on to its operands. */
static cas_status pull_back_node(cas_tape *tape, size_t i, cas_message *message)
{
    const cas_node *node = &tape->program->nodes[i];
    const void *adjoint = adjoint_of(tape, i);
    void *factor = scratch_of(tape, FACTOR);
    switch (node->code) {
    case CAS_NEGATE:
        contribute(tape, node->left, adjoint, NULL, true);
        return CAS_OK;
    case CAS_ADD:
    case CAS_SUBTRACT:
        contribute(tape, node->left, adjoint, NULL, false);
        contribute(tape, node->right, adjoint, NULL, node->code == CAS_SUBTRACT);
        return CAS_OK;
    case CAS_MULTIPLY:
        contribute(tape, node->left, adjoint, value_of(tape, node->right), false);
        contribute(tape, node->right, adjoint, value_of(tape, node->left), false);
        return CAS_OK;
    case CAS_DIVIDE: /* q = l / r: dl = 1/r and dr = -q/r */
        tape->arithmetic->divide(factor, adjoint, value_of(tape, node->right));
        contribute(tape, node->left, factor, NULL, false);
        contribute(tape, node->right, factor, value_of(tape, i), true);
        return CAS_OK;
    default:
        return pull_back_function(tape, i, message);
    }
}

static void clear_gradient(const cas_arithmetic *arithmetic, size_t count, void *gradient)
{
    if (gradient != NULL)
        cas_vector_zero(arithmetic, count, gradient);
}

static void seed_outputs(cas_tape *tape, const void *v)
{
    memset(tape->has_adjoint, 0, tape->program->node_count * sizeof(bool));
    for (size_t k = 0; k < tape->program->output_count; k++) {
        const void *seed = cas_at_const(tape->arithmetic, v, k);
        if (!tape->arithmetic->is_zero(seed))
            contribute(tape, tape->program->outputs[k], seed, NULL, false);
    }
}

cas_status cas_tape_pullback(cas_tape *tape, const void *v, void *gy, void *gw,
                             cas_message *message)
{
    const cas_arithmetic *arithmetic = tape->arithmetic;
    cas_status status = CAS_OK;
    tape->needed = (gy != NULL ? DEPENDS_ON_Y : 0U) | (gw != NULL ? DEPENDS_ON_W : 0U);
    clear_gradient(arithmetic, tape->program->in, gy);
    clear_gradient(arithmetic, tape->program->weights, gw);
    seed_outputs(tape, v);
    for (size_t i = tape->program->node_count; i-- > 0 && status == CAS_OK;) {
        const cas_node *node = &tape->program->nodes[i];
        const void *adjoint = adjoint_of(tape, i);
        if (!tape->has_adjoint[i] || arithmetic->is_zero(adjoint))
            continue;
        if (node->code == CAS_INPUT_Y)
            arithmetic->set(cas_at(arithmetic, gy, node->left), adjoint);
        else if (node->code == CAS_INPUT_W)
            arithmetic->set(cas_at(arithmetic, gw, node->left), adjoint);
        else
            status = pull_back_node(tape, i, message);
    }
    return status;
}

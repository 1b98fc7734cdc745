/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/tape_steps.h"

#include "arithmetic/memory.h"
#include "program/slope.h"

#include <stdlib.h>

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

static unsigned dependence(const cas_tape_steps *steps, const cas_node *node)
{
    if (node->code == CAS_CONSTANT)
        return 0;
    if (node->code == CAS_INPUT_Y)
        return CAS_DEPENDS_ON_Y;
    if (node->code == CAS_INPUT_W)
        return CAS_DEPENDS_ON_W;
    if (node->code == CAS_POWER && node->exponent == 0)
        return 0;
    unsigned depends = steps->at[node->left].depends;
    if (cas_node_is_binary(node))
        depends |= steps->at[node->right].depends;
    return depends;
}

/* Makes the live nodes into steps; place[i] becomes the step of node i. */
static void make_steps(cas_tape_steps *steps, const cas_program *program,
                       const bool *live, size_t *place)
{
    for (size_t i = 0; i < program->node_count; i++) {
        if (!live[i])
            continue;
        place[i] = steps->count++;
        cas_step *made = &steps->at[place[i]];
        made->node = program->nodes[i];
        if (!cas_node_is_leaf(&made->node))
            made->node.left = place[made->node.left];
        if (cas_node_is_binary(&made->node))
            made->node.right = place[made->node.right];
        made->can_fail = can_fail(&made->node);
        made->depends = dependence(steps, &made->node);
    }
}

/* Steps whose slope is another step's value. */
static void find_partners(cas_tape_steps *steps, const cas_program *program,
                          const bool *live, const size_t *place)
{
    for (size_t i = 0; i < program->node_count; i++) {
        const cas_node *node = &program->nodes[i];
        cas_function derivative;
        size_t partner;
        if (!live[i] || node->code != CAS_APPLY ||
            !cas_slope_is_function(node->function, &derivative))
            continue;
        cas_step *made = &steps->at[place[i]];
        if (cas_program_find_apply(program, derivative, node->left, &partner) &&
            live[partner]) {
            made->place = CAS_SLOPE_IS_VALUE;
            made->is_slope_negative = node->function == CAS_COS;
            made->partner = place[partner];
        }
    }
}

static bool has_slope(const cas_step *at)
{
    return at->node.code == CAS_DIVIDE || at->node.code == CAS_POWER ||
           (at->node.code == CAS_APPLY && at->place == CAS_SLOPE_COMPUTED);
}

static void count_uses(const cas_tape_steps *steps, size_t outputs, size_t *uses)
{
    for (size_t k = 0; k < outputs; k++)
        uses[steps->outputs[k]]++;
    for (size_t i = 0; i < steps->count; i++) {
        const cas_node *node = &steps->at[i].node;
        if (!cas_node_is_leaf(node))
            uses[node->left]++;
        if (cas_node_is_binary(node))
            uses[node->right]++;
    }
}

/* A summand that is used nowhere else has the adjoint of the sum, which is complete when
   it is handed on: it is not copied. */
static void share_adjoint(cas_tape_steps *steps, const cas_step *sum, size_t summand,
                          const size_t *uses, bool *is_shared)
{
    if (uses[summand] > 1)
        return;
    steps->at[summand].adjoint = sum->adjoint;
    is_shared[summand] = true;
}

static void place_slopes_and_adjoints(cas_tape_steps *steps, size_t outputs)
{
    size_t *uses = cas_allocate(steps->count, sizeof *uses);
    bool *is_shared = cas_allocate(steps->count, sizeof *is_shared);
    count_uses(steps, outputs, uses);
    for (size_t i = steps->count; i-- > 0;) {
        cas_step *at = &steps->at[i];
        if (has_slope(at))
            at->slope = steps->slopes++;
        if (at->depends == 0)
            continue;
        if (!is_shared[i])
            at->adjoint = steps->adjoints++;
        if (at->node.code == CAS_ADD || at->node.code == CAS_SUBTRACT)
            share_adjoint(steps, at, at->node.left, uses, is_shared);
        if (at->node.code == CAS_ADD)
            share_adjoint(steps, at, at->node.right, uses, is_shared);
    }
    free(uses);
    free(is_shared);
}

void cas_tape_steps_init(cas_tape_steps *steps, const cas_program *program)
{
    bool *live = cas_program_live(program);
    size_t *place = cas_allocate(program->node_count, sizeof *place);
    *steps = (cas_tape_steps){0};
    steps->at = cas_allocate(program->node_count, sizeof *steps->at);
    make_steps(steps, program, live, place);
    find_partners(steps, program, live, place);
    steps->outputs = cas_allocate(program->output_count, sizeof *steps->outputs);
    for (size_t k = 0; k < program->output_count; k++)
        steps->outputs[k] = place[program->outputs[k]];
    place_slopes_and_adjoints(steps, program->output_count);
    free(live);
    free(place);
}

void cas_tape_steps_clear(cas_tape_steps *steps)
{
    free(steps->at);
    free(steps->outputs);
}

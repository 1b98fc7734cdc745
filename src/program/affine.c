/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/affine.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

/* What is known of a live node. */
typedef struct fact {
    bool is_live, is_variable; /* is_variable: it depends on some y or w */
    bool is_affine;            /* and is_variable, with exact coefficients */
    bool is_maximal, matters, is_aperiodic;
} fact;

/* Bounds the work, which is the product of the two. */
enum { LARGEST_WORK = 1 << 27 };

static bool is_constant(const cas_program *program, size_t node)
{
    return program->nodes[node].code == CAS_CONSTANT;
}

static bool is_affine_sum(const cas_program *program, const cas_node *node,
                          const fact *facts)
{
    return (facts[node->left].is_affine || is_constant(program, node->left)) &&
           (facts[node->right].is_affine || is_constant(program, node->right));
}

static bool is_affine(const cas_program *program, size_t i, const fact *facts)
{
    const cas_node *node = &program->nodes[i];
    switch (node->code) {
    case CAS_INPUT_Y:
    case CAS_INPUT_W:
        return true;
    case CAS_NEGATE:
        return facts[node->left].is_affine;
    case CAS_ADD:
    case CAS_SUBTRACT:
        return is_affine_sum(program, node, facts);
    case CAS_MULTIPLY:
        return is_affine_sum(program, node, facts) &&
               (is_constant(program, node->left) || is_constant(program, node->right));
    case CAS_DIVIDE:
        return facts[node->left].is_affine && is_constant(program, node->right) &&
               mpq_sgn(cas_program_value(program, node->right)) != 0;
    default:
        return false;
    }
}

static void find_facts(const cas_program *program, fact *facts)
{
    bool *live = cas_program_live(program);
    for (size_t i = 0; i < program->node_count; i++) {
        const cas_node *node = &program->nodes[i];
        facts[i].is_live = live[i];
        if (!live[i])
            continue;
        if (cas_node_is_leaf(node))
            facts[i].is_variable = node->code != CAS_CONSTANT;
        else
            facts[i].is_variable =
                facts[node->left].is_variable ||
                (cas_node_is_binary(node) && facts[node->right].is_variable);
        facts[i].is_affine = facts[i].is_variable && is_affine(program, i, facts);
    }
    free(live);
}

/* Whether the node is linear in its operand, so that only its slope
   enters derivatives. */
static bool is_linear_in(const cas_node *node, const fact *facts, size_t operand)
{
    switch (node->code) {
    case CAS_NEGATE:
    case CAS_ADD:
    case CAS_SUBTRACT:
        return true;
    case CAS_MULTIPLY:
        return !facts[operand == node->left ? node->right : node->left].is_variable;
    case CAS_DIVIDE:
        return !facts[node->right].is_variable;
    default:
        return false;
    }
}

static void note_use(const cas_node *node, const fact *user, fact *facts, size_t operand)
{
    bool is_wave = node->code == CAS_APPLY &&
                   (node->function == CAS_SIN || node->function == CAS_COS);
    bool is_harmless = is_linear_in(node, facts, operand) && !user->matters;
    facts[operand].is_maximal = facts[operand].is_affine;
    if (is_harmless)
        return;
    facts[operand].matters = true;
    if (!is_wave)
        facts[operand].is_aperiodic = true;
}

/* From the outputs down: every use of a node by one that is not affine. */
static void find_uses(const cas_program *program, fact *facts)
{
    for (size_t k = 0; k < program->output_count; k++)
        facts[program->outputs[k]].is_maximal = facts[program->outputs[k]].is_affine;
    for (size_t i = program->node_count; i-- > 0;) {
        const cas_node *node = &program->nodes[i];
        if (!facts[i].is_live || facts[i].is_affine || cas_node_is_leaf(node))
            continue;
        note_use(node, &facts[i], facts, node->left);
        if (cas_node_is_binary(node))
            note_use(node, &facts[i], facts, node->right);
    }
}

/* The coefficients with which the nodes below enter one affine node. */
typedef struct sweep {
    const cas_program *program;
    mpq_t *weight; /* one per node, 0 between uses */
    mpq_t product;
} sweep;

/* weight[operand] += factor * weight[node], with sign -1 where negative. */
static void hand_down(sweep *s, size_t node, size_t operand, mpq_srcptr factor,
                      bool is_negative)
{
    mpq_set(s->product, s->weight[node]);
    if (factor != NULL)
        mpq_mul(s->product, s->product, factor);
    if (is_negative)
        mpq_sub(s->weight[operand], s->weight[operand], s->product);
    else
        mpq_add(s->weight[operand], s->weight[operand], s->product);
}

static void sweep_node(sweep *s, size_t i, cas_affine *affine)
{
    const cas_node *node = &s->program->nodes[i];
    const size_t left = node->left, right = node->right;
    switch (node->code) {
    case CAS_CONSTANT:
        mpq_mul(s->product, s->weight[i], cas_program_value(s->program, i));
        mpq_add(affine->constant, affine->constant, s->product);
        break;
    case CAS_INPUT_Y:
        mpq_set(affine->slopes[left], s->weight[i]);
        break;
    case CAS_INPUT_W:
        mpq_set(affine->slopes[s->program->in + left], s->weight[i]);
        break;
    case CAS_NEGATE:
        hand_down(s, i, left, NULL, true);
        break;
    case CAS_MULTIPLY:
        if (is_constant(s->program, left))
            hand_down(s, i, right, cas_program_value(s->program, left), false);
        else
            hand_down(s, i, left, cas_program_value(s->program, right), false);
        break;
    case CAS_DIVIDE:
        mpq_div(s->weight[i], s->weight[i], cas_program_value(s->program, right));
        hand_down(s, i, left, NULL, false);
        break;
    default:
        hand_down(s, i, left, NULL, false);
        hand_down(s, i, right, NULL, node->code == CAS_SUBTRACT);
        break;
    }
    mpq_set_ui(s->weight[i], 0, 1);
}

static void fill_in(sweep *s, cas_affine *affine, size_t node, const fact *known,
                    size_t variables)
{
    affine->node = node;
    affine->matters = known->matters;
    affine->is_periodic = known->matters && !known->is_aperiodic;
    mpq_init(affine->constant);
    affine->slopes = cas_allocate(variables, sizeof *affine->slopes);
    for (size_t j = 0; j < variables; j++)
        mpq_init(affine->slopes[j]);
    mpq_set_ui(s->weight[node], 1, 1);
    for (size_t i = node + 1; i-- > 0;)
        if (mpq_sgn(s->weight[i]) != 0)
            sweep_node(s, i, affine);
}

/* An affine node whose terms cancel, like y1 - y1, stays a node without slopes: its value
   is exact, and the jets seeded with it are constant. */
static void fill_all(cas_affines *affines, const cas_program *program, const fact *facts)
{
    sweep s = {.program = program,
               .weight = cas_numbers_new(&cas_arithmetic_rational, program->node_count)};
    mpq_init(s.product);
    for (size_t i = 0; i < program->node_count; i++)
        if (facts[i].is_maximal)
            fill_in(&s, &affines->at[affines->count++], i, &facts[i], affines->variables);
    mpq_clear(s.product);
    cas_numbers_free(&cas_arithmetic_rational, s.weight, program->node_count);
}

cas_status cas_affines_find(cas_affines *affines, const cas_program *program,
                            cas_message *message)
{
    fact *facts = cas_allocate(program->node_count, sizeof *facts);
    size_t count = 0;
    find_facts(program, facts);
    find_uses(program, facts);
    for (size_t i = 0; i < program->node_count; i++)
        count += facts[i].is_maximal;
    *affines = (cas_affines){.variables = program->in + program->weights};
    affines->at = cas_allocate(count, sizeof *affines->at);
    cas_status status = CAS_OK;
    if (count > LARGEST_WORK / (program->node_count + affines->variables + 1))
        status =
            cas_fail(message, CAS_LIMIT,
                     "the expressions are too large for their constants to be computed");
    else
        fill_all(affines, program, facts);
    free(facts);
    return status;
}

void cas_affines_clear(cas_affines *affines)
{
    for (size_t i = 0; i < affines->count; i++) {
        mpq_clear(affines->at[i].constant);
        for (size_t j = 0; j < affines->variables; j++)
            mpq_clear(affines->at[i].slopes[j]);
        free(affines->at[i].slopes);
    }
    free(affines->at);
    *affines = (cas_affines){0};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/affine.h"

#include "arithmetic/memory.h"
#include "program/tape.h"

#include <stdlib.h>

/* What is known of a live node. */
typedef struct fact {
    bool is_live, is_variable; /* is_variable: it depends on some y or w */
    bool is_affine;            /* and is_variable, with exact coefficients */
    bool is_maximal, matters, is_aperiodic;
} fact;

/* Bounds the work and the memory here and of all who compute with the coefficients: at
   most so many, and so many steps to find them. */
enum { LARGEST_WORK = 1 << 22 };

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

/* Sets an affine node from its exact value and gradient at 0.  v is 1 for the node and 0
   for the others. */
static void fill_in(cas_affine *affine, cas_tape *tape, size_t k, mpq_t *v, size_t in,
                    size_t variables)
{
    mpq_init(affine->constant);
    affine->slopes = cas_numbers_new(&cas_arithmetic_rational, variables);
    mpq_set(affine->constant, cas_tape_output(tape, k));
    mpq_set_ui(v[k], 1, 1);
    CAS_REQUIRE(cas_tape_pullback(tape, v, affine->slopes, affine->slopes + in, NULL) ==
                CAS_OK);
    mpq_set_ui(v[k], 0, 1);
}

/* The affine nodes are the outputs of a program that has the same nodes.  One whose terms
   cancel, like y1 - y1, stays a node without slopes: its value is exact, and the jets
   seeded with it are constant. */
static void fill_all(cas_affines *affines, const cas_program *program, const fact *facts)
{
    const cas_arithmetic *rational = &cas_arithmetic_rational;
    size_t *nodes = cas_allocate(program->node_count, sizeof *nodes);
    for (size_t i = 0; i < program->node_count; i++)
        if (facts[i].is_maximal) {
            nodes[affines->count] = i;
            affines->at[affines->count++] =
                (cas_affine){.node = i,
                             .matters = facts[i].matters,
                             .is_periodic = facts[i].matters && !facts[i].is_aperiodic};
        }
    cas_program parts = *program;
    parts.outputs = nodes;
    parts.output_count = affines->count;
    mpq_t *zeros = cas_numbers_new(rational, affines->variables),
          *v = cas_numbers_new(rational, affines->count);
    cas_tape *tape = cas_tape_new(&parts, rational);
    CAS_REQUIRE(cas_tape_evaluate(tape, zeros, zeros, NULL) == CAS_OK);
    for (size_t k = 0; k < affines->count; k++)
        fill_in(&affines->at[k], tape, k, v, program->in, affines->variables);
    cas_tape_free(tape);
    cas_numbers_free(rational, zeros, affines->variables);
    cas_numbers_free(rational, v, affines->count);
    free(nodes);
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
        cas_numbers_free(&cas_arithmetic_rational, affines->at[i].slopes,
                         affines->variables);
    }
    free(affines->at);
    *affines = (cas_affines){0};
}

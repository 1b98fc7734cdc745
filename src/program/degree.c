/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/degree.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

/* The degree of a node, given those of its operands. */
static size_t degree_of_node(const cas_node *node, const size_t *degree)
{
    size_t left = node->code < CAS_NEGATE ? 0 : degree[node->left], right = 0;
    switch (node->code) {
    case CAS_CONSTANT:
    case CAS_INPUT_W:
        return 0;
    case CAS_INPUT_Y:
        return 1;
    case CAS_NEGATE:
        return left;
    case CAS_ADD:
    case CAS_SUBTRACT:
        right = degree[node->right];
        return left > right ? left : right;
    case CAS_MULTIPLY:
        return left + degree[node->right];
    case CAS_DIVIDE:
        return degree[node->right] == 0 ? left : CAS_DEGREE_MANY;
    case CAS_POWER:
        if (left == 0)
            return 0;
        return node->exponent >= 0 && node->exponent < CAS_DEGREE_MANY
                   ? left * (size_t)node->exponent
                   : CAS_DEGREE_MANY;
    case CAS_APPLY:
        return left == 0 ? 0 : CAS_DEGREE_MANY;
    }
    return CAS_DEGREE_MANY;
}

size_t cas_program_degree(const cas_program *program)
{
    size_t *degree = cas_allocate(program->node_count, sizeof *degree), worst = 0;
    for (size_t k = 0; k < program->node_count; k++) {
        degree[k] = degree_of_node(&program->nodes[k], degree);
        if (degree[k] > CAS_DEGREE_MANY)
            degree[k] = CAS_DEGREE_MANY;
    }
    for (size_t k = 0; k < program->output_count; k++)
        if (degree[program->outputs[k]] > worst)
            worst = degree[program->outputs[k]];
    free(degree);
    return worst;
}

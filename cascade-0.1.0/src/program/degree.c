/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/degree.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

size_t cas_node_degree(const cas_node *node, size_t left, size_t right)
{
    size_t degree = left > right ? left : right;
    if (node->code == CAS_MULTIPLY)
        degree = left + right;
    else if (node->code == CAS_DIVIDE && right > 0)
        degree = CAS_DEGREE_MANY;
    else if (node->code == CAS_APPLY && left > 0)
        degree = CAS_DEGREE_MANY;
    else if (node->code == CAS_POWER && left > 0)
        degree = node->exponent < 0 || node->exponent > CAS_DEGREE_MANY
                     ? CAS_DEGREE_MANY
                     : left * (size_t)node->exponent;
    return degree < CAS_DEGREE_MANY ? degree : CAS_DEGREE_MANY;
}

size_t cas_program_degree(const cas_program *program)
{
    size_t *degree = cas_allocate(program->node_count, sizeof *degree), worst = 0;
    for (size_t i = 0; i < program->node_count; i++) {
        const cas_node *node = &program->nodes[i];
        const size_t left = cas_node_is_leaf(node) ? 0 : degree[node->left];
        const size_t right = cas_node_is_binary(node) ? degree[node->right] : 0;
        degree[i] = node->code == CAS_INPUT_Y ? 1 : cas_node_degree(node, left, right);
    }
    for (size_t k = 0; k < program->output_count; k++)
        if (degree[program->outputs[k]] > worst)
            worst = degree[program->outputs[k]];
    free(degree);
    return worst;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/exactness.h"

#include "arithmetic/memory.h"

#include <math.h>
#include <stdlib.h>

/* Size in bits of the numbers that exact arithmetic would meet, roughly: sums
   and products add the sizes of their operands.  It keeps exact arithmetic
   from running away. */
static double exact_size(const cas_chain *chain)
{
    double input = 64, total = 0;
    for (size_t i = 0; i < chain->depth; i++) {
        const cas_program *program = chain->links[i].op->program;
        double *size = cas_allocate(program->node_count, sizeof(double)), output = 0;
        for (size_t k = 0; k < program->node_count; k++) {
            const cas_node *node = &program->nodes[k];
            switch (node->code) {
            case CAS_CONSTANT:
            case CAS_INPUT_W:
                size[k] = 64;
                break;
            case CAS_INPUT_Y:
                size[k] = input;
                break;
            case CAS_NEGATE:
            case CAS_APPLY:
                size[k] = size[node->left];
                break;
            case CAS_POWER:
                size[k] = size[node->left] * fabs((double)node->exponent);
                break;
            case CAS_ADD:
            case CAS_SUBTRACT:
            case CAS_MULTIPLY:
            case CAS_DIVIDE:
                size[k] = size[node->left] + size[node->right];
                break;
            }
            total += size[k];
        }
        for (size_t k = 0; k < program->output_count; k++)
            output = fmax(output, size[program->outputs[k]]);
        input = output + 64;
        free(size);
    }
    return total * (double)cas_chain_scenarios(chain);
}

bool cas_chain_is_rational(const cas_chain *chain)
{
    for (size_t i = 0; i < chain->depth; i++)
        if (!cas_program_is_rational(chain->links[i].op->program))
            return false;
    return true;
}

bool cas_chain_can_be_exact(const cas_chain *chain)
{
    return cas_chain_is_rational(chain) && exact_size(chain) < 1e7;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/linear_form.h"

#include "arithmetic/memory.h"

size_t cas_program_dot(cas_program *program, size_t count, const size_t *x,
                       const size_t *y)
{
    size_t sum = cas_program_integer(program, 0);
    for (size_t j = 0; j < count; ++j) {
        const size_t term = cas_program_binary(program, CAS_MULTIPLY, x[j], y[j]);
        sum = cas_program_binary(program, CAS_ADD, sum, term);
    }
    return sum;
}

size_t cas_program_combine(cas_program *program, size_t count, const mpq_t *c,
                           const size_t *x)
{
    size_t sum = cas_program_integer(program, 0);
    for (size_t j = 0; j < count; ++j) {
        if (mpq_sgn(c[j]) == 0)
            continue;
        const size_t coefficient = cas_program_constant(program, c[j]);
        const size_t term = cas_program_binary(program, CAS_MULTIPLY, coefficient, x[j]);
        sum = cas_program_binary(program, CAS_ADD, sum, term);
    }
    return sum;
}

void cas_program_transform(cas_program *program, size_t rows, size_t columns,
                           const mpq_t *A, const size_t *x, size_t *r)
{
    for (size_t k = 0; k < rows; ++k)
        r[k] = cas_program_combine(program, columns, A + k * columns, x);
}

size_t *cas_program_all_y(cas_program *program)
{
    size_t *nodes = cas_allocate(program->in, sizeof *nodes);
    for (size_t i = 0; i < program->in; ++i)
        nodes[i] = cas_program_y(program, i);
    return nodes;
}

size_t *cas_program_all_w(cas_program *program)
{
    size_t *nodes = cas_allocate(program->weights, sizeof *nodes);
    for (size_t i = 0; i < program->weights; ++i)
        nodes[i] = cas_program_w(program, i);
    return nodes;
}

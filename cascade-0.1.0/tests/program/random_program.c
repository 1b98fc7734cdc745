/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/program/random_program.h"

#include "arithmetic/philox.h"

gsl_rng *random_stream(const char *purpose, unsigned long trial)
{
    return cas_philox_new(cas_philox_key_make(2026, purpose, trial));
}

void random_rational(gsl_rng *rng, mpq_ptr q)
{
    unsigned long denominator = 1 + gsl_rng_uniform_int(rng, 24);
    long numerator = (long)gsl_rng_uniform_int(rng, 4 * denominator + 1);
    mpq_set_si(q, numerator - 2 * (long)denominator, denominator);
    mpq_canonicalize(q);
}

static size_t random_leaf(gsl_rng *rng, cas_program *program)
{
    size_t variables = program->in + program->weights;
    size_t i = gsl_rng_uniform_int(rng, variables + 1);
    if (i < program->in)
        return cas_program_y(program, i);
    if (i < variables)
        return cas_program_w(program, i - program->in);
    mpq_t q;
    mpq_init(q);
    random_rational(rng, q);
    size_t node = cas_program_constant(program, q);
    mpq_clear(q);
    return node;
}

/* 1 + x^2, where everything is defined */
static size_t guard(cas_program *program, size_t x)
{
    return cas_program_binary(program, CAS_ADD, cas_program_integer(program, 1),
                              cas_program_power(program, x, 2));
}

static size_t random_function(gsl_rng *rng, cas_program *program, size_t x)
{
    cas_function function = (cas_function)gsl_rng_uniform_int(rng, CAS_FUNCTION_COUNT);
    switch (function) {
    case CAS_LOG:
    case CAS_SQRT:
        x = guard(program, x);
        break;
    case CAS_LOG1P:
        x = cas_program_power(program, x, 2);
        break;
    case CAS_EXP:
    case CAS_SINH:
    case CAS_COSH:
        x = cas_program_apply(program, CAS_ATAN, x);
        break;
    default:
        break;
    }
    return cas_program_apply(program, function, x);
}

static size_t random_node(gsl_rng *rng, cas_program *program, random_kind kind,
                          int depth);

static size_t random_quotient(gsl_rng *rng, cas_program *program, size_t x, size_t y)
{
    y = guard(program, y);
    if (gsl_rng_uniform_int(rng, 2) == 0)
        return cas_program_power(program, y, -1 - (long)gsl_rng_uniform_int(rng, 2));
    return cas_program_binary(program, CAS_DIVIDE, x, y);
}

static size_t random_node(gsl_rng *rng, cas_program *program, random_kind kind, int depth)
{
    static const unsigned long choices[] = {
        [RANDOM_ANY] = 9, [RANDOM_RATIONAL] = 6, [RANDOM_POLYNOMIAL] = 5};
    if (depth == 0)
        return random_leaf(rng, program);
    size_t x = random_node(rng, program, kind, depth - 1);
    size_t y = random_node(rng, program, kind,
                           (int)gsl_rng_uniform_int(rng, (unsigned long)depth));
    switch (gsl_rng_uniform_int(rng, choices[kind])) {
    case 0:
        return cas_program_negate(program, x);
    case 1:
        return cas_program_binary(program, CAS_ADD, x, y);
    case 2:
        return cas_program_binary(program, CAS_SUBTRACT, x, y);
    case 3:
        return cas_program_binary(program, CAS_MULTIPLY, x, y);
    case 4:
        return cas_program_power(program, y, (long)gsl_rng_uniform_int(rng, 4));
    case 5:
        return random_quotient(rng, program, x, y);
    default:
        return random_function(rng, program, x);
    }
}

cas_program *random_program(gsl_rng *rng, random_kind kind, size_t in, size_t weights,
                            size_t outputs, int depth)
{
    cas_program *program = cas_program_new(in, weights);
    for (size_t k = 0; k < outputs; k++)
        cas_program_add_output(program, random_node(rng, program, kind, depth));
    return program;
}

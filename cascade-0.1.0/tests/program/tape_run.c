/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/program/tape_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void run_start(run *r, const cas_program *program, cas_arithmetic arithmetic)
{
    r->arithmetic = arithmetic;
    r->tape = cas_tape_new(program, &r->arithmetic);
    r->x = cas_numbers_new(&r->arithmetic, N);
    r->v = cas_numbers_new(&r->arithmetic, OUTPUTS);
    r->gradient = cas_numbers_new(&r->arithmetic, N);
}

void run_stop(run *r)
{
    cas_tape_free(r->tape);
    cas_numbers_free(&r->arithmetic, r->x, N);
    cas_numbers_free(&r->arithmetic, r->v, OUTPUTS);
    cas_numbers_free(&r->arithmetic, r->gradient, N);
}

void *part(const run *r, void *numbers, size_t i)
{
    return cas_at(&r->arithmetic, numbers, i);
}

void evaluate(run *r)
{
    cas_message message;
    if (cas_tape_evaluate(r->tape, r->x, part(r, r->x, IN), &message) != CAS_OK)
        fail_msg("%s", message.text);
}

void pull_back(run *r)
{
    cas_message message;
    if (cas_tape_pullback(r->tape, r->v, r->gradient, part(r, r->gradient, IN),
                          &message) != CAS_OK)
        fail_msg("%s", message.text);
}

void set_numbers(run *r, mpq_t x[N], mpq_t v[OUTPUTS])
{
    for (size_t i = 0; i < N; i++)
        r->arithmetic.set_rational(part(r, r->x, i), x[i]);
    for (size_t k = 0; k < OUTPUTS; k++)
        r->arithmetic.set_rational(part(r, r->v, k), v[k]);
}

void sample_start(sample *s, const char *purpose, unsigned long trial, random_kind kind)
{
    s->rng = random_stream(purpose, trial);
    s->program = random_program(s->rng, kind, IN, WEIGHTS, OUTPUTS, 5);
    s->x = cas_numbers_new(&cas_arithmetic_rational, N);
    s->v = cas_numbers_new(&cas_arithmetic_rational, OUTPUTS);
    for (size_t i = 0; i < N; i++)
        random_rational(s->rng, s->x[i]);
    for (size_t k = 0; k < OUTPUTS; k++)
        random_rational(s->rng, s->v[k]);
}

void sample_stop(sample *s)
{
    cas_numbers_free(&cas_arithmetic_rational, s->x, N);
    cas_numbers_free(&cas_arithmetic_rational, s->v, OUTPUTS);
    cas_program_free(s->program);
    gsl_rng_free(s->rng);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_PROGRAM_TAPE_RUN_H
#define CASCADE_TESTS_PROGRAM_TAPE_RUN_H

#include "program/tape.h"
#include "tests/program/random_program.h"

#include <gsl/gsl_rng.h>

/* Random programs of one shape on tapes, for the tests of tapes. */

enum { IN = 2, WEIGHTS = 3, N = IN + WEIGHTS, OUTPUTS = 3, PRECISION = 256 };

/* A program at one point in one arithmetic, and J^T v. */
typedef struct run {
    cas_arithmetic arithmetic;
    cas_tape *tape;
    void *x, *v, *gradient; /* N (y, then w), OUTPUTS, N */
} run;

void run_start(run *r, const cas_program *program, cas_arithmetic arithmetic);
void run_stop(run *r);

/* Number i of an array of r's arithmetic. */
void *part(const run *r, void *numbers, size_t i);

/* These fail the test where the tape does. */
void evaluate(run *r);
void pull_back(run *r);

void set_numbers(run *r, mpq_t x[N], mpq_t v[OUTPUTS]);

/* A random program with a point and a direction. */
typedef struct sample {
    gsl_rng *rng;
    cas_program *program;
    mpq_t *x, *v;
} sample;

void sample_start(sample *s, const char *purpose, unsigned long trial, random_kind kind);
void sample_stop(sample *s);

#endif

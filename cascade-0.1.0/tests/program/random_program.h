/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_PROGRAM_RANDOM_PROGRAM_H
#define CASCADE_TESTS_PROGRAM_RANDOM_PROGRAM_H

#include "program/program.h"

#include <gsl/gsl_rng.h>

/* Random programs that are defined everywhere, for tests of tapes and jets. */

typedef enum random_kind {
    RANDOM_ANY,        /* every operation and function; all values are moderate */
    RANDOM_RATIONAL,   /* without functions */
    RANDOM_POLYNOMIAL, /* without divisions and negative powers too */
} random_kind;

/* The stream of one trial of a test; to be given to gsl_rng_free. */
gsl_rng *random_stream(const char *purpose, unsigned long trial);

/* `outputs` expressions of at most the given depth in y1..y<in>, w1..w<weights>; to be
   given to cas_program_free. */
cas_program *random_program(gsl_rng *rng, random_kind kind, size_t in, size_t weights,
                            size_t outputs, int depth);

/* A rational with a small denominator, in [-2, 2]. */
void random_rational(gsl_rng *rng, mpq_ptr q);

#endif

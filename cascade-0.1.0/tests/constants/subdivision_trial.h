/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_CONSTANTS_SUBDIVISION_TRIAL_H
#define CASCADE_TESTS_CONSTANTS_SUBDIVISION_TRIAL_H

#include "constants/subdivision.h"
#include "operator/operator.h"

/* One operator with its bounds. */
typedef struct trial {
    cas_operator *op;
    cas_domain domain;
    mpfi_t bounds[CAS_CONSTANT_COUNT];
    cas_message message;
} trial;

/* Expressions on all reals. */
void start(trial *t, size_t in, size_t weights, size_t out, const char *const *texts);
void stop(trial *t);

/* Ends that are not finite are none. */
void set_range(cas_range *range, double lower, double upper);

/* Bounds the five constants with at most so many boxes (0: the default). */
cas_status run(trial *t, size_t boxes);

/* As run(t, 0), and fails the test where that fails. */
void run_well(trial *t, const char *text);

/* The ends of the bounds of constant c, rounded outward. */
double upper(const trial *t, int c);
double lower(const trial *t, int c);

#endif

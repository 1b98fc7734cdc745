/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_TRAINING_TRAINING_REFERENCE_H
#define CASCADE_TESTS_TRAINING_TRAINING_REFERENCE_H

#include "training/run.h"

/* Section 7's recursion in plain scalar C: the same operations in the same order as the
   engine's for one run, without lanes, tiles, groups and threads. */

/* The random numbers of iteration t.  For a perturbation that is not injected: zeros. */
typedef struct reference_draws {
    double *delta;   /* M: delta_l log2(e) */
    double *epsilon; /* M */
    double *xi;      /* d: of N(0, 1) */
} reference_draws;

reference_draws reference_draws_new(const cas_training_problem *problem);
void reference_draws_free(reference_draws *draws);

/* options: complete. */
void reference_draw(const cas_training_problem *problem,
                    const cas_training_options *options, uint64_t t,
                    reference_draws *draws);
bool reference_is_injected(const cas_training_perturbation *perturbation, uint64_t t);

/* The whole run: weights d, norms T (||grad f(w_t)||). */
void reference_run(const cas_training_problem *problem,
                   const cas_training_options *options, double *weights, double *norms);

#endif

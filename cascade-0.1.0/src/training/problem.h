/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_PROBLEM_H
#define CASCADE_TRAINING_PROBLEM_H

#include "arithmetic/message.h"

#include <stddef.h>
#include <stdint.h>

/* The data of the logistic regression problem (53)-(54): samples (h_l, y_l), l = 0 ..
   M-1, with features h_l in R^d and label y_l = +1 or -1.  The regulariser belongs to a
   run.

   The engine works on the folded samples x_l = -y_l h_l log2(e), each number rounded
   once: then 2^(x_l . w) = exp(f_1(w; (h_l, y_l))), and the gradient of the first term of
   (53) is (ln 2 / M) sum_l sigmoid(f_1) x_l. */
typedef struct cas_training_problem {
    size_t samples;   /* M >= 1 */
    size_t dimension; /* d >= 1 */
    double *features; /* M x d, row l is h_l */
    double *labels;   /* M */
    double *truth;    /* d: x* of Section 7.1 where the data were generated, else NULL */
    double *folded;   /* M x d, then rows of zeros up to a multiple of four rows */
    double *mean;     /* d: the mean over l of -y_l h_l */
} cas_training_problem;

enum {
    CAS_TRAINING_PAPER_SAMPLES = 2000,
    CAS_TRAINING_PAPER_DIMENSION = 10,
    CAS_TRAINING_LARGEST_PROBLEM = 1 << 28 /* of M d */
};

/* Draws the data as Section 7.1 does: x* ~ N(0, I), h_l ~ N(0, I), z_l ~ U(0, 1) and y_l
   = 1 iff z_l <= 1/(1 + exp(-h_l . x*)).  samples, dimension: 0 is the paper's 2000, 10.
   The first M samples of a larger problem with the same seed and dimension are the same.
   The owner gives the problem to cas_training_problem_clear.  Error: CAS_LIMIT if M d is
   too large. */
cas_status cas_training_problem_generate(cas_training_problem *problem, size_t samples,
                                         size_t dimension, uint64_t seed,
                                         cas_message *message);

/* Copies a user's data: features M x d, labels M.  Errors: CAS_INPUT (no sample, no
   feature, a label that is not +1 or -1, a feature that is not finite or above 1e150 in
   absolute value), CAS_LIMIT. */
cas_status cas_training_problem_make(cas_training_problem *problem, size_t samples,
                                     size_t dimension, const double *features,
                                     const double *labels, cas_message *message);

void cas_training_problem_clear(cas_training_problem *problem);

#endif

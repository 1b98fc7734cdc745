/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_COVARIANCE_H
#define CASCADE_CHAIN_COVARIANCE_H

#include "chain/perturbation.h"

/* The mean of a law, and its covariance as a sum of terms weight_k c_k c_k^T with exact
   rational weights > 0 and directions c_k, as few as is easy: at most min(points,
   dimension) of them.  For a linear map G:
     E||G(X - E X)||^2 = sum_k weight_k ||G c_k||^2. */
typedef struct cas_covariance {
    size_t dimension, terms;
    cas_rationals mean;      /* dimension */
    cas_rationals weight;    /* terms */
    cas_rationals direction; /* terms x dimension */
} cas_covariance;

void cas_covariance_init(cas_covariance *covariance, const cas_law *law);
void cas_covariance_clear(cas_covariance *covariance);

#endif

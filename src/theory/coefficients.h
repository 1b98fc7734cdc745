/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_THEORY_COEFFICIENTS_H
#define CASCADE_THEORY_COEFFICIENTS_H

#include "arithmetic/arithmetic.h"
#include "operator/smoothness.h"

/* The coefficients of Theorems 1 and 2 as functions of depth and constants, in any arithmetic.
   Arrays of coefficients have N - 1 numbers: forward[k] multiplies the moment of delta_{k+1},
   backward[k] that of epsilon_{k+2}, k = 0..N-2. */

/* constants: CAS_CONSTANT_COUNT numbers.  Every function below takes depth N >= 2. */

/* max{1, C^N}, Lemma 1. */
void cas_gradient_bound(const cas_arithmetic *arithmetic, size_t depth, const void *constants,
                        void *c_v);

/* (21): C^e_{delta_i}, C^e_{epsilon_{i+1}}. */
void cas_error_coefficients(const cas_arithmetic *arithmetic, size_t depth,
                            const void *constants, void *forward, void *backward);

typedef enum cas_bias_version {
    CAS_BIAS_PRINTED, /* (33) to the letter: L_{grad^2 f} in (33a) */
    CAS_BIAS_REPAIRED /* C_{grad^2 f} in (33a), and C_{grad^2 f} := L_{grad f} throughout */
} cas_bias_version;

/* (33): C^b_{delta_i} multiplies ||E delta_i||^2, C~^b_{delta_i} multiplies E||delta_i||^4,
   C^b_{epsilon_{i+1}} multiplies ||E epsilon_{i+1}||^2. */
void cas_bias_coefficients(const cas_arithmetic *arithmetic, size_t depth,
                           const void *constants, cas_bias_version version, void *forward_mean,
                           void *forward_fourth, void *backward_mean);

/* The sharp matrix M of Theorem 1: depth x 2(depth - 1), row-major; columns are the rms norms of
   delta_1..delta_{N-1}, then of epsilon_2..epsilon_N.  (E||u~_i - u_i||^2)^{1/2} <= (M r)_i. */
void cas_sharp_error_matrix(const cas_arithmetic *arithmetic, size_t depth,
                            const void *constants, void *matrix);

#endif

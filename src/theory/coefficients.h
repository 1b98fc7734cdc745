/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_THEORY_COEFFICIENTS_H
#define CASCADE_THEORY_COEFFICIENTS_H

#include "arithmetic/arithmetic.h"
#include "constants/smoothness.h"

/* The coefficients of Theorems 1 and 2 as functions of depth N >= 2 and the constants of
   Assumption 3, in any arithmetic.  constants: CAS_CONSTANT_COUNT exact numbers >= 0.
   Arrays of coefficients have N - 1 numbers: forward[k] multiplies a moment of
   delta_{k+1}, backward[k] one of epsilon_{k+2}, k = 0..N-2. */

/* (21): C^e_{delta_i} and C^e_{epsilon_{i+1}}. */
void cas_error_coefficients(const cas_arithmetic *arithmetic, size_t depth,
                            const mpq_t *constants, void *forward, void *backward);

typedef enum cas_bias_version {
    CAS_BIAS_PRINTED, /* (33) to the letter: L_{grad^2 f} in (33a) */
    CAS_BIAS_MENDED,  /* C_{grad^2 f} in (33a), the obvious misprint: still false */
    CAS_BIAS_REPAIRED /* mended, and C_{grad^2 f} := L_{grad f} throughout */
} cas_bias_version;

/* (33): C^b_{delta_i} multiplies ||E delta_i||^2, C~^b_{delta_i} multiplies
   E||delta_i||^4, C^b_{epsilon_{i+1}} multiplies ||E epsilon_{i+1}||^2. */
void cas_bias_coefficients(const cas_arithmetic *arithmetic, size_t depth,
                           const mpq_t *constants, cas_bias_version version,
                           void *forward_mean, void *forward_fourth, void *backward_mean);

/* M r for the sharp matrix M of Theorem 1, in O(N): r are the rms norms of
   delta_1..delta_{N-1}, then of epsilon_2..epsilon_N, product has N numbers, and
   (E||u~_i - u_i||^2)^{1/2} <= (M r)_i. */
void cas_sharp_error_product(const cas_arithmetic *arithmetic, size_t depth,
                             const mpq_t *constants, const void *r, void *product);

#endif

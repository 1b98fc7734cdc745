/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_H
#define CASCADE_DESCENT_DESCENT_H

#include "arithmetic/rational.h"

/* Perturbed stochastic gradient descent w+ = w - gamma (u~ + r) as an object that can be
   computed exactly: a loss whose smoothness constant is known, and at every step one of
   finitely many outcomes.  The instances of Theorems 3 to 5.

   The loss, for w in R^n, n <= 2, is sum_k h_k/2 (w_k - a_k)^2 + r_k s_k^2 (1 -
   cos(w_k/s_k)): a regulariser with curvature h_k >= 0 and the chain f_1 = w, f_2 = the
   ripples, of amplitude r_k >= 0 and scale s_k > 0.  An outcome has a probability, the
   sampling noise xi (u + r = grad l + xi), the forward perturbation delta_1 = d and
     u~ - u = (f_2'(w + d) - f_2'(w)) + c + kappa grad l(w) + lambda xi,
   whose last three terms are the backward perturbation epsilon_2: it may depend on the
   past, and on the sample.

   Invariants: the probabilities of a phase are positive with sum 1; its mean noise is 0;
   where a_k is not 0, h_k > r_k, so that the least value of the loss is known to any
   precision. */
enum { CAS_DESCENT_DIMENSIONS = 2, CAS_DESCENT_OUTCOMES = 3, CAS_DESCENT_PHASES = 8 };

typedef struct cas_outcome {
    mpq_t probability, of_gradient, of_noise; /* pi, kappa, lambda */
    cas_rationals noise, shift, error;        /* xi, d, c: n numbers each */
} cas_outcome;

typedef struct cas_phase {
    size_t outcomes;
    cas_outcome outcome[CAS_DESCENT_OUTCOMES];
} cas_phase;

typedef struct cas_descent {
    size_t dimension;
    cas_rationals curvature, center, ripple, scale, start;
    mpq_t step_size; /* gamma > 0 */
    size_t steps;    /* T >= 1 */
    size_t phases;   /* step t is of phase min(t, phases - 1) */
    cas_phase phase[CAS_DESCENT_PHASES];
} cas_descent;

/* All numbers 0 and scales 1, T = 1, one phase with one outcome of probability 1. */
cas_descent *cas_descent_new(size_t dimension);
void cas_descent_free(cas_descent *descent);
/* Initialises the outcomes of a phase, or clears them. */
void cas_phase_init(cas_phase *phase, size_t outcomes, size_t dimension);
void cas_phase_clear(cas_phase *phase);
/* The phase of step t. */
const cas_phase *cas_descent_phase(const cas_descent *descent, size_t t);

/* sigma^2: the largest of the phases' mean square noise. */
void cas_descent_variance(const cas_descent *descent, mpq_t variance);
/* L = max (h_k + r_k), and mu: the least of h_k - r_k, and where that term of the loss
   is one of pl_constant.h, of its constant.  Where mu > 0 the loss satisfies the PL
   condition with it. */
void cas_descent_smoothness(const cas_descent *descent, mpq_t smoothness);
void cas_descent_convexity(const cas_descent *descent, mpq_t mu);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_VOCABULARY_H
#define CASCADE_DESCENT_DESCENT_VOCABULARY_H

#include "formula/vocabulary.h"

/* The names of statements about descents, those of Theorems 3 to 5 and of their proofs:
   the table of src/formula/README.md. */
typedef enum cas_descent_symbol {
    CAS_DESCENT_WEIGHTS,     /* w_t; up to r_t: known before step t is taken */
    CAS_DESCENT_GRADIENT,    /* g_t = grad l(w_t) */
    CAS_DESCENT_REGULARISER, /* r_t, the gradient of R */
    CAS_DESCENT_EXACT,       /* u_t = grad f_2(w_t) + xi */
    CAS_DESCENT_PERTURBED,   /* u~_t = grad f_2(w_t + delta_t) + xi + epsilon_t */
    CAS_DESCENT_ERROR,       /* u~_t - u_t, exactly 0 where nothing is perturbed */
    CAS_DESCENT_ERROR_BOUND, /* p_t: of E|u~_t - u_t|^2, by (13) */
    CAS_DESCENT_BIAS_BOUND,  /* q_t: of E|E[u~_t - u_t given F_t]|^2, by (23) */
    CAS_DESCENT_STEP_SIZE,   /* gamma; from here on without an index */
    CAS_DESCENT_CONVEXITY,   /* mu */
    CAS_DESCENT_VARIANCE,    /* sigma2 */
    CAS_DESCENT_LEAST,       /* l_star */
    CAS_DESCENT_SMOOTHNESS,  /* L */
    CAS_DESCENT_STEPS        /* T */
} cas_descent_symbol;

extern const cas_vocabulary cas_descent_vocabulary;

#endif

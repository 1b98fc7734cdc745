/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_GENERATORS_PROCESS_STYLE_H
#define CASCADE_CLAIM_GENERATORS_PROCESS_STYLE_H

/* Families of random processes, N = 2..4, dimensions 1..3, at most 32 scenarios.  In
   each the slope, the two curvatures and the third derivative move independently by
   orders of magnitude, and perturbations are certain, coins, biased, or depend on the
   input or an earlier one. */
typedef enum cas_process_style {
    CAS_PROCESS_ANY,    /* a mixture of the others */
    CAS_PROCESS_CURVED, /* a mixture of ridges and extremal ones, some delta_i there */
    CAS_PROCESS_RIDGES,
    /* f_i = c (y + w): what is sharp for linear chains, +-1 coins, x = +-1
       with answers to it. */
    CAS_PROCESS_LINEAR,
    /* On y = (p, q): f = (l p + L s^2 (1 - cos(q/s)), l q + C w), or with L s^2 sin(q/s)
       sin(w/s) in the first place, or with both; delta and epsilon along q.  Worst cases
       add up.  Where s is large, L_{grad^2 f} = L/s is much smaller than L_{grad f}. */
    CAS_PROCESS_EXTREMAL,
    /* The rest is not part of any mixture. */
    CAS_PROCESS_WIDE, /* extremal ones with large s */
    /* f_2 = s^2 sin(y/s) (sin(w_1/s), sin(w_2/s), ..) with as many outputs as weights:
       the Frobenius norm of nabla^2_21 f_2 a exceeds its norm (9). */
    CAS_PROCESS_TWISTED,
    /* Linear chains and ridges with N = 3 or 4. */
    CAS_PROCESS_DEEP,
    /* The input is +-x and y~_1 does not show it, though the perturbations know it. */
    CAS_PROCESS_HIDDEN,
    /* Cubic and quartic polynomials; all constants are declared as 1 and mean nothing. */
    CAS_PROCESS_POLYNOMIAL
} cas_process_style;

#endif

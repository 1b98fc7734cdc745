/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROOFS_NOTATION_H
#define CASCADE_PROOFS_NOTATION_H

#include "descent/chain_descent_instance.h"

/* What sharp_theorem_2.c explains and repaired_theorem_2.c uses as well. */
#define CAS_TELESCOPING_NOTATION                                                         \
    "l = min(C, L_f); h = L_y; V_i = l^(N-i); "                                          \
    "mu_k = h sum_{j=k..N-1} l^(2 (j-k)) V_{j+1}; "                                      \
    "nu_k = sum_{j=k..N-1} l^(3 (j-k)) (3 h l mu_{j+1} + H V_{j+1}); "                   \
    "tau_n = h sum_{m=0..n-1} l^(n-1+m); "                                               \
    "lambda_i = h V_i + C l mu_i; "                                                      \
    "kappa_i = H V_i + 2 h l mu_i + C (l^2 nu_i + h mu_i); "                             \
    "Lambda_{i,k} = lambda_i l^(i-1-k); "                                                \
    "Gamma_{i,k} = kappa_i l^(2 (i-1-k)) + lambda_i tau_{i-1-k}; "                       \
    "p_k = E[delta_k given P_k]; q_j = E[epsilon_j given Q_j]"

/* What Theorems 4 and 5 put in for p_t and q_t: the right sides of Theorem 1 and of
   Theorem 2, printed or repaired, on the perturbations of step t. */
extern const cas_claim cas_claim_theorem_1_printed;
extern const cas_claim cas_claim_theorem_2_printed;
extern const cas_claim cas_claim_theorem_2_repaired;

#define CAS_PUT_IN_PRINTED                                                               \
    .put_in = {&cas_claim_theorem_1_printed, &cas_claim_theorem_2_printed}
#define CAS_PUT_IN_REPAIRED                                                              \
    .put_in = {&cas_claim_theorem_1_printed, &cas_claim_theorem_2_repaired}

#endif

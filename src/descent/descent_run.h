/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_RUN_H
#define CASCADE_DESCENT_DESCENT_RUN_H

#include "arithmetic/interval.h"
#include "descent/descent.h"

/* Perturbed gradient descent followed through all its outcomes, in intervals.  Everything
   that Theorems 3 to 5 and their proofs speak of has a name, and formulas are written in
   these names:

     gamma L mu sigma2 T   the constants; sigma2 is the largest E_t||xi||^2
     low D0                l*, and l(w^0) - l*
     Ce1 Ce2 Cb1 Ct1 Cb2   the coefficients of Theorems 1 and 2 (delta_1, epsilon_2)
     l gg                  in a state: l(w), ||g||^2 with g = grad l(w)
     lp gs ss              in an outcome: l(w+), <g, w+ - w>, ||w+ - w||^2
     gx xx gu uu ge ee     <g, x>, ||x||^2 for x = u~ + r, u + r, u~ - u
     next gb bb V D        in a state, given the past: E_t l(w+), <g, b>, ||b||^2 for
                           b = E_t[u~ - u], E_t||xi||^2, E_t||u~ - u||^2
     lt ln Gt Dt bt        at a time: E l(w^t), E l(w^{t+1}), E||g||^2, E D, E bb
     F2 F4 P2              E||delta||^2, E||delta||^4, E||p||^2
     E2 Q2                 E||epsilon||^2, E||q||^2
     end                   E l(w^T)
     qT q q1 n             rate^T, rate^{T-t}, rate^{T-1-t}, and 1, the last three
                           summed over the times that are alike

   p and q are the conditional means of delta_1 and epsilon_2 given the sample (that is,
   xi), and given the sample and delta_1. */
#define CAS_DESCENT_NAMES                                                                \
    "gamma L mu sigma2 T low D0 Ce1 Ce2 Cb1 Ct1 Cb2 l gg lp gs ss gx xx gu uu ge ee "    \
    "next gb bb V D lt ln Gt Dt bt F2 F4 P2 E2 Q2 end qT q q1 n"

enum {
    CAS_GAMMA,
    CAS_L,
    CAS_MU,
    CAS_SIGMA2,
    CAS_T,
    CAS_LOW,
    CAS_DELTA_0,
    CAS_CE1,
    CAS_CE2,
    CAS_CB1,
    CAS_CT1,
    CAS_CB2,
    CAS_LOSS,
    CAS_GG,
    CAS_LP,
    CAS_GS,
    CAS_SS,
    CAS_GX,
    CAS_XX,
    CAS_GU,
    CAS_UU,
    CAS_GE,
    CAS_EE,
    CAS_NEXT,
    CAS_GB,
    CAS_BB,
    CAS_V,
    CAS_D,
    CAS_LT,
    CAS_LN,
    CAS_GT,
    CAS_DT,
    CAS_BT,
    CAS_F2,
    CAS_F4,
    CAS_P2,
    CAS_E2,
    CAS_Q2,
    CAS_END,
    CAS_RATE_T,
    CAS_RATE,
    CAS_RATE_1,
    CAS_COUNT,
    CAS_NAMES
};

typedef enum cas_descent_scope {
    CAS_EACH_OUTCOME,
    CAS_EACH_STATE,
    CAS_EACH_TIME,
    CAS_WHOLE_RUN
} cas_descent_scope;

typedef struct cas_descent_run cas_descent_run;
struct cas_descent_run {
    const cas_descent *descent;
    cas_arithmetic interval;
    mpfi_t value[CAS_NAMES]; /* of the names, as far as they have one at the moment */
    /* means[t][..]: the values at time t of lt, Gt, .., Q2, for t = 0..times; the last
       has only lt.  Where times < T, the run has reached a fixed point, and all later
       times are as times - 1. */
    size_t times, allocated;
    bool is_at_rest;
    mpfi_t (*means)[CAS_NAMES];
    /* Called in every outcome and every state. */
    void (*observe)(cas_descent_run *run, cas_descent_scope scope, void *context);
    void *context;
};

/* Follows the whole tree.  printed: the coefficients are those of (33) to the letter,
   else repaired.  Errors: CAS_LIMIT where a long run does not come to rest. */
cas_status cas_descent_follow(cas_descent_run *run, const cas_descent *descent,
                              bool printed, mpfr_prec_t precision,
                              void (*observe)(cas_descent_run *run,
                                              cas_descent_scope scope, void *context),
                              void *context, cas_message *message);
void cas_descent_run_clear(cas_descent_run *run);

/* Sets the names of time t. */
void cas_descent_set_time(cas_descent_run *run, size_t t);
/* Sets qT, and q, q1, n for the times that are like t < times. */
void cas_descent_set_rate(cas_descent_run *run, mpfi_srcptr rate, size_t t);

#endif

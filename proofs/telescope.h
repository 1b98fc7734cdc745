/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROOFS_TELESCOPE_H
#define CASCADE_PROOFS_TELESCOPE_H

#include "proofs/repair.h"

/* What the sharp and the repaired proof of Theorem 2 share.  h bounds nabla^2_11 f and
   nabla^2_21 f: L_{grad f} does; H = L_{grad^2 f}; V_i = l^{N-i}. */
static inline cas_variable bend(cas_step_run *run)
{
    return constant(run, CAS_JACOBIAN_LIPSCHITZ);
}

static inline cas_variable twist(cas_step_run *run)
{
    return constant(run, CAS_HESSIAN_LIPSCHITZ);
}

static inline cas_variable smallest_gradient_norm(cas_step_run *run, size_t i)
{
    return slope(run, depth_of(run) - i);
}

/* p_k = E[delta_k | F, x, delta_1..delta_{k-1}] */
static inline cas_variable conditional_delta(cas_step_run *run, size_t k)
{
    return given_g(run, k - 1, delta(run, k));
}

/* q_i = E[epsilon_i | F, x, delta, epsilon_N..epsilon_{i+1}] */
static inline cas_variable conditional_epsilon(cas_step_run *run, size_t i)
{
    return given_h(run, i, epsilon(run, i));
}

/* M2_k, k = 1..N: M2_N = 0, M2_k = l^2 M2_{k+1} + h V_{k+1}. */
static inline cas_variable second_order(cas_step_run *run, size_t k)
{
    cas_variable sum = zero(run);
    for (size_t j = depth_of(run); j-- > k;)
        sum = plus(run, times(run, slope(run, 2), sum),
                   times(run, bend(run), smallest_gradient_norm(run, j + 1)));
    return sum;
}

/* M3_k: M3_N = 0, M3_k = l^3 M3_{k+1} + 3 h l M2_{k+1} + H V_{k+1}. */
static inline cas_variable third_order(cas_step_run *run, size_t k)
{
    cas_variable sum = zero(run);
    for (size_t j = depth_of(run); j-- > k;) {
        cas_variable middle =
            times(run, times(run, bend(run), slope(run, 1)), second_order(run, j + 1));
        cas_variable last = times(run, twist(run), smallest_gradient_norm(run, j + 1));
        sum = plus(run, times(run, slope(run, 3), sum),
                   plus(run, multiple(run, 3, middle), last));
    }
    return sum;
}

/* tau_n = h times the sum of l^{n-1+m} over m = 0..n-1 */
static inline cas_variable bend_of_composition(cas_step_run *run, size_t n)
{
    cas_variable sum = zero(run);
    for (size_t m = 0; m < n; m++)
        sum = plus(run, sum, slope(run, n - 1 + m));
    return times(run, bend(run), sum);
}

/* g1 = h V_i + C l M2_i */
static inline cas_variable first_of_layer(cas_step_run *run, size_t i)
{
    return plus(run, times(run, bend(run), smallest_gradient_norm(run, i)),
                times(run, times(run, constant(run, CAS_JACOBIAN), slope(run, 1)),
                      second_order(run, i)));
}

/* g2 = H V_i + 2 h l M2_i + C (l^2 M3_i + h M2_i) */
static inline cas_variable second_of_layer(cas_step_run *run, size_t i)
{
    cas_variable m2 = second_order(run, i);
    cas_variable inner = plus(run, times(run, slope(run, 2), third_order(run, i)),
                              times(run, bend(run), m2));
    return plus(
        run, times(run, twist(run), smallest_gradient_norm(run, i)),
        plus(run, multiple(run, 2, times(run, times(run, bend(run), slope(run, 1)), m2)),
             times(run, constant(run, CAS_JACOBIAN), inner)));
}

/* Lambda_ik */
static inline cas_variable mean_weight(cas_step_run *run, size_t i, size_t k)
{
    if (i > k)
        return times(run, first_of_layer(run, i), slope(run, i - 1 - k));
    return times(run, times(run, constant(run, CAS_JACOBIAN), slope(run, k - i)),
                 second_order(run, k));
}

/* Gamma_ik */
static inline cas_variable square_weight(cas_step_run *run, size_t i, size_t k)
{
    if (i > k) {
        size_t n = i - 1 - k;
        return plus(run, times(run, second_of_layer(run, i), slope(run, 2 * n)),
                    times(run, first_of_layer(run, i), bend_of_composition(run, n)));
    }
    return times(run, times(run, constant(run, CAS_JACOBIAN), slope(run, k - i)),
                 third_order(run, k));
}

typedef cas_variable weight(cas_step_run *run, size_t i, size_t k);

/* The sum of w_ik x_k over k = first..last. */
static inline cas_variable weighted_row(cas_step_run *run, size_t i, size_t first,
                                        size_t last, weight *w, sequence *x)
{
    cas_variable sum = zero(run);
    for (size_t k = first; k <= last; k++)
        sum = plus(run, sum, times(run, w(run, i, k), x(run, k)));
    return sum;
}

#endif

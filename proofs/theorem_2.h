/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROOFS_THEOREM_2_H
#define CASCADE_PROOFS_THEOREM_2_H

#include "proofs/notation.h"

/* What the lines of the proof of Theorem 2 share. */

/* C_{grad^2 f}, which the repaired lines take to bound nabla^2_11 f as well:
   L_{grad f} does. */
static inline cas_variable second_derivative2(cas_step_run *run)
{
    return constant2(run, run->is_repaired ? CAS_JACOBIAN_LIPSCHITZ : CAS_MIXED_HESSIAN);
}

/* E||E_t[u~_i - u_i]||^2 */
static inline cas_variable bias(cas_step_run *run, size_t i)
{
    return mean_square(run, given_f(run, gradient_error(run, i)));
}

/* E||E^{G_i}[a_i]||^2, E||E^{H_i}[b_i]||^2, E||E^{H_i}[epsilon_i]||^2,
   E||E^{G_i}[delta_i]||^2. */
static inline cas_variable forward_mean(cas_step_run *run, size_t i)
{
    return mean_square(run, given_g(run, i, a_(run, i)));
}

static inline cas_variable backward_mean(cas_step_run *run, size_t i)
{
    return mean_square(run, given_h(run, i, b_(run, i)));
}

static inline cas_variable epsilon_mean(cas_step_run *run, size_t i)
{
    return mean_square(run, given_h(run, i, epsilon(run, i)));
}

static inline cas_variable delta_mean(cas_step_run *run, size_t i)
{
    return mean_square(run, given_g(run, i, delta(run, i)));
}

static inline cas_variable forward_fourth(cas_step_run *run, size_t i)
{
    return mean_fourth(run, a_(run, i));
}

static inline cas_variable next_epsilon_mean(cas_step_run *run, size_t j)
{
    return epsilon_mean(run, j + 1);
}

static inline cas_variable whole_bias(cas_step_run *run)
{
    return plus(run, plain_sum(run, bias), bias(run, depth_of(run)));
}

static inline cas_variable delta_fourth(cas_step_run *run, size_t j)
{
    return mean_fourth(run, delta(run, j));
}

/* L_f^4 */
static inline cas_variable lipschitz4(cas_step_run *run)
{
    return square(run, constant2(run, CAS_LIPSCHITZ));
}

/* C_{y_i}^2 as defined after (32). */
static inline cas_variable c_y2(cas_step_run *run, size_t i)
{
    cas_variable tail = zero(run);
    for (size_t j = i + 1; j < depth_of(run); j++)
        tail = plus(
            run, tail,
            times(run, geometric(run, 0, j), ratio(run, 4, CAS_JACOBIAN, j - i - 1)));
    cas_variable first = times(run,
                               times(run, scaled_bound(run, 8, second_derivative2(run)),
                                     constant2(run, CAS_JACOBIAN_LIPSCHITZ)),
                               tail);
    cas_variable second =
        times(run, scaled_bound(run, 2, constant2(run, CAS_HESSIAN_LIPSCHITZ)),
              geometric(run, 0, i));
    return plus(run, first, second);
}

/* 8 sum_i (sum_{j>=i} C_{y_j}^2 (8 L_f^4)^{j-i}) E||delta_i||^4 */
static inline cas_variable fourth_bound(cas_step_run *run)
{
    cas_variable sum = zero(run), base = multiple(run, 8, lipschitz4(run));
    for (size_t i = 1; i < depth_of(run); i++)
        for (size_t j = i; j < depth_of(run); j++)
            sum = plus(run, sum,
                       times(run,
                             times(run, c_y2(run, j),
                                   cas_variable_power(&run->e, base, (long)(j - i))),
                             delta_fourth(run, i)));
    return multiple(run, 8, sum);
}

#endif

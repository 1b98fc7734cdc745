/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROOFS_REPAIR_H
#define CASCADE_PROOFS_REPAIR_H

#include "proofs/notation.h"

/* What the repaired and sharp proofs share: they work with norms, not with their squares,
   and with powers of l = min(C, L_f). */

/* ||x|| */
static inline cas_variable norm(cas_step_run *run, cas_variable x)
{
    return cas_variable_square_root(&run->e, norm2(run, x));
}

/* (E||x||^2)^{1/2} */
static inline cas_variable root_mean_square(cas_step_run *run, cas_variable x)
{
    return cas_variable_square_root(&run->e, mean_square(run, x));
}

static inline cas_variable constant(cas_step_run *run, int which)
{
    return cas_evaluation_constant(&run->e, which);
}

static inline cas_variable fraction(cas_step_run *run, long numerator, long denominator,
                                    cas_variable x)
{
    return times(run, cas_evaluation_number(&run->e, numerator, denominator), x);
}

static inline cas_variable to_the(cas_step_run *run, cas_variable x, size_t power)
{
    return cas_variable_power(&run->e, x, (long)power);
}

/* l^power; sup ||nabla_1 f_i|| is at most C and at most L_f. */
static inline cas_variable slope(cas_step_run *run, size_t power)
{
    cas_variable c = constant(run, CAS_JACOBIAN), l_f = constant(run, CAS_LIPSCHITZ);
    cas_variable larger = cas_variable_maximum(&run->e, c, l_f);
    return to_the(run, minus(run, plus(run, c, l_f), larger), power);
}

/* (n l^2)^power */
static inline cas_variable slope_ratio(cas_step_run *run, long n, size_t power)
{
    return to_the(run, multiple(run, n, slope(run, 2)), power);
}

/* V_i = C^{N-i} */
static inline cas_variable gradient_norm(cas_step_run *run, size_t i)
{
    return to_the(run, constant(run, CAS_JACOBIAN), depth_of(run) - i);
}

/* A sequence of numbers, one for each layer. */
typedef cas_variable sequence(cas_step_run *run, size_t j);

static inline cas_variable delta_norm(cas_step_run *run, size_t k)
{
    return norm(run, delta(run, k));
}

/* ||epsilon_{j+1}|| */
static inline cas_variable epsilon_norm(cas_step_run *run, size_t j)
{
    return norm(run, epsilon(run, j + 1));
}

/* The sum of l^{j-k} x_k over k = 1..j. */
static inline cas_variable accumulated(cas_step_run *run, size_t j, sequence *x)
{
    cas_variable sum = zero(run);
    for (size_t k = 1; k <= j; k++)
        sum = plus(run, sum, times(run, slope(run, j - k), x(run, k)));
    return sum;
}

/* C times the sum of l^{j-i} x_j over j = i..N-1. */
static inline cas_variable returned(cas_step_run *run, size_t i, sequence *x)
{
    cas_variable sum = zero(run);
    for (size_t j = i; j < depth_of(run); j++)
        sum = plus(run, sum, times(run, slope(run, j - i), x(run, j)));
    return times(run, constant(run, CAS_JACOBIAN), sum);
}

#endif

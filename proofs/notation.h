/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROOFS_NOTATION_H
#define CASCADE_PROOFS_NOTATION_H

#include "claim/step.h"

/* The paper's notation, so that a step's function reads like the line it checks.  In
   each, run is the step's run, and indices are the paper's. */

/* y~_i - y_i, v~_i - v_i, u~_i - u_i. */
static inline cas_variable a_(cas_step_run *run, size_t i)
{
    return cas_evaluation_trace(&run->e, CAS_TRACE_FORWARD_ERROR, i);
}

static inline cas_variable b_(cas_step_run *run, size_t i)
{
    return cas_evaluation_trace(&run->e, CAS_TRACE_BACKWARD_ERROR, i);
}

static inline cas_variable gradient_error(cas_step_run *run, size_t i)
{
    return cas_evaluation_trace(&run->e, CAS_TRACE_GRADIENT_ERROR, i);
}

static inline cas_variable delta(cas_step_run *run, size_t i)
{
    return cas_evaluation_trace(&run->e, CAS_TRACE_DELTA, i);
}

static inline cas_variable epsilon(cas_step_run *run, size_t i)
{
    return cas_evaluation_trace(&run->e, CAS_TRACE_EPSILON, i);
}

static inline cas_variable trace(cas_step_run *run, cas_trace which, size_t i)
{
    return cas_evaluation_trace(&run->e, which, i);
}

static inline cas_variable plus(cas_step_run *run, cas_variable x, cas_variable y)
{
    return cas_variable_sum(&run->e, x, y);
}

static inline cas_variable minus(cas_step_run *run, cas_variable x, cas_variable y)
{
    return cas_variable_difference(&run->e, x, y);
}

static inline cas_variable times(cas_step_run *run, cas_variable x, cas_variable y)
{
    return cas_variable_product(&run->e, x, y);
}

/* n x */
static inline cas_variable multiple(cas_step_run *run, long n, cas_variable x)
{
    return times(run, cas_evaluation_number(&run->e, n, 1), x);
}

/* M^T x */
static inline cas_variable transposed(cas_step_run *run, cas_variable m, cas_variable x)
{
    return times(run, cas_variable_transpose(&run->e, m), x);
}

static inline cas_variable square(cas_step_run *run, cas_variable x)
{
    return cas_variable_power(&run->e, x, 2);
}

/* ||x||^2, Euclidean and Frobenius */
static inline cas_variable norm2(cas_step_run *run, cas_variable x)
{
    return cas_variable_norm_squared(&run->e, x);
}

static inline cas_variable op_norm2(cas_step_run *run, cas_variable x)
{
    return cas_variable_operator_norm_squared(&run->e, x);
}

static inline cas_variable mean(cas_step_run *run, cas_variable x)
{
    return cas_variable_mean(&run->e, x);
}

/* E||x||^2 */
static inline cas_variable mean_square(cas_step_run *run, cas_variable x)
{
    return mean(run, norm2(run, x));
}

/* E||x||^4 */
static inline cas_variable mean_fourth(cas_step_run *run, cas_variable x)
{
    return mean(run, square(run, norm2(run, x)));
}

/* E[x | field_i] */
static inline cas_variable given(cas_step_run *run, cas_field field, size_t i,
                                 cas_variable x)
{
    return cas_variable_conditional_mean(&run->e, field, i, x);
}

/* E[x | G_i], E[x | H_i], E_t[x]. */
static inline cas_variable given_g(cas_step_run *run, size_t i, cas_variable x)
{
    return given(run, CAS_FIELD_G, i, x);
}

static inline cas_variable given_h(cas_step_run *run, size_t i, cas_variable x)
{
    return given(run, CAS_FIELD_H, i, x);
}

static inline cas_variable given_f(cas_step_run *run, cas_variable x)
{
    return given(run, CAS_FIELD_F, 0, x);
}

/* nabla^2_21 f_i at y_{i-1}, as a d_i d_{w_i} x d_{i-1} matrix. */
static inline cas_variable mixed_hessian(cas_step_run *run, size_t i, cas_variable y)
{
    return cas_evaluation_mixed_hessian(&run->e, i, y);
}

/* The square of a constant: CAS_JACOBIAN, .., or CAS_GRADIENT_BOUND for C_v. */
static inline cas_variable constant2(cas_step_run *run, int constant)
{
    return square(run, cas_evaluation_constant(&run->e, constant));
}

/* (n c^2)^power */
static inline cas_variable ratio(cas_step_run *run, long n, int constant, size_t power)
{
    return cas_variable_power(&run->e, multiple(run, n, constant2(run, constant)),
                              (long)power);
}

static inline cas_variable zero(cas_step_run *run)
{
    return cas_evaluation_number(&run->e, 0, 1);
}

/* The sum of (3 C^2)^k over k = first..last. */
static inline cas_variable geometric(cas_step_run *run, size_t first, size_t last)
{
    cas_variable sum = zero(run);
    for (size_t k = first; k <= last; k++)
        sum = plus(run, sum, ratio(run, 3, CAS_JACOBIAN, k));
    return sum;
}

/* The identity x = y of random vectors: E||x||^2 + E||x - y||^2 against E||x||^2. */
static inline void compare(cas_step_run *run, cas_variable x, cas_variable y)
{
    cas_step_left(run,
                  plus(run, mean_square(run, x), mean_square(run, minus(run, x, y))));
    cas_step_right(run, mean_square(run, x));
}

static inline size_t depth_of(const cas_step_run *run)
{
    return run->e.run->depth;
}

/* B~_i - B_i */
static inline cas_variable jacobian_error(cas_step_run *run, size_t i)
{
    return minus(run, trace(run, CAS_TRACE_B_TILDE, i), trace(run, CAS_TRACE_B, i));
}

/* The sum of E||u~_i - u_i||^2 over i = 1..N: E||u~ - u||^2. */
static inline cas_variable whole_error(cas_step_run *run)
{
    cas_variable sum = zero(run);
    for (size_t i = 1; i <= depth_of(run); i++)
        sum = plus(run, sum, mean_square(run, gradient_error(run, i)));
    return sum;
}

/* n C_v^2 c^2 */
static inline cas_variable scaled_bound(cas_step_run *run, long n, cas_variable c2)
{
    return multiple(run, n, times(run, constant2(run, CAS_GRADIENT_BOUND), c2));
}

/* x_1, .., x_{N-1}: what a sum runs over. */
typedef cas_variable moment(cas_step_run *run, size_t j);

/* The sum of x_i over i = 1..N-1. */
static inline cas_variable plain_sum(cas_step_run *run, moment *x)
{
    cas_variable sum = zero(run);
    for (size_t i = 1; i < depth_of(run); i++)
        sum = plus(run, sum, x(run, i));
    return sum;
}

/* The sum of (3C^2)^{j-i} x_j over j = i..N-1. */
static inline cas_variable discounted_sum(cas_step_run *run, size_t i, moment *x)
{
    cas_variable sum = zero(run);
    for (size_t j = i; j < depth_of(run); j++)
        sum = plus(run, sum, times(run, ratio(run, 3, CAS_JACOBIAN, j - i), x(run, j)));
    return sum;
}

/* The sum of (sum of (3C^2)^k over k = first..i) x_i over i = 1..N-1. */
static inline cas_variable weighted_sum(cas_step_run *run, size_t first, moment *x)
{
    cas_variable sum = zero(run);
    for (size_t i = 1; i < depth_of(run); i++)
        sum = plus(run, sum, times(run, geometric(run, first, i), x(run, i)));
    return sum;
}

#endif

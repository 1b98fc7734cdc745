/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/theorem_1.h"

/*: \section{The proof of Theorem 1: the two passes, (17) and (18)} */

/*: \paragraph{(17), first relation:} $\mathbb{E}\|b_i\|^2 =
\mathbb{E}\|\tilde A_{i+1}^\top \tilde v_{i+1} - A_{i+1}^\top v_{i+1} +
\varepsilon_{i+1}\|^2$, by (4b), (5b). */
static void eq_17_1(cas_step_run *run, size_t i)
{
    cas_variable tilde = transposed(run, trace(run, CAS_TRACE_A_TILDE, i + 1),
                                    trace(run, CAS_TRACE_V_TILDE, i + 1));
    cas_variable exact =
        transposed(run, trace(run, CAS_TRACE_A, i + 1), trace(run, CAS_TRACE_V, i + 1));
    cas_variable epsilon_ = epsilon(run, i + 1);
    if (cas_step_is_mutated(run, "minus epsilon"))
        epsilon_ = multiple(run, -1, epsilon_);
    cas_step_left(run, mean_square(run, b_(run, i)));
    cas_step_right(run, mean_square(run, plus(run, minus(run, tilde, exact), epsilon_)));
}

const cas_claim cas_claim_eq_17_1_printed = {
    CAS_STEP("eq:17/1", "printed",
             "E||v~_i - v_i||^2 = E||A~_{i+1}^T v~_{i+1} - A_{i+1}^T v_{i+1} + "
             "epsilon_{i+1}||^2"),
    .data = &(const cas_step){.sides = eq_17_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true,
                              .has_jacobians = true},
    .mutants = (const cas_mutant[]){{"minus epsilon", "the sign of epsilon changed"},
                                    {NULL, NULL}},
};

/*: \paragraph{(17), second relation:} $\mathbb{E}\|b_i\|^2 \le
3C^2\,\mathbb{E}\|b_{i+1}\|^2 + 3C_v^2 L_{\nabla f}^2\,\mathbb{E}\|a_i\|^2 +
3\,\mathbb{E}\|\varepsilon_{i+1}\|^2$. True: $b_i = \tilde A^\top b_{i+1} + (\tilde A -
A)^\top v_{i+1} + \varepsilon_{i+1}$ and $\|x + y + z\|^2 \le 3(\|x\|^2 + \|y\|^2 +
\|z\|^2)$; equality where the three are equal, which needs $C_v = 1$. */
static void eq_17_2(cas_step_run *run, size_t i)
{
    cas_step_left(run, mean_square(run, b_(run, i)));
    cas_step_right(run, multiple(run, 3,
                                 times(run, constant2(run, CAS_JACOBIAN),
                                       mean_square(run, b_(run, i + 1)))));
    cas_step_right(run, multiple(run, 3,
                                 times(run, constant2(run, CAS_GRADIENT_BOUND),
                                       times(run, constant2(run, CAS_JACOBIAN_LIPSCHITZ),
                                             mean_square(run, a_(run, i))))));
    cas_step_right(run, multiple(run, 3, mean_square(run, epsilon(run, i + 1))));
}

const cas_claim cas_claim_eq_17_2_printed = {
    CAS_STEP("eq:17/2", "printed",
             "E||v~_i - v_i||^2 <= 3 C^2 E||v~_{i+1} - v_{i+1}||^2 + "
             "3 C_v^2 L^2 E||y~_i - y_i||^2 + 3 E||epsilon_{i+1}||^2"),
    .data = &(const cas_step){.sides = eq_17_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*29/30", "2.9 for all three factors 3"},
                                    {"rhs[1]*1/4", "a quarter of the first term"},
                                    {"rhs[2]*1/4", "a quarter of the second term"},
                                    {"rhs[3]*1/4", "a quarter of the third term"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

/*: \paragraph{(17), third relation:} $\mathbb{E}\|b_i\|^2 \le
3C_v^2 L_{\nabla f}^2 \sum_{j=i}^{N-1} (3C^2)^{j-i}\,\mathbb{E}\|a_j\|^2 +
3 \sum_{j=i}^{N-1} (3C^2)^{j-i}\, \mathbb{E}\|\varepsilon_{j+1}\|^2$: the second relation
unrolled down to $b_N = 0$. True. */
static void eq_17_3(cas_step_run *run, size_t i)
{
    cas_step_left(run, mean_square(run, b_(run, i)));
    cas_step_right(run, multiple(run, 3,
                                 times(run, curvature(run),
                                       discounted_sum(run, i, forward_moment))));
    cas_step_right(run, multiple(run, 3, discounted_sum(run, i, backward_moment)));
}

const cas_claim cas_claim_eq_17_3_printed = {
    CAS_STEP("eq:17/3", "printed",
             "E||v~_i - v_i||^2 <= 3 C_v^2 L^2 sum_{j=i}^{N-1} (3C^2)^{j-i} E||y~_j - "
             "y_j||^2 + "
             "3 sum_{j=i}^{N-1} (3C^2)^{j-i} E||epsilon_{j+1}||^2"),
    .data = &(const cas_step){.sides = eq_17_3,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*3/10", "three tenths of it"},
                                    {"rhs[1]*1/4", "a quarter of the forward part"},
                                    {"rhs[2]*1/4", "a quarter of the backward part"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

/*: \paragraph{(18), first relation:} $\mathbb{E}\|a_i\|^2 =
\mathbb{E}\|f_i(\tilde y_{i-1}) - f_i(y_{i-1}) + \delta_i\|^2$,
$i = 1, \dots, N-1$; by (4a), (5a). */
static void eq_18_1(cas_step_run *run, size_t i)
{
    cas_variable difference =
        minus(run, trace(run, CAS_TRACE_VALUE_TILDE, i), trace(run, CAS_TRACE_Y, i));
    cas_variable delta_ = delta(run, i);
    if (cas_step_is_mutated(run, "minus delta"))
        delta_ = multiple(run, -1, delta_);
    cas_step_left(run, mean_square(run, a_(run, i)));
    cas_step_right(run, mean_square(run, plus(run, difference, delta_)));
}

const cas_claim cas_claim_eq_18_1_printed = {
    CAS_STEP("eq:18/1", "printed",
             "E||y~_i - y_i||^2 = E||f_i(y~_{i-1}) - f_i(y_{i-1}) + delta_i||^2"),
    .data = &(const cas_step){.sides = eq_18_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true,
                              .style = CAS_PROCESS_LINEAR},
    .mutants =
        (const cas_mutant[]){{"minus delta", "the sign of delta changed"}, {NULL, NULL}},
};

/*: \paragraph{(18), second relation:} $\mathbb{E}\|a_i\|^2 \le
2L_f^2\,\mathbb{E}\|a_{i-1}\|^2 + 2\,\mathbb{E}\|\delta_i\|^2$. True; equality for linear
$f_i$ of slope $L_f$ with $\delta_i = f_i(\tilde y_{i-1}) - f_i(y_{i-1})$. */
static void eq_18_2(cas_step_run *run, size_t i)
{
    cas_step_left(run, mean_square(run, a_(run, i)));
    cas_step_right(run, multiple(run, 2,
                                 times(run, constant2(run, CAS_LIPSCHITZ),
                                       mean_square(run, a_(run, i - 1)))));
    cas_step_right(run, multiple(run, 2, mean_square(run, delta(run, i))));
}

const cas_claim cas_claim_eq_18_2_printed = {
    CAS_STEP("eq:18/2", "printed",
             "E||y~_i - y_i||^2 <= 2 L_f^2 E||y~_{i-1} - y_{i-1}||^2 + 2 E||delta_i||^2"),
    .data = &(const cas_step){.sides = eq_18_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*19/20", "1.9 for both factors 2"},
                                    {"rhs[1]*1/3", "a third of the first term"},
                                    {"rhs[2]*1/3", "a third of the second term"},
                                    {"Lf:=L", "L_{grad f} for L_f"},
                                    {NULL, NULL}},
};

/*: \paragraph{(18), third relation:} $\mathbb{E}\|a_i\|^2 \le
2 \sum_{j=1}^i (2L_f^2)^{i-j}\, \mathbb{E}\|\delta_j\|^2$: the second relation unrolled
down to $a_0 = 0$. True; the largest ratio is $1 - 2^{-i}$, from $(\sum_j x_j)^2 \le
\sum_m 2^{-m} \sum_j 2^{i-j} x_j^2$, $m = 0, \dots, i-1$, halved. */
static void eq_18_3(cas_step_run *run, size_t i)
{
    cas_variable sum = zero(run);
    for (size_t j = 1; j <= i; j++)
        sum = plus(run, sum,
                   times(run, ratio(run, 2, CAS_LIPSCHITZ, i - j),
                         mean_square(run, delta(run, j))));
    cas_step_left(run, mean_square(run, a_(run, i)));
    cas_step_right(run, multiple(run, 2, sum));
}

const cas_claim cas_claim_eq_18_3_printed = {
    CAS_STEP("eq:18/3", "printed",
             "E||y~_i - y_i||^2 <= 2 sum_{j=1}^i (2 L_f^2)^{i-j} E||delta_j||^2"),
    .data = &(const cas_step){.sides = eq_18_3,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*7/10", "1.4 for the factor 2"},
                                    {"Lf:=L", "L_{grad f} for L_f"},
                                    {NULL, NULL}},
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/telescope.h"
#include "proofs/theorem_2.h"

/*: \section{Theorem 2 with the constants of (33): a proof}

Three repairs make Theorem 2 true: the conditional means are $p_k$ and $q_j$ of the
telescoping proof, (33a) carries $C_{\nabla^2 f}^2$, and $C_{\nabla^2 f}$ bounds
$\nabla^2_{11} f$ as well as $\nabla^2_{21} f$, as $L_{\nabla f}$ always does. With these,
(33) dominates the sharper bound. Notation as there; $C_{\nabla^2 f} = h = L_{\nabla f}$
below, and
\[ P_k = (\mathbb E\|p_k\|^2)^{1/2}, \quad D_k = (\mathbb E\|\delta_k\|^4)^{1/2}, \quad
   Q_j = (\mathbb E\|q_j\|^2)^{1/2}, \]
\[ A_j = \sum_{k\le j} l^{j-k}P_k, \quad X_j = \sum_{k\le j} l^{2(j-k)}D_k, \quad
   Z_j = h\sum_{r<j} l^{j-1-r}X_r . \] */

/* P_k, D_k and Q_{j+1}. */
static cas_variable mean_of(cas_step_run *run, size_t k)
{
    return root_mean_square(run, conditional_delta(run, k));
}

static cas_variable square_of(cas_step_run *run, size_t k)
{
    return cas_variable_square_root(&run->e, delta_fourth(run, k));
}

static cas_variable epsilon_of(cas_step_run *run, size_t j)
{
    return root_mean_square(run, conditional_epsilon(run, j + 1));
}

/* What lines 4 and 5 take for P_k: it is 0 less often. */
static cas_variable any_of(cas_step_run *run, size_t k)
{
    return root_mean_square(run, delta(run, k));
}

/* A_j of these, X_j, Z_j */
static cas_variable means_to(cas_step_run *run, size_t j)
{
    return accumulated(run, j, any_of);
}

static cas_variable squares_to(cas_step_run *run, size_t j)
{
    cas_variable sum = zero(run);
    for (size_t k = 1; k <= j; k++)
        sum = plus(run, sum, times(run, slope(run, 2 * (j - k)), square_of(run, k)));
    return sum;
}

static cas_variable bends_to(cas_step_run *run, size_t j)
{
    cas_variable sum = zero(run);
    for (size_t r = 1; r < j; r++)
        sum = plus(run, sum, times(run, slope(run, j - 1 - r), squares_to(run, r)));
    return times(run, bend(run), sum);
}

/* The sums over k of Lambda_ik P_k, and R_i, of Gamma_ik D_k. */
static cas_variable mean_row(cas_step_run *run, size_t i)
{
    return weighted_row(run, i, 1, depth_of(run) - 1, mean_weight, mean_of);
}

static cas_variable any_row(cas_step_run *run, size_t i)
{
    return weighted_row(run, i, 1, depth_of(run) - 1, mean_weight, any_of);
}

static cas_variable square_row(cas_step_run *run, size_t i)
{
    return weighted_row(run, i, 1, depth_of(run) - 1, square_weight, square_of);
}

static cas_variable epsilon_row(cas_step_run *run, size_t i)
{
    return returned(run, i, epsilon_of);
}

/* The sum of x_i^2 over i = 1..N. */
static cas_variable sum_of_squares(cas_step_run *run, sequence *x)
{
    cas_variable sum = zero(run);
    for (size_t i = 1; i <= depth_of(run); i++)
        sum = plus(run, sum, square(run, x(run, i)));
    return sum;
}

#define DOMINATES(sides_, range_, ...)                                                   \
    .data = &(const cas_step)                                                            \
    {                                                                                    \
        .sides = sides_, .range = range_, .input_is_known = true, __VA_ARGS__            \
    }

/*: \paragraph{Line 1.} $(\mathbb E\|\mathbb E_t[\tilde u_i] - u_i\|^2)^{1/2} \le \sum_k
\Lambda_{ik}P_k + \tfrac12\sum_k \Gamma_{ik}D_k + C\sum_{j\ge i} l^{j-i}Q_{j+1}$:
Minkowski's inequality in $L^2$ applied to the sharper bound, and Jensen's inequality for
each mean. Where $x$ is not $\mathcal F$-measurable, $\mathbb E\|\mathbb E[z \mid \mathcal
F]\|^2 \le \mathbb E\|\mathbb E[z \mid \mathcal F, x]\|^2$ comes before it. */
static void line_1(cas_step_run *run, size_t i)
{
    cas_variable half = cas_evaluation_number(&run->e, 1, 2);
    cas_step_left(run, root_mean_square(run, given_f(run, gradient_error(run, i))));
    cas_step_right(run, mean_row(run, i));
    cas_step_right(run, times(run, half, square_row(run, i)));
    cas_step_right(run, epsilon_row(run, i));
}

const cas_claim cas_claim_theorem_2_repair_1 = {
    CAS_STEP("thm:2/repair-1", "repaired",
             "(E||E_t[u~_i] - u_i||^2)^{1/2} <= sum_k Lambda_ik P_k + sum_k Gamma_ik "
             "D_k/2 + C sum_{j>=i} l^{j-i} Q_{j+1}"),
    DOMINATES(line_1, CAS_FROM_1_TO_N, .style = CAS_PROCESS_EXTREMAL),
    .mutants = (const cas_mutant[]){{"rhs*1/4", "a quarter of it"},
                                    {"rhs[1]*0", "the conditional means left out"},
                                    {"rhs[2]*0", "the squares left out"},
                                    {"rhs[3]*1/2", "half of the backward part"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 2.} $\mathbb E\|\mathbb E_t[\tilde{\mathbf u}] - \mathbf u\|^2 \le
\tfrac83\sum_i \bigl(\sum_k \Lambda_{ik}P_k\bigr)^2 + \tfrac23\sum_i R_i^2 + 4\sum_i
\bigl(C\sum_{j\ge i} l^{j-i}Q_{j+1}\bigr)^2$ with $R_i = \sum_k \Gamma_{ik}D_k$: line 1
squared with $(x + y + z)^2 \le 4x^2 + \tfrac83y^2 + \tfrac83z^2$, since $\tfrac14 +
\tfrac38 + \tfrac38 = 1$ (\texttt{eq:15/young}). */
static void line_2(cas_step_run *run, size_t i)
{
    (void)i;
    cas_step_left(run, whole_bias(run));
    cas_step_right(run, fraction(run, 8, 3, sum_of_squares(run, mean_row)));
    cas_step_right(run, fraction(run, 2, 3, sum_of_squares(run, square_row)));
    cas_step_right(run, multiple(run, 4, sum_of_squares(run, epsilon_row)));
}

const cas_claim cas_claim_theorem_2_repair_2 = {
    CAS_STEP(
        "thm:2/repair-2", "repaired",
        "E||E_t[u~] - u||^2 <= 8/3 sum_i (sum_k Lambda_ik P_k)^2 + 2/3 sum_i R_i^2 + "
        "4 sum_i (C sum_{j>=i} l^{j-i} Q_{j+1})^2, R_i = sum_k Gamma_ik D_k"),
    DOMINATES(line_2, CAS_ONCE, .style = CAS_PROCESS_EXTREMAL),
    .mutants = (const cas_mutant[]){{"rhs*1/16", "a sixteenth of it"},
                                    {"rhs[3]*1/8", "an eighth of the backward part"},
                                    {NULL, NULL}},
};

static cas_variable epsilon_moment(cas_step_run *run, size_t j)
{
    return mean_square(run, conditional_epsilon(run, j + 1));
}

/*: \paragraph{Line 3.} The right side of line 2 is at most
$\tfrac83\sum_i \bigl(\sum_k \Lambda_{ik}P_k\bigr)^2 + \tfrac23\sum_i R_i^2 +
2\sum_j T_jQ_{j+1}^2$: the last term is the printed part of $\varepsilon$. By (a) of the
proof of Theorem 1, for $x_j \ge 0$, $\sum_i \bigl(C\sum_{j\ge i} l^{j-i}x_j\bigr)^2 \le
\tfrac12\sum_j T_jx_j^2$. */
static void line_3(cas_step_run *run, size_t i)
{
    cas_variable forward = plus(run, fraction(run, 8, 3, sum_of_squares(run, mean_row)),
                                fraction(run, 2, 3, sum_of_squares(run, square_row)));
    (void)i;
    cas_step_left(run, forward);
    cas_step_left(run, multiple(run, 4, sum_of_squares(run, epsilon_row)));
    cas_step_right(run, forward);
    cas_step_right(run, multiple(run, 2, weighted_sum(run, 1, epsilon_moment)));
}

const cas_claim cas_claim_theorem_2_repair_3 = {
    CAS_STEP(
        "thm:2/repair-3", "repaired",
        "the right side of thm:2/repair-2 <= 8/3 sum_i (sum_k Lambda_ik P_k)^2 + 2/3 "
        "sum_i R_i^2 + 2 sum_j T_j Q_{j+1}^2"),
    DOMINATES(line_3, CAS_ONCE, .style = CAS_PROCESS_CURVED),
    .mutants = (const cas_mutant[]){{"rhs[2]*1/4", "a quarter of the backward part"},
                                    {NULL, NULL}},
};

/* h V_{j+1} A_j */
static cas_variable bent_means(cas_step_run *run, size_t j)
{
    return times(run, times(run, bend(run), smallest_gradient_norm(run, j + 1)),
                 means_to(run, j));
}

/*: \paragraph{Line 4.} $\sum_k \Lambda_{ik}P_k = hV_iA_{i-1} + C\sum_{j\ge i}
l^{j-i}\,hV_{j+1}A_j$, an identity: $M2_k = h\,l^{N-1-k}\sum_{j=k}^{N-1} l^{j-k}$, so
that $\Lambda$ is the matrix $M^\delta$ of sharp Theorem 1 with $h$ for $L$. Lines 4 and
5 hold for all numbers $P_k \ge 0$, and are tested for $P_k = (\mathbb
E\|\delta_k\|^2)^{1/2}$. */
static void line_4(cas_step_run *run, size_t i)
{
    cas_step_left(run, any_row(run, i));
    cas_step_right(run, times(run, times(run, bend(run), smallest_gradient_norm(run, i)),
                              means_to(run, i - 1)));
    cas_step_right(run, returned(run, i, bent_means));
}

const cas_claim cas_claim_theorem_2_repair_4 = {
    CAS_STEP("thm:2/repair-4", "repaired",
             "sum_k Lambda_ik P_k = h V_i A_{i-1} + C sum_{j>=i} l^{j-i} h V_{j+1} A_j "
             "for all "
             "P_k >= 0"),
    DOMINATES(line_4, CAS_FROM_1_TO_N, .is_identity = true, .style = CAS_PROCESS_CURVED),
    .mutants = (const cas_mutant[]){{"rhs[1]*1/2", "half of the direct part"},
                                    {"rhs[2]*1/2", "half of the returned part"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 5.} $\sum_i \bigl(\sum_k \Lambda_{ik}P_k\bigr)^2 \le \sum_j
h^2V_{j+1}^2(2 + T_j)A_j^2$: $(x + y)^2 \le 2x^2 + 2y^2$ and (a). */
static void line_5(cas_step_run *run, size_t i)
{
    cas_variable first = zero(run), second = zero(run);
    (void)i;
    for (size_t j = 1; j < depth_of(run); j++) {
        cas_variable b2 = square(run, bent_means(run, j));
        first = plus(run, first, multiple(run, 2, b2));
        second = plus(run, second, times(run, geometric(run, 1, j), b2));
    }
    cas_step_left(run, sum_of_squares(run, any_row));
    cas_step_right(run, first);
    cas_step_right(run, second);
}

const cas_claim cas_claim_theorem_2_repair_5 = {
    CAS_STEP("thm:2/repair-5", "repaired",
             "sum_i (sum_k Lambda_ik P_k)^2 <= sum_j h^2 V_{j+1}^2 (2 + T_j) A_j^2 for "
             "all P_k >= 0"),
    DOMINATES(line_5, CAS_ONCE, .style = CAS_PROCESS_CURVED),
    .mutants = (const cas_mutant[]){{"rhs*1/3", "a third of it"},
                                    {"rhs[1]*1/4", "a quarter of the direct part"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 6.} $\tfrac83\sum_i \bigl(\sum_k \Lambda_{ik}P_k\bigr)^2 \le
8h^2C_v^2\sum_k \bigl(\sum_{j\ge k} S_j(4C^2)^{j-k}\bigr)P_k^2$: the repaired (33a). In
line 5, $V_{j+1} \le C_v$, $2 + T_j \le 2S_j$, and $A_j^2 \le \tfrac43\sum_{k\le j}
(4C^2)^{j-k}P_k^2$ by Cauchy's inequality with the weights $4^{-m}$; $\tfrac83 \cdot 2
\cdot \tfrac43 = \tfrac{64}9 \le 8$. */
static void line_6(cas_step_run *run, size_t i)
{
    cas_variable sum = zero(run);
    (void)i;
    for (size_t k = 1; k < depth_of(run); k++)
        for (size_t j = k; j < depth_of(run); j++)
            sum = plus(run, sum,
                       times(run,
                             times(run, geometric(run, 0, j),
                                   ratio(run, 4, CAS_JACOBIAN, j - k)),
                             square(run, mean_of(run, k))));
    cas_step_left(run, fraction(run, 8, 3, sum_of_squares(run, mean_row)));
    cas_step_right(run, scaled_bound(run, 8, times(run, second_derivative2(run), sum)));
}

const cas_claim cas_claim_theorem_2_repair_6 = {
    CAS_STEP("thm:2/repair-6", "repaired",
             "8/3 sum_i (sum_k Lambda_ik P_k)^2 <= 8 h^2 C_v^2 sum_k (sum_{j>=k} S_j "
             "(4C^2)^{j-k}) P_k^2"),
    DOMINATES(line_6, CAS_ONCE, .style = CAS_PROCESS_CURVED),
    .mutants = (const cas_mutant[]){{"rhs*1/6", "a sixth of it"}, {NULL, NULL}},
};

/* V_{j+1} (H X_j + n h Z_j) */
static cas_variable bent_squares(cas_step_run *run, size_t j, long n)
{
    cas_variable sum = plus(run, times(run, twist(run), squares_to(run, j)),
                            multiple(run, n, times(run, bend(run), bends_to(run, j))));
    return times(run, smallest_gradient_norm(run, j + 1), sum);
}

static cas_variable six_fold(cas_step_run *run, size_t j)
{
    return bent_squares(run, j, 6);
}

/*: \paragraph{Line 7.} $R_i \le V_i(HX_{i-1} + hZ_{i-1}) + C\sum_{j\ge i}
l^{j-i}V_{j+1}(HX_j + 6hZ_j)$. Unroll $M3_k = \sum_{j\ge k} l^{3(j-k)}(3hl\,M2_{j+1} +
HV_{j+1})$; with $Z_i = lZ_{i-1} + hX_{i-1}$ the definition of $\Gamma$ gives
\[ R_i = V_i(HX_{i-1} + hZ_{i-1}) + 2hl\,M2_iX_{i-1} + C\,M2_iZ_i
   + C\sum_{j\ge i} l^{j-i}(HV_{j+1} + 3hl\,M2_{j+1})X_j . \]
Now $M2_i = h\sum_{m\ge i} l^{2(m-i)}V_{m+1}$, $Z_m \ge l^{m-i}Z_i$ and $Z_m \ge
h\,l^{m-i}X_{i-1}$ for $m \ge i$, and $h\sum_{j=i}^{m-1} l^{m-1-j}X_j \le Z_m$. Of
$C\sum_{m\ge i} l^{m-i}V_{m+1}hZ_m$, the term $C\,M2_iZ_i$ is at most once,
$2hl\,M2_iX_{i-1}$ at most twice (as $l \le C$), and $C\sum_j l^{j-i}3hl\,M2_{j+1}X_j$ at
most three times. */
static void line_7(cas_step_run *run, size_t i)
{
    cas_step_left(run, square_row(run, i));
    if (i > 1)
        cas_step_right(run, bent_squares(run, i - 1, 1));
    else
        cas_step_right(run, zero(run));
    cas_step_right(run, returned(run, i, six_fold));
}

const cas_claim cas_claim_theorem_2_repair_7 = {
    CAS_STEP("thm:2/repair-7", "repaired",
             "R_i <= V_i (H X_{i-1} + h Z_{i-1}) + C sum_{j>=i} l^{j-i} V_{j+1} (H X_j + "
             "6 h Z_j)"),
    DOMINATES(line_7, CAS_FROM_1_TO_N, .style = CAS_PROCESS_CURVED),
    .mutants = (const cas_mutant[]){{"rhs*9/10", "nine tenths of it"},
                                    {"rhs[1]*1/2", "half of the direct part"},
                                    {"rhs[2]*1/2", "half of the returned part"},
                                    {NULL, NULL}},
};

/* C_v^2 times the sum of S_j (10/3 H^2 X_j^2 + 30 h^2 Z_j^2): two terms. */
static void middle(cas_step_run *run, void (*add)(cas_step_run *, cas_variable))
{
    cas_variable first = zero(run), second = zero(run);
    for (size_t j = 1; j < depth_of(run); j++) {
        cas_variable s = geometric(run, 0, j);
        first = plus(run, first, times(run, s, square(run, squares_to(run, j))));
        second = plus(run, second, times(run, s, square(run, bends_to(run, j))));
    }
    cas_variable h2 = square(run, twist(run)), b2 = square(run, bend(run));
    add(run, fraction(run, 10, 3, scaled_bound(run, 1, times(run, h2, first))));
    add(run, scaled_bound(run, 30, times(run, b2, second)));
}

/*: \paragraph{Line 8.} $\tfrac23\sum_i R_i^2 \le C_v^2\sum_j S_j\bigl[\tfrac{10}3H^2X_j^2
+ 30h^2Z_j^2\bigr]$. Square line 7 with $(x + y)^2 \le 2x^2 + 2y^2$, use (a) and $V \le
C_v$: the left side is at most $\tfrac23C_v^2\sum_j [2(HX_j + hZ_j)^2 + T_j(HX_j +
6hZ_j)^2]$. Then $(x + 6y)^2 \le 5x^2 + 45y^2$ and $(x + y)^2 \le 2x^2 + 2y^2$; $\tfrac23
\cdot 4 \le \tfrac{10}3$, and $\tfrac23 \cdot 5 = \tfrac{10}3$, $\tfrac23 \cdot 45 = 30$.
*/
static void line_8(cas_step_run *run, size_t i)
{
    (void)i;
    cas_step_left(run, fraction(run, 2, 3, sum_of_squares(run, square_row)));
    middle(run, cas_step_right);
}

const cas_claim cas_claim_theorem_2_repair_8 = {
    CAS_STEP("thm:2/repair-8", "repaired",
             "2/3 sum_i R_i^2 <= C_v^2 sum_j S_j (10/3 H^2 X_j^2 + 30 h^2 Z_j^2)"),
    DOMINATES(line_8, CAS_ONCE, .style = CAS_PROCESS_CURVED),
    .mutants = (const cas_mutant[]){{"rhs*1/8", "an eighth of it"}, {NULL, NULL}},
};

/*: \paragraph{Line 9.} The right side of line 8 is at most $8\sum_j C_{y_j}^2\sum_{k\le
j} (8L_f^4)^{j-k}D_k^2$, the part of (33) with the fourth moments. By Cauchy's inequality
with the weights $8^{-m}$, whose sum is $\tfrac87$, this is at least $7\sum_j
C_{y_j}^2X_j^2$. Its part with $H$ is $14C_v^2\sum_j S_jH^2X_j^2$. Its other part is $7
\cdot 8h^2L_{\nabla f}^2C_v^2\sum_m S_m\sum_{j<m} (4C^2)^{m-1-j}X_j^2 \ge 7 \cdot 8 \cdot
\tfrac34\,h^2C_v^2\sum_m S_mZ_m^2$, by the weights $4^{-m}$ and $L_{\nabla f} \ge h$.
Finally $14 \ge \tfrac{10}3$ and $42 \ge 30$. With lines 2, 3 and 6 this proves Theorem 2,
repaired. $\square$ */
static void line_9(cas_step_run *run, size_t i)
{
    (void)i;
    middle(run, cas_step_left);
    cas_step_right(run, fourth_bound(run));
}

const cas_claim cas_claim_theorem_2_repair_9 = {
    CAS_STEP("thm:2/repair-9", "repaired",
             "C_v^2 sum_j S_j (10/3 H^2 X_j^2 + 30 h^2 Z_j^2) <= 8 sum_k (sum_{j>=k} "
             "C_{y_j}^2 (8 L_f^4)^{j-k}) E||delta_k||^4"),
    DOMINATES(line_9, CAS_ONCE, .style = CAS_PROCESS_CURVED),
    .mutants = (const cas_mutant[]){{"rhs*1/6", "a sixth of it"}, {NULL, NULL}},
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/repair.h"

/*: \section{Theorem 1 with the printed constants: a proof}

The step from (19) to (20) loses a factor 2 in front of the sum over $\varepsilon$, so
that the paper does not prove (21). The theorem is true all the same; here is a proof. Put
\[ V_i = C^{N-i}, \qquad l = \min(C, L_f), \qquad \alpha_j =
   \sum_{k=1}^{j} l^{j-k}\|\delta_k\|, \qquad T_j = \sum_{k=1}^{j} (3C^2)^k . \]
By (12), $\|v_i\| \le V_i$. Lines 1 to 7 hold in each scenario; expectations come last.
Each line is tested by itself. */

static cas_variable alpha(cas_step_run *run, size_t j)
{
    return accumulated(run, j, delta_norm);
}

/* L V_{j+1} alpha_j */
static cas_variable bent(cas_step_run *run, size_t j)
{
    return times(run, constant(run, CAS_JACOBIAN_LIPSCHITZ),
                 times(run, gradient_norm(run, j + 1), alpha(run, j)));
}

/* L V_i alpha_{i-1} */
static cas_variable direct(cas_step_run *run, size_t i)
{
    return times(run, constant(run, CAS_JACOBIAN_LIPSCHITZ),
                 times(run, gradient_norm(run, i), alpha(run, i - 1)));
}

/* D_i^2, E_i^2 summed over i = 1..N. */
static cas_variable forward_squares(cas_step_run *run)
{
    cas_variable sum = zero(run);
    for (size_t i = 1; i <= depth_of(run); i++)
        sum = plus(run, sum,
                   square(run, plus(run, direct(run, i), returned(run, i, bent))));
    return sum;
}

static cas_variable backward_squares(cas_step_run *run)
{
    cas_variable sum = zero(run);
    for (size_t i = 1; i < depth_of(run); i++)
        sum = plus(run, sum, square(run, returned(run, i, epsilon_norm)));
    return sum;
}

static cas_variable epsilon_square(cas_step_run *run, size_t j)
{
    return norm2(run, epsilon(run, j + 1));
}

/*: \paragraph{Line 1.} $\|a_j\| \le \alpha_j$ for $j = 1, \dots, N-1$. From (4a), (5a),
$\|a_j\| \le \|f_j(\tilde y_{j-1}) - f_j(y_{j-1})\| + \|\delta_j\| \le l\|a_{j-1}\| +
\|\delta_j\|$ with $a_0 = 0$: both $C$ and $L_f$ bound $\|\nabla_1 f_j\|_{op}$. Equality
for linear $f_j$ of slope $l$ and $\delta_k$ of one sign. */
static void line_1(cas_step_run *run, size_t i)
{
    cas_step_left(run, norm(run, a_(run, i)));
    cas_step_right(run, alpha(run, i));
}

const cas_claim cas_claim_theorem_1_repair_1 = {
    CAS_STEP(
        "thm:1/repair-1", "repaired",
        "||y~_j - y_j|| <= alpha_j = sum_{k<=j} l^{j-k} ||delta_k||, l = min(C, L_f)"),
    .data = &(const cas_step){.sides = line_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*9/10", "nine tenths of it"},
                                    {"Lf:=K", "C_{grad^2 f} for L_f"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 2.} $\|\tilde u_i - u_i\| \le D_i + E_i$ for $i = 1, \dots, N$, where
\[ D_i = L V_i\,\alpha_{i-1} + C \sum_{j=i}^{N-1} l^{j-i} L V_{j+1}\,\alpha_j, \qquad
   E_i = C \sum_{j=i}^{N-1} l^{j-i}\|\varepsilon_{j+1}\|. \]
Indeed $\tilde u_i - u_i = \tilde B_i^\top b_i + (\tilde B_i - B_i)^\top v_i$ and $b_i =
\tilde A_{i+1}^\top b_{i+1} + (\tilde A_{i+1} - A_{i+1})^\top v_{i+1} +
\varepsilon_{i+1}$, so that $\|\tilde u_i - u_i\| \le C\|b_i\| + L V_i\|a_{i-1}\|$ and
$\|b_i\| \le l\|b_{i+1}\| + L V_{i+1}\|a_i\| + \|\varepsilon_{i+1}\|$; unroll the latter
down to $b_N = 0$ and use line 1. */
static void line_2(cas_step_run *run, size_t i)
{
    cas_step_left(run, norm(run, gradient_error(run, i)));
    cas_step_right(run, direct(run, i));
    cas_step_right(run, returned(run, i, bent));
    cas_step_right(run, returned(run, i, epsilon_norm));
}

const cas_claim cas_claim_theorem_1_repair_2 = {
    CAS_STEP(
        "thm:1/repair-2", "repaired",
        "||u~_i - u_i|| <= D_i + E_i, D_i = L V_i alpha_{i-1} + C sum_{j>=i} l^{j-i} "
        "L V_{j+1} alpha_j, E_i = C sum_{j>=i} l^{j-i} ||epsilon_{j+1}||, V_i = "
        "C^{N-i}"),
    .data = &(const cas_step){.sides = line_2,
                              .range = CAS_FROM_1_TO_N,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"},
                                    {"rhs[1]*0", "the direct part left out"},
                                    {"rhs[2]*0", "the returned forward part left out"},
                                    {"rhs[3]*1/2", "half of the backward part"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 3.} $2\sum_i E_i^2 \le \sum_{j=1}^{N-1} T_j\|\varepsilon_{j+1}\|^2$:
the printed $\varepsilon$-part. By Cauchy's inequality with the weights $3^{-m}$, for
numbers $x_j \ge 0$,
\[ \Bigl(C\sum_{j\ge i} l^{j-i} x_j\Bigr)^2 \le \Bigl(\sum_{m\ge1} 3^{-m}\Bigr)
   \sum_{j\ge i} 3^{j-i+1} C^2 l^{2(j-i)} x_j^2
   \le \tfrac12 \sum_{j\ge i} (3C^2)^{j-i+1} x_j^2
   \tag{a} \]
and the sum over $i \le j$ of $(3C^2)^{j-i+1}$ is $T_j$. */
static void line_3(cas_step_run *run, size_t i)
{
    size_t first = cas_step_is_mutated(run, "sum from k=2") ? 2 : 1;
    (void)i;
    cas_step_left(run, multiple(run, 2, backward_squares(run)));
    cas_step_right(run, weighted_sum(run, first, epsilon_square));
}

const cas_claim cas_claim_theorem_1_repair_3 = {
    CAS_STEP(
        "thm:1/repair-3", "repaired",
        "2 sum_i E_i^2 <= sum_j T_j ||epsilon_{j+1}||^2, T_j = sum_{k=1}^j (3C^2)^k"),
    .data = &(const cas_step){.sides = line_3, .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*3/5", "three fifths of it"},
                                    {"sum from k=2", "T_j without its first term"},
                                    {NULL, NULL}},
};

/* L^2 times the sum of V_{j+1}^2 (theta_j + s T_j / 2) alpha_j^2 over j = 1..N-1, where
   theta_{N-1} = 1 and else theta_j = t: two terms.  s = numerator/2. */
static void right_of_splitting(cas_step_run *run, long numerator, long t)
{
    cas_variable first = zero(run), second = zero(run);
    for (size_t j = 1; j < depth_of(run); j++) {
        cas_variable b2 = square(run, bent(run, j));
        first = plus(run, first, multiple(run, j + 1 == depth_of(run) ? 1 : t, b2));
        second = plus(run, second, times(run, geometric(run, 1, j), b2));
    }
    cas_step_right(run, first);
    cas_step_right(run, fraction(run, numerator, 4, second));
}

/*: \paragraph{Line 4.} With $\frac1s + \frac1t = 1$, here $s = t = 2$,
\[ \sum_{i=1}^N D_i^2 \le L^2 \sum_{j=1}^{N-1} V_{j+1}^2 \Bigl[\theta_j +
   \frac s2 T_j\Bigr]\alpha_j^2, \qquad \theta_j = t \text{ for } j \le N-2, \quad
   \theta_{N-1} = 1. \]
Split $(p + q)^2 \le t p^2 + s q^2$ in the rows $i < N$, and use (a) for $x_j = L
V_{j+1}\alpha_j$. Row $N$ has no second summand, and its square is $L^2 V_N^2
\alpha_{N-1}^2$: this is where $\theta_{N-1} = 1$ comes from. Without it the line would
still be true, but line 7 would not follow: for small $C$ there is no room for $t$ at $j =
N - 1$. */
static void line_4(cas_step_run *run, size_t i)
{
    (void)i;
    cas_step_left(run, forward_squares(run));
    right_of_splitting(run, 4, 2);
}

const cas_claim cas_claim_theorem_1_repair_4 = {
    CAS_STEP("thm:1/repair-4", "repaired",
             "sum_i D_i^2 <= L^2 sum_j V_{j+1}^2 (theta_j + T_j) alpha_j^2, theta_j = 2, "
             "theta_{N-1} = 1"),
    .data = &(const cas_step){.sides = line_4, .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"},
                                    {"rhs[1]*1/2", "half of the direct part"},
                                    {"rhs[2]*1/4", "a quarter of the returned part"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 5.} The same with $s = \frac32$, $t = 3$. */
static void line_5(cas_step_run *run, size_t i)
{
    (void)i;
    cas_step_left(run, forward_squares(run));
    right_of_splitting(run, 3, 3);
}

const cas_claim cas_claim_theorem_1_repair_5 = {
    CAS_STEP(
        "thm:1/repair-5", "repaired",
        "sum_i D_i^2 <= L^2 sum_j V_{j+1}^2 (theta_j + 3/4 T_j) alpha_j^2, theta_j = "
        "3, "
        "theta_{N-1} = 1"),
    .data = &(const cas_step){.sides = line_5, .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"},
                                    {"rhs[1]*1/2", "half of the direct part"},
                                    {"rhs[2]*1/4", "a quarter of the returned part"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 6.} $\alpha_j^2 \le 2(1 - 2^{-j}) \sum_{k\le j} (2
l^2)^{j-k}\|\delta_k\|^2$, by Cauchy's inequality with the weights $2^{-m}$, $m = 0,
\dots, j-1$, whose sum is $2(1 - 2^{-j})$. Equality where $l^{j-k}\|\delta_k\|$ is
proportional to $2^{-(j-k)}$; for $j = 1$ always. */
static void line_6(cas_step_run *run, size_t i)
{
    cas_variable sum = zero(run);
    for (size_t k = 1; k <= i; k++)
        sum = plus(run, sum,
                   times(run, slope_ratio(run, 2, i - k), norm2(run, delta(run, k))));
    cas_step_left(run, square(run, alpha(run, i)));
    cas_step_right(run, fraction(run, (2L << (i - 1)) - 1, 1L << (i - 1), sum));
}

const cas_claim cas_claim_theorem_1_repair_6 = {
    CAS_STEP("thm:1/repair-6", "repaired",
             "alpha_j^2 <= 2 (1 - 2^-j) sum_{k<=j} (2 l^2)^{j-k} ||delta_k||^2"),
    .data = &(const cas_step){.sides = line_6, .range = CAS_FROM_1_BELOW_N},
    .mutants = (const cas_mutant[]){{"rhs*9/10", "nine tenths of it"}, {NULL, NULL}},
};

/*: \paragraph{Line 7.} $2\sum_i D_i^2$ is at most the printed $\delta$-part,
\[ 4 C_v^2 L^2 \sum_{k=1}^{N-1} \Bigl(\sum_{j=k}^{N-1} S_j
   (2L_f^2)^{j-k}\Bigr)\|\delta_k\|^2, \qquad S_j = 1 + T_j . \]
By lines 4 to 6 it suffices that for each $C$ there are $s$ and $t$ with
\[ (1 - 2^{-j})\,V_{j+1}^2 \Bigl[\theta_j + \frac s2 T_j\Bigr] \le C_v^2(1 + T_j), \qquad
   1 \le j \le N-1. \tag{b} \]
\emph{Case $C^2 < \frac12$, $s = t = 2$.} For $j = N-1$, $V_N = 1$ and the bracket is $1 +
T_j$. For $j \le N-2$, $V_{j+1}^2 \le \frac12$, and $\frac12(2 + T_j) \le 1 + T_j$.
\emph{Case $C^2 \ge \frac12$, $s = \frac32$, $t = 3$.} $V_{j+1} \le C_v$, and $T_j \ge
\sum_{k\le j} (\frac32)^k$. Now $(1 - 2^{-j})(3 + \frac34T_j) \le 1 + T_j$ means $T_1 \ge
\frac45$ (there is $\frac32$), $T_2 \ge \frac{20}7$ (there is $\frac{15}4$), $T_3 \ge
\frac{52}{11}$ (there is $\frac{57}8$), and $T_j \ge 8$ suffices for $j \ge 4$ (there is
more than 12). The certificate \texttt{thm:1/coefficients} proves (b) with exact rationals
for all $N \le 64$ and all $C$. */
static void line_7(cas_step_run *run, size_t i)
{
    size_t first = cas_step_is_mutated(run, "sum from k=1") ? 1 : 0;
    cas_variable sum = zero(run);
    (void)i;
    for (size_t k = 1; k < depth_of(run); k++)
        for (size_t j = k; j < depth_of(run); j++)
            sum = plus(run, sum,
                       times(run,
                             times(run, geometric(run, first, j),
                                   ratio(run, 2, CAS_LIPSCHITZ, j - k)),
                             norm2(run, delta(run, k))));
    cas_step_left(run, multiple(run, 2, forward_squares(run)));
    cas_step_right(
        run,
        scaled_bound(run, 4, times(run, constant2(run, CAS_JACOBIAN_LIPSCHITZ), sum)));
}

const cas_claim cas_claim_theorem_1_repair_7 = {
    CAS_STEP("thm:1/repair-7", "repaired",
             "2 sum_i D_i^2 <= 4 C_v^2 L^2 sum_k (sum_{j>=k} S_j (2 L_f^2)^{j-k}) "
             "||delta_k||^2"),
    .data = &(const cas_step){.sides = line_7, .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*1/4", "a quarter of it"},
                                    {"sum from k=1", "S_j without its first term"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 8.} $\mathbb E\|\tilde{\mathbf u} - \mathbf u\|^2 \le 2\sum_i \mathbb
E[D_i^2] + 2\sum_i \mathbb E[E_i^2]$, by line 2 and $(p + q)^2 \le 2p^2 + 2q^2$. With
lines 3 and 7 the right side is at most that of (13) with the coefficients (21), which
proves Theorem 1. $\square$ */
static void line_8(cas_step_run *run, size_t i)
{
    (void)i;
    cas_step_left(run, whole_error(run));
    cas_step_right(run, multiple(run, 2, mean(run, forward_squares(run))));
    cas_step_right(run, multiple(run, 2, mean(run, backward_squares(run))));
}

const cas_claim cas_claim_theorem_1_repair_8 = {
    CAS_STEP("thm:1/repair-8", "repaired",
             "E||u~ - u||^2 <= 2 sum_i E[D_i^2] + 2 sum_i E[E_i^2]"),
    .data = &(const cas_step){.sides = line_8, .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*1/4", "a quarter of it"},
                                    {"rhs[1]*1/8", "an eighth of the forward part"},
                                    {"rhs[2]*1/4", "a quarter of the backward part"},
                                    {NULL, NULL}},
};

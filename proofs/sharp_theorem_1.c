/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/repair.h"

/*: \section{Theorem 1, sharp: a proof}

Nothing is squared before the end, and $\|v_i\| \le l^{N-i}$ with $l = \min(C, L_f)$ takes
the place of $\|v_i\| \le C_v$. The result is a matrix $M \ge 0$ with
\[ \bigl(\mathbb E\|\tilde u_i - u_i\|^2\bigr)^{1/2} \le (M r)_i, \qquad
   r = \bigl((\mathbb E\|\delta_k\|^2)^{1/2}\bigr)_{k<N},\;
       \bigl((\mathbb E\|\varepsilon_{j+1}\|^2)^{1/2}\bigr)_{j<N} . \]
Hence coefficients $c > 0$ are valid in an inequality of the form (13) if
$\lambda_{\max}(c^{-1/2} M^\top M c^{-1/2}) \le 1$. It is sharp among the bounds that use
$C$, $l$ and Lipschitz constants in $y$ of $\nabla_1 f$ and $\nabla_2 f$ separately; a
constant for the full array of second derivatives, as here, costs a constant factor. */

/*: \paragraph{Line 1.} $\|a_i\| \le l\|a_{i-1}\| + \|\delta_i\|$, $i = 1, \dots, N-1$,
$a_0 = 0$: (4a) and (5a), since $C$ and $L_f$ both bound $\|\nabla_1 f_i\|_{op}$. */
static void line_1(cas_step_run *run, size_t i)
{
    cas_step_left(run, norm(run, a_(run, i)));
    cas_step_right(run, times(run, slope(run, 1), norm(run, a_(run, i - 1))));
    cas_step_right(run, delta_norm(run, i));
}

const cas_claim cas_claim_theorem_1_sharp_1 = {
    CAS_STEP("thm:1/sharp-1", "sharp",
             "||y~_i - y_i|| <= l ||y~_{i-1} - y_{i-1}|| + ||delta_i||, l = min(C, L_f)"),
    .data = &(const cas_step){.sides = line_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*9/10", "nine tenths of it"},
                                    {"rhs[1]*9/10", "a smaller slope"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 2.} $\|b_i\| \le l\|b_{i+1}\| + L\,l^{N-i-1}\|a_i\| +
\|\varepsilon_{i+1}\|$, $i = 1, \dots, N-1$, $b_N = 0$: $b_i = \tilde A_{i+1}^\top b_{i+1}
+ (\tilde A_{i+1} - A_{i+1})^\top v_{i+1} + \varepsilon_{i+1}$ and $\|v_{i+1}\| \le
l^{N-i-1}$. */
static void line_2(cas_step_run *run, size_t i)
{
    cas_variable bend = times(run, constant(run, CAS_JACOBIAN_LIPSCHITZ),
                              slope(run, depth_of(run) - i - 1));
    cas_step_left(run, norm(run, b_(run, i)));
    cas_step_right(run, times(run, slope(run, 1), norm(run, b_(run, i + 1))));
    cas_step_right(run, times(run, bend, norm(run, a_(run, i))));
    cas_step_right(run, epsilon_norm(run, i));
}

const cas_claim cas_claim_theorem_1_sharp_2 = {
    CAS_STEP("thm:1/sharp-2", "sharp",
             "||v~_i - v_i|| <= l ||v~_{i+1} - v_{i+1}|| + L l^{N-i-1} ||y~_i - y_i|| + "
             "||epsilon_{i+1}||"),
    .data = &(const cas_step){.sides = line_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*9/10", "nine tenths of it"},
                                    {"rhs[1]*9/10", "a smaller slope"},
                                    {"rhs[2]*1/2", "half of the forward part"},
                                    {"rhs[3]*9/10", "a smaller backward part"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 3.} $\|\tilde u_i - u_i\| \le C\|b_i\| + L\,l^{N-i}\|a_{i-1}\|$, $i =
1, \dots, N$: $\tilde u_i - u_i = \tilde B_i^\top b_i + (\tilde B_i - B_i)^\top v_i$. */
static void line_3(cas_step_run *run, size_t i)
{
    cas_variable bend =
        times(run, constant(run, CAS_JACOBIAN_LIPSCHITZ), slope(run, depth_of(run) - i));
    cas_step_left(run, norm(run, gradient_error(run, i)));
    cas_step_right(run, times(run, constant(run, CAS_JACOBIAN), norm(run, b_(run, i))));
    cas_step_right(run, times(run, bend, norm(run, a_(run, i - 1))));
}

const cas_claim cas_claim_theorem_1_sharp_3 = {
    CAS_STEP("thm:1/sharp-3", "sharp",
             "||u~_i - u_i|| <= C ||v~_i - v_i|| + L l^{N-i} ||y~_{i-1} - y_{i-1}||"),
    .data = &(const cas_step){.sides = line_3,
                              .range = CAS_FROM_1_TO_N,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"},
                                    {"rhs[1]*1/2", "half of the backward part"},
                                    {"rhs[2]*1/2", "half of the forward part"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

/* The entry of M in row i for delta_k: L times the power of l, if k < i, plus the sum. */
static cas_variable forward_entry(cas_step_run *run, size_t i, size_t k)
{
    size_t n = depth_of(run), first = i > k ? i : k;
    cas_variable entry = zero(run), sum = zero(run);
    if (k < i)
        entry = slope(run, n - 1 - k);
    for (size_t j = first; j < n; j++)
        sum = plus(run, sum, slope(run, j - k));
    if (i < n)
        entry = plus(run, entry,
                     times(run, constant(run, CAS_JACOBIAN),
                           times(run, slope(run, n - 1 - i), sum)));
    return times(run, constant(run, CAS_JACOBIAN_LIPSCHITZ), entry);
}

static cas_variable forward_row(cas_step_run *run, size_t i, sequence *x)
{
    cas_variable sum = zero(run);
    for (size_t k = 1; k < depth_of(run); k++)
        sum = plus(run, sum, times(run, forward_entry(run, i, k), x(run, k)));
    return sum;
}

/*: \paragraph{Line 4.} $\|\tilde u_i - u_i\| \le \sum_k M^\delta_{ik}\|\delta_k\| +
\sum_{j\ge i} M^\varepsilon_{ij}\|\varepsilon_{j+1}\|$ in each scenario, where
\[ M^\delta_{ik} = L\Bigl(l^{N-1-k}\,1[k < i] + C\,l^{N-1-i}\,1[i < N]
   \sum_{j=\max(i,k)}^{N-1} l^{j-k}\Bigr), \qquad
   M^\varepsilon_{ij} = C\,l^{j-i}\,1[i \le j] . \]
Line 1 gives $\|a_j\| \le \sum_{k\le j} l^{j-k}\|\delta_k\|$; line 2, unrolled, $\|b_i\|
\le \sum_{j=i}^{N-1} l^{j-i}(L\,l^{N-j-1}\|a_j\| + \|\varepsilon_{j+1}\|)$; the powers of
$l$ in front of $\|a_j\|$ are $l^{N-1-i}$ for every $j$, and in line 3 $l^{N-i}\,l^{i-1-k}
= l^{N-1-k}$. */
static void line_4(cas_step_run *run, size_t i)
{
    cas_step_left(run, norm(run, gradient_error(run, i)));
    cas_step_right(run, forward_row(run, i, delta_norm));
    cas_step_right(run, returned(run, i, epsilon_norm));
}

const cas_claim cas_claim_theorem_1_sharp_4 = {
    CAS_STEP("thm:1/sharp-4", "sharp",
             "||u~_i - u_i|| <= sum_k M_ik ||delta_k|| + C sum_{j>=i} l^{j-i} "
             "||epsilon_{j+1}||, M_ik = L (l^{N-1-k} 1[k<i] + C l^{N-1-i} 1[i<N] "
             "sum_{j>=max(i,k)} l^{j-k})"),
    .data = &(const cas_step){.sides = line_4,
                              .range = CAS_FROM_1_TO_N,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"},
                                    {"rhs[1]*1/2", "half of the forward part"},
                                    {"rhs[2]*1/2", "half of the backward part"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

static cas_variable delta_size(cas_step_run *run, size_t k)
{
    return root_mean_square(run, delta(run, k));
}

static cas_variable epsilon_size(cas_step_run *run, size_t j)
{
    return root_mean_square(run, epsilon(run, j + 1));
}

/*: \paragraph{Line 5.} $(\mathbb E\|\tilde u_i - u_i\|^2)^{1/2} \le (M r)_i$: Minkowski's
inequality in $L^2$, applied to line 4. Squared and summed over $i$, this is Theorem 1,
sharp: $\mathbb E\|\tilde{\mathbf u} - \mathbf u\|^2 \le \|M r\|^2$. $\square$ */
static void line_5(cas_step_run *run, size_t i)
{
    cas_step_left(run, root_mean_square(run, gradient_error(run, i)));
    cas_step_right(run, forward_row(run, i, delta_size));
    cas_step_right(run, returned(run, i, epsilon_size));
}

const cas_claim cas_claim_theorem_1_sharp_5 = {
    CAS_STEP("thm:1/sharp-5", "sharp",
             "(E||u~_i - u_i||^2)^{1/2} <= sum_k M_ik (E||delta_k||^2)^{1/2} + C "
             "sum_{j>=i} l^{j-i} (E||epsilon_{j+1}||^2)^{1/2}"),
    .data = &(const cas_step){.sides = line_5,
                              .range = CAS_FROM_1_TO_N,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"},
                                    {"rhs[1]*1/2", "half of the forward part"},
                                    {"rhs[2]*1/2", "half of the backward part"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

/*: \paragraph{Closed forms.} $\|M r\|^2 \le 2(N-1)\sum_k \bigl(\sum_i
(M^\delta_{ik})^2\bigr) \mathbb E\|\delta_k\|^2 + 2C^2 \sum_j \bigl(\sum_{i\le j}
(N-i)\,l^{2(j-i)}\bigr) \mathbb E\|\varepsilon_{j+1}\|^2$: $(p + q)^2 \le 2p^2 + 2q^2$,
and Cauchy's inequality over the $N-1$ columns of $M^\delta$ and over the $N-i$ entries of
row $i$ of $M^\varepsilon$ that are not 0. */
static void closed_form(cas_step_run *run, size_t index)
{
    size_t n = depth_of(run);
    cas_variable backward = zero(run);
    (void)index;
    cas_variable left = zero(run), forward = zero(run);
    for (size_t i = 1; i <= n; i++)
        left = plus(run, left,
                    square(run, plus(run, forward_row(run, i, delta_size),
                                     returned(run, i, epsilon_size))));
    for (size_t i = 1; i <= n; i++)
        for (size_t k = 1; k < n; k++)
            forward = plus(run, forward,
                           times(run, square(run, forward_entry(run, i, k)),
                                 mean_square(run, delta(run, k))));
    for (size_t j = 1; j < n; j++)
        for (size_t i = 1; i <= j; i++)
            backward = plus(run, backward,
                            multiple(run, (long)(n - i),
                                     times(run, slope_ratio(run, 1, j - i),
                                           mean_square(run, epsilon(run, j + 1)))));
    cas_step_left(run, left);
    cas_step_right(run, multiple(run, 2 * (long)(n - 1), forward));
    cas_step_right(run,
                   multiple(run, 2, times(run, constant2(run, CAS_JACOBIAN), backward)));
}

const cas_claim cas_claim_theorem_1_sharp_6 = {
    CAS_STEP("thm:1/sharp-6", "sharp",
             "||M r||^2 <= 2 (N - 1) sum_k (sum_i M_ik^2) E||delta_k||^2 + 2 C^2 sum_j "
             "(sum_{i<=j} (N - i) l^{2(j-i)}) E||epsilon_{j+1}||^2"),
    .data = &(const cas_step){.sides = closed_form},
    .mutants = (const cas_mutant[]){{"rhs*2/5", "the factor 2 left out, and a bit"},
                                    {"rhs[1]*2/5", "the same for the forward part"},
                                    {"rhs[2]*2/5", "the same for the backward part"},
                                    {NULL, NULL}},
};

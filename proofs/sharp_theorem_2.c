/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/telescope.h"

/*: \section{Theorem 2, sharper: a proof by telescoping}

The paper conditions on $\mathcal G_i$ and $\mathcal H_i$, and Jensen's inequality then
goes the wrong way. Here the perturbations are switched off layer by layer instead, and
each difference is conditioned on what came before; no covariances are left over. All
means are conditional on $(\mathcal F, x)$, written $\mathbb E_t$ (the outer mean over $x$
follows by Jensen's inequality). Put $l = \min(C, L_f)$, $V_i = l^{N-i}$, let $h$ bound
$\nabla^2_{11} f$ and $\nabla^2_{21} f$ as trilinear maps ($L_{\nabla f}$ does, and
$C_{\nabla^2 f}$ once it is made to cover both blocks), $H = L_{\nabla^2 f}$, and
\[ p_k = \mathbb E[\delta_k \mid \mathcal F, x, \delta_1, \dots, \delta_{k-1}], \qquad
   q_j = \mathbb E[\varepsilon_j \mid
   \mathcal F, x, \delta, \varepsilon_N, \dots, \varepsilon_{j+1}] . \]
Let $F_k = f_N \circ \dots \circ f_{k+1}$ be the rest of the chain, and $g_i^{(k)}$ the
gradient with respect to $w_i$ that exact backpropagation returns after the forward pass
with $\delta_1, \dots, \delta_k, 0, \dots, 0$; $g_i^{(0)} = u_i$, and $\delta_N$ enters
nowhere. */

/* nabla F_k(y) */
static cas_variable rest_gradient(cas_step_run *run, size_t k, cas_variable y)
{
    if (k == depth_of(run))
        return cas_evaluation_number(&run->e, 1, 1);
    return transposed(run, cas_evaluation_jacobian(&run->e, k + 1, y),
                      rest_gradient(run, k + 1, cas_evaluation_value(&run->e, k + 1, y)));
}

/* y_j of the pass with delta_1..delta_k only. */
static cas_variable partial_state(cas_step_run *run, size_t k, size_t j)
{
    if (j <= k)
        return trace(run, CAS_TRACE_Y_TILDE, j);
    return cas_evaluation_value(&run->e, j, partial_state(run, k, j - 1));
}

/* g_i^{(k)} */
static cas_variable partial_gradient(cas_step_run *run, size_t k, size_t i)
{
    cas_variable v = cas_evaluation_number(&run->e, 1, 1);
    for (size_t j = depth_of(run); j > i; j--)
        v = transposed(
            run, cas_evaluation_jacobian(&run->e, j, partial_state(run, k, j - 1)), v);
    return transposed(
        run, cas_evaluation_weight_jacobian(&run->e, i, partial_state(run, k, i - 1)), v);
}

/* The sum of A_ij q_{j+1} over j = i..N-1, A_ij = B~_i^T A~_{i+1}^T .. A~_j^T. */
static cas_variable returned_means(cas_step_run *run, size_t i)
{
    cas_variable sum = multiple(run, 0,
                                transposed(run, trace(run, CAS_TRACE_B_TILDE, i),
                                           trace(run, CAS_TRACE_V_TILDE, i)));
    for (size_t j = i; j < depth_of(run); j++) {
        cas_variable q = conditional_epsilon(run, j + 1);
        for (size_t m = j; m > i; m--)
            q = transposed(run, trace(run, CAS_TRACE_A_TILDE, m), q);
        sum = plus(run, sum, transposed(run, trace(run, CAS_TRACE_B_TILDE, i), q));
    }
    return sum;
}

#define TELESCOPE(sides_, range_, ...)                                                   \
    .data = &(const cas_step)                                                            \
    {                                                                                    \
        .sides = sides_, .range = range_, .has_jacobians = true, .input_is_known = true, \
        __VA_ARGS__                                                                      \
    }

/*: \paragraph{Line 1.} $\mathbb E_t[\tilde u_i] = \mathbb E_t[g_i^{(N-1)}] +
\sum_{j=i}^{N-1} \mathbb E_t[A_{ij}\,q_{j+1}]$ with $A_{ij} = \tilde B_i^\top \tilde
A_{i+1}^\top \cdots \tilde A_j^\top$, an identity of vectors: $\tilde u_i$ is affine in
$\varepsilon$ given the forward pass, and $A_{ij}$ depends on the forward pass only. */
static void line_1(cas_step_run *run, size_t i)
{
    cas_variable means = returned_means(run, i);
    if (cas_step_is_mutated(run, "minus epsilon"))
        means = multiple(run, -1, means);
    compare(run, given_f(run, trace(run, CAS_TRACE_U_TILDE, i)),
            given_f(run, plus(run, partial_gradient(run, depth_of(run) - 1, i), means)));
}

const cas_claim cas_claim_theorem_2_sharp_1 = {
    CAS_STEP("thm:2/sharp-1", "sharp",
             "E_t[u~_i] = E_t[g_i^{(N-1)}] + sum_{j>=i} E_t[A_ij q_{j+1}], as vectors"),
    TELESCOPE(line_1, CAS_FROM_1_TO_N, .is_identity = true),
    .mutants = (const cas_mutant[]){{"minus epsilon", "the sign of epsilon changed"},
                                    {NULL, NULL}},
};

static cas_variable returned_size(cas_step_run *run, size_t j)
{
    return given_f(run, norm(run, conditional_epsilon(run, j + 1)));
}

/*: \paragraph{Line 2.} $\|\mathbb E_t[\tilde u_i] - u_i\| \le
\|\mathbb E_t[g_i^{(N-1)}] - u_i\| + C\sum_{j\ge i} l^{j-i}\,\mathbb E_t\|q_{j+1}\|$,
because $\|A_{ij}\|_{op} \le C\,l^{j-i}$. */
static void line_2(cas_step_run *run, size_t i)
{
    cas_variable exact = partial_gradient(run, depth_of(run) - 1, i);
    cas_step_left(run, norm(run, given_f(run, gradient_error(run, i))));
    cas_step_right(
        run, norm(run, minus(run, given_f(run, exact), trace(run, CAS_TRACE_U, i))));
    cas_step_right(run, returned(run, i, returned_size));
}

const cas_claim cas_claim_theorem_2_sharp_2 = {
    CAS_STEP("thm:2/sharp-2", "sharp",
             "||E_t[u~_i] - u_i|| <= ||E_t[g_i^{(N-1)}] - u_i|| + C sum_{j>=i} l^{j-i} "
             "E_t||q_{j+1}||"),
    TELESCOPE(line_2, CAS_FROM_1_BELOW_N, .style = CAS_PROCESS_EXTREMAL),
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"},
                                    {"rhs[1]*1/2", "half of the forward part"},
                                    {"rhs[2]*1/2", "half of the backward part"},
                                    {NULL, NULL}},
};

/* E[g_i^{(k)} - g_i^{(k-1)} | F, x, delta_1..delta_{k-1}] */
static cas_variable difference(cas_step_run *run, size_t i, size_t k)
{
    return given_g(
        run, k - 1,
        minus(run, partial_gradient(run, k, i), partial_gradient(run, k - 1, i)));
}

/*: \paragraph{Line 3.} $\mathbb E_t[g_i^{(N-1)}] = u_i + \sum_{k=1}^{N-1} \mathbb
E_t\bigl[\mathbb E[g_i^{(k)} - g_i^{(k-1)} \mid \mathcal F, x, \delta_1, \dots,
\delta_{k-1}]\bigr]$: the sum telescopes, and the tower property. */
static void line_3(cas_step_run *run, size_t i)
{
    cas_variable sum = trace(run, CAS_TRACE_U, i);
    size_t last = depth_of(run) - 1 - cas_step_is_mutated(run, "sum to N-2");
    for (size_t k = 1; k <= last; k++)
        sum = plus(run, sum, given_f(run, difference(run, i, k)));
    compare(run, given_f(run, partial_gradient(run, depth_of(run) - 1, i)), sum);
}

const cas_claim cas_claim_theorem_2_sharp_3 = {
    CAS_STEP("thm:2/sharp-3", "sharp",
             "E_t[g_i^{(N-1)}] = u_i + sum_k E_t[E[g_i^{(k)} - g_i^{(k-1)} | F, x, "
             "delta_1..delta_{k-1}]], as vectors"),
    TELESCOPE(line_3, CAS_FROM_1_TO_N, .is_identity = true),
    .mutants =
        (const cas_mutant[]){{"sum to N-2", "the last layer left out"}, {NULL, NULL}},
};

/*: \paragraph{Line 4.} $\nabla F_k$ has the Lipschitz constant $M2_k$, where $M2_N = 0$
and $M2_k = l^2 M2_{k+1} + h V_{k+1}$. From $\nabla F_k(y) = \nabla_1
f_{k+1}(y)^\top\,\nabla F_{k+1}(f_{k+1}(y))$ and $\|\nabla F_{k+1}\| \le V_{k+1}$. Tested
between $y_k$ and $\tilde y_k$. */
static void line_4(cas_step_run *run, size_t k)
{
    cas_variable exact = rest_gradient(run, k, trace(run, CAS_TRACE_Y, k));
    cas_variable tilde = rest_gradient(run, k, trace(run, CAS_TRACE_Y_TILDE, k));
    cas_step_left(run, norm(run, minus(run, tilde, exact)));
    cas_step_right(run, times(run, second_order(run, k), norm(run, a_(run, k))));
}

const cas_claim cas_claim_theorem_2_sharp_4 = {
    CAS_STEP(
        "thm:2/sharp-4", "sharp",
        "||grad F_k(y~_k) - grad F_k(y_k)|| <= M2_k ||y~_k - y_k||, M2_N = 0, M2_k = "
        "l^2 M2_{k+1} + h l^{N-k-1}"),
    TELESCOPE(line_4, CAS_FROM_1_BELOW_N, .style = CAS_PROCESS_CURVED),
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"},
                                    {"L:=H", "L_{grad^2 f} for h"},
                                    {"L:=K", "the printed C_{grad^2 f} for h"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 5.} $\nabla^2 F_k$ has the Lipschitz constant $M3_k$, where $M3_N = 0$
and $M3_k = l^3 M3_{k+1} + 3hl\,M2_{k+1} + H V_{k+1}$: differentiate once more, $\nabla^2
F_k = A^\top\,\nabla^2F_{k+1}\,A + \nabla^2_{11} f_{k+1} \cdot \nabla F_{k+1}$, and add up
the Lipschitz constants of the factors. Tested on second differences, $\|\nabla F_k(y + a)
+ \nabla F_k(y - a) - 2\nabla F_k(y)\| \le \int_0^1 2tM3_k\|a\|^2\,dt = M3_k\|a\|^2$ at $y
= y_k$, $a = a_k$. */
static void line_5(cas_step_run *run, size_t k)
{
    cas_variable y = trace(run, CAS_TRACE_Y, k), a = a_(run, k);
    cas_variable sum = plus(run, rest_gradient(run, k, plus(run, y, a)),
                            rest_gradient(run, k, minus(run, y, a)));
    cas_step_left(run,
                  norm(run, minus(run, sum, multiple(run, 2, rest_gradient(run, k, y)))));
    cas_step_right(run, times(run, third_order(run, k), norm2(run, a)));
}

const cas_claim cas_claim_theorem_2_sharp_5 = {
    CAS_STEP("thm:2/sharp-5", "sharp",
             "||grad F_k(y_k + a_k) + grad F_k(y_k - a_k) - 2 grad F_k(y_k)|| <= M3_k "
             "||a_k||^2, M3_N = 0, M3_k = l^3 M3_{k+1} + 3 h l M2_{k+1} + H l^{N-k-1}"),
    TELESCOPE(line_5, CAS_FROM_1_BELOW_N, .style = CAS_PROCESS_CURVED),
    .mutants = (const cas_mutant[]){{"rhs*1/8", "an eighth of it"}, {NULL, NULL}},
};

static cas_variable mean_size(cas_step_run *run, size_t k)
{
    return norm(run, conditional_delta(run, k));
}

static cas_variable past_square(cas_step_run *run, size_t k)
{
    return given_g(run, k - 1, norm2(run, delta(run, k)));
}

/* Lines 6 and 7 for k = first..last, added up. */
static void one_layer(cas_step_run *run, size_t i, size_t first, size_t last)
{
    cas_variable half = cas_evaluation_number(&run->e, 1, 2);
    for (size_t k = first; k <= last; k++)
        cas_step_left(run, norm(run, difference(run, i, k)));
    cas_step_right(run, weighted_row(run, i, first, last, mean_weight, mean_size));
    cas_step_right(
        run,
        times(run, half, weighted_row(run, i, first, last, square_weight, past_square)));
}

/*: \paragraph{Line 6.} For $i \le k$,
\[ \bigl\|\mathbb E[g_i^{(k)} - g_i^{(k-1)} \mid \mathcal P]\bigr\| \le
   \Lambda_{ik}\|p_k\| + \tfrac12\Gamma_{ik}\,\mathbb E[\|\delta_k\|^2 \mid \mathcal P],
   \qquad \mathcal P = (\mathcal F, x, \delta_1, \dots, \delta_{k-1}), \]
with $\Lambda_{ik} = C\,l^{k-i} M2_k$, $\Gamma_{ik} = C\,l^{k-i} M3_k$. For a fixed past,
$g_i^{(k)} = \psi(\delta_k)$ and $g_i^{(k-1)} = \psi(0)$, and for any smooth $\psi$
\[ \|\mathbb E[\psi(\delta_k) - \psi(0)]\| \le \sup\|\psi'\|\,\|\mathbb E\,\delta_k\| +
   \tfrac12 \mathrm{Lip}(\psi')\,\mathbb E\|\delta_k\|^2 . \]
Here $\psi = B_i^\top A_{i+1}^\top \cdots A_k^\top\,\nabla F_k(\cdot + \delta_k)$, where
the first factors depend on the past only; lines 4 and 5 bound the last one. Tested added
up over $k \ge i$. */
static void line_6(cas_step_run *run, size_t i)
{
    one_layer(run, i, i, depth_of(run) - 1);
}

const cas_claim cas_claim_theorem_2_sharp_6 = {
    CAS_STEP("thm:2/sharp-6", "sharp",
             "sum_{k>=i} ||E[g_i^{(k)} - g_i^{(k-1)} | past]|| <= sum_{k>=i} C l^{k-i} "
             "(M2_k ||p_k|| + M3_k E[||delta_k||^2 | past]/2)"),
    TELESCOPE(line_6, CAS_FROM_1_BELOW_N, .style = CAS_PROCESS_EXTREMAL),
    .mutants = (const cas_mutant[]){{"rhs*1/4", "a quarter of it"},
                                    {"rhs[1]*0", "the conditional means left out"},
                                    {"rhs[2]*0", "the squares left out"},
                                    {NULL, NULL}},
};

/*: \paragraph{Line 7.} The same for $i > k$, with $n = i - 1 - k$,
\[ \Lambda_{ik} = g_1 l^n, \quad \Gamma_{ik} = g_2 l^{2n} + g_1\tau_n, \quad
   g_1 = hV_i + C\,l\,M2_i, \quad g_2 = HV_i + 2hl\,M2_i + C(l^2M3_i + h\,M2_i) \]
and $\tau_n = h\sum_{m<n} l^{n-1+m}$. Now $\psi = G_i \circ \Phi$ with $\Phi = f_{i-1}
\circ \dots \circ f_{k+1}$ and $G_i = \nabla_2 f_i^\top\,\nabla F_i(f_i)$. $\Phi$ has the
Lipschitz constant $l^n$ and $\Phi'$ the constant $\tau_n$ ($\tau_{n+1} = l\tau_n +
h\,l^{2n}$); $G_i$ has $g_1$ and $G_i'$ has $g_2$ (first the part with $\nabla^2_{21} f_i
\cdot \nabla F_i$, then that with $\nabla_2 f_i^\top\,\nabla^2F_i\,\nabla_1 f_i$); hence
$\mathrm{Lip}(\psi') \le g_2 l^{2n} + g_1\tau_n$. Tested added up over $k < i$. */
static void line_7(cas_step_run *run, size_t i)
{
    one_layer(run, i, 1, i - 1);
}

const cas_claim cas_claim_theorem_2_sharp_7 = {
    CAS_STEP(
        "thm:2/sharp-7", "sharp",
        "sum_{k<i} ||E[g_i^{(k)} - g_i^{(k-1)} | past]|| <= sum_{k<i} (g1 l^n ||p_k|| "
        "+ (g2 l^{2n} + g1 tau_n) E[||delta_k||^2 | past]/2), n = i-1-k"),
    TELESCOPE(line_7, CAS_FROM_2_TO_N, .style = CAS_PROCESS_EXTREMAL),
    .mutants = (const cas_mutant[]){{"rhs*1/4", "a quarter of it"},
                                    {"rhs[1]*0", "the conditional means left out"},
                                    {"rhs[2]*0", "the squares left out"},
                                    {NULL, NULL}},
};

static cas_variable expected_mean(cas_step_run *run, size_t k)
{
    return given_f(run, norm(run, conditional_delta(run, k)));
}

static cas_variable expected_square(cas_step_run *run, size_t k)
{
    return given_f(run, norm2(run, delta(run, k)));
}

/*: \paragraph{The result.} For $i = 1, \dots, N$,
\[ \|\mathbb E_t[\tilde u_i] - u_i\| \le
   \sum_{k=1}^{N-1} \Bigl(\Lambda_{ik}\,\mathbb E_t\|p_k\| +
   \tfrac12 \Gamma_{ik}\,\mathbb E_t\|\delta_k\|^2\Bigr) +
   C \sum_{j=i}^{N-1} l^{j-i}\,\mathbb E_t\|q_{j+1}\| . \]
Lines 1 and 3, then lines 2, 6 and 7. $\square$ */
static void result(cas_step_run *run, size_t i)
{
    size_t last = depth_of(run) - 1;
    cas_variable half = cas_evaluation_number(&run->e, 1, 2);
    cas_step_left(run, norm(run, given_f(run, gradient_error(run, i))));
    cas_step_right(run, weighted_row(run, i, 1, last, mean_weight, expected_mean));
    cas_step_right(
        run,
        times(run, half, weighted_row(run, i, 1, last, square_weight, expected_square)));
    cas_step_right(run, returned(run, i, returned_size));
}

const cas_claim cas_claim_theorem_2_sharp = {
    CAS_STEP("thm:2", "sharp",
             "||E_t[u~_i] - u_i|| <= sum_k (Lambda_ik E_t||p_k|| + Gamma_ik "
             "E_t||delta_k||^2/2) + C sum_{j>=i} l^{j-i} E_t||q_{j+1}||"),
    TELESCOPE(result, CAS_FROM_1_TO_N, .style = CAS_PROCESS_EXTREMAL),
    .mutants = (const cas_mutant[]){{"rhs*1/4", "a quarter of it"},
                                    {"rhs[1]*0", "the conditional means left out"},
                                    {"rhs[2]*0", "the squares left out"},
                                    {"rhs[3]*1/2", "half of the backward part"},
                                    {NULL, NULL}},
};

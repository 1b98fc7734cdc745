/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/theorem_2.h"

/*: \section{The proof of Theorem 2: the result, (31) to (33)} */

/*: \paragraph{Brackets.} From (31) on the paper writes $\mathbb E_t[\tilde{\mathbf u}] -
\mathbf u$ and $\mathbb E_t^{\mathcal G_i}[\tilde y_i] - y_i$; to the letter $\mathbf u$
and $y_i$ stand outside the means. Where $x \notin \mathcal F$ these are other quantities
(without any perturbation the left side of (31) is then the variance of $\mathbf u$, and
the right side that of the $y_i$, weighted). */
static cas_variable bracketed_bias(cas_step_run *run)
{
    cas_variable sum = zero(run);
    for (size_t i = 1; i <= depth_of(run); i++)
        sum = plus(
            run, sum,
            mean_square(run, minus(run, given_f(run, trace(run, CAS_TRACE_U_TILDE, i)),
                                   trace(run, CAS_TRACE_U, i))));
    return sum;
}

static cas_variable bracketed_mean(cas_step_run *run, size_t i)
{
    return mean_square(run, minus(run, given_g(run, i, trace(run, CAS_TRACE_Y_TILDE, i)),
                                  trace(run, CAS_TRACE_Y, i)));
}

/*: \paragraph{(31), as printed:} $\mathbb E\|\mathbb E_t[\tilde{\mathbf u}] -
\mathbf u\|^2 \le
2 C_v^2 \sum_{i<N} S_i\,\mathbb E[2 C_{\nabla^2 f}^2
\|\mathbb E_t^{\mathcal G_i}[\tilde y_i] - y_i\|^2 + L_{\nabla^2 f}^2 \|a_i\|^4] +
2 \sum_{i<N} T_i\,\mathbb E\|\mathbb E_t^{\mathcal H_{i+1}} [\varepsilon_{i+1}]\|^2$. The
algebra from (27) and (28) is right, the statement false: $\nabla^2_{11} f$. Repaired:
brackets around differences, $C_{\nabla^2 f} := L_{\nabla f}$, $x$
$\mathcal F$-measurable. */
static void eq_31(cas_step_run *run, size_t i)
{
    (void)i;
    cas_step_left(run, run->is_repaired ? whole_bias(run) : bracketed_bias(run));
    cas_step_right(
        run,
        times(run, scaled_bound(run, 4, second_derivative2(run)),
              weighted_sum(run, 0, run->is_repaired ? forward_mean : bracketed_mean)));
    cas_step_right(run,
                   times(run, scaled_bound(run, 2, constant2(run, CAS_HESSIAN_LIPSCHITZ)),
                         weighted_sum(run, 0, forward_fourth)));
    cas_step_right(run, multiple(run, 2, weighted_sum(run, 1, next_epsilon_mean)));
}

const cas_claim cas_claim_eq_31_printed = {
    CAS_STEP(
        "eq:31", "printed",
        "E||E_t[u~] - u||^2 <= 2 C_v^2 sum_i S_i E[2 K^2 ||E^{G_i}[y~_i] - y_i||^2 + "
        "H^2 ||a_i||^4] + 2 sum_i T_i E||E^{H_{i+1}}[epsilon_{i+1}]||^2"),
    .data = &(const cas_step){.sides = eq_31, .style = CAS_PROCESS_WIDE},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note = "C_{grad^2 f} does not bound nabla^2_11 f.",
    .witnesses = (const char *const[]){"proof-wide-cosine.json", NULL},
};

const cas_claim cas_claim_eq_31_repaired = {
    CAS_STEP("eq:31", "repaired",
             "E||E_t[u~ - u]||^2 <= 2 C_v^2 sum_i S_i E[2 L^2 ||E^{G_i}[a_i]||^2 + H^2 "
             "||a_i||^4] "
             "+ 2 sum_i T_i E||E^{H_{i+1}}[epsilon_{i+1}]||^2; x F-measurable"),
    .data = &(const cas_step){.sides = eq_31,
                              .input_is_known = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"L:=K", "C_{grad^2 f}, as printed"},
                                    {"rhs[3]*1/8", "an eighth of the backward part"},
                                    {NULL, NULL}},
};

/* 8 n (..) of (32): sum_i (sum_{j>=i} S_j (4C^2)^{j-i}) E||E^{G_i} delta_i||^2, and
   sum_{i<=N-2} (sum_{j>i} S_j (4C^2)^{j-i-1}) E||a_i||^4 */
static cas_variable delta_sum(cas_step_run *run, moment *x)
{
    cas_variable sum = zero(run);
    for (size_t i = 1; i < depth_of(run); i++)
        for (size_t j = i; j < depth_of(run); j++)
            sum = plus(run, sum,
                       times(run,
                             times(run, geometric(run, 0, j),
                                   ratio(run, 4, CAS_JACOBIAN, j - i)),
                             x(run, i)));
    return sum;
}

static cas_variable fourth_tail(cas_step_run *run)
{
    cas_variable sum = zero(run);
    for (size_t i = 1; i + 1 < depth_of(run); i++)
        for (size_t j = i + 1; j < depth_of(run); j++)
            sum = plus(run, sum,
                       times(run,
                             times(run, geometric(run, 0, j),
                                   ratio(run, 4, CAS_JACOBIAN, j - i - 1)),
                             forward_fourth(run, i)));
    return sum;
}

/*: \paragraph{(32):} the first term of (31) by (29):
$4 C_{\nabla^2 f}^2 C_v^2 \sum_i S_i\, \mathbb E\|\mathbb E_t^{\mathcal G_i}[\tilde y_i] -
y_i\|^2 \le 8 C_{\nabla^2 f}^2 C_v^2 \sum_i (\sum_{j \ge i} S_j
(4C^2)^{j-i})\,\mathbb E\|\mathbb E_t^{\mathcal G_i}[\delta_i]\|^2 +
8 C_{\nabla^2 f}^2 L_{\nabla f}^2 C_v^2 \sum_{i \le N-2} (\sum_{j > i}
S_j (4C^2)^{j-i-1})\, \mathbb E\|a_i\|^4$. The algebra is right; false with (29) where
$x \notin \mathcal F$, true where $x$ is $\mathcal F$-measurable (repaired). */
static void eq_32(cas_step_run *run, size_t i)
{
    cas_variable k2 = constant2(run, CAS_MIXED_HESSIAN);
    (void)i;
    cas_step_left(
        run,
        times(run, scaled_bound(run, 4, k2),
              weighted_sum(run, 0, run->is_repaired ? forward_mean : bracketed_mean)));
    cas_step_right(run, times(run, scaled_bound(run, 8, k2), delta_sum(run, delta_mean)));
    cas_step_right(run, times(run,
                              times(run, scaled_bound(run, 8, k2),
                                    constant2(run, CAS_JACOBIAN_LIPSCHITZ)),
                              fourth_tail(run)));
}

#define RIGHT_OF_32                                                                      \
    "8 K^2 C_v^2 sum_i (sum_{j>=i} S_j (4C^2)^{j-i}) E||E^{G_i}[delta_i]||^2 + "         \
    "8 K^2 L^2 C_v^2 sum_{i<=N-2} (sum_{j>i} S_j (4C^2)^{j-i-1}) E||a_i||^4"

const cas_claim cas_claim_eq_32_printed = {
    CAS_STEP("eq:32", "printed",
             "4 K^2 C_v^2 sum_i S_i E||E^{G_i}[y~_i] - y_i||^2 <= " RIGHT_OF_32),
    .data = &(const cas_step){.sides = eq_32, .style = CAS_PROCESS_HIDDEN},
    .mutants = (const cas_mutant[]){{"rhs*2/5", "two fifths of it"}, {NULL, NULL}},
    .note = "Rests on eq:29/4, and y_i stands outside the mean; needs that x is "
            "F-measurable.",
    .witnesses = (const char *const[]){"proof-answered-input.json", NULL},
};

const cas_claim cas_claim_eq_32_repaired = {
    CAS_STEP("eq:32", "repaired",
             "4 K^2 C_v^2 sum_i S_i E||E^{G_i}[a_i]||^2 <= " RIGHT_OF_32
             "; x F-measurable"),
    .data = &(const cas_step){.sides = eq_32,
                              .input_is_known = true,
                              .style = CAS_PROCESS_CURVED},
    .mutants =
        (const cas_mutant[]){{"rhs[1]*9/20", "3.6 for the first factor 8"}, {NULL, NULL}},
};

/*: \paragraph{The definition of $C_{y_i}^2$ after (32)} is what (31) and (32) give for
the coefficients of $\mathbb E\|a_i\|^4$: an identity. */
static void eq_32_coefficient(cas_step_run *run, size_t i)
{
    cas_variable sum = zero(run), k2 = second_derivative2(run);
    (void)i;
    for (size_t k = 1; k < depth_of(run); k++)
        sum = plus(run, sum, times(run, c_y2(run, k), forward_fourth(run, k)));
    cas_step_left(run, sum);
    cas_step_right(run, times(run,
                              times(run, scaled_bound(run, 8, k2),
                                    constant2(run, CAS_JACOBIAN_LIPSCHITZ)),
                              fourth_tail(run)));
    cas_step_right(run,
                   times(run, scaled_bound(run, 2, constant2(run, CAS_HESSIAN_LIPSCHITZ)),
                         weighted_sum(run, 0, forward_fourth)));
}

const cas_claim cas_claim_eq_32_coefficient_printed = {
    CAS_STEP("eq:32+1", "printed",
             "sum_i C_{y_i}^2 E||a_i||^4 = the fourth moments of eq:31 and eq:32"),
    .data = &(const cas_step){.sides = eq_32_coefficient,
                              .is_identity = true,
                              .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs[2]*2", "twice the second part"}, {NULL, NULL}},
};

/* The last two terms of the display after (32), and its first one with a constant. */
static void right_of_23(cas_step_run *run, cas_variable constant, moment *delta_moment,
                        moment *epsilon_moment)
{
    cas_step_right(
        run, times(run, scaled_bound(run, 8, constant), delta_sum(run, delta_moment)));
    cas_step_right(run, fourth_bound(run));
    cas_step_right(run, multiple(run, 2, weighted_sum(run, 1, epsilon_moment)));
}

/*: \paragraph{The display before (33), as printed:}
$\mathbb E\|\mathbb E_t[\tilde{\mathbf u}] - \mathbf u\|^2 \le
8 C_{\nabla^2 f}^2 C_v^2 \sum_i (\sum_{j \ge i} S_j
(4C^2)^{j-i})\,\mathbb E\|\mathbb E_t^{\mathcal G_i}[\delta_i]\|^2 +
2 \sum_i T_i\,\mathbb E\|\mathbb E_t^{\mathcal H_{i+1}} [\varepsilon_{i+1}]\|^2 +
8 \sum_i (\sum_{j \ge i} C_{y_j}^2 (8 L_f^4)^{j-i})\,\mathbb E\|\delta_i\|^4$ (``(29) into
(31)'' should be (32) and (30) into (31)). False with (31); repaired like it. */
static void eq_32_display(cas_step_run *run, size_t i)
{
    (void)i;
    cas_step_left(run, run->is_repaired ? whole_bias(run) : bracketed_bias(run));
    right_of_23(run, second_derivative2(run), delta_mean, next_epsilon_mean);
}

#define RIGHT_OF_33                                                                      \
    " C_v^2 sum_i (sum_{j>=i} S_j (4C^2)^{j-i}) E||E^{G_i}[delta_i]||^2 + "              \
    "8 sum_i (sum_{j>=i} C_{y_j}^2 (8 L_f^4)^{j-i}) E||delta_i||^4 + "                   \
    "2 sum_i T_i E||E^{H_{i+1}}[epsilon_{i+1}]||^2"

const cas_claim cas_claim_eq_32_display_printed = {
    CAS_STEP("eq:32+2", "printed", "E||E_t[u~] - u||^2 <= 8 K^2" RIGHT_OF_33),
    .data = &(const cas_step){.sides = eq_32_display, .style = CAS_PROCESS_WIDE},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note = "C_{grad^2 f} does not bound nabla^2_11 f.",
    .witnesses = (const char *const[]){"proof-wide-cosine.json", NULL},
};

const cas_claim cas_claim_eq_32_display_repaired = {
    CAS_STEP("eq:32+2", "repaired",
             "E||E_t[u~ - u]||^2 <= 8 L^2" RIGHT_OF_33 "; x F-measurable, K := L"),
    .data = &(const cas_step){.sides = eq_32_display,
                              .input_is_known = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs[1]*0", "no mean of delta"},
                                    {"rhs[3]*1/8", "an eighth of the backward part"},
                                    {NULL, NULL}},
};

/*: \paragraph{(33a), as printed:} $C^b_{\delta_i} =
8 L_{\nabla^2 f}^2 C_v^2 \sum_{j \ge i} S_j (4C^2)^{j-i}$. The display before it has
$C_{\nabla^2 f}$ in that place: misprint. The two sums, as printed and as derived, are
compared; they agree with $C_{\nabla^2 f}$ (repaired). */
static void eq_33(cas_step_run *run, size_t i)
{
    int constant = run->is_repaired ? CAS_MIXED_HESSIAN : CAS_HESSIAN_LIPSCHITZ;
    cas_variable sum = delta_sum(run, delta_mean);
    cas_variable k = cas_evaluation_constant(&run->e, CAS_MIXED_HESSIAN);
    (void)i;
    cas_step_left(run, times(run, scaled_bound(run, 8, square(run, k)), sum));
    cas_step_right(run, times(run, scaled_bound(run, 8, constant2(run, constant)), sum));
}

const cas_claim cas_claim_eq_33_printed = {
    CAS_STEP(
        "eq:33", "printed",
        "C^b_{delta_i} = 8 H^2 C_v^2 sum_{j>=i} S_j (4C^2)^{j-i} is the coefficient of "
        "eq:32+2"),
    .data = &(
        const cas_step){.sides = eq_33, .is_identity = true, .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice of it"}, {NULL, NULL}},
    .note = "A misprint: L_{grad^2 f} stands where C_{grad^2 f} is derived.",
    .witnesses = (const char *const[]){"proof-wide-sine.json", NULL},
};

const cas_claim cas_claim_eq_33_repaired = {
    CAS_STEP(
        "eq:33", "repaired",
        "C^b_{delta_i} = 8 K^2 C_v^2 sum_{j>=i} S_j (4C^2)^{j-i} is the coefficient of "
        "eq:32+2"),
    .data = &(
        const cas_step){.sides = eq_33, .is_identity = true, .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice of it"}, {NULL, NULL}},
};

static cas_variable past_delta_mean(cas_step_run *run, size_t i)
{
    return mean_square(run, given(run, CAS_FIELD_BEFORE_DELTA, i, delta(run, i)));
}

static cas_variable past_epsilon_mean(cas_step_run *run, size_t i)
{
    return mean_square(run,
                       given(run, CAS_FIELD_BEFORE_EPSILON, i + 1, epsilon(run, i + 1)));
}

/*: \paragraph{(23) with (33): Theorem 2, as printed,} is false. Repaired: conditional
means given the past, $p_i = \mathbb E[\delta_i \mid \mathcal F, x,
\delta_1..\delta_{i-1}]$ and $q_i = \mathbb E[\varepsilon_i \mid \mathcal F, x,
\text{all } \delta, \varepsilon_N.. \varepsilon_{i+1}]$, in place of
$\mathbb E_t^{\mathcal G_i}[\delta_i]$ and $\mathbb E_t^{\mathcal H_i}[\varepsilon_i]$;
$C_{\nabla^2 f}$ in (33a); $C_{\nabla^2 f} := L_{\nabla f}$. It holds whether or not $x$
is $\mathcal F$-measurable: the proof conditions on $(\mathcal F, x)$, and
$\mathbb E\|\mathbb E_t z\|^2 \le \mathbb E\|\mathbb E[z \mid \mathcal F, x]\|^2$. */
static void eq_23(cas_step_run *run, size_t i)
{
    (void)i;
    cas_step_left(run, whole_bias(run));
    if (run->is_repaired)
        right_of_23(run, second_derivative2(run), past_delta_mean, past_epsilon_mean);
    else
        right_of_23(run, constant2(run, CAS_HESSIAN_LIPSCHITZ), delta_mean,
                    next_epsilon_mean);
}

const cas_claim cas_claim_eq_23_printed = {
    CAS_STEP("eq:23", "printed", "E||E_t[u~ - u]||^2 <= 8 H^2" RIGHT_OF_33),
    .data = &(const cas_step){.sides = eq_23, .style = CAS_PROCESS_WIDE},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note =
        "(33a) carries the wrong constant, C_{grad^2 f} does not bound nabla^2_11 f, and "
        "the conditional means do not contain x.",
    .witnesses =
        (const char *const[]){"proof-wide-cosine.json", "proof-hidden-input.json", NULL},
};

const cas_claim cas_claim_eq_23_repaired = {
    CAS_STEP("eq:23", "repaired",
             "E||E_t[u~ - u]||^2 <= 8 L^2 C_v^2 sum_i (sum_{j>=i} S_j (4C^2)^{j-i}) "
             "E||p_i||^2 + "
             "8 sum_i (sum_{j>=i} C_{y_j}^2 (8 L_f^4)^{j-i}) E||delta_i||^4 + "
             "2 sum_i T_i E||q_{i+1}||^2; means given x and the past, K := L"),
    .data = &(const cas_step){.sides = eq_23, .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs[1]*0", "no mean of delta"},
                                    {"rhs[3]*1/8", "an eighth of the backward part"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

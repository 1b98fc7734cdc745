/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/theorem_2.h"

/*: \section{The proof of Theorem 2: the backward pass, (28)} */

/* A~_{i+1}^T v~_{i+1} - A_{i+1}^T v_{i+1} */
static cas_variable backward_difference(cas_step_run *run, size_t i)
{
    return minus(
        run,
        transposed(run, trace(run, CAS_TRACE_A_TILDE, i + 1),
                   trace(run, CAS_TRACE_V_TILDE, i + 1)),
        transposed(run, trace(run, CAS_TRACE_A, i + 1), trace(run, CAS_TRACE_V, i + 1)));
}

/* What (28) conditions on in its i-th line: H_i as printed; G_N in the repaired proof. */
static cas_variable given_later(cas_step_run *run, size_t i, cas_variable x)
{
    return run->is_repaired ? given_g(run, depth_of(run), x) : given_h(run, i, x);
}

static cas_variable later_mean(cas_step_run *run, size_t i)
{
    return mean_square(run, given_later(run, i, b_(run, i)));
}

/*: \paragraph{(28), first relation, as printed:}
$\mathbb E\|\mathbb E_t^{\mathcal H_i}[b_i]\|^2 \le
\mathbb E\|\mathbb E_t^{\mathcal H_{i+1}}[\tilde A_{i+1}^\top \tilde v_{i+1} -
A_{i+1}^\top v_{i+1} + \varepsilon_{i+1}]\|^2$. Since
$\mathcal H_{i+1} \subset \mathcal H_i$, Jensen's inequality gives ``$\ge$''. Witness:
linear, no $\delta$, $\varepsilon_2 = \pm1$: the left side is 1, the right side 0.

Repaired: condition on the forward pass throughout, $\mathbb E_t^{\mathcal G_N}[b_i]$ for
$\mathbb E_t^{\mathcal H_i}[b_i]$, with $x$ $\mathcal F$-measurable; the first relation is
then an identity. This is enough for Theorem 2, because $\tilde u$ is affine in
$\varepsilon$ given the forward pass, and
$\mathbb E\|\mathbb E_t^{\mathcal G_N}[\varepsilon_{i+1}]\|^2 \le
\mathbb E\|\mathbb E_t^{\mathcal H_{i+1}}[\varepsilon_{i+1}]\|^2$. */
static void eq_28_1(cas_step_run *run, size_t i)
{
    cas_variable sum = plus(run, backward_difference(run, i), epsilon(run, i + 1));
    cas_step_left(run, later_mean(run, i));
    cas_step_right(run, mean_square(run, given_later(run, i + 1, sum)));
}

const cas_claim cas_claim_eq_28_1_printed = {
    CAS_STEP(
        "eq:28/1", "printed",
        "E||E^{H_i}[b_i]||^2 <= E||E^{H_{i+1}}[A~_{i+1}^T v~_{i+1} - A_{i+1}^T v_{i+1} + "
        "epsilon_{i+1}]||^2"),
    .data = &(const cas_step){.sides = eq_28_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note = "H_{i+1} is contained in H_i: Jensen's inequality goes the other way.",
    .witnesses = (const char *const[]){"proof-linear-coin.json", NULL},
};

const cas_claim cas_claim_eq_28_1_repaired = {
    CAS_STEP("eq:28/1", "repaired",
             "E||E^{G_N}[b_i]||^2 = E||E^{G_N}[A~_{i+1}^T v~_{i+1} - A_{i+1}^T v_{i+1} + "
             "epsilon_{i+1}]||^2; x F-measurable"),
    .data = &(const cas_step){.sides = eq_28_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true,
                              .has_jacobians = true,
                              .input_is_known = true},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
};

/*: \paragraph{(28), second relation:} Young's inequality with $\tfrac32$ and $3$; true in
every reading, equality where the first summand is twice the second. */
static void eq_28_2(cas_step_run *run, size_t i)
{
    cas_variable difference = backward_difference(run, i);
    cas_variable sum = plus(run, difference, epsilon(run, i + 1));
    cas_variable three_halves = cas_evaluation_number(&run->e, 3, 2);
    cas_step_left(run, mean_square(run, given_h(run, i + 1, sum)));
    cas_step_right(
        run, times(run, three_halves, mean_square(run, given_h(run, i + 1, difference))));
    cas_step_right(run, multiple(run, 3, epsilon_mean(run, i + 1)));
}

const cas_claim cas_claim_eq_28_2_printed = {
    CAS_STEP(
        "eq:28/2", "printed",
        "E||E^{H_{i+1}}[A~^T v~ - A^T v + epsilon_{i+1}]||^2 <= "
        "3/2 E||E^{H_{i+1}}[A~^T v~ - A^T v]||^2 + 3 E||E^{H_{i+1}}[epsilon_{i+1}]||^2"),
    .data = &(const cas_step){.sides = eq_28_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*19/20", "1.425 and 2.85 for 3/2 and 3"},
                                    {"rhs[1]*3/5", "0.9 for 3/2"},
                                    {"rhs[2]*3/10", "0.9 for 3"},
                                    {NULL, NULL}},
};

/*: \paragraph{(28), third relation, as printed:} the right side above is at most
$3 C^2\,\mathbb E\|\mathbb E_t^{\mathcal H_{i+1}}[b_{i+1}]\|^2 +
6 C_v^2 C_{\nabla^2 f}^2\, \mathbb E\|\mathbb E_t^{\mathcal G_i}[a_i]\|^2 +
3 C_v^2 L_{\nabla^2 f}^2\, \mathbb E\|a_{i-1}\|^4 +
3\,\mathbb E\|\mathbb E_t^{\mathcal H_{i+1}}[\varepsilon_{i+1}]\|^2$. False twice:
$\nabla_1 f_{i+1}$ moves with $\nabla^2_{11} f_{i+1}$, which $C_{\nabla^2 f}$ does not
bound (witness: $f_2 = 1 - \cos y$, where $\nabla^2_{21} f = 0$), and the fourth moment
must be that of $a_i$. Repaired: $C_{\nabla^2 f} := L_{\nabla f}$, which bounds
$\nabla^2_{11} f$, the index $i$, $\mathcal G_N$ for $\mathcal H$, and $x$
$\mathcal F$-measurable. */
static void eq_28_3(cas_step_run *run, size_t i)
{
    cas_variable three_halves = cas_evaluation_number(&run->e, 3, 2);
    size_t index = run->is_repaired ? i : i - 1;
    cas_step_left(run, times(run, three_halves,
                             mean_square(run, given_later(run, i + 1,
                                                          backward_difference(run, i)))));
    cas_step_left(run, multiple(run, 3, epsilon_mean(run, i + 1)));
    cas_step_right(
        run, multiple(run, 3,
                      times(run, constant2(run, CAS_JACOBIAN), later_mean(run, i + 1))));
    cas_step_right(run, times(run, scaled_bound(run, 6, second_derivative2(run)),
                              forward_mean(run, i)));
    cas_step_right(run,
                   times(run, scaled_bound(run, 3, constant2(run, CAS_HESSIAN_LIPSCHITZ)),
                         forward_fourth(run, index)));
    cas_step_right(run, multiple(run, 3, epsilon_mean(run, i + 1)));
}

const cas_claim cas_claim_eq_28_3_printed = {
    CAS_STEP("eq:28/3", "printed",
             "3/2 E||E^{H_{i+1}}[A~^T v~ - A^T v]||^2 + 3 "
             "E||E^{H_{i+1}}[epsilon_{i+1}]||^2 <= "
             "3 C^2 E||E^{H_{i+1}}[b_{i+1}]||^2 + 6 C_v^2 K^2 E||E^{G_i}[a_i]||^2 + "
             "3 C_v^2 H^2 E||a_{i-1}||^4 + 3 E||E^{H_{i+1}}[epsilon_{i+1}]||^2"),
    .data = &(const cas_step){.sides = eq_28_3,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_WIDE},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note =
        "C_{grad^2 f} does not bound nabla^2_11 f, and the fourth moment is that of the "
        "wrong layer.",
    .witnesses = (const char *const[]){"proof-wide-cosine.json", NULL},
};

const cas_claim cas_claim_eq_28_3_repaired = {
    CAS_STEP(
        "eq:28/3", "repaired",
        "3/2 E||E^{G_N}[A~^T v~ - A^T v]||^2 + 3 E||E^{H_{i+1}}[epsilon_{i+1}]||^2 <= "
        "3 C^2 E||E^{G_N}[b_{i+1}]||^2 + 6 C_v^2 L^2 E||E^{G_i}[a_i]||^2 + "
        "3 C_v^2 H^2 E||a_i||^4 + 3 E||E^{H_{i+1}}[epsilon_{i+1}]||^2; x F-measurable"),
    .data = &(const cas_step){.sides = eq_28_3,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .input_is_known = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"L:=K", "C_{grad^2 f}, as printed"},
                                    {"rhs[1]*1/3", "C^2 for 3C^2"},
                                    {"rhs[4]*19/20", "2.85 for the last factor 3"},
                                    {NULL, NULL}},
};

/* The last side of (28). */
static void right_of_28(cas_step_run *run, size_t i)
{
    cas_step_right(run, times(run, scaled_bound(run, 6, second_derivative2(run)),
                              discounted_sum(run, i, forward_mean)));
    cas_step_right(run, multiple(run, 3, discounted_sum(run, i, next_epsilon_mean)));
    cas_step_right(run,
                   times(run, scaled_bound(run, 3, constant2(run, CAS_HESSIAN_LIPSCHITZ)),
                         discounted_sum(run, i, forward_fourth)));
}

/*: \paragraph{(28), fourth relation, as printed:} the third side is at most
$6 C_v^2 C_{\nabla^2 f}^2 \sum_{j=i}^{N-1} (3C^2)^{j-i}\,
\mathbb E\|\mathbb E_t^{\mathcal G_j}[a_j]\|^2 + 3 \sum_{j=i}^{N-1} (3C^2)^{j-i}\,
\mathbb E\|\mathbb E_t^{\mathcal H_{j+1}}[\varepsilon_{j+1}]\|^2
+ 3 C_v^2 L_{\nabla^2 f}^2 \sum_{j=i}^{N-1} (3C^2)^{j-i}\,\mathbb E\|a_j\|^4$. It repeats
the relation for $i + 1, \dots$, and so is false with it (linear, $\varepsilon_3 = \pm1$).
Repaired as above. */
static void eq_28_4(cas_step_run *run, size_t i)
{
    size_t index = run->is_repaired ? i : i - 1;
    cas_step_left(
        run, multiple(run, 3,
                      times(run, constant2(run, CAS_JACOBIAN), later_mean(run, i + 1))));
    cas_step_left(run, times(run, scaled_bound(run, 6, second_derivative2(run)),
                             forward_mean(run, i)));
    cas_step_left(run,
                  times(run, scaled_bound(run, 3, constant2(run, CAS_HESSIAN_LIPSCHITZ)),
                        forward_fourth(run, index)));
    cas_step_left(run, multiple(run, 3, epsilon_mean(run, i + 1)));
    right_of_28(run, i);
}

const cas_claim cas_claim_eq_28_4_printed = {
    CAS_STEP("eq:28/4", "printed",
             "the right side of eq:28/3 <= 6 C_v^2 K^2 sum_{j>=i} (3C^2)^{j-i} "
             "E||E^{G_j}[a_j]||^2 "
             "+ 3 sum_{j>=i} (3C^2)^{j-i} E||E^{H_{j+1}}[epsilon_{j+1}]||^2 + "
             "3 C_v^2 H^2 sum_{j>=i} (3C^2)^{j-i} E||a_j||^4"),
    .data = &(const cas_step){.sides = eq_28_4,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note = "It repeats eq:28/1..3.",
    .witnesses = (const char *const[]){"proof-linear-coin.json", NULL},
};

const cas_claim cas_claim_eq_28_4_repaired = {
    CAS_STEP("eq:28/4", "repaired",
             "the right side of eq:28/3 repaired <= 6 C_v^2 L^2 sum_{j>=i} (3C^2)^{j-i} "
             "E||E^{G_j}[a_j]||^2 + 3 sum_{j>=i} (3C^2)^{j-i} "
             "E||E^{H_{j+1}}[epsilon_{j+1}]||^2 + 3 C_v^2 H^2 sum_{j>=i} (3C^2)^{j-i} "
             "E||a_j||^4; x F-measurable"),
    .data = &(const cas_step){.sides = eq_28_4,
                              .range = CAS_FROM_1_BELOW_N,
                              .input_is_known = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs[1]*9/10", "a tenth less of the first sum"},
                                    {"rhs[2]*9/10", "a tenth less of the second sum"},
                                    {"rhs[3]*9/10", "a tenth less of the third sum"},
                                    {NULL, NULL}},
};

/*: \paragraph{(28), first against last side, as printed.} False, by any of the above.
Repaired: $\mathbb E\|\mathbb E_t^{\mathcal G_N}[b_i]\|^2$ is at most the last side with
$C_{\nabla^2 f} := L_{\nabla f}$. */
static void eq_28(cas_step_run *run, size_t i)
{
    cas_step_left(run, later_mean(run, i));
    right_of_28(run, i);
}

const cas_claim cas_claim_eq_28_printed = {
    CAS_STEP("eq:28", "printed",
             "E||E^{H_i}[b_i]||^2 <= 6 C_v^2 K^2 sum_{j>=i} (3C^2)^{j-i} "
             "E||E^{G_j}[a_j]||^2 + "
             "3 sum_{j>=i} (3C^2)^{j-i} E||E^{H_{j+1}}[epsilon_{j+1}]||^2 + "
             "3 C_v^2 H^2 sum_{j>=i} (3C^2)^{j-i} E||a_j||^4"),
    .data = &(const cas_step){.sides = eq_28,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note = "Jensen's inequality in the wrong direction (eq:28/1).",
    .witnesses = (const char *const[]){"proof-linear-coin.json", NULL},
};

const cas_claim cas_claim_eq_28_repaired = {
    CAS_STEP("eq:28", "repaired",
             "E||E^{G_N}[b_i]||^2 <= 6 C_v^2 L^2 sum_{j>=i} (3C^2)^{j-i} "
             "E||E^{G_j}[a_j]||^2 + "
             "3 sum_{j>=i} (3C^2)^{j-i} E||E^{H_{j+1}}[epsilon_{j+1}]||^2 + "
             "3 C_v^2 H^2 sum_{j>=i} (3C^2)^{j-i} E||a_j||^4; x F-measurable"),
    .data = &(const cas_step){.sides = eq_28,
                              .range = CAS_FROM_1_BELOW_N,
                              .input_is_known = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*3/20", "0.15 of it"},
                                    {"L:=K", "C_{grad^2 f}, as printed"},
                                    {NULL, NULL}},
};

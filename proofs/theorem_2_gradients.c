/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/theorem_2.h"

/*: \section{The proof of Theorem 2}

Notation as before: $a_i = \tilde y_i - y_i$, $b_i = \tilde v_i - v_i$,
$A_i, B_i, \tilde A_i, \tilde B_i$ the Jacobians,
$S_j = \sum_{k=0}^j (3C^2)^k$, $T_j = S_j - 1$.

\emph{The reading.} As in Lemma 2 the printed lines are read with $x$ not
$\mathcal F$-measurable, as Theorem 3 needs. Lines that are true where $x$ is
$\mathcal F$-measurable say so by their repaired version. In that case, to the letter,
$\mathcal G_i = \sigma(\mathcal F, \delta_1..\delta_i)$ and $\mathcal H_{i+1} =
\sigma(\mathcal F, \delta_1..\delta_N, \varepsilon_N..\varepsilon_{i+2})$: all conditional
means of $a_i$, $b_i$ and $\delta_i$ in the proof are the random variables themselves.

What is wrong beyond the reading: (26) and (33a) print the wrong constant; the display
after (25) has ``$=$'' for ``$\le$'' and the Frobenius norm for the operator norm; (28)
uses Jensen's inequality in the wrong direction, a bound on $\nabla^2_{11} f$ that nothing
provides, and a wrong index. */

/* B~_i^T v~_i - B_i^T v_i */
static cas_variable difference_of_gradients(cas_step_run *run, size_t i)
{
    return minus(run,
                 transposed(run, trace(run, CAS_TRACE_B_TILDE, i),
                            trace(run, CAS_TRACE_V_TILDE, i)),
                 transposed(run, trace(run, CAS_TRACE_B, i), trace(run, CAS_TRACE_V, i)));
}

/*: \paragraph{(24), first relation:} $\mathbb E\|\mathbb E_t[\tilde u_N - u_N]\|^2 =
\mathbb E\|\mathbb E_t[\tilde B_N - B_N]\|^2$, as $\tilde v_N = v_N = 1$. */
static void eq_24_1(cas_step_run *run, size_t i)
{
    size_t n = depth_of(run);
    (void)i;
    cas_step_left(run, bias(run, n));
    cas_step_right(run, mean_square(run, given_f(run, jacobian_error(run, n))));
}

const cas_claim cas_claim_eq_24_1_printed = {
    CAS_STEP("eq:24/1", "printed", "E||E_t[u~_N - u_N]||^2 = E||E_t[B~_N - B_N]||^2"),
    .data = &(const cas_step){.sides = eq_24_1,
                              .is_identity = true,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
};

/*: \paragraph{(24), second relation:} the right side is at most
$4 C_v^2 C_{\nabla^2 f}^2\, \mathbb E\|\mathbb E_t^{\mathcal G_{N-1}}[a_{N-1}]\|^2 +
2 C_v^2 L_{\nabla^2 f}^2\, \mathbb E\|a_{N-1}\|^4$. True in every reading, with room:
$d_N = 1$, where Frobenius norm and norm (9) agree, so that Lemma 2 holds; its factors
would be 2 and 1. */
static void eq_24_2(cas_step_run *run, size_t i)
{
    size_t n = depth_of(run);
    (void)i;
    cas_step_left(run, mean_square(run, given_f(run, jacobian_error(run, n))));
    cas_step_right(run,
                   times(run, scaled_bound(run, 4, constant2(run, CAS_MIXED_HESSIAN)),
                         forward_mean(run, n - 1)));
    cas_step_right(run,
                   times(run, scaled_bound(run, 2, constant2(run, CAS_HESSIAN_LIPSCHITZ)),
                         forward_fourth(run, n - 1)));
}

const cas_claim cas_claim_eq_24_2_printed = {
    CAS_STEP("eq:24/2", "printed",
             "E||E_t[B~_N - B_N]||^2 <= 4 C_v^2 K^2 E||E^{G_{N-1}}[a_{N-1}]||^2 + "
             "2 C_v^2 H^2 E||a_{N-1}||^4, a_i = y~_i - y_i"),
    .data = &(const cas_step){.sides = eq_24_2,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_TWISTED},
    .mutants = (const cas_mutant[]){{"rhs*1/5", "a fifth of it"},
                                    {"rhs[1]*1/5", "0.8 for the factor 4"},
                                    {"K:=H", "L_{grad^2 f} for C_{grad^2 f}"},
                                    {NULL, NULL}},
};

/*: \paragraph{(25), first relation:} $\mathbb E\|\mathbb E_t[\tilde u_i - u_i]\|^2 =
\mathbb E\|\mathbb E_t[\tilde B_i^\top \tilde v_i - B_i^\top v_i]\|^2$,
$i = 1, \dots, N-1$. */
static void eq_25_1(cas_step_run *run, size_t i)
{
    cas_step_left(run, bias(run, i));
    cas_step_right(run, mean_square(run, given_f(run, difference_of_gradients(run, i))));
}

const cas_claim cas_claim_eq_25_1_printed = {
    CAS_STEP("eq:25/1", "printed",
             "E||E_t[u~_i - u_i]||^2 = E||E_t[B~_i^T v~_i - B_i^T v_i]||^2"),
    .data = &(const cas_step){.sides = eq_25_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true,
                              .has_jacobians = true},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
};

/*: \paragraph{(25), second relation:} at most
$2\,\mathbb E\|\mathbb E_t[\tilde B_i^\top b_i]\|^2 +
2\,\mathbb E\|\mathbb E_t[\tilde B_i - B_i]^\top v_i\|^2$. Here $v_i$ stands outside
$\mathbb E_t$, although it depends on $x$. False where $x \notin \mathcal F$: $N = 3$,
$x = \pm1$, $f_1 = (y, w)$, $\delta_1 = (0, x/8)$, $f_2 = (\sin w \sin y_2, y_1)$,
$f_3 = \sin y_1 \sin y_2$ at $w = 0$; there $\tilde v_2 = v_2$ and $\tilde B_2 - B_2$ are
both odd in $x$. Repaired: $x$ is $\mathcal F$-measurable. */
static void eq_25_2(cas_step_run *run, size_t i)
{
    cas_variable backward = transposed(run, trace(run, CAS_TRACE_B_TILDE, i), b_(run, i));
    cas_variable forward =
        transposed(run, given_f(run, jacobian_error(run, i)), trace(run, CAS_TRACE_V, i));
    cas_step_left(run, mean_square(run, given_f(run, difference_of_gradients(run, i))));
    cas_step_right(run, multiple(run, 2, mean_square(run, given_f(run, backward))));
    cas_step_right(run, multiple(run, 2, mean_square(run, forward)));
}

#define STATEMENT_25_2                                                                   \
    "E||E_t[B~_i^T v~_i - B_i^T v_i]||^2 <= 2 E||E_t[B~_i^T b_i]||^2 + "                 \
    "2 E||E_t[B~_i - B_i]^T v_i||^2, b_i = v~_i - v_i"

const cas_claim cas_claim_eq_25_2_printed = {
    CAS_STEP("eq:25/2", "printed", STATEMENT_25_2),
    .data = &(const cas_step){.sides = eq_25_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_HIDDEN},
    .mutants = (const cas_mutant[]){{"rhs*1/4", "a quarter of it"}, {NULL, NULL}},
    .note = "v_i is taken out of E_t, which needs that x is F-measurable.",
    .witnesses = (const char *const[]){"proof-odd-factors.json", NULL},
};

const cas_claim cas_claim_eq_25_2_repaired = {
    CAS_STEP("eq:25/2", "repaired", STATEMENT_25_2 "; x F-measurable"),
    .data = &(const cas_step){.sides = eq_25_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .input_is_known = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants =
        (const cas_mutant[]){{"rhs*19/20", "1.9 for both factors 2"},
                             {"rhs[1]*2/5", "the first factor 2 left out, and a bit"},
                             {"rhs[2]*2/5", "the second factor 2 left out, and a bit"},
                             {NULL, NULL}},
};

/*: \paragraph{The display after (25), first relation:}
$\|\mathbb E_t[\tilde B_i^\top b_i]\|^2 = \|\mathbb E_t[\tilde B_i^\top\,
\mathbb E_t^{\mathcal H_i}[b_i]]\|^2$. It needs that $\tilde B_i$ is
$\mathcal H_i$-measurable, for which ``$\mathcal F \subset \mathcal H_i$'' is not enough:
$\tilde B_1 = \nabla_2 f_1(x)$ is a function of $x$. False for $i = 1$ where
$x \notin \mathcal F$; repaired with $x$ $\mathcal F$-measurable (there it is empty:
$\mathbb E_t^{\mathcal H_i}[b_i] = b_i$). */
static void eq_25_tower(cas_step_run *run, size_t i)
{
    cas_variable b_tilde = trace(run, CAS_TRACE_B_TILDE, i);
    cas_variable plain = transposed(run, b_tilde, b_(run, i));
    cas_variable conditional = transposed(run, b_tilde, given_h(run, i, b_(run, i)));
    cas_step_left(run, norm2(run, given_f(run, plain)));
    cas_step_right(run, norm2(run, given_f(run, conditional)));
}

const cas_claim cas_claim_eq_25_tower_printed = {
    CAS_STEP("eq:25+1/1", "printed",
             "||E_t[B~_i^T b_i]||^2 = ||E_t[B~_i^T E^{H_i}[b_i]]||^2"),
    .data = &(const cas_step){.sides = eq_25_tower,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_HIDDEN},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
    .note = "For i = 1 it needs that x is F-measurable.",
    .witnesses = (const char *const[]){"proof-hidden-jacobian.json", NULL},
};

const cas_claim cas_claim_eq_25_tower_repaired = {
    CAS_STEP("eq:25+1/1", "repaired",
             "||E_t[B~_i^T b_i]||^2 = ||E_t[B~_i^T E^{H_i}[b_i]]||^2; x F-measurable"),
    .data = &(const cas_step){.sides = eq_25_tower,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true,
                              .has_jacobians = true,
                              .input_is_known = true},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
    .note = "Empty: with x F-measurable b_i is H_i-measurable.",
};

/*: \paragraph{The display after (25), second relation:} Jensen's inequality for
$\|\cdot\|^2$: $\|\mathbb E_t[\tilde B_i^\top z]\|^2 \le
\mathbb E_t\|\tilde B_i^\top z\|^2$, $z = \mathbb E_t^{\mathcal H_i}[b_i]$. True; equality
where nothing is random. */
static void eq_25_jensen(cas_step_run *run, size_t i)
{
    cas_variable product =
        transposed(run, trace(run, CAS_TRACE_B_TILDE, i), given_h(run, i, b_(run, i)));
    cas_step_left(run, norm2(run, given_f(run, product)));
    cas_step_right(run, given_f(run, norm2(run, product)));
}

const cas_claim cas_claim_eq_25_jensen_printed = {
    CAS_STEP("eq:25+1/2", "printed",
             "||E_t[B~_i^T E^{H_i}[b_i]]||^2 <= E_t||B~_i^T E^{H_i}[b_i]||^2"),
    .data = &(const cas_step){.sides = eq_25_jensen,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true},
    .mutants = (const cas_mutant[]){{"rhs*19/20", "a twentieth less"}, {NULL, NULL}},
};

/*: \paragraph{The display after (25), third relation, as printed:}
$\mathbb E_t\|\tilde B_i^\top z\|^2 = \mathbb E_t[\|\tilde B_i\|^2 \|z\|^2]$. Only
``$\le$'' is true: equality needs that $\tilde B_i$ has rank one and $z$ its direction.
The Frobenius norm, which $\|\cdot\|$ is by Section 3.1, is not bounded by $C_{\nabla f}$
either, as (26) then wants. Repaired: $\le$ and $\|\cdot\|_{op}$. */
static void eq_25_norms(cas_step_run *run, size_t i)
{
    cas_variable b_tilde = trace(run, CAS_TRACE_B_TILDE, i);
    cas_variable z = given_h(run, i, b_(run, i));
    cas_variable norm = run->is_repaired ? op_norm2(run, b_tilde) : norm2(run, b_tilde);
    cas_step_left(run, given_f(run, norm2(run, transposed(run, b_tilde, z))));
    cas_step_right(run, given_f(run, times(run, norm, norm2(run, z))));
}

const cas_claim cas_claim_eq_25_norms_printed = {
    CAS_STEP("eq:25+1/3", "printed",
             "E_t||B~_i^T E^{H_i}[b_i]||^2 = E_t[||B~_i||^2 ||E^{H_i}[b_i]||^2]"),
    .data = &(const cas_step){.sides = eq_25_norms,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true,
                              .has_jacobians = true},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
    .note = "Only <= is true, and the operator norm is what is used afterwards.",
    .witnesses = (const char *const[]){"proof-two-weights.json", NULL},
};

const cas_claim cas_claim_eq_25_norms_repaired = {
    CAS_STEP("eq:25+1/3", "repaired",
             "E_t||B~_i^T E^{H_i}[b_i]||^2 <= E_t[||B~_i||_op^2 ||E^{H_i}[b_i]||^2]"),
    .data = &(const cas_step){.sides = eq_25_norms,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true},
    .mutants = (const cas_mutant[]){{"rhs*19/20", "a twentieth less"}, {NULL, NULL}},
};

/*: \paragraph{(26), first relation:} $\mathbb E\|\mathbb E_t[\tilde u_i -
u_i]\|^2 \le 2\,\mathbb E[\|\tilde B_i\|^2 \|\mathbb E_t^{\mathcal H_i}[b_i]\|^2] +
2 C_v^2\, \mathbb E\|\mathbb E_t[\tilde B_i - B_i]\|^2$. It inherits (25)'s fault:
false where $x \notin \mathcal F$, true where $x$ is $\mathcal F$-measurable
(repaired), with either norm. */
static void eq_26_1(cas_step_run *run, size_t i)
{
    cas_variable weighted = times(run, norm2(run, trace(run, CAS_TRACE_B_TILDE, i)),
                                  norm2(run, given_h(run, i, b_(run, i))));
    cas_step_left(run, bias(run, i));
    cas_step_right(run, multiple(run, 2, mean(run, weighted)));
    cas_step_right(
        run, multiple(run, 2,
                      times(run, constant2(run, CAS_GRADIENT_BOUND),
                            mean_square(run, given_f(run, jacobian_error(run, i))))));
}

#define STATEMENT_26_1                                                                   \
    "E||E_t[u~_i - u_i]||^2 <= 2 E[||B~_i||^2 ||E^{H_i}[b_i]||^2] + "                    \
    "2 C_v^2 E||E_t[B~_i - B_i]||^2"

const cas_claim cas_claim_eq_26_1_printed = {
    CAS_STEP("eq:26/1", "printed", STATEMENT_26_1),
    .data = &(const cas_step){.sides = eq_26_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_HIDDEN},
    .mutants = (const cas_mutant[]){{"rhs*1/4", "a quarter of it"}, {NULL, NULL}},
    .note = "Rests on eq:25/2, which needs that x is F-measurable.",
    .witnesses = (const char *const[]){"proof-odd-factors.json", NULL},
};

const cas_claim cas_claim_eq_26_1_repaired = {
    CAS_STEP("eq:26/1", "repaired", STATEMENT_26_1 "; x F-measurable"),
    .data = &(const cas_step){.sides = eq_26_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .input_is_known = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs*9/20", "0.9 for both factors 2"},
                                    {"rhs[1]*2/5", "0.8 for the first factor 2"},
                                    {NULL, NULL}},
};

/*: \paragraph{(26), second relation, as printed:} at most $2 C_{\nabla^2 f}^2\,
\mathbb E\|\mathbb E_t^{\mathcal H_i}[b_i]\|^2 + 4 C_v^2 C_{\nabla^2 f}^2\,
\mathbb E\|\mathbb E_t^{\mathcal G_{i-1}}[a_{i-1}]\|^2 + 2 C_v^2 L_{\nabla^2 f}^2\,
\mathbb E\|a_{i-1}\|^4$. The first constant is a misprint for $C_{\nabla f}$, as (27) has
it: any linear chain with $\varepsilon \ne 0$ is a witness. Repaired: $C_{\nabla f}$,
operator norms on the left (Lemma 2), $x$ $\mathcal F$-measurable. */
static void eq_26_2(cas_step_run *run, size_t i)
{
    cas_variable b_tilde = trace(run, CAS_TRACE_B_TILDE, i);
    cas_variable norm = run->is_repaired ? op_norm2(run, b_tilde) : norm2(run, b_tilde);
    cas_variable error = given_f(run, jacobian_error(run, i));
    cas_variable error2 = run->is_repaired ? op_norm2(run, error) : norm2(run, error);
    cas_variable weighted = times(run, norm, norm2(run, given_h(run, i, b_(run, i))));
    int first = run->is_repaired ? CAS_JACOBIAN : CAS_MIXED_HESSIAN;
    cas_step_left(run, multiple(run, 2, mean(run, weighted)));
    cas_step_left(run, scaled_bound(run, 2, mean(run, error2)));
    cas_step_right(
        run, multiple(run, 2, times(run, constant2(run, first), backward_mean(run, i))));
    cas_step_right(run,
                   times(run, scaled_bound(run, 4, constant2(run, CAS_MIXED_HESSIAN)),
                         forward_mean(run, i - 1)));
    cas_step_right(run,
                   times(run, scaled_bound(run, 2, constant2(run, CAS_HESSIAN_LIPSCHITZ)),
                         forward_fourth(run, i - 1)));
}

const cas_claim cas_claim_eq_26_2_printed = {
    CAS_STEP("eq:26/2", "printed",
             "the right side of eq:26/1 <= 2 K^2 E||E^{H_i}[b_i]||^2 + "
             "4 C_v^2 K^2 E||E^{G_{i-1}}[a_{i-1}]||^2 + 2 C_v^2 H^2 E||a_{i-1}||^4"),
    .data = &(const cas_step){.sides = eq_26_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note =
        "A misprint: C_{grad^2 f} stands where C_{grad f} is meant (eq:27 has it right).",
    .witnesses = (const char *const[]){"proof-linear.json", NULL},
};

const cas_claim cas_claim_eq_26_2_repaired = {
    CAS_STEP(
        "eq:26/2", "repaired",
        "2 E[||B~_i||_op^2 ||E^{H_i}[b_i]||^2] + 2 C_v^2 E||E_t[B~_i - B_i]||_op^2 <= "
        "2 C^2 E||E^{H_i}[b_i]||^2 + 4 C_v^2 K^2 E||E^{G_{i-1}}[a_{i-1}]||^2 + "
        "2 C_v^2 H^2 E||a_{i-1}||^4; x F-measurable"),
    .data = &(const cas_step){.sides = eq_26_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .input_is_known = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs[1]*19/20", "1.9 for the factor 2"},
                                    {"rhs[2]*1/5", "a fifth of the second term"},
                                    {"C:=K", "C_{grad^2 f}, as printed"},
                                    {"K:=H", "L_{grad^2 f} for C_{grad^2 f}"},
                                    {NULL, NULL}},
};

/*: \paragraph{(27), first relation:} $\mathbb E\|\mathbb E_t[\tilde{\mathbf u} -
\mathbf u]\|^2 = \sum_{i=1}^N \mathbb E\|\mathbb E_t[\tilde u_i - u_i]\|^2$: what the
stacked norm means. */
static void eq_27_1(cas_step_run *run, size_t i)
{
    cas_variable length = zero(run);
    (void)i;
    for (size_t k = 1; k <= depth_of(run); k++)
        length = plus(run, length, norm2(run, given_f(run, gradient_error(run, k))));
    cas_step_left(run, mean(run, length));
    cas_step_right(run, whole_bias(run));
}

const cas_claim cas_claim_eq_27_1_printed = {
    CAS_STEP("eq:27/1", "printed",
             "E||E_t[u~ - u]||^2 = sum_{i=1}^N E||E_t[u~_i - u_i]||^2"),
    .data = &(const cas_step){.sides = eq_27_1, .is_identity = true},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
};

/*: \paragraph{(27), second relation:} at most
$2 C_{\nabla f}^2 \sum_{i<N} \mathbb E\|\mathbb E_t^{\mathcal H_i}[b_i]\|^2 +
4 C_v^2 C_{\nabla^2 f}^2 \sum_{i<N} \mathbb E\|\mathbb E_t^{\mathcal G_i}[a_i]\|^2 +
2 C_v^2 L_{\nabla^2 f}^2 \sum_{i<N} \mathbb E\|a_i\|^4$. True where $x$ is
$\mathcal F$-measurable (repaired), false where it is not: the input $x = \pm(s, \pi/2)$,
$f_1 = y_1 + \sin(y_2) \sin(w)$ at $w = 0$ and $f_2 = 1 - \cos y$ with $\delta_1 = \mp s$
give $\tilde y_1 = 0$ and $\tilde v_1 = 0$, which show nothing; the left side is
$\sin^2 s$, on the right only $2 C_v^2 L_{\nabla^2 f}^2 s^4$ is left. */
static void eq_27_2(cas_step_run *run, size_t i)
{
    (void)i;
    cas_step_left(run, whole_bias(run));
    cas_step_right(run, multiple(run, 2,
                                 times(run, constant2(run, CAS_JACOBIAN),
                                       plain_sum(run, backward_mean))));
    cas_step_right(run,
                   times(run, scaled_bound(run, 4, constant2(run, CAS_MIXED_HESSIAN)),
                         plain_sum(run, forward_mean)));
    cas_step_right(run,
                   times(run, scaled_bound(run, 2, constant2(run, CAS_HESSIAN_LIPSCHITZ)),
                         plain_sum(run, forward_fourth)));
}

#define STATEMENT_27_2                                                                   \
    "E||E_t[u~ - u]||^2 <= 2 C^2 sum_{i<N} E||E^{H_i}[b_i]||^2 + "                       \
    "4 C_v^2 K^2 sum_{i<N} E||E^{G_i}[a_i]||^2 + 2 C_v^2 H^2 sum_{i<N} E||a_i||^4"

const cas_claim cas_claim_eq_27_2_printed = {
    CAS_STEP("eq:27/2", "printed", STATEMENT_27_2),
    .data = &(const cas_step){.sides = eq_27_2, .style = CAS_PROCESS_HIDDEN},
    .mutants = (const cas_mutant[]){{"rhs*2/5", "two fifths of it"}, {NULL, NULL}},
    .note = "Needs that x is F-measurable.",
    .witnesses = (const char *const[]){"proof-hidden-sign.json", NULL},
};

const cas_claim cas_claim_eq_27_2_repaired = {
    CAS_STEP("eq:27/2", "repaired", STATEMENT_27_2 "; x F-measurable"),
    .data = &(const cas_step){.sides = eq_27_2,
                              .input_is_known = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants = (const cas_mutant[]){{"rhs[1]*2/5", "0.8 for the factor 2"},
                                    {"C:=K", "C_{grad^2 f} for C_{grad f}"},
                                    {NULL, NULL}},
};

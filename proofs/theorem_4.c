/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_step.h"

/*: \section{Theorem 4}

Theorem 4 is Theorem 3 with Theorems 1 and 2 put in: (13) for $\mathbb E\|\tilde{\mathbf
u} - \mathbf u\|^2$ and (23) for the bias. It inherits the mistakes of (33). The instances
are chains of depth two, $f_1 = w$ and $f_2(y) = \sum_k r_k s_k^2 (1 - \cos(y_k/s_k))$,
with a quadratic regulariser, so that $\ell = f_2 + R$, $\mathbf u = f_2'(w)$, and
$\delta_1$, $\varepsilon_2$ have any finite law. Their constants are $C_{\nabla f} =
\max(1, \sum r_k s_k)$, $L_f = \sum r_k s_k$, $L_{\nabla f} = \sum r_k$, $L_{\nabla^2 f} =
\sum r_k/s_k$; since $\nabla^2_{21} f_i = 0$, any number is a bound $C_{\nabla^2 f}$.

\paragraph{Why the printed version fails.} Let $R = 0$, $s = r^{-1}$ large, $\delta_1 = d$
always, and start at $w = -d$. Then $\tilde u = \sin((w + d)/s) = 0$: nothing moves, and
the left side is $\sin^2(d/s)$ for every $T$. On the right only the bias stays as $\gamma
\to 0$ and $\gamma T \to \infty$; printed, it has $L_{\nabla^2 f}^2 = s^{-4}$ where
$C_{\nabla^2 f}^2$ is meant, and no bound of $\nabla^2_{11}f_2 = s^{-1} \cos$ at all.
Conditional means are read given the sample: $p = \mathbb E[\delta_1 | \mathcal F, x]$, $q
= \mathbb E[\varepsilon_2 | \mathcal F, x, \delta_1]$. */

/*: \paragraph{(37), from (34):} the right side of (34) is at most that of (37). */
#define ERRORS "(Ce1*F2 + Ce2*E2)"
#define BIASES "(Cb1*P2 + Cb2*Q2 + Ct1*F4)"

#define EQ_37                                                                            \
    .scope = CAS_WHOLE_RUN, .left = "0", .left_each = "6*L*gamma/T*n*Dt + 3/T*n*bt",     \
    .right = "0", .right_each = "6*L*gamma/T*n*" ERRORS " + 3/T*n*" BIASES,              \
    .instances = {CAS_THIRD, .long_runs = true}

static const cas_mutant mutants_37[] = {
    {"each: 6*L*gamma/T*n*(Ce1*F2 + Ce2*E2) + 3/T*n*(Cb2*Q2 + Ct1*F4)",
     "without the conditional means of delta"},
    {"each: 6*L*gamma/T*n*(Ce1*F2 + Ce2*E2) + 3/T*n*(Cb1*P2 + Ct1*F4)",
     "without the conditional means of epsilon"},
    {"each: 6*L*gamma/T*n*(Ce1*F2 + Ce2*E2) + n/T*(Cb1*P2 + Cb2*Q2 + Ct1*F4)/64",
     "a 192nd of the bias"},
    {NULL, NULL}};

const cas_claim cas_claim_eq_37_printed = {
    CAS_DESCENT_STEP("eq:37", "printed",
                     "the error and bias terms of (34) are at most those of (37), with "
                     "(33) to the letter"),
    .data = &(const cas_descent_step){EQ_37, .printed = true},
    .mutants = mutants_37,
    .witnesses = (const char *const[]){"theorem-4-fixed-point.json", NULL},
    .note = "(33) is false; its mistakes are those of Theorem 2.",
};

const cas_claim cas_claim_eq_37_repaired = {
    CAS_DESCENT_STEP("eq:37", "repaired",
                     "the error and bias terms of (34) are at most those of (37), with "
                     "(33) repaired"),
    .data = &(const cas_descent_step){EQ_37},
    .mutants = mutants_37,
};

/*: \paragraph{Theorem 4.} First side of (34) against the last of (37). */
#define THEOREM_4                                                                        \
    .scope = CAS_WHOLE_RUN, .left = "0", .left_each = "n*Gt/T",                          \
    .right = "6*D0/(gamma*T) + 6*L*gamma*sigma2",                                        \
    .right_each = "6*L*gamma/T*n*" ERRORS " + 3/T*n*" BIASES,                            \
    .instances = {CAS_THIRD, .long_runs = true}

static const cas_mutant mutants_4[] = {
    {"each: 6*L*gamma/T*n*(Ce1*F2 + Ce2*E2) + 3/T*n*(Cb2*Q2 + Ct1*F4)",
     "without the conditional means of delta"},
    {"each: 6*L*gamma/T*n*(Ce1*F2 + Ce2*E2) + 3/T*n*(Cb1*P2 + Ct1*F4)",
     "without the conditional means of epsilon"},
    {"right: 6*L*gamma*sigma2", "without Delta_0"},
    {NULL, NULL}};

const cas_claim cas_claim_theorem_4_printed = {
    CAS_DESCENT_STEP("thm:4", "printed",
                     "(37) for gamma <= 1/(3L), with (33) to the letter"),
    .data = &(const cas_descent_step){THEOREM_4, .printed = true},
    .mutants = mutants_4,
    .witnesses = (const char *const[]){"theorem-4-fixed-point.json", NULL},
    .note = "A constant forward perturbation holds the iteration at w = -d, where the "
            "gradient is sin(d/s); printed (33) has s^-4 instead of s^-2 there.",
};

const cas_claim cas_claim_theorem_4_repaired = {
    CAS_DESCENT_STEP("thm:4", "repaired", "(37) for gamma <= 1/(3L), with (33) repaired"),
    .data = &(const cas_descent_step){THEOREM_4},
    .mutants = mutants_4,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_step.h"

/*: \section{The proof of Theorem 3}

Write $g = \nabla\ell(\mathbf w^{(t)})$, $\xi = \mathbf u + \mathbf r - g$, $\eta =
\tilde{\mathbf u} - \mathbf u$, $D_t = \mathbb E\|\eta\|^2$, $b_t^2 = \mathbb E\|\mathbb
E_t\eta\|^2$, $L = L_{\nabla\ell}$. The proof conditions on $\mathcal F^{(t)}$ and uses
$\mathbb E_t[\mathbf u + \mathbf r] = g$: the sample of step $t$ is not $\mathcal
F^{(t)}$-measurable here (for Theorem 2 it has to be; see there). Every line is right, and
Assumption 3 is not used. The lines are evaluated in every outcome of (35) and in every
state of (36), on exact runs. */

/*: \paragraph{(35), first relation:} $\ell(\mathbf w^{(t+1)}) \le \ell(\mathbf w^{(t)}) +
\langle g, \mathbf w^{(t+1)} - \mathbf w^{(t)}\rangle + \frac L2 \|\mathbf w^{(t+1)} -
\mathbf w^{(t)}\|^2$. True; it is what smoothness means. Equality for $\ell = \frac L2
w^2$. */
const cas_claim cas_claim_eq_35_1_printed = {
    CAS_DESCENT_STEP("eq:35/1", "printed",
                     "l(w+) <= l(w) + <grad l(w), w+ - w> + L/2 ||w+ - w||^2"),
    .data = &(const cas_descent_step){.scope = CAS_EACH_OUTCOME,
                                      .left = "lp",
                                      .right = "l + gs + L/2*ss",
                                      .instances = {CAS_THIRD}},
    .mutants =
        (const cas_mutant[]){{"right: l + gs + 49*L/100*ss", "0.49 L for L/2"},
                             {"right: l - gs + L/2*ss", "the other sign of <g, w+ - w>"},
                             {NULL, NULL}},
};

/*: \paragraph{(35), second relation:} an identity, as $\mathbf w^{(t+1)} - \mathbf
w^{(t)} = -\gamma(\tilde{\mathbf u} + \mathbf r)$. */
const cas_claim cas_claim_eq_35_2_printed = {
    CAS_DESCENT_STEP("eq:35/2", "printed",
                     "l(w) + <g, w+ - w> + L/2 ||w+ - w||^2 = l(w) - gamma <g, u~ + r> + "
                     "L gamma^2/2 ||u~ + r||^2"),
    .data = &(const cas_descent_step){.scope = CAS_EACH_OUTCOME,
                                      .left = "l + gs + L/2*ss",
                                      .right = "l - gamma*gx + L*gamma^2/2*xx",
                                      .is_identity = true,
                                      .instances = {CAS_THIRD}},
    .mutants =
        (const cas_mutant[]){{"right: l - gamma*gx + L*gamma/2*xx", "gamma for gamma^2"},
                             {"right: l + gamma*gx + L*gamma^2/2*xx", "the other sign"},
                             {NULL, NULL}},
};

/*: \paragraph{(35), third relation:} the linear term is split, and $\|\tilde{\mathbf u} +
\mathbf r\|^2 \le 2\|\mathbf u + \mathbf r\|^2 + 2\|\eta\|^2$. True; equality where $\eta
= \mathbf u + \mathbf r$. */
const cas_claim cas_claim_eq_35_3_printed = {
    CAS_DESCENT_STEP(
        "eq:35/3", "printed",
        "l(w) - gamma <g, u~ + r> + L gamma^2/2 ||u~ + r||^2 <= l(w) - gamma "
        "<g, u + r> + L gamma^2 ||u + r||^2 + L gamma^2 ||u~ - u||^2 - gamma "
        "<g, u~ - u>"),
    .data = &(const cas_descent_step){.scope = CAS_EACH_OUTCOME,
                                      .left = "gamma*gu + gamma*ge - gamma*gx + "
                                              "L*gamma^2/2*xx",
                                      .right = "L*gamma^2*uu + L*gamma^2*ee",
                                      .instances = {CAS_THIRD}},
    .mutants =
        (const cas_mutant[]){
            {"right: 9*L*gamma^2/10*uu + L*gamma^2*ee", "0.9 for the first factor 1"},
            {"right: L*gamma^2*uu + 9*L*gamma^2/10*ee", "0.9 for the second factor 1"},
            {NULL, NULL}},
    .note =
        "The terms l(w), -gamma <g, u + r> and -gamma <g, u~ - u> are taken to the left "
        "side, so that the ratio of the sides means something.",
};

/*: \paragraph{(36), first relation:} the expectation of (35), with $\mathbb E_t\|\mathbf
u + \mathbf r\|^2 = \|g\|^2 + \mathbb E_t\|\xi\|^2$. True where $\mathbb E_t[\mathbf u +
\mathbf r] = g$. If the sample were $\mathcal F^{(t)}$-measurable, it would be false:
$\ell = w^2/2$, $w = 1$, $\gamma = 1/10$ and $\xi = -2$ at the given sample has $0.605$ on
the left and $0.45$ on the right. The text after (36) writes $\mathcal G^{(t)}$ for
$\mathcal F^{(t)}$. */
const cas_claim cas_claim_eq_36_1_printed = {
    CAS_DESCENT_STEP(
        "eq:36/1", "printed",
        "E_t l(w+) <= l(w) - gamma (1 - L gamma)||g||^2 + L gamma^2 E_t||g - (u "
        "+ r)||^2 + L gamma^2 E_t||u~ - u||^2 - gamma <g, E_t[u~ - u]>"),
    .data = &(const cas_descent_step){.scope = CAS_EACH_STATE,
                                      .left = "next - l + gamma*gg + gamma*gb",
                                      .right = "L*gamma^2*gg + L*gamma^2*V + L*gamma^2*D",
                                      .instances = {CAS_THIRD}},
    .mutants =
        (const cas_mutant[]){
            {"right: 9*L*gamma^2/10*gg + L*gamma^2*V + L*gamma^2*D", "0.9 of ||g||^2"},
            {"right: L*gamma^2*gg + L*gamma^2/2*V + L*gamma^2*D", "half the variance"},
            {"right: L*gamma^2*gg + L*gamma^2*V + L*gamma^2/2*D", "half of D"},
            {NULL, NULL}},
    .note =
        "Read with the sample not F^(t)-measurable, as Assumption 2 needs it; terms of "
        "first order in gamma are taken to the left side.",
};

/*: \paragraph{(36), second relation:} $-\langle g, \mathbb E_t\eta\rangle \le
\frac12\|g\|^2 + \frac12\|\mathbb E_t\eta\|^2$. True; equality where $\mathbb E_t\eta =
-g$. */
const cas_claim cas_claim_eq_36_2_printed = {
    CAS_DESCENT_STEP(
        "eq:36/2", "printed",
        "-gamma (1 - L gamma)||g||^2 - gamma <g, E_t[u~ - u]> <= -gamma (1 - L "
        "gamma - 1/2)||g||^2 + gamma/2 ||E_t[u~ - u]||^2"),
    .data = &(const cas_descent_step){.scope = CAS_EACH_STATE,
                                      .left = "-gamma*gb",
                                      .right = "gamma/2*gg + gamma/2*bb",
                                      .instances = {CAS_THIRD}},
    .mutants = (const cas_mutant[]){{"right: 9*gamma/20*gg + gamma/2*bb", "0.45 for 1/2"},
                                    {"right: gamma/2*gg + 9*gamma/20*bb", "0.45 for 1/2"},
                                    {NULL, NULL}},
    .note = "The terms that both sides share are left out.",
};

/*: \paragraph{(36), third relation:} $\frac12 - L\gamma \ge \frac16$ as $L\gamma \le
\frac13$, and $\mathbb E_t\|\xi\|^2 \le \sigma^2$. True; equality at $\gamma = 1/(3L)$.
With $\frac15$ for $\frac16$ the line is false, although the first side of (36) would
still be at most the last (the descent lemma of the sharp version allows $\frac12$): a
line has to be tested by itself. */
const cas_claim cas_claim_eq_36_3_printed = {
    CAS_DESCENT_STEP(
        "eq:36/3", "printed",
        "-gamma (1 - L gamma - 1/2)||g||^2 + L gamma^2 E_t||g - (u + r)||^2 <= "
        "-gamma/6 ||g||^2 + L gamma^2 sigma^2"),
    .data = &(const cas_descent_step){.scope = CAS_EACH_STATE,
                                      .left = "L*gamma*gamma*gg + L*gamma^2*V",
                                      .right = "gamma/3*gg + L*gamma^2*sigma2",
                                      .instances = {CAS_THIRD}},
    .mutants =
        (const cas_mutant[]){
            {"right: 3*gamma/10*gg + L*gamma^2*sigma2", "-gamma/5 for -gamma/6"},
            {"right: gamma/3*gg + L*gamma^2/2*sigma2", "half the variance"},
            {NULL, NULL}},
    .note = "-gamma/2 ||g||^2 and the terms that both sides share are taken out.",
};

/*: \paragraph{Theorem 3, (34), and the sum after (36).} Summing (36), whose losses
telescope, and multiplying by $6/(\gamma T)$. True. On the right stand $6 \cdot \frac12 =
3$ times the bias. Asymptotically the ratio is at most $\frac13$ (fixed point $\mathbb
E_t\eta = -g$: $b^2$ against $3 b^2$), which the sharp version removes. */
const cas_claim cas_claim_theorem_3_printed = {
    CAS_DESCENT_STEP(
        "thm:3", "printed",
        "(34): avg E||grad l||^2 <= 6 Delta_0/(gamma T) + 6 L gamma sigma^2 + 6 L "
        "gamma avg E||u~ - u||^2 + 3 avg E||E_t[u~ - u]||^2 for gamma <= 1/(3L)"),
    .data = &(const cas_descent_step){.scope = CAS_WHOLE_RUN,
                                      .left = "0",
                                      .left_each = "n*Gt/T",
                                      .right = "6*D0/(gamma*T) + 6*L*gamma*sigma2",
                                      .right_each = "6*L*gamma/T*n*Dt + 3/T*n*bt",
                                      .instances = {CAS_THIRD, .long_runs = true}},
    .mutants = (const cas_mutant[]){{"each: 6*L*gamma/T*n*Dt + 9/10/T*n*bt", "0.9 for 3"},
                                    {"right: 6*L*gamma*sigma2", "without Delta_0"},
                                    {NULL, NULL}},
};

/*: \paragraph{Theorem 3, sharp.} For $\gamma \le 1/L$. With $\beta = \mathbb E_t\eta$,
\begin{align*}
\mathbb E_t\ell(\mathbf w^+) &\le \ell - \gamma\langle g, g+\beta\rangle + \tfrac
L2\gamma^2\bigl(\|g+\beta\|^2 + \mathbb E_t\|\xi + \eta - \beta\|^2\bigr)\\
&= \ell - \tfrac\gamma2\|g\|^2 + \tfrac\gamma2\|\beta\|^2 -
\tfrac\gamma2(1-L\gamma)\|g+\beta\|^2 + \tfrac L2\gamma^2\,\mathbb
E_t\|\xi+\eta-\beta\|^2,
\end{align*}
and the last variance is at most $2\sigma^2 + 2\mathbb E_t\|\eta\|^2$. Drop the term in
$\|g + \beta\|^2$, sum, and multiply by $2/(\gamma T)$. At $\gamma = 1/L$ with $\eta =
\xi$ on a quadratic the noise terms are attained; at a fixed point $\beta = -g$ the bias
term is. \qed */
const cas_claim cas_claim_theorem_3_sharp = {
    CAS_DESCENT_STEP(
        "thm:3", "sharp",
        "avg E||grad l||^2 <= 2 Delta_0/(gamma T) + 2 L gamma sigma^2 + 2 L gamma "
        "avg E||u~ - u||^2 + avg E||E_t[u~ - u]||^2 for gamma <= 1/L"),
    .data = &(const cas_descent_step){.scope = CAS_WHOLE_RUN,
                                      .left = "0",
                                      .left_each = "n*Gt/T",
                                      .right = "2*D0/(gamma*T) + 2*L*gamma*sigma2",
                                      .right_each = "2*L*gamma/T*n*Dt + n*bt/T",
                                      .instances = {CAS_WHOLE, .long_runs = true}},
    .mutants =
        (const cas_mutant[]){
            {"each: 2*L*gamma/T*n*Dt + 9/10*n*bt/T", "0.9 for the factor of the bias"},
            {"each: 11/10*L*gamma/T*n*Dt + n*bt/T", "1.1 for the 2 before D"},
            {"right: 2*D0/(gamma*T) + 11/10*L*gamma*sigma2", "1.1 for the 2 of sigma^2"},
            {"right: D0/(gamma*T) + 2*L*gamma*sigma2", "Delta_0 once"},
            {NULL, NULL}},
};

/*: \paragraph{The descent step of the sharp version}, before anything is dropped; a line
by itself. */
const cas_claim cas_claim_eq_36_3_sharp = {
    CAS_DESCENT_STEP(
        "eq:36/3", "sharp",
        "E_t l(w+) <= l - gamma/2 ||g||^2 + gamma/2 ||b||^2 - gamma/2 (1 - L "
        "gamma)||g + b||^2 + L gamma^2 (E_t||g - (u + r)||^2 + E_t||u~ - u||^2), "
        "b = E_t[u~ - u]"),
    .data =
        &(const cas_descent_step){
            .scope = CAS_EACH_STATE,
            .left = "next - l + gamma*gg + gamma*gb",
            .right = "L*gamma^2/2*(gg + 2*gb + bb) + L*gamma^2*(V + D - bb)",
            .instances = {CAS_WHOLE}},
    .mutants =
        (const cas_mutant[]){
            {"right: 2/5*L*gamma^2*(gg + 2*gb + bb) + L*gamma^2*(V + D - bb)",
             "0.4 for 1/2"},
            {"right: L*gamma^2/2*(gg + 2*gb + bb) + 9/10*L*gamma^2*(V + D - bb)",
             "0.9 of the variance"},
            {NULL, NULL}},
    .note =
        "With E_t||u~ - u||^2 - ||b||^2 for E_t||u~ - u||^2, which is sharper still; the "
        "terms of first order in gamma are taken to the left side.",
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_instance.h"

/*: \section{The proof of Theorem 3}

Write $\xi = \mathbf u + \mathbf r - \nabla\ell(\mathbf w)$ for the noise of the sample
and $\eta = \tilde{\mathbf u} - \mathbf u$ for the error. The proof conditions on the past
$\mathcal F^{(t)}$ and uses $\mathbb E_t[\mathbf u + \mathbf r] = \nabla\ell(\mathbf w)$:
the sample of step $t$ is not $\mathcal F^{(t)}$-measurable here (for Theorem 2 it has to
be; see there). Every line is right, and Assumption 3 is not used. (35) is meant in every
outcome, and (36) in every state; both are evaluated there, on runs that are followed
through all their outcomes. */
#define NOTATION                                                                         \
    "b_t = E[u~_t - u_t given F_t]; "                                                    \
    "D_t = E[|u~_t - u_t|^2 given F_t]; "                                                \
    "V_t = E[|g_t - (u_t + r_t)|^2 given F_t]"

static const cas_descent_options large_steps = {.large_steps = true};
static const cas_descent_options long_runs = {.long_runs = true};
static const cas_descent_options long_runs_large_steps = {.large_steps = true,
                                                          .long_runs = true};

/*: \paragraph{(35), first relation.} True; it is what smoothness means. Equality for
$\ell = \frac L2 w^2$. */
const cas_claim cas_claim_eq_35_1_printed = {
    CAS_DESCENT_CLAIM("eq:35/1", "printed"),
    .formula = "l(w_{t+1}) <= l(w_t) + <g_t, w_{t+1} - w_t> + L/2 |w_{t+1} - w_t|^2 "
               "for t = 0..T-1 if L gamma <= 1/3",
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(35), second relation:} an identity, as $\mathbf w^{(t+1)} - \mathbf
w^{(t)} = -\gamma(\tilde{\mathbf u}^{(t)} + \mathbf r^{(t)})$. */
const cas_claim cas_claim_eq_35_2_printed = {
    CAS_DESCENT_CLAIM("eq:35/2", "printed"),
    .formula = "l(w_t) + <g_t, w_{t+1} - w_t> + L/2 |w_{t+1} - w_t|^2 = "
               "l(w_t) - gamma <g_t, u~_t + r_t> + L gamma^2/2 |u~_t + r_t|^2 "
               "for t = 0..T-1 if L gamma <= 1/3",
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(35), third relation:} the linear term is split, and $\|\tilde{\mathbf u} +
\mathbf r\|^2 \le 2\|\mathbf u + \mathbf r\|^2 + 2\|\eta\|^2$. True; equality where $\eta
= \mathbf u + \mathbf r$. */
const cas_claim cas_claim_eq_35_3_printed = {
    CAS_DESCENT_CLAIM("eq:35/3", "printed"),
    .formula = "l(w_t) - gamma <g_t, u~_t + r_t> + L gamma^2/2 |u~_t + r_t|^2 <= "
               "l(w_t) - gamma <g_t, u_t + r_t> + L gamma^2 |u_t + r_t|^2 + "
               "L gamma^2 |u~_t - u_t|^2 - gamma <g_t, u~_t - u_t> "
               "for t = 0..T-1 if L gamma <= 1/3",
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(36), first relation:} the expectation of (35), with $\mathbb E_t\|\mathbf
u + \mathbf r\|^2 = \|\nabla\ell(\mathbf w)\|^2 + \mathbb E_t\|\xi\|^2$. True where
$\mathbb E_t[\mathbf u + \mathbf r] = \nabla\ell(\mathbf w)$. If the sample were $\mathcal
F^{(t)}$-measurable, it would be false: $\ell = w^2/2$, $w = 1$, $\gamma = 1/10$ and $\xi
= -2$ at the given sample has $0.605$ on the left and $0.45$ on the right. The text after
(36) writes $\mathcal G^{(t)}$ for $\mathcal F^{(t)}$. */
const cas_claim cas_claim_eq_36_1_printed = {
    CAS_DESCENT_CLAIM("eq:36/1", "printed"),
    .formula = "E[l(w_{t+1}) given F_t] <= l(w_t) - gamma (1 - L gamma) |g_t|^2 + "
               "L gamma^2 V_t + L gamma^2 D_t - gamma <g_t, b_t> "
               "for t = 0..T-1 if L gamma <= 1/3",
    .notation = NOTATION,
    .note = "Read with the sample not F^(t)-measurable, as Assumption 2 needs it.",
    .given = CAS_NAMES("eq:35/3"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(36), second relation:} $-\langle\nabla\ell(\mathbf w), \mathbb
E_t\eta\rangle \le \frac12\|\nabla\ell(\mathbf w)\|^2 + \frac12\|\mathbb E_t\eta\|^2$.
True; equality where $\mathbb E_t\eta = -\nabla\ell(\mathbf w)$. */
const cas_claim cas_claim_eq_36_2_printed = {
    CAS_DESCENT_CLAIM("eq:36/2", "printed"),
    .formula = "l(w_t) - gamma (1 - L gamma) |g_t|^2 + L gamma^2 V_t + L gamma^2 D_t - "
               "gamma <g_t, b_t> <= "
               "l(w_t) - gamma (1 - L gamma - 1/2) |g_t|^2 + L gamma^2 V_t + "
               "L gamma^2 D_t + gamma/2 |b_t|^2 "
               "for t = 0..T-1 if L gamma <= 1/3",
    .notation = NOTATION,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(36), third relation:} $\frac12 - L\gamma \ge \frac16$ as $L\gamma \le
\frac13$, and $\mathbb E_t\|\xi\|^2 \le \sigma^2$. True; equality at $\gamma = 1/(3L)$.
With $\frac15$ for $\frac16$ the line is false, although the first side of (36) would
still be at most the last (the descent lemma of the sharp version allows $\frac12$): a
line has to be tested by itself. */
const cas_claim cas_claim_eq_36_3_printed = {
    CAS_DESCENT_CLAIM("eq:36/3", "printed"),
    .formula = "l(w_t) - gamma (1 - L gamma - 1/2) |g_t|^2 + L gamma^2 V_t + "
               "L gamma^2 D_t + gamma/2 |b_t|^2 <= "
               "l(w_t) - 1/6 gamma |g_t|^2 + L gamma^2 sigma2 + L gamma^2 D_t + "
               "gamma/2 |b_t|^2 for t = 0..T-1 if L gamma <= 1/3",
    .notation = NOTATION,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Theorem 3, (34), and the sum after (36).} Summing (36), whose losses
telescope, and multiplying by $6/(\gamma T)$. True. On the right stand $6 \cdot \frac12 =
3$ times the bias. Asymptotically the ratio is at most $\frac13$ (at a fixed point
$\mathbb E_t\eta = -\nabla\ell(\mathbf w)$, and the bias stands against three times
itself); the sharp version removes this factor. */
const cas_claim cas_claim_theorem_3_printed = {
    CAS_DESCENT_CLAIM("thm:3", "printed"),
    .formula = "1/T sum_{t=0..T-1} E|g_t|^2 <= 6 (l(w_0) - l_star)/(gamma T) + "
               "6 L gamma sigma2 + 6 L gamma/T sum_{t=0..T-1} E|u~_t - u_t|^2 + "
               "3/T sum_{t=0..T-1} E|b_t|^2 if L gamma <= 1/3",
    .notation = NOTATION,
    .data = &long_runs,
    .given = CAS_NAMES("eq:36/1", "eq:36/2", "eq:36/3"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Theorem 3, sharp.} For $\gamma \le 1/L$. With $\beta = \mathbb E_t\eta$ and
$g = \nabla\ell(\mathbf w)$,
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
    CAS_DESCENT_CLAIM("thm:3", "sharp"),
    .formula = "1/T sum_{t=0..T-1} E|g_t|^2 <= 2 (l(w_0) - l_star)/(gamma T) + "
               "2 L gamma sigma2 + 2 L gamma/T sum_{t=0..T-1} E|u~_t - u_t|^2 + "
               "1/T sum_{t=0..T-1} E|b_t|^2 if L gamma <= 1",
    .notation = NOTATION,
    .data = &long_runs_large_steps,
    .given = CAS_NAMES("eq:36/3 sharp"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{The descent step of the sharp version}, before anything is dropped; a line
by itself. The variance of $\eta$ stands there, which is sharper than $\mathbb
E_t\|\eta\|^2$. */
const cas_claim cas_claim_eq_36_3_sharp = {
    CAS_DESCENT_CLAIM("eq:36/3", "sharp"),
    .formula = "E[l(w_{t+1}) given F_t] <= l(w_t) - gamma/2 |g_t|^2 + gamma/2 |b_t|^2 - "
               "gamma/2 (1 - L gamma) |g_t + b_t|^2 + "
               "L gamma^2 (V_t + D_t - |b_t|^2) "
               "for t = 0..T-1 if L gamma <= 1",
    .notation = NOTATION,
    .data = &large_steps,
    .prose = CAS_PROOF_ABOVE,
};

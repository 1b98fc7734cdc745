/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/notation.h"

/*: \section{Theorem 4}

Theorem 4 is Theorem 3 with Theorems 1 and 2 put in: (13) for the error and (23) for the
bias. It inherits the mistakes of (33). Below, $P_t$ is the right side of (13) with (21)
and $Q_t$ that of (23) with (33), both for the perturbations of step $t$ given the past;
they are the claims \texttt{thm:1} and \texttt{thm:2} themselves, evaluated on the step.
As there, conditional means are read given the past, the sample and the perturbations that
come before, $\mathcal P_i$ and $\mathcal Q_i$, which is the third repair of Theorem 2.

The instances are chains of $N = 2, \dots, 6$ operators. Their gradients are those of the
passes (4) and (5) at $\mathbf w^{(t)}$, and all randomness is in the passes: the sample
$x$, and $\delta$ and $\varepsilon$ that may depend on it, on each other and on the past.

\paragraph{Why the printed version fails.} Let $f_1 = w$, $f_2 = 1 - \cos(y/s)$ times
$s$, $R = 0$, $s$ large, $\delta = d$ always, and start at $w = -d$. Then $\tilde u =
\sin((w + d)/s) = 0$: nothing moves, and the left side is $\sin^2(d/s)$ for every $T$. On
the right only the bias stays as $\gamma \to 0$ and $\gamma T \to \infty$; printed, it has
$L_{\nabla^2 f}^2 = s^{-4}$ where $C_{\nabla^2 f}^2$ is meant, and no bound of
$\nabla^2_{11}f_2 = s^{-1} \cos$ at all. */
#define CONDITIONAL                                                                      \
    "With the three repairs of Theorem 2; the third: the conditional means are given "   \
    "the past, the sample and the perturbations before."

static const cas_chain_descent_data printed = {.options = {.long_runs = true},
                                               CAS_PUT_IN_PRINTED};
static const cas_chain_descent_data repaired = {.options = {.long_runs = true},
                                                CAS_PUT_IN_REPAIRED};

/*: \paragraph{(37), from (34):} the last side of (34) is at most that of (37). */
#define EQ_37                                                                            \
    "6 (l(w_0) - l_star)/(gamma T) + 6 L gamma sigma2 + "                                \
    "6 L gamma/T sum_{t=0..T-1} E|u~_t - u_t|^2 + "                                      \
    "3/T sum_{t=0..T-1} E|E[u~_t - u_t given F_t]|^2 <= "                                \
    "6 (l(w_0) - l_star)/(gamma T) + 6 L gamma sigma2 + "                                \
    "6 L gamma/T sum_{t=0..T-1} E[p_t] + 3/T sum_{t=0..T-1} E[q_t] if L gamma <= 1/3"

const cas_claim cas_claim_eq_37_printed = {
    CAS_CHAIN_DESCENT_CLAIM("eq:37", "printed"),
    .formula = EQ_37,
    .data = &printed,
    .witnesses = (const char *const[]){"theorem-4-fixed-point.json", NULL},
    .note = "(33) is false; its mistakes are those of Theorem 2.",
};

const cas_claim cas_claim_eq_37_repaired = {
    CAS_CHAIN_DESCENT_CLAIM("eq:37", "repaired"),
    .formula = EQ_37,
    .data = &repaired,
    .note = CONDITIONAL,
    .given = CAS_NAMES("thm:1", "thm:2 repaired"),
    .prose = "thm:1 and thm:2, put in",
};

/*: \paragraph{Theorem 4.} The first side of (34) against the last of (37). */
#define THEOREM_4                                                                        \
    "1/T sum_{t=0..T-1} E|g_t|^2 <= "                                                    \
    "6 (l(w_0) - l_star)/(gamma T) + 6 L gamma sigma2 + "                                \
    "6 L gamma/T sum_{t=0..T-1} E[p_t] + 3/T sum_{t=0..T-1} E[q_t] if L gamma <= 1/3"

const cas_claim cas_claim_theorem_4_printed = {
    CAS_CHAIN_DESCENT_CLAIM("thm:4", "printed"),
    .formula = THEOREM_4,
    .data = &printed,
    .witnesses = (const char *const[]){"theorem-4-fixed-point.json", NULL},
    .note = "A constant forward perturbation holds the iteration at w = -d, where the "
            "gradient is sin(d/s); printed (33) has s^-4 instead of s^-2 there.",
    .erratum =
        &(const cas_erratum){
            .rank = 2,
            .where = "Theorems 4 and 5",
            .wrong = "They inherit (33): a constant delta holds the iteration where the "
                     "gradient exceeds the bound.",
            .right = "Both with (33) as corrected, and mu <= L_{grad l} in Theorem 5. No "
                     "rate changes.",
        },
};

const cas_claim cas_claim_theorem_4_repaired = {
    CAS_CHAIN_DESCENT_CLAIM("thm:4", "repaired"),
    .formula = THEOREM_4,
    .data = &repaired,
    .note = CONDITIONAL,
    .given = CAS_NAMES("thm:3", "eq:37 repaired"),
    .prose = "thm:3 and eq:37, put together",
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/chain_instance.h"
#include "claim/process_instance.h"

/*: \section{Theorem 2: the bias of the gradient}

\emph{Paper.} Under Assumption 3, (23) holds with the constants (33). These are, in the
formula below, $M_i = C^b_{\delta_i}$, $D_i = \tilde C^b_{\delta_i}$, $R_i =
C^b_{\varepsilon_{i+1}}$, and $Y_i = C_{y_i}^2$ between (32) and (33). The conditional
means are read as those given $x$ and the perturbations that come before, $\mathcal P_i$
and $\mathcal Q_i$; given the sample and the paper's $\mathcal G_i$, which contains
$\tilde y_i$, nothing of $\delta_i$ is left to chance. The perturbations of a chain file
are independent of each other, and these means are the plain ones.

\emph{Why not.} As printed this is false, for two separate reasons:
\begin{itemize}
\item (33a) carries $L_{\nabla^2 f}$ where the derivation, (32), has $C_{\nabla^2 f}$.
  Stretching an operator, $f \mapsto s^2 f(\cdot/s)$ at constant curvature, sends
  $L_{\nabla^2 f}$ to 0 and keeps the bias of a perturbation with non-zero mean.
\item $C_{\nabla^2 f}$ bounds $\nabla^2_{21} f_i$ only, but (28) differentiates
  $\nabla_1 f_{i+1}$ with respect to $y$: that is $\nabla^2_{11} f_{i+1}$. An operator
  without weights has $\nabla^2_{21} f = 0$ and may be as curved as one likes.
\end{itemize}
One stored witness fails for the first reason alone, the one on a box for the second
alone, the others for both; all but the one on a box satisfy Assumption 3 on the whole of
$\mathbb{R}^n$. The random search finds its own.

\emph{The check.} Random chains with random independent perturbations of finitely many
values. All expectations are exact sums over all scenarios. */
const cas_claim cas_claim_theorem_2_printed = {
    CAS_CHAIN_CLAIM("thm:2", "printed"),
    .formula = "E|E[u~ - u given F]|^2 <= "
               "sum_{i=1..N-1} M_i E|E[delta_i given P_i]|^2 + "
               "sum_{i=1..N-1} D_i E|delta_i|^4 + "
               "sum_{i=1..N-1} R_i E|E[epsilon_{i+1} given Q_{i+1}]|^2 "
               "where S_j = sum_{k=0..j} (3 C^2)^k; "
               "M_i = 8 H^2 C_v^2 sum_{j=i..N-1} S_j (4 C^2)^{j-i}; "
               "Y_i = 8 K^2 L^2 C_v^2 sum_{j=i+1..N-1} S_j (4 C^2)^{j-i-1} + "
               "2 H^2 C_v^2 S_i; "
               "D_i = 8 sum_{j=i..N-1} Y_j (8 L_f^4)^{j-i}; "
               "R_i = 2 sum_{j=1..i} (3 C^2)^j",
    .witnesses = (const char *const[]){"theorem-2-hessian-in-33a.json",
                                       "theorem-2-both.json", "theorem-2-depth-3.json",
                                       "theorem-2-zero-mean-on-a-box.json",
                                       "a2-shifted-minimum.json", NULL},
    .note = "(33a) has L_{grad^2 f} where the derivation gives C_{grad^2 f}, and "
            "C_{grad^2 f} does not bound nabla^2_11 f.",
    .erratum =
        &(const cas_erratum){
            .rank = 1,
            .where = "Theorem 2, (33)",
            .wrong =
                "L_{grad^2 f} in (33a) stands for C_{grad^2 f}, and C_{grad^2 f}, a "
                "bound of the mixed derivative, is used for the second derivative by y.",
            .right = "C_{grad^2 f} in (33a), and L_{grad f} in place of C_{grad^2 f} "
                     "throughout (33); means given x and the earlier perturbations.",
        },
};

/*: \emph{Repaired.} $C_{\nabla^2 f}$ in (33a), and throughout (33) in place of
$C_{\nabla^2 f}$ the smallest constant that the proof needs, $L_{\nabla f, y}$: a
Lipschitz constant of $\nabla_1 f$ and $\nabla_2 f$ where $y$ alone moves, which bounds
$\nabla^2_{11} f$ as well as $\nabla^2_{21} f$. It also takes the place of $L_{\nabla f}$
in (33), and the square of the conditional second moment that of the fourth moment. As
$L_{\nabla f, y} \le L_{\nabla f}$ and $\mathbb E(\mathbb E_t\|\delta_i\|^2)^2 \le
\mathbb E\|\delta_i\|^4$, this implies (33) with $L_{\nabla f}$ in place of
$C_{\nabla^2 f}$, the correction that needs no constant beyond those of Assumption 3. A
proof is given in \texttt{proofs/repaired\_theorem\_2.c}. The first repair alone is not
enough, as the mistake below shows that undoes the second: for $f_1 = w$, $f_2 = 1 - \cos
y$ and $\delta = 1/20$ the squared bias is more than six times its bound. */
#define REPAIRED(forward, backward)                                                      \
    "E|E[u~ - u given F]|^2 <= "                                                         \
    "sum_{i=1..N-1} M_i " forward " + "                                                  \
    "sum_{i=1..N-1} D_i E[E[|delta_i|^2 given F]^2] + "                                  \
    "sum_{i=1..N-1} R_i " backward " "                                                   \
    "where S_j = sum_{k=0..j} (3 C^2)^k; "                                               \
    "M_i = 8 L_y^2 C_v^2 sum_{j=i..N-1} S_j (4 C^2)^{j-i}; "                             \
    "Y_i = 8 L_y^4 C_v^2 sum_{j=i+1..N-1} S_j (4 C^2)^{j-i-1} + "                        \
    "2 H^2 C_v^2 S_i; "                                                                  \
    "D_i = 8 sum_{j=i..N-1} Y_j (8 L_f^4)^{j-i}; "                                       \
    "R_i = 2 sum_{j=1..i} (3 C^2)^j"
#define GIVEN_P "E|E[delta_i given P_i]|^2"
#define GIVEN_Q "E|E[epsilon_{i+1} given Q_{i+1}]|^2"

const cas_claim cas_claim_theorem_2_repaired = {
    CAS_CHAIN_CLAIM("thm:2", "repaired"),
    .formula = REPAIRED(GIVEN_P, GIVEN_Q),
    .mistakes =
        (const cas_mistake[]){
            {"E|E[u~ - u given F]|^2 <= "
             "sum_{i=1..N-1} M_i E|E[delta_i given P_i]|^2 + "
             "sum_{i=1..N-1} D_i E[E[|delta_i|^2 given F]^2] + "
             "sum_{i=1..N-1} R_i E|E[epsilon_{i+1} given Q_{i+1}]|^2 "
             "where S_j = sum_{k=0..j} (3 C^2)^k; "
             "M_i = 8 K^2 C_v^2 sum_{j=i..N-1} S_j (4 C^2)^{j-i}; "
             "Y_i = 8 K^2 L_y^2 C_v^2 sum_{j=i+1..N-1} S_j (4 C^2)^{j-i-1} + "
             "2 H^2 C_v^2 S_i; "
             "D_i = 8 sum_{j=i..N-1} Y_j (8 L_f^4)^{j-i}; "
             "R_i = 2 sum_{j=1..i} (3 C^2)^j",
             "C_{grad^2 f} kept: the second repair undone"},
            {0},
        },
    .note = "Three repairs: C_{grad^2 f} in (33a); L_{grad f} in its place; and the "
            "conditional means are given the past, the sample and the perturbations "
            "before, P_i and Q_i: the paper's G_i contains y~_i, and neither contains x.",
    .given = CAS_NAMES("thm:2/repair-2 repaired", "thm:2/repair-3 repaired",
                       "thm:2/repair-6 repaired", "thm:2/repair-8 repaired",
                       "thm:2/repair-9 repaired"),
    .prose = "thm:2/repair-1 to thm:2/repair-9, put together",
};

/*: \emph{The third repair} shows where perturbations depend on each other and on the
sample, as the instances here do: $\mathcal P_i$ and $\mathcal Q_i$ stand in the formula,
and neither the paper's $\mathcal H_i$ nor plain means can take their place. With $f_1 =
xw$, $f_2 = y$, $x = \pm1$ and $\varepsilon_2 = -x$ the bias is $-1$; plain means are
$0$, and so is the one given $\mathcal H_2$ where $w = 0$ hides the sample. The sample is
not $\mathcal F$-measurable, as Theorem 3 needs it. */
const cas_claim cas_claim_theorem_2_conditional_repaired = {
    CAS_PROCESS_CLAIM("thm:2/conditional", "repaired"),
    .formula = REPAIRED(GIVEN_P, GIVEN_Q),
    .style = CAS_PROCESS_HIDDEN,
    .mistakes =
        (const cas_mistake[]){
            {REPAIRED(GIVEN_P, "E|E[epsilon_{i+1} given H_{i+1}]|^2"), "given H_i"},
            {REPAIRED("|E[delta_i]|^2", "|E[epsilon_{i+1}]|^2"), "plain means"},
            {0},
        },
    .note = "Theorem 2 repaired where delta and epsilon depend on what came before.",
    .given = CAS_NAMES("thm:2 repaired"),
    .prose = "thm:2, which is the same statement",
};

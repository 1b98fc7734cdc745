/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/chain_instance.h"

/*: \section{Theorem 1: the error of the gradient}

\emph{Paper.} Under Assumption 3, (13) holds with the constants (21). These are, in the
formula below, $D_i = C^e_{\delta_i}$ and $R_i = C^e_{\varepsilon_{i+1}}$; $C_v =
\max\{1, C^N\}$ as in Lemma 1.

\emph{Why.} The theorem is true, but the printed proof does not prove it: it loses a
factor 2 between (19) and (20), so that it ends with $2 C^e_{\varepsilon_{i+1}}$. Another
proof of (21) as printed is given line by line in \texttt{proofs/repaired\_theorem\_1.c}.

\emph{The check.} Random chains with random independent perturbations of finitely many
values. Both expectations are exact sums over all scenarios. */
const cas_claim cas_claim_theorem_1_printed = {
    CAS_CHAIN_CLAIM("thm:1", "printed"),
    .formula = "E|u~ - u|^2 <= sum_{i=1..N-1} D_i E|delta_i|^2 + "
               "sum_{i=1..N-1} R_i E|epsilon_{i+1}|^2 "
               "where S_j = sum_{k=0..j} (3 C^2)^k; "
               "D_i = 4 C_v^2 L^2 sum_{j=i..N-1} S_j (2 L_f^2)^{j-i}; "
               "R_i = sum_{j=1..i} (3 C^2)^j",
    .given = CAS_NAMES("thm:1/repair-3 repaired", "thm:1/repair-7 repaired",
                       "thm:1/repair-8 repaired"),
    .prose = "thm:1/repair-1 to thm:1/repair-8, put together",
};

/*: \emph{Sharp.} Let $d_k, e_j$ be the root mean squares of the perturbations and $l =
\min(C, L_f)$, which bounds $\|\nabla_1 f_i\|_{op}$. In each scenario, with $\|v_i\| \le
l^{N-i}$,
\begin{align*}
\|\tilde y_i - y_i\| &\le l\,\|\tilde y_{i-1} - y_{i-1}\| + \|\delta_i\|, &
\tilde y_0 &= y_0,\\
\|\tilde v_i - v_i\| &\le l\,\|\tilde v_{i+1} - v_{i+1}\| + L\,l^{N-1-i}
\|\tilde y_i - y_i\| + \|\varepsilon_{i+1}\|, & \tilde v_N &= v_N,\\
\|\tilde u_i - u_i\| &\le C\,\|\tilde v_i - v_i\| + L\,l^{N-i}
\|\tilde y_{i-1} - y_{i-1}\| .
\end{align*}
The right sides are linear with coefficients $\ge 0$, so that by Minkowski's inequality
the same holds of the root mean squares. Solved, they are at most $a_i$, $b_i$ and $C b_i
+ L\,l^{N-i} a_{i-1}$ of the formula below, and the squares of the last ones add up to the
bound: $\|M r\|^2$ with $r = (d_1, \dots, d_{N-1}, e_2, \dots, e_N)$ and the matrix $M$ of
\texttt{proofs/sharp\_theorem\_1.c}, where the lines of this proof are tested one by one.
In row $i$ the coefficient of $d_k$ is $L\,l^{N-i}\,l^{i-1-k}$, if $k < i$, plus $C$ times
the sum of $l^{j-i}\,L\,l^{N-1-j}\,l^{j-k}$ over $j \ge \max(i, k)$; that of $e_{j+1}$ is
$C\,l^{j-i}$ for $j \ge i$: these are the entries of $M$. */
const cas_claim cas_claim_theorem_1_sharp = {
    CAS_CHAIN_CLAIM("thm:1", "sharp"),
    .formula = "E|u~ - u|^2 <= sum_{i=1..N} (C b_i + L l^{N-i} a_{i-1})^2 "
               "where l = min(C, L_f); "
               "d_k = sqrt(E|delta_k|^2); e_j = sqrt(E|epsilon_j|^2); "
               "a_i = sum_{k=1..i} l^{i-k} d_k; "
               "b_i = sum_{j=i..N-1} l^{j-i} (L l^{N-1-j} a_j + e_{j+1})",
    .given = CAS_NAMES("thm:1/sharp-5 sharp"),
    .prose = "the squares of thm:1/sharp-5, added up",
    .readings = CAS_NAMES("L-jointly"),
    .note =
        "Attained for epsilon alone. For delta it is attained only where the Jacobians "
        "have constants of their own; one L for both leaves less: at N = 2 "
        "max(C^2, 1/2) L^2 d^2 for (C^2 + 1) L^2 d^2.",
};

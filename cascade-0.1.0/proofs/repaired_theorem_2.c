/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"
#include "proofs/notation.h"

/*: \section{Theorem 2 with the constants of (33): a proof}

Three repairs make Theorem 2 true: the conditional means are $p_k$ and $q_j$ of the
telescoping proof, (33a) carries $C_{\nabla^2 f}^2$, and $C_{\nabla^2 f}$ bounds
$\nabla^2_{11} f$ as well as $\nabla^2_{21} f$. With these, (33) dominates the sharper
bound. Notation as there: $h = L_{\nabla f, y}$, which stands below for $C_{\nabla^2 f}$,
and in (33) for $L_{\nabla f}$ as well; $S_j = \sum_{m=0}^j (3C^2)^m$, $T_j = S_j - 1$,
$d_j$ is $C_{y_j}^2$ of (33), and
\[ \rho_k = (\mathbb E\|p_k\|^2)^{1/2}, \quad
   D_k = (\mathbb E(\mathbb E[\|\delta_k\|^2 \mid \mathcal F])^2)^{1/2}, \quad
   \theta_j = (\mathbb E\|q_j\|^2)^{1/2}, \]
\[ X_j = \sum_{k\le j} l^{2(j-k)}D_k, \quad Z_j = h\sum_{m<j} l^{j-1-m}X_m, \quad
   e_i = C\sum_{j\ge i} l^{j-i}\theta_{j+1} . \]
In the sharper bound $\rho_k$ has the weight $\Lambda_{i,k}$ and $D_k$ the weight
$\tfrac12\Gamma_{i,k}$, where $\Lambda_{i,k} = C\,l^{k-i}\mu_k$ and
$\Gamma_{i,k} = C\,l^{k-i}\nu_k$ for $k \ge i$;
$\alpha_i = \sum_k \Lambda_{i,k}\rho_k$ and $R_i = \sum_k \Gamma_{i,k}D_k$. */
#define NOTATION                                                                         \
    CAS_TELESCOPING_NOTATION                                                             \
    "; S_j = sum_{m=0..j} (3 C^2)^m; T_j = sum_{m=1..j} (3 C^2)^m; "                     \
    "d_j = 8 C_v^2 h^4 sum_{m=j+1..N-1} S_m (4 C^2)^(m-j-1) + 2 C_v^2 H^2 S_j; "         \
    "rho_k = sqrt(E|p_k|^2); D_k = sqrt(E[E[|delta_k|^2 given F]^2]); "                  \
    "theta_j = sqrt(E|q_j|^2); "                                                         \
    "X_j = sum_{k=1..j} l^(2 (j-k)) D_k; Z_j = h sum_{m=1..j-1} l^(j-1-m) X_m; "         \
    "e_i = C sum_{j=i..N-1} l^(j-i) theta_{j+1}; "                                       \
    "alpha_i = sum_{k=1..i-1} Lambda_{i,k} rho_k + "                                     \
    "sum_{k=i..N-1} C l^(k-i) mu_k rho_k; "                                              \
    "R_i = sum_{k=1..i-1} Gamma_{i,k} D_k + sum_{k=i..N-1} C l^(k-i) nu_k D_k; "         \
    "r_k = sqrt(E|delta_k|^2); W_j = sum_{k=1..j} l^(j-k) r_k; "                         \
    "beta_i = sum_{k=1..i-1} Lambda_{i,k} r_k + sum_{k=i..N-1} C l^(k-i) mu_k r_k"

/*: \paragraph{Line 1.} Minkowski's inequality in $L^2$ applied to the sharper bound, and
Jensen's inequality for the means of $\|p_k\|$ and $\|q_j\|$. The sharper bound holds
given $(\mathcal F, x)$; where $x$ is not $\mathcal F$-measurable it holds given
$\mathcal F$, too, since $\|\mathbb E[z \mid \mathcal F]\| \le
\mathbb E\bigl[\|\mathbb E[z \mid \mathcal F, x]\| \mid \mathcal F\bigr]$. */
const cas_claim cas_claim_theorem_2_repair_1 = {
    CAS_PROCESS_CLAIM("thm:2/repair-1", "repaired"),
    .formula = "sqrt(E|E[u~_i - u_i given F]|^2) <= alpha_i + 1/2 R_i + e_i "
               "for i = 1..N",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:2 sharp"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 2.} Line 1 squared with $(x + y + z)^2 \le 4x^2 + \tfrac83y^2 +
\tfrac83z^2$, since $\tfrac14 + \tfrac38 + \tfrac38 = 1$ (\texttt{eq:15/young}). */
const cas_claim cas_claim_theorem_2_repair_2 = {
    CAS_PROCESS_CLAIM("thm:2/repair-2", "repaired"),
    .formula = "E|E[u~ - u given F]|^2 <= 8/3 sum_{i=1..N} alpha_i^2 + "
               "2/3 sum_{i=1..N} R_i^2 + 4 sum_{i=1..N} e_i^2",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:2/repair-1 repaired"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 3.} The last term becomes the printed part of $\varepsilon$. By (a) of
the proof of Theorem 1, for $x_j \ge 0$, $\sum_i \bigl(C\sum_{j\ge i} l^{j-i}x_j\bigr)^2
\le \tfrac12\sum_j T_jx_j^2$. */
const cas_claim cas_claim_theorem_2_repair_3 = {
    CAS_PROCESS_CLAIM("thm:2/repair-3", "repaired"),
    .formula = "8/3 sum_{i=1..N} alpha_i^2 + 2/3 sum_{i=1..N} R_i^2 + "
               "4 sum_{i=1..N} e_i^2 <= "
               "8/3 sum_{i=1..N} alpha_i^2 + 2/3 sum_{i=1..N} R_i^2 + "
               "2 sum_{j=1..N-1} T_j E|q_{j+1}|^2",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 4.} $\sum_k \Lambda_{i,k}r_k$ for any numbers $r_k \ge 0$, with
$W_j = \sum_{k \le j} l^{j-k} r_k$: an identity, as $\mu_k = h\,l^{N-1-k}\sum_{j=k}^{N-1}
l^{j-k}$, so that $\Lambda$ is the matrix $M^\delta$ of sharp Theorem 1 with $h$ for $L$.
Lines 4 and 5 are tested for $r_k = (\mathbb E\|\delta_k\|^2)^{1/2}$. */
const cas_claim cas_claim_theorem_2_repair_4 = {
    CAS_PROCESS_CLAIM("thm:2/repair-4", "repaired"),
    .formula = "beta_i = h V_i W_{i-1} + C sum_{j=i..N-1} l^(j-i) h V_{j+1} W_j "
               "for i = 1..N",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 5.} From $(x + y)^2 \le 2x^2 + 2y^2$ and (a). */
const cas_claim cas_claim_theorem_2_repair_5 = {
    CAS_PROCESS_CLAIM("thm:2/repair-5", "repaired"),
    .formula = "sum_{i=1..N} beta_i^2 <= "
               "sum_{j=1..N-1} h^2 V_{j+1}^2 (2 + T_j) W_j^2",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_CURVED,
    .given = CAS_NAMES("thm:2/repair-4 repaired"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 6.} The right side is the repaired (33a). In line 5,
$V_{j+1} \le C_v$, $2 + T_j \le 2S_j$, and
$W_j^2 \le \tfrac43\sum_{k\le j} (4C^2)^{j-k}r_k^2$ by Cauchy's inequality with the
weights $4^{-m}$; $\tfrac83 \cdot 2 \cdot \tfrac43 = \tfrac{64}9 \le 8$. */
const cas_claim cas_claim_theorem_2_repair_6 = {
    CAS_PROCESS_CLAIM("thm:2/repair-6", "repaired"),
    .formula = "8/3 sum_{i=1..N} alpha_i^2 <= 8 h^2 C_v^2 "
               "sum_{k=1..N-1} (sum_{j=k..N-1} S_j (4 C^2)^(j-k)) rho_k^2",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_CURVED,
    .given = CAS_NAMES("thm:2/repair-5 repaired"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 7.} Unroll $\nu_k$; with $Z_i = lZ_{i-1} + hX_{i-1}$ the definition of
$\Gamma$ gives
\[ R_i = V_i(HX_{i-1} + hZ_{i-1}) + 2hl\,\mu_iX_{i-1} + C\,\mu_iZ_i
   + C\sum_{j\ge i} l^{j-i}(HV_{j+1} + 3hl\,\mu_{j+1})X_j . \]
Now $\mu_i = h\sum_{m\ge i} l^{2(m-i)}V_{m+1}$, $Z_m \ge l^{m-i}Z_i$ and $Z_m \ge
h\,l^{m-i}X_{i-1}$ for $m \ge i$, and $h\sum_{j=i}^{m-1} l^{m-1-j}X_j \le Z_m$. Of
$C\sum_{m\ge i} l^{m-i}V_{m+1}hZ_m$, the term $C\,\mu_iZ_i$ is at most once,
$2hl\,\mu_iX_{i-1}$ at most twice (as $l \le C$), and
$C\sum_j l^{j-i}3hl\,\mu_{j+1}X_j$ at most three times. */
const cas_claim cas_claim_theorem_2_repair_7 = {
    CAS_PROCESS_CLAIM("thm:2/repair-7", "repaired"),
    .formula = "R_i <= V_i (H X_{i-1} + h Z_{i-1}) + "
               "C sum_{j=i..N-1} l^(j-i) V_{j+1} (H X_j + 6 h Z_j) for i = 1..N",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 8.} Square line 7 with $(x + y)^2 \le 2x^2 + 2y^2$, use (a) and $V \le
C_v$: the left side is at most $\tfrac23C_v^2\sum_j [2(HX_j + hZ_j)^2 + T_j(HX_j +
6hZ_j)^2]$. Then $(x + 6y)^2 \le 5x^2 + 45y^2$ and $(x + y)^2 \le 2x^2 + 2y^2$; $\tfrac23
\cdot 4 \le \tfrac{10}3$, and $\tfrac23 \cdot 5 = \tfrac{10}3$, $\tfrac23 \cdot 45 = 30$.
*/
const cas_claim cas_claim_theorem_2_repair_8 = {
    CAS_PROCESS_CLAIM("thm:2/repair-8", "repaired"),
    .formula = "2/3 sum_{i=1..N} R_i^2 <= "
               "C_v^2 sum_{j=1..N-1} S_j (10/3 H^2 X_j^2 + 30 h^2 Z_j^2)",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_CURVED,
    .given = CAS_NAMES("thm:2/repair-7 repaired"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 9.} The right side is the part of (33) with the fourth moments, where
$D_k^2 \le \mathbb E\|\delta_k\|^4$ is enough. By Cauchy's inequality with the weights
$8^{-m}$, whose sum is $\tfrac87$, it is at least $7\sum_j d_jX_j^2$. Its part with $H$ is
$14C_v^2\sum_j S_jH^2X_j^2$. Its other part is $7 \cdot 8h^4C_v^2\sum_m S_m\sum_{j<m}
(4C^2)^{m-1-j}X_j^2 \ge 7 \cdot 8 \cdot \tfrac34\,h^2C_v^2\sum_m S_mZ_m^2$, by the weights
$4^{-m}$. Finally $14 \ge \tfrac{10}3$ and $42 \ge 30$. With lines 2, 3 and 6 this proves
Theorem 2, repaired. $\square$ */
const cas_claim cas_claim_theorem_2_repair_9 = {
    CAS_PROCESS_CLAIM("thm:2/repair-9", "repaired"),
    .formula = "C_v^2 sum_{j=1..N-1} S_j (10/3 H^2 X_j^2 + 30 h^2 Z_j^2) <= "
               "8 sum_{k=1..N-1} (sum_{j=k..N-1} d_j (8 L_f^4)^(j-k)) D_k^2",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

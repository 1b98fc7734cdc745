/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

/*: \section{Theorem 1 with the printed constants: a proof}

The step from (19) to (20) loses a factor 2 in front of the sum over $\varepsilon$, so
that the paper does not prove (21). The theorem is true all the same; here is a proof. Put
\begin{gather*}
V_i = C^{N-i}, \qquad l = \min(C, L_f), \qquad
\alpha_j = \sum_{k=1}^{j} l^{j-k}\|\delta_k\|, \qquad
T_j = \sum_{k=1}^{j} (3C^2)^k, \qquad S_j = 1 + T_j,\\
D_i = L V_i\,\alpha_{i-1} + C \sum_{j=i}^{N-1} l^{j-i} L V_{j+1}\,\alpha_j, \qquad
R_i = C \sum_{j=i}^{N-1} l^{j-i}\|\varepsilon_{j+1}\|.
\end{gather*}
By (12), $\|v_i\| \le V_i$. Lines 1 to 7 hold in each scenario; expectations come last. In
the prose, $a_i = \tilde y_i - y_i$ and $b_i = \tilde v_i - v_i$. */
#define NOTATION                                                                         \
    "l = min(C, L_f); V_i = C^{N-i}; "                                                   \
    "S_j = sum_{k=0..j} (3 C^2)^k; T_j = sum_{k=1..j} (3 C^2)^k; "                       \
    "alpha_j = sum_{k=1..j} l^{j-k} |delta_k|; "                                         \
    "D_i = L V_i alpha_{i-1} + C sum_{j=i..N-1} l^{j-i} L V_{j+1} alpha_j; "             \
    "R_i = C sum_{j=i..N-1} l^{j-i} |epsilon_{j+1}|"

/*: \paragraph{Line 1.} From (4a), (5a), $\|a_j\| \le \|f_j(\tilde y_{j-1}) -
f_j(y_{j-1})\| + \|\delta_j\| \le l\|a_{j-1}\| + \|\delta_j\|$ with $a_0 = 0$: both $C$
and $L_f$ bound $\|\nabla_1 f_j\|_{op}$. Equality for linear $f_j$ of slope $l$ and
$\delta_k$ of one sign. */
const cas_claim cas_claim_theorem_1_repair_1 = {
    CAS_PROCESS_CLAIM("thm:1/repair-1", "repaired"),
    .formula = "|y~_j - y_j| <= alpha_j for j = 1..N-1",
    .notation = NOTATION,
    .style = CAS_PROCESS_LINEAR,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 2.} $\tilde u_i - u_i = \tilde B_i^\top b_i + (\tilde B_i - B_i)^\top
v_i$ and $b_i = \tilde A_{i+1}^\top b_{i+1} + (\tilde A_{i+1} - A_{i+1})^\top v_{i+1} +
\varepsilon_{i+1}$, so that $\|\tilde u_i - u_i\| \le C\|b_i\| + L V_i\|a_{i-1}\|$ and
$\|b_i\| \le l\|b_{i+1}\| + L V_{i+1}\|a_i\| + \|\varepsilon_{i+1}\|$; unroll the latter
down to $b_N = 0$ and use line 1. */
const cas_claim cas_claim_theorem_1_repair_2 = {
    CAS_PROCESS_CLAIM("thm:1/repair-2", "repaired"),
    .formula = "|u~_i - u_i| <= D_i + R_i for i = 1..N",
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:1/repair-1 repaired"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 3.} The right side is the printed $\varepsilon$-part. By Cauchy's
inequality with the weights $3^{-m}$, for numbers $x_j \ge 0$,
\[ \Bigl(C\sum_{j\ge i} l^{j-i} x_j\Bigr)^2 \le \Bigl(\sum_{m\ge1} 3^{-m}\Bigr)
   \sum_{j\ge i} 3^{j-i+1} C^2 l^{2(j-i)} x_j^2
   \le \tfrac12 \sum_{j\ge i} (3C^2)^{j-i+1} x_j^2,
   \tag{a} \]
and the sum over $i \le j$ of $(3C^2)^{j-i+1}$ is $T_j$. */
const cas_claim cas_claim_theorem_1_repair_3 = {
    CAS_PROCESS_CLAIM("thm:1/repair-3", "repaired"),
    .formula = "2 sum_{i=1..N} R_i^2 <= sum_{j=1..N-1} T_j |epsilon_{j+1}|^2",
    .notation = NOTATION,
    .style = CAS_PROCESS_LINEAR,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 4.} Let $\frac1s + \frac1t = 1$, here $s = t = 2$. Split $(p + q)^2
\le t p^2 + s q^2$ in the rows $i < N$, and use (a) for $x_j = L V_{j+1}\alpha_j$: this
gives
\[ \sum_{i=1}^N D_i^2 \le L^2 \sum_{j=1}^{N-1} V_{j+1}^2 \Bigl[\theta_j +
   \frac s2 T_j\Bigr]\alpha_j^2, \qquad \theta_j = t \text{ for } j \le N-2, \quad
   \theta_{N-1} = 1. \]
Row $N$ has no second summand, and its square is $L^2 V_N^2 \alpha_{N-1}^2$, $V_N = 1$:
this is where $\theta_{N-1} = 1$ comes from. With $\theta_{N-1} = t$ the line would still
be true, but line 7 would not follow: for small $C$ there is no room for $t$ at $j =
N - 1$. */
const cas_claim cas_claim_theorem_1_repair_4 = {
    CAS_PROCESS_CLAIM("thm:1/repair-4", "repaired"),
    .formula = "sum_{i=1..N} D_i^2 <= L^2 alpha_{N-1}^2 + "
               "2 L^2 sum_{j=1..N-2} V_{j+1}^2 alpha_j^2 + "
               "L^2 sum_{j=1..N-1} V_{j+1}^2 T_j alpha_j^2",
    .notation = NOTATION,
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 5.} The same with $s = \frac32$, $t = 3$. */
const cas_claim cas_claim_theorem_1_repair_5 = {
    CAS_PROCESS_CLAIM("thm:1/repair-5", "repaired"),
    .formula = "sum_{i=1..N} D_i^2 <= L^2 alpha_{N-1}^2 + "
               "3 L^2 sum_{j=1..N-2} V_{j+1}^2 alpha_j^2 + "
               "3/4 L^2 sum_{j=1..N-1} V_{j+1}^2 T_j alpha_j^2",
    .notation = NOTATION,
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 6.} Cauchy's inequality with the weights $2^{-m}$, $m = 0, \dots,
j-1$, whose sum is $2(1 - 2^{-j})$. Equality where $l^{j-k}\|\delta_k\|$ is proportional
to $2^{-(j-k)}$; for $j = 1$ always. */
const cas_claim cas_claim_theorem_1_repair_6 = {
    CAS_PROCESS_CLAIM("thm:1/repair-6", "repaired"),
    .formula = "alpha_j^2 <= 2 (1 - (1/2)^j) sum_{k=1..j} (2 l^2)^{j-k} |delta_k|^2 "
               "for j = 1..N-1",
    .notation = NOTATION,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 7.} The right side is the printed $\delta$-part. By lines 4 to 6 it
suffices that for each $C$ there are $s$ and $t$ with
\[ (1 - 2^{-j})\,V_{j+1}^2 \Bigl[\theta_j + \frac s2 T_j\Bigr] \le C_v^2(1 + T_j), \qquad
   1 \le j \le N-1. \tag{b} \]
\emph{Case $C^2 < \frac12$, $s = t = 2$.} For $j = N-1$, $V_N = 1$ and the bracket is $1 +
T_j$. For $j \le N-2$, $V_{j+1}^2 \le \frac12$, and $\frac12(2 + T_j) \le 1 + T_j$.
\emph{Case $C^2 \ge \frac12$, $s = \frac32$, $t = 3$.} $V_{j+1} \le C_v$, and $T_j \ge
\sum_{k\le j} (\frac32)^k$. Now $(1 - 2^{-j})(3 + \frac34T_j) \le 1 + T_j$ means $T_1 \ge
\frac45$ (there is $\frac32$), $T_2 \ge \frac{20}7$ (there is $\frac{15}4$), $T_3 \ge
\frac{52}{11}$ (there is $\frac{57}8$), and $T_j \ge 8$ suffices for $j \ge 4$ (there is
more than 12). The certificate \texttt{thm:1/coefficients} checks the polynomials of both
cases. */
const cas_claim cas_claim_theorem_1_repair_7 = {
    CAS_PROCESS_CLAIM("thm:1/repair-7", "repaired"),
    .formula =
        "2 sum_{i=1..N} D_i^2 <= "
        "4 C_v^2 L^2 sum_{k=1..N-1} (sum_{j=k..N-1} S_j (2 L_f^2)^{j-k}) |delta_k|^2",
    .notation = NOTATION,
    .style = CAS_PROCESS_CURVED,
    .given = CAS_NAMES("thm:1/repair-4 repaired", "thm:1/repair-5 repaired",
                       "thm:1/repair-6 repaired", "thm:1/coefficients repaired"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 8.} Line 2 and $(p + q)^2 \le 2p^2 + 2q^2$. With lines 3 and 7 the
right side is at most that of (13) with the coefficients (21), which proves Theorem 1.
$\square$ */
const cas_claim cas_claim_theorem_1_repair_8 = {
    CAS_PROCESS_CLAIM("thm:1/repair-8", "repaired"),
    .formula = "E|u~ - u|^2 <= 2 sum_{i=1..N} E[D_i^2] + 2 sum_{i=1..N} E[R_i^2]",
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:1/repair-2 repaired"),
    .prose = CAS_PROOF_ABOVE,
};

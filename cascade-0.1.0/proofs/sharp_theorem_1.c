/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

/*: \section{Theorem 1, sharp: a proof}

Nothing is squared before the end, and $\|v_i\| \le l^{N-i}$ with $l = \min(C, L_f)$ takes
the place of $\|v_i\| \le C_v$. The result is a matrix $M \ge 0$ with
\[ \bigl(\mathbb E\|\tilde u_i - u_i\|^2\bigr)^{1/2} \le (M r)_i, \quad
   r = (d_1, \dots, d_{N-1}, e_2, \dots, e_N), \;
   d_k = \bigl(\mathbb E\|\delta_k\|^2\bigr)^{1/2}, \;
   e_j = \bigl(\mathbb E\|\varepsilon_j\|^2\bigr)^{1/2} . \]
Hence coefficients $c > 0$ are valid in an inequality of the form (13) if
$\lambda_{\max}(c^{-1/2} M^\top M c^{-1/2}) \le 1$. It is sharp among the bounds that use
$C$, $l$ and Lipschitz constants in $y$ of $\nabla_1 f$ and $\nabla_2 f$ separately; a
constant for the full array of second derivatives, as here, costs a constant factor.

The entry of $M$ in row $i$ for $d_k$ is
\[ M_{ik} = L\Bigl(l^{N-1-k} + C \sum_{j=i}^{N-1} l^{N-1-i+j-k}\Bigr) \text{ for } k < i,
   \qquad U_{ik} = L\,C \sum_{j=k}^{N-1} l^{N-1-i+j-k} \text{ for } k \ge i, \]
and that for $e_{j+1}$ is $C\,l^{j-i}$ for $j \ge i$ and else 0. In the prose, $a_i =
\tilde y_i - y_i$ and $b_i = \tilde v_i - v_i$. */
#define NOTATION                                                                         \
    "l = min(C, L_f); "                                                                  \
    "M_{i,k} = L (l^{N-1-k} + C sum_{j=i..N-1} l^{N-1-i+j-k}); "                         \
    "U_{i,k} = L C sum_{j=k..N-1} l^{N-1-i+j-k}; "                                       \
    "d_k = sqrt(E|delta_k|^2); e_j = sqrt(E|epsilon_j|^2)"

/*: \paragraph{Line 1.} (4a) and (5a), since $C$ and $L_f$ both bound $\|\nabla_1
f_i\|_{op}$; $a_0 = 0$. */
const cas_claim cas_claim_theorem_1_sharp_1 = {
    CAS_PROCESS_CLAIM("thm:1/sharp-1", "sharp"),
    .formula = "|y~_i - y_i| <= l |y~_{i-1} - y_{i-1}| + |delta_i| for i = 1..N-1",
    .notation = NOTATION,
    .style = CAS_PROCESS_LINEAR,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 2.} $b_i = \tilde A_{i+1}^\top b_{i+1} + (\tilde A_{i+1} -
A_{i+1})^\top v_{i+1} + \varepsilon_{i+1}$ and $\|v_{i+1}\| \le l^{N-i-1}$; $b_N = 0$. */
const cas_claim cas_claim_theorem_1_sharp_2 = {
    CAS_PROCESS_CLAIM("thm:1/sharp-2", "sharp"),
    .formula = "|v~_i - v_i| <= l |v~_{i+1} - v_{i+1}| + "
               "L l^{N-i-1} |y~_i - y_i| + |epsilon_{i+1}| for i = 1..N-1",
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 3.} $\tilde u_i - u_i = \tilde B_i^\top b_i + (\tilde B_i -
B_i)^\top v_i$. */
const cas_claim cas_claim_theorem_1_sharp_3 = {
    CAS_PROCESS_CLAIM("thm:1/sharp-3", "sharp"),
    .formula = "|u~_i - u_i| <= C |v~_i - v_i| + L l^{N-i} |y~_{i-1} - y_{i-1}| "
               "for i = 1..N",
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 4.} Line 1 gives $\|a_j\| \le \sum_{k\le j} l^{j-k}\|\delta_k\|$;
line 2, unrolled, $\|b_i\| \le \sum_{j=i}^{N-1} l^{j-i}(L\,l^{N-j-1}\|a_j\| +
\|\varepsilon_{j+1}\|)$. The powers of $l$ in front of $\|a_j\|$ are $l^{N-1-i}$ for every
$j$, those in line 3 are $l^{N-i}\,l^{i-1-k} = l^{N-1-k}$, and $\delta_k$ is in
$\|a_j\|$ for $j \ge \max(i, k)$. */
const cas_claim cas_claim_theorem_1_sharp_4 = {
    CAS_PROCESS_CLAIM("thm:1/sharp-4", "sharp"),
    .formula = "|u~_i - u_i| <= sum_{k=1..i-1} M_{i,k} |delta_k| + "
               "sum_{k=i..N-1} U_{i,k} |delta_k| + "
               "C sum_{j=i..N-1} l^{j-i} |epsilon_{j+1}| for i = 1..N",
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
    .given =
        CAS_NAMES("thm:1/sharp-1 sharp", "thm:1/sharp-2 sharp", "thm:1/sharp-3 sharp"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 5.} Minkowski's inequality in $L^2$, applied to line 4. Squared and
summed over $i$, this is Theorem 1, sharp: $\mathbb E\|\tilde{\mathbf u} - \mathbf u\|^2
\le \|M r\|^2$. $\square$ */
const cas_claim cas_claim_theorem_1_sharp_5 = {
    CAS_PROCESS_CLAIM("thm:1/sharp-5", "sharp"),
    .formula = "sqrt(E|u~_i - u_i|^2) <= sum_{k=1..i-1} M_{i,k} d_k + "
               "sum_{k=i..N-1} U_{i,k} d_k + C sum_{j=i..N-1} l^{j-i} e_{j+1} "
               "for i = 1..N",
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:1/sharp-4 sharp"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Closed forms.} $\|M r\|^2$ is at most a sum of the form (13): $(p + q)^2
\le 2p^2 + 2q^2$, and Cauchy's inequality over the $N-1$ columns for $d_k$ and over the
$N-i$ entries for $e_{j+1}$ of row $i$ that are not 0. */
const cas_claim cas_claim_theorem_1_sharp_6 = {
    CAS_PROCESS_CLAIM("thm:1/sharp-6", "sharp"),
    .formula =
        "sum_{i=1..N} (sum_{k=1..i-1} M_{i,k} d_k + sum_{k=i..N-1} U_{i,k} d_k + "
        "C sum_{j=i..N-1} l^{j-i} e_{j+1})^2 <= "
        "2 (N - 1) sum_{i=1..N} (sum_{k=1..i-1} M_{i,k}^2 E|delta_k|^2 + "
        "sum_{k=i..N-1} U_{i,k}^2 E|delta_k|^2) + "
        "2 C^2 sum_{j=1..N-1} (sum_{i=1..j} (N - i) l^{2(j-i)}) E|epsilon_{j+1}|^2",
    .notation = NOTATION,
    .prose = CAS_PROOF_ABOVE,
};

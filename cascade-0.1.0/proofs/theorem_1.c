/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

/*: \section{The proof of Theorem 1}

The lines (14) to (20) in the paper's order. In the prose, $a_i = \tilde y_i - y_i$ and
$b_i = \tilde v_i - v_i$; $A_i, B_i$ are the Jacobians $\nabla_1 f_i, \nabla_2 f_i$ at
$y_{i-1}$, and $\tilde A_i, \tilde B_i$ those at $\tilde y_{i-1}$. The paper does not say
what $\tilde v_N$ is; (5) needs $\tilde v_N = 1$.

No conditional mean occurs in this proof, so that it does not matter how the paper's
filtrations are read. Two lines are wrong: (14) ends with the wrong constant, and (20)
loses a factor 2. */

/*: \paragraph{(14), first relation.} True: $\tilde v_N = v_N = 1$ and $d_N = 1$. */
const cas_claim cas_claim_eq_14_1_printed = {
    CAS_PROCESS_CLAIM("eq:14/1", "printed"),
    .formula = "E|u~_N - u_N|^2 = E|B~_N - B_N|^2",
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(14), second relation.} True by Assumption 3.3. With $f_N = s^2 \sin(y/s)
\sin(w/s)$ at $w = 0$ and small $a_{N-1}$ the ratio is near $1/2$, because the full array
of second derivatives contains $\partial_y \partial_w f$ twice. */
const cas_claim cas_claim_eq_14_2_printed = {
    CAS_PROCESS_CLAIM("eq:14/2", "printed"),
    .formula = "E|B~_N - B_N|^2 <= L^2 E|y~_{N-1} - y_{N-1}|^2",
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(14), third relation.} A misprint, $L_{\nabla^2 f}$ for $L_{\nabla f}$. The
two constants have different units: where all variables are stretched by $\lambda$,
$L_{\nabla f}$ goes with $1/\lambda$ and $L_{\nabla^2 f}$ with $1/\lambda^2$, so that any
wide and flat $f_N$ is a witness. The repaired line follows from $C_v^2 \ge 1$. */
const cas_claim cas_claim_eq_14_3_printed = {
    CAS_PROCESS_CLAIM("eq:14/3", "printed"),
    .formula = "L^2 E|y~_{N-1} - y_{N-1}|^2 <= 2 C_v^2 H^2 E|y~_{N-1} - y_{N-1}|^2",
    .style = CAS_PROCESS_CURVED,
    .note = "A misprint: L_{grad^2 f} stands where L_{grad f} is meant.",
    .witnesses = (const char *const[]){"proof-wide-sine.json", NULL},
};

const cas_claim cas_claim_eq_14_3_repaired = {
    CAS_PROCESS_CLAIM("eq:14/3", "repaired"),
    .formula = "L^2 E|y~_{N-1} - y_{N-1}|^2 <= 2 C_v^2 L^2 E|y~_{N-1} - y_{N-1}|^2",
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(15), first relation.} True: (4c) and (5c). */
const cas_claim cas_claim_eq_15_1_printed = {
    CAS_PROCESS_CLAIM("eq:15/1", "printed"),
    .formula = "E|u~_i - u_i|^2 = E|B~_i' v~_i - B_i' v_i|^2 for i = 1..N-1",
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(15), second relation.} True: $\tilde B_i^\top \tilde v_i - B_i^\top v_i =
\tilde B_i^\top b_i + (\tilde B_i - B_i)^\top v_i$ and $\|x + y\|^2 \le 2\|x\|^2 +
2\|y\|^2$; equality where the two summands are equal. */
const cas_claim cas_claim_eq_15_2_printed = {
    CAS_PROCESS_CLAIM("eq:15/2", "printed"),
    .formula = "E|B~_i' v~_i - B_i' v_i|^2 <= 2 E[|B~_i|_op^2 |v~_i - v_i|^2] + "
               "2 E[|B~_i - B_i|_op^2 |v_i|^2] for i = 1..N-1",
    .style = CAS_PROCESS_EXTREMAL,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(15), third relation.} True term by term: $\|\tilde B_i\|_{op} \le C$,
$\|v_i\| \le C_v$ and $\|\tilde B_i - B_i\|_{op} \le L_{\nabla f}\|a_{i-1}\|$. */
const cas_claim cas_claim_eq_15_3_printed = {
    CAS_PROCESS_CLAIM("eq:15/3", "printed"),
    .formula = "2 E[|B~_i|_op^2 |v~_i - v_i|^2] + 2 E[|B~_i - B_i|_op^2 |v_i|^2] <= "
               "2 C^2 E|v~_i - v_i|^2 + 2 C_v^2 L^2 E|y~_{i-1} - y_{i-1}|^2 "
               "for i = 1..N-1",
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(16), first relation.} True: it is what the norm of the stacked vector
means. */
const cas_claim cas_claim_eq_16_1_printed = {
    CAS_PROCESS_CLAIM("eq:16/1", "printed"),
    .formula = "E|u~ - u|^2 = sum_{i=1..N} E|u~_i - u_i|^2",
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(16), second relation.} True: (15) for $i < N$, where $a_0 = 0$, and (14)
repaired for $i = N$; there the factor could be 1 instead of 2. */
const cas_claim cas_claim_eq_16_2_printed = {
    CAS_PROCESS_CLAIM("eq:16/2", "printed"),
    .formula = "E|u~ - u|^2 <= 2 C^2 sum_{i=1..N-1} E|v~_i - v_i|^2 + "
               "2 C_v^2 L^2 sum_{i=1..N-1} E|y~_i - y_i|^2",
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("eq:14/2", "eq:14/3 repaired", "eq:15/2", "eq:15/3"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(17), first relation.} True: (4b) and (5b). */
const cas_claim cas_claim_eq_17_1_printed = {
    CAS_PROCESS_CLAIM("eq:17/1", "printed"),
    .formula = "E|v~_i - v_i|^2 = "
               "E|A~_{i+1}' v~_{i+1} - A_{i+1}' v_{i+1} + epsilon_{i+1}|^2 "
               "for i = 1..N-1",
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(17), second relation.} True: $b_i = \tilde A_{i+1}^\top b_{i+1} + (\tilde
A_{i+1} - A_{i+1})^\top v_{i+1} + \varepsilon_{i+1}$ and $\|x + y + z\|^2 \le 3(\|x\|^2 +
\|y\|^2 + \|z\|^2)$; equality where the three are equal, which needs $C_v = 1$. */
const cas_claim cas_claim_eq_17_2_printed = {
    CAS_PROCESS_CLAIM("eq:17/2", "printed"),
    .formula = "E|v~_i - v_i|^2 <= 3 C^2 E|v~_{i+1} - v_{i+1}|^2 + "
               "3 C_v^2 L^2 E|y~_i - y_i|^2 + 3 E|epsilon_{i+1}|^2 for i = 1..N-1",
    .style = CAS_PROCESS_EXTREMAL,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(17), third relation.} True: the second one unrolled down to $b_N = 0$. */
const cas_claim cas_claim_eq_17_3_printed = {
    CAS_PROCESS_CLAIM("eq:17/3", "printed"),
    .formula = "E|v~_i - v_i|^2 <= "
               "3 C_v^2 L^2 sum_{j=i..N-1} (3 C^2)^{j-i} E|y~_j - y_j|^2 + "
               "3 sum_{j=i..N-1} (3 C^2)^{j-i} E|epsilon_{j+1}|^2 for i = 1..N-1",
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("eq:17/2"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(18), first relation.} True: (4a) and (5a). */
const cas_claim cas_claim_eq_18_1_printed = {
    CAS_PROCESS_CLAIM("eq:18/1", "printed"),
    .formula = "E|y~_i - y_i|^2 = E|f_i(y~_{i-1}) - f_i(y_{i-1}) + delta_i|^2 "
               "for i = 1..N-1",
    .style = CAS_PROCESS_LINEAR,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(18), second relation.} True; equality for linear $f_i$ of slope $L_f$ with
$\delta_i = f_i(\tilde y_{i-1}) - f_i(y_{i-1})$. */
const cas_claim cas_claim_eq_18_2_printed = {
    CAS_PROCESS_CLAIM("eq:18/2", "printed"),
    .formula = "E|y~_i - y_i|^2 <= 2 L_f^2 E|y~_{i-1} - y_{i-1}|^2 + 2 E|delta_i|^2 "
               "for i = 1..N-1",
    .style = CAS_PROCESS_LINEAR,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(18), third relation.} True: the second one unrolled down to $a_0 = 0$. The
largest ratio is $1 - 2^{-i}$: by Cauchy's inequality with the weights $2^{-m}$, $m = 0,
\dots, i - 1$, $(\sum_j x_j)^2 \le 2(1 - 2^{-i}) \sum_j 2^{i-j} x_j^2$. */
const cas_claim cas_claim_eq_18_3_printed = {
    CAS_PROCESS_CLAIM("eq:18/3", "printed"),
    .formula = "E|y~_i - y_i|^2 <= 2 sum_{j=1..i} (2 L_f^2)^{i-j} E|delta_j|^2 "
               "for i = 1..N-1",
    .style = CAS_PROCESS_LINEAR,
    .given = CAS_NAMES("eq:18/2"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(19), first relation.} True: (17) in (16). */
const cas_claim cas_claim_eq_19_1_printed = {
    CAS_PROCESS_CLAIM("eq:19/1", "printed"),
    .formula =
        "E|u~ - u|^2 <= "
        "6 C^2 C_v^2 L^2 sum_{i=1..N-1} sum_{j=i..N-1} (3 C^2)^{j-i} E|y~_j - y_j|^2 + "
        "2 C_v^2 L^2 sum_{i=1..N-1} E|y~_i - y_i|^2 + "
        "6 C^2 sum_{i=1..N-1} sum_{j=i..N-1} (3 C^2)^{j-i} E|epsilon_{j+1}|^2",
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("eq:16/2", "eq:17/3"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(19), second relation.} True: exchange the sums and use $6C^2
(3C^2)^{j-i} = 2(3C^2)^{j-i+1}$. */
const cas_claim cas_claim_eq_19_2_printed = {
    CAS_PROCESS_CLAIM("eq:19/2", "printed"),
    .formula =
        "6 C^2 C_v^2 L^2 sum_{i=1..N-1} sum_{j=i..N-1} (3 C^2)^{j-i} E|y~_j - y_j|^2 + "
        "2 C_v^2 L^2 sum_{i=1..N-1} E|y~_i - y_i|^2 + "
        "6 C^2 sum_{i=1..N-1} sum_{j=i..N-1} (3 C^2)^{j-i} E|epsilon_{j+1}|^2 = "
        "2 C_v^2 L^2 sum_{i=1..N-1} [sum_{j=0..i} (3 C^2)^j] E|y~_i - y_i|^2 + "
        "2 sum_{i=1..N-1} [sum_{j=1..i} (3 C^2)^j] E|epsilon_{i+1}|^2",
    .given = CAS_NAMES("eq:19/exact"),
    .prose =
        "the exchange of two sums, for every N; the polynomials are multiplied out in "
        "eq:19/exact",
};

/*: \paragraph{(20), the step.} ``Substituting (18) into (19) then gives'' the right side
of (20). It does not: the factor 2 of the backward part got lost, so that with $\delta =
0$ the left side is exactly twice the right one. Repaired with this factor, the two sides
are equal. That the display (20) is true all the same needs another argument: the lines
\texttt{thm:1/repair-1} to \texttt{thm:1/repair-8}. */
const cas_claim cas_claim_eq_20_step_printed = {
    CAS_PROCESS_CLAIM("eq:20/1", "printed"),
    .formula = "2 C_v^2 L^2 sum_{i=1..N-1} [sum_{j=0..i} (3 C^2)^j] "
               "2 sum_{j=1..i} (2 L_f^2)^{i-j} E|delta_j|^2 + "
               "2 sum_{i=1..N-1} [sum_{j=1..i} (3 C^2)^j] E|epsilon_{i+1}|^2 <= "
               "4 C_v^2 L^2 sum_{i=1..N-1} "
               "(sum_{j=i..N-1} [sum_{k=0..j} (3 C^2)^k] (2 L_f^2)^{j-i}) E|delta_i|^2 + "
               "sum_{i=1..N-1} [sum_{j=1..i} (3 C^2)^j] E|epsilon_{i+1}|^2",
    .note = "The factor 2 of the backward part is lost; the display itself, eq:20, is "
            "true.",
    .witnesses = (const char *const[]){"proof-linear.json", NULL},
    .erratum =
        &(const cas_erratum){
            .rank = 5,
            .where = "Proof of Theorem 1, (19) to (20)",
            .wrong =
                "A factor 2 of the backward part is lost: (21) is not what is proved.",
            .right = "The theorem holds with (21) as printed, by a finer split of the "
                     "squares.",
        },
};

const cas_claim cas_claim_eq_20_step_repaired = {
    CAS_PROCESS_CLAIM("eq:20/1", "repaired"),
    .formula = "2 C_v^2 L^2 sum_{i=1..N-1} [sum_{j=0..i} (3 C^2)^j] "
               "2 sum_{j=1..i} (2 L_f^2)^{i-j} E|delta_j|^2 + "
               "2 sum_{i=1..N-1} [sum_{j=1..i} (3 C^2)^j] E|epsilon_{i+1}|^2 = "
               "4 C_v^2 L^2 sum_{i=1..N-1} "
               "(sum_{j=i..N-1} [sum_{k=0..j} (3 C^2)^k] (2 L_f^2)^{j-i}) E|delta_i|^2 + "
               "2 sum_{i=1..N-1} [sum_{j=1..i} (3 C^2)^j] E|epsilon_{i+1}|^2",
    .given = CAS_NAMES("eq:20/exact repaired"),
    .prose =
        "the exchange of two sums, for every N; the polynomials are multiplied out in "
        "eq:20/exact",
};

/*: \paragraph{(20), the display.} True; with (21) it is Theorem 1. */
const cas_claim cas_claim_eq_20_printed = {
    CAS_PROCESS_CLAIM("eq:20", "printed"),
    .formula = "E|u~ - u|^2 <= 4 C_v^2 L^2 sum_{i=1..N-1} "
               "(sum_{j=i..N-1} [sum_{k=0..j} (3 C^2)^k] (2 L_f^2)^{j-i}) E|delta_i|^2 + "
               "sum_{i=1..N-1} [sum_{j=1..i} (3 C^2)^j] E|epsilon_{i+1}|^2",
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:1"),
    .prose = "thm:1 with (21) written out",
};

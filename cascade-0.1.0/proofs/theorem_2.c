/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

/*: \section{The proof of Theorem 2: the result, (31) to (33)}

$S_j$ and $T_j$ as before, $R_i = \sum_{j=i}^{N-1} S_j (4C^2)^{j-i}$, and $c_j$ is
$C_{y_j}^2$ as it is defined after (32); $d_j$ is the same with $L_{\nabla f}$ for
$C_{\nabla^2 f}$.

\emph{Brackets.} From (31) on the paper writes $\mathbb E_t[\tilde{\mathbf u}] -
\mathbf u$ and $\mathbb E_t^{\mathcal G_i}[\tilde y_i] - y_i$; to the letter $\mathbf u$
and $y_i$ stand outside the means. Where $x \notin \mathcal F$ these are other quantities
(without any perturbation the left side of (31) is then the variance of $\mathbf u$, and
the right side that of the $y_i$, weighted). */
#define NOTATION                                                                         \
    "a_i = y~_i - y_i; S_j = sum_{k=0..j} (3 C^2)^k; T_j = sum_{k=1..j} (3 C^2)^k; "     \
    "R_i = sum_{j=i..N-1} S_j (4 C^2)^(j-i); "                                           \
    "c_j = 8 C_v^2 K^2 L^2 sum_{m=j+1..N-1} S_m (4 C^2)^(m-j-1) + 2 C_v^2 H^2 S_j; "     \
    "d_j = 8 C_v^2 L^2 L^2 sum_{m=j+1..N-1} S_m (4 C^2)^(m-j-1) + 2 C_v^2 H^2 S_j"

/*: \paragraph{(31), as printed.} The algebra from (27) and (28) is right, the statement
false: nothing bounds $\nabla^2_{11} f$. Repaired: brackets around differences,
$L_{\nabla f}$ for $C_{\nabla^2 f}$, $x$ $\mathcal F$-measurable. */
const cas_claim cas_claim_eq_31_printed = {
    CAS_PROCESS_CLAIM("eq:31", "printed"),
    .formula = "E|E[u~ given F] - u|^2 <= 2 C_v^2 sum_{i=1..N-1} "
               "S_i E[2 K^2 |E[y~_i given G_i] - y_i|^2 + H^2 |a_i|^4] + "
               "2 sum_{i=1..N-1} T_i E|E[epsilon_{i+1} given H_{i+1}]|^2",
    .notation = NOTATION,
    .style = CAS_PROCESS_WIDE,
    .note = "C_{grad^2 f} does not bound nabla^2_11 f.",
    .witnesses = (const char *const[]){"proof-wide-cosine.json", NULL},
};

const cas_claim cas_claim_eq_31_repaired = {
    CAS_PROCESS_CLAIM("eq:31", "repaired"),
    .formula = "E|E[u~ - u given F]|^2 <= 2 C_v^2 sum_{i=1..N-1} "
               "S_i E[2 L^2 |E[a_i given G_i]|^2 + H^2 |a_i|^4] + "
               "2 sum_{i=1..N-1} T_i E|E[epsilon_{i+1} given H_{i+1}]|^2",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
};

/*: \paragraph{(32):} the first term of (31) by (29). The algebra is right; false with
(29) where $x \notin \mathcal F$, true where $x$ is $\mathcal F$-measurable. */
#define EQ_32                                                                            \
    "4 K^2 C_v^2 sum_{i=1..N-1} S_i E|E[y~_i given G_i] - y_i|^2 <= "                    \
    "8 K^2 C_v^2 sum_{i=1..N-1} R_i E|E[delta_i given G_i]|^2 + "                        \
    "8 K^2 L^2 C_v^2 sum_{i=1..N-2} R_{i+1} E|a_i|^4"

const cas_claim cas_claim_eq_32_printed = {
    CAS_PROCESS_CLAIM("eq:32", "printed"),
    .formula = EQ_32,
    .notation = NOTATION,
    .style = CAS_PROCESS_HIDDEN,
    .note = "Rests on eq:29/4, and y_i stands outside the mean; needs that x is "
            "F-measurable.",
    .witnesses = (const char *const[]){"proof-answered-input.json", NULL},
    .readings = CAS_NAMES("x-not-in-F"),
};

const cas_claim cas_claim_eq_32_known = {
    CAS_PROCESS_CLAIM("eq:32@x-in-F", "printed"),
    .formula = EQ_32,
    .notation = NOTATION,
    .style = CAS_PROCESS_CURVED,
};

/*: \paragraph{The definition of $C_{y_i}^2$ after (32)} is what (31) and (32) give for
the coefficients of $\mathbb E\|a_i\|^4$: an identity. */
const cas_claim cas_claim_eq_32_coefficient_printed = {
    CAS_PROCESS_CLAIM("eq:32+1", "printed"),
    .formula = "sum_{i=1..N-1} c_i E|a_i|^4 = "
               "8 K^2 L^2 C_v^2 sum_{i=1..N-2} R_{i+1} E|a_i|^4 + "
               "2 C_v^2 H^2 sum_{i=1..N-1} S_i E|a_i|^4",
    .notation = NOTATION,
    .style = CAS_PROCESS_CURVED,
    .prose = "the comparison of coefficients, for every N",
};

/*: \paragraph{The display before (33), as printed} (``(29) into (31)'' should be (32) and
(30) into (31)). False with (31); repaired like it. */
const cas_claim cas_claim_eq_32_display_printed = {
    CAS_PROCESS_CLAIM("eq:32+2", "printed"),
    .formula = "E|E[u~ given F] - u|^2 <= "
               "8 K^2 C_v^2 sum_{i=1..N-1} R_i E|E[delta_i given G_i]|^2 + "
               "2 sum_{i=1..N-1} T_i E|E[epsilon_{i+1} given H_{i+1}]|^2 + "
               "8 sum_{i=1..N-1} (sum_{j=i..N-1} c_j (8 L_f^4)^(j-i)) E|delta_i|^4",
    .notation = NOTATION,
    .style = CAS_PROCESS_WIDE,
    .note = "C_{grad^2 f} does not bound nabla^2_11 f.",
    .witnesses = (const char *const[]){"proof-wide-cosine.json", NULL},
};

const cas_claim cas_claim_eq_32_display_repaired = {
    CAS_PROCESS_CLAIM("eq:32+2", "repaired"),
    .formula = "E|E[u~ - u given F]|^2 <= "
               "8 L^2 C_v^2 sum_{i=1..N-1} R_i E|E[delta_i given G_i]|^2 + "
               "2 sum_{i=1..N-1} T_i E|E[epsilon_{i+1} given H_{i+1}]|^2 + "
               "8 sum_{i=1..N-1} (sum_{j=i..N-1} d_j (8 L_f^4)^(j-i)) E|delta_i|^4",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
};

/*: \paragraph{(33a), as printed,} has $L_{\nabla^2 f}$ where the display before it has
$C_{\nabla^2 f}$: a misprint. The left side is what (29) gives for the first term of (31),
the right side the same with $C^b_{\delta_i}$; they agree with $C_{\nabla^2 f}$
(repaired). */
const cas_claim cas_claim_eq_33_printed = {
    CAS_PROCESS_CLAIM("eq:33", "printed"),
    .formula = "4 K^2 C_v^2 sum_{i=1..N-1} "
               "S_i (2 sum_{j=1..i} (4 C^2)^(i-j) E|E[delta_j given G_j]|^2) = "
               "8 H^2 C_v^2 sum_{i=1..N-1} R_i E|E[delta_i given G_i]|^2",
    .notation = NOTATION,
    .style = CAS_PROCESS_CURVED,
    .note = "A misprint: L_{grad^2 f} stands where C_{grad^2 f} is derived.",
    .witnesses = (const char *const[]){"proof-wide-sine.json", NULL},
};

const cas_claim cas_claim_eq_33_repaired = {
    CAS_PROCESS_CLAIM("eq:33", "repaired"),
    .formula = "4 K^2 C_v^2 sum_{i=1..N-1} "
               "S_i (2 sum_{j=1..i} (4 C^2)^(i-j) E|E[delta_j given G_j]|^2) = "
               "8 K^2 C_v^2 sum_{i=1..N-1} R_i E|E[delta_i given G_i]|^2",
    .notation = NOTATION,
    .style = CAS_PROCESS_CURVED,
    .given = CAS_NAMES("eq:32/exact"),
    .prose = "the exchange of two sums, for every N",
};

/*: \paragraph{(23) with (33): Theorem 2, as printed,} is false. Repaired: conditional
means given the past, $\mathbb E[\delta_i \mid \mathcal F, x, \delta_1..\delta_{i-1}]$ and
$\mathbb E[\varepsilon_i \mid \mathcal F, x, \text{all } \delta, \varepsilon_N..
\varepsilon_{i+1}]$, in place of $\mathbb E_t^{\mathcal G_i}[\delta_i]$ and
$\mathbb E_t^{\mathcal H_i}[\varepsilon_i]$; and $L_{\nabla f}$ for $C_{\nabla^2 f}$, and
for $L_{\nabla^2 f}$ in (33a). It holds whether or not $x$ is $\mathcal F$-measurable: the
proof conditions on $(\mathcal F, x)$, and
$\mathbb E\|\mathbb E_t z\|^2 \le \mathbb E\|\mathbb E[z \mid \mathcal F, x]\|^2$. */
const cas_claim cas_claim_eq_23_printed = {
    CAS_PROCESS_CLAIM("eq:23", "printed"),
    .formula = "E|E[u~ - u given F]|^2 <= "
               "8 H^2 C_v^2 sum_{i=1..N-1} R_i E|E[delta_i given G_i]|^2 + "
               "8 sum_{i=1..N-1} (sum_{j=i..N-1} c_j (8 L_f^4)^(j-i)) E|delta_i|^4 + "
               "2 sum_{i=1..N-1} T_i E|E[epsilon_{i+1} given H_{i+1}]|^2",
    .notation = NOTATION,
    .style = CAS_PROCESS_WIDE,
    .note = "(33a) carries the wrong constant, C_{grad^2 f} does not bound nabla^2_11 f, "
            "and the conditional means do not contain x.",
    .witnesses =
        (const char *const[]){"proof-wide-cosine.json", "proof-hidden-input.json", NULL},
};

const cas_claim cas_claim_eq_23_repaired = {
    CAS_PROCESS_CLAIM("eq:23", "repaired"),
    .formula = "E|E[u~ - u given F]|^2 <= "
               "8 L^2 C_v^2 sum_{i=1..N-1} R_i E|E[delta_i given P_i]|^2 + "
               "8 sum_{i=1..N-1} (sum_{j=i..N-1} d_j (8 L_f^4)^(j-i)) E|delta_i|^4 + "
               "2 sum_{i=1..N-1} T_i E|E[epsilon_{i+1} given Q_{i+1}]|^2",
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:2/repair-2 repaired", "thm:2/repair-3 repaired",
                       "thm:2/repair-6 repaired", "thm:2/repair-8 repaired",
                       "thm:2/repair-9 repaired"),
    .prose = "thm:2 repaired, whose proof conditions on F and x",
};

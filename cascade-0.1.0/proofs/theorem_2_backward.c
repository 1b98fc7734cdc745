/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

/*: \section{The proof of Theorem 2: the backward pass, (28)}

$D_i = \tilde A_{i+1}^\top \tilde v_{i+1} - A_{i+1}^\top v_{i+1}$, so that
$b_i = D_i + \varepsilon_{i+1}$. */
#define NOTATION                                                                         \
    "a_i = y~_i - y_i; b_i = v~_i - v_i; D_i = A~_{i+1}' v~_{i+1} - A_{i+1}' v_{i+1}"

/*: \paragraph{(28), first relation, as printed.} Since
$\mathcal H_{i+1} \subset \mathcal H_i$, Jensen's inequality gives ``$\ge$''. Witness:
linear, no $\delta$, $\varepsilon_2 = \pm1$: the left side is 1, the right side 0.

Repaired: condition on the forward pass throughout, $\mathbb E_t^{\mathcal G_N}[b_i]$ for
$\mathbb E_t^{\mathcal H_i}[b_i]$, with $x$ $\mathcal F$-measurable; the first relation is
then an identity. This is enough for Theorem 2, because $\tilde u$ is affine in
$\varepsilon$ given the forward pass, and
$\mathbb E\|\mathbb E_t^{\mathcal G_N}[\varepsilon_{i+1}]\|^2 \le
\mathbb E\|\mathbb E_t^{\mathcal H_{i+1}}[\varepsilon_{i+1}]\|^2$. */
const cas_claim cas_claim_eq_28_1_printed = {
    CAS_PROCESS_CLAIM("eq:28/1", "printed"),
    .formula = "E|E[b_i given H_i]|^2 <= E|E[D_i + epsilon_{i+1} given H_{i+1}]|^2 "
               "for i = 1..N-1",
    .notation = NOTATION,
    .note = "H_{i+1} is contained in H_i: Jensen's inequality goes the other way.",
    .witnesses = (const char *const[]){"proof-linear-coin.json", NULL},
    .erratum =
        &(const cas_erratum){
            .rank = 4,
            .where = "Proof of Theorem 2, (28) and (29)",
            .wrong = "Jensen's inequality in the wrong direction: H_{i+1} lies in H_i, "
                     "G_{i-1} in G_i.",
            .right =
                "Condition every line on the whole forward pass, and telescope over the "
                "operators.",
        },
};

const cas_claim cas_claim_eq_28_1_repaired = {
    CAS_PROCESS_CLAIM("eq:28/1", "repaired"),
    .formula = "E|E[b_i given G_N]|^2 = E|E[D_i + epsilon_{i+1} given G_N]|^2 "
               "for i = 1..N-1",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(28), second relation.} Young's inequality with $\tfrac32$ and $3$; true in
every reading, equality where the first summand is twice the second. */
const cas_claim cas_claim_eq_28_2_printed = {
    CAS_PROCESS_CLAIM("eq:28/2", "printed"),
    .formula = "E|E[D_i + epsilon_{i+1} given H_{i+1}]|^2 <= "
               "3/2 E|E[D_i given H_{i+1}]|^2 + 3 E|E[epsilon_{i+1} given H_{i+1}]|^2 "
               "for i = 1..N-1",
    .notation = NOTATION,
    .style = CAS_PROCESS_LINEAR,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(28), third relation, as printed.} False twice: $\nabla_1 f_{i+1}$ moves
with $\nabla^2_{11} f_{i+1}$, which $C_{\nabla^2 f}$ does not bound (witness:
$f_2 = 1 - \cos y$, where $\nabla^2_{21} f = 0$), and the fourth moment must be that of
$a_i$. Repaired: $L_{\nabla f}$, which bounds $\nabla^2_{11} f$, for $C_{\nabla^2 f}$; the
index $i$; $\mathcal G_N$ for $\mathcal H$; and $x$ $\mathcal F$-measurable. */
const cas_claim cas_claim_eq_28_3_printed = {
    CAS_PROCESS_CLAIM("eq:28/3", "printed"),
    .formula = "3/2 E|E[D_i given H_{i+1}]|^2 + 3 E|E[epsilon_{i+1} given H_{i+1}]|^2 <= "
               "3 C^2 E|E[b_{i+1} given H_{i+1}]|^2 + "
               "6 C_v^2 K^2 E|E[a_i given G_i]|^2 + 3 C_v^2 H^2 E|a_{i-1}|^4 + "
               "3 E|E[epsilon_{i+1} given H_{i+1}]|^2 for i = 1..N-1",
    .notation = NOTATION,
    .style = CAS_PROCESS_WIDE,
    .note = "C_{grad^2 f} does not bound nabla^2_11 f, and the fourth moment is that of "
            "the wrong layer.",
    .witnesses = (const char *const[]){"proof-wide-cosine.json", NULL},
};

const cas_claim cas_claim_eq_28_3_repaired = {
    CAS_PROCESS_CLAIM("eq:28/3", "repaired"),
    .formula = "3/2 E|E[D_i given G_N]|^2 + 3 E|E[epsilon_{i+1} given H_{i+1}]|^2 <= "
               "3 C^2 E|E[b_{i+1} given G_N]|^2 + "
               "6 C_v^2 L^2 E|E[a_i given G_i]|^2 + 3 C_v^2 H^2 E|a_i|^4 + "
               "3 E|E[epsilon_{i+1} given H_{i+1}]|^2 for i = 1..N-1",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
};

/*: \paragraph{(28), fourth relation, as printed.} It repeats the relation for
$i + 1, \dots$, and so is false with it (linear, $\varepsilon_3 = \pm1$). Repaired as
above. */
const cas_claim cas_claim_eq_28_4_printed = {
    CAS_PROCESS_CLAIM("eq:28/4", "printed"),
    .formula =
        "3 C^2 E|E[b_{i+1} given H_{i+1}]|^2 + 6 C_v^2 K^2 E|E[a_i given G_i]|^2 + "
        "3 C_v^2 H^2 E|a_{i-1}|^4 + 3 E|E[epsilon_{i+1} given H_{i+1}]|^2 <= "
        "6 C_v^2 K^2 sum_{j=i..N-1} (3 C^2)^(j-i) E|E[a_j given G_j]|^2 + "
        "3 sum_{j=i..N-1} (3 C^2)^(j-i) E|E[epsilon_{j+1} given H_{j+1}]|^2 + "
        "3 C_v^2 H^2 sum_{j=i..N-1} (3 C^2)^(j-i) E|a_j|^4 for i = 1..N-1",
    .notation = NOTATION,
    .style = CAS_PROCESS_LINEAR,
    .note = "It repeats eq:28/1..3.",
    .witnesses = (const char *const[]){"proof-linear-coin.json", NULL},
};

const cas_claim cas_claim_eq_28_4_repaired = {
    CAS_PROCESS_CLAIM("eq:28/4", "repaired"),
    .formula = "3 C^2 E|E[b_{i+1} given G_N]|^2 + 6 C_v^2 L^2 E|E[a_i given G_i]|^2 + "
               "3 C_v^2 H^2 E|a_i|^4 + 3 E|E[epsilon_{i+1} given H_{i+1}]|^2 <= "
               "6 C_v^2 L^2 sum_{j=i..N-1} (3 C^2)^(j-i) E|E[a_j given G_j]|^2 + "
               "3 sum_{j=i..N-1} (3 C^2)^(j-i) E|E[epsilon_{j+1} given H_{j+1}]|^2 + "
               "3 C_v^2 H^2 sum_{j=i..N-1} (3 C^2)^(j-i) E|a_j|^4 for i = 1..N-1",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
};

/*: \paragraph{(28), first against last side, as printed.} False, by any of the above.
Repaired as above. */
const cas_claim cas_claim_eq_28_printed = {
    CAS_PROCESS_CLAIM("eq:28", "printed"),
    .formula = "E|E[b_i given H_i]|^2 <= "
               "6 C_v^2 K^2 sum_{j=i..N-1} (3 C^2)^(j-i) E|E[a_j given G_j]|^2 + "
               "3 sum_{j=i..N-1} (3 C^2)^(j-i) E|E[epsilon_{j+1} given H_{j+1}]|^2 + "
               "3 C_v^2 H^2 sum_{j=i..N-1} (3 C^2)^(j-i) E|a_j|^4 for i = 1..N-1",
    .notation = NOTATION,
    .style = CAS_PROCESS_LINEAR,
    .note = "Jensen's inequality in the wrong direction (eq:28/1).",
    .witnesses = (const char *const[]){"proof-linear-coin.json", NULL},
};

const cas_claim cas_claim_eq_28_repaired = {
    CAS_PROCESS_CLAIM("eq:28", "repaired"),
    .formula = "E|E[b_i given G_N]|^2 <= "
               "6 C_v^2 L^2 sum_{j=i..N-1} (3 C^2)^(j-i) E|E[a_j given G_j]|^2 + "
               "3 sum_{j=i..N-1} (3 C^2)^(j-i) E|E[epsilon_{j+1} given H_{j+1}]|^2 + "
               "3 C_v^2 H^2 sum_{j=i..N-1} (3 C^2)^(j-i) E|a_j|^4 for i = 1..N-1",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
};

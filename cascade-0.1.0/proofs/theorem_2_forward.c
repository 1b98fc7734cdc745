/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

/*: \section{The proof of Theorem 2: the forward pass, (29) and (30)} */
#define NOTATION "a_i = y~_i - y_i"

/*: \paragraph{(29), first relation.} The definition of $a_i$ in one layer. */
const cas_claim cas_claim_eq_29_1_printed = {
    CAS_PROCESS_CLAIM("eq:29/1", "printed"),
    .formula = "E|E[a_i given G_i]|^2 = "
               "E|E[f_i(y~_{i-1}) - f_i(y_{i-1}) + delta_i given G_i]|^2 "
               "for i = 1..N-1",
    .notation = NOTATION,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(29), second relation.} Young's inequality with 2 and 2; true in every
reading. */
const cas_claim cas_claim_eq_29_2_printed = {
    CAS_PROCESS_CLAIM("eq:29/2", "printed"),
    .formula = "E|E[f_i(y~_{i-1}) - f_i(y_{i-1}) + delta_i given G_i]|^2 <= "
               "2 E|E[f_i(y~_{i-1}) - f_i(y_{i-1}) given G_i]|^2 + "
               "2 E|E[delta_i given G_i]|^2 for i = 2..N-1",
    .style = CAS_PROCESS_DEEP,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(29), third relation.} The text says ``Lemma 2''; what is meant is the same
Taylor bound for $f_i$ instead of $\nabla_2 f_i$. $\mathcal G_{i-1} \subset \mathcal G_i$
goes the wrong way for Jensen's inequality: false where $x \notin \mathcal F$
($f_1 = f_2 = y$, $x = \pm1$, $\delta_1 = \delta_2 = -x$). Where $x$ is
$\mathcal F$-measurable the means do nothing, and the line follows from
$\|f_i(\tilde y) - f_i(y)\| \le C \|a_{i-1}\|$ alone. */
#define EQ_29_3                                                                          \
    "2 E|E[f_i(y~_{i-1}) - f_i(y_{i-1}) given G_i]|^2 + 2 E|E[delta_i given G_i]|^2 <= " \
    "4 C^2 E|E[a_{i-1} given G_{i-1}]|^2 + 2 L^2 E|a_{i-1}|^4 + "                        \
    "2 E|E[delta_i given G_i]|^2 for i = 2..N-1"

const cas_claim cas_claim_eq_29_3_printed = {
    CAS_PROCESS_CLAIM("eq:29/3", "printed"),
    .formula = EQ_29_3,
    .notation = NOTATION,
    .style = CAS_PROCESS_HIDDEN,
    .note = "G_{i-1} is contained in G_i: Jensen's inequality goes the other way, unless "
            "x is F-measurable, when the means do nothing.",
    .witnesses = (const char *const[]){"proof-answered-input.json", NULL},
    .readings = CAS_NAMES("x-not-in-F"),
};

const cas_claim cas_claim_eq_29_3_known = {
    CAS_PROCESS_CLAIM("eq:29/3@x-in-F", "printed"),
    .formula = EQ_29_3,
    .notation = NOTATION,
    .style = CAS_PROCESS_DEEP,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(29), fourth relation:} the third one unrolled; ``also for $i = 1$'' is
right. False where $x \notin \mathcal F$, with the third; true where $x$ is
$\mathcal F$-measurable. */
#define EQ_29_4                                                                          \
    "E|E[a_i given G_i]|^2 <= 2 L^2 sum_{j=1..i-1} (4 C^2)^(i-j-1) E|a_j|^4 + "          \
    "2 sum_{j=1..i} (4 C^2)^(i-j) E|E[delta_j given G_j]|^2 for i = 1..N-1"

const cas_claim cas_claim_eq_29_4_printed = {
    CAS_PROCESS_CLAIM("eq:29/4", "printed"),
    .formula = EQ_29_4,
    .notation = NOTATION,
    .style = CAS_PROCESS_HIDDEN,
    .note = "Rests on eq:29/3.",
    .witnesses = (const char *const[]){"proof-answered-input.json", NULL},
    .readings = CAS_NAMES("x-not-in-F"),
};

const cas_claim cas_claim_eq_29_4_known = {
    CAS_PROCESS_CLAIM("eq:29/4@x-in-F", "printed"),
    .formula = EQ_29_4,
    .notation = NOTATION,
    .style = CAS_PROCESS_LINEAR,
    .given = CAS_NAMES("eq:29/3@x-in-F"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(30), first relation.} The definition of $a_i$ in one layer. */
const cas_claim cas_claim_eq_30_1_printed = {
    CAS_PROCESS_CLAIM("eq:30/1", "printed"),
    .formula = "E|a_i|^4 = E|f_i(y~_{i-1}) - f_i(y_{i-1}) + delta_i|^4 for i = 1..N-1",
    .notation = NOTATION,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(30), second relation.} From $\|x + y\|^4 \le 8\|x\|^4 + 8\|y\|^4$. True;
equality for linear $f_i$ with $\delta_i = f_i(\tilde y_{i-1}) - f_i(y_{i-1})$. */
const cas_claim cas_claim_eq_30_2_printed = {
    CAS_PROCESS_CLAIM("eq:30/2", "printed"),
    .formula = "E|a_i|^4 <= 8 L_f^4 E|a_{i-1}|^4 + 8 E|delta_i|^4 for i = 1..N-1",
    .notation = NOTATION,
    .style = CAS_PROCESS_DEEP,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(30), third relation.} True; by H\"older's inequality the largest ratio is
$(1 - 2^{-i})^3$. */
const cas_claim cas_claim_eq_30_3_printed = {
    CAS_PROCESS_CLAIM("eq:30/3", "printed"),
    .formula = "E|a_i|^4 <= 8 sum_{j=1..i} (8 L_f^4)^(i-j) E|delta_j|^4 for i = 1..N-1",
    .notation = NOTATION,
    .style = CAS_PROCESS_DEEP,
    .given = CAS_NAMES("eq:30/2"),
    .prose = CAS_PROOF_ABOVE,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

/*: \section{The proof of Theorem 2}

Notation as before: $a_i = \tilde y_i - y_i$, $b_i = \tilde v_i - v_i$,
$A_i, B_i, \tilde A_i, \tilde B_i$ the Jacobians,
$S_j = \sum_{k=0}^j (3C^2)^k$, $T_j = S_j - 1$. In this section
$z_i = \mathbb E_t^{\mathcal H_i}[b_i]$.

\emph{The reading.} As in Lemma 2 the printed lines are read with $x$ not
$\mathcal F$-measurable, as Theorem 3 needs. Lines that are true where $x$ is
$\mathcal F$-measurable, and only there, have a row for this reading as well. In that
case, to the letter,
$\mathcal G_i = \sigma(\mathcal F, \delta_1..\delta_i)$ and $\mathcal H_{i+1} =
\sigma(\mathcal F, \delta_1..\delta_N, \varepsilon_N..\varepsilon_{i+2})$: all conditional
means of $a_i$, $b_i$ and $\delta_i$ in the proof are the random variables themselves.

What is wrong beyond the reading: (26) and (33a) print the wrong constant; the display
after (25) has ``$=$'' for ``$\le$'' and the Frobenius norm for the operator norm; (28)
uses Jensen's inequality in the wrong direction, a bound on $\nabla^2_{11} f$ that nothing
provides, and a wrong index. */
#define NOTATION "a_i = y~_i - y_i; b_i = v~_i - v_i; z_i = E[b_i given H_i]"

/*: \paragraph{(24), first relation.} An identity, as $\tilde v_N = v_N = 1$. */
const cas_claim cas_claim_eq_24_1_printed = {
    CAS_PROCESS_CLAIM("eq:24/1", "printed"),
    .formula = "E|E[u~_N - u_N given F]|^2 = E|E[B~_N - B_N given F]|^2",
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(24), second relation.} True in every reading, with room: $d_N = 1$, where
Frobenius norm and norm (9) agree, so that Lemma 2 holds; its factors would be 2 and 1. */
const cas_claim cas_claim_eq_24_2_printed = {
    CAS_PROCESS_CLAIM("eq:24/2", "printed"),
    .formula = "E|E[B~_N - B_N given F]|^2 <= "
               "4 C_v^2 K^2 E|E[a_{N-1} given G_{N-1}]|^2 + 2 C_v^2 H^2 E|a_{N-1}|^4",
    .notation = NOTATION,
    .style = CAS_PROCESS_TWISTED,
    .given = CAS_NAMES("eq:22 sharp"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(25), first relation.} The definition of $u_i$ and $\tilde u_i$. */
const cas_claim cas_claim_eq_25_1_printed = {
    CAS_PROCESS_CLAIM("eq:25/1", "printed"),
    .formula = "E|E[u~_i - u_i given F]|^2 = E|E[B~_i' v~_i - B_i' v_i given F]|^2 "
               "for i = 1..N-1",
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(25), second relation.} Here $v_i$ stands outside $\mathbb E_t$, although
it depends on $x$. False where $x \notin \mathcal F$: $N = 3$, $x = \pm1$, $f_1 = (y, w)$,
$\delta_1 = (0, x/8)$, $f_2 = (\sin w \sin y_2, y_1)$, $f_3 = \sin y_1 \sin y_2$ at
$w = 0$; there $\tilde v_2 = v_2$ and $\tilde B_2 - B_2$ are both odd in $x$. Where $x$
is $\mathcal F$-measurable, so is $v_i$, and it is Young's inequality. */
#define EQ_25_2                                                                          \
    "E|E[B~_i' v~_i - B_i' v_i given F]|^2 <= "                                          \
    "2 E|E[B~_i' b_i given F]|^2 + 2 E|E[B~_i - B_i given F]' v_i|^2 for i = 1..N-1"

const cas_claim cas_claim_eq_25_2_printed = {
    CAS_PROCESS_CLAIM("eq:25/2", "printed"),
    .formula = EQ_25_2,
    .notation = NOTATION,
    .style = CAS_PROCESS_HIDDEN,
    .note = "v_i is taken out of E_t, which needs that x is F-measurable.",
    .witnesses = (const char *const[]){"proof-odd-factors.json", NULL},
    .readings = CAS_NAMES("x-not-in-F"),
};

const cas_claim cas_claim_eq_25_2_known = {
    CAS_PROCESS_CLAIM("eq:25/2@x-in-F", "printed"),
    .formula = EQ_25_2,
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{The display after (25), first relation.} It needs that $\tilde B_i$ is
$\mathcal H_i$-measurable, for which ``$\mathcal F \subset \mathcal H_i$'' is not enough:
$\tilde B_1 = \nabla_2 f_1(x)$ is a function of $x$. False for $i = 1$ where
$x \notin \mathcal F$; where $x$ is $\mathcal F$-measurable it says nothing: $z_i = b_i$.
*/
#define EQ_25_TOWER "|E[B~_i' b_i given F]|^2 = |E[B~_i' z_i given F]|^2 for i = 1..N-1"

const cas_claim cas_claim_eq_25_tower_printed = {
    CAS_PROCESS_CLAIM("eq:25+1/1", "printed"),
    .formula = EQ_25_TOWER,
    .notation = NOTATION,
    .style = CAS_PROCESS_HIDDEN,
    .note = "For i = 1 it needs that x is F-measurable.",
    .witnesses = (const char *const[]){"proof-hidden-jacobian.json", NULL},
    .readings = CAS_NAMES("x-not-in-F"),
};

const cas_claim cas_claim_eq_25_tower_known = {
    CAS_PROCESS_CLAIM("eq:25+1/1@x-in-F", "printed"),
    .formula = EQ_25_TOWER,
    .notation = NOTATION,
    .note = "It says nothing new: with x F-measurable b_i is H_i-measurable.",
    .prose = CAS_PROOF_ABOVE,
    .style = CAS_PROCESS_CURVED,
};

/*: \paragraph{The display after (25), second relation.} Jensen's inequality for
$\|\cdot\|^2$. True; equality where nothing is random. */
const cas_claim cas_claim_eq_25_jensen_printed = {
    CAS_PROCESS_CLAIM("eq:25+1/2", "printed"),
    .formula = "|E[B~_i' z_i given F]|^2 <= E[|B~_i' z_i|^2 given F] for i = 1..N-1",
    .notation = NOTATION,
};

/*: \paragraph{The display after (25), third relation, as printed.} Only ``$\le$'' is
true: equality needs that $\tilde B_i$ has rank one and $z_i$ its direction. The Frobenius
norm, which $\|\cdot\|$ is by Section 3.1, is not bounded by $C_{\nabla f}$ either, as
(26) then wants. Repaired: $\le$ and $\|\cdot\|_{op}$. */
const cas_claim cas_claim_eq_25_norms_printed = {
    CAS_PROCESS_CLAIM("eq:25+1/3", "printed"),
    .formula = "E[|B~_i' z_i|^2 given F] = E[|B~_i|^2 |z_i|^2 given F] for i = 1..N-1",
    .notation = NOTATION,
    .note = "Only <= is true, and the operator norm is what is used afterwards.",
    .witnesses = (const char *const[]){"proof-two-weights.json", NULL},
};

const cas_claim cas_claim_eq_25_norms_repaired = {
    CAS_PROCESS_CLAIM("eq:25+1/3", "repaired"),
    .formula =
        "E[|B~_i' z_i|^2 given F] <= E[|B~_i|_op^2 |z_i|^2 given F] for i = 1..N-1",
    .notation = NOTATION,
};

/*: \paragraph{(26), first relation.} It inherits (25)'s fault: false where
$x \notin \mathcal F$, true where $x$ is $\mathcal F$-measurable, with either norm. */
#define EQ_26_1                                                                          \
    "E|E[u~_i - u_i given F]|^2 <= "                                                     \
    "2 E[|B~_i|^2 |z_i|^2] + 2 C_v^2 E|E[B~_i - B_i given F]|^2 for i = 1..N-1"

const cas_claim cas_claim_eq_26_1_printed = {
    CAS_PROCESS_CLAIM("eq:26/1", "printed"),
    .formula = EQ_26_1,
    .notation = NOTATION,
    .style = CAS_PROCESS_HIDDEN,
    .note = "Rests on eq:25/2, which needs that x is F-measurable.",
    .witnesses = (const char *const[]){"proof-odd-factors.json", NULL},
    .readings = CAS_NAMES("x-not-in-F"),
};

const cas_claim cas_claim_eq_26_1_known = {
    CAS_PROCESS_CLAIM("eq:26/1@x-in-F", "printed"),
    .formula = EQ_26_1,
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
};

/*: \paragraph{(26), second relation, as printed.} The first constant is a misprint for
$C_{\nabla f}$, as (27) has it: any linear chain with $\varepsilon \ne 0$ is a witness.
Repaired: $C_{\nabla f}$, operator norms on the left (Lemma 2), $x$
$\mathcal F$-measurable. */
const cas_claim cas_claim_eq_26_2_printed = {
    CAS_PROCESS_CLAIM("eq:26/2", "printed"),
    .formula = "2 E[|B~_i|^2 |z_i|^2] + 2 C_v^2 E|E[B~_i - B_i given F]|^2 <= "
               "2 K^2 E|z_i|^2 + 4 C_v^2 K^2 E|E[a_{i-1} given G_{i-1}]|^2 + "
               "2 C_v^2 H^2 E|a_{i-1}|^4 for i = 1..N-1",
    .notation = NOTATION,
    .note = "A misprint: C_{grad^2 f} stands where C_{grad f} is meant (eq:27 has it "
            "right).",
    .witnesses = (const char *const[]){"proof-linear.json", NULL},
};

const cas_claim cas_claim_eq_26_2_repaired = {
    CAS_PROCESS_CLAIM("eq:26/2", "repaired"),
    .formula = "2 E[|B~_i|_op^2 |z_i|^2] + 2 C_v^2 E|E[B~_i - B_i given F]|_op^2 <= "
               "2 C^2 E|z_i|^2 + 4 C_v^2 K^2 E|E[a_{i-1} given G_{i-1}]|^2 + "
               "2 C_v^2 H^2 E|a_{i-1}|^4 for i = 1..N-1",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
};

/*: \paragraph{(27), first relation.} What the stacked norm means. */
const cas_claim cas_claim_eq_27_1_printed = {
    CAS_PROCESS_CLAIM("eq:27/1", "printed"),
    .formula = "E|E[u~ - u given F]|^2 = sum_{i=1..N} E|E[u~_i - u_i given F]|^2",
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(27), second relation.} True where $x$ is $\mathcal F$-measurable,
false where it is not: the input $x = \pm(s, \pi/2)$,
$f_1 = y_1 + \sin(y_2) \sin(w)$ at $w = 0$ and $f_2 = 1 - \cos y$ with $\delta_1 = \mp s$
give $\tilde y_1 = 0$ and $\tilde v_1 = 0$, which show nothing of $x$; the left side is
$\sin^2 s$, on the right only $2 C_v^2 L_{\nabla^2 f}^2 s^4$ is left. */
#define EQ_27_2                                                                          \
    "E|E[u~ - u given F]|^2 <= 2 C^2 sum_{i=1..N-1} E|z_i|^2 + "                         \
    "4 C_v^2 K^2 sum_{i=1..N-1} E|E[a_i given G_i]|^2 + "                                \
    "2 C_v^2 H^2 sum_{i=1..N-1} E|a_i|^4"

const cas_claim cas_claim_eq_27_2_printed = {
    CAS_PROCESS_CLAIM("eq:27/2", "printed"),
    .formula = EQ_27_2,
    .notation = NOTATION,
    .style = CAS_PROCESS_HIDDEN,
    .note = "Needs that x is F-measurable.",
    .witnesses = (const char *const[]){"proof-hidden-sign.json", NULL},
    .readings = CAS_NAMES("x-not-in-F"),
};

const cas_claim cas_claim_eq_27_2_known = {
    CAS_PROCESS_CLAIM("eq:27/2@x-in-F", "printed"),
    .formula = EQ_27_2,
    .notation = NOTATION,
    .style = CAS_PROCESS_EXTREMAL,
};

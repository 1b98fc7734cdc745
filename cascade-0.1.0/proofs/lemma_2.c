/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

/*: \section{Lemma 2 and its proof}

Notation as in the proof of Theorem 1: $a_i = \tilde y_i - y_i$, $B_i = \nabla_2 f_i$ at
$y_{i-1}$, $\tilde B_i$ at $\tilde y_{i-1}$.

\emph{The reading.} The paper does not say whether the sample $x$ is
$\mathcal F^{(t)}$-measurable. Theorem 3 needs that it is not (its proof uses
$\mathbb E_t[u + r] = \nabla\ell$), and so the printed lines are read; instances with one
certain input are among those that are tested. Where $x$ is $\mathcal F$-measurable,
$\mathcal G_i = \sigma(\mathcal F, \delta_1, \dots, \delta_i)$ to the letter: then every
$\mathbb E_t^{\mathcal G_i}$ in front of $a_i$ or $\delta_i$ does nothing.

$R_i$ is the remainder $\operatorname{vec}(\tilde B_i - B_i) -
\nabla^2_{21} f_i(y_{i-1})\, a_{i-1}$. */
#define NOTATION "a_i = y~_i - y_i; R_i = vec(B~_i - B_i) - nabla21_i(y_{i-1}) a_{i-1}"

/*: \paragraph{(22), as printed.} The norm of a matrix is the Frobenius norm
(Section 3.1), and $C_{\nabla^2 f}$ bounds the norm (9) of
$\nabla^2_{21} f_i \in \mathbb R^{d_i \times d_{w_i} \times d_{i-1}}$, the largest
singular value of its unfolding $d_i \times (d_{w_i} d_{i-1})$. False: the contraction
with a vector in the \emph{last} index has a Frobenius norm of up to
$\sqrt{\min(d_i, d_{w_i})}$ times that. Witness: $f = (\sin y \sin w_1, \dots,
\sin y \sin w_3)$ at $w = 0$, $C_{\nabla^2 f} = 1$. */
#define EQ_22                                                                            \
    "|E[B~_i - B_i given G_{i-1}]|^2 <= 2 K^2 |E[a_{i-1} given G_{i-1}]|^2 + "           \
    "H^2 E[|a_{i-1}|^4 given G_{i-1}] for i = 1..N"
#define NOTE_22                                                                          \
    "The left side is a Frobenius norm (Section 3.1), but C_{grad^2 f} bounds the norm " \
    "(9), which is smaller by up to sqrt(min(d_i, d_{w_i}))."

const cas_claim cas_claim_lemma_2_printed = {
    CAS_PROCESS_CLAIM("lem:2", "printed"),
    .formula = EQ_22,
    .notation = NOTATION,
    .style = CAS_PROCESS_TWISTED,
    .note = NOTE_22,
    .witnesses = (const char *const[]){"proof-three-outputs.json", NULL},
    .erratum =
        &(const cas_erratum){
            .rank = 6,
            .where = "Lemma 2, (22)",
            .wrong = "The left side is a Frobenius norm; C_{grad^2 f} bounds the smaller "
                     "norm (9).",
            .right = "The operator norm on the left, and x known to F.",
        },
};

const cas_claim cas_claim_eq_22_printed = {
    CAS_PROCESS_CLAIM("eq:22", "printed"),
    .formula = EQ_22,
    .notation = NOTATION,
    .style = CAS_PROCESS_TWISTED,
    .note = NOTE_22,
    .witnesses = (const char *const[]){"proof-three-outputs.json", NULL},
};

/*: \paragraph{(22), repaired} with the operator norm on the left. \emph{Proof.} Expand at
$\tilde y_{i-1}$, which is $\mathcal G_{i-1}$-measurable ($y_{i-1}$ need not be):
$\tilde B - B = \nabla^2_{21} f(\tilde y)[a] - R$ with $\|R\|_F \le
\int_0^1 \theta L_{\nabla^2 f} \|a\|^2 d\theta = \tfrac12 L_{\nabla^2 f}\|a\|^2$, and
$\|\nabla^2_{21} f(\tilde y)[\mathbb E^{\mathcal G} a]\|_{op} \le
C_{\nabla^2 f} \|\mathbb E^{\mathcal G} a\|$, because $v^\top (\cdot)\, \xi$ contracts the
tensor with $v$ and with the rank-one matrix $\xi \otimes \mathbb E^{\mathcal G} a$, whose
Frobenius norm is $\|\xi\| \|\mathbb E^{\mathcal G} a\|$. Hence
$\|\mathbb E^{\mathcal G}[\tilde B - B]\|_{op}^2 \le
2 C_{\nabla^2 f}^2 \|\mathbb E^{\mathcal G} a\|^2 +
\tfrac12 L_{\nabla^2 f}^2 (\mathbb E^{\mathcal G} \|a\|^2)^2$, and Jensen's inequality
puts the square inside. $\square$ The factor $\tfrac12$ that this proof gives is the sharp
version's. */
const cas_claim cas_claim_lemma_2_repaired = {
    CAS_PROCESS_CLAIM("lem:2", "repaired"),
    .formula = "|E[B~_i - B_i given G_{i-1}]|_op^2 <= "
               "2 K^2 |E[a_{i-1} given G_{i-1}]|^2 + H^2 E[|a_{i-1}|^4 given G_{i-1}] "
               "for i = 1..N",
    .notation = NOTATION,
    .style = CAS_PROCESS_TWISTED,
    .given = CAS_NAMES("eq:22 sharp"),
    .prose = CAS_PROOF_ABOVE,
};

const cas_claim cas_claim_eq_22_sharp = {
    CAS_PROCESS_CLAIM("eq:22", "sharp"),
    .formula =
        "|E[B~_i - B_i given G_{i-1}]|_op^2 <= 2 K^2 |E[a_{i-1} given G_{i-1}]|^2 + "
        "1/2 H^2 E[|a_{i-1}|^4 given G_{i-1}] for i = 1..N",
    .notation = NOTATION,
    .style = CAS_PROCESS_HIDDEN,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{The display after (22), first relation.} True for continuously
differentiable $\nabla_2 f_i$ (the paper asks for a differentiable $f$; the letter $t$ is
used twice, and $\nabla_{21}$ lacks its square). Tested where the integral is computed
exactly: for polynomials of degree at most 4 in $y$ the integrand is a cubic, and
Simpson's rule is exact. */
const cas_claim cas_claim_eq_22_integral_printed = {
    CAS_PROCESS_CLAIM("eq:22+1/1", "printed"),
    .formula = "E[vec(B~_i - B_i) given G_{i-1}] = "
               "E[int_{s=0..1} nabla21_i(y_{i-1} + s a_{i-1}) a_{i-1} given G_{i-1}] "
               "for i = 2..N",
    .notation = NOTATION,
    .style = CAS_PROCESS_POLYNOMIAL,
    .mistakes =
        (const cas_mistake[]){
            {"E[vec(B~_i - B_i) given G_{i-1}] = "
             "E[1/2 (nabla21_i(y_{i-1}) + nabla21_i(y~_{i-1})) a_{i-1} given G_{i-1}] "
             "for i = 2..N",
             "the mean of the ends for the integral"},
            {0}},
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{The display after (22), second relation.} The paper's second term has the
integral of $(\nabla^2_{21} f_i(y_{i-1} + \theta a) - \nabla^2_{21} f_i(y_{i-1}))\, a$,
which is $R_i$ by the first relation. In the first term $\nabla^2_{21} f_i(y_{i-1})$
stands outside $\mathbb E^{\mathcal G_{i-1}}$: it must be $\mathcal G_{i-1}$-measurable.
Where $x \notin \mathcal F$ it is not, and the line is false: $f_1 = y$, $x = \pm1$,
$\delta_1 = -x$ (so that $\tilde y_1 = 0$), $f_2 = \sin(w)\,y^2/(1 + y^2)$ has a left side
$\tfrac14$ and a right side $0$. Where $x$ is, it is Young's inequality. */
#define EQ_22_YOUNG                                                                      \
    "|E[B~_i - B_i given G_{i-1}]|^2 <= "                                                \
    "2 |nabla21_i(y_{i-1}) E[a_{i-1} given G_{i-1}]|^2 + 2 |E[R_i given G_{i-1}]|^2 "    \
    "for i = 2..N"

const cas_claim cas_claim_eq_22_young_printed = {
    CAS_PROCESS_CLAIM("eq:22+1/2", "printed"),
    .formula = EQ_22_YOUNG,
    .notation = NOTATION,
    .style = CAS_PROCESS_HIDDEN,
    .note = "nabla^2_21 f_i(y_{i-1}) is taken out of E^{G_{i-1}}, which needs that x is "
            "F-measurable.",
    .witnesses = (const char *const[]){"proof-cancelled-input.json", NULL},
    .readings = CAS_NAMES("x-not-in-F"),
};

const cas_claim cas_claim_eq_22_young_known = {
    CAS_PROCESS_CLAIM("eq:22+1/2@x-in-F", "printed"),
    .formula = EQ_22_YOUNG,
    .notation = NOTATION,
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{The display after (22), third relation.} False for $d_i, d_{w_i} \ge 2$, by
the same norms as (22). Repaired with operator norms. (The second term alone has room: its
left side is at most half of its right.) */
const cas_claim cas_claim_eq_22_bound_printed = {
    CAS_PROCESS_CLAIM("eq:22+1/3", "printed"),
    .formula = "2 |nabla21_i(y_{i-1}) E[a_{i-1} given G_{i-1}]|^2 + "
               "2 |E[R_i given G_{i-1}]|^2 <= "
               "2 K^2 |E[a_{i-1} given G_{i-1}]|^2 + H^2 E[|a_{i-1}|^4 given G_{i-1}] "
               "for i = 2..N",
    .notation = NOTATION,
    .style = CAS_PROCESS_TWISTED,
    .note = NOTE_22,
    .witnesses = (const char *const[]){"proof-three-outputs.json", NULL},
};

const cas_claim cas_claim_eq_22_bound_repaired = {
    CAS_PROCESS_CLAIM("eq:22+1/3", "repaired"),
    .formula = "2 |mat_i(nabla21_i(y_{i-1}) E[a_{i-1} given G_{i-1}])|_op^2 + "
               "2 |mat_i(E[R_i given G_{i-1}])|_op^2 <= "
               "2 K^2 |E[a_{i-1} given G_{i-1}]|^2 + H^2 E[|a_{i-1}|^4 given G_{i-1}] "
               "for i = 2..N",
    .notation = NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_TWISTED,
    .prose = CAS_PROOF_ABOVE,
};

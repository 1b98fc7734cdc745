/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"

/*:
\section{Appendix A.1: zero-mean noise, biased gradient}

\paragraph{What the paper says.} Example 1: for the sigmoid $\sigma(y)=1/(1+e^{-y})$ the
derivative $\sigma'=\sigma(1-\sigma)$ is symmetric with its peak at $0$; if $\tilde y=\pm
a$ with equal probabilities, then $E[\tilde y]=0$, but $E[\sigma'(\tilde
y)]=\frac12\sigma'(a)+\frac12\sigma'(-a)=\sigma'(a)<\sigma'(0)$ for $a>0$, so that
$E[\nabla f(\tilde y)]\neq\nabla f(y)$.

\paragraph{What is exactly true.} All of it, and the bias is known in closed form:
\[ E[\sigma'(\tilde
  y)]-\sigma'(0)\;=\;-\frac{(1-t)^2}{4(1+t)^2}\;=\;-\tfrac14\tanh^2(a/2),
   \qquad t=e^{-a}. \]

\emph{Proof.} $\sigma(a)=1/(1+t)$ and $1-\sigma(a)=t/(1+t)$, so $\sigma'(a)=t/(1+t)^2$,
and $\frac14-\frac{t}{(1+t)^2}=\frac{(1-t)^2}{4(1+t)^2}$ because $4t+(1-t)^2=(1+t)^2$. It
is positive unless $t=1$, that is, unless $a=0$. Replacing $a$ by $-a$ replaces $t$ by
$s=1/t$, and $s(1+t)^2-t(1+s)^2=(s-t)(1-st)$ vanishes for $st=1$: the derivative is even.
\qed
*/

/*:
\paragraph{What is checked.} The two identities, and besides, by enclosures, $\sigma'(a) <
\sigma'(0) = \frac14$ at $a = 2^{-40}, 2^{-39}, \dots, 64$.
*/

/*:
\paragraph{What double does.} Evaluated as printed, $s(1-s)$ with $s=1/(1+\exp(-y))$, the
inequality is lost where $a^2/16$ falls below half a unit in the last place of $\frac14$,
and the symmetry $\sigma'(-a)=\sigma'(a)$ is lost where $1-s$ rounds to $0$: there the
mean of the two computed slopes is half the true one. The form $t/(1+t)^2$ with
$t=e^{-|y|}$ has neither fault of symmetry nor of cancellation.
*/

const cas_claim cas_claim_a1_printed = {
    CAS_EXACT_CLAIM("app:A.1", "printed"),
    .statement =
        "For the sigmoid at y = 0 and noise +-a with equal probabilities, the mean of "
        "the perturbed derivative is sigma'(a) < sigma'(0), so it is biased.",
    .names = "s t",
    .notation = "a_k = 2^{k-40}",
    .checks = CAS_CHECKS("4 t + (1 - t)^2 = (1 + t)^2",
                         "s (1 + t)^2 - t (1 + s)^2 = (s - t) (1 - s t)",
                         "sigmoid(a_k) (1 - sigmoid(a_k)) < 1/4 for k = 0..46"),
    .mistakes =
        (const cas_mistake[]){
            {"1/4 < sigmoid(a_k) (1 - sigmoid(a_k)) for k = 0..46",
             "the mean of the perturbed slope lies above the exact slope"},
            {"sigmoid(a_k) (1 - sigmoid(a_k)) < 1/5 for k = 0..46", "1/5 for 1/4"},
            {0},
        },
    .note =
        "All displayed formulas hold: the mean slope is below sigma'(0) by exactly "
        "tanh(a/2)^2/4, for every a != 0. The last paragraph is motivation; the example "
        "shows its forward half. Double sees the inequality down to a = 2^-25, and loses "
        "the symmetry from a = 37 on.",
    .prose =
        "sigma'(a) < 1/4 for every a != 0: with s = e^a it is 4 s < (1 + s)^2, by the "
        "first check",
};

/*:
\paragraph{How large the bias is.} For every $a\neq0$
\[ \tfrac1{16}a^2\bigl(1-\tfrac16a^2\bigr)\;<\;\bigl|E[\sigma'(\tilde y)]-\sigma'(0)\bigr|
   \;<\;\tfrac1{16}a^2, \]
so the squared bias is below $\frac1{256}E|\delta|^4$ --- the fourth moment of Theorem 2
--- and $\frac1{256}$ cannot be improved. (It is $(\sigma'''(0)/2)^2$, with
$\sigma'''(0)=-\frac18$.)

\emph{Proof.} With $x=|a|/2>0$: $\tanh x<x$ because the derivative $1-\tanh^2x$ is below
$1$; integrating $1-\tanh^2x>1-x^2$ gives $\tanh x>x-\frac13x^3$. Where the right side is
positive, squaring gives $\tanh^2x>x^2(1-\frac13x^2)^2>x^2(1-\frac23x^2)$, since
$(1-\frac13z)^2-(1-\frac23z)=\frac19z^2$; where $x^2\ge3$, the last factor is negative.
Divide by $4$ and put $x=a/2$: $1-\frac23x^2=1-\frac16a^2$. \qed

The checks are the two identities, and both inequalities by enclosures at $a = 2^{-20},
\dots, 32$.
*/

const cas_claim cas_claim_a1_sharp = {
    CAS_EXACT_CLAIM("app:A.1", "sharp"),
    .statement =
        "The bias of Example 1 is -tanh(a/2)^2/4, between a^2/16 (1 - a^2/6) and "
        "a^2/16 in modulus.",
    .names = "x z",
    .notation = "a_k = 2^{k-20}; b_k = tanh(a_k/2)^2/4",
    .checks = CAS_CHECKS("(1 - z/3)^2 - (1 - 2 z/3) = z^2/9",
                         "1 - 2 x^2/3 = 1 - (2 x)^2/6", "b_k < a_k^2/16 for k = 0..25",
                         "a_k^2/16 (1 - a_k^2/6) < b_k for k = 0..25"),
    .mistakes =
        (const cas_mistake[]){
            {"b_k < a_k^2/17 for k = 0..25", "constant 1/17 in place of 1/16"},
            {"a_k^2/15 (1 - a_k^2/6) < b_k for k = 0..25",
             "1/15 in place of 1/16 as the best constant"},
            {0},
        },
    .note = "The squared bias is below 1/256 E|delta|^4, in line with the fourth moment "
            "of Theorem 2, and the constant is the best one (a -> 0).",
    .prose = "both inequalities for every a != 0, by integrating 1 - tanh^2; the checks "
             "evaluate them at 26 values",
};

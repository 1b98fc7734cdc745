/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"

/*:
\section{Appendix A.3: the gradients (56)}

\paragraph{What the paper says.} For $f_1(x,w_1)=A(x\odot w_1)$ and
$f_2(y,w_2)=\langle y,w_2\rangle^2+\frac12\|y\|^2$,
\[ u_2=2\langle y_1,w_2\rangle y_1,\qquad v_1=2\langle y_1,w_2\rangle w_2+y_1,\qquad
   u_1=\begin{pmatrix}ax_1&bx_2\\cx_1&dx_2\end{pmatrix}^{\!\top}\mathcal C_G(v_1). \]

\paragraph{What is exactly true.} All three. $f_2$ is a polynomial of degree two in $y$
and in $w_2$ separately, so its gradients are read off exact increments, with $w_2=q$: the
linear part of $f_2(y+h,q)-f_2(y,q)$ is $\langle h,v_1\rangle$, that of
$f_2(y,q+h)-f_2(y,q)$ is $\langle h,u_2\rangle$, and what is left is quadratic in $h$.
$f_1$ is linear in $w_1$: $\langle f_1(x,w_1+h)-f_1(x,w_1),\,c\rangle=\langle
h,u_1\rangle$ for $c=\mathcal C_G(v_1)$, whatever the compressor gives. The identities are
those of polynomials in all entries; $p = \langle y, q\rangle$. */

#define STEP_OF_Y                                                                        \
    "((y1 + h1) q1 + (y2 + h2) q2)^2 + ((y1 + h1)^2 + (y2 + h2)^2)/2 - p^2 - "           \
    "(y1^2 + y2^2)/2 = "
#define STEP_OF_Q "(y1 (q1 + h1) + y2 (q2 + h2))^2 - p^2 = "
#define STEP_OF_W "c1 (a x1 h1 + b x2 h2) + c2 (c x1 h1 + d x2 h2) = "

const cas_claim cas_claim_eq_56_printed = {
    CAS_EXACT_CLAIM("eq:56", "printed"),
    .statement = "u_2 = 2 <y_1, w_2> y_1, v_1 = 2 <y_1, w_2> w_2 + y_1 and u_1 = "
                 "(a x_1, b x_2; c x_1, d x_2)^T C_G(v_1) are the gradients of A.3",
    .names = "a b c d x1 x2 q1 q2 y1 y2 c1 c2 h1 h2",
    .notation = "p = y1 q1 + y2 q2",
    .checks = CAS_CHECKS(STEP_OF_Y "h1 (2 p q1 + y1) + h2 (2 p q2 + y2) + "
                                   "(h1 q1 + h2 q2)^2 + (h1^2 + h2^2)/2",
                         STEP_OF_Q "h1 (2 p y1) + h2 (2 p y2) + (y1 h1 + y2 h2)^2",
                         STEP_OF_W "h1 (a x1 c1 + c x1 c2) + h2 (b x2 c1 + d x2 c2)"),
    .mistakes =
        (const cas_mistake[]){
            {STEP_OF_Y "h1 (2 p y1 + y1) + h2 (2 p q2 + y2) + "
                       "(h1 q1 + h2 q2)^2 + (h1^2 + h2^2)/2",
             "y_1 for w_2 in v_1"},
            {STEP_OF_W "h1 (a x1 c1 + b x2 c2) + h2 (c x2 c1 + d x2 c2)",
             "the matrix in u_1 not transposed"},
            {0},
        },
    .note = "As polynomials in all entries, for any value of the compressor.",
};

/*:
\section{Appendix A.3: a non-convex problem?}

``We construct a counter example to illustrate the non-convergence of SGD algorithm with
standard non-convex assumption under Top-K compression.'' Of both weights the loss is not
convex: with $y=(y,0)$ and $w_2=(q,0)$ it is $y^2q^2+\frac12y^2$, larger in the middle of
$(\frac{11}{10},\frac9{10})$ and $(\frac9{10},\frac{11}{10})$ than half the sum of the
ends.
*/

#define LOSS(y, q) "((" y ")^2 (" q ")^2 + (" y ")^2/2)"

const cas_claim cas_claim_a3_nonconvex_printed = {
    CAS_EXACT_CLAIM("app:A.3/nonconvex", "printed"),
    .statement = "The counterexample is one of non-convex optimisation.",
    .checks = CAS_CHECKS(
        LOSS("11/10", "9/10") " + " LOSS("9/10", "11/10") " < 2 " LOSS("1", "1")),
    .mistakes =
        (const cas_mistake[]){
            {LOSS("11/10", "0") " + " LOSS("9/10", "0") " < 2 " LOSS("1", "0"),
             "the same with w_2 = 0"},
            {0},
        },
    .note =
        "Read as: the loss is not convex in both weights. What the orbits of A.3 see of "
        "it is convex, see the sharp version.",
};

/*:
\emph{Sharp.} The orbits start with $w_2=0$ and stay there (app:A.3/sgd/1), where the loss
is $\frac12|Aw_1|^2$: a convex quadratic, half of the sum of whose values at two points
exceeds that in the middle by $\frac18|A(w-v)|^2$. And as a non-convex problem it is not
one under the paper's assumptions: the second difference in $y$ is $h^2(1+2q^2)$, so that
no constant $L$ and no bound of the Jacobian holds for all $w_2$.
*/

const cas_claim cas_claim_a3_nonconvex_sharp = {
    CAS_EXACT_CLAIM("app:A.3/nonconvex", "sharp"),
    .statement =
        "With w_2 = 0, where the orbits of A.3 stay, the loss is the convex "
        "quadratic |A w_1|^2/2; of all weights no L bounds its second derivatives.",
    .names = "a b w1 w2 v1 v2 y q h",
    .notation = "m1 = (w1 + v1)/2; m2 = (w2 + v2)/2",
    .checks =
        CAS_CHECKS("((a w1 + b w2)^2/2 + (a v1 + b v2)^2/2)/2 - (a m1 + b m2)^2/2 = "
                   "(a (w1 - v1) + b (w2 - v2))^2/8",
                   LOSS("y + h", "q") " + " LOSS("y - h", "q") " - 2 " LOSS(
                       "y", "q") " = h^2 (1 + 2 q^2)"),
    .given = (const char *const[]){"app:A.3/sgd/1", NULL},
    .note = "For each row of A, and so for their sum. What fails to converge in A.3 is "
            "descent on a convex quadratic.",
};

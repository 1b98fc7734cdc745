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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/a3_gradients.h"

#include "claim/certificate.h"

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
those of polynomials in all entries. */

static cas_status certify(const cas_claim *claim, const cas_mutant *mutant,
                          cas_certificate *certificate, cas_message *message)
{
    cas_a3_gradients gradients = cas_a3_printed_gradients;
    cas_calculation calculation;
    (void)claim;
    (void)message;
    if (cas_mutant_is(mutant, "once"))
        gradients.u2[0] = "(y1*q1 + y2*q2)*y1";
    if (cas_mutant_is(mutant, "no y_1"))
        gradients.v1[1] = "2*(y1*q1 + y2*q2)*q2";
    if (cas_mutant_is(mutant, "not transposed"))
        gradients.u1[0] = "a*x1*c1 + b*x2*c2";
    if (cas_mutant_is(mutant, "other argument"))
        gradients.v1[0] = "2*(y1*q1 + y2*q2)*y1 + y1";
    cas_calculation_begin(&calculation);
    cas_check_a3_gradients(&calculation, &gradients);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

const cas_claim cas_claim_eq_56_printed = {
    .id = "eq:56",
    .version = "printed",
    .statement = "u_2 = 2 <y_1, w_2> y_1, v_1 = 2 <y_1, w_2> w_2 + y_1 and u_1 = "
                 "(a x_1, b x_2; c x_1, d x_2)^T C_G(v_1) are the gradients of A.3",
    .file = __FILE__,
    .line = __LINE__,
    .mutants =
        (const cas_mutant[]){{"once", "u_2 without the factor 2"},
                             {"no y_1", "v_1 without y_1"},
                             {"not transposed", "the matrix in u_1 not transposed"},
                             {"other argument", "y_1 for w_2 in v_1"},
                             {NULL, NULL}},
    .certify = certify,
    .note = "As polynomials in all entries, for any value of the compressor.",
};

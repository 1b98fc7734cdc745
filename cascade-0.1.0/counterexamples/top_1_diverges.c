/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_claim.h"

/*:
\section{An example that shows what A.3 is meant to show}

Same $f_1$ and $f_2$, plain SGD, a step size that is stable without compression and,
moreover, at most $1/(3L)$ as Theorem 3 of the paper asks; but $w_2\ne0$:
\[ A=\begin{pmatrix}5&-4\\-4&3\end{pmatrix},\quad w_1=\tfrac1{1024}(1,1),\quad
  w_2=(15,18),\quad \gamma=\tfrac1{500}. \]
Without compression SGD converges to a minimiser and $w_2$ moves by less than $2^{-19}$;
with Top-1 weights and loss tend to infinity.

\paragraph{Why $w_2$ matters.} With $q=w_2$ fixed, $v'=v-\gamma DC(v)$ with
\[ D=M_qB=\begin{pmatrix}1211&-932\\1372&-1055\end{pmatrix}. \]
Its spectrum is that of $B^{1/2}M_qB^{1/2}$, positive; but its diagonal entry $D_{22}$ is
negative and larger in modulus than $D_{12}$: keeping the second entry \emph{enlarges} it
by $1+1055\gamma$, and on $|v_1|\le|v_2|$, with $r=v_1/v_2$,
$r'=(r+932\gamma)/(1+1055\gamma)$ is a mean of $r$ and $\frac{932}{1055}$, so $|r'|\le1$
again: the second entry is kept as long as $q$ stays near its start, \emph{for every}
$\gamma>0$.
*/

/*:
\paragraph{The step size against $1/(3L)$.} On the convex set of
$\|w_1\|\le\|w_1^{(1)}\|$, $|q-q^{(1)}|\le\rho$, which contains the whole uncompressed
orbit, the Hessian of the loss has the blocks $A^TM_qA$, $2yy^T$ and $A^T(2qy^T+2pI)$, so
that its norm is at most
\[ L=\max\bigl(F+2(|A^Tq^{(1)}|+\sqrt
  F\rho)^2,\;2F\|w_1^{(1)}\|^2\bigr)+4F(|q^{(1)}|+\rho)\,\|w_1^{(1)}\| . \]
(The loss is a quartic polynomial: as with the paper's own $f_2$, no $L$ holds on the
whole space.)
*/

/*:
\paragraph{The divergence.} The orbit is followed in enclosures of 1024 bits until Lemma 2
applies. No choice of the compressor is a tie, and every choice is decided. That the
example cannot work for every $\gamma$ is the second theorem of top\_1\_converges.c: below
$\gamma_0$ Top-1 converges, to another minimiser. So what fails with Top-1 is the
step-size condition $\gamma\le1/(3L)$, not convergence for small $\gamma$. And the error
of the compressor is relative here as well.
*/

const cas_claim cas_claim_a3_sgd_sharp = {
    CAS_ORBIT_CLAIM("app:A.3/sgd", "sharp"),
    .statement =
        "There are a matrix and weights, w_2 not 0, for which SGD with a step size below "
        "1/(3L) converges without compression and diverges with Top-1.",
    .notation =
        "a = 5; b = -4; c = -4; d = 3; q1 = 15; q2 = 18; g = 1/500; "
        "start = 2/1024^2; rho = 2^(-19); theta = 8/25; F = a^2 + b^2 + c^2 + d^2; "
        "pulled = (a q1 + c q2)^2 + (b q1 + d q2)^2; "
        "B11 = a^2 + b^2; B12 = a c + b d; B22 = c^2 + d^2; "
        "D11 = B11 + 2 q1 (q1 B11 + q2 B12); D12 = B12 + 2 q1 (q1 B12 + q2 B22); "
        "D21 = B12 + 2 q2 (q1 B11 + q2 B12); D22 = B22 + 2 q2 (q1 B12 + q2 B22); "
        "trace = D11 + D22; det = D11 D22 - D12 D21",
    .checks = CAS_CHECKS("start/(sqrt(2) (2 - theta)) <= rho",
                         "g (F + 2 (sqrt(pulled) + sqrt(F) rho)^2) <= theta",
                         "D12 = -932", "D22 = -1055", "0 < trace", "0 < det",
                         "D12^2 < D22^2", "g (trace + sqrt(trace^2 - 4 det))/2 < 1/3",
                         "2 F start < F + 2 (sqrt(pulled) + sqrt(F) rho)^2",
                         "3 g (F + 2 (sqrt(pulled) + sqrt(F) rho)^2 + "
                         "4 F (sqrt(q1^2 + q2^2) + rho) sqrt(start)) <= 1",
                         "6.2/10^9 < 1/(F (2 start + 8 (q1^2 + q2^2)^2))"),
    .mistakes =
        (const cas_mistake[]){
            {"3/450 (F + 2 (sqrt(pulled) + sqrt(F) rho)^2 + "
             "4 F (sqrt(q1^2 + q2^2) + rho) sqrt(start)) <= 1",
             "gamma = 1/450, which is above 1/(3L)"},
            {"3 g (F + 2 (sqrt(pulled) + sqrt(F) rho)^2 + "
             "4 F (sqrt(q1^2 + q2^2) + rho) sqrt(2/16^2)) <= 1",
             "s = 1/16, where the bound on L is too large"},
            {0},
        },
    CAS_ORBIT_FACTS({"growth < 1", &cas_orbit_example, .top_1 = false},
                    {"4 <= growth", &cas_orbit_example, .top_1 = true, .steps = 11,
                     .stored = "top-1-diverges.json"}),
    .mutants = CAS_MUTANTS({"example step 1/100000", "gamma = 1/100000"},
                           {"example weights 0 0", "w_2 = 0"}),
    .note =
        "A = (5 -4; -4 3), w_1 = (1,1)/1024, w_2 = (15,18), gamma = 1/500 <= 1/(3L): "
        "uncompressed SGD converges (gamma lambda_max <= 8/25 all along); Top-1, "
        "keeping entries 22222222221, is trapped after 11 steps, then w_1 and w_2 grow "
        "by more than 1.1e+06 and 2e+06 per step. In double it overflows. It converges "
        "again for gamma <= 6.2e-09.",
};

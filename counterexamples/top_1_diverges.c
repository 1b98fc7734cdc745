/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"
#include "orbit/blow_up.h"

#include <stdio.h>

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

static void check_linearisation(cas_calculation *calculation)
{
    cas_let(calculation, "B11", "a^2 + b^2");
    cas_let(calculation, "B12", "a*c + b*d");
    cas_let(calculation, "B22", "c^2 + d^2");
    cas_let(calculation, "D11", "B11 + 2*q1*(q1*B11 + q2*B12)");
    cas_let(calculation, "D12", "B12 + 2*q1*(q1*B12 + q2*B22)");
    cas_let(calculation, "D21", "B12 + 2*q2*(q1*B11 + q2*B12)");
    cas_let(calculation, "D22", "B22 + 2*q2*(q1*B12 + q2*B22)");
    cas_check(calculation, "D12 = -932");
    cas_check(calculation, "D22 = -1055");
    cas_check(calculation, "0 < D11 + D22");
    cas_check(calculation, "0 < D11*D22 - D12*D21");
    cas_check(calculation, "D22 < 0");
    cas_check(calculation, "D12^2 < D22^2");
    cas_check(calculation,
              "gamma*(D11 + D22 + sqrt((D11 + D22)^2 - 4*(D11*D22 - D12*D21)))/2 < 1/3");
}

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

static void check_step_size(cas_calculation *calculation)
{
    cas_check(calculation, "2*F*start < F + 2*(sqrt(pulled) + sqrt(F)*rho)^2");
    cas_check(calculation, "3*gamma*(F + 2*(sqrt(pulled) + sqrt(F)*rho)^2 + "
                           "4*F*(sqrt(q1^2 + q2^2) + rho)*sqrt(start)) <= 1");
}

static void set_example(cas_iteration *iteration, const cas_mutant *mutant)
{
    const char *step = cas_mutant_is(mutant, "larger-step")    ? "1/450"
                       : cas_mutant_is(mutant, "smaller-step") ? "1/100000"
                                                               : "1/500";
    const char *weights = cas_mutant_is(mutant, "no-second-weight") ? "0 0" : "15 18";
    const char *start =
        cas_mutant_is(mutant, "larger-start") ? "1/16 1/16" : "1/1024 1/1024";
    cas_iteration_set(iteration, "5 -4 -4 3", start, weights, step, "0",
                      !cas_mutant_is(mutant, "uncompressed"));
}

/*:
\paragraph{The divergence.} The orbit is followed in enclosures of 1024 bits until Lemma 2
applies. No choice of the compressor is a tie, and every choice is decided. That the
example cannot work for every $\gamma$ is the second theorem of top\_1\_converges.c: below
$\gamma_0$ Top-1 converges, to another minimiser. So what fails with Top-1 is the
step-size condition $\gamma\le1/(3L)$, not convergence for small $\gamma$. And the error
of the compressor is relative here as well.
*/

enum { PRECISION = 1024, STEPS = 40 };

static cas_status certify(const cas_claim *claim, const cas_mutant *mutant,
                          cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_iteration iteration;
    cas_iteration_init(&iteration);
    set_example(&iteration, mutant);
    cas_check_uncompressed_converges(&calculation, &iteration, "2^(-19)", "8/25");
    check_linearisation(&calculation);
    check_step_size(&calculation);
    cas_blow_up found;
    cas_record(&calculation, cas_blow_up_find(&iteration, PRECISION, STEPS, &found),
               "the Top-1 orbit enters the region of Lemma 2");
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved) {
        size_t taken;
        cas_fate fate = cas_orbit_double_fate(&iteration, 100, &taken);
        snprintf(
            certificate->note, sizeof certificate->note,
            "A = (5 -4; -4 3), w_1 = (1,1)/1024, w_2 = (15,18), gamma = 1/500 <= 1/(3L): "
            "uncompressed SGD converges (gamma lambda_max <= 8/25 all along); Top-1, "
            "keeping "
            "entries %s, is trapped after %zu steps, then w_1 and w_2 grow by more than "
            "%.2g and %.2g per step. %s It converges again for gamma <= %.2g. The orbit "
            "is counterexamples/orbits/top-1-diverges.json.",
            found.word, found.steps, found.growth_w1, found.growth_w2,
            fate == CAS_FATE_OVERFLOW ? "In double it overflows." : "",
            cas_approximate(&calculation, "1/(F*(2*start + 8*(q1^2 + q2^2)^2))"));
    }
    cas_iteration_clear(&iteration);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant mutants[] = {
    {"larger-step", "gamma = 1/450, which is above 1/(3L)"},
    {"smaller-step", "gamma = 1/100000"},
    {"no-second-weight", "w_2 = 0"},
    {"larger-start", "s = 1/16, where the bound on L is too large"},
    {"uncompressed", "no compressor"},
    {NULL, NULL},
};

const cas_claim cas_claim_a3_sgd_sharp = {
    .id = "app:A.3/sgd",
    .version = "sharp",
    .statement =
        "There are a matrix and weights, w_2 not 0, for which SGD with a step size below "
        "1/(3L) converges without compression and diverges with Top-1.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = mutants,
    .certify = certify,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"

#include <stdio.h>

/*:
\section{Gradient spikes: what the introduction says}

Section 1.4.3 says of Figure 2: ``While some spikes are recoverable, meaning they can be
corrected during the training process, others can lead to training divergence'', and
``Our theoretical analysis \dots\ clearly establishes the conditions under which the
optimization can recover or experience a complete crash''.

\paragraph{Divergence, printed.} As existence, with one spike: gradient descent on
$\ell(w)=\frac14w^4$ with $\gamma=1$, at its minimiser $0$. One spike of size $\epsilon$
moves the weight to $-\epsilon$; from there $w'=(1-w^2)\,w$.
\begin{itemize}
\item $\epsilon\ge2$: if $w^2\ge4$, then $w'^2\ge9w^2$, so $|w|$ grows by 3 per step at
  least: the run diverges.
\item $\epsilon\le1$: if $w^2\le1$, then $w'^2\le w^2(1-w^2)^2\le w^2$, and $w\to0$: the
  run recovers.
\end{itemize}
Here the larger spike is the fatal one.
*/

static cas_status certify_printed(const cas_claim *claim, const cas_mutant *mutant,
                                  cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_let(&calculation, "fatal", cas_mutant_is(mutant, "small") ? "1" : "2");
    cas_let(&calculation, "harmless", cas_mutant_is(mutant, "large") ? "3/2" : "1");
    cas_let(&calculation, "growth", cas_mutant_is(mutant, "growth") ? "4" : "3");
    /* w' = w - w^3, with s = w^2 */
    cas_check_polynomials(&calculation, "w s", "(w - w*s)^2 = w^2*(1 - s)^2");
    cas_check_polynomials(&calculation, "s", "(s - 1)^2 - 9 = (s - 4)*(s + 2)");
    cas_check_polynomials(&calculation, "s", "1 - (1 - s)^2 = s*(2 - s)");
    cas_check(&calculation, "growth <= fatal^2 - 1");
    cas_check(&calculation, "1 < fatal^2 - 1");
    cas_check(&calculation, "harmless^2 <= 2 - 1");
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        snprintf(certificate->note, sizeof certificate->note,
                 "Read as existence, with one isolated spike: on w^4/4 with gamma = 1 a "
                 "spike of size >= 2 diverges, one of size <= 1 recovers. On the "
                 "problem of Section 7 with the ridge nothing can diverge (see sharp).");
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant printed_mutants[] = {
    {"small", "a spike of size 1 diverges"},
    {"large", "a spike of size 3/2 recovers"},
    {"growth", "growth 4 per step from 2 on"},
    {NULL, NULL},
};

const cas_claim cas_claim_figure_2_divergence_printed = {
    .id = "fig:2/divergence",
    .version = "printed",
    .statement = "Some spikes are recoverable, others can lead to training divergence.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = printed_mutants,
    .certify = certify_printed,
};

/*:
\paragraph{Divergence, sharp.} On (53)--(54) with $\mathcal R=\|w\|^2$ and
$0<\gamma\rho<1$ every run stays bounded, whatever its spikes, if they are bounded. The
gradient of the first term of (53), perturbed or not, is a mean of
$(\sigma+\epsilon)(-y_lh_l)$, $0\le\sigma\le1$; so it is at most
$B=(1+\sup|\epsilon|)\frac1M\sum\|h_l\|$, and
\[ \|w'\|\le|1-2\gamma\rho|\,\|w\|+\gamma B,\qquad \limsup\|w_t\|\le\frac{\gamma
  B}{1-|1-2\gamma\rho|}. \]
The sampling noise $\xi_t$, which is Gaussian, is left out; with it the same bound
holds for $\mathbb E\|w_t\|$ with $B+\mathbb E\|\xi_t\|$ for $B$. For $\gamma\rho>1$,
$\|w\|$ grows without any spike: where $\|w\|$ is large,
$\|w'\|\ge(2\gamma\rho-1)\|w\|-\gamma B$. On the example of Figure 2 the bound of the
unperturbed run is below $\frac{17}2$.
*/

static cas_status certify_sharp(const cas_claim *claim, const cas_mutant *mutant,
                                cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_let(&calculation, "gamma", "4");
    cas_let(&calculation, "rho", cas_mutant_is(mutant, "flat") ? "0" : "39/500");
    cas_let(&calculation, "B", "(60*1 + 20)/61");
    cas_let(&calculation, "bound", cas_mutant_is(mutant, "bound") ? "8" : "17/2");
    cas_check_polynomials(&calculation, "g", "1 - (1 - 2*g)^2 = 4*g*(1 - g)");
    cas_check(&calculation, "0 < gamma*rho");
    cas_check(&calculation, "gamma*rho < 1/2");
    cas_check(&calculation, "gamma*B < bound*2*gamma*rho");
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        snprintf(certificate->note, sizeof certificate->note,
                 "With the ridge and gamma rho < 1 every run with bounded perturbations "
                 "is bounded (in mean, with Gaussian sampling noise), for gamma rho > 1 "
                 "runs diverge without any. Figure 2's "
                 "blue curve, on this problem, is a run that does not converge and does "
                 "not diverge either: limsup ||w|| <= %.3g on its example.",
                 cas_approximate(&calculation, "B/(2*rho)"));
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant sharp_mutants[] = {
    {"flat", "rho = 0"},
    {"bound", "the bound of the example is 8"},
    {NULL, NULL},
};

const cas_claim cas_claim_figure_2_divergence_sharp = {
    .id = "fig:2/divergence",
    .version = "sharp",
    .statement = "On (53)-(54) with the ridge and 0 < gamma rho < 1 no bounded "
                 "perturbation makes a run diverge.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = sharp_mutants,
    .certify = certify_sharp,
};

/*:
\paragraph{The conditions.} Theorems 3, 4, 5 and Corollaries 1 to 4 bound the average
gradient, or the loss, from above; they give conditions that are sufficient for
recovery. No displayed result concludes that a run does not converge, so there is no
condition for ``a complete crash'' that could be tested. What is known of it stands
elsewhere: with $0<\gamma<2/L$ no finite number of spikes is fatal (Figure 2, sharp), and
with larger steps the fate of a single spike is not a function of size and number
that increases in either (Figure 2, printed).
*/

const cas_claim cas_claim_figure_2_conditions_printed = {
    .id = "fig:2/conditions",
    .version = "printed",
    .statement = "The analysis establishes the conditions under which the optimisation "
                 "can recover or experience a complete crash.",
    .file = __FILE__,
    .line = __LINE__,
    .note =
        "The results give conditions that suffice for recovery; none concludes that a "
        "run fails, so there is no condition for a crash to be tested. With a step "
        "below 2/L finitely many spikes never are fatal; above it the fate is not "
        "monotone in their size (fig:2).",
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"

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
\item $\epsilon\ge2$: where $w^2\ge4$, $w'^2-9w^2=w^2(w^2-4)(w^2+2)\ge0$ (first check), so
  $|w|$ grows by 3 per step at least: the run diverges.
\item $\epsilon\le1$: where $w^2\le1$, $w^2-w'^2=w^4(2-w^2)$ (second check), which is
  positive unless $w=0$: $w\to0$, the run recovers.
\end{itemize}
Here the larger spike is the fatal one.
*/

const cas_claim cas_claim_figure_2_divergence_printed = {
    CAS_EXACT_CLAIM("fig:2/divergence", "printed"),
    .statement = "Some spikes are recoverable, others can lead to training divergence.",
    .names = "w",
    .checks = CAS_CHECKS("(w - w^3)^2 - 9 w^2 = w^2 (w^2 - 4) (w^2 + 2)",
                         "w^2 - (w - w^3)^2 = w^4 (2 - w^2)"),
    .note = "Read as existence, with one isolated spike: on w^4/4 with gamma = 1 a spike "
            "of size >= 2 diverges, one of size <= 1 recovers. On the problem of Section "
            "7 with the ridge nothing can diverge (see sharp).",
    .prose = "from one step to the limit",
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
$\|w'\|\ge(2\gamma\rho-1)\|w\|-\gamma B$. Checked are $|1-2g|<1$ for $0<g<1$ and, on the
example of Figure 2, that the bound of the unperturbed run is $\frac{20000}{2379}<8.41$.
*/

const cas_claim cas_claim_figure_2_divergence_sharp = {
    CAS_EXACT_CLAIM("fig:2/divergence", "sharp"),
    .statement = "On (53)-(54) with the ridge and 0 < gamma rho < 1 no bounded "
                 "perturbation makes a run diverge.",
    .names = "g",
    .notation = "gamma = 4; rho = 39/500; B = (60 + 20)/61",
    .checks = CAS_CHECKS("1 - (1 - 2 g)^2 = 4 g (1 - g)", "1 - 2 gamma rho = 47/125",
                         "gamma B/(1 - 47/125) = 20000/2379"),
    .note = "With the ridge and gamma rho < 1 every run with bounded perturbations is "
            "bounded (in mean, with Gaussian sampling noise), for gamma rho > 1 runs "
            "diverge without any. Figure 2's blue curve, on this problem, is a run that "
            "does not converge and does not diverge either: limsup ||w|| <= 8.41 on "
            "its example.",
    .prose = "the bound of the perturbed gradient, and from one step to the limit",
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
    CAS_CLAIM_HEAD("fig:2/conditions", "printed"),
    .statement = "The analysis establishes the conditions under which the optimisation "
                 "can recover or experience a complete crash.",
    .note =
        "The results give conditions that suffice for recovery; none concludes that a "
        "run fails, so there is no condition for a crash to be tested. With a step "
        "below 2/L finitely many spikes never are fatal; above it the fate is not "
        "monotone in their size (fig:2).",
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/*:
\section{Appendix A.2: a constant forward perturbation shifts the minimum}

\paragraph{What the paper says.} Gradient descent on $f(x)=x^2$ with the gradient
$2(x+\delta)$, $\delta$ constant, is $x_{t+1}=(1-2\gamma)x_t-2\gamma\delta$ (55), and
``for any $\gamma<1/2$, the sequence converges to $-\delta$ as $T\to+\infty$,
demonstrating systematic deviation from the true minimum at zero''.

\paragraph{What is exactly true.} With $e_t=x_t+\delta$, (55) is $e_{t+1}=(1-2\gamma)e_t$,
so $e_t=(1-2\gamma)^te_0$ for every real $\gamma$:
\begin{center}\begin{tabular}{lll}
$\gamma$ & from $x_0\ne-\delta$ & from $x_0=-\delta$\\\hline
$\gamma<0$ or $\gamma>1$ & $|x_t|\to\infty$ & stays\\
$\gamma=0$ & stays at $x_0$ & stays\\
$0<\gamma<\frac12$ & converges to $-\delta$, on one side of it & stays\\
$\gamma=\frac12$ & $x_1=-\delta$ & stays\\
$\frac12<\gamma<1$ & converges to $-\delta$, alternating & stays\\
$\gamma=1$ & 2-cycle $x_0,\,-x_0-2\delta$ & stays
\end{tabular}\end{center}
So $(0,1)$ is the exact range; $1=2/L$ for the smoothness constant $L=2$ of $f$, and the
paper's $\frac12$ marks where the approach ceases to be one-sided.

\paragraph{How the sentence is read.} A learning rate is positive; read so, the sentence
is true. To the letter, ``any $\gamma<\frac12$'' includes $\gamma=0$ and $\gamma<0$, where
it fails ($\gamma=-\frac12$, $\delta=0$, $x_0=1$ gives $x_t=2^t$). No other step-size
condition of the paper mentions positivity either, so the verdict is on the first reading.
For the deviation, $\delta\ne0$ is understood; $T\to\infty$ should be $t\to\infty$.

\paragraph{What the example does not show.} The perturbed map has the contraction factor
$|1-2\gamma|$ of the exact one: there is a bias, with loss $f(-\delta)=\delta^2$ at the
limit, but no instability. And a constant $\delta$ shows that the error floor of Theorem 4
is reached by \emph{some} non-vanishing bias, not that any of the \emph{rates} of
Corollary 1 is necessary.

As an instance of (5) the example needs two operators: with $N=1$ the perturbation of the
output leaves the gradient $2x$ alone; with $f_1(y_0,w)=w$, $f_2(y)=y^2$ and
$\delta_1=\delta$ the gradient is $2(w+\delta)$. $f_2$ has no bounded Jacobian on the
line, but the orbit stays in $|e|\le|e_0|$ for $0\le\gamma\le1$. On this chain
(witnesses/a2-shifted-minimum.json) $\nabla^2_{21}f_i=0$ and $L_{\nabla^2f}=0$, so that
(33) as printed bounds the squared bias $4\delta^2$ by $0$: the paper's own example is a
witness against the printed constants of Theorem 2.
*/

/*:
\paragraph{What is checked.} (55), and that it multiplies the error $x + \delta$ by $1 -
2\gamma$; that this factor lies between $0$ and $1$ for $0 \le \gamma \le \frac12$; and
that for $\gamma = -\frac12$ and $\gamma = 0$, which are below $\frac12$ as well, a step
from $x$ with $\delta = 0$ leads to $2x$ and to $x$.
*/
#define EQ_55 "x - gamma (2 (x + delta)) = (1 - 2 gamma) x - 2 gamma delta"
#define ERROR "x - gamma (2 (x + delta)) + delta = (1 - 2 gamma) (x + delta)"

/*:
\paragraph{What double does.} Let $n=x-g\,(2(x+d))$, each operation rounded, and $x=-d+ku$
with $u$ the unit in the last place of $d$. Then $x+d=ku$ is exact, and $x$ is a fixed
point as soon as $2g|k|<\frac12$: the iteration stops anywhere within $1/(4g)$ units of
$-d$, on the side from which it comes. For $g$ close to $1$ it does not stop at all but
ends in an exact 2-cycle.
*/

/* Where the computed iteration from x ends: period 1 or 2, or 0 if not within `steps`. */
static int end_in_double(double *x, double g, double d, size_t steps)
{
    double before = NAN;
    for (size_t t = 0; t < steps; t++) {
        double next = *x - g * (2 * (*x + d));
        if (next == *x)
            return 1;
        if (next == before)
            return 2;
        before = *x;
        *x = next;
    }
    return 0;
}

static double units_from_limit(double x, double d)
{
    return (x + d) / (nextafter(d, INFINITY) - d);
}

static void describe_double(char *note, size_t size)
{
    double slow = 1, below = -1, fast = 1;
    int slow_period = end_in_double(&slow, 0.01, 0.3, 100000);
    int below_period = end_in_double(&below, 0.01, 0.3, 100000);
    int fast_period = end_in_double(&fast, 0.9, 0.3, 100000);
    snprintf(
        note, size,
        "In double with delta = 0.3, gamma = 0.01 ends %+.0f units in the last place "
        "from "
        "-delta coming from 1 (period %d) and %+.0f coming from -1 (period %d); gamma = "
        "0.9 ends in a cycle of period %d.",
        units_from_limit(slow, 0.3), slow_period, units_from_limit(below, 0.3),
        below_period, fast_period);
}

static cas_status certify_printed(const cas_claim *claim, const cas_mutant *mutant,
                                  cas_certificate *certificate, cas_message *message)
{
    cas_status status = cas_checks_certify(claim, mutant, certificate, message);
    if (certificate->proved) {
        char in_double[320];
        describe_double(in_double, sizeof in_double);
        snprintf(certificate->note, sizeof certificate->note,
                 "True for a learning rate gamma > 0, with monotone convergence. To the "
                 "letter 'any gamma < 1/2' includes gamma <= 0, where it fails; 1/2 is "
                 "not the bound (see sharp). The shift is a bias with floor delta^2, not "
                 "an instability: the contraction factor is that of exact descent. %s",
                 in_double);
    }
    return status;
}

const cas_claim cas_claim_a2_printed = {
    CAS_CLAIM_HEAD("app:A.2", "printed"),
    .statement =
        "With the gradient 2(x + delta) descent on x^2 follows (55), and for any "
        "learning rate 0 < gamma < 1/2 it converges to -delta.",
    .names = "x gamma delta",
    .checks = CAS_CHECKS(EQ_55, ERROR, "2 gamma <= 1 if gamma <= 1/2", "1 - 2 gamma <= 1",
                         "x - (-1/2) (2 x) = 2 x", "x - 0 (2 x) = x"),
    .mistakes =
        (const cas_mistake[]){
            {"2 gamma <= 1 if gamma <= 3/4", "one-sided up to gamma = 3/4"},
            {"1 - 2 (-gamma) <= 1", "the range reaches below 0"},
            {0},
        },
    .certify = certify_printed,
    .prose = "that (1 - 2 gamma)^t tends to 0",
};

/*: \paragraph{(55) by itself.} An identity in $x$, $\gamma$ and $\delta$; and with
$e_t=x_t+\delta$ it says $e_{t+1}=(1-2\gamma)e_t$, hence $e_t=(1-2\gamma)^te_0$ by
induction over $t$: with $n=(1-2\gamma)^t$, $(1-2\gamma)(n\,e_0)=(1-2\gamma)n\cdot e_0$.
*/

const cas_claim cas_claim_eq_55_printed = {
    CAS_EXACT_CLAIM("eq:55", "printed"),
    .statement = "x - gamma 2 (x + delta) = (1 - 2 gamma) x - 2 gamma delta, so that "
                 "x_t + delta = (1 - 2 gamma)^t (x_0 + delta)",
    .names = "x gamma delta",
    .checks = CAS_CHECKS(EQ_55, ERROR),
    .note = "For all real gamma; it tends to -delta from every start iff 0 < gamma < 1, "
            "where the text has 'any gamma < 1/2': see app:A.2.",
    .prose = "the induction over t, whose step is the second check",
};

/*:
\paragraph{The exact range.} $1-(1-2\gamma)^2=4\gamma(1-\gamma)$. The sequence converges
from every start iff $|1-2\gamma|<1$, iff $4\gamma(1-\gamma)>0$, iff $0<\gamma<1$: at $1 +
h$ and at $-h$ the product is $-4h(1+h)$ (second and third check). At an end of the range
the factor is $\pm1$ and only $x_0=-\delta$ converges to $-\delta$. The last check follows
the orbit $X_t = (1-2\gamma)^t(x+\delta)-\delta$ for 16 steps, for all $\gamma$, $x$ and
$\delta$ at once.
*/

const cas_claim cas_claim_a2_sharp = {
    CAS_EXACT_CLAIM("app:A.2", "sharp"),
    .statement =
        "(55) converges to -delta from every start if and only if 0 < gamma < 1.",
    .names = "x gamma delta h",
    .notation = "X_t = (1 - 2 gamma)^t (x + delta) - delta",
    .checks = CAS_CHECKS("1 - (1 - 2 gamma)^2 = 4 gamma (1 - gamma)",
                         "4 (1 + h) (1 - (1 + h)) = -4 h (1 + h)",
                         "4 (-h) (1 - (-h)) = -4 h (1 + h)",
                         "X_{t+1} = X_t - gamma (2 (X_t + delta)) for t = 0..15"),
    .note = "Exact range 0 < gamma < 1; constant at 0, a 2-cycle at 1, divergence "
            "outside, for every start but -delta.",
    .prose = "that (1 - 2 gamma)^t tends to 0 if and only if |1 - 2 gamma| < 1",
};

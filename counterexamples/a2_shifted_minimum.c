/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"

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

/* The recurrence (55) and its fixed point as polynomials in x, gamma, delta. */
struct recurrence {
    const char *next, *limit;
};

static void check_recurrence(cas_calculation *calculation,
                             const struct recurrence *recurrence)
{
    cas_check_polynomials(calculation, "x gamma delta", "x - gamma (2 (x + delta)) = %s",
                          recurrence->next);
    cas_check_polynomials(calculation, "x gamma delta",
                          "%s - (%s) = (1 - 2 gamma) (x - (%s))", recurrence->next,
                          recurrence->limit, recurrence->limit);
}

/*:
\paragraph{The printed range.} The factor $1-2\gamma$ is affine in $\gamma$, so it lies
strictly between $0$ and $1$ on an open interval as soon as it lies in $[0,1]$ at both
ends.
*/

static void check_one_sided(cas_calculation *calculation)
{
    cas_check(calculation, "lower < upper");
    cas_check(calculation, "0 <= 1 - 2*upper");
    cas_check(calculation, "1 - 2*lower <= 1");
}

/*:
\paragraph{To the letter.} The orbits of $x_0=1$, $\delta=0$ for $\gamma=-\frac12$ and
$\gamma=0$, which are below $\frac12$ as well, are $2^t$ and constant.
*/

static void check_rates_that_are_not_positive(cas_calculation *calculation)
{
    cas_let(calculation, "grown", "1");
    cas_let(calculation, "kept", "1");
    for (int t = 0; t < 10; t++) {
        cas_let(calculation, "grown", "grown - (-1/2)*(2*grown)");
        cas_let(calculation, "kept", "kept - 0*(2*kept)");
    }
    cas_check(calculation, "grown = 2^10");
    cas_check(calculation, "kept = 1");
}

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
    (void)claim;
    (void)message;
    struct recurrence recurrence = {"(1 - 2*gamma)*x - 2*gamma*delta", "-delta"};
    if (cas_mutant_is(mutant, "sign"))
        recurrence.next = "(1 - 2*gamma)*x + 2*gamma*delta";
    if (cas_mutant_is(mutant, "limit"))
        recurrence.limit = "delta";
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_let(&calculation, "lower", cas_mutant_is(mutant, "negative") ? "-1/2" : "0");
    cas_let(&calculation, "upper", cas_mutant_is(mutant, "upper") ? "3/4" : "1/2");
    check_recurrence(&calculation, &recurrence);
    check_one_sided(&calculation);
    check_rates_that_are_not_positive(&calculation);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved) {
        char in_double[320];
        describe_double(in_double, sizeof in_double);
        snprintf(certificate->note, sizeof certificate->note,
                 "True for a learning rate gamma > 0, with monotone convergence. To the "
                 "letter "
                 "'any gamma < 1/2' includes gamma <= 0, where it fails; 1/2 is not the "
                 "bound (see sharp). The shift is a bias with floor delta^2, not an "
                 "instability: the contraction factor is that of exact descent. %s",
                 in_double);
    }
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant printed_mutants[] = {
    {"sign", "+2 gamma delta in (55)"},
    {"limit", "the limit is +delta"},
    {"negative", "the range reaches below 0"},
    {"upper", "one-sided up to gamma = 3/4"},
    {NULL, NULL},
};

const cas_claim cas_claim_a2_printed = {
    .id = "app:A.2",
    .version = "printed",
    .statement =
        "With the gradient 2(x + delta) descent on x^2 follows (55), and for any "
        "learning rate 0 < gamma < 1/2 it converges to -delta.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = printed_mutants,
    .certify = certify_printed,
};

/*: \paragraph{(55) by itself.} An identity in $x$, $\gamma$ and $\delta$; and with
$e_t=x_t+\delta$ it says $e_{t+1}=(1-2\gamma)e_t$, hence $e_t=(1-2\gamma)^te_0$ by
induction over $t$: with $n=(1-2\gamma)^t$, $(1-2\gamma)(n\,e_0)=(1-2\gamma)n\cdot e_0$.
*/

static cas_status certify_55(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct recurrence recurrence = {"(1 - 2*gamma)*x - 2*gamma*delta", "-delta"};
    if (cas_mutant_is(mutant, "sign"))
        recurrence.next = "(1 - 2*gamma)*x + 2*gamma*delta";
    if (cas_mutant_is(mutant, "once"))
        recurrence.next = "(1 - 2*gamma)*x - gamma*delta";
    if (cas_mutant_is(mutant, "limit"))
        recurrence.limit = "0";
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    check_recurrence(&calculation, &recurrence);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

const cas_claim cas_claim_eq_55_printed = {
    .id = "eq:55",
    .version = "printed",
    .statement = "x - gamma 2 (x + delta) = (1 - 2 gamma) x - 2 gamma delta, so that "
                 "x_t + delta = (1 - 2 gamma)^t (x_0 + delta)",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = (const cas_mutant[]){{"sign", "+2 gamma delta"},
                                    {"once", "gamma delta for 2 gamma delta"},
                                    {"limit", "the fixed point is 0"},
                                    {NULL, NULL}},
    .certify = certify_55,
    .note = "For all real gamma; it tends to -delta from every start iff 0 < gamma < 1, "
            "where the text has 'any gamma < 1/2': see app:A.2.",
};

/*:
\paragraph{The exact range.} $1-(1-2\gamma)^2=4\gamma(1-\gamma)$. The sequence converges
from every start iff $|1-2\gamma|<1$, iff $4\gamma(1-\gamma)>0$, iff $0<\gamma<1$: the
product has exactly the two simple zeros $0$ and $1$ and is positive between them. At an
end of the range the factor is $\pm1$ and only $x_0=-\delta$ converges to $-\delta$. The
checks evaluate the product at both ends, between and beyond them, and follow the table's
rows on exact orbits.
*/

static void check_range(cas_calculation *calculation)
{
    cas_check_polynomials(calculation, "gamma",
                          "1 - (1 - 2*gamma)^2 = 4*gamma*(1 - gamma)");
    cas_check(calculation, "lower < upper");
    cas_check(calculation, "4*lower*(1 - lower) = 0");
    cas_check(calculation, "4*upper*(1 - upper) = 0");
    cas_check(calculation, "0 < 4*((lower + upper)/2)*(1 - (lower + upper)/2)");
    cas_check(calculation, "4*(lower - 1)*(1 - (lower - 1)) < 0");
    cas_check(calculation, "4*(upper + 1)*(1 - (upper + 1)) < 0");
}

/* 16 exact steps of (55): the error is multiplied by (1 - 2 gamma)^16. */
static void check_orbit(cas_calculation *calculation, const char *gamma)
{
    cas_let(calculation, "gamma", gamma);
    cas_let(calculation, "x", "1");
    for (int t = 0; t < 16; t++)
        cas_let(calculation, "x", "x - gamma*(2*(x + delta))");
    cas_check(calculation, "x + delta = (1 - 2*gamma)^16*(1 + delta)");
}

static cas_status certify_sharp(const cas_claim *claim, const cas_mutant *mutant,
                                cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    static const char *const rates[] = {"-1/2", "0", "1/3", "1/2", "3/4", "1", "3/2"};
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_let(&calculation, "lower", cas_mutant_is(mutant, "lower") ? "-1/10" : "0");
    cas_let(&calculation, "upper",
            cas_mutant_is(mutant, "half")        ? "1/2"
            : cas_mutant_is(mutant, "too-large") ? "11/10"
                                                 : "1");
    cas_let(&calculation, "delta", "3/10");
    check_range(&calculation);
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        check_orbit(&calculation, rates[i]);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        snprintf(certificate->note, sizeof certificate->note,
                 "Exact range %g < gamma < %g; constant at 0, a 2-cycle at 1, divergence "
                 "outside, for every start but -delta.",
                 cas_approximate(&calculation, "lower"),
                 cas_approximate(&calculation, "upper"));
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant sharp_mutants[] = {
    {"half", "converges iff 0 < gamma < 1/2"},
    {"too-large", "converges iff 0 < gamma < 11/10"},
    {"lower", "converges iff -1/10 < gamma < 1"},
    {NULL, NULL},
};

const cas_claim cas_claim_a2_sharp = {
    .id = "app:A.2",
    .version = "sharp",
    .statement =
        "(55) converges to -delta from every start if and only if 0 < gamma < 1.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = sharp_mutants,
    .certify = certify_sharp,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/averaged_sigmoid.h"

#include "arithmetic/message.h"

#include <gsl/gsl_integration.h>
#include <math.h>

/*:
\section{The sigmoid averaged over uniform noise}

With $\delta\sim U(m-h,m+h)$ and the softplus $\mathrm{sp}(x)=\ln(1+e^x)$, whose
derivative is the sigmoid $\sigma$,
\[ \mathbb E\,\sigma(a+\delta)=S_h(a+m),\qquad
   S_h(b)=\frac1{2h}\int_{b-h}^{b+h}\sigma
         =\frac{\mathrm{sp}(b+h)-\mathrm{sp}(b-h)}{2h}. \]
Section 7.1 has $\delta\sim U(-c,c)$ with $c=\sigma_f/\sqrt d$, so $m=0$, $h=c$; the
shifted law $U(0,c)$ has $m=h=c/2$.

\paragraph{Without cancellation.} For $h\to0$ the difference of the two softplus loses all
digits. But $\mathrm{sp}(b+h)-\mathrm{sp}(b-h)=\ln\frac{1+e^{b+h}}{1+e^{b-h}}
=\ln\bigl(1+(e^{2h}-1)\,\sigma(b-h)\bigr)$, and $\ln(1+x)$ of an $x>0$ with relative error
$\eta$ has a relative error of at most $\eta$, as $\frac{x}{(1+x)\ln(1+x)}\le1$.

Its slope is $S_h'(b)=\frac{\sigma(b+h)-\sigma(b-h)}{2h}
=\frac{\sinh h}{2h(\cosh b+\cosh h)}$.
*/

/* For |x| up to any size: neither overflows nor loses the small side. */
static double sigmoid(double x)
{
    double e = exp(-fabs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

void cas_averaged_sigmoid_init(cas_averaged_sigmoid *average, double mean, double radius,
                               double weight)
{
    CAS_REQUIRE(radius >= 0 && radius <= 100 && weight >= 0 && weight <= 1);
    average->mean = mean;
    average->radius = radius;
    average->weight = weight;
    gsl_integration_glfixed_table *table =
        gsl_integration_glfixed_table_alloc(CAS_AVERAGED_NODES);
    CAS_REQUIRE(table != NULL);
    for (size_t i = 0; i < CAS_AVERAGED_NODES; i++)
        gsl_integration_glfixed_point(0, 1, i, &average->node[i],
                                      &average->node_weight[i], table);
    gsl_integration_glfixed_table_free(table);
}

static double perturbed(const cas_averaged_sigmoid *average, double b)
{
    double h = average->radius;
    return h == 0 ? sigmoid(b) : log1p(expm1(2 * h) * sigmoid(b - h)) / (2 * h);
}

double cas_averaged_sigmoid_value(const cas_averaged_sigmoid *average, double a)
{
    double p = average->weight;
    return (1 - p) * sigmoid(a) + p * perturbed(average, a + average->mean);
}

static double perturbed_slope(const cas_averaged_sigmoid *average, double b)
{
    double h = average->radius;
    double stretch = h == 0 ? 1 : sinh(h) / h;
    return stretch / (2 * (cosh(b) + cosh(h)));
}

double cas_averaged_sigmoid_slope(const cas_averaged_sigmoid *average, double a)
{
    double p = average->weight;
    double exact = 1 / (2 * (cosh(a) + 1));
    return (1 - p) * exact + p * perturbed_slope(average, a + average->mean);
}

/*:
\paragraph{The gap.} How far the average is from the sigmoid itself decides the plateau,
and it is $O(h^2)$. From
$\sigma(b+t)+\sigma(b-t)=1+\frac{\sinh b}{\cosh b+\cosh t}$ follows
\[ S_h(b)-\sigma(b)=\int_0^1\Bigl(\tfrac12\bigl(\sigma(b+hu)+\sigma(b-hu)\bigr)
   -\sigma(b)\Bigr)du
   =-\tanh\frac b2\int_0^1\frac{\sinh^2(hu/2)}{\cosh b+\cosh hu}\,du, \]
where nothing cancels. The integrand has its poles at $|\mathrm{Im}\,hu|=\pi$: for
$h\le1$ Gauss's rule with $n$ nodes converges at least as $10^{-2n}$ on the ellipse with
semi-axes summing to 10 (in units of half the interval), so ten nodes are exact to double.
For $h>1$ the two terms differ by a fair part of their size, and at $-|b|$ both are
accurate; the gap is odd in $b$.

The shift by $m$ adds $\sigma(a+m)-\sigma(a)=(1-e^{-m})\,\sigma(a+m)\,\sigma(-a)$.
*/
static double symmetric_gap(const cas_averaged_sigmoid *average, double b)
{
    double h = average->radius, sum = 0;
    if (h == 0 || b == 0)
        return 0;
    if (h > 1)
        return copysign(1, -b) * (perturbed(average, -fabs(b)) - sigmoid(-fabs(b)));
    for (size_t i = 0; i < CAS_AVERAGED_NODES; i++) {
        double t = h * average->node[i], s = sinh(t / 2);
        sum += average->node_weight[i] * s * s / (cosh(b) + cosh(t));
    }
    return -tanh(b / 2) * sum;
}

double cas_averaged_sigmoid_gap(const cas_averaged_sigmoid *average, double a)
{
    double m = average->mean;
    double shift = -expm1(-m) * sigmoid(a + m) * sigmoid(-a);
    return average->weight * (symmetric_gap(average, a + m) + shift);
}

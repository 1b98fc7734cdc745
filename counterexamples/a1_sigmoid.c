/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/*:
\section{Appendix A.1: zero-mean noise, biased gradient}

\paragraph{What the paper says.} Example 1: for the sigmoid $\sigma(y)=1/(1+e^{-y})$ the
derivative $\sigma'=\sigma(1-\sigma)$ is symmetric with its peak at $0$; if $\tilde y=\pm
a$ with equal probabilities, then $E[\tilde y]=0$, but $E[\sigma'(\tilde
y)]=\frac12\sigma'(a)+\frac12\sigma'(-a)=\sigma'(a)<\sigma'(0)$ for $a>0$, so that
$E[\nabla f(\tilde y)]\neq\nabla f(y)$.

\paragraph{What is exactly true.} All of it, and the bias is known in closed form:
\[ E[\sigma'(\tilde
  y)]-\sigma'(0)\;=\;-\frac{(1-t)^2}{4(1+t)^2}\;=\;-\tfrac14\tanh^2(a/2),
   \qquad t=e^{-a}. \]

\emph{Proof.} $\sigma(a)=1/(1+t)$ and $1-\sigma(a)=t/(1+t)$, so $\sigma'(a)=t/(1+t)^2$,
and $\frac14-\frac{t}{(1+t)^2}=\frac{(1-t)^2}{4(1+t)^2}$ because $4t+(1-t)^2=(1+t)^2$. It
is positive unless $t=1$, that is, unless $a=0$. Replacing $a$ by $-a$ replaces $t$ by
$s=1/t$, and $s(1+t)^2-t(1+s)^2=(s-t)(1-st)$ vanishes for $st=1$: the derivative is even.
\qed
*/

/* What the printed statement rests on; in a mutant, a wrong form of it. */
struct wording {
    const char *gap;    /* 4 (1 + t)^2 (sigma'(0) - sigma'(a)) */
    const char *slope;  /* the derivative whose mean is taken, at a */
    const char *mirror; /* t at the other point, times t */
    bool is_above;      /* the mean is claimed to be larger */
};

static void check_closed_form(cas_calculation *calculation, const struct wording *wording)
{
    cas_check_polynomials(calculation, "t", "4 t = (1 + t)^2 - (%s)", wording->gap);
    cas_check_polynomials(calculation, "s t",
                          "s*(1 + t)^2 - t*(1 + s)^2 = (s - t)*(1 - s*t)");
    cas_check(calculation, "%s = 1", wording->mirror);
}

/*:
\paragraph{What the oracle says.} The inequality is also enclosed, at points from
$2^{-40}$ to $64$: $\sigma'(a)<\sigma'(0)=\frac14$ strictly at every one.
*/

static void check_samples(cas_calculation *calculation, const struct wording *wording)
{
    static const char *const points[] = {"2^(-40)", "2^(-26)", "1/1000", "1/2",
                                         "1",       "10",      "37",     "64"};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        cas_let(calculation, "a", points[i]);
        if (wording->is_above)
            cas_check(calculation, "1/4 < %s", wording->slope);
        else
            cas_check(calculation, "%s < 1/4", wording->slope);
    }
}

/*:
\paragraph{What double does.} Evaluated as printed, $s(1-s)$ with $s=1/(1+\exp(-y))$, the
inequality is lost where $a^2/16$ falls below half a unit in the last place of $\frac14$,
and the symmetry $\sigma'(-a)=\sigma'(a)$ is lost where $1-s$ rounds to $0$: there the
mean of the two computed slopes is half the true one. The form $t/(1+t)^2$ with
$t=e^{-|y|}$ has neither fault of symmetry nor of cancellation.
*/

static double slope_in_double(double y)
{
    double s = 1 / (1 + exp(-y));
    return s * (1 - s);
}

/* The largest k for which double sees the inequality at a = 2^-k. */
static int last_visible_exponent(void)
{
    int k = 0;
    while (slope_in_double(ldexp(1, -k - 1)) < slope_in_double(0))
        k++;
    return k;
}

/* The smallest whole a at which double's slope at a is 0 while that at -a is not. */
static int first_asymmetric_point(void)
{
    int a = 1;
    while (slope_in_double(a) != 0 || slope_in_double(-a) == 0)
        a++;
    return a;
}

static cas_status certify_printed(const cas_claim *claim, const cas_mutant *mutant,
                                  cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct wording wording = {
        .gap = "(1 - t)^2",
        .slope = "sigmoid(a)*(1 - sigmoid(a))",
        .mirror = "t*(1/t)",
        .is_above = cas_mutant_is(mutant, "above"),
    };
    if (cas_mutant_is(mutant, "linear"))
        wording.slope = "1/4 + 0*sigmoid(a)";
    if (cas_mutant_is(mutant, "doubled-gap"))
        wording.gap = "2*(1 - t)^2";
    if (cas_mutant_is(mutant, "one-sided"))
        wording.mirror = "t*(1/t^2)";
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_let(&calculation, "t", "1/3");
    check_closed_form(&calculation, &wording);
    check_samples(&calculation, &wording);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        snprintf(
            certificate->note, sizeof certificate->note,
            "All displayed formulas hold: the mean slope is below sigma'(0) by exactly "
            "tanh(a/2)^2/4, for every a != 0. The last paragraph is motivation; the "
            "example shows its forward half. Double sees the inequality down to a = "
            "2^-%d, and loses the symmetry from a = %d on.",
            last_visible_exponent(), first_asymmetric_point());
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant printed_mutants[] = {
    {"above", "the mean of the perturbed slope lies above the exact slope"},
    {"linear", "the operator is linear"},
    {"doubled-gap", "the gap is twice (1 - t)^2/(4(1 + t)^2)"},
    {"one-sided", "the two points are a and -2a"},
    {NULL, NULL},
};

const cas_claim cas_claim_a1_printed = {
    .id = "app:A.1",
    .version = "printed",
    .statement =
        "For the sigmoid at y = 0 and noise +-a with equal probabilities, the mean of "
        "the perturbed derivative is sigma'(a) < sigma'(0), so it is biased.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = printed_mutants,
    .certify = certify_printed,
};

/*:
\paragraph{How large the bias is.} For every $a\neq0$
\[ \tfrac1{16}a^2\bigl(1-\tfrac16a^2\bigr)\;<\;\bigl|E[\sigma'(\tilde y)]-\sigma'(0)\bigr|
   \;<\;\tfrac1{16}a^2, \]
so the squared bias is below $\frac1{256}E|\delta|^4$ --- the fourth moment of Theorem 2
--- and $\frac1{256}$ cannot be improved. (It is $(\sigma'''(0)/2)^2$, with
$\sigma'''(0)=-\frac18$.)

\emph{Proof.} With $x=|a|/2>0$: $\tanh x<x$ because the derivative $1-\tanh^2x$ is below
$1$; integrating $1-\tanh^2x>1-x^2$ gives $\tanh x>x-\frac13x^3$. Where the right side is
positive, squaring gives $\tanh^2x>x^2(1-\frac13x^2)^2>x^2(1-\frac23x^2)$, since
$(1-\frac13z)^2-(1-\frac23z)=\frac19z^2$; where $x^2\ge3$, the last factor is negative.
Divide by $4$ and put $x=a/2$: $1-\frac23x^2=1-\frac16a^2$. \qed

The enclosures below repeat both inequalities at points from $2^{-20}$ to $40$; a constant
that is off by one in the denominator fails there.
*/

static void check_size(cas_calculation *calculation, const char *constant)
{
    static const char *const points[] = {"2^(-20)", "1/100", "1/10", "1", "5", "40"};
    cas_let(calculation, "c", constant);
    cas_check_polynomials(calculation, "z", "(1 - z/3)^2 - (1 - 2*z/3) = z^2/9");
    cas_check_polynomials(calculation, "x", "1 - 2*x^2/3 = 1 - (2*x)^2/6");
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        cas_let(calculation, "a", points[i]);
        cas_check(calculation, "tanh(a/2)^2/4 < c*a^2");
        cas_check(calculation, "c*a^2*(1 - a^2/6) < tanh(a/2)^2/4");
        cas_check(calculation, "(tanh(a/2)^2/4)^2 < c^2*a^4");
    }
}

static cas_status certify_sharp(const cas_claim *claim, const cas_mutant *mutant,
                                cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    const char *constant = cas_mutant_is(mutant, "too-small")   ? "1/17"
                           : cas_mutant_is(mutant, "too-large") ? "1/15"
                                                                : "1/16";
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    check_size(&calculation, constant);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved) {
        char *text = cas_exact_text(&calculation, "c^2");
        snprintf(
            certificate->note, sizeof certificate->note,
            "The squared bias is below %s E|delta|^4, in line with the fourth moment of "
            "Theorem 2, and the constant is the best one (a -> 0).",
            text);
        free(text);
    }
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant sharp_mutants[] = {
    {"too-small", "constant 1/17 in place of 1/16"},
    {"too-large", "1/15 in place of 1/16 as the best constant"},
    {NULL, NULL},
};

const cas_claim cas_claim_a1_sharp = {
    .id = "app:A.1",
    .version = "sharp",
    .statement =
        "The bias of Example 1 is -tanh(a/2)^2/4, between a^2/16 (1 - a^2/6) and "
        "a^2/16 in modulus.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = sharp_mutants,
    .certify = certify_sharp,
};

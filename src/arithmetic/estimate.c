/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/estimate.h"

#include "arithmetic/exponential.h"

#include <math.h>

/*: \paragraph{Estimates.} $q$ below is an exponential with relative error at most
$2^{1-b}$ (\texttt{cas\_exponential} to $b$ bits), and $w > b + 5$ is its precision,
with which everything else is rounded: relative errors of $2^{-w}$ are less than
$2^{-5}$ of what stands in the error already, and the powers of two below leave room for
a dozen of them. $p$ is the precision that was asked for, and $b \ge p + 16$.
\emph{Slopes} have 64 bits and need fewer: numbers of $b$ bits are rounded to 64 and
moved by one step more, which is larger than their error, and from there everything is
rounded in one direction. */
enum { GUARD_BITS = 16 };

/* Opens both numbers, the value wide enough for an exponential of `wanted` bits, and says
   in *bits how many it has; false where it cannot have so many. */
static bool open_numbers(cas_estimate *e, mpfr_prec_t wanted, mpfr_prec_t *bits)
{
    mpfr_prec_t precision = cas_exponential_precision(wanted);
    if (precision == 0)
        return false;
    e->value = cas_scratch_open(&e->value_storage, precision);
    e->slope = cas_scratch_open(&e->slope_storage, CAS_SLOPE_BITS);
    *bits = cas_exponential_accuracy(precision);
    return true;
}

static void set_above(mpfr_ptr r, mpfr_srcptr x)
{
    mpfr_set(r, x, MPFR_RNDU);
    mpfr_nextabove(r);
}

static void set_below(mpfr_ptr r, mpfr_srcptr x)
{
    mpfr_set(r, x, MPFR_RNDD);
    mpfr_nextbelow(r);
}

/* Where exp(x) is next to 1 and sigmoid(x) to 1/2, which then is an endpoint,
   MPFR is as fast. */
static bool is_tiny(mpfr_srcptr x, mpfr_prec_t p)
{
    return mpfr_get_exp(x) <= -p;
}

static bool estimate_exp(cas_estimate *e, mpfr_srcptr x, mpfr_prec_t p)
{
    mpfr_prec_t bits;
    if (is_tiny(x, p) || !open_numbers(e, p + GUARD_BITS, &bits) ||
        !cas_exponential(e->value, x))
        return false;
    e->error = mpfr_get_exp(e->value) - bits;
    set_above(e->slope, e->value);
    return true;
}

/*: \emph{Sigmoid.} With $q = e^{-x}$, $s = 1/(1+q)$ has the relative error of $q$ times
$q/(1+q) < 1$: at most $2^{1-b}$ and the roundings of a sum and a quotient, so that
$|s - \sigma(x)| \le 2^{\mathrm{EXP}(s) + 2 - b}$. Its slope is $\sigma(1-\sigma)$. */
static bool estimate_sigmoid(cas_estimate *e, mpfr_srcptr x, mpfr_prec_t p)
{
    mpfr_prec_t bits;
    if (is_tiny(x, p) || !open_numbers(e, p + GUARD_BITS, &bits))
        return false;
    mpfr_neg(e->value, x, MPFR_RNDN);
    if (!cas_exponential(e->value, e->value))
        return false;
    mpfr_add_ui(e->value, e->value, 1, MPFR_RNDN);
    mpfr_ui_div(e->value, 1, e->value, MPFR_RNDN);
    e->error = mpfr_get_exp(e->value) + 2 - bits;
    MPFR_DECL_INIT(high, CAS_SLOPE_BITS);
    set_above(high, e->value);
    set_below(e->slope, e->value);
    mpfr_ui_sub(e->slope, 1, e->slope, MPFR_RNDU);
    mpfr_mul(e->slope, e->slope, high, MPFR_RNDU);
    return true;
}

/*: \emph{Tanh.} For $x > 0$, $\tanh x = (1-q)/(1+q)$ with $q = e^{-2x} < 1$, whose
absolute error is below $2^{-b}$; the derivative $-2/(1+q)^2$ is at most 2 in magnitude,
so that the error is below $2^{1-b}$ and, with three roundings, $2^{2-b}$. As
$\tanh x \ge \tfrac34 \min(x, 1)$, $b$ is larger by $-\mathrm{EXP}(x)$ where $x$ is small.
Its slope is $1 - \tanh^2$. */
static bool estimate_tanh(cas_estimate *e, mpfr_srcptr x, mpfr_prec_t p)
{
    mpfr_exp_t smallness = mpfr_get_exp(x) < 0 ? -mpfr_get_exp(x) : 0;
    mpfr_prec_t bits;
    if (!open_numbers(e, p + GUARD_BITS + smallness, &bits))
        return false;
    mpfr_setsign(e->value, x, 1, MPFR_RNDN);
    mpfr_mul_2ui(e->value, e->value, 1, MPFR_RNDN);
    if (!cas_exponential(e->value, e->value))
        return false;
    cas_scratch scratch;
    mpfr_ptr denominator = cas_scratch_open(&scratch, mpfr_get_prec(e->value));
    mpfr_add_ui(denominator, e->value, 1, MPFR_RNDN);
    mpfr_ui_sub(e->value, 1, e->value, MPFR_RNDN);
    mpfr_div(e->value, e->value, denominator, MPFR_RNDN);
    cas_scratch_close(&scratch);
    e->error = 2 - bits;
    set_below(e->slope, e->value);
    mpfr_sqr(e->slope, e->slope, MPFR_RNDD);
    mpfr_ui_sub(e->slope, 1, e->slope, MPFR_RNDU);
    mpfr_setsign(e->value, e->value, mpfr_signbit(x), MPFR_RNDN);
    return true;
}

/* r = log(1 + epsilon) for |epsilon| < 2^-50 to a relative error of 2^-bits. */
static void log_near_one(mpfr_ptr r, mpfr_srcptr epsilon, mpfr_prec_t bits)
{
    cas_scratch scratch[3];
    mpfr_prec_t precision = mpfr_get_prec(r);
    mpfr_ptr power = cas_scratch_open(&scratch[0], precision);
    mpfr_ptr square = cas_scratch_open(&scratch[1], precision);
    mpfr_ptr term = cas_scratch_open(&scratch[2], precision);
    mpfr_add_ui(power, epsilon, 2, MPFR_RNDN);
    mpfr_div(power, epsilon, power, MPFR_RNDN);
    mpfr_sqr(square, power, MPFR_RNDN);
    mpfr_set(r, power, MPFR_RNDN);
    for (unsigned long j = 1; 102 * (long)j <= bits; j++) {
        mpfr_mul(power, power, square, MPFR_RNDN);
        mpfr_div_ui(term, power, 2 * j + 1, MPFR_RNDN);
        mpfr_add(r, r, term, MPFR_RNDN);
    }
    mpfr_mul_2ui(r, r, 1, MPFR_RNDN);
    for (int i = 0; i < 3; i++)
        cas_scratch_close(&scratch[i]);
}

/*: \emph{Softplus} is $\max(x, 0) + \log z$ with $z = 1 + q$, $q = e^{-|x|}$. A double
$y$ near $\log z$ is exact as it stands, and $\log z = y + \log(1 + \varepsilon)$ with
$\varepsilon = z e^{-y} - 1$; that the C library's $y$ was near enough,
$|\varepsilon| < 2^{-50}$, is checked. Then $\log(1+\varepsilon) = 2(v + v^3/3 +
v^5/5 + \dots)$, $v = \varepsilon/(2+\varepsilon)$, loses less than $v^{2j+1}$ if it
stops before that term, relative to $v$ less than $2^{-102 j}$. The relative errors of
$z$ and of $e^{-y}$, $2^{-b}$ and $2^{1-b}$ with roundings, are absolute errors of
$\varepsilon$ (as $z e^{-y} \approx 1$) and of the result: less than $2^{3-b}$
together, and $2^{\mathrm{EXP} - w}$ for adding $\max(x, 0)$. For $x < 0$ the result is
as small as $q/2$, so that $b$ is larger by $-x/\log 2 + 1$. The slope is $\sigma(x)$,
$1/z$ or $q/z$. */
static bool estimate_softplus(cas_estimate *e, mpfr_srcptr x, mpfr_prec_t p)
{
    double smallness = fmax(0, -1.5 * mpfr_get_d(x, MPFR_RNDD));
    mpfr_prec_t bits;
    if (smallness > CAS_SCRATCH_BITS ||
        !open_numbers(e, p + GUARD_BITS + (mpfr_prec_t)smallness + 1, &bits))
        return false;
    cas_scratch scratch[2];
    mpfr_ptr z = cas_scratch_open(&scratch[0], mpfr_get_prec(e->value));
    mpfr_ptr y = cas_scratch_open(&scratch[1], mpfr_get_prec(e->value));
    mpfr_setsign(e->value, x, 1, MPFR_RNDN);
    if (!cas_exponential(e->value, e->value))
        return false;
    mpfr_add_ui(z, e->value, 1, MPFR_RNDN);
    MPFR_DECL_INIT(low_z, CAS_SLOPE_BITS);
    set_below(low_z, z);
    if (mpfr_sgn(x) > 0)
        mpfr_set_ui(e->slope, 1, MPFR_RNDU);
    else
        set_above(e->slope, e->value);
    mpfr_div(e->slope, e->slope, low_z, MPFR_RNDU);
    mpfr_set_d(y, log(mpfr_get_d(z, MPFR_RNDN)), MPFR_RNDN);
    mpfr_neg(e->value, y, MPFR_RNDN);
    if (cas_exponential(e->value, e->value))
        mpfr_mul(z, z, e->value, MPFR_RNDN);
    mpfr_sub_ui(z, z, 1, MPFR_RNDN);
    bool is_near = mpfr_zero_p(z) || mpfr_get_exp(z) <= -50;
    log_near_one(e->value, z, bits);
    mpfr_add(e->value, e->value, y, MPFR_RNDN);
    if (mpfr_sgn(x) > 0)
        mpfr_add(e->value, e->value, x, MPFR_RNDN);
    e->error = 4 - bits + (mpfr_get_exp(e->value) > 0 ? mpfr_get_exp(e->value) : 0);
    cas_scratch_close(&scratch[0]);
    cas_scratch_close(&scratch[1]);
    return is_near;
}

/* slope = an upper bound of f'(x); value is f(x), rounded to nearest. */
static void bound_slope(mpfr_ptr slope, cas_function function, mpfr_srcptr x,
                        mpfr_srcptr value)
{
    switch (function) {
    case CAS_LOG:
        mpfr_ui_div(slope, 1, x, MPFR_RNDU);
        break;
    case CAS_LOG1P:
        mpfr_add_ui(slope, x, 1, MPFR_RNDD);
        mpfr_ui_div(slope, 1, slope, MPFR_RNDU);
        break;
    case CAS_ATAN:
        mpfr_sqr(slope, x, MPFR_RNDD);
        mpfr_add_ui(slope, slope, 1, MPFR_RNDD);
        mpfr_ui_div(slope, 1, slope, MPFR_RNDU);
        break;
    default: /* sinh: cosh^2 = 1 + sinh^2 */
        mpfr_set(slope, value, MPFR_RNDA);
        mpfr_sqr(slope, slope, MPFR_RNDU);
        mpfr_add_ui(slope, slope, 1, MPFR_RNDU);
        mpfr_sqrt(slope, slope, MPFR_RNDU);
        mpfr_nextabove(slope);
        break;
    }
}

/*: \emph{Log, log1p, atan, sinh} come from MPFR, rounded to nearest at
$\max(p, 64) + 16$ bits. */
static bool estimate_by_mpfr(cas_estimate *e, cas_function function, mpfr_srcptr x,
                             mpfr_prec_t p)
{
    static int (*const functions[CAS_FUNCTION_COUNT])(mpfr_ptr, mpfr_srcptr,
                                                      mpfr_rnd_t) = {
        [CAS_LOG] = mpfr_log,
        [CAS_LOG1P] = mpfr_log1p,
        [CAS_SINH] = mpfr_sinh,
        [CAS_ATAN] = mpfr_atan,
    };
    if (functions[function] == NULL)
        return false;
    mpfr_prec_t bits = (p > CAS_SLOPE_BITS ? p : CAS_SLOPE_BITS) + GUARD_BITS;
    e->value = cas_scratch_open(&e->value_storage, bits);
    e->slope = cas_scratch_open(&e->slope_storage, CAS_SLOPE_BITS);
    functions[function](e->value, x, MPFR_RNDN);
    if (!mpfr_regular_p(e->value)) {
        cas_estimate_close(e);
        return false;
    }
    e->error = mpfr_get_exp(e->value) - bits;
    bound_slope(e->slope, function, x, e->value);
    return true;
}

bool cas_estimate_open(cas_estimate *estimate, cas_function function, mpfr_srcptr x,
                       mpfr_prec_t precision)
{
    if (!mpfr_regular_p(x))
        return false;
    switch (function) {
    case CAS_EXP:
        return estimate_exp(estimate, x, precision);
    case CAS_TANH:
        return estimate_tanh(estimate, x, precision);
    case CAS_SIGMOID:
        return estimate_sigmoid(estimate, x, precision);
    case CAS_SOFTPLUS:
        return estimate_softplus(estimate, x, precision);
    default:
        return estimate_by_mpfr(estimate, function, x, precision);
    }
}

void cas_estimate_close(cas_estimate *estimate)
{
    cas_scratch_close(&estimate->value_storage);
    cas_scratch_close(&estimate->slope_storage);
}

void cas_estimate_lower(const cas_estimate *estimate, mpfr_ptr r)
{
    MPFR_DECL_INIT(error, CAS_SLOPE_BITS);
    mpfr_set_ui_2exp(error, 1, estimate->error, MPFR_RNDU);
    mpfr_sub(r, estimate->value, error, MPFR_RNDD);
}

void cas_estimate_upper(const cas_estimate *estimate, mpfr_ptr r, mpfr_ptr rise)
{
    MPFR_DECL_INIT(error, CAS_SLOPE_BITS);
    mpfr_set_ui_2exp(error, 1, estimate->error, MPFR_RNDU);
    mpfr_add(rise, rise, error, MPFR_RNDU);
    mpfr_add(r, estimate->value, rise, MPFR_RNDU);
}

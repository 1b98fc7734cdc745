/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/rounding.h"

/*: \paragraph{Guard bits.} Both functions are computed with $w = p + 8$ bits for a
result of $p$ bits, and rounded once at the end. Let $u = 2^{1-w}$, the largest relative
error of one directed rounding. \emph{Sigmoid:} $t = e^{-x}$ carries one error, $1+t$
one more and damps that of $t$ by $t/(1+t) < 1$, so that the denominator is off by less
than $(1+u)^2 - 1$; the quotient is rounded to $p$ bits directly. \emph{Softplus:} with
$t = e^{-|x|}$ it is $\log(1+t) + \max(x, 0)$. The condition number of
$t \mapsto \log(1+t)$ is $t/((1+t)\log(1+t)) \le 1$, and adding $\max(x,0) \ge 0$ cannot
enlarge a relative error. Either way less than
$3u = 2^{-5} \cdot 2^{1-p} \cdot \tfrac34$ stands before the last rounding, less than
$2^{-4}$ ulp of the result. Where $e^{-x}$ overflows, $1/(1+e^{-x})$ is within a factor
4 of MPFR's smallest number, and the bounds stay bounds. */
enum { GUARD_BITS = 8 };

static mpfr_prec_t working_precision(mpfr_srcptr r, mpfr_srcptr x)
{
    mpfr_prec_t p = mpfr_get_prec(r), q = mpfr_get_prec(x);
    return (p > q ? p : q) + GUARD_BITS;
}

static mpfr_rnd_t opposite(mpfr_rnd_t direction)
{
    return direction == MPFR_RNDD   ? MPFR_RNDU
           : direction == MPFR_RNDU ? MPFR_RNDD
                                    : direction;
}

int cas_mpfr_sigmoid(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    MPFR_DECL_INIT(t, working_precision(r, x));
    mpfr_rnd_t inner = opposite(direction);
    mpfr_neg(t, x, MPFR_RNDN);
    mpfr_exp(t, t, inner);
    mpfr_add_ui(t, t, 1, inner);
    return mpfr_ui_div(r, 1, t, direction);
}

int cas_mpfr_softplus(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    MPFR_DECL_INIT(t, working_precision(r, x));
    mpfr_setsign(t, x, 1, MPFR_RNDN);
    mpfr_exp(t, t, direction);
    mpfr_log1p(t, t, direction);
    return mpfr_sgn(x) > 0 ? mpfr_add(r, x, t, direction) : mpfr_set(r, t, direction);
}

/*: \paragraph{Rounding once.} A double has at most 53 bits, fewer below $2^{-1022}$. The
value is first truncated to 64 bits and, if that lost something, its last bit is made odd
(\emph{round to odd}). What was lost then still shows in the last bit, so the second
rounding, to the nearest double, acts as if it saw the exact value: $64 \ge 53 + 2$. */
enum { ODD_BITS = 64 };

static double nearest_from_truncated(mpfr_ptr truncated, int inexact)
{
    if (inexact != 0 && mpfr_min_prec(truncated) < ODD_BITS) {
        if (mpfr_sgn(truncated) > 0)
            mpfr_nextabove(truncated);
        else
            mpfr_nextbelow(truncated);
    }
    return mpfr_get_d(truncated, MPFR_RNDN);
}

double cas_rational_to_double(mpq_srcptr q)
{
    MPFR_DECL_INIT(t, ODD_BITS);
    int inexact = mpfr_set_q(t, q, MPFR_RNDZ);
    return nearest_from_truncated(t, inexact);
}

double cas_interval_to_double(mpfi_srcptr x)
{
    MPFR_DECL_INIT(t, ODD_BITS);
    int inexact = mpfr_add(t, &x->left, &x->right, MPFR_RNDZ);
    mpfr_div_2ui(t, t, 1, MPFR_RNDN);
    return nearest_from_truncated(t, inexact);
}

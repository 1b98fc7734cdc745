/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval_trigonometry.h"

#include "arithmetic/interval.h"
#include "arithmetic/scratch.h"

/* The quarter turns by which a function is behind cos, which has its maxima where
   x/(pi/2) is 0 modulo 4 and its minima where it is 2. */
typedef enum turn { COSINE = 0, SINE = 1 } turn;

static int evaluate(turn which, mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    return which == SINE ? mpfr_sin(r, x, direction) : mpfr_cos(r, x, direction);
}

/*: \paragraph{Quadrants.} $q = \lfloor x / (\pi/2) \rfloor$ is found with growing
precision, until both directions of rounding give the same integer; this ends, as
$x/(\pi/2)$ is irrational for every binary $x \ne 0$. An extremum of $\cos$ or $\sin$
lies in $(a, b]$ at each integer $m$ with $q(a) < m \le q(b)$, a maximum or a minimum
after $m \bmod 4$. */
static void find_quadrant(mpz_ptr quadrant, mpfr_srcptr x)
{
    mpz_set_ui(quadrant, 0);
    if (mpfr_zero_p(x))
        return;
    mpfr_exp_t size = mpfr_get_exp(x) > 0 ? mpfr_get_exp(x) : 0;
    mpfr_prec_t precision = mpfr_get_prec(x) + size + 16;
    mpfi_t turns;
    mpfi_init2(turns, precision);
    mpz_t high;
    mpz_init(high);
    for (;;) {
        mpfi_const_pi(turns);
        mpfi_fr_div(turns, x, turns);
        mpfi_mul_2ui(turns, turns, 1);
        mpfr_get_z(quadrant, &turns->left, MPFR_RNDD);
        mpfr_get_z(high, &turns->right, MPFR_RNDD);
        if (mpz_cmp(quadrant, high) == 0)
            break;
        precision *= 2;
        mpfi_set_prec(turns, precision);
    }
    mpz_clear(high);
    mpfi_clear(turns);
}

/* Whether an integer that is `residue` modulo 4 lies in (low, high]. */
static bool has_residue(mpz_srcptr low, mpz_srcptr high, unsigned long residue)
{
    mpz_t first;
    mpz_init(first);
    mpz_add_ui(first, low, 1);
    mpz_add_ui(first, first, (residue + 4 - mpz_fdiv_ui(first, 4)) % 4);
    bool result = mpz_cmp(first, high) <= 0;
    mpz_clear(first);
    return result;
}

/* r = the smaller (direction MPFR_RNDD) or larger (MPFR_RNDU) of the
   values at both ends. */
static void extreme_end(mpfr_ptr r, mpfi_srcptr x, turn which, mpfr_rnd_t direction)
{
    cas_scratch scratch;
    mpfr_ptr t = cas_scratch_open(&scratch, mpfr_get_prec(r));
    evaluate(which, t, &x->left, direction);
    evaluate(which, r, &x->right, direction);
    if (direction == MPFR_RNDD)
        mpfr_min(r, r, t, direction);
    else
        mpfr_max(r, r, t, direction);
    cas_scratch_close(&scratch);
}

/* Without an extremum inside, the function goes one way; at a it falls in the two
   quadrants after a maximum. */
static void enclose_monotone(mpfi_ptr r, mpfi_srcptr x, turn which, bool falls)
{
    if (r == x && falls)
        mpfr_swap(&r->left, &r->right);
    mpfr_srcptr low = falls && r != x ? &x->right : &x->left;
    mpfr_srcptr high = falls && r != x ? &x->left : &x->right;
    evaluate(which, &r->left, low, MPFR_RNDD);
    evaluate(which, &r->right, high, MPFR_RNDU);
}

static void enclose_by_quadrants(mpfi_ptr r, mpfi_srcptr x, turn which)
{
    mpz_t low, high;
    mpz_inits(low, high, NULL);
    find_quadrant(low, &x->left);
    find_quadrant(high, &x->right);
    bool has_maximum = has_residue(low, high, which);
    bool has_minimum = has_residue(low, high, which + 2UL);
    bool falls = (mpz_fdiv_ui(low, 4) + 4 - which) % 4 < 2;
    mpz_clears(low, high, NULL);
    if (!has_maximum && !has_minimum) {
        enclose_monotone(r, x, which, falls);
    } else if (has_maximum && has_minimum) {
        mpfi_interv_si(r, -1, 1);
    } else if (has_maximum) {
        extreme_end(&r->left, x, which, MPFR_RNDD);
        mpfr_set_si(&r->right, 1, MPFR_RNDU);
    } else {
        extreme_end(&r->right, x, which, MPFR_RNDU);
        mpfr_set_si(&r->left, -1, MPFR_RNDD);
    }
}

/*: \paragraph{Narrow intervals.} One evaluation at $a$ is enough for $[a, a + d]$:
neither $\sin$ nor $\cos$ has a second derivative above 1, so that the slope differs from
that at $a$ by at most $d$; where that cannot change its sign, the function goes one way
and rises or falls by at most $d\,(|f'(a)| + d)$. Values and slopes are rounded to nearest
with 16 bits more than the result; a step to the next number is more than their error. The
true rise may lack $2d^2$, and it is done where this is less than a quarter of an ulp and
the rise less than a quarter of $f(a)$. */
enum { GUARD_BITS = 16 };

static bool is_narrow(mpfr_srcptr width, mpfr_srcptr value, mpfr_srcptr slope,
                      mpfr_prec_t precision)
{
    if (!mpfr_regular_p(value) || !mpfr_regular_p(slope))
        return false;
    if (mpfr_zero_p(width))
        return true;
    mpfr_exp_t size = mpfr_get_exp(width), value_size = mpfr_get_exp(value);
    return size <= mpfr_get_exp(slope) - 2 && size <= value_size - 3 &&
           2 * size + 3 <= value_size - precision;
}

/* r = the range that starts at value and goes by up to rise in the direction of slope. */
static void set_range(mpfi_ptr r, mpfr_ptr value, mpfr_srcptr rise, bool falls)
{
    cas_scratch scratch;
    mpfr_ptr other = cas_scratch_open(&scratch, mpfr_get_prec(value));
    mpfr_set(other, value, MPFR_RNDN);
    if (falls) {
        mpfr_nextabove(value);
        mpfr_nextbelow(other);
        mpfr_sub(&r->left, other, rise, MPFR_RNDD);
        mpfr_set(&r->right, value, MPFR_RNDU);
    } else {
        mpfr_nextbelow(value);
        mpfr_nextabove(other);
        mpfr_set(&r->left, value, MPFR_RNDD);
        mpfr_add(&r->right, other, rise, MPFR_RNDU);
    }
    if (mpfr_cmp_si(&r->left, -1) < 0)
        mpfr_set_si(&r->left, -1, MPFR_RNDD);
    if (mpfr_cmp_si(&r->right, 1) > 0)
        mpfr_set_si(&r->right, 1, MPFR_RNDU);
    cas_scratch_close(&scratch);
}

static bool enclose_narrow(mpfi_ptr r, mpfi_srcptr x, turn which)
{
    cas_scratch scratch[3];
    mpfr_prec_t precision = mpfr_get_prec(&r->left);
    mpfr_ptr sine = cas_scratch_open(&scratch[0], precision + GUARD_BITS);
    mpfr_ptr cosine = cas_scratch_open(&scratch[1], precision + GUARD_BITS);
    mpfr_ptr rise = cas_scratch_open(&scratch[2], precision + GUARD_BITS);
    mpfr_sub(rise, &x->right, &x->left, MPFR_RNDU);
    bool result = mpfr_zero_p(rise) || mpfr_get_exp(rise) < -precision / 2;
    if (result) {
        mpfr_sin_cos(sine, cosine, &x->left, MPFR_RNDN);
        mpfr_ptr value = which == SINE ? sine : cosine,
                 slope = which == SINE ? cosine : sine;
        result = is_narrow(rise, value, slope, precision);
        if (result) {
            bool falls = (mpfr_sgn(slope) > 0) == (which == COSINE);
            mpfr_setsign(slope, slope, 0, MPFR_RNDN);
            mpfr_add(slope, slope, rise, MPFR_RNDU);
            mpfr_nextabove(slope);
            mpfr_mul(rise, rise, slope, MPFR_RNDU);
            set_range(r, value, rise, falls);
        }
    }
    for (int i = 0; i < 3; i++)
        cas_scratch_close(&scratch[i]);
    return result;
}

static bool is_reducible(mpfr_srcptr x)
{
    return mpfr_zero_p(x) ||
           (mpfr_regular_p(x) && mpfr_get_exp(x) <= CAS_TRIGONOMETRY_EXPONENT);
}

static void enclose(mpfi_ptr r, mpfi_srcptr x, turn which)
{
    if (mpfr_nan_p(&x->left) || mpfr_nan_p(&x->right))
        cas_interval_set_undefined(r);
    else if (!is_reducible(&x->left) || !is_reducible(&x->right))
        mpfi_interv_si(r, -1, 1);
    else if (!enclose_narrow(r, x, which))
        enclose_by_quadrants(r, x, which);
}

void cas_interval_sin(mpfi_ptr r, mpfi_srcptr x)
{
    enclose(r, x, SINE);
}

void cas_interval_cos(mpfi_ptr r, mpfi_srcptr x)
{
    enclose(r, x, COSINE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/exponential.h"

#include <gmp.h>
#include <math.h>
#include <stdlib.h>

/*: \paragraph{The exponential in fixed point.} Numbers are integers of $n$ limbs, read as
fractions of $W = 64n$ bits, with one more limb where there is an integer part;
$u = 2^{-W}$ is their unit. With $k = \lfloor x/\log 2 \rfloor$ and
$r = x - k \log 2 \in [0, 0.7)$,
$$e^x = 2^k \bigl(e^{y}\bigr)^{2^m}, \qquad y = r/2^m, \qquad
  e^y \approx \frac{1}{19!} \sum_{j=0}^{19} \frac{19!}{j!}\, y^j .$$
The coefficients $19!/j!$ are integers of less than 58 bits, so that each term costs one
pass over the limbs, and one division by $19!$ closes the sum. Five blocks of four terms
take four products (Horner's rule in $y^4$) after the three powers $y^2, y^3, y^4$. */
enum { LIMB_BITS = 64, LIMBS = 9, BLOCK = 4, BLOCKS = 5 };

static const mp_limb_t coefficients[BLOCKS][BLOCK] = {
    {121645100408832000, 121645100408832000, 60822550204416000, 20274183401472000},
    {5068545850368000, 1013709170073600, 168951528345600, 24135932620800},
    {3016991577600, 335221286400, 33522128640, 3047466240},
    {253955520, 19535040, 1395360, 93024},
    {5814, 342, 19, 1},
};

/*: \paragraph{Error.} \emph{Halvings.} As $y < 0.7 \cdot 2^{-m} < 2^{-m - 0.51}$, the
terms left out are below $1.1\, y^{20}/20! < 2^{-20m - 10.2 - 61 + 0.2}$, which is at most
one unit if $20 m \ge 64 n - 71$; this is the $m$ below. \emph{Series.} $y$ is truncated:
one unit. The truncated powers $y^2, y^3, y^4$ are off by at most 1, 2 and 3 units (each
product truncates one, and a factor $y < 1/8$ damps what it inherits), and enter with
weights $1/2!$, $1/3!$ and, as a factor of all that follows, less than
$1/4! + 1/5! + \dots < 0.06$. Horner's rule truncates four times with weight $1/19!$, the
division once. Together with the terms left out: less than $1 + 1 + \tfrac12 + \tfrac13 +
0.18 + 0.01 + 1 < 5$ units. \emph{Squarings.} Here $1 \le e^y$, so that units bound
relative errors. A squaring doubles the relative error $\rho$ and truncates one unit:
$\rho \mapsto 2\rho + \rho^2 + u$, so that after $m$ of them it is below
$(2^m \cdot 6 + 1)u$. \emph{The rest.} The $r$ that is truncated to $y$ is computed with
64 bits more than $W$; $|k| < 2^{21}$, and its error is below $2^{-42} u$. The result is
truncated to $W$ bits once more, $2u$. The sum is below $2^{m+3} u$, relative to $e^x$,
and so below $2^{\mathrm{EXP}(t) + m + 3 - W}$. */
static int halvings(int limbs)
{
    return (LIMB_BITS * limbs - 71 + 19) / 20;
}

mpfr_prec_t cas_exponential_accuracy(mpfr_prec_t precision)
{
    return precision - halvings((int)(precision / LIMB_BITS)) - 3;
}

mpfr_prec_t cas_exponential_precision(mpfr_prec_t bits)
{
    for (int n = 2; n <= LIMBS; n++)
        if (bits <= cas_exponential_accuracy(LIMB_BITS * n))
            return LIMB_BITS * n;
    return 0;
}

/* floor(2^640 log 2), least significant limb first. */
static const mp_limb_t log2_limbs[LIMBS + 1] = {
    0x1acbda11317c387e, 0x3e96ca16224ae8c5, 0x27573b291169b825, 0xed2eae35c1382144,
    0x559552fb4afa1b10, 0xe7b876206debac98, 0x8a0d175b8baafa2b, 0x40f343267298b62d,
    0xc9e3b39803f2f6af, 0xb17217f7d1cf79ab,
};

/* r[0..n + 2) = |x| with n + 1 limbs behind the point, truncated; EXP(x) < 64 and x has
   at most n + 1 limbs. */
static void to_fixed(mp_limb_t *r, mpfr_srcptr x, int n)
{
    mp_size_t count = (mp_size_t)((mpfr_get_prec(x) + LIMB_BITS - 1) / LIMB_BITS);
    const mp_limb_t *mantissa = mpfr_custom_get_significand(x);
    mpfr_exp_t exponent = mpfr_get_exp(x), down = exponent < 0 ? -exponent : 0;
    mp_size_t place = n + 1 - count - (mp_size_t)(down / LIMB_BITS);
    mp_size_t dropped = place < 0 ? -place : 0;
    mpn_zero(r, n + 2);
    if (dropped >= count)
        return;
    mpn_copyi(r + place + dropped, mantissa + dropped, count - dropped);
    if (exponent > 0)
        mpn_lshift(r, r, n + 2, (unsigned)exponent);
    else if (down % LIMB_BITS != 0)
        mpn_rshift(r, r, n + 2, (unsigned)(down % LIMB_BITS));
}

/* y[0..n) = (x - k log 2)/2^shift, truncated; returns k. */
static long reduce(mp_limb_t *y, mpfr_srcptr x, int shift, int n)
{
    mp_limb_t size[LIMBS + 2], multiple[LIMBS + 2], rest[LIMBS + 2];
    const mp_limb_t *log2 = log2_limbs + (LIMBS - n);
    long k = (long)floor(mpfr_get_d(x, MPFR_RNDN) * 0x1.71547652b82fep0);
    to_fixed(size, x, n);
    multiple[n + 1] = mpn_mul_1(multiple, log2, n + 1, (mp_limb_t)labs(k));
    mp_limb_t borrow = mpfr_sgn(x) > 0 ? mpn_sub_n(rest, size, multiple, n + 2)
                                       : mpn_sub_n(rest, multiple, size, n + 2);
    if (borrow != 0) {
        rest[n + 1] += mpn_add_n(rest, rest, log2, n + 1);
        k--;
    }
    mpn_rshift(rest, rest, n + 2, (unsigned)shift);
    mpn_copyi(y, rest + 1, n);
    return k;
}

/* r[0..n) = x[0..n) y[0..n), truncated; all are fractions. */
static void multiply(mp_limb_t *r, const mp_limb_t *x, const mp_limb_t *y, int n)
{
    mp_limb_t product[2 * LIMBS];
    mpn_mul_n(product, x, y, n);
    mpn_copyi(r, product + n, n);
}

/* s[0..n] = exp(y), one limb of which is the integer part. */
static void sum_series(mp_limb_t *s, const mp_limb_t *y, int n)
{
    mp_limb_t power[BLOCK + 1][LIMBS], product[2 * LIMBS + 1];
    mpn_copyi(power[1], y, n);
    multiply(power[2], y, y, n);
    multiply(power[3], power[2], y, n);
    multiply(power[4], power[2], power[2], n);
    mpn_zero(s, n + 1);
    for (int block = BLOCKS - 1; block >= 0; block--) {
        if (block < BLOCKS - 1) {
            mpn_mul(product, s, n + 1, power[4], n);
            mpn_copyi(s, product + n, n + 1);
        }
        for (int j = 1; j < BLOCK; j++)
            s[n] += mpn_addmul_1(s, power[j], n, coefficients[block][j]);
        s[n] += coefficients[block][0];
    }
    mpn_divrem_1(s, 0, s, n + 1, coefficients[0][0]);
}

/* t = s 2^exponent, truncated to the n limbs that t has; s[n] is 1 or 2. */
static void from_fixed(mpfr_ptr t, mp_limb_t *s, mpfr_exp_t exponent, int n)
{
    mpfr_t view;
    unsigned integer_bits = s[n] == 1 ? 1 : 2;
    mpn_rshift(s, s, n + 1, integer_bits);
    mpfr_custom_init_set(view, MPFR_REGULAR_KIND, exponent + (mpfr_exp_t)integer_bits,
                         LIMB_BITS * n, s);
    mpfr_set(t, view, MPFR_RNDZ);
}

bool cas_exponential(mpfr_ptr t, mpfr_srcptr x)
{
    if (GMP_NUMB_BITS != LIMB_BITS || !mpfr_regular_p(x) || mpfr_get_exp(x) > 20)
        return false;
    int n = (int)(mpfr_get_prec(t) / LIMB_BITS), m = halvings(n);
    mp_limb_t y[LIMBS], s[LIMBS + 1], square[2 * LIMBS + 2];
    long k = reduce(y, x, m, n);
    sum_series(s, y, n);
    for (int i = 0; i < m; i++) {
        mpn_sqr(square, s, n + 1);
        mpn_copyi(s, square + n, n + 1);
    }
    from_fixed(t, s, k, n);
    return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/directed.h"

#include <stdbool.h>

#if defined __SIZEOF_INT128__ && GMP_NUMB_BITS == 64

/*: \paragraph{Products and sums of 128 bits.} A number is $\pm X\,2^{e - 128}$ with
$2^{127} \le X < 2^{128}$, which is two limbs. An operation computes a significand and
whether anything is lost behind it; how much does not matter to a rounding that is
directed: where something is lost, it stands as it is or is one unit larger. Exponents
beyond $\pm 2^{28}$, far inside of MPFR's own $\pm 2^{30}$, are left to MPFR. */
__extension__ typedef unsigned __int128 wide;

enum { LIMB_BITS = 64, BITS = CAS_DIRECTED_BITS };
static const mpfr_exp_t largest_exponent = 1 << 28;

typedef struct parts {
    wide significand;
    mpfr_exp_t exponent;
    bool is_negative;
} parts;

static bool has_two_limbs(mpfr_srcptr x)
{
    const mpfr_exp_t exponent = mpfr_custom_get_exp(x);
    return mpfr_get_prec(x) == BITS && mpfr_regular_p(x) && exponent < largest_exponent &&
           exponent > -largest_exponent;
}

static parts take_apart(mpfr_srcptr x)
{
    const mp_limb_t *limbs = mpfr_custom_get_significand(x);
    return (parts){.significand = (wide)limbs[1] << LIMB_BITS | limbs[0],
                   .exponent = mpfr_custom_get_exp(x),
                   .is_negative = mpfr_signbit(x)};
}

/* r = the parts, rounded, where something behind the significand is_lost. */
static int put_together(mpfr_ptr r, parts p, bool is_lost, mpfr_rnd_t direction)
{
    mp_limb_t *limbs = mpfr_custom_get_significand(r);
    if (is_lost && p.is_negative == (direction == MPFR_RNDD) && ++p.significand == 0) {
        p.significand = (wide)1 << (BITS - 1);
        p.exponent++;
    }
    limbs[0] = (mp_limb_t)p.significand;
    limbs[1] = (mp_limb_t)(p.significand >> LIMB_BITS);
    mpfr_custom_init_set(r, p.is_negative ? -MPFR_REGULAR_KIND : MPFR_REGULAR_KIND,
                         p.exponent, BITS, limbs);
    return !is_lost ? 0 : direction == MPFR_RNDD ? -1 : 1;
}

/* high and low = the product of two significands, 256 bits. */
static void multiply_wide(wide x, wide y, wide *high, wide *low)
{
    const mp_limb_t x0 = (mp_limb_t)x, x1 = (mp_limb_t)(x >> LIMB_BITS);
    const mp_limb_t y0 = (mp_limb_t)y, y1 = (mp_limb_t)(y >> LIMB_BITS);
    const wide a = (wide)x0 * y0, b = (wide)x0 * y1, c = (wide)x1 * y0;
    const wide middle = (a >> LIMB_BITS) + (mp_limb_t)b + (mp_limb_t)c;
    *low = middle << LIMB_BITS | (mp_limb_t)a;
    *high = (wide)x1 * y1 + (b >> LIMB_BITS) + (c >> LIMB_BITS) + (middle >> LIMB_BITS);
}

int cas_directed_multiply(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t direction)
{
    if (mpfr_get_prec(r) != BITS || !has_two_limbs(x) || !has_two_limbs(y))
        return mpfr_mul(r, x, y, direction);
    const parts one = take_apart(x), other = take_apart(y);
    parts product = {.exponent = one.exponent + other.exponent,
                     .is_negative = one.is_negative != other.is_negative};
    wide low;
    multiply_wide(one.significand, other.significand, &product.significand, &low);
    if (product.significand >> (BITS - 1) == 0) {
        product.significand = product.significand << 1 | low >> (BITS - 1);
        low <<= 1;
        product.exponent--;
    }
    return put_together(r, product, low != 0, direction);
}

/* |x| + |y| with the sign of x, EXP(x) >= EXP(y). */
static int add_magnitudes(mpfr_ptr r, parts x, parts y, mpfr_rnd_t direction)
{
    const mpfr_exp_t shift = x.exponent - y.exponent;
    bool is_lost = true;
    wide addend = 0;
    if (shift < BITS) {
        addend = y.significand >> shift;
        is_lost = addend << shift != y.significand;
    }
    x.significand += addend;
    if (x.significand < addend) {
        is_lost = is_lost || (x.significand & 1) != 0;
        x.significand = x.significand >> 1 | (wide)1 << (BITS - 1);
        x.exponent++;
    }
    return put_together(r, x, is_lost, direction);
}

static int leading_zeros(wide x)
{
    const mp_limb_t high = (mp_limb_t)(x >> LIMB_BITS);
    return high != 0 ? __builtin_clzll(high) : LIMB_BITS + __builtin_clzll((mp_limb_t)x);
}

/*: \emph{Differences.} $|x| - |y| > 0$ with the sign of $x$; $s$ is the distance of the
exponents. For $s = 0$ it is exact, and for $s \le 128$ it has at most 128 bits behind the
significand, \texttt{low}. For $s > 128$, $|y|$ is less than half a unit of the
significand's last place, so that the significand is one unit less, the bit behind it is
1, and something is lost behind that. As at most one leading bit cancels where $s \ge 2$,
no more than this bit comes to the front. */
static int subtract_magnitudes(mpfr_ptr r, parts x, parts y, mpfr_rnd_t direction)
{
    const mpfr_exp_t shift = x.exponent - y.exponent;
    bool is_lost = false;
    wide low = 0;
    if (shift == 0) {
        x.significand -= y.significand;
    } else if (shift < BITS) {
        low = -(y.significand << (BITS - shift));
        x.significand -= (y.significand >> shift) + (low != 0);
    } else if (shift == BITS) {
        low = -y.significand;
        x.significand--;
    } else {
        low = (wide)1 << (BITS - 1);
        x.significand--;
        is_lost = true;
    }
    if (x.significand == 0) {
        x.significand = low;
        low = 0;
        x.exponent -= BITS;
    }
    const int zeros = leading_zeros(x.significand);
    if (zeros > 0) {
        x.significand = x.significand << zeros | low >> (BITS - zeros);
        low <<= zeros;
        x.exponent -= zeros;
    }
    return put_together(r, x, is_lost || low != 0, direction);
}

static bool is_less(const parts *x, const parts *y)
{
    return x->exponent != y->exponent ? x->exponent < y->exponent
                                      : x->significand < y->significand;
}

/* x + y, or x - y, by MPFR's own function: among others for the sign of 0. */
static int add_elsewhere(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, bool is_difference,
                         mpfr_rnd_t direction)
{
    return is_difference ? mpfr_sub(r, x, y, direction) : mpfr_add(r, x, y, direction);
}

static inline int add_parts(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, bool is_difference,
                            mpfr_rnd_t direction)
{
    if (mpfr_get_prec(r) != BITS || !has_two_limbs(x) || !has_two_limbs(y))
        return add_elsewhere(r, x, y, is_difference, direction);
    parts larger = take_apart(x), smaller = take_apart(y);
    smaller.is_negative = smaller.is_negative != is_difference;
    if (is_less(&larger, &smaller)) {
        const parts swapped = larger;
        larger = smaller;
        smaller = swapped;
    }
    if (larger.is_negative == smaller.is_negative)
        return add_magnitudes(r, larger, smaller, direction);
    if (larger.exponent == smaller.exponent && larger.significand == smaller.significand)
        return add_elsewhere(r, x, y, is_difference, direction);
    return subtract_magnitudes(r, larger, smaller, direction);
}

int cas_directed_add(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t direction)
{
    return add_parts(r, x, y, false, direction);
}

int cas_directed_subtract(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t direction)
{
    return add_parts(r, x, y, true, direction);
}

int cas_directed_set(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    if (mpfr_get_prec(r) != BITS || !has_two_limbs(x))
        return mpfr_set(r, x, direction);
    return put_together(r, take_apart(x), false, direction);
}

#else

int cas_directed_multiply(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t direction)
{
    return mpfr_mul(r, x, y, direction);
}

int cas_directed_add(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t direction)
{
    return mpfr_add(r, x, y, direction);
}

int cas_directed_subtract(mpfr_ptr r, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t direction)
{
    return mpfr_sub(r, x, y, direction);
}

int cas_directed_set(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    return mpfr_set(r, x, direction);
}

#endif

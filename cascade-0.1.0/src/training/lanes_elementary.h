/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_LANES_ELEMENTARY_H
#define CASCADE_TRAINING_LANES_ELEMENTARY_H

#include "training/lanes.h"

/* Elementary functions and random numbers on lanes, made of + - * / sqrt fma and bit
   operations only, so the bits are the same on every machine. */

/*: \paragraph{Powers of two.} $2^x = 2^n 2^r$ with $n$ the integer nearest to $x$ and
$|r| \le 1/2$. Adding $1.5 \cdot 2^{52}$ rounds $x$ to that integer and leaves it in the
last bits of the sum $t$; $r = x - n$ is exact. The polynomial $p(r) = 1 + c_1 r + \dots +
c_{11} r^{11}$ is the minimax approximation of $2^r$ for the relative error with $c_0 = 1$
and $c_1 = \mathrm{RN}(\ln 2)$ held fixed (Remez exchange, coefficients rounded to
double): $|p(r)/2^r - 1| < 2^{-56.6} < 0.083 u$ with $u = 2^{-53}$. It is summed by
Horner's rule, $p_k = c_k + r p_{k+1}$, each step rounded once.

For $r \le 0$: $p_2 \in [0.21, 0.25)$ is rounded by at most $u/8$, $p_3 < 0.06$ by $u/32$,
and the roundings before add less than $u/100$; with $|r| \le 1/2$, $p_2$ has an error of
at most $0.15 u$. $p_1 \in [0.58, 0.70]$ has one of at most $u/2 + 0.15 u |r| < 0.58 u$,
its product with $r$ one of $0.29 u$. The result is in $[0.707, 1]$, where a unit in the
last place is $u$: the last rounding gives $0.5$, the polynomial $0.083$, and $0.5 + 0.29
+ 0.083 < 0.88$ units. For $r > 0$, where $p_2 < 0.28$ is rounded by at most $u/4$, a unit
is $2u$ and the same sum is $(1 + 0.32 + 0.12) u < 0.73$ units.

The scale $2^n$ is added to the exponent, which is exact while $|x| \le 1021$.

One chain of eleven steps waits for each of its results; four chains side by side keep the
multipliers busy. */
static inline void elementary_exp2_four(lanes x[4])
{
    static const double c[11] = {
        1,
        0x1.62e42fefa39efp-1,
        0x1.ebfbdff82c59cp-3,
        0x1.c6b08d704a0d4p-5,
        0x1.3b2ab6fba110bp-7,
        0x1.5d87fe78b3bap-10,
        0x1.4309130c2904ap-13,
        0x1.ffcbfbf912237p-17,
        0x1.62bfcd8609ee7p-20,
        0x1.b5260c87ba506p-24,
        0x1.e61229ddb211cp-28,
    };
    const lanes shift = lanes_set(0x1.8p52);
    lanes t[4], p[4];
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
        t[i] = x[i] + shift;
        x[i] = x[i] - (t[i] - shift);
        p[i] = lanes_set(0x1.e8111b24f9p-32);
    }
#pragma GCC unroll 11
    for (int k = 10; k >= 0; k--)
#pragma GCC unroll 4
        for (int i = 0; i < 4; i++)
            p[i] = lanes_fma(p[i], x[i], lanes_set(c[k]));
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
        x[i] = lanes_from_bits(lanes_bits(p[i]) + (lanes_bits(t[i]) << 52));
}

static inline lanes elementary_exp2(lanes x)
{
    lanes four[4] = {x, x, x, x};
    elementary_exp2_four(four);
    return four[0];
}

/*: \paragraph{Logarithm.} A normal positive $x$ is $2^e m$ with $m \in [\sqrt{1/2}, \sqrt
2)$, found by adding to the bits the distance from $\sqrt{1/2}$ to 1 (a carry moves the
exponent). With $f = (m-1)/(m+1)$, $|f| \le 0.1716$, $\ln m = 2 \operatorname{artanh} f =
2 f (1 + f^2/3 + f^4/5 + \dots)$; after eleven terms the rest is below $f^{22}/23 \cdot
1.04 < 2^{-60}$ of the sum. */
static inline lanes elementary_log(lanes x)
{
    const uint64_t one = UINT64_C(0x3ff0000000000000);
    const uint64_t root = UINT64_C(0x3fe6a09e667f3bcd); /* sqrt(1/2) */
    words bits = lanes_bits(x) + (one - root);
    words mantissa = bits & UINT64_C(0x000fffffffffffff);
    lanes m = lanes_from_bits(mantissa + root);
    words biased = (bits >> 52) | UINT64_C(0x4330000000000000);
    lanes e = lanes_from_bits(biased) - (0x1p52 + 1023);
    lanes f = (m - 1) / (m + 1);
    lanes s = f * f;
    lanes p = lanes_set(1.0 / 21);
    for (int k = 19; k >= 3; k -= 2)
        p = lanes_fma(p, s, lanes_set(1.0 / k));
    lanes f2 = f + f;
    lanes log_m = lanes_fma(f2 * s, p, f2);
    return lanes_fma(e, lanes_set(0x1.62e42fefa39efp-1), log_m);
}

/*: \paragraph{Sine and cosine} of $\pi r / 2$ for $|r| \le 1/2$: Taylor's series in $y =
\pi r/2$, $|y| \le \pi/4$; the first terms left out, $y^{19}/19!$ and $y^{18}/18!$, are
below $2^{-60}$ of the sums. */
static inline void elementary_sincos(lanes r, lanes *sine, lanes *cosine)
{
    lanes y = r * 0x1.921fb54442d18p0;
    lanes s = y * y;
    lanes odd = lanes_set(1);
    lanes even = lanes_set(1);
    for (int k = 17; k >= 3; k -= 2) {
        odd = lanes_fma(odd * s, lanes_set(-1.0 / (k * (k - 1))), lanes_set(1));
        even = lanes_fma(even * s, lanes_set(-1.0 / ((k - 1) * (k - 2))), lanes_set(1));
    }
    *sine = odd * y;
    *cosine = even;
}

/*: \paragraph{Philox4x32-10} on lanes: the ten rounds map a counter $(c_0, c_1, c_2,
c_3)$ under a key per lane; a round multiplies $c_0$ and $c_2$ by constants and mixes the
halves of the products with $c_1$, $c_3$ and the round's key. The counter is (step,
stream, block, 0). Of the first round only $c_2$, and of the second only $c_0$, depends on
the block, so most of these two rounds is done once per stream. */
typedef struct philox_stream {
    const uint64_t *round_key; /* word i of round k's key in row 2 k + i */
    size_t stride;             /* of the rows */
    words first, second; /* parts of c0 after the first and after the second round */
    words product;       /* c1 after the second round */
    words mixed;         /* part of c2 after the second round */
} philox_stream;

/* Lower halves; what the upper halves hold is never looked at. */
typedef struct philox_state {
    words c0, c1, c2, c3;
} philox_state;

static inline words philox_multiply_even(words x)
{
    return words_multiply(x, words_set(UINT32_C(0xd2511f53)));
}

static inline words philox_multiply_odd(words x)
{
    return words_multiply(x, words_set(UINT32_C(0xcd9e8d57)));
}

static inline philox_stream philox_open(const uint64_t *round_key, size_t stride,
                                        uint32_t step, uint32_t number)
{
    words p = philox_multiply_even(words_set(step));
    words c2 = (p >> 32) ^ words_load(round_key + stride);
    words q = philox_multiply_odd(c2);
    return (philox_stream){.round_key = round_key,
                           .stride = stride,
                           .first = number ^ words_load(round_key),
                           .second = (q >> 32) ^ words_load(round_key + 2 * stride),
                           .product = q,
                           .mixed = p ^ words_load(round_key + 3 * stride)};
}

static inline philox_state philox_start(const philox_stream *s, uint32_t block)
{
    words q = philox_multiply_odd(words_set(block));
    words p = philox_multiply_even((q >> 32) ^ s->first);
    return (philox_state){s->second ^ q, s->product, (p >> 32) ^ s->mixed, p};
}

/* The keys are mixed in first: the products come last and are waited for. */
static inline philox_state philox_round(philox_state c, const philox_stream *s,
                                        size_t round)
{
    const uint64_t *key = s->round_key + 2 * round * s->stride;
    words p = philox_multiply_even(c.c0);
    words q = philox_multiply_odd(c.c2);
    words m1 = words_grouped(c.c1 ^ words_load(key));
    words m3 = words_grouped(c.c3 ^ words_load(key + s->stride));
    return (philox_state){(q >> 32) ^ m1, q, (p >> 32) ^ m3, p};
}

/* One block of the stream: as cas_philox_block with counter (step, stream, block, 0). */
static inline philox_state philox_block(const philox_stream *s, uint32_t block)
{
    philox_state c = philox_start(s, block);
    for (size_t round = 2; round < 10; round++)
        c = philox_round(c, s, round);
    return c;
}

/* The same block of two streams, side by side: one alone would wait for its own products.
   Inlined always: the streams would otherwise be read from memory in every round. */
static inline __attribute__((always_inline)) void
philox_two_blocks(const philox_stream *one, const philox_stream *other, uint32_t block,
                  philox_state *c, philox_state *d)
{
    philox_state x = philox_start(one, block), y = philox_start(other, block);
#pragma GCC unroll 8
    for (size_t round = 2; round < 10; round++) {
        x = philox_round(x, one, round);
        y = philox_round(y, other, round);
    }
    *c = x;
    *d = y;
}

/* The 52 high bits of (high, low), two words of 32 bits, as an odd multiple of 2^-53 in
   (0, 1). */
static inline lanes elementary_unit(words high, words low)
{
    words lower = low & UINT32_MAX;
    words bits = ((high << 32) | lower) >> 12;
    words real = bits | UINT64_C(0x3ff0000000000000);
    return lanes_from_bits(real) - (1 - 0x1p-53);
}

/*: \paragraph{Normal numbers} (Box and Muller). The radius is $\sqrt{-2 \ln u}$. The
direction is $\theta$, uniform in a quarter circle around 0, then reflected at the
diagonal and at the origin or not, by two bits that the uniform numbers do not use: this
is uniform on the circle. */
static inline void elementary_normals(philox_state block, lanes *first, lanes *second)
{
    lanes u = elementary_unit(block.c0, block.c1);
    lanes v = elementary_unit(block.c2, block.c3);
    lanes radius = lanes_sqrt(-2 * elementary_log(u));
    lanes sine, cosine;
    elementary_sincos(v - 0.5, &sine, &cosine);
    words a = lanes_bits(cosine);
    words b = lanes_bits(sine);
    words reflect = -(block.c1 & 1);
    words exchange = (a ^ b) & reflect;
    words sign = (block.c3 & 1) << 63;
    a = a ^ exchange ^ sign;
    b = b ^ exchange ^ sign;
    *first = radius * lanes_from_bits(a);
    *second = radius * lanes_from_bits(b);
}

/* The lower half of a word as a number: exact. */
static inline lanes elementary_from_word(words word)
{
    return lanes_from_lower(word) - 0x1p52;
}

#endif

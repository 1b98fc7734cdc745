/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_LANES_PASS_H
#define CASCADE_TRAINING_LANES_PASS_H

#include "training/kernel.h"
#include "training/lanes_elementary.h"

/* The stages of the pass over one tile of samples.  `stride` is the length of a row of
   lanes; a function with a suffix works on one vector of the rows unless it says
   otherwise.

   The accumulators have names instead of indices: an array of vectors would live in
   memory. */

/* a[0..3] = x_0 . w .. x_3 . w for four consecutive rows x, two vectors of lanes; one if
   not both. */
static inline void multiply_four(const double *x, size_t d, const double *w,
                                 size_t stride, bool both, double *a)
{
    const double *x1 = x + d, *x2 = x1 + d, *x3 = x2 + d;
    lanes a0 = lanes_set(0), a1 = a0, a2 = a0, a3 = a0;
    lanes b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    for (size_t j = 0; j < d; j++) {
        lanes u = lanes_load(w + j * stride);
        lanes g0 = lanes_set(x[j]), g1 = lanes_set(x1[j]);
        lanes g2 = lanes_set(x2[j]), g3 = lanes_set(x3[j]);
        a0 = lanes_fma(g0, u, a0);
        a1 = lanes_fma(g1, u, a1);
        a2 = lanes_fma(g2, u, a2);
        a3 = lanes_fma(g3, u, a3);
        if (both) {
            lanes v = lanes_load(w + j * stride + LANES_WIDTH);
            b0 = lanes_fma(g0, v, b0);
            b1 = lanes_fma(g1, v, b1);
            b2 = lanes_fma(g2, v, b2);
            b3 = lanes_fma(g3, v, b3);
        }
    }
    lanes_store(a, a0);
    lanes_store(a + stride, a1);
    lanes_store(a + 2 * stride, a2);
    lanes_store(a + 3 * stride, a3);
    if (both) {
        a += LANES_WIDTH;
        lanes_store(a, b0);
        lanes_store(a + stride, b1);
        lanes_store(a + 2 * stride, b2);
        lanes_store(a + 3 * stride, b3);
    }
}

static inline lanes clamp(lanes x)
{
    x = lanes_max(x, lanes_set(-CAS_KERNEL_CLAMP));
    return lanes_min(x, lanes_set(CAS_KERNEL_CLAMP));
}

/* a = sigmoid(f_1), where a holds f_1 log2(e): four vectors. */
static inline void activate_four(double *a)
{
    lanes x[4];
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
        x[i] = clamp(lanes_load(a + i * LANES_WIDTH));
    elementary_exp2_four(x);
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
        lanes_store(a + i * LANES_WIDTH, x[i] / (x[i] + 1));
}

/*: \paragraph{Two sigmoids, one division.} With $e = \exp(f_1)$ and $s = e^\delta e$, \[
\sigma(f_1) = \frac{e + es}{1 + e + s + es}, \qquad \sigma(f_1 + \delta) = \frac{s + es}{1
+ e + s + es}; \] all terms are positive, so the relative errors are a few units even
where a sigmoid is tiny. */
static inline void store_sigmoids(lanes e, lanes s, double *a, double *b)
{
    lanes exact = lanes_fma(e, s, e);
    lanes shifted = lanes_fma(e, s, s);
    lanes sum = e + 1 + shifted;
    lanes inverse = 1 / sum;
    lanes_store(a, exact * inverse);
    lanes_store(b, shifted * inverse);
}

/* a = sigmoid(f_1), b = sigmoid(f_1 + delta), where factor[0], factor[1] are the vectors
   of exp(delta) that belong to the even and the odd ones of four vectors. */
static inline void activate_four_shared(double *a, double *b, const lanes factor[2])
{
    lanes x[4];
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
        x[i] = clamp(lanes_load(a + i * LANES_WIDTH));
    elementary_exp2_four(x);
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
        store_sigmoids(x[i], x[i] * factor[i % 2], a + i * LANES_WIDTH,
                       b + i * LANES_WIDTH);
}

/* The same for two vectors where delta log2(e) is each sample's own. */
static inline void activate_two_per_sample(double *a, double *b, const double *delta)
{
    lanes x[4] = {clamp(lanes_load(a)), lanes_load(delta),
                  clamp(lanes_load(a + LANES_WIDTH)), lanes_load(delta + LANES_WIDTH)};
    elementary_exp2_four(x);
    store_sigmoids(x[0], x[0] * x[1], a, b);
    store_sigmoids(x[2], x[2] * x[3], a + LANES_WIDTH, b + LANES_WIDTH);
}

/* Two columns of weights at once on five features: g[j] += sum_l s[l] x[l][j] and the
   same for h and t. */
static inline void accumulate_five(const double *x, size_t d, size_t n, const double *s,
                                   const double *t, size_t stride, double *g, double *h)
{
    lanes g0 = lanes_load(g), h0 = lanes_load(h);
    lanes g1 = lanes_load(g + stride), h1 = lanes_load(h + stride);
    lanes g2 = lanes_load(g + 2 * stride), h2 = lanes_load(h + 2 * stride);
    lanes g3 = lanes_load(g + 3 * stride), h3 = lanes_load(h + 3 * stride);
    lanes g4 = lanes_load(g + 4 * stride), h4 = lanes_load(h + 4 * stride);
    for (size_t l = 0; l < n; l++, x += d, s += stride, t += stride) {
        lanes u = lanes_load(s), v = lanes_load(t);
        lanes value = lanes_set(x[0]);
        g0 = lanes_fma(u, value, g0);
        h0 = lanes_fma(v, value, h0);
        value = lanes_set(x[1]);
        g1 = lanes_fma(u, value, g1);
        h1 = lanes_fma(v, value, h1);
        value = lanes_set(x[2]);
        g2 = lanes_fma(u, value, g2);
        h2 = lanes_fma(v, value, h2);
        value = lanes_set(x[3]);
        g3 = lanes_fma(u, value, g3);
        h3 = lanes_fma(v, value, h3);
        value = lanes_set(x[4]);
        g4 = lanes_fma(u, value, g4);
        h4 = lanes_fma(v, value, h4);
    }
    lanes_store(g, g0), lanes_store(h, h0);
    lanes_store(g + stride, g1), lanes_store(h + stride, h1);
    lanes_store(g + 2 * stride, g2), lanes_store(h + 2 * stride, h2);
    lanes_store(g + 3 * stride, g3), lanes_store(h + 3 * stride, h3);
    lanes_store(g + 4 * stride, g4), lanes_store(h + 4 * stride, h4);
}

/* The same on one feature. */
static inline void accumulate_one(const double *x, size_t d, size_t n, const double *s,
                                  const double *t, size_t stride, double *g, double *h)
{
    lanes sum = lanes_load(g), other = lanes_load(h);
    for (size_t l = 0; l < n; l++) {
        lanes value = lanes_set(x[l * d]);
        sum = lanes_fma(lanes_load(s + l * stride), value, sum);
        other = lanes_fma(lanes_load(t + l * stride), value, other);
    }
    lanes_store(g, sum);
    lanes_store(h, other);
}

static inline void accumulate(const double *x, size_t d, size_t n, const double *s,
                              const double *t, size_t stride, double *g, double *h)
{
    size_t j = 0;
    for (; j + 5 <= d; j += 5)
        accumulate_five(x + j, d, n, s, t, stride, g + j * stride, h + j * stride);
    for (; j < d; j++)
        accumulate_one(x + j, d, n, s, t, stride, g + j * stride, h + j * stride);
}

#endif

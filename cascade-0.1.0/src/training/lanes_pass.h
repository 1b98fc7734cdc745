/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_LANES_PASS_H
#define CASCADE_TRAINING_LANES_PASS_H

#include "training/kernel.h"
#include "training/lanes_elementary.h"

/* The stages of the pass over one tile of samples.  `stride` is the length of a row of
   lanes; a function with a suffix works on one vector of the rows unless it says
   otherwise. */

/* a[0..3] = x_0 . w .. x_3 . w for four consecutive rows x, two vectors of lanes; one if
   not both. */
static inline __attribute__((always_inline)) void multiply_four(const double *x, size_t d,
                                                                const double *w,
                                                                size_t stride, bool both,
                                                                double *a)
{
    lanes sum[4] = {lanes_set(0), lanes_set(0), lanes_set(0), lanes_set(0)};
    lanes other[4] = {sum[0], sum[0], sum[0], sum[0]};
    for (size_t j = 0; j < d; j++) {
        lanes u = lanes_load(w + j * stride);
        lanes v = both ? lanes_load(w + j * stride + LANES_WIDTH) : u;
#pragma GCC unroll 4
        for (size_t i = 0; i < 4; i++) {
            lanes g = lanes_set(x[i * d + j]);
            sum[i] = lanes_fma(g, u, sum[i]);
            if (both)
                other[i] = lanes_fma(g, v, other[i]);
        }
    }
#pragma GCC unroll 4
    for (size_t i = 0; i < 4; i++) {
        lanes_store(a + i * stride, sum[i]);
        if (both)
            lanes_store(a + i * stride + LANES_WIDTH, other[i]);
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

/* Two columns of weights at once on so many features: g[j] += sum_l s[l] x[l][j] and the
   same for h and t.  features: a constant, at most 5, so that the sums are in
   registers. */
static inline __attribute__((always_inline)) void
accumulate_some(size_t features, const double *x, size_t d, size_t n, const double *s,
                const double *t, size_t stride, double *g, double *h)
{
    lanes sum[5], other[5];
#pragma GCC unroll 5
    for (size_t j = 0; j < features; j++) {
        sum[j] = lanes_load(g + j * stride);
        other[j] = lanes_load(h + j * stride);
    }
    for (size_t l = 0; l < n; l++, x += d, s += stride, t += stride) {
        lanes u = lanes_load(s), v = lanes_load(t);
#pragma GCC unroll 5
        for (size_t j = 0; j < features; j++) {
            lanes value = lanes_set(x[j]);
            sum[j] = lanes_fma(u, value, sum[j]);
            other[j] = lanes_fma(v, value, other[j]);
        }
    }
#pragma GCC unroll 5
    for (size_t j = 0; j < features; j++) {
        lanes_store(g + j * stride, sum[j]);
        lanes_store(h + j * stride, other[j]);
    }
}

static inline void accumulate(const double *x, size_t d, size_t n, const double *s,
                              const double *t, size_t stride, double *g, double *h)
{
    size_t j = 0;
    for (; j + 5 <= d; j += 5)
        accumulate_some(5, x + j, d, n, s, t, stride, g + j * stride, h + j * stride);
    for (; j < d; j++)
        accumulate_some(1, x + j, d, n, s, t, stride, g + j * stride, h + j * stride);
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_LANES_ITERATION_H
#define CASCADE_TRAINING_LANES_ITERATION_H

#include "training/kernel.h"

#include "training/lanes.h"
#include "training/lanes_elementary.h"
#include "training/lanes_pass.h"

#include <string.h>

/* One iteration of a group, made of the stages of lanes_pass.h. */

static inline philox_stream open_stream(const cas_kernel_group *g, size_t lane,
                                        uint32_t step, uint32_t stream)
{
    return philox_open(g->round_key + lane, CAS_KERNEL_LANES, step, stream);
}

static inline lanes draw_uniform(const cas_kernel_uniform *law, size_t lane, words word)
{
    return lanes_fma(elementary_from_word(word), lanes_load(law->scale + lane),
                     lanes_load(law->offset + lane));
}

/* Four rows of r get base, if there is one, plus the perturbations of four samples. */
static inline void store_uniform(const cas_kernel_uniform *law, size_t lane,
                                 philox_state block, const double *base, double *r,
                                 size_t stride)
{
    const words word[4] = {block.c0, block.c1, block.c2, block.c3};
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; k++) {
        lanes x = draw_uniform(law, lane, word[k]);
        if (base != NULL)
            x = lanes_load(base + k * stride + lane) + x;
        lanes_store(r + k * stride + lane, x);
    }
}

/* Row l of r gets row l of base, if there is one, plus the perturbation of sample first +
   l, l < n rounded up to a multiple of four.  Not inlined: the rounds want the registers
   for themselves. */
static __attribute__((noinline)) void
fill_uniform(const cas_kernel_group *g, const cas_kernel_uniform *law, uint32_t step,
             uint32_t stream, size_t first, size_t n, const double *base, double *r)
{
    const size_t stride = g->stride, four = 4 * stride;
    const bool both = stride > LANES_WIDTH;
    const philox_stream one = open_stream(g, 0, step, stream);
    const philox_stream other = open_stream(g, both ? LANES_WIDTH : 0, step, stream);
    for (size_t l = 0; l < n; l += 4) {
        philox_state c, d;
        philox_two_blocks(&one, &other, (uint32_t)((first + l) / 4), &c, &d);
        store_uniform(law, 0, c, base, r, stride);
        if (both)
            store_uniform(law, LANES_WIDTH, d, base, r, stride);
        base = base == NULL ? NULL : base + four;
        r += four;
    }
}

/* The scalars of this iteration in the shared reading. */
static void draw_shared(cas_kernel_group *g, uint32_t step, bool forward, bool backward)
{
    for (size_t lane = 0; lane < g->stride; lane += LANES_WIDTH) {
        if (forward) {
            philox_stream stream = open_stream(g, lane, step, CAS_STREAM_FORWARD);
            lanes delta = draw_uniform(&g->forward, lane, philox_block(&stream, 0).c0);
            lanes_store(g->factor + lane, elementary_exp2(delta));
        }
        if (backward) {
            philox_stream stream = open_stream(g, lane, step, CAS_STREAM_BACKWARD);
            lanes epsilon = draw_uniform(&g->backward, lane, philox_block(&stream, 0).c0);
            lanes_store(g->epsilon + lane, epsilon);
        }
    }
}

/*: The three loops over a tile's activations are functions of their own: each has more
constants than the processor has registers, and inlined into one function they would crowd
each other out. The number of vectors is a multiple of four: the rows are. */
static __attribute__((noinline)) void activate_all(double *a, size_t count)
{
    for (size_t i = 0; i < count; i += 4 * LANES_WIDTH)
        activate_four(a + i);
}

static __attribute__((noinline)) void activate_all_shared(double *a, double *b,
                                                          const double *factor,
                                                          size_t count, size_t stride)
{
    const lanes factors[2] = {lanes_load(factor),
                              lanes_load(factor + stride - LANES_WIDTH)};
    for (size_t i = 0; i < count; i += 4 * LANES_WIDTH)
        activate_four_shared(a + i, b + i, factors);
}

static __attribute__((noinline)) void
activate_all_per_sample(double *a, double *b, const double *delta, size_t count)
{
    for (size_t i = 0; i < count; i += 2 * LANES_WIDTH)
        activate_two_per_sample(a + i, b + i, delta + i);
}

/* activation = sigmoid(f_1) of a tile; shifted = what the perturbed pass has in its
   place, where that differs from sample to sample. */
static inline void activate_tile(cas_kernel_group *g, uint32_t step, bool forward,
                                 bool backward, size_t first, size_t n)
{
    const size_t stride = g->stride, count = (n + 3) / 4 * 4 * stride;
    double *a = g->activation, *b = g->shifted;
    if (forward && !g->per_sample) {
        activate_all_shared(a, b, g->factor, count, stride);
    } else if (forward) {
        fill_uniform(g, &g->forward, step, CAS_STREAM_FORWARD, first, n, NULL,
                     g->uniform);
        activate_all_per_sample(a, b, g->uniform, count);
    } else {
        activate_all(a, count);
    }
    if (backward && g->per_sample)
        fill_uniform(g, &g->backward, step, CAS_STREAM_BACKWARD, first, n,
                     forward ? b : a, b);
}

/* activation = f_1 log2(e) of a tile */
static inline void multiply_tile(cas_kernel_group *g, size_t first, size_t n)
{
    const size_t d = g->problem->dimension, stride = g->stride;
    const double *x = g->problem->folded + first * d;
    const double *w = g->weights;
    double *a = g->activation;
    if (stride == LANES_WIDTH)
        for (size_t l = 0; l < n; l += 4)
            multiply_four(x + l * d, d, w, LANES_WIDTH, false, a + l * LANES_WIDTH);
    else
        for (size_t l = 0; l < n; l += 4)
            multiply_four(x + l * d, d, w, 2 * LANES_WIDTH, true,
                          a + l * 2 * LANES_WIDTH);
}

/* Sums sigmoid(f_1) x_l into `exact`, and the perturbed pass's into `perturbed` if `two`.
   */
static inline void accumulate_tile(cas_kernel_group *g, size_t first, size_t n, bool two)
{
    size_t d = g->problem->dimension;
    const double *x = g->problem->folded + first * d;
    double *a = g->activation, *b = g->shifted;
    if (two || g->stride == LANES_WIDTH) {
        for (size_t lane = 0; lane < g->stride; lane += LANES_WIDTH)
            accumulate(x, d, n, a + lane, (two ? b : a) + lane, g->stride,
                       g->exact + lane, g->perturbed + lane);
    } else {
        accumulate(x, d, n, a, a + LANES_WIDTH, g->stride, g->exact,
                   g->exact + LANES_WIDTH);
    }
}

static inline void pass(cas_kernel_group *g, uint32_t step, bool forward, bool backward,
                        bool two)
{
    size_t samples = g->problem->samples;
    size_t size = g->problem->dimension * g->stride * sizeof(double);
    memset(g->exact, 0, size);
    memset(g->perturbed, 0, size);
    for (size_t first = 0; first < samples; first += CAS_KERNEL_TILE) {
        size_t n = samples - first < CAS_KERNEL_TILE ? samples - first : CAS_KERNEL_TILE;
        multiply_tile(g, first, n);
        activate_tile(g, step, forward, backward, first, n);
        accumulate_tile(g, first, n, two);
    }
}

/* rho R'(w_j) */
static inline lanes regularizer_slope(bool ridge, lanes twice_rho, lanes w)
{
    lanes r = twice_rho * w;
    if (ridge)
        return r;
    lanes q = lanes_fma(w, w, lanes_set(1));
    return r / (q * q);
}

/* w_j moves by -gamma times `gradient`, the perturbed one without the noise; the square
   of the exact one is added to the norm. */
static inline void move_row(cas_kernel_group *g, size_t j, size_t lane, bool two,
                            bool backward, lanes noise)
{
    size_t row = j * g->stride + lane;
    lanes scale = lanes_set(0x1.62e42fefa39efp-1 / (double)g->problem->samples);
    lanes w = lanes_load(g->weights + row);
    lanes slope = regularizer_slope(g->ridge, lanes_load(g->twice_rho + lane), w);
    lanes exact = lanes_fma(lanes_load(g->exact + row), scale, slope);
    lanes norm = lanes_load(g->norm_squared + lane);
    lanes_store(g->norm_squared + lane, lanes_fma(exact, exact, norm));
    lanes move = exact;
    if (two)
        move = lanes_fma(lanes_load(g->perturbed + row), scale, slope);
    if (backward && !g->per_sample)
        move = lanes_fma(lanes_load(g->epsilon + lane), lanes_set(g->problem->mean[j]),
                         move);
    if (!g->noiseless)
        move = lanes_fma(lanes_load(g->sampling_noise + lane), noise, move);
    lanes gamma = 0 - lanes_load(g->step_size + lane);
    lanes_store(g->weights + row, lanes_fma(gamma, move, w));
}

static void move_weights(cas_kernel_group *g, uint32_t step, bool two, bool backward)
{
    size_t d = g->problem->dimension;
    for (size_t lane = 0; lane < g->stride; lane += LANES_WIDTH) {
        lanes_store(g->norm_squared + lane, lanes_set(0));
        const philox_stream stream = open_stream(g, lane, step, CAS_STREAM_SAMPLING);
        for (size_t j = 0; j < d; j += 2) {
            lanes first = lanes_set(0), second = first;
            if (!g->noiseless)
                elementary_normals(philox_block(&stream, (uint32_t)(j / 2)), &first,
                                   &second);
            move_row(g, j, lane, two, backward, first);
            if (j + 1 < d)
                move_row(g, j + 1, lane, two, backward, second);
        }
    }
}

static void advance(cas_kernel_group *g, uint32_t step, bool forward, bool backward)
{
    bool two = forward || (backward && g->per_sample);
    if (!g->per_sample)
        draw_shared(g, step, forward, backward);
    pass(g, step, forward, backward, two);
    move_weights(g, step, two, backward);
}

/* softplus(f_1) = max(f_1, 0) + ln(1 + exp(-|f_1|)), where x = f_1 log2(e). */
static inline lanes softplus(lanes x)
{
    lanes negative = lanes_min(x, 0 - x);
    lanes rest = elementary_log(elementary_exp2(clamp(negative)) + 1);
    lanes positive = lanes_max(x, lanes_set(0));
    return lanes_fma(positive, lanes_set(0x1.62e42fefa39efp-1), rest);
}

static inline lanes penalty(const cas_kernel_group *g, size_t lane)
{
    lanes sum = lanes_set(0);
    for (size_t j = 0; j < g->problem->dimension; j++) {
        lanes w = lanes_load(g->weights + j * g->stride + lane);
        if (g->ridge) {
            sum = lanes_fma(w, w, sum);
        } else {
            lanes q = lanes_fma(w, w, lanes_set(1));
            sum = sum + w * w / q;
        }
    }
    return sum * (lanes_load(g->twice_rho + lane) * 0.5);
}

static void evaluate_loss(cas_kernel_group *g)
{
    size_t samples = g->problem->samples;
    memset(g->loss, 0, sizeof g->loss);
    for (size_t first = 0; first < samples; first += CAS_KERNEL_TILE) {
        size_t n = samples - first < CAS_KERNEL_TILE ? samples - first : CAS_KERNEL_TILE;
        multiply_tile(g, first, n);
        for (size_t l = 0; l < n; l++)
            for (size_t lane = 0; lane < g->stride; lane += LANES_WIDTH) {
                lanes x = lanes_load(g->activation + l * g->stride + lane);
                lanes sum = lanes_load(g->loss + lane) + softplus(x);
                lanes_store(g->loss + lane, sum);
            }
    }
    lanes count = lanes_set((double)samples);
    for (size_t lane = 0; lane < g->stride; lane += LANES_WIDTH) {
        lanes mean = lanes_load(g->loss + lane) / count;
        lanes_store(g->loss + lane, mean + penalty(g, lane));
    }
}

/* The kernel of that name with vectors of LANES_WIDTH numbers. */
#define LANES_KERNEL(name_)                                                              \
    {                                                                                    \
        .name = (name_), .width = LANES_WIDTH, .advance = advance,                       \
        .evaluate_loss = evaluate_loss                                                   \
    }

#endif

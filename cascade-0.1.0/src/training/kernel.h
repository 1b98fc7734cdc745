/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_KERNEL_H
#define CASCADE_TRAINING_KERNEL_H

#include "training/problem.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The innermost floor of the engine: a group of runs on the same data advances one
   iteration, SIMD lanes = runs.  Each lane does the same sequence of correctly rounded
   operations whatever the width of the vectors, so a run's numbers do not depend on the
   kernel or on its lane. */

enum {
    CAS_KERNEL_LANES = 16, /* most lanes of a group, of all kernels */
    CAS_KERNEL_VECTORS = 2 /* most vectors per array row */
};

/*: \paragraph{Tiles.} The data pass over the data in tiles: 40 samples of 10 numbers (3.2
KB) with the activations of 8 lanes (2.5 KB each) stay in the first-level cache while the
tile's three stages run, and the data come once per iteration for the whole group. */
enum { CAS_KERNEL_TILE = 40 };

/* The streams of a run's random numbers, counted by (iteration, stream, block of
   four). */
enum { CAS_STREAM_SAMPLING, CAS_STREAM_FORWARD, CAS_STREAM_BACKWARD };

/*: \paragraph{Clamping.} A runaway run has $|h^\top w|$ of any size. The exponent $f_1
\log_2 e$ is clamped to $\pm 400$, where $\sigma$ is within $2^{-400}$ of 0 or 1; with
$|\delta| \log_2 e \le 100$ the product $(1 + e^{f_1})(1 + e^{f_1 + \delta})$ stays below
$2^{902}$ and one division serves both sigmoids. */
#define CAS_KERNEL_CLAMP 400.0
#define CAS_KERNEL_LARGEST_SHIFT 100.0

/* A uniform perturbation per lane, made of a random word k of 32 bits: scale k + offset.
   That of the forward pass is in units of the binary exponent: delta log2(e). */
typedef struct cas_kernel_uniform {
    alignas(64) double scale[CAS_KERNEL_LANES];
    alignas(64) double offset[CAS_KERNEL_LANES];
} cas_kernel_uniform;

/* Invariants: `stride` = vectors * kernel width <= CAS_KERNEL_LANES numbers make one row
   of every array; lanes without a run hold zeros. */
typedef struct cas_kernel_group {
    const cas_training_problem *problem;
    size_t vectors, stride;
    bool ridge;      /* R(w) = ||w||^2, else sum_j w_j^2/(1 + w_j^2) */
    bool per_sample; /* each sample has its own perturbations, else one scalar */
    bool noiseless;  /* without xi */

    double *weights;   /* d rows: w_t */
    double *exact;     /* d rows: sums over the samples for the gradient */
    double *perturbed; /* d rows: the same for the perturbed gradient */

    alignas(64) double step_size[CAS_KERNEL_LANES];      /* gamma */
    alignas(64) double sampling_noise[CAS_KERNEL_LANES]; /* sigma_n */
    alignas(64) double twice_rho[CAS_KERNEL_LANES];
    cas_kernel_uniform forward, backward;
    alignas(64) uint64_t round_key[20 * CAS_KERNEL_LANES]; /* rows: round, word */

    /* what an iteration leaves */
    alignas(64) double norm_squared[CAS_KERNEL_LANES]; /* of the exact gradient at w_t */
    alignas(64) double loss[CAS_KERNEL_LANES];

    /* scratch */
    alignas(64) double factor[CAS_KERNEL_LANES];  /* exp(delta_t), shared reading */
    alignas(64) double epsilon[CAS_KERNEL_LANES]; /* epsilon_t, shared reading */
    alignas(64) double activation[CAS_KERNEL_TILE * CAS_KERNEL_LANES];
    alignas(64) double shifted[CAS_KERNEL_TILE * CAS_KERNEL_LANES];
    alignas(64) double uniform[CAS_KERNEL_TILE * CAS_KERNEL_LANES];
} cas_kernel_group;

typedef struct cas_kernel {
    const char *name; /* "portable", "avx2", "avx512" */
    size_t width;     /* lanes per vector */

    /* Iteration t of all lanes: norm_squared at w_t, then the weights move to w_{t+1}.
       forward, backward: whether that perturbation is injected in this iteration. */
    void (*advance)(cas_kernel_group *group, uint32_t step, bool forward, bool backward);

    /* The loss (53) at w_t. */
    void (*evaluate_loss)(cas_kernel_group *group);
} cas_kernel;

/* One per instruction set, made of the same lanes_pass.h and lanes_iteration.h;
   cas_kernel_find knows which of them the machine can run. */
extern const cas_kernel cas_kernel_portable;
extern const cas_kernel cas_kernel_avx2;
extern const cas_kernel cas_kernel_avx512;

/* The kernel with that name, NULL the fastest; NULL if this machine (or this build) does
   not have it. */
const cas_kernel *cas_kernel_find(const char *name);

/* A group with storage for `vectors` rows of the kernel, all numbers 0; to be given to
   cas_kernel_group_free. */
cas_kernel_group *cas_kernel_group_new(const cas_kernel *kernel,
                                       const cas_training_problem *problem,
                                       size_t vectors);
void cas_kernel_group_free(cas_kernel_group *group);

#endif

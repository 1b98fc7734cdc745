/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/training/training_reference.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "training/elementary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double log2_e = 0x1.71547652b82fep0;
static const double ln_2 = 0x1.62e42fefa39efp-1;

reference_draws reference_draws_new(const cas_training_problem *problem)
{
    return (reference_draws){cas_allocate(problem->samples, sizeof(double)),
                             cas_allocate(problem->samples, sizeof(double)),
                             cas_allocate(problem->dimension + 1, sizeof(double))};
}

void reference_draws_free(reference_draws *draws)
{
    free(draws->delta);
    free(draws->epsilon);
    free(draws->xi);
}

bool reference_is_injected(const cas_training_perturbation *p, uint64_t t)
{
    return p->sigma > 0 && t >= p->first && t < p->end &&
           (t - p->first) % p->interval == 0;
}

static cas_philox_key key_of(const cas_training_options *options)
{
    return cas_philox_key_make(options->seed, options->experiment, options->run);
}

static void draw_perturbation(const cas_training_problem *problem,
                              const cas_training_options *options,
                              const cas_training_perturbation *p, uint64_t t,
                              uint32_t stream, double unit, double *r)
{
    double radius = p->sigma / sqrt((double)problem->dimension) * unit;
    double lower = p->law == CAS_TRAINING_SHIFTED ? 0 : -radius;
    double scale = (radius - lower) * 0x1p-32;
    double offset = lower + scale / 2;
    bool shared = options->reading == CAS_TRAINING_SHARED;
    cas_philox_key key = key_of(options);
    uint32_t block[4];
    memset(r, 0, problem->samples * sizeof *r);
    for (size_t l = 0; l < problem->samples && reference_is_injected(p, t); l++) {
        size_t place = shared ? 0 : l;
        if (place % 4 == 0)
            cas_philox_block(
                key, (uint32_t[]){(uint32_t)t, stream, (uint32_t)(place / 4), 0}, block);
        r[l] = fma((double)block[place % 4], scale, offset);
    }
}

void reference_draw(const cas_training_problem *problem,
                    const cas_training_options *options, uint64_t t,
                    reference_draws *draws)
{
    draw_perturbation(problem, options, &options->forward, t, 1, log2_e, draws->delta);
    draw_perturbation(problem, options, &options->backward, t, 2, 1, draws->epsilon);
    memset(draws->xi, 0, problem->dimension * sizeof *draws->xi);
    for (size_t j = 0; j < problem->dimension && !options->noiseless; j += 2) {
        uint32_t block[4];
        cas_philox_block(key_of(options),
                         (uint32_t[]){(uint32_t)t, 0, (uint32_t)(j / 2), 0}, block);
        cas_training_normals(block, draws->xi + j);
    }
}

static double clamp(double x)
{
    return fmin(fmax(x, -400), 400);
}

/* The sigmoid of sample l in the exact and in the perturbed pass. */
static void activate(const cas_training_problem *problem, const double *w, size_t l,
                     double delta, bool forward, double *exact, double *perturbed)
{
    double x = 0;
    for (size_t j = 0; j < problem->dimension; j++)
        x = fma(problem->folded[l * problem->dimension + j], w[j], x);
    double e = cas_training_exp2(clamp(x));
    if (forward) {
        double s = e * cas_training_exp2(delta);
        double inverse = 1 / ((e + 1) + fma(e, s, s));
        *exact = fma(e, s, e) * inverse;
        *perturbed = fma(e, s, s) * inverse;
    } else {
        *exact = *perturbed = e / (e + 1);
    }
}

static double slope(const cas_training_options *options, double w)
{
    double r = 2 * options->rho * w;
    double q = fma(w, w, 1);
    return options->regularizer == CAS_TRAINING_RIDGE ? r : r / (q * q);
}

/* One iteration; returns ||grad f(w_t)||. */
static double advance(const cas_training_problem *problem,
                      const cas_training_options *options, uint64_t t,
                      const reference_draws *draws, double *w)
{
    size_t d = problem->dimension;
    bool forward = reference_is_injected(&options->forward, t);
    bool backward = reference_is_injected(&options->backward, t);
    bool shared = options->reading == CAS_TRAINING_SHARED;
    double *exact = cas_allocate(d, sizeof *exact),
           *moved = cas_allocate(d, sizeof *moved);
    double scale = ln_2 / (double)problem->samples, norm = 0;
    for (size_t l = 0; l < problem->samples; l++) {
        double a, b;
        activate(problem, w, l, draws->delta[l], forward, &a, &b);
        b = backward && !shared ? b + draws->epsilon[l] : b;
        for (size_t j = 0; j < d; j++) {
            exact[j] = fma(a, problem->folded[l * d + j], exact[j]);
            moved[j] = fma(b, problem->folded[l * d + j], moved[j]);
        }
    }
    for (size_t j = 0; j < d; j++) {
        double g = fma(exact[j], scale, slope(options, w[j]));
        double move = fma(moved[j], scale, slope(options, w[j]));
        norm = fma(g, g, norm);
        if (backward && shared)
            move = fma(draws->epsilon[0], problem->mean[j], move);
        if (!options->noiseless)
            move = fma(options->sampling_noise, draws->xi[j], move);
        w[j] = fma(-options->step_size, move, w[j]);
    }
    free(exact);
    free(moved);
    return sqrt(norm);
}

void reference_run(const cas_training_problem *problem,
                   const cas_training_options *options, double *weights, double *norms)
{
    reference_draws draws = reference_draws_new(problem);
    for (size_t j = 0; j < problem->dimension; j++)
        weights[j] = options->start == NULL ? 0 : options->start[j];
    for (uint64_t t = 0; t < options->iterations; t++) {
        reference_draw(problem, options, t, &draws);
        norms[t] = advance(problem, options, t, &draws, weights);
    }
    reference_draws_free(&draws);
}

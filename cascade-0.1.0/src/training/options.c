/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/run.h"

#include "training/kernel.h"

#include <math.h>

enum { PAPER_ITERATIONS = 200000 };

static const double paper_rho_nonconvex = 0.001;
static const double paper_rho_ridge = 0.1;
static const double paper_sampling_noise = 0.001;
static const double default_smoothing = 0.01;
_Static_assert(CAS_TRAINING_LONGEST_TRACE == 4194304, "a message has this number");
static const double largest_forward = CAS_KERNEL_LARGEST_SHIFT * 0.69; /* ln 2 = 0.693 */

static void fill_zeros(cas_training_options *o)
{
    bool ridge = o->regularizer == CAS_TRAINING_RIDGE;
    o->experiment = o->experiment == NULL ? "" : o->experiment;
    o->iterations = o->iterations == 0 ? PAPER_ITERATIONS : o->iterations;
    if (o->rho == 0)
        o->rho = ridge ? paper_rho_ridge : paper_rho_nonconvex;
    o->sampling_noise = o->sampling_noise == 0 ? paper_sampling_noise : o->sampling_noise;
    o->smoothing = o->smoothing == 0 ? default_smoothing : o->smoothing;
    o->forward.interval = o->forward.interval == 0 ? 1 : o->forward.interval;
    o->backward.interval = o->backward.interval == 0 ? 1 : o->backward.interval;
    o->forward.end = o->forward.end == 0 ? o->iterations : o->forward.end;
    o->backward.end = o->backward.end == 0 ? o->iterations : o->backward.end;
}

static bool is_positive(double x)
{
    return x > 0 && isfinite(x);
}

static bool is_magnitude(double x)
{
    return x >= 0 && isfinite(x);
}

static bool starts_finite(const double *start, size_t dimension)
{
    for (size_t j = 0; start != NULL && j < dimension; j++)
        if (!isfinite(start[j]))
            return false;
    return true;
}

cas_status cas_training_options_complete(cas_training_options *options, size_t dimension,
                                         cas_message *message)
{
    fill_zeros(options);
    double root = sqrt((double)dimension);
    const struct {
        bool valid;
        const char *rule;
    } rules[] = {
        {is_positive(options->step_size), "the step size gamma must be positive"},
        {options->iterations >= 2 && options->iterations <= UINT32_MAX,
         "the number of iterations must be at least 2 and below 2^32"},
        {is_positive(options->rho), "rho must be positive"},
        {is_positive(options->sampling_noise),
         "sigma_n must be positive (or `noiseless`)"},
        {options->smoothing > 0 && options->smoothing <= 1,
         "the smoothing factor of the EWMA must be in (0, 1]"},
        {is_magnitude(options->forward.sigma), "sigma_f must be at least 0"},
        {is_magnitude(options->backward.sigma), "sigma_b must be at least 0"},
        {options->forward.sigma / root <= largest_forward,
         "sigma_f/sqrt(d) must be at most 69"},
        {options->trace_every == 0 || (options->iterations - 1) / options->trace_every <
                                          CAS_TRAINING_LONGEST_TRACE,
         "the trace must have at most 4194304 points: every is too small for so many "
         "iterations"},
        {starts_finite(options->start, dimension), "the start w_0 must be finite"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (!rules[i].valid)
            return cas_fail(message, CAS_INPUT, "%s", rules[i].rule);
    return CAS_OK;
}

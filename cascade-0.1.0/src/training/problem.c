/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/problem.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "training/elementary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double log2_e = 0x1.71547652b82fep0;
static const double largest_feature = 1e150;

static size_t rows_of_four(size_t samples)
{
    return (samples + 3) / 4 * 4;
}

static cas_status allocate(cas_training_problem *problem, size_t samples,
                           size_t dimension, cas_message *message)
{
    memset(problem, 0, sizeof *problem);
    if (samples == 0 || dimension == 0)
        return cas_fail(message, CAS_INPUT, "a problem needs a sample and a feature");
    if (samples > CAS_TRAINING_LARGEST_PROBLEM / dimension)
        return cas_fail(message, CAS_LIMIT,
                        "%zu samples with %zu features are more than %d numbers", samples,
                        dimension, (int)CAS_TRAINING_LARGEST_PROBLEM);
    problem->samples = samples;
    problem->dimension = dimension;
    problem->features = cas_allocate(samples * dimension, sizeof(double));
    problem->labels = cas_allocate(samples, sizeof(double));
    problem->folded = cas_allocate(rows_of_four(samples) * dimension, sizeof(double));
    problem->mean = cas_allocate(dimension, sizeof(double));
    return CAS_OK;
}

static void fold(cas_training_problem *problem)
{
    size_t d = problem->dimension;
    for (size_t l = 0; l < problem->samples; l++) {
        for (size_t j = 0; j < d; j++) {
            double g = -problem->labels[l] * problem->features[l * d + j];
            problem->folded[l * d + j] = g * log2_e;
            problem->mean[j] += g;
        }
    }
    for (size_t j = 0; j < d; j++)
        problem->mean[j] /= (double)problem->samples;
}

cas_status cas_training_problem_make(cas_training_problem *problem, size_t samples,
                                     size_t dimension, const double *features,
                                     const double *labels, cas_message *message)
{
    cas_status status = allocate(problem, samples, dimension, message);
    if (status != CAS_OK)
        return status;
    memcpy(problem->features, features, samples * dimension * sizeof *features);
    memcpy(problem->labels, labels, samples * sizeof *labels);
    for (size_t l = 0; l < samples && status == CAS_OK; l++) {
        if (labels[l] != 1 && labels[l] != -1)
            status =
                cas_fail(message, CAS_INPUT, "the label %g of sample %zu is not +1 or -1",
                         labels[l], l + 1);
        for (size_t j = 0; j < dimension && status == CAS_OK; j++)
            if (!(fabs(features[l * dimension + j]) <= largest_feature))
                status = cas_fail(message, CAS_INPUT,
                                  "feature %zu of sample %zu is not a number below %g",
                                  j + 1, l + 1, largest_feature);
    }
    if (status == CAS_OK)
        fold(problem);
    else
        cas_training_problem_clear(problem);
    return status;
}

/* The streams of the data's key: each sample's numbers are counted by (sample, stream).
   */
enum { TRUTH, FEATURES, LABEL };

static void draw_normals(cas_philox_key key, uint32_t step, uint32_t stream, size_t count,
                         double *r)
{
    for (size_t j = 0; j < count; j += 2) {
        uint32_t block[4];
        double pair[2];
        cas_philox_block(key, (uint32_t[]){step, stream, (uint32_t)(j / 2), 0}, block);
        cas_training_normals(block, pair);
        r[j] = pair[0];
        if (j + 1 < count)
            r[j + 1] = pair[1];
    }
}

static double draw_label(cas_philox_key key, uint32_t step, double margin)
{
    uint32_t block[4];
    cas_philox_block(key, (uint32_t[]){step, LABEL, 0, 0}, block);
    double exponent = fmin(fmax(-margin * log2_e, -1000), 1000);
    double probability = 1 / (1 + cas_training_exp2(exponent));
    return cas_training_unit(block[0], block[1]) <= probability ? 1 : -1;
}

cas_status cas_training_problem_generate(cas_training_problem *problem, size_t samples,
                                         size_t dimension, uint64_t seed,
                                         cas_message *message)
{
    samples = samples == 0 ? CAS_TRAINING_PAPER_SAMPLES : samples;
    dimension = dimension == 0 ? CAS_TRAINING_PAPER_DIMENSION : dimension;
    cas_status status = allocate(problem, samples, dimension, message);
    if (status != CAS_OK)
        return status;
    cas_philox_key key = cas_philox_key_make(seed, "training data", 0);
    problem->truth = cas_allocate(dimension, sizeof(double));
    draw_normals(key, 0, TRUTH, dimension, problem->truth);
    for (size_t l = 0; l < samples; l++) {
        double *h = problem->features + l * dimension;
        double margin = 0;
        draw_normals(key, (uint32_t)l, FEATURES, dimension, h);
        for (size_t j = 0; j < dimension; j++)
            margin += h[j] * problem->truth[j];
        problem->labels[l] = draw_label(key, (uint32_t)l, margin);
    }
    fold(problem);
    return CAS_OK;
}

void cas_training_problem_clear(cas_training_problem *problem)
{
    free(problem->features);
    free(problem->labels);
    free(problem->truth);
    free(problem->folded);
    free(problem->mean);
    memset(problem, 0, sizeof *problem);
}

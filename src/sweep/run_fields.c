/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/run_fields.h"

#include "arithmetic/memory.h"
#include "arithmetic/rounding.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Which doubles are allowed. */
typedef enum range { POSITIVE, NOT_NEGATIVE, FRACTION } range;

static bool is_within(double number, range allowed)
{
    if (allowed == NOT_NEGATIVE)
        return number >= 0 && isfinite(number);
    return number > 0 && (allowed == FRACTION ? number <= 1 : isfinite(number));
}

/* A JSON number, or a string with one, rounded once to double. */
static cas_status read_double(const cas_json *json, const cas_json_value *value,
                              range allowed, double *number)
{
    static const char *const expected[] = {
        "a number above 0, in the range of double",
        "a number that is 0 or above, in the range of double",
        "a number above 0 that is at most 1",
    };
    mpq_t exact;
    mpq_init(exact);
    cas_status status = cas_json_read_number(json, value, exact);
    if (status == CAS_OK) {
        *number = cas_rational_to_double(exact);
        bool is_lost = *number == 0 && mpq_sgn(exact) != 0;
        if (is_lost || !is_within(*number, allowed))
            status = cas_json_expected(json, value, "%s", expected[allowed]);
    }
    mpq_clear(exact);
    return status;
}

/* The same for a member that may be absent. */
static cas_status read_member(const cas_json *json, const cas_json_value *object,
                              const char *key, range allowed, double *number)
{
    const cas_json_value *v = cas_json_member(object, key);
    return v == NULL ? CAS_OK : read_double(json, v, allowed, number);
}

static cas_status read_word(const cas_json *json, const cas_json_value *value,
                            const char *first, const char *second, int *index)
{
    const char *text = NULL;
    char *what = cas_format("\"%s\" or \"%s\"", first, second);
    cas_status status = cas_json_read_string(json, value, what, &text);
    if (status == CAS_OK) {
        *index = strcmp(text, first) == 0 ? 0 : 1;
        if (*index == 1 && strcmp(text, second) != 0)
            status = cas_json_expected(json, value, "%s", what);
    }
    free(what);
    return status;
}

cas_status cas_seeds_read(const cas_json *json, const cas_json_value *value,
                          size_t *count, uint64_t **seeds)
{
    cas_status status = cas_json_read_array(json, value, 1, CAS_LONGEST_LIST, "seed");
    if (status != CAS_OK)
        return status;
    free(*seeds);
    *count = cas_json_count(value);
    *seeds = cas_allocate(*count, sizeof **seeds);
    const cas_json_value *v = cas_json_first(value);
    for (size_t i = 0; i < *count; i++, v = cas_json_next(v)) {
        size_t seed = 0;
        status = cas_json_read_size(json, v, 1, INT64_MAX, &seed);
        for (size_t k = 0; k < i && status == CAS_OK; k++)
            if ((*seeds)[k] == seed)
                status = cas_json_expected(json, v, "seeds that differ");
        if (status != CAS_OK)
            return status;
        (*seeds)[i] = seed;
    }
    return CAS_OK;
}

static cas_status read_step_sizes(const cas_json *json, const cas_json_value *value,
                                  cas_curve *curve)
{
    cas_status status =
        cas_json_read_array(json, value, 1, CAS_LONGEST_LIST, "step size");
    if (status != CAS_OK)
        return status;
    free(curve->step_sizes);
    curve->step_size_count = cas_json_count(value);
    curve->step_sizes = cas_allocate(curve->step_size_count, sizeof *curve->step_sizes);
    const cas_json_value *v = cas_json_first(value);
    for (size_t i = 0; i < curve->step_size_count; i++, v = cas_json_next(v)) {
        double gamma = 0;
        status = read_double(json, v, POSITIVE, &gamma);
        for (size_t k = 0; k < i && status == CAS_OK; k++)
            if (curve->step_sizes[k] == gamma)
                status = cas_json_expected(json, v, "step sizes that differ");
        if (status != CAS_OK)
            return status;
        curve->step_sizes[i] = gamma;
    }
    return CAS_OK;
}

cas_status cas_count_read(const cas_json *json, const cas_json_value *object,
                          const char *key, size_t least, uint64_t *number)
{
    const cas_json_value *v = cas_json_member(object, key);
    size_t size = 0;
    if (v == NULL)
        return CAS_OK;
    cas_status status = cas_json_read_size(json, v, least, UINT32_MAX, &size);
    *number = size;
    return status;
}

static cas_status read_perturbation(const cas_json *json, const cas_json_value *value,
                                    cas_training_perturbation *perturbation)
{
    static const char *const keys[] = {"sigma", "law", "interval", "first", "end", NULL};
    const cas_json_value *v = NULL;
    int law = 0;
    *perturbation = (cas_training_perturbation){0};
    cas_status status = cas_json_read_object(json, value, keys);
    if (status == CAS_OK)
        status = cas_json_require(json, value, "sigma", &v);
    if (status == CAS_OK)
        status = read_double(json, v, NOT_NEGATIVE, &perturbation->sigma);
    v = cas_json_member(value, "law");
    if (status == CAS_OK && v != NULL)
        status = read_word(json, v, "zero-mean", "shifted", &law);
    perturbation->law = law == 0 ? CAS_TRAINING_ZERO_MEAN : CAS_TRAINING_SHIFTED;
    if (status == CAS_OK)
        status = cas_count_read(json, value, "interval", 1, &perturbation->interval);
    if (status == CAS_OK)
        status = cas_count_read(json, value, "first", 0, &perturbation->first);
    if (status == CAS_OK)
        status = cas_count_read(json, value, "end", 1, &perturbation->end);
    v = cas_json_member(value, "end");
    if (status == CAS_OK && v != NULL && perturbation->end <= perturbation->first)
        status = cas_json_expected(json, v, "a number above \"first\", %" PRIu64,
                                   perturbation->first);
    return status;
}

/* 0 stands for a default in the options, but is a value in the file. */
static cas_status read_noise(const cas_json *json, const cas_json_value *object,
                             cas_training_options *options)
{
    double noise = 0;
    if (cas_json_member(object, "sampling_noise") == NULL)
        return CAS_OK;
    cas_status status = read_member(json, object, "sampling_noise", NOT_NEGATIVE, &noise);
    options->noiseless = noise == 0;
    options->sampling_noise = noise;
    return status;
}

static cas_status read_trace(const cas_json *json, const cas_json_value *value,
                             cas_training_options *options)
{
    static const char *const keys[] = {"every", "loss", NULL};
    const cas_json_value *v = NULL;
    cas_status status = cas_json_read_object(json, value, keys);
    if (status == CAS_OK)
        status = cas_json_require(json, value, "every", &v);
    if (status == CAS_OK)
        status = cas_count_read(json, value, "every", 1, &options->trace_every);
    v = cas_json_member(value, "loss");
    if (status == CAS_OK && v != NULL) {
        if (!json_is_boolean(v->value))
            return cas_json_expected(json, v, "true or false");
        options->trace_loss = json_is_true(v->value);
    }
    return status;
}

static cas_status read_words(const cas_json *json, const cas_json_value *object,
                             cas_training_options *options)
{
    const cas_json_value *v = cas_json_member(object, "regularizer");
    int index = options->regularizer == CAS_TRAINING_RIDGE;
    cas_status status = CAS_OK;
    if (v != NULL)
        status = read_word(json, v, "nonconvex", "ridge", &index);
    options->regularizer = index == 0 ? CAS_TRAINING_NONCONVEX : CAS_TRAINING_RIDGE;
    v = cas_json_member(object, "reading");
    index = options->reading == CAS_TRAINING_PER_SAMPLE;
    if (status == CAS_OK && v != NULL)
        status = read_word(json, v, "shared", "per-sample", &index);
    options->reading = index == 0 ? CAS_TRAINING_SHARED : CAS_TRAINING_PER_SAMPLE;
    return status;
}

static cas_status read_perturbations(const cas_json *json, const cas_json_value *object,
                                     cas_training_options *options)
{
    const cas_json_value *v = cas_json_member(object, "forward");
    cas_status status = CAS_OK;
    if (v != NULL)
        status = read_perturbation(json, v, &options->forward);
    v = cas_json_member(object, "backward");
    if (status == CAS_OK && v != NULL)
        status = read_perturbation(json, v, &options->backward);
    return status;
}

cas_status cas_run_fields_read(const cas_json *json, const cas_json_value *object,
                               cas_curve *curve)
{
    cas_training_options *options = &curve->options;
    const cas_json_value *v;
    cas_status status =
        cas_count_read(json, object, "iterations", 2, &options->iterations);
    if (status == CAS_OK)
        status = read_words(json, object, options);
    if (status == CAS_OK)
        status = read_member(json, object, "rho", POSITIVE, &options->rho);
    if (status == CAS_OK)
        status = read_member(json, object, "smoothing", FRACTION, &options->smoothing);
    if (status == CAS_OK)
        status = read_noise(json, object, options);
    if (status == CAS_OK && (v = cas_json_member(object, "step_sizes")) != NULL)
        status = read_step_sizes(json, v, curve);
    if (status == CAS_OK && (v = cas_json_member(object, "seeds")) != NULL)
        status = cas_seeds_read(json, v, &curve->seed_count, &curve->seeds);
    if (status == CAS_OK && (v = cas_json_member(object, "trace")) != NULL)
        status = read_trace(json, v, options);
    return status == CAS_OK ? read_perturbations(json, object, options) : status;
}

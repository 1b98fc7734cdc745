/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/run_fields.h"

#include "arithmetic/memory.h"

#include <inttypes.h>
#include <stdlib.h>

cas_status cas_seeds_read(const cas_json *json, const cas_json_value *value, void *into)
{
    cas_seeds *seeds = into;
    cas_status status = cas_json_read_array(json, value, 1, CAS_LONGEST_LIST, "seed");
    if (status != CAS_OK)
        return status;
    free(seeds->at);
    seeds->count = cas_json_count(value);
    seeds->at = cas_allocate(seeds->count, sizeof *seeds->at);
    const cas_json_value *v = cas_json_first(value);
    for (size_t i = 0; i < seeds->count; i++, v = cas_json_next(v)) {
        size_t seed = 0;
        status = cas_json_read_size(json, v, 1, INT64_MAX, &seed);
        for (size_t k = 0; k < i && status == CAS_OK; k++)
            if (seeds->at[k] == seed)
                status = cas_json_expected(json, v, "seeds that differ");
        if (status != CAS_OK)
            return status;
        seeds->at[i] = seed;
    }
    return CAS_OK;
}

static cas_status read_step_sizes(const cas_json *json, const cas_json_value *value,
                                  void *into)
{
    cas_curve *curve = into;
    cas_status status =
        cas_json_read_array(json, value, 1, CAS_LONGEST_LIST, "step size");
    if (status != CAS_OK)
        return status;
    free(curve->step_sizes);
    curve->step_size_count = cas_json_count(value);
    curve->step_sizes = cas_allocate(curve->step_size_count, sizeof *curve->step_sizes);
    const cas_json_value *v = cas_json_first(value);
    for (size_t i = 0; i < curve->step_size_count; i++, v = cas_json_next(v)) {
        status = cas_json_read_double(json, v, CAS_JSON_POSITIVE, &curve->step_sizes[i]);
        for (size_t k = 0; k < i && status == CAS_OK; k++)
            if (curve->step_sizes[k] == curve->step_sizes[i])
                status = cas_json_expected(json, v, "step sizes that differ");
        if (status != CAS_OK)
            return status;
    }
    return CAS_OK;
}

static cas_status read_perturbation(const cas_json *json, const cas_json_value *value,
                                    void *into)
{
    cas_training_perturbation *perturbation = into;
    int law = CAS_TRAINING_ZERO_MEAN;
    *perturbation = (cas_training_perturbation){0};
    const cas_json_slot table[] = {
        {"sigma", true, .number = &perturbation->sigma, .range = CAS_JSON_NOT_NEGATIVE},
        {"law", .word = &law, .words = {"zero-mean", "shifted"}},
        {"interval", CAS_COUNT(1), .whole = &perturbation->interval},
        {"first", CAS_COUNT(0), .whole = &perturbation->first},
        {"end", CAS_COUNT(1), .whole = &perturbation->end},
        {.key = NULL}};
    cas_status status = cas_json_read_record(json, value, table);
    perturbation->law = (cas_training_law)law;
    const cas_json_value *end = cas_json_member(value, "end");
    if (status == CAS_OK && end != NULL && perturbation->end <= perturbation->first)
        return cas_json_expected(json, end, "a number above \"first\", %" PRIu64,
                                 perturbation->first);
    return status;
}

static cas_status read_trace(const cas_json *json, const cas_json_value *value,
                             void *into)
{
    cas_training_options *options = into;
    const cas_json_slot table[] = {
        {"every", true, CAS_COUNT(1), .whole = &options->trace_every},
        {"loss", .truth = &options->trace_loss},
        {.key = NULL}};
    return cas_json_read_record(json, value, table);
}

cas_status cas_run_fields_read(const cas_json *json, const cas_json_value *object,
                               cas_curve *curve)
{
    cas_training_options *options = &curve->options;
    int regularizer = (int)options->regularizer, reading = (int)options->reading;
    const cas_json_slot table[] = {
        {"iterations", CAS_COUNT(2), .whole = &options->iterations},
        {"regularizer", .word = &regularizer, .words = {"nonconvex", "ridge"}},
        {"reading", .word = &reading, .words = {"shared", "per-sample"}},
        {"rho", .number = &options->rho, .range = CAS_JSON_POSITIVE},
        {"smoothing", .number = &options->smoothing, .range = CAS_JSON_FRACTION},
        {"sampling_noise", .number = &options->sampling_noise,
         .range = CAS_JSON_NOT_NEGATIVE},
        {"step_sizes", .read = read_step_sizes, .into = curve},
        {"seeds", .read = cas_seeds_read, .into = &curve->seeds},
        {"trace", .read = read_trace, .into = options},
        {"forward", .read = read_perturbation, .into = &options->forward},
        {"backward", .read = read_perturbation, .into = &options->backward},
        {.key = NULL}};
    cas_status status = cas_json_read_members(json, object, table);
    options->regularizer = (cas_training_regularizer)regularizer;
    options->reading = (cas_training_reading)reading;
    /* 0 stands for a default in the options, but is a value in the file */
    if (cas_json_member(object, "sampling_noise") != NULL)
        options->noiseless = options->sampling_noise == 0;
    return status;
}

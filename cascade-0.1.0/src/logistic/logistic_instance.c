/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/logistic_instance.h"

#include "arithmetic/memory.h"
#include "arithmetic/rounding.h"
#include "file/json_record.h"

#include <stdlib.h>

enum { LARGEST_SAMPLES = 100000, LARGEST_DIMENSION = 1000 };

void cas_logistic_free(void *instance)
{
    cas_logistic_instance *logistic = instance;
    if (logistic == NULL)
        return;
    free(logistic->title);
    free(logistic->direction);
    cas_training_problem_clear(&logistic->problem);
    free(logistic);
}

#define REGULARIZERS                                                                     \
    {                                                                                    \
        "nonconvex", "ridge"                                                             \
    }
#define LAWS                                                                             \
    {                                                                                    \
        "zero-mean", "shifted"                                                           \
    }
static const char *const regularizers[2] = REGULARIZERS, *const laws[2] = LAWS;

static cas_status read_perturbation(const cas_json *json, const cas_json_value *value,
                                    void *into)
{
    cas_training_perturbation *perturbation = into;
    int law = CAS_TRAINING_ZERO_MEAN;
    perturbation->interval = 1;
    const cas_json_slot table[] = {
        {"sigma", true, .number = &perturbation->sigma},
        {"law", .word = &law, .words = LAWS},
        {"interval", .whole = &perturbation->interval, .least = 1, .most = UINT32_MAX},
        {.key = NULL}};
    cas_status status = cas_json_read_record(json, value, table);
    perturbation->law = (cas_training_law)law;
    return status;
}

static cas_status read_problem(const cas_json *json, const cas_json_value *value,
                               void *into)
{
    cas_logistic_instance *logistic = into;
    uint64_t samples = 0, dimension = 0;
    const cas_json_slot table[] = {
        {"samples", true, .whole = &samples, .least = 1, .most = LARGEST_SAMPLES},
        {"dimension", true, .whole = &dimension, .least = 1, .most = LARGEST_DIMENSION},
        {"seed", true, .whole = &logistic->seed, .most = INT64_MAX},
        {.key = NULL}};
    cas_status status = cas_json_read_record(json, value, table);
    if (status != CAS_OK)
        return status;
    return cas_training_problem_generate(&logistic->problem, samples, dimension,
                                         logistic->seed, json->message);
}

static cas_status read_direction(const cas_json *json, const cas_json_value *value,
                                 void *into)
{
    cas_logistic_instance *logistic = into;
    size_t d = logistic->problem.dimension;
    cas_rationals numbers;
    cas_status status = cas_json_read_numbers(json, value, d, d, &numbers);
    if (status != CAS_OK)
        return status;
    logistic->direction = cas_allocate(d, sizeof *logistic->direction);
    for (size_t j = 0; j < d; j++)
        logistic->direction[j] = cas_rational_to_double(numbers.at[j]);
    cas_rationals_clear(&numbers);
    return CAS_OK;
}

/* What the engine would refuse is an error of the file. */
static cas_status check_options(const cas_json *json, const cas_json_value *root,
                                const cas_logistic_instance *logistic)
{
    cas_training_options options = logistic->options;
    options.step_size = 1;
    cas_status status = cas_training_options_complete(
        &options, logistic->problem.dimension, json->message);
    return status == CAS_OK ? CAS_OK : cas_json_fail_within(json, root, status);
}

static cas_status read_root(const cas_json *json, cas_logistic_instance *logistic)
{
    cas_training_options *options = &logistic->options;
    int regularizer = CAS_TRAINING_NONCONVEX;
    const cas_json_slot table[] = {
        {"title", .text = &logistic->title},
        {"problem", true, .read = read_problem, .into = logistic},
        {"regularizer", .word = &regularizer, .words = REGULARIZERS},
        {"rho", true, .number = &options->rho},
        {"forward", .read = read_perturbation, .into = &options->forward},
        {"backward", .read = read_perturbation, .into = &options->backward},
        {"direction", .read = read_direction, .into = logistic},
        {.key = NULL}};
    cas_status status = cas_json_read_members(json, json->values, table);
    options->regularizer = (cas_training_regularizer)regularizer;
    return status == CAS_OK ? check_options(json, json->values, logistic) : status;
}

cas_status cas_logistic_read(const char *text, size_t length, const char *name,
                             void **instance, cas_message *message)
{
    static const char *const keys[] = {"format",      "title",     "problem",
                                       "regularizer", "rho",       "forward",
                                       "backward",    "direction", NULL};
    cas_json json;
    cas_status status = cas_json_parse(&json, text, length, name, message);
    if (status != CAS_OK)
        return status;
    cas_logistic_instance *logistic = cas_allocate(1, sizeof *logistic);
    status = cas_json_read_document(&json, json.values, CAS_LOGISTIC_FORMAT, keys);
    if (status == CAS_OK)
        status = read_root(&json, logistic);
    cas_json_clear(&json);
    if (status == CAS_OK)
        *instance = logistic;
    else
        cas_logistic_free(logistic);
    return status;
}

static json_t *perturbation_to_json(const cas_training_perturbation *perturbation)
{
    return json_pack("{s:f, s:s, s:I}", "sigma", perturbation->sigma, "law",
                     laws[perturbation->law], "interval",
                     (json_int_t)perturbation->interval);
}

char *cas_logistic_write(const void *instance)
{
    const cas_logistic_instance *logistic = instance;
    const cas_training_options *options = &logistic->options;
    json_t *root = json_object();
    cas_json_set(root, "format", json_string(CAS_LOGISTIC_FORMAT));
    if (logistic->title != NULL)
        cas_json_set(root, "title", json_string(logistic->title));
    cas_json_set(root, "problem",
                 json_pack("{s:I, s:I, s:I}", "samples",
                           (json_int_t)logistic->problem.samples, "dimension",
                           (json_int_t)logistic->problem.dimension, "seed",
                           (json_int_t)logistic->seed));
    cas_json_set(root, "regularizer", json_string(regularizers[options->regularizer]));
    cas_json_set(root, "rho", json_real(options->rho));
    if (options->forward.interval > 0)
        cas_json_set(root, "forward", perturbation_to_json(&options->forward));
    if (options->backward.interval > 0)
        cas_json_set(root, "backward", perturbation_to_json(&options->backward));
    if (logistic->direction != NULL) {
        json_t *direction = json_array();
        for (size_t j = 0; j < logistic->problem.dimension; j++)
            cas_json_append(direction, json_real(logistic->direction[j]));
        cas_json_set(root, "direction", direction);
    }
    char *text = cas_json_text(root);
    json_decref(root);
    return text;
}

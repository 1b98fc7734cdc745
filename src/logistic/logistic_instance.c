/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/logistic_instance.h"

#include "arithmetic/memory.h"
#include "file/json_fields.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* The double nearest to an exact number. */
static double round_number(mpq_srcptr number)
{
    MPFR_DECL_INIT(nearest, 53);
    mpfr_set_q(nearest, number, MPFR_RNDN);
    return mpfr_get_d(nearest, MPFR_RNDN);
}

static cas_status read_double(const cas_json *json, const cas_json_value *object,
                              const char *key, double *r)
{
    const cas_json_value *value;
    cas_status status = cas_json_require(json, object, key, &value);
    if (status != CAS_OK)
        return status;
    mpq_t number;
    mpq_init(number);
    status = cas_json_read_number(json, value, number);
    if (status == CAS_OK) {
        *r = round_number(number);
        if (!isfinite(*r))
            status = cas_json_expected(json, value, "a number in the range of double");
    }
    mpq_clear(number);
    return status;
}

static cas_status read_size(const cas_json *json, const cas_json_value *object,
                            const char *key, size_t least, size_t most, size_t *size)
{
    const cas_json_value *value;
    cas_status status = cas_json_require(json, object, key, &value);
    return status == CAS_OK ? cas_json_read_size(json, value, least, most, size) : status;
}

/* One of two words, or the first where the key is absent; *which is 0 or 1. */
static cas_status read_word(const cas_json *json, const cas_json_value *object,
                            const char *key, const char *const words[2], int *which)
{
    const cas_json_value *value = cas_json_member(object, key);
    const char *text = NULL;
    *which = 0;
    if (value == NULL)
        return CAS_OK;
    if (json_is_string(value->value))
        text = json_string_value(value->value);
    if (text == NULL || (strcmp(text, words[0]) != 0 && strcmp(text, words[1]) != 0))
        return cas_json_expected(json, value, "\"%s\" or \"%s\"", words[0], words[1]);
    *which = strcmp(text, words[1]) == 0;
    return CAS_OK;
}

static const char *const regularizers[2] = {
    [CAS_TRAINING_NONCONVEX] = "nonconvex", [CAS_TRAINING_RIDGE] = "ridge"};
static const char *const laws[2] = {
    [CAS_TRAINING_ZERO_MEAN] = "zero-mean", [CAS_TRAINING_SHIFTED] = "shifted"};

static cas_status read_perturbation(const cas_json *json, const cas_json_value *root,
                                    const char *key,
                                    cas_training_perturbation *perturbation)
{
    static const char *const keys[] = {"sigma", "law", "interval", NULL};
    const cas_json_value *value = cas_json_member(root, key);
    if (value == NULL)
        return CAS_OK;
    int law = 0;
    size_t interval = 1;
    cas_status status = cas_json_read_object(json, value, keys);
    if (status == CAS_OK)
        status = read_double(json, value, "sigma", &perturbation->sigma);
    if (status == CAS_OK)
        status = read_word(json, value, "law", laws, &law);
    if (status == CAS_OK && cas_json_member(value, "interval") != NULL)
        status = read_size(json, value, "interval", 1, UINT32_MAX, &interval);
    perturbation->law = (cas_training_law)law;
    perturbation->interval = interval;
    return status;
}

static cas_status read_problem(const cas_json *json, const cas_json_value *root,
                               cas_logistic_instance *logistic)
{
    static const char *const keys[] = {"samples", "dimension", "seed", NULL};
    const cas_json_value *value;
    size_t samples = 0, dimension = 0, seed = 0;
    cas_status status = cas_json_require(json, root, "problem", &value);
    if (status == CAS_OK)
        status = cas_json_read_object(json, value, keys);
    if (status == CAS_OK)
        status = read_size(json, value, "samples", 1, LARGEST_SAMPLES, &samples);
    if (status == CAS_OK)
        status = read_size(json, value, "dimension", 1, LARGEST_DIMENSION, &dimension);
    if (status == CAS_OK)
        status = read_size(json, value, "seed", 0, INT64_MAX, &seed);
    if (status != CAS_OK)
        return status;
    logistic->seed = seed;
    return cas_training_problem_generate(&logistic->problem, samples, dimension, seed,
                                         json->message);
}

static cas_status read_direction(const cas_json *json, const cas_json_value *root,
                                 cas_logistic_instance *logistic)
{
    const cas_json_value *value = cas_json_member(root, "direction");
    size_t d = logistic->problem.dimension;
    cas_rationals numbers;
    if (value == NULL)
        return CAS_OK;
    cas_status status = cas_json_read_numbers(json, value, d, d, &numbers);
    if (status != CAS_OK)
        return status;
    logistic->direction = cas_allocate(d, sizeof *logistic->direction);
    for (size_t j = 0; j < d; j++)
        logistic->direction[j] = round_number(numbers.at[j]);
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

static cas_status read_fields(const cas_json *json, const cas_json_value *root,
                              cas_logistic_instance *logistic)
{
    const cas_json_value *title = cas_json_member(root, "title");
    const char *text;
    int regularizer;
    cas_status status = CAS_OK;
    if (title != NULL) {
        status = cas_json_read_string(json, title, "a string", &text);
        if (status == CAS_OK)
            logistic->title = cas_duplicate(text);
    }
    if (status == CAS_OK)
        status = read_problem(json, root, logistic);
    if (status == CAS_OK)
        status = read_word(json, root, "regularizer", regularizers, &regularizer);
    if (status == CAS_OK)
        status = read_double(json, root, "rho", &logistic->options.rho);
    if (status == CAS_OK)
        status = read_perturbation(json, root, "forward", &logistic->options.forward);
    if (status == CAS_OK)
        status = read_perturbation(json, root, "backward", &logistic->options.backward);
    if (status != CAS_OK)
        return status;
    logistic->options.regularizer = (cas_training_regularizer)regularizer;
    status = read_direction(json, root, logistic);
    return status == CAS_OK ? check_options(json, root, logistic) : status;
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
        status = read_fields(&json, json.values, logistic);
    cas_json_clear(&json);
    if (status == CAS_OK)
        *instance = logistic;
    else
        cas_logistic_free(logistic);
    return status;
}

static json_t *perturbation_to_json(const cas_training_perturbation *perturbation)
{
    json_t *object = json_object();
    cas_json_set(object, "sigma", json_real(perturbation->sigma));
    cas_json_set(object, "law", json_string(laws[perturbation->law]));
    cas_json_set(object, "interval", json_integer((json_int_t)perturbation->interval));
    return object;
}

static json_t *problem_to_json(const cas_logistic_instance *logistic)
{
    json_t *object = json_object();
    cas_json_set(object, "samples", json_integer((json_int_t)logistic->problem.samples));
    cas_json_set(object, "dimension",
                 json_integer((json_int_t)logistic->problem.dimension));
    cas_json_set(object, "seed", json_integer((json_int_t)logistic->seed));
    return object;
}

char *cas_logistic_write(const void *instance)
{
    const cas_logistic_instance *logistic = instance;
    const cas_training_options *options = &logistic->options;
    json_t *root = json_object();
    cas_json_set(root, "format", json_string(CAS_LOGISTIC_FORMAT));
    if (logistic->title != NULL)
        cas_json_set(root, "title", json_string(logistic->title));
    cas_json_set(root, "problem", problem_to_json(logistic));
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

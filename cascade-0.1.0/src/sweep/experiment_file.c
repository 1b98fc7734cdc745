/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/experiment_file.h"

#include "arithmetic/memory.h"
#include "file/input_file.h"
#include "file/json_record.h"
#include "file/message_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    LARGEST_FILE = 16 << 20,      /* bytes */
    LARGEST_EXPERIMENT = 1 << 20, /* runs */
    LONGEST_LIST = 4096           /* curves, step sizes, seeds */
};

static const char format_name[] = "cascade-experiment/1";

/* The fields that describe a run, of the experiment or of one curve. */
#define RUN_FIELDS                                                                       \
    "iterations", "regularizer", "rho", "reading", "sampling_noise", "smoothing",        \
        "step_sizes", "seeds", "trace", "forward", "backward"

/* Of a cas_json_slot: whole numbers from least to 2^32 - 1. */
#define COUNT(least_) .least = (least_), .most = UINT32_MAX

/* Distinct positive whole numbers in the place of those that a cas_seeds has. */
static cas_status read_seeds(const cas_json *json, const cas_json_value *value,
                             void *into)
{
    cas_seeds *seeds = into;
    cas_status status = cas_json_read_array(json, value, 1, LONGEST_LIST, "seed");
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
    cas_status status = cas_json_read_array(json, value, 1, LONGEST_LIST, "step size");
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
        {"interval", COUNT(1), .whole = &perturbation->interval},
        {"first", COUNT(0), .whole = &perturbation->first},
        {"end", COUNT(1), .whole = &perturbation->end},
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
        {"every", true, COUNT(1), .whole = &options->trace_every},
        {"loss", .truth = &options->trace_loss},
        {.key = NULL}};
    return cas_json_read_record(json, value, table);
}

/* Reads the fields of a run that object has; the others stay. */
static cas_status read_run_fields(const cas_json *json, const cas_json_value *object,
                                  cas_curve *curve)
{
    cas_training_options *options = &curve->options;
    int regularizer = (int)options->regularizer, reading = (int)options->reading;
    const cas_json_slot table[] = {
        {"iterations", COUNT(2), .whole = &options->iterations},
        {"regularizer", .word = &regularizer, .words = {"nonconvex", "ridge"}},
        {"reading", .word = &reading, .words = {"shared", "per-sample"}},
        {"rho", .number = &options->rho, .range = CAS_JSON_POSITIVE},
        {"smoothing", .number = &options->smoothing, .range = CAS_JSON_FRACTION},
        {"sampling_noise", .number = &options->sampling_noise,
         .range = CAS_JSON_NOT_NEGATIVE},
        {"step_sizes", .read = read_step_sizes, .into = curve},
        {"seeds", .read = read_seeds, .into = &curve->seeds},
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

/* The path of a data file. */
static cas_status read_path(const cas_json *json, const cas_json_value *value, void *into)
{
    static const char what[] = "the path of a LIBSVM file";
    const char *path = NULL;
    cas_status status = cas_json_read_string(json, value, what, &path);
    if (status == CAS_OK && path[0] == '\0')
        status = cas_json_expected(json, value, "%s", what);
    if (status == CAS_OK)
        cas_experiment_use_data(into, path);
    return status;
}

static cas_status read_problem(const cas_json *json, const cas_json_value *value,
                               void *into)
{
    cas_experiment *experiment = into;
    const cas_json_slot file[] = {{"data", .read = read_path, .into = experiment},
                                  {.key = NULL}};
    const cas_json_slot generated[] = {
        {"samples", COUNT(1), .whole = &experiment->samples},
        {"dimension", COUNT(1), .whole = &experiment->dimension},
        {"seeds", .read = read_seeds, .into = &experiment->problems},
        /* absent here, but errors name it */
        {"data", .read = read_path, .into = experiment},
        {.key = NULL}};
    bool is_file = cas_json_member(value, "data") != NULL;
    cas_status status = cas_json_read_record(json, value, is_file ? file : generated);
    if (status == CAS_OK &&
        (status = cas_experiment_check_size(experiment, json->message)) != CAS_OK)
        status = cas_json_fail_within(json, value, status);
    return status;
}

static cas_status read_label(const cas_json *json, const cas_json_value *value,
                             const cas_experiment *experiment, cas_curve *curve)
{
    const cas_json_value *v = NULL;
    const char *label = NULL;
    cas_status status = cas_json_require(json, value, "label", &v);
    if (status == CAS_OK)
        status = cas_json_read_string(json, v, "a name", &label);
    if (status == CAS_OK &&
        (cas_text_hidden(label) != NULL || strpbrk(label, "\n\t") != NULL))
        status = cas_json_expected(json, v, "a name without control characters");
    for (size_t i = 0; status == CAS_OK && i < experiment->curve_count; i++)
        if (strcmp(experiment->curves[i].label, label) == 0)
            status = cas_json_expected(json, v, "a name that no other curve has");
    if (status == CAS_OK)
        curve->label = cas_duplicate(label);
    return status;
}

static void copy_defaults(cas_curve *curve, const cas_curve *defaults)
{
    char *label = curve->label;
    *curve = *defaults;
    curve->label = label;
    curve->step_sizes = cas_allocate(curve->step_size_count, sizeof *curve->step_sizes);
    curve->seeds.at = cas_allocate(curve->seeds.count, sizeof *curve->seeds.at);
    for (size_t i = 0; i < curve->step_size_count; i++)
        curve->step_sizes[i] = defaults->step_sizes[i];
    for (size_t i = 0; i < curve->seeds.count; i++)
        curve->seeds.at[i] = defaults->seeds.at[i];
}

/* What the engine itself demands, so far as the data need not be there. */
static cas_status check_curve(const cas_json *json, const cas_json_value *value,
                              const cas_experiment *experiment, const cas_curve *curve)
{
    if (curve->step_size_count == 0)
        return cas_json_expected(json, value, "\"step_sizes\", here or for all curves");
    cas_training_options options = curve->options;
    options.step_size = curve->step_sizes[0];
    size_t dimension =
        experiment->dimension > 0 ? experiment->dimension : CAS_TRAINING_PAPER_DIMENSION;
    if (experiment->data != NULL)
        return CAS_OK;
    cas_status status = cas_training_options_complete(&options, dimension, json->message);
    return status == CAS_OK ? CAS_OK : cas_json_fail_within(json, value, status);
}

static cas_status read_curve(const cas_json *json, const cas_json_value *value,
                             const cas_curve *defaults, cas_experiment *experiment)
{
    static const char *const keys[] = {"label", RUN_FIELDS, NULL};
    cas_curve *curve = &experiment->curves[experiment->curve_count];
    cas_status status = cas_json_read_object(json, value, keys);
    if (status == CAS_OK)
        status = read_label(json, value, experiment, curve);
    if (status != CAS_OK)
        return status;
    copy_defaults(curve, defaults);
    experiment->curve_count++;
    status = read_run_fields(json, value, curve);
    return status == CAS_OK ? check_curve(json, value, experiment, curve) : status;
}

static cas_status read_curves(const cas_json *json, const cas_json_value *root,
                              const cas_curve *defaults, cas_experiment *experiment)
{
    const cas_json_value *list = NULL;
    cas_status status = cas_json_require(json, root, "curves", &list);
    if (status == CAS_OK)
        status = cas_json_read_array(json, list, 1, LONGEST_LIST, "curve");
    if (status != CAS_OK)
        return status;
    experiment->curves = cas_allocate(cas_json_count(list), sizeof *experiment->curves);
    const cas_json_value *end = cas_json_next(list), *v = cas_json_first(list);
    for (; v != end && status == CAS_OK; v = cas_json_next(v))
        status = read_curve(json, v, defaults, experiment);
    if (status == CAS_OK && cas_experiment_run_count(experiment) > LARGEST_EXPERIMENT)
        status =
            cas_json_fail(json, root, CAS_LIMIT, "more than %d runs", LARGEST_EXPERIMENT);
    return status;
}

static cas_seeds one_seed(void)
{
    cas_seeds seeds = {1, cas_allocate(1, sizeof *seeds.at)};
    seeds.at[0] = 1;
    return seeds;
}

static cas_status read_root(const cas_json *json, cas_experiment *experiment)
{
    static const char *const keys[] = {"format", "title",    "problem",
                                       "curves", RUN_FIELDS, NULL};
    const cas_json_slot table[] = {{"title", .text = &experiment->title},
                                   {"problem", .read = read_problem, .into = experiment},
                                   {.key = NULL}};
    const cas_json_value *root = json->values;
    cas_curve defaults = {.seeds = one_seed()};
    experiment->problems = one_seed();
    cas_status status = cas_json_read_document(json, root, format_name, keys);
    if (status == CAS_OK)
        status = cas_json_read_members(json, root, table);
    if (status == CAS_OK)
        status = read_run_fields(json, root, &defaults);
    if (status == CAS_OK)
        status = read_curves(json, root, &defaults, experiment);
    free(defaults.step_sizes);
    free(defaults.seeds.at);
    return status;
}

cas_status cas_experiment_read_text(const char *text, size_t length, const char *name,
                                    cas_experiment **experiment, cas_message *message)
{
    cas_message ignored;
    cas_json json;
    *experiment = NULL;
    cas_status status =
        cas_json_parse(&json, text, length, name, message != NULL ? message : &ignored);
    if (status != CAS_OK)
        return status;
    *experiment = cas_allocate(1, sizeof **experiment);
    status = read_root(&json, *experiment);
    if (status != CAS_OK) {
        cas_experiment_free(*experiment);
        *experiment = NULL;
    }
    cas_json_clear(&json);
    return status;
}

/* A relative path in the file is seen from the file's folder. */
static void place_data(cas_experiment *experiment, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (experiment->data == NULL || experiment->data[0] == '/' || slash == NULL)
        return;
    char *place = cas_format("%.*s/%s", (int)(slash - path), path, experiment->data);
    free(experiment->data);
    experiment->data = place;
}

cas_status cas_experiment_read(const char *path, cas_experiment **experiment,
                               cas_message *message)
{
    char *text = NULL;
    size_t length = 0;
    *experiment = NULL;
    cas_status status = cas_input_file_read(path, LARGEST_FILE, &text, &length, message);
    if (status == CAS_OK)
        status = cas_experiment_read_text(text, length, cas_input_file_name(path),
                                          experiment, message);
    if (status == CAS_OK)
        place_data(*experiment, path);
    free(text);
    return status;
}

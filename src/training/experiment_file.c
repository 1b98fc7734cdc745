/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/experiment_file.h"

#include "arithmetic/memory.h"
#include "arithmetic/rounding.h"
#include "chain/input_file.h"
#include "chain/json_fields.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LARGEST_LIST = 4096,         /* curves, step sizes, seeds */
    LARGEST_FILE = 16 << 20,     /* bytes */
    LARGEST_EXPERIMENT = 1 << 20 /* runs */
};

static const char format_name[] = "cascade-experiment/1";

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

/* Distinct whole numbers. */
static cas_status read_seeds(const cas_json *json, const cas_json_value *value,
                             size_t *count, uint64_t **seeds)
{
    cas_status status = cas_json_read_array(json, value, 1, LARGEST_LIST, "seed");
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
    cas_status status = cas_json_read_array(json, value, 1, LARGEST_LIST, "step size");
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

static cas_status read_count(const cas_json *json, const cas_json_value *object,
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
        status = read_count(json, value, "interval", 1, &perturbation->interval);
    if (status == CAS_OK)
        status = read_count(json, value, "first", 0, &perturbation->first);
    if (status == CAS_OK)
        status = read_count(json, value, "end", 1, &perturbation->end);
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
        status = read_count(json, value, "every", 1, &options->trace_every);
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

/* The fields that describe a run, of the experiment or of one curve. */
#define RUN_KEYS                                                                         \
    "iterations", "regularizer", "rho", "reading", "sampling_noise", "smoothing",        \
        "step_sizes", "seeds", "trace", "forward", "backward"

static cas_status read_run_fields(const cas_json *json, const cas_json_value *object,
                                  cas_curve *curve)
{
    cas_training_options *options = &curve->options;
    const cas_json_value *v;
    cas_status status = read_count(json, object, "iterations", 2, &options->iterations);
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
        status = read_seeds(json, v, &curve->seed_count, &curve->seeds);
    if (status == CAS_OK && (v = cas_json_member(object, "trace")) != NULL)
        status = read_trace(json, v, options);
    return status == CAS_OK ? read_perturbations(json, object, options) : status;
}

static cas_status read_problem(const cas_json *json, const cas_json_value *root,
                               cas_experiment *experiment)
{
    static const char *const keys[] = {"samples", "dimension", "seeds", "data", NULL};
    static const char *const file_keys[] = {"data", NULL};
    const cas_json_value *problem = cas_json_member(root, "problem"), *v;
    experiment->problem_count = 1;
    experiment->problem_seeds = cas_allocate(1, sizeof *experiment->problem_seeds);
    experiment->problem_seeds[0] = 1;
    if (problem == NULL)
        return CAS_OK;
    bool is_file = cas_json_member(problem, "data") != NULL;
    cas_status status = cas_json_read_object(json, problem, is_file ? file_keys : keys);
    if (status == CAS_OK && is_file) {
        const char *path = NULL;
        status = cas_json_read_string(json, cas_json_member(problem, "data"),
                                      "the path of a LIBSVM file", &path);
        if (status == CAS_OK)
            cas_experiment_use_data(experiment, path);
        return status;
    }
    uint64_t samples = 0, dimension = 0;
    if (status == CAS_OK)
        status = read_count(json, problem, "samples", 1, &samples);
    if (status == CAS_OK)
        status = read_count(json, problem, "dimension", 1, &dimension);
    experiment->samples = samples;
    experiment->dimension = dimension;
    if (status == CAS_OK && (v = cas_json_member(problem, "seeds")) != NULL)
        status =
            read_seeds(json, v, &experiment->problem_count, &experiment->problem_seeds);
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
    for (const char *c = label; status == CAS_OK && *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
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
    curve->options = defaults->options;
    curve->step_size_count = defaults->step_size_count;
    curve->seed_count = defaults->seed_count;
    curve->step_sizes = cas_allocate(curve->step_size_count, sizeof *curve->step_sizes);
    curve->seeds = cas_allocate(curve->seed_count, sizeof *curve->seeds);
    for (size_t i = 0; i < curve->step_size_count; i++)
        curve->step_sizes[i] = defaults->step_sizes[i];
    for (size_t i = 0; i < curve->seed_count; i++)
        curve->seeds[i] = defaults->seeds[i];
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
    static const char *const keys[] = {"label", RUN_KEYS, NULL};
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
        status = cas_json_read_array(json, list, 1, LARGEST_LIST, "curve");
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

static cas_status read_title(const cas_json *json, const cas_json_value *root,
                             cas_experiment *experiment)
{
    const cas_json_value *v = cas_json_member(root, "title");
    const char *text = NULL;
    if (v == NULL)
        return CAS_OK;
    cas_status status = cas_json_read_string(json, v, "a string", &text);
    experiment->title = cas_duplicate(text);
    return status;
}

static cas_status read_root(const cas_json *json, cas_experiment *experiment)
{
    static const char *const keys[] = {"format", "title",  "problem",
                                       "curves", RUN_KEYS, NULL};
    const cas_json_value *root = json->values;
    cas_curve defaults = {.seed_count = 1};
    defaults.seeds = cas_allocate(1, sizeof *defaults.seeds);
    defaults.seeds[0] = 1;
    cas_status status = cas_json_read_document(json, root, format_name, keys);
    if (status == CAS_OK)
        status = read_title(json, root, experiment);
    if (status == CAS_OK)
        status = read_problem(json, root, experiment);
    if (status == CAS_OK)
        status = read_run_fields(json, root, &defaults);
    if (status == CAS_OK)
        status = read_curves(json, root, &defaults, experiment);
    free(defaults.step_sizes);
    free(defaults.seeds);
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

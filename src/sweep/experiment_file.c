/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/experiment_file.h"

#include "arithmetic/memory.h"
#include "file/input_file.h"
#include "file/message_text.h"
#include "sweep/run_fields.h"

#include <stdlib.h>
#include <string.h>

enum {
    LARGEST_FILE = 16 << 20,     /* bytes */
    LARGEST_EXPERIMENT = 1 << 20 /* runs */
};

static const char format_name[] = "cascade-experiment/1";

static cas_status read_problem(const cas_json *json, const cas_json_value *root,
                               cas_experiment *experiment)
{
    static const char *const keys[] = {"samples", "dimension", "seeds", "data", NULL};
    static const char *const file_keys[] = {"data", NULL};
    static const char what[] = "the path of a LIBSVM file";
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
        v = cas_json_member(problem, "data");
        status = cas_json_read_string(json, v, what, &path);
        if (status == CAS_OK && path[0] == '\0')
            status = cas_json_expected(json, v, "%s", what);
        if (status == CAS_OK)
            cas_experiment_use_data(experiment, path);
        return status;
    }
    uint64_t samples = 0, dimension = 0;
    if (status == CAS_OK)
        status = cas_count_read(json, problem, "samples", 1, &samples);
    if (status == CAS_OK)
        status = cas_count_read(json, problem, "dimension", 1, &dimension);
    experiment->samples = samples;
    experiment->dimension = dimension;
    if (status == CAS_OK && (v = cas_json_member(problem, "seeds")) != NULL)
        status = cas_seeds_read(json, v, &experiment->problem_count,
                                &experiment->problem_seeds);
    if (status == CAS_OK &&
        (status = cas_experiment_check_size(experiment, json->message)) != CAS_OK)
        status = cas_json_fail_within(json, problem, status);
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
    static const char *const keys[] = {"label", CAS_RUN_FIELDS, NULL};
    cas_curve *curve = &experiment->curves[experiment->curve_count];
    cas_status status = cas_json_read_object(json, value, keys);
    if (status == CAS_OK)
        status = read_label(json, value, experiment, curve);
    if (status != CAS_OK)
        return status;
    copy_defaults(curve, defaults);
    experiment->curve_count++;
    status = cas_run_fields_read(json, value, curve);
    return status == CAS_OK ? check_curve(json, value, experiment, curve) : status;
}

static cas_status read_curves(const cas_json *json, const cas_json_value *root,
                              const cas_curve *defaults, cas_experiment *experiment)
{
    const cas_json_value *list = NULL;
    cas_status status = cas_json_require(json, root, "curves", &list);
    if (status == CAS_OK)
        status = cas_json_read_array(json, list, 1, CAS_LONGEST_LIST, "curve");
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
    static const char *const keys[] = {"format", "title",        "problem",
                                       "curves", CAS_RUN_FIELDS, NULL};
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
        status = cas_run_fields_read(json, root, &defaults);
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

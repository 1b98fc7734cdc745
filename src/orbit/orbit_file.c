/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_file.h"

#include "arithmetic/memory.h"
#include "file/json_fields.h"

#include <stdlib.h>
#include <string.h>

static const char format_name[] = "cascade-orbit/1";

/* Replaces the numbers of `into` by `count` numbers read from an array. */
static cas_status read_numbers(const cas_json *json, const cas_json_value *value,
                               cas_rationals *into)
{
    cas_rationals numbers;
    cas_status status =
        cas_json_read_numbers(json, value, into->count, into->count, &numbers);
    if (status == CAS_OK) {
        cas_rationals_clear(into);
        *into = numbers;
    }
    return status;
}

/* The same from an array of rows of `columns` numbers. */
static cas_status read_rows(const cas_json *json, const cas_json_value *value,
                            size_t columns, cas_rationals *into)
{
    size_t rows = into->count / columns;
    cas_status status = cas_json_read_array(json, value, rows, rows, "row");
    if (status != CAS_OK)
        return status;
    cas_rationals numbers;
    status = cas_json_read_rows(json, value, columns, &numbers);
    if (status == CAS_OK) {
        cas_rationals_clear(into);
        *into = numbers;
    }
    return status;
}

/* Reads "weights" or "before". */
static cas_status read_weights(const cas_json *json, const cas_json_value *value,
                               cas_rationals *first, cas_rationals *second)
{
    cas_status status = cas_json_read_array(json, value, 2, 2, "weight vector");
    if (status != CAS_OK)
        return status;
    const cas_json_value *w = cas_json_first(value);
    status = read_numbers(json, w, first);
    return status == CAS_OK ? read_numbers(json, cas_json_next(w), second) : status;
}

/* One of two words; *second says which. */
static cas_status read_choice(const cas_json *json, const cas_json_value *root,
                              const char *key, const char *one, const char *other,
                              bool *is_other)
{
    const cas_json_value *value;
    const char *text = NULL;
    cas_status status = cas_json_require(json, root, key, &value);
    if (status != CAS_OK)
        return status;
    if (json_is_string(value->value))
        text = json_string_value(value->value);
    if (text == NULL || (strcmp(text, one) != 0 && strcmp(text, other) != 0))
        return cas_json_expected(json, value, "\"%s\" or \"%s\"", one, other);
    *is_other = strcmp(text, other) == 0;
    return CAS_OK;
}

static cas_status read_start(const cas_json *json, const cas_json_value *root,
                             cas_iteration *iteration)
{
    const cas_json_value *matrix, *weights;
    cas_status status = cas_json_require(json, root, "matrix", &matrix);
    if (status == CAS_OK)
        status = read_rows(json, matrix, 2, &iteration->matrix);
    if (status == CAS_OK)
        status = cas_json_require(json, root, "weights", &weights);
    if (status == CAS_OK)
        status = read_weights(json, weights, &iteration->start_1, &iteration->start_2);
    if (status != CAS_OK)
        return status;
    const cas_json_value *before = cas_json_member(root, "before");
    return read_weights(json, before != NULL ? before : weights, &iteration->before_1,
                        &iteration->before_2);
}

static cas_status read_method(const cas_json *json, const cas_json_value *root,
                              cas_iteration *iteration)
{
    const cas_json_value *step, *momentum = cas_json_member(root, "momentum");
    cas_status status = cas_json_require(json, root, "step", &step);
    if (status == CAS_OK)
        status = cas_json_read_number(json, step, iteration->step);
    if (status == CAS_OK && momentum != NULL) {
        status = cas_json_read_number(json, momentum, iteration->momentum);
        if (status == CAS_OK && (mpq_sgn(iteration->momentum) < 0 ||
                                 mpq_cmp_ui(iteration->momentum, 1, 1) >= 0))
            status = cas_json_expected(json, momentum, "a number from 0 to below 1");
    }
    if (status != CAS_OK)
        return status;
    return read_choice(json, root, "compressor", "none", "top-1", &iteration->compressed);
}

static cas_status read_word(const cas_json *json, const cas_json_value *value, char *word)
{
    const char *text;
    cas_status status =
        cas_json_read_string(json, value, "a string of the digits 1 and 2", &text);
    if (status != CAS_OK)
        return status;
    size_t length = strlen(text);
    if (length == 0 || length > CAS_CONE_WORD || strspn(text, "12") != length)
        return cas_json_expected(json, value, "1 to %d digits, each 1 or 2",
                                 CAS_CONE_WORD);
    memcpy(word, text, length + 1);
    return CAS_OK;
}

static cas_status read_cone(const cas_json *json, const cas_json_value *value,
                            cas_orbit_file *file)
{
    static const char *const keys[] = {"form", "word", "growth", NULL};
    const cas_json_value *form, *word, *growth;
    cas_status status = cas_json_read_object(json, value, keys);
    if (status == CAS_OK)
        status = cas_json_require(json, value, "form", &form);
    if (status == CAS_OK)
        status = read_rows(json, form, 4, &file->cone.form);
    if (status == CAS_OK)
        status = cas_json_require(json, value, "word", &word);
    if (status == CAS_OK)
        status = read_word(json, word, file->cone.word);
    if (status == CAS_OK)
        status = cas_json_require(json, value, "growth", &growth);
    if (status == CAS_OK)
        status = cas_json_read_number(json, growth, file->cone.growth);
    file->has_cone = status == CAS_OK;
    return status;
}

static cas_status read_fields(const cas_json *json, const cas_json_value *root,
                              cas_orbit_file *file)
{
    const cas_json_value *steps, *title = cas_json_member(root, "title");
    const cas_json_value *cone = cas_json_member(root, "cone");
    const char *text;
    cas_status status = CAS_OK;
    if (title != NULL) {
        status = cas_json_read_string(json, title, "a string", &text);
        if (status == CAS_OK)
            file->title = cas_duplicate(text);
    }
    if (status == CAS_OK)
        status = read_start(json, root, &file->iteration);
    if (status == CAS_OK)
        status = read_method(json, root, &file->iteration);
    if (status == CAS_OK)
        status = cas_json_require(json, root, "steps", &steps);
    if (status == CAS_OK)
        status = cas_json_read_size(json, steps, 0, CAS_ORBIT_STEPS, &file->steps);
    if (status == CAS_OK)
        status = read_choice(json, root, "claim", "converges", "diverges",
                             &file->claims_divergence);
    if (status == CAS_OK && cone != NULL)
        status = read_cone(json, cone, file);
    return status;
}

cas_orbit_file *cas_orbit_file_new(void)
{
    cas_orbit_file *file = cas_allocate(1, sizeof *file);
    cas_iteration_init(&file->iteration);
    cas_cone_init(&file->cone);
    return file;
}

cas_status cas_orbit_file_read(const char *text, size_t length, const char *name,
                               cas_orbit_file **file, cas_message *message)
{
    static const char *const keys[] = {"format", "title", "matrix",   "weights",
                                       "before", "step",  "momentum", "compressor",
                                       "steps",  "claim", "cone",     NULL};
    cas_json json;
    cas_status status = cas_json_parse(&json, text, length, name, message);
    if (status != CAS_OK)
        return status;
    cas_orbit_file *made = cas_orbit_file_new();
    status = cas_json_read_document(&json, json.values, format_name, keys);
    if (status == CAS_OK)
        status = read_fields(&json, json.values, made);
    cas_json_clear(&json);
    if (status == CAS_OK)
        *file = made;
    else
        cas_orbit_file_free(made);
    return status;
}

static json_t *rows_to_json(const cas_rationals *numbers, size_t columns)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < numbers->count; i += columns)
        cas_json_append(rows, cas_json_numbers(numbers->at + i, columns));
    return rows;
}

static json_t *weights_to_json(const cas_rationals *first, const cas_rationals *second)
{
    json_t *weights = json_array();
    cas_json_append(weights, cas_json_numbers(first->at, 2));
    cas_json_append(weights, cas_json_numbers(second->at, 2));
    return weights;
}

static json_t *cone_to_json(const cas_cone *cone)
{
    json_t *object = json_object();
    cas_json_set(object, "form", rows_to_json(&cone->form, 4));
    cas_json_set(object, "word", json_string(cone->word));
    cas_json_set(object, "growth", cas_json_number(cone->growth));
    return object;
}

char *cas_orbit_file_write(const cas_orbit_file *file)
{
    const cas_iteration *iteration = &file->iteration;
    json_t *root = json_object();
    cas_json_set(root, "format", json_string(format_name));
    if (file->title != NULL)
        cas_json_set(root, "title", json_string(file->title));
    cas_json_set(root, "matrix", rows_to_json(&iteration->matrix, 2));
    cas_json_set(root, "weights",
                 weights_to_json(&iteration->start_1, &iteration->start_2));
    if (!cas_rationals_equal(&iteration->start_1, &iteration->before_1) ||
        !cas_rationals_equal(&iteration->start_2, &iteration->before_2))
        cas_json_set(root, "before",
                     weights_to_json(&iteration->before_1, &iteration->before_2));
    cas_json_set(root, "step", cas_json_number(iteration->step));
    if (mpq_sgn(iteration->momentum) != 0)
        cas_json_set(root, "momentum", cas_json_number(iteration->momentum));
    cas_json_set(root, "compressor",
                 json_string(iteration->compressed ? "top-1" : "none"));
    cas_json_set(root, "steps", json_integer((json_int_t)file->steps));
    cas_json_set(root, "claim",
                 json_string(file->claims_divergence ? "diverges" : "converges"));
    if (file->has_cone)
        cas_json_set(root, "cone", cone_to_json(&file->cone));
    char *text = cas_json_text(root);
    json_decref(root);
    return text;
}

void cas_orbit_file_free(cas_orbit_file *file)
{
    if (file == NULL)
        return;
    free(file->title);
    cas_iteration_clear(&file->iteration);
    cas_cone_clear(&file->cone);
    free(file);
}

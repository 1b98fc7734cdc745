/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_file.h"

#include "arithmetic/memory.h"
#include "file/json_record.h"

#include <stdlib.h>
#include <string.h>

static const char format_name[] = "cascade-orbit/1";

/* Two vectors in the place of first and second, the weights w_1 and w_2. */
typedef struct weight_pair {
    cas_rationals *first, *second;
} weight_pair;

static cas_status read_weights(const cas_json *json, const cas_json_value *value,
                               void *into)
{
    const weight_pair *w = into;
    cas_rationals both;
    cas_rationals_init(&both, 4);
    const cas_json_slot slot = {.rows = &both, .columns = 2};
    cas_status status = cas_json_read_slot(json, value, &slot);
    for (size_t k = 0; k < 2 && status == CAS_OK; k++) {
        mpq_set(w->first->at[k], both.at[k]);
        mpq_set(w->second->at[k], both.at[2 + k]);
    }
    cas_rationals_clear(&both);
    return status;
}

static cas_status read_momentum(const cas_json *json, const cas_json_value *value,
                                void *into)
{
    mpq_ptr momentum = into;
    cas_status status = cas_json_read_number(json, value, momentum);
    if (status == CAS_OK && (mpq_sgn(momentum) < 0 || mpq_cmp_ui(momentum, 1, 1) >= 0))
        status = cas_json_expected(json, value, "a number from 0 to below 1");
    return status;
}

static cas_status read_word(const cas_json *json, const cas_json_value *value, void *into)
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
    memcpy(into, text, length + 1);
    return CAS_OK;
}

static cas_status read_cone(const cas_json *json, const cas_json_value *value, void *into)
{
    cas_orbit_file *file = into;
    const cas_json_slot table[] = {
        {"form", true, .rows = &file->cone.form, .columns = 4},
        {"word", true, .read = read_word, .into = file->cone.word},
        {"growth", true, .rational = file->cone.growth},
        {.key = NULL}};
    cas_status status = cas_json_read_record(json, value, table);
    file->has_cone = status == CAS_OK;
    return status;
}

static cas_status read_root(const cas_json *json, cas_orbit_file *file)
{
    cas_iteration *iteration = &file->iteration;
    weight_pair start = {&iteration->start_1, &iteration->start_2};
    weight_pair before = {&iteration->before_1, &iteration->before_2};
    uint64_t steps = 0;
    int compressor = 0, claim = 0;
    const bool moves = cas_json_member(json->values, "before") != NULL;
    const cas_json_slot table[] = {
        {"title", .text = &file->title},
        {"matrix", true, .rows = &iteration->matrix, .columns = 2},
        {"weights", true, .read = read_weights, .into = &start},
        {moves ? "before" : "weights", .read = read_weights, .into = &before},
        {"step", true, .rational = iteration->step},
        {"momentum", .read = read_momentum, .into = iteration->momentum},
        {"compressor", true, .word = &compressor, .words = {"none", "top-1"}},
        {"steps", true, .whole = &steps, .most = CAS_ORBIT_STEPS},
        {"claim", true, .word = &claim, .words = {"converges", "diverges"}},
        {"cone", .read = read_cone, .into = file},
        {.key = NULL}};
    cas_status status = cas_json_read_members(json, json->values, table);
    iteration->compressed = compressor == 1;
    file->claims_divergence = claim == 1;
    file->steps = (size_t)steps;
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
        status = read_root(&json, made);
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
    return json_pack("[o, o]", cas_json_numbers(first->at, 2),
                     cas_json_numbers(second->at, 2));
}

static json_t *cone_to_json(const cas_cone *cone)
{
    return json_pack("{s:o, s:s, s:o}", "form", rows_to_json(&cone->form, 4), "word",
                     cone->word, "growth", cas_json_number(cone->growth));
}

char *cas_orbit_file_write(const void *instance)
{
    const cas_orbit_file *file = instance;
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

void cas_orbit_file_free(void *instance)
{
    cas_orbit_file *file = instance;
    if (file == NULL)
        return;
    free(file->title);
    cas_iteration_clear(&file->iteration);
    cas_cone_clear(&file->cone);
    free(file);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/values.h"

#include "arithmetic/memory.h"
#include "file/json_fields.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char format_name[] = "cascade-values/1";

static bool is_identifier(const char *name)
{
    if (!isalpha((unsigned char)*name))
        return false;
    while (isalnum((unsigned char)*name) || *name == '_')
        name++;
    return *name == '\0';
}

/* The first case says which quantities there are. */
static cas_status read_names(const cas_json *json, const cas_json_value *first,
                             cas_values *values)
{
    if (!json_is_object(first->value) || cas_json_count(first) == 0 ||
        cas_json_count(first) > CAS_VALUES_NAMES)
        return cas_json_expected(json, first, "an object with 1 to %d numbers",
                                 CAS_VALUES_NAMES);
    const cas_json_value *member = cas_json_first(first);
    for (size_t k = 0; k < cas_json_count(first); k++, member = cas_json_next(member)) {
        if (!is_identifier(member->key))
            return cas_json_fail_key(json, member, CAS_INPUT,
                                     "expected letters, digits and _ as a name");
        values->name[values->names++] = cas_duplicate(member->key);
    }
    return CAS_OK;
}

static cas_status read_case(const cas_json *json, const cas_json_value *value,
                            const cas_values *values, mpq_t *numbers)
{
    const char *keys[CAS_VALUES_NAMES + 1] = {NULL};
    for (size_t k = 0; k < values->names; k++)
        keys[k] = values->name[k];
    cas_status status = cas_json_read_object(json, value, keys);
    for (size_t k = 0; k < values->names && status == CAS_OK; k++) {
        const cas_json_value *member;
        status = cas_json_require(json, value, keys[k], &member);
        if (status == CAS_OK)
            status = cas_json_read_number(json, member, numbers[k]);
    }
    return status;
}

static cas_status read_cases(const cas_json *json, const cas_json_value *root,
                             cas_values *values)
{
    const cas_json_value *list;
    cas_status status = cas_json_require(json, root, "values", &list);
    if (status == CAS_OK)
        status = cas_json_read_array(json, list, 1, CAS_VALUES_CASES, "case");
    if (status == CAS_OK)
        status = read_names(json, cas_json_first(list), values);
    if (status != CAS_OK)
        return status;
    values->cases = cas_json_count(list);
    cas_rationals_init(&values->at, values->cases * values->names);
    const cas_json_value *value = cas_json_first(list);
    for (size_t c = 0; c < values->cases && status == CAS_OK; c++) {
        status = read_case(json, value, values, &values->at.at[c * values->names]);
        value = cas_json_next(value);
    }
    return status;
}

static cas_status read_text(const cas_json *json, const cas_json_value *root,
                            const char *key, char **text)
{
    const cas_json_value *member;
    const char *read;
    cas_status status = cas_json_require(json, root, key, &member);
    if (status == CAS_OK)
        status = cas_json_read_string(json, member, "a text", &read);
    if (status == CAS_OK)
        *text = cas_duplicate(read);
    return status;
}

static cas_status read_values(const cas_json *json, cas_values *values)
{
    static const char *const keys[] = {"format", "title", "claim", "values", NULL};
    const cas_json_value *root = json->values;
    cas_status status = cas_json_read_document(json, root, format_name, keys);
    if (status == CAS_OK && cas_json_member(root, "title") != NULL)
        status = read_text(json, root, "title", &values->title);
    if (status == CAS_OK)
        status = read_text(json, root, "claim", &values->claim);
    if (status == CAS_OK)
        status = read_cases(json, root, values);
    return status;
}

cas_status cas_values_read(const char *text, size_t length, const char *name,
                           cas_values **values, cas_message *message)
{
    cas_json json;
    cas_status status = cas_json_parse(&json, text, length, name, message);
    if (status != CAS_OK)
        return status;
    cas_values *made = cas_allocate(1, sizeof *made);
    status = read_values(&json, made);
    cas_json_clear(&json);
    if (status == CAS_OK)
        *values = made;
    else
        cas_values_free(made);
    return status;
}

char *cas_values_write(const cas_values *values)
{
    json_t *root = json_object(), *list = json_array();
    cas_json_set(root, "format", json_string(format_name));
    if (values->title != NULL)
        cas_json_set(root, "title", json_string(values->title));
    cas_json_set(root, "claim", json_string(values->claim));
    for (size_t c = 0; c < values->cases; c++) {
        json_t *object = json_object();
        for (size_t k = 0; k < values->names; k++)
            cas_json_set(object, values->name[k],
                         cas_json_number(values->at.at[c * values->names + k]));
        cas_json_append(list, object);
    }
    cas_json_set(root, "values", list);
    char *text = cas_json_text(root);
    json_decref(root);
    return text;
}

void cas_values_free(cas_values *values)
{
    if (values == NULL)
        return;
    for (size_t k = 0; k < values->names; k++)
        free(values->name[k]);
    free(values->title);
    free(values->claim);
    cas_rationals_clear(&values->at);
    free(values);
}

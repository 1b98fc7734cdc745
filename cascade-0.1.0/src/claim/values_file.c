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

static cas_status read_numbers(const cas_json *json, const cas_json_value *root,
                               cas_values *values)
{
    const cas_json_value *object;
    cas_status status = cas_json_require(json, root, "values", &object);
    if (status != CAS_OK)
        return status;
    size_t count = json_is_object(object->value) ? cas_json_count(object) : 0;
    if (count == 0 || count > CAS_VALUES_NAMES)
        return cas_json_expected(json, object, "an object with 1 to %d numbers",
                                 CAS_VALUES_NAMES);
    cas_rationals_init(&values->at, count);
    const cas_json_value *member = cas_json_first(object);
    for (size_t k = 0; k < count && status == CAS_OK; k++) {
        if (!is_identifier(member->key))
            return cas_json_fail_key(json, member, CAS_INPUT,
                                     "expected letters, digits and _ as a name");
        values->name[k] = cas_duplicate(member->key);
        status = cas_json_read_number(json, member, values->at.at[k]);
        member = cas_json_next(member);
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
        status = read_numbers(json, root, values);
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
    json_t *root = json_object(), *object = json_object();
    cas_json_set(root, "format", json_string(format_name));
    if (values->title != NULL)
        cas_json_set(root, "title", json_string(values->title));
    cas_json_set(root, "claim", json_string(values->claim));
    for (size_t k = 0; k < values->at.count; k++)
        cas_json_set(object, values->name[k], cas_json_number(values->at.at[k]));
    cas_json_set(root, "values", object);
    char *text = cas_json_text(root);
    json_decref(root);
    return text;
}

void cas_values_free(cas_values *values)
{
    if (values == NULL)
        return;
    for (size_t k = 0; k < CAS_VALUES_NAMES; k++)
        free(values->name[k]);
    free(values->title);
    free(values->claim);
    cas_rationals_clear(&values->at);
    free(values);
}

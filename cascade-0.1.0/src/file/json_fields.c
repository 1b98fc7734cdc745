/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/json_fields.h"

#include "arithmetic/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Where key is among keys; NULL: it is not. */
static const char *const *find(const char *key, const char *const *keys)
{
    while (*keys != NULL && strcmp(key, *keys) != 0)
        keys++;
    return *keys != NULL ? keys : NULL;
}

/* The words as "a, b, c", to be given to free(). */
static char *join(const char *const *words)
{
    char *list = cas_duplicate("");
    for (const char *const *word = words; *word != NULL; word++)
        cas_append(&list, "%s%s", word == words ? "" : ", ", *word);
    return list;
}

cas_status cas_json_read_object(const cas_json *json, const cas_json_value *value,
                                const char *const *keys)
{
    if (!json_is_object(value->value))
        return cas_json_expected(json, value, "an object");
    const cas_json_value *end = cas_json_next(value);
    for (const cas_json_value *v = cas_json_first(value); v != end;
         v = cas_json_next(v)) {
        if (find(v->key, keys) != NULL)
            continue;
        char *list = join(keys);
        cas_status status = cas_json_fail_key(json, v, CAS_INPUT,
                                              "unknown key, expected one of: %s", list);
        free(list);
        return status;
    }
    return CAS_OK;
}

cas_status cas_json_read_document(const cas_json *json, const cas_json_value *value,
                                  const char *format, const char *const *keys)
{
    const cas_json_value *name;
    if (!json_is_object(value->value))
        return cas_json_expected(json, value, "an object");
    cas_status status = cas_json_require(json, value, "format", &name);
    if (status != CAS_OK)
        return status;
    if (!json_is_string(name->value) ||
        strcmp(json_string_value(name->value), format) != 0)
        return cas_json_expected(json, name, "\"%s\"", format);
    return cas_json_read_object(json, value, keys);
}

cas_status cas_json_require(const cas_json *json, const cas_json_value *object,
                            const char *key, const cas_json_value **member)
{
    *member = cas_json_member(object, key);
    if (*member == NULL)
        return cas_json_fail(json, object, CAS_INPUT,
                             "expected the key \"%s\", found none", key);
    return CAS_OK;
}

cas_status cas_json_read_array(const cas_json *json, const cas_json_value *value,
                               size_t least, size_t most, const char *noun)
{
    if (json_is_array(value->value)) {
        size_t count = cas_json_count(value);
        if (count >= least && count <= most)
            return CAS_OK;
    }
    if (least == most)
        return cas_json_expected(json, value, "an array of %zu %s%s", least, noun,
                                 least == 1 ? "" : "s");
    return cas_json_expected(json, value, "an array of %zu to %zu %ss", least, most,
                             noun);
}

cas_status cas_json_read_string(const cas_json *json, const cas_json_value *value,
                                const char *what, const char **text)
{
    if (!json_is_string(value->value))
        return cas_json_expected(json, value, "%s", what);
    *text = json_string_value(value->value);
    return CAS_OK;
}

cas_status cas_json_read_word(const cas_json *json, const cas_json_value *value,
                              const char *const *words, size_t *index)
{
    const char *const *word = NULL;
    if (json_is_string(value->value))
        word = find(json_string_value(value->value), words);
    if (word != NULL) {
        *index = (size_t)(word - words);
        return CAS_OK;
    }
    char *list = join(words);
    cas_status status = cas_json_expected(json, value, "one of %s", list);
    free(list);
    return status;
}

cas_status cas_json_read_size(const cas_json *json, const cas_json_value *value,
                              size_t least, size_t most, size_t *size)
{
    const char *text = json->text + value->offset;
    if (json_is_number(value->value) && strspn(text, "0123456789") >= value->length) {
        *size = (size_t)strtoul(text, NULL, 10);
        if (*size >= least && *size <= most)
            return CAS_OK;
    }
    return cas_json_expected(json, value, "a whole number from %zu to %zu", least, most);
}

cas_status cas_json_read_number(const cas_json *json, const cas_json_value *value,
                                mpq_t r)
{
    const char *text = json->text + value->offset;
    size_t length = value->length;
    if (json_is_string(value->value)) {
        text = json_string_value(value->value);
        length = json_string_length(value->value);
    } else if (!json_is_number(value->value)) {
        return cas_json_expected(json, value, "a number");
    }
    cas_status status = cas_rational_read(r, text, length, json->message);
    return status == CAS_OK ? CAS_OK : cas_json_fail_within(json, value, status);
}

/* Reads the elements of array, which are as many, into numbers. */
static cas_status read_elements(const cas_json *json, const cas_json_value *array,
                                mpq_t *numbers)
{
    const cas_json_value *end = cas_json_next(array), *v = cas_json_first(array);
    cas_status status = CAS_OK;
    for (; v != end && status == CAS_OK; v = cas_json_next(v))
        status = cas_json_read_number(json, v, *numbers++);
    return status;
}

cas_status cas_json_require_number(const cas_json *json, const cas_json_value *object,
                                   const char *key, int least, mpq_t r)
{
    const cas_json_value *value;
    cas_status status = cas_json_require(json, object, key, &value);
    if (status == CAS_OK)
        status = cas_json_read_number(json, value, r);
    if (status == CAS_OK && mpq_sgn(r) < least)
        return cas_json_expected(json, value, "a number %s", least > 0 ? "> 0" : ">= 0");
    return status;
}

cas_status cas_json_read_numbers(const cas_json *json, const cas_json_value *value,
                                 size_t least, size_t most, cas_rationals *numbers)
{
    *numbers = (cas_rationals){0};
    cas_status status = cas_json_read_array(json, value, least, most, "number");
    if (status != CAS_OK)
        return status;
    cas_rationals_init(numbers, cas_json_count(value));
    status = read_elements(json, value, numbers->at);
    if (status != CAS_OK)
        cas_rationals_clear(numbers);
    return status;
}

cas_status cas_json_read_rows(const cas_json *json, const cas_json_value *value,
                              size_t columns, cas_rationals *numbers)
{
    *numbers = (cas_rationals){0};
    const cas_json_value *end = cas_json_next(value), *row = cas_json_first(value);
    cas_status status = CAS_OK;
    for (; row != end && status == CAS_OK; row = cas_json_next(row))
        status = cas_json_read_array(json, row, columns, columns, "number");
    if (status != CAS_OK)
        return status;
    cas_rationals_init(numbers, cas_json_count(value) * columns);
    mpq_t *at = numbers->at;
    for (row = cas_json_first(value); row != end && status == CAS_OK;
         row = cas_json_next(row)) {
        status = read_elements(json, row, at);
        at += columns;
    }
    if (status != CAS_OK)
        cas_rationals_clear(numbers);
    return status;
}

json_t *cas_json_number(mpq_srcptr number)
{
    char *text = cas_rational_write(number);
    errno = 0;
    json_int_t integer = strtoll(text, NULL, 10);
    bool is_integer = mpz_cmp_ui(mpq_denref(number), 1) == 0 && errno == 0;
    json_t *value = is_integer ? json_integer(integer) : json_string(text);
    free(text);
    return value;
}

json_t *cas_json_numbers(const mpq_t *numbers, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        cas_json_append(array, cas_json_number(numbers[i]));
    return array;
}

void cas_json_set(json_t *object, const char *key, json_t *value)
{
    CAS_REQUIRE(json_object_set_new(object, key, value) == 0);
}

void cas_json_append(json_t *array, json_t *value)
{
    CAS_REQUIRE(json_array_append_new(array, value) == 0);
}

/* Writes the array of plain values that begins at text into line, on one line of at
   most room characters; returns how much of text that was, 0 where it does not fit
   or is no such array. */
static size_t fold_array(const char *text, char *line, size_t room)
{
    size_t at = 0, used = 0;
    bool is_quoted = false;
    do {
        char c = text[at++];
        bool is_nested = !is_quoted && at > 1 && (c == '[' || c == '{');
        if (is_nested || used + 2 > room)
            return 0;
        if (!is_quoted && (c == ' ' || c == '\n'))
            continue;
        line[used++] = c;
        if (is_quoted && c == '\\')
            line[used++] = text[at++];
        else if (c == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && c == ',')
            line[used++] = ' ';
    } while (is_quoted || text[at - 1] != ']');
    line[used] = '\0';
    return at;
}

char *cas_json_text(const json_t *value)
{
    enum { COLUMNS = 88 };
    char *text = json_dumps(value, JSON_INDENT(2) | JSON_ENCODE_ANY);
    CAS_REQUIRE(text != NULL);
    char line[COLUMNS + 1];
    size_t from = 0, to = 0, column = 0;
    bool is_quoted = false;
    while (text[from] != '\0') {
        char c = text[from];
        size_t folded = 0;
        if (!is_quoted && c == '[' && column < COLUMNS)
            folded = fold_array(text + from, line, COLUMNS - column);
        if (folded > 0) {
            memcpy(text + to, line, strlen(line));
            to += strlen(line);
            column += strlen(line);
            from += folded;
            continue;
        }
        if (is_quoted && c == '\\')
            text[to++] = text[from++];
        else if (c == '"')
            is_quoted = !is_quoted;
        text[to++] = text[from++];
        column = c == '\n' ? 0 : column + 1;
    }
    text = cas_reallocate(text, to + 2, 1);
    memcpy(text + to, "\n", 2);
    return text;
}

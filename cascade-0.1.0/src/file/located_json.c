/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/located_json.h"

#include "arithmetic/decimal.h"
#include "arithmetic/memory.h"
#include "file/message_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAME_BYTES = 300, /* of a file name, a path and a quoted value in a message */
    PATH_BYTES = 300,
    KEY_BYTES = 60,
    QUOTE_BYTES = 48
};

static size_t skip_space(const char *text, size_t at, size_t end)
{
    while (at < end &&
           (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r'))
        at++;
    return at;
}

static size_t skip_string(const char *text, size_t at, size_t end)
{
    for (at++; at < end && text[at] != '"'; at++)
        if (text[at] == '\\')
            at++;
    return at < end ? at + 1 : end;
}

/* Past the token that begins at `at`: a bracket or separator, a string, or a number
   or word. */
static size_t skip_token(const char *text, size_t at, size_t end)
{
    static const char punctuation[] = "{}[],:";
    if (memchr(punctuation, text[at], sizeof punctuation - 1) != NULL)
        return at + 1;
    if (text[at] == '"')
        return skip_string(text, at, end);
    static const char delimiters[] = "{}[],:\" \t\r\n";
    while (at < end && memchr(delimiters, text[at], sizeof delimiters - 1) == NULL)
        at++;
    return at;
}

/* Both from 1; columns count characters, not bytes. */
static size_t find_line(const cas_json *json, size_t offset, size_t *column)
{
    size_t line = 1;
    *column = 1;
    for (size_t i = 0; i < offset; i++) {
        unsigned char c = (unsigned char)json->text[i];
        line += c == '\n';
        *column = c == '\n' ? 1 : *column + ((c & 0xC0) != 0x80);
    }
    return line;
}

/* "NAME:LINE:COLUMN: " */
static void append_place(const cas_json *json, size_t offset, char **text)
{
    size_t column, line = find_line(json, offset, &column), length = strlen(json->name);
    bool is_long = length > NAME_BYTES;
    cas_append(text, "%s%s:%zu:%zu: ", is_long ? "..." : "",
               is_long ? json->name + length - NAME_BYTES : json->name, line, column);
}

static bool is_plain(const char *key)
{
    static const char word[] = "0123456789"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    size_t length = strlen(key);
    return length > 0 && strspn(key, word) == length && strspn(key, "0123456789") == 0;
}

/* The path from the top value, e.g. "$.operators[1].weights"; its end alone where it is
   long. */
static void append_path(const cas_json *json, const cas_json_value *target, char **text)
{
    char *path = cas_duplicate("$");
    for (const cas_json_value *at = json->values; at != target;) {
        size_t index = 0;
        const cas_json_value *child = cas_json_first(at);
        for (; target >= child + child->size; child = cas_json_next(child))
            index++;
        at = child;
        if (child->key == NULL) {
            cas_append(&path, "[%zu]", index);
            continue;
        }
        bool is_word = is_plain(child->key);
        cas_append(&path, "%s", is_word ? "." : "[\"");
        cas_text_append_start(&path, child->key, strlen(child->key), KEY_BYTES);
        cas_append(&path, "%s", is_word ? "" : "\"]");
    }
    cas_text_append_start(text, path, strlen(path), PATH_BYTES);
    cas_append(text, ": ");
    free(path);
}

/* What was found, in words: its text, or for what has parts how many. */
static void append_description(const cas_json *json, const cas_json_value *value,
                               char **text)
{
    size_t count = cas_json_count(value);
    if (json_is_object(value->value))
        cas_append(text, "an object");
    else if (json_is_array(value->value))
        cas_append(text, "an array of %zu value%s", count, count == 1 ? "" : "s");
    else
        cas_text_append_start(text, json->text + value->offset, value->length,
                              QUOTE_BYTES);
}

/* Writes place, path (value may be NULL: none) and sentence into the message. */
static cas_status report(const cas_json *json, const cas_json_value *value, size_t offset,
                         cas_status status, const char *sentence)
{
    char *text = NULL;
    append_place(json, offset, &text);
    if (value != NULL)
        append_path(json, value, &text);
    cas_append(&text, "%s", sentence);
    char *line = cas_text_line(text);
    cas_fail(json->message, status, "%s", line);
    free(line);
    free(text);
    return status;
}

static cas_status report_list(const cas_json *json, const cas_json_value *value,
                              size_t offset, cas_status status, const char *format,
                              va_list list)
{
    cas_message sentence;
    cas_decimal_print(sentence.text, sizeof sentence.text, format, list);
    return report(json, value, offset, status, sentence.text);
}

cas_status cas_json_fail(const cas_json *json, const cas_json_value *value,
                         cas_status status, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    report_list(json, value, value->offset, status, format, list);
    va_end(list);
    return status;
}

cas_status cas_json_fail_key(const cas_json *json, const cas_json_value *value,
                             cas_status status, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    report_list(json, value, value->key_offset, status, format, list);
    va_end(list);
    return status;
}

cas_status cas_json_expected(const cas_json *json, const cas_json_value *value,
                             const char *format, ...)
{
    cas_message expected;
    va_list list;
    va_start(list, format);
    cas_decimal_print(expected.text, sizeof expected.text, format, list);
    va_end(list);
    char *sentence = cas_format("expected %s, found ", expected.text);
    append_description(json, value, &sentence);
    report(json, value, value->offset, CAS_INPUT, sentence);
    free(sentence);
    return CAS_INPUT;
}

/* The value that *sentence begins by naming, "member: ", "member[2]: " or "[2]: ",
   with *sentence moved past the name; else value itself. */
static const cas_json_value *resolve(const cas_json_value *value, const char **sentence)
{
    const cas_json_value *named = value;
    const char *at = *sentence;
    if (json_is_object(value->value)) {
        const cas_json_value *end = cas_json_next(value), *v = cas_json_first(value);
        while (v != end && (strncmp(at, v->key, strlen(v->key)) != 0 ||
                            strchr(":[", at[strlen(v->key)]) == NULL))
            v = cas_json_next(v);
        if (v == end)
            return value;
        named = v;
        at += strlen(v->key);
    }
    while (at[0] == '[' && json_is_array(named->value)) {
        char *end;
        unsigned long index = strtoul(at + 1, &end, 10);
        if (end[0] != ']' || index >= cas_json_count(named))
            return value;
        at = end + 1;
        for (named = cas_json_first(named); index > 0; index--)
            named = cas_json_next(named);
    }
    if (named == value || strncmp(at, ": ", 2) != 0)
        return value;
    *sentence = at + 2;
    return named;
}

cas_status cas_json_fail_within(const cas_json *json, const cas_json_value *value,
                                cas_status status)
{
    cas_message inner = *json->message;
    const char *sentence = inner.text;
    const cas_json_value *named = resolve(value, &sentence);
    return report(json, named, named->offset, status, sentence);
}

/* Where the token stands that ends at or around `end`: jansson says where it stopped. */
static size_t token_before(const cas_json *json, size_t end)
{
    size_t at = skip_space(json->text, 0, json->length);
    while (at < end) {
        size_t start = at;
        at = skip_token(json->text, at, json->length);
        if (at >= end)
            return start;
        at = skip_space(json->text, at, json->length);
    }
    return end;
}

/* What jansson's errors mean to the user: "expected .., found TOKEN". */
static const struct {
    enum json_error_code code;
    cas_status status;
    const char *expected;
} syntax_errors[] = {
    {json_error_invalid_utf8, CAS_SYNTAX, "UTF-8 text"},
    {json_error_premature_end_of_input, CAS_SYNTAX, "more JSON"},
    {json_error_end_of_input_expected, CAS_SYNTAX,
     "the end of the text after the top value"},
    {json_error_null_character, CAS_SYNTAX, "text without the character U+0000"},
    {json_error_null_byte_in_key, CAS_SYNTAX, "text without the character U+0000"},
    {json_error_duplicate_key, CAS_SYNTAX, "each key once in an object"},
    {json_error_numeric_overflow, CAS_LIMIT,
     "a JSON number below 1.8e308 (a larger one stands in a string)"},
    {json_error_stack_overflow, CAS_LIMIT, "at most 2048 nested values"},
};

static cas_status syntax_error(const cas_json *json, const json_error_t *error)
{
    enum json_error_code code = json_error_code(error);
    size_t stop = (size_t)error->position;
    size_t start = code == json_error_invalid_utf8             ? stop
                   : code == json_error_premature_end_of_input ? json->length
                                                               : token_before(json, stop);
    size_t k = 0, known = sizeof syntax_errors / sizeof syntax_errors[0];
    while (k < known && syntax_errors[k].code != code)
        k++;
    char *sentence =
        cas_format("expected %s, found ", k < known ? syntax_errors[k].expected : "JSON");
    if (code == json_error_invalid_utf8)
        cas_append(&sentence, "byte 0x%02X", (unsigned char)json->text[start]);
    else if (start == json->length)
        cas_append(&sentence, "the end of the text");
    else
        cas_text_append_start(&sentence, json->text + start,
                              skip_token(json->text, start, json->length) - start,
                              QUOTE_BYTES);
    if (k == known)
        cas_append(&sentence, " (%s)", error->text);
    cas_status status = k < known ? syntax_errors[k].status : CAS_SYNTAX;
    report(json, NULL, start, status, sentence);
    free(sentence);
    return status;
}

/* What jansson does not see, or reports in a way that does not help. */
static cas_status check_bytes(const cas_json *json)
{
    if (json->length > UINT32_MAX - 1)
        return cas_fail(json->message, CAS_LIMIT, "%s: longer than 4 GiB", json->name);
    if (skip_space(json->text, 0, json->length) == json->length)
        return report(json, NULL, 0, CAS_SYNTAX, "expected a JSON object, found nothing");
    if (json->length >= 3 && memcmp(json->text, "\xEF\xBB\xBF", 3) == 0)
        return report(json, NULL, 0, CAS_SYNTAX,
                      "expected JSON without a byte order mark, found one");
    size_t commas = 0; /* at most one less than there are values */
    for (size_t i = 0; i < json->length; i++)
        commas += json->text[i] == ',';
    if (commas >= CAS_JSON_VALUES)
        return cas_fail(json->message, CAS_LIMIT, "%s: more than %d commas", json->name,
                        CAS_JSON_VALUES - 1);
    const char *nul = memchr(json->text, '\0', json->length);
    if (nul != NULL)
        return report(json, NULL, (size_t)(nul - json->text), CAS_SYNTAX,
                      "expected JSON text, found a NUL byte");
    return CAS_OK;
}

struct walk {
    const char *text;
    size_t length, at;
    cas_json_value *values;
    size_t count, capacity;
};

static void take(struct walk *walk, char c)
{
    walk->at = skip_space(walk->text, walk->at, walk->length);
    CAS_REQUIRE(walk->at < walk->length && walk->text[walk->at] == c);
    walk->at++;
}

static void locate(struct walk *walk, json_t *value, const char *key, size_t key_offset);

static void locate_members(struct walk *walk, json_t *object)
{
    const char *key;
    json_t *member;
    size_t done = 0;
    take(walk, '{');
    json_object_foreach(object, key, member)
    {
        if (done++ > 0)
            take(walk, ',');
        size_t key_offset = skip_space(walk->text, walk->at, walk->length);
        walk->at = skip_string(walk->text, key_offset, walk->length);
        take(walk, ':');
        locate(walk, member, key, key_offset);
    }
    take(walk, '}');
}

static void locate_elements(struct walk *walk, json_t *array)
{
    size_t count = json_array_size(array);
    take(walk, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            take(walk, ',');
        locate(walk, json_array_get(array, i), NULL, 0);
    }
    take(walk, ']');
}

/* Walks through text that jansson has accepted, beside what it made of it: members
   are iterated in the order of the text.  As deep as the nesting, which jansson
   limits. */
static void locate(struct walk *walk, json_t *value, const char *key, size_t key_offset)
{
    walk->at = skip_space(walk->text, walk->at, walk->length);
    if (walk->count == walk->capacity) {
        walk->capacity = walk->capacity == 0 ? 64 : 2 * walk->capacity;
        walk->values =
            cas_reallocate(walk->values, walk->capacity, sizeof walk->values[0]);
    }
    size_t self = walk->count++, start = walk->at;
    if (json_is_object(value))
        locate_members(walk, value);
    else if (json_is_array(value))
        locate_elements(walk, value);
    else
        walk->at = skip_token(walk->text, walk->at, walk->length);
    walk->values[self] = (cas_json_value){
        .value = value,
        .key = key,
        .offset = (uint32_t)start,
        .length = (uint32_t)(walk->at - start),
        .key_offset = (uint32_t)(key == NULL ? start : key_offset),
        .size = (uint32_t)(walk->count - self),
    };
}

cas_status cas_json_parse(cas_json *json, const char *text, size_t length,
                          const char *name, cas_message *message)
{
    *json = (cas_json){.name = name, .text = text, .length = length, .message = message};
    cas_status status = check_bytes(json);
    if (status != CAS_OK)
        return status;
    json_error_t error;
    json->root = json_loadb(
        text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL,
        &error);
    if (json->root == NULL)
        return syntax_error(json, &error);
    struct walk walk = {.text = text, .length = length};
    locate(&walk, json->root, NULL, 0);
    json->values = walk.values;
    return CAS_OK;
}

void cas_json_clear(cas_json *json)
{
    json_decref(json->root);
    free(json->values);
    json->root = NULL;
    json->values = NULL;
}

size_t cas_json_line(const cas_json *json, const cas_json_value *value)
{
    size_t column;
    return find_line(json, value->offset, &column);
}

size_t cas_json_count(const cas_json_value *value)
{
    return json_is_object(value->value) ? json_object_size(value->value)
                                        : json_array_size(value->value);
}

const cas_json_value *cas_json_member(const cas_json_value *object, const char *key)
{
    if (!json_is_object(object->value))
        return NULL;
    const cas_json_value *end = cas_json_next(object);
    for (const cas_json_value *v = cas_json_first(object); v != end; v = cas_json_next(v))
        if (strcmp(v->key, key) == 0)
            return v;
    return NULL;
}

char *cas_json_alone(const cas_json *json, const cas_json_value *value)
{
    char *text = cas_allocate(json->length + 1, 1);
    for (size_t k = 0; k < json->length; k++) {
        bool is_inside = k >= value->offset && k < value->offset + value->length;
        text[k] = is_inside || json->text[k] == '\n' ? json->text[k] : ' ';
    }
    return text;
}

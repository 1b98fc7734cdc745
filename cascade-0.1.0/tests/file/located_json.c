/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/located_json.h"

#include "arithmetic/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text;
    size_t length; /* 0: up to the NUL byte */
    cas_status status;
    const char *message;
} broken[] = {
    {"", 0, CAS_SYNTAX, "x:1:1: expected a JSON object, found nothing"},
    {" \n ", 0, CAS_SYNTAX, "x:1:1: expected a JSON object, found nothing"},
    {"\xEF\xBB\xBF{}", 0, CAS_SYNTAX, "x:1:1: expected JSON without a byte order mark"},
    {"[1,\n\0]", 6, CAS_SYNTAX, "x:2:1: expected JSON text, found a NUL byte"},
    {"[1,\n 2", 0, CAS_SYNTAX, "x:2:3: expected more JSON, found the end of the text"},
    {"[\"ab", 0, CAS_SYNTAX, "x:1:5: expected more JSON, found the end of the text"},
    {"[\"ab\n\"]", 0, CAS_SYNTAX,
     "x:1:2: expected JSON, found \"ab\\u000A\" (unexpected newline"},
    {"[\"\\q\"]", 0, CAS_SYNTAX, "x:1:2: expected JSON, found \"\\q\" (invalid escape"},
    {"[\"\\ud800\"]", 0, CAS_SYNTAX,
     "x:1:2: expected JSON, found \"\\ud800\" (invalid Unicode"},
    {"[\"\\u0000\"]", 0, CAS_SYNTAX, "x:1:2: expected text without the character U+0000"},
    {"{\"\\u0000\": 1}", 0, CAS_SYNTAX,
     "x:1:2: expected text without the character U+0000"},
    {"[\"\xC3\xA4\", \"\xFF\"]", 0, CAS_SYNTAX,
     "x:1:8: expected UTF-8 text, found byte 0xFF"},
    {"[\"\xED\xA0\x80\"]", 0, CAS_SYNTAX, "x:1:3: expected UTF-8 text, found byte 0xED"},
    {"{\"a\": 1, \"b\": 2,\n \"a\": 3}", 0, CAS_SYNTAX,
     "x:2:2: expected each key once in an object, found \"a\""},
    {"[1] 2", 0, CAS_SYNTAX,
     "x:1:5: expected the end of the text after the top value, found 2"},
    {"[1,]", 0, CAS_SYNTAX, "x:1:4: expected JSON, found ]"},
    {"[1 2]", 0, CAS_SYNTAX, "x:1:4: expected JSON, found 2 (']' expected"},
    {"{a: 1}", 0, CAS_SYNTAX, "x:1:2: expected JSON, found a (string or '}' expected"},
    {"[01]", 0, CAS_SYNTAX, "x:1:2: expected JSON, found 01"},
    {"[NaN]", 0, CAS_SYNTAX, "x:1:2: expected JSON, found NaN"},
    {"[-Infinity]", 0, CAS_SYNTAX, "x:1:2: expected JSON, found -Infinity"},
    {"[1e400]", 0, CAS_LIMIT,
     "x:1:2: expected a JSON number below 1.8e308 (a larger one stands in a string), "
     "found 1e400"},
};

static void broken_text_is_refused_at_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        cas_json json;
        cas_message message;
        size_t length = broken[i].length == 0 ? strlen(broken[i].text) : broken[i].length;
        assert_int_equal(cas_json_parse(&json, broken[i].text, length, "x", &message),
                         broken[i].status);
        if (strncmp(message.text, broken[i].message, strlen(broken[i].message)) != 0)
            fail_msg("expected %s..., found %s", broken[i].message, message.text);
    }
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    enum { DEPTH = 200000 };
    static const char *const opening[] = {"[", "{\"a\":"};
    for (size_t i = 0; i < 2; i++) {
        size_t step = strlen(opening[i]);
        char *text = cas_allocate(DEPTH * step, 1);
        for (size_t k = 0; k < DEPTH; k++)
            memcpy(text + k * step, opening[i], step);
        cas_json json;
        cas_message message;
        assert_int_equal(cas_json_parse(&json, text, DEPTH * step, "x", &message),
                         CAS_LIMIT);
        assert_non_null(strstr(message.text, "expected at most 2048 nested values"));
        free(text);
    }
}

static const char sample[] = "{\"a\": [1, 2.50, true,\n"
                             "  {\"b c\": null, \"\": \"x\\\"]\"}],\n"
                             " \"\xC3\xA4\": \"\xC3\xA4\xC3\xA4\", \"long\": \"0123456789"
                             "0123456789012345678901234567890123456789\"}";

static const struct {
    const char *text, *message;
} places[] = {
    {NULL, "x:1:1: $: expected it, found an object"},
    {NULL, "x:1:7: $.a: expected it, found an array of 4 values"},
    {"1", "x:1:8: $.a[0]: expected it, found 1"},
    {"2.50", "x:1:11: $.a[1]: expected it, found 2.50"},
    {"true", "x:1:17: $.a[2]: expected it, found true"},
    {NULL, "x:2:3: $.a[3]: expected it, found an object"},
    {"null", "x:2:11: $.a[3][\"b c\"]: expected it, found null"},
    {"\"x\\\"]\"", "x:2:21: $.a[3][\"\"]: expected it, found \"x\\\"]\""},
    {"\"\xC3\xA4\xC3\xA4\"",
     "x:3:7: $[\"\xC3\xA4\"]: expected it, found \"\xC3\xA4\xC3\xA4\""},
    {NULL, "x:3:21: $.long: expected it, found "
           "\"01234567890123456789012345678901234567890123456..."},
};

static void every_value_knows_text_place_and_path(void **state)
{
    (void)state;
    cas_json json;
    cas_message message;
    assert_int_equal(cas_json_parse(&json, sample, strlen(sample), "x", &message),
                     CAS_OK);
    size_t count = sizeof places / sizeof places[0];
    assert_int_equal(json.values[0].size, count);
    for (size_t i = 0; i < count; i++) {
        const cas_json_value *value = &json.values[i];
        assert_int_equal(cas_json_expected(&json, value, "it"), CAS_INPUT);
        assert_string_equal(message.text, places[i].message);
        if (places[i].text == NULL)
            continue;
        assert_int_equal(value->length, strlen(places[i].text));
        assert_memory_equal(sample + value->offset, places[i].text, value->length);
    }
    const cas_json_value *a = cas_json_member(json.values, "a");
    assert_int_equal(cas_json_count(a), 4);
    assert_null(cas_json_member(json.values, "b c"));
    assert_int_equal(cas_json_fail_key(&json, a, CAS_LIMIT, "no %d", 7), CAS_LIMIT);
    assert_string_equal(message.text, "x:1:2: $.a: no 7");
    cas_json_clear(&json);
}

static void sentences_that_name_a_part_are_placed_there(void **state)
{
    (void)state;
    static const char text[] = "{\"f\": [[1, 2], 3], \"first\": {\"f\": 4}}";
    static const struct {
        size_t value;
        const char *sentence, *placed;
    } cases[] = {
        {0, "f: no", "x:1:7: $.f: no"},
        {0, "a\nb\x7F\x1B[m", "x:1:1: $: a\\u000Ab\\u007F\\u001B[m"},
        {0, "\xC2\x9B\xC2\xA0", "x:1:1: $: \\u009B\xC2\xA0"},
        {0, "\xC3\xA4\xC3 \xE2\x88 \x88", "x:1:1: $: \xC3\xA4? ?? ?"},
        {0, "f[1]: no", "x:1:16: $.f[1]: no"},
        {0, "f[0][1]: no", "x:1:12: $.f[0][1]: no"},
        {0, "f[2]: no", "x:1:1: $: f[2]: no"},
        {0, "f[1][0]: no", "x:1:1: $: f[1][0]: no"},
        {0, "f[: no", "x:1:1: $: f[: no"},
        {0, "first: no", "x:1:29: $.first: no"},
        {0, "fir: no", "x:1:1: $: fir: no"},
        {0, "f", "x:1:1: $: f"},
        {1, "[1]: no", "x:1:16: $.f[1]: no"},
        {4, "[0]: no", "x:1:12: $.f[0][1]: [0]: no"},
    };
    cas_json json;
    cas_message message;
    assert_int_equal(cas_json_parse(&json, text, strlen(text), "x", &message), CAS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cas_fail(&message, CAS_INPUT, "%s", cases[i].sentence);
        assert_int_equal(
            cas_json_fail_within(&json, &json.values[cases[i].value], CAS_INPUT),
            CAS_INPUT);
        assert_string_equal(message.text, cases[i].placed);
    }
    cas_json_clear(&json);
}

static void long_names_and_paths_leave_room_for_the_sentence(void **state)
{
    (void)state;
    enum { DEPTH = 1000 };
    char text[2 * DEPTH + 1], name[5000];
    memset(text, '[', DEPTH);
    memset(text + DEPTH, ']', DEPTH);
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    cas_json json;
    cas_message message;
    assert_int_equal(cas_json_parse(&json, text, 2 * DEPTH, name, &message), CAS_OK);
    cas_json_expected(&json, &json.values[DEPTH - 1], "a number");
    assert_non_null(
        strstr(message.text, ": expected a number, found an array of 0 values"));
    cas_json_clear(&json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_text_is_refused_at_its_place),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(every_value_knows_text_place_and_path),
        cmocka_unit_test(sentences_that_name_a_part_are_placed_there),
        cmocka_unit_test(long_names_and_paths_leave_room_for_the_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

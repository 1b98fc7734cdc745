/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/json_fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_layout(const char *compact, const char *expected)
{
    json_t *value = json_loads(compact, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    char *text = cas_json_text(value);
    assert_string_equal(text, expected);
    free(text);
    json_decref(value);
}

static void arrays_of_plain_values_stand_on_one_line(void **state)
{
    (void)state;
    assert_layout("1", "1\n");
    assert_layout("[]", "[]\n");
    assert_layout("{}", "{}\n");
    assert_layout("[1,null,true]", "[1, null, true]\n");
    assert_layout("[[1,2],[]]", "[\n  [1, 2],\n  []\n]\n");
    assert_layout("[{\"a\":[1]}]", "[\n  {\n    \"a\": [1]\n  }\n]\n");
    assert_layout("[[[1],2]]", "[\n  [\n    [1],\n    2\n  ]\n]\n");
}

static void strings_are_not_mistaken_for_structure(void **state)
{
    (void)state;
    assert_layout("[\"a,b  c\",\"]\"]", "[\"a,b  c\", \"]\"]\n");
    assert_layout("[\"[\",\"{\"]", "[\"[\", \"{\"]\n");
    assert_layout("[\"\\\"],[\\\\\",2]", "[\"\\\"],[\\\\\", 2]\n");
    assert_layout("{\"[1,\":\"[ 2,\"}", "{\n  \"[1,\": \"[ 2,\"\n}\n");
}

static void long_arrays_stand_one_value_per_line(void **state)
{
    (void)state;
    char number[90], compact[100], expected[100];
    for (size_t digits = 80; digits < 90; digits++) {
        memset(number, '1', digits);
        number[0] = number[digits - 1] = '"';
        number[digits] = '\0';
        snprintf(compact, sizeof compact, "[%s]", number);
        snprintf(expected, sizeof expected, digits <= 85 ? "[%s]\n" : "[\n  %s\n]\n",
                 number);
        assert_layout(compact, expected);
    }
}

static void numbers_are_integers_where_they_fit_and_strings_else(void **state)
{
    (void)state;
    static const struct {
        const char *number, *text;
    } cases[] = {
        {"0", "0\n"},
        {"-7", "-7\n"},
        {"9223372036854775807", "9223372036854775807\n"},
        {"-9223372036854775808", "-9223372036854775808\n"},
        {"9223372036854775808", "\"9223372036854775808\"\n"},
        {"-9223372036854775809", "\"-9223372036854775809\"\n"},
        {"1/2", "\"1/2\"\n"},
        {"-1/9223372036854775808", "\"-1/9223372036854775808\"\n"},
    };
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(
            cas_rational_read(q, cases[i].number, strlen(cases[i].number), NULL), CAS_OK);
        json_t *value = cas_json_number(q);
        char *text = cas_json_text(value);
        assert_string_equal(text, cases[i].text);
        free(text);
        json_decref(value);
    }
    mpq_clear(q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_of_plain_values_stand_on_one_line),
        cmocka_unit_test(strings_are_not_mistaken_for_structure),
        cmocka_unit_test(long_arrays_stand_one_value_per_line),
        cmocka_unit_test(numbers_are_integers_where_they_fit_and_strings_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

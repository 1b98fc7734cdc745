/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/json_record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct record {
    uint64_t whole;
    double number;
    int word;
    bool truth;
    char *text;
} record;

static cas_status read_text(const char *text, record *r, cas_message *message)
{
    const cas_json_slot table[] = {
        {"whole", true, .whole = &r->whole, .least = 2, .most = 9},
        {"number", .number = &r->number, .range = CAS_JSON_FRACTION},
        {"word", .word = &r->word, .words = {"one", "other"}},
        {"truth", .truth = &r->truth},
        {"text", .text = &r->text},
        {.key = NULL}};
    cas_json json;
    assert_int_equal(cas_json_parse(&json, text, strlen(text), "x", message), CAS_OK);
    cas_status status = cas_json_read_record(&json, json.values, table);
    cas_json_clear(&json);
    return status;
}

static void members_go_where_the_table_says(void **state)
{
    (void)state;
    record r = {0};
    cas_message message;
    assert_int_equal(read_text("{\"text\": \"a\", \"truth\": true, \"word\": \"other\", "
                               "\"number\": \"1/4\", \"whole\": 9}",
                               &r, &message),
                     CAS_OK);
    assert_int_equal(r.whole, 9);
    assert_true(r.number == 0.25);
    assert_int_equal(r.word, 1);
    assert_true(r.truth);
    assert_string_equal(r.text, "a");
    free(r.text);
}

static void what_is_absent_stays(void **state)
{
    (void)state;
    record r = {.number = 3, .word = 7, .truth = true};
    cas_message message;
    assert_int_equal(read_text("{\"whole\": 2}", &r, &message), CAS_OK);
    assert_true(r.number == 3 && r.word == 7 && r.truth && r.text == NULL);
}

static void errors_say_what_was_expected(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"{}", "x:1:1: $: expected the key \"whole\""},
        {"{\"whole\": 1}", "x:1:11: $.whole: expected a whole number from 2 to 9"},
        {"{\"whole\": 2, \"number\": 1.5}",
         "$.number: expected a number above 0 that is at most 1"},
        {"{\"whole\": 2, \"number\": 1e-400}",
         "$.number: expected a number above 0 that is at most 1"},
        {"{\"whole\": 2, \"word\": \"third\"}", "$.word: expected \"one\" or \"other\""},
        {"{\"whole\": 2, \"truth\": 1}", "$.truth: expected true or false"},
        {"{\"whole\": 2, \"text\": 1}", "$.text: expected a string"},
        {"{\"whole\": 2, \"more\": 1}",
         "unknown key, expected one of: whole, number, word, truth, text"},
        {"[]", "expected an object"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        record r = {0};
        cas_message message;
        assert_int_equal(read_text(cases[k][0], &r, &message), CAS_INPUT);
        if (strstr(message.text, cases[k][1]) == NULL)
            fail_msg("'%s' is not in: %s", cases[k][1], message.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_go_where_the_table_says),
        cmocka_unit_test(what_is_absent_stays),
        cmocka_unit_test(errors_say_what_was_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

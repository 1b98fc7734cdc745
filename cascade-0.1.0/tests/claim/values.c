/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/values.h"

#include "claim/judge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const cas_claim bounded = {.id = "test:values",
                                  .version = "printed",
                                  .formula = "x <= 2 + y",
                                  .names = "x y",
                                  .kind = &cas_values_kind};
static const cas_claim equal = {.id = "test:values",
                                .version = "printed",
                                .formula = "x = y",
                                .names = "x y",
                                .kind = &cas_values_kind};
static const cas_claim sized = {.id = "test:values",
                                .version = "printed",
                                .formula = "sum_{k=1..N} x <= 6",
                                .names = "x N",
                                .kind = &cas_values_kind};

static cas_values *values_of(const char *text)
{
    cas_values *values;
    cas_message message;
    if (cas_values_read(text, strlen(text), "f", &values, &message) != CAS_OK)
        fail_msg("%s", message.text);
    return values;
}

#define FILE_OF(claim, numbers)                                                          \
    "{\"format\": \"cascade-values/1\", \"claim\": \"" claim "\", \"values\": " numbers  \
    "}"

static void both_sides_are_those_of_the_formula(void **state)
{
    static const struct {
        const cas_claim *claim;
        const char *text;
        bool applies;
        cas_verdict verdict;
    } rows[] = {
        {&bounded, FILE_OF("test:values", "{\"x\": 3, \"y\": 0}"), true, CAS_VIOLATED},
        {&bounded, FILE_OF("test:values", "{\"y\": 1, \"x\": 3}"), true, CAS_HOLDS},
        {&bounded, FILE_OF("test:values", "{\"y\": \"-1/3\", \"x\": \"5/2\"}"), true,
         CAS_VIOLATED},
        {&bounded, FILE_OF("test:other", "{\"x\": 3, \"y\": 0}"), false, CAS_UNDECIDED},
        {&equal, FILE_OF("test:values", "{\"x\": 2, \"y\": 4}"), true, CAS_VIOLATED},
        {&equal, FILE_OF("test:values", "{\"x\": \"1/3\", \"y\": \"2/6\"}"), true,
         CAS_HOLDS},
        {&sized, FILE_OF("test:values", "{\"x\": 2, \"N\": 3}"), true, CAS_HOLDS},
        {&sized, FILE_OF("test:values", "{\"x\": 2, \"N\": 4}"), true, CAS_VIOLATED},
    };
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        cas_values *values = values_of(rows[k].text);
        cas_judgement judgement;
        cas_message message;
        cas_judgement_init(&judgement);
        if (cas_claim_judge(rows[k].claim, NULL, values, &judgement, &message) != CAS_OK)
            fail_msg("%s", message.text);
        assert_int_equal(judgement.applies, rows[k].applies);
        assert_int_equal(judgement.verdict, rows[k].verdict);
        assert_int_equal(cas_values_kind.is_about(values, rows[k].claim),
                         rows[k].applies);
        cas_judgement_clear(&judgement);
        cas_values_free(values);
    }
}

static void other_quantities_than_the_claims_are_an_error(void **state)
{
    static const struct {
        const cas_claim *claim;
        const char *text, *says;
    } rows[] = {
        {&bounded, FILE_OF("test:values", "{\"x\": 3}"), "expected a value of y"},
        {&bounded, FILE_OF("test:values", "{\"x\": 3, \"z\": 0}"),
         "expected a value of y"},
        {&bounded, FILE_OF("test:values", "{\"x\": 3, \"y\": 0, \"z\": 0}"),
         "expected 2 values, found 3"},
        {&sized, FILE_OF("test:values", "{\"x\": 3, \"N\": 1}"), "a size from 2 to 64"},
        {&sized, FILE_OF("test:values", "{\"x\": 3, \"N\": 65}"), "a size from 2 to 64"},
        {&sized, FILE_OF("test:values", "{\"x\": 3, \"N\": \"5/2\"}"),
         "a size from 2 to 64"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        cas_values *values = values_of(rows[k].text);
        cas_judgement judgement;
        cas_message message;
        cas_judgement_init(&judgement);
        assert_int_equal(
            cas_claim_judge(rows[k].claim, NULL, values, &judgement, &message),
            CAS_INPUT);
        if (strstr(message.text, rows[k].says) == NULL)
            fail_msg("'%s' does not say '%s'", message.text, rows[k].says);
        cas_judgement_clear(&judgement);
        cas_values_free(values);
    }
}

static void what_is_written_is_read_back(void **state)
{
    static const char text[] =
        "{\n  \"format\": \"cascade-values/1\",\n  \"title\": \"a title\",\n"
        "  \"claim\": \"eq:1\",\n  \"values\": {\n    \"T\": 1152921504606846976,\n"
        "    \"c\": \"-2/3\"\n  }\n}\n";
    (void)state;
    cas_values *values = values_of(text);
    assert_int_equal(values->at.count, 2);
    char *written = cas_values_write(values);
    assert_string_equal(written, text);
    free(written);
    cas_values_free(values);
}

static void wrong_files_are_refused_where_they_are_wrong(void **state)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"[]", "expected an object"},
        {"{", ":1:"},
        {"{\"format\": \"cascade-chain/1\"}", "$.format"},
        {"{\"format\": \"cascade-values/1\", \"values\": {\"x\": 1}}", "claim"},
        {FILE_OF("a", "[]"), "$.values"},
        {FILE_OF("a", "1"), "$.values"},
        {FILE_OF("a", "{}"), "$.values"},
        {FILE_OF("a", "{\"x y\": 1}"), "digits"},
        {FILE_OF("a", "{\"x\": 1, \"x\": 2}"), "x"},
        {FILE_OF("a", "{\"x\": []}"), "$.values.x"},
        {"{\"format\": \"cascade-values/1\", \"claim\": \"a\", \"values\": {\"x\": 1}, "
         "\"more\": 1}",
         "more"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        cas_values *values;
        cas_message message;
        assert_int_not_equal(
            cas_values_read(rows[k].text, strlen(rows[k].text), "f", &values, &message),
            CAS_OK);
        if (strstr(message.text, rows[k].says) == NULL)
            fail_msg("'%s' does not say '%s'", message.text, rows[k].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_are_those_of_the_formula),
        cmocka_unit_test(other_quantities_than_the_claims_are_an_error),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(wrong_files_are_refused_where_they_are_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* x <= 2 and x <= 2 + y, of numbers or for a growing x. */
static const cas_inequality relations[] = {{"x", "2"}, {"x", "2 + y"}, {NULL, NULL}};
static const cas_closed_form small = {.names = "x y", .relations = relations};
static const cas_closed_form bounded = {
    .names = "x y", .relations = relations, .is_growing = true};
static const cas_closed_form equal = {
    .names = "x y",
    .relations = (const cas_inequality[]){{"x", "y"}, {NULL, NULL}},
    .is_identity = true};

static cas_claim claim_of(const cas_closed_form *form)
{
    return (cas_claim){.id = "test:values",
                       .version = "printed",
                       .kind = &cas_values_kind,
                       .sides = cas_values_sides,
                       .data = form};
}

static cas_values *values_of(const char *text)
{
    cas_values *values;
    cas_message message;
    if (cas_values_read(text, strlen(text), "f", &values, &message) != CAS_OK)
        fail_msg("%s", message.text);
    return values;
}

#define FILE_OF(claim, list)                                                             \
    "{\"format\": \"cascade-values/1\", \"claim\": \"" claim "\", \"values\": [" list "]}"

static void an_instance_violates_if_every_case_does(void **state)
{
    static const struct {
        const cas_closed_form *form;
        const char *list;
        bool applies;
        cas_verdict verdict;
        double ratio;
    } rows[] = {
        {&small, "{\"x\": 3, \"y\": 0}", true, CAS_VIOLATED, 1.5},
        {&small, "{\"y\": 0, \"x\": 4}, {\"y\": 0, \"x\": 3}", true, CAS_VIOLATED, 1.5},
        {&small, "{\"x\": 3, \"y\": 1}", true, CAS_HOLDS, 1},
        {&small, "{\"x\": 1, \"y\": 0}, {\"x\": 3, \"y\": 0}", true, CAS_HOLDS, 0.5},
        {&bounded, "{\"x\": 4, \"y\": 0}, {\"x\": 8, \"y\": 0}", true, CAS_VIOLATED, 2},
        {&bounded, "{\"x\": 4, \"y\": 0}, {\"x\": 7, \"y\": 0}", false, CAS_UNDECIDED, 0},
        {&bounded, "{\"x\": -4, \"y\": 0}", false, CAS_UNDECIDED, 0},
        {&equal, "{\"x\": 2, \"y\": 4}", true, CAS_VIOLATED, 2},
        {&equal, "{\"x\": \"1/3\", \"y\": \"2/6\"}", true, CAS_UNDECIDED, 1},
        {&equal, "{\"x\": 4, \"y\": 4}", true, CAS_HOLDS, 1},
    };
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char text[256];
        snprintf(text, sizeof text, FILE_OF("test:values", "%s"), rows[k].list);
        cas_values *values = values_of(text);
        cas_claim claim = claim_of(rows[k].form);
        cas_judgement judgement;
        cas_judgement_init(&judgement);
        assert_int_equal(cas_claim_judge(&claim, NULL, values, &judgement, NULL), CAS_OK);
        assert_int_equal(judgement.applies, rows[k].applies);
        assert_int_equal(judgement.verdict, rows[k].verdict);
        assert_true(judgement.ratio >= rows[k].ratio);
        assert_true(judgement.ratio <= rows[k].ratio * (1 + 0x1p-40));
        cas_judgement_clear(&judgement);
        cas_values_free(values);
    }
}

static void a_file_is_about_the_claim_that_it_names(void **state)
{
    (void)state;
    cas_values *values = values_of(FILE_OF("test:other", "{\"x\": 3, \"y\": 0}"));
    cas_claim claim = claim_of(&small);
    cas_judgement judgement;
    cas_judgement_init(&judgement);
    assert_false(cas_values_kind.is_about(values, &claim));
    assert_int_equal(cas_claim_judge(&claim, NULL, values, &judgement, NULL), CAS_OK);
    assert_false(judgement.applies);
    cas_judgement_clear(&judgement);
    cas_values_free(values);
}

static void other_quantities_than_the_claims_are_an_error(void **state)
{
    static const char *const lists[] = {"{\"x\": 3}", "{\"x\": 3, \"z\": 0}",
                                        "{\"x\": 3, \"y\": 0, \"z\": 0}"};
    (void)state;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        char text[256];
        snprintf(text, sizeof text, FILE_OF("test:values", "%s"), lists[k]);
        cas_values *values = values_of(text);
        cas_claim claim = claim_of(&small);
        cas_judgement judgement;
        cas_message message;
        cas_judgement_init(&judgement);
        assert_int_equal(cas_claim_judge(&claim, NULL, values, &judgement, &message),
                         CAS_INPUT);
        assert_non_null(strstr(message.text, "expected values of x y"));
        cas_judgement_clear(&judgement);
        cas_values_free(values);
    }
}

static void what_is_written_is_read_back(void **state)
{
    static const char text[] =
        "{\n  \"format\": \"cascade-values/1\",\n  \"title\": \"a title\",\n"
        "  \"claim\": \"eq:1\",\n  \"values\": [\n    {\n      \"T\": 16,\n"
        "      \"c\": \"1/3\"\n    },\n    {\n      \"T\": 1152921504606846976,\n"
        "      \"c\": \"-2/3\"\n    }\n  ]\n}\n";
    (void)state;
    cas_values *values = values_of(text);
    char *written = cas_values_write(values);
    assert_string_equal(written, text);
    free(written);
    cas_values_free(values);
}

static void numbers_become_0_and_then_1(void **state)
{
    static const char *const expected[] = {"0 1/3 1", "5 0 1", "1 1/3 1", "5 1 1"};
    (void)state;
    cas_values *values =
        values_of(FILE_OF("eq:1", "{\"a\": 5, \"b\": \"1/3\", \"c\": 1}"));
    void *simpler;
    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
        assert_true(cas_values_kind.simplify(values, k, &simpler));
        const cas_values *made = simpler;
        char text[64];
        gmp_snprintf(text, sizeof text, "%Qd %Qd %Qd", made->at.at[0], made->at.at[1],
                     made->at.at[2]);
        assert_string_equal(text, expected[k]);
        cas_values_free(simpler);
    }
    assert_false(cas_values_kind.simplify(values, 4, &simpler));
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
        {"{\"format\": \"cascade-values/1\", \"values\": [{\"x\": 1}]}", "claim"},
        {FILE_OF("a", ""), "$.values"},
        {FILE_OF("a", "1"), "$.values[0]"},
        {FILE_OF("a", "{}"), "$.values[0]"},
        {FILE_OF("a", "{\"x y\": 1}"), "digits"},
        {FILE_OF("a", "{\"x\": 1}, {\"y\": 1}"), "$.values[1]"},
        {FILE_OF("a", "{\"x\": 1, \"y\": 2}, {\"y\": 1}"), "$.values[1]"},
        {FILE_OF("a", "{\"x\": []}"), "$.values[0].x"},
        {"{\"format\": \"cascade-values/1\", \"claim\": \"a\", \"values\": [{\"x\": 1}], "
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
        cmocka_unit_test(an_instance_violates_if_every_case_does),
        cmocka_unit_test(a_file_is_about_the_claim_that_it_names),
        cmocka_unit_test(other_quantities_than_the_claims_are_an_error),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(numbers_become_0_and_then_1),
        cmocka_unit_test(wrong_files_are_refused_where_they_are_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

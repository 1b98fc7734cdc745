/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/decide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cas_statement *statement_of(const cas_vocabulary *vocabulary, const char *text)
{
    cas_statement *statement;
    cas_message message;
    if (cas_statement_read(vocabulary, text, NULL, &statement, &message) != CAS_OK)
        fail_msg("%s: %s", text, message.text);
    return statement;
}

static cas_decision decision_of(const char *names, const char *text)
{
    cas_vocabulary *vocabulary = cas_vocabulary_new(names, false);
    cas_statement *statement = statement_of(vocabulary, text);
    cas_decision decision;
    cas_message message;
    if (cas_statement_decide(statement, NULL, &decision, &message) != CAS_OK)
        fail_msg("%s: %s", text, message.text);
    cas_statement_free(statement);
    cas_vocabulary_free(vocabulary);
    return decision;
}

typedef struct row {
    const char *text;
    cas_answer answer;
} row;

static void check_rows(const char *names, const row *rows, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (decision_of(names, rows[k].text).answer != rows[k].answer)
            fail_msg("%s", rows[k].text);
}

static void identities_hold_as_polynomials(void **state)
{
    static const row rows[] = {
        {"(x + y)^3 = x^3 + 3 x^2 y + 3 x y^2 + y^3", CAS_PROVED},
        {"(1 - x)(1 + x)/4 = 1/4 - x^2/4", CAS_PROVED},
        {"(x + y)^2 = x^2 + y^2", CAS_REFUTED},
        {"x (x - 1) (x - 2) (x - 3) = 0", CAS_REFUTED},
        {"x^2 = x", CAS_REFUTED},
        {"x y (x - 1) (y - 1) = 0 x", CAS_REFUTED},
        {"x - x = 0", CAS_PROVED},
        {"sin(x) = sin(x) + 0 x^2", CAS_OPEN},
        {"x^2/x = x", CAS_OPEN},
    };
    (void)state;
    check_rows("x y", rows, sizeof rows / sizeof *rows);
}

static void inequalities_hold_by_the_signs_of_coefficients(void **state)
{
    static const row rows[] = {
        {"x y <= (x + y)^2", CAS_PROVED},
        {"x y <= (x - y)^2 + 4 x y", CAS_PROVED},
        {"x <= y", CAS_OPEN},
        {"2 x y <= x^2 + y^2", CAS_OPEN}, /* true, but not by signs */
        {"x/2 + y/3 <= x + y", CAS_PROVED},
        {"x + y >= x/2 + y/3", CAS_PROVED},
        {"x < x + 1", CAS_OPEN},
        {"exp(x) <= exp(x)", CAS_OPEN},
        {"x^(-1) <= x^(-1)", CAS_OPEN},
        {"x/y <= x/y", CAS_OPEN},
        {"-x <= 0", CAS_PROVED},
        {"0 <= -x", CAS_OPEN},
    };
    (void)state;
    check_rows("x y", rows, sizeof rows / sizeof *rows);
}

static void bounds_are_put_in_where_the_left_side_grows(void **state)
{
    static const row rows[] = {
        {"x^2 y <= y if x <= 1", CAS_PROVED},
        {"x^2 y <= 99/100 y if x <= 1", CAS_OPEN},
        {"y - x <= y if x <= 1", CAS_OPEN}, /* does not grow with x */
        {"1 - x + x <= 1 if x <= 1", CAS_PROVED},
        {"x + y <= 2 y + 3 if x <= 2 y, y <= 3", CAS_PROVED}, /* all bounds at once */
        {"x + y <= y + 3 if x <= 2 y, y <= 3", CAS_OPEN},
        {"x <= 1 if x <= 1/y", CAS_OPEN},
        {"x <= y^k for k = 1..3 if x <= y^k", CAS_PROVED},
        {"x <= y^k for k = 1..3 if x <= y^2", CAS_OPEN},
    };
    (void)state;
    check_rows("x y", rows, sizeof rows / sizeof *rows);
}

static void sums_are_carried_out_for_each_index(void **state)
{
    static const row rows[] = {
        {"(1 - x) sum_{k=0..n} x^k = 1 - x^(n + 1) for n = 0..40", CAS_PROVED},
        {"(1 - x) sum_{k=0..n} x^k = 1 - x^n for n = 0..40", CAS_REFUTED},
        {"sum_{k=1..n} k = n (n + 1)/2 for n = 0..40", CAS_PROVED},
        {"n <= 10 for n = 1..10", CAS_PROVED},
        {"n <= 10 for n = 1..11", CAS_REFUTED},
        {"S_n = S_{n-1} + x^n for n = 1..9 where S_n = sum_{k=0..n} x^k", CAS_PROVED},
    };
    (void)state;
    check_rows("x", rows, sizeof rows / sizeof *rows);
    assert_int_equal(decision_of("x", rows[0].text).cases, 41);
    assert_int_equal(decision_of("", rows[4].text).at[0], 11);
}

static void numbers_are_compared_by_enclosures(void **state)
{
    static const row rows[] = {
        {"sqrt(2) < 1.41421356237309504880168872420969808", CAS_PROVED},
        {"1.41421356237309504880168872420969807 < sqrt(2)", CAS_PROVED},
        {"sqrt(2) < 1.41421356237309504880168872420969807", CAS_REFUTED},
        {"-sqrt(2) <= -1", CAS_PROVED},
        {"exp(1) = 27/10", CAS_REFUTED},
        {"sqrt(2) sqrt(2) <= 2", CAS_OPEN},
        {"sqrt(2) sqrt(2) = 2", CAS_OPEN},
        {"log(0 - 1) < 2", CAS_OPEN},
        {"sqrt(1 - 2) < 2", CAS_OPEN},
        {"(1 - 2)^(1/2) < 2", CAS_OPEN},
        {"sqrt(2 - 2) <= 0", CAS_PROVED},
        {"sqrt(sqrt(2) - sqrt(2)) < 1/1000", CAS_OPEN}, /* an enclosure may be below 0 */
        {"1 < 1/(sqrt(4) - 2)", CAS_OPEN},
        {"1/3 + 1/6 = 1/2", CAS_PROVED},
        {"1/3 < 1/3", CAS_REFUTED},
        {"1/3 <= 1/3", CAS_PROVED},
        {"1/3 = 0.3333333333", CAS_REFUTED},
        {"log(T_k)/T_k <= 1/2 for k = 4..60 where T_k = 2^k", CAS_PROVED},
        {"log(T_k)/T_k <= 1/6 for k = 4..60 where T_k = 2^k", CAS_REFUTED},
        {"T_k^(-1/2) = 1/sqrt(T_k) for k = 4..6 where T_k = 2^k", CAS_OPEN},
    };
    (void)state;
    check_rows("x", rows, sizeof rows / sizeof *rows);
}

static void the_largest_ratio_is_told(void **state)
{
    (void)state;
    cas_vocabulary *vocabulary = cas_vocabulary_new("", false);
    cas_statement *statement =
        statement_of(vocabulary, "1/n^(1/2) <= 1 + j for j = 0..2, n = 4..9");
    cas_decision decision;
    assert_int_equal(cas_statement_decide(statement, NULL, &decision, NULL), CAS_OK);
    assert_int_equal(decision.answer, CAS_PROVED);
    assert_int_equal(decision.cases, 18);
    assert_true(decision.has_ratio && decision.ratio == 0.5);
    char *place = cas_decision_place(statement, &decision);
    assert_string_equal(place, "at j = 0, n = 4");
    free(place);
    cas_statement_free(statement);
    cas_vocabulary_free(vocabulary);
    assert_false(decision_of("", "1 = 1").has_ratio);
    assert_false(decision_of("x", "x <= 2 x").has_ratio);
}

static void names_can_have_values(void **state)
{
    static const struct {
        const char *text;
        cas_answer answer;
    } rows[] = {
        {"x < y", CAS_PROVED},           {"x^2 < y", CAS_PROVED},
        {"x = -1/3", CAS_PROVED},        {"y - x = 7/3", CAS_PROVED},
        {"sqrt(y) < -4 x", CAS_REFUTED}, {"sqrt(y) < -5 x", CAS_PROVED},
    };
    (void)state;
    cas_vocabulary *vocabulary = cas_vocabulary_new("x y", true);
    mpq_t values[2];
    mpq_init(values[0]);
    mpq_init(values[1]);
    mpq_set_si(values[0], -1, 3);
    mpq_set_si(values[1], 2, 1);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        cas_statement *statement = statement_of(vocabulary, rows[k].text);
        cas_decision decision;
        assert_int_equal(
            cas_statement_decide(statement, (const mpq_t *)values, &decision, NULL),
            CAS_OK);
        if (decision.answer != rows[k].answer)
            fail_msg("%s", rows[k].text);
        cas_statement_free(statement);
    }
    mpq_clear(values[0]);
    mpq_clear(values[1]);
    cas_vocabulary_free(vocabulary);
}

static void what_is_no_such_statement_is_an_error(void **state)
{
    static const struct {
        const char *text, *message;
        bool is_signed;
    } rows[] = {
        {"x <= 1 if x + y <= 1", "expected conditions `name <= bound`", false},
        {"x <= 1 if x < 1", "expected conditions `name <= bound`", false},
        {"x = x if x <= 1", "expected conditions `name <= bound`", false},
        {"1 <= 2 if 1 <= 1", "conditions of a statement about given numbers", false},
        {"x <= 2 x", "all values of x, which may be negative", true},
        {"sum_{k=1..N} x^k <= N", "a statement about all sizes", false},
        {"x^n <= x^n for n = 1..N", "a statement about all sizes", false},
    };
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        cas_vocabulary *vocabulary = cas_vocabulary_new("x y N", rows[k].is_signed);
        cas_statement *statement = statement_of(vocabulary, rows[k].text);
        cas_decision decision;
        cas_message message;
        assert_int_equal(cas_statement_decide(statement, NULL, &decision, &message),
                         CAS_UNSUPPORTED);
        if (strstr(message.text, rows[k].message) == NULL)
            fail_msg("%s", message.text);
        cas_statement_free(statement);
        cas_vocabulary_free(vocabulary);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identities_hold_as_polynomials),
        cmocka_unit_test(inequalities_hold_by_the_signs_of_coefficients),
        cmocka_unit_test(bounds_are_put_in_where_the_left_side_grows),
        cmocka_unit_test(sums_are_carried_out_for_each_index),
        cmocka_unit_test(numbers_are_compared_by_enclosures),
        cmocka_unit_test(the_largest_ratio_is_told),
        cmocka_unit_test(names_can_have_values),
        cmocka_unit_test(what_is_no_such_statement_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"
#include "exact/closed_form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    static cas_calculation calculation;
    cas_calculation_begin(&calculation);
    *state = &calculation;
    return 0;
}

static int end(void **state)
{
    cas_calculation_end(*state);
    return 0;
}

static void values_are_exact(void **state)
{
    cas_calculation *c = *state;
    cas_let(c, "gamma", "0.1");
    cas_let(c, "x1", "3*gamma - 1/7");
    char *text = cas_exact_text(c, "x1");
    assert_string_equal(text, "11/70");
    free(text);
    assert_true(cas_check_equal(c, "10*gamma", "1"));
    assert_false(cas_check_equal(c, "gamma", "0x1.999999999999ap-4"));
}

static void a_name_can_be_given_a_new_value_made_from_its_old_one(void **state)
{
    cas_calculation *c = *state;
    cas_let(c, "x", "1");
    for (int i = 0; i < 10; i++)
        cas_let(c, "x", "2*x");
    assert_true(cas_check_equal(c, "x", "1024"));
    assert_int_equal(c->count, 1);
}

static void names_may_begin_with_one_another(void **state)
{
    cas_calculation *c = *state;
    cas_let(c, "q", "2");
    cas_let(c, "q1", "3");
    cas_let(c, "y", "5");
    assert_true(cas_check_equal(c, "q*q1 + y", "11"));
}

static void roots_are_compared_by_enclosures(void **state)
{
    cas_calculation *c = *state;
    assert_true(cas_check_less(c, "sqrt(2)", "1.41421356237309504880168872420969808"));
    assert_true(cas_check_less(c, "1.41421356237309504880168872420969807", "sqrt(2)"));
    assert_false(cas_check_less(c, "sqrt(2)", "1.41421356237309504880168872420969807"));
    assert_true(cas_check_at_most(c, "-sqrt(2)", "-1"));
}

static void what_cannot_be_decided_has_not_passed(void **state)
{
    cas_calculation *c = *state;
    assert_false(cas_check_less(c, "sqrt(2)*sqrt(2)", "2"));
    assert_false(cas_check_less(c, "2", "sqrt(2)*sqrt(2)"));
    assert_false(cas_check_at_most(c, "2", "sqrt(2)*sqrt(2)"));
    assert_false(cas_check_less(c, "log(-1)", "2"));
    assert_int_equal(c->passed, 0);
    assert_int_equal(c->failed, 4);
}

static void identities_hold_as_polynomials(void **state)
{
    cas_calculation *c = *state;
    assert_true(
        cas_check_identity(c, "x y1", "(x + y1)^3", "x^3 + 3*x^2*y1 + 3*x*y1^2 + y1^3"));
    assert_true(cas_check_identity(c, "t", "(1 - t)*(1 + t)/4", "1/4 - t^2/4"));
    assert_false(cas_check_identity(c, "x y1", "(x + y1)^2", "x^2 + y1^2"));
}

static void polynomials_that_agree_on_a_smaller_grid_are_not_taken_for_equal(void **state)
{
    cas_calculation *c = *state;
    assert_false(cas_check_identity(c, "x", "x*(x - 1)*(x - 2)*(x - 3)", "0"));
    assert_false(cas_check_identity(c, "x", "x^2", "x"));
    assert_false(cas_check_identity(c, "x z", "x*z*(x - 1)*(z - 1)", "0*x"));
}

static void only_polynomials_are_identical(void **state)
{
    cas_calculation *c = *state;
    assert_false(cas_check_identity(c, "x", "sin(x)", "sin(x) + 0*x^2 - 0"));
    assert_false(cas_check_identity(c, "x", "(x^2)/x", "x"));
}

static void a_failed_check_is_named_in_the_note(void **state)
{
    cas_calculation *c = *state;
    cas_certificate certificate = {.cases = 0};
    assert_false(cas_calculation_conclude(c, &certificate));
    cas_check_less(c, "1", "2");
    assert_true(cas_calculation_conclude(c, &certificate));
    assert_string_equal(certificate.note, "");
    cas_check_less(c, "3", "2");
    cas_check_less(c, "4", "2");
    assert_false(cas_calculation_conclude(c, &certificate));
    assert_non_null(strstr(certificate.note, "2 of 3 checks fail, the first is: 3 < 2"));
}

static void approximations_are_nearest_to_the_exact_value(void **state)
{
    cas_calculation *c = *state;
    cas_let(c, "x", "1/3");
    assert_true(cas_approximate(c, "x") == 1.0 / 3);
    assert_true(cas_approximate(c, "sqrt(2)") == 1.4142135623730951);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static void inequalities_hold_by_the_signs_of_coefficients(void **state)
{
    static const cas_bound at_most_one[] = {{"x", "1"}, {NULL, NULL}};
    static const cas_bound chained[] = {{"x", "2*y"}, {"y", "3"}, {NULL, NULL}};
    static const cas_bound unknown[] = {{"y + 1", "3"}, {NULL, NULL}};
    static const struct {
        const char *left, *right;
        const cas_bound *bounds;
        bool holds;
    } rows[] = {
        {"x*y", "(x + y)^2", NULL, true},
        {"x*y", "(x - y)^2 + 4*x*y", NULL, true},
        {"x", "y", NULL, false},
        {"2*x*y", "x^2 + y^2", NULL, false}, /* true, but not by signs */
        {"x^2*y", "y", at_most_one, true},
        {"x^2*y", "99/100*y", at_most_one, false},
        {"y - x", "y", at_most_one, false}, /* does not grow with x */
        {"1 - x + x", "1", at_most_one, true},
        {"x + y", "2*y + 3", chained, true}, /* all bounds at once */
        {"x + y", "y + 3", chained, false},
        {"y", "3", unknown, false},
        {"x/2 + y/3", "x + y", NULL, true},
        {"exp(x)", "exp(x)", NULL, false},
        {"x^-1", "x^-1", NULL, false},
        {"x/y", "x/y", NULL, false},
        {"-x", "0", NULL, true},
        {"0", "-x", NULL, false},
    };
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (cas_closed_form_is_bounded("x y", rows[k].bounds, rows[k].left,
                                       rows[k].right) != rows[k].holds)
            fail_msg("%s <= %s", rows[k].left, rows[k].right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_are_exact),
        TEST(a_name_can_be_given_a_new_value_made_from_its_old_one),
        TEST(names_may_begin_with_one_another),
        TEST(roots_are_compared_by_enclosures),
        TEST(what_cannot_be_decided_has_not_passed),
        TEST(identities_hold_as_polynomials),
        TEST(polynomials_that_agree_on_a_smaller_grid_are_not_taken_for_equal),
        TEST(only_polynomials_are_identical),
        TEST(inequalities_hold_by_the_signs_of_coefficients),
        TEST(a_failed_check_is_named_in_the_note),
        TEST(approximations_are_nearest_to_the_exact_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

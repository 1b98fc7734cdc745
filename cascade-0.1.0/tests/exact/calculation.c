/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"

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
    assert_true(cas_check(c, "x1 = 11/70"));
    assert_true(cas_check(c, "10*gamma = 1"));
    assert_false(cas_check(c, "gamma = 0.1000000000000000055511151231257827"));
}

static void a_name_can_be_given_a_new_value_made_from_its_old_one(void **state)
{
    cas_calculation *c = *state;
    cas_let(c, "x", "1");
    for (int i = 0; i < 10; i++)
        cas_let(c, "x", "2*x");
    assert_true(cas_check(c, "x = 1024"));
    assert_int_equal(c->count, 1);
}

static void many_values_are_named_in_one_text(void **state)
{
    cas_calculation *c = *state;
    cas_let_all(c, "a = 2; b = a^2 + 1;  a = 1/b");
    assert_true(cas_check(c, "b = 5"));
    assert_true(cas_check(c, "a = 1/5"));
    assert_int_equal(c->count, 2);
}

static void names_may_begin_with_one_another(void **state)
{
    cas_calculation *c = *state;
    cas_let(c, "q", "2");
    cas_let(c, "q1", "3");
    cas_let(c, "y", "5");
    assert_true(cas_check(c, "q*q1 + y = 11"));
}

static void roots_are_compared_by_enclosures(void **state)
{
    cas_calculation *c = *state;
    assert_true(cas_check(c, "sqrt(2) < 1.41421356237309504880168872420969808"));
    assert_true(cas_check(c, "1.41421356237309504880168872420969807 < sqrt(2)"));
    assert_false(cas_check(c, "sqrt(2) < 1.41421356237309504880168872420969807"));
    assert_true(cas_check(c, "-sqrt(2) <= -1"));
}

static void what_cannot_be_decided_has_not_passed(void **state)
{
    cas_calculation *c = *state;
    assert_false(cas_check(c, "sqrt(2)*sqrt(2) < 2"));
    assert_false(cas_check(c, "2 < sqrt(2)*sqrt(2)"));
    assert_false(cas_check(c, "2 <= sqrt(2)*sqrt(2)"));
    assert_false(cas_check(c, "log(-1) < 2"));
    assert_int_equal(c->passed, 0);
    assert_int_equal(c->failed, 4);
}

static void polynomials_do_not_know_the_values(void **state)
{
    cas_calculation *c = *state;
    cas_let(c, "x", "-1");
    assert_false(cas_check(c, "0 <= x"));
    assert_true(cas_check_polynomials(c, "x", "0 <= x"));
    assert_true(cas_check_polynomials(c, "x y1", "(x - y1)(x + y1) = x^2 - y1^2"));
    assert_false(cas_check_polynomials(c, "x", "x = -1"));
    assert_true(cas_check_polynomials(c, "x y", "x^2 y <= y if x <= 1"));
    assert_int_equal(c->passed, 3);
    assert_int_equal(c->failed, 2);
}

static void a_failed_check_is_named_in_the_note(void **state)
{
    cas_calculation *c = *state;
    cas_certificate certificate = {.cases = 0};
    assert_false(cas_calculation_conclude(c, &certificate));
    cas_check(c, "1 < 2");
    assert_true(cas_calculation_conclude(c, &certificate));
    assert_string_equal(certificate.note, "");
    cas_check(c, "3 < 2");
    cas_check(c, "4 < 2");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_are_exact),
        TEST(a_name_can_be_given_a_new_value_made_from_its_old_one),
        TEST(many_values_are_named_in_one_text),
        TEST(names_may_begin_with_one_another),
        TEST(roots_are_compared_by_enclosures),
        TEST(what_cannot_be_decided_has_not_passed),
        TEST(polynomials_do_not_know_the_values),
        TEST(a_failed_check_is_named_in_the_note),
        TEST(approximations_are_nearest_to_the_exact_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

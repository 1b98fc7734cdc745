/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/decimal.h"

#include "arithmetic/memory.h"
#include "arithmetic/message.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_text(double x, const char *expected)
{
    char text[CAS_DECIMAL_TEXT];
    cas_decimal_write(text, x);
    assert_string_equal(text, expected);
    double back = cas_decimal_read(text, NULL);
    assert_memory_equal(&back, &x, sizeof x);
}

static void the_shortest_decimal_reads_back(void **state)
{
    (void)state;
    assert_text(0.1, "0.1");
    assert_text(0, "0");
    assert_text(-0.0, "-0");
    assert_text(3, "3");
    assert_text(0.1 + 0.2, "0.30000000000000004");
    assert_text(1.0 / 3, "0.3333333333333333");
    assert_text(5e-324, "4.94065645841247e-324");
    assert_text(HUGE_VAL, "inf");
    char text[CAS_DECIMAL_TEXT];
    cas_decimal_write(text, NAN);
    assert_non_null(strstr(text, "nan"));
}

static void numbers_beyond_double_are_written(void **state)
{
    (void)state;
    char text[CAS_DECIMAL_TEXT];
    mpq_t q;
    mpq_init(q);
    mpz_ui_pow_ui(mpq_numref(q), 10, 400);
    cas_decimal_shorten_rational(text, sizeof text, 6, q);
    assert_string_equal(text, "1e+400");
    mpq_set_si(q, -1, 3);
    cas_decimal_shorten_rational(text, sizeof text, 3, q);
    assert_string_equal(text, "-0.333");
    mpq_clear(q);
}

/* A locale that writes a comma, made for the occasion where the system can. */
static bool set_comma(void)
{
    if (system("localedef -i de_DE -f UTF-8 ./decimal_locale >decimal.log 2>&1") != 0 ||
        setenv("LOCPATH", ".", 1) != 0 || setlocale(LC_ALL, "decimal_locale") == NULL)
        return false;
    char text[8];
    snprintf(text, sizeof text, "%.1f", 0.5);
    return strcmp(text, "0,5") == 0;
}

static void assert_points(void)
{
    assert_text(0.1, "0.1");
    assert_true(cas_decimal_read("1.5", NULL) == 1.5);
    cas_message message;
    cas_fail(&message, CAS_INPUT, "%g", 0.5);
    assert_string_equal(message.text, "0.5");
    char *text = cas_format("%g", 0.25);
    assert_string_equal(text, "0.25");
    free(text);
}

static void a_locale_changes_nothing(void **state)
{
    (void)state;
    assert_points();
    if (set_comma()) {
        assert_points();
        numbers_beyond_double_are_written(NULL);
        char own[8]; /* and the program's locale is as it was */
        snprintf(own, sizeof own, "%.1f", 0.5);
        assert_string_equal(own, "0,5");
    }
    setlocale(LC_ALL, "C");
    assert_int_equal(system("rm -rf ./decimal_locale decimal.log"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shortest_decimal_reads_back),
        cmocka_unit_test(numbers_beyond_double_are_written),
        cmocka_unit_test(a_locale_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

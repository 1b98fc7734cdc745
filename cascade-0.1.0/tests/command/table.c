/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/report_text.h"
#include "command/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *table_text(bool colour)
{
    static const char *const headers[] = {"name", "n", "what"};
    cas_table *table = cas_table_new("lrl", headers);
    cas_table_add(table, CAS_PLAIN, "%s", "a");
    cas_table_add(table, CAS_PLAIN, "%d", 1000);
    cas_table_add(table, CAS_GOOD, "%s", "fine");
    cas_table_remark(table, "a remark");
    cas_table_add(table, CAS_PLAIN, "%s", "longer");
    cas_table_add(table, CAS_PLAIN, "%d", 7);
    cas_table_add(table, CAS_BAD, "%s", "not fine");
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    cas_table_write(table, colour, out);
    fclose(out);
    cas_table_free(table);
    return text;
}

static void columns_are_as_wide_as_their_widest_cell(void **state)
{
    (void)state;
    char *text = table_text(false);
    assert_string_equal(text, "name       n  what\n"
                              "a       1000  fine\n"
                              "    a remark\n"
                              "longer     7  not fine\n");
    free(text);
}

static void colours_surround_cells_and_nothing_else_changes(void **state)
{
    (void)state;
    char *text = table_text(true);
    assert_non_null(strstr(text, "  \033[32mfine\033[0m\n"));
    assert_non_null(strstr(text, "a       1000  "));
    free(text);
}

static char *wrapped(const char *text, int indent, int width)
{
    char *result = NULL;
    size_t length;
    FILE *out = open_memstream(&result, &length);
    cas_write_wrapped(text, indent, width, out);
    fclose(out);
    return result;
}

static void text_is_broken_at_blanks(void **state)
{
    (void)state;
    char *text = wrapped("one two three unbreakable", 2, 9);
    assert_string_equal(text, "  one two\n  three\n  unbreakable\n");
    free(text);
}

static void assert_upper(const char *q, const char *expected)
{
    mpq_t value;
    mpq_init(value);
    assert_int_equal(mpq_set_str(value, q, 10), 0);
    mpq_canonicalize(value);
    char *text = cas_rational_upper_text(value);
    assert_string_equal(text, expected);
    free(text);
    mpq_clear(value);
}

static void short_decimals_are_exact_and_others_rounded_up(void **state)
{
    (void)state;
    assert_upper("0", "0");
    assert_upper("5/2", "2.5");
    assert_upper("1/10", "0.1");
    assert_upper("12345678901234567891/10", "1234567890123456789.1");
    assert_upper("1/3", "3.3333333333333333334e-1");
    assert_upper("100000000000000000001/10", "1.0000000000000000001e19");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_as_wide_as_their_widest_cell),
        cmocka_unit_test(colours_surround_cells_and_nothing_else_changes),
        cmocka_unit_test(text_is_broken_at_blanks),
        cmocka_unit_test(short_decimals_are_exact_and_others_rounded_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

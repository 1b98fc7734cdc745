/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/rational.h"

#include "arithmetic/memory.h"
#include "tests/arithmetic/operands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static cas_status read_text(mpq_t q, const char *text, cas_message *message)
{
    return cas_rational_read(q, text, strlen(text), message);
}

static void numbers_are_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *text, *exact;
    } cases[] = {
        {"0", "0"},
        {"-0", "0"},
        {"+0.000e-4096", "0"},
        {"7", "7"},
        {"+7", "7"},
        {"007", "7"},
        {"-1.25e-3", "-1/800"},
        {"0.1", "1/10"},
        {".5", "1/2"},
        {"5.", "5"},
        {"1e3", "1000"},
        {"1E+003", "1000"},
        {"1e0000000000000000000003", "1000"},
        {"12.50e-1", "5/4"},
        {"0x1.8p-3", "3/16"},
        {"-0X1.8P+3", "-12"},
        {"0xA", "10"},
        {"0x.8", "1/2"},
        {"0xaB.cDp0", "43981/256"},
        {"1/3", "1/3"},
        {"-4/6", "-2/3"},
        {"+10/5", "2"},
        {"0/5", "0"},
        {"18446744073709551617/18446744073709551616",
         "18446744073709551617/18446744073709551616"},
    };
    mpq_t q, exact;
    mpq_inits(q, exact, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cas_message message;
        assert_int_equal(read_text(q, cases[i].text, &message), CAS_OK);
        assert_int_equal(mpq_set_str(exact, cases[i].exact, 10), 0);
        assert_true(mpq_equal(q, exact));
        char *text = cas_rational_write(q);
        assert_string_equal(text, cases[i].exact);
        free(text);
    }
    mpq_clears(q, exact, NULL);
}

static void what_is_no_number_is_a_syntax_error(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",         " ",     "1 ",    " 1",      "nan",    "NaN",   "inf",     "-inf",
        "Infinity", "+",     "-",     "--1",     "+-1",    ".",     "-.",      "e5",
        ".e5",      "1e",    "1e+",   "1e-",     "1e1.5",  "1.2.3", "1,5",     "0x",
        "0x.",      "0x.p1", "0xg",   "0x1p",    "0x1e5p", "1p5",   "0x1p0x1", "1/",
        "/2",       "1//2",  "1/2/3", "1/-2",    "1.5/2",  "1/2e3", "0x1/2",   "1_000",
        "1f",       "1\n",   "one",   "(1)",     "1e5/2",  "1 / 2", "0b1",     "\xc2\xbd",
        "1/+2",     "-",     "1..",   "0x1..p1",
    };
    mpq_t q, seven;
    mpq_inits(q, seven, NULL);
    mpq_set_ui(seven, 7, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cas_message message = {.text = ""};
        mpq_set(q, seven);
        assert_int_equal(read_text(q, cases[i], &message), CAS_SYNTAX);
        assert_non_null(strstr(message.text, "is not a number"));
        assert_true(mpq_equal(q, seven));
        assert_int_equal(read_text(q, cases[i], NULL), CAS_SYNTAX);
    }
    cas_message message;
    assert_int_equal(cas_rational_read(q, "1\0002", 3, &message), CAS_SYNTAX);
    assert_int_equal(cas_rational_read(q, "123", 2, &message), CAS_OK);
    assert_int_equal(mpq_cmp_ui(q, 12, 1), 0);
    mpq_clears(q, seven, NULL);
}

static void denominator_zero_is_an_input_error(void **state)
{
    (void)state;
    mpq_t q;
    mpq_init(q);
    cas_message message;
    assert_int_equal(read_text(q, "1/0", &message), CAS_INPUT);
    assert_string_equal(message.text, "\"1/0\" has denominator 0");
    assert_int_equal(read_text(q, "-0/000", &message), CAS_INPUT);
    mpq_clear(q);
}

/* n characters c between head and tail; to be given to free(). */
static char *repeat(const char *head, char c, size_t n, const char *tail)
{
    char *middle = cas_allocate(n + 1, 1);
    memset(middle, c, n);
    char *text = cas_format("%s%s%s", head, middle, tail);
    free(middle);
    return text;
}

static void absurd_numbers_are_refused_at_once(void **state)
{
    (void)state;
    mpq_t q;
    mpq_init(q);
    cas_message message;
    clock_t start = clock();
    assert_int_equal(read_text(q, "1e999999999", &message), CAS_LIMIT);
    assert_non_null(strstr(message.text, "between -4096 and 4096"));
    assert_int_equal(read_text(q, "1e-999999999", &message), CAS_LIMIT);
    assert_int_equal(read_text(q, "0e99999999999999999999999999", &message), CAS_LIMIT);
    assert_int_equal(read_text(q, "0x1p99999999999999999999", &message), CAS_LIMIT);
    assert_int_equal(read_text(q, "1e4097", &message), CAS_LIMIT);
    assert_int_equal(read_text(q, "0x1p-4097", &message), CAS_LIMIT);
    assert_int_equal(read_text(q, "1e4096", &message), CAS_OK);
    assert_int_equal(read_text(q, "0x1p-4096", &message), CAS_OK);
    char *text = repeat("", '9', CAS_RATIONAL_DIGITS, "");
    assert_int_equal(read_text(q, text, &message), CAS_LIMIT);
    free(text);
    text = repeat("", '9', CAS_RATIONAL_DIGITS + 1, "");
    assert_int_equal(read_text(q, text, &message), CAS_LIMIT);
    assert_non_null(strstr(message.text, "more than 16384 characters"));
    free(text);
    text = repeat("1e", '0', CAS_RATIONAL_DIGITS - 3, "9");
    assert_int_equal(read_text(q, text, &message), CAS_OK);
    assert_int_equal(mpq_cmp_ui(q, 1000000000, 1), 0);
    free(text);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 1);
    mpq_clear(q);
}

static void whatever_was_read_is_written_and_read_again(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("rational round trip");
    mpq_t q, again;
    mpq_inits(q, again, NULL);
    for (int trial = 0; trial < 400; trial++) {
        char *text = repeat(trial % 2 ? "-0.1" : "8.0", (char)('0' + trial % 10),
                            gsl_rng_uniform_int(rng, trial % 8 == 0 ? 4100 : 40), "");
        char *whole = cas_format("%s%se%d", text, trial % 3 ? "7" : "",
                                 (int)gsl_rng_uniform_int(rng, 2 * 4096 + 1) - 4096);
        cas_message message;
        if (cas_rational_read(q, whole, strlen(whole), &message) == CAS_OK) {
            char *written = cas_rational_write(q);
            assert_int_equal(read_text(again, written, &message), CAS_OK);
            assert_true(mpq_equal(q, again));
            free(written);
        } else {
            assert_true(mpz_sizeinbase(mpq_numref(q), 2) <= CAS_RATIONAL_BITS);
        }
        free(whole);
        free(text);
    }
    mpq_clears(q, again, NULL);
    gsl_rng_free(rng);
}

/* The largest numerator and denominator that are accepted just fit. */
static void the_largest_fraction_fits_into_one_literal(void **state)
{
    (void)state;
    mpq_t q, again;
    mpq_inits(q, again, NULL);
    mpz_ui_pow_ui(mpq_numref(q), 2, CAS_RATIONAL_BITS);
    mpz_sub_ui(mpq_denref(q), mpq_numref(q), 1);
    mpz_sub_ui(mpq_numref(q), mpq_numref(q), 2);
    mpq_neg(q, q);
    char *text = cas_rational_write(q);
    cas_message message;
    assert_int_equal(read_text(again, text, &message), CAS_OK);
    assert_true(mpq_equal(q, again));
    free(text);
    mpq_clears(q, again, NULL);
}

static void every_double_is_read_from_its_hex_float(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("hex floats");
    mpq_t q, exact;
    mpq_inits(q, exact, NULL);
    for (int trial = 0; trial < 2000; trial++) {
        union {
            uint64_t bits;
            double value;
        } x;
        x.bits = (uint64_t)gsl_rng_get(rng) << 32 | gsl_rng_get(rng);
        if (trial % 4 == 0)
            x.bits &= 0x800fffffffffffff;
        if ((x.bits >> 52 & 0x7ff) == 0x7ff)
            continue;
        char *text = cas_format("%a", x.value);
        cas_message message;
        assert_int_equal(read_text(q, text, &message), CAS_OK);
        mpq_set_d(exact, x.value);
        assert_true(mpq_equal(q, exact));
        free(text);
    }
    mpq_clears(q, exact, NULL);
    gsl_rng_free(rng);
}

/* Random texts over the alphabet of numbers: what is accepted has the value that the C
   library gives it, to double precision, and no text is accepted that the C library
   does not accept. */
static void random_texts_agree_with_strtod(void **state)
{
    (void)state;
    static const char alphabet[] = "0123456789..--+eExXpPaf/";
    gsl_rng *rng = operand_stream("random texts");
    mpq_t q;
    mpq_init(q);
    int accepted = 0;
    for (int trial = 0; trial < 100000; trial++) {
        char text[12];
        size_t length = 1 + gsl_rng_uniform_int(rng, sizeof text - 1);
        for (size_t i = 0; i < length; i++)
            text[i] = alphabet[gsl_rng_uniform_int(rng, sizeof alphabet - 1)];
        text[length < sizeof text ? length : sizeof text - 1] = '\0';
        length = strlen(text);
        bool ok = cas_rational_read(q, text, length, NULL) == CAS_OK;
        if (!ok || strchr(text, '/') != NULL)
            continue;
        char *end;
        double expected = strtod(text, &end);
        assert_int_equal(*end, '\0');
        mpfr_t value;
        mpfr_init2(value, 53);
        mpfr_set_q(value, q, MPFR_RNDN);
        if (expected != 0 && expected < 1e300 && expected > -1e300 &&
            (expected > 1e-300 || expected < -1e-300)) {
            assert_true(mpfr_get_d(value, MPFR_RNDN) == expected);
            accepted++;
        }
        mpfr_clear(value);
    }
    assert_true(accepted > 2000);
    mpq_clear(q);
    gsl_rng_free(rng);
}

static void lists_copy_compare_and_take_doubles(void **state)
{
    (void)state;
    const double doubles[3] = {0.1, -0x1p-1074, 3};
    cas_rationals list, copy, empty;
    cas_rationals_init(&list, 3);
    cas_rationals_init(&empty, 0);
    assert_true(cas_rationals_are_zero(&list));
    assert_true(cas_rationals_are_zero(&empty));
    assert_false(cas_rationals_equal(&list, &empty));
    cas_rationals_set_doubles(&list, doubles);
    for (int i = 0; i < 3; i++)
        assert_true(mpq_get_d(list.at[i]) == doubles[i]);
    assert_false(cas_rationals_are_zero(&list));
    cas_rationals_copy(&copy, &list);
    assert_true(cas_rationals_equal(&list, &copy));
    mpq_set_si(copy.at[2], -3, 1);
    assert_false(cas_rationals_equal(&list, &copy));
    cas_rationals_clear(&copy);
    cas_rationals_clear(&list);
    assert_int_equal(list.count, 0);
    cas_rationals_clear(&list);
    cas_rationals_clear(&empty);
}

static void a_root_is_exact_or_none(void **state)
{
    static const struct {
        const char *number, *root;
    } rows[] = {{"0", "0"},  {"1", "1"},    {"4/9", "2/3"}, {"0.25", "1/2"},
                {"2", NULL}, {"1/2", NULL}, {"-4", NULL},   {"-4/9", NULL}};
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        mpq_t q, root;
        mpq_inits(q, root, NULL);
        const char *text = rows[k].number;
        assert_int_equal(cas_rational_read(q, text, strlen(text), NULL), CAS_OK);
        assert_int_equal(cas_rational_root(root, q), rows[k].root != NULL);
        char *written = cas_rational_write(root);
        assert_string_equal(written, rows[k].root != NULL ? rows[k].root : "0");
        free(written);
        mpq_clears(q, root, NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_exactly),
        cmocka_unit_test(what_is_no_number_is_a_syntax_error),
        cmocka_unit_test(denominator_zero_is_an_input_error),
        cmocka_unit_test(absurd_numbers_are_refused_at_once),
        cmocka_unit_test(whatever_was_read_is_written_and_read_again),
        cmocka_unit_test(the_largest_fraction_fits_into_one_literal),
        cmocka_unit_test(every_double_is_read_from_its_hex_float),
        cmocka_unit_test(random_texts_agree_with_strtod),
        cmocka_unit_test(lists_copy_compare_and_take_doubles),
        cmocka_unit_test(a_root_is_exact_or_none),
    };
    return cmocka_run_group_tests_name("rational", tests, NULL, NULL);
}

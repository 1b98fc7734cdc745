/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval.h"

#include "arithmetic/memory.h"
#include "arithmetic/rational.h"
#include "tests/arithmetic/operands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PRECISION = 128, TRIALS = 4000 };

static void set_ends(mpfi_ptr x, double left, double right)
{
    mpfr_set_d(&x->left, left, MPFR_RNDD);
    mpfr_set_d(&x->right, right, MPFR_RNDU);
}

static void comparison_decides_only_what_the_enclosures_decide(void **state)
{
    (void)state;
    static const struct {
        double lhs[2], rhs[2];
        cas_verdict verdict;
    } cases[] = {
        {{0, 1}, {2, 3}, CAS_HOLDS},
        {{0, 1}, {1, 3}, CAS_HOLDS},
        {{1, 1}, {1, 1}, CAS_HOLDS},
        {{-0.0, 0.0}, {0.0, 0.0}, CAS_HOLDS},
        {{0, 1}, {0.5, 3}, CAS_UNDECIDED},
        {{0, 3}, {1, 2}, CAS_UNDECIDED},
        {{1, 2}, {0, 1}, CAS_UNDECIDED},
        {{2, 3}, {0, 1}, CAS_VIOLATED},
        {{2, INFINITY}, {0, 1}, CAS_VIOLATED},
        {{-INFINITY, INFINITY}, {-INFINITY, INFINITY}, CAS_UNDECIDED},
        {{NAN, NAN}, {0, 1}, CAS_UNDECIDED},
        {{0, 1}, {NAN, NAN}, CAS_UNDECIDED},
        {{0, 1}, {NAN, 3}, CAS_UNDECIDED},
    };
    mpfi_t lhs, rhs;
    mpfi_init2(lhs, PRECISION);
    mpfi_init2(rhs, PRECISION);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        set_ends(lhs, cases[i].lhs[0], cases[i].lhs[1]);
        set_ends(rhs, cases[i].rhs[0], cases[i].rhs[1]);
        assert_int_equal(cas_interval_compare(lhs, rhs), cases[i].verdict);
    }
    assert_string_equal(cas_verdict_names[CAS_HOLDS], "holds");
    assert_string_equal(cas_verdict_names[CAS_VIOLATED], "violated");
    assert_string_equal(cas_verdict_names[CAS_UNDECIDED], "undecided");
    mpfi_clear(lhs);
    mpfi_clear(rhs);
}

/* Whether a double that was rounded up from exact >= 0 is at least exact and, as
   the rounding errors of two operations at 64 bits and one at 53 allow, at most (1
   + 2^-51) exact. */
static bool is_just_above(double rounded, mpq_srcptr exact)
{
    mpq_t bound, slack;
    mpq_inits(bound, slack, NULL);
    mpq_set_d(bound, rounded);
    bool result = mpq_cmp(bound, exact) >= 0;
    mpq_set_si(slack, 1, 1);
    mpq_div_2exp(slack, slack, 51);
    mpq_mul(slack, slack, exact);
    mpq_add(slack, slack, exact);
    result = result && mpq_cmp(bound, slack) <= 0;
    mpq_clears(bound, slack, NULL);
    return result;
}

static bool is_small_enough_for_doubles(mpfi_srcptr x)
{
    return (mpfr_zero_p(&x->left) || mpfr_get_exp(&x->left) > -150) &&
           (mpfr_zero_p(&x->right) || mpfr_get_exp(&x->right) > -150);
}

static void relative_width_is_rounded_up_from_the_exact_one(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("relative width");
    mpfi_t x;
    mpfi_init2(x, PRECISION);
    mpq_t left, right, width;
    mpq_inits(left, right, width, NULL);
    for (int trial = 0; trial < TRIALS; trial++) {
        operand_interval(rng, x);
        double computed = cas_interval_relative_width(x);
        if (!mpfi_bounded_p(x)) {
            assert_true(isinf(computed));
        } else if (mpfr_equal_p(&x->left, &x->right)) {
            assert_true(computed == 0);
        } else if (mpfi_has_zero(x)) {
            assert_true(isinf(computed));
        } else if (is_small_enough_for_doubles(x)) {
            mpfr_get_q(left, &x->left);
            mpfr_get_q(right, &x->right);
            mpq_sub(width, right, left);
            mpq_abs(left, left);
            mpq_abs(right, right);
            mpq_div(width, width, mpq_cmp(left, right) < 0 ? left : right);
            assert_true(is_just_above(computed, width));
        }
    }
    set_ends(x, NAN, NAN);
    assert_true(isinf(cas_interval_relative_width(x)));
    set_ends(x, 0, 0);
    assert_true(cas_interval_relative_width(x) == 0);
    mpq_clears(left, right, width, NULL);
    mpfi_clear(x);
    gsl_rng_free(rng);
}

static void distance_is_rounded_up_from_the_exact_one(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("distance");
    mpfi_t x;
    mpfi_init2(x, PRECISION);
    mpfr_t point;
    mpfr_init2(point, 53);
    mpq_t end, value;
    mpq_inits(end, value, NULL);
    int outside = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        operand_interval(rng, x);
        operand_point(rng, point);
        double d = mpfr_get_d(point, MPFR_RNDN), computed = cas_interval_distance(x, d);
        if (mpfi_is_inside_d(d, x) > 0) {
            assert_true(computed == 0);
            continue;
        }
        mpfr_srcptr nearer = mpfr_cmp_d(&x->left, d) > 0 ? &x->left : &x->right;
        if (mpfr_zero_p(nearer)) {
            assert_true(isinf(computed));
            continue;
        }
        mpfr_get_q(end, nearer);
        mpq_set_d(value, d);
        mpq_sub(value, value, end);
        mpq_div(value, value, end);
        mpq_abs(value, value);
        assert_true(is_just_above(computed, value));
        outside++;
    }
    assert_true(outside > TRIALS / 4);
    set_ends(x, 1, 2);
    assert_true(isinf(cas_interval_distance(x, NAN)));
    assert_true(isinf(cas_interval_distance(x, INFINITY)));
    assert_true(cas_interval_distance(x, 4) == 1);
    set_ends(x, NAN, NAN);
    assert_true(isinf(cas_interval_distance(x, 1)));
    mpq_clears(end, value, NULL);
    mpfr_clear(point);
    mpfi_clear(x);
    gsl_rng_free(rng);
}

/* Sign, one digit, a point, digits - 1 digits, e, exponent: of at least 17 digits. */
static void assert_form(const char *text, size_t digits)
{
    text += *text == '-';
    assert_true(*text >= '1' && *text <= '9');
    assert_int_equal(text[1], '.');
    size_t fraction = strspn(text + 2, "0123456789");
    assert_int_equal(fraction, (digits < 17 ? 17 : digits) - 1);
    assert_int_equal(text[2 + fraction], 'e');
    const char *exponent = text + 3 + fraction;
    exponent += *exponent == '-';
    assert_true(strspn(exponent, "0123456789") == strlen(exponent) && *exponent != '\0');
}

/* The text of an endpoint, read back exactly, lies outward of the endpoint by less than
   one unit of its last digit. */
static void assert_outward(mpfr_srcptr end, const char *text, size_t digits,
                           int direction)
{
    if (mpfr_zero_p(end)) {
        assert_string_equal(text, "0");
        return;
    }
    if (mpfr_inf_p(end)) {
        assert_string_equal(text, direction < 0 ? "-inf" : "inf");
        return;
    }
    assert_form(text, digits);
    mpq_t value, exact, unit;
    mpq_inits(value, exact, unit, NULL);
    cas_message message;
    assert_int_equal(cas_rational_read(value, text, strlen(text), &message), CAS_OK);
    mpfr_get_q(exact, end);
    char *one = cas_format("1%s", strchr(text, 'e'));
    assert_int_equal(cas_rational_read(unit, one, strlen(one), &message), CAS_OK);
    free(one);
    mpq_t scale;
    mpq_init(scale);
    mpz_ui_pow_ui(mpq_denref(scale), 10, (digits < 17 ? 17 : digits) - 1);
    mpz_set_ui(mpq_numref(scale), 1);
    mpq_mul(unit, unit, scale);
    mpq_sub(value, value, exact);
    if (direction < 0)
        mpq_neg(value, value);
    assert_true(mpq_sgn(value) >= 0);
    assert_true(mpq_cmp(value, unit) < 0);
    mpq_clears(value, exact, unit, scale, NULL);
}

static void endpoint_texts_are_outward_and_tight(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("endpoint text");
    mpfi_t x;
    mpfi_init2(x, PRECISION);
    for (int trial = 0; trial < TRIALS; trial++) {
        operand_interval(rng, x);
        size_t digits = gsl_rng_uniform_int(rng, 50);
        char *lower = cas_interval_lower_text(x, digits);
        char *upper = cas_interval_upper_text(x, digits);
        assert_outward(&x->left, lower, digits, -1);
        assert_outward(&x->right, upper, digits, 1);
        free(lower);
        free(upper);
    }
    mpfi_clear(x);
    gsl_rng_free(rng);
}

static void endpoint_texts_have_the_documented_form(void **state)
{
    (void)state;
    static const struct {
        double left, right;
        const char *lower, *upper;
    } cases[] = {
        {2.5, 2.5, "2.5000000000000000e0", "2.5000000000000000e0"},
        {-1e-3, 1e-3, "-1.0000000000000001e-3", "1.0000000000000001e-3"},
        {-0.0, 0.0, "0", "0"},
        {-INFINITY, INFINITY, "-inf", "inf"},
        {0x1p-1074, 0x1p1023, "4.9406564584124654e-324", "8.9884656743115796e307"},
        {NAN, NAN, "nan", "nan"},
    };
    mpfi_t x;
    mpfi_init2(x, 53);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        set_ends(x, cases[i].left, cases[i].right);
        char *lower = cas_interval_lower_text(x, 0),
             *upper = cas_interval_upper_text(x, 17);
        assert_string_equal(lower, cases[i].lower);
        assert_string_equal(upper, cases[i].upper);
        char *end;
        strtod(lower, &end);
        assert_int_equal(*end, '\0');
        free(lower);
        free(upper);
    }
    mpfi_clear(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparison_decides_only_what_the_enclosures_decide),
        cmocka_unit_test(relative_width_is_rounded_up_from_the_exact_one),
        cmocka_unit_test(distance_is_rounded_up_from_the_exact_one),
        cmocka_unit_test(endpoint_texts_are_outward_and_tight),
        cmocka_unit_test(endpoint_texts_have_the_documented_form),
    };
    return cmocka_run_group_tests_name("interval", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/perturbation.h"

#include "arithmetic/philox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void read_list(cas_rationals *list, size_t count, const char *const *texts)
{
    cas_rationals_init(list, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(cas_rational_read(list->at[i], texts[i], strlen(texts[i]), NULL),
                         CAS_OK);
}

static cas_status set(cas_law *law, size_t dimension, size_t points, size_t numbers,
                      const char *const *support, size_t chances,
                      const char *const *probability, cas_message *message)
{
    cas_rationals x, p;
    read_list(&x, numbers, support);
    read_list(&p, chances, probability);
    cas_status status =
        cas_law_set(law, dimension, points, &x, probability == NULL ? NULL : &p, message);
    cas_rationals_clear(&x);
    cas_rationals_clear(&p);
    return status;
}

static void assert_number(mpq_srcptr q, const char *text)
{
    mpq_t expected;
    mpq_init(expected);
    assert_int_equal(cas_rational_read(expected, text, strlen(text), NULL), CAS_OK);
    assert_true(mpq_equal(q, expected));
    mpq_clear(expected);
}

#define TEXTS(...) ((const char *const[]){__VA_ARGS__})

static void a_new_law_is_the_certain_zero(void **state)
{
    (void)state;
    cas_law law;
    cas_law_init(&law, 3);
    assert_int_equal(law.points, 1);
    assert_int_equal(law.support.count, 3);
    assert_true(cas_law_is_zero(&law));
    assert_number(law.probability.at[0], "1");
    cas_law_clear(&law);
}

/* X = (1, 2) with probability 1/3, (-1, 0) with 2/3. */
static void moments_are_exact(void **state)
{
    (void)state;
    cas_law law;
    cas_law_init(&law, 2);
    assert_int_equal(
        set(&law, 2, 2, 4, TEXTS("1", "2", "-1", "0"), 2, TEXTS("1/3", "2/3"), NULL),
        CAS_OK);
    mpq_t r;
    mpq_init(r);
    cas_law_second_moment(&law, r);
    assert_number(r, "7/3");
    cas_law_fourth_moment(&law, r);
    assert_number(r, "9");
    cas_law_mean_squared(&law, r);
    assert_number(r, "5/9");
    cas_rationals mean;
    cas_rationals_init(&mean, 2);
    cas_law_mean(&law, mean.at);
    assert_number(mean.at[0], "-1/3");
    assert_number(mean.at[1], "2/3");
    cas_rationals_clear(&mean);
    mpq_clear(r);
    cas_law_clear(&law);
}

static void absent_probabilities_are_uniform(void **state)
{
    (void)state;
    cas_law law, written;
    cas_law_init(&law, 1);
    cas_law_init(&written, 1);
    assert_int_equal(set(&law, 1, 3, 3, TEXTS("0.1", "0.1", "-0.2"), 0, NULL, NULL),
                     CAS_OK);
    assert_int_equal(set(&written, 1, 3, 3, TEXTS("1/10", "1e-1", "-1/5"), 3,
                         TEXTS("1/3", "1/3", "1/3"), NULL),
                     CAS_OK);
    assert_true(cas_law_equal(&law, &written));
    mpq_t r;
    mpq_init(r);
    cas_law_mean_squared(&law, r);
    assert_number(r, "0");
    mpq_clear(r);
    cas_law_clear(&law);
    cas_law_clear(&written);
}

static void impossible_points_do_not_make_a_law_nonzero(void **state)
{
    (void)state;
    cas_law law;
    cas_law_init(&law, 1);
    assert_int_equal(set(&law, 1, 2, 2, TEXTS("0", "5"), 2, TEXTS("1", "0"), NULL),
                     CAS_OK);
    assert_true(cas_law_is_zero(&law));
    assert_int_equal(
        set(&law, 1, 2, 2, TEXTS("0", "5"), 2, TEXTS("0.999", "0.001"), NULL), CAS_OK);
    assert_false(cas_law_is_zero(&law));
    cas_law_clear(&law);
}

static void random_law(gsl_rng *rng, cas_law *law)
{
    size_t dimension = 1 + gsl_rng_uniform_int(rng, 4),
           points = 1 + gsl_rng_uniform_int(rng, 5);
    cas_rationals support, probability;
    cas_rationals_init(&support, points * dimension);
    for (size_t i = 0; i < support.count; i++) {
        mpq_set_si(support.at[i], (long)gsl_rng_uniform_int(rng, 2001) - 1000,
                   1 + gsl_rng_uniform_int(rng, 50));
        mpq_canonicalize(support.at[i]);
    }
    cas_rationals_init(&probability, points);
    unsigned long total = 0;
    for (size_t p = 0; p < points; p++) {
        unsigned long weight = gsl_rng_uniform_int(rng, 9) + (p == 0);
        mpq_set_ui(probability.at[p], weight, 1);
        total += weight;
    }
    mpq_t scale;
    mpq_init(scale);
    mpq_set_ui(scale, 1, total);
    for (size_t p = 0; p < points; p++)
        mpq_mul(probability.at[p], probability.at[p], scale);
    mpq_clear(scale);
    cas_law_init(law, dimension);
    assert_int_equal(cas_law_set(law, dimension, points, &support, &probability, NULL),
                     CAS_OK);
    cas_rationals_clear(&support);
    cas_rationals_clear(&probability);
}

/* E||X||^2 = ||E X||^2 + E||X - E X||^2, and doubling X multiplies by 4 and 16. */
static void second_moment_is_squared_mean_plus_variance(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "perturbation", 0));
    mpq_t second, squared, variance, fourth;
    mpq_inits(second, squared, variance, fourth, NULL);
    for (int trial = 0; trial < 200; trial++) {
        cas_law law, other;
        random_law(rng, &law);
        cas_law_copy(&other, &law);
        assert_true(cas_law_equal(&law, &other));
        cas_rationals mean;
        cas_rationals_init(&mean, law.dimension);
        cas_law_mean(&law, mean.at);
        for (size_t i = 0; i < other.support.count; i++)
            mpq_sub(other.support.at[i], law.support.at[i], mean.at[i % law.dimension]);
        cas_law_second_moment(&law, second);
        cas_law_fourth_moment(&law, fourth);
        cas_law_mean_squared(&law, squared);
        cas_law_second_moment(&other, variance);
        mpq_add(squared, squared, variance);
        assert_true(mpq_equal(second, squared));

        for (size_t i = 0; i < other.support.count; i++)
            mpq_add(other.support.at[i], law.support.at[i], law.support.at[i]);
        mpq_mul_2exp(second, second, 2);
        mpq_mul_2exp(fourth, fourth, 4);
        cas_law_second_moment(&other, variance);
        assert_true(mpq_equal(variance, second));
        cas_law_fourth_moment(&other, variance);
        assert_true(mpq_equal(variance, fourth));
        cas_rationals_clear(&mean);
        cas_law_clear(&law);
        cas_law_clear(&other);
    }
    mpq_clears(second, squared, variance, fourth, NULL);
    gsl_rng_free(rng);
}

static void assert_refused(cas_law *law, cas_status status, const cas_message *message,
                           const char *fragment)
{
    assert_int_equal(status, CAS_INPUT);
    assert_non_null(strstr(message->text, fragment));
    assert_int_equal(law->points, 1);
    assert_true(cas_law_is_zero(law));
}

static void wrong_laws_are_refused_and_change_nothing(void **state)
{
    (void)state;
    cas_law law;
    cas_law_init(&law, 2);
    cas_message message;
    cas_status status = set(&law, 2, 0, 0, NULL, 0, NULL, &message);
    assert_refused(&law, status, &message, "support: expected at least one point");
    status = set(&law, 2, 2, 3, TEXTS("1", "2", "3"), 0, NULL, &message);
    assert_refused(&law, status, &message,
                   "support: expected 2 points of 2 numbers each");
    status = set(&law, 1, 2, 2, TEXTS("1", "2"), 1, TEXTS("1"), &message);
    assert_refused(&law, status, &message,
                   "probability: expected one number per point of support, 2, found 1");
    status = set(&law, 1, 2, 2, TEXTS("1", "2"), 2, TEXTS("1.5", "-1/2"), &message);
    assert_refused(&law, status, &message, "probability[1]: expected a number >= 0");
    status = set(&law, 1, 2, 2, TEXTS("1", "2"), 2, TEXTS("0.5", "0.4"), &message);
    assert_refused(&law, status, &message, "found the sum 9/10");
    status = set(&law, 1, 3, 3, TEXTS("1", "2", "3"), 3,
                 TEXTS("0.3333333333333333", "0.3333333333333333", "0.3333333333333333"),
                 &message);
    assert_refused(&law, status, &message,
                   "found the sum 9999999999999999/10000000000000000");
    cas_law_clear(&law);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_law_is_the_certain_zero),
        cmocka_unit_test(moments_are_exact),
        cmocka_unit_test(absent_probabilities_are_uniform),
        cmocka_unit_test(impossible_points_do_not_make_a_law_nonzero),
        cmocka_unit_test(second_moment_is_squared_mean_plus_variance),
        cmocka_unit_test(wrong_laws_are_refused_and_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

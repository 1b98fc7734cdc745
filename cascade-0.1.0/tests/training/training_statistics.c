/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/statistics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static cas_training_statistics feed(const double *norms, size_t count, double smoothing)
{
    cas_training_statistics statistics;
    cas_training_statistics_init(&statistics, count, smoothing);
    for (size_t t = 0; t < count; t++)
        cas_training_statistics_add(&statistics, norms[t]);
    return statistics;
}

static void assert_equal(double one, double other)
{
    assert_true(one == other);
}

/* Smoothing 1/2: a = 16, 8, 4, 4, 4, 3, 3.5; the last floor(7/2) = 3: 4, 3, 3.5. */
static void the_hand_example_has_its_average_and_stable_norm(void **state)
{
    (void)state;
    const double norms[7] = {16, 0, 0, 4, 4, 2, 4};
    cas_training_statistics s = feed(norms, 7, 0.5);
    assert_equal(s.average, 3.5);
    assert_equal(cas_training_stable_norm(&s), 3.5);
    assert_equal(cas_training_early_norm(&s), 4);
    assert_equal(cas_training_late_norm(&s), 3.25);
    assert_int_equal(cas_training_stable_iteration(&s), 2); /* 4 < 5.25, 8 is not */
    cas_training_statistics_clear(&s);
}

/* Smoothing 1: a_t = n_t.  The stable norm is 2, the threshold 3; 3 itself is not below
   it. */
static void the_threshold_must_be_undercut(void **state)
{
    (void)state;
    const double norms[8] = {9, 3, 5, 2.5, 1, 3, 2, 2};
    cas_training_statistics s = feed(norms, 8, 1);
    assert_equal(cas_training_stable_norm(&s), 2);
    assert_int_equal(cas_training_stable_iteration(&s), 3);
    cas_training_statistics_clear(&s);
}

static void a_dip_before_the_plateau_counts(void **state)
{
    (void)state;
    const double norms[6] = {8, 1, 8, 4, 4, 4};
    cas_training_statistics s = feed(norms, 6, 1);
    assert_int_equal(cas_training_stable_iteration(&s), 1);
    cas_training_statistics_clear(&s);
}

static void a_gradient_of_zero_is_never_below_its_threshold(void **state)
{
    (void)state;
    const double norms[4] = {1, 0, 0, 0};
    cas_training_statistics s = feed(norms, 4, 1);
    assert_equal(cas_training_stable_norm(&s), 0);
    assert_int_equal(cas_training_stable_iteration(&s), 4);
    cas_training_statistics_clear(&s);
}

static void many_new_lows_are_kept(void **state)
{
    (void)state;
    enum { COUNT = 1000 };
    double norms[COUNT];
    for (size_t t = 0; t < COUNT; t++)
        norms[t] = (double)(2 * COUNT - t);
    cas_training_statistics s = feed(norms, COUNT, 1);
    /* the last 500: 1500 .. 1001, mean 1250.5; below 1875.75 first at t = 125 */
    assert_equal(cas_training_stable_norm(&s), 1250.5);
    assert_int_equal(cas_training_stable_iteration(&s), 125);
    cas_training_statistics_clear(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hand_example_has_its_average_and_stable_norm),
        cmocka_unit_test(the_threshold_must_be_undercut),
        cmocka_unit_test(a_dip_before_the_plateau_counts),
        cmocka_unit_test(a_gradient_of_zero_is_never_below_its_threshold),
        cmocka_unit_test(many_new_lows_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

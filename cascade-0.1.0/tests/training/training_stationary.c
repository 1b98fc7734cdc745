/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/stationary_norm.h"

#include "training/averaged_field.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void norms_of_known_normal_vectors(void **state)
{
    (void)state;
    static const double pi = 3.14159265358979323846;
    const double zeros[3] = {0}, ones[3] = {1, 1, 1}, means[3] = {3, 0, 4};
    assert_true(cas_normal_norm(3, means, zeros) == 5 ||
                fabs(cas_normal_norm(3, means, zeros) - 5) < 1e-12);
    assert_true(fabs(cas_normal_norm(1, zeros, ones) - sqrt(2 / pi)) < 1e-12);
    assert_true(fabs(cas_normal_norm(2, zeros, ones) - sqrt(pi / 2)) < 1e-12);
    assert_true(fabs(cas_normal_norm(3, zeros, ones) - sqrt(8 / pi)) < 1e-12);
    /* E|1 + z| = sqrt(2/pi) e^{-1/2} + erf(1/sqrt 2) */
    const double one[1] = {1};
    assert_true(fabs(cas_normal_norm(1, one, one) - sqrt(2 / pi) * exp(-0.5) -
                     erf(sqrt(0.5))) < 1e-12);
    assert_true(cas_normal_norm(3, zeros, zeros) == 0);
}

/* One sample x, ridge, only shared backward noise: F = sigmoid(x w) x + 2 rho w in one
   dimension is linear near its zero, and the variance of grad f = F is
   gamma F'^2 v x^2/(2 F' - gamma F'^2). */
static void one_dimension_by_hand(void **state)
{
    (void)state;
    static const double pi = 3.14159265358979323846;
    const double feature[1] = {1.5}, label[1] = {-1};
    cas_training_problem problem;
    assert_int_equal(cas_training_problem_make(&problem, 1, 1, feature, label, NULL),
                     CAS_OK);
    const cas_training_options options = {.regularizer = CAS_TRAINING_RIDGE,
                                          .rho = 0.25,
                                          .noiseless = true,
                                          .backward = {.sigma = 0.3, .interval = 4}};
    double w = 0;
    for (int k = 0; k < 100; k++) {
        double s = 1 / (1 + exp(-1.5 * w));
        w -= (1.5 * s + 0.5 * w) / (2.25 * s * (1 - s) + 0.5);
    }
    double s = 1 / (1 + exp(-1.5 * w)), slope = 2.25 * s * (1 - s) + 0.5;
    const double steps[3] = {0, 0.1, 3.0 / slope};
    double norms[3], noise = 0.09 / 3 / 4 * 2.25;
    assert_int_equal(cas_stationary_norms(&problem, &options, 3, steps, norms, NULL),
                     CAS_OK);
    double variance = 0.1 * slope * noise / (2 - 0.1 * slope);
    assert_true(norms[0] < 1e-12);
    assert_true(fabs(norms[1] - sqrt(2 / pi * variance)) < 1e-9 * norms[1]);
    assert_true(isnan(norms[2]));
    cas_training_problem_clear(&problem);
}

/* Ten thousand iterations against the law, with each noise, law, place and reading. */
static void runs_end_where_they_should(void **state)
{
    (void)state;
    static const cas_training_perturbation none = {0}, zero_mean = {.sigma = 2},
                                           shifted = {.sigma = 0.5,
                                                      .law = CAS_TRAINING_SHIFTED},
                                           rare = {.sigma = 2, .interval = 8};
    const cas_training_perturbation *const places[][2] = {
        {&none, &none},    {&zero_mean, &none}, {&none, &zero_mean}, {&shifted, &none},
        {&none, &shifted}, {&rare, &none},      {&none, &rare},      {&zero_mean, &rare}};
    enum { PLACES = sizeof places / sizeof *places, RUNS = 2 * PLACES };
    cas_training_problem problem;
    assert_int_equal(cas_training_problem_generate(&problem, 300, 5, 4, NULL), CAS_OK);
    cas_training_options options[RUNS];
    cas_training_result results[RUNS] = {0};
    for (size_t k = 0; k < RUNS; k++)
        options[k] = (cas_training_options){.seed = 1,
                                            .experiment = "stationary",
                                            .run = k,
                                            .step_size = 0.2,
                                            .iterations = 60000,
                                            .regularizer = CAS_TRAINING_RIDGE,
                                            .reading = k % 2 ? CAS_TRAINING_PER_SAMPLE
                                                             : CAS_TRAINING_SHARED,
                                            .forward = *places[k / 2][0],
                                            .backward = *places[k / 2][1]};
    assert_int_equal(cas_training_run_batch(&problem, options, RUNS, NULL, results, NULL),
                     CAS_OK);
    for (size_t k = 0; k < RUNS; k++) {
        double norm;
        assert_int_equal(cas_stationary_norms(&problem, &options[k], 1,
                                              &options[k].step_size, &norm, NULL),
                         CAS_OK);
        if (!(fabs(log(results[k].stable_norm / norm)) < 0.06))
            fail_msg("run %zu ends at %g, not at %g", k, results[k].stable_norm, norm);
        cas_training_result_clear(&results[k]);
    }
    cas_training_problem_clear(&problem);
}

/* Without a zero there is nothing to end at. */
static void runaways_have_no_stationary_norm(void **state)
{
    (void)state;
    cas_training_problem problem;
    assert_int_equal(cas_training_problem_generate(&problem, 250, 0, 3, NULL), CAS_OK);
    const cas_training_options options = {
        .backward = {.sigma = 5, .law = CAS_TRAINING_SHIFTED}};
    double step = 0.1, norm;
    assert_int_equal(cas_stationary_norms(&problem, &options, 1, &step, &norm, NULL),
                     CAS_OK);
    assert_true(isnan(norm));
    cas_training_problem_clear(&problem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(norms_of_known_normal_vectors),
        cmocka_unit_test(one_dimension_by_hand),
        cmocka_unit_test(runs_end_where_they_should),
        cmocka_unit_test(runaways_have_no_stationary_norm),
    };
    return cmocka_run_group_tests_name("training_stationary", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"

#include "claim/ledger.h"
#include "command/claims.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include <cmocka.h>

/* Standard SGD at a step size whose runs cannot settle in 1000 iterations, and at two
   whose do. */
static const cas_simulated_claim small = {
    .curves = (const cas_curve[]){{.regularizer = CAS_TRAINING_RIDGE, .smoothing = 0.1},
                                  CAS_LAST_CURVE},
    .steps = (const double[]){0.01, 0.5, 2.5, 0},
    .iterations = 1000,
    .requirements =
        (const cas_requirement[]){
            {"exponent", cas_exponent, 0, 0, 0.25, INFINITY},
            {"exponent of small steps", cas_exponent_of_small_steps, 0, 0, 0, 1},
            {.name = NULL}},
};

static const cas_simulated_claim unsettled = {
    .curves = (const cas_curve[]){{.regularizer = CAS_TRAINING_RIDGE, .smoothing = 0.1},
                                  CAS_LAST_CURVE},
    .steps = (const double[]){0.008, 0.032, 0},
    .iterations = 1000,
    .requirements =
        (const cas_requirement[]){{"exponent", cas_exponent, 0, 0, 0, INFINITY},
                                  {.name = NULL}},
};

static const cas_mutant mutants[] = {{"exponent:-", "it falls"}, {NULL, NULL}};

static const cas_claim small_claim = {CAS_SIMULATED("fig:1", "printed", "It decreases."),
                                      .data = &small, .mutants = mutants};
static const cas_claim unsettled_claim = {
    CAS_SIMULATED("fig:1", "printed", "It decreases."), .data = &unsettled,
    .mutants = mutants};

static void runs_that_have_not_settled_are_left_out(void **state)
{
    (void)state;
    cas_simulation s;
    assert_int_equal(cas_simulate(&small, CAS_QUICK, 1, &s, NULL), CAS_OK);
    for (size_t k = 0; k < s.data_sets; k++) {
        const cas_simulated_curve curve = cas_simulated_curve_of(&s, k, 0);
        assert_int_equal(curve.runs[0].state, CAS_RUN_MOVING);
        assert_int_equal(curve.runs[1].state, CAS_RUN_CONVERGED);
        /* The transient of the smallest step would turn the trend around. */
        assert_true(cas_log_rise(&curve, NULL) > 1);
        s.runs[k * s.steps].state = CAS_RUN_CONVERGED;
        assert_true(isnan(cas_log_rise(&curve, NULL)));
        s.runs[k * s.steps].state = CAS_RUN_MOVING;
        double exponent = cas_exponent(&curve, NULL);
        assert_true(exponent > 0.3 && exponent < 0.8);
        assert_true(fabs(exponent - cas_exponent_of_small_steps(&curve, NULL)) < 1e-12);
    }
    cas_simulation_clear(&s);
}

static cas_ledger *audit(const cas_claim *claim)
{
    const cas_claim *const claims[] = {claim, NULL};
    cas_ledger *ledger;
    assert_int_equal(cas_ledger_new(claims, &(cas_audit_options){0}, &ledger, NULL),
                     CAS_OK);
    return ledger;
}

static void excluded_runs_are_counted(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&small_claim);
    assert_int_equal(ledger->entries[0].standing, CAS_SUPPORTED);
    assert_int_equal(ledger->entries[0].trials, 16);
    assert_int_equal(ledger->entries[0].vacuous, 8);
    cas_ledger_free(ledger);
}

static void nothing_is_decided_by_runs_that_have_not_settled(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&unsettled_claim);
    assert_int_equal(ledger->entries[0].standing, CAS_OPEN);
    assert_int_equal(ledger->entries[0].trials, 0);
    assert_false(ledger->entries[0].is_consistent);
    cas_ledger_free(ledger);
}

static void measurement_is_the_same_for_any_number_of_threads(void **state)
{
    (void)state;
    cas_measurement one, three;
    cas_measurement_init(&one);
    cas_measurement_init(&three);
#ifdef _OPENMP
    int threads = omp_get_max_threads();
    omp_set_num_threads(1);
#endif
    assert_int_equal(cas_simulated_measure(&small_claim, CAS_QUICK, 5, &one, NULL),
                     CAS_OK);
#ifdef _OPENMP
    omp_set_num_threads(3);
#endif
    assert_int_equal(cas_simulated_measure(&small_claim, CAS_QUICK, 5, &three, NULL),
                     CAS_OK);
#ifdef _OPENMP
    omp_set_num_threads(threads);
#endif
    assert_int_equal(one.count, three.count);
    for (size_t q = 0; q < one.count; q++)
        assert_memory_equal(one.quantities[q].values, three.quantities[q].values,
                            one.data_sets * sizeof(double));
    cas_measurement_clear(&one);
    cas_measurement_clear(&three);
}

/* Made-up norms n = p + c gamma^a on three step sizes. */
static void estimators_find_known_trends(void **state)
{
    (void)state;
    static const cas_curve curves[] = {
        {.forward = {.sigma = 1, .interval = 1}},
        {.forward = {.sigma = 1, .interval = 8}},
    };
    static const double steps[] = {0.01, 0.04, 0.16};
    cas_simulated_run runs[2][3];
    for (size_t i = 0; i < 3; i++) {
        runs[0][i] = (cas_simulated_run){.step_size = steps[i],
                                         .stable_norm = 3 * sqrt(steps[i]),
                                         .weight_norm = 5 * steps[i]};
        runs[1][i] = (cas_simulated_run){.step_size = steps[i],
                                         .stable_norm = 3 * sqrt(steps[i]) / 16,
                                         .weight_norm = 5};
    }
    const cas_simulated_curve one = {&curves[0], 3, runs[0], 2},
                              other = {&curves[1], 3, runs[1], NAN};
    const double error = 1e-12;
    assert_true(fabs(cas_exponent(&one, NULL) - 0.5) < error);
    assert_true(fabs(cas_least_exponent(&other, NULL) - 0.5) < error);
    assert_true(fabs(cas_exponent_difference(&one, &other)) < error);
    assert_true(fabs(cas_log_ratio(&one, &other) - log(16)) < error);
    assert_true(fabs(cas_interval_exponent(&other, &one) + 4.0 / 3) < error);
    assert_true(fabs(cas_weight_exponent(&one, NULL) - 1) < error);
    assert_true(fabs(cas_weight_exponent(&other, NULL)) < error);
    assert_true(fabs(cas_log_plateau_ratio(&one, NULL) - log(0.15)) < error);
    assert_true(isnan(cas_log_plateau_ratio(&other, NULL)));
    runs[0][0].state = CAS_RUN_MOVING;
    runs[0][1].stable_norm = 1.2;
    assert_true(fabs(cas_exponent_of_small_steps(&one, NULL)) < error);
    runs[0][1].state = CAS_RUN_DIVERGED;
    assert_true(isnan(cas_exponent(&one, NULL)));
    assert_true(isnan(cas_exponent_of_small_steps(&one, NULL)));
    assert_true(isnan(cas_weight_exponent(&one, NULL)));
}

/* Every mutant of every measured claim names a quantity that the claim has. */
static void mutants_of_measured_claims_are_understood(void **state)
{
    (void)state;
    size_t measured = 0;
    for (const cas_claim *const *claim = cas_claims; *claim != NULL; claim++) {
        if ((*claim)->measure != cas_simulated_measure)
            continue;
        measured++;
        const cas_simulated_claim *simulated = (*claim)->data;
        cas_measurement measurement;
        cas_measurement_init(&measurement);
        measurement.data_sets = 3;
        for (const cas_requirement *q = simulated->requirements; q->name != NULL; q++)
            cas_measurement_add(&measurement, q->name, q->least, q->most,
                                (const double[]){0, 0, 0});
        cas_measurement_conclude(&measurement);
        for (const cas_mutant *m = (*claim)->mutants; m->name != NULL; m++) {
            cas_finding finding;
            assert_true(cas_measurement_mutant(&measurement, m->name, &finding));
        }
        cas_measurement_clear(&measurement);
    }
    assert_true(measured > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_that_have_not_settled_are_left_out),
        cmocka_unit_test(excluded_runs_are_counted),
        cmocka_unit_test(nothing_is_decided_by_runs_that_have_not_settled),
        cmocka_unit_test(measurement_is_the_same_for_any_number_of_threads),
        cmocka_unit_test(estimators_find_known_trends),
        cmocka_unit_test(mutants_of_measured_claims_are_understood),
    };
    return cmocka_run_group_tests_name("simulation", tests, NULL, NULL);
}

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
   whose do; and one with a bias. */
static const cas_study small = {
    (const cas_curve[]){
        {.name = "SGD", .regularizer = CAS_TRAINING_RIDGE, .smoothing = 0.1},
        {.name = "biased",
         .regularizer = CAS_TRAINING_RIDGE,
         .smoothing = 0.1,
         .backward = {.sigma = 0.5, .law = CAS_TRAINING_SHIFTED},
         .is_predicted = true},
        {.name = NULL}},
    (const double[]){0.01, 0.5, 2.5, 0}, 250, 1000};

static const cas_study unsettled = {
    (const cas_curve[]){
        {.name = "SGD", .regularizer = CAS_TRAINING_RIDGE, .smoothing = 0.1},
        {.name = NULL}},
    (const double[]){0.008, 0.032, 0}, 250, 1000};

static const cas_claim small_claim = {
    CAS_SIMULATED("fig:1", "printed", "It decreases."),
    CAS_LOOKS_AT(
        small, {"exponent", cas_exponent, "SGD", NULL, 0.25, INFINITY},
        {"exponent of small steps", cas_exponent_of_small_steps, "SGD", NULL, 0, 1}),
    .mutants = CAS_MUTANTS({"SGD = biased", "with a bias"}),
};
static const cas_claim level_claim = {
    CAS_SIMULATED("fig:1", "printed", "It is level."),
    CAS_LOOKS_AT(small, {"exponent", cas_exponent, "SGD", NULL, -0.1, 0.1}),
    .mutants = CAS_MUTANTS({"SGD = biased", "with a bias"}),
};
static const cas_claim unsettled_claim = {
    CAS_SIMULATED("fig:1", "printed", "It decreases."),
    CAS_LOOKS_AT(unsettled, {"exponent", cas_exponent, "SGD", NULL, 0, INFINITY}),
    .mutants = CAS_MUTANTS({"SGD = SGD", "nothing"}),
};

static void runs_that_have_not_settled_are_left_out(void **state)
{
    (void)state;
    cas_simulation s;
    assert_int_equal(cas_simulate(&small, CAS_QUICK, 1, &s, NULL), CAS_OK);
    for (size_t k = 0; k < s.data_sets; k++) {
        assert_int_equal(cas_simulated_run_at(&s, k, 0, 0)->state, CAS_RUN_MOVING);
        assert_int_equal(cas_simulated_run_at(&s, k, 0, 1)->state, CAS_RUN_CONVERGED);
        /* The transient of the smallest step would turn the trend around. */
        assert_true(cas_log_rise(&s, k, 0, 0) > 1);
        double exponent = cas_exponent(&s, k, 0, 0);
        assert_true(exponent > 0.3 && exponent < 0.8);
        assert_true(exponent == cas_exponent_of_small_steps(&s, k, 0, 0) ||
                    fabs(exponent - cas_exponent_of_small_steps(&s, k, 0, 0)) < 1e-12);
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
    assert_int_equal(ledger->entries[0].trials, 40);
    assert_int_equal(ledger->entries[0].vacuous, 20);
    assert_int_equal(ledger->entries[0].killed, 1);
    cas_ledger_free(ledger);
}

/* The mutant of a contradicted claim is a simulation of which it is true. */
static void a_mutant_exchanges_the_simulation(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&level_claim);
    const cas_measurement *measurement = ledger->entries[0].measurement;
    assert_int_equal(measurement->finding, CAS_FINDING_OUTSIDE);
    assert_int_equal(measurement->mutant_count, 1);
    assert_int_equal(measurement->mutants[0].finding, CAS_FINDING_INSIDE);
    assert_int_equal(ledger->entries[0].killed, 1);
    cas_ledger_free(ledger);
}

/* A study that two claims look at is run once; then the second claim's row is what it is
   alone. */
static void claims_share_a_study(void **state)
{
    (void)state;
    cas_store *store = cas_store_new();
    cas_measurement first, second;
    cas_measurement_init(&first, 1);
    cas_measurement_init(&second, 1);
    assert_int_equal(
        cas_simulated_measure(&small_claim, CAS_QUICK, 5, store, &first, NULL), CAS_OK);
    const cas_simulation *kept = cas_store_find(store, &small);
    assert_non_null(kept);
    assert_int_equal(
        cas_simulated_measure(&level_claim, CAS_QUICK, 5, store, &second, NULL), CAS_OK);
    assert_ptr_equal(kept, cas_store_find(store, &small));
    assert_null(cas_store_find(store, &unsettled));
    assert_memory_equal(first.quantities[0].values, second.quantities[0].values,
                        first.data_sets * sizeof(double));
    assert_int_equal(kept->exchanged, kept->by);
    cas_measurement_clear(&first);
    cas_measurement_clear(&second);
    cas_store_free(store);
}

/* The prediction is that of the curve itself, whatever is exchanged. */
static void predictions_are_where_runs_end(void **state)
{
    (void)state;
    cas_simulation s;
    assert_int_equal(cas_simulate(&small, CAS_QUICK, 1, &s, NULL), CAS_OK);
    for (size_t k = 0; k < s.data_sets; k++) {
        double plateau = cas_simulated_prediction(&s, k, 1, SIZE_MAX);
        assert_true(cas_simulated_prediction(&s, k, 1, 1) > plateau);
        assert_true(fabs(cas_log_prediction_ratio(&s, k, 1, 0)) < 0.1);
        s.exchanged = 1;
        s.by = 0;
        assert_true(cas_simulated_prediction(&s, k, 1, SIZE_MAX) == plateau);
        assert_true(cas_log_prediction_ratio(&s, k, 1, 0) < -1);
        s.exchanged = s.by;
    }
    cas_simulation_clear(&s);
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

static void measure_small(cas_measurement *measurement, int threads)
{
#ifdef _OPENMP
    int before = omp_get_max_threads();
    omp_set_num_threads(threads);
#endif
    cas_store *store = cas_store_new();
    cas_measurement_init(measurement, 1);
    assert_int_equal(
        cas_simulated_measure(&small_claim, CAS_QUICK, 5, store, measurement, NULL),
        CAS_OK);
    cas_store_free(store);
#ifdef _OPENMP
    omp_set_num_threads(before);
#else
    (void)threads;
#endif
}

static void measurement_is_the_same_for_any_number_of_threads(void **state)
{
    (void)state;
    cas_measurement one, three;
    measure_small(&one, 1);
    measure_small(&three, 3);
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
        {.name = "every", .forward = {.sigma = 1, .interval = 1}, .is_predicted = true},
        {.name = "eighth", .forward = {.sigma = 1, .interval = 8}, .is_predicted = true},
        {.name = NULL},
    };
    static const double steps[] = {0.01, 0.04, 0.16, 0};
    const cas_study study = {.curves = curves, .steps = steps};
    double predicted[] = {2, 0.3, 0.6, 2.4, NAN, 1, 1, 1};
    cas_simulated_run runs[6];
    for (size_t i = 0; i < 3; i++) {
        runs[i] = (cas_simulated_run){.stable_norm = 3 * sqrt(steps[i]),
                                      .weight_norm = 5 * steps[i],
                                      .stable_iteration = (uint64_t)(16 / steps[i])};
        runs[3 + i] =
            (cas_simulated_run){.stable_norm = 3 * sqrt(steps[i]) / 16, .weight_norm = 5};
    }
    const cas_simulation s = {.study = &study,
                              .data_sets = 1,
                              .curves = 2,
                              .steps = 3,
                              .predicted = predicted,
                              .runs = runs};
    const double error = 1e-12;
    assert_true(fabs(cas_exponent(&s, 0, 0, 0) - 0.5) < error);
    assert_true(fabs(cas_least_exponent(&s, 0, 1, 0) - 0.5) < error);
    assert_true(fabs(cas_exponent_difference(&s, 0, 0, 1)) < error);
    assert_true(fabs(cas_log_ratio(&s, 0, 0, 1) - log(16)) < error);
    assert_true(fabs(cas_log_ratio_of_large_steps(&s, 0, 1, 0) + log(16)) < error);
    assert_true(fabs(cas_iteration_exponent(&s, 0, 0, 0) + 1) < error);
    assert_true(fabs(cas_log_prediction_ratio(&s, 0, 0, 0) - log(0.5) / 3) < error);
    assert_true(fabs(cas_interval_exponent(&s, 0, 1, 0) + 4.0 / 3) < error);
    assert_true(fabs(cas_weight_exponent(&s, 0, 0, 0) - 1) < error);
    assert_true(fabs(cas_weight_exponent(&s, 0, 1, 0)) < error);
    assert_true(fabs(cas_log_plateau_ratio(&s, 0, 0, 0) - log(0.15)) < error);
    assert_true(isnan(cas_log_plateau_ratio(&s, 0, 1, 0)));
    runs[0].state = CAS_RUN_MOVING;
    runs[1].stable_norm = 1.2;
    assert_true(fabs(cas_exponent_of_small_steps(&s, 0, 0, 0)) < error);
    runs[1].state = CAS_RUN_DIVERGED;
    assert_true(isnan(cas_exponent(&s, 0, 0, 0)));
    assert_true(isnan(cas_exponent_of_small_steps(&s, 0, 0, 0)));
    assert_true(isnan(cas_weight_exponent(&s, 0, 0, 0)));
}

static bool names_a_curve(const cas_study *study, const char *text, size_t length)
{
    return study->curves[cas_study_find(study, text, length)].name != NULL;
}

static void claims_name_curves_of_their_study(void **state)
{
    (void)state;
    size_t measured = 0;
    for (const cas_claim *const *claim = cas_claims; *claim != NULL; claim++) {
        if ((*claim)->measure != cas_simulated_measure)
            continue;
        measured++;
        const cas_simulated_claim *simulated = (*claim)->data;
        const cas_study *study = simulated->study;
        for (const cas_requirement *q = simulated->requirements; q->name != NULL; q++)
            if (!names_a_curve(study, q->one, strlen(q->one)) ||
                (q->other != NULL && !names_a_curve(study, q->other, strlen(q->other))))
                fail_msg("%s %s: %s", (*claim)->id, (*claim)->version, q->name);
        for (const cas_mutant *m = (*claim)->mutants; m->name != NULL; m++) {
            const char *equals = strstr(m->name, " = ");
            if (equals == NULL ||
                !names_a_curve(study, m->name, (size_t)(equals - m->name)) ||
                !names_a_curve(study, equals + 3, strlen(equals + 3)))
                fail_msg("%s %s: %s", (*claim)->id, (*claim)->version, m->name);
        }
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
        cmocka_unit_test(claims_name_curves_of_their_study),
        cmocka_unit_test(a_mutant_exchanges_the_simulation),
        cmocka_unit_test(claims_share_a_study),
        cmocka_unit_test(predictions_are_where_runs_end),
    };
    return cmocka_run_group_tests_name("simulation", tests, NULL, NULL);
}

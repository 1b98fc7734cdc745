/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/measurement.h"

#include "arithmetic/philox.h"
#include "claim/ledger_text.h"

#include <gsl/gsl_randist.h>
#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void interval_of_known_numbers_is_the_tables(void **state)
{
    (void)state;
    /* mean 3, s^2 = 2.5, t_{0.975, 4} = 2.776445 */
    const double values[] = {1, 2, NAN, 3, 4, 5};
    double mean, low, high;
    assert_int_equal(cas_confidence_interval(values, 6, 0.05, &mean, &low, &high), 5);
    assert_true(mean == 3);
    assert_true(fabs(high - 3 - 2.776445 * sqrt(0.5)) < 2e-6);
    assert_true(fabs(high - 3 - (3 - low)) < 1e-14);
    assert_int_equal(cas_confidence_interval(values, 1, 0.05, &mean, &low, &high), 1);
    assert_true(isnan(mean) && isnan(low) && isnan(high));
}

/* Of 20000 intervals of independent normal samples, the number that miss the mean is
   binomial with the stated level; five standard deviations of it are exceeded with
   probability 6e-7. */
static void intervals_miss_the_mean_as_often_as_stated(void **state)
{
    (void)state;
    enum { SAMPLES = 20000 };
    static const size_t sizes[] = {3, 5, 12};
    static const double levels[] = {0.01, 0.1};
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "tests/measurement", 0));
    for (size_t s = 0; s < 3; s++)
        for (size_t l = 0; l < 2; l++) {
            size_t missed = 0;
            for (size_t i = 0; i < SAMPLES; i++) {
                double values[12], mean, low, high;
                for (size_t j = 0; j < sizes[s]; j++)
                    values[j] = 0.5 + gsl_ran_gaussian(rng, 0.2);
                cas_confidence_interval(values, sizes[s], levels[l], &mean, &low, &high);
                missed += 0.5 < low || high < 0.5;
            }
            double expected = SAMPLES * levels[l];
            assert_true(fabs((double)missed - expected) <
                        5 * sqrt(expected * (1 - levels[l])));
        }
    gsl_rng_free(rng);
}

/* Four dependent statements, all true at the edge of their regions: at least one is
   denied with probability at most the level of them all. */
static void true_statements_of_a_claim_are_contradicted_at_most_at_the_level(void **state)
{
    (void)state;
    enum { CLAIMS = 5000, DATA_SETS = 6 };
    static const char *const names[] = {"a", "b", "c", "d"};
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "tests/measurement", 1));
    size_t contradicted = 0;
    for (size_t i = 0; i < CLAIMS; i++) {
        cas_measurement measurement;
        cas_measurement_init(&measurement, 1);
        measurement.level = 0.1;
        measurement.data_sets = DATA_SETS;
        double shared[DATA_SETS], values[DATA_SETS];
        for (size_t j = 0; j < DATA_SETS; j++)
            shared[j] = gsl_ran_gaussian(rng, 1);
        for (size_t q = 0; q < 4; q++) {
            for (size_t j = 0; j < DATA_SETS; j++)
                values[j] = shared[j] + gsl_ran_gaussian(rng, 1);
            cas_measurement_add(&measurement, names[q], 0, 0, values);
        }
        cas_measurement_conclude(&measurement);
        contradicted += measurement.finding == CAS_FINDING_OUTSIDE;
        cas_measurement_clear(&measurement);
    }
    assert_true((double)contradicted < CLAIMS * 0.1 + 5 * sqrt(CLAIMS * 0.1 * 0.9));
    assert_true((double)contradicted > CLAIMS * 0.1 / 4);
    gsl_rng_free(rng);
}

/* Values scattered around 0.5 by 0.01, of `usable` of nine data sets. */
static void measure_half(cas_measurement *measurement, double least, double most,
                         size_t usable)
{
    double values[9];
    for (size_t j = 0; j < 9; j++)
        values[j] = j < usable ? 0.5 + 0.01 * ((double)(j % 3) - 1) : (double)NAN;
    measurement->data_sets = 9;
    measurement->settled = 3 * usable;
    measurement->unsettled = 3 * (9 - usable);
    cas_measurement_add(measurement, "exponent", least, most, values);
}

static cas_finding finding_of(double least, double most, size_t usable)
{
    cas_measurement measurement;
    cas_measurement_init(&measurement, 1);
    measure_half(&measurement, least, most, usable);
    cas_measurement_conclude(&measurement);
    cas_finding finding = measurement.finding;
    cas_measurement_clear(&measurement);
    return finding;
}

static void interval_and_region_give_the_finding(void **state)
{
    (void)state;
    assert_int_equal(finding_of(0.25, INFINITY, 9), CAS_FINDING_INSIDE);
    assert_int_equal(finding_of(-INFINITY, 0.25, 9), CAS_FINDING_OUTSIDE);
    assert_int_equal(finding_of(0.6, 0.7, 9), CAS_FINDING_OUTSIDE);
    assert_int_equal(finding_of(0.5, INFINITY, 9), CAS_FINDING_OPEN);
}

static void too_few_usable_data_sets_decide_nothing(void **state)
{
    (void)state;
    assert_int_equal(finding_of(0.25, 1, 6), CAS_FINDING_INSIDE);
    assert_int_equal(finding_of(0.25, 1, 5), CAS_FINDING_SCARCE);
    assert_int_equal(finding_of(0.25, 1, 0), CAS_FINDING_SCARCE);
}

static void one_contradicted_statement_contradicts_the_claim(void **state)
{
    (void)state;
    cas_measurement measurement;
    cas_measurement_init(&measurement, 1);
    measure_half(&measurement, 0, 1, 9);
    const double values[9] = {1, 2, 1, 2, 1, 2, 1, 2, 1};
    cas_measurement_add(&measurement, "other", -1, 0, values);
    cas_measurement_conclude(&measurement);
    assert_int_equal(measurement.quantities[0].finding, CAS_FINDING_INSIDE);
    assert_int_equal(measurement.finding, CAS_FINDING_OUTSIDE);
    char *text = cas_measurement_text(&measurement);
    assert_true(strstr(text, "other: ") < strstr(text, "exponent: "));
    free(text);
    cas_measurement_clear(&measurement);
}

/* The quantity of measure_half, from data around `centre`. */
static void add_mutant(cas_measurement *measurement, double least, double most,
                       double centre)
{
    double values[9];
    for (size_t j = 0; j < 9; j++)
        values[j] = centre + 0.01 * ((double)(j % 3) - 1);
    cas_measurement_add(cas_measurement_add_mutant(measurement), "exponent", least, most,
                        values);
}

static void mutants_have_to_turn_a_finding_round(void **state)
{
    (void)state;
    static const struct {
        double least, centre;
        bool is_noticed;
    } cases[] = {
        {0.25, 0.1, true}, {0.25, 0.4, false}, {0.25, 0.25, false},
        {0.75, 0.9, true}, {0.75, 0.4, false}, {0.75, 0.75, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cas_measurement measurement;
        cas_measurement_init(&measurement, 1);
        measure_half(&measurement, cases[i].least, INFINITY, 9);
        add_mutant(&measurement, cases[i].least, INFINITY, cases[i].centre);
        cas_measurement_conclude(&measurement);
        assert_true(cas_measurement_notices(&measurement, 0) == cases[i].is_noticed);
        cas_measurement_clear(&measurement);
    }
}

/* With more measured claims in the ledger each interval is wider. */
static void the_level_is_shared_by_the_measured_claims(void **state)
{
    (void)state;
    double reach = 0;
    for (size_t claims = 1; claims <= 100; claims *= 10) {
        cas_measurement measurement;
        cas_measurement_init(&measurement, claims);
        measure_half(&measurement, 0.25, INFINITY, 9);
        cas_measurement_conclude(&measurement);
        assert_true(fabs(measurement.level * (double)claims - 0.01) < 1e-15);
        const cas_quantity *quantity = &measurement.quantities[0];
        assert_true(quantity->high - quantity->low > reach);
        reach = quantity->high - quantity->low;
        cas_measurement_clear(&measurement);
    }
}

/* The test's own claims for the ledger. */

static cas_status measure_true(const cas_claim *claim, cas_profile profile, uint64_t seed,
                               cas_store *store, cas_measurement *measurement,
                               cas_message *message)
{
    (void)seed;
    (void)store;
    (void)message;
    measure_half(measurement, 0.25, INFINITY, profile == CAS_QUICK ? 8 : 3);
    add_mutant(measurement, 0.25, INFINITY,
               strcmp(claim->mutants->name, "0") == 0 ? 0 : 1);
    return CAS_OK;
}

static cas_status measure_false(const cas_claim *claim, cas_profile profile,
                                uint64_t seed, cas_store *store,
                                cas_measurement *measurement, cas_message *message)
{
    (void)claim;
    (void)profile;
    (void)seed;
    (void)store;
    (void)message;
    measure_half(measurement, -INFINITY, 0, 9);
    add_mutant(measurement, -INFINITY, 0, -1);
    return CAS_OK;
}

static cas_status measure_nothing(const cas_claim *claim, cas_profile profile,
                                  uint64_t seed, cas_store *store,
                                  cas_measurement *measurement, cas_message *message)
{
    (void)claim;
    (void)profile;
    (void)seed;
    (void)store;
    (void)measurement;
    return cas_fail(message, CAS_INPUT, "no data");
}

static const cas_mutant mutants[] = {{"0", "it is level"}, {NULL, NULL}};
static const cas_mutant toothless[] = {{"1", "it is steeper"}, {NULL, NULL}};
static const cas_mutant false_mutants[] = {{"-1", "it falls"}, {NULL, NULL}};

#define MEASURED(version_, measure_, mutants_)                                           \
    {                                                                                    \
        .id = "fig:1", .version = (version_), .statement = "The exponent is positive.",  \
        .file = __FILE__, .line = __LINE__, .measure = (measure_), .mutants = (mutants_) \
    }

static const cas_claim true_claim = MEASURED("repaired", measure_true, mutants);
static const cas_claim toothless_claim = MEASURED("printed", measure_true, toothless);
static const cas_claim false_claim = MEASURED("printed", measure_false, false_mutants);
static const cas_claim false_repair = MEASURED("repaired", measure_false, false_mutants);
static const cas_claim failing_claim = MEASURED("printed", measure_nothing, mutants);

static cas_ledger *audit(const cas_claim *claim, cas_profile profile)
{
    const cas_claim *const claims[] = {claim, NULL};
    cas_message message;
    cas_ledger *ledger;
    assert_int_equal(cas_ledger_new(claims, &(cas_audit_options){.profile = profile},
                                    &ledger, &message),
                     CAS_OK);
    return ledger;
}

static void ledger_supports_a_true_measured_claim(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&true_claim, CAS_QUICK);
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_SUPPORTED);
    assert_true(entry->is_consistent);
    assert_int_equal(entry->trials, 24);
    assert_int_equal(entry->vacuous, 3);
    assert_int_equal(entry->mutants, 1);
    assert_int_equal(entry->killed, 1);
    assert_non_null(strstr(
        entry->note, "error level 1 per cent, its share of 1 for all measured rows"));
    cas_ledger_free(ledger);
}

static void ledger_notices_scarce_data(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&true_claim, CAS_FULL);
    assert_int_equal(ledger->entries[0].standing, CAS_OPEN);
    assert_false(ledger->entries[0].is_consistent);
    cas_ledger_free(ledger);
}

/* Sampled noise is no witness: what the data contradict is undecided, not refuted. */
static void ledger_does_not_support_a_false_measured_claim(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&false_claim, CAS_QUICK);
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_OPEN);
    assert_true(entry->is_consistent);
    assert_int_equal(entry->killed, 1);
    assert_non_null(strstr(entry->note, "The data contradict it"));
    cas_ledger_free(ledger);
    ledger = audit(&false_repair, CAS_QUICK);
    assert_int_equal(ledger->entries[0].standing, CAS_OPEN);
    assert_false(ledger->entries[0].is_consistent);
    cas_ledger_free(ledger);
}

static void ledger_notices_a_mutant_that_the_data_do_not_contradict(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&toothless_claim, CAS_QUICK);
    assert_int_equal(ledger->entries[0].killed, 0);
    assert_false(ledger->entries[0].is_consistent);
    cas_ledger_free(ledger);
}

static void ledger_tells_why_a_measurement_failed(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&failing_claim, CAS_QUICK);
    assert_int_equal(ledger->entries[0].standing, CAS_OPEN);
    assert_false(ledger->entries[0].is_consistent);
    assert_non_null(strstr(ledger->entries[0].note, "The measurement failed: no data."));
    cas_ledger_free(ledger);
}

static char *written(const cas_ledger *ledger,
                     void (*write)(const cas_ledger *ledger, FILE *out))
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    write(ledger, out);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void ledger_files_carry_level_and_intervals(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&true_claim, CAS_QUICK);
    char *text = written(ledger, cas_ledger_write_json);
    json_t *root = json_loads(text, 0, NULL);
    json_t *row = json_array_get(json_object_get(root, "claims"), 0);
    assert_true(json_is_null(json_object_get(row, "worst_ratio")));
    assert_int_equal(json_integer_value(json_object_get(row, "trials")), 24);
    json_t *measurement = json_object_get(row, "measurement");
    assert_true(json_real_value(json_object_get(measurement, "level")) == 0.01);
    json_t *quantity = json_array_get(json_object_get(measurement, "quantities"), 0);
    assert_string_equal(json_string_value(json_object_get(quantity, "name")), "exponent");
    json_t *interval = json_object_get(quantity, "interval");
    assert_true(json_real_value(json_array_get(interval, 0)) > 0.45);
    assert_true(json_real_value(json_array_get(interval, 1)) < 0.55);
    assert_string_equal(
        json_string_value(json_array_get(json_object_get(quantity, "region"), 1)), "inf");
    json_decref(root);
    free(text);
    text = written(ledger, cas_ledger_write_tsv);
    assert_non_null(
        strstr(text, "\treplay\tlevel\ttex\tevidence\tgiven\treading\tcases\tprose\t"));
    assert_non_null(strstr(text, "\tyes\t\t0.01\t"));
    free(text);
    text = written(ledger, cas_ledger_write_markdown);
    assert_non_null(
        strstr(text, "| **supported** | measured |  |  | 0 | 24 | - | - | 1/1 |"));
    free(text);
    text = written(ledger, cas_ledger_write_junit);
    assert_non_null(strstr(
        text, "supported; evidence: measured; 0 cases, 24 trials, worst ratio -. "));
    free(text);
    cas_ledger_free(ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interval_of_known_numbers_is_the_tables),
        cmocka_unit_test(intervals_miss_the_mean_as_often_as_stated),
        cmocka_unit_test(
            true_statements_of_a_claim_are_contradicted_at_most_at_the_level),
        cmocka_unit_test(interval_and_region_give_the_finding),
        cmocka_unit_test(too_few_usable_data_sets_decide_nothing),
        cmocka_unit_test(one_contradicted_statement_contradicts_the_claim),
        cmocka_unit_test(mutants_have_to_turn_a_finding_round),
        cmocka_unit_test(the_level_is_shared_by_the_measured_claims),
        cmocka_unit_test(ledger_supports_a_true_measured_claim),
        cmocka_unit_test(ledger_notices_scarce_data),
        cmocka_unit_test(ledger_does_not_support_a_false_measured_claim),
        cmocka_unit_test(ledger_notices_a_mutant_that_the_data_do_not_contradict),
        cmocka_unit_test(ledger_tells_why_a_measurement_failed),
        cmocka_unit_test(ledger_files_carry_level_and_intervals),
    };
    return cmocka_run_group_tests_name("measurement", tests, NULL, NULL);
}

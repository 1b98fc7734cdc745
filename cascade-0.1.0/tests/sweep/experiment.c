/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/experiment_file.h"

#include "arithmetic/memory.h"
#include "tests/chain/quoted_chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ' stands for " in these texts. */
static cas_status read_text(const char *text, cas_experiment **experiment,
                            cas_message *message)
{
    char *json = quoted(text);
    cas_status status =
        cas_experiment_read_text(json, strlen(json), "x", experiment, message);
    free(json);
    return status;
}

static cas_experiment *read_good(const char *text)
{
    cas_experiment *experiment;
    cas_message message;
    if (read_text(text, &experiment, &message) != CAS_OK)
        fail_msg("%s", message.text);
    return experiment;
}

#undef HEAD
#define HEAD "{'format': 'cascade-experiment/1', "
#define BEFORE HEAD "'step_sizes': [1], "
#define PLAIN "'curves': [{'label': 'a'}]}"

static const struct refusal {
    const char *text, *message;
} refusals[] = {
    {"[]", "x:1:1: $: expected an object, found an array"},
    {"{}", "x:1:1: $: expected the key 'format', found none"},
    {"{'format': 'cascade-chain/1'}",
     "x:1:12: $.format: expected 'cascade-experiment/1', found 'cascade-chain/1'"},
    {HEAD "'curve': []}", "x:1:36: $.curve: unknown key, expected one of: format, title"},
    {HEAD "'step_sizes': [1]}", "x:1:1: $: expected the key 'curves', found none"},
    {HEAD PLAIN, "x:1:47: $.curves[0]: expected 'step_sizes'"},
    {BEFORE "'curves': []}", "x:1:65: $.curves: expected an array of 1 to 4096 curves"},
    {BEFORE "'curves': [{}]}",
     "x:1:66: $.curves[0]: expected the key 'label', found none"},
    {BEFORE "'curves': [{'label': 1}]}",
     "x:1:76: $.curves[0].label: expected a name, found 1"},
    {BEFORE "'curves': [{'label': 'a\\n'}]}",
     "x:1:76: $.curves[0].label: expected a name without control characters"},
    {BEFORE "'curves': [{'label': 'a'}, {'label': 'a'}]}",
     "x:1:92: $.curves[1].label: expected a name that no other curve has"},
    {BEFORE "'curves': [{'label': 'a', 'problem': {}}]}",
     "x:1:81: $.curves[0].problem: unknown key"},
    {HEAD "'step_sizes': [], " PLAIN,
     "x:1:50: $.step_sizes: expected an array of 1 to 4096 step sizes"},
    {HEAD "'step_sizes': [1, 1.0], " PLAIN,
     "x:1:54: $.step_sizes[1]: expected step sizes that differ, found 1.0"},
    {HEAD "'step_sizes': [0], " PLAIN,
     "x:1:51: $.step_sizes[0]: expected a number above 0"},
    {HEAD "'step_sizes': [-1], " PLAIN,
     "x:1:51: $.step_sizes[0]: expected a number above 0"},
    {HEAD "'step_sizes': ['1e-400'], " PLAIN,
     "x:1:51: $.step_sizes[0]: expected a number above 0, in the range of double"},
    {HEAD "'step_sizes': ['1e400'], " PLAIN,
     "x:1:51: $.step_sizes[0]: expected a number above 0, in the range of double"},
    {HEAD "'step_sizes': ['x'], " PLAIN, "x:1:51: $.step_sizes[0]: "},
    {BEFORE "'seeds': [], " PLAIN,
     "x:1:64: $.seeds: expected an array of 1 to 4096 seeds"},
    {BEFORE "'seeds': [2, 2], " PLAIN,
     "x:1:68: $.seeds[1]: expected seeds that differ, found 2"},
    {BEFORE "'seeds': [0], " PLAIN,
     "x:1:65: $.seeds[0]: expected a whole number from 1 to 9223372036854775807"},
    {BEFORE "'seeds': [1.5], " PLAIN, "x:1:65: $.seeds[0]: expected a whole number"},
    {BEFORE "'iterations': 1, " PLAIN,
     "x:1:69: $.iterations: expected a whole number from 2 to 4294967295, found 1"},
    {BEFORE "'iterations': 4294967296, " PLAIN, "x:1:69: $.iterations: expected a whole"},
    {BEFORE "'iterations': 99999999999999999999, " PLAIN,
     "x:1:69: $.iterations: expected a whole"},
    {BEFORE "'rho': 0, " PLAIN, "x:1:62: $.rho: expected a number above 0"},
    {BEFORE "'smoothing': 1.5, " PLAIN,
     "x:1:68: $.smoothing: expected a number above 0 that is at most 1, found 1.5"},
    {BEFORE "'sampling_noise': -1, " PLAIN,
     "x:1:73: $.sampling_noise: expected a number that is 0 or above"},
    {BEFORE "'regularizer': 'lasso', " PLAIN,
     "x:1:70: $.regularizer: expected 'nonconvex' or 'ridge', found 'lasso'"},
    {BEFORE "'reading': 1, " PLAIN,
     "x:1:66: $.reading: expected 'shared' or 'per-sample', found 1"},
    {BEFORE "'trace': {}, " PLAIN, "x:1:64: $.trace: expected the key 'every'"},
    {BEFORE "'trace': {'every': 0}, " PLAIN,
     "x:1:74: $.trace.every: expected a whole number from 1"},
    {BEFORE "'trace': {'every': 9, 'loss': 1}, " PLAIN,
     "x:1:85: $.trace.loss: expected true or false, found 1"},
    {BEFORE "'iterations': 4194305, 'trace': {'every': 1}, " PLAIN,
     "x:1:112: $.curves[0]: the trace must have at most 4194304 points"},
    {BEFORE "'forward': 2, " PLAIN, "x:1:66: $.forward: expected an object, found 2"},
    {BEFORE "'forward': {}, " PLAIN, "x:1:66: $.forward: expected the key 'sigma'"},
    {BEFORE "'forward': {'sigma': -1}, " PLAIN,
     "x:1:76: $.forward.sigma: expected a number that is 0 or above"},
    {BEFORE "'forward': {'sigma': 1000}, " PLAIN,
     "x:1:94: $.curves[0]: sigma_f/sqrt(d) must be at most 69"},
    {BEFORE "'backward': {'sigma': 1, 'law': 'normal'}, " PLAIN,
     "x:1:87: $.backward.law: expected 'zero-mean' or 'shifted', found 'normal'"},
    {BEFORE "'backward': {'sigma': 1, 'interval': 0}, " PLAIN,
     "x:1:92: $.backward.interval: expected a whole number from 1"},
    {BEFORE "'backward': {'sigma': 1, 'end': 0}, " PLAIN,
     "x:1:87: $.backward.end: expected a whole number from 1"},
    {BEFORE "'backward': {'sigma': 1, 'first': 7, 'end': 7}, " PLAIN,
     "x:1:99: $.backward.end: expected a number above 'first', 7, found 7"},
    {BEFORE "'problem': {'data': ''}, " PLAIN,
     "x:1:75: $.problem.data: expected the path of a LIBSVM file, found ''"},
    {BEFORE "'backward': {'sigma': 1, 'from': 0}, " PLAIN,
     "x:1:80: $.backward.from: unknown key, expected one of: sigma, law, interval"},
    {BEFORE "'problem': {'data': 'a', 'seeds': [1]}, " PLAIN,
     "x:1:80: $.problem.seeds: unknown key, expected one of: data"},
    {BEFORE "'problem': {'data': 1}, " PLAIN,
     "x:1:75: $.problem.data: expected the path of a LIBSVM file, found 1"},
    {BEFORE "'problem': {'samples': 0}, " PLAIN,
     "x:1:78: $.problem.samples: expected a whole number from 1"},
    {BEFORE "'problem': 'a', " PLAIN, "x:1:66: $.problem: expected an object"},
    {BEFORE "'title': 1, " PLAIN, "x:1:64: $.title: expected a string, found 1"},
    {BEFORE "'rho': 1, 'rho': 1, " PLAIN, "x:1:65: expected each key once"},
};

static void wrong_experiments_are_refused_where_they_are_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        cas_experiment *experiment;
        cas_message message;
        char *expected = quoted(refusals[i].message);
        if (read_text(refusals[i].text, &experiment, &message) == CAS_OK)
            fail_msg("%s\nwas read", refusals[i].text);
        if (strncmp(message.text, expected, strlen(expected)) != 0)
            fail_msg("%s\nexpected %s\nfound %s", refusals[i].text, expected,
                     message.text);
        assert_null(experiment);
        free(expected);
    }
}

static void a_curve_has_the_fields_of_all_and_its_own(void **state)
{
    (void)state;
    cas_experiment *e = read_good(
        HEAD "'problem': {'samples': 7, 'dimension': 3, 'seeds': [4, 5]},"
             "'iterations': 50, 'rho': 0.25, 'step_sizes': ['1/3', 0.5], 'seeds': [9],"
             "'sampling_noise': 0, 'forward': {'sigma': 2, 'law': 'shifted', 'first': 3},"
             "'trace': {'every': 10, 'loss': true}, 'curves': [{'label': 'a'},"
             "{'label': 'b', 'forward': {'sigma': 1, 'interval': 5, 'end': 40},"
             " 'regularizer': 'ridge', 'reading': 'per-sample', 'sampling_noise': 0.5,"
             " 'step_sizes': [0.1], 'seeds': [1, 2, 3], 'smoothing': 1}]}");
    assert_int_equal(e->samples, 7);
    assert_int_equal(e->dimension, 3);
    const cas_training_options *a = &e->curves[0].options, *b = &e->curves[1].options;
    assert_true(a->noiseless && !b->noiseless && b->sampling_noise == 0.5);
    assert_true(a->forward.law == CAS_TRAINING_SHIFTED && a->forward.first == 3);
    assert_true(b->forward.law == CAS_TRAINING_ZERO_MEAN && b->forward.first == 0);
    assert_true(b->forward.interval == 5 && b->forward.end == 40);
    assert_true(a->regularizer == CAS_TRAINING_NONCONVEX && a->rho == 0.25);
    assert_true(b->regularizer == CAS_TRAINING_RIDGE && b->rho == 0.25);
    assert_true(a->reading == CAS_TRAINING_SHARED);
    assert_true(b->reading == CAS_TRAINING_PER_SAMPLE && b->smoothing == 1);
    assert_true(a->trace_every == 10 && b->trace_loss);
    assert_true(e->curves[0].step_sizes[0] == 1.0 / 3);
    assert_int_equal(e->curves[0].seeds.at[0], 9);
    assert_int_equal(e->curves[1].step_size_count, 1);
    assert_true(cas_experiment_has_trace(e, true));
    cas_experiment_free(e);
}

static void runs_are_listed_by_curve_data_seed_and_step_size(void **state)
{
    (void)state;
    cas_experiment *e =
        read_good(HEAD "'problem': {'seeds': [4, 5]}, 'step_sizes': [1, 2, 3],"
                       "'seeds': [7, 8], 'curves': [{'label': 'a'},"
                       "{'label': 'b', 'step_sizes': [9]}]}");
    assert_int_equal(cas_experiment_run_count(e), 2 * 2 * 3 + 2 * 2);
    size_t index = 0;
    for (size_t c = 0; c < 2; c++)
        for (size_t p = 0; p < 2; p++)
            for (uint64_t seed = 7; seed <= 8; seed++)
                for (size_t s = 0; s < e->curves[c].step_size_count; s++, index++) {
                    cas_experiment_run run = cas_experiment_run_at(e, index);
                    assert_int_equal(run.curve_index, c);
                    assert_int_equal(run.problem, p);
                    assert_int_equal(run.seed, seed);
                    assert_true(run.step_size == e->curves[c].step_sizes[s]);
                }
    cas_experiment_free(e);
}

/* Each two runs differ in what their random numbers are a function of. */
static void every_run_has_a_stream_of_its_own(void **state)
{
    (void)state;
    cas_experiment *e =
        read_good(HEAD "'problem': {'seeds': [1, 11]}, 'step_sizes': [1, 2],"
                       "'seeds': [1, 2], 'curves': [{'label': 'a'}, {'label': '1 a'}]}");
    size_t count = cas_experiment_run_count(e);
    cas_training_options options[16];
    char *streams[16];
    assert_int_equal(count, 16);
    for (size_t i = 0; i < count; i++) {
        cas_experiment_run run = cas_experiment_run_at(e, i);
        options[i] = cas_experiment_run_options(e, &run, &streams[i]);
        for (size_t k = 0; k < i; k++)
            assert_false(options[i].seed == options[k].seed &&
                         options[i].run == options[k].run &&
                         strcmp(streams[i], streams[k]) == 0);
    }
    for (size_t i = 0; i < count; i++)
        free(streams[i]);
    cas_experiment_free(e);
}

static void too_many_runs_or_numbers_are_refused(void **state)
{
    (void)state;
    cas_experiment *e;
    cas_message message;
    char *text = cas_duplicate("");
    for (int i = 1; i <= 1100; i++) {
        char *longer = cas_format("%s%s%d", text, i > 1 ? ", " : "", i);
        free(text);
        text = longer;
    }
    char *many = cas_format(HEAD "'step_sizes': [%s], 'seeds': [%s], " PLAIN, text, text);
    assert_int_equal(read_text(many, &e, &message), CAS_LIMIT);
    assert_non_null(strstr(message.text, "more than 1048576 runs"));
    free(many);
    free(text);
    const char *large = BEFORE "'problem': {'samples': 100000000, 'seeds': [1]}, " PLAIN;
    assert_int_equal(read_text(large, &e, &message), CAS_LIMIT);
    assert_non_null(strstr(message.text, "x:1:66: $.problem: 1 data sets of 100000000"));
    e = read_good(BEFORE PLAIN);
    e->samples = 100000000;
    cas_training_problem *problems;
    assert_int_equal(cas_experiment_problems(e, &problems, &message), CAS_LIMIT);
    cas_experiment_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_experiments_are_refused_where_they_are_wrong),
        cmocka_unit_test(a_curve_has_the_fields_of_all_and_its_own),
        cmocka_unit_test(runs_are_listed_by_curve_data_seed_and_step_size),
        cmocka_unit_test(every_run_has_a_stream_of_its_own),
        cmocka_unit_test(too_many_runs_or_numbers_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

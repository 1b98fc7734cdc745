/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/sweep_run.h"

#include "arithmetic/memory.h"
#include "sweep/experiment_file.h"
#include "sweep/sweep_table.h"
#include "tests/chain/quoted_chain.h"
#include "training/kernel.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Every kind of run: structures, laws, readings, traces, a diverging one. */
static const char text[] =
    "{'format': 'cascade-experiment/1', 'iterations': 60, 'step_sizes': [0.5, 0.1, 0.02],"
    "'problem': {'samples': 43, 'dimension': 3, 'seeds': [1, 2]}, 'seeds': [1, 5],"
    "'curves': [{'label': 'plain'},"
    "{'label': 'f', 'forward': {'sigma': 0.5}},"
    "{'label': 'g', 'forward': {'sigma': 1, 'law': 'shifted', 'interval': 10}},"
    "{'label': 'b', 'backward': {'sigma': 2}, 'trace': {'every': 7, 'loss': true}},"
    "{'label': 'p', 'backward': {'sigma': 2}, 'forward': {'sigma': 1},"
    " 'reading': 'per-sample', 'trace': {'every': 20}},"
    "{'label': 'r', 'regularizer': 'ridge', 'rho': 0.5},"
    "{'label': 'away', 'regularizer': 'ridge', 'rho': 1e9, 'step_sizes': [1]}]}";

static cas_experiment *read_experiment(void)
{
    cas_experiment *experiment;
    cas_message message;
    char *json = quoted(text);
    if (cas_experiment_read_text(json, strlen(json), "x", &experiment, &message) !=
        CAS_OK)
        fail_msg("%s", message.text);
    free(json);
    return experiment;
}

static cas_sweep *run(const cas_experiment *experiment, const cas_sweep_control *control)
{
    cas_sweep *sweep;
    cas_message message;
    bool stopped;
    assert_int_equal(cas_sweep_new(&sweep, experiment, &message), CAS_OK);
    assert_int_equal(cas_sweep_use_journal(sweep, NULL, &message), CAS_OK);
    assert_int_equal(cas_sweep_run(sweep, control, &stopped, &message), CAS_OK);
    assert_false(stopped);
    return sweep;
}

/* Both tables, one after the other; to be given to free(). */
static char *tables(const cas_sweep *sweep)
{
    char *all = NULL;
    size_t length;
    cas_message message;
    FILE *out = open_memstream(&all, &length);
    cas_sweep_write_results(sweep, out);
    assert_int_equal(cas_sweep_write_traces(sweep, out, &message), CAS_OK);
    fclose(out);
    return all;
}

static void every_kernel_and_number_of_threads_gives_the_same_bytes(void **state)
{
    (void)state;
    static const char *const kernels[] = {"portable", "avx2", "avx512"};
    cas_experiment *experiment = read_experiment();
    char *expected = NULL;
    for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++)
        for (int threads = 1; threads <= 3 && cas_kernel_find(kernels[k]) != NULL;
             threads++) {
            const cas_sweep_control control = {.threads = threads, .kernel = kernels[k]};
            cas_sweep *sweep = run(experiment, &control);
            char *found = tables(sweep);
            if (expected == NULL)
                expected = cas_duplicate(found);
            assert_string_equal(found, expected);
            free(found);
            cas_sweep_free(sweep);
        }
    assert_non_null(strstr(expected, ",diverged\n"));
    free(expected);
    cas_experiment_free(experiment);
}

static void shards_do_each_run_once(void **state)
{
    (void)state;
    cas_experiment *experiment = read_experiment();
    size_t count = cas_experiment_run_count(experiment);
    for (size_t shards = 1; shards <= 20; shards += 3) {
        size_t *done = cas_allocate(count, sizeof *done);
        for (size_t shard = 1; shard <= shards; shard++) {
            const cas_sweep_control control = {.shard = shard, .shards = shards};
            cas_sweep *sweep = run(experiment, &control);
            for (size_t i = 0; i < count; i++)
                done[i] += cas_sweep_result(sweep, i)->finished;
            cas_sweep_free(sweep);
        }
        for (size_t i = 0; i < count; i++)
            assert_int_equal(done[i], 1);
        free(done);
    }
    cas_experiment_free(experiment);
}

typedef struct stop {
    uint64_t iterations; /* after which it stops */
    size_t done;
} stop;

static bool stop_there(void *context, const cas_sweep_progress *progress)
{
    stop *s = context;
    assert_true(progress->runs_done <= progress->runs);
    assert_true(progress->iterations_done <= progress->iterations);
    s->done = progress->runs_done;
    return progress->iterations_done < s->iterations;
}

static void a_sweep_can_be_stopped_and_goes_on(void **state)
{
    (void)state;
    cas_experiment *experiment = read_experiment();
    const cas_sweep_control plain = {.threads = 1};
    cas_sweep *whole = run(experiment, &plain), *sweep;
    cas_message message;
    assert_int_equal(cas_sweep_new(&sweep, experiment, &message), CAS_OK);
    assert_int_equal(cas_sweep_use_journal(sweep, NULL, &message), CAS_OK);
    size_t done = 0, calls = 0;
    for (bool stopped = true; stopped; calls++) {
        stop s = {.iterations = 1500};
        const cas_sweep_control control = {
            .threads = 1, .proceed = stop_there, .context = &s};
        assert_int_equal(cas_sweep_run(sweep, &control, &stopped, &message), CAS_OK);
        assert_true(cas_sweep_done(sweep) >= done);
        done = cas_sweep_done(sweep);
        assert_true(calls < 20);
    }
    assert_true(calls > 2);
    assert_int_equal(done, cas_sweep_count(sweep));
    char *one = tables(whole), *other = tables(sweep);
    assert_string_equal(one, other);
    free(one);
    free(other);
    cas_sweep_free(whole);
    cas_sweep_free(sweep);
    cas_experiment_free(experiment);
}

static void blocks_hold_runs_of_one_structure_and_data_set(void **state)
{
    (void)state;
    cas_experiment *experiment = read_experiment();
    cas_sweep *sweep;
    cas_message message;
    assert_int_equal(cas_sweep_new(&sweep, experiment, &message), CAS_OK);
    size_t count = cas_sweep_count(sweep), *starts;
    size_t *indices = cas_allocate(count, sizeof *indices);
    for (size_t i = 0; i < count; i++)
        indices[i] = count - 1 - i;
    size_t blocks = cas_sweep_blocks(sweep, indices, count, &starts);
    assert_int_equal(starts[0], 0);
    assert_int_equal(starts[blocks], count);
    for (size_t b = 0; b < blocks; b++) {
        assert_true(starts[b] < starts[b + 1]);
        assert_true(starts[b + 1] - starts[b] <= CAS_SWEEP_BLOCK);
        const cas_training_job *first = cas_sweep_job(sweep, indices[starts[b]]);
        for (size_t i = starts[b]; i < starts[b + 1]; i++) {
            const cas_training_job *job = cas_sweep_job(sweep, indices[i]);
            assert_ptr_equal(job->problem, first->problem);
            assert_int_equal(job->options.reading, first->options.reading);
            assert_int_equal(job->options.trace_every, first->options.trace_every);
        }
    }
    free(starts);
    free(indices);
    cas_sweep_free(sweep);
    cas_experiment_free(experiment);
}

static void the_state_of_a_run_is_told_by_its_window(void **state)
{
    (void)state;
    cas_training_result r = {.finished = true, .stable_norm = 1, .stable_iteration = 49};
    static const struct {
        double early, late;
        uint64_t iteration;
        cas_run_state expected;
    } cases[] = {
        {1.12, 0.88, 49, CAS_RUN_CONVERGED}, {0.88, 1.12, 49, CAS_RUN_CONVERGED},
        {1.13, 0.87, 49, CAS_RUN_MOVING},    {0.87, 1.13, 49, CAS_RUN_MOVING},
        {1, 1, 50, CAS_RUN_MOVING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        r.early_norm = cases[i].early;
        r.late_norm = cases[i].late;
        r.stable_iteration = cases[i].iteration;
        assert_int_equal(cas_run_state_of(&r, 100), cases[i].expected);
    }
    r = (cas_training_result){
        .finished = true, .diverged = true, .stable_norm = INFINITY};
    assert_int_equal(cas_run_state_of(&r, 100), CAS_RUN_DIVERGED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kernel_and_number_of_threads_gives_the_same_bytes),
        cmocka_unit_test(shards_do_each_run_once),
        cmocka_unit_test(a_sweep_can_be_stopped_and_goes_on),
        cmocka_unit_test(blocks_hold_runs_of_one_structure_and_data_set),
        cmocka_unit_test(the_state_of_a_run_is_told_by_its_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

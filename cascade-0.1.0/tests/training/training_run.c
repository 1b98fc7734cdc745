/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/run.h"

#include "arithmetic/memory.h"
#include "tests/training/training_reference.h"
#include "training/kernel.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITERATIONS = 20, MOST_RUNS = 26 };

static const char *const kernels[] = {"portable", "avx2", "avx512"};

static cas_training_problem make_problem(size_t samples, size_t dimension)
{
    cas_training_problem problem;
    cas_message message;
    assert_int_equal(
        cas_training_problem_generate(&problem, samples, dimension, 5, &message), CAS_OK);
    return problem;
}

/* Options that differ in every number; bits of `kind` choose the structure. */
static cas_training_options make_options(unsigned kind, uint64_t run)
{
    cas_training_options o = {.seed = 11, .experiment = "test", .run = run};
    o.iterations = ITERATIONS;
    o.step_size = 0.1 + 0.3 * (double)run;
    o.reading = kind & 1 ? CAS_TRAINING_PER_SAMPLE : CAS_TRAINING_SHARED;
    if (kind & 2)
        o.forward = (cas_training_perturbation){.sigma = 0.5 + (double)run,
                                                .law = run % 2,
                                                .interval = kind & 4 ? 3 : 0,
                                                .first = kind & 4 ? 2 : 0};
    if (kind & 8)
        o.backward = (cas_training_perturbation){
            .sigma = 2 + (double)run, .law = (run / 2) % 2, .end = kind & 4 ? 17 : 0};
    o.regularizer = kind & 16 ? CAS_TRAINING_RIDGE : CAS_TRAINING_NONCONVEX;
    o.noiseless = kind & 32;
    o.trace_every = 1;
    return o;
}

static void run_batch(const cas_training_problem *problem,
                      const cas_training_options *options, size_t count,
                      const cas_training_control *control, cas_training_result *results)
{
    cas_message message;
    memset(results, 0, count * sizeof *results);
    cas_status status =
        cas_training_run_batch(problem, options, count, control, results, &message);
    if (status != CAS_OK)
        fail_msg("%s", message.text);
}

static void clear_results(cas_training_result *results, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cas_training_result_clear(&results[i]);
}

static void assert_same_bits(const double *one, const double *other, size_t count,
                             const char *what, unsigned kind, size_t run)
{
    for (size_t i = 0; i < count; i++)
        if (memcmp(&one[i], &other[i], sizeof *one) != 0)
            fail_msg("%s, structure %u, run %zu: number %zu is %a, not %a", what, kind,
                     run, i, one[i], other[i]);
}

static void compare_with_reference(const cas_training_problem *problem, unsigned kind,
                                   size_t runs, const cas_training_control *control)
{
    cas_training_options options[MOST_RUNS];
    cas_training_result results[MOST_RUNS];
    for (size_t i = 0; i < runs; i++)
        options[i] = make_options(kind, i);
    run_batch(problem, options, runs, control, results);
    double *weights = cas_allocate(problem->dimension, sizeof *weights);
    double norms[ITERATIONS];
    for (size_t i = 0; i < runs; i++) {
        cas_training_options_complete(&options[i], problem->dimension, NULL);
        reference_run(problem, &options[i], weights, norms);
        assert_int_equal(results[i].trace.count, ITERATIONS);
        assert_same_bits(results[i].trace.gradient_norm, norms, ITERATIONS,
                         control->kernel, kind, i);
        assert_same_bits(results[i].weights, weights, problem->dimension, control->kernel,
                         kind, i);
    }
    free(weights);
    clear_results(results, runs);
}

static void every_kernel_gives_the_bits_of_the_scalar_reference(void **state)
{
    (void)state;
    static const struct {
        size_t samples, dimension;
    } shapes[] = {{1, 1}, {3, 2}, {39, 5}, {40, 10}, {41, 11}, {97, 7}, {123, 10}};
    for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++) {
        const cas_training_control control = {.kernel = kernels[k], .threads = 1};
        if (cas_kernel_find(kernels[k]) == NULL) {
            print_message("# no %s here\n", kernels[k]);
            continue;
        }
        for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
            cas_training_problem problem =
                make_problem(shapes[s].samples, shapes[s].dimension);
            for (unsigned kind = 0; kind < 64; kind++)
                compare_with_reference(&problem, kind, 3, &control);
            cas_training_problem_clear(&problem);
        }
    }
}

static void results_do_not_depend_on_lanes_threads_and_order(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem(83, 10);
    for (unsigned kind = 0; kind < 16; kind++)
        for (size_t group = 1; group <= 12; group++) {
            const cas_training_control control = {
                .threads = 1 + (int)(group % 3), .group = group, .kernel = NULL};
            compare_with_reference(&problem, kind, group, &control);
        }
    cas_training_options options[MOST_RUNS];
    cas_training_result one[MOST_RUNS], other[MOST_RUNS];
    for (size_t i = 0; i < MOST_RUNS; i++)
        options[i] = make_options((unsigned)i % 16, i / 4);
    run_batch(&problem, options, MOST_RUNS, NULL, one);
    for (size_t i = 0; i < MOST_RUNS / 2; i++) {
        cas_training_options swap = options[i];
        options[i] = options[MOST_RUNS - 1 - i];
        options[MOST_RUNS - 1 - i] = swap;
    }
    run_batch(&problem, options, MOST_RUNS, NULL, other);
    for (size_t i = 0; i < MOST_RUNS; i++)
        assert_same_bits(one[i].weights, other[MOST_RUNS - 1 - i].weights, 10, "order", 0,
                         i);
    clear_results(one, MOST_RUNS);
    clear_results(other, MOST_RUNS);
    cas_training_problem_clear(&problem);
}

/* The results must stay the same between versions and compilers: figures are compared by
   their bytes. */
static void the_first_run_has_the_recorded_bits(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem(0, 0);
    assert_int_equal(problem.samples, 2000);
    assert_int_equal(problem.dimension, 10);
    cas_training_options options = make_options(2 | 8, 1);
    cas_training_result result;
    run_batch(&problem, &options, 1, NULL, &result);
    char text[64];
    snprintf(text, sizeof text, "%a %a", result.weights[0], result.stable_norm);
    assert_string_equal(text, "0x1.d29be592b2723p-4 0x1.502b573eff446p-2");
    cas_training_result_clear(&result);
    cas_training_problem_clear(&problem);
}

/*: With $\rho = 10$ and $\gamma = 1$ the ridge alone multiplies the weights by $1 -
2\gamma\rho = -19$ in every iteration, so that $\|\nabla f\|^2$ overflows near $t = 154 /
\log_{10} 19 = 120$. */
static void a_runaway_run_is_clamped_and_then_called_diverged(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem(50, 4);
    cas_training_options options[4];
    for (size_t i = 0; i < 4; i++) {
        options[i] = make_options(16 | 2, i);
        options[i].iterations = 300;
        options[i].trace_loss = true;
        options[i].step_size = i == 2 ? 1 : 0.01;
        options[i].rho = i == 2 ? 10 : 0.1;
    }
    cas_training_result together[4], alone;
    for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++) {
        const cas_training_control control = {.kernel = kernels[k], .threads = 1};
        if (cas_kernel_find(kernels[k]) == NULL)
            continue;
        run_batch(&problem, options, 4, &control, together);
        const cas_training_result *runaway = &together[2];
        assert_true(runaway->finished && runaway->diverged);
        assert_true(runaway->last_iteration > 115 && runaway->last_iteration < 125);
        assert_int_equal(runaway->trace.count, runaway->last_iteration);
        assert_true(isinf(runaway->stable_norm));
        assert_int_equal(runaway->stable_iteration, 300);
        assert_null(runaway->weights);
        for (size_t t = 0; t < runaway->trace.count; t++)
            assert_true(isfinite(runaway->trace.gradient_norm[t]) &&
                        isfinite(runaway->trace.average[t]));
        for (size_t i = 0; i < 4; i++) {
            run_batch(&problem, &options[i], 1, &control, &alone);
            assert_int_equal(alone.diverged, i == 2);
            assert_int_equal(alone.last_iteration, together[i].last_iteration);
            if (i != 2)
                assert_same_bits(alone.weights, together[i].weights, 4, "alone", 18, i);
            cas_training_result_clear(&alone);
        }
        clear_results(together, 4);
    }
    cas_training_problem_clear(&problem);
}

/* ln(1 + exp(f_1)) without overflow */
static double softplus(double f)
{
    return fmax(f, 0) + log1p(exp(-fabs(f)));
}

static double penalty(const cas_training_options *o, double w)
{
    return o->rho * (o->regularizer == CAS_TRAINING_RIDGE ? w * w : w * w / (1 + w * w));
}

/* The loss at w_t of one lane among others; each term has relative error 1e-15 and there
   are 50 of them. */
static void the_traced_loss_is_the_loss(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem(50, 4);
    const double start[4] = {0.5, -30, 300, 1e-3};
    for (unsigned kind = 0; kind < 32; kind += 16) {
        cas_training_options options[2] = {make_options(kind, 0), make_options(kind, 1)};
        cas_training_result results[2];
        options[1].start = start;
        options[0].trace_loss = options[1].trace_loss = true;
        run_batch(&problem, options, 2, NULL, results);
        cas_training_options_complete(&options[1], 4, NULL);
        double loss = 0;
        for (size_t l = 0; l < 50; l++) {
            double f = 0;
            for (size_t j = 0; j < 4; j++)
                f -= problem.labels[l] * problem.features[4 * l + j] * start[j];
            loss += softplus(f) / 50;
        }
        for (size_t j = 0; j < 4; j++)
            loss += penalty(&options[1], start[j]);
        assert_true(fabs(results[1].trace.loss[0] - loss) <= 1e-13 * loss);
        assert_true(fabs(results[0].trace.loss[0] - log(2)) <= 1e-14);
        clear_results(results, 2);
    }
    cas_training_problem_clear(&problem);
}

typedef struct calls {
    uint64_t iterations;
    size_t finished;
    bool goes_on;
} calls;

static bool proceed(void *context, uint64_t iterations)
{
    calls *c = context;
    c->iterations += iterations;
    return c->goes_on;
}

static void finished(void *context, size_t index, const cas_training_result *result)
{
    calls *c = context;
    assert_true(index < MOST_RUNS && result->finished);
    c->finished++;
}

static void a_batch_tells_its_progress_and_can_be_stopped(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem(30, 3);
    cas_training_options options[MOST_RUNS];
    cas_training_result results[MOST_RUNS];
    for (size_t i = 0; i < MOST_RUNS; i++) {
        options[i] = make_options((unsigned)i % 4, i);
        options[i].iterations = 1000;
    }
    calls c = {.goes_on = true};
    cas_training_control control = {
        .proceed = proceed, .finished = finished, .context = &c};
    run_batch(&problem, options, MOST_RUNS, &control, results);
    assert_int_equal(c.iterations, 1000 * MOST_RUNS);
    assert_int_equal(c.finished, MOST_RUNS);
    clear_results(results, MOST_RUNS);
    c = (calls){.goes_on = false};
    run_batch(&problem, options, MOST_RUNS, &control, results);
    assert_int_equal(c.finished, 0);
    for (size_t i = 0; i < MOST_RUNS; i++)
        assert_true(!results[i].finished && results[i].weights == NULL &&
                    results[i].trace.count == 0 && results[i].trace.average == NULL);
    clear_results(results, MOST_RUNS);
    cas_training_problem_clear(&problem);
}

static void options_out_of_range_are_refused(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem(5, 4);
    const double start[4] = {0, NAN, 0, 0};
    cas_training_options good = make_options(0, 0), bad[9];
    for (size_t i = 0; i < 9; i++)
        bad[i] = good;
    bad[0].step_size = 0;
    bad[1].step_size = INFINITY;
    bad[2].iterations = 1;
    bad[3].rho = -1;
    bad[4].sampling_noise = NAN;
    bad[5].smoothing = 1.5;
    bad[6].forward.sigma = 140;
    bad[7].backward.sigma = -1;
    bad[8].start = start;
    for (size_t i = 0; i < 9; i++) {
        cas_training_options two[2] = {good, bad[i]};
        cas_training_result results[2] = {{0}, {0}};
        cas_message message;
        assert_int_equal(
            cas_training_run_batch(&problem, two, 2, NULL, results, &message), CAS_INPUT);
        assert_ptr_equal(strstr(message.text, "run 2: "), message.text);
    }
    const cas_training_control control = {.kernel = "abacus"};
    cas_training_result result = {0};
    assert_int_equal(cas_training_run_batch(&problem, &good, 1, &control, &result, NULL),
                     CAS_UNSUPPORTED);
    cas_training_problem_clear(&problem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kernel_gives_the_bits_of_the_scalar_reference),
        cmocka_unit_test(results_do_not_depend_on_lanes_threads_and_order),
        cmocka_unit_test(the_first_run_has_the_recorded_bits),
        cmocka_unit_test(a_runaway_run_is_clamped_and_then_called_diverged),
        cmocka_unit_test(the_traced_loss_is_the_loss),
        cmocka_unit_test(a_batch_tells_its_progress_and_can_be_stopped),
        cmocka_unit_test(options_out_of_range_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

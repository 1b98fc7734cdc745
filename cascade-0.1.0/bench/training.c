/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fma_peak.h"
#include "training/kernel.h"
#include "training/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The speed of the training engine on the paper's problem (M = 2000, d = 10).

     bench/training run READING SIGMA_F SIGMA_B
         microseconds per run and iteration, one core
     bench/training bound READING SIGMA_F SIGMA_B
         the same, if the core did nothing but the floating-point operations, all at the
         rate of its fused multiply-adds
     bench/training cores
         speed of all cores over that of one
     bench/training kernel
         the kernel's name

   Times of one core are medians of processor time: a busy machine moves them little, and
   what a virtual machine counts too short is left out. */

enum { RUNS = 48, ITERATIONS = 200, TRIES = 15 };

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void fail(const cas_message *message)
{
    fprintf(stderr, "bench/training: %s\n", message->text);
    exit(1);
}

/* Seconds for one batch of `runs`. */
static double time_batch(const cas_training_problem *problem, cas_training_options common,
                         size_t runs, int threads, clockid_t clock)
{
    cas_training_options options[RUNS];
    cas_training_result results[RUNS];
    cas_training_control control = {.threads = threads};
    cas_message message;
    memset(results, 0, sizeof results);
    for (size_t i = 0; i < runs; i++) {
        options[i] = common;
        options[i].run = i;
    }
    double start = seconds(clock);
    if (cas_training_run_batch(problem, options, runs, &control, results, &message) !=
        CAS_OK)
        fail(&message);
    double time = seconds(clock) - start;
    for (size_t i = 0; i < runs; i++)
        cas_training_result_clear(&results[i]);
    return time;
}

static cas_training_options make_options(const char *reading, double forward,
                                         double backward)
{
    bool per_sample = strcmp(reading, "per-sample") == 0;
    return (cas_training_options){.step_size = 0.1,
                                  .iterations = ITERATIONS,
                                  .reading = per_sample ? CAS_TRAINING_PER_SAMPLE
                                                        : CAS_TRAINING_SHARED,
                                  .forward.sigma = forward,
                                  .backward.sigma = backward};
}

static int compare_times(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

/* One full group of lanes. */
static void print_run(const cas_training_problem *problem,
                      const cas_training_options *options)
{
    size_t runs = cas_kernel_find(NULL)->width * CAS_KERNEL_VECTORS;
    double times[TRIES];
    for (int try = 0; try < TRIES; try++)
        times[try] = time_batch(problem, *options, runs, 1, CLOCK_PROCESS_CPUTIME_ID);
    qsort(times, TRIES, sizeof *times, compare_times);
    printf("%.4f\n", times[TRIES / 2] * 1e6 / ((double)runs * ITERATIONS));
}

static double fma_peak(const cas_kernel *kernel)
{
#ifdef CASCADE_X86_KERNELS
    if (strcmp(kernel->name, "avx512") == 0)
        return fma_peak_avx512();
    if (strcmp(kernel->name, "avx2") == 0)
        return fma_peak_avx2();
#endif
    (void)kernel;
    return fma_peak_portable();
}

/*: Operations on vectors of doubles per sample, each counted as one, the division too.
The exponent and the sum for the gradient: $2d$, and $d$ for a second sum. The clamp: 2. A
power of two: 3 for the reduction, 11 for the polynomial. The sigmoids: 2 without and 8
with a forward perturbation. Per sample: a second power of two; 2 for a uniform number; 1
to add $\epsilon$. The integer operations of Philox and of the exponents are not counted.
*/
static double operations(const cas_training_options *options, double dimension)
{
    bool forward = options->forward.sigma > 0;
    bool per_sample = options->reading == CAS_TRAINING_PER_SAMPLE;
    bool own_epsilon = per_sample && options->backward.sigma > 0;
    double count = 2 * dimension + 2 + 14 + (forward ? 8 : 2);
    count += forward || own_epsilon ? dimension : 0;
    count += forward && per_sample ? 14 + 2 : 0;
    return count + (own_epsilon ? 2 + 1 : 0);
}

static void print_bound(const cas_training_problem *problem,
                        const cas_training_options *options)
{
    const cas_kernel *kernel = cas_kernel_find(NULL);
    double rate = fma_peak(kernel) * (double)kernel->width;
    double count = operations(options, (double)problem->dimension);
    printf("%.4f\n", 1e6 * count * (double)problem->samples / rate);
}

static void print_cores(const cas_training_problem *problem)
{
    const cas_training_options options = make_options("shared", 1, 0);
    double one = 1e9, all = 1e9;
    for (int try = 0; try < TRIES / 2; try++) {
        double time = time_batch(problem, options, RUNS, 1, CLOCK_MONOTONIC);
        one = time < one ? time : one;
        time = time_batch(problem, options, RUNS, 0, CLOCK_MONOTONIC);
        all = time < all ? time : all;
    }
    printf("%.4f\n", one / all);
}

int main(int count, char **words)
{
    cas_training_problem problem;
    cas_message message;
    if (cas_training_problem_generate(&problem, 0, 0, 1, &message) != CAS_OK)
        fail(&message);
    const char *what = count > 1 ? words[1] : "";
    const char *reading = count > 2 ? words[2] : "shared";
    cas_training_options options = make_options(reading, count > 3 ? atof(words[3]) : 0,
                                                count > 4 ? atof(words[4]) : 0);
    if (strcmp(what, "run") == 0)
        print_run(&problem, &options);
    else if (strcmp(what, "bound") == 0)
        print_bound(&problem, &options);
    else if (strcmp(what, "cores") == 0)
        print_cores(&problem);
    else
        printf("%s\n", cas_kernel_find(NULL)->name);
    cas_training_problem_clear(&problem);
    return 0;
}

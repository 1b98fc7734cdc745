/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/output_file.h"
#include "command/command.h"
#include "command/options.h"
#include "training/experiment_file.h"
#include "training/sweep.h"
#include "training/sweep_table.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { OPTION_TRACE, OPTION_DATA, OPTION_ITERATIONS, OPTION_THREADS };

static const cas_option options[] = {
    {"trace", "FILE", "write the recorded trajectories to FILE, as CSV"},
    {"data", "FILE", "train on FILE (LIBSVM format) instead of the experiment's data"},
    {"iterations", "NUMBER", "iterations of every run instead of the experiment's"},
    {"threads", "NUMBER", "how many threads (default: one per processor)"},
    {NULL, NULL, NULL},
};

enum { MOST_THREADS = 1024 };

/* The signal that asked to stop, or 0. */
static volatile sig_atomic_t caught;

static void catch (int number)
{
    caught = number;
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = catch, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

typedef struct watch {
    bool is_terminal;
    double start, shown; /* seconds */
} watch;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* One line on the terminal that is overwritten. */
static void show(watch *w, const cas_sweep_progress *p)
{
    double now = seconds();
    if (now - w->shown < 0.2 || p->iterations_done == 0)
        return;
    w->shown = now;
    double rate = (double)p->iterations_done / (now - w->start);
    long left = lround((double)(p->iterations - p->iterations_done) / rate);
    fprintf(stderr, "\r\033[K%zu/%zu runs, %.3g iterations/s, %ld:%02ld:%02ld left",
            p->runs_done, p->runs, rate, left / 3600, left / 60 % 60, left % 60);
    fflush(stderr);
}

static bool proceed(void *context, const cas_sweep_progress *progress)
{
    watch *w = context;
    if (w->is_terminal)
        show(w, progress);
    return caught == 0;
}

static cas_status read_experiment(const cas_call *call, cas_experiment **experiment,
                                  cas_message *message)
{
    const char *const *values = call->values;
    uint64_t iterations = 0;
    cas_status status = CAS_OK;
    if (values[OPTION_ITERATIONS] != NULL)
        status = cas_option_number("--iterations", values[OPTION_ITERATIONS], 2,
                                   UINT32_MAX, &iterations, message);
    if (status == CAS_OK)
        status = cas_experiment_read(call->operands[0], experiment, message);
    if (status != CAS_OK)
        return status;
    if (values[OPTION_DATA] != NULL)
        cas_experiment_use_data(*experiment, values[OPTION_DATA]);
    if (iterations > 0)
        cas_experiment_use_iterations(*experiment, iterations);
    if (values[OPTION_TRACE] != NULL && !cas_experiment_has_trace(*experiment)) {
        status = cas_fail(message, CAS_INPUT,
                          "--trace: %.400s records no trajectories; expected the key "
                          "\"trace\" in it",
                          call->operands[0]);
        cas_experiment_free(*experiment);
    }
    return status;
}

static cas_status read_control(const cas_call *call, cas_sweep_control *control,
                               cas_message *message)
{
    const char *threads = call->values[OPTION_THREADS];
    uint64_t number = 0;
    cas_status status = CAS_OK;
    if (threads != NULL)
        status =
            cas_option_number("--threads", threads, 1, MOST_THREADS, &number, message);
    control->threads = (int)number;
    return status;
}

/* Does the work; the exit status. */
static int run_sweep(cas_sweep *sweep, cas_sweep_control *control, cas_message *message)
{
    watch w = {.is_terminal = isatty(STDERR_FILENO), .start = seconds()};
    bool stopped;
    control->proceed = proceed;
    control->context = &w;
    catch_signals();
    cas_status status = cas_sweep_run(sweep, control, &stopped, message);
    if (w.is_terminal)
        fputs("\r\033[K", stderr);
    if (status != CAS_OK)
        return CAS_EXIT_ERROR;
    if (!stopped)
        return CAS_EXIT_HOLDS;
    cas_fail(message, CAS_SYSTEM, "sweep: stopped by signal %d", (int)caught);
    return CAS_EXIT_SIGNAL + caught;
}

static int write_tables(const cas_call *call, const cas_sweep *sweep,
                        cas_output_file *trace, cas_message *message)
{
    cas_sweep_write_results(sweep, call->out);
    if (trace == NULL)
        return CAS_EXIT_HOLDS;
    cas_sweep_write_traces(sweep, cas_output_file_stream(trace));
    return cas_output_file_commit(trace, message) == CAS_OK ? CAS_EXIT_HOLDS
                                                            : CAS_EXIT_ERROR;
}

static int run_experiment(const cas_call *call, const cas_experiment *experiment,
                          cas_sweep_control *control, cas_message *message)
{
    cas_output_file *trace = NULL;
    const char *path = call->values[OPTION_TRACE];
    if (path != NULL && cas_output_file_open(path, &trace, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    cas_sweep sweep;
    int result = CAS_EXIT_ERROR;
    if (cas_sweep_init(&sweep, experiment, message) == CAS_OK) {
        result = run_sweep(&sweep, control, message);
        if (result == CAS_EXIT_HOLDS) {
            result = write_tables(call, &sweep, trace, message);
            trace = NULL;
        }
        cas_sweep_clear(&sweep);
    }
    if (trace != NULL)
        cas_output_file_discard(trace);
    return result;
}

static int run(const cas_call *call, cas_message *message)
{
    cas_sweep_control control = {0};
    cas_experiment *experiment;
    if (read_control(call, &control, message) != CAS_OK ||
        read_experiment(call, &experiment, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    int result = run_experiment(call, experiment, &control, message);
    cas_experiment_free(experiment);
    return result;
}

const cas_command cas_command_sweep = {
    .name = "sweep",
    .operands = "FILE",
    .summary = "Run an experiment of perturbed SGD and print its results as CSV",
    .details =
        "FILE is an experiment (\"cascade-experiment/1\"); \"-\" is standard input.  "
        "The\n"
        "results are one row per run in the order of the file: stable gradient norm,\n"
        "stable iteration and state (converged, moving: not settled at the horizon,\n"
        "diverged).  They do not depend on the number of threads.\n\n"
        "Exit status: 0 all runs were done, 2 bad usage or input or an error, 128 and\n"
        "the signal's number where a signal stopped it.\n",
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "chain/output_file.h"
#include "command/command.h"
#include "command/options.h"
#include "training/experiment_file.h"
#include "training/sweep_run.h"
#include "training/sweep_table.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    OPTION_TRACE,
    OPTION_JOURNAL,
    OPTION_DATA,
    OPTION_ITERATIONS,
    OPTION_SHARD,
    OPTION_THREADS
};

static const cas_option options[] = {
    {"trace", "FILE", "write the recorded trajectories to FILE, as CSV"},
    {"journal", "FILE", "keep finished runs in FILE (default: OUTPUT.journal)"},
    {"data", "FILE", "train on FILE (LIBSVM format) instead of the experiment's data"},
    {"iterations", "NUMBER", "iterations of every run instead of the experiment's"},
    {"shard", "K/N", "do part K of N alone, and write its journal alone"},
    {"threads", "NUMBER", "how many threads (default: one per processor)"},
    {NULL, NULL, NULL},
};

enum { MOST_THREADS = 1024, MOST_SHARDS = 1000000 };

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
        *experiment = NULL;
    }
    return status;
}

/* "K/N" */
static cas_status read_shard(const char *text, cas_sweep_control *control,
                             cas_message *message)
{
    const char *slash = strchr(text, '/');
    char *first = cas_format("%.*s", (int)strcspn(text, "/"), text);
    uint64_t shard = 0, shards = 0;
    cas_status status = CAS_OK;
    if (slash == NULL)
        status = cas_fail(message, CAS_INPUT, "--shard: expected K/N, found '%s'", text);
    if (status == CAS_OK)
        status =
            cas_option_number("--shard", slash + 1, 1, MOST_SHARDS, &shards, message);
    if (status == CAS_OK)
        status = cas_option_number("--shard", first, 1, shards, &shard, message);
    free(first);
    control->shard = (size_t)shard;
    control->shards = (size_t)shards;
    return status;
}

static cas_status read_control(const cas_call *call, cas_sweep_control *control,
                               cas_message *message)
{
    const char *const *values = call->values;
    uint64_t number = 0;
    cas_status status = CAS_OK;
    if (values[OPTION_THREADS] != NULL)
        status = cas_option_number("--threads", values[OPTION_THREADS], 1, MOST_THREADS,
                                   &number, message);
    if (status == CAS_OK && values[OPTION_SHARD] != NULL)
        status = read_shard(values[OPTION_SHARD], control, message);
    control->threads = (int)number;
    return status;
}

/* *path: the journal that is written, or NULL; to be given to free(). */
static cas_status name_journal(const cas_call *call, const cas_sweep_control *control,
                               char **path, cas_message *message)
{
    const char *given = call->values[OPTION_JOURNAL];
    *path = given != NULL          ? cas_duplicate(given)
            : call->output != NULL ? cas_format("%s.journal", call->output)
                                   : NULL;
    if (control->shards == 0)
        return CAS_OK;
    if (*path == NULL)
        return cas_fail(message, CAS_INPUT, "--shard: expected --journal or --output");
    char *shard = cas_format("%s.%zu-of-%zu", *path, control->shard, control->shards);
    free(*path);
    *path = shard;
    return CAS_OK;
}

static cas_status open_journals(cas_sweep *sweep, const cas_call *call,
                                const cas_sweep_control *control, const char *path,
                                cas_message *message)
{
    cas_status status = CAS_OK;
    if (path != NULL || (call->values[OPTION_TRACE] != NULL && control->shards == 0))
        status = cas_sweep_use_journal(sweep, path, message);
    if (status == CAS_OK && path != NULL && control->shards == 0)
        status = cas_sweep_use_shards(sweep, path, message);
    return status;
}

/* Adds what a user who was interrupted wants to know. */
static void add_advice(const cas_sweep *sweep, const char *journal, cas_message *message)
{
    const cas_message reason = *message;
    if (journal == NULL)
        cas_fail(message, CAS_SYSTEM,
                 "%.600s; nothing was kept, as there is no --journal", reason.text);
    else
        cas_fail(message, CAS_SYSTEM,
                 "%.400s; %zu of %zu runs are safe in %.300s, the same command goes on "
                 "from there",
                 reason.text, cas_sweep_done(sweep), cas_sweep_count(sweep), journal);
}

/* Does the work; the exit status. */
static int run_sweep(cas_sweep *sweep, cas_sweep_control *control, const char *journal,
                     cas_message *message)
{
    watch w = {.is_terminal = isatty(STDERR_FILENO), .start = seconds()};
    bool stopped;
    control->proceed = proceed;
    control->context = &w;
    catch_signals();
    cas_status status = cas_sweep_run(sweep, control, &stopped, message);
    if (w.is_terminal)
        fputs("\r\033[K", stderr);
    if (status == CAS_OK && !stopped)
        return CAS_EXIT_HOLDS;
    if (status == CAS_OK)
        cas_fail(message, CAS_SYSTEM, "sweep: stopped by signal %d (%s)", (int)caught,
                 strsignal(caught));
    add_advice(sweep, journal, message);
    return status == CAS_OK ? CAS_EXIT_SIGNAL + caught : CAS_EXIT_ERROR;
}

static int write_tables(const cas_call *call, const cas_sweep *sweep,
                        cas_output_file *trace, cas_message *message)
{
    cas_sweep_write_results(sweep, call->out);
    if (trace == NULL)
        return CAS_EXIT_HOLDS;
    cas_status status =
        cas_sweep_write_traces(sweep, cas_output_file_stream(trace), message);
    if (status != CAS_OK)
        cas_output_file_discard(trace);
    else
        status = cas_output_file_commit(trace, message);
    return status == CAS_OK ? CAS_EXIT_HOLDS : CAS_EXIT_ERROR;
}

static int run_experiment(const cas_call *call, const cas_experiment *experiment,
                          cas_sweep_control *control, const char *journal,
                          cas_message *message)
{
    cas_output_file *trace = NULL;
    const char *path = control->shards == 0 ? call->values[OPTION_TRACE] : NULL;
    if (path != NULL && cas_output_file_open(path, &trace, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    cas_sweep *sweep = NULL;
    int result = CAS_EXIT_ERROR;
    if (cas_sweep_new(&sweep, experiment, message) == CAS_OK &&
        open_journals(sweep, call, control, journal, message) == CAS_OK)
        result = run_sweep(sweep, control, journal, message);
    if (result == CAS_EXIT_HOLDS && control->shards == 0) {
        result = write_tables(call, sweep, trace, message);
        trace = NULL;
    }
    cas_sweep_free(sweep);
    if (trace != NULL)
        cas_output_file_discard(trace);
    return result;
}

static int run(const cas_call *call, cas_message *message)
{
    cas_sweep_control control = {0};
    cas_experiment *experiment = NULL;
    char *journal = NULL;
    int result = CAS_EXIT_ERROR;
    if (read_control(call, &control, message) == CAS_OK &&
        name_journal(call, &control, &journal, message) == CAS_OK &&
        read_experiment(call, &experiment, message) == CAS_OK)
        result = run_experiment(call, experiment, &control, journal, message);
    cas_experiment_free(experiment);
    free(journal);
    return result;
}

/* A shard writes its journal alone. */
static bool delivers(const cas_call *call)
{
    return call->values[OPTION_SHARD] == NULL;
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
        "diverged).  They depend on the experiment and its data alone.\n\n"
        "Finished runs are kept in the journal, and taken from it where the same run\n"
        "is wanted again: killed at any moment, the same command goes on where it\n"
        "stopped.  With --shard, parts of a sweep run anywhere, each with a journal\n"
        "FILE.K-of-N; the command without --shard collects them.\n\n"
        "Exit status: 0 all runs were done, 2 bad usage or input or an error, 128 and\n"
        "the signal's number where a signal stopped it.\n",
    .least = 1,
    .most = 1,
    .options = options,
    .delivers = delivers,
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "command/command.h"
#include "command/options.h"
#include "file/output_file.h"
#include "file/place.h"
#include "sweep/experiment_file.h"
#include "sweep/ranks.h"
#include "sweep/sweep_run.h"
#include "sweep/sweep_table.h"

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

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* One call of the command. */
typedef struct task {
    cas_sweep_control control;
    bool shows_progress;
    double start, shown; /* seconds */
    char *journal;       /* that is written, or NULL */
    cas_experiment *experiment;
    cas_sweep *sweep;
    cas_output_file *trace; /* or NULL */
} task;

/* One line on the terminal that is overwritten. */
static void show(task *t, const cas_sweep_progress *p)
{
    double now = seconds();
    if (now - t->shown < 0.2 || p->iterations_done == 0)
        return;
    t->shown = now;
    double rate = (double)p->iterations_done / (now - t->start);
    long left = lround((double)(p->iterations - p->iterations_done) / rate);
    fprintf(stderr, "\r\033[K%zu/%zu runs, %.3g iterations/s, %ld:%02ld:%02ld left",
            p->runs_done, p->runs, rate, left / 3600, left / 60 % 60, left % 60);
    fflush(stderr);
}

static bool proceed(void *context, const cas_sweep_progress *progress)
{
    task *t = context;
    if (t->shows_progress)
        show(t, progress);
    return caught == 0;
}

static cas_status read_experiment(const cas_call *call, cas_experiment **experiment,
                                  cas_message *message)
{
    const char *const *values = call->values;
    uint64_t iterations = 0;
    cas_status status = CAS_OK;
    if (cas_ranks_count() > 1 && strcmp(call->operands[0], "-") == 0)
        return cas_fail(message, CAS_INPUT,
                        "sweep: mpirun gives standard input to one rank alone; expected "
                        "the experiment's FILE");
    status =
        cas_call_number(call, OPTION_ITERATIONS, 2, UINT32_MAX, &iterations, message);
    if (status == CAS_OK)
        status = cas_experiment_read(call->operands[0], experiment, message);
    if (status != CAS_OK)
        return status;
    if (values[OPTION_DATA] != NULL)
        cas_experiment_use_data(*experiment, values[OPTION_DATA]);
    if (iterations > 0)
        cas_experiment_use_iterations(*experiment, iterations);
    if (values[OPTION_TRACE] != NULL && !cas_experiment_has_trace(*experiment, false)) {
        status = cas_fail(message, CAS_INPUT,
                          "--trace: %.400s records no trajectories; expected the key "
                          "\"trace\" in it",
                          call->operands[0]);
        cas_experiment_free(*experiment);
        *experiment = NULL;
    }
    return status;
}

static cas_status read_shard(const char *text, cas_sweep_control *control,
                             cas_message *message)
{
    int end = 0;
    if (sscanf(text, "%zu/%zu%n", &control->shard, &control->shards, &end) < 2 ||
        text[end] != '\0' || control->shards > MOST_SHARDS || control->shard < 1 ||
        control->shard > control->shards)
        return cas_fail(message, CAS_INPUT,
                        "--shard: expected K/N with 1 <= K <= N <= %d, found '%s'",
                        MOST_SHARDS, text);
    return CAS_OK;
}

static cas_status read_control(const cas_call *call, cas_sweep_control *control,
                               cas_message *message)
{
    const char *shard = call->values[OPTION_SHARD];
    uint64_t number = 0;
    cas_status status =
        cas_call_number(call, OPTION_THREADS, 1, MOST_THREADS, &number, message);
    if (status == CAS_OK && shard != NULL)
        status = read_shard(shard, control, message);
    control->threads = (int)number;
    return status;
}

static cas_status name_journal(const cas_call *call, task *t, cas_message *message)
{
    const char *given = call->values[OPTION_JOURNAL];
    if (given != NULL)
        t->journal = cas_duplicate(given);
    else if (call->output != NULL && !cas_file_is_special(call->output))
        t->journal = cas_format("%s.journal", call->output);
    if (t->control.shards == 0)
        return CAS_OK;
    if (t->journal == NULL)
        return cas_fail(message, CAS_INPUT,
                        "--shard: expected --journal, or --output to a regular file");
    char *shard =
        cas_format("%s.%zu-of-%zu", t->journal, t->control.shard, t->control.shards);
    free(t->journal);
    t->journal = shard;
    return CAS_OK;
}

/* Trajectories are kept in a journal in any case: memory may not hold them. */
static cas_status open_journals(const task *t, cas_message *message)
{
    cas_status status = CAS_OK;
    if (t->journal != NULL || t->trace != NULL)
        status = cas_sweep_use_journal(t->sweep, t->journal, message);
    if (status == CAS_OK && t->journal != NULL && t->control.shards == 0)
        status = cas_sweep_use_shards(t->sweep, t->journal, message);
    return status;
}

/* Adds what a user who was interrupted wants to know. */
static void add_advice(const task *t, cas_message *message)
{
    const cas_message reason = *message;
    if (t->journal == NULL)
        cas_fail(message, CAS_SYSTEM,
                 "%.600s; nothing was kept, as there is no --journal", reason.text);
    else
        cas_fail(message, CAS_SYSTEM,
                 "%.400s; %zu of %zu runs are safe in %.300s, the same command goes on "
                 "from there",
                 reason.text, cas_sweep_done(t->sweep), cas_sweep_count(t->sweep),
                 t->journal);
}

/* Does the work; the exit status. */
static int run_sweep(const task *t, cas_message *message)
{
    bool stopped;
    cas_status status = cas_sweep_run(t->sweep, &t->control, &stopped, message);
    if (t->shows_progress)
        fputs("\r\033[K", stderr);
    if (status == CAS_OK && !stopped)
        return CAS_EXIT_HOLDS;
    if (status == CAS_OK)
        cas_fail(message, CAS_SYSTEM, "sweep: stopped by signal %d (%s)%s", (int)caught,
                 strsignal(caught),
                 cas_ranks_count() > 1 ? ", as mpirun sends it when a rank has died"
                                       : "");
    add_advice(t, message);
    return status == CAS_OK ? CAS_EXIT_SIGNAL + caught : CAS_EXIT_ERROR;
}

static int write_tables(task *t, FILE *out, cas_message *message)
{
    cas_sweep_write_results(t->sweep, out);
    if (t->trace == NULL)
        return CAS_EXIT_HOLDS;
    cas_status status =
        cas_sweep_write_traces(t->sweep, cas_output_file_stream(t->trace), message);
    if (status == CAS_OK) {
        status = cas_output_file_commit(t->trace, message);
        t->trace = NULL;
    }
    return status == CAS_OK ? CAS_EXIT_HOLDS : CAS_EXIT_ERROR;
}

/* No file that is written may take the place of another one. */
static cas_status check_files(const task *t, const cas_call *call, cas_message *message)
{
    const bool is_shard = t->control.shards > 0;
    const cas_file_role files[] = {
        {"the experiment", call->operands[0], false},
        {"the data", t->experiment->data, false},
        {"--output", is_shard ? NULL : call->output, true},
        {"--trace", is_shard ? NULL : call->values[OPTION_TRACE], true},
        {"--journal", t->journal, true},
    };
    return cas_files_are_distinct(files, sizeof files / sizeof *files, message);
}

static cas_status prepare(task *t, const cas_call *call, cas_message *message)
{
    cas_status status = read_control(call, &t->control, message);
    if (status == CAS_OK)
        status = name_journal(call, t, message);
    if (status == CAS_OK)
        status = read_experiment(call, &t->experiment, message);
    if (status == CAS_OK)
        status = check_files(t, call, message);
    if (status == CAS_OK)
        status = cas_sweep_new(&t->sweep, t->experiment, message);
    if (status != CAS_OK || cas_rank() > 0)
        return status;
    const char *trace = t->control.shards == 0 ? call->values[OPTION_TRACE] : NULL;
    if (trace != NULL)
        status = cas_output_file_open(trace, &t->trace, message);
    return status == CAS_OK ? open_journals(t, message) : status;
}

static void release(task *t)
{
    if (t->trace != NULL)
        cas_output_file_discard(t->trace);
    cas_sweep_free(t->sweep);
    cas_experiment_free(t->experiment);
    free(t->journal);
}

static int run(const cas_call *call, cas_message *message)
{
    bool is_first = cas_rank() == 0;
    task t = {.start = seconds(), .shows_progress = is_first && isatty(STDERR_FILENO)};
    t.control.proceed = proceed;
    t.control.context = &t;
    cas_status status = prepare(&t, call, message);
    status = cas_sweep_agree(t.sweep, status, message);
    int result = CAS_EXIT_HOLDS;
    if (status != CAS_OK) {
        result = is_first ? CAS_EXIT_ERROR : CAS_EXIT_HOLDS;
    } else {
        catch_signals();
        if (!is_first)
            cas_sweep_serve(t.sweep, &t.control);
        else
            result = run_sweep(&t, message);
        if (is_first && result == CAS_EXIT_HOLDS && t.control.shards == 0)
            result = write_tables(&t, call->out, message);
    }
    release(&t);
    return result;
}

/* A shard writes its journal alone, and of many ranks the first one writes. */
static bool begin(const cas_call *call)
{
    cas_ranks_join();
    return cas_rank() == 0 && call->values[OPTION_SHARD] == NULL;
}

const cas_command cas_command_sweep = {
    .name = "sweep",
    .operands = "FILE",
    .summary = "Run an experiment of perturbed SGD and print its results as CSV",
    .details =
        "FILE is an experiment (\"cascade-experiment/1\"); \"-\" is standard input.\n"
        "The results are one row per run in the order of the file: stable gradient\n"
        "norm, stable iteration and state (converged, moving: not settled at the\n"
        "horizon, diverged).  They depend on the experiment and its data alone.\n\n"
        "Finished runs are kept in the journal, and taken from it where the same run\n"
        "is wanted again: killed at any moment, the same command goes on where it\n"
        "stopped.  With --shard, parts of a sweep run anywhere, each with a journal\n"
        "FILE.K-of-N; the command without --shard collects them.\n\n"
        "Exit status: 0 all runs were done, 2 bad usage or input or an error, 128 and\n"
        "the signal's number where a signal stopped it.\n",
    .least = 1,
    .most = 1,
    .options = options,
    .begin = begin,
    .run = run,
};

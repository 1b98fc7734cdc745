/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/sweep.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>

static cas_status list_run(cas_sweep *sweep, size_t index, cas_message *message)
{
    cas_experiment_run run = cas_experiment_run_at(sweep->experiment, index);
    cas_training_job *job = &sweep->jobs[index];
    job->problem = &sweep->problems[run.problem];
    job->options =
        cas_experiment_run_options(sweep->experiment, &run, &sweep->streams[index]);
    cas_status status =
        cas_training_options_complete(&job->options, job->problem->dimension, message);
    return status == CAS_OK
               ? CAS_OK
               : cas_fail_in(message, status, "curve \"%.200s\"", run.curve->label);
}

cas_status cas_sweep_init(cas_sweep *sweep, const cas_experiment *experiment,
                          cas_message *message)
{
    *sweep = (cas_sweep){.experiment = experiment};
    cas_status status = cas_experiment_problems(experiment, &sweep->problems, message);
    if (status != CAS_OK)
        return status;
    sweep->count = cas_experiment_run_count(experiment);
    sweep->jobs = cas_allocate(sweep->count, sizeof *sweep->jobs);
    sweep->streams = cas_allocate(sweep->count, sizeof *sweep->streams);
    sweep->results = cas_allocate(sweep->count, sizeof *sweep->results);
    for (size_t i = 0; i < sweep->count && status == CAS_OK; i++)
        status = list_run(sweep, i, message);
    if (status != CAS_OK)
        cas_sweep_clear(sweep);
    return status;
}

void cas_sweep_clear(cas_sweep *sweep)
{
    for (size_t i = 0; i < sweep->count; i++) {
        cas_training_result_clear(&sweep->results[i]);
        free(sweep->streams[i]);
    }
    free(sweep->results);
    free(sweep->streams);
    free(sweep->jobs);
    cas_experiment_problems_free(sweep->experiment, sweep->problems);
    memset(sweep, 0, sizeof *sweep);
}

/* The runs that are still to be done, as the engine takes them. */
typedef struct work {
    cas_sweep *sweep;
    const cas_sweep_control *control;
    size_t count;
    size_t *indices; /* of the runs in canonical order */
    cas_training_job *jobs;
    cas_training_result *results;
    cas_sweep_progress progress;
    bool stopped;
} work;

static void list_work(work *w)
{
    const cas_sweep *sweep = w->sweep;
    w->indices = cas_allocate(sweep->count, sizeof *w->indices);
    w->jobs = cas_allocate(sweep->count, sizeof *w->jobs);
    w->progress.runs = sweep->count;
    for (size_t i = 0; i < sweep->count; i++) {
        if (sweep->results[i].finished) {
            w->progress.runs_done++;
            continue;
        }
        w->indices[w->count] = i;
        w->jobs[w->count++] = sweep->jobs[i];
        w->progress.iterations += sweep->jobs[i].options.iterations;
    }
    w->results = cas_allocate(w->count, sizeof *w->results);
}

static bool proceed(void *context, uint64_t iterations)
{
    work *w = context;
    w->progress.iterations_done += iterations;
    if (w->control->proceed != NULL &&
        !w->control->proceed(w->control->context, &w->progress))
        w->stopped = true;
    return !w->stopped;
}

static void finish(void *context, size_t index, const cas_training_result *result)
{
    work *w = context;
    (void)result;
    w->sweep->results[w->indices[index]] = w->results[index];
    memset(&w->results[index], 0, sizeof w->results[index]);
    w->progress.runs_done++;
}

cas_status cas_sweep_run(cas_sweep *sweep, const cas_sweep_control *control,
                         bool *stopped, cas_message *message)
{
    work w = {.sweep = sweep, .control = control};
    list_work(&w);
    const cas_training_control engine = {.threads = control->threads,
                                         .kernel = control->kernel,
                                         .proceed = proceed,
                                         .finished = finish,
                                         .context = &w};
    cas_status status =
        cas_training_run_jobs(w.jobs, w.count, &engine, w.results, message);
    *stopped = w.stopped;
    free(w.results);
    free(w.jobs);
    free(w.indices);
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/sweep_run.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>

/* The runs that are to be done, as the engine takes them. */
typedef struct work {
    cas_sweep *sweep;
    const cas_sweep_control *control;
    size_t count;
    size_t *indices; /* of the runs in canonical order */
    cas_training_result *results;
    cas_sweep_progress progress;
    bool stopped;
    cas_status status;
    cas_message *message;
} work;

/* Keeps the blocks of this shard. */
static void choose_shard(work *w, size_t shard, size_t shards)
{
    size_t *starts, kept = 0;
    size_t blocks = cas_sweep_blocks(w->sweep, w->indices, w->count, &starts);
    for (size_t b = shard - 1; b < blocks; b += shards)
        for (size_t i = starts[b]; i < starts[b + 1]; i++)
            w->indices[kept++] = w->indices[i];
    w->count = kept;
    free(starts);
}

static void list_work(work *w)
{
    const cas_sweep *sweep = w->sweep;
    w->count = cas_sweep_count(sweep);
    w->indices = cas_allocate(w->count, sizeof *w->indices);
    for (size_t i = 0; i < w->count; i++)
        w->indices[i] = i;
    if (w->control->shards > 0)
        choose_shard(w, w->control->shard, w->control->shards);
    size_t kept = 0;
    w->progress.runs = w->count;
    for (size_t i = 0; i < w->count; i++) {
        size_t index = w->indices[i];
        if (cas_sweep_result(sweep, index)->finished)
            continue;
        w->indices[kept++] = index;
        w->progress.iterations += cas_sweep_job(sweep, index)->options.iterations;
    }
    w->progress.runs_done = w->count - kept;
    w->count = kept;
}

static bool proceed(void *context, uint64_t iterations)
{
    work *w = context;
    w->progress.iterations_done += iterations;
    if (w->control->proceed != NULL &&
        !w->control->proceed(w->control->context, &w->progress))
        w->stopped = true;
    return !w->stopped && w->status == CAS_OK;
}

static void finish(void *context, size_t number, const cas_training_result *result)
{
    work *w = context;
    if (w->status != CAS_OK)
        return;
    size_t length;
    char *record = cas_sweep_record(w->sweep, w->indices[number], result, &length);
    w->status = cas_sweep_keep(w->sweep, record, length, w->message);
    free(record);
    cas_training_result_clear(&w->results[number]);
    w->progress.runs_done++;
}

static void run_here(work *w)
{
    cas_training_job *jobs = cas_allocate(w->count, sizeof *jobs);
    for (size_t i = 0; i < w->count; i++)
        jobs[i] = *cas_sweep_job(w->sweep, w->indices[i]);
    w->results = cas_allocate(w->count, sizeof *w->results);
    const cas_training_control engine = {.threads = w->control->threads,
                                         .kernel = w->control->kernel,
                                         .proceed = proceed,
                                         .finished = finish,
                                         .context = w};
    cas_status status =
        cas_training_run_jobs(jobs, w->count, &engine, w->results, w->message);
    if (w->status == CAS_OK)
        w->status = status;
    for (size_t i = 0; i < w->count; i++)
        cas_training_result_clear(&w->results[i]);
    free(w->results);
    free(jobs);
}

cas_status cas_sweep_run(cas_sweep *sweep, const cas_sweep_control *control,
                         bool *stopped, cas_message *message)
{
    work w = {.sweep = sweep, .control = control, .message = message};
    list_work(&w);
    run_here(&w);
    free(w.indices);
    *stopped = w.stopped;
    return w.status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/sweep_run.h"

#include "arithmetic/memory.h"
#include "sweep/ranks.h"
#include "sweep/sweep_ranks.h"

#include <stdlib.h>

/* Runs on their way in this process. */
typedef struct engine_run {
    cas_sweep_work *work;
    cas_training_result *results;
} engine_run;

static bool proceed(void *context, uint64_t iterations)
{
    engine_run *run = context;
    return cas_sweep_work_proceed(run->work, iterations);
}

static void finish(void *context, size_t number, const cas_training_result *result)
{
    engine_run *run = context;
    size_t length, index = run->work->indices[number];
    char *record = cas_sweep_record(run->work->sweep, index, result, &length);
    cas_sweep_work_keep(run->work, record, length);
    free(record);
    cas_training_result_clear(&run->results[number]);
}

static void run_here(cas_sweep_work *work)
{
    const cas_sweep_control *control = work->control;
    cas_training_job *jobs = cas_allocate(work->count, sizeof *jobs);
    for (size_t i = 0; i < work->count; i++)
        jobs[i] = *cas_sweep_job(work->sweep, work->indices[i]);
    engine_run run = {work, cas_allocate(work->count, sizeof *run.results)};
    const cas_training_control engine = {.threads = control->threads,
                                         .kernel = control->kernel,
                                         .proceed = proceed,
                                         .finished = finish,
                                         .context = &run};
    cas_status status =
        cas_training_run_jobs(jobs, work->count, &engine, run.results, work->message);
    if (work->status == CAS_OK)
        work->status = status;
    for (size_t i = 0; i < work->count; i++)
        cas_training_result_clear(&run.results[i]);
    free(run.results);
    free(jobs);
}

cas_status cas_sweep_run(cas_sweep *sweep, const cas_sweep_control *control,
                         bool *stopped, cas_message *message)
{
    cas_sweep_work work;
    cas_sweep_work_init(&work, sweep, control, message);
    if (cas_ranks_count() > 1)
        cas_sweep_coordinate(&work);
    else
        run_here(&work);
    if (work.status == CAS_OK)
        cas_sweep_work_sync(&work);
    else /* what was kept before is safe; the first failure is the one to tell */
        (void)cas_sweep_sync(sweep, NULL);
    cas_sweep_work_clear(&work);
    *stopped = work.stopped;
    return work.status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/sweep_work.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

/* Keeps the blocks of this shard. */
static void choose_shard(cas_sweep_work *work, size_t shard, size_t shards)
{
    size_t *starts, kept = 0;
    size_t blocks = cas_sweep_blocks(work->sweep, work->indices, work->count, &starts);
    for (size_t b = shard - 1; b < blocks; b += shards)
        for (size_t i = starts[b]; i < starts[b + 1]; i++)
            work->indices[kept++] = work->indices[i];
    work->count = kept;
    free(starts);
}

void cas_sweep_work_init(cas_sweep_work *work, cas_sweep *sweep,
                         const cas_sweep_control *control, cas_message *message)
{
    *work = (cas_sweep_work){.sweep = sweep, .control = control, .message = message};
    work->count = cas_sweep_count(sweep);
    work->indices = cas_allocate(work->count, sizeof *work->indices);
    for (size_t i = 0; i < work->count; i++)
        work->indices[i] = i;
    if (control->shards > 0)
        choose_shard(work, control->shard, control->shards);
    size_t kept = 0;
    work->progress.runs = work->count;
    for (size_t i = 0; i < work->count; i++) {
        size_t index = work->indices[i];
        if (cas_sweep_result(sweep, index)->finished)
            continue;
        work->indices[kept++] = index;
        work->progress.iterations += cas_sweep_job(sweep, index)->options.iterations;
    }
    work->progress.runs_done = work->count - kept;
    work->count = kept;
}

void cas_sweep_work_clear(cas_sweep_work *work)
{
    free(work->indices);
    work->indices = NULL;
}

void cas_sweep_work_sync(cas_sweep_work *work)
{
    if (work->status == CAS_OK)
        work->status = cas_sweep_sync(work->sweep, work->message);
}

bool cas_sweep_work_proceed(cas_sweep_work *work, uint64_t iterations)
{
    const cas_sweep_control *control = work->control;
    work->progress.iterations_done += iterations;
    cas_sweep_work_sync(work);
    if (control->proceed != NULL && !control->proceed(control->context, &work->progress))
        work->stopped = true;
    return !work->stopped && work->status == CAS_OK;
}

void cas_sweep_work_keep(cas_sweep_work *work, const char *record, size_t length)
{
    if (work->status != CAS_OK)
        return;
    work->status = cas_sweep_keep(work->sweep, record, length, work->message);
    if (work->status == CAS_OK)
        work->progress.runs_done++;
}

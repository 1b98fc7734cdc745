/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_SWEEP_WORK_H
#define CASCADE_SWEEP_SWEEP_WORK_H

#include "sweep/sweep.h"

/* How far a sweep is. */
typedef struct cas_sweep_progress {
    size_t runs, runs_done;               /* done: with those that were done before */
    uint64_t iterations, iterations_done; /* of the runs that had to be done */
} cas_sweep_progress;

/* How it is run; zero is the default. */
typedef struct cas_sweep_control {
    int threads;          /* 0: one per processor that this process may use */
    const char *kernel;   /* as in cas_training_control */
    size_t shard, shards; /* do the part `shard` of 1 .. shards; 0: everything */
    /* Called now and then; false stops the sweep. */
    bool (*proceed)(void *context, const cas_sweep_progress *progress);
    void *context;
} cas_sweep_control;

/* What a sweep has still to do, and how far that is. */
typedef struct cas_sweep_work {
    cas_sweep *sweep;
    const cas_sweep_control *control;
    size_t count;
    size_t *indices; /* of the runs in canonical order */
    cas_sweep_progress progress;
    bool stopped;      /* the caller wants no more */
    cas_status status; /* of keeping results */
    cas_message *message;
} cas_sweep_work;

/* Lists the runs of the sweep or of its shard that have no result; to be given to
   cas_sweep_work_clear. */
void cas_sweep_work_init(cas_sweep_work *work, cas_sweep *sweep,
                         const cas_sweep_control *control, cas_message *message);
void cas_sweep_work_clear(cas_sweep_work *work);

/* Puts what was kept on the disk; a failure goes into work->status. */
void cas_sweep_work_sync(cas_sweep_work *work);

/* So many more iterations are done; whether to go on.  Puts the runs that ended together
   on the disk together. */
bool cas_sweep_work_proceed(cas_sweep_work *work, uint64_t iterations);

/* One more run is done; a failure goes into work->status. */
void cas_sweep_work_keep(cas_sweep_work *work, const char *record, size_t length);

#endif

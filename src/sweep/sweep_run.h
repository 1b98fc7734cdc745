/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_SWEEP_RUN_H
#define CASCADE_SWEEP_SWEEP_RUN_H

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

/* Does all runs that have no result yet, or those of the shard: blocks of runs are dealt
   to the shards in turn.  *stopped: whether proceed stopped it.  Errors: those of
   cas_sweep_keep. */
cas_status cas_sweep_run(cas_sweep *sweep, const cas_sweep_control *control,
                         bool *stopped, cas_message *message);

#endif

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

/* A sweep is run by one process, or by many ranks (ranks.h): then rank 0 hands out blocks
   of runs, keeps the results and writes the output, and the others do the runs. */

/* Called by all ranks when they have read the experiment, or failed to: sweep is NULL
   then and message says why.  CAS_OK if all have the same runs; else rank 0 says what is
   the matter. */
cas_status cas_sweep_agree(const cas_sweep *sweep, cas_status status,
                           cas_message *message);

/* Rank 0: does all runs that have no result yet, or those of the shard: blocks of runs
   are dealt to the shards in turn.  *stopped: whether proceed stopped it.  Errors: those
   of cas_sweep_keep. */
cas_status cas_sweep_run(cas_sweep *sweep, const cas_sweep_control *control,
                         bool *stopped, cas_message *message);

/* The others: does what rank 0 says until there is no more.  control->proceed must be
   there. */
void cas_sweep_serve(const cas_sweep *sweep, const cas_sweep_control *control);

#endif

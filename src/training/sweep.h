/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_SWEEP_H
#define CASCADE_TRAINING_SWEEP_H

#include "arithmetic/message.h"
#include "training/experiment.h"
#include "training/run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The runs of an experiment with their results, in canonical order. */
typedef struct cas_sweep {
    const cas_experiment *experiment; /* not owned */
    cas_training_problem *problems;   /* one per data set */
    size_t count;                     /* of runs */
    cas_training_job *jobs;           /* with complete options */
    char **streams;                   /* what jobs[i].options.experiment is */
    cas_training_result *results;     /* `finished` where there is one */
} cas_sweep;

/* Makes the data sets and lists the runs.  sweep is to be given to cas_sweep_clear, and
   experiment must outlive it.  Errors: those of cas_experiment_problems and, with the
   curve's name, of cas_training_options_complete. */
cas_status cas_sweep_init(cas_sweep *sweep, const cas_experiment *experiment,
                          cas_message *message);
void cas_sweep_clear(cas_sweep *sweep);

/* How far a sweep is, in iterations of all runs that it has to do. */
typedef struct cas_sweep_progress {
    size_t runs, runs_done; /* done: those that were there before as well */
    uint64_t iterations, iterations_done;
} cas_sweep_progress;

/* How it is run; zero is the default. */
typedef struct cas_sweep_control {
    int threads;        /* 0: one per processor that this process may use */
    const char *kernel; /* as in cas_training_control */
    /* Called now and then; false stops the sweep. */
    bool (*proceed)(void *context, const cas_sweep_progress *progress);
    void *context;
} cas_sweep_control;

/* Does all runs that have no result yet.  *stopped: whether proceed stopped it; then some
   have none still. */
cas_status cas_sweep_run(cas_sweep *sweep, const cas_sweep_control *control,
                         bool *stopped, cas_message *message);

#endif

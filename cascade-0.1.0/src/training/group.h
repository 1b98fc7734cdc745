/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_GROUP_H
#define CASCADE_TRAINING_GROUP_H

#include "training/kernel.h"
#include "training/run.h"

/* Some runs of one structure on their way, one per lane. */

/* Orders runs by problem and structure; 0: they may share a group. */
int cas_training_compare_jobs(const cas_training_job *a, const cas_training_job *b);

typedef struct cas_training_group {
    const cas_training_problem *problem;
    const cas_kernel *kernel;
    const cas_training_options *const *options; /* count, complete, of one structure */
    cas_training_result *const *results;        /* count, zeroed */
    size_t count;                               /* 1 .. 2 kernel widths */

    /* Told the iterations done by all runs since the last call; false: stop. */
    bool (*proceed)(void *context, uint64_t iterations);
    void *context;
} cas_training_group;

/* Runs all of them to their end; false if they were stopped, and then the results are
   empty. */
bool cas_training_group_run(const cas_training_group *group);

#endif

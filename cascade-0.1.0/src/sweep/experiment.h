/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_EXPERIMENT_H
#define CASCADE_SWEEP_EXPERIMENT_H

#include "arithmetic/message.h"
#include "training/problem.h"
#include "training/run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which runs an experiment consists of: curves, each a kind of run at several step sizes
   and seeds, on one or more data sets. */

typedef struct cas_seeds {
    size_t count;
    uint64_t *at;
} cas_seeds;

/* Runs that differ in data, seed and step size alone. */
typedef struct cas_curve {
    char *label; /* without control characters; unique in its experiment */
    cas_training_options options; /* of its runs, but for seed, stream and step size */
    size_t step_size_count;
    double *step_sizes;
    cas_seeds seeds;
} cas_curve;

typedef struct cas_experiment {
    char *title;
    char *data;                  /* path of a LIBSVM file; NULL: data as in Section 7.1 */
    uint64_t samples, dimension; /* of those; 0: the paper's */
    cas_seeds problems;          /* one data set each; {0} with a file, else positive */
    size_t curve_count;
    cas_curve *curves;
} cas_experiment;

/* One run: where it stands in its experiment.  Its random numbers are a function of the
   curve's label, the data set's seed, its own seed and the step size, so that other
   curves, seeds and step sizes change nothing in it. */
typedef struct cas_experiment_run {
    const cas_curve *curve;
    size_t curve_index, problem; /* from 0 */
    uint64_t seed;
    double step_size;
} cas_experiment_run;

/* All of an experiment is owned by it and in storage of its own; NULL is allowed. */
void cas_experiment_free(cas_experiment *experiment);

/* Other data: one LIBSVM file in place of what the experiment says. */
void cas_experiment_use_data(cas_experiment *experiment, const char *path);
/* Another number of iterations for all runs. */
void cas_experiment_use_iterations(cas_experiment *experiment, uint64_t iterations);

/* CAS_LIMIT if the generated data sets together have more numbers than
   CAS_TRAINING_LARGEST_PROBLEM. */
cas_status cas_experiment_check_size(const cas_experiment *experiment,
                                     cas_message *message);

/* Makes all data sets: one structure each, to be given to
   cas_experiment_problems_free.  Errors: those of the data file; CAS_LIMIT. */
cas_status cas_experiment_problems(const cas_experiment *experiment,
                                   cas_training_problem **problems, cas_message *message);
void cas_experiment_problems_free(const cas_experiment *experiment,
                                  cas_training_problem *problems);

/* The runs in canonical order: by curve, data set, seed and step size, each as the file
   has them. */
size_t cas_experiment_run_count(const cas_experiment *experiment);
cas_experiment_run cas_experiment_run_at(const cas_experiment *experiment, size_t index);

/* The options of a run, complete but for what the dimension decides; *stream is to be
   given to free() after them. */
cas_training_options cas_experiment_run_options(const cas_experiment *experiment,
                                                const cas_experiment_run *run,
                                                char **stream);

/* Whether any run records its trajectory; with_loss: with the loss on it. */
bool cas_experiment_has_trace(const cas_experiment *experiment, bool with_loss);

#endif

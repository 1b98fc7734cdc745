/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_EXPERIMENT_FILE_H
#define CASCADE_SWEEP_EXPERIMENT_FILE_H

#include "sweep/experiment.h"

/* The experiment file, a JSON object of the format "cascade-experiment/1":
     title           what it is about (may be absent)
     problem         {"samples": 2000, "dimension": 10, "seeds": [1]}: data as in Section
                     7.1, or {"data": "FILE"}: a file in LIBSVM format, sought beside the
                     experiment
     curves          [{"label": "..", ..}, ..], in the order of the results
   and, for all curves or for one of them, which counts more:
     step_sizes      [0.5, 0.1, ..]; must be there
     seeds           [1]
     iterations, regularizer ("nonconvex" or "ridge"), rho, reading ("shared" or
     "per-sample"), sampling_noise (0: none), smoothing
     forward, backward   {"sigma": 0.5, "law": "zero-mean" or "shifted", "interval": 1,
                     "first": 0, "end": 200000}; only sigma must be there
     trace           {"every": 100, "loss": false}: record the trajectory
   What is absent is as in the paper (cas_training_options). */

/* "-" is standard input.  *experiment is to be given to cas_experiment_free.  Errors:
   "NAME:LINE:COLUMN: $.path: .." as for every file. */
cas_status cas_experiment_read(const char *path, cas_experiment **experiment,
                               cas_message *message);
/* The same of text[0..length); a path of a data file stays as it is. */
cas_status cas_experiment_read_text(const char *text, size_t length, const char *name,
                                    cas_experiment **experiment, cas_message *message);

#endif

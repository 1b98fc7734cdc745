/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_RUN_FIELDS_H
#define CASCADE_SWEEP_RUN_FIELDS_H

#include "file/json_fields.h"
#include "sweep/experiment.h"

/* The fields of an experiment file that describe a run; errors are at their place. */

enum { CAS_LONGEST_LIST = 4096 }; /* curves, step sizes, seeds */

/* The fields that describe a run, of the experiment or of one curve. */
#define CAS_RUN_FIELDS                                                                   \
    "iterations", "regularizer", "rho", "reading", "sampling_noise", "smoothing",        \
        "step_sizes", "seeds", "trace", "forward", "backward"

/* Reads those that object has; the others stay. */
cas_status cas_run_fields_read(const cas_json *json, const cas_json_value *object,
                               cas_curve *curve);

/* Distinct positive whole numbers, in place of *seeds. */
cas_status cas_seeds_read(const cas_json *json, const cas_json_value *value,
                          size_t *count, uint64_t **seeds);

/* The member of that name if it is there, from least to 2^32 - 1. */
cas_status cas_count_read(const cas_json *json, const cas_json_value *object,
                          const char *key, size_t least, uint64_t *number);

#endif

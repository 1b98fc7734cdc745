/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_SWEEP_TABLE_H
#define CASCADE_TRAINING_SWEEP_TABLE_H

#include "training/sweep.h"

#include <stdio.h>

/* What became of a run.
     converged   it was settled when it ended
     moving      it was not: the stable norm's window in halves differs by more than 10
                 per cent of the stable norm, or the stable iteration lies in the window
     diverged    its gradient left the range of double */
typedef enum cas_run_state {
    CAS_RUN_CONVERGED,
    CAS_RUN_MOVING,
    CAS_RUN_DIVERGED
} cas_run_state;
extern const char *const cas_run_state_names[3];

/* iterations: the horizon T of the run. */
cas_run_state cas_run_state_of(const cas_training_result *result, uint64_t iterations);

/* A finished sweep as CSV (RFC 4180, lines ended by a newline alone): one row per run in
   canonical order, numbers with 17 digits.  problem_seed is 0 for data from a file;
   weight_norm is ||w_T||, empty where the run diverged. */
void cas_sweep_write_results(const cas_sweep *sweep, FILE *out);

/* The trajectories: one row per run and recorded iteration.  The column loss is there if
   any curve records it.  The sweep must have a journal.  Errors: those of
   cas_sweep_load. */
cas_status cas_sweep_write_traces(const cas_sweep *sweep, FILE *out,
                                  cas_message *message);

#endif

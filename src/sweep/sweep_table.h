/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_SWEEP_TABLE_H
#define CASCADE_SWEEP_SWEEP_TABLE_H

#include "sweep/sweep.h"
#include "training/run_state.h"

#include <stdio.h>

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

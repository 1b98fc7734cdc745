/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_SWEEP_TABLE_H
#define CASCADE_SWEEP_SWEEP_TABLE_H

#include "sweep/sweep.h"
#include "training/run.h"

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

/* What the stable gradient norm of each curve tends to for T -> infinity and then step
   size -> 0, without simulation, as CSV: one row per curve and data set in the order of
   the file, numbers with 17 digits:
     curve, label, problem_seed
     exists        yes, no or unknown: whether the averaged field has a zero w*
     plateau       ||grad f(w*)||; empty without
     weight_norm   ||w*||; empty without
     runaway_norm  what ||grad f|| tends to while the weights run away, with `no` alone
   With `with_steps` one row for each step size, and two columns more:
     step_size
     norm          what the stable norm tends to for T -> infinity, to first order in the
                   noise (stationary_norm.h); empty where that is not known
   Errors: those of cas_experiment_problems, and with the curve's name those of
   cas_training_options_complete. */
cas_status cas_plateau_write_table(const cas_experiment *experiment, bool with_steps,
                                   FILE *out, cas_message *message);

#endif

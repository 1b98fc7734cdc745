/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_PLATEAU_TABLE_H
#define CASCADE_SWEEP_PLATEAU_TABLE_H

#include "arithmetic/message.h"
#include "sweep/experiment.h"

#include <stdbool.h>
#include <stdio.h>

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

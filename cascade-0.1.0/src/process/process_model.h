/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROCESS_PROCESS_MODEL_H
#define CASCADE_PROCESS_PROCESS_MODEL_H

#include "formula/model.h"
#include "process/filtration.h"

/* What the names of cas_chain_vocabulary are on a process: all scenarios are run.
   constants: C, K, L_f, L, H, exactly.  input_is_known: the reading in which x is
   F-measurable.  Keeps process, constants and arithmetic.  *model is the caller's, to be
   given to its own free().  Errors: of the passes. */
cas_status cas_process_model_new(const cas_process *process, const mpq_t *constants,
                                 const cas_arithmetic *arithmetic, bool input_is_known,
                                 cas_model **model, cas_message *message);
/* The scenarios that the model has run. */
const cas_run *cas_process_model_run(const cas_model *model);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_RUN_STATE_H
#define CASCADE_TRAINING_RUN_STATE_H

#include "training/run.h"

#include <stdint.h>

/* What became of a run; the one rule, for figures and measured claims.
     converged   it was settled when it ended
     moving      it was not: the stable norm's window in halves differs by more than
                 a quarter of the stable norm, or the stable iteration lies in it
     diverged    its gradient left the range of double  */
typedef enum cas_run_state {
    CAS_RUN_CONVERGED,
    CAS_RUN_MOVING,
    CAS_RUN_DIVERGED
} cas_run_state;
extern const char *const cas_run_state_names[3];

/* iterations: the horizon T of the run. */
cas_run_state cas_run_state_of(const cas_training_result *result, uint64_t iterations);

#endif

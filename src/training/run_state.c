/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/run_state.h"

#include <math.h>

const char *const cas_run_state_names[3] = {"converged", "moving", "diverged"};

static const double largest_change = 0.25;

cas_run_state cas_run_state_of(const cas_training_result *result, uint64_t iterations)
{
    if (result->diverged)
        return CAS_RUN_DIVERGED;
    double change = fabs(result->early_norm - result->late_norm);
    uint64_t window_start = iterations - iterations / 2;
    return change > largest_change * result->stable_norm ||
                   result->stable_iteration >= window_start
               ? CAS_RUN_MOVING
               : CAS_RUN_CONVERGED;
}

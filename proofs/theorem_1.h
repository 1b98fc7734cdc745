/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROOFS_THEOREM_1_H
#define CASCADE_PROOFS_THEOREM_1_H

#include "proofs/notation.h"

/* What the lines of the proof of Theorem 1 share. */

/* E||a_j||^2 and E||epsilon_{j+1}||^2 */
static inline cas_variable forward_moment(cas_step_run *run, size_t j)
{
    return mean_square(run, a_(run, j));
}

static inline cas_variable backward_moment(cas_step_run *run, size_t j)
{
    return mean_square(run, epsilon(run, j + 1));
}

/* C_v^2 L^2 */
static inline cas_variable curvature(cas_step_run *run)
{
    return times(run, constant2(run, CAS_GRADIENT_BOUND),
                 constant2(run, CAS_JACOBIAN_LIPSCHITZ));
}

#endif

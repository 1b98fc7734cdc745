/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_MODEL_H
#define CASCADE_DESCENT_DESCENT_MODEL_H

#include "descent/descent.h"
#include "formula/model.h"

/* Follows a descent through all its outcomes.  The scenarios are the paths through the
   tree of its states; copies of level t + 1 are the states after t steps, so that w_t and
   what it determines (g_t, r_t, F_t) have that level, and what an outcome adds (u_t,
   u~_t) the next one.

   A run is at rest from step t on where no step moves it any more: the last phase has one
   outcome, and u~_t + r_t is exactly 0 in every state.  Only the states up to there are
   computed, and T may be much larger.

   Where the arithmetic does not have the loss's functions, names with an index have no
   values (CAS_UNSUPPORTED); constants are known in any arithmetic.

   Keeps descent and arithmetic; *model is the caller's.  Errors: CAS_LIMIT where a run
   is neither at its end nor at rest after CAS_DESCENT_TREE states. */
cas_status cas_descent_model_new(const cas_descent *descent,
                                 const cas_arithmetic *arithmetic, cas_model **model,
                                 cas_message *message);

#endif

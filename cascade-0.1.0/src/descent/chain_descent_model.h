/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_CHAIN_DESCENT_MODEL_H
#define CASCADE_DESCENT_CHAIN_DESCENT_MODEL_H

#include "descent/put_in_bounds.h"

/* What a claim puts in for p_t and q_t: the right sides of these claims about chains. */
typedef struct cas_put_in {
    const cas_claim *error, *bias;
} cas_put_in;

/* Follows a descent on a chain through all its scenarios, as descent_model.h does: names,
   levels and rest are the same.  sigma2 is the least that Assumption 2 allows on the
   states that are visited.

   *model is NULL where a state leaves the domains on which the chain's constants are
   certified: nothing can be said.  Keeps descent, put_in (NULL: p_t and q_t have no
   values) and arithmetic.  Errors: those of the passes; CAS_LIMIT as there; CAS_INPUT
   where, certainly, the loss is below 0 or l*, is not L-smooth between two states, or is
   against the PL condition at one. */
cas_status cas_chain_descent_model_new(const cas_chain_descent *descent,
                                       const cas_put_in *put_in,
                                       const cas_arithmetic *arithmetic,
                                       cas_model **model, cas_message *message);

#endif

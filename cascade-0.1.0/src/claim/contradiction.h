/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_CONTRADICTION_H
#define CASCADE_CLAIM_CONTRADICTION_H

#include "chain/chain.h"

/* Declared constants of Assumption 3 that a chain itself contradicts: one sentence for
   each of them, which names the constant, an operator and a certified lower bound. */
typedef struct cas_contradictions {
    size_t count;
    cas_message sentences[CAS_CONSTANT_COUNT];
} cas_contradictions;

/* Looks at the states that the exact pass and the perturbed ones visit: the derivatives
   there bound the constants from below.  Where one is larger than was declared, the
   theorems' hypotheses are not met and say nothing.  That nothing is found proves
   nothing: of an operator whose arrays of derivatives are large, the rows of its Jacobian
   are looked at alone, and of very many states the first ones.  constants that are not
   declared contradict nothing.  Errors: those of the passes; CAS_DOMAIN where a Jacobian
   is not defined at a state, even if the gradient does not need it. */
cas_status cas_find_contradictions(const cas_chain *chain,
                                   const cas_smoothness *constants,
                                   cas_contradictions *found, cas_message *message);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_CHAIN_MODEL_H
#define CASCADE_CHAIN_CHAIN_MODEL_H

#include "chain/chain_vocabulary.h"
#include "chain/expectation.h"
#include "formula/model.h"

/* What the names of cas_chain_vocabulary are on a chain with independent perturbations,
   whose scenarios may be far too many to be run one by one: the constants, the exact pass
   (y_i, v_i, u_i), and moments:

     E|x|^2, E|x|^4             of delta_i and epsilon_i
     E|E[x given field]|^2      of delta_i and epsilon_i, given anything before them: F,
                                P_j with j <= i, Q_j with j >= i
     E|x|^2, E|E[x given F]|^2  of u~_i - u_i and u~ - u, from the expectation

   Anything else is CAS_UNSUPPORTED; other errors are those of the exact pass, which is
   run when a value of it is asked for.  Keeps chain, constants and arithmetic; the
   expectation, in that arithmetic or in rationals, is taken over.  The model is to be
   given to its own free(). */
cas_model *cas_chain_model_new(const cas_chain *chain, const mpq_t *constants,
                               const cas_arithmetic *arithmetic,
                               cas_expectation *expectation);

#endif

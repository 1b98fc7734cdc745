/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_CONTRADICTION_H
#define CASCADE_CLAIM_CONTRADICTION_H

#include "chain/chain.h"

#include <mpfr.h>

/* Looks whether the exact pass itself contradicts declared constants: at its states every
   row of a Jacobian, and the direction in which the gradient is pulled back, bound the
   operator norms from below.  Then the theorems' hypotheses are not met and their
   verdicts mean nothing.  warning names the operator, the constant and the certified
   lower bound; it is empty where nothing was found (which proves nothing).  Runs in
   intervals of that precision.  Errors, in message: those of the pass; CAS_DOMAIN where a
   Jacobian is not defined at a state, even if the gradient does not need it. */
cas_status cas_find_contradiction(const cas_chain *chain, const cas_smoothness *constants,
                                  mpfr_prec_t precision, cas_message *warning,
                                  cas_message *message);

#endif

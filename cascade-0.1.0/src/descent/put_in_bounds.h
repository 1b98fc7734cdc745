/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_PUT_IN_BOUNDS_H
#define CASCADE_DESCENT_PUT_IN_BOUNDS_H

#include "claim/claim.h"
#include "descent/chain_descent.h"

/* r = the right side of a claim about chains or processes, as (13) with (21), on the mode
   number m: of its perturbations, given the past.  It is a number that does not depend on
   weights.  Errors: of the claim's formula and its evaluation. */
cas_status cas_put_in_bound(const cas_chain_descent *descent, size_t m,
                            const cas_claim *claim, const cas_arithmetic *arithmetic,
                            void *r, cas_message *message);

#endif

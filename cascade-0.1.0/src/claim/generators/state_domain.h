/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_GENERATORS_STATE_DOMAIN_H
#define CASCADE_CLAIM_GENERATORS_STATE_DOMAIN_H

#include "chain/chain.h"

/* Sets every operator's domain to a box that contains its weights (as points) and all its
   inputs, exact and perturbed, of the chain's scenarios, with some room: Assumption 3
   read locally, on a convex region that the passes do not leave.  An operator whose
   states are not finite keeps its domain. */
void cas_chain_fit_domains(cas_chain *chain);

#endif

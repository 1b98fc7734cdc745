/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_EXACTNESS_H
#define CASCADE_CHAIN_EXACTNESS_H

#include "chain/chain.h"

/* Whether every operator is a rational function. */
bool cas_chain_is_rational(const cas_chain *chain);
/* Whether exact rational arithmetic can run all scenarios of the chain: all are
   rational, and the numbers that would occur stay small enough to be worth it. */
bool cas_chain_can_be_exact(const cas_chain *chain);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_CHAIN_RANDOM_CHAIN_H
#define CASCADE_TESTS_CHAIN_RANDOM_CHAIN_H

#include "chain/chain.h"

#include <gsl/gsl_rng.h>

/* A chain with everything that a chain file can say, for tests of reading and
   writing: all families and random expressions, numbers of every size, half-open
   domains, perturbations with points of probability 0.  It need not be defined
   anywhere. */
cas_chain *random_chain(gsl_rng *rng);

/* Any number: small and large integers, fractions, doubles of all exponents, 1e-300. */
void random_number(gsl_rng *rng, mpq_t r);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_CHAIN_DESCENT_GENERATOR_H
#define CASCADE_DESCENT_CHAIN_DESCENT_GENERATOR_H

#include "descent/chain_descent.h"
#include "descent/chain_descent_plan.h"

#include <gsl/gsl_rng.h>

/* Random descents on chains of N = 2..6 operators, of a few dozen states; L gamma <= 1/3.
   x, delta and epsilon are drawn in the passes; perturbations are certain or coins, of
   any mean, and depend on x, on what came before, and by the mode on the past. */
cas_chain_descent *cas_chain_descent_generate(gsl_rng *rng,
                                              const cas_chain_descent_options *options);

#endif

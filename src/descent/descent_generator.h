/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_GENERATOR_H
#define CASCADE_DESCENT_DESCENT_GENERATOR_H

#include "descent/descent.h"

#include <gsl/gsl_rng.h>
#include <stdbool.h>

/* Random instances.  Claims about the PL condition want `strongly_convex`; `limit` is the
   largest L gamma.  Half of them are of the families on which the lines are tight:
   stationary noise with u~ - u = xi or u + r, a fixed point with u~ - u = -grad l, hits
   at the end of the run. */
typedef struct cas_descent_options {
    bool strongly_convex;
    bool long_runs; /* fixed points, followed for up to 2^40 steps */
    long limit_numerator, limit_denominator;
} cas_descent_options;

cas_descent *cas_descent_generate(gsl_rng *rng, const cas_descent_options *options);

#endif

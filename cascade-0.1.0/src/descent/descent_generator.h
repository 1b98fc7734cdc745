/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_GENERATOR_H
#define CASCADE_DESCENT_DESCENT_GENERATOR_H

#include "descent/descent.h"

#include <gsl/gsl_rng.h>

/* Random instances.  Half of them are of the families on which the lines of Theorems 3 to
   5 are tight: stationary noise with u~ - u = xi or u + r, a fixed point with u~ - u =
   -grad l, hits at the end of the run. */
typedef struct cas_descent_options {
    bool large_steps;  /* gamma is at most 1/L, not 1/(3L) */
    bool satisfies_pl; /* mu > 0 */
    bool is_convex;    /* and the loss is strongly convex */
    bool long_runs;    /* fixed points, followed for up to 2^40 steps */
} cas_descent_options;

cas_descent *cas_descent_generate(gsl_rng *rng, const cas_descent_options *options);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_CHAIN_DESCENT_PLAN_H
#define CASCADE_DESCENT_CHAIN_DESCENT_PLAN_H

#include "claim/generators/process_draft.h"

#include <gsl/gsl_rng.h>

/* What random descents are asked for. */
typedef struct cas_chain_descent_options {
    bool satisfies_pl; /* mu > 0 */
    bool any_pl;       /* where the loss is constant, mu may be above L */
    bool long_runs;    /* states that no step moves, followed for 2^40 steps */
} cas_chain_descent_options;

/* A random descent on a chain under construction: its chain and its loss. */
typedef enum cas_descent_family {
    CAS_DESCENT_LADDER,
    CAS_DESCENT_LINEAR,
    CAS_DESCENT_AT_REST,
    CAS_DESCENT_RIDGES,
    CAS_DESCENT_CONSTANT
} cas_descent_family;

typedef struct cas_descent_plan {
    cas_descent_family family;
    cas_process_draft draft; /* the operators, w_0, sizes of perturbations that matter */
    size_t depth;
    /* R as text, and its curvature h.  Of ridges they are not known before the chain's
       constants are: NULL and 0. */
    char *regulariser;
    mpq_t curvature;
    mpq_t smoothness, convexity; /* L and mu, likewise */
    cas_rationals minimizer;     /* empty: 0, or to be looked for */
    bool has_sample;             /* x = +-1 */
    bool is_lone; /* from the minimum, and one coin is all: x, or an epsilon */
} cas_descent_plan;

/* Initialises p. */
void cas_descent_plan_draw(gsl_rng *rng, cas_descent_family family,
                           const cas_chain_descent_options *options, cas_descent_plan *p);
/* Also frees what cas_process_draft_chain does not take over. */
void cas_descent_plan_clear(cas_descent_plan *p);

/* "h/2 w1^2 + .. + h/2 w<weights>^2" behind what is added; to be given to free(). */
char *cas_descent_quadratic(mpq_srcptr curvature, size_t weights, const char *more);

#endif

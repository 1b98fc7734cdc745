/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/generators/state_domain.h"

#include "arithmetic/memory.h"
#include "chain/expectation.h"

#include <math.h>
#include <stdlib.h>

typedef struct extremes {
    const cas_chain *chain;
    double **lower, **upper; /* [operator][coordinate] */
} extremes;

static cas_status widen(void *context, size_t i, const void *y, cas_message *message)
{
    extremes *e = context;
    const double *state = y;
    (void)message;
    for (size_t k = 0; k < e->chain->links[i - 1].op->in; k++) {
        e->lower[i - 1][k] = fmin(e->lower[i - 1][k], state[k]);
        e->upper[i - 1][k] = fmax(e->upper[i - 1][k], state[k]);
    }
    return CAS_OK;
}

/* The range with an eighth of its size of room on each side, in few bits. */
static void set_range(cas_range *range, double lower, double upper)
{
    if (!isfinite(lower) || !isfinite(upper))
        return;
    double size = fmax(fmax(fabs(lower), fabs(upper)), 0x1p-20);
    double unit = ldexp(1, ilogb(size) - 3);
    range->has_lower = range->has_upper = true;
    mpq_set_d(range->lower, (floor(lower / unit) - 1) * unit);
    mpq_set_d(range->upper, (ceil(upper / unit) + 1) * unit);
}

void cas_chain_fit_domains(cas_chain *chain)
{
    extremes e = {.chain = chain};
    e.lower = cas_allocate(chain->depth, sizeof(double *));
    e.upper = cas_allocate(chain->depth, sizeof(double *));
    for (size_t i = 0; i < chain->depth; i++) {
        size_t in = chain->links[i].op->in;
        e.lower[i] = cas_allocate(in, sizeof(double));
        e.upper[i] = cas_allocate(in, sizeof(double));
        for (size_t k = 0; k < in; k++) {
            e.lower[i][k] = INFINITY;
            e.upper[i][k] = -INFINITY;
        }
    }
    cas_expectation_options options = {.visit = widen, .context = &e};
    cas_expectation *expectation = NULL;
    if (cas_expectation_new(chain, &cas_arithmetic_double, &options, &expectation,
                            NULL) == CAS_OK)
        cas_expectation_free(expectation);
    for (size_t i = 0; i < chain->depth; i++) {
        cas_link *link = &chain->links[i];
        for (size_t k = 0; k < link->op->in; k++)
            set_range(&link->domain.y[k], e.lower[i][k], e.upper[i][k]);
        for (size_t k = 0; k < link->op->weights; k++) {
            cas_range *range = &link->domain.w[k];
            range->has_lower = range->has_upper = true;
            mpq_set(range->lower, link->weights.at[k]);
            mpq_set(range->upper, link->weights.at[k]);
        }
        free(e.lower[i]);
        free(e.upper[i]);
    }
    free(e.lower);
    free(e.upper);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_GENERATORS_PROCESS_DRAFT_H
#define CASCADE_CLAIM_GENERATORS_PROCESS_DRAFT_H

#include "chain/chain.h"
#include "claim/generators/process_style.h"

#include <gsl/gsl_rng.h>

/* The chain of a random process under construction. */

/* Operators and weights, and what is known about perturbations that matter to them. */
typedef struct cas_process_draft {
    size_t depth;
    cas_rationals input;
    cas_operator **ops;
    cas_rationals *weights;
    mpq_t forward, backward; /* sizes of perturbations that matter */
    mpq_t ratio;             /* of the sizes in consecutive layers */
    bool is_last_only;       /* perturb the last coordinate only, with sign + */
    bool is_sign_only;       /* perturb by +- the size in every coordinate */
    bool is_local;           /* constants count for w = 0 and small q only */
    bool is_boxed;           /* constants count for y in [-4, 4] and w in [-1, 1] */
    bool has_constants;      /* declare all constants as 1 */
    bool has_forward;        /* some delta_i is there */
    bool is_balanced; /* delta_1 and one epsilon, certain or with one common sign */
} cas_process_draft;

/* Room for depth operators on an input of width numbers. */
void cas_process_draft_init(cas_process_draft *d, size_t depth, size_t width);
/* Frees what cas_chain_new does not take over. */
void cas_process_draft_clear(cas_process_draft *d);

/* Operator i by `out` expressions, which must be right; its weights become 0. */
void cas_process_draft_operator(cas_process_draft *d, size_t i, size_t in, size_t out,
                                size_t weights, const char *const *texts);

/* The chain, which takes the operators over; with domains and constants as d says. */
cas_chain *cas_process_draft_chain(cas_process_draft *d);

/* A random chain of one style, which is none of the mixtures; initialises d. */
void cas_process_draft_draw(gsl_rng *rng, cas_process_style style, cas_process_draft *d);

#endif

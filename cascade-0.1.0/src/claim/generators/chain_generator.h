/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_GENERATORS_CHAIN_GENERATOR_H
#define CASCADE_CLAIM_GENERATORS_CHAIN_GENERATOR_H

#include "chain/chain.h"

#include <gsl/gsl_rng.h>

/* Random chains with random perturbations for the properties of Lemma 1
   and Theorems 1 and 2:
   N = 2..12, dimensions 1..6, ridge operators, random expressions and all other families,
   the five constants spread independently over orders of magnitude; deterministic,
   zero-mean, biased and mixed perturbations of one layer or all.  Corners come with high
   probability: no perturbation at all, equality cases, aligned signs, the operators that
   nearly attain sharp Theorem 1. */
typedef enum cas_perturbation_style {
    CAS_STYLE_NONE,
    CAS_STYLE_DETERMINISTIC,
    CAS_STYLE_ZERO_MEAN,
    CAS_STYLE_BIASED,
    CAS_STYLE_MIXED
} cas_perturbation_style;

/* *chain is the caller's.  Every operator is smooth on its domain, and every state of
   every scenario lies inside the domains. */
void cas_chain_generate(gsl_rng *rng, cas_chain **chain);

/* The styles that make chains of any length. */
typedef enum cas_chain_style {
    CAS_CHAINS_RIDGE,    /* ridge operators throughout */
    CAS_CHAINS_CURVED,   /* scalar: linear operators, then a curved one; delta only */
    CAS_CHAINS_LINEAR,   /* f_i = c (y + w): every second derivative is 0 */
    CAS_CHAINS_EXTREMAL, /* nearly attains sharp Theorem 1 where C >> l */
    CAS_CHAINS_COUNT
} cas_chain_style;
extern const char *const cas_chain_style_names[CAS_CHAINS_COUNT];

/* The same for N = operators >= 2 and one style. */
void cas_chain_generate_style(gsl_rng *rng, cas_chain_style style, size_t operators,
                              cas_chain **chain);

#endif

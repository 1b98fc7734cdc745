/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_GENERATORS_RANDOM_OPERATOR_H
#define CASCADE_CLAIM_GENERATORS_RANDOM_OPERATOR_H

#include "claim/generators/draw.h"
#include "operator/operator.h"

/* The sizes that a random chain's operators share, drawn once per chain, so that the five
   constants move independently over orders of magnitude: with f = s^a phi(./s),
     C is about slope, L_{grad f} about slope/scale, L_{grad^2 f} about slope/scale^2,
   and the weights act `mixing` times as strongly as the inputs, which separates C from
   L_f and C_{grad^2 f} from L_{grad f}. */
typedef struct cas_sizes {
    mpq_t slope, scale, mixing;
    bool is_aligned; /* all entries positive: worst cases add up */
    bool is_bent;    /* operate where phi'' is large rather than anywhere */
} cas_sizes;

void cas_sizes_init(cas_sizes *sizes);
void cas_sizes_clear(cas_sizes *sizes);
void cas_sizes_draw(gsl_rng *rng, cas_sizes *sizes);

/* All functions below: *op is the caller's; *w gets op->weights numbers
   (initialised here). */

/* A ridge operator, smooth on all of R^n.  activation: NULL for a random one. */
void cas_random_ridge(gsl_rng *rng, const cas_sizes *sizes, const char *activation,
                      size_t in, size_t out, size_t weights, cas_operator **op,
                      cas_rationals *w);

/* An operator of random expressions: sums of products of bounded functions of affine
   forms; smooth on all of R^n. */
void cas_random_expression(gsl_rng *rng, const cas_sizes *sizes, size_t in, size_t out,
                           size_t weights, cas_operator **op, cas_rationals *w);

/* An operator of the named family ("dense", "hadamard", "quadratic-head", ..) of that
   shape with random parameters; it may be smooth on bounded domains only.  out is ignored
   where the family knows it. */
void cas_random_member(gsl_rng *rng, const char *family, size_t in, size_t out,
                       size_t weights, cas_operator **op, cas_rationals *w);

#endif

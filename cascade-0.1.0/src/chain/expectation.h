/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_EXPECTATION_H
#define CASCADE_CHAIN_EXPECTATION_H

#include "chain/pass.h"

/* The two left-hand sides of Theorems 1 and 2, exactly: finite sums over the
   scenarios of the forward perturbations; given the forward pass the gradient is
   affine in the backward perturbations, which therefore enter by their means and
   covariances in closed form. */
typedef struct cas_expectation {
    const cas_arithmetic *arithmetic;
    size_t depth;
    void *error;          /* E||u~ - u||^2, one number */
    void *bias_squared;   /* ||E[u~ - u]||^2, one number */
    void **bias;          /* bias[i], i = 1..N: E[u~_i - u_i] */
    void **error_of;      /* error_of[i], i = 1..N: E||u~_i - u_i||^2, one number each */
    size_t *weight_count; /* weight_count[i], i = 1..N: length of bias[i] */
    size_t scenarios;     /* forward scenarios that were run */
    struct cas_arena *arena; /* of all numbers */
} cas_expectation;

/* Zero is the default. */
typedef struct cas_expectation_options {
    bool reference; /* as in cas_pass_new */
    /* Called for every exact and perturbed state: the input y (in pass->arithmetic) of
       operator i = 1..N.  What it returns, unless CAS_OK, ends the run.  May be NULL. */
    cas_status (*visit)(void *context, size_t i, const void *y, cas_message *message);
    void *context;
} cas_expectation_options;

/* Runs in any arithmetic.  Where nothing was perturbed before an operator, its
   differences are exact zeros.  In the interval arithmetic the results are enclosures.
   options may be NULL.  Errors: CAS_DOMAIN (names the operator),
   CAS_LIMIT (scenarios). */
cas_status cas_expectation_new(const cas_chain *chain, const cas_arithmetic *arithmetic,
                               const cas_expectation_options *options,
                               cas_expectation **expectation, cas_message *message);
void cas_expectation_free(cas_expectation *expectation);

#endif

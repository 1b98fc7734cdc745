/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_EXPECTATION_H
#define CASCADE_CHAIN_EXPECTATION_H

#include "chain/pass.h"

/* The two left-hand sides of Theorems 1 and 2, exactly: finite sums over the scenarios of the
   forward perturbations; given the forward pass the gradient is affine in the backward
   perturbations, which therefore enter by their means and covariances in closed form. */
typedef struct cas_expectation {
    const cas_arithmetic *arithmetic;
    void *error;        /* E||u~ - u||^2, one number */
    void *bias_squared; /* ||E[u~ - u]||^2, one number */
    void **bias;        /* bias[i], i = 1..N: E[u~_i - u_i] */
    void **error_of;    /* error_of[i], i = 1..N: E||u~_i - u_i||^2, one number each */
    size_t scenarios;   /* forward scenarios that were run */
} cas_expectation;

/* Runs in any arithmetic; reference as in cas_pass_new.  An operator before which nothing was
   perturbed gives exact zeros.  In the interval arithmetic the results are enclosures.
   Errors: CAS_DOMAIN (names operator and scenario), CAS_LIMIT (scenarios). */
cas_status cas_expectation_new(const cas_chain *chain, const cas_arithmetic *arithmetic,
                               bool reference, cas_expectation **expectation,
                               cas_message *message);
void cas_expectation_free(cas_expectation *expectation, size_t depth);

#endif

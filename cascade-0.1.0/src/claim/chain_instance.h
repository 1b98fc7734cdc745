/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_CHAIN_INSTANCE_H
#define CASCADE_CLAIM_CHAIN_INSTANCE_H

#include "chain/expectation.h"
#include "claim/claim.h"

/* The instance of Lemma 1 and Theorems 1 and 2: a chain with its perturbation, and its
   constants of Assumption 3, certified once. */
typedef struct cas_chain_instance {
    cas_chain *chain;
    cas_smoothness constants;
    bool is_contradicted; /* its states contradict constants that it declares */
} cas_chain_instance;

/* Takes the chain over (also on failure).  Errors: of the constants. */
cas_status cas_chain_instance_new(cas_chain *chain, cas_chain_instance **instance,
                                  cas_message *message);

/* The expectations of a chain in any arithmetic.  Errors: of the passes; in intervals,
   where the constants are certified on domains, CAS_INPUT for a state outside. */
cas_status cas_chain_instance_expectation(const cas_chain *chain,
                                          const cas_smoothness *constants,
                                          const cas_arithmetic *arithmetic,
                                          cas_expectation **expectation,
                                          cas_message *message);

/* Instances of this kind are cas_chain_instance; their files are chain files. */
extern const cas_instance_kind cas_chain_kind;

/* A cas_claim's generate: a random chain of cas_chain_generate. */
cas_status cas_chain_instance_generate(const cas_claim *claim, gsl_rng *rng,
                                       void **instance, cas_message *message);

/* Begins the definition of a claim about random chains. */
#define CAS_CHAIN_CLAIM(id_, version_)                                                   \
    CAS_CLAIM_HEAD(id_, version_), .kind = &cas_chain_kind,                              \
                                   .generate = cas_chain_instance_generate

#endif

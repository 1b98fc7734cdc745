/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_CHAIN_DESCENT_INSTANCE_H
#define CASCADE_DESCENT_CHAIN_DESCENT_INSTANCE_H

#include "claim/claim.h"
#include "descent/chain_descent_generator.h"
#include "descent/chain_descent_model.h"

/* Instances are cas_chain_descent; their files are those of chain_descent_file.h, their
   names those of descent_vocabulary.h. */
extern const cas_instance_kind cas_chain_descent_kind;

/* What a claim about descents on chains has as its data. */
typedef struct cas_chain_descent_data {
    cas_chain_descent_options options;
    cas_put_in put_in; /* for p_t and q_t; NULL: the claim does not use them */
} cas_chain_descent_data;

/* A random instance; claim->data: its cas_chain_descent_data, or NULL for the default. */
cas_status cas_chain_descent_claim_generate(const cas_claim *claim, gsl_rng *rng,
                                            void **instance, cas_message *message);

#define CAS_CHAIN_DESCENT_CLAIM(id_, version_)                                           \
    CAS_CLAIM_HEAD(id_, version_), .kind = &cas_chain_descent_kind,                      \
                                   .generate = cas_chain_descent_claim_generate

#endif

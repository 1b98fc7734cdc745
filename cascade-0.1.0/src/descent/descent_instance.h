/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_INSTANCE_H
#define CASCADE_DESCENT_DESCENT_INSTANCE_H

#include "claim/claim.h"
#include "descent/descent_generator.h"

/* Instances are cas_descent; their files are those of descent_file.h, their names those
   of descent_model.h. */
extern const cas_instance_kind cas_descent_kind;

/* A random instance; claim->data: its cas_descent_options, or NULL for the default. */
cas_status cas_descent_claim_generate(const cas_claim *claim, gsl_rng *rng,
                                      void **instance, cas_message *message);

#define CAS_DESCENT_CLAIM(id_, version_)                                                 \
    CAS_CLAIM_HEAD(id_, version_), .kind = &cas_descent_kind,                            \
                                   .generate = cas_descent_claim_generate

#endif

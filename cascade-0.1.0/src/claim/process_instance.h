/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_PROCESS_INSTANCE_H
#define CASCADE_CLAIM_PROCESS_INSTANCE_H

#include "claim/claim.h"
#include "process/process.h"

/* What the steps of the proofs are tested on: a process and its constants of Assumption
   3, certified once. */
typedef struct cas_process_instance {
    cas_process *process;
    cas_smoothness constants;
} cas_process_instance;

/* Takes the process over (also on failure).  Errors: of the constants. */
cas_status cas_process_instance_new(cas_process *process, cas_process_instance **instance,
                                    cas_message *message);

/* Instances of this kind are cas_process_instance; their files are process files. */
extern const cas_instance_kind cas_process_kind;

/* A cas_claim's generate: a random process of the claim's style. */
cas_status cas_process_instance_generate(const cas_claim *claim, gsl_rng *rng,
                                         void **instance, cas_message *message);

/* Begins the definition of a claim about random processes. */
#define CAS_PROCESS_CLAIM(id_, version_)                                                 \
    CAS_CLAIM_HEAD(id_, version_), .kind = &cas_process_kind,                            \
                                   .generate = cas_process_instance_generate

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_CLAIM_ARTIFICIAL_CLAIMS_H
#define CASCADE_TESTS_CLAIM_ARTIFICIAL_CLAIMS_H

#include "claim/ledger.h"

/* Claims about one number x = k/1024 with k uniform in 0..1023, each with one property
   that the ledger must notice; they are the ledger's test, not the paper's. */
struct number {
    unsigned long k;
};

extern const cas_instance_kind number_kind;
struct number *number_new(unsigned long k);
cas_status draw_unbounded(const cas_claim *claim, gsl_rng *rng, void **instance,
                          cas_message *message);

extern const cas_witness number_witnesses[];
extern const char *const number_stored[];
extern const cas_mutant number_mutants[];
extern const cas_claim true_claim;
extern const cas_claim toothless_claim;
extern const cas_claim false_claim;
extern const cas_claim false_repair;
extern const cas_claim vacuous_claim;
extern const cas_claim undecided_claim;
extern const cas_claim failing_claim;
extern const cas_claim proved_claim;
extern const cas_claim ill_posed_claim;

#endif

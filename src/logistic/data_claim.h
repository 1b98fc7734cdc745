/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_DATA_CLAIM_H
#define CASCADE_LOGISTIC_DATA_CLAIM_H

#include "logistic/data_sets.h"
#include "logistic/logistic_instance.h"

/* Claims that are statements about runs on every data set. */
enum { CAS_DATA_BITS = 64 };

/* Two formulas in the names of logistic_model.h, the least value of one and the largest
   of the other being told; `most` may be NULL: the same. */
typedef struct cas_data_range {
    const char *least, *most;
} cas_data_range;

/* A claim about the runs with these options on every data set, decided by enclosures of
   CAS_DATA_BITS bits.  A cas_claim's data. */
typedef struct cas_data_claim {
    size_t runs;                         /* 1 or 2 */
    const cas_training_options *options; /* of each */
    const char *const *statements; /* in the names of logistic_model.h, ended by NULL */
    /* The ranges that take the place of each # in `finding`, first one for all runs, then
       the next; ended by a NULL. */
    const cas_data_range *ranges;
    const char *finding;
} cas_data_claim;

/* Decides one data set, and takes the ranges if all statements hold: their ends in
   twos. */
bool cas_data_claim_holds(const cas_data_claim *claim,
                          const cas_training_problem *problem,
                          double values[CAS_DATA_VALUES]);

/* A cas_claim's certify: whether all statements hold for all runs on all data sets or,
   where the claim has `refutes`, on the first one, where they refute the claim.  The name
   of a mutant is a statement that takes the place of all. */
cas_status cas_data_claim_certify(const cas_claim *claim, const cas_mutant *mutant,
                                  cas_certificate *certificate, cas_message *message);

#define CAS_DATA_CLAIM(id_, version_)                                                    \
    CAS_CLAIM_HEAD(id_, version_), .certify = cas_data_claim_certify,                    \
                                   .note = cas_data_sets_reading
#define CAS_DATA_STATEMENTS(...)                                                         \
    .statements = (const char *const[])                                                  \
    {                                                                                    \
        __VA_ARGS__, NULL                                                                \
    }
#define CAS_DATA_RANGES(...)                                                             \
    .ranges = (const cas_data_range[])                                                   \
    {                                                                                    \
        __VA_ARGS__,                                                                     \
        {                                                                                \
            NULL, NULL                                                                   \
        }                                                                                \
    }

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_DATA_CLAIM_H
#define CASCADE_LOGISTIC_DATA_CLAIM_H

#include "logistic/logistic_instance.h"

/* The data on which statements about Section 7 are decided exactly.  The paper's own are
   not published; these are drawn as its Section 7.1 says, with the seeds 1 .. 8. */
enum { CAS_DATA_SETS = 8, CAS_DATA_VALUES = 8 };

/* To be put into the notes of such claims.  If a fraction q of all data sets has all the
   properties that are checked on these 8, all of 8 independent ones have them with
   probability q^8, which is below 0.01 for q < 0.56: one event for all claims. */
extern const char cas_data_sets_reading[];

/* What was found: how many data sets passed, and the range of each value over those. */
typedef struct cas_data_summary {
    size_t passed;
    double least[CAS_DATA_VALUES], most[CAS_DATA_VALUES];
} cas_data_summary;

/* Decides one data set (index from 0) and may leave values for the summary. */
typedef bool (*cas_data_check)(const cas_training_problem *problem, size_t index,
                               const void *context, double values[CAS_DATA_VALUES]);

/* Runs the check on all data sets; proved of this sample iff all passed, with `cases`
   cases each.  After
   a failure the others may be left out, and the summary is not meaningful. */
bool cas_data_sets_certify(cas_data_check check, const void *context, size_t cases,
                           cas_data_summary *summary, cas_certificate *certificate);

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

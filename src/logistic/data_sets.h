/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_DATA_SETS_H
#define CASCADE_LOGISTIC_DATA_SETS_H

#include "claim/claim.h"
#include "training/problem.h"

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

/* Runs the check on all data sets; true if all passed.  After a failure the others may be
   left out, and the summary is not meaningful. */
bool cas_data_sets_check(cas_data_check check, const void *context,
                         cas_data_summary *summary);

/* The same for a certificate: proved of this sample iff all data sets passed, with
   `cases` cases each. */
bool cas_data_sets_certify(cas_data_check check, const void *context, size_t cases,
                           cas_data_summary *summary, cas_certificate *certificate);

#endif

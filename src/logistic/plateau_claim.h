/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_PLATEAU_CLAIM_H
#define CASCADE_LOGISTIC_PLATEAU_CLAIM_H

#include "logistic/data_sets.h"
#include "logistic/plateau_law.h"

/* What the claims about plateaus share. */

enum { CAS_PLATEAU_BITS = 64 };

/* Proves that the field of these options has exactly one zero w*, and encloses
   ||grad f(w*)|| in [*low, *high]; false where it cannot. */
bool cas_plateau_enclose(const cas_training_problem *problem,
                         const cas_training_options *options, double *low, double *high);

/* A plateau's law in doubles, rounded outward; false where it is not proved. */
typedef struct cas_law_range {
    double limit, lower, upper;
} cas_law_range;
bool cas_law_enclose(const cas_training_problem *problem,
                     const cas_training_options *options, cas_law_range *range);

/* Runs a check and enters its outcome: proved iff all data sets passed, with `cases`
   cases each. */
bool cas_plateau_certify(cas_data_check check, const void *context, size_t cases,
                         cas_data_summary *summary, cas_certificate *certificate);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_MEASUREMENT_H
#define CASCADE_CLAIM_MEASUREMENT_H

#include "arithmetic/message.h"

#include <stdbool.h>
#include <stddef.h>

/* What simulated data say about a claim.

   A measured claim is split into statements "the mean of the quantity q over all data
   sets that Section 7.1 may draw lies in the region [least, most]".  A data set, drawn
   with its own seed, is the sampling unit: it gives one value of each quantity, or
   none, where its runs cannot be used.  Student's t distribution turns the values into
   a confidence interval of the mean.  All intervals of a ledger together miss one of
   their means with probability at most CAS_MEASUREMENT_LEVEL per cent (Bonferroni): each
   measured claim has an equal share of that level, and each of its intervals an equal
   share of the claim's.  The level is exact for normal values and asymptotic in the
   number of data sets otherwise.  An interval is statistics: it supports a claim or
   speaks against it, and neither proves nor refutes it. */
enum { CAS_MEASUREMENT_LEVEL = 1 };

typedef enum cas_finding {
    CAS_FINDING_INSIDE,  /* supported: the interval is in the region */
    CAS_FINDING_OUTSIDE, /* contradicted: it does not meet the region */
    CAS_FINDING_OPEN,    /* neither */
    CAS_FINDING_SCARCE   /* fewer than 3, or than 2/3 of the data sets, were usable */
} cas_finding;

typedef struct cas_quantity {
    char name[48];      /* unique in its measurement; no colon in it */
    double least, most; /* the region; an end may be infinite */
    double *values;     /* one per data set; NaN: the data set was not usable */
    size_t usable;
    double mean, low, high; /* of cas_measurement_conclude; NaN if scarce */
    cas_finding finding;
} cas_quantity;

typedef struct cas_measurement {
    double level; /* in (0, 1); of all its intervals together */
    size_t data_sets;
    size_t settled;   /* simulations that had settled when they ended */
    size_t unsettled; /* those that diverged, or were under way at the horizon */
    char note[512];   /* what was simulated, in a sentence */
    size_t count;
    cas_quantity *quantities;
    cas_finding finding; /* the worst of the quantities': outside, scarce, open, inside */
    /* The same quantities of simulations that are mistaken on purpose, one for each of
       the claim's mutants, in their order. */
    size_t mutant_count;
    struct cas_measurement *mutants;
} cas_measurement;

/* For one of `claims` measured claims of a ledger. */
void cas_measurement_init(cas_measurement *measurement, size_t claims);
void cas_measurement_clear(cas_measurement *measurement);

/* Adds a statement; values: one per data set (data_sets is set), copied. */
void cas_measurement_add(cas_measurement *measurement, const char *name, double least,
                         double most, const double *values);

/* Computes usable, mean, low, high, finding of every quantity, and the claim's
   finding, and the same of the mutants.  Needs at least one quantity. */
void cas_measurement_conclude(cas_measurement *measurement);

/* Adds a mutant's measurement, without quantities. */
cas_measurement *cas_measurement_add_mutant(cas_measurement *measurement);

/* Whether a mutant's data turn the finding on some quantity round: from supported to
   contradicted or, where the claim is contradicted, the other way. */
bool cas_measurement_notices(const cas_measurement *measurement, size_t mutant);

/* The two-sided confidence interval of the mean of values[0..count) that are not NaN,
   with error level `level`: *mean -+ t s / sqrt(n), Student's quantile t rounded up to
   a multiple of 1e-6 so that the result does not depend on the mathematical
   library.  Returns n; all NaN if n < 2. */
size_t cas_confidence_interval(const double *values, size_t count, double level,
                               double *mean, double *low, double *high);

/* The intervals in words, those that do not support the claim first; to be given to
   free(). */
char *cas_measurement_text(const cas_measurement *measurement);

#endif

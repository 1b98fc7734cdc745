/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_SIMULATION_H
#define CASCADE_LOGISTIC_SIMULATION_H

#include "claim/claim.h"
#include "training/run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The simulations behind the measured claims of Section 7.  A study is a table: curves,
   each run at every step size on every data set; studies.h lists them.  A claim looks at
   one study: its requirements are each an estimator of those runs and the region that
   the sentence requires of its mean over the data sets.  Its mutants exchange the
   simulation: the name "ONE = OTHER" says that the runs of the curve OTHER stand in the
   place of those of ONE. */

/* One curve of a figure: everything but the step size.  sigma = 0: no perturbation. */
typedef struct cas_curve {
    const char *name; /* unique in its study; NULL ends a list */
    cas_training_regularizer regularizer;
    double rho; /* 0: the paper's */
    cas_training_reading reading;
    cas_training_perturbation forward, backward;
    double smoothing;  /* 0: 0.01 */
    bool is_predicted; /* estimators compare with cas_simulated_prediction */
} cas_curve;

typedef struct cas_study {
    const cas_curve *curves;
    const double *steps; /* of all profiles, increasing, ended by 0 */
    size_t samples;      /* of the quick profile */
    uint64_t iterations; /* of the quick profile */
} cas_study;

/* The index of the curve whose name is text[0..length); the number of curves where there
   is none. */
size_t cas_study_find(const cas_study *study, const char *text, size_t length);

typedef struct cas_simulated_run {
    cas_run_state state;
    double stable_norm, weight_norm;
    uint64_t stable_iteration;
} cas_simulated_run;

typedef struct cas_simulation {
    const cas_study *study;
    size_t data_sets, samples;
    uint64_t iterations;
    size_t curves, steps;
    /* Curve `exchanged` has the runs of the curve `by`; the same where none has. */
    size_t exchanged, by;
    double *predicted;       /* data set x curve x (0 and the step sizes) */
    cas_simulated_run *runs; /* data set x curve x step size */
} cas_simulation;

/* An estimator's value on one data set; NaN where too few of its runs have settled.  one,
   other: curves. */
typedef double cas_estimator(const cas_simulation *simulation, size_t data_set,
                             size_t one, size_t other);

typedef struct cas_requirement {
    const char *name; /* NULL ends a list */
    cas_estimator *estimate;
    const char *one, *other; /* curves; other may be NULL */
    double least, most;
} cas_requirement;

/* A claim's data. */
typedef struct cas_simulated_claim {
    const cas_study *study;
    const cas_requirement *requirements;
} cas_simulated_claim;

/* Runs a study.  Data set k has the seed `seed` + k for its data and its runs (so that
   seeds that are close to each other have data sets in common); runs of
   one data set and step size see the same random numbers on every curve, so that
   differences of curves are sharp.  The profile decides the size: see simulation.c. */
cas_status cas_simulate(const cas_study *study, cas_profile profile, uint64_t seed,
                        cas_simulation *simulation, cas_message *message);
void cas_simulation_clear(cas_simulation *simulation);

/* With the exchange; steps as in the study. */
const cas_simulated_run *cas_simulated_run_at(const cas_simulation *simulation,
                                              size_t data_set, size_t curve, size_t step);

/* Where the runs of a curve, which is_predicted, should end, by cas_stationary_norms: at
   step size number `step` or, with SIZE_MAX, at 0.  That of no other curve, whatever is
   exchanged. */
double cas_simulated_prediction(const cas_simulation *simulation, size_t data_set,
                                size_t curve, size_t step);

/* A cas_claim's measure; its data is a cas_simulated_claim. */
cas_status cas_simulated_measure(const cas_claim *claim, cas_profile profile,
                                 uint64_t seed, cas_store *store,
                                 cas_measurement *measurement, cas_message *message);

#define CAS_SIMULATED(id_, version_, statement_)                                         \
    CAS_CLAIM_HEAD(id_, version_), .statement = (statement_),                            \
                                   .measure = cas_simulated_measure

#define CAS_LOOKS_AT(study_, ...)                                                        \
    .data = &(const cas_simulated_claim)                                                 \
    {                                                                                    \
        &(study_), (const cas_requirement[])                                             \
        {                                                                                \
            __VA_ARGS__,                                                                 \
            {                                                                            \
                .name = NULL                                                             \
            }                                                                            \
        }                                                                                \
    }

#endif

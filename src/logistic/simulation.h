/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_SIMULATION_H
#define CASCADE_LOGISTIC_SIMULATION_H

#include "claim/claim.h"
#include "training/run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The simulations behind the measured claims of Section 7.  A claim is a table: curves,
   each run at every step size on every data set, and requirements, each an estimator of
   those runs and the region that the sentence requires of its mean over the data
   sets. */

/* One curve of a figure: everything but the step size.  sigma = 0: no perturbation. */
typedef struct cas_curve {
    cas_training_regularizer regularizer;
    double rho; /* 0: the paper's */
    cas_training_reading reading;
    cas_training_perturbation forward, backward;
    double smoothing; /* 0: 0.01 */
} cas_curve;

typedef struct cas_simulated_run {
    cas_run_state state; /* where the halves may differ by a quarter */
    double step_size, stable_norm, weight_norm;
} cas_simulated_run;

/* The runs of one curve on one data set. */
typedef struct cas_simulated_curve {
    const cas_curve *curve;
    size_t steps;
    const cas_simulated_run *runs; /* by step size, increasing */
    double plateau;                /* the exact one; NaN where none is known */
} cas_simulated_curve;

typedef struct cas_simulated_claim {
    const cas_curve *curves; /* ended by CAS_LAST_CURVE */
    const double *steps;     /* of the quick profile, increasing, ended by 0 */
    uint64_t iterations;     /* of the quick profile; 0: 20,000 */
    bool has_fixed_steps;    /* the step sizes are those of all profiles */
    const struct cas_requirement *requirements; /* ended by a NULL name */
} cas_simulated_claim;

typedef struct cas_simulation {
    const cas_simulated_claim *claim;
    size_t data_sets, samples;
    uint64_t iterations;
    size_t curves, steps;
    double *step_sizes; /* of this profile */
    double *plateaus;   /* data set x curve: the exact plateau; NaN where none is known */
    cas_simulated_run *runs; /* data set x curve x step size */
} cas_simulation;

/* An estimator's value on one data set; NaN where too few of the runs have settled. */
typedef double cas_estimator(const cas_simulated_curve *one,
                             const cas_simulated_curve *other);

typedef struct cas_requirement {
    const char *name;
    cas_estimator *estimate;
    size_t one, other; /* curves */
    double least, most;
} cas_requirement;

/* Runs the claim's curves.  Data set k has the seed `seed` + k for its data and its
   runs; runs of one data set and step size see the same random numbers on every curve,
   so that differences of curves are sharp.  The profile decides the size: see
   simulation.c. */
cas_status cas_simulate(const cas_simulated_claim *claim, cas_profile profile,
                        uint64_t seed, cas_simulation *simulation, cas_message *message);
void cas_simulation_clear(cas_simulation *simulation);

cas_simulated_curve cas_simulated_curve_of(const cas_simulation *simulation,
                                           size_t data_set, size_t curve);

/* A cas_claim's measure; its data is a cas_simulated_claim. */
cas_status cas_simulated_measure(const cas_claim *claim, cas_profile profile,
                                 uint64_t seed, cas_measurement *measurement,
                                 cas_message *message);

#define CAS_SIMULATED(id_, version_, statement_)                                         \
    .id = (id_), .version = (version_), .statement = (statement_), .file = __FILE__,     \
    .line = __LINE__, .measure = cas_simulated_measure

/* Curves with zero-mean perturbations in every iteration, and the marks of the ends. */
#define CAS_FORWARD(regularizer_, reading_, sigma_)                                      \
    {                                                                                    \
        .regularizer = (regularizer_), .reading = (reading_), .forward.sigma = (sigma_)  \
    }
#define CAS_BACKWARD(regularizer_, reading_, sigma_)                                     \
    {                                                                                    \
        .regularizer = (regularizer_), .reading = (reading_), .backward.sigma = (sigma_) \
    }
#define CAS_LAST_CURVE                                                                   \
    {                                                                                    \
        .rho = -1                                                                        \
    }

#define CAS_CURVES(...)                                                                  \
    .curves = (const cas_curve[])                                                        \
    {                                                                                    \
        __VA_ARGS__, CAS_LAST_CURVE                                                      \
    }
#define CAS_REQUIREMENTS(...)                                                            \
    .requirements = (const cas_requirement[])                                            \
    {                                                                                    \
        __VA_ARGS__,                                                                     \
        {                                                                                \
            .name = NULL                                                                 \
        }                                                                                \
    }

#endif

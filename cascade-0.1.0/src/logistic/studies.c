/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/studies.h"

#define NONCONVEX CAS_TRAINING_NONCONVEX
#define RIDGE CAS_TRAINING_RIDGE
#define SHARED CAS_TRAINING_SHARED
#define PER_SAMPLE CAS_TRAINING_PER_SAMPLE
#define LAST                                                                             \
    {                                                                                    \
        .name = NULL                                                                     \
    }

#define FORWARD(name_, regularizer_, reading_, sigma_, predicted_)                       \
    {                                                                                    \
        .name = "f " name_, .regularizer = (regularizer_), .reading = (reading_),        \
        .forward = {.sigma = (sigma_)}, .is_predicted = (predicted_)                     \
    }
#define BACKWARD(name_, regularizer_, reading_, sigma_, predicted_)                      \
    {                                                                                    \
        .name = "b " name_, .regularizer = (regularizer_), .reading = (reading_),        \
        .backward = {.sigma = (sigma_)}, .is_predicted = (predicted_)                    \
    }
#define BIASED(name_, regularizer_, reading_, sigma_)                                    \
    {                                                                                    \
        .name = "biased " name_, .regularizer = (regularizer_), .reading = (reading_),   \
        .backward = {                                                                    \
            .sigma = (sigma_),                                                           \
            .law = CAS_TRAINING_SHIFTED                                                  \
        }                                                                                \
    }

static const double steps[] = {0.08, 0.17, 0.37, 0.8, 0}, ends[] = {0.08, 0.8, 0};

/* Runs that differ in sigma and step size alone advance together (training/run.h): up to
   eight of them cost as much as one. */
static const cas_curve nonconvex[] = {
    {.name = "SGD", .is_predicted = true},
    FORWARD("0.1, shared", NONCONVEX, SHARED, 0.1, false),
    FORWARD("0.5, shared", NONCONVEX, SHARED, 0.5, false),
    FORWARD("1, shared", NONCONVEX, SHARED, 1, true),
    FORWARD("2, shared", NONCONVEX, SHARED, 2, true),
    BACKWARD("0.5, shared", NONCONVEX, SHARED, 0.5, false),
    BACKWARD("2, shared", NONCONVEX, SHARED, 2, true),
    FORWARD("0.1, per sample", NONCONVEX, PER_SAMPLE, 0.1, false),
    FORWARD("0.5, per sample", NONCONVEX, PER_SAMPLE, 0.5, false),
    FORWARD("1, per sample", NONCONVEX, PER_SAMPLE, 1, true),
    FORWARD("2, per sample", NONCONVEX, PER_SAMPLE, 2, true),
    BACKWARD("0.5, per sample", NONCONVEX, PER_SAMPLE, 0.5, false),
    BACKWARD("2, per sample", NONCONVEX, PER_SAMPLE, 2, true),
    LAST};
const cas_study cas_study_nonconvex = {nonconvex, steps, 250, 14000};

static const cas_curve ridge[] = {
    {.name = "SGD", .regularizer = RIDGE},
    FORWARD("2, shared", RIDGE, SHARED, 2, true),
    BACKWARD("0.5, shared", RIDGE, SHARED, 0.5, false),
    BACKWARD("2, shared", RIDGE, SHARED, 2, true),
    FORWARD("2, per sample", RIDGE, PER_SAMPLE, 2, true),
    BACKWARD("0.5, per sample", RIDGE, PER_SAMPLE, 0.5, false),
    BACKWARD("2, per sample", RIDGE, PER_SAMPLE, 2, true),
    LAST};
const cas_study cas_study_ridge = {ridge, steps, CAS_TRAINING_PAPER_SAMPLES, 1600};

static const cas_curve many_samples[] = {
    FORWARD("1, shared", NONCONVEX, SHARED, 1, false),
    FORWARD("2, shared", NONCONVEX, SHARED, 2, false),
    FORWARD("1, per sample", NONCONVEX, PER_SAMPLE, 1, false),
    FORWARD("2, per sample", NONCONVEX, PER_SAMPLE, 2, false), LAST};
const cas_study cas_study_many_samples = {many_samples, steps, 500, 12000};

static const cas_curve biased[] = {BIASED("0.1, shared", NONCONVEX, SHARED, 0.1),
                                   BIASED("0.5, shared", NONCONVEX, SHARED, 0.5),
                                   BIASED("2, shared", NONCONVEX, SHARED, 2),
                                   BIASED("0.1, per sample", NONCONVEX, PER_SAMPLE, 0.1),
                                   BIASED("2, per sample", NONCONVEX, PER_SAMPLE, 2),
                                   BIASED("0.2, shared, ridge", RIDGE, SHARED, 0.2),
                                   BIASED("1, shared, ridge", RIDGE, SHARED, 1),
                                   BIASED("1, per sample, ridge", RIDGE, PER_SAMPLE, 1),
                                   BACKWARD("2, shared", NONCONVEX, SHARED, 2, false),
                                   LAST};
const cas_study cas_study_biased = {biased, ends, 250, 6000};

#define EVERY(name_, regularizer_, rho_, reading_, sigma_, interval_)                    \
    {                                                                                    \
        .name = "f " name_, .regularizer = (regularizer_), .rho = (rho_),                \
        .reading = (reading_), .forward = {                                              \
            .sigma = (sigma_),                                                           \
            .interval = (interval_)                                                      \
        }                                                                                \
    }
#define INTERMITTENT(regularizer_, rho_)                                                 \
    {.name = "SGD", .regularizer = (regularizer_), .rho = (rho_)},                       \
        EVERY("1 every 1, shared", regularizer_, rho_, SHARED, 1, 1),                    \
        EVERY("2 every 1, shared", regularizer_, rho_, SHARED, 2, 1),                    \
        EVERY("1 every 4, shared", regularizer_, rho_, SHARED, 1, 4),                    \
        EVERY("2 every 4, shared", regularizer_, rho_, SHARED, 2, 4),                    \
        EVERY("1 every 64, shared", regularizer_, rho_, SHARED, 1, 64),                  \
        EVERY("2 every 64, shared", regularizer_, rho_, SHARED, 2, 64),                  \
        EVERY("1 every 1, per sample", regularizer_, rho_, PER_SAMPLE, 1, 1),            \
        EVERY("2 every 1, per sample", regularizer_, rho_, PER_SAMPLE, 2, 1),            \
        EVERY("1 every 4, per sample", regularizer_, rho_, PER_SAMPLE, 1, 4),            \
        EVERY("2 every 4, per sample", regularizer_, rho_, PER_SAMPLE, 2, 4),            \
        EVERY("1 every 64, per sample", regularizer_, rho_, PER_SAMPLE, 1, 64),          \
        EVERY("2 every 64, per sample", regularizer_, rho_, PER_SAMPLE, 2, 64), LAST

static const cas_curve intermittent[] = {INTERMITTENT(NONCONVEX, 0.001)};
const cas_study cas_study_intermittent = {intermittent, steps, 250, 6000};

static const cas_curve intermittent_ridge[] = {
    {.name = "biased",
     .regularizer = RIDGE,
     .rho = 0.5,
     .backward = {.sigma = 1, .law = CAS_TRAINING_SHIFTED}},
    INTERMITTENT(RIDGE, 0.5)};
const cas_study cas_study_intermittent_ridge = {intermittent_ridge, steps, 500, 1600};

#define SMOOTHED(name_, reading_, sigma_, smoothing_)                                    \
    {                                                                                    \
        .name = (name_), .reading = (reading_), .forward.sigma = (sigma_),               \
        .smoothing = (smoothing_)                                                        \
    }
static const cas_curve smoothing[] = {
    SMOOTHED("SGD, 0.002", SHARED, 0, 0.002),
    SMOOTHED("SGD, 0.1", SHARED, 0, 0.1),
    SMOOTHED("f 2, shared, 0.002", SHARED, 2, 0.002),
    SMOOTHED("f 2, shared, 0.1", SHARED, 2, 0.1),
    SMOOTHED("f 2, per sample, 0.002", PER_SAMPLE, 2, 0.002),
    SMOOTHED("f 2, per sample, 0.1", PER_SAMPLE, 2, 0.1),
    LAST};
const cas_study cas_study_smoothing = {smoothing, (const double[]){0.16, 0.8, 0}, 250,
                                       10000};

static const cas_curve horizon[] = {
    {.name = "SGD"}, BACKWARD("30, per sample", NONCONVEX, PER_SAMPLE, 30, false), LAST};
const cas_study cas_study_horizon = {horizon, (const double[]){0.016, 0.5, 0}, 250, 5000};

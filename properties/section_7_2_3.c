/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"

#include <math.h>

/*:
\section{Section 7.2.3, measured: intermittent forward perturbations}

\paragraph{Figures 7 and 8.} ``As $\Delta t_f$ increases and spikes become rarer, the
plateau height decreases and the curves progressively recover the error-free behavior
\dots\ Moreover, for larger forward perturbation magnitudes, recovery requires a larger
$\Delta t_f$''. Measured at one small step size, with
independent $\delta$ per sample; the averaged field is the same where it is shared.

The exponent of the norm in $\Delta t_f$ between $1$ and $4$ and between $4$ and $16$ is
between $-1.25$ and $0$: the height falls, and nowhere faster than it would if the plateau
$p/\Delta t_f$ of the averaged field were all there is. A jump, a phase transition, would
be steeper. At $\Delta t_f=64$ and $\sigma_f=1$ the norm is the baseline's up to a tenth.
At the same $\Delta t_f=4$ the norm is larger for $\sigma_f=2$ than for $\sigma_f=1$.
*/

#define EVERY(regularizer_, rho_, sigma_, interval_)                                     \
    {                                                                                    \
        .regularizer = (regularizer_), .rho = (rho_),                                    \
        .reading = CAS_TRAINING_PER_SAMPLE, .forward = {                                 \
            .sigma = (sigma_),                                                           \
            .interval = (interval_)                                                      \
        }                                                                                \
    }
#define NONCONVEX(sigma_, interval_) EVERY(CAS_TRAINING_NONCONVEX, 0, sigma_, interval_)
#define RIDGE(sigma_, interval_) EVERY(CAS_TRAINING_RIDGE, 0.5, sigma_, interval_)

/* What both figures are said to show. */
static const cas_requirement requirements[] = {
    {"exponent 1 to 4, sigma_f 1", cas_interval_exponent, 2, 1, -1.25, 0},
    {"exponent 1 to 4, sigma_f 2", cas_interval_exponent, 5, 4, -1.25, 0},
    {"exponent 4 to 16, sigma_f 2", cas_interval_exponent, 6, 5, -1.25, 0},
    {"ln ratio to baseline at 64, sigma_f 1", cas_log_ratio, 3, 0, -0.1, 0.1},
    {"ln ratio of sigma_f 2 to 1 at 4", cas_log_ratio, 5, 2, 0, INFINITY},
    {.name = NULL}};

static const cas_mutant mutants[] = {
    {"exponent 1 to 4, sigma_f 2:-", "the height grows with the interval"},
    {"exponent 1 to 4, sigma_f 2:[-inf,-1.25]", "a jump"},
    {"ln ratio of sigma_f 2 to 1 at 4:-", "the smaller sigma_f recovers later"},
    {"ln ratio to baseline at 64, sigma_f 1:[0.5,inf]", "no recovery"},
    {NULL, NULL}};

const cas_claim cas_claim_figure_7_trend = {
    CAS_SIMULATED("fig:7/trend", "printed",
                  "With intermittent forward perturbations (non-convex) the height falls "
                  "with the interval, without a jump, to the baseline, later for larger "
                  "sigma_f."),
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(NONCONVEX(0, 1), NONCONVEX(1, 1), NONCONVEX(1, 4),
                       NONCONVEX(1, 64), NONCONVEX(2, 1), NONCONVEX(2, 4),
                       NONCONVEX(2, 16)),
            .steps = (const double[]){0.1, 0},
            .iterations = 10000,
            .requirements = requirements,
        },
    .mutants = mutants,
};

const cas_claim cas_claim_figure_8_trend = {
    CAS_SIMULATED("fig:8/trend", "printed",
                  "With intermittent forward perturbations (ridge) the height falls with "
                  "the interval, without a jump, to the baseline, later for larger "
                  "sigma_f."),
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(RIDGE(0, 1), RIDGE(1, 1), RIDGE(1, 4), RIDGE(1, 64), RIDGE(2, 1),
                       RIDGE(2, 4), RIDGE(2, 16)),
            .steps = (const double[]){0.01, 0},
            .iterations = 5000,
            .requirements = requirements,
        },
    .mutants = mutants,
};

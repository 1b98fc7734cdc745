/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"

#include <math.h>

/*:
\section{Section 7.1: the smoothing factor}

``We smooth its trajectory via an exponentially weighted moving average'': the factor is
not printed. After the start is forgotten the average of the EWMA over a long window
differs from the average of the norm by terms at the window's ends, of the order of the
EWMA's memory $1/s$ over the window's length. Measured: with $s=0.001$ and $s=0.1$ instead
of $0.01$ the trend exponent changes by less than $0.05$, with and without forward
perturbations, so that no conclusion hinges on it.
*/

#define SMOOTHED(sigma_, smoothing_)                                                     \
    {                                                                                    \
        .forward.sigma = (sigma_), .smoothing = (smoothing_)                             \
    }

const cas_claim cas_claim_section_7_1_smoothing = {
    CAS_SIMULATED("sec:7.1/smoothing", "repaired",
                  "The trend of the stable norm does not depend on the factor of the "
                  "moving average."),
    .note = "The paper does not print the factor; cascade takes 0.01.",
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(SMOOTHED(0, 0.01), SMOOTHED(0, 0.001), SMOOTHED(0, 0.1),
                       SMOOTHED(2, 0.01), SMOOTHED(2, 0.001), SMOOTHED(2, 0.1)),
            .steps = (const double[]){0.1, 0.8, 0},
            CAS_REQUIREMENTS(
                {"exponent", cas_exponent, 0, 0, 0.25, INFINITY},
                {"change with 0.001", cas_exponent_difference, 1, 0, -0.05, 0.05},
                {"change with 0.1", cas_exponent_difference, 2, 0, -0.05, 0.05},
                {"exponent, sigma_f 2", cas_exponent, 3, 0, -0.25, 0.25},
                {"change with 0.001, sigma_f 2", cas_exponent_difference, 4, 3, -0.05,
                 0.05},
                {"change with 0.1, sigma_f 2", cas_exponent_difference, 5, 3, -0.05,
                 0.05}),
        },
    .mutants = CAS_MUTANTS({"change with 0.001:[0.1,inf]", "it matters"},
                           {"change with 0.1, sigma_f 2:[-inf,-0.1]", "it matters"},
                           {"exponent, sigma_f 2:[0.4,inf]", "no plateau"}),
};

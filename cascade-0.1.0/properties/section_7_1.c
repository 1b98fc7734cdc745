/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"
#include "logistic/studies.h"

/*:
\section{Section 7.1: the smoothing factor}

``We smooth its trajectory via an exponentially weighted moving average'': the factor is
not printed. After the start is forgotten the average of the EWMA over a long window
differs from the average of the norm by terms at the window's ends, of the order of the
EWMA's memory $1/s$ over the window's length. Measured: from $s=0.002$ to $s=0.1$ the
trend exponent changes by less than $0.05$, with and without forward perturbations, so
that no conclusion hinges on it; here it is $0.01$.
*/

const cas_claim cas_claim_section_7_1_smoothing = {
    CAS_SIMULATED("sec:7.1/smoothing", "repaired",
                  "The trend of the stable norm does not depend on the factor of the "
                  "moving average, from 0.002 to 0.1."),
    .note = "The paper does not print the factor; cascade takes 0.01.",
    CAS_LOOKS_AT(
        cas_study_smoothing,
        {"change", cas_exponent_difference, "SGD, 0.1", "SGD, 0.002", -0.05, 0.05},
        {"change, sigma_f 2, shared", cas_exponent_difference, "f 2, shared, 0.1",
         "f 2, shared, 0.002", -0.05, 0.05},
        {"change, sigma_f 2, per sample", cas_exponent_difference, "f 2, per sample, 0.1",
         "f 2, per sample, 0.002", -0.05, 0.05}),
    .mutants = CAS_MUTANTS({"SGD, 0.1 = f 2, shared, 0.1", "noise under one factor"}),
};

/*:
\section{Section 7.1: the stable iteration complexity}

``[T]he first iteration at which the EWMA falls below $1.5\times$ the stable gradient
norm.'' It exists for every run whose stable norm $n$ is positive: $n$ is the mean of the
EWMA over its window, so that the EWMA is at most $n<1.5\,n$ somewhere in the window. The
paper shows no numbers of it. The slowest mode falls like $e^{-\lambda\gamma t}$ until it
is as small as the stable norm: that takes $\frac1{\lambda\gamma}$ times a logarithm, or
the memory of the EWMA, whichever is longer. Measured with a memory of 10 iterations: the
exponent in $\gamma$ is between $-\frac54$ and $-\frac34$.
*/
const cas_claim cas_claim_section_7_1_stable_iteration = {
    CAS_SIMULATED("sec:7.1/stable-iteration", "sharp",
                  "The stable iteration complexity grows like 1/gamma, up to a "
                  "logarithm, where the moving average has a short memory."),
    .note = "It exists whenever the stable norm is positive: the moving average is "
            "somewhere below 1.5 times its own mean.",
    CAS_LOOKS_AT(cas_study_smoothing,
                 {"exponent", cas_iteration_exponent, "SGD, 0.1", NULL, -1.25, -0.75},
                 {"exponent, sigma_f 2, shared", cas_iteration_exponent,
                  "f 2, shared, 0.1", NULL, -1.25, -0.75},
                 {"exponent, sigma_f 2, per sample", cas_iteration_exponent,
                  "f 2, per sample, 0.1", NULL, -1.25, -0.75}),
    .mutants = CAS_MUTANTS({"SGD, 0.1 = SGD, 0.002", "a memory of 500 iterations"}),
};

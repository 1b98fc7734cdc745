/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"
#include "logistic/studies.h"

#include <math.h>

/*:
\section{Section 7.2.2, measured: frequent non-zero-mean perturbations}

\paragraph{Figure 6.} ``[E]ven as $\gamma\rightarrow0$, the stable gradient norm no longer
tends to 0 once $\sigma_b>0$, and instead saturates at a nonzero plateau that grows with
$\sigma_b$.'' The curve without perturbation is that of Figure 4 or 5. The figure does not
name the regulariser; both are measured, in both readings of the noise. The norm is level
at $\sigma_b=0.1$ and $2$, and grows from $\sigma_b=0.1$ to $0.5$ to $2$, with the ridge
regulariser from $0.2$ to $1$.
*/

#define GROWS 0.05, INFINITY

const cas_claim cas_claim_figure_6_trend = {
    CAS_SIMULATED("fig:6/trend", "printed",
                  "Under non-zero-mean backward perturbations the stable norm saturates "
                  "at a level that grows with sigma_b."),
    .given = (const char *const[]){"sec:7.2.1/baseline", NULL},
    .note = "The norm levels off under both regularisers; whether the run has a point "
            "to settle at is another question: see sec:7.2.2/runaway.",
    CAS_LOOKS_AT(
        cas_study_biased,
        {"exponent, sigma_b 0.1", cas_exponent, "biased 0.1, shared", NULL, CAS_LEVEL},
        {"exponent, sigma_b 2", cas_exponent, "biased 2, shared", NULL, CAS_LEVEL},
        {"exponent, sigma_b 0.1, per sample", cas_exponent, "biased 0.1, per sample",
         NULL, CAS_LEVEL},
        {"exponent, sigma_b 2, per sample", cas_exponent, "biased 2, per sample", NULL,
         CAS_LEVEL},
        {"ln growth, 0.1 to 0.5", cas_log_ratio, "biased 0.5, shared",
         "biased 0.1, shared", GROWS},
        {"ln growth, 0.5 to 2", cas_log_ratio, "biased 2, shared", "biased 0.5, shared",
         GROWS},
        {"ln growth, 0.1 to 2, per sample", cas_log_ratio, "biased 2, per sample",
         "biased 0.1, per sample", GROWS},
        {"exponent, sigma_b 1, ridge", cas_exponent, "biased 1, shared, ridge", NULL,
         CAS_LEVEL},
        {"exponent, sigma_b 1, ridge, per sample", cas_exponent,
         "biased 1, per sample, ridge", NULL, CAS_LEVEL},
        {"ln growth, 0.2 to 1, ridge", cas_log_ratio, "biased 1, shared, ridge",
         "biased 0.2, shared, ridge", GROWS}),
    .mutants = CAS_MUTANTS(
        {"biased 2, shared = b 2, shared", "noise without a mean"},
        {"biased 0.5, shared = biased 0.1, shared", "a fifth of the noise"},
        {"biased 1, shared, ridge = biased 0.2, shared, ridge", "a fifth of the noise"}),
};

/*:
\paragraph{Is there a plateau?} With the non-convex regulariser, which is bounded, the
averaged field of a large bias has no zero: the weights drift off at a velocity that is
constant in $\gamma t$, and what levels off is the norm of the gradient along the way. A
run is recognised as drifting by its weights: the exponent of $\|w_T\|$ in $\gamma$ is $1$
for a drift and $0$ near a point. Measured at $\sigma_b=2$ and, beside it, at
$\sigma_b=0.1$ and with the ridge regulariser. The bias from which on there is no zero
differs from data set to data set; it is lower where $\|x^*\|$ is large.
*/

const cas_claim cas_claim_section_7_2_2_runaway = {
    CAS_SIMULATED(
        "sec:7.2.2/runaway", "repaired",
        "With the non-convex regulariser and sigma_b = 2 the weights run away in "
        "proportion to gamma T; with sigma_b = 0.1, or ridge, they stay."),
    .note = "The level of the norm is then that of a run that goes on for ever, not a "
            "plateau at a stationary point.",
    CAS_LOOKS_AT(cas_study_biased,
                 {"weight exponent, sigma_b 0.1", cas_weight_exponent,
                  "biased 0.1, shared", NULL, CAS_LEVEL},
                 {"weight exponent, sigma_b 2", cas_weight_exponent, "biased 2, shared",
                  NULL, 0.75, 1.25},
                 {"weight exponent, sigma_b 2, per sample", cas_weight_exponent,
                  "biased 2, per sample", NULL, 0.75, 1.25},
                 {"weight exponent, sigma_b 1, ridge", cas_weight_exponent,
                  "biased 1, shared, ridge", NULL, CAS_LEVEL}),
    .mutants =
        CAS_MUTANTS({"biased 2, shared = b 2, shared", "noise without a mean"},
                    {"biased 0.1, shared = biased 2, shared", "twenty times the noise"}),
};

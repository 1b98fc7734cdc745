/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"

#include <math.h>

/*:
\section{Section 7.2.2, measured: frequent non-zero-mean perturbations}

\paragraph{Figure 6.} ``[E]ven as $\gamma\rightarrow0$, the stable gradient norm no longer
tends to 0 once $\sigma_b>0$, and instead saturates at a nonzero plateau that grows with
$\sigma_b$. The curve corresponding to zero perturbation magnitude \dots\ recovers the
standard-SGD behavior''. The figure does not name the regulariser; both are measured, with
one $\epsilon_t$ for all samples. The exponent in $\gamma$ is within $\pm\frac14$ at
$\sigma_b=0.1$ and $2$, at least $\frac14$ without perturbation, and the norm grows from
$\sigma_b=0.1$ to $0.5$ to $2$; with the ridge regulariser from $0.2$ to $1$.
*/

#define SHIFTED(regularizer_, sigma_)                                                    \
    {                                                                                    \
        .regularizer = (regularizer_), .backward = {                                     \
            .sigma = (sigma_),                                                           \
            .law = CAS_TRAINING_SHIFTED                                                  \
        }                                                                                \
    }

static const double steps[] = {0.2, 1.6, 0};
enum { ITERATIONS = 10000 };

const cas_claim cas_claim_figure_6_trend = {
    CAS_SIMULATED(
        "fig:6/trend", "printed",
        "Under non-zero-mean backward perturbations the stable norm saturates at "
        "a level that grows with sigma_b; without any it decreases with the step "
        "size."),
    .note = "The norm levels off under both regularisers; whether the run has a point "
            "to settle at is another question: see sec:7.2.2/runaway.",
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(
                SHIFTED(CAS_TRAINING_NONCONVEX, 0), SHIFTED(CAS_TRAINING_NONCONVEX, 0.1),
                SHIFTED(CAS_TRAINING_NONCONVEX, 0.5), SHIFTED(CAS_TRAINING_NONCONVEX, 2),
                SHIFTED(CAS_TRAINING_RIDGE, 0.2), SHIFTED(CAS_TRAINING_RIDGE, 1)),
            .steps = steps,
            .iterations = ITERATIONS,
            CAS_REQUIREMENTS(
                {"exponent, sigma_b 0", cas_exponent, 0, 0, 0.25, INFINITY},
                {"exponent, sigma_b 0.1", cas_exponent, 1, 0, -0.25, 0.25},
                {"exponent, sigma_b 2", cas_exponent, 3, 0, -0.25, 0.25},
                {"ln growth, 0.1 to 0.5", cas_log_ratio, 2, 1, 0, INFINITY},
                {"ln growth, 0.5 to 2", cas_log_ratio, 3, 2, 0, INFINITY},
                {"exponent, sigma_b 1, ridge", cas_exponent, 5, 0, -0.25, 0.25},
                {"ln growth, 0.2 to 1, ridge", cas_log_ratio, 5, 4, 0, INFINITY}),
        },
    .mutants = CAS_MUTANTS({"exponent, sigma_b 2:[0.25,inf]", "no plateau"},
                           {"exponent, sigma_b 0:[-0.25,0.25]", "a plateau without any"},
                           {"ln growth, 0.1 to 0.5:-", "the level falls with sigma_b"},
                           {"ln growth, 0.2 to 1, ridge:[-0.25,0.25]",
                            "the level does not depend on sigma_b"}),
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
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(SHIFTED(CAS_TRAINING_NONCONVEX, 0.1),
                       SHIFTED(CAS_TRAINING_NONCONVEX, 2),
                       SHIFTED(CAS_TRAINING_RIDGE, 2)),
            .steps = steps,
            .iterations = ITERATIONS,
            CAS_REQUIREMENTS(
                {"weight exponent, sigma_b 0.1", cas_weight_exponent, 0, 0, -0.25, 0.25},
                {"weight exponent, sigma_b 2", cas_weight_exponent, 1, 0, 0.75, 1.25},
                {"weight exponent, sigma_b 2, ridge", cas_weight_exponent, 2, 0, -0.25,
                 0.25}),
        },
    .mutants = CAS_MUTANTS(
        {"weight exponent, sigma_b 2:[-0.25,0.25]", "the weights settle"},
        {"weight exponent, sigma_b 0.1:[0.75,1.25]", "they run away at every sigma_b"}),
};

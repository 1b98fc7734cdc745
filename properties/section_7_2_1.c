/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"

#include <math.h>

/*:
\section{Section 7.2.1, measured: frequent zero-mean perturbations}

\paragraph{The baseline.} ``[T]he standard-SGD baseline exhibits the expected behavior:
the stable gradient norm decreases and tends to 0 as $\gamma\rightarrow0$'', of Figure
4, and the same picture in Figure 5. Measured for runs that have settled: the exponent
of the stable norm in $\gamma$ is at least $\frac14$, over the whole range and at its
small end, for both regularisers. The theory of small steps gives $\frac12$.
*/

static const double steps[] = {0.1, 0.4, 1.6, 0};
static const double ridge_steps[] = {0.08, 0.3, 1.2, 0};
enum { RIDGE_ITERATIONS = 5000 };

const cas_claim cas_claim_section_7_2_1_baseline = {
    CAS_SIMULATED(
        "sec:7.2.1/baseline", "printed",
        "Without perturbations the stable gradient norm decreases to 0 with the "
        "step size, for both regularisers."),
    .note = "Read for runs that have settled at their horizon; see sec:7.2.1/horizon.",
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES({.regularizer = CAS_TRAINING_NONCONVEX},
                       {.regularizer = CAS_TRAINING_RIDGE}),
            .steps = steps,
            CAS_REQUIREMENTS({"exponent", cas_exponent, 0, 0, 0.25, INFINITY},
                             {"exponent of small steps", cas_exponent_of_small_steps, 0,
                              0, 0.25, INFINITY},
                             {"exponent, ridge", cas_exponent, 1, 0, 0.25, INFINITY},
                             {"exponent of small steps, ridge",
                              cas_exponent_of_small_steps, 1, 0, 0.25, INFINITY}),
        },
    .mutants = CAS_MUTANTS({"exponent:-", "the norm grows as the step shrinks"},
                           {"exponent of small steps:[-0.25,0.25]", "a plateau"},
                           {"exponent, ridge:[0.75,inf]", "a linear law"}),
};

/*:
\paragraph{Figure 3 (right).} ``[S]hows smaller stabilized gradient norms for smaller step
sizes'' under backward perturbations, $\sigma_b=2$. Measured: the norm grows between every
two neighbouring step sizes, in both readings.
*/

const cas_claim cas_claim_figure_3_right = {
    CAS_SIMULATED("fig:3/right", "printed",
                  "With sigma_b = 2 smaller step sizes give smaller stable norms."),
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(CAS_BACKWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_SHARED, 2),
                       CAS_BACKWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_PER_SAMPLE, 2)),
            .steps = steps,
            CAS_REQUIREMENTS(
                {"least exponent, shared", cas_least_exponent, 0, 0, 0, INFINITY},
                {"least exponent, per sample", cas_least_exponent, 1, 0, 0, INFINITY}),
        },
    .mutants = CAS_MUTANTS({"least exponent, shared:-", "the norm falls somewhere"},
                           {"least exponent, per sample:[-0.1,0.1]", "it is flat"}),
};

/*:
\paragraph{Figure 4 (right).} ``[T]he stable gradient norm continues to decrease toward 0
as $\gamma\rightarrow0$ across all tested $\sigma_b$ values.'' Measured at $\sigma_b=0.5$
and $2$, in both readings: the exponent is at least $\frac14$, and differs from the
baseline's by at most $0.15$ (``the same qualitative behavior persists'').
*/

#define BACKWARD_TREND(regularizer_, steps_, iterations_)                                \
    .data =                                                                              \
        &(const cas_simulated_claim){                                                    \
            CAS_CURVES(CAS_BACKWARD(regularizer_, CAS_TRAINING_SHARED, 0.5),             \
                       CAS_BACKWARD(regularizer_, CAS_TRAINING_SHARED, 2),               \
                       CAS_BACKWARD(regularizer_, CAS_TRAINING_PER_SAMPLE, 0.5),         \
                       CAS_BACKWARD(regularizer_, CAS_TRAINING_PER_SAMPLE, 2)),          \
            .steps = (steps_),                                                           \
            .iterations = (iterations_),                                                 \
            CAS_REQUIREMENTS(                                                            \
                {"exponent, sigma_b 0.5, shared", cas_exponent, 0, 0, 0.25, INFINITY},   \
                {"exponent, sigma_b 2, shared", cas_exponent, 1, 0, 0.25, INFINITY},     \
                {"exponent, sigma_b 0.5, per sample", cas_exponent, 2, 0, 0.25,          \
                 INFINITY},                                                              \
                {"exponent, sigma_b 2, per sample", cas_exponent, 3, 0, 0.25,            \
                 INFINITY}),                                                             \
        },                                                                               \
    .mutants = CAS_MUTANTS(                                                              \
        {"exponent, sigma_b 0.5, shared:-", "the norm grows as the step shrinks"},       \
        {"exponent, sigma_b 2, shared:[-0.25,0.25]", "a plateau"},                       \
        {"exponent, sigma_b 2, per sample:[0.75,inf]", "a linear law"})

const cas_claim cas_claim_figure_4_right = {
    CAS_SIMULATED("fig:4/right", "printed",
                  "Under zero-mean backward perturbations the stable norm decreases with "
                  "the step size for every sigma_b (non-convex)."),
    BACKWARD_TREND(CAS_TRAINING_NONCONVEX, steps, 0),
};

const cas_claim cas_claim_figure_5_right = {
    CAS_SIMULATED("fig:5/right", "printed",
                  "Under zero-mean backward perturbations the stable norm decreases with "
                  "the step size for every sigma_b (ridge)."),
    BACKWARD_TREND(CAS_TRAINING_RIDGE, ridge_steps, RIDGE_ITERATIONS),
};

const cas_claim cas_claim_section_7_2_1_backward_trend = {
    CAS_SIMULATED("sec:7.2.1/backward-trend", "printed",
                  "Zero-mean backward perturbations leave the trend of the baseline: the "
                  "exponents differ by at most 0.15."),
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(CAS_BACKWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_PER_SAMPLE, 0),
                       CAS_BACKWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_PER_SAMPLE, 2)),
            .steps = steps,
            CAS_REQUIREMENTS({"difference", cas_exponent_difference, 1, 0, -0.15, 0.15}),
        },
    .mutants =
        CAS_MUTANTS({"difference:[-inf,-0.15]", "a flatter trend than the baseline's"},
                    {"difference:[0.25,inf]", "a steeper trend"}),
};

/*:
\paragraph{Figure 3 (left).} ``[T]he trajectories in Figure 3 (left) under
$\sigma_f=1.0$, where shrinking $\gamma$ yields little improvement''; the caption has
$\sigma_f=2.0$. Both are measured, in both readings: over a factor of 5 of step sizes the
exponent is within $\pm\frac14$, so that the norm improves by less than a factor $1.5$
where the baseline's improves by $2.2$. The sharper statement: at the smallest step size
the norm is the exact plateau of the averaged field up to 10 per cent.
*/

static const double plateau_steps[] = {0.02, 0.1, 0};

const cas_claim cas_claim_figure_3_left = {
    CAS_SIMULATED("fig:3/left", "printed",
                  "Under forward perturbations with sigma_f = 1 (text) or 2 (caption) "
                  "shrinking the step size yields little improvement."),
    .note = "Text and caption of Figure 3 name different sigma_f; both are measured.",
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(CAS_FORWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_SHARED, 1),
                       CAS_FORWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_SHARED, 2),
                       CAS_FORWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_PER_SAMPLE, 1),
                       CAS_FORWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_PER_SAMPLE, 2)),
            .steps = plateau_steps,
            .iterations = 40000,
            CAS_REQUIREMENTS(
                {"exponent, sigma_f 1, shared", cas_exponent, 0, 0, -0.25, 0.25},
                {"exponent, sigma_f 2, shared", cas_exponent, 1, 0, -0.25, 0.25},
                {"exponent, sigma_f 1, per sample", cas_exponent, 2, 0, -0.25, 0.25},
                {"exponent, sigma_f 2, per sample", cas_exponent, 3, 0, -0.25, 0.25}),
        },
    .mutants = CAS_MUTANTS({"exponent, sigma_f 1, per sample:[0.25,inf]",
                            "shrinking the step helps as for the baseline"},
                           {"exponent, sigma_f 2, shared:[0.25,inf]",
                            "shrinking the step helps as for the baseline"}),
};

const cas_claim cas_claim_figure_3_left_sharp = {
    CAS_SIMULATED("fig:3/left", "sharp",
                  "At small step sizes the stable norm is the exact plateau of the "
                  "averaged field."),
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(CAS_FORWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_PER_SAMPLE, 2)),
            .steps = (const double[]){0.05, 0},
            CAS_REQUIREMENTS(
                {"ln(norm/plateau)", cas_log_plateau_ratio, 0, 0, -0.1, 0.1}),
        },
    .mutants =
        CAS_MUTANTS({"ln(norm/plateau):[0.15,inf]", "the plateau is larger by a sixth"},
                    {"ln(norm/plateau):[-inf,-0.15]", "it is smaller by a sixth"}),
};

/*:
\paragraph{Figure 4 (left).} ``[F]or small perturbation levels the stable gradient norm
still decreases with $\gamma$, but once the forward perturbation magnitude becomes
non-negligible (e.g., $\sigma_f\ge0.5$), the stable gradient norm saturates at a nonzero
plateau even as $\gamma\rightarrow0$.'' Measured: the exponent at $\sigma_f=0.1$ is at
least $\frac14$, that at $\sigma_f=2$ within $\pm\frac14$. The first half is so in
the range of step sizes that settle only: the plateau is there for every $\sigma_f>0$, of
the order of $\sigma_f^2$, and shows at smaller steps.
*/

const cas_claim cas_claim_figure_4_left_trend = {
    CAS_SIMULATED("fig:4/left-trend", "printed",
                  "Under small forward perturbations (sigma_f = 0.1) the stable norm "
                  "decreases with the step size; under large ones it saturates."),
    .note = "The first half is true in the range of step sizes that settle; the limit is "
            "not 0 for any sigma_f > 0.  The second is measured at sigma_f = 2; sigma_f "
            "= 0.5 "
            "saturates below the step sizes that settle in a quick run.",
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(CAS_FORWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_SHARED, 0.1),
                       CAS_FORWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_SHARED, 2),
                       CAS_FORWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_PER_SAMPLE, 0.1),
                       CAS_FORWARD(CAS_TRAINING_NONCONVEX, CAS_TRAINING_PER_SAMPLE, 2)),
            .steps = (const double[]){0.05, 0.4, 0},
            CAS_REQUIREMENTS(
                {"exponent, sigma_f 0.1, shared", cas_exponent, 0, 0, 0.25, INFINITY},
                {"exponent, sigma_f 2, shared", cas_exponent, 1, 0, -0.25, 0.25},
                {"exponent, sigma_f 0.1, per sample", cas_exponent, 2, 0, 0.25, INFINITY},
                {"exponent, sigma_f 2, per sample", cas_exponent, 3, 0, -0.25, 0.25}),
        },
    .mutants =
        CAS_MUTANTS({"exponent, sigma_f 0.1, shared:[-0.25,0.25]", "a plateau"},
                    {"exponent, sigma_f 0.1, per sample:-", "it grows"},
                    {"exponent, sigma_f 2, per sample:[0.5,inf]", "no plateau at all"}),
};

/*:
\paragraph{Figure 5 (left).} ``[S]ufficiently large forward perturbations pin it at a
nonzero plateau regardless of the step size''. Measured at $\sigma_f=2$ over a factor of
40 of step sizes. In the reading with
one $\delta_t$ for all samples the noise of the gradient is large, and the norm grows like
$\gamma^{1/2}$ from quite small steps on.
*/

static const cas_curve forward_ridge[] = {
    CAS_FORWARD(CAS_TRAINING_RIDGE, CAS_TRAINING_SHARED, 2),
    CAS_FORWARD(CAS_TRAINING_RIDGE, CAS_TRAINING_PER_SAMPLE, 2), CAS_LAST_CURVE};

const cas_claim cas_claim_figure_5_left_trend = {
    CAS_SIMULATED("fig:5/left-trend", "printed",
                  "With sigma_f = 2 the stable norm stays at a plateau regardless of the "
                  "step size (ridge)."),
    .note = "\"[R]egardless of the step size\" is read over steps from 0.03 to 1.2; the "
            "figure's are not printed. Where every sample has its own delta the plateau "
            "dominates at all of them; where all share one, at small ones only.",
    .data =
        &(const cas_simulated_claim){
            .curves = forward_ridge,
            .steps = (const double[]){0.03, 0.2, 1.2, 0},
            .has_fixed_steps = true,
            .iterations = RIDGE_ITERATIONS,
            CAS_REQUIREMENTS({"exponent, shared", cas_exponent, 0, 0, -0.25, 0.25},
                             {"exponent, per sample", cas_exponent, 1, 0, -0.25, 0.25}),
        },
    .mutants = CAS_MUTANTS({"exponent, per sample:[0.25,inf]", "no plateau"},
                           {"exponent, shared:-", "the norm falls with gamma"}),
};

/*:
\paragraph{The PL setting.} ``[T]he same qualitative picture holds: the stable gradient
norm under backward perturbations can still be driven toward 0 \dots, whereas sufficiently
large forward perturbations pin it''. Measured at $\sigma_f=\sigma_b=2$ and small steps:
the backward exponent is at least $\frac14$, the forward one within $\pm\frac14$.
*/

const cas_claim cas_claim_section_7_2_1_pl = {
    CAS_SIMULATED("sec:7.2.1/pl", "printed",
                  "With the ridge regulariser, too, backward perturbations let the norm "
                  "decrease with the step size where forward ones pin it."),
    .note = "Read for small step sizes; see fig:5/left-trend.",
    .data =
        &(const cas_simulated_claim){
            CAS_CURVES(CAS_BACKWARD(CAS_TRAINING_RIDGE, CAS_TRAINING_SHARED, 2),
                       CAS_FORWARD(CAS_TRAINING_RIDGE, CAS_TRAINING_SHARED, 2),
                       CAS_BACKWARD(CAS_TRAINING_RIDGE, CAS_TRAINING_PER_SAMPLE, 2),
                       CAS_FORWARD(CAS_TRAINING_RIDGE, CAS_TRAINING_PER_SAMPLE, 2)),
            .steps = (const double[]){0.01, 0.05, 0},
            .iterations = 40000,
            CAS_REQUIREMENTS(
                {"backward exponent, shared", cas_exponent, 0, 0, 0.25, INFINITY},
                {"forward exponent, shared", cas_exponent, 1, 0, -0.25, 0.25},
                {"backward exponent, per sample", cas_exponent, 2, 0, 0.25, INFINITY},
                {"forward exponent, per sample", cas_exponent, 3, 0, -0.25, 0.25}),
        },
    .mutants = CAS_MUTANTS({"backward exponent, per sample:[-0.25,0.25]", "a plateau"},
                           {"forward exponent, per sample:[0.25,inf]", "no plateau"},
                           {"forward exponent, shared:[0.4,inf]", "no plateau"}),
};

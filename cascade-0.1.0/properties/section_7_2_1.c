/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"
#include "logistic/studies.h"

#include <math.h>

/*:
\section{Section 7.2.1, measured: frequent zero-mean perturbations}

The paper says neither whether the samples of a step share their noise nor what its step
sizes are. Each sentence is measured in both readings of the noise, over one range of step
sizes, $0.08$ to $0.8$; where the readings come to different answers each has a row.

\paragraph{The baseline.} ``[T]he standard-SGD baseline exhibits the expected behavior:
the stable gradient norm decreases and tends to 0 as $\gamma\rightarrow0$'', of Figure
4, and the same picture in Figure 5. Measured for runs that have settled: the norm falls
with the step size over the whole range and at its small end, for both regularisers.
*/

const cas_claim cas_claim_section_7_2_1_baseline = {
    CAS_SIMULATED("sec:7.2.1/baseline", "printed",
                  "Without perturbations the stable gradient norm decreases to 0 with "
                  "the step size (non-convex)."),
    .note = "Read for runs that have settled at their horizon; see sec:7.2.1/horizon. "
            "The same of the ridge: fig:5/baseline and sec:7.2.3/baseline.",
    CAS_LOOKS_AT(
        cas_study_nonconvex, {"exponent", cas_exponent, "SGD", NULL, CAS_FALLS},
        {"exponent of small steps", cas_exponent_of_small_steps, "SGD", NULL, CAS_FALLS}),
    .mutants = CAS_MUTANTS({"SGD = f 2, shared", "with forward noise"}),
};

const cas_claim cas_claim_figure_5_baseline = {
    CAS_SIMULATED("fig:5/baseline", "printed",
                  "Without perturbations the stable gradient norm decreases to 0 with "
                  "the step size (ridge, rho = 0.1)."),
    CAS_LOOKS_AT(
        cas_study_ridge, {"exponent", cas_exponent, "SGD", NULL, CAS_FALLS},
        {"exponent of small steps", cas_exponent_of_small_steps, "SGD", NULL, CAS_FALLS}),
    .mutants = CAS_MUTANTS({"SGD = f 2, per sample", "with forward noise"}),
};

/*:
\paragraph{Figure 3 (right).} ``[S]hows smaller stabilized gradient norms for smaller step
sizes'' under backward perturbations, $\sigma_b=2$. Measured: between every two
neighbouring step sizes the norm grows, with per-sample noise by more than a level one.
*/

const cas_claim cas_claim_figure_3_right = {
    CAS_SIMULATED("fig:3/right", "printed",
                  "With sigma_b = 2 smaller step sizes give smaller stable norms."),
    CAS_LOOKS_AT(
        cas_study_nonconvex,
        {"least exponent, shared", cas_least_exponent, "b 2, shared", NULL, 0, INFINITY},
        {"least exponent, per sample", cas_least_exponent, "b 2, per sample", NULL, 0.125,
         INFINITY}),
    .mutants =
        CAS_MUTANTS({"b 2, per sample = f 2, shared", "noise in the forward pass"}),
};

/*:
\paragraph{Figures 4 and 5 (right).} ``[T]he stable gradient norm continues to decrease
toward 0 as $\gamma\rightarrow0$ across all tested $\sigma_b$ values.'' Measured at
$\sigma_b=0.5$ and $2$: it falls as the baseline's does (``the same qualitative behavior
persists''), up to $0.15$ in the exponent.
*/

#define BACKWARD_TREND(study_)                                                           \
    CAS_LOOKS_AT(                                                                        \
        study_,                                                                          \
        {"exponent, sigma_b 0.5, shared", cas_exponent, "b 0.5, shared", NULL,           \
         CAS_FALLS},                                                                     \
        {"exponent, sigma_b 2, shared", cas_exponent, "b 2, shared", NULL, CAS_FALLS},   \
        {"exponent, sigma_b 0.5, per sample", cas_exponent, "b 0.5, per sample", NULL,   \
         CAS_FALLS},                                                                     \
        {"exponent, sigma_b 2, per sample", cas_exponent, "b 2, per sample", NULL,       \
         CAS_FALLS}),                                                                    \
        .mutants =                                                                       \
            CAS_MUTANTS({"b 2, shared = f 2, per sample", "noise in the forward pass"},  \
                        {"b 0.5, per sample = f 2, per sample",                          \
                         "four times the noise, in the forward pass"})

const cas_claim cas_claim_figure_4_right = {
    CAS_SIMULATED("fig:4/right", "printed",
                  "Under zero-mean backward perturbations the stable norm decreases with "
                  "the step size for every sigma_b (non-convex)."),
    BACKWARD_TREND(cas_study_nonconvex),
};

const cas_claim cas_claim_figure_5_right = {
    CAS_SIMULATED("fig:5/right", "printed",
                  "Under zero-mean backward perturbations the stable norm decreases with "
                  "the step size for every sigma_b (ridge)."),
    BACKWARD_TREND(cas_study_ridge),
};

const cas_claim cas_claim_section_7_2_1_backward_trend = {
    CAS_SIMULATED("sec:7.2.1/backward-trend", "printed",
                  "Zero-mean backward perturbations leave the trend of the baseline: the "
                  "exponents differ by at most 0.15."),
    CAS_LOOKS_AT(cas_study_nonconvex,
                 {"difference, shared", cas_exponent_difference, "b 2, shared", "SGD",
                  -0.15, 0.15},
                 {"difference, per sample", cas_exponent_difference, "b 2, per sample",
                  "SGD", -0.15, 0.15}),
    .mutants = CAS_MUTANTS({"b 2, shared = f 2, shared", "noise in the forward pass"}),
};

/*:
\paragraph{Figure 3 (left).} ``[T]he trajectories in Figure 3 (left) under
$\sigma_f=1.0$, where shrinking $\gamma$ yields little improvement''; the caption has
$\sigma_f=2.0$. Both are measured. At $\sigma_f=1$ the plateau makes up three quarters of
the norm's square below $\gamma\approx0.04$ only (crossover.c).
*/

static const char text_and_caption[] =
    "Text and caption of Figure 3 name different sigma_f; both are measured. Read over "
    "step sizes from 0.08 to 0.8; the figure's are only shown.";

#define LITTLE_IMPROVEMENT                                                               \
    "Under forward perturbations with sigma_f = 1 (text) or 2 (caption) shrinking the "  \
    "step size yields little improvement."

const cas_claim cas_claim_figure_3_left = {
    CAS_SIMULATED("fig:3/left", "printed", LITTLE_IMPROVEMENT),
    .note = text_and_caption,
    CAS_LOOKS_AT(cas_study_many_samples,
                 {"exponent, sigma_f 1", cas_exponent, "f 1, shared", NULL, CAS_LEVEL},
                 {"exponent, sigma_f 2", cas_exponent, "f 2, shared", NULL, CAS_LEVEL}),
    .mutants = CAS_MUTANTS({"f 1, shared = f 2, shared", "twice the noise"}),
};

const cas_claim cas_claim_figure_3_left_per_sample = {
    CAS_SIMULATED("fig:3/left@noise-per-sample", "printed", LITTLE_IMPROVEMENT),
    .note = text_and_caption,
    CAS_LOOKS_AT(
        cas_study_many_samples,
        {"exponent, sigma_f 1", cas_exponent, "f 1, per sample", NULL, CAS_LEVEL},
        {"exponent, sigma_f 2", cas_exponent, "f 2, per sample", NULL, CAS_LEVEL}),
    .mutants = CAS_MUTANTS({"f 1, per sample = f 2, per sample", "twice the noise"}),
};

/*: The sharper statement: at the smallest step size the norm is the exact plateau of the
averaged field up to 15 per cent. */
const cas_claim cas_claim_figure_3_left_sharp = {
    CAS_SIMULATED("fig:3/left", "sharp",
                  "At sigma_f = 2 and small step sizes the stable norm is the exact "
                  "plateau of the averaged field."),
    CAS_LOOKS_AT(cas_study_nonconvex,
                 {"ln(norm/plateau), shared", cas_log_plateau_ratio, "f 2, shared", NULL,
                  -0.15, 0.15},
                 {"ln(norm/plateau), per sample", cas_log_plateau_ratio,
                  "f 2, per sample", NULL, -0.15, 0.15}),
    .mutants =
        CAS_MUTANTS({"f 2, shared = f 1, shared", "half the noise"},
                    {"f 2, per sample = b 2, per sample", "noise in the backward pass"}),
};

/*:
\paragraph{Figure 4 (left).} ``[F]or small perturbation levels the stable gradient norm
still decreases with $\gamma$, but once the forward perturbation magnitude becomes
non-negligible (e.g., $\sigma_f\ge0.5$), the stable gradient norm saturates at a nonzero
plateau even as $\gamma\rightarrow0$.'' Measured at $\sigma_f=0.1$ and at the paper's own
$\sigma_f=0.5$. The plateau is there for every $\sigma_f>0$, of the order of $\sigma_f^2$,
and at $0.5$ it is level below $\gamma\approx0.003$.
*/

const cas_claim cas_claim_figure_4_left_trend = {
    CAS_SIMULATED("fig:4/left-trend", "printed",
                  "Under small forward perturbations (sigma_f = 0.1) the stable norm "
                  "decreases with the step size; from sigma_f = 0.5 on it is level."),
    .note = "Read over step sizes from 0.08 to 0.8; the figure's are only shown. As a "
            "limit the second half is true, of every sigma_f > 0: see fig:4/left-limit "
            "and sec:7.2.1/forward-threshold.",
    CAS_LOOKS_AT(
        cas_study_nonconvex,
        {"exponent, sigma_f 0.1, shared", cas_exponent, "f 0.1, shared", NULL, CAS_FALLS},
        {"exponent, sigma_f 0.5, shared", cas_exponent, "f 0.5, shared", NULL, CAS_LEVEL},
        {"exponent, sigma_f 0.1, per sample", cas_exponent, "f 0.1, per sample", NULL,
         CAS_FALLS},
        {"exponent, sigma_f 0.5, per sample", cas_exponent, "f 0.5, per sample", NULL,
         CAS_LEVEL}),
    .mutants =
        CAS_MUTANTS({"f 0.1, shared = f 2, shared", "twenty times the noise"},
                    {"f 0.1, per sample = f 2, per sample", "twenty times the noise"}),
};

/*:
\paragraph{Figure 5 (left), and the PL setting.} ``[T]he same qualitative picture holds:
the stable gradient norm under backward perturbations can still be driven toward 0 \dots,
whereas sufficiently large forward perturbations pin it at a nonzero plateau regardless of
the step size''. Measured at $\sigma_f=\sigma_b=2$. With one $\delta_t$ for all samples
the gradient is so noisy that the norm grows with the step size over the whole range.
*/

#define FIGURE_5_LEFT(one_, other_)                                                      \
    .note = "\"[R]egardless of the step size\" is read over step sizes from 0.08 to "    \
            "0.8; the figure's are only shown.",                                         \
    CAS_LOOKS_AT(cas_study_ridge, {"exponent", cas_exponent, one_, NULL, CAS_LEVEL}),    \
    .mutants = CAS_MUTANTS({one_ " = " other_, "the other reading"})

const cas_claim cas_claim_figure_5_left_trend = {
    CAS_SIMULATED("fig:5/left-trend", "printed",
                  "With sigma_f = 2 the stable norm stays at a plateau regardless of the "
                  "step size (ridge)."),
    FIGURE_5_LEFT("f 2, shared", "f 2, per sample"),
};

const cas_claim cas_claim_figure_5_left_trend_per_sample = {
    CAS_SIMULATED("fig:5/left-trend@noise-per-sample", "printed",
                  "With sigma_f = 2 the stable norm stays at a plateau regardless of the "
                  "step size (ridge)."),
    FIGURE_5_LEFT("f 2, per sample", "f 2, shared"),
};

#define PL_SETTING(reading_)                                                             \
    CAS_LOOKS_AT(cas_study_ridge,                                                        \
                 {"backward exponent", cas_exponent, "b 2, " reading_, NULL, CAS_FALLS}, \
                 {"forward exponent", cas_exponent, "f 2, " reading_, NULL, CAS_LEVEL}), \
        .mutants = CAS_MUTANTS(                                                          \
            {"b 2, " reading_ " = f 2, per sample", "noise in the forward pass"})

const cas_claim cas_claim_section_7_2_1_pl = {
    CAS_SIMULATED("sec:7.2.1/pl", "printed",
                  "With the ridge regulariser, too, backward perturbations let the norm "
                  "decrease with the step size where forward ones pin it."),
    PL_SETTING("shared"),
};

const cas_claim cas_claim_section_7_2_1_pl_per_sample = {
    CAS_SIMULATED("sec:7.2.1/pl@noise-per-sample", "printed",
                  "With the ridge regulariser, too, backward perturbations let the norm "
                  "decrease with the step size where forward ones pin it."),
    PL_SETTING("per sample"),
};

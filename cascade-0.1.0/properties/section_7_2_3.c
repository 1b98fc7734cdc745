/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"
#include "logistic/studies.h"

#include <math.h>

/*:
\section{Section 7.2.3, measured: intermittent forward perturbations}

\paragraph{Figures 7 and 8.} ``As $\Delta t_f$ increases and spikes become rarer, the
plateau height decreases and the curves progressively recover the error-free behavior
\dots\ Moreover, for larger forward perturbation magnitudes, recovery requires a larger
$\Delta t_f$''. Measured at the smallest step size of the range, in both readings.

The exponent of the norm in $\Delta t_f$ between $1$ and $4$ and between $4$ and $64$ is
between $-\frac54$ and $0$: the height falls, and nowhere faster than it would if
the plateau $p/\Delta t_f$ of the averaged field were all there is. A jump, a phase
transition, would be steeper. At $\Delta t_f=64$ and $\sigma_f=1$ the norm is the
baseline's up to a tenth. At the same $\Delta t_f=4$ the norm is larger for $\sigma_f=2$
than for $\sigma_f=1$. With the ridge regulariser and noise that all samples share the
norm has not come down to the baseline at $\Delta t_f=64$.
*/

/* What both figures are said to show. */
#define INTERMITTENT(study_, reading_)                                                   \
    CAS_LOOKS_AT(study_,                                                                 \
                 {"exponent 1 to 4, sigma_f 1", cas_interval_exponent,                   \
                  "f 1 every 4, " reading_, "f 1 every 1, " reading_, -1.25, 0},         \
                 {"exponent 1 to 4, sigma_f 2", cas_interval_exponent,                   \
                  "f 2 every 4, " reading_, "f 2 every 1, " reading_, -1.25, 0},         \
                 {"exponent 4 to 64, sigma_f 2", cas_interval_exponent,                  \
                  "f 2 every 64, " reading_, "f 2 every 4, " reading_, -1.25, 0},        \
                 {"ln ratio to baseline at 64, sigma_f 1", cas_log_ratio,                \
                  "f 1 every 64, " reading_, "SGD", -0.1, 0.1},                          \
                 {"ln ratio of sigma_f 2 to 1 at 4", cas_log_ratio,                      \
                  "f 2 every 4, " reading_, "f 1 every 4, " reading_, 0.125, INFINITY}), \
        .mutants = CAS_MUTANTS(                                                          \
            {"f 2 every 64, " reading_ " = f 2 every 1, " reading_,                      \
             "noise in every iteration"},                                                \
            {"f 2 every 4, " reading_ " = f 1 every 4, " reading_, "half the noise"})

#define FALLS(regularizer_)                                                              \
    "With intermittent forward perturbations (" regularizer_ ") the height falls with "  \
    "the interval, without a jump, to the baseline, later for larger sigma_f."

const cas_claim cas_claim_figure_7_trend = {
    CAS_SIMULATED("fig:7/trend", "printed", FALLS("non-convex")),
    INTERMITTENT(cas_study_intermittent, "shared"),
};

const cas_claim cas_claim_figure_7_trend_per_sample = {
    CAS_SIMULATED("fig:7/trend@noise-per-sample", "printed", FALLS("non-convex")),
    INTERMITTENT(cas_study_intermittent, "per sample"),
};

const cas_claim cas_claim_figure_8_trend = {
    CAS_SIMULATED("fig:8/trend", "printed", FALLS("ridge")),
    INTERMITTENT(cas_study_intermittent_ridge, "shared"),
};

const cas_claim cas_claim_figure_8_trend_per_sample = {
    CAS_SIMULATED("fig:8/trend@noise-per-sample", "printed", FALLS("ridge")),
    INTERMITTENT(cas_study_intermittent_ridge, "per sample"),
};

/*:
\paragraph{The baseline} ``labeled `Standard SGD' \dots\ decreases toward 0 as
$\gamma\rightarrow0$'' with the ridge regulariser of Section 7.2.3, $\rho=0.5$, too.
*/
const cas_claim cas_claim_section_7_2_3_baseline = {
    CAS_SIMULATED("sec:7.2.3/baseline", "printed",
                  "Without perturbations and with rho = 0.5 (ridge) the stable gradient "
                  "norm decreases to 0 with the step size."),
    CAS_LOOKS_AT(
        cas_study_intermittent_ridge, {"exponent", cas_exponent, "SGD", NULL, CAS_FALLS},
        {"exponent of small steps", cas_exponent_of_small_steps, "SGD", NULL, CAS_FALLS}),
    .mutants = CAS_MUTANTS({"SGD = biased", "with a bias"}),
};

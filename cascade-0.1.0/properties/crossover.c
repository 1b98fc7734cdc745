/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"
#include "logistic/studies.h"

#include <math.h>

/*:
\section{Section 7.2.1: which noise is the worse one?}

``[I]n the frequent unbiased regime, backward perturbations are comparatively benign''.
With $\sigma_f=\sigma_b=\sigma$, by stationary\_norm.c,
\[ n_f^2\approx p^2+s_f^2\gamma,\qquad n_b^2\approx s_b^2\gamma,\qquad
   \gamma^*=\frac{p^2}{s_b^2-s_f^2}: \]
forward noise is the worse one below the crossover $\gamma^*$, where its plateau $p$ is
all there is, and backward noise above. That is a statement about the limit
$\gamma\to0$, not about noise as such: $\epsilon$ is added to $\sigma(f_1)\in(0,1)$ as it
is, $\delta$ only through the slope of $\sigma$, at most $\frac14$, so that $s_f<s_b$. As
$p$ is of order $\sigma^2/\Delta t$ and $s_b^2$ of order $\sigma^2/\Delta t$, $\gamma^*$
is of order $\sigma^2/\Delta t$; with per-sample noise $s_b^2$ is smaller by a factor of
order $M$. The figure \emph{crossover} draws $\gamma^*$.
*/

static const char benign[] =
    "Backward perturbations are comparatively benign: with sigma_b = sigma_f = 2 the "
    "stable norm under backward noise is at most that under forward noise, at every step "
    "size.";
static const char benign_note[] =
    "Read over step sizes from 0.08 to 0.8. In the limit gamma -> 0 it is true: see "
    "fig:4/left-limit, fig:4/right-limit and sec:7.2.1/crossover.";

#define NOT_WORSE -INFINITY, 0
#define BENIGN(study_, reading_)                                                         \
    CAS_LOOKS_AT(study_,                                                                 \
                 {"ln(backward/forward) at 0.08", cas_log_ratio, "b 2, " reading_,       \
                  "f 2, " reading_, NOT_WORSE},                                          \
                 {"ln(backward/forward) at 0.8", cas_log_ratio_of_large_steps,           \
                  "b 2, " reading_, "f 2, " reading_, NOT_WORSE}),                       \
        .mutants = CAS_MUTANTS({"b 2, " reading_ " = SGD", "no noise"})

const cas_claim cas_claim_section_7_2_1_benign = {
    CAS_SIMULATED("sec:7.2.1/benign", "printed", benign),
    .note = benign_note,
    BENIGN(cas_study_nonconvex, "shared"),
};

const cas_claim cas_claim_section_7_2_1_benign_per_sample = {
    CAS_SIMULATED("sec:7.2.1/benign@noise-per-sample", "printed", benign),
    .note = benign_note,
    BENIGN(cas_study_ridge, "per sample"),
};

/*:
\paragraph{The law, measured.} The mean of $\ln$ of the stable norm over its prediction is
within $\pm0.15$ (the mean logarithm of a noisy norm is a little too small), with either
noise, regulariser and reading, and the crossover lies where it should: for the ridge and
per-sample noise of $\sigma=2$ it is inside the range.
*/

#define AS_PREDICTED(name_, curve_)                                                      \
    {                                                                                    \
        name_, cas_log_prediction_ratio, curve_, NULL, -0.15, 0.15                       \
    }

const cas_claim cas_claim_section_7_2_law = {
    CAS_SIMULATED("sec:7.2/law", "sharp",
                  "The square of the stable norm is p^2 + s^2 gamma, p the plateau and s "
                  "of the linearised recursion (non-convex)."),
    CAS_LOOKS_AT(cas_study_nonconvex, AS_PREDICTED("ln(norm/law)", "SGD"),
                 AS_PREDICTED("ln(norm/law), f, shared", "f 1, shared"),
                 AS_PREDICTED("ln(norm/law), b, shared", "b 2, shared"),
                 AS_PREDICTED("ln(norm/law), f, per sample", "f 1, per sample"),
                 AS_PREDICTED("ln(norm/law), b, per sample", "b 2, per sample")),
    .mutants = CAS_MUTANTS({"f 1, shared = b 2, shared", "noise in the backward pass"},
                           {"b 2, per sample = b 2, shared", "noise that is shared"}),
};

const cas_claim cas_claim_section_7_2_1_crossover = {
    CAS_SIMULATED("sec:7.2.1/crossover", "sharp",
                  "Forward noise is worse than backward noise below a step size gamma*, "
                  "and backward noise above, as the law says (ridge)."),
    CAS_LOOKS_AT(cas_study_ridge,
                 {"ln(b/f) at 0.08, per sample", cas_log_ratio, "b 2, per sample",
                  "f 2, per sample", -INFINITY, -0.1},
                 {"ln(b/f) at 0.8, per sample", cas_log_ratio_of_large_steps,
                  "b 2, per sample", "f 2, per sample", 0.1, INFINITY},
                 {"ln(b/f) at 0.08, shared", cas_log_ratio, "b 2, shared", "f 2, shared",
                  0.1, INFINITY},
                 AS_PREDICTED("ln(norm/law), f, shared", "f 2, shared"),
                 AS_PREDICTED("ln(norm/law), b, shared", "b 2, shared"),
                 AS_PREDICTED("ln(norm/law), f, per sample", "f 2, per sample"),
                 AS_PREDICTED("ln(norm/law), b, per sample", "b 2, per sample")),
    .mutants =
        CAS_MUTANTS({"f 2, per sample = b 2, per sample", "noise in the backward pass"},
                    {"b 2, per sample = b 2, shared", "noise that is shared"}),
};

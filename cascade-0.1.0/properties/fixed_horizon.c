/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/enclosed_field.h"
#include "logistic/estimator.h"
#include "logistic/studies.h"
#include "logistic/logistic_model.h"

#include <math.h>
#include <stdio.h>

/*:
\section{Section 7.2.1: $\gamma\to0$ at a fixed number of iterations}

``We \dots\ use a fixed horizon $T=200{,}000$'' (Section 7.1) and ``the stable gradient
norm decreases and tends to 0 as $\gamma\rightarrow0$'' (Section 7.2.1) cannot both be
meant to the letter. From $w_0=0$,
\[ \|w_t\|\le\gamma\sum_{s<t}\|g_s\|,\qquad
   \|g_s\|\le\frac1M\sum_l\|h_l\|+\rho\,\sup\|\nabla R\|+\|\xi_s\| \]
for the non-convex regulariser, so that for each realisation of the noise $w_t\to0$ as
$\gamma\to0$, uniformly in $t\le T$. The gradient is continuous, and the stable norm
tends to
\[ \|\nabla f(0)\|=\Bigl\|\frac1{2M}\sum_ly_lh_l\Bigr\| , \]
the same for every step size, and positive unless the data are balanced to the last bit.
With the ridge regulariser $\|\nabla f(w)\|\le\frac1M\sum_l\|h_l\|+2\rho\|w\|$ gives the
same by induction over $t\le T$.

The sentence is about step sizes whose runs have settled; so all measurements here read
it.
*/

static cas_status refute(const cas_claim *claim, const cas_mutant *mutant,
                         cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)mutant;
    cas_training_problem problem;
    cas_status status = cas_training_problem_generate(&problem, 0, 0, 1, message);
    if (status != CAS_OK)
        return status;
    mpfi_t mean;
    mpfi_init2(mean, CAS_PRECISION_FIRST);
    cas_enclosed_mean(&problem, mean);
    certificate->refuted = mpfi_is_strictly_pos(mean) > 0;
    certificate->cases = 1;
    if (certificate->refuted)
        snprintf(certificate->note, sizeof certificate->note,
                 "On the witness's data the limit is ||grad f(0)|| = %.3g.",
                 mpfi_get_d(mean) / 2);
    mpfi_clear(mean);
    cas_training_problem_clear(&problem);
    return CAS_OK;
}

const cas_claim cas_claim_fixed_horizon_printed = {
    .id = "sec:7.2.1/horizon",
    .version = "printed",
    .statement =
        "At the fixed horizon T = 200,000 the stable gradient norm of standard SGD "
        "tends to 0 as gamma -> 0",
    .file = __FILE__,
    .line = __LINE__,
    .kind = &cas_logistic_kind,
    .formula = "start <= 0 if sigma_f = 0, sigma_b = 0",
    .certify = refute,
    .witnesses = (const char *const[]){"fixed-horizon.json", NULL},
    .readings = CAS_NAMES("gamma-first"),
    .note = "To the letter: the horizon is fixed, and w_t tends to w_0 for every t <= T. "
            "Of step sizes whose runs settle the paper's sentence is true "
            "(sec:7.2.1/baseline), and so it is with T -> infinity first "
            "(sec:7.2.1/backward-limit).",
};

/*:
Measured: at a step size at which $\lambda\gamma T$ is about $2$ the norm, of runs that
have not settled, is larger than at the smallest step size whose runs have.
*/

const cas_claim cas_claim_fixed_horizon_repaired = {
    CAS_SIMULATED("sec:7.2.1/horizon", "repaired",
                  "At a fixed number of iterations the stable norm rises again below the "
                  "smallest step size whose runs settle."),
    .note = "As gamma tends to 0 with T fixed, w_t tends to w_0 and the stable norm to "
            "||grad f(w_0)||, not to 0.",
    CAS_LOOKS_AT(cas_study_horizon, {"ln rise", cas_log_rise, "SGD", NULL, 0, INFINITY}),
    .mutants = CAS_MUTANTS({"SGD = b 30, per sample", "noise that hides it"}),
};

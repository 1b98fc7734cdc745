/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"
#include "logistic/logistic_instance.h"

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
it. The sides below are $\|\nabla f(0)\|^2$ and $0$.
*/

static cas_status limit_vanishes(const cas_claim *claim, const cas_mutant *mutant,
                                 const void *instance, mpfr_prec_t precision,
                                 cas_sides *sides, cas_message *message)
{
    (void)claim;
    (void)mutant;
    (void)message;
    const cas_logistic_instance *given = instance;
    const cas_training_problem *problem = &given->problem;
    sides->applies =
        given->options.forward.sigma == 0 && given->options.backward.sigma == 0;
    mpfi_t sum;
    mpfi_init2(sum, precision);
    mpfi_set_ui(sides->lhs, 0);
    mpfi_set_ui(sides->rhs, 0);
    for (size_t j = 0; j < problem->dimension; j++) {
        mpfi_set_ui(sum, 0);
        for (size_t l = 0; l < problem->samples; l++)
            mpfi_add_d(sum, sum,
                       problem->labels[l] *
                           problem->features[l * problem->dimension + j]);
        mpfi_sqr(sum, sum);
        mpfi_add(sides->lhs, sides->lhs, sum);
    }
    mpfi_div_ui(sides->lhs, sides->lhs, 4 * problem->samples * problem->samples);
    mpfi_clear(sum);
    return CAS_OK;
}

static cas_status refute(const cas_claim *claim, const cas_mutant *mutant,
                         cas_certificate *certificate, cas_message *message)
{
    cas_logistic_instance instance = {.seed = 1};
    cas_status status =
        cas_training_problem_generate(&instance.problem, 0, 0, instance.seed, message);
    if (status != CAS_OK)
        return status;
    cas_sides sides = {.applies = true};
    mpfi_init2(sides.lhs, CAS_PRECISION_FIRST);
    mpfi_init2(sides.rhs, CAS_PRECISION_FIRST);
    status =
        limit_vanishes(claim, mutant, &instance, CAS_PRECISION_FIRST, &sides, message);
    certificate->refuted = mpfr_sgn(&sides.lhs->left) > 0;
    certificate->cases = 1;
    if (certificate->refuted)
        snprintf(certificate->note, sizeof certificate->note,
                 "On the witness's data the limit is ||grad f(0)|| = %.3g.",
                 sqrt(mpfr_get_d(&sides.lhs->left, MPFR_RNDD)));
    mpfi_clear(sides.lhs);
    mpfi_clear(sides.rhs);
    cas_training_problem_clear(&instance.problem);
    return status;
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
    .sides = limit_vanishes,
    .certify = refute,
    .witnesses = (const char *const[]){"fixed-horizon.json", NULL},
    .note = "To the letter: the horizon is fixed, and w_t tends to w_0 for every t <= T. "
            "Of step sizes whose runs settle the paper's sentence is true "
            "(sec:7.2.1/baseline), and so it is with T -> infinity first "
            "(sec:7.2.1/backward-limit).",
};

/*:
Measured: at a step size at which $\lambda\gamma T$ is about $2$ the norm is larger than
at the smallest step size whose run has settled. A data set counts if its run of the
smaller step has not, and two in three have to.
*/

static const double steps_below_the_horizon[] = {0.004, 0.2, 0};

const cas_claim cas_claim_fixed_horizon_repaired = {
    CAS_SIMULATED("sec:7.2.1/horizon", "repaired",
                  "At a fixed number of iterations the stable norm rises again below the "
                  "smallest step size whose runs settle."),
    .note = "As gamma tends to 0 with T fixed, w_t tends to w_0 and the stable norm to "
            "||grad f(w_0)||, not to 0.",
    .data =
        &(const cas_simulated_claim){
            .curves = (const cas_curve[]){{.regularizer = CAS_TRAINING_NONCONVEX},

                                          CAS_LAST_CURVE},
            .steps = steps_below_the_horizon,
            .requirements =
                (const cas_requirement[]){{"ln rise", cas_log_rise, 0, 0, 0, INFINITY},
                                        CAS_LAST_REQUIREMENT},
        },
    .mutants = (const cas_mutant[]){{"ln rise:-", "the norm goes on decreasing"},
                                    {"ln rise:[-0.25,0.25]", "the norm stays"},
                                    {NULL, NULL}},
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"
#include "logistic/logistic_instance.h"
#include "logistic/plateau_claim.h"

#include <stdio.h>

/*:
\section{Figure 3: caption and text}

\emph{Paper.} The caption of Figure 3 says ``Left: $\sigma_f=2.0$'', the text ``the
trajectories in Figure 3 (left) under $\sigma_f=1.0$''. The trajectories of the two end at
different heights, nearly a factor of 4 apart, so that at most one of the two describes
the figure.
*/

static cas_status same_height(const cas_claim *claim, const cas_mutant *mutant,
                              const void *instance, mpfr_prec_t precision,
                              cas_sides *sides, cas_message *message)
{
    (void)claim;
    (void)mutant;
    const cas_logistic_instance *logistic = instance;
    cas_training_options options = logistic->options;
    cas_stationary_point caption, text;
    cas_stationary_point_init(&caption, precision);
    cas_stationary_point_init(&text, precision);
    sides->applies = options.forward.sigma == 2 && options.forward.interval == 1 &&
                     options.forward.law == CAS_TRAINING_ZERO_MEAN &&
                     options.backward.sigma == 0;
    cas_status status = CAS_OK;
    if (sides->applies)
        status = cas_stationary_point_of(&logistic->problem, &options, precision,
                                         &caption, message);
    options.forward.sigma = 1;
    if (sides->applies && status == CAS_OK)
        status = cas_stationary_point_of(&logistic->problem, &options, precision, &text,
                                         message);
    sides->applies = sides->applies && caption.is_only && text.is_only;
    mpfi_set(sides->lhs, caption.plateau);
    mpfi_set(sides->rhs, text.plateau);
    cas_stationary_point_clear(&caption);
    cas_stationary_point_clear(&text);
    return status;
}

struct heights {
    double text, caption; /* sigma_f */
    double least, most;   /* of the quotient of the plateaus */
};

static bool check_heights(const cas_training_problem *problem, size_t index,
                          const void *context, double values[CAS_DATA_VALUES])
{
    (void)index;
    const struct heights *heights = context;
    cas_training_options options = {.forward.sigma = heights->text};
    double low[2], high[2];
    if (!cas_plateau_enclose(problem, &options, &low[0], &high[0]))
        return false;
    options.forward.sigma = heights->caption;
    if (!cas_plateau_enclose(problem, &options, &low[1], &high[1]))
        return false;
    values[0] = low[0];
    values[1] = low[1];
    values[2] = low[1] / high[0];
    return low[1] > heights->least * high[0] && high[1] < heights->most * low[0];
}

static cas_status certify_heights(const cas_claim *claim, const cas_mutant *mutant,
                                  cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct heights heights = {.text = 1, .caption = 2, .least = 3.5, .most = 4};
    if (cas_mutant_is(mutant, "same"))
        heights.caption = 1;
    if (cas_mutant_is(mutant, "eight"))
        heights = (struct heights){.text = 1, .caption = 2, .least = 4, .most = 8};
    cas_data_summary s;
    if (cas_plateau_certify(check_heights, &heights, 2, &s, certificate))
        snprintf(certificate->note, sizeof certificate->note,
                 "Plateaus: %.3g .. %.3g at sigma_f = 1, %.3g .. %.3g at 2; their "
                 "quotient is %.3g .. %.3g.",
                 s.least[0], s.most[0], s.least[1], s.most[1], s.least[2], s.most[2]);
    return CAS_OK;
}

const cas_claim cas_claim_fig_3_caption_printed = {
    .id = "fig:3/caption",
    .version = "printed",
    .statement =
        "Figure 3 (left) shows sigma_f = 2.0 (caption) and sigma_f = 1.0 (text): "
        "the limits of the two are the same",
    .file = __FILE__,
    .line = __LINE__,
    .kind = &cas_logistic_kind,
    .sides = same_height,
    .witnesses = (const char *const[]){"plateau-caption-against-text.json", NULL},
    .note = "lhs: the plateau at sigma_f = 2, rhs: at 1, on the witness's data.",
};

const cas_claim cas_claim_fig_3_caption_repaired = {
    .id = "fig:3/caption",
    .version = "repaired",
    .statement =
        "With the nonconvex regulariser the plateau at sigma_f = 2 is between 3.5 "
        "and 4 times that at sigma_f = 1: caption and text describe different "
        "figures",
    .file = __FILE__,
    .line = __LINE__,
    .certify = certify_heights,
    .mutants = (const cas_mutant[]){{"same", "sigma_f = 1 twice"},
                                    {"eight", "between 4 and 8 times"},
                                    {NULL, NULL}},
    .note = cas_data_sets_reading,
};

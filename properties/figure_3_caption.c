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
    .formula = "plateau(2) = plateau(1) if sigma_f = 2, interval = 1, mean_f = 0, "
               "sigma_b = 0, zeros(1) = 1, zeros(2) = 1",
    .witnesses = (const char *const[]){"plateau-caption-against-text.json", NULL},
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/data_claim.h"

/*:
\section{Figure 3: caption and text}

\emph{Paper.} The caption of Figure 3 says ``Left: $\sigma_f=2.0$'', the text ``the
trajectories in Figure 3 (left) under $\sigma_f=1.0$''. The trajectories of the two end at
different heights, nearly a factor of 4 apart, so that at most one of the two describes
the figure.
*/

const cas_claim cas_claim_fig_3_caption_printed = {
    CAS_CLAIM_HEAD("fig:3/caption", "printed"),
    .statement = "Figure 3 (left) shows sigma_f = 2.0 (caption) and sigma_f = 1.0 (text)",
    .note = "One of the two is a misprint, and nothing says which. What the text says of "
            "the figure is measured for both: fig:3/left.",
};

const cas_claim cas_claim_fig_3_caption_repaired = {
    CAS_DATA_CLAIM("fig:3/caption", "repaired"),
    .statement =
        "With the nonconvex regulariser the plateau at sigma_f = 2 is between 3.5 "
        "and 4 times that at sigma_f = 1: caption and text describe different "
        "figures",
    .data =
        &(const cas_data_claim){
            .runs = 1,
            .options = &(const cas_training_options){.rho = 0.001},
            CAS_DATA_STATEMENTS("3.5 height_1(1) < height_1(2)",
                                "height_1(2) < 4 height_1(1)"),
            CAS_DATA_RANGES({"height_1(1)", NULL}, {"height_1(2)", NULL},
                            {"height_1(2)/height_1(1)", NULL}),
            .finding = "Plateaus: # at sigma_f = 1, # at 2; their quotient is #.",
        },
    .mutants = CAS_MUTANTS({"3.5 height_1(1) < height_1(1)", "sigma_f = 1 twice"},
                           {"4 height_1(1) < height_1(2)", "between 4 and 8 times"}),
};

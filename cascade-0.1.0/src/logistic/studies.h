/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_STUDIES_H
#define CASCADE_LOGISTIC_STUDIES_H

#include "logistic/simulation.h"

/* The simulations of Section 7.  Curves are named by what perturbs them: "f 2, shared" is
   zero-mean forward noise with sigma_f = 2, one draw for all samples of an iteration; "b"
   is backward noise, "biased" the shifted one; "SGD" is not perturbed. */

extern const cas_study cas_study_nonconvex, cas_study_ridge;

/* Figure 3 (left): at M = 250 the plateau would be harder to see than at the paper's
   M = 2000. */
extern const cas_study cas_study_many_samples;

/* Figure 6: both regularisers. */
extern const cas_study cas_study_biased;

/* Figures 7 and 8: "f 2 every 4, shared" has noise in one of four iterations. */
extern const cas_study cas_study_intermittent, cas_study_intermittent_ridge;

/* The factor of the moving average, and small steps at a fixed horizon. */
extern const cas_study cas_study_smoothing, cas_study_horizon;

#endif

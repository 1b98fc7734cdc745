/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_LOGISTIC_INSTANCE_H
#define CASCADE_LOGISTIC_LOGISTIC_INSTANCE_H

#include "claim/claim.h"
#include "training/run.h"

/* A perturbed run of Section 7 as an instance of a claim, in files of the format
   "cascade-logistic/1":
     { "format": "cascade-logistic/1", "title": "..",
       "problem": {"samples": 2000, "dimension": 10, "seed": 1},
       "regularizer": "nonconvex" | "ridge", "rho": 0.001,
       "forward": {"sigma": 0.1, "law": "zero-mean" | "shifted", "interval": 1},
       "backward": {..},
       "direction": [..] }
   The data are those that cas_training_problem_generate draws.  forward and backward may
   be absent, as may law (zero-mean), interval (1) and direction.  Numbers are read
   exactly and rounded once to the double that the engine works with. */
typedef struct cas_logistic_instance {
    char *title;
    uint64_t seed;
    cas_training_problem problem;
    cas_training_options options;
    double *direction; /* d numbers or NULL: u of the claims that there is no zero */
} cas_logistic_instance;

extern const cas_instance_kind cas_logistic_kind;

#endif

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

/* The functions of an instance's kind (claim/claim.h). */
void cas_logistic_free(void *instance);
char *cas_logistic_write(const void *instance);
cas_status cas_logistic_read(const char *text, size_t length, const char *name,
                             void **instance, cas_message *message);
#define CAS_LOGISTIC_FORMAT "cascade-logistic/1"

#endif

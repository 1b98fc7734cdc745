/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_THRESHOLD_H
#define CASCADE_LOGISTIC_THRESHOLD_H

#include "training/run.h"

#include <stdbool.h>

/* Whether a run with the bounded regulariser has a stationary point at all: two
   certificates, decided by enclosures of 64 bits.  False where it is not proved.  The
   options are ones that cas_training_options_complete takes. */

/* The data's part of the averaged potential has a strict minimum: then the whole has a
   minimum, for every rho. */
bool cas_potential_is_coercive(const cas_training_problem *problem,
                               const cas_training_options *options);
/* A direction excludes every zero of the averaged field (enclosed_field.c).  *runaway is
   what ||grad f|| tends to along it, numerically. */
bool cas_zero_is_excluded(const cas_training_problem *problem,
                          const cas_training_options *options, double *runaway);

#endif

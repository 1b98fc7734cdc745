/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_STATIONARY_NORM_H
#define CASCADE_TRAINING_STATIONARY_NORM_H

#include "arithmetic/message.h"
#include "training/problem.h"
#include "training/run.h"

#include <stddef.h>

/* norms[k] = E||grad f(w)|| where a run of step size step_sizes[k] ends, by the linear
   recursion around the zero w* of its averaged field: w is normal with mean w*, and its
   covariance is that of the noise, summed over the past.  At step size 0 it is the
   plateau.  NaN where the field has no zero, or the recursion does not contract.  What
   is left out is of second order in the noise.  Errors: those of
   cas_averaged_field_make. */
cas_status cas_stationary_norms(const cas_training_problem *problem,
                                const cas_training_options *options, size_t count,
                                const double *step_sizes, double *norms,
                                cas_message *message);

/* E||z|| for independent normal z_j with these means and variances. */
double cas_normal_norm(size_t dimension, const double *means, const double *variances);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_ESTIMATOR_H
#define CASCADE_LOGISTIC_ESTIMATOR_H

#include "logistic/simulation.h"

/* What is estimated from the runs of one data set.  NaN where too few of them have
   settled. */

/* The regions of an exponent: see simulation.c. */
#define CAS_FALLS 0.375, INFINITY
#define CAS_LEVEL -0.125, 0.125

/* The slope of ln(stable norm) against ln(step size): least squares over the settled
   runs of curve `one`, which have to span a factor of 4. */
cas_estimator cas_exponent;
/* The same between the two smallest settled step sizes. */
cas_estimator cas_exponent_of_small_steps;
/* The smallest of the slopes between neighbouring settled step sizes. */
cas_estimator cas_least_exponent;
/* cas_exponent of `one` minus that of `other`. */
cas_estimator cas_exponent_difference;
/* ln(stable norm of `one` / stable norm of `other`) at the smallest and at the largest
   step size at which both have settled. */
cas_estimator cas_log_ratio;
cas_estimator cas_log_ratio_of_large_steps;
/* The slope of ln(stable norm) against ln(interval of the forward perturbation) between
   two curves, at the smallest step size at which both have settled. */
cas_estimator cas_interval_exponent;
/* ln(stable norm / exact plateau) at the smallest settled step size. */
cas_estimator cas_log_plateau_ratio;
/* ln(stable norm / prediction at that step size), the mean over the settled ones. */
cas_estimator cas_log_prediction_ratio;
/* The slope of ln ||w_T|| against ln(step size), settled or not: 0 for runs that stay
   near one point, 1 for runs that drift off at a constant velocity. */
cas_estimator cas_weight_exponent;
/* The slope of ln(stable iteration) against ln(step size), settled runs. */
cas_estimator cas_iteration_exponent;
/* ln(stable norm at the smallest step size, settled or not / at the next settled one):
   above 0, shrinking the step size on has made the norm larger. */
cas_estimator cas_log_rise;

#endif

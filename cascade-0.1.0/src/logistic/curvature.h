/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_CURVATURE_H
#define CASCADE_LOGISTIC_CURVATURE_H

#include "logistic/enclosed_field.h"

/* Proved bounds on how convex the data's part of the averaged potential is around a
   point. */

enum { CAS_CURVATURE_STAGES = 3 };
extern const double cas_curvature_radius[CAS_CURVATURE_STAGES];

/* modulus[k]: a lower bound of the least eigenvalue of (1/M) sum_l S'(x_l . v) x_l x_l^T
   for every v within cas_curvature_radius[k] of the point, for every forward noise with
   radius and |mean| at most those of the point's field, in any fraction of the
   iterations; 0 where none was found. */
typedef struct cas_curvature {
    double modulus[CAS_CURVATURE_STAGES];
} cas_curvature;

void cas_curvature_bound(const cas_enclosed_point *point, cas_curvature *curvature);

/* An upper bound of the largest eigenvalue of (1/M) sum_l x_l x_l^T. */
double cas_covariance_bound(const cas_training_problem *problem);

#endif

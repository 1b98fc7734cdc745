/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_AVERAGED_FIELD_H
#define CASCADE_TRAINING_AVERAGED_FIELD_H

#include "arithmetic/message.h"
#include "training/averaged_sigmoid.h"
#include "training/problem.h"
#include "training/run.h"

#include <stddef.h>

/* The averaged field of a perturbed run: F(w) = E[g_t | w_t = w], for an intermittent
   perturbation averaged over its period as well,
     F(w) = (1/M) sum_l (S(x_l . w) + e) x_l + rho grad R(w),   x_l = -y_l h_l.
   S is the averaged sigmoid, e the mean of the backward perturbation.  It is what a run
   of small step size follows, the same for both readings; a zero of it, not of grad f,
   is where such a run ends.  A perturbation with an `end` does not last and counts as
   none. */
typedef struct cas_averaged_field {
    const cas_training_problem *problem; /* not owned */
    cas_averaged_sigmoid sigmoid;
    double bias; /* e */
    double rho;
    cas_training_regularizer regularizer;
    double pull; /* 0; else F has pull * w added to it */
} cas_averaged_field;

/* The field of a run with these options.  seed, step size, noise and the like play no
   part and may be zero.  Errors: those of cas_training_options_complete. */
cas_status cas_averaged_field_make(cas_averaged_field *field,
                                   const cas_training_problem *problem,
                                   const cas_training_options *options,
                                   cas_message *message);

/* value = F(w), d numbers. */
void cas_averaged_field_value(const cas_averaged_field *field, const double *w,
                              double *value);
/* value = F(w) - grad f(w), without cancellation. */
void cas_averaged_field_gap(const cas_averaged_field *field, const double *w,
                            double *value);
/* jacobian = the d x d derivative of F at w, row-major, symmetric. */
void cas_averaged_field_jacobian(const cas_averaged_field *field, const double *w,
                                 double *jacobian);

/* What the support of the field says in direction u:
     mean_l max(0, x_l . u) + e mean_l (x_l . u) + rho sup|R'| ||u||_1,
   where sup|R'| = 3 sqrt(3)/8 for the nonconvex R; infinite for the ridge.  Below 0 it
   proves that u . F(w) is below it for every w: there is no zero. */
double cas_averaged_field_recession(const cas_averaged_field *field, const double *u);

typedef enum cas_field_fate {
    CAS_FIELD_ZERO,    /* F(weights) = 0 to rounding, with a positive definite Jacobian */
    CAS_FIELD_NO_ZERO, /* weights is a direction u with a negative recession value */
    CAS_FIELD_UNKNOWN  /* neither was found */
} cas_field_fate;
extern const char *const cas_field_fate_names[3]; /* "yes", "no", "unknown" */

/* Where the runs end.  With a zero w*: weights = w*, plateau = ||grad f(w*)||.  Without:
   weights is the velocity at which the runs drift off, a unit of iterations times gamma
   taken as the time, and plateau is what ||grad f|| tends to on the way. */
typedef struct cas_field_limit {
    cas_field_fate fate;
    size_t dimension;
    double *weights;
    double plateau;
    double weight_norm; /* ||weights|| */
    double residual;    /* ||F(weights)||; without a zero: the recession value */
} cas_field_limit;

/* Damped Newton from 0; a zero is only reported where the last step is at rounding level
   and the Jacobian is positive definite.  This is double arithmetic: a certificate is
   made by enclosures (src/logistic/).  limit is to be given to cas_field_limit_clear. */
void cas_averaged_field_solve(const cas_averaged_field *field, cas_field_limit *limit);
void cas_field_limit_clear(cas_field_limit *limit);

#endif

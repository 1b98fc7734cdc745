/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_STATIONARY_POINT_H
#define CASCADE_LOGISTIC_STATIONARY_POINT_H

#include "logistic/curvature.h"

/* What is proved about the zeros of an averaged field F, from a point w that is nearly
   one.  w* denotes the zero. */
typedef struct cas_stationary_point {
    bool exists;     /* w* exists within `distance` of w, the only one within `radius` */
    bool is_only;    /* there is no other zero anywhere */
    mpfi_t modulus;  /* F is strongly monotone with its lower end, within `radius` of w */
    mpfi_t distance; /* its upper end bounds ||w* - w|| */
    mpfi_t plateau;  /* ||grad f(w*)|| */
    double radius;   /* infinite for the ridge */
} cas_stationary_point;

void cas_stationary_point_init(cas_stationary_point *stationary, mpfr_prec_t precision);
void cas_stationary_point_clear(cas_stationary_point *stationary);

/* Proves what it can about the field of the point, whose w should be nearly a zero. */
void cas_stationary_point_prove(const cas_enclosed_point *point,
                                cas_stationary_point *stationary);

/* The same for the field of these options, or its part without the regulariser: w by
   Newton's method in doubles, enclosures of the precision of stationary.  Errors: those
   of cas_training_options_complete. */
cas_status cas_stationary_point_of(const cas_training_problem *problem,
                                   const cas_training_options *options,
                                   bool with_regularizer,
                                   cas_stationary_point *stationary,
                                   cas_message *message);

/* modulus = a number whose lower end, if positive, is a modulus of strong monotonicity of
   the field within the radius that is returned (infinite for the ridge).  curvature: of
   the point in question; unused for the ridge. */
double cas_monotone_modulus(const cas_enclosed_field *field,
                            const cas_curvature *curvature, mpfi_ptr modulus);

/* Given strong monotonicity near w: proves that a field whose norm at w is at most
   `residual` has no zero farther out.  Always true for the ridge. */
bool cas_no_zero_farther(const cas_enclosed_point *point, const cas_curvature *curvature,
                         mpfi_srcptr residual);

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

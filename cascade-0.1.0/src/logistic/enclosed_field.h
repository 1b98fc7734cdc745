/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_ENCLOSED_FIELD_H
#define CASCADE_LOGISTIC_ENCLOSED_FIELD_H

#include "arithmetic/arithmetic.h"
#include "arithmetic/message.h"
#include "training/run.h"

#include <mpfi.h>
#include <stdbool.h>

/* The averaged field F of training/averaged_field.h in enclosures: the data and the
   options are the doubles that they are, everything derived from them is an interval. */
typedef struct cas_enclosed_field {
    const cas_training_problem *problem; /* not owned */
    cas_training_regularizer regularizer;
    cas_arithmetic interval;
    mpfi_t rho;
    mpfi_t mean, radius; /* of delta ~ U(mean - radius, mean + radius) */
    mpfi_t fraction;     /* of the iterations with forward noise; 0: none at all */
    mpfi_t bias;         /* e, the mean of the backward perturbation */
} cas_enclosed_field;

/* Errors: those of cas_training_options_complete; step_size may be 0.  field is to be
   given to cas_enclosed_field_clear in any case. */
cas_status cas_enclosed_field_init(cas_enclosed_field *field,
                                   const cas_training_problem *problem,
                                   const cas_training_options *options,
                                   mpfr_prec_t precision, cas_message *message);
void cas_enclosed_field_clear(cas_enclosed_field *field);

/* r = ||vector|| */
void cas_enclosed_norm(const mpfi_t *vector, size_t count, mpfi_ptr r);

/* r encloses ||(1/M) sum_l y_l h_l||, twice ||grad f(0)||. */
void cas_enclosed_mean(const cas_training_problem *problem, mpfi_ptr r);

/* What is known of F at one point w. */
typedef struct cas_enclosed_point {
    const cas_enclosed_field *field;
    const double *w; /* d numbers, not owned */
    mpfi_t *value;   /* d: F(w) */
    mpfi_t *gap;     /* d: F(w) - grad f(w) */
    bool has_curl;
    mpfi_t *curl;     /* d: (1/M) sum_l sigmoid''(x_l . w) x_l; 0 without has_curl */
    double *distance; /* M: upper bounds of |x_l . w| */
} cas_enclosed_point;

void cas_enclosed_point_init(cas_enclosed_point *point, const cas_enclosed_field *field,
                             const double *w, bool with_curl);
void cas_enclosed_point_clear(cas_enclosed_point *point);

/* r encloses R'(w) of one coordinate. */
void cas_enclosed_slope(cas_training_regularizer regularizer, double w, mpfi_ptr r);

/* r encloses kappa(u) of cas_averaged_field_recession: below 0, F has no zero. */
void cas_enclosed_recession(const cas_enclosed_field *field, const double *u, mpfi_ptr r);

#endif

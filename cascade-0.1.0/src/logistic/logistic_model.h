/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_LOGISTIC_MODEL_H
#define CASCADE_LOGISTIC_LOGISTIC_MODEL_H

#include "logistic/logistic_instance.h"

/* The names of statements about a perturbed run of Section 7, numbers all of them:

     sigma_f, sigma_b   the magnitudes of delta and epsilon, 0 where there is none
     mean_f, mean_b     their means: 0 for zero-mean laws, mean_b divided by its interval
     interval           Delta t of delta
     ridge              1 with the ridge regulariser, 0 with the nonconvex one
     zeros              how many zeros the averaged field has: 1 where exactly one is
                        proved, else [0, inf]
     plateau            ||grad f|| at that zero
     start              ||grad f(0)||
     recession          kappa(u) of the file's direction u (enclosed_field.c), or 0

   and, had the run zero-mean forward noise with sigma_f = s, a double, in one of i
   iterations,

     height_i(s)        its plateau
     lower_i(s), limit_i(s), upper_i(s)   the law of the plateaus of all magnitudes in
                        (0, s] and all intervals >= i (plateau_law.h)

   All but the first six are enclosed; [0, inf] where nothing is proved. */
extern const cas_vocabulary cas_logistic_vocabulary;

/* *model is the caller's and keeps instance and arithmetic. */
cas_status cas_logistic_model_new(const cas_logistic_instance *instance,
                                  const cas_arithmetic *arithmetic, cas_model **model,
                                  cas_message *message);

/* Instances of claims: they are cas_logistic_instance. */
extern const cas_instance_kind cas_logistic_kind;

#endif

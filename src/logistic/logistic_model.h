/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_LOGISTIC_MODEL_H
#define CASCADE_LOGISTIC_LOGISTIC_MODEL_H

#include "logistic/logistic_instance.h"

/* The names of statements about a perturbed run of Section 7, numbers all of them:

     sigma_f, sigma_b   the magnitudes of delta and epsilon, 0 where there is none
     mean_f, mean_b     their means: 0 for zero-mean laws, mean_b divided by its interval
     interval           Delta t of delta
     ridge              1 with the ridge regulariser, 0 with the nonconvex one
     start              ||grad f(0)||
     recession          kappa(u) of the file's direction u (enclosed_field.c), or 0
     zeros(s)           how many zeros the averaged field has, were sigma_f equal to s: 1
                        where exactly one is proved, else [0, inf]
     plateau(s)         ||grad f|| at that zero; [0, inf] where it is not proved

   The last four are enclosed; s has to be a double. */
extern const cas_vocabulary cas_logistic_vocabulary;

/* *model is the caller's and keeps instance and arithmetic. */
cas_status cas_logistic_model_new(const cas_logistic_instance *instance,
                                  const cas_arithmetic *arithmetic, cas_model **model,
                                  cas_message *message);

#endif

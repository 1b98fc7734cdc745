/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_LOGISTIC_PLATEAU_LAW_H
#define CASCADE_LOGISTIC_PLATEAU_LAW_H

#include "logistic/stationary_point.h"

/* The plateau under zero-mean forward noise for all small sigma_f and all intervals at
   once.  Where `proved`, for every 0 < sigma_f <= largest and every Delta t >= interval
   the averaged field has exactly one zero, and
     lower <= plateau / (sigma_f^2 / Delta t) <= upper
   (lower ends of `lower`, upper ends of `upper`); the plateau rises strictly with sigma_f
   and falls strictly with Delta t. */
typedef struct cas_plateau_law {
    bool proved;
    mpfi_t limit; /* of the quotient for sigma_f^2 / Delta t -> 0 */
    mpfi_t lower, upper;
} cas_plateau_law;

void cas_plateau_law_init(cas_plateau_law *law, mpfr_prec_t precision);
void cas_plateau_law_clear(cas_plateau_law *law);

/* options: the regulariser, rho, and zero-mean forward noise with the largest sigma and
   the shortest interval that the law is about.  Errors: those of
   cas_training_options_complete. */
cas_status cas_plateau_law_prove(const cas_training_problem *problem,
                                 const cas_training_options *options,
                                 cas_plateau_law *law, cas_message *message);

#endif

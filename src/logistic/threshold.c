/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/threshold.h"

#include "logistic/stationary_point.h"
#include "training/averaged_field.h"

enum { BITS = 64 };

bool cas_potential_is_coercive(const cas_training_problem *problem,
                               const cas_training_options *options)
{
    cas_stationary_point stationary;
    cas_stationary_point_init(&stationary, BITS);
    CAS_REQUIRE(cas_stationary_point_of(problem, options, false, &stationary, NULL) ==
                CAS_OK);
    bool proved = stationary.exists;
    cas_stationary_point_clear(&stationary);
    return proved;
}

bool cas_zero_is_excluded(const cas_training_problem *problem,
                          const cas_training_options *options, double *runaway)
{
    cas_averaged_field guess;
    cas_field_limit limit;
    cas_enclosed_field field;
    mpfi_t kappa;
    mpfi_init2(kappa, BITS);
    CAS_REQUIRE(cas_averaged_field_make(&guess, problem, options, NULL) == CAS_OK &&
                cas_enclosed_field_init(&field, problem, options, BITS, NULL) == CAS_OK);
    cas_averaged_field_solve(&guess, &limit);
    cas_enclosed_recession(&field, limit.weights, kappa);
    bool proved = mpfi_is_strictly_neg(kappa) > 0;
    *runaway = limit.plateau;
    cas_enclosed_field_clear(&field);
    cas_field_limit_clear(&limit);
    mpfi_clear(kappa);
    return proved;
}

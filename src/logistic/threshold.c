/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/threshold.h"

#include "logistic/stationary_point.h"
#include "training/averaged_field.h"

enum { BITS = 64 };

/* The field in enclosures, and where a numerical search in it ends. */
struct search {
    cas_enclosed_field field;
    cas_field_limit limit;
};

static void search_begin(struct search *search, const cas_training_problem *problem,
                         const cas_training_options *options, bool with_regularizer)
{
    cas_averaged_field guess;
    CAS_REQUIRE(cas_averaged_field_make(&guess, problem, options, NULL) == CAS_OK);
    CAS_REQUIRE(cas_enclosed_field_init(&search->field, problem, options, BITS, NULL) ==
                CAS_OK);
    if (!with_regularizer) {
        guess.rho = 0;
        mpfi_set_ui(search->field.rho, 0);
    }
    cas_averaged_field_solve(&guess, &search->limit);
}

static void search_end(struct search *search)
{
    cas_enclosed_field_clear(&search->field);
    cas_field_limit_clear(&search->limit);
}

bool cas_potential_is_coercive(const cas_training_problem *problem,
                               const cas_training_options *options)
{
    struct search search;
    bool proved = false;
    search_begin(&search, problem, options, false);
    if (search.limit.fate == CAS_FIELD_ZERO) {
        cas_enclosed_point point;
        cas_stationary_point stationary;
        cas_enclosed_point_init(&point, &search.field, search.limit.weights, false);
        cas_stationary_point_init(&stationary, BITS);
        cas_stationary_point_prove(&point, &stationary);
        proved = stationary.exists;
        cas_stationary_point_clear(&stationary);
        cas_enclosed_point_clear(&point);
    }
    search_end(&search);
    return proved;
}

bool cas_zero_is_excluded(const cas_training_problem *problem,
                          const cas_training_options *options, double *runaway)
{
    struct search search;
    mpfi_t kappa;
    mpfi_init2(kappa, BITS);
    search_begin(&search, problem, options, true);
    cas_enclosed_recession(&search.field, search.limit.weights, kappa);
    bool proved = mpfi_is_strictly_neg(kappa) > 0;
    *runaway = search.limit.plateau;
    search_end(&search);
    mpfi_clear(kappa);
    return proved;
}

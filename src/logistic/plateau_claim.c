/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/plateau_claim.h"

#include <stdio.h>

bool cas_plateau_enclose(const cas_training_problem *problem,
                         const cas_training_options *options, double *low, double *high)
{
    cas_stationary_point stationary;
    cas_stationary_point_init(&stationary, CAS_PLATEAU_BITS);
    cas_status status =
        cas_stationary_point_of(problem, options, CAS_PLATEAU_BITS, &stationary, NULL);
    bool proved = status == CAS_OK && stationary.exists && stationary.is_only;
    if (proved) {
        *low = mpfr_get_d(&stationary.plateau->left, MPFR_RNDD);
        *high = mpfr_get_d(&stationary.plateau->right, MPFR_RNDU);
    }
    cas_stationary_point_clear(&stationary);
    return proved;
}

bool cas_law_enclose(const cas_training_problem *problem,
                     const cas_training_options *options, cas_law_range *range)
{
    cas_plateau_law law;
    cas_plateau_law_init(&law, CAS_PLATEAU_BITS);
    cas_plateau_law_prove(problem, options, &law);
    bool proved = law.proved;
    range->limit = mpfi_get_d(law.limit);
    range->lower = mpfr_get_d(&law.lower->left, MPFR_RNDD);
    range->upper = mpfr_get_d(&law.upper->right, MPFR_RNDU);
    cas_plateau_law_clear(&law);
    return proved;
}

bool cas_plateau_certify(cas_data_check check, const void *context, size_t cases,
                         cas_data_summary *summary, cas_certificate *certificate)
{
    certificate->proved = cas_data_sets_check(check, context, summary);
    if (certificate->proved)
        certificate->cases = cases * CAS_DATA_SETS;
    else
        snprintf(certificate->note, sizeof certificate->note,
                 "Not proved on one of the data sets.");
    return certificate->proved;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/data_sets.h"

#include <math.h>
#include <stdio.h>

const char cas_data_sets_reading[] =
    "The paper's own data are not published: decided on each of 8 data sets drawn as its "
    "Section 7.1 says: a sample (if they all have the properties of all such rows, at "
    "least 0.56 of all such data sets have them, at the 99 per cent level). The limit "
    "of the stable gradient norm is that for T -> infinity and then gamma -> 0, the same "
    "for both readings of the noise.";

/* What one data set gave. */
typedef struct outcome {
    bool passed;
    double values[CAS_DATA_VALUES];
} outcome;

static void summarise(const outcome *outcomes, cas_data_summary *summary)
{
    *summary = (cas_data_summary){.passed = 0};
    for (size_t k = 0; k < CAS_DATA_VALUES; k++) {
        summary->least[k] = INFINITY;
        summary->most[k] = -INFINITY;
    }
    for (size_t i = 0; i < CAS_DATA_SETS; i++) {
        summary->passed += outcomes[i].passed;
        for (size_t k = 0; k < CAS_DATA_VALUES && outcomes[i].passed; k++) {
            summary->least[k] = fmin(summary->least[k], outcomes[i].values[k]);
            summary->most[k] = fmax(summary->most[k], outcomes[i].values[k]);
        }
    }
}

bool cas_data_sets_check(cas_data_check check, const void *context,
                         cas_data_summary *summary)
{
    outcome outcomes[CAS_DATA_SETS] = {0};
    int failed = 0;
#pragma omp parallel for schedule(dynamic)
    for (size_t i = 0; i < CAS_DATA_SETS; i++) {
        cas_training_problem problem;
        int skip;
#pragma omp atomic read
        skip = failed;
        if (skip)
            continue;
        CAS_REQUIRE(cas_training_problem_generate(&problem, 0, 0, i + 1, NULL) == CAS_OK);
        outcomes[i].passed = check(&problem, i, context, outcomes[i].values);
        cas_training_problem_clear(&problem);
        if (!outcomes[i].passed) {
#pragma omp atomic write
            failed = 1;
        }
    }
    summarise(outcomes, summary);
    return summary->passed == CAS_DATA_SETS;
}

bool cas_data_sets_certify(cas_data_check check, const void *context, size_t cases,
                           cas_data_summary *summary, cas_certificate *certificate)
{
    certificate->proved = cas_data_sets_check(check, context, summary);
    certificate->is_sample = true;
    if (certificate->proved)
        certificate->cases = cases * CAS_DATA_SETS;
    else
        snprintf(certificate->note, sizeof certificate->note,
                 "Not proved on one of the data sets.");
    return certificate->proved;
}

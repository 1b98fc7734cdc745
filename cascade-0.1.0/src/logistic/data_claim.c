/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/data_claim.h"

#include "exact/enclosures.h"
#include "formula/evaluate.h"
#include "logistic/logistic_model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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

bool cas_data_sets_certify(cas_data_check check, const void *context, size_t cases,
                           cas_data_summary *summary, cas_certificate *certificate)
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
    certificate->is_sample = true;
    certificate->proved = summary->passed == CAS_DATA_SETS;
    if (certificate->proved)
        certificate->cases = cases * CAS_DATA_SETS;
    else
        snprintf(certificate->note, sizeof certificate->note,
                 "Not proved on one of the data sets.");
    return certificate->proved;
}

/* Encloses the two sides of a statement; the model keeps what is expensive. */
static cas_relation enclose(cas_model *model, const char *text, mpfi_t sides[2])
{
    static const long no_index[1];
    cas_statement *statement;
    cas_variable r;
    cas_message message;
    CAS_REQUIRE(cas_statement_read(&cas_logistic_vocabulary, text, NULL, &statement,
                                   &message) == CAS_OK);
    const cas_formula *formulas[] = {statement->claim.left, statement->claim.right};
    cas_relation relation = statement->claim.relation;
    cas_evaluator *evaluator = cas_evaluator_new(model);
    for (size_t k = 0; k < 2; k++) {
        CAS_REQUIRE(cas_evaluate(evaluator, formulas[k], no_index, &r, &message) ==
                    CAS_OK);
        mpfi_init2(sides[k], CAS_DATA_BITS);
        mpfi_set(sides[k], r.at);
    }
    cas_evaluator_free(evaluator);
    cas_statement_free(statement);
    return relation;
}

static bool holds(cas_model *model, const char *text)
{
    mpfi_t sides[2];
    bool is_proved =
        cas_relation_is_certain(enclose(model, text, sides), sides[0], sides[1]);
    mpfi_clear(sides[0]);
    mpfi_clear(sides[1]);
    return is_proved;
}

/* An end of the enclosure of a formula, which is read as a statement about it. */
static double end_of(cas_model *model, const char *formula, bool upper)
{
    char text[128];
    mpfi_t sides[2];
    snprintf(text, sizeof text, "%s <= 0", formula);
    enclose(model, text, sides);
    double end = upper ? mpfr_get_d(&sides[0]->right, MPFR_RNDU)
                       : mpfr_get_d(&sides[0]->left, MPFR_RNDD);
    mpfi_clear(sides[0]);
    mpfi_clear(sides[1]);
    return end;
}

/* Puts the ends of range k of run number `run` in their place. */
static void take_ranges(const cas_data_claim *claim, cas_model *model, size_t run,
                        double values[CAS_DATA_VALUES])
{
    for (size_t k = 0; claim->ranges[k].least != NULL; k++) {
        const cas_data_range *range = &claim->ranges[k];
        size_t place = 2 * (k * claim->runs + run);
        CAS_REQUIRE(place + 1 < CAS_DATA_VALUES);
        values[place] = end_of(model, range->least, false);
        values[place + 1] =
            end_of(model, range->most != NULL ? range->most : range->least, true);
    }
}

static bool holds_for_run(const cas_data_claim *claim,
                          const cas_training_problem *problem, size_t run,
                          double values[CAS_DATA_VALUES])
{
    cas_arithmetic interval = cas_arithmetic_interval(CAS_DATA_BITS);
    cas_logistic_instance instance = {.problem = *problem,
                                      .options = claim->options[run]};
    cas_model *model;
    CAS_REQUIRE(cas_logistic_model_new(&instance, &interval, &model, NULL) == CAS_OK);
    bool all = true;
    for (size_t k = 0; claim->statements[k] != NULL && all; k++)
        all = holds(model, claim->statements[k]);
    if (all && claim->ranges != NULL)
        take_ranges(claim, model, run, values);
    model->free(model);
    return all;
}

bool cas_data_claim_holds(const cas_data_claim *claim,
                          const cas_training_problem *problem,
                          double values[CAS_DATA_VALUES])
{
    bool all = true;
    for (size_t run = 0; run < claim->runs && all; run++)
        all = holds_for_run(claim, problem, run, values);
    return all;
}

static bool check(const cas_training_problem *problem, size_t index, const void *context,
                  double values[CAS_DATA_VALUES])
{
    (void)index;
    return cas_data_claim_holds(context, problem, values);
}

/* The finding with "LEAST .. MOST" in the place of each #, one number where they
   agree. */
static void write_finding(const char *finding, const cas_data_summary *summary,
                          char *note, size_t size)
{
    size_t used = 0, k = 0;
    for (; *finding != '\0' && used + 1 < size; finding++) {
        if (*finding != '#') {
            note[used++] = *finding;
            note[used] = '\0';
            continue;
        }
        char least[32], most[32];
        snprintf(least, sizeof least, "%.3g", summary->least[k]);
        snprintf(most, sizeof most, "%.3g", summary->most[k + 1]);
        bool agree = strcmp(least, most) == 0;
        used += (size_t)snprintf(note + used, size - used, "%s%s%s", least,
                                 agree ? "" : " .. ", agree ? "" : most);
        k += 2;
    }
}

/* On the first data set alone. */
static cas_status refute(const cas_data_claim *claim, cas_data_summary *summary,
                         cas_certificate *certificate, cas_message *message)
{
    cas_training_problem problem;
    cas_status status = cas_training_problem_generate(&problem, 0, 0, 1, message);
    if (status != CAS_OK)
        return status;
    certificate->refuted = cas_data_claim_holds(claim, &problem, summary->least);
    certificate->cases = 1;
    memcpy(summary->most, summary->least, sizeof summary->most);
    cas_training_problem_clear(&problem);
    return CAS_OK;
}

cas_status cas_data_claim_certify(const cas_claim *claim, const cas_mutant *mutant,
                                  cas_certificate *certificate, cas_message *message)
{
    cas_data_claim about = *(const cas_data_claim *)claim->data;
    const char *const mistaken[] = {mutant != NULL ? mutant->name : NULL, NULL};
    cas_data_summary summary;
    cas_status status = CAS_OK;
    size_t count = 0;
    if (mutant != NULL)
        about.statements = mistaken;
    while (about.statements[count] != NULL)
        count++;
    if (claim->refutes)
        status = refute(&about, &summary, certificate, message);
    else
        cas_data_sets_certify(check, &about, about.runs * count, &summary, certificate);
    if ((certificate->proved || certificate->refuted) && about.finding != NULL)
        write_finding(about.finding, &summary, certificate->note,
                      sizeof certificate->note);
    return status;
}

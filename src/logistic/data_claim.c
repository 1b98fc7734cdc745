/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/data_claim.h"

#include "formula/evaluate.h"
#include "logistic/logistic_model.h"

#include <stdio.h>
#include <string.h>

static cas_statement *read_statement(const char *text)
{
    cas_statement *statement;
    cas_message message;
    CAS_REQUIRE(cas_statement_read(&cas_logistic_vocabulary, text, NULL, &statement,
                                   &message) == CAS_OK);
    return statement;
}

static mpfi_srcptr evaluate(cas_evaluator *evaluator, const cas_formula *formula)
{
    static const long no_index[1];
    cas_variable r;
    cas_message message;
    CAS_REQUIRE(cas_evaluate(evaluator, formula, no_index, &r, &message) == CAS_OK);
    return r.at;
}

/* Certainly; an equality only of points.  The model keeps what is expensive. */
static bool holds(cas_model *model, const char *text)
{
    cas_statement *statement = read_statement(text);
    cas_evaluator *evaluator = cas_evaluator_new(model);
    mpfi_srcptr left = evaluate(evaluator, statement->claim.left);
    mpfi_srcptr right = evaluate(evaluator, statement->claim.right);
    cas_relation relation = statement->claim.relation;
    bool is_proved = relation == CAS_LESS ? mpfr_less_p(&left->right, &right->left)
                                          : mpfr_lessequal_p(&left->right, &right->left);
    if (relation == CAS_EQUAL)
        is_proved = is_proved && mpfr_lessequal_p(&right->right, &left->left);
    cas_evaluator_free(evaluator);
    cas_statement_free(statement);
    return is_proved;
}

/* An end of the enclosure of a formula, which is read as a statement about it. */
static double end_of(cas_model *model, const char *formula, bool upper)
{
    char text[128];
    snprintf(text, sizeof text, "%s <= 0", formula);
    cas_statement *statement = read_statement(text);
    cas_evaluator *evaluator = cas_evaluator_new(model);
    mpfi_srcptr x = evaluate(evaluator, statement->claim.left);
    double end =
        upper ? mpfr_get_d(&x->right, MPFR_RNDU) : mpfr_get_d(&x->left, MPFR_RNDD);
    cas_evaluator_free(evaluator);
    cas_statement_free(statement);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/check.h"

#include "arithmetic/memory.h"
#include "arithmetic/rational.h"
#include "chain/chain_model.h"
#include "claim/chain_instance.h"
#include "formula/evaluate.h"

#include <math.h>
#include <stdlib.h>

struct check {
    const cas_chain *chain;
    cas_statement **statements; /* one for each result */
    cas_report *report;
};

/* Reads a claim, which must be one inequality. */
static cas_status read_claim(const cas_claim *claim, cas_statement **statement,
                             cas_message *message)
{
    cas_status status = CAS_OK;
    if (claim->formula != NULL)
        status = cas_statement_read(&cas_chain_vocabulary, claim->formula,
                                    claim->notation, statement, message);
    if (status != CAS_OK)
        return cas_fail_in(message, status, "%s %s", claim->id, claim->version);
    const cas_statement *s = *statement;
    if (s == NULL || s->ranges > 0 || s->conditions > 0 ||
        s->claim.relation != CAS_AT_MOST)
        return cas_fail(message, CAS_INPUT, "%s %s: expected one inequality l <= r",
                        claim->id, claim->version);
    return CAS_OK;
}

static cas_report *report_new(const cas_claim *const *claims)
{
    cas_report *report = cas_allocate(1, sizeof *report);
    cas_smoothness_init(&report->constants);
    while (claims[report->count] != NULL)
        report->count++;
    report->results = cas_allocate(report->count, sizeof *report->results);
    for (size_t k = 0; k < report->count; k++) {
        cas_result *result = &report->results[k];
        result->claim = claims[k]->id;
        result->version = claims[k]->version;
        result->reference = result->reference_error = NAN;
        mpfi_init2(result->lhs, 128);
        mpfi_init2(result->rhs, 128);
        mpfi_init2(result->ratio, 128);
    }
    return report;
}

static void set_ratio(mpfi_ptr ratio, mpfi_srcptr lhs, mpfi_srcptr rhs)
{
    if (mpfi_is_zero(lhs)) {
        mpfi_set_ui(ratio, 0);
        return;
    }
    if (mpfi_is_zero(rhs)) {
        mpfr_t infinite;
        mpfr_init2(infinite, 2);
        mpfr_set_inf(infinite, 1);
        mpfi_set_fr(ratio, infinite);
        mpfr_clear(infinite);
        return;
    }
    mpfi_div(ratio, lhs, rhs);
}

static void take_enclosures(cas_result *result, const void *lhs, const void *rhs)
{
    mpfr_prec_t precision = mpfi_get_prec((mpfi_srcptr)lhs);
    mpfi_set_prec(result->lhs, precision);
    mpfi_set_prec(result->rhs, precision);
    mpfi_set_prec(result->ratio, precision);
    mpfi_set(result->lhs, lhs);
    mpfi_set(result->rhs, rhs);
    set_ratio(result->ratio, result->lhs, result->rhs);
    result->verdict = cas_interval_compare(result->lhs, result->rhs);
}

/* Encloses a number of cas_arithmetic_root. */
static void enclose_root(mpfi_ptr r, mpq_srcptr square)
{
    mpq_t root;
    mpq_init(root);
    mpq_abs(root, square);
    if (cas_rational_root(root, root)) {
        mpfi_set_q(r, root);
    } else {
        mpfi_set_q(r, root);
        mpfi_sqrt(r, r);
    }
    if (mpq_sgn(square) < 0)
        mpfi_neg(r, r);
    mpq_clear(root);
}

/* The enclosure of a side that is no root of a rational stays. */
static void take_roots(cas_result *result, const void *lhs, const void *rhs)
{
    bool is_left = cas_arithmetic_root.is_defined(lhs);
    bool is_right = cas_arithmetic_root.is_defined(rhs);
    if (is_left)
        enclose_root(result->lhs, lhs);
    if (is_right)
        enclose_root(result->rhs, rhs);
    if (is_left && is_right)
        result->verdict =
            mpq_cmp((mpq_srcptr)lhs, (mpq_srcptr)rhs) <= 0 ? CAS_HOLDS : CAS_VIOLATED;
    else
        result->verdict = cas_interval_compare(result->lhs, result->rhs);
    set_ratio(result->ratio, result->lhs, result->rhs);
}

static void take_reference(cas_result *result, const void *lhs, const void *rhs)
{
    (void)rhs;
    result->reference = *(const double *)lhs;
    if (isfinite(result->reference))
        result->reference_error = cas_interval_distance(result->lhs, result->reference);
}

/* All results in an arithmetic, from expectations in it or in rationals, which are taken
   over.  `take` gets both sides of a claim, or the left one alone. */
static cas_status take_all(const struct check *c, const cas_arithmetic *arithmetic,
                           cas_expectation *expectation,
                           void (*take)(cas_result *, const void *, const void *),
                           cas_message *message)
{
    static const long index[CAS_FORMULA_INDICES] = {0};
    cas_model *model = cas_chain_model_new(
        c->chain, (const mpq_t *)c->report->constants.value, arithmetic, expectation);
    cas_evaluator *evaluator = cas_evaluator_new(model);
    cas_status status = CAS_OK;
    for (size_t k = 0; k < c->report->count && status == CAS_OK; k++) {
        const cas_comparison *claim = &c->statements[k]->claim;
        cas_variable lhs, rhs = {0};
        status = cas_evaluate(evaluator, claim->left, index, &lhs, message);
        if (status == CAS_OK && take != take_reference)
            status = cas_evaluate(evaluator, claim->right, index, &rhs, message);
        if (status == CAS_OK)
            take(&c->report->results[k], lhs.at, rhs.at);
    }
    cas_evaluator_free(evaluator);
    model->free(model);
    return status;
}

/* All results in intervals of that precision. */
static cas_status run_intervals(const struct check *c, mpfr_prec_t precision,
                                cas_message *message)
{
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    cas_expectation *expectation;
    cas_status status = cas_chain_instance_expectation(c->chain, &c->report->constants,
                                                       &interval, &expectation, message);
    if (status != CAS_OK)
        return status;
    c->report->scenarios = expectation->scenarios;
    c->report->precision = precision;
    return take_all(c, &interval, expectation, take_enclosures, message);
}

/* Decides what intervals could not, by exact arithmetic: sides that are equal, and a
   left-hand side that is exactly 0. */
static cas_status run_exactly(const struct check *c, cas_message *message)
{
    cas_expectation *expectation;
    cas_status status = cas_expectation_new(c->chain, &cas_arithmetic_rational, NULL,
                                            &expectation, message);
    if (status != CAS_OK)
        return status;
    c->report->is_exact = true;
    return take_all(c, &cas_arithmetic_root, expectation, take_roots, message);
}

/* The double reference.  That it overflows where the oracle does not is no error. */
static void run_reference(const struct check *c)
{
    cas_expectation_options options = {.reference = true};
    cas_expectation *expectation;
    if (cas_expectation_new(c->chain, &cas_arithmetic_double, &options, &expectation,
                            NULL) == CAS_OK)
        take_all(c, &cas_arithmetic_double, expectation, take_reference, NULL);
}

static bool is_settled(const cas_report *report, double width)
{
    for (size_t k = 0; k < report->count; k++) {
        const cas_result *result = &report->results[k];
        if (result->verdict == CAS_UNDECIDED ||
            cas_interval_relative_width(result->lhs) > width ||
            cas_interval_relative_width(result->rhs) > width)
            return false;
    }
    return true;
}

static cas_status run_to_the_end(const struct check *c, const cas_check_options *options,
                                 cas_message *message)
{
    mpfr_prec_t first = options->first > 0 ? options->first : 128;
    mpfr_prec_t last = options->last > 0 ? options->last : 4096;
    double width = options->width > 0 ? options->width : 1e-15;
    bool exact_tried = !cas_chain_can_be_exact(c->chain);
    cas_status status = CAS_OK;
    for (mpfr_prec_t precision = first; precision <= last; precision *= 2) {
        status = run_intervals(c, precision, message);
        /* What is undefined in wide intervals may be defined in narrow ones. */
        if (status == CAS_DOMAIN)
            continue;
        if (status != CAS_OK || is_settled(c->report, width))
            return status;
        if (exact_tried)
            continue;
        exact_tried = true;
        status = run_exactly(c, message);
        if (status != CAS_OK || is_settled(c->report, width))
            return status;
    }
    return status;
}

static cas_status run(const struct check *c, const cas_claim *const *claims,
                      const cas_check_options *options, cas_message *message)
{
    cas_report *report = c->report;
    cas_status status = CAS_OK;
    for (size_t k = 0; k < report->count && status == CAS_OK; k++)
        status = read_claim(claims[k], &c->statements[k], message);
    if (status == CAS_OK)
        status = cas_chain_smoothness(c->chain, &options->smoothness, &report->constants,
                                      message);
    if (status == CAS_OK)
        status = run_to_the_end(c, options, message);
    if (status == CAS_OK)
        status = cas_find_contradictions(c->chain, &report->constants, &report->warnings,
                                         message);
    if (status == CAS_OK)
        run_reference(c);
    for (size_t k = 0; k < report->count && report->warnings.count > 0; k++)
        report->results[k].verdict = CAS_UNDECIDED;
    return status;
}

cas_status cas_check_chain(const cas_chain *chain, const cas_claim *const *claims,
                           const cas_check_options *options, cas_report **report,
                           cas_message *message)
{
    static const cas_check_options defaults = {0};
    struct check c = {.chain = chain, .report = report_new(claims)};
    size_t count = c.report->count;
    c.statements = cas_allocate(count, sizeof(cas_statement *));
    cas_status status = run(&c, claims, options != NULL ? options : &defaults, message);
    for (size_t k = 0; k < count; k++)
        cas_statement_free(c.statements[k]);
    free(c.statements);
    if (status == CAS_OK)
        *report = c.report;
    else
        cas_report_free(c.report);
    return status;
}

void cas_report_free(cas_report *report)
{
    if (report == NULL)
        return;
    cas_smoothness_clear(&report->constants);
    for (size_t k = 0; k < report->count; k++) {
        mpfi_clear(report->results[k].lhs);
        mpfi_clear(report->results[k].rhs);
        mpfi_clear(report->results[k].ratio);
    }
    free(report->results);
    free(report);
}

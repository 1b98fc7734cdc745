/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/check.h"

#include "arithmetic/memory.h"
#include "chain/exactness.h"
#include "chain/expectation.h"
#include "claim/contradiction.h"
#include "theory/bounds.h"

#include <math.h>
#include <stdlib.h>

static const struct {
    const char *claim, *version;
    bool is_bias;
} theorems[CAS_THEOREM_COUNT] = {
    [CAS_THEOREM_1_PRINTED] = {"thm:1", "printed", false},
    [CAS_THEOREM_1_SHARP] = {"thm:1", "sharp", false},
    [CAS_THEOREM_2_PRINTED] = {"thm:2", "printed", true},
    [CAS_THEOREM_2_REPAIRED] = {"thm:2", "repaired", true},
};

static cas_status set_bound(const cas_chain *chain, const cas_smoothness *constants,
                            cas_theorem theorem, const cas_arithmetic *arithmetic,
                            void *rhs, cas_message *message)
{
    switch (theorem) {
    case CAS_THEOREM_1_PRINTED:
        cas_error_bound(chain, constants->value, arithmetic, rhs);
        return CAS_OK;
    case CAS_THEOREM_1_SHARP:
        return cas_sharp_error_bound(chain, constants->value, arithmetic, rhs, message);
    case CAS_THEOREM_2_PRINTED:
        cas_bias_bound(chain, constants->value, CAS_BIAS_PRINTED, arithmetic, rhs);
        return CAS_OK;
    case CAS_THEOREM_2_REPAIRED:
        cas_bias_bound(chain, constants->value, CAS_BIAS_REPAIRED, arithmetic, rhs);
        return CAS_OK;
    case CAS_THEOREM_COUNT:
        break;
    }
    cas_panic(__FILE__, __LINE__, "unknown theorem");
}

/* The states of a chain are watched: they must lie where the constants were certified. */
typedef struct watch {
    const cas_chain *chain;
    cas_domain *domains; /* widened, one for each operator; NULL: nothing to watch */
} watch;

static cas_status visit_state(void *context, size_t i, const void *y,
                              cas_message *message)
{
    const watch *w = context;
    const cas_domain *domain = &w->domains[i - 1];
    for (size_t k = 0; k < domain->in; k++) {
        mpfi_srcptr state = (const __mpfi_struct *)y + k;
        if (!cas_range_contains(&domain->y[k], state))
            return cas_fail(
                message, CAS_INPUT,
                "the state y%zu = %.17g leaves the domain on which the constants "
                "are certified; give a larger domain",
                k + 1, mpfi_get_d(state));
    }
    for (size_t k = 0; k < domain->weights; k++) {
        const cas_range *range = &domain->w[k];
        mpq_srcptr weight = w->chain->links[i - 1].weights.at[k];
        if ((range->has_lower && mpq_cmp(weight, range->lower) < 0) ||
            (range->has_upper && mpq_cmp(weight, range->upper) > 0))
            return cas_fail(message, CAS_INPUT,
                            "the weight w%zu = %.17g lies outside the domain", k + 1,
                            mpq_get_d(weight));
    }
    return CAS_OK;
}

static bool has_domain(const cas_chain *chain)
{
    for (size_t i = 0; i < chain->depth; i++)
        if (!cas_domain_is_everything(&chain->links[i].domain))
            return true;
    return false;
}

static void watch_init(watch *w, const cas_chain *chain, const cas_smoothness *constants)
{
    *w = (watch){.chain = chain};
    if (constants->is_declared || !has_domain(chain))
        return;
    w->domains = cas_allocate(chain->depth, sizeof *w->domains);
    for (size_t i = 0; i < chain->depth; i++) {
        cas_domain_copy(&w->domains[i], &chain->links[i].domain);
        cas_domain_widen(&w->domains[i]);
    }
}

static void watch_clear(watch *w)
{
    for (size_t i = 0; w->domains != NULL && i < w->chain->depth; i++)
        cas_domain_clear(&w->domains[i]);
    free(w->domains);
}

cas_status cas_check_expectation(const cas_chain *chain, const cas_smoothness *constants,
                                 const cas_arithmetic *arithmetic,
                                 cas_expectation **expectation, cas_message *message)
{
    watch w;
    watch_init(&w, chain, constants);
    cas_expectation_options options = {0};
    if (w.domains != NULL) {
        options.visit = visit_state;
        options.context = &w;
    }
    cas_status status =
        cas_expectation_new(chain, arithmetic, &options, expectation, message);
    watch_clear(&w);
    return status;
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

/* All four results in intervals of that precision. */
static cas_status run_intervals(const cas_chain *chain, mpfr_prec_t precision,
                                cas_report *report, cas_message *message)
{
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    cas_expectation *expectation;
    cas_status status = cas_check_expectation(chain, &report->constants, &interval,
                                              &expectation, message);
    if (status != CAS_OK)
        return status;
    report->scenarios = expectation->scenarios;
    report->precision = precision;
    for (cas_theorem t = 0; t < CAS_THEOREM_COUNT && status == CAS_OK; t++) {
        cas_result *result = &report->results[t];
        mpfi_set_prec(result->lhs, precision);
        mpfi_set_prec(result->rhs, precision);
        mpfi_set_prec(result->ratio, precision);
        mpfi_set(result->lhs,
                 theorems[t].is_bias ? expectation->bias_squared : expectation->error);
        status = set_bound(chain, &report->constants, t, &interval, result->rhs, message);
        set_ratio(result->ratio, result->lhs, result->rhs);
        result->verdict = cas_interval_compare(result->lhs, result->rhs);
    }
    cas_expectation_free(expectation);
    return status;
}

/* Decides what intervals could not, by exact rational arithmetic: sides that are equal,
   and a left-hand side that is exactly 0. */
static cas_status run_exactly(const cas_chain *chain, cas_report *report,
                              cas_message *message)
{
    const cas_arithmetic *rational = &cas_arithmetic_rational;
    cas_expectation *expectation;
    cas_status status = cas_expectation_new(chain, rational, NULL, &expectation, message);
    if (status != CAS_OK)
        return status;
    mpq_t rhs, ratio;
    mpq_init(rhs);
    mpq_init(ratio);
    for (cas_theorem t = 0; t < CAS_THEOREM_COUNT; t++) {
        cas_result *result = &report->results[t];
        mpq_srcptr lhs =
            theorems[t].is_bias ? expectation->bias_squared : expectation->error;
        mpfi_set_q(result->lhs, lhs);
        if (set_bound(chain, &report->constants, t, rational, rhs, NULL) == CAS_OK) {
            mpfi_set_q(result->rhs, rhs);
            result->verdict = mpq_cmp(lhs, rhs) <= 0 ? CAS_HOLDS : CAS_VIOLATED;
        } else {
            result->verdict = cas_interval_compare(result->lhs, result->rhs);
        }
        set_ratio(result->ratio, result->lhs, result->rhs);
    }
    report->is_exact = true;
    mpq_clear(rhs);
    mpq_clear(ratio);
    cas_expectation_free(expectation);
    return CAS_OK;
}

static bool is_settled(const cas_report *report, double width)
{
    for (cas_theorem t = 0; t < CAS_THEOREM_COUNT; t++) {
        const cas_result *result = &report->results[t];
        if (result->verdict == CAS_UNDECIDED ||
            cas_interval_relative_width(result->lhs) > width ||
            cas_interval_relative_width(result->rhs) > width)
            return false;
    }
    return true;
}

static cas_status run_to_the_end(const cas_chain *chain, const cas_check_options *options,
                                 cas_report *report, cas_message *message)
{
    mpfr_prec_t first = options->first > 0 ? options->first : 128;
    mpfr_prec_t last = options->last > 0 ? options->last : 4096;
    double width = options->width > 0 ? options->width : 1e-15;
    bool exact_tried = !cas_chain_can_be_exact(chain);
    cas_status status = CAS_OK;
    for (mpfr_prec_t precision = first; precision <= last; precision *= 2) {
        status = run_intervals(chain, precision, report, message);
        /* What is undefined in wide intervals may be defined in narrow ones. */
        if (status == CAS_DOMAIN)
            continue;
        if (status != CAS_OK || is_settled(report, width))
            return status;
        if (exact_tried)
            continue;
        exact_tried = true;
        status = run_exactly(chain, report, message);
        if (status != CAS_OK || is_settled(report, width))
            return status;
    }
    return status;
}

/* The double reference.  That it overflows where the oracle does not is no error. */
static void run_reference(const cas_chain *chain, cas_report *report)
{
    cas_expectation_options options = {.reference = true};
    cas_expectation *expectation = NULL;
    cas_status status =
        cas_expectation_new(chain, &cas_arithmetic_double, &options, &expectation, NULL);
    for (cas_theorem t = 0; t < CAS_THEOREM_COUNT; t++) {
        cas_result *result = &report->results[t];
        result->reference = NAN;
        result->reference_error = NAN;
        if (status != CAS_OK)
            continue;
        result->reference =
            *(const double *)(theorems[t].is_bias ? expectation->bias_squared
                                                  : expectation->error);
        if (isfinite(result->reference))
            result->reference_error =
                cas_interval_distance(result->lhs, result->reference);
    }
    cas_expectation_free(expectation);
}

cas_status cas_check_chain(const cas_chain *chain, const cas_check_options *options,
                           cas_report **report, cas_message *message)
{
    static const cas_check_options defaults = {0};
    if (options == NULL)
        options = &defaults;
    cas_report *made = cas_allocate(1, sizeof *made);
    cas_smoothness_init(&made->constants);
    for (cas_theorem t = 0; t < CAS_THEOREM_COUNT; t++) {
        made->results[t].claim = theorems[t].claim;
        made->results[t].version = theorems[t].version;
        mpfi_init2(made->results[t].lhs, 128);
        mpfi_init2(made->results[t].rhs, 128);
        mpfi_init2(made->results[t].ratio, 128);
    }
    cas_status status =
        cas_chain_smoothness(chain, &options->smoothness, &made->constants, message);
    if (status == CAS_OK)
        status = run_to_the_end(chain, options, made, message);
    if (status == CAS_OK && made->constants.is_declared)
        status = cas_find_contradiction(chain, &made->constants, made->precision,
                                        &made->warning, message);
    if (status != CAS_OK) {
        cas_report_free(made);
        return status;
    }
    run_reference(chain, made);
    *report = made;
    return CAS_OK;
}

void cas_report_free(cas_report *report)
{
    if (report == NULL)
        return;
    cas_smoothness_clear(&report->constants);
    for (cas_theorem t = 0; t < CAS_THEOREM_COUNT; t++) {
        mpfi_clear(report->results[t].lhs);
        mpfi_clear(report->results[t].rhs);
        mpfi_clear(report->results[t].ratio);
    }
    free(report);
}

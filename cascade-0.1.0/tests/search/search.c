/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/search.h"

#include "arithmetic/philox.h"
#include "claim/chain_instance.h"
#include "claim/process_instance.h"
#include "claim/trials.h"
#include "search/attainable.h"
#include "search/estimate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifdef _OPENMP
#include <omp.h>
#endif

extern const cas_claim cas_claim_lemma_1_printed, cas_claim_theorem_1_printed,
    cas_claim_theorem_1_sharp, cas_claim_theorem_2_printed, cas_claim_theorem_2_repaired,
    cas_claim_theorem_1_sharp_4;

/* The shapes alone, from each of which the ratio is computed so often. */
static cas_search_plan plan_of(size_t operators, size_t evaluations)
{
    return (cas_search_plan){
        .operators = operators, .seed = 1, .evaluations = evaluations, .keeps_all = true};
}

static void open_claim(const cas_claim *claim, bool with_mutants, cas_variants *variants)
{
    cas_message message;
    if (cas_variants_init(variants, claim, with_mutants, &message) != CAS_OK)
        fail_msg("%s: %s", claim->id, message.text);
}

static void search(const cas_claim *claim, const cas_search_plan *plan,
                   cas_search_result *result)
{
    cas_variants variants;
    open_claim(claim, false, &variants);
    cas_search_run(&variants, NULL, plan, result);
    assert_non_null(result->instance);
    cas_variants_clear(&variants);
}

static void clear(const cas_claim *claim, cas_search_result *result)
{
    cas_search_clear(&(cas_variants){.claim = claim}, result);
}

/* Nothing is worse than the worst case, and what is found is within 2 per cent of it. */
static void the_worst_case_of_theorem_1_is_found(void **state)
{
    (void)state;
    static const size_t depths[] = {2, 3, 4, 8};
    for (size_t k = 0; k < sizeof depths / sizeof depths[0]; k++) {
        size_t operators = depths[k];
        double attainable = cas_attainable_ratio(&cas_claim_theorem_1_printed, operators);
        cas_search_result result;
        cas_search_plan plan = plan_of(operators, 400);
        search(&cas_claim_theorem_1_printed, &plan, &result);
        assert_int_equal(result.judgement.verdict, CAS_HOLDS);
        if (mpfi_cmp_d(result.ratio, 0.98 * attainable) < 0 ||
            mpfi_cmp_d(result.ratio, attainable * (1 + 1e-6)) > 0)
            fail_msg("%zu operators: %g of %g", operators, result.judgement.ratio,
                     attainable);
        clear(&cas_claim_theorem_1_printed, &result);
    }
}

/* 19/48; for more operators more than epsilon alone does as C tends to infinity; and not
   more than Theorem 1 allows. */
static void what_is_attainable_is_known_by_hand_where_it_is_easy(void **state)
{
    (void)state;
    double first = cas_attainable_ratio(&cas_claim_theorem_1_printed, 2);
    assert_true(fabs(first - 19.0 / 48) < 1e-7);
    for (size_t n = 3; n <= 12; n++) {
        double ratio = cas_attainable_ratio(&cas_claim_theorem_1_printed, n);
        assert_true(ratio > (1 - pow(3, 1 - (double)n)) / 2 && ratio < 1);
    }
    assert_true(cas_attainable_ratio(&cas_claim_lemma_1_printed, 5) == 1);
    assert_true(isnan(cas_attainable_ratio(&cas_claim_theorem_2_repaired, 5)));
}

static void what_is_false_is_violated(void **state)
{
    (void)state;
    cas_claim third = cas_claim_theorem_1_sharp_4;
    third.formula = "|u~_i - u_i| <= 9/10 C |v~_i - v_i| + L |y~_{i-1} - y_{i-1}| "
                    "for i = 1..N";
    const cas_claim *const claims[] = {&cas_claim_theorem_2_printed, &third};
    for (size_t k = 0; k < 2; k++) {
        cas_search_plan plan = plan_of(3, 60);
        cas_search_result result;
        search(claims[k], &plan, &result);
        assert_int_equal(result.judgement.verdict, CAS_VIOLATED);
        assert_true(mpfi_cmp_ui(result.ratio, 1) > 0);
        clear(claims[k], &result);
    }
}

static void what_is_true_and_sharp_is_attained_and_no_more(void **state)
{
    (void)state;
    const cas_claim *const claims[] = {&cas_claim_lemma_1_printed,
                                       &cas_claim_theorem_1_sharp,
                                       &cas_claim_theorem_1_sharp_4};
    for (size_t k = 0; k < 3; k++)
        for (size_t operators = 2; operators <= 5; operators++) {
            cas_search_plan plan = plan_of(operators, 100);
            plan.starts = 4;
            cas_search_result result;
            search(claims[k], &plan, &result);
            assert_int_equal(result.judgement.verdict, CAS_HOLDS);
            if (mpfi_cmp_d(result.ratio, 0.999) < 0)
                fail_msg("%s, %zu operators: %g", claims[k]->id, operators,
                         result.judgement.ratio);
            clear(claims[k], &result);
        }
}

/* The simpler instance loses at most a thousandth of the ratio, and no operator. */
static void what_is_found_is_made_simpler(void **state)
{
    (void)state;
    cas_search_result found, simpler;
    cas_search_plan plan = plan_of(4, 100);
    search(&cas_claim_theorem_2_repaired, &plan, &found);
    plan.keeps_all = false;
    search(&cas_claim_theorem_2_repaired, &plan, &simpler);
    char *long_text = cas_chain_kind.write(found.instance),
         *short_text = cas_chain_kind.write(simpler.instance);
    assert_true(strlen(short_text) < strlen(long_text));
    assert_true(simpler.judgement.ratio >= (1 - 0x1p-9) * found.judgement.ratio);
    assert_int_equal(((cas_chain_instance *)simpler.instance)->chain->depth, 4);
    free(long_text);
    free(short_text);
    clear(&cas_claim_theorem_2_repaired, &found);
    clear(&cas_claim_theorem_2_repaired, &simpler);
}

static char *search_with_threads(int threads, uint64_t seed)
{
    cas_search_plan plan = plan_of(3, 50);
    plan.starts = 12;
    plan.seed = seed;
    cas_search_result result;
#ifdef _OPENMP
    omp_set_num_threads(threads);
#endif
    (void)threads;
    search(&cas_claim_theorem_1_sharp_4, &plan, &result);
    char *text = cas_process_kind.write(result.instance);
    clear(&cas_claim_theorem_1_sharp_4, &result);
    return text;
}

static void the_number_of_threads_changes_nothing(void **state)
{
    (void)state;
    char *one = search_with_threads(1, 5), *three = search_with_threads(3, 5);
    assert_string_equal(one, three);
    free(one);
    free(three);
}

/* Of every mutant that says so the search finds that a tenth less is too little. */
static void smaller_coefficients_of_sharp_claims_are_refuted(void **state)
{
    (void)state;
    cas_variants variants;
    size_t smaller = 0;
    open_claim(&cas_claim_theorem_1_sharp_4, true, &variants);
    for (size_t m = 0; m < variants.count; m++) {
        const cas_variant *mutant = &variants.mutants[m];
        if (mutant->linear_term == NULL)
            continue;
        cas_search_plan plan = plan_of(2, 60);
        cas_search_result result;
        cas_search_run(&variants, mutant, &plan, &result);
        assert_non_null(result.instance);
        if (result.judgement.verdict == CAS_VIOLATED)
            smaller++;
        cas_search_clear(&variants, &result);
    }
    cas_variants_clear(&variants);
    assert_true(smaller > 0);
}

/* In double, the ratio is the judge's to the accuracy that cancellation leaves. */
static void the_estimate_is_near_the_enclosure(void **state)
{
    (void)state;
    const cas_claim *const claims[] = {&cas_claim_theorem_1_printed,
                                       &cas_claim_theorem_1_sharp_4};
    size_t compared = 0;
    for (size_t k = 0; k < 2; k++) {
        cas_variants variants;
        open_claim(claims[k], false, &variants);
        for (uint64_t trial = 0; trial < 60; trial++) {
            cas_judgement judgement;
            cas_message message;
            void *instance;
            if (cas_trial_generate(claims[k], 3, trial, &instance, &message) != CAS_OK)
                continue;
            cas_judgement_init(&judgement);
            double estimate = cas_estimate(&variants, NULL, instance);
            assert_int_equal(
                cas_claim_judge(claims[k], NULL, instance, &judgement, &message), CAS_OK);
            if (judgement.applies && judgement.ratio > 1e-12) {
                if (fabs(estimate / judgement.ratio - 1) > 1e-3)
                    fail_msg("%s, trial %zu: %g, not %g", claims[k]->id, (size_t)trial,
                             estimate, judgement.ratio);
                compared++;
            }
            cas_judgement_clear(&judgement);
            claims[k]->kind->free(instance);
        }
        cas_variants_clear(&variants);
    }
    assert_true(compared > 60);
}

static void what_cannot_be_searched_is_refused(void **state)
{
    (void)state;
    cas_claim identity = cas_claim_theorem_1_sharp_4, logistic = identity;
    cas_variants variants;
    cas_message message;
    identity.formula = "u~_i = u_i for i = 1..N";
    open_claim(&identity, false, &variants);
    assert_int_equal(cas_search_admits(&variants, &message), CAS_INPUT);
    cas_variants_clear(&variants);
    logistic.generate = NULL;
    open_claim(&logistic, false, &variants);
    assert_int_equal(cas_search_admits(&variants, &message), CAS_INPUT);
    cas_variants_clear(&variants);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worst_case_of_theorem_1_is_found),
        cmocka_unit_test(what_is_attainable_is_known_by_hand_where_it_is_easy),
        cmocka_unit_test(what_is_false_is_violated),
        cmocka_unit_test(what_is_true_and_sharp_is_attained_and_no_more),
        cmocka_unit_test(what_is_found_is_made_simpler),
        cmocka_unit_test(the_number_of_threads_changes_nothing),
        cmocka_unit_test(smaller_coefficients_of_sharp_claims_are_refuted),
        cmocka_unit_test(the_estimate_is_near_the_enclosure),
        cmocka_unit_test(what_cannot_be_searched_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/judge.h"

#include "claim/process_instance.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* f_1(y) = 2 y + w, f_2(y) = y_1 w: x is 1 or -1, w is 0 and 3, delta_1 is 1 or 0.
   Declared: C = 2, K = L = H = 0, L_f = 4. */
static const char process[] =
    "{\"format\": \"cascade-process/1\", \"chain\": {\"format\": \"cascade-chain/1\", "
    "\"input\": [1], \"operators\": ["
    "{\"out\": 1, \"weights\": [0], \"f\": [\"2*y1 + w1\"]}, "
    "{\"out\": 1, \"weights\": [3], \"f\": [\"y1*w1\"]}], "
    "\"smoothness\": {\"jacobian\": 2, \"mixed_hessian\": 0, \"lipschitz\": 4, "
    "\"jacobian_lipschitz\": 0, \"hessian_lipschitz\": 0}}, "
    "\"input\": {\"support\": [[1], [-1]]}, "
    "\"forward\": [{\"at\": 1, \"support\": [[1], [0]]}], \"backward\": []}";

static void *instance;

static int open_instance(void **state)
{
    (void)state;
    return cas_process_kind.read(process, strlen(process), "process", &instance, NULL) !=
           CAS_OK;
}

static int close_instance(void **state)
{
    (void)state;
    cas_process_kind.free(instance);
    return 0;
}

static cas_claim claim_of(const char *formula)
{
    return (cas_claim){CAS_PROCESS_CLAIM("test", "printed"), .formula = formula};
}

static void judge(const char *formula, cas_judgement *judgement)
{
    const cas_claim claim = claim_of(formula);
    cas_message message;
    cas_judgement_init(judgement);
    if (cas_claim_judge(&claim, NULL, instance, judgement, &message) != CAS_OK)
        fail_msg("%s: %s", formula, message.text);
}

static void assert_verdict(const char *formula, cas_verdict verdict)
{
    cas_judgement judgement;
    judge(formula, &judgement);
    if (!judgement.applies || judgement.verdict != verdict)
        fail_msg("%s: %s%s", formula, cas_verdict_names[judgement.verdict],
                 judgement.applies ? "" : ", and does not apply");
    cas_judgement_clear(&judgement);
}

static void assert_vacuous(const char *formula)
{
    cas_judgement judgement;
    judge(formula, &judgement);
    if (judgement.applies)
        fail_msg("%s: %s", formula, cas_verdict_names[judgement.verdict]);
    cas_judgement_clear(&judgement);
}

static void true_statements_hold_and_false_ones_are_violated(void **state)
{
    (void)state;
    assert_verdict("E|y~_1 - y_1|^2 <= 1/2", CAS_HOLDS);
    assert_verdict("E|y~_1 - y_1|^2 <= 1/2 - 1e-30", CAS_VIOLATED);
    assert_verdict("E|y~_1 - y_1|^2 >= 1/2 + 1e-30", CAS_VIOLATED);
    assert_verdict("E|y~_1 - y_1|^2 > 1/2 - 1e-30", CAS_HOLDS);
}

/* Equal and irrational sides are told apart at no precision. */
#define ROOTS "2^(1/2) 3^(1/2)"

static void slack_lets_equal_irrational_sides_hold(void **state)
{
    (void)state;
    assert_verdict(ROOTS " <= 6^(1/2)", CAS_HOLDS);
    assert_verdict("6^(1/2) <= " ROOTS, CAS_HOLDS);
    assert_verdict(ROOTS " <= 6^(1/2) (1 - 2^{-126})", CAS_VIOLATED);
    assert_verdict(ROOTS " <= 6^(1/2) (1 - 2^{-130})", CAS_HOLDS);
    assert_verdict("-" ROOTS " <= -6^(1/2)", CAS_HOLDS);
    assert_verdict("-6^(1/2) (1 - 2^{-126}) <= -" ROOTS, CAS_VIOLATED);
}

static void strict_inequalities_have_no_slack(void **state)
{
    (void)state;
    assert_verdict("C < 2", CAS_VIOLATED);
    assert_verdict("C < 2 + 1e-30", CAS_HOLDS);
    assert_verdict(ROOTS " < 6^(1/2)", CAS_UNDECIDED);
    assert_verdict(ROOTS " < 6^(1/2) (1 + 2^{-1000})", CAS_HOLDS);
    assert_verdict(ROOTS " (1 + 2^{-1000}) < 6^(1/2)", CAS_VIOLATED);
}

static void identities_are_compared_by_norms(void **state)
{
    (void)state;
    assert_verdict(ROOTS " = 6^(1/2)", CAS_HOLDS);
    assert_verdict(ROOTS " = 6^(1/2) (1 + 2^{-62})", CAS_VIOLATED);
    assert_verdict(ROOTS " = 6^(1/2) (1 + 2^{-66})", CAS_HOLDS);
    assert_verdict("y~_1 = f_1(y_0) + delta_1", CAS_HOLDS);
    assert_verdict("y~_1 = f_1(y_0) - delta_1", CAS_VIOLATED);
    assert_verdict("E[y~_1 given F] = 1/4 v_1 - 1/4 v_1", CAS_VIOLATED);
    cas_judgement judgement;
    judge("C = 2", &judgement);
    assert_true(judgement.is_identity);
    cas_judgement_clear(&judgement);
}

static void where_nothing_is_compared_nothing_is_said(void **state)
{
    (void)state;
    assert_vacuous("E|v~_2 - v_2|^2 <= 3 E|v~_2 - v_2|^2");
    assert_vacuous("|v~_2 - v_2| = 0");
    assert_vacuous("|" ROOTS " - 6^(1/2)| <= |2 2^(1/2) - 8^(1/2)|");
    assert_vacuous("C <= 1 for i = 3..N");
    assert_vacuous("|int_{s=0..1} exp(s)| <= 1");
    assert_verdict("0 <= |v~_2 - v_2| + C", CAS_HOLDS);
    assert_verdict("C <= |v~_2 - v_2|", CAS_VIOLATED);
    assert_verdict("0 < |v~_2 - v_2| + 1e-300", CAS_HOLDS);
}

static void conditions_must_hold_for_certain(void **state)
{
    (void)state;
    assert_verdict("2 <= 1 if C <= 2", CAS_VIOLATED);
    assert_verdict("2 <= 1 if C = 2, L_f >= 4", CAS_VIOLATED);
    assert_vacuous("2 <= 1 if C < 2");
    assert_vacuous("2 <= 1 if C <= 2, L_f < 4");
    assert_vacuous("2 <= 1 if " ROOTS " <= 6^(1/2)");
    assert_verdict("i <= 1 for i = 1..3 if i <= 1", CAS_HOLDS);
    assert_vacuous("2 <= 1 if |A_1| < 2");
    assert_verdict("2 <= 1 if |A_1| <= 2", CAS_VIOLATED);
    assert_verdict("2 <= 1 if |delta_1| <= 1", CAS_VIOLATED);
    assert_vacuous("2 <= 1 if |delta_1| <= 1/2");
    assert_vacuous("2 <= 1 if |delta_1| >= 1/2");
    assert_vacuous("2 <= 1 if delta_1 = E[delta_1 given F]");
    assert_verdict("2 <= 1 if v~_1 = v_1", CAS_VIOLATED);
}

/* The worst of all indices and scenarios: violated before undecided before held, and
   there the largest ratio. */
static void the_worst_of_many_is_told(void **state)
{
    cas_judgement judgement;
    (void)state;
    judge("i <= 4 for i = 1..3", &judgement);
    assert_int_equal(judgement.verdict, CAS_HOLDS);
    assert_true(judgement.ratio == 0.75);
    assert_true(mpfi_cmp_si(judgement.lhs, 3) == 0);
    cas_judgement_clear(&judgement);
    judge("i <= 2 for i = 1..5", &judgement);
    assert_int_equal(judgement.verdict, CAS_VIOLATED);
    assert_true(judgement.ratio == 2.5);
    cas_judgement_clear(&judgement);
    assert_verdict(ROOTS " < (3 - i) 6^(1/2) for i = 1..2", CAS_UNDECIDED);
    assert_verdict(ROOTS " < (3 - i) 6^(1/2) for i = 1..3", CAS_VIOLATED);
    assert_verdict("|y~_1| <= 3", CAS_HOLDS);
    assert_verdict("|y~_1| <= 2", CAS_VIOLATED);
    assert_verdict("E|y~_1| <= 2", CAS_HOLDS);
}

static void what_is_undefined_decides_nothing(void **state)
{
    (void)state;
    assert_verdict("1/|v~_2 - v_2| <= 1", CAS_UNDECIDED);
    assert_verdict("log(-C) <= 1", CAS_UNDECIDED);
    assert_verdict("|v~_2 - v_2|/|v~_2 - v_2| <= 2", CAS_UNDECIDED);
}

/* 9/10 of a term that could be half of it. */
static void a_smaller_term_tells_how_much_of_it_is_needed(void **state)
{
    const cas_claim claim = claim_of("E|y_1|^2 <= 1/2 L_f^2 E|y_0|^2");
    cas_variants variants;
    cas_judgement judgement;
    cas_message message;
    size_t found = 0;
    (void)state;
    assert_int_equal(cas_variants_init(&variants, &claim, true, &message), CAS_OK);
    cas_judge *judged = cas_judge_new(&variants, instance);
    for (size_t k = 0; k < variants.count; k++) {
        if (strcmp(variants.mutants[k].name, "9/10 of 1/2 in 1/2 L_f^2 E|y_0|^2") != 0)
            continue;
        cas_judgement_init(&judgement);
        assert_int_equal(
            cas_judge_decide(judged, &variants.mutants[k], &judgement, &message), CAS_OK);
        assert_int_equal(judgement.verdict, CAS_HOLDS);
        assert_true(fabs(judgement.needed - 0.5) < 1e-12);
        cas_judgement_clear(&judgement);
        found++;
    }
    assert_int_equal(found, 1);
    cas_judge_free(judged);
    cas_variants_clear(&variants);
}

static void mutants_are_judged_by_name(void **state)
{
    const cas_claim claim = claim_of("E|y_1|^2 <= 4 E|y_0|^2");
    cas_judgement judgement;
    cas_message message;
    (void)state;
    cas_judgement_init(&judgement);
    assert_int_equal(cas_claim_judge(&claim, "9/10 of 4 in 4 E|y_0|^2", instance,
                                     &judgement, &message),
                     CAS_OK);
    assert_int_equal(judgement.verdict, CAS_VIOLATED);
    assert_int_equal(
        cas_claim_judge(&claim, "no such mutant", instance, &judgement, &message),
        CAS_INPUT);
    assert_string_equal(message.text, "test printed has no mutant 'no such mutant'");
    cas_judgement_clear(&judgement);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(true_statements_hold_and_false_ones_are_violated),
        cmocka_unit_test(slack_lets_equal_irrational_sides_hold),
        cmocka_unit_test(strict_inequalities_have_no_slack),
        cmocka_unit_test(identities_are_compared_by_norms),
        cmocka_unit_test(where_nothing_is_compared_nothing_is_said),
        cmocka_unit_test(conditions_must_hold_for_certain),
        cmocka_unit_test(the_worst_of_many_is_told),
        cmocka_unit_test(what_is_undefined_decides_nothing),
        cmocka_unit_test(a_smaller_term_tells_how_much_of_it_is_needed),
        cmocka_unit_test(mutants_are_judged_by_name),
    };
    return cmocka_run_group_tests(tests, open_instance, close_instance);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/step.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* f = 2y + w in all three layers, delta_1 = 1, epsilon_3 = +-1. */
static const char linear[] =
    "{\"format\": \"cascade-process/1\", \"chain\": {\"format\": \"cascade-chain/1\","
    " \"input\": [0], \"smoothness\": {\"jacobian\": 2, \"mixed_hessian\": 3,"
    "   \"lipschitz\": 5, \"jacobian_lipschitz\": 7, \"hessian_lipschitz\": 11},"
    " \"operators\": ["
    "   {\"out\": 1, \"weights\": [0], \"f\": [\"2*y1 + w1\"]},"
    "   {\"out\": 1, \"weights\": [0], \"f\": [\"2*y1 + w1\"]},"
    "   {\"out\": 1, \"weights\": [0], \"f\": [\"2*y1 + w1\"]}]},"
    " \"forward\": [{\"at\": 1, \"support\": [[1]]}],"
    " \"backward\": [{\"at\": 3, \"support\": [[1], [-1]]}]}";

typedef struct outcome {
    cas_verdict verdict;
    bool applies;
    double left, right;
} outcome;

static outcome judge_text(const char *text, const cas_step *step, const char *mutant_name)
{
    cas_claim claim = {CAS_STEP("eq:0", "printed", "")};
    cas_mutant mutant = {mutant_name, ""};
    cas_message message = {.text = ""};
    void *instance;
    claim.data = step;
    assert_int_equal(
        cas_process_kind.read(text, strlen(text), "test", &instance, &message), CAS_OK);
    cas_judgement judgement;
    cas_judgement_init(&judgement);
    assert_int_equal(cas_claim_judge(&claim, mutant_name == NULL ? NULL : &mutant,
                                     instance, &judgement, &message),
                     CAS_OK);
    outcome result = {judgement.verdict, judgement.applies, mpfi_get_d(judgement.lhs),
                      mpfi_get_d(judgement.rhs)};
    cas_judgement_clear(&judgement);
    cas_process_kind.free(instance);
    return result;
}

/* E||y~_i - y_i||^2 <= 4 E||y~_{i-1} - y_{i-1}||^2 + E||delta_i||^2:
   equality for all i. */
static void forward_growth(cas_step_run *run, size_t i)
{
    cas_evaluation *e = &run->e;
    cas_variable before = cas_evaluation_trace(e, CAS_TRACE_FORWARD_ERROR, i - 1);
    cas_variable after = cas_evaluation_trace(e, CAS_TRACE_FORWARD_ERROR, i);
    cas_variable c = cas_evaluation_constant(e, CAS_JACOBIAN);
    cas_step_left(run, cas_variable_mean(e, cas_variable_norm_squared(e, after)));
    cas_step_right(run, cas_variable_product(
                            e, cas_variable_power(e, c, 2),
                            cas_variable_mean(e, cas_variable_norm_squared(e, before))));
    cas_step_right(
        run, cas_variable_mean(e, cas_variable_norm_squared(
                                      e, cas_evaluation_trace(e, CAS_TRACE_DELTA, i))));
}

static void every_index_is_tested_and_the_worst_one_counts(void **state)
{
    (void)state;
    const cas_step step = {.sides = forward_growth, .range = CAS_FROM_1_BELOW_N};
    assert_int_equal(judge_text(linear, &step, NULL).verdict, CAS_HOLDS);
    outcome second = judge_text(linear, &step, "rhs[1]*1/2");
    assert_int_equal(second.verdict, CAS_VIOLATED);
    assert_true(second.left == 4 && second.right == 2);
}

static void mutants_do_what_their_names_say(void **state)
{
    (void)state;
    const cas_step step = {.sides = forward_growth, .range = CAS_FROM_1_BELOW_N};
    assert_int_equal(judge_text(linear, &step, "rhs*3/4").verdict, CAS_VIOLATED);
    assert_int_equal(judge_text(linear, &step, "rhs[2]*0").verdict, CAS_VIOLATED);
    assert_int_equal(judge_text(linear, &step, "C:=K").verdict, CAS_HOLDS);
    assert_int_equal(judge_text(linear, &step, "rhs*5/4").verdict, CAS_HOLDS);
    assert_int_equal(judge_text(linear, &step, "no such change").verdict, CAS_HOLDS);
    assert_true(cas_step_mutant_is_common("rhs[3]*1/2"));
    assert_true(cas_step_mutant_is_common("Lf:=Cv"));
    assert_false(cas_step_mutant_is_common("rhs[0]*1/2"));
    assert_false(cas_step_mutant_is_common("Q:=L"));
    assert_false(cas_step_mutant_is_common("rhs*1/0"));
}

/* ||E[v~_1 - v_1 | H_i]||^2 <= 1: false for H_2, which knows epsilon_3; the
   left side is 4. */
static void conditional_backward_error(cas_step_run *run, size_t i)
{
    cas_evaluation *e = &run->e;
    cas_variable error = cas_evaluation_trace(e, CAS_TRACE_BACKWARD_ERROR, 1);
    cas_step_left(run, cas_variable_norm_squared(
                           e, cas_variable_conditional_mean(e, CAS_FIELD_H, i, error)));
    cas_step_right(run, cas_evaluation_number(e, 1, 1));
}

static void conditional_means_see_the_filtration(void **state)
{
    (void)state;
    const cas_step step = {.sides = conditional_backward_error,
                           .range = CAS_FROM_2_BELOW_N};
    outcome known = judge_text(linear, &step, NULL);
    assert_int_equal(known.verdict, CAS_VIOLATED);
    assert_true(known.left == 4);
}

/* sin(1)^2 against itself: no precision separates the two, the slack decides. */
static void irrational(cas_step_run *run, size_t i)
{
    cas_evaluation *e = &run->e;
    cas_variable y = cas_evaluation_trace(e, CAS_TRACE_Y, 1);
    (void)i;
    cas_step_left(run, cas_variable_mean(e, cas_variable_norm_squared(e, y)));
    cas_step_right(run, cas_variable_mean(e, cas_variable_norm_squared(e, y)));
}

static const char sine[] =
    "{\"format\": \"cascade-process/1\", \"chain\": {\"format\": \"cascade-chain/1\","
    " \"input\": [1], \"smoothness\": {\"jacobian\": 1, \"mixed_hessian\": 1,"
    "   \"lipschitz\": 1, \"jacobian_lipschitz\": 1, \"hessian_lipschitz\": 1},"
    " \"operators\": [{\"out\": 1, \"f\": [\"sin(y1)\"]}, {\"out\": 1, \"f\": "
    "[\"y1\"]}]}}";

static void equal_irrational_sides_hold(void **state)
{
    (void)state;
    const cas_step inequality = {.sides = irrational};
    const cas_step identity = {.sides = irrational, .is_identity = true};
    assert_int_equal(judge_text(sine, &inequality, NULL).verdict, CAS_HOLDS);
    assert_int_equal(judge_text(sine, &identity, NULL).verdict, CAS_HOLDS);
    assert_int_equal(judge_text(sine, &inequality, "rhs*999999/1000000").verdict,
                     CAS_VIOLATED);
    assert_int_equal(judge_text(sine, &identity, "rhs*1000001/1000000").verdict,
                     CAS_VIOLATED);
}

static void trials_without_any_error_are_vacuous(void **state)
{
    (void)state;
    const cas_step step = {.sides = forward_growth, .range = CAS_FROM_1_BELOW_N};
    assert_false(judge_text(sine, &step, NULL).applies);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_index_is_tested_and_the_worst_one_counts),
        cmocka_unit_test(mutants_do_what_their_names_say),
        cmocka_unit_test(conditional_means_see_the_filtration),
        cmocka_unit_test(equal_irrational_sides_hold),
        cmocka_unit_test(trials_without_any_error_are_vacuous),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

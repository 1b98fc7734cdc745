/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/evaluate.h"

#include "arithmetic/interval.h"
#include "arithmetic/rational.h"
#include "claim/chain_instance.h"
#include "claim/process_instance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/*   f_1(y) = (2 y, y + 1), weights 2 and 1     f_2(y) = 3 y_1 + y_2^2, weight 3

     probability   x   y_1       y_2   delta_1   y~_1       epsilon_2
     1/8 each      1   (2, 2)    10    (1, 0)    (3, 2)     (1, 0), (0, 0)
     3/16 each    -1   (-2, 0)   -6    (0, 1)    (-2, 1)    (1, 0), (0, 0)
     3/16 each    -1   (-2, 0)   -6    (0, -1)   (-2, -1)   (1, 0), (0, 0) */
#define CHAIN(input, jacobian, mixed, lipschitz)                                         \
    "{\"format\": \"cascade-chain/1\", \"input\": [" input "], \"operators\": ["         \
    "{\"out\": 2, \"weights\": [2, 1], \"f\": [\"w1*y1\", \"y1 + w2\"]}, "               \
    "{\"out\": 1, \"weights\": [3], \"f\": [\"w1*y1 + y2^2\"]}], "                       \
    "\"smoothness\": {\"jacobian\": " jacobian ", \"mixed_hessian\": " mixed ", "        \
    "\"lipschitz\": " lipschitz ", \"jacobian_lipschitz\": 7, \"hessian_lipschitz\": 0}"
static const char process_text[] =
    "{\"format\": \"cascade-process/1\", "
    "\"input\": {\"support\": [[1], [-1]], \"probability\": [\"1/4\", \"3/4\"]}, "
    "\"forward\": [{\"at\": 1, \"given\": \"x\", \"laws\": [{\"support\": [[1, 0]]}, "
    "{\"support\": [[0, 1], [0, -1]]}]}], "
    "\"backward\": [{\"at\": 2, \"support\": [[1, 0], [0, 0]]}], "
    "\"chain\": " CHAIN("1", "2", "\"1/3\"", "5") "}}";
/* Constants that the chain does not contradict. */
static const char chain_text[] =
    CHAIN("1", "8", "1", "8") ", \"perturbation\": {\"forward\": [{\"at\": 1, "
                              "\"support\": [[1, 0], [0, 1]]}], \"backward\": "
                              "[{\"at\": 2, \"support\": [[1, 0]]}]}}";

/* An instance in one arithmetic. */
struct subject {
    const cas_instance_kind *kind;
    cas_arithmetic arithmetic;
    void *instance;
    bool input_is_known;
};

static struct subject open_subject(const cas_instance_kind *kind, const char *text,
                                   cas_arithmetic arithmetic)
{
    struct subject s = {.kind = kind, .arithmetic = arithmetic};
    cas_message message;
    if (kind->read(text, strlen(text), "instance", &s.instance, &message) != CAS_OK)
        fail_msg("%s", message.text);
    return s;
}

static void close_subject(struct subject *s)
{
    s->kind->free(s->instance);
}

/* What is looked at in the value of a formula. */
typedef void look(const cas_evaluator *evaluator, const char *formula, cas_variable value,
                  const void *context);

/* Evaluates a formula with the abbreviations a_1 and S_{j,k}. */
static cas_status evaluate(struct subject *s, const char *formula, look *seen,
                           const void *context, cas_message *message)
{
    static const long none[CAS_FORMULA_INDICES] = {0};
    static const char *const known[] = {"x-in-F", NULL};
    const cas_claim claim = {.readings = s->input_is_known ? known : NULL};
    cas_statement *statement;
    cas_model *model;
    cas_variable value;
    char text[400];
    snprintf(text, sizeof text, "%s = %s", formula, formula);
    if (cas_statement_read(s->kind->vocabulary, text,
                           "a_i = y~_i - y_i; S_{j,k} = j + C^k", &statement,
                           message) != CAS_OK)
        fail_msg("%s: %s", formula, message->text);
    assert_int_equal(
        s->kind->model(s->instance, &claim, statement, &s->arithmetic, &model, message),
        CAS_OK);
    cas_evaluator *evaluator = cas_evaluator_new(model);
    cas_evaluator_begin(evaluator);
    cas_status status =
        cas_evaluate(evaluator, statement->claim.left, none, &value, message);
    if (status == CAS_OK)
        seen(evaluator, formula, value, context);
    cas_evaluator_free(evaluator);
    model->free(model);
    cas_statement_free(statement);
    return status;
}

/* Whether a value is one number, an enclosure of a rational to 100 bits. */
static void look_for_rational(const cas_evaluator *evaluator, const char *formula,
                              cas_variable value, const void *context)
{
    mpq_t expected;
    mpfr_t width;
    mpq_init(expected);
    mpfr_init2(width, 64);
    assert_true(cas_evaluator_is_decided(evaluator) && cas_evaluator_applies(evaluator));
    assert_int_equal(value.level * (value.rows * value.columns - 1), 0);
    assert_int_equal(cas_rational_read(expected, context, strlen(context), NULL), CAS_OK);
    mpfi_srcptr x = value.at;
    mpfi_diam_abs(width, x);
    if (mpfr_cmp_q(&x->left, expected) > 0 || mpfr_cmp_q(&x->right, expected) < 0 ||
        mpfr_cmp_si_2exp(width, 1, -100) > 0)
        fail_msg("%s is about %.17g, not %s", formula, mpfi_get_d(x),
                 (const char *)context);
    mpq_clear(expected);
    mpfr_clear(width);
}

static void expect(struct subject *s, const char *formula, const char *expected)
{
    cas_message message;
    if (evaluate(s, formula, look_for_rational, expected, &message) != CAS_OK)
        fail_msg("%s: %s", formula, message.text);
}

struct row {
    const char *formula, *expected;
};

static void expect_all(struct subject *s, const struct row *rows, size_t count)
{
    for (size_t k = 0; k < count; k++)
        expect(s, rows[k].formula, rows[k].expected);
}

static void names_are_what_was_found_by_hand(void **state)
{
    static const struct row rows[] = {
        {"N", "2"},
        {"C + K + L_f + L + H", "43/3"},
        {"C_v", "4"},
        {"E|y_0|^2", "1"},
        {"E|y_1|^2", "5"},
        {"E[y_2]", "-2"},
        {"E|y~_1|^2", "7"},
        {"E|y~_1 - y_1|^2", "1"},
        {"E|a_1|^2", "1"},
        {"|E[y_1]|^2", "5/4"},
        {"E[<y_1, delta_1>]", "1/2"},
        {"E|delta_1|^4", "1"},
        {"E|epsilon_2|^2", "1/2"},
        {"|v_2 - v~_2|", "0"},
        {"E|v_1|^2", "13"},
        {"E|v~_1 - v_1|^2", "7/2"},
        {"E|u_2|^2", "4"},
        {"E|u~_1 - u_1|^2", "7/2"},
        {"E|u~_2 - u_2|^2", "1/4"},
        {"E|u~ - u|^2", "15/4"},
        {"E|A_1|^2", "5"},
        {"E|B_1|^2", "2"},
        {"E|B_1|_op^2", "1"},
        {"E|A~_2 - A_2|^2", "3"},
        {"E|B~_2 - B_2|^2", "1/4"},
        {"E|g_{0,1} - u_1|^2 + E|g_{0,2} - u_2|^2", "0"},
        {"E|g_{1,1} - u_1|^2", "3"},
        {"E|g_{1,2} - u~_2|^2", "0"},
    };
    (void)state;
    struct subject s =
        open_subject(&cas_process_kind, process_text, cas_arithmetic_interval(128));
    expect_all(&s, rows, sizeof rows / sizeof *rows);
    close_subject(&s);
}

static void operations_are_what_was_found_by_hand(void **state)
{
    static const struct row rows[] = {
        {"-C + 2 K - 3/4", "-25/12"},
        {"C K/L_f", "2/15"},
        {"C^{-2} + K^0 + 0^0", "9/4"},
        {"4^(3/2) + 16^(-1/4)", "17/2"},
        {"(1/4)^{N-1} + 9^(1/N)", "13/4"},
        {"E[v_1' A_1]", "7"},
        {"E[A_2 A_1]", "7"},
        {"E|B_1' v_1 - u_1|^2", "0"},
        {"sum_{j=1..N} j^2", "5"},
        {"prod_{j=1..N} (j + 1)", "6"},
        {"max_{j=1..N} (3 - j)", "2"},
        {"sum_{j=2..1} C + prod_{j=2..1} C", "1"},
        {"sum_{j=1..N} sum_{k=j..N} S_{j,k - 1}", "9"},
        {"|prod_{k=2..1} A_k'|^2", "2"},
        {"|prod_{k=2..1} A_k' + prod_{k=2..1} A_k'|^2", "8"},
        {"max(C, L_f, K) min(C, K)", "5/3"},
        {"sqrt(L + 2) exp(H) (1 + log(1 + H))", "3"},
        {"E[f_2(y~_1)]", "-1/2"},
        {"E|nabla1_2(y~_1) - A~_2|^2", "0"},
        {"E|nabla2_1(y_0) - B_1|^2", "0"},
        {"E|vec(nabla2_1(y_0))|^2", "2"},
        {"E|nabla21_1(y_0) y_0|^2", "1"},
        {"E|mat_1(nabla21_1(y_0) y_0)|^2", "1"},
        {"E|nablaF_1(y_1) - v_1|^2", "0"},
        {"E[nablaF_0(y_0)' y_0]", "-2"},
        {"E[int_{s=0..1} nabla1_2(y_1 + s delta_1) delta_1]", "3/2"},
        {"int_{s=0..1} s^3", "1/4"},
        {"E[|u_2|]^2", "4"},
        {"E[|E[u_2]|^2]", "1"},
    };
    (void)state;
    struct subject s =
        open_subject(&cas_process_kind, process_text, cas_arithmetic_interval(128));
    expect_all(&s, rows, sizeof rows / sizeof *rows);
    close_subject(&s);
}

static void conditional_means_are_those_of_the_fields(void **state)
{
    static const struct row unknown[] = {
        {"E|E[delta_1 given F]|^2", "1/16"},    {"E|E[delta_1 given G_0]|^2", "1/16"},
        {"E|E[delta_1 given P_1]|^2", "1/4"},   {"E|E[delta_1 given G_1]|^2", "1"},
        {"E|E[epsilon_2 given G_2]|^2", "1/4"}, {"E|E[epsilon_2 given Q_2]|^2", "1/4"},
        {"E|E[epsilon_2 given H_1]|^2", "1/2"}, {"E|E[u~_2 - u_2 given F]|^2", "1/16"},
        {"E|E[y_0 given F]|^2", "1/4"},         {"E[<E[y_0 given P_1], y_0>]", "1"},
        {"E|E[y_0 given Fx]|^2", "1"},          {"E|E[delta_1 given Fx]|^2", "1/4"},
        {"|E[E[u~ given G_1] - u~]|", "0"},
    };
    static const struct row known[] = {
        {"E|E[delta_1 given F]|^2", "1/4"},
        {"E|E[u~_2 - u_2 given F]|^2", "1/4"},
        {"E|E[y_0 given F]|^2", "1"},
    };
    (void)state;
    struct subject s =
        open_subject(&cas_process_kind, process_text, cas_arithmetic_interval(128));
    expect_all(&s, unknown, sizeof unknown / sizeof *unknown);
    s.input_is_known = true;
    expect_all(&s, known, sizeof known / sizeof *known);
    close_subject(&s);
}

static void look_for_exact(const cas_evaluator *evaluator, const char *formula,
                           cas_variable value, const void *context)
{
    (void)evaluator;
    char *text = cas_rational_write(value.at);
    if (strcmp(text, context) != 0)
        fail_msg("%s is %s, not %s", formula, text, (const char *)context);
    free(text);
}

static void rationals_are_exact(void **state)
{
    static const struct row rows[] = {
        {"E|u~ - u|^2", "15/4"},
        {"E|E[delta_1 given P_1]|^2", "1/4"},
        {"sum_{j=1..N} (1/3)^j", "4/9"},
        {"E[int_{s=0..1} nabla1_2(y_1 + s delta_1) delta_1]", "3/2"},
    };
    cas_message message;
    (void)state;
    struct subject s =
        open_subject(&cas_process_kind, process_text, cas_arithmetic_rational);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        assert_int_equal(
            evaluate(&s, rows[k].formula, look_for_exact, rows[k].expected, &message),
            CAS_OK);
    close_subject(&s);
}

static void look_for_inapplicable(const cas_evaluator *evaluator, const char *formula,
                                  cas_variable value, const void *context)
{
    (void)value;
    if (cas_evaluator_applies(evaluator) != *(const bool *)context)
        fail_msg("%s", formula);
}

/* Simpson's rule is exact up to the third degree. */
static void integrals_of_higher_degree_do_not_apply(void **state)
{
    static const struct {
        const char *formula;
        bool applies;
    } rows[] = {
        {"int_{s=0..1} (s^2 + s s^2)", true},
        {"int_{s=0..1} s^4", false},
        {"int_{s=0..1} s^2 s^2", false},
        {"int_{s=0..1} 1/(1 + s)", false},
        {"int_{s=0..1} exp(s)", false},
        {"int_{s=0..1} |s|", false},
        {"int_{s=0..1} f_2(y_1 + s delta_1) s", true},
        {"int_{s=0..1} <f_2(y_1 + s delta_1), f_2(s y_1)>", false},
        {"int_{s=0..1} nablaF_1(s y_1)", false},
        {"int_{s=0..1} nabla1_2(s^3 y_1)", true},
        {"int_{s=0..1} nabla1_2(s^4 y_1)", false},
        {"int_{s=0..1} sum_{j=1..N} s^j", true},
        {"int_{s=0..1} sum_{j=1..N} s^j s^2", false},
    };
    cas_message message;
    (void)state;
    struct subject s =
        open_subject(&cas_process_kind, process_text, cas_arithmetic_interval(128));
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        assert_int_equal(evaluate(&s, rows[k].formula, look_for_inapplicable,
                                  &rows[k].applies, &message),
                         CAS_OK);
    close_subject(&s);
}

static void chains_know_moments(void **state)
{
    static const struct row rows[] = {
        {"E|delta_1|^2", "1"},
        {"E|delta_1|^4", "1"},
        {"E|E[delta_1 given P_1]|^2", "1/2"},
        {"E|E[delta_1 given Fx]|^2", "1/2"},
        {"E[E[|delta_1|^2 given F]^2]", "1"},
        {"E[E[|epsilon_2|^2 given Q_2]^2]", "1"},
        {"E|epsilon_2|^2", "1"},
        {"|y_1|^2", "8"},
        {"C_v", "64"},
    };
    cas_message message;
    (void)state;
    struct subject s =
        open_subject(&cas_chain_kind, chain_text, cas_arithmetic_interval(128));
    expect_all(&s, rows, sizeof rows / sizeof *rows);
    assert_int_equal(evaluate(&s, "E|y~_1|", look_for_rational, "0", &message),
                     CAS_UNSUPPORTED);
    assert_non_null(strstr(message.text, "only moments are known"));
    assert_int_equal(evaluate(&s, "|f_1(y_0)|", look_for_rational, "0", &message),
                     CAS_UNSUPPORTED);
    assert_int_equal(
        evaluate(&s, "sum_{k=2..1} delta_1", look_for_rational, "0", &message),
        CAS_INPUT);
    close_subject(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_what_was_found_by_hand),
        cmocka_unit_test(operations_are_what_was_found_by_hand),
        cmocka_unit_test(conditional_means_are_those_of_the_fields),
        cmocka_unit_test(rationals_are_exact),
        cmocka_unit_test(integrals_of_higher_degree_do_not_apply),
        cmocka_unit_test(chains_know_moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

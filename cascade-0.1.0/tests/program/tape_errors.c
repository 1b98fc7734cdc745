/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/tape.h"

#include "program/expression.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <mpfi.h>

/* The status and message of an evaluate and a pullback at y. */
static cas_status try_double(const char *text, double y, cas_message *message)
{
    size_t node;
    double one = 1, slope;
    cas_program *program = cas_program_new(1, 0);
    assert_int_equal(cas_expression_read(program, text, &node, message), CAS_OK);
    cas_program_add_output(program, node);
    cas_tape *tape = cas_tape_new(program, &cas_arithmetic_double);
    cas_status status = cas_tape_evaluate(tape, &y, NULL, message);
    if (status == CAS_OK)
        status = cas_tape_pullback(tape, &one, &slope, NULL, message);
    cas_tape_free(tape);
    cas_program_free(program);
    return status;
}

static void undefined_values_name_function_and_argument(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double y;
        const char *message;
    } cases[] = {
        {"log(y1)", -0.5, "log(-0.5) is not defined"},
        {"log(y1)", 0, "log(0) is not defined"},
        {"1 + tanh(log1p(y1))", -1, "log1p(-1) is not defined"},
        {"sqrt(y1 - 1)", 0.75, "sqrt(-0.25) is not defined"},
        {"1/y1", 0, "division by 0 is not defined"},
        {"y1/(y1 - y1)", 3, "division by 0 is not defined"},
        {"(y1 - 2)^-3", 2, "0^-3 is not defined"},
        {"exp(y1)", 1000, "exp(1000) is too large a number"},
        {"y1^9", 1e200, "output 1 is not finite"},
        {"sqrt(y1)", 0, "the derivative of sqrt at 0 is not defined"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cas_message message;
        assert_int_equal(try_double(cases[i].text, cases[i].y, &message), CAS_DOMAIN);
        assert_string_equal(message.text, cases[i].message);
    }
}

static void undefined_intervals_are_shown_with_both_ends(void **state)
{
    (void)state;
    size_t node;
    cas_message message;
    cas_arithmetic arithmetic = cas_arithmetic_interval(64);
    cas_program *program = cas_program_new(1, 0);
    assert_int_equal(cas_expression_read(program, "log(y1)", &node, NULL), CAS_OK);
    cas_program_add_output(program, node);
    cas_tape *tape = cas_tape_new(program, &arithmetic);
    mpfi_t x;
    mpfi_init2(x, 64);
    mpfi_interv_d(x, -0.5, 2);
    assert_int_equal(cas_tape_evaluate(tape, x, NULL, &message), CAS_DOMAIN);
    assert_string_equal(message.text, "log([-0.5, 2]) is not defined");
    mpfi_set_d(x, -0.5);
    assert_int_equal(cas_tape_evaluate(tape, x, NULL, &message), CAS_DOMAIN);
    assert_string_equal(message.text, "log(-0.5) is not defined");
    mpfi_clear(x);
    cas_tape_free(tape);
    cas_program_free(program);
}

static void rational_arithmetic_has_no_functions(void **state)
{
    (void)state;
    size_t node;
    cas_message message;
    cas_program *program = cas_program_new(1, 0);
    assert_int_equal(cas_expression_read(program, "tanh(y1)", &node, NULL), CAS_OK);
    cas_program_add_output(program, node);
    cas_tape *tape = cas_tape_new(program, &cas_arithmetic_rational);
    mpq_t x;
    mpq_init(x);
    assert_int_equal(cas_tape_evaluate(tape, x, NULL, &message), CAS_UNSUPPORTED);
    assert_string_equal(message.text, "rational arithmetic has no tanh");
    mpq_clear(x);
    cas_tape_free(tape);
    cas_program_free(program);
}

/* (9^65536)^65536 has 10^10 bits; nothing may try to reduce it modulo pi. */
static void sines_of_astronomical_numbers_are_refused(void **state)
{
    (void)state;
    size_t node;
    cas_message message;
    cas_arithmetic arithmetic = cas_arithmetic_interval(64);
    cas_program *program = cas_program_new(0, 0);
    assert_int_equal(cas_expression_read(program, "sin((9^65536)^65536)", &node, NULL),
                     CAS_OK);
    cas_program_add_output(program, node);
    cas_tape *tape = cas_tape_new(program, &arithmetic);
    assert_int_equal(cas_tape_evaluate(tape, NULL, NULL, &message), CAS_DOMAIN);
    assert_string_equal(message.text, "sin is evaluated beyond 2^1024");
    cas_tape_free(tape);
    cas_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undefined_values_name_function_and_argument),
        cmocka_unit_test(undefined_intervals_are_shown_with_both_ends),
        cmocka_unit_test(rational_arithmetic_has_no_functions),
        cmocka_unit_test(sines_of_astronomical_numbers_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

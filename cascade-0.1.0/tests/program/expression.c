/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/expression.h"
#include "program/tape.h"

#include "arithmetic/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS = 3, WEIGHTS = 2 };

static cas_status read_text(const char *text, cas_program **program, cas_message *message)
{
    size_t node;
    *message = (cas_message){""};
    *program = cas_program_new(INPUTS, WEIGHTS);
    cas_status status = cas_expression_read(*program, text, &node, message);
    if (status == CAS_OK)
        cas_program_add_output(*program, node);
    return status;
}

/* text at y = (2, 3, 5), w = (7, 1/2), exactly. */
static char *evaluate(const char *text)
{
    const cas_arithmetic *arithmetic = &cas_arithmetic_rational;
    cas_program *program;
    cas_message message;
    static const long y_values[INPUTS] = {2, 3, 5};
    mpq_t *y = cas_numbers_new(arithmetic, INPUTS);
    mpq_t *w = cas_numbers_new(arithmetic, WEIGHTS);
    for (size_t i = 0; i < INPUTS; i++)
        mpq_set_si(y[i], y_values[i], 1);
    mpq_set_si(w[0], 7, 1);
    mpq_set_si(w[1], 1, 2);
    if (read_text(text, &program, &message) != CAS_OK)
        fail_msg("%s: %s", text, message.text);
    cas_tape *tape = cas_tape_new(program, arithmetic);
    if (cas_tape_evaluate(tape, y, w, &message) != CAS_OK)
        fail_msg("%s: %s", text, message.text);
    char *value = cas_rational_write(cas_tape_output(tape, 0));
    cas_tape_free(tape);
    cas_program_free(program);
    cas_numbers_free(arithmetic, y, INPUTS);
    cas_numbers_free(arithmetic, w, WEIGHTS);
    return value;
}

static void expressions_have_the_values_of_their_grammar(void **state)
{
    (void)state;
    static const struct {
        const char *text, *value;
    } cases[] = {
        {"y1", "2"},
        {"w2", "1/2"},
        {"0.1", "1/10"},
        {"1e-3 + 0x1.8p-1", "751/1000"},
        {".5", "1/2"},
        {"y1 - y2 - y3", "-6"},
        {"y1 - (y2 - y3)", "4"},
        {"w1 / y1 / y1", "7/4"},
        {"w1 / (y1 / y1)", "7"},
        {"w1 / y1 * y1", "7"},
        {"1 + 2 * 3", "7"},
        {"(1 + 2) * 3", "9"},
        {"-y1^2", "-4"},
        {"(-y1)^2", "4"},
        {"-2^2", "-4"},
        {"y1^-2", "1/4"},
        {"y1 ^ - 2", "1/4"},
        {"y1^0", "1"},
        {"--y1", "2"},
        {"-+-y1", "2"},
        {"2*-y1", "-4"},
        {"1--1", "2"},
        {"y1*y1*y1", "8"},
        {"(y1+y2)*(y1-y2)", "-5"},
        {" \t\n\r y1\n", "2"},
        {"(((y3)))", "5"},
        {"y1*y2/y3+w1-w2", "77/10"},
        {"0x10", "16"},
        {"0xAp1", "20"},
        {"12345678901234567890", "12345678901234567890"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *value = evaluate(cases[i].text);
        if (strcmp(value, cases[i].value) != 0)
            fail_msg("%s is %s, not %s", cases[i].text, value, cases[i].value);
        free(value);
    }
}

static void every_function_is_known_by_its_name(void **state)
{
    (void)state;
    for (int f = 0; f < CAS_FUNCTION_COUNT; f++) {
        cas_program *program;
        cas_message message;
        char *text = cas_format("%s (y1)", cas_function_names[f]);
        assert_int_equal(read_text(text, &program, &message), CAS_OK);
        const cas_node *node = &program->nodes[program->outputs[0]];
        assert_int_equal(node->code, CAS_APPLY);
        assert_int_equal(node->function, f);
        cas_program_free(program);
        free(text);
    }
}

static void expressions_of_one_program_share_nodes(void **state)
{
    (void)state;
    size_t one, other;
    cas_program *program = cas_program_new(INPUTS, WEIGHTS);
    assert_int_equal(cas_expression_read(program, "tanh(w1 + 2*y1)", &one, NULL), CAS_OK);
    size_t count = program->node_count;
    assert_int_equal(cas_expression_read(program, "tanh(y1*2.0 + w1)", &other, NULL),
                     CAS_OK);
    assert_int_equal(one, other);
    assert_int_equal(program->node_count, count);
    cas_program_free(program);
}

static void errors_say_column_and_expectation(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        cas_status status;
        const char *message;
    } cases[] = {
        {"tanh( )", CAS_SYNTAX,
         "column 7: expected a number, variable, function or '(', found ')'"},
        {"", CAS_SYNTAX,
         "column 1: expected a number, variable, function or '(', found the end"},
        {"  ", CAS_SYNTAX, "column 3: expected a number"},
        {"1 +", CAS_SYNTAX, "column 4: expected a number"},
        {"* 2", CAS_SYNTAX, "column 1: expected a number"},
        {"1 2", CAS_SYNTAX,
         "column 3: expected an operator or the end of the expression, found '2'"},
        {"2y1", CAS_SYNTAX, "column 2: expected an operator or the end"},
        {"(1", CAS_SYNTAX, "column 3: expected an operator or ')', found the end"},
        {"(1 2)", CAS_SYNTAX, "column 4: expected an operator or ')', found '2'"},
        {"1)", CAS_SYNTAX, "column 2: expected an operator or the end"},
        {"y1^y2", CAS_SYNTAX, "column 4: expected an integer exponent, found 'y2'"},
        {"y1^0.5", CAS_SYNTAX, "column 4: expected an integer exponent, found '0.5'"},
        {"y1^(2)", CAS_SYNTAX, "column 4: expected an integer exponent, found '('"},
        {"y1^+2", CAS_SYNTAX, "column 4: expected an integer exponent, found '+'"},
        {"y1^2^2", CAS_SYNTAX, "column 5: expected an operator other than '^'"},
        {"y1^65537", CAS_LIMIT, "column 4: expected an exponent of at most 65536"},
        {"y1^99999999999999999999999", CAS_LIMIT, "column 4: expected an exponent"},
        {"0x", CAS_SYNTAX, "column 1: "},
        {"1 + .", CAS_SYNTAX, "column 5: "},
        {"1e9999", CAS_LIMIT, "column 1: "},
        {"1e+", CAS_SYNTAX, "column 2: expected an operator"},
        {"\xc3\xa9", CAS_SYNTAX,
         "column 1: expected a number, variable, function or '(', found byte 0xc3"},
        {"y1 \x01", CAS_SYNTAX,
         "column 4: expected an operator or the end of the expression, found byte 0x01"},
        {"sin", CAS_SYNTAX, "column 4: expected '(' after the function's name"},
        {"sin y1", CAS_SYNTAX, "column 5: expected '(' after the function's name"},
        {"sine(y1)", CAS_INPUT,
         "column 1: expected a variable (y1, w1, ..) or a function "},
        {"1 + relu(y1)", CAS_INPUT, "column 5: expected a variable (y1, w1, ..)"},
        {"nan", CAS_INPUT, "column 1: "},
        {"y", CAS_INPUT, "column 1: expected one of the inputs y1 to y3, found 'y'"},
        {"y0", CAS_INPUT, "column 1: expected one of the inputs y1 to y3, found 'y0'"},
        {"y01", CAS_INPUT, "column 1: expected one of the inputs y1 to y3, found 'y01'"},
        {"y4", CAS_INPUT, "column 1: expected one of the inputs y1 to y3, found 'y4'"},
        {"w3", CAS_INPUT, "column 1: expected one of the weights w1 to w2, found 'w3'"},
        {"w99999999999999999999999999999999999", CAS_INPUT, "column 1: expected one of"},
        {"y1a", CAS_INPUT, "column 1: expected one of the inputs y1 to y3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cas_program *program;
        cas_message message;
        cas_status status = read_text(cases[i].text, &program, &message);
        size_t length = strlen(cases[i].message);
        if (status != cases[i].status ||
            strncmp(message.text, cases[i].message, length) != 0)
            fail_msg("\"%s\" gives %d, \"%s\"", cases[i].text, (int)status, message.text);
        cas_program_free(program);
    }
}

static void variables_that_do_not_exist_are_named(void **state)
{
    (void)state;
    size_t node;
    cas_message message;
    cas_program *program = cas_program_new(1, 0);
    assert_int_equal(cas_expression_read(program, "y1*w1", &node, &message), CAS_INPUT);
    assert_string_equal(message.text,
                        "column 4: variable 'w1', but there are no weights");
    cas_program_free(program);
}

/* head repeated count times, then middle, then tail repeated count times */
static char *nest(const char *head, const char *middle, const char *tail, size_t count)
{
    size_t before = strlen(head), after = strlen(tail), between = strlen(middle);
    char *text = cas_allocate(count * (before + after) + between + 1, 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * before, head, before);
    memcpy(text + count * before, middle, between);
    for (size_t i = 0; i < count; i++)
        memcpy(text + count * before + between + i * after, tail, after);
    return text;
}

static cas_status read_nested(const char *head, const char *middle, const char *tail,
                              size_t count)
{
    cas_program *program;
    cas_message message;
    char *text = nest(head, middle, tail, count);
    cas_status status = read_text(text, &program, &message);
    if (status == CAS_LIMIT)
        assert_non_null(strstr(message.text, "expected at most"));
    cas_program_free(program);
    free(text);
    return status;
}

static void nesting_has_a_limit(void **state)
{
    (void)state;
    assert_int_equal(read_nested("(", "y1", ")", CAS_EXPRESSION_DEPTH), CAS_OK);
    assert_int_equal(read_nested("(", "y1", ")", CAS_EXPRESSION_DEPTH + 1), CAS_LIMIT);
    assert_int_equal(read_nested("-", "y1", "", CAS_EXPRESSION_DEPTH), CAS_OK);
    assert_int_equal(read_nested("-", "y1", "", CAS_EXPRESSION_DEPTH + 1), CAS_LIMIT);
    assert_int_equal(read_nested("sin(", "y1", ")", CAS_EXPRESSION_DEPTH), CAS_OK);
    assert_int_equal(read_nested("sin(", "y1", ")", CAS_EXPRESSION_DEPTH + 1), CAS_LIMIT);
    assert_int_equal(read_nested("(", "y1", ")", 200000), CAS_LIMIT);
    assert_int_equal(read_nested("-", "y1", "", 200000), CAS_LIMIT);
    assert_int_equal(read_nested("exp(", "", "", 200000), CAS_LIMIT);
}

/* Closed parentheses and finished signs do not count. */
static void length_is_not_nesting(void **state)
{
    (void)state;
    assert_int_equal(read_nested("(y1)+", "y1", "", 100000), CAS_OK);
    assert_int_equal(read_nested("-y1*-", "y1", "", 50000), CAS_OK);
    assert_int_equal(read_nested("y1+", "y1", "", CAS_EXPRESSION_LENGTH / 3), CAS_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_have_the_values_of_their_grammar),
        cmocka_unit_test(every_function_is_known_by_its_name),
        cmocka_unit_test(expressions_of_one_program_share_nodes),
        cmocka_unit_test(errors_say_column_and_expectation),
        cmocka_unit_test(variables_that_do_not_exist_are_named),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(length_is_not_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

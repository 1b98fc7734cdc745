/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "arithmetic/rational.h"
#include "chain/chain_vocabulary.h"
#include "formula/print.h"
#include "formula/statement.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cas_status read_text(const char *text, const char *definitions,
                            cas_statement **statement, cas_message *message)
{
    message->text[0] = '\0';
    return cas_statement_read(&cas_chain_vocabulary, text, definitions, statement,
                              message);
}

static cas_statement *read_valid(const char *text)
{
    cas_statement *statement;
    cas_message message;
    if (read_text(text, NULL, &statement, &message) != CAS_OK)
        fail_msg("%s: %s", text, message.text);
    return statement;
}

/* "(ADD C (MULTIPLY 2 K))": the tree itself. */
static char *tree(const cas_formula *f)
{
    static const char *const names[] = {
        [CAS_FORM_NEGATE] = "-",    [CAS_FORM_ADD] = "+",
        [CAS_FORM_SUBTRACT] = "-",  [CAS_FORM_MULTIPLY] = "*",
        [CAS_FORM_DIVIDE] = "/",    [CAS_FORM_POWER] = "^",
        [CAS_FORM_TRANSPOSE] = "'", [CAS_FORM_INNER] = "<>",
        [CAS_FORM_NORM] = "| |",    [CAS_FORM_OPERATOR_NORM] = "op",
        [CAS_FORM_MEAN] = "E",      [CAS_FORM_GIVEN] = "E given",
        [CAS_FORM_SUM] = "sum",     [CAS_FORM_PRODUCT] = "prod",
        [CAS_FORM_LARGEST] = "max", [CAS_FORM_INTEGRAL] = "int",
        [CAS_FORM_CALL] = "call",   [CAS_FORM_UNFLATTEN] = "mat",
    };
    if (f->form == CAS_FORM_NUMBER)
        return cas_rational_write(f->number);
    if (f->form == CAS_FORM_NAME && f->count == 0)
        return cas_duplicate(cas_chain_vocabulary.symbols[f->which].name);
    if (f->form == CAS_FORM_INDEX || f->form == CAS_FORM_PARAMETER)
        return cas_duplicate(f->name);
    char *text = cas_format("(%s", f->form == CAS_FORM_NAME
                                       ? cas_chain_vocabulary.symbols[f->which].name
                                       : names[f->form]);
    for (size_t k = 0; k < f->count; k++) {
        char *part = tree(f->of[k]), *longer = cas_format("%s %s", text, part);
        free(part);
        free(text);
        text = longer;
    }
    char *closed = cas_format("%s)", text);
    free(text);
    return closed;
}

static void operations_bind_as_in_mathematics(void **state)
{
    static const char *const rows[][2] = {
        {"C + K - H", "(- (+ C K) H)"},
        {"C - K + H", "(+ (- C K) H)"},
        {"C + 2 K H", "(+ C (* (* 2 K) H))"},
        {"-C K + H", "(+ (- (* C K)) H)"},
        {"1/2 C", "(* 1/2 C)"},
        {"C/2 K", "(* (/ C 2) K)"},
        {"C/K/H", "(/ (/ C K) H)"},
        {"6/4", "3/2"},
        {"0.125 + 1e-3", "(+ 1/8 1/1000)"},
        {"2 C^2 K", "(* (* 2 (^ C 2)) K)"},
        {"C^{N-1} K", "(* (^ C (- N 1)) K)"},
        {"C^(-1/2)", "(^ C (- 1/2))"},
        {"C^N K", "(* (^ C N) K)"},
        {"y_1' y_1", "(* (' (y 1)) (y 1))"},
        {"|y_1|^2", "(^ (| | (y 1)) 2)"},
        {"||y_1| y_1|", "(| | (* (| | (y 1)) (y 1)))"},
        {"|A_1|_op |A_1|", "(* (op (A 1)) (| | (A 1)))"},
        {"<y_1, y_1> C", "(* (<> (y 1) (y 1)) C)"},
        {"E|y_1|^2 C", "(* (E (^ (| | (y 1)) 2)) C)"},
        {"E[|y_1|]^2", "(^ (E (| | (y 1))) 2)"},
        {"E[C given F]", "(E given C)"},
        {"E[C given G_{N-1}]", "(E given C (- N 1))"},
        {"sum_{j=1..2} 2 C + K", "(+ (sum 1 2 (* 2 C)) K)"},
        {"sum_{j=1..2} sum_{k=j..2} C", "(sum 1 2 (sum j 2 C))"},
        {"C prod_{j=1..2} C K", "(* C (prod 1 2 (* C K)))"},
        {"max_{j=1..2} j^2 C", "(max 1 2 (* (^ j 2) C))"},
        {"int_{s=0..1} s C", "(int (* s C))"},
        {"|y~_1 - y_1|", "(| | (y~ - y 1))"},
        {"|y~_{i+1} - y_{1+i}|", "(| | (y~ - y (+ i 1)))"},
        {"|y_1 - y~_1|", "(| | (- (y 1) (y~ 1)))"},
        {"|y~_1 - y_1 - delta_1|", "(| | (- (y~ - y 1) (delta 1)))"},
        {"|y_1 + y~_1 - y_1|", "(| | (- (+ (y 1) (y~ 1)) (y 1)))"},
        {"[C] ((K))", "(* C K)"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char *text = cas_format("%s <= 1 for i = 1..N-1", rows[k][0]);
        cas_statement *s = read_valid(text);
        char *read = tree(s->claim.left);
        assert_string_equal(read, rows[k][1]);
        free(read);
        free(text);
        cas_statement_free(s);
    }
}

static void relations_have_a_direction(void **state)
{
    static const struct {
        const char *sign;
        cas_relation relation;
        bool exchanged;
    } rows[] = {{"<=", CAS_AT_MOST, false},
                {"<", CAS_LESS, false},
                {"=", CAS_EQUAL, false},
                {">=", CAS_AT_MOST, true},
                {">", CAS_LESS, true}};
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char *text = cas_format("C %s K", rows[k].sign);
        cas_statement *s = read_valid(text);
        assert_int_equal(s->claim.relation, rows[k].relation);
        assert_int_equal(s->claim.left->which,
                         rows[k].exchanged ? CAS_SYMBOL_K : CAS_SYMBOL_C);
        free(text);
        cas_statement_free(s);
    }
}

static void statements_have_ranges_conditions_and_abbreviations(void **state)
{
    (void)state;
    cas_statement *s = read_valid("a_i <= S_{i,j} for i = 1..N, j = i..N "
                                  "if C <= 1, K < L where a_i = |y_i|; S_{j,k} = j C^k");
    assert_int_equal(s->ranges, 2);
    assert_string_equal(s->range[1].name, "j");
    assert_int_equal(s->range[1].first->form, CAS_FORM_INDEX);
    assert_int_equal(s->conditions, 2);
    assert_int_equal(s->condition[1].relation, CAS_LESS);
    assert_int_equal(s->abbreviations, 2);
    assert_string_equal(s->abbreviation[1]->name, "S");
    assert_int_equal(s->abbreviation[1]->indices, 2);
    assert_int_equal(s->claim.left->form, CAS_FORM_CALL);
    assert_ptr_equal(s->claim.right->definition, s->abbreviation[1]);
    cas_statement_free(s);
    /* An inner product touches what follows it, a relation does not. */
    s = read_valid("C< <y_1, y_1>");
    assert_int_equal(s->claim.relation, CAS_LESS);
    cas_statement_free(s);
}

/* What is wrong, at which column, in bytes from 1. */
static const struct {
    const char *text, *message;
} refused[] = {
    {"", "column 1: a formula expected, not the end"},
    {"C", "column 2: <=, =, < or >= expected, not the end"},
    {"C <= ", "column 6: a formula expected, not the end"},
    {"C <= 1 )",
     "column 8: an operation, \"for\", \"if\", \"where\" or the end expected, "
     "not \")\""},
    {"C <= (1", "column 8: \")\" expected, not the end"},
    {"C <= [1)", "column 8: \"]\" expected, not \")\""},
    {"C <= |y_1", "column 10: \"|\" expected, not the end"},
    {"C <= <y_1, y_1", "column 15: \">\" expected, not the end"},
    {"C <= <y_1>", "column 10: \",\" expected, not \">\""},
    {"C \001 1", "column 3: <=, =, < or >= expected, not the byte 0x01"},
    {"C \xE2\x89\xA4 1", "column 3: <=, =, < or >= expected, not \"\xE2\x89\xA4\""},
    {"C == 1", "column 4: a formula expected, not \"=\""},
    {"C^2^2 <= 1", "column 4: brackets that say which power comes first expected"},
    {"E C <= 1", "column 3: \"[\" or \"|\" expected behind E"},
    {"E[C given G] <= 1", "column 11: \"G\" has one index, and none is given"},
    {"E[C given F_1] <= 1", "column 11: \"F\" has no index"},
    {"E[C given 1] <= 1", "column 11: a field expected, not \"1\""},
    {"y <= 1", "column 1: \"y\" has one index, and none is given"},
    {"C_1 <= 1", "column 1: \"C\" has no index"},
    {"g_1 <= 1", "column 1: \"g\" has several indices"},
    {"|y_{C}| <= 1", "column 2: an index must be a whole number up to 2^20, an index, or "
                     "a sum of such"},
    {"|y_{1/2}| <= 1", "column 2: an index must be a whole number up to 2^20, an index, "
                       "or a sum of such"},
    {"sum_{j=1..C} j <= 1",
     "column 1: the bounds of a range must be sums of whole numbers up to 2^20, indices "
     "and the size"},
    {"sum_j j <= 1", "column 5: \"{\" expected, not \"j\""},
    {"sum_{E=1..2} C <= 1", "column 6: the name of an index expected"},
    {"int_{s=0..2} s <= 1", "column 1: integrals are from 0 to 1"},
    {"y_1 <= y_1", "column 5: a vector cannot be compared with a vector by <="},
    {"y_1 = 1", "column 5: a vector cannot be compared with a number by ="},
    {"C + y_1 = 1",
     "column 3: a number and a vector of different shapes cannot be added"},
    {"|A_1 A_1| <= 1",
     "column 2: a matrix cannot be multiplied by a matrix: columns and rows differ"},
    {"|y_1/y_2| <= 1", "column 2: cannot divide by a vector"},
    {"|f_1(y_1)| <= 1", "column 2: f wants a vector of another length"},
    {"exp(y_1) <= 1", "column 1: a function wants a number, not a vector"},
    {"<y_1, v_2> <= 1", "column 1: <a vector, a vector> of different shapes"},
    {"|y_{N+1}| <= 1", "column 2: \"y\" has the indices 0..2, not 3, where N = 2"},
    {"|y_{i-2}| <= 1 for i = 1..N",
     "column 2: \"y\" has the indices 0..2, not -1, where N = 2"},
    {"|f_{N+1}(y_N)| <= 1", "column 2: \"f\" has the indices 1..2, not 3, where N = 2"},
    {"max_{j=2..1} C <= 1", "column 1: a maximum over nothing where N = 2"},
    {"C <= 1/0", "column 6: a division by 0"},
    {"C <= 1/(N - 3)", "column 6: a division by 0 where N = 3"},
    {"C <= (i - 1)^{-1} for i = 1..N", "column 6: a division by 0 where N = 2"},
    {"C <= 1 for", "column 11: an index expected, not the end"},
    {"C <= 1 for i", "column 13: \"=\" expected, not the end"},
    {"C <= 1 for i = 1", "column 17: \"..\" expected, not the end"},
    {"C <= 1 for i = i..2", "column 16: unknown name \"i\""},
    {"C <= 1 if C", "column 12: <=, =, < or >= expected, not the end"},
    {"C <= 1 where C = 2", "column 14: \"C\" has a meaning already"},
    {"C <= 1 where a = 1; a = 2", "column 21: \"a\" has a meaning already"},
    {"C <= 1 where a = b; b = 1", "column 18: unknown name \"b\""},
    {"C <= 1 where sum = 1", "column 14: the name of an abbreviation expected, not "
                             "\"sum\""},
    {"a_{N} <= 1 where a_i = |y_{i+1}|",
     "column 25: \"y\" has the indices 0..2, not 3, where N = 2"},
    {"C <= 1 for a = 1..2, b = 1..2, c = 1..2, d = 1..2, e = 1..2",
     "column 52: more than 4 ranges"},
    {"C <= 1e5000", "column 6: a number's exponent must be between"},
    {"max(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1) <= C", "column 37: more than 16 of them"},
    {"S_{1,1,1,1,1} <= C where S_j = j", "column 12: more than 4 of them"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa <= 1",
     "column 1: a name of more than 47 letters"},
};

static void what_is_wrong_is_told_at_its_column(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
        cas_statement *statement;
        cas_message message;
        const char *expected = refused[k].message;
        if (read_text(refused[k].text, NULL, &statement, &message) == CAS_OK)
            fail_msg("%s is read", refused[k].text);
        if (strncmp(message.text, expected, strlen(expected)) != 0)
            fail_msg("%s: %s", refused[k].text, message.text);
    }
}

static void definitions_are_told_from_the_statement(void **state)
{
    cas_statement *statement;
    cas_message message;
    (void)state;
    assert_int_equal(read_text("C <= 1", "a = (", &statement, &message), CAS_SYNTAX);
    assert_string_equal(message.text,
                        "definitions, column 6: a formula expected, not the end");
    assert_int_equal(read_text("a_N <= 1", "a_i = |y_{i+1}|", &statement, &message),
                     CAS_INPUT);
    assert_string_equal(
        message.text,
        "definitions, column 8: \"y\" has the indices 0..2, not 3, where N = 2");
    assert_int_equal(read_text("a_1 <= |y_{N+1}|", "a_i = |y_i|", &statement, &message),
                     CAS_INPUT);
    assert_string_equal(message.text,
                        "column 9: \"y\" has the indices 0..2, not 3, where N = 2");
}

static void unknown_names_are_told_with_the_known_ones(void **state)
{
    cas_statement *statement;
    cas_message message;
    (void)state;
    assert_int_equal(read_text("foo <= 1", NULL, &statement, &message), CAS_INPUT);
    assert_string_equal(
        message.text,
        "column 1: unknown name \"foo\"; the names are N, C, K, L_f, L, "
        "H, L_y, C_v, y_i, y~_i, v_i, v~_i, u_i, u~_i, u, u~, A_i, A~_i, B_i, "
        "B~_i, delta_i, epsilon_i, g_{i,j}, f_i(x), nabla1_i(x), "
        "nabla2_i(x), nabla21_i(x), nablaF_i(x)");
    assert_int_equal(read_text("E[C given X] <= 1", NULL, &statement, &message),
                     CAS_INPUT);
    assert_string_equal(
        message.text,
        "column 11: unknown field \"X\"; the fields are F, Fx, G_i, H_i, P_i, Q_i");
}

/* Texts of many parts: count times `part` between two ends. */
static void assert_limit(const char *first, const char *part, size_t count,
                         const char *last, const char *expected)
{
    size_t length = strlen(first) + count * strlen(part) + strlen(last);
    char *text = cas_allocate(length + 1, 1), *at = text;
    cas_statement *statement;
    cas_message message;
    at = strcpy(at, first) + strlen(first);
    for (size_t k = 0; k < count; k++)
        at = strcpy(at, part) + strlen(part);
    strcpy(at, last);
    cas_status status = read_text(text, NULL, &statement, &message);
    if (expected == NULL) {
        if (status != CAS_OK)
            fail_msg("%s", message.text);
        cas_statement_free(statement);
    } else {
        assert_int_equal(status, CAS_LIMIT);
        if (strstr(message.text, expected) == NULL)
            fail_msg("%s", message.text);
    }
    free(text);
}

static void statements_have_limits(void **state)
{
    static const char steps[] = "more than 100000 steps";
    (void)state;
    assert_limit("C <= ", "(", 300, "1", "more than 200 brackets in each other");
    assert_limit("C <= 1", "+1", 150, "", NULL);
    assert_limit("C <= 1", "+1", 250, "", "more than 200 operations in each other");
    assert_limit("|y_1", "'", 250, "| <= 1", "more than 200 operations in each other");
    assert_limit("C <= max(1", ", 1 + 1", 15, ")", NULL);
    assert_limit("C <= 1", " ", 70000, "", "more than 65536 bytes");
    assert_limit("C <= 1e4096", "/1e-4096", 3, "", "more than 27000 bits");
    assert_limit("C <= ", "sum_{j=1..1000} ", 2, "C", steps);
    assert_limit("C <= ", "sum_{j=1..10} ", 3, "C", NULL);
    assert_limit("C <= 1 for i = 1..1000000, j = 1..1000000, k = 1..0", "", 0, "", steps);
    assert_limit("C <= ", "sum_{j=1..2} ", 13, "C", "more than 12 indices");
    assert_limit(
        "z_{1000000} <= 1 where a_i = i; b_i = a_{1000000 i}; z_i = b_{1000000 i}", "", 0,
        "", "an index beyond 2^36");
}

/* xb = xa xa; xc = xb xb; ..: twice as large at each step. */
static void abbreviations_that_double_are_refused(void **state)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN";
    (void)state;
    for (size_t count = 8; count <= 40; count += 32) {
        char *definitions = cas_duplicate("xa = C C");
        char *claim = cas_format("x%c <= 1 for i = 1..0", letters[count - 1]);
        for (size_t k = 1; k < count; k++) {
            char *longer = cas_format("%s; x%c = x%c x%c", definitions, letters[k],
                                      letters[k - 1], letters[k - 1]);
            free(definitions);
            definitions = longer;
        }
        cas_statement *statement;
        cas_message message;
        cas_status status = read_text(claim, definitions, &statement, &message);
        assert_int_equal(status, count == 8 ? CAS_OK : CAS_LIMIT);
        if (status == CAS_OK)
            cas_statement_free(statement);
        free(claim);
        free(definitions);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_bind_as_in_mathematics),
        cmocka_unit_test(relations_have_a_direction),
        cmocka_unit_test(statements_have_ranges_conditions_and_abbreviations),
        cmocka_unit_test(what_is_wrong_is_told_at_its_column),
        cmocka_unit_test(definitions_are_told_from_the_statement),
        cmocka_unit_test(unknown_names_are_told_with_the_known_ones),
        cmocka_unit_test(statements_have_limits),
        cmocka_unit_test(abbreviations_that_double_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

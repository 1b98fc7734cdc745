/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

static size_t fraction(cas_program *program, long p, unsigned long q)
{
    mpq_t value;
    mpq_init(value);
    mpq_set_si(value, p, q);
    mpq_canonicalize(value);
    size_t node = cas_program_constant(program, value);
    mpq_clear(value);
    return node;
}

static void equal_subexpressions_are_one_node(void **state)
{
    (void)state;
    cas_program *program = cas_program_new(2, 1);
    size_t y = cas_program_y(program, 0), z = cas_program_y(program, 1);
    size_t w = cas_program_w(program, 0);
    assert_int_not_equal(y, w);
    size_t sum = cas_program_binary(program, CAS_ADD, y, w);
    assert_int_equal(sum, cas_program_binary(program, CAS_ADD, w, y));
    size_t product = cas_program_binary(program, CAS_MULTIPLY, sum, z);
    assert_int_equal(product, cas_program_binary(program, CAS_MULTIPLY, z, sum));
    size_t difference = cas_program_binary(program, CAS_SUBTRACT, y, w);
    assert_int_not_equal(difference, cas_program_binary(program, CAS_SUBTRACT, w, y));
    size_t quotient = cas_program_binary(program, CAS_DIVIDE, y, w);
    assert_int_not_equal(quotient, cas_program_binary(program, CAS_DIVIDE, w, y));
    assert_int_equal(fraction(program, 2, 4), fraction(program, 1, 2));
    assert_int_equal(cas_program_apply(program, CAS_TANH, sum),
                     cas_program_apply(program, CAS_TANH, sum));
    assert_int_not_equal(cas_program_apply(program, CAS_TANH, sum),
                         cas_program_apply(program, CAS_SINH, sum));
    assert_int_not_equal(cas_program_power(program, sum, 2),
                         cas_program_power(program, sum, 3));
    cas_program_free(program);
}

static void sharing_survives_many_nodes(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    cas_program *program = cas_program_new(1, 0);
    size_t y = cas_program_y(program, 0), nodes[COUNT];
    for (long i = 0; i < COUNT; i++)
        nodes[i] =
            cas_program_binary(program, CAS_ADD, y, cas_program_integer(program, i + 1));
    size_t count = program->node_count;
    assert_int_equal(count, 1 + 2 * COUNT);
    for (long i = 0; i < COUNT; i++)
        assert_int_equal(
            nodes[i],
            cas_program_binary(program, CAS_ADD, y, cas_program_integer(program, i + 1)));
    assert_int_equal(program->node_count, count);
    cas_program_free(program);
}

static void constants_are_folded_exactly(void **state)
{
    (void)state;
    cas_program *program = cas_program_new(0, 0);
    size_t third = fraction(program, 1, 3), half = fraction(program, 1, 2);
    assert_int_equal(cas_program_binary(program, CAS_ADD, third, half),
                     fraction(program, 5, 6));
    assert_int_equal(cas_program_binary(program, CAS_SUBTRACT, third, half),
                     fraction(program, -1, 6));
    assert_int_equal(cas_program_binary(program, CAS_MULTIPLY, third, half),
                     fraction(program, 1, 6));
    assert_int_equal(cas_program_binary(program, CAS_DIVIDE, third, half),
                     fraction(program, 2, 3));
    assert_int_equal(cas_program_negate(program, third), fraction(program, -1, 3));
    assert_int_equal(cas_program_power(program, third, -2), fraction(program, 9, 1));
    assert_int_equal(cas_program_power(program, fraction(program, -1, 2), -3),
                     fraction(program, -8, 1));
    assert_int_equal(cas_program_power(program, third, 0), fraction(program, 1, 1));
    cas_program_free(program);
}

static void what_is_undefined_is_not_folded(void **state)
{
    (void)state;
    cas_program *program = cas_program_new(0, 0);
    size_t zero = cas_program_integer(program, 0), one = cas_program_integer(program, 1);
    size_t quotient = cas_program_binary(program, CAS_DIVIDE, one, zero);
    assert_int_equal(program->nodes[quotient].code, CAS_DIVIDE);
    size_t power = cas_program_power(program, zero, -1);
    assert_int_equal(program->nodes[power].code, CAS_POWER);
    size_t product = cas_program_binary(program, CAS_MULTIPLY, zero, quotient);
    assert_int_equal(program->nodes[product].code, CAS_MULTIPLY);
    cas_program_free(program);
}

static void huge_constants_are_not_written_out(void **state)
{
    (void)state;
    cas_program *program = cas_program_new(0, 0);
    size_t x = cas_program_integer(program, 9);
    for (int i = 0; i < 4; i++)
        x = cas_program_power(program, x, CAS_PROGRAM_EXPONENT);
    assert_int_equal(program->constant_count, 1);
    cas_program_free(program);
}

static void trivial_operations_vanish(void **state)
{
    (void)state;
    cas_program *program = cas_program_new(1, 0);
    size_t x = cas_program_y(program, 0);
    size_t zero = cas_program_integer(program, 0), one = cas_program_integer(program, 1);
    assert_int_equal(cas_program_binary(program, CAS_ADD, x, zero), x);
    assert_int_equal(cas_program_binary(program, CAS_ADD, zero, x), x);
    assert_int_equal(cas_program_binary(program, CAS_SUBTRACT, x, zero), x);
    assert_int_equal(cas_program_binary(program, CAS_SUBTRACT, zero, x),
                     cas_program_negate(program, x));
    assert_int_equal(cas_program_binary(program, CAS_MULTIPLY, x, one), x);
    assert_int_equal(cas_program_binary(program, CAS_MULTIPLY, one, x), x);
    assert_int_equal(cas_program_binary(program, CAS_DIVIDE, x, one), x);
    assert_int_not_equal(cas_program_binary(program, CAS_DIVIDE, one, x), x);
    assert_int_equal(cas_program_power(program, x, 1), x);
    assert_int_equal(cas_program_negate(program, cas_program_negate(program, x)), x);
    cas_program_free(program);
}

static void products_of_one_factor_are_powers(void **state)
{
    (void)state;
    cas_program *program = cas_program_new(2, 0);
    size_t x = cas_program_y(program, 0), y = cas_program_y(program, 1);
    size_t square = cas_program_binary(program, CAS_MULTIPLY, x, x);
    assert_int_equal(square, cas_program_power(program, x, 2));
    assert_int_equal(cas_program_binary(program, CAS_MULTIPLY, square, x),
                     cas_program_power(program, x, 3));
    size_t mixed = cas_program_binary(program, CAS_MULTIPLY, square, y);
    assert_int_equal(program->nodes[mixed].code, CAS_MULTIPLY);
    size_t inverse = cas_program_power(program, x, -2);
    size_t defined = cas_program_binary(program, CAS_MULTIPLY, square, inverse);
    assert_int_equal(program->nodes[defined].code, CAS_MULTIPLY);
    cas_program_free(program);
}

static void rational_programs_have_no_live_functions(void **state)
{
    (void)state;
    cas_program *program = cas_program_new(1, 0);
    size_t x = cas_program_y(program, 0);
    size_t sine = cas_program_apply(program, CAS_SIN, x);
    cas_program_add_output(program, cas_program_power(program, x, -3));
    assert_true(cas_program_is_rational(program));
    cas_program_add_output(program, sine);
    assert_false(cas_program_is_rational(program));
    cas_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_subexpressions_are_one_node),
        cmocka_unit_test(sharing_survives_many_nodes),
        cmocka_unit_test(constants_are_folded_exactly),
        cmocka_unit_test(what_is_undefined_is_not_folded),
        cmocka_unit_test(huge_constants_are_not_written_out),
        cmocka_unit_test(trivial_operations_vanish),
        cmocka_unit_test(products_of_one_factor_are_powers),
        cmocka_unit_test(rational_programs_have_no_live_functions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

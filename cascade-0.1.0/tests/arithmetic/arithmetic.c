/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/arithmetic.h"

#include "arithmetic/vector.h"
#include "tests/arithmetic/operands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <limits.h>
#include <math.h>
#include <string.h>

typedef void (*unary)(void *, const void *);
typedef void (*binary)(void *, const void *, const void *);

/* The operations of one arithmetic in a row, for tests that hold for each. */
typedef struct operation {
    const char *name;
    binary apply;
} operation;

enum { OPERATIONS = 4 };

static void list_operations(const cas_arithmetic *arithmetic, operation list[OPERATIONS])
{
    list[0] = (operation){"+", arithmetic->add};
    list[1] = (operation){"-", arithmetic->subtract};
    list[2] = (operation){"*", arithmetic->multiply};
    list[3] = (operation){"/", arithmetic->divide};
}

enum { ARITHMETICS = 5 };

static void list_arithmetics(cas_arithmetic list[ARITHMETICS])
{
    list[0] = cas_arithmetic_double;
    list[1] = cas_arithmetic_mpfr(100);
    list[2] = cas_arithmetic_interval(100);
    list[3] = cas_arithmetic_rational;
    list[4] = cas_arithmetic_root;
}

/* Equal as the caller can tell: same values, and undefined like undefined. */
static bool same(const cas_arithmetic *arithmetic, const void *x, const void *y)
{
    if (arithmetic->size == sizeof(mpfi_t) && strcmp(arithmetic->name, "interval") == 0) {
        mpfi_srcptr a = x, b = y;
        bool nan = mpfr_nan_p(&a->left) && mpfr_nan_p(&b->left);
        return nan ||
               (mpfr_equal_p(&a->left, &b->left) && mpfr_equal_p(&a->right, &b->right));
    }
    if (strcmp(arithmetic->name, "mpfr") == 0)
        return mpfr_equal_p((mpfr_srcptr)x, (mpfr_srcptr)y) ||
               (mpfr_nan_p((mpfr_srcptr)x) && mpfr_nan_p((mpfr_srcptr)y));
    if (arithmetic->precision == 0)
        return mpq_equal((mpq_srcptr)x, (mpq_srcptr)y);
    double a = *(const double *)x, b = *(const double *)y;
    return a == b || (isnan(a) && isnan(b));
}

static void random_number(gsl_rng *rng, const cas_arithmetic *arithmetic, void *x)
{
    mpq_t q;
    mpq_init(q);
    operand_rational(rng, q);
    if (strcmp(arithmetic->name, "interval") == 0 && gsl_rng_uniform_int(rng, 2) == 0)
        operand_interval(rng, x);
    else
        arithmetic->set_rational(x, q);
    mpq_clear(q);
}

static void results_may_replace_operands(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("aliasing");
    cas_arithmetic arithmetics[ARITHMETICS];
    list_arithmetics(arithmetics);
    for (int k = 0; k < ARITHMETICS; k++) {
        const cas_arithmetic *a = &arithmetics[k];
        void *numbers = cas_numbers_new(a, 4);
        void *x = cas_at(a, numbers, 0), *y = cas_at(a, numbers, 1);
        void *expected = cas_at(a, numbers, 2), *r = cas_at(a, numbers, 3);
        operation operations[OPERATIONS];
        list_operations(a, operations);
        for (int trial = 0; trial < 500; trial++) {
            random_number(rng, a, x);
            random_number(rng, a, y);
            for (int i = 0; i < OPERATIONS; i++) {
                operations[i].apply(expected, x, y);
                a->set(r, x);
                operations[i].apply(r, r, y);
                assert_true(same(a, r, expected));
                a->set(r, y);
                operations[i].apply(r, x, r);
                assert_true(same(a, r, expected));
                operations[i].apply(expected, x, x);
                a->set(r, x);
                operations[i].apply(r, r, r);
                assert_true(same(a, r, expected));
            }
            unary functions[CAS_FUNCTION_COUNT + 2] = {a->negate, a->square};
            memcpy(functions + 2, a->function, sizeof a->function);
            for (int i = 0; i < CAS_FUNCTION_COUNT + 2; i++) {
                if (functions[i] == NULL)
                    continue;
                functions[i](expected, x);
                a->set(r, x);
                functions[i](r, r);
                assert_true(same(a, r, expected));
            }
            for (long n = -4; n <= 5; n++) {
                a->power(expected, x, n);
                a->set(r, x);
                a->power(r, r, n);
                assert_true(same(a, r, expected));
            }
        }
        cas_numbers_free(a, numbers, 4);
    }
    gsl_rng_free(rng);
}

static void what_is_undefined_is_reported_and_stays_so(void **state)
{
    (void)state;
    cas_arithmetic arithmetics[ARITHMETICS];
    list_arithmetics(arithmetics);
    for (int k = 0; k < ARITHMETICS; k++) {
        const cas_arithmetic *a = &arithmetics[k];
        void *numbers = cas_numbers_new(a, 4);
        void *zero = numbers, *one = cas_at(a, numbers, 1),
             *minus = cas_at(a, numbers, 2);
        void *r = cas_at(a, numbers, 3);
        a->set_integer(one, 1);
        a->set_integer(minus, -1);
        a->divide(r, one, zero);
        assert_false(a->is_defined(r));
        assert_false(a->is_zero(r));
        a->multiply(r, r, zero);
        assert_false(a->is_defined(r));
        a->power(r, zero, -3);
        assert_false(a->is_defined(r));
        static const cas_function partial[] = {CAS_LOG, CAS_LOG1P, CAS_SQRT};
        for (int i = 0; i < 3 && a->function[CAS_LOG] != NULL; i++) {
            a->function[partial[i]](r, minus);
            assert_false(a->is_defined(r));
        }
        if (a->function[CAS_LOG] != NULL) {
            a->function[CAS_LOG](r, zero);
            assert_false(a->is_defined(r));
        }
        void *undefined = zero;
        a->divide(undefined, zero, zero);
        assert_false(a->is_defined(undefined));
        operation operations[OPERATIONS];
        list_operations(a, operations);
        for (int i = 0; i < OPERATIONS; i++) {
            operations[i].apply(r, undefined, one);
            assert_false(a->is_defined(r));
            operations[i].apply(r, one, undefined);
            assert_false(a->is_defined(r));
        }
        for (long n = -2; n <= 2; n++) {
            a->power(r, undefined, n);
            assert_false(a->is_defined(r));
        }
        for (int f = 0; f < CAS_FUNCTION_COUNT && a->function[f] != NULL; f++) {
            a->function[f](r, undefined);
            assert_false(a->is_defined(r));
        }
        a->negate(r, undefined);
        assert_false(a->is_defined(r));
        a->set(r, undefined);
        assert_false(a->is_defined(r));
        assert_true(isnan(a->to_double(r)));
        a->set_integer(r, 3);
        assert_true(a->is_defined(r));
        cas_numbers_free(a, numbers, 4);
    }
}

/* Random straight-line programs over + - * / ^: the exact rational result lies in the
   interval, the others are near it, and as a root it is the same. */
static void arithmetics_agree_on_random_rational_programs(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("rational programs");
    cas_arithmetic arithmetics[ARITHMETICS];
    list_arithmetics(arithmetics);
    enum { NUMBERS = 4, STEPS = 6 };
    void *numbers[ARITHMETICS];
    for (int k = 0; k < ARITHMETICS; k++)
        numbers[k] = cas_numbers_new(&arithmetics[k], NUMBERS);
    mpq_t q;
    mpq_init(q);
    int defined = 0;
    for (int trial = 0; trial < 2000; trial++) {
        for (size_t i = 0; i < NUMBERS; i++) {
            operand_rational(rng, q);
            for (int k = 0; k < ARITHMETICS; k++)
                arithmetics[k].set_rational(cas_at(&arithmetics[k], numbers[k], i), q);
        }
        for (int step = 0; step < STEPS; step++) {
            size_t r = gsl_rng_uniform_int(rng, NUMBERS),
                   x = gsl_rng_uniform_int(rng, NUMBERS);
            size_t y = gsl_rng_uniform_int(rng, NUMBERS),
                   kind = gsl_rng_uniform_int(rng, 6);
            long n = (long)gsl_rng_uniform_int(rng, 7) - 3;
            for (int k = 0; k < ARITHMETICS; k++) {
                const cas_arithmetic *a = &arithmetics[k];
                operation operations[OPERATIONS];
                list_operations(a, operations);
                void *target = cas_at(a, numbers[k], r);
                if (kind < OPERATIONS)
                    operations[kind].apply(target, cas_at(a, numbers[k], x),
                                           cas_at(a, numbers[k], y));
                else
                    a->power(target, cas_at(a, numbers[k], x), n);
            }
        }
        for (size_t i = 0; i < NUMBERS; i++) {
            mpq_srcptr exact = cas_at(&arithmetics[3], numbers[3], i);
            mpfi_srcptr enclosure = cas_at(&arithmetics[2], numbers[2], i);
            if (arithmetics[3].is_defined(exact)) {
                arithmetics[4].set_rational(q, exact);
                assert_true(mpq_equal(q, cas_at(&arithmetics[4], numbers[4], i)));
            }
            if (!arithmetics[2].is_defined(enclosure))
                continue;
            assert_true(arithmetics[3].is_defined(exact));
            assert_true(mpfi_is_inside_q(exact, enclosure) > 0);
            assert_true(
                mpfi_is_inside_fr(cas_at(&arithmetics[1], numbers[1], i), enclosure));
            defined++;
        }
    }
    assert_true(defined > 4000);
    mpq_clear(q);
    for (int k = 0; k < ARITHMETICS; k++)
        cas_numbers_free(&arithmetics[k], numbers[k], NUMBERS);
    gsl_rng_free(rng);
}

static void rational_powers_have_a_limit(void **state)
{
    (void)state;
    const cas_arithmetic *a = &cas_arithmetic_rational;
    mpq_t x, r;
    mpq_inits(x, r, NULL);
    mpq_set_si(x, -2, 3);
    a->power(r, x, -3);
    assert_int_equal(mpq_cmp_si(r, -27, 8), 0);
    a->power(r, x, LONG_MAX);
    assert_false(a->is_defined(r));
    a->power(r, x, LONG_MIN);
    assert_false(a->is_defined(r));
    mpq_set_si(x, -1, 1);
    a->power(r, x, LONG_MAX);
    assert_int_equal(mpq_cmp_si(r, -1, 1), 0);
    a->power(r, x, LONG_MIN);
    assert_int_equal(mpq_cmp_si(r, 1, 1), 0);
    mpq_set_si(x, 0, 1);
    a->power(r, x, LONG_MAX);
    assert_true(a->is_zero(r));
    mpq_clears(x, r, NULL);
}

/* x is sign sqrt(square); square is NULL where x must be undefined. */
static void check_root(const void *x, int sign, const char *square)
{
    mpq_t q;
    mpq_init(q);
    assert_int_equal(cas_arithmetic_root.is_defined(x), square != NULL);
    if (square != NULL) {
        assert_int_equal(mpq_set_str(q, square, 10), 0);
        if (sign < 0)
            mpq_neg(q, q);
        assert_true(mpq_equal(q, (mpq_srcptr)x));
        double expected = sign * sqrt(fabs(mpq_get_d(q)));
        assert_true(fabs(cas_arithmetic_root.to_double(x) - expected) <= 1e-15);
    }
    mpq_clear(q);
}

static void roots_are_exact_where_they_are_roots(void **state)
{
    /* sqrt(a) + sqrt(b), sqrt(a) - sqrt(b), by their signs and squares */
    static const struct {
        const char *a, *b;
        const char *sum;
        int sign;
        const char *difference;
    } rows[] = {
        {"2", "8", "18", -1, "2"},   {"8", "2", "18", 1, "2"},
        {"1/2", "1/2", "2", 1, "0"}, {"4", "9", "25", -1, "1"},
        {"2", "3", NULL, 1, NULL},   {"0", "3", "3", -1, "3"},
        {"3", "0", "3", 1, "3"},     {"1/3", "4/3", "3", -1, "1/3"},
        {"2", "-1", NULL, 1, NULL},
    };
    (void)state;
    const cas_arithmetic *a = &cas_arithmetic_root;
    mpq_t *x = cas_numbers_new(a, 3);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        assert_int_equal(mpq_set_str(x[2], rows[k].a, 10), 0);
        a->set_rational(x[0], x[2]);
        a->function[CAS_SQRT](x[0], x[0]);
        assert_int_equal(mpq_set_str(x[2], rows[k].b, 10), 0);
        a->set_rational(x[1], x[2]);
        a->function[CAS_SQRT](x[1], x[1]);
        a->add(x[2], x[0], x[1]);
        check_root(x[2], 1, rows[k].sum);
        a->subtract(x[2], x[0], x[1]);
        check_root(x[2], rows[k].sign, rows[k].difference);
    }
    a->set_integer(x[0], -3);
    check_root(x[0], -1, "9");
    a->set_integer(x[1], 2);
    a->function[CAS_SQRT](x[1], x[1]);
    a->maximum(x[2], x[0], x[1]);
    check_root(x[2], 1, "2");
    a->multiply(x[2], x[0], x[1]);
    check_root(x[2], -1, "18");
    a->function[CAS_SQRT](x[2], x[1]);
    check_root(x[2], 1, NULL); /* the fourth root of 2 */
    a->add(x[1], x[0], x[2]);
    check_root(x[1], 1, NULL);
    a->set_integer(x[0], 0);
    a->multiply(x[1], x[0], x[1]);
    check_root(x[1], 1, "0");
    a->divide(x[2], x[0], x[0]);
    a->multiply(x[2], x[0], x[2]);
    check_root(x[2], 1, NULL);
    cas_numbers_free(a, x, 3);
}

/* In rationals, where nothing is rounded; the last of the numbers is r or the scratch. */
static bool vector_is_zero(const cas_arithmetic *a, size_t count, const void *x)
{
    for (size_t i = 0; i < count; i++)
        if (!a->is_zero(cas_at_const(a, x, i)))
            return false;
    return true;
}

static void vectors_are_their_definitions(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("vectors");
    const cas_arithmetic *a = &cas_arithmetic_rational;
    enum { COUNT = 5 };
    mpq_t *x = cas_numbers_new(a, COUNT), *y = cas_numbers_new(a, COUNT);
    mpq_t *r = cas_numbers_new(a, COUNT), *s = cas_numbers_new(a, 4);
    assert_true(vector_is_zero(a, COUNT, x));
    for (int trial = 0; trial < 50; trial++) {
        for (int i = 0; i < COUNT; i++) {
            operand_rational(rng, x[i]);
            operand_rational(rng, r[i]);
        }
        operand_rational(rng, s[0]);
        cas_vector_set_rationals(a, COUNT, y, r);
        cas_vector_dot(a, COUNT, s[1], x, y, s[3]);
        cas_vector_norm_squared(a, COUNT, s[2], x, s[3]);
        cas_vector_add_scaled(a, COUNT, r, s[0], x, s[3]);
        for (int i = 0; i < COUNT; i++) {
            mpq_mul(s[3], x[i], y[i]);
            mpq_sub(s[1], s[1], s[3]);
            mpq_mul(s[3], x[i], x[i]);
            mpq_sub(s[2], s[2], s[3]);
            mpq_mul(s[3], s[0], x[i]);
            mpq_add(s[3], s[3], y[i]);
            assert_true(mpq_equal(s[3], r[i]));
        }
        assert_true(a->is_zero(s[1]) && a->is_zero(s[2]));
        cas_vector_add(a, COUNT, r, x, y);
        cas_vector_subtract(a, COUNT, r, r, y);
        for (int i = 0; i < COUNT; i++)
            assert_true(mpq_equal(r[i], x[i]));
        cas_vector_subtract(a, COUNT, r, r, x);
        assert_true(vector_is_zero(a, COUNT, r));
        cas_vector_copy(a, COUNT, r, x);
        cas_vector_zero(a, COUNT - 1, r);
        assert_true(vector_is_zero(a, COUNT - 1, r));
        assert_true(mpq_equal(r[COUNT - 1], x[COUNT - 1]));
        mpq_set_si(r[COUNT - 1], 1, 1);
        assert_false(vector_is_zero(a, COUNT, r));
        assert_true(cas_vector_is_defined(a, COUNT, r));
        a->divide(r[COUNT - 1], r[COUNT - 1], r[0]);
        assert_false(cas_vector_is_defined(a, COUNT, r));
    }
    cas_numbers_free(a, x, COUNT);
    cas_numbers_free(a, y, COUNT);
    cas_numbers_free(a, r, COUNT);
    cas_numbers_free(a, s, 4);
    gsl_rng_free(rng);
}

static void new_numbers_are_zero(void **state)
{
    (void)state;
    cas_arithmetic arithmetics[ARITHMETICS];
    list_arithmetics(arithmetics);
    for (int k = 0; k < ARITHMETICS; k++) {
        const cas_arithmetic *a = &arithmetics[k];
        void *numbers = cas_numbers_new(a, 3);
        assert_true(vector_is_zero(a, 3, numbers));
        a->set_integer(cas_at(a, numbers, 1), -7);
        assert_false(a->is_zero(cas_at(a, numbers, 1)));
        assert_true(a->to_double(cas_at_const(a, numbers, 1)) == -7);
        a->negate(numbers, numbers);
        assert_true(a->is_zero(numbers));
        cas_numbers_free(a, numbers, 3);
        cas_numbers_free(a, cas_numbers_new(a, 0), 0);
        cas_numbers_free(a, NULL, 0);
    }
}

static void functions_have_the_names_of_expressions(void **state)
{
    (void)state;
    static const char *const names[] = {"exp",  "log",  "log1p",   "sqrt",
                                        "tanh", "sinh", "cosh",    "sin",
                                        "cos",  "atan", "sigmoid", "softplus"};
    assert_int_equal(CAS_FUNCTION_COUNT, sizeof names / sizeof *names);
    for (int f = 0; f < CAS_FUNCTION_COUNT; f++) {
        assert_string_equal(cas_function_names[f], names[f]);
        assert_non_null(cas_arithmetic_double.function[f]);
        assert_null(cas_arithmetic_rational.function[f]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_may_replace_operands),
        cmocka_unit_test(what_is_undefined_is_reported_and_stays_so),
        cmocka_unit_test(arithmetics_agree_on_random_rational_programs),
        cmocka_unit_test(rational_powers_have_a_limit),
        cmocka_unit_test(roots_are_exact_where_they_are_roots),
        cmocka_unit_test(vectors_are_their_definitions),
        cmocka_unit_test(new_numbers_are_zero),
        cmocka_unit_test(functions_have_the_names_of_expressions),
    };
    return cmocka_run_group_tests_name("arithmetic", tests, NULL, NULL);
}

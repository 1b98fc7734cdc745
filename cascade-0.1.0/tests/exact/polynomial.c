/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/polynomial.h"

#include "arithmetic/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

enum { NUMBERS = 6 };

/* A ring in x and y, and a few numbers of it: the first two are x and y. */
struct plane {
    cas_polynomial_ring *ring;
    const cas_arithmetic *a;
    void *numbers;
    void *x, *y, *f, *g, *h, *two;
};

static struct plane plane;

static int begin(void **state)
{
    struct plane *p = &plane;
    p->ring = cas_polynomial_ring_new(2);
    p->a = cas_polynomial_arithmetic(p->ring);
    p->numbers = cas_numbers_new(p->a, NUMBERS);
    void **const named[] = {&p->x, &p->y, &p->f, &p->g, &p->h, &p->two};
    for (size_t k = 0; k < NUMBERS; k++)
        *named[k] = cas_at(p->a, p->numbers, k);
    cas_polynomial_set_indeterminate(p->x, 0);
    cas_polynomial_set_indeterminate(p->y, 1);
    p->a->set_integer(p->two, 2);
    *state = p;
    return 0;
}

static int end(void **state)
{
    struct plane *p = *state;
    cas_numbers_free(p->a, p->numbers, NUMBERS);
    cas_polynomial_ring_free(p->ring);
    return 0;
}

/* (x + y)(x - y) = x^2 - y^2, and not + y^2. */
static void product_of_sum_and_difference_is_difference_of_squares(void **state)
{
    struct plane *p = *state;
    p->a->add(p->f, p->x, p->y);
    p->a->subtract(p->g, p->x, p->y);
    p->a->multiply(p->f, p->f, p->g);
    p->a->square(p->g, p->x);
    p->a->power(p->h, p->y, 2);
    p->a->subtract(p->g, p->g, p->h);
    assert_true(cas_polynomial_equals(p->f, p->g));
    assert_true(cas_polynomial_has_negative_coefficient(p->f));
    p->a->add(p->h, p->h, p->h);
    p->a->add(p->g, p->g, p->h);
    assert_false(cas_polynomial_equals(p->f, p->g));
    assert_false(cas_polynomial_has_negative_coefficient(p->g));
}

/* (1/2 + x)^n has the binomial coefficients over powers of 2; one wrong numerator is
   noticed. */
static void powers_of_a_binomial_are_exact(void **state)
{
    enum { N = 20 };
    struct plane *p = *state;
    long binomial = 1;
    for (long k = 0; k <= N; k++) {
        mpq_t coefficient;
        mpq_init(coefficient);
        mpq_set_si(coefficient, binomial, 1UL << (N - k));
        mpq_canonicalize(coefficient);
        p->a->set_rational(p->g, coefficient);
        mpq_clear(coefficient);
        p->a->power(p->h, p->x, k);
        p->a->multiply(p->g, p->g, p->h);
        p->a->add(p->f, p->f, p->g);
        binomial = binomial * (N - k) / (k + 1);
    }
    p->a->set_integer(p->g, 1);
    p->a->divide(p->g, p->g, p->two);
    p->a->add(p->g, p->g, p->x);
    p->a->power(p->g, p->g, N);
    assert_true(cas_polynomial_equals(p->f, p->g));
    p->a->power(p->h, p->x, 7);
    for (int k = 0; k < 40; k++)
        p->a->divide(p->h, p->h, p->two);
    p->a->add(p->f, p->f, p->h);
    assert_false(cas_polynomial_equals(p->f, p->g));
}

/* x^0 = 1, and 0 is the only number that is zero. */
static void constants_are_numbers(void **state)
{
    struct plane *p = *state;
    p->a->power(p->f, p->x, 0);
    assert_true(p->a->to_double(p->f) == 1);
    p->a->divide(p->f, p->f, p->two);
    p->a->negate(p->f, p->f);
    assert_true(p->a->to_double(p->f) == -0.5);
    assert_true(cas_polynomial_has_negative_coefficient(p->f));
    assert_true(isnan(p->a->to_double(p->x)));
    p->a->subtract(p->f, p->x, p->x);
    assert_true(p->a->is_zero(p->f));
    assert_false(cas_polynomial_has_negative_coefficient(p->f));
    assert_false(p->a->is_zero(p->x));
}

/* What is no polynomial, and all that is made of it. */
static void what_is_no_polynomial_is_undefined(void **state)
{
    struct plane *p = *state;
    const cas_arithmetic *a = p->a;
    a->divide(p->f, p->x, p->y);
    assert_false(a->is_defined(p->f));
    assert_false(a->is_zero(p->f));
    assert_true(isnan(a->to_double(p->f)));
    a->divide(p->g, p->x, p->h); /* by 0 */
    assert_false(a->is_defined(p->g));
    a->power(p->g, p->x, -1);
    assert_false(a->is_defined(p->g));
    a->power(p->g, p->x, 1L << 20);
    assert_false(a->is_defined(p->g));
    a->add(p->g, p->f, p->x);
    assert_false(a->is_defined(p->g));
    a->multiply(p->g, p->h, p->f);
    assert_false(a->is_defined(p->g));
    a->negate(p->g, p->f);
    assert_false(a->is_defined(p->g));
    a->set(p->g, p->x);
    assert_true(a->is_defined(p->g));
    for (size_t k = 0; k < CAS_FUNCTION_COUNT; k++)
        assert_null(a->function[k]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(product_of_sum_and_difference_is_difference_of_squares),
        TEST(powers_of_a_binomial_are_exact),
        TEST(constants_are_numbers),
        TEST(what_is_no_polynomial_is_undefined),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    cas_free_thread_caches();
    return failed;
}

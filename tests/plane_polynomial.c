/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/plane_polynomial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* (x + y)(x - y) = x^2 - y^2, and not + y^2. */
static void product_of_sum_and_difference_is_difference_of_squares(void **state)
{
    (void)state;
    cas_polynomial f, g, h;
    cas_polynomial_init(&f);
    cas_polynomial_init(&g);
    cas_polynomial_init(&h);
    cas_polynomial_add_term(&f, 1, 1, 1, 0);
    cas_polynomial_add_term(&f, 1, 1, 0, 1);
    cas_polynomial_add_term(&g, 1, 1, 1, 0);
    cas_polynomial_add_term(&g, -1, 1, 0, 1);
    cas_polynomial_multiply(&f, &f, &g);
    cas_polynomial_add_term(&h, 1, 1, 2, 0);
    cas_polynomial_add_term(&h, -1, 1, 0, 2);
    assert_true(cas_polynomial_equal(&f, &h));
    assert_false(cas_polynomial_is_nonnegative(&f));
    cas_polynomial_add_term(&h, 2, 1, 0, 2);
    assert_false(cas_polynomial_equal(&f, &h));
    assert_true(cas_polynomial_is_nonnegative(&h));
    cas_polynomial_clear(&f);
    cas_polynomial_clear(&g);
    cas_polynomial_clear(&h);
}

/* (1/2 + x)^n has the binomial coefficients over powers of 2; one wrong numerator is
   noticed. */
static void powers_of_a_binomial_are_exact(void **state)
{
    (void)state;
    enum { N = 20 };
    cas_polynomial f, power, expected;
    cas_polynomial_init(&f);
    cas_polynomial_init(&power);
    cas_polynomial_init(&expected);
    cas_polynomial_add_term(&f, 1, 2, 0, 0);
    cas_polynomial_add_term(&f, 1, 1, 1, 0);
    cas_polynomial_add_term(&power, 1, 1, 0, 0);
    long binomial = 1;
    for (long k = 0; k <= N; k++) {
        cas_polynomial_add_term(&expected, binomial, 1UL << (N - k), (size_t)k, 0);
        binomial = binomial * (N - k) / (k + 1);
        if (k < N)
            cas_polynomial_multiply(&power, &power, &f);
    }
    assert_true(cas_polynomial_equal(&power, &expected));
    cas_polynomial_add_term(&expected, 1, 1UL << 40, 7, 0);
    assert_false(cas_polynomial_equal(&power, &expected));
    cas_polynomial_clear(&f);
    cas_polynomial_clear(&power);
    cas_polynomial_clear(&expected);
}

/* Shifted multiples are added where they belong, and different sizes of zero are zero. */
static void multiples_are_added_at_their_places(void **state)
{
    (void)state;
    cas_polynomial f, g, zero;
    cas_polynomial_init(&f);
    cas_polynomial_init(&g);
    cas_polynomial_init(&zero);
    cas_polynomial_add_term(&f, 3, 2, 1, 2);
    cas_polynomial_add_multiple(&g, 2, 3, 2, 1, &f);
    cas_polynomial_add_term(&g, -1, 1, 3, 3);
    assert_true(cas_polynomial_equal(&g, &zero));
    cas_polynomial_add_multiple(&g, 1, 1, 0, 0, &zero);
    assert_true(cas_polynomial_is_nonnegative(&g));
    cas_polynomial_multiply(&f, &f, &zero);
    assert_true(cas_polynomial_equal(&f, &zero));
    cas_polynomial_clear(&f);
    cas_polynomial_clear(&g);
    cas_polynomial_clear(&zero);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(product_of_sum_and_difference_is_difference_of_squares),
        cmocka_unit_test(powers_of_a_binomial_are_exact),
        cmocka_unit_test(multiples_are_added_at_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

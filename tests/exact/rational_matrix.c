/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/rational_matrix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void set(cas_rational_matrix *m, size_t rows, size_t columns, const long *entries)
{
    cas_rational_matrix_init(m, rows, columns);
    for (size_t k = 0; k < rows * columns; k++)
        mpq_set_si(m->at[k], entries[k], 1);
}

static bool is(const cas_rational_matrix *m, const long *entries)
{
    for (size_t k = 0; k < m->rows * m->columns; k++)
        if (mpq_cmp_si(m->at[k], entries[k], 1) != 0)
            return false;
    return true;
}

static void products_and_transposes_are_those_of_linear_algebra(void **state)
{
    (void)state;
    cas_rational_matrix a, b, r, t;
    set(&a, 2, 3, (const long[]){1, 2, 3, 4, 5, 6});
    set(&b, 3, 2, (const long[]){7, 8, 9, 10, 11, 12});
    cas_rational_matrix_init(&r, 2, 2);
    cas_rational_matrix_init(&t, 3, 2);
    cas_rational_matrix_multiply(&r, &a, &b);
    assert_true(is(&r, (const long[]){58, 64, 139, 154}));
    cas_rational_matrix_transpose(&t, &a);
    assert_true(is(&t, (const long[]){1, 4, 2, 5, 3, 6}));
    mpq_t two;
    mpq_init(two);
    mpq_set_ui(two, 2, 1);
    cas_rational_matrix_add_scaled(&t, two, &b);
    assert_true(is(&t, (const long[]){15, 20, 20, 25, 25, 30}));
    mpq_clear(two);
    cas_rational_matrix_clear(&a);
    cas_rational_matrix_clear(&b);
    cas_rational_matrix_clear(&r);
    cas_rational_matrix_clear(&t);
}

static void an_inverse_times_its_matrix_is_the_identity(void **state)
{
    (void)state;
    static const long identity[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    cas_rational_matrix a, inverse, product;
    /* The leading minor is 0, so rows must be exchanged. */
    set(&a, 3, 3, (const long[]){0, 2, 1, 3, -1, 4, 5, 7, -2});
    cas_rational_matrix_init(&inverse, 3, 3);
    cas_rational_matrix_init(&product, 3, 3);
    assert_true(cas_rational_matrix_invert(&inverse, &a));
    cas_rational_matrix_multiply(&product, &inverse, &a);
    assert_true(is(&product, identity));
    cas_rational_matrix_multiply(&product, &a, &inverse);
    assert_true(is(&product, identity));
    cas_rational_matrix_clear(&a);
    cas_rational_matrix_clear(&inverse);
    cas_rational_matrix_clear(&product);
}

static void a_singular_matrix_has_no_inverse(void **state)
{
    (void)state;
    cas_rational_matrix a, inverse;
    set(&a, 2, 2, (const long[]){2, 6, 1, 3});
    cas_rational_matrix_init(&inverse, 2, 2);
    assert_false(cas_rational_matrix_invert(&inverse, &a));
    cas_rational_matrix_clear(&a);
    cas_rational_matrix_clear(&inverse);
}

static void the_signature_counts_positive_and_negative_directions(void **state)
{
    (void)state;
    static const struct {
        long entries[9];
        size_t positive, negative;
    } cases[] = {
        {{2, 1, 0, 1, 2, 1, 0, 1, 2}, 3, 0},
        {{-2, 1, 0, 1, -2, 1, 0, 1, -2}, 0, 3},
        {{1, 2, 0, 2, 1, 0, 0, 0, -5}, 1, 2},
        {{1, 2, 3, 2, 1, 0, 3, 0, 5}, 2, 1},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        cas_rational_matrix m;
        size_t positive, negative;
        set(&m, 3, 3, cases[k].entries);
        assert_true(cas_rational_matrix_signature(&m, &positive, &negative));
        assert_int_equal(positive, cases[k].positive);
        assert_int_equal(negative, cases[k].negative);
        cas_rational_matrix_clear(&m);
    }
}

static void a_zero_pivot_leaves_the_signature_unknown(void **state)
{
    (void)state;
    cas_rational_matrix m;
    size_t positive, negative;
    set(&m, 2, 2, (const long[]){0, 1, 1, 0});
    assert_false(cas_rational_matrix_signature(&m, &positive, &negative));
    cas_rational_matrix_clear(&m);
}

static void a_form_is_the_bilinear_value(void **state)
{
    (void)state;
    cas_rational_matrix m, x, y;
    set(&m, 2, 2, (const long[]){1, 2, 3, 4});
    set(&x, 2, 1, (const long[]){5, -1});
    set(&y, 2, 1, (const long[]){2, 3});
    mpq_t r;
    mpq_init(r);
    cas_rational_matrix_form(r, &x, &m, &y);
    assert_int_equal(mpq_cmp_si(r, 5 * 8 - 18, 1), 0);
    mpq_clear(r);
    cas_rational_matrix_clear(&m);
    cas_rational_matrix_clear(&x);
    cas_rational_matrix_clear(&y);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_and_transposes_are_those_of_linear_algebra),
        cmocka_unit_test(an_inverse_times_its_matrix_is_the_identity),
        cmocka_unit_test(a_singular_matrix_has_no_inverse),
        cmocka_unit_test(the_signature_counts_positive_and_negative_directions),
        cmocka_unit_test(a_zero_pivot_leaves_the_signature_unknown),
        cmocka_unit_test(a_form_is_the_bilinear_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

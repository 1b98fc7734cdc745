/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/operator_norm.h"

#include "arithmetic/philox.h"
#include "constants/enclosure.h"
#include "tests/operator/sample_operator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

static mpfi_t *enclosures_of(size_t count, const double *x)
{
    mpfi_t *enclosures = cas_enclosures_new(count);
    for (size_t i = 0; i < count; ++i)
        mpfi_set_d(enclosures[i], x[i]);
    return enclosures;
}

static double upper(mpfi_srcptr x)
{
    return mpfr_get_d(&x->right, MPFR_RNDU);
}

static double bound_of(size_t rows, size_t columns, const double *A)
{
    mpfi_t *enclosures = enclosures_of(rows * columns, A), r;
    mpfi_init2(r, CAS_ENCLOSURE_BITS);
    cas_operator_norm(r, rows, columns, (const mpfi_t *)enclosures);
    const double bound = upper(r);
    mpfi_clear(r);
    cas_enclosures_free(enclosures, rows * columns);
    return bound;
}

/* The largest singular value, and its right singular vector x (columns numbers). */
static double singular_value(size_t rows, size_t columns, const double *A, double *x)
{
    gsl_matrix *U = gsl_matrix_calloc(rows > columns ? rows : columns, columns);
    gsl_matrix *V = gsl_matrix_alloc(columns, columns);
    gsl_vector *values = gsl_vector_alloc(columns);
    for (size_t i = 0; i < rows * columns; ++i)
        gsl_matrix_set(U, i / columns, i % columns, A[i]);
    assert_int_equal(gsl_linalg_SV_decomp_jacobi(U, V, values), 0);
    const double largest = gsl_vector_get(values, 0);
    for (size_t j = 0; j < columns; ++j)
        x[j] = gsl_matrix_get(V, j, 0);
    gsl_matrix_free(U);
    gsl_matrix_free(V);
    gsl_vector_free(values);
    return largest;
}

/* A certified lower bound of ||A||: ||A x|| / ||x||, rounded down. */
static double quotient(size_t rows, size_t columns, const double *A, const double *x)
{
    mpfi_t *matrix = enclosures_of(rows * columns, A),
           *vector = enclosures_of(columns, x);
    mpfi_t *image = cas_enclosures_new(rows), above, below;
    mpfi_init2(above, CAS_ENCLOSURE_BITS);
    mpfi_init2(below, CAS_ENCLOSURE_BITS);
    cas_enclosure_transform(rows, columns, matrix, vector, image);
    cas_enclosure_norm_squared(above, rows, image);
    cas_enclosure_norm_squared(below, columns, vector);
    mpfi_div(above, above, below);
    mpfi_sqrt(above, above);
    const double lower = mpfr_get_d(&above->left, MPFR_RNDD);
    mpfi_clear(above);
    mpfi_clear(below);
    cas_enclosures_free(matrix, rows * columns);
    cas_enclosures_free(vector, columns);
    cas_enclosures_free(image, rows);
    return lower;
}

enum { SIDE = 9 };

static void point_matrices_are_bounded_sharply(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(4, "point", 0));
    double A[SIDE * SIDE], x[SIDE];
    for (int trial = 0; trial < 200; ++trial) {
        const size_t rows = 1 + gsl_rng_uniform_int(rng, SIDE);
        const size_t columns = 1 + gsl_rng_uniform_int(rng, SIDE);
        const double scale = exp2(gsl_rng_uniform(rng) * 600 - 300);
        sample_numbers(rng, rows * columns, A);
        (void)singular_value(rows, columns, A, x);
        for (size_t i = 0; i < rows * columns; ++i)
            A[i] *= scale;
        const double lower = quotient(rows, columns, A, x);
        mpfi_t *enclosures = enclosures_of(rows * columns, A), r;
        mpfi_init2(r, CAS_ENCLOSURE_BITS);
        cas_operator_norm(r, rows, columns, (const mpfi_t *)enclosures);
        assert_true(upper(r) >= lower && upper(r) <= lower * (1 + 0x1p-20));
        const double below = mpfr_get_d(&r->left, MPFR_RNDD);
        assert_true(below <= upper(r) && below >= lower * (1 - 0x1p-20));
        cas_operator_norm_squared(r, rows, columns, (const mpfi_t *)enclosures);
        mpfi_sqrt(r, r);
        assert_true(upper(r) >= lower && upper(r) <= lower * (1 + 0x1p-48));
        mpfi_clear(r);
        cas_enclosures_free(enclosures, rows * columns);
    }
    gsl_rng_free(rng);
}

static void equal_singular_values_and_low_rank_are_no_exception(void **state)
{
    static const double identity[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    static const double constant[] = {2, 2, 2, 2, 2, 2};
    static const double zero[] = {0, 0, 0, 0};
    static const double reflection[] = {0.6, 0.8, 0.8, -0.6};
    (void)state;
    assert_true(bound_of(3, 3, identity) >= 1);
    assert_true(bound_of(3, 3, identity) <= 1 + 0x1p-20);
    assert_true(bound_of(2, 3, constant) >= 2 * sqrt(6) * (1 - 0x1p-50));
    assert_true(bound_of(2, 3, constant) <= 2 * sqrt(6) * (1 + 0x1p-20));
    assert_true(bound_of(2, 2, reflection) >= 1);
    assert_true(bound_of(2, 2, reflection) <= 1 + 0x1p-20);
    assert_true(bound_of(2, 2, zero) == 0);
    assert_true(bound_of(0, 3, NULL) == 0);
    assert_true(bound_of(3, 0, NULL) == 0);
}

static void boxes_are_bounded_at_every_vertex(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(4, "box", 0));
    enum { ROWS = 2, COLUMNS = 3, COUNT = ROWS * COLUMNS };
    for (int trial = 0; trial < 20; ++trial) {
        double one[COUNT], other[COUNT], vertex[COUNT], x[COLUMNS], largest = 0;
        sample_numbers(rng, COUNT, one);
        sample_numbers(rng, COUNT, other);
        mpfi_t *box = cas_enclosures_new(COUNT), r;
        mpfi_init2(r, CAS_ENCLOSURE_BITS);
        for (size_t i = 0; i < COUNT; ++i)
            mpfi_interv_d(box[i], one[i], other[i]);
        cas_operator_norm(r, ROWS, COLUMNS, (const mpfi_t *)box);
        for (unsigned corner = 0; corner < 1U << COUNT; ++corner) {
            for (size_t i = 0; i < COUNT; ++i)
                vertex[i] = corner >> i & 1 ? one[i] : other[i];
            (void)singular_value(ROWS, COLUMNS, vertex, x);
            const double lower = quotient(ROWS, COLUMNS, vertex, x);
            assert_true(upper(r) >= lower);
            largest = fmax(largest, lower);
        }
        /* Midpoint M and radius R are averages of vertices up to signs, so that
           neither norm exceeds the largest one; with two rows the bound of ||R|| is at
           most sqrt(2) ||R||. */
        assert_true(upper(r) <= (1 + sqrt(2)) * largest * (1 + 0x1p-20));
        mpfi_clear(r);
        cas_enclosures_free(box, COUNT);
    }
    gsl_rng_free(rng);
}

static void unbounded_entries_give_no_bound(void **state)
{
    (void)state;
    mpfi_t *box = cas_enclosures_new(2), r;
    mpfi_init2(r, CAS_ENCLOSURE_BITS);
    mpfr_set_inf(&box[1]->right, 1);
    cas_operator_norm(r, 1, 2, (const mpfi_t *)box);
    assert_true(mpfr_inf_p(&r->right) && mpfr_zero_p(&r->left));
    mpfi_clear(r);
    cas_enclosures_free(box, 2);
}

/* The rows of ((-1)^(i j)) are of two kinds, half and half, so that the norm is at least
   LARGE / sqrt(2). */
static void large_matrices_are_still_bounded(void **state)
{
    (void)state;
    enum { LARGE = CAS_OPERATOR_NORM_ROWS + 1 };
    static double A[LARGE * LARGE];
    for (size_t i = 0; i < (size_t)LARGE * LARGE; ++i)
        A[i] = i % LARGE * (i / LARGE) % 2 == 0 ? 1 : -1;
    const double bound = bound_of(LARGE, LARGE, A);
    assert_true(bound >= LARGE / sqrt(2));
    assert_true(bound <= LARGE * (1 + 0x1p-50));
}

static void wide_gram_matrix_is_bounded_by_its_trace(void **state)
{
    (void)state;
    mpfi_t *gram = cas_enclosures_new(4), r;
    mpfi_init2(r, CAS_ENCLOSURE_BITS);
    mpfi_set_ui(gram[0], 4);
    mpfi_interv_d(gram[2], -10, 10);
    mpfi_set_ui(gram[3], 5);
    cas_operator_norm_of_gram(r, 2, (const mpfi_t *)gram);
    assert_true(upper(r) == 3);
    mpfi_set_ui(gram[2], 0);
    cas_operator_norm_of_gram(r, 2, (const mpfi_t *)gram);
    assert_true(upper(r) >= sqrt(5) * (1 - 0x1p-52) &&
                upper(r) <= sqrt(5) * (1 + 0x1p-20));
    mpfi_clear(r);
    cas_enclosures_free(gram, 4);
}

static void singular_values_are_enclosed(void **state)
{
    (void)state;
    static const struct {
        size_t rows, columns;
        long entries[9], square;
    } cases[] = {
        {1, 3, {1, 2, 2}, 9},
        {3, 1, {1, 2, 2}, 9},
        {2, 2, {3, 0, 0, 4}, 16},
        {2, 2, {1, 1, 1, 1}, 4},
        {2, 3, {1, 1, 1, 1, 1, 1}, 6},
        {3, 3, {1, 1, 1, 1, 1, 1, 1, 1, 1}, 9},
        {3, 3, {2, 0, 0, 0, -3, 0, 0, 0, 1}, 9},
        {3, 3, {0, 0, 0, 0, 0, 0, 0, 0, 0}, 0},
        {3, 3, {1, 2, 2, 2, 1, -2, 2, -2, 1}, 9},   /* all three are equal */
        {3, 3, {2, -1, 0, -1, 2, -1, 0, -1, 2}, 0}, /* (2 + sqrt 2)^2 = 6 + 4 sqrt 2 */
    };
    enum { IRRATIONAL = sizeof cases / sizeof cases[0] - 1 };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++)
        for (mpfr_prec_t precision = 128; precision <= 512; precision *= 2) {
            cas_arithmetic interval = cas_arithmetic_interval(precision);
            void *numbers = cas_numbers_new(&interval, 11);
            mpfi_ptr r = cas_at(&interval, numbers, 9),
                     expected = cas_at(&interval, numbers, 10);
            for (size_t k = 0; k < 9; k++)
                interval.set_integer(cas_at(&interval, numbers, k), cases[c].entries[k]);
            mpfi_set_si(expected, cases[c].square);
            if (c == IRRATIONAL) {
                mpfi_set_ui(expected, 2);
                mpfi_sqrt(expected, expected);
                mpfi_mul_ui(expected, expected, 4);
                mpfi_add_ui(expected, expected, 6);
            }
            cas_operator_norm_squared(r, cases[c].rows, cases[c].columns, numbers);
            assert_true(mpfr_cmp(&r->left, &expected->right) <= 0);
            assert_true(mpfr_cmp(&expected->left, &r->right) <= 0);
            mpfi_diam_abs(&expected->left, r);
            assert_true(
                mpfr_cmp_d(&expected->left, ldexp(17, -16 - (int)precision / 2)) <= 0);
            cas_numbers_free(&interval, numbers, 11);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(point_matrices_are_bounded_sharply),
        cmocka_unit_test(equal_singular_values_and_low_rank_are_no_exception),
        cmocka_unit_test(boxes_are_bounded_at_every_vertex),
        cmocka_unit_test(unbounded_entries_give_no_bound),
        cmocka_unit_test(large_matrices_are_still_bounded),
        cmocka_unit_test(singular_values_are_enclosed),
        cmocka_unit_test(wide_gram_matrix_is_bounded_by_its_trace),
    };
    return cmocka_run_group_tests_name("operator_norm", tests, NULL, NULL);
}

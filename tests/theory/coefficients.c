/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "claim/generators/draw.h"
#include "theory/coefficients.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* The coefficients against the paper's double sums, written out term by term in exact
   rational arithmetic, for random constants and all N up to 9. */

enum { MOST_DEPTH = 9, TRIALS = 20 };

static const cas_arithmetic *const rational = &cas_arithmetic_rational;

static void draw_constants(gsl_rng *rng, mpq_t constants[CAS_CONSTANT_COUNT])
{
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++) {
        mpq_init(constants[c]);
        mpq_set_si(constants[c], cas_draw_integer(rng, 1, 12),
                   (unsigned long)cas_draw_integer(rng, 1, 8));
        mpq_canonicalize(constants[c]);
    }
}

static void clear_constants(mpq_t constants[CAS_CONSTANT_COUNT])
{
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpq_clear(constants[c]);
}

/* r = (factor x^2)^exponent */
static void set_power(mpq_t r, unsigned long factor, mpq_srcptr x, size_t exponent)
{
    mpq_t base, f;
    mpq_inits(base, f, NULL);
    mpq_set_ui(f, factor, 1);
    mpq_mul(base, x, x);
    mpq_mul(base, base, f);
    mpq_set_ui(r, 1, 1);
    for (size_t k = 0; k < exponent; k++)
        mpq_mul(r, r, base);
    mpq_clears(base, f, NULL);
}

/* r = sum_{k=first}^{last} (3 C^2)^k */
static void set_geometric(mpq_t r, mpq_srcptr c, size_t first, size_t last)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(r, 0, 1);
    for (size_t k = first; k <= last; k++) {
        set_power(term, 3, c, k);
        mpq_add(r, r, term);
    }
    mpq_clear(term);
}

/* r = factor x^2 C_v^2 */
static void set_prefactor(mpq_t r, unsigned long factor, mpq_srcptr x, mpq_srcptr c,
                          size_t n)
{
    mpq_t c_v;
    mpq_init(c_v);
    mpq_set_ui(c_v, 1, 1);
    if (mpq_cmp_ui(c, 1, 1) > 0)
        set_power(c_v, 1, c, n);
    set_power(r, factor, x, 1);
    mpq_mul(r, r, c_v);
    mpq_clear(c_v);
}

/* r = prefactor sum_{j=first}^{N-1} S_j (factor x^2)^{j-offset} */
static void set_double_sum(mpq_t r, mpq_srcptr prefactor, size_t n, size_t first,
                           unsigned long factor, mpq_srcptr x, size_t offset,
                           mpq_srcptr c)
{
    mpq_t s, power;
    mpq_inits(s, power, NULL);
    mpq_set_ui(r, 0, 1);
    for (size_t j = first; j < n; j++) {
        set_geometric(s, c, 0, j);
        set_power(power, factor, x, j - offset);
        mpq_mul(s, s, power);
        mpq_add(r, r, s);
    }
    mpq_mul(r, r, prefactor);
    mpq_clears(s, power, NULL);
}

static void error_coefficients_are_21(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "coefficients", 21));
    mpq_t expected, prefactor, k[CAS_CONSTANT_COUNT];
    mpq_inits(expected, prefactor, NULL);
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        draw_constants(rng, k);
        for (size_t n = 2; n <= MOST_DEPTH; n++) {
            mpq_t *forward = cas_numbers_new(rational, n - 1);
            mpq_t *backward = cas_numbers_new(rational, n - 1);
            cas_error_coefficients(rational, n, k, forward, backward);
            set_prefactor(prefactor, 4, k[CAS_JACOBIAN_LIPSCHITZ], k[CAS_JACOBIAN], n);
            for (size_t i = 1; i < n; i++) {
                set_double_sum(expected, prefactor, n, i, 2, k[CAS_LIPSCHITZ], i,
                               k[CAS_JACOBIAN]);
                assert_true(mpq_equal(expected, forward[i - 1]));
                set_geometric(expected, k[CAS_JACOBIAN], 1, i);
                assert_true(mpq_equal(expected, backward[i - 1]));
            }
            cas_numbers_free(rational, forward, n - 1);
            cas_numbers_free(rational, backward, n - 1);
        }
        clear_constants(k);
    }
    mpq_clears(expected, prefactor, NULL);
    gsl_rng_free(rng);
}

/* C_{y_j}^2 of the display before (33). */
static void set_c_y(mpq_t r, size_t n, size_t j, mpq_srcptr mixed, mpq_t *k)
{
    mpq_t first, second, square;
    mpq_inits(first, second, square, NULL);
    set_prefactor(first, 8, mixed, k[CAS_JACOBIAN], n);
    set_power(square, 1, k[CAS_JACOBIAN_LIPSCHITZ], 1);
    mpq_mul(first, first, square);
    set_double_sum(r, first, n, j + 1, 4, k[CAS_JACOBIAN], j + 1, k[CAS_JACOBIAN]);
    set_prefactor(second, 2, k[CAS_HESSIAN_LIPSCHITZ], k[CAS_JACOBIAN], n);
    set_geometric(square, k[CAS_JACOBIAN], 0, j);
    mpq_mul(second, second, square);
    mpq_add(r, r, second);
    mpq_clears(first, second, square, NULL);
}

static void set_fourth(mpq_t r, size_t n, size_t i, mpq_srcptr mixed, mpq_t *k)
{
    mpq_t c_y, l_squared, power, eight;
    mpq_inits(c_y, l_squared, power, eight, NULL);
    mpq_mul(l_squared, k[CAS_LIPSCHITZ], k[CAS_LIPSCHITZ]);
    mpq_set_ui(r, 0, 1);
    for (size_t j = i; j < n; j++) {
        set_c_y(c_y, n, j, mixed, k);
        set_power(power, 8, l_squared, j - i);
        mpq_mul(c_y, c_y, power);
        mpq_add(r, r, c_y);
    }
    mpq_set_ui(eight, 8, 1);
    mpq_mul(r, r, eight);
    mpq_clears(c_y, l_squared, power, eight, NULL);
}

static void compare_bias(size_t n, mpq_t *k, cas_bias_version version)
{
    mpq_srcptr mixed =
        k[version == CAS_BIAS_REPAIRED ? CAS_JACOBIAN_LIPSCHITZ : CAS_MIXED_HESSIAN];
    mpq_srcptr in_33a = version == CAS_BIAS_PRINTED ? k[CAS_HESSIAN_LIPSCHITZ] : mixed;
    mpq_t *mean = cas_numbers_new(rational, n - 1),
          *fourth = cas_numbers_new(rational, n - 1);
    mpq_t *backward = cas_numbers_new(rational, n - 1), expected, prefactor, two;
    mpq_inits(expected, prefactor, two, NULL);
    mpq_set_ui(two, 2, 1);
    cas_bias_coefficients(rational, n, k, version, mean, fourth, backward);
    set_prefactor(prefactor, 8, in_33a, k[CAS_JACOBIAN], n);
    for (size_t i = 1; i < n; i++) {
        set_double_sum(expected, prefactor, n, i, 4, k[CAS_JACOBIAN], i, k[CAS_JACOBIAN]);
        assert_true(mpq_equal(expected, mean[i - 1]));
        set_fourth(expected, n, i, mixed, k);
        assert_true(mpq_equal(expected, fourth[i - 1]));
        set_geometric(expected, k[CAS_JACOBIAN], 1, i);
        mpq_mul(expected, expected, two);
        assert_true(mpq_equal(expected, backward[i - 1]));
    }
    mpq_clears(expected, prefactor, two, NULL);
    cas_numbers_free(rational, mean, n - 1);
    cas_numbers_free(rational, fourth, n - 1);
    cas_numbers_free(rational, backward, n - 1);
}

static void bias_coefficients_are_33(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "coefficients", 33));
    mpq_t k[CAS_CONSTANT_COUNT];
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        draw_constants(rng, k);
        for (size_t n = 2; n <= MOST_DEPTH; n++) {
            compare_bias(n, k, CAS_BIAS_PRINTED);
            compare_bias(n, k, CAS_BIAS_MENDED);
            compare_bias(n, k, CAS_BIAS_REPAIRED);
        }
        clear_constants(k);
    }
    gsl_rng_free(rng);
}

/* r = x^n */
static void set_plain_power(mpq_t r, mpq_srcptr x, size_t n)
{
    mpq_set_ui(r, 1, 1);
    for (size_t i = 0; i < n; i++)
        mpq_mul(r, r, x);
}

/* The recursions solved, with l = min(C, L_f) and L = L_{grad f}: for row i and the
   column of delta_k, L (l^{N-1-k} 1[k < i] + C l^{N-1-i} 1[i < N] sum_{j=max(i,k)}^{N-1}
   l^{j-k}), and for that of epsilon_{j+1}, C l^{j-i} 1[i <= j]. */
static void set_sharp_matrix(size_t n, const mpq_t *k, mpq_t *matrix)
{
    const bool is_less = mpq_cmp(k[CAS_JACOBIAN], k[CAS_LIPSCHITZ]) < 0;
    mpq_srcptr l = k[is_less ? CAS_JACOBIAN : CAS_LIPSCHITZ];
    mpq_t power, head;
    mpq_inits(power, head, NULL);
    for (size_t i = 1; i <= n; i++)
        for (size_t c = 1; c < n; c++) {
            mpq_ptr of_delta = matrix[(i - 1) * 2 * (n - 1) + c - 1];
            mpq_ptr of_epsilon = of_delta + (n - 1);
            mpq_set_ui(of_delta, 0, 1);
            for (size_t j = i > c ? i : c; j < n; j++) {
                set_plain_power(power, l, j - c + n - 1 - i);
                mpq_mul(power, power, k[CAS_JACOBIAN]);
                mpq_add(of_delta, of_delta, power);
            }
            set_plain_power(head, l, n - 1 - c);
            if (c < i)
                mpq_add(of_delta, of_delta, head);
            mpq_mul(of_delta, of_delta, k[CAS_JACOBIAN_LIPSCHITZ]);
            mpq_set_ui(of_epsilon, 0, 1);
            if (i <= c) {
                set_plain_power(power, l, c - i);
                mpq_mul(of_epsilon, power, k[CAS_JACOBIAN]);
            }
        }
    mpq_clears(power, head, NULL);
}

static void sharp_recursion_is_the_matrix(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "coefficients", 2));
    mpq_t k[CAS_CONSTANT_COUNT], sum, term;
    mpq_inits(sum, term, NULL);
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        draw_constants(rng, k);
        for (size_t n = 2; n <= MOST_DEPTH; n++) {
            size_t columns = 2 * (n - 1);
            mpq_t *matrix = cas_numbers_new(rational, n * columns);
            mpq_t *r = cas_numbers_new(rational, columns),
                  *product = cas_numbers_new(rational, n);
            for (size_t c = 0; c < columns; c++)
                mpq_set_si(r[c], cas_draw_integer(rng, 0, 9), 1);
            set_sharp_matrix(n, (const mpq_t *)k, matrix);
            cas_sharp_error_product(rational, n, k, r, product);
            for (size_t i = 0; i < n; i++) {
                mpq_set_ui(sum, 0, 1);
                for (size_t c = 0; c < columns; c++) {
                    mpq_mul(term, matrix[i * columns + c], r[c]);
                    mpq_add(sum, sum, term);
                }
                assert_true(mpq_equal(sum, product[i]));
            }
            cas_numbers_free(rational, matrix, n * columns);
            cas_numbers_free(rational, r, columns);
            cas_numbers_free(rational, product, n);
        }
        clear_constants(k);
    }
    mpq_clears(sum, term, NULL);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_coefficients_are_21),
        cmocka_unit_test(bias_coefficients_are_33),
        cmocka_unit_test(sharp_recursion_is_the_matrix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

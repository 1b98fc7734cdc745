/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/arithmetic.h"

#include "tests/arithmetic/operands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <limits.h>
#include <math.h>
#include <mpfi.h>
#include <string.h>

/* How near the arithmetics' functions and conversions are to the exact values. */

/* MPFR's own functions, the oracle: NULL for sigmoid and softplus, see exact_function. */
static int (*const mpfr_functions[CAS_FUNCTION_COUNT])(mpfr_ptr, mpfr_srcptr,
                                                       mpfr_rnd_t) = {
    [CAS_EXP] = mpfr_exp,   [CAS_LOG] = mpfr_log,   [CAS_LOG1P] = mpfr_log1p,
    [CAS_SQRT] = mpfr_sqrt, [CAS_TANH] = mpfr_tanh, [CAS_SINH] = mpfr_sinh,
    [CAS_COSH] = mpfr_cosh, [CAS_SIN] = mpfr_sin,   [CAS_COS] = mpfr_cos,
    [CAS_ATAN] = mpfr_atan,
};

/* f(x) to nearly the precision of r, which is far above that of the results under test.
   Written another way than in src: from e = exp(x), with 300 bits more against
   cancellation in 1 + e; for |x| > 200 the terms that are left out of softplus are
   below 2^-288 of it. */
static void exact_function(cas_function f, mpfr_ptr r, mpfr_srcptr x)
{
    if (mpfr_functions[f] != NULL) {
        mpfr_functions[f](r, x, MPFR_RNDN);
        return;
    }
    mpfr_t e, one;
    mpfr_inits2(mpfr_get_prec(r) + 300, e, one, (mpfr_ptr)0);
    mpfr_exp(e, x, MPFR_RNDN);
    mpfr_add_ui(one, e, 1, MPFR_RNDN);
    if (f == CAS_SIGMOID && mpfr_inf_p(e))
        mpfr_set_ui(r, 1, MPFR_RNDN);
    else if (f == CAS_SIGMOID)
        mpfr_div(r, e, one, MPFR_RNDN);
    else if (mpfr_cmp_si(x, 200) > 0)
        mpfr_set(r, x, MPFR_RNDN);
    else if (mpfr_cmp_si(x, -200) < 0)
        mpfr_set(r, e, MPFR_RNDN);
    else
        mpfr_log(r, one, MPFR_RNDN);
    mpfr_clears(e, one, (mpfr_ptr)0);
}

/* |computed - exact| <= units 2^(1 - precision) |exact| + smallest, where smallest
   pays for underflow. */
static bool is_within(mpfr_srcptr computed, mpfr_srcptr exact, double units,
                      mpfr_prec_t precision, double smallest)
{
    if (mpfr_equal_p(computed, exact))
        return true;
    mpfr_t error, bound;
    mpfr_inits2(64, error, bound, (mpfr_ptr)0);
    mpfr_sub(error, computed, exact, MPFR_RNDA);
    mpfr_abs(error, error, MPFR_RNDU);
    mpfr_abs(bound, exact, MPFR_RNDU);
    mpfr_mul_d(bound, bound, units, MPFR_RNDU);
    mpfr_div_2ui(bound, bound, (unsigned long)precision - 1, MPFR_RNDU);
    mpfr_add_d(bound, bound, smallest, MPFR_RNDU);
    bool result = mpfr_lessequal_p(error, bound);
    mpfr_clears(error, bound, (mpfr_ptr)0);
    return result;
}

/*: \paragraph{Bounds for double.} In units of $2^{-52}$, which is at least 1 ulp of any
result: the GNU C library's manual lists 1 ulp for exp, log, log1p, sin, cos and atan on
x86-64, 2 for tanh, sinh and cosh, and 0 for sqrt (correctly rounded: one half). Sigmoid
and softplus: see \texttt{src/arithmetic/double.c}. A result below $2^{-1022}$ adds two
units of $2^{-1074}$. */
static const double double_bounds[CAS_FUNCTION_COUNT] = {
    [CAS_EXP] = 1,  [CAS_LOG] = 1,  [CAS_LOG1P] = 1,       [CAS_SQRT] = 0.5,
    [CAS_TANH] = 2, [CAS_SINH] = 2, [CAS_COSH] = 2,        [CAS_SIN] = 1,
    [CAS_COS] = 1,  [CAS_ATAN] = 1, [CAS_SIGMOID] = 2.001, [CAS_SOFTPLUS] = 2.501,
};

static void double_functions_are_within_their_bounds(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("double functions");
    mpfr_t x, computed, exact;
    mpfr_inits2(53, x, computed, (mpfr_ptr)0);
    mpfr_init2(exact, 160);
    for (int f = 0; f < CAS_FUNCTION_COUNT; f++) {
        int meaningful = 0;
        for (int trial = 0; trial < 3000; trial++) {
            operand_point(rng, x);
            if (trial % 8 == 0)
                mpfr_mul_si(x, x, 100, MPFR_RNDN);
            double argument = mpfr_get_d(x, MPFR_RNDN), value;
            exact_function((cas_function)f, exact, x);
            cas_arithmetic_double.function[f](&value, &argument);
            if (mpfr_nan_p(exact) || isinf(value) || mpfr_cmpabs_ui(exact, 0) == 0) {
                assert_int_equal(cas_arithmetic_double.is_defined(&value),
                                 mpfr_number_p(exact) &&
                                     isfinite(mpfr_get_d(exact, MPFR_RNDN)));
                continue;
            }
            mpfr_set_d(computed, value, MPFR_RNDN);
            if (!is_within(computed, exact, double_bounds[f], 53, 0x1p-1073))
                fail_msg("double %s(%a) = %a", cas_function_names[f], argument, value);
            meaningful++;
        }
        assert_true(meaningful > 1000);
    }
    mpfr_clears(x, computed, exact, (mpfr_ptr)0);
    gsl_rng_free(rng);
}

static void mpfr_functions_are_within_an_ulp(void **state)
{
    (void)state;
    static const mpfr_prec_t precisions[] = {2, 24, 53, 128, 200};
    gsl_rng *rng = operand_stream("mpfr functions");
    for (size_t p = 0; p < sizeof precisions / sizeof *precisions; p++) {
        cas_arithmetic arithmetic = cas_arithmetic_mpfr(precisions[p]);
        mpfr_ptr x = cas_numbers_new(&arithmetic, 2);
        mpfr_ptr r = x + 1;
        mpfr_t exact;
        mpfr_init2(exact, precisions[p] + 100);
        for (int f = 0; f < CAS_FUNCTION_COUNT; f++)
            for (int trial = 0; trial < 400; trial++) {
                operand_point(rng, x);
                arithmetic.function[f](r, x);
                exact_function((cas_function)f, exact, x);
                if (mpfr_nan_p(exact))
                    assert_true(mpfr_nan_p(r));
                else if (mpfr_inf_p(exact))
                    assert_true(mpfr_inf_p(r));
                else if (!is_within(r, exact, mpfr_functions[f] ? 0.5 + 0x1p-50 : 0.5625,
                                    precisions[p], 0))
                    fail_msg("mpfr %s(%a)", cas_function_names[f],
                             mpfr_get_d(x, MPFR_RNDN));
            }
        mpfr_clear(exact);
        cas_numbers_free(&arithmetic, x, 2);
    }
    gsl_rng_free(rng);
}

static void double_powers_take_every_exponent(void **state)
{
    (void)state;
    const cas_arithmetic *a = &cas_arithmetic_double;
    double x = -1, r;
    a->power(&r, &x, LONG_MAX);
    assert_true(r == -1);
    a->power(&r, &x, LONG_MIN);
    assert_true(r == 1);
    mpfr_t exact, computed;
    mpfr_inits2(200, exact, computed, (mpfr_ptr)0);
    static const long exponents[] = {
        2, 3, -5, (1L << 53) + 1, 5 * (1L << 58) - 3, LONG_MIN + 1};
    for (size_t i = 0; i < sizeof exponents / sizeof *exponents; i++) {
        x = exponents[i] > 0 ? -1 - 0x1p-52 : 1 + 0x1p-52;
        a->power(&r, &x, exponents[i]);
        mpfr_set_d(exact, x, MPFR_RNDN);
        mpfr_pow_si(exact, exact, exponents[i], MPFR_RNDN);
        mpfr_set_d(computed, r, MPFR_RNDN);
        if (isfinite(r))
            assert_true(is_within(computed, exact, 2.5, 53, 0x1p-1073));
        else
            assert_true(isinf(mpfr_get_d(exact, MPFR_RNDN)));
    }
    mpfr_clears(exact, computed, (mpfr_ptr)0);
}

/* Compared with mpq arithmetic: |q - d| must not exceed |q - neighbour| for
   either neighbour. */
static bool is_nearest(mpq_srcptr q, double d)
{
    mpq_t error, other;
    mpq_inits(error, other, NULL);
    mpq_set_d(error, d);
    mpq_sub(error, error, q);
    mpq_abs(error, error);
    bool result = true;
    for (int side = -1; side <= 1; side += 2) {
        mpq_set_d(other, nextafter(d, side < 0 ? -INFINITY : INFINITY));
        mpq_sub(other, other, q);
        mpq_abs(other, other);
        int order = mpq_cmp(error, other);
        uint64_t bits;
        memcpy(&bits, &d, sizeof bits);
        result = result && (order < 0 || (order == 0 && bits % 2 == 0));
    }
    mpq_clears(error, other, NULL);
    return result;
}

static void conversions_to_double_are_nearest(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("conversions");
    cas_arithmetic interval = cas_arithmetic_interval(100),
                   mpfr = cas_arithmetic_mpfr(100);
    mpfi_ptr x = cas_numbers_new(&interval, 1);
    mpfr_ptr m = cas_numbers_new(&mpfr, 1);
    mpq_t q, half;
    mpq_inits(q, half, NULL);
    for (int trial = 0; trial < 4000; trial++) {
        operand_rational(rng, q);
        /* ties and near-ties of normal and of subnormal numbers */
        long shift = (long)gsl_rng_uniform_int(rng, 60) - (trial % 2 ? 1100 : 30);
        mpq_set_si(half, (long)(gsl_rng_get(rng) | 1), 1);
        mpq_mul_2exp(half, half, 22 + gsl_rng_uniform_int(rng, 3));
        mpz_add_ui(mpq_numref(half), mpq_numref(half), gsl_rng_uniform_int(rng, 3));
        if (trial % 3 == 0)
            mpq_set(half, q);
        shift < 0 ? mpq_div_2exp(half, half, (mp_bitcnt_t)-shift)
                  : mpq_mul_2exp(half, half, (mp_bitcnt_t)shift);
        assert_true(is_nearest(half, cas_arithmetic_rational.to_double(half)));
        double direct;
        cas_arithmetic_double.set_rational(&direct, half);
        assert_true(is_nearest(half, direct));
        mpfr.set_rational(m, half);
        interval.set_rational(x, half);
        if (gsl_rng_uniform_int(rng, 3) > 0 && !mpfr_zero_p(&x->right))
            mpfr_nextabove(&x->right);
        mpfr_get_q(half, m);
        assert_true(is_nearest(half, mpfr.to_double(m)));
        mpfr_get_q(half, &x->left);
        mpfr_get_q(q, &x->right);
        mpq_add(half, half, q);
        mpq_div_2exp(half, half, 1);
        assert_true(is_nearest(half, interval.to_double(x)));
    }
    mpq_clears(q, half, NULL);
    cas_numbers_free(&interval, x, 1);
    cas_numbers_free(&mpfr, m, 1);
    gsl_rng_free(rng);
}

/* Reduction modulo pi takes as many bits as the argument has: it must not be tried. */
static void absurd_angles_are_refused(void **state)
{
    (void)state;
    cas_arithmetic mpfr = cas_arithmetic_mpfr(64), interval = cas_arithmetic_interval(64);
    mpfr_ptr x = cas_numbers_new(&mpfr, 1);
    mpfi_ptr y = cas_numbers_new(&interval, 1);
    for (int f = CAS_SIN; f <= CAS_COS; f++) {
        mpfr_set_ui_2exp(x, 1, mpfr_get_emax() - 1, MPFR_RNDN);
        mpfi_set_fr(y, x);
        mpfr.function[f](x, x);
        assert_false(mpfr.is_defined(x));
        interval.function[f](y, y);
        assert_true(mpfr_cmp_si(&y->left, -1) == 0 && mpfr_cmp_si(&y->right, 1) == 0);
        mpfr_set_ui_2exp(x, 1, 1023, MPFR_RNDN);
        mpfr.function[f](x, x);
        assert_true(mpfr.is_defined(x));
    }
    cas_numbers_free(&mpfr, x, 1);
    cas_numbers_free(&interval, y, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(double_functions_are_within_their_bounds),
        cmocka_unit_test(mpfr_functions_are_within_an_ulp),
        cmocka_unit_test(absurd_angles_are_refused),
        cmocka_unit_test(double_powers_take_every_exponent),
        cmocka_unit_test(conversions_to_double_are_nearest),
    };
    return cmocka_run_group_tests_name("accuracy", tests, NULL, NULL);
}

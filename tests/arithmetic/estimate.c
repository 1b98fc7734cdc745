/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/estimate.h"

#include "arithmetic/exponential.h"
#include "tests/arithmetic/operands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gmp.h>

/* The exponential in fixed point and the estimates built on it, against
   MPFR at 1200 bits. */
enum { ORACLE_BITS = 1200 };

/* x as operand_point gives it, or a neighbour of k log 2, where the reduction is at its
   border, |k| up to 1000 or 10^6. */
static void argument(gsl_rng *rng, mpfr_ptr x)
{
    operand_point(rng, x);
    unsigned long kind = gsl_rng_uniform_int(rng, 8);
    if (kind < 2) {
        long limit = kind == 0 ? 1000 : 1000000;
        long k = (long)gsl_rng_uniform_int(rng, 2UL * (unsigned long)limit + 1) - limit;
        mpfr_const_log2(x, k % 2 == 0 ? MPFR_RNDD : MPFR_RNDU);
        mpfr_mul_si(x, x, k, k % 3 == 0 ? MPFR_RNDD : MPFR_RNDU);
    }
}

/* Whether |value - exact| <= 2^exponent. */
static bool is_within(mpfr_srcptr value, mpfr_srcptr exact, mpfr_exp_t exponent)
{
    mpfr_t error;
    mpfr_init2(error, 32);
    mpfr_sub(error, value, exact, MPFR_RNDA);
    bool result = mpfr_zero_p(error) || mpfr_get_exp(error) <= exponent;
    mpfr_clear(error);
    return result;
}

static void exponential_has_its_accuracy_at_every_precision(void **state)
{
    (void)state;
    if (GMP_NUMB_BITS != 64)
        skip();
    gsl_rng *rng = operand_stream("exponential");
    mpfr_t exact;
    mpfr_init2(exact, ORACLE_BITS);
    mpfr_prec_t last = 0;
    for (mpfr_prec_t bits = 2; cas_exponential_precision(bits) != 0; bits++) {
        mpfr_prec_t precision = cas_exponential_precision(bits);
        assert_true(cas_exponential_accuracy(precision) >= bits);
        if (precision == last)
            continue;
        last = precision;
        mpfr_t x, t;
        mpfr_inits2(precision, x, t, (mpfr_ptr)0);
        for (int trial = 0; trial < 3000; trial++) {
            mpfr_set_prec(x, 53 + (mpfr_prec_t)gsl_rng_uniform_int(
                                      rng, (unsigned long)precision - 52));
            argument(rng, x);
            bool in_range = mpfr_regular_p(x) && mpfr_get_exp(x) <= 20;
            assert_int_equal(cas_exponential(t, x), in_range);
            if (!in_range)
                continue;
            mpfr_exp(exact, x, MPFR_RNDN);
            if (!is_within(t, exact,
                           mpfr_get_exp(t) - cas_exponential_accuracy(precision)))
                fail_msg("exp(%a) at %ld bits", mpfr_get_d(x, MPFR_RNDN),
                         (long)precision);
        }
        mpfr_clears(x, t, (mpfr_ptr)0);
    }
    assert_int_equal(last, 576);
    mpfr_clear(exact);
    gsl_rng_free(rng);
}

static void exponential_may_replace_its_argument(void **state)
{
    (void)state;
    mpfr_t x, t;
    mpfr_inits2(192, x, t, (mpfr_ptr)0);
    mpfr_set_d(x, -1.7, MPFR_RNDN);
    assert_int_equal(cas_exponential(t, x), GMP_NUMB_BITS == 64);
    cas_exponential(x, x);
    assert_true(GMP_NUMB_BITS != 64 || mpfr_equal_p(x, t));
    static const double refused[] = {0.0, -0.0, 1e300, -0x1p20, 1.0 / 0.0, 0.0 / 0.0};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        mpfr_set_d(x, refused[i], MPFR_RNDN);
        assert_false(cas_exponential(x, x));
    }
    mpfr_clears(x, t, (mpfr_ptr)0);
}

/* value = f(x), slope = f'(x) at ORACLE_BITS. */
static void exact_pair(cas_function f, mpfr_srcptr x, mpfr_ptr value, mpfr_ptr slope)
{
    mpfr_t q;
    mpfr_init2(q, ORACLE_BITS);
    mpfr_neg(q, x, MPFR_RNDN);
    mpfr_exp(q, q, MPFR_RNDN);
    mpfr_add_ui(q, q, 1, MPFR_RNDN);
    mpfr_set_ui(slope, 1, MPFR_RNDN);
    switch (f) {
    case CAS_EXP:
        mpfr_exp(value, x, MPFR_RNDN);
        mpfr_set(slope, value, MPFR_RNDN);
        break;
    case CAS_LOG:
        mpfr_log(value, x, MPFR_RNDN);
        mpfr_div(slope, slope, x, MPFR_RNDN);
        break;
    case CAS_LOG1P:
        mpfr_log1p(value, x, MPFR_RNDN);
        mpfr_add_ui(q, x, 1, MPFR_RNDN);
        mpfr_div(slope, slope, q, MPFR_RNDN);
        break;
    case CAS_SINH:
        mpfr_sinh_cosh(value, slope, x, MPFR_RNDN);
        break;
    case CAS_TANH:
        mpfr_sech(slope, x, MPFR_RNDN);
        mpfr_sqr(slope, slope, MPFR_RNDN);
        mpfr_tanh(value, x, MPFR_RNDN);
        break;
    case CAS_ATAN:
        mpfr_atan(value, x, MPFR_RNDN);
        mpfr_sqr(q, x, MPFR_RNDN);
        mpfr_add_ui(q, q, 1, MPFR_RNDN);
        mpfr_div(slope, slope, q, MPFR_RNDN);
        break;
    case CAS_SIGMOID:
        mpfr_ui_div(value, 1, q, MPFR_RNDN);
        mpfr_sub_ui(slope, q, 1, MPFR_RNDN);
        mpfr_div(slope, slope, q, MPFR_RNDN);
        mpfr_mul(slope, slope, value, MPFR_RNDN);
        break;
    default:
        mpfr_log(value, q, MPFR_RNDN);
        mpfr_add(value, value, x, MPFR_RNDN);
        mpfr_ui_div(slope, 1, q, MPFR_RNDN);
        break;
    }
    mpfr_clear(q);
}

static bool is_slope_bound(mpfr_srcptr bound, mpfr_srcptr slope)
{
    mpfr_t limit;
    mpfr_init2(limit, ORACLE_BITS);
    mpfr_set_ui(limit, 1, MPFR_RNDN);
    mpfr_max(limit, limit, slope, MPFR_RNDN);
    mpfr_div_2ui(limit, limit, 60, MPFR_RNDN);
    mpfr_add(limit, limit, slope, MPFR_RNDN);
    bool result = mpfr_greaterequal_p(bound, slope) && mpfr_less_p(bound, limit);
    mpfr_clear(limit);
    return result;
}

static void estimates_are_as_good_as_they_say(void **state)
{
    (void)state;
    static const cas_function functions[] = {CAS_EXP,     CAS_LOG,     CAS_LOG1P,
                                             CAS_TANH,    CAS_SINH,    CAS_ATAN,
                                             CAS_SIGMOID, CAS_SOFTPLUS};
    gsl_rng *rng = operand_stream("estimates");
    mpfr_t x, value, slope;
    mpfr_inits2(ORACLE_BITS, value, slope, (mpfr_ptr)0);
    mpfr_init2(x, 53);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        int meaningful = 0;
        for (int trial = 0; trial < 3000; trial++) {
            mpfr_prec_t precision = 40 + (mpfr_prec_t)gsl_rng_uniform_int(rng, 400);
            mpfr_set_prec(x, precision);
            argument(rng, x);
            if (functions[i] == CAS_LOG)
                mpfr_setsign(x, x, 0, MPFR_RNDN);
            if (functions[i] == CAS_LOG1P && mpfr_cmp_si(x, -1) <= 0)
                continue;
            cas_estimate e;
            /* beyond 2^9 the oracle would need more bits for 1 + exp(-x) */
            if (mpfr_cmpabs_ui(x, 512) > 0 || !mpfr_regular_p(x) ||
                !cas_estimate_open(&e, functions[i], x, precision))
                continue;
            exact_pair(functions[i], x, value, slope);
            if (!is_within(e.value, value, e.error) ||
                e.error > mpfr_get_exp(value) - precision - 11 ||
                !is_slope_bound(e.slope, slope))
                fail_msg("%s(%a) at %ld bits", cas_function_names[functions[i]],
                         mpfr_get_d(x, MPFR_RNDN), (long)precision);
            cas_estimate_close(&e);
            meaningful++;
        }
        assert_true(meaningful > 1000);
    }
    mpfr_clears(x, value, slope, (mpfr_ptr)0);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponential_has_its_accuracy_at_every_precision),
        cmocka_unit_test(exponential_may_replace_its_argument),
        cmocka_unit_test(estimates_are_as_good_as_they_say),
    };
    return cmocka_run_group_tests_name("estimate", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/elementary.h"

#define LANES_WIDTH 1
#include "training/lanes_elementary.h"

#include "arithmetic/philox.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <mpfr.h>

enum { BITS = 128 };

static gsl_rng *generator(uint64_t trial)
{
    return cas_philox_new(cas_philox_key_make(3, "training elementary", trial));
}

/* |approximation - exact| in units of the last place of the double nearest to exact. */
static double error_in_ulps(double approximation, mpfr_srcptr exact)
{
    double nearest = mpfr_get_d(exact, MPFR_RNDN);
    double unit = fabs(nearest) - nextafter(fabs(nearest), 0);
    int exponent;
    if (frexp(fabs(nearest), &exponent) == 0.5)
        unit *= 2; /* at a power of two: the unit of the binade above */
    mpfr_t difference;
    mpfr_init2(difference, BITS);
    mpfr_d_sub(difference, approximation, exact, MPFR_RNDN);
    double error = fabs(mpfr_get_d(difference, MPFR_RNDN)) / unit;
    mpfr_clear(difference);
    return error;
}

static double worst_exp2(double x, double worst)
{
    mpfr_t exact;
    mpfr_init2(exact, BITS);
    mpfr_set_d(exact, x, MPFR_RNDN);
    mpfr_exp2(exact, exact, MPFR_RNDN);
    double error = error_in_ulps(cas_training_exp2(x), exact);
    mpfr_clear(exact);
    return fmax(worst, error);
}

/* The reduced argument's interval [-1/2, 1/2] densely, with its ends, in several binades;
   then all of the range at random. */
static void exp2_is_within_its_proven_bound(void **state)
{
    (void)state;
    static const double places[] = {0, 1, -400, 400, -1000, 1000};
    double worst = 0;
    for (size_t p = 0; p < sizeof places / sizeof *places; p++)
        for (int i = -4096; i <= 4096; i++) {
            double x = places[p] + i / 8192.0;
            worst = worst_exp2(x, worst);
            worst = worst_exp2(nextafter(x, 0), worst);
        }
    gsl_rng *rng = generator(0);
    for (int i = 0; i < 30000; i++)
        worst = worst_exp2(2042 * gsl_rng_uniform(rng) - 1021, worst);
    for (int i = 0; i < 30000; i++)
        worst = worst_exp2(ldexp(gsl_rng_uniform(rng) - 0.5, -(i % 60)), worst);
    gsl_rng_free(rng);
    print_message("# exp2: worst error %.4f units in the last place\n", worst);
    assert_true(worst < 0.88);
    assert_true(worst > 0.5); /* the measure works: nothing rounds this well by itself */
}

static void exp2_of_integers_is_exact(void **state)
{
    (void)state;
    for (int n = -1021; n <= 1021; n++)
        assert_true(cas_training_exp2(n) == ldexp(1, n));
}

/*: The bound of the test: $e \ln 2$ and $\ln m$ are each rounded a few times. For $e = 0$
the sum is $2f + O(f^3)$ with $f$ off by at most $2u$ relative ($m \pm 1$: the difference
is exact) and two more roundings; for $e \ne 0$, $|\ln x| \ge 0.34$ and no term is above
it by more than a factor 2.1. Five units cover both. */
static void log_is_within_five_units(void **state)
{
    (void)state;
    double worst = 0;
    gsl_rng *rng = generator(1);
    mpfr_t exact;
    mpfr_init2(exact, BITS);
    for (int i = 0; i < 30000; i++) {
        double u = gsl_rng_uniform(rng) + 0x1p-33;
        double x = i % 3 == 0 ? u : i % 3 == 1 ? 1 + u : 1 - ldexp(u, -(i % 50));
        if (x == 1)
            continue;
        mpfr_set_d(exact, x, MPFR_RNDN);
        mpfr_log(exact, exact, MPFR_RNDN);
        worst = fmax(worst, error_in_ulps(cas_training_log(x), exact));
    }
    gsl_rng_free(rng);
    mpfr_clear(exact);
    print_message("# log: worst error %.3f units in the last place\n", worst);
    assert_true(worst < 5);
    assert_true(cas_training_log(1) == 0);
}

/* y = pi r/2 has relative error 2u, which the sine and the cosine take over at most once;
   each series is a product of factors near 1 with a few roundings: four units. */
static void sine_and_cosine_are_within_four_units(void **state)
{
    (void)state;
    double worst = 0;
    mpfr_t angle, value;
    mpfr_inits2(BITS, angle, value, (mpfr_ptr)0);
    for (int i = -20000; i <= 20000; i++) {
        double sine, cosine, r = i / 40000.0;
        elementary_sincos(r, &sine, &cosine);
        mpfr_const_pi(angle, MPFR_RNDN);
        mpfr_mul_d(angle, angle, r / 2, MPFR_RNDN);
        mpfr_cos(value, angle, MPFR_RNDN);
        worst = fmax(worst, error_in_ulps(cosine, value));
        mpfr_sin(value, angle, MPFR_RNDN);
        if (i != 0)
            worst = fmax(worst, error_in_ulps(sine, value));
        else
            assert_true(sine == 0);
    }
    mpfr_clears(angle, value, (mpfr_ptr)0);
    print_message("# sine, cosine: worst error %.3f units in the last place\n", worst);
    assert_true(worst < 4);
}

static void units_are_the_odd_multiples_inside_the_interval(void **state)
{
    (void)state;
    assert_true(cas_training_unit(0, 0) == 0x1p-53);
    assert_true(cas_training_unit(0, 4095) == 0x1p-53);
    assert_true(cas_training_unit(0, 4096) == 3 * 0x1p-53);
    assert_true(cas_training_unit(0x80000000, 0) == 0.5 + 0x1p-53);
    assert_true(cas_training_unit(UINT32_MAX, UINT32_MAX) == 1 - 0x1p-53);
}

/* The largest radius, and the four reflections of one direction. */
static void normals_of_given_blocks_are_where_they_belong(void **state)
{
    (void)state;
    double pair[2], turned[2];
    cas_training_normals((uint32_t[]){0, 0, 0x80000000, 0}, pair);
    assert_true(fabs(pair[0] - sqrt(2 * 53 * log(2))) < 1e-14);
    assert_true(fabs(pair[1]) < 1e-14);
    cas_training_normals((uint32_t[]){0x12345678, 2, 0xcdef0123, 2}, pair);
    cas_training_normals((uint32_t[]){0x12345678, 3, 0xcdef0123, 2}, turned);
    assert_true(turned[0] == pair[1] && turned[1] == pair[0]);
    cas_training_normals((uint32_t[]){0x12345678, 2, 0xcdef0123, 3}, turned);
    assert_true(turned[0] == -pair[0] && turned[1] == -pair[1]);
    cas_training_normals((uint32_t[]){0x12345678, 3, 0xcdef0123, 3}, turned);
    assert_true(turned[0] == -pair[1] && turned[1] == -pair[0]);
}

/* A cell of a d x d grid of equally likely intervals for (first, second): normal and
   independent pairs fill all of them alike.  Seeds are fixed, so the test cannot fail by
   chance later; the level says how likely a correct generator was to fail when it was
   written. */
static void pairs_are_normal_and_independent(void **state)
{
    (void)state;
    enum { SIDE = 12, CELLS = SIDE * SIDE, TRIALS = 200000 };
    static double count[CELLS];
    cas_philox_key key = cas_philox_key_make(3, "training normals", 0);
    for (uint32_t i = 0; i < TRIALS; i++) {
        uint32_t block[4];
        double pair[2];
        cas_philox_block(key, (uint32_t[]){i, 0, 0, 0}, block);
        cas_training_normals(block, pair);
        int row = (int)(SIDE * gsl_cdf_ugaussian_P(pair[0]));
        int column = (int)(SIDE * gsl_cdf_ugaussian_P(pair[1]));
        count[row * SIDE + column]++;
    }
    double sum = 0, expected = (double)TRIALS / CELLS;
    for (int i = 0; i < CELLS; i++)
        sum += (count[i] - expected) * (count[i] - expected) / expected;
    double level = 1e-6;
    assert_true(sum < gsl_cdf_chisq_Qinv(level / 2, CELLS - 1));
    assert_true(sum > gsl_cdf_chisq_Pinv(level / 2, CELLS - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp2_is_within_its_proven_bound),
        cmocka_unit_test(exp2_of_integers_is_exact),
        cmocka_unit_test(log_is_within_five_units),
        cmocka_unit_test(sine_and_cosine_are_within_four_units),
        cmocka_unit_test(units_are_the_odd_multiples_inside_the_interval),
        cmocka_unit_test(normals_of_given_blocks_are_where_they_belong),
        cmocka_unit_test(pairs_are_normal_and_independent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/activation.h"

#include "arithmetic/philox.h"
#include "program/jet.h"
#include "program/tape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

enum { BITS = 256, RANGE_BITS = 128 };

/* The program phi(y1). */
static cas_program *program_of(const cas_activation *phi)
{
    cas_program *program = cas_program_new(1, 0);
    cas_program_add_output(
        program, cas_activation_define(phi, program, cas_program_y(program, 0)));
    return program;
}

/* Random arguments of all sizes from 2^-30 to 2^9, both signs. */
static double argument(gsl_rng *rng)
{
    const double magnitude = exp2(-30 + 39 * gsl_rng_uniform(rng));
    return gsl_rng_uniform_int(rng, 2) == 0 ? magnitude : -magnitude;
}

/* What is below the normal doubles is not compared. */
static bool is_relatively_near(double found, mpfr_srcptr exact)
{
    mpfr_t error, allowed;
    mpfr_init2(error, BITS);
    mpfr_init2(allowed, BITS);
    mpfr_sub_d(error, exact, found, MPFR_RNDA);
    mpfr_mul_d(allowed, exact, CAS_ACTIVATION_ERROR * 0x1p-53, MPFR_RNDZ);
    const bool is_near = mpfr_cmpabs(error, allowed) <= 0;
    const bool is_normal = fabs(mpfr_get_d(exact, MPFR_RNDA)) > 0x1p-1022;
    mpfr_clear(error);
    mpfr_clear(allowed);
    return is_near || !is_normal;
}

static void values_and_slopes_in_double_are_as_near_as_stated(void **state)
{
    (void)state;
    const cas_arithmetic mpfr = cas_arithmetic_mpfr(BITS);
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(5, "double", 0));
    for (size_t i = 0; i < CAS_ACTIVATION_COUNT; ++i) {
        const cas_activation *phi = &cas_activations[i];
        cas_program *program = program_of(phi);
        cas_tape *tape = cas_tape_new(program, &mpfr);
        mpfr_t z, one, slope;
        mpfr_inits2(BITS, z, one, slope, (mpfr_ptr)NULL);
        mpfr_set_ui(one, 1, MPFR_RNDN);
        for (int trial = 0; trial < 2000; ++trial) {
            const double x = argument(rng);
            mpfr_set_d(z, x, MPFR_RNDN);
            assert_int_equal(cas_tape_evaluate(tape, z, NULL, NULL), CAS_OK);
            assert_int_equal(cas_tape_pullback(tape, one, slope, NULL, NULL), CAS_OK);
            assert_true(is_relatively_near(phi->value(x), cas_tape_output(tape, 0)));
            assert_true(is_relatively_near(phi->slope(x), slope));
        }
        mpfr_clears(z, one, slope, (mpfr_ptr)NULL);
        cas_tape_free(tape);
        cas_program_free(program);
    }
    gsl_rng_free(rng);
}

/* a / b * sqrt(n): the closed form of a supremum. */
typedef struct closed_form {
    unsigned long a, b, n;
} closed_form;

static void suprema_on_all_reals_are_the_closed_forms(void **state)
{
    static const closed_form suprema[CAS_ACTIVATION_COUNT][3] = {
        [CAS_ACTIVATION_TANH] = {{1, 1, 1}, {4, 9, 3}, {2, 1, 1}},
        [CAS_ACTIVATION_SIGMOID] = {{1, 4, 1}, {1, 18, 3}, {1, 8, 1}},
        [CAS_ACTIVATION_SOFTPLUS] = {{1, 1, 1}, {1, 4, 1}, {1, 18, 3}},
        [CAS_ACTIVATION_SIN] = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}},
        [CAS_ACTIVATION_ATAN] = {{1, 1, 1}, {3, 8, 3}, {2, 1, 1}},
        [CAS_ACTIVATION_IDENTITY] = {{1, 1, 1}, {0, 1, 1}, {0, 1, 1}},
    };
    (void)state;
    mpfi_t everything, range, expected;
    mpfi_init2(everything, RANGE_BITS);
    mpfi_init2(range, RANGE_BITS);
    mpfi_init2(expected, RANGE_BITS);
    mpfr_set_inf(&everything->left, -1);
    mpfr_set_inf(&everything->right, 1);
    for (size_t i = 0; i < CAS_ACTIVATION_COUNT; ++i)
        for (unsigned order = 1; order <= 3; ++order) {
            const closed_form *s = &suprema[i][order - 1];
            cas_activations[i].range(range, order, everything);
            mpfi_abs(range, range);
            mpfi_set_ui(expected, s->n);
            mpfi_sqrt(expected, expected);
            mpfi_mul_ui(expected, expected, s->a);
            mpfi_div_ui(expected, expected, s->b);
            mpfi_sub(expected, expected, range);
            /* upper(range) - supremum lies between 0 and the rounding of a few
               operations */
            assert_true(mpfr_cmp_ui(&expected->left, 0) <= 0);
            assert_true(mpfr_cmp_d(&expected->left, -0x1p-120) >= 0);
        }
    mpfi_clear(everything);
    mpfi_clear(range);
    mpfi_clear(expected);
}

/* The derivative phi^(order) at the point x, by Taylor arithmetic in intervals. */
static void derivative_at(mpfi_ptr r, cas_jets *jets, unsigned order, double x)
{
    mpfi_t value, one;
    mpfi_init2(value, BITS);
    mpfi_init2(one, BITS);
    mpfi_set_d(value, x);
    mpfi_set_ui(one, 1);
    cas_jets_seed_variable(jets, 0, value, one);
    assert_int_equal(cas_jets_evaluate(jets, NULL), CAS_OK);
    mpfi_set(r, order == 1   ? cas_jets_first(jets, 0, 0)
                : order == 2 ? cas_jets_second(jets, 0, 0, 0)
                             : cas_jets_entry(jets, 0, 3, (size_t[]){0, 0, 0}));
    mpfi_clear(value);
    mpfi_clear(one);
}

/* Samples phi^(order) on [a, b]: each value must meet range; *least and *most are
   hulled. */
static void sample(mpfi_srcptr range, cas_jets *jets, unsigned order, double a, double b,
                   double *least, double *most)
{
    enum { SAMPLES = 64 };
    mpfi_t value;
    mpfi_init2(value, BITS);
    *least = INFINITY;
    *most = -INFINITY;
    for (int i = 0; i <= SAMPLES; ++i) {
        derivative_at(value, jets, order, i == SAMPLES ? b : a + (b - a) * i / SAMPLES);
        assert_true(mpfr_lessequal_p(&range->left, &value->right));
        assert_true(mpfr_lessequal_p(&value->left, &range->right));
        *least = fmin(*least, mpfi_get_d(value));
        *most = fmax(*most, mpfi_get_d(value));
    }
    mpfi_clear(value);
}

/*: The ends of the interval are sampled. Near an extremum inside, at which
$\phi^{(m+1)}=0$, the nearest sample is at most $h/2$ away, so that it falls short by at
most $\frac12\sup|\phi^{(m+2)}|(h/2)^2$; derivatives up to the fifth are at most 24 in
absolute value
($\arctan^{(5)}(0)$). So the range exceeds the samples' hull by at most $3h^2$ and the
rounding of a few operations. */
static void ranges_contain_what_is_sampled_and_little_more(void **state)
{
    (void)state;
    const cas_arithmetic interval = cas_arithmetic_interval(BITS);
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(5, "range", 0));
    mpfi_t z, range;
    mpfi_init2(z, RANGE_BITS);
    mpfi_init2(range, RANGE_BITS);
    for (size_t i = 0; i < CAS_ACTIVATION_COUNT; ++i) {
        cas_program *program = program_of(&cas_activations[i]);
        cas_jets *jets = cas_jets_new(program, &interval, 1, 3);
        for (int trial = 0; trial < 30; ++trial) {
            const double a = 8 * gsl_rng_uniform(rng) - 5;
            const double b = a + 3 * gsl_rng_uniform(rng) * gsl_rng_uniform(rng);
            const double h = (b - a) / 64;
            mpfi_interv_d(z, a, b);
            for (unsigned order = 1; order <= 3; ++order) {
                double least, most;
                cas_activations[i].range(range, order, z);
                sample(range, jets, order, a, b, &least, &most);
                assert_true(mpfr_cmp_d(&range->left, least - 3 * h * h - 0x1p-50) >= 0);
                assert_true(mpfr_cmp_d(&range->right, most + 3 * h * h + 0x1p-50) <= 0);
            }
        }
        cas_jets_free(jets);
        cas_program_free(program);
    }
    mpfi_clear(z);
    mpfi_clear(range);
    gsl_rng_free(rng);
}

static void half_lines_and_points_have_ranges(void **state)
{
    (void)state;
    mpfi_t z, range;
    mpfi_init2(z, RANGE_BITS);
    mpfi_init2(range, RANGE_BITS);
    mpfi_set_ui(z, 3);
    mpfr_set_inf(&z->right, 1);
    cas_activations[CAS_ACTIVATION_SIGMOID].range(range, 1, z);
    assert_true(mpfr_zero_p(&range->left));
    assert_true(mpfr_cmp_d(&range->right, 0.0452) < 0);
    cas_activations[CAS_ACTIVATION_ATAN].range(range, 3, z);
    assert_true(mpfr_cmp_ui(&range->left, 0) <= 0 &&
                mpfr_cmp_d(&range->right, 0.0521) < 0);
    mpfi_set_ui(z, 0);
    cas_activations[CAS_ACTIVATION_TANH].range(range, 3, z);
    assert_true(mpfi_cmp_si(range, -2) == 0);
    mpfi_clear(z);
    mpfi_clear(range);
}

static void names_are_the_table_s_in_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < CAS_ACTIVATION_COUNT; ++i)
        assert_string_equal(cas_activations[i].name, cas_activation_names[i]);
    assert_null(cas_activation_names[CAS_ACTIVATION_COUNT]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_slopes_in_double_are_as_near_as_stated),
        cmocka_unit_test(suprema_on_all_reals_are_the_closed_forms),
        cmocka_unit_test(ranges_contain_what_is_sampled_and_little_more),
        cmocka_unit_test(half_lines_and_points_have_ranges),
        cmocka_unit_test(names_are_the_table_s_in_order),
    };
    return cmocka_run_group_tests_name("activation", tests, NULL, NULL);
}

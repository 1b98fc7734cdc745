/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/tape.h"

#include "arithmetic/interval.h"
#include "program/expression.h"
#include "tests/program/tape_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <mpfi.h>

/* The relative distance of x from an enclosure, or the absolute one
   where it is below 1. */
static double distance(mpfi_srcptr enclosure, double x)
{
    double d = cas_interval_distance(enclosure, x);
    double magnitude = fabs(mpfi_get_d(enclosure));
    return magnitude < 1 ? d * magnitude : d;
}

/* Rounding, of 2^-53 or 2^-256, is all that the arithmetics differ in; a wrong formula
   shows in the leading bits.  Half of the bits separate the two, unless rounding errors
   are magnified 2^26 times, which moderate programs at moderate points cannot do. */
static void arithmetics_agree(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 200; trial++) {
        sample s;
        run enclosed, rounded, fine;
        sample_start(&s, "tape/arithmetics", trial, RANDOM_ANY);
        run_start(&enclosed, s.program, cas_arithmetic_interval(PRECISION));
        run_start(&rounded, s.program, cas_arithmetic_double);
        run_start(&fine, s.program, cas_arithmetic_mpfr(PRECISION));
        run *runs[] = {&enclosed, &rounded, &fine};
        for (size_t i = 0; i < 3; i++) {
            set_numbers(runs[i], s.x, s.v);
            evaluate(runs[i]);
            pull_back(runs[i]);
        }
        for (size_t i = 0; i < N; i++) {
            mpfi_srcptr slope = part(&enclosed, enclosed.gradient, i);
            double in_double = ((double *)rounded.gradient)[i];
            double in_mpfr = fine.arithmetic.to_double(part(&fine, fine.gradient, i));
            assert_true(distance(slope, in_double) < 0x1p-26);
            assert_true(distance(slope, in_mpfr) < 0x1p-50);
        }
        for (size_t i = 0; i < 3; i++)
            run_stop(runs[i]);
        sample_stop(&s);
    }
}

/* Rounding to nearest stays between rounding down and rounding up, and so
   through all operations:
   what double and mpfr compute lies in the interval result of the same precision.
   (Functions are left out because a library's are not rounded correctly.) */
static void rounded_gradients_lie_in_intervals_of_their_precision(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 200; trial++) {
        sample s;
        run enclosed, rounded;
        sample_start(&s, "tape/rounding", trial, RANDOM_RATIONAL);
        run_start(&enclosed, s.program, cas_arithmetic_interval(53));
        run_start(&rounded, s.program, cas_arithmetic_double);
        set_numbers(&enclosed, s.x, s.v);
        set_numbers(&rounded, s.x, s.v);
        evaluate(&enclosed);
        evaluate(&rounded);
        pull_back(&enclosed);
        pull_back(&rounded);
        for (size_t i = 0; i < N; i++)
            assert_true(mpfi_is_inside_d(((double *)rounded.gradient)[i],
                                         part(&enclosed, enclosed.gradient, i)));
        run_stop(&enclosed);
        run_stop(&rounded);
        sample_stop(&s);
    }
}

static void rational_gradients_are_enclosed(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 200; trial++) {
        sample s;
        run enclosed, exact;
        sample_start(&s, "tape/rational", trial, RANDOM_RATIONAL);
        run_start(&enclosed, s.program, cas_arithmetic_interval(PRECISION));
        run_start(&exact, s.program, cas_arithmetic_rational);
        set_numbers(&enclosed, s.x, s.v);
        set_numbers(&exact, s.x, s.v);
        evaluate(&enclosed);
        evaluate(&exact);
        pull_back(&enclosed);
        pull_back(&exact);
        for (size_t i = 0; i < N; i++) {
            mpq_srcptr value = part(&exact, exact.gradient, i);
            mpfi_srcptr enclosure = part(&enclosed, enclosed.gradient, i);
            assert_true(mpfr_cmp_q(&enclosure->left, value) <= 0);
            assert_true(mpfr_cmp_q(&enclosure->right, value) >= 0);
        }
        run_stop(&enclosed);
        run_stop(&exact);
        sample_stop(&s);
    }
}

/* The enclosures of f and f' at one y, with 128 bits. */
static void enclose_slope(const char *text, double y, mpfi_ptr slope)
{
    size_t node;
    cas_message message;
    cas_arithmetic arithmetic = cas_arithmetic_interval(128);
    cas_program *program = cas_program_new(1, 0);
    assert_int_equal(cas_expression_read(program, text, &node, &message), CAS_OK);
    cas_program_add_output(program, node);
    cas_tape *tape = cas_tape_new(program, &arithmetic);
    mpfi_t x, one;
    mpfi_init_set_d(x, y);
    mpfi_init_set_si(one, 1);
    assert_int_equal(cas_tape_evaluate(tape, x, NULL, &message), CAS_OK);
    assert_int_equal(cas_tape_pullback(tape, one, slope, NULL, &message), CAS_OK);
    mpfi_clear(x);
    mpfi_clear(one);
    cas_tape_free(tape);
    cas_program_free(program);
}

static void slopes_keep_their_relative_accuracy_near_saturation(void **state)
{
    (void)state;
    mpfi_t slope;
    mpfi_init2(slope, 128);
    for (double y = 0.5; y < 1000; y *= 1.7) {
        enclose_slope("tanh(y1)", y, slope);
        assert_true(cas_interval_relative_width(slope) < 0x1p-110);
        enclose_slope("tanh(-y1)", y, slope);
        assert_true(cas_interval_relative_width(slope) < 0x1p-110);
        enclose_slope("sigmoid(y1)", y, slope);
        assert_true(cas_interval_relative_width(slope) < 0x1p-110);
        enclose_slope("sigmoid(-y1)", y, slope);
        assert_true(cas_interval_relative_width(slope) < 0x1p-110);
    }
    mpfi_clear(slope);
}

static void structural_zeros_stay_exact(void **state)
{
    (void)state;
    size_t node;
    cas_arithmetic arithmetic = cas_arithmetic_interval(64);
    cas_program *program = cas_program_new(2, 1);
    static const char *const texts[] = {"tanh(y1)", "sqrt(y2)*w1"};
    for (size_t k = 0; k < 2; k++) {
        assert_int_equal(cas_expression_read(program, texts[k], &node, NULL), CAS_OK);
        cas_program_add_output(program, node);
    }
    cas_tape *tape = cas_tape_new(program, &arithmetic);
    mpfi_t *numbers = cas_numbers_new(&arithmetic, 8);
    mpfi_set_d(numbers[0], 0.3); /* y1, and y2 = 0, where sqrt has no slope */
    mpfi_set_d(numbers[2], 0.7);
    mpfi_set_d(numbers[3], 1); /* v */
    assert_int_equal(cas_tape_evaluate(tape, numbers, numbers[2], NULL), CAS_OK);
    assert_int_equal(cas_tape_pullback(tape, numbers[3], numbers[5], numbers[7], NULL),
                     CAS_OK);
    assert_false(arithmetic.is_zero(numbers[5]));
    assert_true(arithmetic.is_zero(numbers[6]));
    assert_true(arithmetic.is_zero(numbers[7]));
    cas_numbers_free(&arithmetic, numbers, 8);
    cas_tape_free(tape);
    cas_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetics_agree),
        cmocka_unit_test(rounded_gradients_lie_in_intervals_of_their_precision),
        cmocka_unit_test(rational_gradients_are_enclosed),
        cmocka_unit_test(slopes_keep_their_relative_accuracy_near_saturation),
        cmocka_unit_test(structural_zeros_stay_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

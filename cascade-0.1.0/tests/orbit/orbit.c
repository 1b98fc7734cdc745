/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/blow_up.h"
#include "orbit/cone.h"
#include "orbit/orbit_claim.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char printed_matrix[] = "-15 13 -5 9";
static const char mild_matrix[] = "1 -2 -2 3";
static const char sharp_matrix[] = "5 -4 -4 3";

static int begin(void **state)
{
    static cas_iteration iteration;
    cas_iteration_init(&iteration);
    *state = &iteration;
    return 0;
}

static int end(void **state)
{
    cas_iteration_clear(*state);
    return 0;
}

static void the_uncompressed_orbit_of_the_paper_ends_after_one_step(void **state)
{
    cas_iteration *it = *state;
    cas_iteration_set(it, printed_matrix, "7/3 7/3", "0 0", "1/10", "0", false);
    cas_orbit orbit;
    cas_orbit_begin(&orbit, it, &cas_arithmetic_rational);
    assert_int_equal(cas_orbit_step(&orbit), CAS_PICK_BOTH);
    const mpq_t *w = orbit.w_1;
    assert_int_equal(mpq_sgn(w[0]), 0);
    assert_int_equal(mpq_sgn(w[1]), 0);
    cas_orbit_end(&orbit);
}

static void a_tie_keeps_the_first_entry(void **state)
{
    cas_iteration *it = *state;
    cas_iteration_set(it, "1 0 0 1", "2 -2", "0 0", "1/2", "0", true);
    cas_orbit orbit;
    cas_orbit_begin(&orbit, it, &cas_arithmetic_rational);
    assert_int_equal(cas_orbit_step(&orbit), CAS_PICK_TIE);
    const mpq_t *w = orbit.w_1;
    assert_int_equal(mpq_cmp_si(w[0], 1, 1), 0);
    assert_int_equal(mpq_cmp_si(w[1], -2, 1), 0);
    cas_orbit_end(&orbit);
    cas_arithmetic interval = cas_arithmetic_interval(64);
    cas_orbit_begin(&orbit, it, &interval);
    assert_int_equal(cas_orbit_step(&orbit), CAS_PICK_UNDECIDED);
    cas_orbit_end(&orbit);
}

/* Both weights, against the formulas of (56) written out. */
static void a_step_moves_both_weights_by_the_old_gradients(void **state)
{
    cas_iteration *it = *state;
    cas_iteration_set(it, mild_matrix, "3 1", "5 4", "1/7", "0", false);
    /* y = (1, -3), p = 5 - 12 = -7, v = y - 14 q = (-69, -59), A^T v = (49, -39). */
    cas_orbit orbit;
    cas_orbit_begin(&orbit, it, &cas_arithmetic_rational);
    cas_orbit_step(&orbit);
    const mpq_t *w = orbit.w_1, *q = orbit.w_2;
    assert_int_equal(mpq_cmp_si(w[0], 21 - 49, 7), 0);
    assert_int_equal(mpq_cmp_si(w[1], 7 + 39, 7), 0);
    assert_int_equal(mpq_cmp_si(q[0], 5 + 2, 1), 0);
    assert_int_equal(mpq_cmp_si(q[1], 4 - 6, 1), 0);
    cas_orbit_end(&orbit);
}

static void momentum_adds_a_part_of_the_last_step(void **state)
{
    cas_iteration *it = *state;
    cas_iteration_set(it, "1 0 0 1", "4 8", "0 0", "1/4", "1/2", true);
    cas_iteration_read_numbers(&it->before_1, "2 2");
    cas_orbit orbit;
    cas_orbit_begin(&orbit, it, &cas_arithmetic_rational);
    assert_int_equal(cas_orbit_step(&orbit), CAS_PICK_SECOND);
    const mpq_t *w = orbit.w_1, *before = orbit.before_1;
    assert_int_equal(mpq_cmp_si(w[0], 4 + 1, 1), 0);
    assert_int_equal(mpq_cmp_si(w[1], 8 - 2 + 3, 1), 0);
    assert_int_equal(mpq_cmp_si(before[1], 8, 1), 0);
    cas_orbit_end(&orbit);
}

static void intervals_contain_the_exact_orbit(void **state)
{
    cas_iteration *it = *state;
    cas_iteration_set(it, sharp_matrix, "1/16 1/16", "15 18", "1/500", "0", true);
    cas_arithmetic interval = cas_arithmetic_interval(128);
    cas_orbit exact, enclosed;
    cas_orbit_begin(&exact, it, &cas_arithmetic_rational);
    cas_orbit_begin(&enclosed, it, &interval);
    for (int t = 0; t < 6; t++) {
        assert_int_equal(cas_orbit_step(&exact), cas_orbit_step(&enclosed));
        const mpq_t *w = exact.w_1, *q = exact.w_2;
        mpfi_t *wi = enclosed.w_1, *qi = enclosed.w_2;
        for (size_t k = 0; k < 2; k++) {
            assert_true(mpfi_is_inside_q(w[k], wi[k]));
            assert_true(mpfi_is_inside_q(q[k], qi[k]));
        }
    }
    cas_orbit_end(&exact);
    cas_orbit_end(&enclosed);
}

/* max(|w_11|, |w_12|). */
static double size_of(const cas_orbit *orbit)
{
    const cas_arithmetic *a = orbit->arithmetic;
    double left = fabs(a->to_double(orbit->w_1));
    double right = fabs(a->to_double(cas_at_const(a, orbit->w_1, 1)));
    return isnan(left) || isnan(right) ? INFINITY : fmax(left, right);
}

enum fate { ENDS_AT_ZERO, OVERFLOWS, GOES_ON };

/* In double, within 10000 steps. */
static enum fate follow(const cas_iteration *it)
{
    cas_orbit orbit;
    cas_orbit_begin(&orbit, it, &cas_arithmetic_double);
    enum fate fate = GOES_ON;
    for (size_t t = 0; t < 10000 && fate == GOES_ON; t++) {
        cas_orbit_step(&orbit);
        double size = size_of(&orbit);
        fate = size == 0 ? ENDS_AT_ZERO : size > 1e300 ? OVERFLOWS : GOES_ON;
    }
    cas_orbit_end(&orbit);
    return fate;
}

static enum fate follow_from(cas_iteration *it, double s, bool compressed)
{
    cas_iteration_set(it, printed_matrix, "1 1", "0 0", "1/10", "0", compressed);
    for (size_t i = 0; i < 2; i++)
        mpq_set_d(it->start_1.at[i], s);
    return follow(it);
}

static void in_double_short_starts_end_at_zero_without_compression(void **state)
{
    static const double starts[] = {1,   2,   3,       5,          10,
                                    1.5, 100, 0x1p-40, 0x1p49 - 1, 123456789};
    for (size_t k = 0; k < sizeof starts / sizeof *starts; k++) {
        assert_int_equal(follow_from(*state, starts[k], false), ENDS_AT_ZERO);
        assert_int_equal(follow_from(*state, starts[k], true), OVERFLOWS);
    }
}

/* The numbers in the note of app:A.3/sgd/2. */
static void in_double_most_other_starts_overflow_without_compression(void **state)
{
    size_t overflows = 0;
    for (unsigned k = 1; k < 1000; k++)
        overflows += follow_from(*state, k / 1000.0, false) == OVERFLOWS;
    assert_int_equal(overflows, 869);
    assert_int_equal(follow_from(*state, 0.1, false), OVERFLOWS);
}

/* Those of app:A.3/momentum and of the sharp app:A.3/sgd. */
static void in_double_the_compressed_examples_overflow(void **state)
{
    cas_iteration *it = *state;
    cas_iteration_set(it, "-5 -4 -5 3", "1 1", "0 0", "1/20", "9/10", true);
    assert_int_equal(follow(it), OVERFLOWS);
    cas_iteration_set(it, sharp_matrix, "1/1024 1/1024", "15 18", "1/500", "0", true);
    assert_int_equal(follow(it), OVERFLOWS);
    cas_blow_up found;
    assert_true(cas_blow_up_find(it, 1024, 40, &found));
    assert_true(found.growth_w1 > 1.1e6 && found.growth_w2 > 2e6);
}

static void blow_ups_are_found_where_exact_orbits_have_them(void **state)
{
    static const struct {
        const char *matrix, *start, *weights, *step, *word;
        size_t entry;
    } cases[] = {
        {mild_matrix, "1/8 1/8", "5 4", "1/45", "11111122", 2},
        {sharp_matrix, "1/1024 1/1024", "15 18", "1/500", "22222222221", 1},
        {sharp_matrix, "1/16 1/16", "15 18", "1/500", "22222211", 1},
        {sharp_matrix, "1/10 1/10", "15 18", "1/500", "2222221", 1},
        {sharp_matrix, "1/100 1/100", "15 18", "1/500", "222222221", 1},
        {sharp_matrix, "1/1000 1/1000", "15 18", "1/500", "22222222221", 1},
        {sharp_matrix, "0x1p-40 0x1p-40", "15 18", "1/500",
         "222222222222222222222222222211", 1},
    };
    cas_iteration *it = *state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        cas_blow_up found;
        cas_iteration_set(it, cases[k].matrix, cases[k].start, cases[k].weights,
                          cases[k].step, "0", true);
        assert_true(cas_blow_up_find(it, 1024, 40, &found));
        assert_string_equal(found.word, cases[k].word);
        assert_int_equal(found.steps, strlen(cases[k].word));
        assert_int_equal(found.entry, cases[k].entry);
        assert_true(found.growth_w1 > 2 && found.growth_w2 > 2);
    }
}

/* After the region is entered, the exact orbit does what Lemma 2 says. */
static void a_trapped_orbit_keeps_its_entry_and_doubles(void **state)
{
    cas_iteration *it = *state;
    cas_iteration_set(it, sharp_matrix, "1/16 1/16", "15 18", "1/500", "0", true);
    cas_blow_up found;
    assert_true(cas_blow_up_find(it, 1024, 40, &found));
    cas_arithmetic interval = cas_arithmetic_interval(4096);
    cas_orbit orbit;
    cas_orbit_begin(&orbit, it, &interval);
    for (size_t t = 0; t < found.steps; t++)
        cas_orbit_step(&orbit);
    double size = size_of(&orbit);
    for (size_t t = 0; t < 3; t++) {
        assert_int_equal(cas_orbit_step(&orbit), CAS_PICK_FIRST);
        assert_true(size_of(&orbit) > 2 * size);
        size = size_of(&orbit);
    }
    cas_orbit_end(&orbit);
}

static void no_blow_up_is_found_where_the_orbit_converges(void **state)
{
    cas_iteration *it = *state;
    cas_blow_up found;
    cas_iteration_set(it, mild_matrix, "1/8 1/8", "5 4", "1/300", "0", true);
    assert_false(cas_blow_up_find(it, 1024, 40, &found));
    cas_iteration_set(it, sharp_matrix, "1/16 1/16", "15 18", "1/500", "0", false);
    assert_false(cas_blow_up_find(it, 1024, 40, &found));
}

static void the_uncompressed_lemma_covers_both_examples(void **state)
{
    static const struct {
        const char *matrix, *start, *weights, *step, *radius, *theta;
        bool converges;
    } cases[] = {
        {mild_matrix, "1/8 1/8", "5 4", "1/45", "1/32", "103/100", true},
        {sharp_matrix, "1/1024 1/1024", "15 18", "1/500", "2^(-19)", "8/25", true},
        {mild_matrix, "1/8 1/8", "5 4", "1/20", "1/32", "103/100", false},
        {mild_matrix, "1/8 1/8", "5 4", "1/45", "1/50", "103/100", false},
        {"1 2 2 4", "1/8 1/8", "0 0", "1/100", "1", "1", false},
    };
    cas_iteration *it = *state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        cas_calculation calculation;
        cas_calculation_begin(&calculation);
        cas_iteration_set(it, cases[k].matrix, cases[k].start, cases[k].weights,
                          cases[k].step, "0", false);
        cas_check_uncompressed_converges(&calculation, it, cases[k].radius,
                                         cases[k].theta);
        assert_int_equal(calculation.failed == 0, cases[k].converges);
        cas_calculation_end(&calculation);
    }
}

/* Whether `failure` names the first check that fails for the cone; empty: none does. */
static bool cone_fails(cas_iteration *it, const char *form, const char *word,
                       unsigned growth, const char *failure)
{
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_cone cone;
    cas_cone_init(&cone);
    cas_cone_set(&cone, form, word, "0");
    mpq_set_ui(cone.growth, growth, 4);
    mpq_canonicalize(cone.growth);
    cas_iteration_set(it, "-5 -4 -5 3", "1 1", "0 0", "1/20", "9/10", true);
    cas_check_cone(&calculation, it, &cone);
    bool as_expected = strcmp(calculation.failure, failure) == 0;
    if (!as_expected)
        print_message("%s: %s\n", form, calculation.failure);
    cas_cone_clear(&cone);
    cas_calculation_end(&calculation);
    return as_expected;
}

static void every_condition_on_a_cone_is_looked_at(void **state)
{
    const char *good = cas_orbit_right.form;
    static const char negated[] =
        "98 -87 -22 5  -87 88 -1 -28  -22 -1 43 50  5 -28 50 100";
    static const char skew[] = "-98 87 22 -5  86 -88 1 28  22 1 -43 -50  -5 28 -50 -100";
    static const char double_cone[] = "1 0 0 0  0 1 0 0  0 0 -1 0  0 0 0 -1";
    static const char around_second[] = "-1 0 0 0  0 -1 0 0  0 0 -1 0  0 0 0 1";
    static const char around_first[] = "1 0 0 0  0 -1 0 0  0 0 -1 0  0 0 0 -1";
    static const char signature[] = "Q is symmetric of signature (1, 3)";
    assert_true(cone_fails(*state, good, "12", 7, ""));
    assert_true(cone_fails(*state, good, "12", 8, "P^T Q P - mu Q is positive definite"));
    assert_true(cone_fails(*state, good, "12", 0, "mu is above 0"));
    assert_true(cone_fails(*state, good, "12", 4, "a power of P is a contraction"));
    assert_true(cone_fails(*state, good, "21", 7, "c+ Q^-1 c- is positive"));
    assert_true(cone_fails(*state, negated, "12", 7, signature));
    assert_true(cone_fails(*state, skew, "12", 7, signature));
    assert_true(cone_fails(*state, double_cone, "12", 7, signature));
    assert_true(cone_fails(*state, around_second, "12", 7, "c+ Q^-1 c+ is positive"));
    assert_true(cone_fails(*state, around_first, "12", 7, "c- Q^-1 c- is positive"));
}

static void a_cone_certifies_convergence_where_its_period_contracts(void **state)
{
    static const char form[] =
        "-1000 110 235 -137  110 -591 182 422  235 182 -408 252  -137 422 252 -784";
    cas_iteration *it = *state;
    cas_calculation c;
    cas_calculation_begin(&c);
    cas_cone cone;
    cas_cone_init(&cone);
    cas_cone_set(&cone, form, "12111121121121", "2/5");
    cas_iteration_set(it, "-5 -4 -5 3", "1 1", "0 0", "53/2000", "9/10", true);
    assert_true(cas_check_cone(&c, it, &cone));
    assert_true(cas_check(&c, "power < 1"));
    assert_true(cas_check(&c, "0.8207^2 < exp(log(power)/periods)"));
    assert_false(cas_cone_is_entered(it, &cone, 77));
    assert_true(cas_cone_is_entered(it, &cone, 78));
    cas_cone_clear(&cone);
    cas_calculation_end(&c);
}

/* The first choice of the orbit of (1, 0) with this matrix is between 1 and -1. */
static void a_cone_that_is_entered_after_a_tie_proves_nothing(void **state)
{
    cas_iteration *it = *state;
    cas_cone cone;
    cas_cone_init(&cone);
    cas_cone_set(&cone, "1 0 0 0  0 1 0 0  0 0 1 0  0 0 0 -1", "1", "2");
    cas_iteration_set(it, "1 0 -1 1", "1 0", "0 0", "1/2", "1/2", true);
    cas_iteration_read_numbers(&it->before_1, "0 2");
    assert_false(cas_cone_is_entered(it, &cone, 9));
    cas_iteration_set(it, "1 0 -2 1", "1 0", "0 0", "1/2", "1/2", true);
    cas_iteration_read_numbers(&it->before_1, "0 2");
    assert_true(cas_cone_is_entered(it, &cone, 9));
    cas_cone_clear(&cone);
}

static void top_1_shrinks_the_norm_as_the_theorem_says(void **state)
{
    cas_iteration *it = *state;
    /* The factor 1 - 5 gamma (2 - 394 gamma); 1/220 is unstable uncompressed. */
    static const char *const steps[] = {"1/250", "1/220"};
    for (size_t k = 0; k < 2; k++) {
        cas_calculation c;
        cas_calculation_begin(&c);
        cas_iteration_set(it, printed_matrix, "1 -3/5", "0 0", steps[k], "0", true);
        cas_let_rational(&c, "gamma", it->step);
        cas_orbit orbit;
        cas_orbit_begin(&orbit, it, &cas_arithmetic_rational);
        const mpq_t *w = orbit.w_1;
        for (int t = 0; t < 30; t++) {
            cas_let_rational(&c, "a", w[0]);
            cas_let_rational(&c, "b", w[1]);
            cas_orbit_step(&orbit);
            cas_let_rational(&c, "x", w[0]);
            cas_let_rational(&c, "z", w[1]);
            assert_true(
                cas_check(&c, "x^2 + z^2 <= (1 - 5*gamma*(2 - 394*gamma))*(a^2 + b^2)"));
        }
        cas_orbit_end(&orbit);
        cas_calculation_end(&c);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_uncompressed_orbit_of_the_paper_ends_after_one_step),
        TEST(a_tie_keeps_the_first_entry),
        TEST(a_step_moves_both_weights_by_the_old_gradients),
        TEST(momentum_adds_a_part_of_the_last_step),
        TEST(intervals_contain_the_exact_orbit),
        TEST(in_double_short_starts_end_at_zero_without_compression),
        TEST(in_double_most_other_starts_overflow_without_compression),
        TEST(in_double_the_compressed_examples_overflow),
        TEST(blow_ups_are_found_where_exact_orbits_have_them),
        TEST(a_trapped_orbit_keeps_its_entry_and_doubles),
        TEST(no_blow_up_is_found_where_the_orbit_converges),
        TEST(the_uncompressed_lemma_covers_both_examples),
        TEST(every_condition_on_a_cone_is_looked_at),
        TEST(a_cone_certifies_convergence_where_its_period_contracts),
        TEST(a_cone_that_is_entered_after_a_tie_proves_nothing),
        TEST(top_1_shrinks_the_norm_as_the_theorem_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

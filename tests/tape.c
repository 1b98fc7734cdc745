/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/tape.h"

#include "operator/expression.h"
#include "operator/jet.h"

#include "arithmetic/interval.h"
#include "tests/random_program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <mpfi.h>

enum { IN = 2, WEIGHTS = 3, N = IN + WEIGHTS, OUTPUTS = 3, PRECISION = 256 };

/* A program at one point in one arithmetic, and J^T v. */
typedef struct run {
    cas_arithmetic arithmetic;
    cas_tape *tape;
    void *x, *v, *gradient; /* N (y, then w), OUTPUTS, N */
} run;

static void run_start(run *r, const cas_program *program, cas_arithmetic arithmetic)
{
    r->arithmetic = arithmetic;
    r->tape = cas_tape_new(program, &r->arithmetic);
    r->x = cas_numbers_new(&r->arithmetic, N);
    r->v = cas_numbers_new(&r->arithmetic, OUTPUTS);
    r->gradient = cas_numbers_new(&r->arithmetic, N);
}

static void run_stop(run *r)
{
    cas_tape_free(r->tape);
    cas_numbers_free(&r->arithmetic, r->x, N);
    cas_numbers_free(&r->arithmetic, r->v, OUTPUTS);
    cas_numbers_free(&r->arithmetic, r->gradient, N);
}

static void *part(const run *r, void *numbers, size_t i)
{
    return cas_at(&r->arithmetic, numbers, i);
}

static void evaluate(run *r)
{
    cas_message message;
    if (cas_tape_evaluate(r->tape, r->x, part(r, r->x, IN), &message) != CAS_OK)
        fail_msg("%s", message.text);
}

static void pull_back(run *r)
{
    cas_message message;
    if (cas_tape_pullback(r->tape, r->v, r->gradient, part(r, r->gradient, IN),
                          &message) != CAS_OK)
        fail_msg("%s", message.text);
}

static void set_numbers(run *r, mpq_t x[N], mpq_t v[OUTPUTS])
{
    for (size_t i = 0; i < N; i++)
        r->arithmetic.set_rational(part(r, r->x, i), x[i]);
    for (size_t k = 0; k < OUTPUTS; k++)
        r->arithmetic.set_rational(part(r, r->v, k), v[k]);
}

/* A random program with a point and a direction. */
typedef struct sample {
    gsl_rng *rng;
    cas_program *program;
    mpq_t *x, *v;
} sample;

static void sample_start(sample *s, const char *purpose, unsigned long trial,
                         random_kind kind)
{
    s->rng = random_stream(purpose, trial);
    s->program = random_program(s->rng, kind, IN, WEIGHTS, OUTPUTS, 5);
    s->x = cas_numbers_new(&cas_arithmetic_rational, N);
    s->v = cas_numbers_new(&cas_arithmetic_rational, OUTPUTS);
    for (size_t i = 0; i < N; i++)
        random_rational(s->rng, s->x[i]);
    for (size_t k = 0; k < OUTPUTS; k++)
        random_rational(s->rng, s->v[k]);
}

static void sample_stop(sample *s)
{
    cas_numbers_free(&cas_arithmetic_rational, s->x, N);
    cas_numbers_free(&cas_arithmetic_rational, s->v, OUTPUTS);
    cas_program_free(s->program);
    gsl_rng_free(s->rng);
}

/* Jets over the given box of (y, w), in intervals. */
static cas_jets *run_jets(const cas_program *program, const cas_arithmetic *arithmetic,
                          mpfi_t *box, unsigned order)
{
    mpfi_t *gradient = cas_numbers_new(arithmetic, N);
    cas_jets *jets = cas_jets_new(program, arithmetic, N, order);
    for (size_t i = 0; i < N; i++) {
        mpfi_set_si(gradient[i], 1);
        if (i < IN)
            cas_jets_seed_y(jets, i, box[i], gradient);
        else
            cas_jets_seed_w(jets, i - IN, box[i], gradient);
        mpfi_set_si(gradient[i], 0);
    }
    assert_int_equal(cas_jets_evaluate(jets, NULL), CAS_OK);
    cas_numbers_free(arithmetic, gradient, N);
    return jets;
}

static bool meet(mpfi_srcptr one, mpfi_srcptr other)
{
    return mpfr_lessequal_p(&one->left, &other->right) &&
           mpfr_lessequal_p(&other->left, &one->right);
}

/* Both enclose the same number, and tightly. */
static void check_same(mpfi_srcptr one, mpfi_srcptr other)
{
    if (!meet(one, other))
        fail_msg("%.17g is not %.17g", mpfi_get_d(one), mpfi_get_d(other));
    assert_true(fabs(mpfi_get_d(one)) < 1e-60 ||
                cas_interval_relative_width(one) < 1e-60);
}

static void pullback_agrees_with_jets(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 200; trial++) {
        sample s;
        run r;
        mpfi_t sum, term;
        sample_start(&s, "tape/jets", trial, RANDOM_ANY);
        run_start(&r, s.program, cas_arithmetic_interval(PRECISION));
        mpfi_init2(sum, PRECISION);
        mpfi_init2(term, PRECISION);
        set_numbers(&r, s.x, s.v);
        evaluate(&r);
        pull_back(&r);
        cas_jets *jets = run_jets(s.program, &r.arithmetic, r.x, 1);
        for (size_t k = 0; k < OUTPUTS; k++)
            assert_true(meet(cas_tape_output(r.tape, k), cas_jets_value(jets, k)));
        for (size_t i = 0; i < N; i++) {
            mpfi_set_si(sum, 0);
            for (size_t k = 0; k < OUTPUTS; k++) {
                mpfi_mul_q(term, cas_jets_first(jets, k, i), s.v[k]);
                mpfi_add(sum, sum, term);
            }
            check_same(part(&r, r.gradient, i), sum);
        }
        cas_jets_free(jets);
        mpfi_clear(sum);
        mpfi_clear(term);
        run_stop(&r);
        sample_stop(&s);
    }
}

/* sum_k v_k f_k */
static void weigh_outputs(const run *r, mpfi_ptr sum, mpq_t v[OUTPUTS])
{
    mpfi_t term;
    mpfi_init2(term, PRECISION);
    mpfi_set_si(sum, 0);
    for (size_t k = 0; k < OUTPUTS; k++) {
        mpfi_mul_q(term, cas_tape_output(r->tape, k), v[k]);
        mpfi_add(sum, sum, term);
    }
    mpfi_clear(term);
}

/* d = (g(x + h) - g(x - h)) / 2h for g = sum_k v_k f_k and a step h in coordinate i. */
static void central_difference(run *r, mpfi_ptr d, const sample *s, size_t i,
                               mpfi_srcptr h)
{
    mpfi_ptr x = part(r, r->x, i);
    mpfi_t below, there;
    mpfi_init2(below, PRECISION);
    mpfi_init2(there, PRECISION);
    mpfi_set(there, x);
    mpfi_sub(x, there, h);
    evaluate(r);
    weigh_outputs(r, below, s->v);
    mpfi_add(x, there, h);
    evaluate(r);
    weigh_outputs(r, d, s->v);
    mpfi_sub(d, d, below);
    mpfi_div(d, d, h);
    mpfi_div_2ui(d, d, 1);
    mpfi_set(x, there);
    mpfi_clear(below);
    mpfi_clear(there);
}

/* d's distance from the derivative is at most h^2/6 sup |g'''| over [x - h, x + h]; the
   supremum is bounded by jets over that box. */
static void add_truncation_error(run *r, mpfi_ptr d, const sample *s, size_t i,
                                 mpfi_srcptr h)
{
    mpfi_ptr x = part(r, r->x, i);
    mpfi_t there, bound, term;
    mpfi_init2(there, PRECISION);
    mpfi_init2(bound, PRECISION);
    mpfi_init2(term, PRECISION);
    mpfi_set(there, x);
    mpfi_sub(x, there, h);
    mpfi_add(term, there, h);
    mpfi_union(x, x, term);
    cas_jets *jets = run_jets(s->program, &r->arithmetic, r->x, 3);
    mpfi_set_si(bound, 0);
    for (size_t k = 0; k < OUTPUTS; k++) {
        mpfi_mul_q(term, cas_jets_third(jets, k, i, i, i), s->v[k]);
        mpfi_add(bound, bound, term);
    }
    mpfi_sqr(term, h);
    mpfi_div_si(term, term, 6);
    mpfi_mul(bound, bound, term);
    mpfi_sub(d, d, bound);
    cas_jets_free(jets);
    mpfi_set(x, there);
    mpfi_clear(there);
    mpfi_clear(bound);
    mpfi_clear(term);
}

static void pullback_agrees_with_central_differences(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 40; trial++) {
        sample s;
        run r;
        mpfi_t d, h;
        sample_start(&s, "tape/difference", trial, RANDOM_ANY);
        run_start(&r, s.program, cas_arithmetic_interval(PRECISION));
        mpfi_init2(d, PRECISION);
        mpfi_init2(h, PRECISION);
        mpfi_set_d(h, 0x1p-80);
        set_numbers(&r, s.x, s.v);
        evaluate(&r);
        pull_back(&r);
        for (size_t i = 0; i < N; i++) {
            mpfi_srcptr slope = part(&r, r.gradient, i);
            central_difference(&r, d, &s, i, h);
            add_truncation_error(&r, d, &s, i, h);
            if (!meet(d, slope))
                fail_msg("%.17g is not %.17g", mpfi_get_d(slope), mpfi_get_d(d));
            assert_true(mpfi_get_d(d) == 0 || cas_interval_relative_width(d) < 1e-30 ||
                        fabs(mpfi_get_d(d)) < 1e-9);
        }
        mpfi_clear(d);
        mpfi_clear(h);
        run_stop(&r);
        sample_stop(&s);
    }
}

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

static void a_tape_forgets_the_point_before(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 100; trial++) {
        sample s;
        run used, fresh;
        sample_start(&s, "tape/forget", trial, RANDOM_ANY);
        run_start(&used, s.program, cas_arithmetic_double);
        run_start(&fresh, s.program, cas_arithmetic_double);
        set_numbers(&used, s.x, s.v);
        set_numbers(&fresh, s.x, s.v);
        for (size_t i = 0; i < N; i++)
            ((double *)used.x)[i] += 1;
        evaluate(&used);
        pull_back(&used);
        set_numbers(&used, s.x, s.v);
        evaluate(&used);
        evaluate(&fresh);
        pull_back(&used);
        pull_back(&fresh);
        assert_memory_equal(used.gradient, fresh.gradient, N * sizeof(double));
        run_stop(&used);
        run_stop(&fresh);
        sample_stop(&s);
    }
}

/* Several pullbacks at one point, of parts and of the whole, are the same numbers: what
   is kept between them does not depend on their order. */
static void pullbacks_at_one_point_are_linear_and_repeatable(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 100; trial++) {
        sample s;
        run r;
        sample_start(&s, "tape/repeat", trial, RANDOM_RATIONAL);
        run_start(&r, s.program, cas_arithmetic_rational);
        set_numbers(&r, s.x, s.v);
        evaluate(&r);
        mpq_t *sum = cas_numbers_new(&r.arithmetic, N), *g = r.gradient, *v = r.v;
        for (size_t k = 0; k < OUTPUTS; k++) {
            for (size_t j = 0; j < OUTPUTS; j++)
                mpq_set_si(v[j], j == k, 1);
            pull_back(&r);
            for (size_t i = 0; i < N; i++) {
                mpq_mul(g[i], g[i], s.v[k]);
                mpq_add(sum[i], sum[i], g[i]);
            }
        }
        for (size_t j = 0; j < OUTPUTS; j++)
            mpq_set(v[j], s.v[j]);
        assert_int_equal(cas_tape_pullback(r.tape, v, NULL, g + IN, NULL), CAS_OK);
        assert_int_equal(cas_tape_pullback(r.tape, v, g, NULL, NULL), CAS_OK);
        for (size_t i = 0; i < N; i++)
            assert_true(mpq_equal(sum[i], g[i]));
        cas_numbers_free(&r.arithmetic, sum, N);
        run_stop(&r);
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

/* The status and message of an evaluate and a pullback at y. */
static cas_status try_double(const char *text, double y, cas_message *message)
{
    size_t node;
    double one = 1, slope;
    cas_program *program = cas_program_new(1, 0);
    assert_int_equal(cas_expression_read(program, text, &node, message), CAS_OK);
    cas_program_add_output(program, node);
    cas_tape *tape = cas_tape_new(program, &cas_arithmetic_double);
    cas_status status = cas_tape_evaluate(tape, &y, NULL, message);
    if (status == CAS_OK)
        status = cas_tape_pullback(tape, &one, &slope, NULL, message);
    cas_tape_free(tape);
    cas_program_free(program);
    return status;
}

static void undefined_values_name_function_and_argument(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double y;
        const char *message;
    } cases[] = {
        {"log(y1)", -0.5, "log(-0.5) is not defined"},
        {"log(y1)", 0, "log(0) is not defined"},
        {"1 + tanh(log1p(y1))", -1, "log1p(-1) is not defined"},
        {"sqrt(y1 - 1)", 0.75, "sqrt(-0.25) is not defined"},
        {"1/y1", 0, "division by 0 is not defined"},
        {"y1/(y1 - y1)", 3, "division by 0 is not defined"},
        {"(y1 - 2)^-3", 2, "0^-3 is not defined"},
        {"exp(y1)", 1000, "exp(1000) is not defined"},
        {"y1^9", 1e200, "output 1 is not finite"},
        {"sqrt(y1)", 0, "the derivative of sqrt at 0 is not defined"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cas_message message;
        assert_int_equal(try_double(cases[i].text, cases[i].y, &message), CAS_DOMAIN);
        assert_string_equal(message.text, cases[i].message);
    }
}

static void undefined_intervals_are_shown_with_both_ends(void **state)
{
    (void)state;
    size_t node;
    cas_message message;
    cas_arithmetic arithmetic = cas_arithmetic_interval(64);
    cas_program *program = cas_program_new(1, 0);
    assert_int_equal(cas_expression_read(program, "log(y1)", &node, NULL), CAS_OK);
    cas_program_add_output(program, node);
    cas_tape *tape = cas_tape_new(program, &arithmetic);
    mpfi_t x;
    mpfi_init2(x, 64);
    mpfi_interv_d(x, -0.5, 2);
    assert_int_equal(cas_tape_evaluate(tape, x, NULL, &message), CAS_DOMAIN);
    assert_string_equal(message.text, "log([-0.5, 2]) is not defined");
    mpfi_set_d(x, -0.5);
    assert_int_equal(cas_tape_evaluate(tape, x, NULL, &message), CAS_DOMAIN);
    assert_string_equal(message.text, "log(-0.5) is not defined");
    mpfi_clear(x);
    cas_tape_free(tape);
    cas_program_free(program);
}

static void rational_arithmetic_has_no_functions(void **state)
{
    (void)state;
    size_t node;
    cas_message message;
    cas_program *program = cas_program_new(1, 0);
    assert_int_equal(cas_expression_read(program, "tanh(y1)", &node, NULL), CAS_OK);
    cas_program_add_output(program, node);
    cas_tape *tape = cas_tape_new(program, &cas_arithmetic_rational);
    mpq_t x;
    mpq_init(x);
    assert_int_equal(cas_tape_evaluate(tape, x, NULL, &message), CAS_UNSUPPORTED);
    assert_string_equal(message.text, "rational arithmetic has no tanh");
    mpq_clear(x);
    cas_tape_free(tape);
    cas_program_free(program);
}

/* (9^65536)^65536 has 10^10 bits; nothing may try to reduce it modulo pi. */
static void sines_of_astronomical_numbers_are_refused(void **state)
{
    (void)state;
    size_t node;
    cas_message message;
    cas_arithmetic arithmetic = cas_arithmetic_interval(64);
    cas_program *program = cas_program_new(0, 0);
    assert_int_equal(cas_expression_read(program, "sin((9^65536)^65536)", &node, NULL),
                     CAS_OK);
    cas_program_add_output(program, node);
    cas_tape *tape = cas_tape_new(program, &arithmetic);
    assert_int_equal(cas_tape_evaluate(tape, NULL, NULL, &message), CAS_DOMAIN);
    assert_string_equal(message.text, "sin is evaluated beyond 2^1024");
    cas_tape_free(tape);
    cas_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pullback_agrees_with_jets),
        cmocka_unit_test(pullback_agrees_with_central_differences),
        cmocka_unit_test(arithmetics_agree),
        cmocka_unit_test(rounded_gradients_lie_in_intervals_of_their_precision),
        cmocka_unit_test(rational_gradients_are_enclosed),
        cmocka_unit_test(a_tape_forgets_the_point_before),
        cmocka_unit_test(pullbacks_at_one_point_are_linear_and_repeatable),
        cmocka_unit_test(slopes_keep_their_relative_accuracy_near_saturation),
        cmocka_unit_test(structural_zeros_stay_exact),
        cmocka_unit_test(undefined_values_name_function_and_argument),
        cmocka_unit_test(undefined_intervals_are_shown_with_both_ends),
        cmocka_unit_test(rational_arithmetic_has_no_functions),
        cmocka_unit_test(sines_of_astronomical_numbers_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

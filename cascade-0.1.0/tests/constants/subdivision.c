/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "program/jet.h"
#include "tests/constants/subdivision_trial.h"
#include "tests/program/random_program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* lower <= true <= upper, where true is known up to the rounding of its formula; and
   upper <= 1.01 true in one or two variables, 1.25 true in three, in which the default
   budget of boxes does not go as far. */
static void check_supremum(const trial *t, int c, double supremum, const char *text)
{
    const double slack = 1e-13 * supremum;
    const double excess = t->op->in + t->op->weights < 3 ? 0.01 : 0.25;
    if (!(lower(t, c) <= supremum + slack && upper(t, c) >= supremum - slack &&
          upper(t, c) <= (1 + excess) * supremum))
        fail_msg("%s, %s: [%.17g, %.17g] is not %.17g", text, cas_constant_names[c],
                 lower(t, c), upper(t, c), supremum);
}

static void check_all(const trial *t, const double suprema[CAS_CONSTANT_COUNT],
                      const char *text)
{
    for (int c = 0; c < CAS_CONSTANT_COUNT; c++)
        check_supremum(t, c, suprema[c], text);
}

/* However early subdivision stops, its upper bounds are upper bounds. */
static void check_early(trial *t, const double suprema[CAS_CONSTANT_COUNT],
                        const char *text)
{
    for (size_t boxes = 1; boxes <= 8; boxes++) {
        assert_int_equal(run(t, boxes), CAS_OK);
        for (int c = 0; c < CAS_CONSTANT_COUNT; c++)
            if (!(lower(t, c) <= suprema[c] * (1 + 1e-13) &&
                  upper(t, c) >= suprema[c] * (1 - 1e-13)))
                fail_msg("%s, %s, %zu boxes: [%.17g, %.17g] is not %.17g", text,
                         cas_constant_names[c], boxes, lower(t, c), upper(t, c),
                         suprema[c]);
    }
}

/* Suprema in closed form.  They are attained inside, at an end, or at infinity. */
static void suprema_in_one_variable_are_the_known_ones(void **state)
{
    (void)state;
    const double r3 = sqrt(3), inf = HUGE_VAL, bell = pow(cosh(1), -2);
    const double ramp = 1.5 / pow(1.25, 2.5), z = sqrt((3 - sqrt(6)) / 2);
    const struct {
        const char *text;
        double from, to, first, second, third;
    } cases[] = {
        {"tanh(y1)", -inf, inf, 1, 4 / (3 * r3), 2},
        {"tanh(y1)", 1, 2, bell, 2 * tanh(1) * bell, 2.0 / 3},
        {"sin(y1)", -inf, inf, 1, 1, 1},
        {"sin(y1)", 0, 0.5, 1, sin(0.5), 1},
        {"cos(3*y1)", -inf, inf, 3, 9, 27},
        {"sigmoid(y1)", -inf, inf, 0.25, 1 / (6 * r3), 0.125},
        {"softplus(y1)", -inf, inf, 1, 0.25, 1 / (6 * r3)},
        {"softplus(y1)", -inf, 0, 0.5, 0.25, 1 / (6 * r3)},
        {"atan(y1)", -inf, inf, 1, 3 * r3 / 8, 2},
        {"exp(-y1)", 0, inf, 1, 1, 1},
        {"log(y1)", 1, inf, 1, 1, 2},
        {"log1p(y1)", 0, inf, 1, 1, 2},
        {"1/y1", 0.5, inf, 4, 16, 96},
        {"1/y1", -inf, -0.5, 4, 16, 96},
        {"sqrt(y1)", 0.25, inf, 1, 2, 12},
        {"y1^2", -1, 3, 6, 2, 0},
        {"y1^2", 3, 3, 6, 2, 0},
        {"y1^-2", 1, 2, 2, 6, 24},
        {"sinh(y1)", -1, 2, cosh(2), sinh(2), cosh(2)},
        {"cosh(y1)", -1, 2, sinh(2), cosh(2), sinh(2)},
        {"7*y1 - 3", -inf, inf, 7, 0, 0},
        {"sqrt(1 + y1^2)", -inf, inf, 1, 1, ramp},
        {"y1/sqrt(1 + y1^2)", -inf, inf, 1, ramp, 3},
        {"log1p(exp(y1))", -inf, inf, 1, 0.25, 1 / (6 * r3)},
        {"1/(1 + exp(-y1))", -inf, inf, 0.25, 1 / (6 * r3), 0.125},
        {"exp(-y1^2)", -inf, inf, sqrt(2 / exp(1)), 2,
         (12 * z - 8 * z * z * z) * exp(-z * z)},
        {"0.001*tanh(1000*y1)", -inf, inf, 1, 4000 / (3 * r3), 2e6},
        {"1000*tanh(0.001*y1)", -inf, inf, 1, 0.004 / (3 * r3), 2e-6},
        {"tanh(y1^3)", -inf, inf, 1.51892418446832771, 3.9814704449960943,
         23.5843129848792044},
        {"sqrt(softplus(y1))", -inf, inf, 0.31908634316947574, 0.0745204886612200916,
         0.0476975409007951495},
        {"log(y1)/y1", 0.5, inf, 4 + 4 * log(2), 24 + 16 * log(2), 176 + 96 * log(2)},
        /* where the first bounds are up to 10^90 times too large */
        {"1/cosh(y1)", -100, 100, 0.5, 1, 1.52442648563353526},
        {"sinh(y1)/cosh(y1)", -40, 40, 1, 4 / (3 * r3), 2},
        {"1/(1 + y1^4)", -1e6, 1e6, 1.06520565606328066, 2.37764129073788393,
         11.0613245784374618},
        {"y1^9/(1 + y1^10)", -1000, 1000, 2.18144412970611586, 10.370280385574768,
         131.065874827558669},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        trial t;
        const double suprema[CAS_CONSTANT_COUNT] = {
            [CAS_JACOBIAN] = cases[i].first,
            [CAS_LIPSCHITZ] = cases[i].first,
            [CAS_JACOBIAN_LIPSCHITZ] = cases[i].second,
            [CAS_HESSIAN_LIPSCHITZ] = cases[i].third,
        };
        start(&t, 1, 0, 1, &cases[i].text);
        set_range(&t.domain.y[0], cases[i].from, cases[i].to);
        run_well(&t, cases[i].text);
        check_all(&t, suprema, cases[i].text);
        stop(&t);
    }
}

/* What D(grad f) is, by y alone, is found by hand. */
static void state_lipschitz_constants_are_the_known_ones(void **state)
{
    (void)state;
    const double inf = INFINITY, peak = 4 / (3 * sqrt(3));
    const struct {
        const char *texts[2];
        size_t in, weights, out;
        double end, expected; /* each variable is in [-end, end] */
    } cases[] = {
        {{"tanh(w1 + 2*y1)"}, 1, 1, 1, inf, 4 * peak},
        {{"w1*y1"}, 1, 1, 1, inf, 1},
        {{"w1^2 + y1"}, 1, 1, 1, inf, 0},
        {{"w1^3*y1"}, 1, 1, 1, 1, 3},
        {{"y1^2", "y1*y2"}, 2, 0, 2, inf, sqrt(5)},
        {{"y1*y2 + w1*y1"}, 2, 1, 1, inf, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        trial t;
        start(&t, cases[i].in, cases[i].weights, cases[i].out, cases[i].texts);
        for (size_t k = 0; k < cases[i].in; k++)
            set_range(&t.domain.y[k], -cases[i].end, cases[i].end);
        for (size_t k = 0; k < cases[i].weights; k++)
            set_range(&t.domain.w[k], -cases[i].end, cases[i].end);
        assert_int_equal(cas_state_lipschitz_subdivide(t.op->program, &t.domain, NULL,
                                                       &t.bounds[0], &t.message),
                         CAS_OK);
        assert_true(lower(&t, 0) <= cases[i].expected * (1 + 0x1p-40));
        assert_true(upper(&t, 0) >= cases[i].expected * (1 - 0x1p-40));
        assert_true(upper(&t, 0) <= cases[i].expected * 1.01);
        stop(&t);
    }
}

static void suprema_of_ridges_and_rotations_are_the_known_ones(void **state)
{
    (void)state;
    const double r3 = sqrt(3), r14 = sqrt(14), peak = 4 / (3 * r3);
    const struct {
        const char *texts[2];
        size_t in, weights, out;
        double suprema[CAS_CONSTANT_COUNT];
        bool has_domain; /* [-1, 1] for each variable */
    } cases[] = {
        {{"tanh(w1 + 2*y1)"},
         1,
         1,
         1,
         {2, 2 * peak, 2, 5 * peak, 2 * pow(5, 1.5)},
         false},
        {{"tanh(w1 + 2*y1)"}, 1, 1, 1, {2, 2 * peak, 2, 5 * peak, 2 * pow(5, 1.5)}, true},
        {{"sin(y1 + 2*y2 - 3*w1)"},
         2,
         1,
         1,
         {3, 3 * sqrt(5), sqrt(5), 14, 14 * r14},
         false},
        {{"sin(w1/2)*cos(y1)"}, 1, 1, 1, {1, 0.5, 1, sqrt(1.0625), sqrt(1.1875)}, false},
        {{"y1*w1"}, 1, 1, 1, {HUGE_VAL, 1, HUGE_VAL, sqrt(2), 0}, false},
        /* a rotation: its derivative in w is |y|, the array (9) is a rotation again, and
           |D^2 f|^2 = 4 + |y|^2, |D^3 f|^2 = 6 + |y|^2 with |y|^2 <= 2 */
        {{"y1*cos(w1) - y2*sin(w1)", "y1*sin(w1) + y2*cos(w1)"},
         2,
         1,
         2,
         {sqrt(2), 1, 1, sqrt(6), sqrt(8)},
         true},
        /* three different directions, and mixed entries with slopes */
        {{"y1*y2*w1"}, 2, 1, 1, {sqrt(2), sqrt(2), sqrt(2), sqrt(6), sqrt(6)}, true},
        {{"y1*w1^2"}, 1, 1, 1, {2, 2, 1, sqrt(12), sqrt(12)}, true},
        /* two outputs that do not meet: the larger one counts for operator norms */
        {{"tanh(y1)", "sin(w1)"},
         1,
         1,
         2,
         {1, 0, 1, sqrt(1 + peak * peak), sqrt(5)},
         false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        trial t;
        const char *text = cases[i].texts[0];
        start(&t, cases[i].in, cases[i].weights, cases[i].out, cases[i].texts);
        for (size_t j = 0; j < cases[i].in && cases[i].has_domain; j++)
            set_range(&t.domain.y[j], -1, 1);
        for (size_t j = 0; j < cases[i].weights && cases[i].has_domain; j++)
            set_range(&t.domain.w[j], -1, 1);
        if (isinf(cases[i].suprema[CAS_JACOBIAN])) {
            assert_int_equal(run(&t, 0), CAS_UNBOUNDED);
        } else {
            check_early(&t, cases[i].suprema, text);
            run_well(&t, text);
            check_all(&t, cases[i].suprema, text);
        }
        stop(&t);
    }
}

/* The five norms at a point, in double: derivatives from jets, norms from GSL. */
typedef struct point_norms {
    cas_jets *jets;
    size_t in, n, out;
} point_norms;

static double largest_singular_value(size_t rows, size_t columns, const double *entries)
{
    const size_t m = rows > columns ? rows : columns;
    if (rows == 0 || columns == 0)
        return 0;
    gsl_matrix *U = gsl_matrix_calloc(m, m), *V = gsl_matrix_alloc(m, m);
    gsl_vector *values = gsl_vector_alloc(m), *work = gsl_vector_alloc(m);
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++)
            gsl_matrix_set(U, i, j, entries[i * columns + j]);
    gsl_linalg_SV_decomp(U, V, values, work);
    const double largest = gsl_vector_get(values, 0);
    gsl_matrix_free(U);
    gsl_matrix_free(V);
    gsl_vector_free(values);
    gsl_vector_free(work);
    return largest;
}

static double jacobian_norm(const point_norms *p, size_t first, size_t count)
{
    double *J = calloc(p->out * count + 1, sizeof *J);
    for (size_t k = 0; k < p->out; k++)
        for (size_t a = 0; a < count; a++)
            J[k * count + a] = *(const double *)cas_jets_first(p->jets, k, first + a);
    const double norm = largest_singular_value(p->out, count, J);
    free(J);
    return norm;
}

static double mixed_norm(const point_norms *p)
{
    const size_t columns = p->in * (p->n - p->in);
    double *M = calloc(p->out * columns + 1, sizeof *M);
    for (size_t k = 0; k < p->out; k++)
        for (size_t i = 0; i < columns; i++)
            M[k * columns + i] = *(const double *)cas_jets_second(
                p->jets, k, p->in + i / p->in, i % p->in);
    const double norm = largest_singular_value(p->out, columns, M);
    free(M);
    return norm;
}

static double frobenius_norm(const point_norms *p, unsigned order)
{
    double sum = 0;
    size_t count = 1, indices[3];
    for (unsigned i = 0; i < order; i++)
        count *= p->n;
    for (size_t k = 0; k < p->out; k++)
        for (size_t i = 0; i < count; i++) {
            for (size_t rest = i, d = 0; d < order; d++, rest /= p->n)
                indices[d] = rest % p->n;
            sum += pow(*(const double *)cas_jets_entry(p->jets, k, order, indices), 2);
        }
    return sqrt(sum);
}

static double norm_at(const point_norms *p, int c)
{
    switch (c) {
    case CAS_JACOBIAN:
        return fmax(jacobian_norm(p, 0, p->in), jacobian_norm(p, p->in, p->n - p->in));
    case CAS_LIPSCHITZ:
        return jacobian_norm(p, 0, p->in);
    case CAS_MIXED_HESSIAN:
        return mixed_norm(p);
    case CAS_JACOBIAN_LIPSCHITZ:
        return frobenius_norm(p, 2);
    default:
        return frobenius_norm(p, 3);
    }
}

enum { IN = 2, WEIGHTS = 2, VARIABLES = IN + WEIGHTS, OUT = 2 };

/* Norms at random points of the domain never exceed the bounds, however early
   subdivision stops. */
static void check_at_points(gsl_rng *rng, const cas_program *program, const trial *t,
                            const double lower_ends[VARIABLES],
                            const double widths[VARIABLES])
{
    double gradient[VARIABLES] = {0};
    point_norms p = {.in = IN, .n = VARIABLES, .out = OUT};
    p.jets = cas_jets_new(program, &cas_arithmetic_double, VARIABLES, 3);
    for (int i = 0; i < 40; i++) {
        for (size_t j = 0; j < VARIABLES; j++) {
            const double x = lower_ends[j] + widths[j] * gsl_rng_uniform(rng);
            gradient[j] = 1;
            cas_jets_seed_variable(p.jets, j, &x, gradient);
            gradient[j] = 0;
        }
        assert_int_equal(cas_jets_evaluate(p.jets, NULL), CAS_OK);
        for (int c = 0; c < CAS_CONSTANT_COUNT; c++)
            if (norm_at(&p, c) > upper(t, c) * (1 + 1e-9) + 1e-12)
                fail_msg("%s is %.17g at a point, above %.17g", cas_constant_names[c],
                         norm_at(&p, c), upper(t, c));
    }
    cas_jets_free(p.jets);
}

static void bounds_hold_at_random_points_of_random_programs(void **state)
{
    (void)state;
    size_t tight = 0;
    for (unsigned long i = 0; i < 50; i++) {
        gsl_rng *rng = random_stream("subdivision/points", i);
        trial t;
        const char *const texts[OUT] = {"0", "0"};
        double lower_ends[VARIABLES], widths[VARIABLES];
        start(&t, IN, WEIGHTS, OUT, texts);
        cas_program *program = random_program(rng, RANDOM_ANY, IN, WEIGHTS, OUT, 3);
        cas_program *own_program = t.op->program;
        t.op->program = program;
        for (size_t j = 0; j < VARIABLES; j++) {
            lower_ends[j] = 4 * gsl_rng_uniform(rng) - 3;
            widths[j] = 2 * gsl_rng_uniform(rng);
            set_range(j < IN ? &t.domain.y[j] : &t.domain.w[j - IN], lower_ends[j],
                      lower_ends[j] + widths[j]);
        }
        cas_status status = run(&t, 1 + gsl_rng_uniform_int(rng, 40));
        if (status == CAS_OK)
            check_at_points(rng, program, &t, lower_ends, widths);
        else
            assert_int_equal(status, CAS_UNBOUNDED);
        for (int c = 0; c < CAS_CONSTANT_COUNT && status == CAS_OK; c++) {
            assert_true(lower(&t, c) <= upper(&t, c));
            tight += lower(&t, c) > 0 && upper(&t, c) < 1.1 * lower(&t, c);
        }
        t.op->program = own_program;
        cas_program_free(program);
        stop(&t);
        gsl_rng_free(rng);
    }
    assert_true(tight > 30);
}

static void results_are_reproducible(void **state)
{
    (void)state;
    static const char *const texts[] = {"tanh(w1 + 2*y1)*sin(y2)",
                                        "softplus(y1 - w1*y2)"};
    trial one, other;
    trial *both[] = {&one, &other};
    for (int i = 0; i < 2; i++) {
        start(both[i], 2, 1, 2, texts);
        set_range(&both[i]->domain.y[0], -1, 1);
        set_range(&both[i]->domain.y[1], -1, 1);
        set_range(&both[i]->domain.w[0], -1, 1);
        assert_int_equal(run(both[i], 500), CAS_OK);
    }
    for (int c = 0; c < CAS_CONSTANT_COUNT; c++) {
        assert_true(mpfr_equal_p(&one.bounds[c]->left, &other.bounds[c]->left));
        assert_true(mpfr_equal_p(&one.bounds[c]->right, &other.bounds[c]->right));
    }
    stop(&one);
    stop(&other);
}

/* More boxes never make a bound worse by more than the tolerance. */
static void more_boxes_narrow_the_bounds(void **state)
{
    (void)state;
    static const char *const texts[] = {"tanh(w1*y1 + w2*y2)"};
    double before[CAS_CONSTANT_COUNT];
    for (size_t boxes = 1; boxes <= 1000; boxes *= 10) {
        trial t;
        start(&t, 2, 2, 1, texts);
        for (size_t j = 0; j < 2; j++) {
            set_range(&t.domain.y[j], -1, 1);
            set_range(&t.domain.w[j], -1, 1);
        }
        assert_int_equal(run(&t, boxes), CAS_OK);
        for (int c = 0; c < CAS_CONSTANT_COUNT; c++) {
            if (boxes > 1)
                assert_true(upper(&t, c) <= before[c] * (1 + 1.0 / 256));
            before[c] = upper(&t, c);
        }
        stop(&t);
    }
}

static void constants_that_do_not_exist_are_named(void **state)
{
    (void)state;
    static const char unbounded[] = "the constant jacobian (C_{grad f}) could not be "
                                    "bounded on the operator's domain (it is at least ";
    static const struct {
        const char *text;
        double from, to;
        cas_status status;
        const char *message;
    } cases[] = {
        {"exp(y1)", -HUGE_VAL, HUGE_VAL, CAS_UNBOUNDED, unbounded},
        {"y1^2", -HUGE_VAL, HUGE_VAL, CAS_UNBOUNDED, unbounded},
        {"y1*w1", -HUGE_VAL, HUGE_VAL, CAS_UNBOUNDED, unbounded},
        {"softplus(y1)*y1", -HUGE_VAL, HUGE_VAL, CAS_UNBOUNDED, unbounded},
        {"tanh(w1*y1)", -HUGE_VAL, HUGE_VAL, CAS_UNBOUNDED, unbounded},
        {"sin(y1)*softplus(y1)", -HUGE_VAL, HUGE_VAL, CAS_UNBOUNDED, unbounded},
        {"sqrt(y1)", 0, 1, CAS_UNBOUNDED, unbounded},
        {"1/(y1 - 0.3)", -1, 1, CAS_DOMAIN,
         "the operator is not defined everywhere on its domain: division by "},
        {"sin(y1^2)/(1 + y1^2)^0", -HUGE_VAL, HUGE_VAL, CAS_UNBOUNDED, unbounded},
        /* bounded, but no order of growth in the tail arithmetic's list shows it */
        {"y1*exp(-sqrt(sqrt(1 + y1^2)))", -HUGE_VAL, HUGE_VAL, CAS_UNBOUNDED, unbounded},
        {"log(y1)", -HUGE_VAL, HUGE_VAL, CAS_DOMAIN,
         "the operator is not defined everywhere on its domain: log(0) is not defined; "
         "give a smaller `domain`"},
        {"log(y1)", -2, -1, CAS_DOMAIN,
         "the operator is not defined everywhere on its domain: log(-1.5) is not "
         "defined"},
        {"1/y1", -1, 1, CAS_DOMAIN,
         "the operator is not defined everywhere on its domain: division by "},
        {"sqrt(w1 + 2*y1 - 100)", -HUGE_VAL, HUGE_VAL, CAS_DOMAIN,
         "the operator is not defined everywhere on its domain: sqrt(-100) is not "
         "defined; give a smaller `domain`"},
        {"tanh(log(y1))", -1, 1, CAS_DOMAIN,
         "the operator is not defined everywhere on its domain: log("},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        trial t;
        start(&t, 1, 1, 1, &cases[i].text);
        set_range(&t.domain.y[0], cases[i].from, cases[i].to);
        const cas_status status = run(&t, 0);
        if (status != cases[i].status ||
            strncmp(t.message.text, cases[i].message, strlen(cases[i].message)) != 0)
            fail_msg("%s: %d, \"%s\"", cases[i].text, (int)status, t.message.text);
        assert_non_null(strstr(t.message.text, "`domain`"));
        stop(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suprema_in_one_variable_are_the_known_ones),
        cmocka_unit_test(state_lipschitz_constants_are_the_known_ones),
        cmocka_unit_test(suprema_of_ridges_and_rotations_are_the_known_ones),
        cmocka_unit_test(bounds_hold_at_random_points_of_random_programs),
        cmocka_unit_test(results_are_reproducible),
        cmocka_unit_test(more_boxes_narrow_the_bounds),
        cmocka_unit_test(constants_that_do_not_exist_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

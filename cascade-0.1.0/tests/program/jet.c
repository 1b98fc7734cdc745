/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/expression.h"
#include "program/jet.h"

#include "arithmetic/interval.h"
#include "tests/program/random_program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <mpfi.h>

enum { IN = 2, WEIGHTS = 2, N = IN + WEIGHTS, OUTPUTS = 2, PRECISION = 256, ORDER = 3 };

/* A jet run over a box of (y, w), in intervals. */
typedef struct run {
    cas_arithmetic arithmetic;
    cas_jets *jets;
    mpfi_t *box;      /* N */
    mpfi_t *gradient; /* N */
} run;

static void run_start(run *r, const cas_program *program)
{
    r->arithmetic = cas_arithmetic_interval(PRECISION);
    r->jets = cas_jets_new(program, &r->arithmetic, N, ORDER);
    r->box = cas_numbers_new(&r->arithmetic, N);
    r->gradient = cas_numbers_new(&r->arithmetic, N);
}

static void run_stop(run *r)
{
    cas_jets_free(r->jets);
    cas_numbers_free(&r->arithmetic, r->box, N);
    cas_numbers_free(&r->arithmetic, r->gradient, N);
}

static void run_box(run *r)
{
    for (size_t a = 0; a < N; a++) {
        mpfi_set_si(r->gradient[a], 1);
        cas_jets_seed_variable(r->jets, a, r->box[a], r->gradient);
        mpfi_set_si(r->gradient[a], 0);
    }
    assert_int_equal(cas_jets_evaluate(r->jets, NULL), CAS_OK);
}

/* The entry of `degree` indices. */
static mpfi_srcptr entry(const run *r, size_t k, unsigned degree, const size_t *indices)
{
    return cas_jets_entry(r->jets, k, degree, indices);
}

static void draw_point(gsl_rng *rng, mpq_t point[N])
{
    for (size_t a = 0; a < N; a++)
        random_rational(rng, point[a]);
}

static bool is_inside(mpfi_srcptr inner, mpfi_srcptr outer)
{
    return mpfr_lessequal_p(&outer->left, &inner->left) &&
           mpfr_lessequal_p(&inner->right, &outer->right);
}

static bool meet(mpfi_srcptr one, mpfi_srcptr other)
{
    return mpfr_lessequal_p(&one->left, &other->right) &&
           mpfr_lessequal_p(&other->left, &one->right);
}

/* Calls check for each entry of degree 0 to 3, with ascending indices. */
typedef void (*entry_check)(size_t k, unsigned degree, const size_t *indices, void *data);

static void for_each_entry(entry_check check, void *data)
{
    for (size_t k = 0; k < OUTPUTS; k++) {
        check(k, 0, NULL, data);
        for (size_t a = 0; a < N; a++) {
            check(k, 1, (size_t[]){a}, data);
            for (size_t b = a; b < N; b++) {
                check(k, 2, (size_t[]){a, b}, data);
                for (size_t c = b; c < N; c++)
                    check(k, 3, (size_t[]){a, b, c}, data);
            }
        }
    }
}

/* Runs at a point minus and plus h in one coordinate, and over the box between. */
typedef struct difference {
    run below, above, between;
    mpfr_t h;
    size_t coordinate;
    size_t checked;
} difference;

/* By the mean value theorem (d(x + h) - d(x - h)) / 2h is the next derivative at some
   point between, so that its enclosure meets the one over the box; this one is narrow, or
   the check would show nothing. */
static void check_difference(size_t k, unsigned degree, const size_t *indices, void *data)
{
    difference *d = data;
    if (degree == ORDER)
        return;
    size_t more[ORDER] = {d->coordinate};
    for (unsigned i = 0; i < degree; i++)
        more[i + 1] = indices[i];
    mpfi_srcptr derivative = entry(&d->between, k, degree + 1, more);
    mpfi_t quotient;
    mpfi_init2(quotient, PRECISION);
    mpfi_sub(quotient, entry(&d->above, k, degree, indices),
             entry(&d->below, k, degree, indices));
    mpfi_div_fr(quotient, quotient, d->h);
    mpfi_div_2ui(quotient, quotient, 1);
    if (!meet(quotient, derivative))
        fail_msg("degree %u, output %zu: %g is not the quotient %g", degree + 1, k,
                 mpfi_get_d(derivative), mpfi_get_d(quotient));
    mpfi_t width;
    mpfi_init2(width, PRECISION);
    mpfr_sub(&width->left, &derivative->right, &derivative->left, MPFR_RNDU);
    mpfi_mag(&width->right, derivative);
    mpfr_add_ui(&width->right, &width->right, 1, MPFR_RNDU);
    mpfr_mul_d(&width->right, &width->right, 1e-9, MPFR_RNDU);
    assert_true(mpfr_less_p(&width->left, &width->right));
    d->checked += !mpfi_is_zero(derivative);
    mpfi_clear(width);
    mpfi_clear(quotient);
}

static void set_boxes(difference *d, mpq_t point[N])
{
    for (size_t a = 0; a < N; a++) {
        run *runs[] = {&d->below, &d->above, &d->between};
        for (size_t i = 0; i < 3; i++)
            mpfi_set_q(runs[i]->box[a], point[a]);
    }
    size_t c = d->coordinate;
    mpfi_sub_fr(d->below.box[c], d->below.box[c], d->h);
    mpfi_add_fr(d->above.box[c], d->above.box[c], d->h);
    mpfi_union(d->between.box[c], d->below.box[c], d->above.box[c]);
    run_box(&d->below);
    run_box(&d->above);
    run_box(&d->between);
}

static size_t check_differences(gsl_rng *rng, const cas_program *program)
{
    difference d = {.checked = 0};
    mpq_t *point = cas_numbers_new(&cas_arithmetic_rational, N);
    mpfr_init2(d.h, PRECISION);
    mpfr_set_ui_2exp(d.h, 1, -80, MPFR_RNDN);
    run_start(&d.below, program);
    run_start(&d.above, program);
    run_start(&d.between, program);
    draw_point(rng, point);
    for (d.coordinate = 0; d.coordinate < N; d.coordinate++) {
        set_boxes(&d, point);
        for_each_entry(check_difference, &d);
    }
    run_stop(&d.below);
    run_stop(&d.above);
    run_stop(&d.between);
    mpfr_clear(d.h);
    cas_numbers_free(&cas_arithmetic_rational, point, N);
    return d.checked;
}

static void derivatives_are_limits_of_difference_quotients(void **state)
{
    (void)state;
    size_t checked = 0;
    for (unsigned long trial = 0; trial < 150; trial++) {
        gsl_rng *rng = random_stream("jet/difference", trial);
        cas_program *program = random_program(rng, RANDOM_ANY, IN, WEIGHTS, OUTPUTS, 4);
        checked += check_differences(rng, program);
        cas_program_free(program);
        gsl_rng_free(rng);
    }
    assert_true(checked > 2000);
}

/* Each function on its own, so that none escapes the draw. */
static void derivatives_of_every_function_are_right(void **state)
{
    (void)state;
    for (int f = 0; f < CAS_FUNCTION_COUNT; f++) {
        gsl_rng *rng = random_stream("jet/function", (unsigned long)f);
        cas_program *program = cas_program_new(IN, WEIGHTS);
        size_t x = cas_program_binary(program, CAS_MULTIPLY, cas_program_y(program, 0),
                                      cas_program_w(program, 0));
        x = cas_program_apply(program, CAS_COSH, x);
        size_t node = cas_program_apply(program, (cas_function)f, x);
        cas_program_add_output(program, node);
        cas_program_add_output(program, cas_program_power(program, node, -2));
        assert_true(check_differences(rng, program) > 10);
        cas_program_free(program);
        gsl_rng_free(rng);
    }
}

typedef struct containment {
    run inner, outer;
} containment;

static void check_containment(size_t k, unsigned degree, const size_t *indices,
                              void *data)
{
    const containment *c = data;
    mpfi_srcptr inner = entry(&c->inner, k, degree, indices);
    mpfi_srcptr outer = entry(&c->outer, k, degree, indices);
    if (mpfr_nan_p(&outer->left))
        return;
    if (!is_inside(inner, outer))
        fail_msg(
            "degree %u: [%g, %g] is not in [%g, %g]", degree,
            mpfr_get_d(&inner->left, MPFR_RNDD), mpfr_get_d(&inner->right, MPFR_RNDU),
            mpfr_get_d(&outer->left, MPFR_RNDD), mpfr_get_d(&outer->right, MPFR_RNDU));
}

static void enclosures_over_a_box_contain_those_at_its_points(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 200; trial++) {
        gsl_rng *rng = random_stream("jet/containment", trial);
        cas_program *program = random_program(rng, RANDOM_ANY, IN, WEIGHTS, OUTPUTS, 4);
        containment c;
        mpq_t *point = cas_numbers_new(&cas_arithmetic_rational, N);
        run_start(&c.inner, program);
        run_start(&c.outer, program);
        draw_point(rng, point);
        for (size_t a = 0; a < N; a++) {
            double radius = gsl_rng_uniform(rng), shift = 2 * gsl_rng_uniform(rng) - 1;
            mpfi_set_q(c.inner.box[a], point[a]);
            mpfi_interv_d(c.outer.box[a], (shift - 1) * radius, (shift + 1) * radius);
            mpfi_add_q(c.outer.box[a], c.outer.box[a], point[a]);
        }
        run_box(&c.inner);
        run_box(&c.outer);
        for_each_entry(check_containment, &c);
        run_stop(&c.inner);
        run_stop(&c.outer);
        cas_numbers_free(&cas_arithmetic_rational, point, N);
        cas_program_free(program);
        gsl_rng_free(rng);
    }
}

/* The same program at the same point, exactly. */
typedef struct exact {
    run enclosed;
    cas_jets *jets;
} exact;

static mpq_srcptr exact_entry(const cas_jets *jets, size_t k, unsigned degree,
                              const size_t *indices)
{
    if (degree == 0)
        return cas_jets_value(jets, k);
    if (degree == 1)
        return cas_jets_first(jets, k, indices[0]);
    if (degree == 2)
        return cas_jets_second(jets, k, indices[1], indices[0]);
    if (degree == 3)
        return cas_jets_entry(jets, k, 3, (size_t[]){indices[2], indices[0], indices[1]});
    return cas_jets_entry(jets, k, degree, indices);
}

static void check_exact(size_t k, unsigned degree, const size_t *indices, void *data)
{
    const exact *e = data;
    mpfi_srcptr enclosure = entry(&e->enclosed, k, degree, indices);
    mpq_srcptr value = exact_entry(e->jets, k, degree, indices);
    assert_true(mpfr_cmp_q(&enclosure->left, value) <= 0);
    assert_true(mpfr_cmp_q(&enclosure->right, value) >= 0);
    assert_true(cas_interval_relative_width(enclosure) < 1e-40 || mpq_sgn(value) == 0);
}

static void seed_exactly(cas_jets *jets, mpq_t point[N], mpq_t gradient[N])
{
    for (size_t a = 0; a < N; a++) {
        mpq_set_si(gradient[a], 1, 1);
        cas_jets_seed_variable(jets, a, point[a], gradient);
        mpq_set_si(gradient[a], 0, 1);
    }
}

static void rational_jets_are_the_exact_ones(void **state)
{
    (void)state;
    const cas_arithmetic *rational = &cas_arithmetic_rational;
    for (unsigned long trial = 0; trial < 100; trial++) {
        gsl_rng *rng = random_stream("jet/rational", trial);
        cas_program *program =
            random_program(rng, RANDOM_RATIONAL, IN, WEIGHTS, OUTPUTS, 4);
        mpq_t *point = cas_numbers_new(rational, N),
              *gradient = cas_numbers_new(rational, N);
        exact e = {.jets = cas_jets_new(program, rational, N, ORDER)};
        draw_point(rng, point);
        seed_exactly(e.jets, point, gradient);
        assert_int_equal(cas_jets_evaluate(e.jets, NULL), CAS_OK);
        run_start(&e.enclosed, program);
        for (size_t a = 0; a < N; a++)
            mpfi_set_q(e.enclosed.box[a], point[a]);
        run_box(&e.enclosed);
        for_each_entry(check_exact, &e);
        run_stop(&e.enclosed);
        cas_jets_free(e.jets);
        cas_numbers_free(rational, point, N);
        cas_numbers_free(rational, gradient, N);
        cas_program_free(program);
        gsl_rng_free(rng);
    }
}

/* f(w1 + 2 y1) has the derivatives 2^j 1^(k-j) f^(k): with the affine node as a
   coordinate of its own, seeded with the gradient (2, 1), and with the variables
   as coordinates. */
static void a_seeded_node_stands_for_what_it_was_made_from(void **state)
{
    (void)state;
    const cas_arithmetic *rational = &cas_arithmetic_rational;
    cas_program *program = cas_program_new(1, 1);
    size_t affine, node;
    assert_int_equal(cas_expression_read(program, "w1 + 2*y1", &affine, NULL), CAS_OK);
    assert_int_equal(
        cas_expression_read(program, "(w1 + 2*y1)^3/(1 + (w1 + 2*y1)^2)", &node, NULL),
        CAS_OK);
    cas_program_add_output(program, node);
    mpq_t *q = cas_numbers_new(rational, 7);
    mpq_set_si(q[0], 1, 3);   /* y1 */
    mpq_set_si(q[1], 3, 4);   /* w1 */
    mpq_set_si(q[2], 17, 12); /* w1 + 2 y1 */
    mpq_set_si(q[3], 1, 1), mpq_set_si(q[5], 2, 1), mpq_set_si(q[6], 1, 1);
    cas_jets *one = cas_jets_new(program, rational, 2, ORDER);
    cas_jets *other = cas_jets_new(program, rational, 2, ORDER);
    cas_jets_seed_variable(one, 0, q[0], q + 3);
    mpq_set_si(q[3], 0, 1), mpq_set_si(q[4], 1, 1);
    cas_jets_seed_variable(one, 1, q[1], q + 3);
    cas_jets_seed_node(other, affine, q[2], q + 5);
    assert_int_equal(cas_jets_evaluate(one, NULL), CAS_OK);
    assert_int_equal(cas_jets_evaluate(other, NULL), CAS_OK);
    for (unsigned degree = 0; degree <= ORDER; degree++)
        for (unsigned last = 0; last <= degree; last++) {
            size_t indices[ORDER];
            for (unsigned i = 0; i < degree; i++)
                indices[i] = i < last ? 0 : 1;
            assert_true(mpq_equal(exact_entry(one, 0, degree, indices),
                                  exact_entry(other, 0, degree, indices)));
        }
    cas_jets_free(one);
    cas_jets_free(other);
    cas_numbers_free(rational, q, 7);
    cas_program_free(program);
}

static void affine_and_constant_nodes_cost_nothing(void **state)
{
    (void)state;
    enum { MANY = 200 };
    cas_program *program = cas_program_new(MANY, 0);
    const cas_arithmetic *arithmetic = &cas_arithmetic_double;
    size_t sum = cas_program_integer(program, 1);
    for (size_t i = 0; i < MANY; i++)
        sum = cas_program_binary(program, CAS_ADD, sum, cas_program_y(program, i));
    cas_program_add_output(program, sum);
    double value = 1, *gradient = cas_numbers_new(arithmetic, MANY);
    cas_jets *jets = cas_jets_new(program, arithmetic, MANY, ORDER);
    for (size_t i = 0; i < MANY; i++) {
        gradient[i] = 1;
        cas_jets_seed_variable(jets, i, &value, gradient);
        gradient[i] = 0;
    }
    assert_true(cas_jets_size(jets) < MANY * (MANY + 4));
    assert_int_equal(cas_jets_evaluate(jets, NULL), CAS_OK);
    assert_true(arithmetic->is_zero(cas_jets_entry(jets, 0, 3, (size_t[]){1, 2, 3})));
    assert_float_equal(*(const double *)cas_jets_value(jets, 0), MANY + 1, 0);
    cas_jets_free(jets);
    cas_numbers_free(arithmetic, gradient, MANY);
    cas_program_free(program);
}

/* Seeds that make a coordinate appear or vanish between two runs change the storage. */
static void seeds_can_change_between_runs(void **state)
{
    (void)state;
    size_t node;
    cas_program *program = cas_program_new(2, 0);
    assert_int_equal(cas_expression_read(program, "y1^2*y2", &node, NULL), CAS_OK);
    cas_program_add_output(program, node);
    cas_jets *jets = cas_jets_new(program, &cas_arithmetic_double, 2, ORDER);
    double three = 3, five = 5, first[2] = {1, 0}, second[2] = {0, 1}, none[2] = {0, 0};
    cas_jets_seed_variable(jets, 0, &three, first);
    cas_jets_seed_variable(jets, 1, &five, none);
    assert_int_equal(cas_jets_evaluate(jets, NULL), CAS_OK);
    assert_float_equal(*(const double *)cas_jets_first(jets, 0, 0), 30, 0);
    assert_float_equal(*(const double *)cas_jets_first(jets, 0, 1), 0, 0);
    cas_jets_seed_variable(jets, 1, &five, second);
    assert_int_equal(cas_jets_evaluate(jets, NULL), CAS_OK);
    assert_float_equal(*(const double *)cas_jets_first(jets, 0, 1), 9, 0);
    assert_float_equal(*(const double *)cas_jets_entry(jets, 0, 3, (size_t[]){0, 1, 0}),
                       2, 0);
    cas_jets_seed_variable(jets, 0, &five, NULL);
    assert_int_equal(cas_jets_evaluate(jets, NULL), CAS_OK);
    assert_float_equal(*(const double *)cas_jets_second(jets, 0, 1, 0), 10, 0);
    cas_jets_free(jets);
    cas_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(derivatives_are_limits_of_difference_quotients),
        cmocka_unit_test(derivatives_of_every_function_are_right),
        cmocka_unit_test(enclosures_over_a_box_contain_those_at_its_points),
        cmocka_unit_test(rational_jets_are_the_exact_ones),
        cmocka_unit_test(a_seeded_node_stands_for_what_it_was_made_from),
        cmocka_unit_test(affine_and_constant_nodes_cost_nothing),
        cmocka_unit_test(seeds_can_change_between_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

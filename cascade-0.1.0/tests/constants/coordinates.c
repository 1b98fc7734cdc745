/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/coordinates.h"
#include "constants/frame.h"
#include "program/expression.h"

#include "tests/program/random_program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

/* A program with its affine nodes, coordinates on a domain, and frame. */
typedef struct setting {
    cas_program *program;
    cas_domain domain;
    cas_affines affines;
    cas_coordinates coordinates;
    cas_frame frame;
} setting;

static void begin(setting *s, size_t in, size_t weights)
{
    s->program = cas_program_new(in, weights);
    cas_domain_init(&s->domain, in, weights);
}

static void add_output(setting *s, const char *text)
{
    size_t node;
    assert_int_equal(cas_expression_read(s->program, text, &node, NULL), CAS_OK);
    cas_program_add_output(s->program, node);
}

static void set_range(cas_range *range, long from, long to)
{
    range->has_lower = range->has_upper = true;
    mpq_set_si(range->lower, from, 1);
    mpq_set_si(range->upper, to, 1);
}

static void finish(setting *s)
{
    assert_int_equal(cas_affines_find(&s->affines, s->program, NULL), CAS_OK);
    cas_coordinates_init(&s->coordinates, &s->affines, &s->domain);
    cas_frame_init(&s->frame, &s->affines, s->program->in);
}

static void end(setting *s)
{
    cas_frame_clear(&s->frame);
    cas_coordinates_clear(&s->coordinates);
    cas_affines_clear(&s->affines);
    cas_domain_clear(&s->domain);
    cas_program_free(s->program);
}

static void check_range(mpfi_srcptr side, double from, double to)
{
    assert_true(mpfr_cmp_d(&side->left, from) == 0);
    assert_true(mpfr_cmp_d(&side->right, to) == 0);
}

static void affine_nodes_are_the_maximal_ones(void **state)
{
    (void)state;
    setting s;
    begin(&s, 2, 1);
    add_output(&s, "tanh(w1 + 2*y1 - 3) * (y2 - (y1 + 1)/4)");
    finish(&s);
    assert_int_equal(s.affines.count, 2);
    for (size_t i = 0; i < 2; i++) {
        const cas_affine *a = &s.affines.at[i];
        const bool is_ridge = mpq_sgn(a->slopes[2]) != 0;
        assert_true(a->matters);
        assert_true(mpq_cmp_si(a->constant, is_ridge ? -12 : -1, 4) == 0);
        assert_true(mpq_cmp_si(a->slopes[0], is_ridge ? 8 : -1, 4) == 0);
        assert_true(mpq_cmp_si(a->slopes[1], is_ridge ? 0 : 1, 1) == 0);
        assert_true(mpq_cmp_si(a->slopes[2], is_ridge ? 1 : 0, 1) == 0);
    }
    end(&s);
}

static void a_ridge_on_all_reals_is_one_coordinate(void **state)
{
    (void)state;
    setting s;
    begin(&s, 2, 1);
    add_output(&s, "tanh(w1 + 2*y1 - 3*y2 + 5) * sigmoid(2*w1 + 4*y1 - 6*y2)");
    finish(&s);
    assert_int_equal(s.coordinates.count, 1);
    assert_true(mpfr_inf_p(&s.coordinates.outer[0]->left));
    assert_true(mpfr_inf_p(&s.coordinates.outer[0]->right));
    assert_int_equal(s.frame.y_count, 1);
    assert_int_equal(s.frame.w_count, 1);
    end(&s);
}

static void a_ridge_on_a_box_runs_through_the_sum_of_its_ranges(void **state)
{
    (void)state;
    setting s;
    begin(&s, 2, 1);
    add_output(&s, "tanh(w1 + 2*y1 - 3*y2)");
    set_range(&s.domain.y[0], -1, 2);
    set_range(&s.domain.y[1], 0, 1);
    set_range(&s.domain.w[0], 5, 5);
    finish(&s);
    assert_int_equal(s.coordinates.count, 1);
    check_range(s.coordinates.outer[0], -5, 4);
    assert_true(mpq_cmp_si(s.coordinates.offsets[0], 5, 1) == 0);
    end(&s);
}

/* With w free, w + 2y is free whatever y is, but y alone stays in its range. */
static void free_forms_are_separated_from_bounded_variables(void **state)
{
    (void)state;
    setting s;
    begin(&s, 1, 1);
    add_output(&s, "tanh(w1 + 2*y1) * y1^2");
    set_range(&s.domain.y[0], -1, 2);
    finish(&s);
    assert_int_equal(s.coordinates.count, 2);
    assert_true(mpfr_inf_p(&s.coordinates.outer[0]->left));
    check_range(s.coordinates.outer[1], -1, 2);
    end(&s);
}

/* On a box w + 2y and y are not independent: the variables are the coordinates. */
static void forms_that_share_bounded_variables_keep_them(void **state)
{
    (void)state;
    setting s;
    begin(&s, 1, 1);
    add_output(&s, "tanh(w1 + 2*y1) * y1^2");
    set_range(&s.domain.y[0], -1, 2);
    set_range(&s.domain.w[0], 0, 3);
    finish(&s);
    assert_int_equal(s.coordinates.count, 2);
    check_range(s.coordinates.outer[0], -1, 2);
    check_range(s.coordinates.outer[1], 0, 3);
    end(&s);
}

static void periodic_coordinates_run_through_one_period(void **state)
{
    (void)state;
    setting s;
    begin(&s, 2, 1);
    add_output(&s, "sin(2*y1)*cos(3*y1/2)*tanh(y2) + sin(w1/2)^3 + w1");
    finish(&s);
    assert_int_equal(s.coordinates.count, 3);
    size_t periods = 0;
    for (size_t k = 0; k < 3; k++) {
        mpfi_srcptr side = s.coordinates.outer[k];
        const double length = mpfr_get_d(&side->right, MPFR_RNDN);
        periods +=
            fabs(length - 2 * acos(-1)) < 1e-12; /* of sin(2 y1 = c), cos(3/4 c): 8 pi */
        periods += fabs(length - 8 * acos(-1)) < 1e-12;
    }
    assert_int_equal(periods, 2);
    end(&s);
}

static void coordinates_that_enter_otherwise_are_not_periodic(void **state)
{
    (void)state;
    setting s;
    begin(&s, 1, 0);
    add_output(&s, "sin(y1)*tanh(y1/3)");
    finish(&s);
    assert_int_equal(s.coordinates.count, 1);
    assert_true(mpfr_inf_p(&s.coordinates.outer[0]->right));
    end(&s);
}

static void values_without_influence_have_no_coordinate(void **state)
{
    (void)state;
    setting s;
    begin(&s, 2, 1);
    add_output(&s, "3*y1 - w1 + sin(y2)/2");
    finish(&s);
    assert_int_equal(s.coordinates.count, 1);
    assert_int_equal(s.affines.count, 2);
    end(&s);
}

enum { IN = 3, WEIGHTS = 2, VARIABLES = IN + WEIGHTS, FORMS = 4 };

/* A program of FORMS random sines of random affine forms, on a random domain. */
static void draw(gsl_rng *rng, setting *s)
{
    begin(s, IN, WEIGHTS);
    mpq_t q;
    mpq_init(q);
    for (int i = 0; i < FORMS; i++) {
        size_t sum =
            cas_program_integer(s->program, (long)gsl_rng_uniform_int(rng, 5) - 2);
        for (size_t j = 0; j < VARIABLES; j++) {
            if (gsl_rng_uniform_int(rng, 2) == 0)
                continue;
            random_rational(rng, q);
            size_t x =
                j < IN ? cas_program_y(s->program, j) : cas_program_w(s->program, j - IN);
            size_t c = cas_program_constant(s->program, q);
            size_t term = cas_program_binary(s->program, CAS_MULTIPLY, c, x);
            sum = cas_program_binary(s->program, CAS_ADD, sum, term);
        }
        cas_program_add_output(s->program, cas_program_apply(s->program, CAS_TANH, sum));
    }
    for (size_t j = 0; j < VARIABLES; j++) {
        cas_range *range = j < IN ? &s->domain.y[j] : &s->domain.w[j - IN];
        long from = (long)gsl_rng_uniform_int(rng, 5) - 2;
        set_range(range, from, from + (long)gsl_rng_uniform_int(rng, 3));
        range->has_lower = gsl_rng_uniform_int(rng, 3) > 0;
        range->has_upper = gsl_rng_uniform_int(rng, 3) > 0;
    }
    mpq_clear(q);
    finish(s);
}

/* A point of the domain. */
static void draw_point(gsl_rng *rng, const setting *s, mpq_t x[VARIABLES])
{
    for (size_t j = 0; j < VARIABLES; j++) {
        const cas_range *range = j < IN ? &s->domain.y[j] : &s->domain.w[j - IN];
        random_rational(rng, x[j]);
        if (range->has_lower && mpq_cmp(x[j], range->lower) < 0)
            mpq_set(x[j], range->lower);
        if (range->has_upper && mpq_cmp(x[j], range->upper) > 0)
            mpq_set(x[j], range->upper);
    }
}

static void apply(mpq_ptr r, const mpq_t *coefficients, const mpq_t *x, size_t count)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_si(r, 0, 1);
    for (size_t j = 0; j < count; j++) {
        mpq_mul(term, coefficients[j], x[j]);
        mpq_add(r, r, term);
    }
    mpq_clear(term);
}

static bool contains(mpfi_srcptr side, mpq_srcptr q)
{
    return mpfr_cmp_q(&side->left, q) <= 0 && mpfr_cmp_q(&side->right, q) >= 0;
}

static void affine_values_are_functions_of_the_coordinates(void **state)
{
    (void)state;
    const cas_arithmetic *rational = &cas_arithmetic_rational;
    size_t reduced = 0;
    for (unsigned long trial = 0; trial < 300; trial++) {
        gsl_rng *rng = random_stream("coordinates", trial);
        setting s;
        draw(rng, &s);
        const cas_coordinates *c = &s.coordinates;
        mpq_t *x = cas_numbers_new(rational, VARIABLES),
              *z = cas_numbers_new(rational, 10);
        reduced += c->count < s.affines.count;
        draw_point(rng, &s, x);
        for (size_t k = 0; k < c->count; k++) {
            apply(z[k], (const mpq_t *)c->forms + k * VARIABLES, (const mpq_t *)x,
                  VARIABLES);
            assert_true(contains(c->outer[k], z[k]));
        }
        for (size_t i = 0; i < s.affines.count; i++) {
            apply(z[8], (const mpq_t *)s.affines.at[i].slopes, (const mpq_t *)x,
                  VARIABLES);
            mpq_add(z[8], z[8], s.affines.at[i].constant);
            apply(z[9], (const mpq_t *)c->slopes + i * c->count, (const mpq_t *)z,
                  c->count);
            mpq_add(z[9], z[9], c->offsets[i]);
            assert_true(mpq_equal(z[8], z[9]));
        }
        cas_numbers_free(rational, x, VARIABLES);
        cas_numbers_free(rational, z, 10);
        end(&s);
        gsl_rng_free(rng);
    }
    assert_true(reduced > 10);
}

/* q lies in sum_d x_d y_d */
static void check_product(const mpfi_t *x, const mpfi_t *y, size_t count, mpq_srcptr q)
{
    mpfi_t sum, term;
    mpfi_init2(sum, 64);
    mpfi_init2(term, 64);
    mpfi_set_si(sum, 0);
    for (size_t d = 0; d < count; d++) {
        mpfi_mul(term, x[d], y[d]);
        mpfi_add(sum, sum, term);
    }
    assert_true(contains(sum, q));
    mpfi_diam_abs(&term->left, sum);
    assert_true(mpfr_cmp_d(&term->left, 1e-12) < 0);
    mpfi_clear(sum);
    mpfi_clear(term);
}

/* The gradients in the frame have the inner products that they have in the variables, y
   and w apart. */
static void frames_keep_inner_products(void **state)
{
    (void)state;
    size_t reduced = 0;
    for (unsigned long trial = 0; trial < 200; trial++) {
        gsl_rng *rng = random_stream("coordinates/frame", trial);
        setting s;
        draw(rng, &s);
        const cas_frame *f = &s.frame;
        const size_t n = f->y_count + f->w_count;
        mpq_t q;
        mpq_init(q);
        reduced += n < VARIABLES;
        for (size_t i = 0; i < s.affines.count; i++) {
            const mpfi_t *gradient = (const mpfi_t *)f->gradients + i * n;
            const mpq_t *slopes = (const mpq_t *)s.affines.at[i].slopes;
            for (size_t j = 0; j <= i; j++) {
                const mpfi_t *other = (const mpfi_t *)f->gradients + j * n;
                const mpq_t *others = (const mpq_t *)s.affines.at[j].slopes;
                apply(q, slopes, others, IN);
                check_product(gradient, other, f->y_count, q);
                apply(q, slopes + IN, others + IN, WEIGHTS);
                check_product(gradient + f->y_count, other + f->y_count, f->w_count, q);
            }
        }
        mpq_clear(q);
        end(&s);
        gsl_rng_free(rng);
    }
    assert_true(reduced > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(affine_nodes_are_the_maximal_ones),
        cmocka_unit_test(a_ridge_on_all_reals_is_one_coordinate),
        cmocka_unit_test(a_ridge_on_a_box_runs_through_the_sum_of_its_ranges),
        cmocka_unit_test(free_forms_are_separated_from_bounded_variables),
        cmocka_unit_test(forms_that_share_bounded_variables_keep_them),
        cmocka_unit_test(periodic_coordinates_run_through_one_period),
        cmocka_unit_test(coordinates_that_enter_otherwise_are_not_periodic),
        cmocka_unit_test(values_without_influence_have_no_coordinate),
        cmocka_unit_test(affine_values_are_functions_of_the_coordinates),
        cmocka_unit_test(frames_keep_inner_products),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

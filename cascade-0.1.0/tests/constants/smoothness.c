/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "constants/enclosure.h"
#include "operator/operator_smoothness.h"
#include "tests/constants/pointwise_constants.h"
#include "tests/operator/sample_operator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The domain center + [-radius, radius] of z = (y, w), exactly as the doubles say. */
static void domain_around(cas_domain *domain, const cas_operator *op,
                          const double *center, double radius)
{
    cas_domain_init(domain, op->in, op->weights);
    for (size_t a = 0; a < op->in + op->weights; ++a) {
        cas_range *range = a < op->in ? &domain->y[a] : &domain->w[a - op->in];
        range->has_lower = range->has_upper = true;
        mpq_set_d(range->lower, center[a] - radius);
        mpq_set_d(range->upper, center[a] + radius);
    }
}

/* A random point of it: a corner, or inside. */
static void point_around(gsl_rng *rng, size_t n, const double *center, double radius,
                         double *z)
{
    const bool is_corner = gsl_rng_uniform_int(rng, 2) == 0;
    for (size_t a = 0; a < n; ++a) {
        const double side = gsl_rng_uniform_int(rng, 2) == 0 ? -radius : radius;
        z[a] = center[a] + (is_corner ? side : side * gsl_rng_uniform(rng));
    }
}

/* What a trial on one operator and box needs. */
typedef struct trial {
    cas_operator *op;
    size_t n;
    pointwise_constants *constants;
    cas_domain domain;
    double *center, *z;
    double radius;
    mpfi_t *bounds, *values, *largest;
} trial;

static void trial_init(trial *t, gsl_rng *rng, const cas_family *family, size_t variant,
                       double radius)
{
    t->op = sample_operator(rng, family, variant);
    t->constants = pointwise_constants_new(t->op);
    t->n = t->op->in + t->op->weights;
    t->center = cas_allocate(t->n, sizeof *t->center);
    t->z = cas_allocate(t->n, sizeof *t->z);
    t->radius = radius;
    sample_numbers(rng, t->n, t->center);
    domain_around(&t->domain, t->op, t->center, radius);
    t->bounds = cas_enclosures_new(CAS_CONSTANT_COUNT);
    t->values = cas_enclosures_new(CAS_CONSTANT_COUNT);
    t->largest = cas_enclosures_new(CAS_CONSTANT_COUNT);
    assert_int_equal(cas_smoothness_enclose(t->op, &t->domain, NULL, t->bounds, NULL),
                     CAS_OK);
}

static void trial_clear(trial *t)
{
    pointwise_constants_free(t->constants);
    cas_domain_clear(&t->domain);
    cas_operator_free(t->op);
    free(t->center);
    free(t->z);
    cas_enclosures_free(t->bounds, CAS_CONSTANT_COUNT);
    cas_enclosures_free(t->values, CAS_CONSTANT_COUNT);
    cas_enclosures_free(t->largest, CAS_CONSTANT_COUNT);
}

/* Checks the bounds at z and raises `largest` to the values there. */
static void check_point(trial *t)
{
    pointwise_constants_at(t->constants, t->z, t->values);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; ++c) {
        if (mpfr_less_p(&t->bounds[c]->right, &t->values[c]->left))
            fail_msg("%s: %s", t->op->family->name, cas_constant_names[c]);
        mpfi_set_fr(t->values[c], &t->values[c]->left);
        cas_enclosure_raise(t->largest[c], t->values[c]);
    }
}

/* bound <= factor largest (1 + 2^-18) + 2^-60 */
static bool is_sharp(const trial *t, size_t constant, double factor)
{
    const double bound = mpfr_get_d(&t->bounds[constant]->right, MPFR_RNDU);
    const double largest = mpfr_get_d(&t->largest[constant]->right, MPFR_RNDN);
    return bound <= factor * largest * (1 + 0x1p-18) + 0x1p-60;
}

typedef void trial_action(trial *t, gsl_rng *rng);

static void for_each_family(double radius, int trials, trial_action *action)
{
    for (size_t f = 0; cas_families[f]; ++f)
        for (size_t variant = 0; variant < sample_variants(cas_families[f]); ++variant) {
            gsl_rng *rng =
                cas_philox_new(cas_philox_key_make(6, "box", 100 * f + variant));
            for (int i = 0; i < trials; ++i) {
                trial t;
                trial_init(&t, rng, cas_families[f], variant, radius);
                action(&t, rng);
                trial_clear(&t);
            }
            gsl_rng_free(rng);
        }
}

static void check_points(trial *t, gsl_rng *rng)
{
    for (int i = 0; i < 20; ++i) {
        point_around(rng, t->n, t->center, t->radius, t->z);
        check_point(t);
    }
}

static void bounds_hold_at_random_points_of_random_boxes(void **state)
{
    (void)state;
    for_each_family(0.25, 3, check_points);
    for_each_family(2, 3, check_points);
}

/*: On a box of one point the formulas are the quantities themselves, up to the $2^{-20}$
of an operator norm, except for $\|J_2\|$ and (9) in the family control, where two rows of
blocks are bounded by the root of the sum of their squares, at most $\sqrt2$ times the
larger. */
static void check_single_point(trial *t, gsl_rng *rng)
{
    (void)rng;
    const bool is_control = strcmp(t->op->family->name, "control") == 0;
    memcpy(t->z, t->center, t->n * sizeof *t->z);
    check_point(t);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; ++c) {
        const bool is_summed =
            is_control && (c == CAS_JACOBIAN || c == CAS_MIXED_HESSIAN);
        if (!is_sharp(t, c, is_summed ? M_SQRT2 : 1))
            fail_msg("%s: %s", t->op->family->name, cas_constant_names[c]);
    }
}

static void bounds_are_the_values_on_a_single_point(void **state)
{
    (void)state;
    for_each_family(0, 6, check_single_point);
}

/* How many times a bound may exceed what a short search of a box with sides 1 finds: 1
   where the supremum is at a corner of the box, a little more where it is inside, and
   more where a formula takes the suprema of its parts one by one. */
static double allowed_factor(const cas_family *family)
{
    static const struct {
        const char *family;
        double factor;
    } factors[] = {{"control", 3},    {"dense", 4},          {"descent", 2},
                   {"logistic", 1.1}, {"quadratic-head", 2}, {"ridge", 2},
                   {"softplus", 1.1}};
    for (size_t i = 0; i < sizeof factors / sizeof *factors; ++i)
        if (strcmp(factors[i].family, family->name) == 0)
            return factors[i].factor;
    return 1;
}

/* Walks through the box to larger values of one constant, a few coordinates at a time. */
static void climb(trial *t, gsl_rng *rng, size_t constant)
{
    double *best = cas_allocate(t->n, sizeof *best), most = -1;
    for (int i = 0; i < 30; ++i) {
        if (i < 5)
            point_around(rng, t->n, t->center, t->radius, t->z);
        else {
            memcpy(t->z, best, t->n * sizeof *best);
            const size_t a = gsl_rng_uniform_int(rng, t->n);
            point_around(rng, 1, &t->center[a], t->radius, &t->z[a]);
        }
        check_point(t);
        const double found = mpfi_get_d(t->values[constant]);
        if (found > most) {
            most = found;
            memcpy(best, t->z, t->n * sizeof *best);
        }
    }
    free(best);
}

static void check_looseness(trial *t, gsl_rng *rng)
{
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; ++c)
        climb(t, rng, c);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; ++c)
        if (!is_sharp(t, c, allowed_factor(t->op->family)))
            fail_msg("%s: %s", t->op->family->name, cas_constant_names[c]);
}

static void bounds_on_boxes_are_not_loose(void **state)
{
    (void)state;
    for_each_family(0.5, 1, check_looseness);
}

/* The formulas and the subdivision of the program bound the same suprema: neither upper
   bound is below the other's lower one, nor below a value that is taken. */
static void check_agreement(trial *t, gsl_rng *rng)
{
    const cas_smoothness_options options = {.tolerance = 0.25, .boxes = 200};
    mpfi_t *by_program = cas_enclosures_new(CAS_CONSTANT_COUNT);
    if (t->n <= 5) {
        assert_int_equal(cas_smoothness_subdivide(t->op->program, &t->domain, &options,
                                                  by_program, NULL),
                         CAS_OK);
        check_points(t, rng);
        for (size_t c = 0; c < CAS_CONSTANT_COUNT; ++c) {
            assert_true(mpfr_lessequal_p(&by_program[c]->left, &t->bounds[c]->right));
            assert_true(mpfr_lessequal_p(&t->largest[c]->right, &by_program[c]->right));
        }
    }
    cas_enclosures_free(by_program, CAS_CONSTANT_COUNT);
}

static void formulas_and_subdivision_agree_as_bounds(void **state)
{
    (void)state;
    for_each_family(0.25, 2, check_agreement);
}

static void set_numbers(cas_parameter_value *values, const cas_family *family,
                        const char *name, size_t count, const double *x)
{
    cas_rationals *numbers = &values[cas_family_parameter(family, name)].numbers;
    cas_rationals_init(numbers, count);
    cas_rationals_set_doubles(numbers, x);
}

/* 2 tanh((3 y1 + 4 y2 + 12 w1) / (1/2)): gradient (6, 8, 24) of norm 26 inside. */
static cas_operator *make_ridge(void)
{
    const cas_family *ridge = cas_family_find("ridge");
    cas_parameter_value *values = cas_allocate(6, sizeof *values);
    cas_operator *op;
    set_numbers(values, ridge, "A", 2, (const double[]){3, 4});
    set_numbers(values, ridge, "B", 1, (const double[]){12});
    set_numbers(values, ridge, "amplitude", 1, (const double[]){2});
    set_numbers(values, ridge, "scale", 1, (const double[]){0.5});
    assert_int_equal(cas_operator_new(ridge, 2, 1, 1, values, &op, NULL), CAS_OK);
    return op;
}

static void constants_of_a_ridge_on_all_reals_are_the_closed_forms(void **state)
{
    const double curvature = 2 * 4 / (3 * sqrt(3)); /* amplitude sup |tanh''| */
    const double expected[CAS_CONSTANT_COUNT] = {
        [CAS_JACOBIAN] = 2 * 24,
        [CAS_MIXED_HESSIAN] = curvature * 10 * 24,
        [CAS_LIPSCHITZ] = 2 * 10,
        [CAS_JACOBIAN_LIPSCHITZ] = curvature * 26 * 26,
        [CAS_HESSIAN_LIPSCHITZ] = 2 * 2 * 26 * 26 * 26,
    };
    (void)state;
    cas_operator *op = make_ridge();
    cas_domain everything;
    mpfi_t *bounds = cas_enclosures_new(CAS_CONSTANT_COUNT);
    cas_domain_init(&everything, 2, 1);
    assert_int_equal(cas_smoothness_enclose(op, &everything, NULL, bounds, NULL), CAS_OK);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; ++c) {
        const double bound = mpfr_get_d(&bounds[c]->right, MPFR_RNDU);
        assert_true(bound >= expected[c] * (1 - 0x1p-50));
        assert_true(bound <= expected[c] * (1 + 0x1p-20));
        assert_true(mpfr_zero_p(&bounds[c]->left));
    }
    cas_enclosures_free(bounds, CAS_CONSTANT_COUNT);
    cas_domain_clear(&everything);
    cas_operator_free(op);
}

static void check_message(const cas_operator *op, const cas_domain *domain,
                          const char *expected)
{
    mpfi_t *bounds = cas_enclosures_new(CAS_CONSTANT_COUNT);
    cas_message message;
    assert_int_equal(cas_smoothness_enclose(op, domain, NULL, bounds, &message),
                     CAS_UNBOUNDED);
    assert_string_equal(message.text, expected);
    cas_enclosures_free(bounds, CAS_CONSTANT_COUNT);
}

static void unbounded_constant_is_an_error_that_asks_for_a_domain(void **state)
{
    (void)state;
    cas_operator *op;
    cas_domain domain;
    assert_int_equal(
        cas_operator_new(cas_family_find("quadratic-head"), 1, 1, 1, NULL, &op, NULL),
        CAS_OK);
    cas_domain_init(&domain, 1, 1);
    check_message(op, &domain,
                  "the constant jacobian (C_{grad f}) grows without bound on all reals; "
                  "give the operator a `domain`");
    domain.y[0].has_lower = domain.y[0].has_upper = true;
    mpq_set_si(domain.y[0].upper, 1, 1);
    check_message(
        op, &domain,
        "the constant jacobian (C_{grad f}) could not be bounded on the operator's "
        "domain; give the operator a smaller `domain`");
    cas_domain_clear(&domain);
    cas_operator_free(op);
}

/* The cost so far enters a control step linearly, so its range does not matter. */
static void variable_without_influence_may_stay_unbounded(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(6, "cost", 0));
    cas_operator *op = sample_operator(rng, cas_family_find("control"), 0);
    double *center = cas_allocate(op->in + op->weights, sizeof *center);
    mpfi_t *bounds = cas_enclosures_new(CAS_CONSTANT_COUNT);
    cas_domain domain;
    domain_around(&domain, op, center, 1);
    domain.y[op->in - 1].has_upper = false;
    assert_int_equal(cas_smoothness_enclose(op, &domain, NULL, bounds, NULL), CAS_OK);
    cas_enclosures_free(bounds, CAS_CONSTANT_COUNT);
    cas_domain_clear(&domain);
    cas_operator_free(op);
    free(center);
    gsl_rng_free(rng);
}

static void domains_are_copied_and_compared(void **state)
{
    (void)state;
    cas_domain one, other;
    cas_domain_init(&one, 2, 1);
    assert_true(cas_domain_is_everything(&one));
    one.w[0].has_upper = true;
    mpq_set_si(one.w[0].upper, 1, 3);
    assert_false(cas_domain_is_everything(&one));
    cas_domain_copy(&other, &one);
    assert_true(cas_domain_equal(&one, &other));
    mpq_set_si(other.w[0].upper, 1, 4);
    assert_false(cas_domain_equal(&one, &other));
    cas_domain_clear(&other);
    cas_domain_copy(&other, &one);
    other.y[1].has_lower = true;
    assert_false(cas_domain_equal(&one, &other));
    cas_domain_clear(&other);
    cas_domain_init(&other, 1, 1);
    assert_false(cas_domain_equal(&one, &other));
    cas_domain_clear(&other);
    cas_domain_clear(&one);
}

static void ranges_are_enclosed_outward(void **state)
{
    (void)state;
    cas_domain domain;
    mpfi_t r;
    cas_domain_init(&domain, 1, 0);
    mpfi_init2(r, 53);
    cas_range_enclose(r, &domain.y[0]);
    assert_true(mpfr_inf_p(&r->left) && mpfr_sgn(&r->left) < 0);
    assert_true(mpfr_inf_p(&r->right) && mpfr_sgn(&r->right) > 0);
    domain.y[0].has_lower = domain.y[0].has_upper = true;
    mpq_set_si(domain.y[0].lower, 1, 3);
    mpq_set_si(domain.y[0].upper, 1, 3);
    cas_range_enclose(r, &domain.y[0]);
    assert_true(mpfr_cmp_q(&r->left, domain.y[0].lower) < 0);
    assert_true(mpfr_cmp_q(&r->right, domain.y[0].upper) > 0);
    mpfi_clear(r);
    cas_domain_clear(&domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_hold_at_random_points_of_random_boxes),
        cmocka_unit_test(bounds_are_the_values_on_a_single_point),
        cmocka_unit_test(bounds_on_boxes_are_not_loose),
        cmocka_unit_test(formulas_and_subdivision_agree_as_bounds),
        cmocka_unit_test(constants_of_a_ridge_on_all_reals_are_the_closed_forms),
        cmocka_unit_test(unbounded_constant_is_an_error_that_asks_for_a_domain),
        cmocka_unit_test(variable_without_influence_may_stay_unbounded),
        cmocka_unit_test(domains_are_copied_and_compared),
        cmocka_unit_test(ranges_are_enclosed_outward),
    };
    return cmocka_run_group_tests_name("smoothness", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/smoothness.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "operator/enclosure.h"
#include "operator/jet.h"
#include "sample_operator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/*: The five quantities of Assumption 3 at one point, bounded from below with certainty: Taylor
arithmetic in intervals gives all derivatives of the program (it knows nothing of the families'
formulas), Frobenius norms come from it directly, and an operator norm is at least
$\|M^\top v\|/\|v\|$ for any $v$. For sharpness $v$ is an eigenvector of $MM^\top$ in double. */

/* r := a number that is at most ||M||_op; rows is at most a few. */
static void lower_operator_norm(mpfi_ptr r, size_t rows, size_t columns, const mpfi_t *M)
{
    gsl_matrix *gram = gsl_matrix_calloc(rows, rows),
               *vectors = gsl_matrix_alloc(rows, rows);
    gsl_vector *values = gsl_vector_alloc(rows);
    gsl_eigen_symmv_workspace *workspace = gsl_eigen_symmv_alloc(rows);
    mpfi_t *v = cas_enclosures_new(rows), *image = cas_enclosures_new(columns), length,
           term;
    mpfi_init2(length, CAS_ENCLOSURE_BITS);
    mpfi_init2(term, CAS_ENCLOSURE_BITS);
    for (size_t i = 0; i < rows; ++i)
        for (size_t k = 0; k < rows; ++k) {
            cas_enclosure_dot(term, columns, M + i * columns, M + k * columns);
            gsl_matrix_set(gram, i, k, mpfi_get_d(term));
        }
    gsl_eigen_symmv(gram, values, vectors, workspace);
    const size_t largest = gsl_vector_max_index(values);
    for (size_t i = 0; i < rows; ++i) {
        mpfi_set_d(v[i], gsl_matrix_get(vectors, i, largest));
        for (size_t j = 0; j < columns; ++j) {
            mpfi_mul(term, v[i], M[i * columns + j]);
            mpfi_add(image[j], image[j], term);
        }
    }
    cas_enclosure_norm_squared(r, columns, image);
    cas_enclosure_norm_squared(length, rows, v);
    mpfi_div(r, r, length);
    mpfi_sqrt(r, r);
    mpfi_clear(length);
    mpfi_clear(term);
    cas_enclosures_free(v, rows);
    cas_enclosures_free(image, columns);
    gsl_eigen_symmv_free(workspace);
    gsl_matrix_free(gram);
    gsl_matrix_free(vectors);
    gsl_vector_free(values);
}

/* Jets of op with z = (y, w). */
typedef struct derivatives {
    const cas_operator *op;
    cas_arithmetic arithmetic;
    cas_jets *jets;
    size_t n;
} derivatives;

static void derivatives_init(derivatives *d, const cas_operator *op)
{
    d->op = op;
    d->n = op->in + op->weights;
    d->arithmetic = cas_arithmetic_interval(CAS_ENCLOSURE_BITS);
    d->jets = cas_jets_new(op->program, &d->arithmetic, d->n, 3);
}

/* The block of first derivatives, out x count, from coordinate `first` on. */
static mpfi_t *jacobian(const derivatives *d, size_t first, size_t count)
{
    mpfi_t *J = cas_enclosures_new(d->op->out * count);
    for (size_t k = 0; k < d->op->out; ++k)
        for (size_t j = 0; j < count; ++j)
            mpfi_set(J[k * count + j], cas_jets_first(d->jets, k, first + j));
    return J;
}

/* The tensor of (9), flattened to out x (weights in). */
static mpfi_t *mixed_hessian(const derivatives *d)
{
    const size_t in = d->op->in, count = d->op->weights * in;
    mpfi_t *H = cas_enclosures_new(d->op->out * count);
    for (size_t k = 0; k < d->op->out; ++k)
        for (size_t a = 0; a < count; ++a)
            mpfi_set(H[k * count + a], cas_jets_second(d->jets, k, in + a / in, a % in));
    return H;
}

static void frobenius_norms(const derivatives *d, mpfi_ptr second, mpfi_ptr third)
{
    mpfi_t square;
    mpfi_init2(square, CAS_ENCLOSURE_BITS);
    mpfi_set_ui(second, 0);
    mpfi_set_ui(third, 0);
    for (size_t k = 0; k < d->op->out; ++k)
        for (size_t a = 0; a < d->n; ++a)
            for (size_t b = 0; b < d->n; ++b) {
                mpfi_sqr(square, cas_jets_second(d->jets, k, a, b));
                mpfi_add(second, second, square);
                for (size_t c = 0; c < d->n; ++c) {
                    mpfi_sqr(square, cas_jets_third(d->jets, k, a, b, c));
                    mpfi_add(third, third, square);
                }
            }
    mpfi_sqrt(second, second);
    mpfi_sqrt(third, third);
    mpfi_clear(square);
}

static void seed(const derivatives *d, const double *z)
{
    mpfi_t value, *gradient = cas_enclosures_new(d->n);
    mpfi_init2(value, CAS_ENCLOSURE_BITS);
    for (size_t a = 0; a < d->n; ++a) {
        mpfi_set_d(value, z[a]);
        mpfi_set_ui(gradient[a], 1);
        if (a < d->op->in)
            cas_jets_seed_y(d->jets, a, value, gradient);
        else
            cas_jets_seed_w(d->jets, a - d->op->in, value, gradient);
        mpfi_set_ui(gradient[a], 0);
    }
    mpfi_clear(value);
    cas_enclosures_free(gradient, d->n);
}

/* values: numbers of which the left ends are at most the five quantities at z. */
static void derivatives_at(const derivatives *d, const double *z,
                           mpfi_t values[CAS_CONSTANT_COUNT])
{
    const cas_operator *op = d->op;
    seed(d, z);
    assert_int_equal(cas_jets_evaluate(d->jets, NULL), CAS_OK);
    mpfi_t *J1 = jacobian(d, 0, op->in), *J2 = jacobian(d, op->in, op->weights);
    mpfi_t *H = mixed_hessian(d);
    lower_operator_norm(values[CAS_LIPSCHITZ], op->out, op->in, J1);
    lower_operator_norm(values[CAS_JACOBIAN], op->out, op->weights, J2);
    if (mpfr_less_p(&values[CAS_JACOBIAN]->left, &values[CAS_LIPSCHITZ]->left))
        mpfi_set(values[CAS_JACOBIAN], values[CAS_LIPSCHITZ]);
    lower_operator_norm(values[CAS_MIXED_HESSIAN], op->out, op->weights * op->in, H);
    frobenius_norms(d, values[CAS_JACOBIAN_LIPSCHITZ], values[CAS_HESSIAN_LIPSCHITZ]);
    cas_enclosures_free(J1, op->out * op->in);
    cas_enclosures_free(J2, op->out * op->weights);
    cas_enclosures_free(H, op->out * op->weights * op->in);
}

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
    derivatives d;
    cas_domain domain;
    double *center, *z;
    double radius;
    mpfi_t *bounds, *values, *largest;
} trial;

static void trial_init(trial *t, gsl_rng *rng, const cas_family *family, size_t variant,
                       double radius)
{
    t->op = sample_operator(rng, family, variant);
    derivatives_init(&t->d, t->op);
    t->center = cas_allocate(t->d.n, sizeof *t->center);
    t->z = cas_allocate(t->d.n, sizeof *t->z);
    t->radius = radius;
    sample_numbers(rng, t->d.n, t->center);
    domain_around(&t->domain, t->op, t->center, radius);
    t->bounds = cas_enclosures_new(CAS_CONSTANT_COUNT);
    t->values = cas_enclosures_new(CAS_CONSTANT_COUNT);
    t->largest = cas_enclosures_new(CAS_CONSTANT_COUNT);
    assert_int_equal(cas_smoothness_enclose(t->op, &t->domain, NULL, t->bounds, NULL),
                     CAS_OK);
}

static void trial_clear(trial *t)
{
    cas_jets_free(t->d.jets);
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
    derivatives_at(&t->d, t->z, t->values);
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
        point_around(rng, t->d.n, t->center, t->radius, t->z);
        check_point(t);
    }
}

static void bounds_hold_at_random_points_of_random_boxes(void **state)
{
    (void)state;
    for_each_family(0.25, 3, check_points);
    for_each_family(2, 3, check_points);
}

/*: On a box of one point the formulas are the quantities themselves, up to the $2^{-20}$ of an
operator norm, except in the family control, where two rows of blocks are bounded by the root of the
sum of their squares, at most $\sqrt2$ times the larger. */
static void check_single_point(trial *t, gsl_rng *rng)
{
    (void)rng;
    const bool is_control = strcmp(t->op->family->name, "control") == 0;
    memcpy(t->z, t->center, t->d.n * sizeof *t->z);
    check_point(t);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; ++c)
        if (!is_sharp(t, c, is_control ? M_SQRT2 : 1))
            fail_msg("%s: %s", t->op->family->name, cas_constant_names[c]);
}

static void bounds_are_the_values_on_a_single_point(void **state)
{
    (void)state;
    for_each_family(0, 6, check_single_point);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_hold_at_random_points_of_random_boxes),
        cmocka_unit_test(bounds_are_the_values_on_a_single_point),
    };
    return cmocka_run_group_tests_name("smoothness", tests, NULL, NULL);
}

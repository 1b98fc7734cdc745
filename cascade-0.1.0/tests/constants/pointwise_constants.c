/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/constants/pointwise_constants.h"

#include "arithmetic/memory.h"
#include "constants/enclosure.h"
#include "program/jet.h"

#include <gsl/gsl_eigen.h>
#include <stdlib.h>

/*: The five quantities of Assumption 3 at one point, bounded from below with certainty:
Taylor arithmetic in intervals gives all derivatives of the program (it knows nothing of
the families' formulas), Frobenius norms come from it directly, and an operator norm is at
least $\|M^\top v\|/\|v\|$ for any $v$. For sharpness $v$ is an eigenvector of $MM^\top$
in double. */

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

struct pointwise_constants {
    const cas_operator *op;
    cas_arithmetic arithmetic;
    cas_jets *jets;
    size_t n;
};

pointwise_constants *pointwise_constants_new(const cas_operator *op)
{
    pointwise_constants *d = cas_allocate(1, sizeof *d);
    d->op = op;
    d->n = op->in + op->weights;
    d->arithmetic = cas_arithmetic_interval(CAS_ENCLOSURE_BITS);
    d->jets = cas_jets_new(op->program, &d->arithmetic, d->n, 3);
    return d;
}

void pointwise_constants_free(pointwise_constants *d)
{
    cas_jets_free(d->jets);
    free(d);
}

/* The block of first derivatives, out x count, from coordinate `first` on. */
static mpfi_t *jacobian(const pointwise_constants *d, size_t first, size_t count)
{
    mpfi_t *J = cas_enclosures_new(d->op->out * count);
    for (size_t k = 0; k < d->op->out; ++k)
        for (size_t j = 0; j < count; ++j)
            mpfi_set(J[k * count + j], cas_jets_first(d->jets, k, first + j));
    return J;
}

/* The tensor of (9), flattened to out x (weights in). */
static mpfi_t *mixed_hessian(const pointwise_constants *d)
{
    const size_t in = d->op->in, count = d->op->weights * in;
    mpfi_t *H = cas_enclosures_new(d->op->out * count);
    for (size_t k = 0; k < d->op->out; ++k)
        for (size_t a = 0; a < count; ++a)
            mpfi_set(H[k * count + a], cas_jets_second(d->jets, k, in + a / in, a % in));
    return H;
}

static void frobenius_norms(const pointwise_constants *d, mpfi_ptr second, mpfi_ptr third)
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
                    mpfi_sqr(square, cas_jets_entry(d->jets, k, 3, (size_t[]){a, b, c}));
                    mpfi_add(third, third, square);
                }
            }
    mpfi_sqrt(second, second);
    mpfi_sqrt(third, third);
    mpfi_clear(square);
}

static void seed(const pointwise_constants *d, const double *z)
{
    mpfi_t value, *gradient = cas_enclosures_new(d->n);
    mpfi_init2(value, CAS_ENCLOSURE_BITS);
    for (size_t a = 0; a < d->n; ++a) {
        mpfi_set_d(value, z[a]);
        mpfi_set_ui(gradient[a], 1);
        cas_jets_seed_variable(d->jets, a, value, gradient);
        mpfi_set_ui(gradient[a], 0);
    }
    mpfi_clear(value);
    cas_enclosures_free(gradient, d->n);
}

void pointwise_constants_at(pointwise_constants *d, const double *z,
                            mpfi_t values[CAS_CONSTANT_COUNT])
{
    const cas_operator *op = d->op;
    seed(d, z);
    CAS_REQUIRE(cas_jets_evaluate(d->jets, NULL) == CAS_OK);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/operator_norm.h"

#include "arithmetic/arithmetic.h"
#include "arithmetic/interval.h"
#include "arithmetic/message.h"

#include <gsl/gsl_eigen.h>

/*: \paragraph{The largest eigenvalue.} $\|M\|^2 = \lambda_{\max}(G)$ for the Gram matrix
$G$ of the rows of $M$, or of its columns where they are fewer; it lies between the
largest diagonal entry of $G$ and its trace. $\lambda I - G$ is positive definite iff all
pivots of its elimination are positive, and then $\lambda > \lambda_{\max}$; where a pivot
is negative behind positive ones, $\lambda < \lambda_{\max}$. In intervals both hold for
every matrix in the box. An eigenvalue computed in double proves nothing, but says where
to try: above and below it, at a distance that grows until the signs of the pivots can be
told. Where more digits are wanted, bisection goes on from there. */
typedef struct eigenvalue {
    size_t n;
    const mpfi_t *gram; /* its lower half */
    mpfi_t *work;       /* n * n + 2 */
    mpfi_ptr r;         /* what is known */
} eigenvalue;

/* The sign of lambda - lambda_max; 0: not to be told. */
static int sign_at(const eigenvalue *e, mpfr_srcptr lambda)
{
    const size_t n = e->n;
    mpfi_t *work = e->work;
    mpfi_ptr factor = work[n * n], term = work[n * n + 1];
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++)
            mpfi_neg(work[i * n + j], e->gram[i * n + j]);
        mpfi_add_fr(work[i * n + i], work[i * n + i], lambda);
    }
    for (size_t k = 0; k < n; k++) {
        mpfi_srcptr pivot = work[k * n + k];
        if (!mpfi_is_strictly_pos(pivot))
            return mpfi_is_strictly_neg(pivot) ? -1 : 0;
        for (size_t i = k + 1; i < n; i++) {
            mpfi_div(factor, work[i * n + k], pivot);
            for (size_t j = k + 1; j < i; j++) {
                cas_interval_multiply(term, factor, work[j * n + k]);
                mpfi_sub(work[i * n + j], work[i * n + j], term);
            }
            mpfi_sqr(term, work[i * n + k]);
            mpfi_div(term, term, pivot);
            mpfi_sub(work[i * n + i], work[i * n + i], term);
        }
    }
    return 1;
}

/* The same; what it says is kept. */
static int narrow_at(const eigenvalue *e, mpfr_srcptr lambda)
{
    const int sign = sign_at(e, lambda);
    if (sign > 0)
        mpfr_min(&e->r->right, &e->r->right, lambda, MPFR_RNDU);
    else if (sign < 0)
        mpfr_max(&e->r->left, &e->r->left, lambda, MPFR_RNDD);
    return sign;
}

/* The largest eigenvalue of gram / trace, in double. */
static double estimate(const eigenvalue *e, mpfr_srcptr trace)
{
    gsl_matrix *scaled = gsl_matrix_alloc(e->n, e->n);
    gsl_vector *values = gsl_vector_alloc(e->n);
    gsl_eigen_symm_workspace *workspace = gsl_eigen_symm_alloc(e->n);
    CAS_REQUIRE(scaled != NULL && values != NULL && workspace != NULL);
    mpfi_ptr entry = e->work[0];
    for (size_t i = 0; i < e->n; i++)
        for (size_t j = 0; j <= i; j++) {
            mpfi_div_fr(entry, e->gram[i * e->n + j], trace);
            gsl_matrix_set(scaled, i, j, mpfi_get_d(entry));
        }
    gsl_eigen_symm(scaled, values, workspace);
    const double largest = gsl_vector_max(values);
    gsl_eigen_symm_free(workspace);
    gsl_vector_free(values);
    gsl_matrix_free(scaled);
    return largest;
}

/* From below, then from above. */
static void narrow_around_estimate(const eigenvalue *e)
{
    mpfr_t trace, lambda;
    mpfr_init2(trace, mpfi_get_prec(e->r));
    mpfr_init2(lambda, mpfi_get_prec(e->r));
    mpfr_set(trace, &e->r->right, MPFR_RNDN);
    const double middle = estimate(e, trace);
    for (int side = -1; side <= 1; side += 2)
        for (double gap = 0x1p-30; gap < 1; gap *= 16) {
            mpfr_mul_d(lambda, trace, middle * (1 + side * gap), MPFR_RNDN);
            if (mpfr_greaterequal_p(lambda, trace) || narrow_at(e, lambda) == side)
                break;
        }
    mpfr_clear(trace);
    mpfr_clear(lambda);
}

/* Until the relative width is 2^-bits. */
static void bisect(const eigenvalue *e, long bits)
{
    mpfr_t middle, width;
    mpfr_init2(middle, mpfi_get_prec(e->r));
    mpfr_init2(width, mpfi_get_prec(e->r));
    int sign = 1;
    while (sign != 0) {
        mpfr_sub(width, &e->r->right, &e->r->left, MPFR_RNDU);
        mpfr_mul_2si(width, width, bits, MPFR_RNDU);
        if (mpfr_lessequal_p(width, &e->r->right))
            break;
        mpfi_get_fr(middle, e->r);
        sign = narrow_at(e, middle);
    }
    mpfr_clear(middle);
    mpfr_clear(width);
}

/*: For order 2, $\lambda_{\max} = \tfrac12\bigl(g_{11} + g_{22} + \sqrt{(g_{11} -
g_{22})^2 + 4g_{12}^2}\bigr)$. */
static void intersect_formula(const eigenvalue *e)
{
    mpfi_ptr root = e->work[0], term = e->work[1];
    mpfi_sub(root, e->gram[0], e->gram[3]);
    mpfi_sqr(root, root);
    mpfi_sqr(term, e->gram[2]);
    mpfi_mul_2ui(term, term, 2);
    mpfi_add(root, root, term);
    mpfi_sqrt(root, root);
    mpfi_add(root, root, e->gram[0]);
    mpfi_add(root, root, e->gram[3]);
    mpfi_div_2ui(root, root, 1);
    mpfi_intersect(e->r, e->r, root);
}

static bool is_bounded(size_t count, const mpfi_t *matrix)
{
    for (size_t i = 0; i < count; i++)
        if (!mpfi_bounded_p(matrix[i]))
            return false;
    return true;
}

/* r encloses the largest eigenvalue; bits: 0 where the estimate is good enough. */
static void enclose_largest(mpfi_ptr r, size_t n, const mpfi_t *gram, long bits)
{
    const cas_arithmetic a = cas_arithmetic_interval(mpfi_get_prec(r));
    mpfi_set_ui(r, 0);
    for (size_t i = 0; i < n; i++) {
        mpfi_srcptr entry = gram[i * n + i];
        mpfr_add(&r->right, &r->right, &entry->right, MPFR_RNDU);
        mpfr_max(&r->left, &r->left, &entry->left, MPFR_RNDD);
    }
    if (n < 2 || n > CAS_OPERATOR_NORM_ROWS || mpfr_zero_p(&r->right) ||
        !mpfi_bounded_p(r))
        return;
    eigenvalue e = {n, gram, cas_numbers_new(&a, n * n + 2), r};
    if (n == 2) {
        intersect_formula(&e);
    } else {
        narrow_around_estimate(&e);
        if (bits > 0)
            bisect(&e, bits);
    }
    cas_numbers_free(&a, e.work, n * n + 2);
}

/* The Gram matrix of the rows or of the columns, whichever are fewer: n of them. */
static mpfi_t *gram_of(const cas_arithmetic *a, size_t rows, size_t columns,
                       const mpfi_t *matrix, size_t *n)
{
    const bool by_rows = rows <= columns;
    const size_t length = by_rows ? columns : rows;
    const size_t step = by_rows ? columns : 1, stride = by_rows ? 1 : columns;
    *n = by_rows ? rows : columns;
    mpfi_t *gram = cas_numbers_new(a, *n * *n), term;
    mpfi_init2(term, a->precision);
    for (size_t i = 0; i < *n; i++)
        for (size_t j = 0; j <= i; j++)
            for (size_t k = 0; k < length; k++) {
                mpfi_srcptr x = matrix[i * step + k * stride];
                if (i == j)
                    a->square(term, x);
                else
                    a->multiply(term, x, matrix[j * step + k * stride]);
                a->add(gram[i * *n + j], gram[i * *n + j], term);
            }
    mpfi_clear(term);
    return gram;
}

void cas_operator_norm_squared(mpfi_ptr r, size_t rows, size_t columns,
                               const mpfi_t *matrix)
{
    const cas_arithmetic a = cas_arithmetic_interval(mpfi_get_prec(r));
    size_t n;
    mpfi_t *gram = gram_of(&a, rows, columns, matrix, &n);
    enclose_largest(r, n, (const mpfi_t *)gram, 16 + (long)a.precision / 2);
    cas_numbers_free(&a, gram, n * n);
}

void cas_operator_norm_of_gram(mpfi_ptr r, size_t n, const mpfi_t *gram)
{
    enclose_largest(r, n, gram, 0);
    mpfi_sqrt(r, r);
}

/* r >= the largest sum of |entries| along a line, as a point: `lines` lines of `count`
   entries. */
static void largest_sum(mpfr_ptr r, size_t lines, size_t line_step, size_t count,
                        size_t entry_step, const mpfi_t *matrix)
{
    mpfr_t sum, entry;
    mpfr_init2(sum, mpfr_get_prec(r));
    mpfr_init2(entry, mpfr_get_prec(r));
    mpfr_set_zero(r, 1);
    for (size_t i = 0; i < lines; i++) {
        mpfr_set_zero(sum, 1);
        for (size_t j = 0; j < count; j++) {
            mpfi_mag(entry, matrix[i * line_step + j * entry_step]);
            mpfr_add(sum, sum, entry, MPFR_RNDU);
        }
        mpfr_max(r, r, sum, MPFR_RNDU);
    }
    mpfr_clear(sum);
    mpfr_clear(entry);
}

/*: Two cheap bounds of $\|M\|$ over a box, each of which is monotone in the $|M_{kj}|$:
the Frobenius norm, and Schur's test
$\|M\|^2\le\max_k\sum_j|M_{kj}|\cdot\max_j\sum_k|M_{kj}|$, which is sharp for a constant
matrix. */
static void bound_cheaply(mpfr_ptr r, size_t rows, size_t columns, const mpfi_t *matrix)
{
    mpfr_t other;
    mpfr_init2(other, mpfr_get_prec(r));
    largest_sum(r, rows, columns, columns, 1, matrix);
    largest_sum(other, columns, 1, rows, columns, matrix);
    mpfr_mul(r, r, other, MPFR_RNDU);
    mpfr_t sum;
    mpfr_init2(sum, mpfr_get_prec(r));
    mpfr_set_zero(sum, 1);
    for (size_t i = 0; i < rows * columns; i++) {
        mpfi_mag(other, matrix[i]);
        mpfr_sqr(other, other, MPFR_RNDU);
        mpfr_add(sum, sum, other, MPFR_RNDU);
    }
    mpfr_min(r, r, sum, MPFR_RNDU);
    mpfr_sqrt(r, r, MPFR_RNDU);
    mpfr_clear(sum);
    mpfr_clear(other);
}

/*: A matrix of the box is $M_0+E$ with $|E|\le R$ entrywise, and $\|E\|\le\|R\|$ as
$\|Ex\|\le\|R|x|\|$. */
void cas_operator_norm(mpfi_ptr r, size_t rows, size_t columns, const mpfi_t *matrix)
{
    const size_t count = rows * columns;
    if (!is_bounded(count, matrix)) {
        mpfr_set_zero(&r->left, 1);
        mpfr_set_inf(&r->right, 1);
        return;
    }
    const cas_arithmetic a = cas_arithmetic_interval(mpfi_get_prec(r));
    mpfi_t *parts = cas_numbers_new(&a, 2 * count), *radius = parts + count;
    mpfr_t bound;
    mpfr_init2(bound, a.precision);
    for (size_t i = 0; i < count; i++) {
        mpfi_mid(bound, matrix[i]);
        mpfi_set_fr(parts[i], bound);
        mpfi_sub_fr(radius[i], matrix[i], bound);
    }
    size_t n;
    mpfi_t *gram = gram_of(&a, rows, columns, (const mpfi_t *)parts, &n);
    cas_operator_norm_of_gram(r, n, (const mpfi_t *)gram);
    bound_cheaply(bound, rows, columns, (const mpfi_t *)radius);
    mpfr_sub(&r->left, &r->left, bound, MPFR_RNDD);
    if (mpfr_sgn(&r->left) < 0)
        mpfr_set_zero(&r->left, 1);
    mpfr_add(&r->right, &r->right, bound, MPFR_RNDU);
    bound_cheaply(bound, rows, columns, matrix);
    mpfr_min(&r->right, &r->right, bound, MPFR_RNDU);
    mpfr_clear(bound);
    cas_numbers_free(&a, gram, n * n);
    cas_numbers_free(&a, parts, 2 * count);
}

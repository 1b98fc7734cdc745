/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/singular_value.h"

#include "arithmetic/vector.h"

#include <mpfi.h>

/* The Gram matrix of the n vectors of `length` entries that lie `step` apart, entries
   `stride` apart. */
static void set_gram(const cas_arithmetic *a, size_t n, size_t step, size_t length,
                     size_t stride, const void *matrix, void *gram, void *scratch)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            void *entry = cas_at(a, gram, i * n + j);
            a->set_integer(entry, 0);
            for (size_t k = 0; k < length; k++) {
                const void *x = cas_at_const(a, matrix, i * step + k * stride);
                if (i == j)
                    a->square(scratch, x);
                else
                    a->multiply(scratch, x,
                                cas_at_const(a, matrix, j * step + k * stride));
                a->add(entry, entry, scratch);
            }
        }
}

/*: For a symmetric $2\times2$ matrix, $\lambda_{\max} = \tfrac12\bigl(g_{11} + g_{22} +
\sqrt{(g_{11} - g_{22})^2 + 4g_{12}^2}\bigr)$. */
static void largest_of_two(const cas_arithmetic *a, const void *gram, void *r,
                           void *scratch)
{
    const void *g11 = cas_at_const(a, gram, 0), *g12 = cas_at_const(a, gram, 1);
    const void *g22 = cas_at_const(a, gram, 3);
    a->subtract(r, g11, g22);
    a->square(r, r);
    a->square(scratch, g12);
    mpfi_mul_ui(scratch, scratch, 4);
    a->add(r, r, scratch);
    mpfi_sqrt(r, r);
    a->add(r, r, g11);
    a->add(r, r, g22);
    mpfi_div_ui(r, r, 2);
}

/*: For a positive semidefinite $G$ of order $n$ and $m = 2^k$,
\[ \lambda_{\max}^m \le \operatorname{tr} G^m \le n \lambda_{\max}^m, \]
so that $(\operatorname{tr} G^m)^{1/m}$ exceeds $\lambda_{\max}$ by a factor between $1$
and $n^{1/m}$. The powers are made by $k$ squarings; before each, $G$ is divided by its
trace, whose logarithm is kept: with $G_0 = G$, $t_j = \operatorname{tr} G_j$ and
$G_{j+1} = (G_j/t_j)^2$, $\operatorname{tr} G^{m} = t_k \prod_{j<k} t_j^{2^{k-j}}$, hence
$(\operatorname{tr} G^m)^{1/m} = \prod_{j \le k} t_j^{2^{-j}}$. */
static void largest_by_powers(const cas_arithmetic *a, size_t n, void *gram, void *r,
                              void *scratch)
{
    size_t squarings = (size_t)a->precision / 8;
    void *work = cas_numbers_new(a, n * n + 2);
    mpfi_ptr trace = cas_at(a, work, n * n), factor = cas_at(a, work, n * n + 1);
    mpfi_set_ui(r, 0);
    for (size_t j = 0;; j++) {
        mpfi_set_ui(trace, 0);
        for (size_t i = 0; i < n; i++)
            mpfi_add(trace, trace, cas_at(a, gram, i * n + i));
        mpfi_log(factor, trace);
        mpfi_div_2ui(factor, factor, j);
        mpfi_add(r, r, factor);
        if (j == squarings)
            break;
        for (size_t i = 0; i < n * n; i++)
            mpfi_div(cas_at(a, gram, i), cas_at(a, gram, i), trace);
        set_gram(a, n, n, n, 1, gram, work, scratch);
        cas_vector_copy(a, n * n, gram, work);
    }
    mpfi_exp(r, r);
    mpfi_set_ui(factor, (unsigned long)n);
    mpfi_log(factor, factor);
    mpfi_div_2ui(factor, factor, squarings);
    mpfi_neg(factor, factor);
    mpfi_exp(factor, factor);
    mpfr_set_ui(&((mpfi_ptr)factor)->right, 1, MPFR_RNDU);
    mpfi_mul(r, r, factor);
    cas_numbers_free(a, work, n * n + 2);
}

/* The largest eigenvalue lies between the largest diagonal entry and the trace. */
static void clamp(const cas_arithmetic *a, size_t n, const void *gram,
                  mpfi_ptr lower_to_trace)
{
    mpfi_set_ui(lower_to_trace, 0);
    for (size_t i = 0; i < n; i++) {
        mpfi_srcptr entry = cas_at_const(a, gram, i * n + i);
        mpfr_add(&lower_to_trace->right, &lower_to_trace->right, &entry->right,
                 MPFR_RNDU);
        mpfr_max(&lower_to_trace->left, &lower_to_trace->left, &entry->left, MPFR_RNDD);
    }
}

/*: $\lambda I - G$ is positive definite iff all pivots of its elimination are positive,
and then $\lambda > \lambda_{\max}$; where a pivot is negative behind positive ones,
$\lambda < \lambda_{\max}$. In intervals both hold for every matrix in the box. Bisection
between what the powers have found goes on while the sign of the pivots can be told, down
to a relative width of $2^{-16-p/2}$ at precision $p$; small next to the $2^{-p/2}$ that
equal irrational sides of a step are allowed to differ by (step.h). */

/* The sign of lambda - lambda_max; 0: not to be told.  work: n * n + 1 numbers. */
static int compare_with_largest(const cas_arithmetic *a, size_t n, const void *gram,
                                mpfr_srcptr lambda, void *work)
{
    mpfi_ptr scratch = cas_at(a, work, n * n);
    for (size_t i = 0; i < n * n; i++) {
        mpfi_ptr entry = cas_at(a, work, i);
        mpfi_neg(entry, cas_at_const(a, gram, i));
        if (i % (n + 1) == 0)
            mpfi_add_fr(entry, entry, lambda);
    }
    for (size_t k = 0; k < n; k++) {
        mpfi_srcptr pivot = cas_at(a, work, k * n + k);
        if (!mpfi_is_strictly_pos(pivot))
            return mpfi_is_strictly_neg(pivot) ? -1 : 0;
        for (size_t i = k + 1; i < n; i++)
            for (size_t j = k + 1; j < n; j++) {
                mpfi_ptr entry = cas_at(a, work, i * n + j);
                if (i == j)
                    mpfi_sqr(scratch, cas_at(a, work, i * n + k));
                else
                    mpfi_mul(scratch, cas_at(a, work, i * n + k),
                             cas_at(a, work, k * n + j));
                mpfi_div(scratch, scratch, pivot);
                mpfi_sub(entry, entry, scratch);
            }
    }
    return 1;
}

static void bisect(const cas_arithmetic *a, size_t n, const void *gram, mpfi_ptr r)
{
    void *work = cas_numbers_new(a, n * n + 1);
    mpfr_t middle, width;
    mpfr_init2(middle, a->precision);
    mpfr_init2(width, a->precision);
    int sign = 1;
    while (sign != 0) {
        mpfr_sub(width, &r->right, &r->left, MPFR_RNDU);
        mpfr_mul_2si(width, width, 16 + (long)a->precision / 2, MPFR_RNDU);
        if (!mpfr_number_p(width) || mpfr_lessequal_p(width, &r->right))
            break;
        mpfi_get_fr(middle, r);
        sign = compare_with_largest(a, n, gram, middle, work);
        if (sign > 0)
            mpfr_set(&r->right, middle, MPFR_RNDU);
        else if (sign < 0)
            mpfr_set(&r->left, middle, MPFR_RNDD);
    }
    mpfr_clear(middle);
    mpfr_clear(width);
    cas_numbers_free(a, work, n * n + 1);
}

void cas_largest_singular_value_squared(const cas_arithmetic *interval, size_t rows,
                                        size_t columns, const void *matrix, void *r)
{
    const cas_arithmetic *a = interval;
    size_t n = rows <= columns ? rows : columns,
           length = rows <= columns ? columns : rows;
    size_t step = rows <= columns ? columns : 1, stride = rows <= columns ? 1 : columns;
    if (n == 0) {
        a->set_integer(r, 0);
        return;
    }
    void *gram = cas_numbers_new(a, n * n + 2), *scratch = cas_at(a, gram, n * n);
    mpfi_ptr bounds = cas_at(a, gram, n * n + 1);
    set_gram(a, n, step, length, stride, matrix, gram, scratch);
    clamp(a, n, gram, bounds);
    void *powers = cas_numbers_new(a, n * n);
    cas_vector_copy(a, n * n, powers, gram);
    if (n == 1)
        a->set(r, gram);
    else if (n == 2)
        largest_of_two(a, gram, r, scratch);
    else if (mpfr_sgn(&bounds->left) > 0)
        largest_by_powers(a, n, powers, r, scratch);
    else
        a->set(r, bounds);
    mpfi_intersect(r, r, bounds);
    if (n > 2)
        bisect(a, n, gram, r);
    cas_numbers_free(a, powers, n * n);
    cas_numbers_free(a, gram, n * n + 2);
}

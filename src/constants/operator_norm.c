/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/operator_norm.h"

#include "arithmetic/memory.h"

#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdlib.h>

/*: The norm of a matrix from its Gram matrix $G=MM^\top$:
$\|M\|^2=\lambda_{\max}(G)\le s$ if and only if $sI-G$ is positive semidefinite. A
candidate $s$ slightly above $\lambda_{\max}$ comes from an eigenvalue computation in
double, which proves nothing; the proof is an $LDL^\top$ elimination of $sI-G$ in
intervals. If every pivot's lower end is positive, then the elimination of each symmetric
matrix in the enclosure has positive pivots, so that each is positive definite. When the
proof fails, $s$ is moved further up, and $s=\operatorname{tr}G$ needs no proof.
Everything is scaled by the trace first, so that the doubles lie in $[-1,1]$. */

/* Whether s I - G is proved positive definite.  work: rows x rows. */
static bool is_above_spectrum(double s, size_t rows, const mpfi_t *gram,
                              mpfi_srcptr trace, mpfi_t *work)
{
    bool is_proved = true;
    mpfi_t factor, product;
    mpfi_init2(factor, CAS_ENCLOSURE_BITS);
    mpfi_init2(product, CAS_ENCLOSURE_BITS);
    for (size_t i = 0; i < rows; ++i)
        for (size_t j = 0; j <= i; ++j)
            mpfi_neg(work[i * rows + j], gram[i * rows + j]);
    mpfi_mul_d(product, trace, s);
    for (size_t i = 0; i < rows; ++i)
        mpfi_add(work[i * rows + i], work[i * rows + i], product);
    for (size_t p = 0; is_proved && p < rows; ++p) {
        is_proved = mpfi_is_strictly_pos(work[p * rows + p]) > 0;
        for (size_t i = p + 1; is_proved && i < rows; ++i) {
            mpfi_div(factor, work[i * rows + p], work[p * rows + p]);
            for (size_t j = p + 1; j <= i; ++j) {
                mpfi_mul(product, factor, work[j * rows + p]);
                mpfi_sub(work[i * rows + j], work[i * rows + j], product);
            }
        }
    }
    mpfi_clear(factor);
    mpfi_clear(product);
    return is_proved;
}

/* The largest eigenvalue of gram / trace, in double. */
static double largest_eigenvalue(size_t rows, const mpfi_t *gram, mpfi_srcptr trace)
{
    gsl_matrix *scaled = gsl_matrix_alloc(rows, rows);
    gsl_vector *values = gsl_vector_alloc(rows);
    gsl_eigen_symm_workspace *workspace = gsl_eigen_symm_alloc(rows);
    CAS_REQUIRE(scaled && values && workspace);
    mpfi_t entry;
    mpfi_init2(entry, 53);
    for (size_t i = 0; i < rows; ++i)
        for (size_t j = 0; j <= i; ++j) {
            mpfi_div(entry, gram[i * rows + j], trace);
            const double x = mpfi_get_d(entry);
            gsl_matrix_set(scaled, i, j, x);
            gsl_matrix_set(scaled, j, i, x);
        }
    mpfi_clear(entry);
    gsl_eigen_symm(scaled, values, workspace);
    const double largest = gsl_vector_max(values);
    gsl_eigen_symm_free(workspace);
    gsl_vector_free(values);
    gsl_matrix_free(scaled);
    return largest;
}

/* The smallest s <= 1 found for which s trace >= lambda_max is proved. */
static double spectral_fraction(size_t rows, const mpfi_t *gram, mpfi_srcptr trace)
{
    if (rows > CAS_OPERATOR_NORM_ROWS)
        return 1;
    const double estimate = largest_eigenvalue(rows, gram, trace);
    mpfi_t *work = cas_enclosures_new(rows * rows);
    double s = 1;
    for (double gap = 0x1p-30; gap < 1; gap *= 16) {
        const double candidate = estimate * (1 + gap);
        if (!(candidate < 1))
            break;
        if (is_above_spectrum(candidate, rows, gram, trace, work)) {
            s = candidate;
            break;
        }
    }
    cas_enclosures_free(work, rows * rows);
    return s;
}

void cas_operator_norm_of_gram(mpfi_ptr r, size_t rows, const mpfi_t *gram)
{
    mpfi_t trace;
    mpfi_init2(trace, CAS_ENCLOSURE_BITS);
    mpfi_set_ui(trace, 0);
    for (size_t i = 0; i < rows; ++i)
        mpfi_add(trace, trace, gram[i * rows + i]);
    cas_enclosure_magnitude(trace, trace);
    mpfi_set(r, trace);
    if (mpfi_bounded_p(trace) && mpfi_is_strictly_pos(trace) > 0)
        mpfi_mul_d(r, r, spectral_fraction(rows, gram, trace));
    mpfi_sqrt(r, r);
    cas_enclosure_magnitude(r, r);
    mpfi_clear(trace);
}

/* r = the largest sum of |A| along one direction: `lines` lines of `count` entries. */
static void largest_sum(mpfi_ptr r, size_t lines, size_t line_step, size_t count,
                        size_t entry_step, const mpfi_t *A)
{
    mpfi_t sum, entry;
    mpfi_init2(sum, CAS_ENCLOSURE_BITS);
    mpfi_init2(entry, CAS_ENCLOSURE_BITS);
    mpfi_set_ui(r, 0);
    for (size_t i = 0; i < lines; ++i) {
        mpfi_set_ui(sum, 0);
        for (size_t j = 0; j < count; ++j) {
            cas_enclosure_magnitude(entry, A[i * line_step + j * entry_step]);
            mpfi_add(sum, sum, entry);
        }
        cas_enclosure_raise(r, sum);
    }
    mpfi_clear(sum);
    mpfi_clear(entry);
}

/*: Two cheap bounds of $\|M\|$ over a box, each of which is monotone in the $|M_{kj}|$:
the Frobenius norm, and Schur's test
$\|M\|^2\le\max_k\sum_j|M_{kj}|\cdot\max_j\sum_k|M_{kj}|$, which is sharp for a constant
matrix. */
static void cheap_norm(mpfi_ptr r, size_t rows, size_t columns, const mpfi_t *A)
{
    mpfi_t other;
    mpfi_init2(other, CAS_ENCLOSURE_BITS);
    largest_sum(r, rows, columns, columns, 1, A);
    largest_sum(other, columns, 1, rows, columns, A);
    mpfi_mul(r, r, other);
    cas_enclosure_norm_squared(other, rows * columns, A);
    if (mpfr_less_p(&other->right, &r->right))
        mpfi_set(r, other);
    mpfi_sqrt(r, r);
    cas_enclosure_magnitude(r, r);
    mpfi_clear(other);
}

/* The Gram matrix of the rows of the midpoint, or of its columns where they are fewer. */
static void midpoint_norm(mpfi_ptr r, size_t rows, size_t columns, const mpfi_t *A)
{
    const bool by_rows = rows <= columns;
    const size_t count = by_rows ? rows : columns, length = by_rows ? columns : rows;
    if (count > CAS_OPERATOR_NORM_ROWS) {
        cheap_norm(r, rows, columns, A);
        return;
    }
    mpfi_t *lines = cas_enclosures_new(rows * columns);
    mpfi_t *gram = cas_enclosures_new(count * count);
    for (size_t i = 0; i < count; ++i)
        for (size_t j = 0; j < length; ++j)
            mpfi_set(lines[i * length + j],
                     A[by_rows ? i * columns + j : j * columns + i]);
    for (size_t i = 0; i < count; ++i)
        for (size_t j = 0; j <= i; ++j)
            cas_enclosure_dot(gram[i * count + j], length, lines + i * length,
                              lines + j * length);
    cas_operator_norm_of_gram(r, count, gram);
    cas_enclosures_free(lines, rows * columns);
    cas_enclosures_free(gram, count * count);
}

/* Splits A into midpoint + [-1, 1] radius, entry by entry. */
static void split(size_t count, const mpfi_t *A, mpfi_t *midpoint, mpfi_t *radius)
{
    mpfr_t middle;
    mpfr_init2(middle, CAS_ENCLOSURE_BITS);
    for (size_t i = 0; i < count; ++i) {
        mpfi_mid(middle, A[i]);
        mpfi_set_fr(midpoint[i], middle);
        mpfi_sub_fr(radius[i], A[i], middle);
        cas_enclosure_magnitude(radius[i], radius[i]);
    }
    mpfr_clear(middle);
}

/*: A matrix of the box is $M_0+E$ with $|E|\le R$ entrywise, and $\|E\|\le\|R\|$ as
$\|Ex\|\le\|R|x|\|$. */
void cas_operator_norm(mpfi_ptr r, size_t rows, size_t columns, const mpfi_t *A)
{
    const size_t count = rows * columns;
    for (size_t i = 0; i < count; ++i)
        if (!mpfi_bounded_p(A[i])) {
            mpfr_set_inf(&r->left, 1);
            mpfr_set_inf(&r->right, 1);
            return;
        }
    mpfi_t *midpoint = cas_enclosures_new(count), *radius = cas_enclosures_new(count);
    mpfi_t other;
    mpfi_init2(other, CAS_ENCLOSURE_BITS);
    split(count, A, midpoint, radius);
    midpoint_norm(r, rows, columns, midpoint);
    cheap_norm(other, rows, columns, radius);
    mpfi_add(r, r, other);
    cheap_norm(other, rows, columns, A);
    if (mpfr_less_p(&other->right, &r->right))
        mpfi_set(r, other);
    cas_enclosure_magnitude(r, r);
    mpfi_clear(other);
    cas_enclosures_free(midpoint, count);
    cas_enclosures_free(radius, count);
}

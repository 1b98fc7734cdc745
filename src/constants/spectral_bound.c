/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/spectral_bound.h"

#include "arithmetic/message.h"
#include "constants/enclosure.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

/*: \paragraph{The largest singular value over a box.} Let $A(z)$ be the matrix or its
transpose, whichever has fewer rows, and $G = A A^\top$. Let the columns of $Q$ be the
eigenvectors of $G(m)$, computed in double, the one of the largest eigenvalue first, and
$H = Q^\top G Q$. With $x = Q y$, $x^\top G x = y^\top H y$ and
$|x|^2 \ge (1 - \varepsilon)|y|^2$ for $\varepsilon = \|Q^\top Q - I\|_F$, so that
$\lambda_{\max}(G) \le \lambda_{\max}(H)/(1-\varepsilon)$. Split $H$ into its first entry
$a$, the rest $b$ of its first row, and the rest $D$; with $d \ge \lambda_{\max}(D)$ by
Gershgorin's theorem,
\[ \lambda_{\max}(H) \le \tfrac12(a+d) + \sqrt{\tfrac14(a-d)^2 + |b|^2}, \]
which grows with $a$, $d$ and $|b|$. Each entry of $H$ is bounded by its slopes as in the
mean value theorem. Where the largest singular value is largest, the slope of $a$ is about
0, and $b$, which is 0 at $m$, enters squared. */

typedef struct workspace {
    size_t rows, columns;
    bool is_transposed;
    mpfi_t *middle, *box; /* Q^T A at the middle and over the box: rows x columns */
    mpfi_t *slopes;       /* Q^T dA/dz_k over the box, for one k */
    mpfi_t *H, *rotation; /* rows x rows; rotation is Q^T */
    mpfi_t *entries;      /* rows x columns, before rotation */
    mpfi_t term, other;
} workspace;

static void start(workspace *w, const cas_derivative_matrix *matrix)
{
    w->is_transposed = matrix->rows > matrix->columns;
    w->rows = w->is_transposed ? matrix->columns : matrix->rows;
    w->columns = w->is_transposed ? matrix->rows : matrix->columns;
    const size_t size = w->rows * w->columns;
    w->middle = cas_enclosures_new(size);
    w->box = cas_enclosures_new(size);
    w->slopes = cas_enclosures_new(size);
    w->entries = cas_enclosures_new(size);
    w->H = cas_enclosures_new(w->rows * w->rows);
    w->rotation = cas_enclosures_new(w->rows * w->rows);
    mpfi_init2(w->term, CAS_ENCLOSURE_BITS);
    mpfi_init2(w->other, CAS_ENCLOSURE_BITS);
}

static void stop(workspace *w)
{
    const size_t size = w->rows * w->columns;
    cas_enclosures_free(w->middle, size);
    cas_enclosures_free(w->box, size);
    cas_enclosures_free(w->slopes, size);
    cas_enclosures_free(w->entries, size);
    cas_enclosures_free(w->H, w->rows * w->rows);
    cas_enclosures_free(w->rotation, w->rows * w->rows);
    mpfi_clear(w->term);
    mpfi_clear(w->other);
}

/* The place of the matrix's i-th entry. */
static mpfi_ptr entry_at(const workspace *w, mpfi_t *matrix, size_t i)
{
    const size_t row = i / (w->is_transposed ? w->rows : w->columns);
    const size_t column = i % (w->is_transposed ? w->rows : w->columns);
    return matrix[w->is_transposed ? column * w->columns + row : i];
}

/* w->entries = the matrix in a run; false where an entry is not bounded. */
static bool read_entries(workspace *w, const cas_spectral_problem *p,
                         const cas_derivative_run *run)
{
    bool are_bounded = true;
    for (size_t i = 0; i < p->matrix->count; i++) {
        mpfi_ptr entry = entry_at(w, w->entries, i);
        cas_derivative_enclose(entry, &p->matrix->entries[i], p->order, NULL, run);
        are_bounded = are_bounded && mpfi_bounded_p(entry);
    }
    return are_bounded;
}

/* w->entries = the slopes in coordinate k over the box. */
static bool read_slopes(workspace *w, const cas_spectral_problem *p, size_t k)
{
    const size_t n = p->frame->y_count + p->frame->w_count;
    bool are_bounded = true;
    for (size_t i = 0; i < p->matrix->count; i++) {
        mpfi_ptr entry = entry_at(w, w->entries, i);
        mpfi_set_ui(entry, 0);
        for (size_t d = 0; d < n; d++) {
            mpfi_srcptr step = p->frame->steps[k * n + d];
            if (mpfi_is_zero(step) > 0)
                continue;
            cas_derivative_enclose(w->term, &p->matrix->entries[i], p->order, &d,
                                   &p->box);
            mpfi_mul(w->term, w->term, step);
            mpfi_add(entry, entry, w->term);
        }
        are_bounded = are_bounded && mpfi_bounded_p(entry);
    }
    return are_bounded;
}

static void rotate(workspace *w, mpfi_t *r)
{
    cas_enclosure_multiply(w->rows, w->rows, w->columns, (const mpfi_t *)w->rotation,
                           (const mpfi_t *)w->entries, r);
}

/* Q^T of the Gram matrix of w->entries, in double, scaled by its largest entry. */
static void find_rotation(workspace *w)
{
    const size_t n = w->rows;
    gsl_matrix *gram = gsl_matrix_calloc(n, n), *vectors = gsl_matrix_alloc(n, n);
    gsl_vector *values = gsl_vector_alloc(n);
    gsl_eigen_symmv_workspace *eigen = gsl_eigen_symmv_alloc(n);
    CAS_REQUIRE(gram != NULL && vectors != NULL && values != NULL && eigen != NULL);
    double largest = 0;
    for (size_t i = 0; i < n * w->columns; i++)
        largest = fmax(largest, fabs(mpfi_get_d(w->entries[i])));
    for (size_t i = 0; i < n && isnormal(largest); i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t c = 0; c < w->columns; c++)
                sum += mpfi_get_d(w->entries[i * w->columns + c]) / largest *
                       (mpfi_get_d(w->entries[j * w->columns + c]) / largest);
            gsl_matrix_set(gram, i, j, sum);
        }
    gsl_eigen_symmv(gram, values, vectors, eigen);
    gsl_eigen_symmv_sort(values, vectors, GSL_EIGEN_SORT_VAL_DESC);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            mpfi_set_d(w->rotation[i * n + j], gsl_matrix_get(vectors, j, i));
    gsl_eigen_symmv_free(eigen);
    gsl_vector_free(values);
    gsl_matrix_free(vectors);
    gsl_matrix_free(gram);
}

/* r = an upper bound of ||Q^T Q - I||_F = ||Q Q^T - I||_F */
static void rotation_error(workspace *w, mpfi_ptr r)
{
    const size_t n = w->rows;
    mpfi_set_ui(r, 0);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            cas_enclosure_dot(w->term, n, (const mpfi_t *)w->rotation + i * n,
                              (const mpfi_t *)w->rotation + j * n);
            if (i == j)
                mpfi_sub_ui(w->term, w->term, 1);
            mpfi_sqr(w->term, w->term);
            mpfi_add(r, r, w->term);
        }
    mpfi_sqrt(r, r);
}

static const mpfi_t *row(const workspace *w, mpfi_t *matrix, size_t i)
{
    return (const mpfi_t *)matrix + i * w->columns;
}

/* H = the Gram matrix at the middle, its lower half. */
static void set_gram(workspace *w)
{
    for (size_t i = 0; i < w->rows; i++)
        for (size_t j = 0; j <= i; j++)
            if (i == j)
                cas_enclosure_norm_squared(w->H[i * w->rows + i], w->columns,
                                           row(w, w->middle, i));
            else
                cas_enclosure_dot(w->H[i * w->rows + j], w->columns, row(w, w->middle, i),
                                  row(w, w->middle, j));
}

/* H += its slope in coordinate k, over the box, times (z_k - m_k) */
static void add_slopes(workspace *w, const cas_spectral_problem *p, size_t k,
                       double *effect)
{
    mpfi_t step;
    mpfi_init2(step, CAS_ENCLOSURE_BITS);
    mpfi_sub(step, p->place->box[k], p->place->middle[k]);
    for (size_t i = 0; i < w->rows; i++)
        for (size_t j = 0; j <= i; j++) {
            mpfi_ptr H = w->H[i * w->rows + j];
            cas_enclosure_dot(w->term, w->columns, row(w, w->slopes, i),
                              row(w, w->box, j));
            cas_enclosure_dot(w->other, w->columns, row(w, w->slopes, j),
                              row(w, w->box, i));
            mpfi_add(w->term, w->term, w->other);
            mpfi_mul(w->term, w->term, step);
            mpfi_add(H, H, w->term);
            *effect = fmax(*effect, mpfr_get_d(&w->term->right, MPFR_RNDU));
        }
    mpfi_clear(step);
}

/* Nothing is known of H. */
static void forget_gram(workspace *w)
{
    for (size_t i = 0; i < w->rows * w->rows; i++) {
        mpfr_set_inf(&w->H[i]->left, -1);
        mpfr_set_inf(&w->H[i]->right, 1);
    }
}

/* H is narrowed to what the entries over the box say without their slopes. */
static void intersect_gram(workspace *w)
{
    for (size_t i = 0; i < w->rows; i++)
        for (size_t j = 0; j <= i; j++) {
            mpfi_ptr H = w->H[i * w->rows + j];
            if (i == j)
                cas_enclosure_norm_squared(w->term, w->columns, row(w, w->box, i));
            else
                cas_enclosure_dot(w->term, w->columns, row(w, w->box, i),
                                  row(w, w->box, j));
            mpfr_max(&H->left, &H->left, &w->term->left, MPFR_RNDD);
            mpfr_min(&H->right, &H->right, &w->term->right, MPFR_RNDU);
        }
}

/* r = the larger of itself and Gershgorin's bound for row i of D, H
   without its first row. */
static void raise_by_row(workspace *w, mpfi_ptr r, size_t i)
{
    mpfi_set_fr(w->other, &w->H[i * w->rows + i]->right);
    for (size_t j = 1; j < w->rows; j++) {
        if (j == i)
            continue;
        cas_enclosure_magnitude(w->term, w->H[i > j ? i * w->rows + j : j * w->rows + i]);
        mpfi_add(w->other, w->other, w->term);
    }
    cas_enclosure_raise(r, w->other);
}

/* r = (a + d)/2 + sqrt((a - d)^2/4 + |b|^2) at the upper ends */
static void largest_eigenvalue(workspace *w, mpfi_ptr r)
{
    mpfi_t a, d, b;
    mpfi_init2(a, CAS_ENCLOSURE_BITS);
    mpfi_init2(d, CAS_ENCLOSURE_BITS);
    mpfi_init2(b, CAS_ENCLOSURE_BITS);
    mpfi_set_fr(a, &w->H[0]->right);
    mpfi_set_ui(d, 0);
    mpfi_set_ui(b, 0);
    for (size_t i = 1; i < w->rows; i++) {
        raise_by_row(w, d, i);
        cas_enclosure_magnitude(w->term, w->H[i * w->rows]);
        mpfi_sqr(w->term, w->term);
        mpfi_add(b, b, w->term);
    }
    mpfi_sub(r, a, d);
    mpfi_div_2ui(r, r, 1);
    mpfi_sqr(r, r);
    mpfi_add(r, r, b);
    mpfi_sqrt(r, r);
    mpfi_add(a, a, d);
    mpfi_div_2ui(a, a, 1);
    mpfi_add(r, r, a);
    mpfi_clear(a);
    mpfi_clear(d);
    mpfi_clear(b);
}

/* r = the bound of the norm from H. */
static void finish(workspace *w, mpfi_ptr r)
{
    mpfi_t rest;
    mpfi_init2(rest, CAS_ENCLOSURE_BITS);
    largest_eigenvalue(w, r);
    rotation_error(w, rest);
    mpfi_ui_sub(rest, 1, rest);
    CAS_REQUIRE(mpfi_is_strictly_pos(rest) > 0);
    mpfi_div(r, r, rest);
    mpfi_sqrt(r, r);
    mpfr_set(&r->left, &r->right, MPFR_RNDU);
    mpfi_clear(rest);
}

void cas_spectral_bound(mpfi_ptr r, double *effects, const cas_spectral_problem *p)
{
    workspace w;
    start(&w, p->matrix);
    bool is_bounded = read_entries(&w, p, &p->middle);
    if (is_bounded) {
        find_rotation(&w);
        rotate(&w, w.middle);
        is_bounded = read_entries(&w, p, &p->box);
    }
    if (is_bounded) {
        rotate(&w, w.box);
        set_gram(&w);
        for (size_t k = 0; k < p->coordinates; k++) {
            if (!mpfi_bounded_p(p->place->box[k]))
                continue;
            if (read_slopes(&w, p, k)) {
                rotate(&w, w.slopes);
                add_slopes(&w, p, k, &effects[k]);
            } else {
                forget_gram(&w);
            }
        }
        intersect_gram(&w);
        finish(&w, r);
    } else {
        mpfr_set_inf(&r->left, 1);
        mpfr_set_inf(&r->right, 1);
    }
    stop(&w);
}

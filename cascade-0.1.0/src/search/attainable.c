/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/attainable.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <math.h>
#include <nlopt.h>

/* The point at which the largest eigenvalue is taken: log_2 C, l/C, and the angles of
   (alpha_i, sqrt(2) beta_i), i = 2..N. */
enum { JACOBIAN, SLOPE, ANGLES, STARTS = 6, EVALUATIONS = 6000 };

/* Row i of a matrix with a column for each perturbation: the coefficients of one of the
   bounds, delta_1..delta_{N-1}, then epsilon_2..epsilon_N. */
static gsl_vector_view row(gsl_matrix *m, size_t i)
{
    return gsl_matrix_row(m, i);
}

/* r += factor x, rows of one length. */
static void add(gsl_vector_view r, double factor, gsl_vector_view x)
{
    gsl_blas_daxpy(factor, &x.vector, &r.vector);
}

/* M_{alpha,beta} for L = 1; rows 1..N of u count. */
static void set_bounds(size_t n, const double *at, gsl_matrix *u)
{
    double c = exp2(at[JACOBIAN]), l = c * at[SLOPE];
    gsl_matrix *y = gsl_matrix_calloc(n, u->size2),
               *v = gsl_matrix_calloc(n + 1, u->size2);
    for (size_t i = 1; i < n; i++) {
        gsl_matrix_set(y, i, i - 1, 1);
        add(row(y, i), l, row(y, i - 1));
    }
    for (size_t i = n; i-- > 1;) {
        double alpha = cos(at[ANGLES + i - 1]);
        gsl_matrix_set(v, i, n - 1 + i - 1, 1);
        add(row(v, i), l, row(v, i + 1));
        add(row(v, i), alpha * pow(l, (double)(n - 1 - i)), row(y, i));
    }
    for (size_t i = 1; i <= n; i++) {
        add(row(u, i), c, row(v, i));
        if (i > 1)
            add(row(u, i), sin(at[ANGLES + i - 2]) / sqrt(2) * pow(l, (double)(n - i)),
                row(y, i - 1));
    }
    gsl_matrix_free(y);
    gsl_matrix_free(v);
}

/* Divides the columns by the roots of (21), where L = 1 and L_f = l. */
static void divide_by_coefficients(size_t n, const double *at, gsl_matrix *u)
{
    double c = exp2(at[JACOBIAN]), l = c * at[SLOPE];
    double bound = fmax(1, pow(c, 2 * (double)n)), sum = 0, power = 1;
    gsl_vector *forward = gsl_vector_calloc(n);
    for (size_t j = 1; j < n; j++) {
        power *= 3 * c * c;
        sum += power;
        for (size_t i = 1; i <= j; i++)
            *gsl_vector_ptr(forward, i) +=
                4 * bound * (1 + sum) * pow(2 * l * l, (double)(j - i));
        gsl_vector_view column = gsl_matrix_column(u, n - 1 + j - 1);
        gsl_vector_scale(&column.vector, 1 / sqrt(sum));
    }
    for (size_t i = 1; i < n; i++) {
        gsl_vector_view column = gsl_matrix_column(u, i - 1);
        gsl_vector_scale(&column.vector, 1 / sqrt(gsl_vector_get(forward, i)));
    }
    gsl_vector_free(forward);
}

/* An nlopt_func. */
static double largest_eigenvalue(unsigned count, const double *at, double *gradient,
                                 void *context)
{
    size_t n = *(const size_t *)context;
    (void)count;
    (void)gradient;
    gsl_matrix *u = gsl_matrix_calloc(n + 1, 2 * (n - 1));
    gsl_matrix *gram = gsl_matrix_alloc(n + 1, n + 1);
    gsl_vector *values = gsl_vector_alloc(n + 1);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(n + 1);
    set_bounds(n, at, u);
    divide_by_coefficients(n, at, u);
    gsl_blas_dsyrk(CblasLower, CblasNoTrans, 1, u, 0, gram);
    gsl_eigen_symm(gram, values, work);
    double largest = gsl_vector_max(values);
    gsl_eigen_symm_free(work);
    gsl_vector_free(values);
    gsl_matrix_free(gram);
    gsl_matrix_free(u);
    return largest;
}

/* The supremum over C and alpha; from each start a local search. */
static double of_theorem_1(size_t n)
{
    double lower[ANGLES + 64] = {-8, 0}, upper[ANGLES + 64] = {8, 1}, best = 0;
    CAS_REQUIRE(n <= 64);
    unsigned count = (unsigned)(ANGLES + n - 1);
    for (size_t k = ANGLES; k < count; k++)
        upper[k] = M_PI_2;
    nlopt_opt optimiser = nlopt_create(NLOPT_LN_SBPLX, count);
    CAS_REQUIRE(optimiser != NULL &&
                nlopt_set_max_objective(optimiser, largest_eigenvalue, &n) > 0 &&
                nlopt_set_lower_bounds(optimiser, lower) > 0 &&
                nlopt_set_upper_bounds(optimiser, upper) > 0 &&
                nlopt_set_initial_step1(optimiser, 0.125) > 0 &&
                nlopt_set_xtol_abs1(optimiser, 1e-9) > 0 &&
                nlopt_set_maxeval(optimiser, EVALUATIONS) > 0);
    for (int start = 0; start < STARTS; start++) {
        double at[ANGLES + 64] = {start < STARTS - 1 ? 0.5 - 0.5 * start : 7.5, 0.875};
        double found = 0;
        for (size_t k = ANGLES; k < count; k++)
            at[k] = 0.25;
        nlopt_optimize(optimiser, at, &found);
        best = fmax(best, found);
    }
    nlopt_destroy(optimiser);
    return best;
}

double cas_attainable_ratio(const cas_claim *claim, size_t operators)
{
    static const char *const attained[] = {"lem:1", "thm:1 sharp", "thm:2 sharp"};
    if (cas_claim_is_named(claim, "thm:1"))
        return of_theorem_1(operators);
    if (cas_claim_is_named(claim, "thm:2"))
        return INFINITY;
    for (size_t k = 0; k < sizeof attained / sizeof attained[0]; k++)
        if (cas_claim_is_named(claim, attained[k]))
            return 1;
    return NAN;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/curvature.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"

#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/*:
\section{Lower bounds of the curvature}

For $h\ge0$ the averaged sigmoid has the slope $S_h'(b)=\frac{\sinh h}{2h(\cosh b+\cosh
h)}\ge\frac1{2(\cosh b+\cosh h)}$, which falls with $|b|$ and is $\sigma'(b)$ for $h=0$.
So every $v$ with $\|v-w\|\le r$ and every noise with $|m|\le m_0$, $h\le h_0$, in any
fraction $p$ of the iterations, has
\[ S'(x_l^\top v)\ge s_l=\frac1{2\bigl(\cosh(|x_l^\top w|+r\|x_l\|+m_0)+\cosh h_0\bigr)},
\]
and the matrix $\frac1M\sum_lS'x_lx_l^\top$ is at least $A=\frac1M\sum_ls_lx_lx_l^\top$.

\paragraph{The matrix in doubles.} $s_l$ is rounded down to a double, so it is exact from
then on. With $u=2^{-53}$, two products, $M-1$ additions and a division make each entry of
the computed matrix wrong by at most $\gamma\,\frac1M\sum_ls_l|x_{li}||x_{lj}|$,
$\gamma=\frac{(M+3)u}{1-(M+3)u}$, and the matrix by at most
$\gamma\,\frac1M\sum_ls_l\|x_l\|^2=\gamma\,\mathrm{tr}A$ in norm; $2(M+3)u$ times the
computed trace covers that and the trace's own error, $2^{-900}$ what underflow loses.

\paragraph{The eigenvalue.} $A-\lambda I$ is positive definite iff all pivots of its
$LDL^\top$ are positive, which is decided in intervals; the $\lambda$ tried is a little
below what a numerical method says.
*/

/* Multiples of the first one. */
const double cas_curvature_radius[CAS_CURVATURE_STAGES] = {0.125, 0.375, 0.75};
static const unsigned long multiples[CAS_CURVATURE_STAGES] = {1, 3, 6};

/* An upper bound of ||x_l||: d + 2 roundings make the computed one wrong by less than
   (d + 4) 2^-53 of it. */
static double feature_norm(const cas_training_problem *problem, size_t l)
{
    size_t d = problem->dimension;
    const double *h = problem->features + l * d;
    double sum = 0;
    for (size_t j = 0; j < d; j++)
        sum += h[j] * h[j];
    return sqrt(sum) * (1 + (double)(d + 4) * 0x1p-52);
}

/*: With upper bounds $E$ of $e^{|x_l^\top w|+m_0}$ and $q$ of $e^{r_1\|x_l\|}$, the
number $Eq^k$ is $e^y$ for a $y$ that is at least the argument of $\cosh$ at the radius
$kr_1$, and $\cosh y=\frac12(Eq^k+1/(Eq^k))$.

\texttt{weight[k M + l]} is $s_l$ at the $k$-th radius, rounded down, and
\texttt{noise} is at least $\cosh h_0$. */
static void set_slopes(const cas_enclosed_point *point, size_t l, mpfr_srcptr noise,
                       double *weight)
{
    MPFR_DECL_INIT(reach, 64);
    MPFR_DECL_INIT(step, 64);
    MPFR_DECL_INIT(sum, 64);
    mpfr_set_d(step, feature_norm(point->field->problem, l), MPFR_RNDU);
    mpfr_mul_d(step, step, cas_curvature_radius[0], MPFR_RNDU);
    mpfr_exp(step, step, MPFR_RNDU);
    mpfr_set_d(reach, point->distance[l], MPFR_RNDU);
    mpfr_add(reach, reach, &point->field->mean->right, MPFR_RNDU);
    mpfr_exp(reach, reach, MPFR_RNDU);
    for (size_t k = 0, power = 0; k < CAS_CURVATURE_STAGES; k++) {
        for (; power < multiples[k]; power++)
            mpfr_mul(reach, reach, step, MPFR_RNDU);
        mpfr_ui_div(sum, 1, reach, MPFR_RNDU);
        mpfr_add(sum, sum, reach, MPFR_RNDU);
        mpfr_add(sum, sum, noise, MPFR_RNDU);
        mpfr_add(sum, sum, noise, MPFR_RNDU);
        mpfr_ui_div(sum, 1, sum, MPFR_RNDD);
        weight[k * point->field->problem->samples + l] = mpfr_get_d(sum, MPFR_RNDD);
    }
}

/* matrix = (1/M) sum_l weight_l x_l x_l^T as computed, d x d; returns the bound on its
   error.  weight: NULL is 1. */
static double weigh(const cas_training_problem *problem, const double *weight,
                    double *matrix)
{
    size_t d = problem->dimension, samples = problem->samples;
    memset(matrix, 0, d * d * sizeof *matrix);
    for (size_t l = 0; l < samples; l++) {
        const double *h = problem->features + l * d;
        for (size_t i = 0; i < d; i++) {
            double product = (weight == NULL ? 1 : weight[l]) * h[i];
            for (size_t j = 0; j < d; j++)
                matrix[i * d + j] += product * h[j];
        }
    }
    double trace = 0;
    for (size_t i = 0; i < d * d; i++) {
        matrix[i] /= (double)samples;
        trace += i % (d + 1) == 0 ? matrix[i] : 0;
    }
    return (double)(samples + 3) * 0x1p-52 * trace + 0x1p-900;
}

/* A numerical guess, nothing more. */
static double least_eigenvalue(size_t d, const double *matrix)
{
    double *copy = cas_allocate(d * d, sizeof *copy);
    memcpy(copy, matrix, d * d * sizeof *copy);
    gsl_matrix_view view = gsl_matrix_view_array(copy, d, d);
    gsl_vector *values = gsl_vector_alloc(d);
    gsl_eigen_symm_workspace *workspace = gsl_eigen_symm_alloc(d);
    CAS_REQUIRE(values != NULL && workspace != NULL);
    gsl_eigen_symm(&view.matrix, values, workspace);
    double least = gsl_vector_min(values);
    gsl_eigen_symm_free(workspace);
    gsl_vector_free(values);
    free(copy);
    return least;
}

/* Proves that the lower triangle of matrix - shift I, read exactly, is that of a positive
   definite matrix. */
static bool exceeds(size_t d, const double *matrix, double shift,
                    const cas_arithmetic *interval)
{
    mpfi_t *a = cas_numbers_new(interval, d * d + 2);
    mpfi_ptr term = a[d * d], product = a[d * d + 1];
    for (size_t i = 0; i < d * d; i++) {
        mpfi_set_d(a[i], matrix[i]);
        if (i % (d + 1) == 0)
            mpfi_sub_d(a[i], a[i], shift);
    }
    bool positive = true;
    for (size_t k = 0; k < d && positive; k++) {
        positive = mpfi_is_strictly_pos(a[k * d + k]) > 0;
        for (size_t i = k + 1; i < d && positive; i++) {
            mpfi_div(term, a[i * d + k], a[k * d + k]);
            for (size_t j = k + 1; j <= i; j++) {
                cas_interval_multiply(product, term, a[j * d + k]);
                mpfi_sub(a[i * d + j], a[i * d + j], product);
            }
        }
    }
    cas_numbers_free(interval, a, d * d + 2);
    return positive;
}

static double prove_modulus(const cas_enclosed_point *point, const double *weight,
                            double *matrix)
{
    static const double reserve = 0.999;
    const cas_training_problem *problem = point->field->problem;
    size_t d = problem->dimension;
    double error = weigh(problem, weight, matrix);
    double modulus = reserve * least_eigenvalue(d, matrix);
    if (!(modulus > 0) || !exceeds(d, matrix, modulus, &point->field->interval))
        return 0;
    return fmax(0, nextafter(modulus - error, 0));
}

void cas_curvature_bound(const cas_enclosed_point *point, cas_curvature *curvature)
{
    const cas_training_problem *problem = point->field->problem;
    size_t d = problem->dimension, samples = problem->samples;
    double *weight = cas_allocate(CAS_CURVATURE_STAGES * samples, sizeof *weight);
    double *matrix = cas_allocate(d * d, sizeof *matrix);
    MPFR_DECL_INIT(noise, 64);
    mpfr_cosh(noise, &point->field->radius->right, MPFR_RNDU);
    for (size_t l = 0; l < samples; l++)
        set_slopes(point, l, noise, weight);
    for (size_t k = 0; k < CAS_CURVATURE_STAGES; k++)
        curvature->modulus[k] = prove_modulus(point, weight + k * samples, matrix);
    free(matrix);
    free(weight);
}

/*: \paragraph{The covariance.} The norm of a symmetric matrix is at most its largest
absolute row sum. */
double cas_covariance_bound(const cas_training_problem *problem)
{
    size_t d = problem->dimension;
    double *matrix = cas_allocate(d * d, sizeof *matrix);
    double error = weigh(problem, NULL, matrix), largest = 0;
    MPFR_DECL_INIT(sum, 64);
    for (size_t i = 0; i < d; i++) {
        mpfr_set_d(sum, error, MPFR_RNDU);
        for (size_t j = 0; j < d; j++)
            mpfr_add_d(sum, sum, fabs(matrix[i * d + j]), MPFR_RNDU);
        largest = fmax(largest, mpfr_get_d(sum, MPFR_RNDU));
    }
    free(matrix);
    return largest;
}

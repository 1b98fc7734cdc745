/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/matrix.h"

#include "arithmetic/message.h"

#include <gsl/gsl_cblas.h>
#include <limits.h>
#include <string.h>

/* BLAS counts in int and refuses a leading dimension of 0. */
static int blas_size(size_t size)
{
    CAS_REQUIRE(size <= INT_MAX);
    return (int)size;
}

static void scale(size_t count, double s, double *r)
{
    if (s == 0)
        memset(r, 0, count * sizeof *r);
    else
        cblas_dscal(blas_size(count), s, r, 1);
}

void cas_matrix_apply(size_t rows, size_t columns, const double *A, const double *x,
                      double s, double *r)
{
    if (rows == 0 || columns == 0)
        scale(rows, s, r);
    else
        cblas_dgemv(CblasRowMajor, CblasNoTrans, blas_size(rows), blas_size(columns), 1,
                    A, blas_size(columns), x, 1, s, r, 1);
}

void cas_matrix_apply_transposed(size_t rows, size_t columns, const double *A,
                                 const double *v, double s, double *r)
{
    if (rows == 0 || columns == 0)
        scale(columns, s, r);
    else
        cblas_dgemv(CblasRowMajor, CblasTrans, blas_size(rows), blas_size(columns), 1, A,
                    blas_size(columns), v, 1, s, r, 1);
}

void cas_matrix_outer(size_t rows, size_t columns, const double *v, const double *x,
                      double *R)
{
    memset(R, 0, rows * columns * sizeof *R);
    if (rows > 0 && columns > 0)
        cblas_dger(CblasRowMajor, blas_size(rows), blas_size(columns), 1, v, 1, x, 1, R,
                   blas_size(columns));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"
#include "arithmetic/operator_norm.h"
#include "constants/enclosure.h"
#include "operator/matrix.h"
#include "operator/shape.h"
#include "program/linear_form.h"

#include <stdlib.h>

/*: The first operator of Appendix A.3, $f(y,w)=A(y\odot w)$ with a fixed matrix $A$. */

enum { MATRIX };

static const cas_parameter parameters[] = {
    [MATRIX] = {.name = "A",
                .is_required = true,
                .rows = cas_extent_out,
                .columns = cas_extent_in,
                .meaning = "the matrix of A (y . w)"},
    {.name = NULL},
};

static const cas_rationals *matrix(const cas_operator *op)
{
    return &op->parameters[MATRIX].numbers;
}

static cas_status shape(cas_operator *op, cas_message *message)
{
    if (op->out == 0)
        op->out = matrix(op)->count / op->in;
    if (op->out == 0)
        return cas_fail(message, CAS_INPUT,
                        "A: expected rows of in = %zu numbers, found %zu", op->in,
                        matrix(op)->count);
    return cas_shape_weights(op, op->in, "in", message);
}

static void define(cas_operator *op)
{
    cas_program *program = op->program;
    size_t *product = cas_program_all_y(program);
    for (size_t j = 0; j < op->in; ++j)
        product[j] = cas_program_binary(program, CAS_MULTIPLY, product[j],
                                        cas_program_w(program, j));
    for (size_t k = 0; k < op->out; ++k)
        cas_program_add_output(
            program,
            cas_program_combine(program, op->in, matrix(op)->at + k * op->in, product));
    free(product);
}

static void value(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace)
{
    for (size_t j = 0; j < op->in; ++j)
        workspace[j] = y[j] * w[j];
    cas_matrix_apply(op->out, op->in, op->doubles[MATRIX], workspace, 0, out);
}

/*: $J_1^\top v=w\odot A^\top v$ and $J_2^\top v=y\odot A^\top v$. */
static void pullback(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace)
{
    cas_matrix_apply_transposed(op->out, op->in, op->doubles[MATRIX], v, 0, workspace);
    for (size_t j = 0; j < op->in; ++j) {
        if (gy)
            gy[j] = w[j] * workspace[j];
        if (gw)
            gw[j] = y[j] * workspace[j];
    }
}

static size_t workspace_size(const cas_operator *op)
{
    return op->in;
}

/* bound >= || A diag(x) ||: as in a row scaling, only the largest |x_j| count. */
static void bound_jacobian(mpfi_ptr bound, const cas_operator *op, const mpfi_t *A,
                           const mpfi_t *x)
{
    mpfi_t *product = cas_enclosures_new(op->out * op->in), magnitude;
    mpfi_init2(magnitude, CAS_ENCLOSURE_BITS);
    for (size_t j = 0; j < op->in; ++j) {
        cas_enclosure_magnitude(magnitude, x[j]);
        for (size_t k = 0; k < op->out; ++k)
            cas_interval_multiply_reals(product[k * op->in + j], A[k * op->in + j],
                                        magnitude);
    }
    cas_operator_norm(bound, op->out, op->in, (const mpfi_t *)product);
    mpfi_clear(magnitude);
    cas_enclosures_free(product, op->out * op->in);
}

/*: $J_1=A\operatorname{diag}(w)$ and $J_2=A\operatorname{diag}(y)$; over a box their
norms are largest where every $|w_j|$, $|y_j|$ is. The mixed block of $f_k$ is
$\operatorname{diag}(A_k)$, so the tensor of (9) is $A$ with columns of zeros in between:
its norm is $\|A\|_{op}$. Each block stands in $D^2f_k$ twice, $\|D^2f\|=\sqrt2\,\|A\|_F$,
and $D^3f=0$. */
static void smoothness(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT])
{
    mpfi_t *A = cas_enclosures_of(matrix(op)), square;
    mpfi_init2(square, CAS_ENCLOSURE_BITS);
    bound_jacobian(bounds[CAS_LIPSCHITZ], op, A, w);
    bound_jacobian(bounds[CAS_JACOBIAN], op, A, y);
    cas_enclosure_raise(bounds[CAS_JACOBIAN], bounds[CAS_LIPSCHITZ]);
    cas_operator_norm(bounds[CAS_MIXED_HESSIAN], op->out, op->in, (const mpfi_t *)A);
    cas_enclosure_norm_squared(square, op->out * op->in, A);
    mpfi_mul_ui(square, square, 2);
    cas_enclosure_raise_to_root(bounds[CAS_JACOBIAN_LIPSCHITZ], square);
    mpfi_clear(square);
    cas_enclosures_free(A, op->out * op->in);
}

const cas_family cas_family_hadamard = {
    .name = "hadamard",
    .formula = "A (y . w), the product . entrywise",
    CAS_FAMILY_MEMBERS,
    .workspace_size = workspace_size,
};

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

#include <gsl/gsl_cblas.h>
#include <stdlib.h>
#include <string.h>

/*: Example 2: a gradient step $f(y,\gamma)=y-\gamma(Hy-b)$ on the quadratic
$\frac12y^\top Hy-b^\top y$, whose one weight is the step size $\gamma$. $H$ need not be
symmetric. */

enum { HESSIAN, LINEAR };

static const cas_parameter parameters[] = {
    [HESSIAN] = {.name = "H",
                 .is_required = true,
                 .rows = cas_extent_in,
                 .columns = cas_extent_in,
                 .meaning = "the quadratic's Hessian"},
    [LINEAR] = {.name = "b", .rows = cas_extent_in, .meaning = "its linear term"},
    {.name = NULL},
};

static cas_status shape(cas_operator *op, cas_message *message)
{
    const cas_status status = cas_shape_out(op, op->in, "in", message);
    return status ? status : cas_shape_weights(op, 1, "the step size", message);
}

static void define(cas_operator *op)
{
    cas_program *program = op->program;
    const mpq_t *H = op->parameters[HESSIAN].numbers.at;
    const mpq_t *b = op->parameters[LINEAR].numbers.at;
    size_t *y = cas_program_all_y(program);
    const size_t step = cas_program_w(program, 0);
    for (size_t k = 0; k < op->in; ++k) {
        size_t move = cas_program_combine(program, op->in, H + k * op->in, y);
        move = cas_program_binary(program, CAS_SUBTRACT, move,
                                  cas_program_constant(program, b[k]));
        move = cas_program_binary(program, CAS_MULTIPLY, step, move);
        cas_program_add_output(program,
                               cas_program_binary(program, CAS_SUBTRACT, y[k], move));
    }
    free(y);
}

/* r = H y - b */
static void slope_at(const cas_operator *op, const double *y, double *r)
{
    memcpy(r, op->doubles[LINEAR], op->in * sizeof *r);
    cas_matrix_apply(op->in, op->in, op->doubles[HESSIAN], y, -1, r);
}

static void value(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace)
{
    slope_at(op, y, workspace);
    for (size_t k = 0; k < op->in; ++k)
        out[k] = y[k] - w[0] * workspace[k];
}

/*: $J_1^\top v=v-\gamma H^\top v$ and $J_2^\top v=-\langle Hy-b,v\rangle$. */
static void pullback(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace)
{
    if (gy) {
        cas_matrix_apply_transposed(op->in, op->in, op->doubles[HESSIAN], v, 0,
                                    workspace);
        for (size_t j = 0; j < op->in; ++j)
            gy[j] = v[j] - w[0] * workspace[j];
    }
    if (gw) {
        slope_at(op, y, workspace);
        gw[0] = -cblas_ddot((int)op->in, workspace, 1, v, 1);
    }
}

static size_t workspace_size(const cas_operator *op)
{
    return op->in;
}

/* Raises bound to || I - gamma H || for a point gamma. */
static void raise_to_jacobian(mpfi_ptr bound, const cas_operator *op, const mpfi_t *H,
                              mpfr_srcptr gamma)
{
    mpfi_t *jacobian = cas_enclosures_new(op->in * op->in), norm;
    mpfi_init2(norm, CAS_ENCLOSURE_BITS);
    mpfi_set_fr(norm, gamma);
    for (size_t i = 0; i < op->in * op->in; ++i) {
        cas_interval_multiply_reals(jacobian[i], H[i], norm);
        mpfi_si_sub(jacobian[i], i % (op->in + 1) == 0, jacobian[i]);
    }
    cas_operator_norm(norm, op->in, op->in, (const mpfi_t *)jacobian);
    cas_enclosure_raise(bound, norm);
    mpfi_clear(norm);
    cas_enclosures_free(jacobian, op->in * op->in);
}

/* r := the upper end of || H y - b || over the box y, entry by entry. */
static void bound_by_entries(mpfi_ptr r, const cas_operator *op, const mpfi_t *H,
                             const mpfi_t *y)
{
    mpfi_t *entries = cas_enclosures_new(op->in);
    cas_enclosure_transform(op->in, op->in, H, y, entries);
    for (size_t k = 0; k < op->in; ++k)
        mpfi_sub_q(entries[k], entries[k], op->parameters[LINEAR].numbers.at[k]);
    cas_enclosure_norm_squared(r, op->in, entries);
    mpfi_sqrt(r, r);
    cas_enclosure_magnitude(r, r);
    cas_enclosures_free(entries, op->in);
}

/* r := || H m - b || + || H || || y - m ||, m the middle of the box y.  norm: || H ||. */
static void bound_by_middle(mpfi_ptr r, const cas_operator *op, const mpfi_t *H,
                            const mpfi_t *y, mpfi_srcptr norm)
{
    mpfi_t *middle = cas_enclosures_new(op->in), *radius = cas_enclosures_new(op->in),
           reach;
    mpfi_init2(reach, CAS_ENCLOSURE_BITS);
    for (size_t j = 0; j < op->in; ++j) {
        mpfi_mid(&reach->left, y[j]);
        mpfi_set_fr(middle[j], &reach->left);
        mpfi_sub(radius[j], y[j], middle[j]);
    }
    bound_by_entries(r, op, H, middle);
    cas_enclosure_norm_squared(reach, op->in, radius);
    mpfi_sqrt(reach, reach);
    cas_interval_multiply_reals(reach, reach, norm);
    mpfi_add(r, r, reach);
    mpfi_clear(reach);
    cas_enclosures_free(middle, op->in);
    cas_enclosures_free(radius, op->in);
}

/*: $J_1=I-\gamma H$, whose norm is convex in $\gamma$ and so largest at an end of
$\gamma$'s range. $J_2=-(Hy-b)$; of its two bounds over a box the smaller is taken. The
mixed block of $f_k$ is the row $-H_k$, so (9) is $\|H\|_{op}$; it stands in $D^2f_k$
twice: $\|D^2f\|=\sqrt2\,\|H\|_F$. $D^3f=0$. */
static void smoothness(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT])
{
    const size_t n = op->in;
    mpfi_t *H = cas_enclosures_of(&op->parameters[HESSIAN].numbers), other;
    mpfi_init2(other, CAS_ENCLOSURE_BITS);
    raise_to_jacobian(bounds[CAS_LIPSCHITZ], op, H, &w[0]->left);
    raise_to_jacobian(bounds[CAS_LIPSCHITZ], op, H, &w[0]->right);
    cas_operator_norm(bounds[CAS_MIXED_HESSIAN], n, n, (const mpfi_t *)H);
    bound_by_entries(bounds[CAS_JACOBIAN], op, H, y);
    bound_by_middle(other, op, H, y, bounds[CAS_MIXED_HESSIAN]);
    if (mpfr_less_p(&other->right, &bounds[CAS_JACOBIAN]->right))
        mpfi_set(bounds[CAS_JACOBIAN], other);
    cas_enclosure_raise(bounds[CAS_JACOBIAN], bounds[CAS_LIPSCHITZ]);
    cas_enclosure_norm_squared(other, n * n, H);
    mpfi_mul_ui(other, other, 2);
    cas_enclosure_raise_to_root(bounds[CAS_JACOBIAN_LIPSCHITZ], other);
    mpfi_clear(other);
    cas_enclosures_free(H, n * n);
}

const cas_family cas_family_descent = {
    .name = "descent",
    .formula = "y - w1 (H y - b)",
    CAS_FAMILY_MEMBERS,
    .workspace_size = workspace_size,
};

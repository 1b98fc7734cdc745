/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"
#include "arithmetic/operator_norm.h"
#include "constants/enclosure.h"
#include "operator/activation.h"
#include "operator/matrix.h"
#include "operator/shape.h"
#include "program/linear_form.h"

#include <stdlib.h>
#include <string.h>

/*: Ridge functions with fixed directions, $f(y,w)=a\,\phi\bigl((Ay+Bw+c)/s\bigr)$. All
constants are finite on all of $\mathbb R^n$, and $a=s^\alpha$ moves them apart: the
$m$-th derivative goes with $s^{\alpha-m}$. */

enum { ACTIVATION, MATRIX_A, MATRIX_B, OFFSET, AMPLITUDE, SCALE };

static const cas_parameter parameters[] = {
    [ACTIVATION] = {.name = "activation",
                    .is_word = true,
                    .words = cas_activation_names,
                    .default_word = "tanh",
                    .meaning = "phi, applied to each entry"},
    [MATRIX_A] = {.name = "A",
                  .is_required = true,
                  .rows = cas_extent_out,
                  .columns = cas_extent_in,
                  .meaning = "directions in y"},
    [MATRIX_B] = {.name = "B",
                  .is_required = true,
                  .rows = cas_extent_out,
                  .columns = cas_extent_weights,
                  .meaning = "directions in w"},
    [OFFSET] = {.name = "c", .rows = cas_extent_out, .meaning = "offsets"},
    [AMPLITUDE] = {.name = "amplitude", .default_number = 1, .meaning = "factor of phi"},
    [SCALE] = {.name = "scale",
               .default_number = 1,
               .meaning = "divisor of phi's argument"},
    {.name = NULL},
};

static const cas_activation *activation(const cas_operator *op)
{
    return &cas_activations[op->parameters[ACTIVATION].choice];
}

static const cas_rationals *numbers(const cas_operator *op, size_t parameter)
{
    return &op->parameters[parameter].numbers;
}

static cas_status shape(cas_operator *op, cas_message *message)
{
    if (op->out == 0)
        op->out = numbers(op, MATRIX_A)->count / op->in;
    if (op->out == 0)
        return cas_fail(message, CAS_INPUT,
                        "A: expected rows of in = %zu numbers, found %zu", op->in,
                        numbers(op, MATRIX_A)->count);
    const cas_rationals *scale = numbers(op, SCALE);
    if (scale->count == 1 && mpq_sgn(scale->at[0]) == 0)
        return cas_fail(message, CAS_INPUT, "scale: expected a number other than 0");
    return CAS_OK;
}

static void define(cas_operator *op)
{
    cas_program *program = op->program;
    size_t *y = cas_program_all_y(program), *w = cas_program_all_w(program);
    const size_t scale = cas_program_constant(program, numbers(op, SCALE)->at[0]);
    const size_t amplitude = cas_program_constant(program, numbers(op, AMPLITUDE)->at[0]);
    for (size_t k = 0; k < op->out; ++k) {
        const mpq_t *A = numbers(op, MATRIX_A)->at + k * op->in;
        const mpq_t *B = numbers(op, MATRIX_B)->at + k * op->weights;
        const size_t by_y = cas_program_combine(program, op->in, A, y);
        const size_t by_w = cas_program_combine(program, op->weights, B, w);
        const size_t offset = cas_program_constant(program, numbers(op, OFFSET)->at[k]);
        size_t z = cas_program_binary(program, CAS_ADD, by_y, by_w);
        z = cas_program_binary(program, CAS_ADD, z, offset);
        z = cas_program_binary(program, CAS_DIVIDE, z, scale);
        z = cas_activation_define(activation(op), program, z);
        z = cas_program_binary(program, CAS_MULTIPLY, amplitude, z);
        cas_program_add_output(program, z);
    }
    free(y);
    free(w);
}

/* z = (A y + B w + c) / scale */
static void preactivate(const cas_operator *op, const double *y, const double *w,
                        double *z)
{
    memcpy(z, op->doubles[OFFSET], op->out * sizeof *z);
    cas_matrix_apply(op->out, op->in, op->doubles[MATRIX_A], y, 1, z);
    cas_matrix_apply(op->out, op->weights, op->doubles[MATRIX_B], w, 1, z);
    for (size_t k = 0; k < op->out; ++k)
        z[k] /= op->doubles[SCALE][0];
}

static void value(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace)
{
    (void)workspace;
    preactivate(op, y, w, out);
    for (size_t k = 0; k < op->out; ++k)
        out[k] = op->doubles[AMPLITUDE][0] * activation(op)->value(out[k]);
}

/*: With $t=(a/s)\,\phi'(z)\odot v$: $J_1^\top v=A^\top t$ and $J_2^\top v=B^\top t$. */
static void pullback(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace)
{
    double *t = workspace;
    preactivate(op, y, w, t);
    for (size_t k = 0; k < op->out; ++k)
        t[k] = op->doubles[AMPLITUDE][0] * activation(op)->slope(t[k]) * v[k] /
               op->doubles[SCALE][0];
    if (gy)
        cas_matrix_apply_transposed(op->out, op->in, op->doubles[MATRIX_A], t, 0, gy);
    if (gw)
        cas_matrix_apply_transposed(op->out, op->weights, op->doubles[MATRIX_B], t, 0,
                                    gw);
}

static size_t workspace_size(const cas_operator *op)
{
    return op->out;
}

/*: Constants. Let $A$ and $B$ stand for $A/s$ and $B/s$, and $r_k=(A_k,B_k)$ for the
constant gradient of $z_k$. Then $D^mf_k=a\,\phi^{(m)}(z_k)\,r_k^{\otimes m}$, so that
\[ \|D^2f\|^2=\sum_k a^2\phi''(z_k)^2\|r_k\|^4,\qquad
   \|D^3f\|^2=\sum_k a^2\phi'''(z_k)^2\|r_k\|^6 . \]
The Jacobians are $a\operatorname{diag}(\phi'(z))A$ and $a\operatorname{diag}(\phi'(z))B$.
Row $k$ of the tensor in (9), flattened, is $a\,\phi''(z_k)\,B_k\otimes A_k$; the Gram
matrix of these rows is $a^2\phi''(z_k)\phi''(z_l)\langle
A_k,A_l\rangle\langle B_k,B_l\rangle$. In all three a
diagonal factor with entries at most $p_k$ in absolute value may be replaced by
$\operatorname{diag}(p)$, which can only enlarge the norm. Where the $z_k$ can be chosen
independently, that is where the rows $r_k$ are linearly independent and the domain is
everything, the bounds are the suprema. */

/* Everything over the box: A, B are divided by the scale, p[m] holds sup |a
   phi^(m+1)(z_k)|. */
typedef struct ridge {
    mpfi_t *A, *B, *p[3], *r2;
} ridge;

static mpfi_t *scaled(const cas_operator *op, size_t parameter)
{
    mpfi_t *matrix = cas_enclosures_of(numbers(op, parameter));
    for (size_t i = 0; i < numbers(op, parameter)->count; ++i)
        mpfi_div_q(matrix[i], matrix[i], numbers(op, SCALE)->at[0]);
    return matrix;
}

/* The variables of row k; r2[k] = ||r_k||^2. */
static void set_row(ridge *r, const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                    size_t k)
{
    const mpfi_t *A = r->A + k * op->in, *B = r->B + k * op->weights;
    mpfi_t z, term;
    mpfi_init2(z, CAS_ENCLOSURE_BITS);
    mpfi_init2(term, CAS_ENCLOSURE_BITS);
    mpfi_set_q(z, numbers(op, OFFSET)->at[k]);
    mpfi_div_q(z, z, numbers(op, SCALE)->at[0]);
    cas_enclosure_dot(term, op->in, A, y);
    mpfi_add(z, z, term);
    cas_enclosure_dot(term, op->weights, B, w);
    mpfi_add(z, z, term);
    for (unsigned m = 0; m < 3; ++m) {
        activation(op)->range(r->p[m][k], m + 1, z);
        mpfi_mul_q(r->p[m][k], r->p[m][k], numbers(op, AMPLITUDE)->at[0]);
        cas_enclosure_magnitude(r->p[m][k], r->p[m][k]);
    }
    cas_enclosure_norm_squared(r->r2[k], op->in, A);
    cas_enclosure_norm_squared(term, op->weights, B);
    mpfi_add(r->r2[k], r->r2[k], term);
    mpfi_clear(z);
    mpfi_clear(term);
}

/* bound >= || diag(p) M || for M = A or B */
static void bound_jacobian(mpfi_ptr bound, size_t rows, size_t columns, const mpfi_t *p,
                           const mpfi_t *M)
{
    mpfi_t *product = cas_enclosures_new(rows * columns);
    for (size_t k = 0; k < rows; ++k)
        for (size_t j = 0; j < columns; ++j)
            cas_interval_multiply_reals(product[k * columns + j], p[k],
                                        M[k * columns + j]);
    cas_operator_norm(bound, rows, columns, (const mpfi_t *)product);
    cas_enclosures_free(product, rows * columns);
}

static void bound_mixed_hessian(mpfi_ptr bound, const cas_operator *op, const ridge *r)
{
    mpfi_t *gram = cas_enclosures_new(op->out * op->out), factor;
    mpfi_init2(factor, CAS_ENCLOSURE_BITS);
    for (size_t k = 0; k < op->out; ++k)
        for (size_t l = 0; l <= k; ++l) {
            mpfi_ptr entry = gram[k * op->out + l];
            cas_enclosure_dot(entry, op->in, r->A + k * op->in, r->A + l * op->in);
            cas_enclosure_dot(factor, op->weights, r->B + k * op->weights,
                              r->B + l * op->weights);
            cas_interval_multiply_reals(entry, entry, factor);
            cas_interval_multiply_reals(entry, entry, r->p[1][k]);
            cas_interval_multiply_reals(entry, entry, r->p[1][l]);
        }
    cas_operator_norm_of_gram(bound, op->out, (const mpfi_t *)gram);
    mpfi_clear(factor);
    cas_enclosures_free(gram, op->out * op->out);
}

/* bound = root of sum_k p_k^2 ||r_k||^(2 power) */
static void bound_derivative(mpfi_ptr bound, const cas_operator *op, const ridge *r,
                             const mpfi_t *p, unsigned power)
{
    mpfi_t term, sum;
    mpfi_init2(term, CAS_ENCLOSURE_BITS);
    mpfi_init2(sum, CAS_ENCLOSURE_BITS);
    mpfi_set_ui(sum, 0);
    for (size_t k = 0; k < op->out; ++k) {
        mpfi_sqr(term, p[k]);
        for (unsigned i = 0; i < power; ++i)
            cas_interval_multiply_reals(term, term, r->r2[k]);
        mpfi_add(sum, sum, term);
    }
    cas_enclosure_raise_to_root(bound, sum);
    mpfi_clear(term);
    mpfi_clear(sum);
}

static void smoothness(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT])
{
    ridge r = {.A = scaled(op, MATRIX_A),
               .B = scaled(op, MATRIX_B),
               .r2 = cas_enclosures_new(op->out)};
    for (unsigned m = 0; m < 3; ++m)
        r.p[m] = cas_enclosures_new(op->out);
    for (size_t k = 0; k < op->out; ++k)
        set_row(&r, op, y, w, k);
    bound_jacobian(bounds[CAS_LIPSCHITZ], op->out, op->in, r.p[0], r.A);
    bound_jacobian(bounds[CAS_JACOBIAN], op->out, op->weights, r.p[0], r.B);
    cas_enclosure_raise(bounds[CAS_JACOBIAN], bounds[CAS_LIPSCHITZ]);
    bound_mixed_hessian(bounds[CAS_MIXED_HESSIAN], op, &r);
    bound_derivative(bounds[CAS_JACOBIAN_LIPSCHITZ], op, &r, r.p[1], 2);
    bound_derivative(bounds[CAS_HESSIAN_LIPSCHITZ], op, &r, r.p[2], 3);
    cas_enclosures_free(r.A, numbers(op, MATRIX_A)->count);
    cas_enclosures_free(r.B, numbers(op, MATRIX_B)->count);
    cas_enclosures_free(r.r2, op->out);
    for (unsigned m = 0; m < 3; ++m)
        cas_enclosures_free(r.p[m], op->out);
}

const cas_family cas_family_ridge = {
    .name = "ridge",
    .formula = "amplitude phi((A y + B w + c) / scale)",
    CAS_FAMILY_MEMBERS,
    .workspace_size = workspace_size,
};

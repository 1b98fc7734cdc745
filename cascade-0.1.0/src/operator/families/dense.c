/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"
#include "constants/norm_formula.h"
#include "arithmetic/operator_norm.h"
#include "constants/enclosure.h"
#include "operator/activation.h"
#include "operator/matrix.h"
#include "operator/shape.h"
#include "program/linear_form.h"

#include <stdlib.h>
#include <string.h>

/*: A network layer, $f(y,w)=\phi(Wy+b)$, $\phi$ applied entrywise,
$w=(W\text{ row-major},b)$. */

enum { ACTIVATION };

static const cas_parameter parameters[] = {
    [ACTIVATION] = {.name = "activation",
                    .is_word = true,
                    .words = cas_activation_names,
                    .default_word = "tanh",
                    .meaning = "phi, applied to each entry"},
    {.name = NULL},
};

static const cas_activation *activation(const cas_operator *op)
{
    return &cas_activations[op->parameters[ACTIVATION].choice];
}

static cas_status shape(cas_operator *op, cas_message *message)
{
    if (op->out == 0)
        op->out = op->weights / (op->in + 1);
    if (op->out == 0)
        return cas_fail(message, CAS_INPUT,
                        "weights: expected at least in + 1 = %zu (W row-major, then b), "
                        "found %zu",
                        op->in + 1, op->weights);
    return cas_shape_weights(op, op->out * (op->in + 1),
                             "out (in + 1): W row-major, then b", message);
}

static void define(cas_operator *op)
{
    cas_program *program = op->program;
    size_t *y = cas_program_all_y(program), *w = cas_program_all_w(program);
    const size_t *b = w + op->out * op->in;
    for (size_t k = 0; k < op->out; ++k) {
        const size_t dot = cas_program_dot(program, op->in, w + k * op->in, y);
        const size_t z = cas_program_binary(program, CAS_ADD, dot, b[k]);
        cas_program_add_output(program,
                               cas_activation_define(activation(op), program, z));
    }
    free(y);
    free(w);
}

/* z = W y + b */
static void preactivate(const cas_operator *op, const double *y, const double *w,
                        double *z)
{
    memcpy(z, w + op->out * op->in, op->out * sizeof *z);
    cas_matrix_apply(op->out, op->in, w, y, 1, z);
}

static void value(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace)
{
    (void)workspace;
    preactivate(op, y, w, out);
    for (size_t k = 0; k < op->out; ++k)
        out[k] = activation(op)->value(out[k]);
}

/*: With $t=\phi'(z)\odot v$: $J_1^\top v=W^\top t$, and $J_2^\top v=(t\,y^\top, t)$. */
static void pullback(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace)
{
    double *t = workspace;
    preactivate(op, y, w, t);
    for (size_t k = 0; k < op->out; ++k)
        t[k] = activation(op)->slope(t[k]) * v[k];
    if (gy)
        cas_matrix_apply_transposed(op->out, op->in, w, t, 0, gy);
    if (gw) {
        cas_matrix_outer(op->out, op->in, t, y, gw);
        memcpy(gw + op->out * op->in, t, op->out * sizeof *t);
    }
}

static size_t workspace_size(const cas_operator *op)
{
    return op->out;
}

/*: Constants. Row $k$ depends on $y$, $W_k$ and $b_k$ only, through $z=W_k\cdot y+b_k$,
whose gradient $g$ and Hessian $Z$ in $(y,W_k,b_k)$ are
\[ g=(W_k,y,1),\qquad Z=\begin{pmatrix}0&I&0\\I&0&0\\0&0&0\end{pmatrix},\qquad D^3z=0. \]
Write $n$ for \texttt{in}, $c=W_k\cdot y$, $s=\|W_k\|^2+\|y\|^2$ and $G=\|g\|^2=s+1$. Then
$\|Z\|^2=2n$, $g^\top Zg=2c$, $\|Zg\|^2=\|(y,W_k,0)\|^2=s$.

(i) $D^2f_k=\phi''gg^\top+\phi'Z$, so $\|D^2f_k\|^2=\phi''^2G^2+4\phi'\phi''c+2n\phi'^2$.

(ii) $D^3f_k=\phi'''\,g\otimes g\otimes g+\phi''S$,
$S_{abc}=Z_{ab}g_c+Z_{ac}g_b+Z_{bc}g_a$. As $\langle
g\otimes g\otimes g,S\rangle=3G\,g^\top Zg=6cG$ and $\|S\|^2=3\|Z\|^2G+6\|Zg\|^2=6nG+6s$,
\[ \|D^3f_k\|^2=\phi'''^2G^3+12\,\phi'''\phi''cG+6n\phi''^2G+6\phi''^2s. \]

(iii) $\nabla^2_{21}f_k$ has on $(W_k,y)$ the block $\phi''\,yW_k^\top+\phi'I$, on
$(b_k,y)$ the row $\phi''W_k^\top$, and zero on the weights of the other rows. Flattened
as (9) wants it, the rows of the tensor have disjoint supports, so they are orthogonal,
and the norm (9) is the largest norm of a row, the root of
$\phi''^2\|W_k\|^2(\|y\|^2+1)+2\phi'\phi''c+n\phi'^2$.

(iv) $J_2$ has the row $\phi'(z_k)(y,1)$ on the weights of row $k$ and zero elsewhere;
again the supports are disjoint, so $\|J_2\|^2=\max_k\phi'(z_k)^2(\|y\|^2+1)$.

(v) $J_1=\operatorname{diag}(\phi'(z))W$. With $|\phi'(z_k)|\le p_k$ it is
$D\operatorname{diag}(p)W$, $D$ diagonal with entries in $[-1,1]$, so that
$\|J_1\|\le\|\operatorname{diag}(p)W\|$; the box of the matrices $\operatorname{diag}(p)W$
is bounded as such.

All of it is evaluated in intervals over the box, the derivatives of $\phi$ over the range
of $z$; the sum over $k$ of the suprema bounds the supremum of the sum. */

/* Y1 is ||y||^2 + 1, W2 is ||W_k||^2. */
enum { D1, D2, D3, Y1, W2, S, G, C, N, VARIABLES };

static const cas_monomial jacobian_w[] = {{1, {[D1] = 2, [Y1] = 1}}, {.coefficient = 0}};
static const cas_monomial mixed_hessian[] = {{1, {[D2] = 2, [W2] = 1, [Y1] = 1}},
                                             {2, {[D1] = 1, [D2] = 1, [C] = 1}},
                                             {1, {[D1] = 2, [N] = 1}},
                                             {.coefficient = 0}};
static const cas_monomial second[] = {{1, {[D2] = 2, [G] = 2}},
                                      {4, {[D1] = 1, [D2] = 1, [C] = 1}},
                                      {2, {[D1] = 2, [N] = 1}},
                                      {.coefficient = 0}};
static const cas_monomial third[] = {{1, {[D3] = 2, [G] = 3}},
                                     {12, {[D3] = 1, [D2] = 1, [C] = 1, [G] = 1}},
                                     {6, {[D2] = 2, [N] = 1, [G] = 1}},
                                     {6, {[D2] = 2, [S] = 1}},
                                     {.coefficient = 0}};

/* The variables of row k over the box. */
static void set_variables(mpfi_t *x, const cas_operator *op, const mpfi_t *y,
                          const mpfi_t *w, size_t k)
{
    const mpfi_t *W = w + k * op->in, *b = w + op->out * op->in + k;
    mpfi_set_ui(x[N], op->in);
    cas_enclosure_dot(x[C], op->in, W, y);
    mpfi_add(x[S], x[C], *b);
    for (unsigned order = 1; order <= 3; ++order)
        activation(op)->range(x[D1 + order - 1], order, x[S]);
    cas_enclosure_norm_squared(x[Y1], op->in, y);
    cas_enclosure_norm_squared(x[W2], op->in, W);
    mpfi_add(x[S], x[W2], x[Y1]);
    mpfi_add_ui(x[G], x[S], 1);
    mpfi_add_ui(x[Y1], x[Y1], 1);
}

static void add_row(mpfi_t bounds[CAS_CONSTANT_COUNT], const mpfi_t *x, mpfi_t sums[2])
{
    static const cas_norm_formula of_rows[] = {{CAS_JACOBIAN, jacobian_w},
                                               {CAS_MIXED_HESSIAN, mixed_hessian}};
    mpfi_t square;
    mpfi_init2(square, CAS_ENCLOSURE_BITS);
    cas_norm_formulas_raise(bounds, sizeof of_rows / sizeof *of_rows, of_rows, x);
    cas_monomials_enclose(square, second, x);
    mpfi_add(sums[0], sums[0], square);
    cas_monomials_enclose(square, third, x);
    mpfi_add(sums[1], sums[1], square);
    mpfi_clear(square);
}

static void smoothness(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT])
{
    mpfi_t *x = cas_enclosures_new(VARIABLES), *sums = cas_enclosures_new(2);
    mpfi_t *jacobian = cas_enclosures_new(op->out * op->in);
    for (size_t k = 0; k < op->out; ++k) {
        set_variables(x, op, y, w, k);
        add_row(bounds, x, sums);
        cas_enclosure_magnitude(x[D1], x[D1]);
        for (size_t j = k * op->in; j < (k + 1) * op->in; ++j)
            cas_interval_multiply_reals(jacobian[j], x[D1], w[j]);
    }
    cas_operator_norm(bounds[CAS_LIPSCHITZ], op->out, op->in, (const mpfi_t *)jacobian);
    cas_enclosure_raise(bounds[CAS_JACOBIAN], bounds[CAS_LIPSCHITZ]);
    cas_enclosure_raise_to_root(bounds[CAS_JACOBIAN_LIPSCHITZ], sums[0]);
    cas_enclosure_raise_to_root(bounds[CAS_HESSIAN_LIPSCHITZ], sums[1]);
    cas_enclosures_free(x, VARIABLES);
    cas_enclosures_free(sums, 2);
    cas_enclosures_free(jacobian, op->out * op->in);
}

const cas_family cas_family_dense = {
    .name = "dense",
    .formula = "phi(W y + b), w = (W row-major, b)",
    CAS_FAMILY_MEMBERS,
    .workspace_size = workspace_size,
};

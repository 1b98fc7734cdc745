/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "constants/norm_formula.h"
#include "operator/shape.h"
#include "program/linear_form.h"

#include <gsl/gsl_cblas.h>
#include <stdlib.h>

/*: The second operator of Appendix A.3, $f(y,w)=\langle y,w\rangle^2+\frac12\|y\|^2$. */

static const cas_parameter parameters[] = {{.name = NULL}};

static cas_status shape(cas_operator *op, cas_message *message)
{
    const cas_status status = cas_shape_out(op, 1, "a scalar", message);
    return status ? status : cas_shape_weights(op, op->in, "in", message);
}

static void define(cas_operator *op)
{
    cas_program *program = op->program;
    size_t *y = cas_program_all_y(program), *w = cas_program_all_w(program);
    const size_t product = cas_program_dot(program, op->in, y, w);
    const size_t square = cas_program_dot(program, op->in, y, y);
    const size_t half =
        cas_program_binary(program, CAS_DIVIDE, square, cas_program_integer(program, 2));
    const size_t first = cas_program_power(program, product, 2);
    cas_program_add_output(program, cas_program_binary(program, CAS_ADD, first, half));
    free(y);
    free(w);
}

static void value(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace)
{
    (void)workspace;
    const int n = (int)op->in;
    const double product = cblas_ddot(n, y, 1, w, 1);
    out[0] = product * product + 0.5 * cblas_ddot(n, y, 1, y, 1);
}

/*: With $c=\langle y,w\rangle$: $J_1^\top=2cw+y$ and $J_2^\top=2cy$. */
static void pullback(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace)
{
    (void)workspace;
    const double factor = 2 * cblas_ddot((int)op->in, y, 1, w, 1);
    for (size_t j = 0; j < op->in; ++j) {
        if (gy)
            gy[j] = (factor * w[j] + y[j]) * v[0];
        if (gw)
            gw[j] = factor * y[j] * v[0];
    }
}

/*: Constants. With $c=\langle y,w\rangle$ and $n$ for \texttt{in}:

(i) $\|J_1\|^2=\|2cw+y\|^2=4c^2\|w\|^2+4c^2+\|y\|^2$ and $\|J_2\|^2=4c^2\|y\|^2$.

(ii) The mixed block is $2yw^\top+2cI$ (rows $w$, columns $y$), of norm (9)
$4\|y\|^2\|w\|^2+4(n+2)c^2$ squared, as $\langle yw^\top,I\rangle=c$.

(iii) The diagonal blocks of $D^2f$ are $2ww^\top+I$ and $2yy^\top$, so
$\|D^2f\|^2=4\|w\|^4+4\|w\|^2+n+4\|y\|^4+8\|y\|^2\|w\|^2+8(n+2)c^2$.

(iv) $D^3(c^2)_{abd}=2(Z_{ab}g_d+Z_{ad}g_b+Z_{bd}g_a)$ with the gradient $g=(w,y)$ of $c$
and its Hessian $Z$, $\|Z\|^2=2n$, $\|Zg\|^2=\|g\|^2$, so that
$\|D^3f\|^2=4(3\|Z\|^2\|g\|^2+6\|Zg\|^2)=24(n+1)(\|y\|^2+\|w\|^2)$. */

/* Y2 is ||y||^2, W2 is ||w||^2, C2 is c^2. */
enum { Y2, W2, C2, N, VARIABLES };

static const cas_monomial jacobian_y[] = {
    {4, {[C2] = 1, [W2] = 1}}, {4, {[C2] = 1}}, {1, {[Y2] = 1}}, {.coefficient = 0}};
static const cas_monomial jacobian_w[] = {{4, {[C2] = 1, [Y2] = 1}}, {.coefficient = 0}};
static const cas_monomial mixed_hessian[] = {{4, {[Y2] = 1, [W2] = 1}},
                                             {4, {[C2] = 1, [N] = 1}},
                                             {8, {[C2] = 1}},
                                             {.coefficient = 0}};
static const cas_monomial second[] = {
    {4, {[W2] = 2}},  {4, {[W2] = 1}},           {1, {[N] = 1}},
    {4, {[Y2] = 2}},  {8, {[Y2] = 1, [W2] = 1}}, {8, {[C2] = 1, [N] = 1}},
    {16, {[C2] = 1}}, {.coefficient = 0}};
static const cas_monomial third[] = {{24, {[N] = 1, [Y2] = 1}},
                                     {24, {[N] = 1, [W2] = 1}},
                                     {24, {[Y2] = 1}},
                                     {24, {[W2] = 1}},
                                     {.coefficient = 0}};

static void smoothness(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT])
{
    static const cas_norm_formula formulas[] = {
        {CAS_LIPSCHITZ, jacobian_y},      {CAS_JACOBIAN, jacobian_y},
        {CAS_JACOBIAN, jacobian_w},       {CAS_MIXED_HESSIAN, mixed_hessian},
        {CAS_JACOBIAN_LIPSCHITZ, second}, {CAS_HESSIAN_LIPSCHITZ, third},
    };
    mpfi_t *x = cas_enclosures_new(VARIABLES);
    cas_enclosure_norm_squared(x[Y2], op->in, y);
    cas_enclosure_norm_squared(x[W2], op->in, w);
    cas_enclosure_dot(x[C2], op->in, y, w);
    mpfi_sqr(x[C2], x[C2]);
    mpfi_set_ui(x[N], op->in);
    cas_norm_formulas_raise(bounds, sizeof formulas / sizeof *formulas, formulas, x);
    cas_enclosures_free(x, VARIABLES);
}

const cas_family cas_family_quadratic_head = {
    .name = "quadratic-head",
    .formula = "<y, w>^2 + 1/2 ||y||^2",
    CAS_FAMILY_MEMBERS,
};

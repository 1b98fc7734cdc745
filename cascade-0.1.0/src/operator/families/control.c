/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "arithmetic/memory.h"
#include "constants/norm_formula.h"
#include "arithmetic/operator_norm.h"
#include "constants/enclosure.h"
#include "operator/matrix.h"
#include "operator/shape.h"
#include "program/linear_form.h"

#include <stdlib.h>
#include <string.h>

/*: Example 3: linear-quadratic control with a linear policy. So that the steps form a
chain, the cost so far travels with the state: $y=(x,\kappa)$, $u=Wx$,
\[ x^+=Ax+Bu,\qquad \kappa^+=\kappa+x^\top Qx+u^\top Ru, \]
with $w=W$ row-major, actions $\times$ states. The chain ends with the scalar
$\kappa+x^\top Qx$. $Q$ and $R$ need not be symmetric. */

/* The state is the input but its running cost. */
static size_t state_extent(size_t in, size_t out, size_t weights)
{
    (void)out;
    (void)weights;
    return in - 1;
}

static size_t action_extent(size_t in, size_t out, size_t weights)
{
    const size_t states = state_extent(in, out, weights);
    return states > 0 ? weights / states : 0;
}

enum { DYNAMICS, ACTUATION, STATE_COST, ACTION_COST };

static const cas_parameter parameters[] = {
    [DYNAMICS] = {.name = "A",
                  .may_be_absent = true,
                  .rows = state_extent,
                  .columns = state_extent,
                  .meaning = "x+ = A x + B u; of a step only"},
    [ACTUATION] = {.name = "B",
                   .may_be_absent = true,
                   .rows = state_extent,
                   .columns = action_extent,
                   .meaning = "x+ = A x + B u; of a step only"},
    [STATE_COST] = {.name = "Q",
                    .is_required = true,
                    .rows = state_extent,
                    .columns = state_extent,
                    .meaning = "cost x'Q x"},
    [ACTION_COST] = {.name = "R",
                     .may_be_absent = true,
                     .rows = action_extent,
                     .columns = action_extent,
                     .meaning = "cost u'R u; of a step only"},
    {.name = NULL},
};

static size_t state_count(const cas_operator *op)
{
    return state_extent(op->in, op->out, op->weights);
}

static size_t action_count(const cas_operator *op)
{
    return action_extent(op->in, op->out, op->weights);
}

/* in is at least 2, so that a step has more than one output. */
static bool is_terminal(const cas_operator *op)
{
    return op->out == 1;
}

static const cas_rationals *numbers(const cas_operator *op, size_t parameter)
{
    return &op->parameters[parameter].numbers;
}

static cas_status shape(cas_operator *op, cas_message *message)
{
    static const size_t of_steps[] = {DYNAMICS, ACTUATION, ACTION_COST};
    if (op->in < 2)
        return cas_fail(
            message, CAS_INPUT,
            "in: expected at least 2 (a state and the cost so far), found %zu", op->in);
    if (op->out == 0)
        op->out = op->weights == 0 ? 1 : op->in;
    if (op->out != 1 && op->out != op->in)
        return cas_fail(message, CAS_INPUT,
                        "out: expected in = %zu (a step) or 1 (the end), found %zu",
                        op->in, op->out);
    for (size_t i = 0; i < sizeof of_steps / sizeof *of_steps; ++i) {
        const char *name = parameters[of_steps[i]].name;
        const bool is_absent = numbers(op, of_steps[i])->count == 0;
        if (is_terminal(op) && !is_absent)
            return cas_fail(message, CAS_INPUT,
                            "%s: expected none, as out = 1 is the end of the chain",
                            name);
        if (!is_terminal(op) && is_absent)
            return cas_fail(message, CAS_INPUT, "%s is missing: a step has A, B, Q and R",
                            name);
    }
    if (is_terminal(op))
        return cas_shape_weights(op, 0, "none at the end of the chain", message);
    if (op->weights == 0 || op->weights % state_count(op) != 0)
        return cas_fail(
            message, CAS_INPUT,
            "weights: expected a positive multiple of in - 1 = %zu (W row-major, "
            "actions x states), found %zu",
            state_count(op), op->weights);
    return CAS_OK;
}

/* The node of x'M x for a square M. */
static size_t define_form(cas_program *program, size_t count, const cas_rationals *M,
                          const size_t *x)
{
    size_t *image = cas_allocate(count, sizeof *image);
    cas_program_transform(program, count, count, M->at, x, image);
    const size_t form = cas_program_dot(program, count, x, image);
    free(image);
    return form;
}

static void define_step(cas_operator *op, const size_t *x, size_t cost)
{
    cas_program *program = op->program;
    const size_t n = state_count(op), m = action_count(op);
    size_t *w = cas_program_all_w(program), *u = cas_allocate(m, sizeof *u);
    for (size_t a = 0; a < m; ++a)
        u[a] = cas_program_dot(program, n, w + a * n, x);
    for (size_t k = 0; k < n; ++k) {
        const size_t by_x =
            cas_program_combine(program, n, numbers(op, DYNAMICS)->at + k * n, x);
        const size_t by_u =
            cas_program_combine(program, m, numbers(op, ACTUATION)->at + k * m, u);
        cas_program_add_output(program, cas_program_binary(program, CAS_ADD, by_x, by_u));
    }
    const size_t form = define_form(program, m, numbers(op, ACTION_COST), u);
    cas_program_add_output(program, cas_program_binary(program, CAS_ADD, cost, form));
    free(w);
    free(u);
}

static void define(cas_operator *op)
{
    cas_program *program = op->program;
    const size_t n = state_count(op);
    size_t *x = cas_program_all_y(program);
    const size_t form = define_form(program, n, numbers(op, STATE_COST), x);
    const size_t cost = cas_program_binary(program, CAS_ADD, x[n], form);
    if (is_terminal(op))
        cas_program_add_output(program, cost);
    else
        define_step(op, x, cost);
    free(x);
}

static double dot(size_t count, const double *x, const double *y)
{
    double sum;
    cas_matrix_apply(1, count, x, y, 0, &sum);
    return sum;
}

/* Workspace: u and p of the actions, t of states or actions, whichever are more. */
static size_t workspace_size(const cas_operator *op)
{
    const size_t n = state_count(op), m = action_count(op);
    return 2 * m + (n > m ? n : m);
}

static void value(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace)
{
    const size_t n = state_count(op), m = action_count(op);
    double *u = workspace, *t = workspace + 2 * m;
    cas_matrix_apply(n, n, op->doubles[STATE_COST], y, 0, t);
    out[op->out - 1] = y[n] + dot(n, y, t);
    if (is_terminal(op))
        return;
    cas_matrix_apply(m, n, w, y, 0, u);
    cas_matrix_apply(n, n, op->doubles[DYNAMICS], y, 0, out);
    cas_matrix_apply(n, m, op->doubles[ACTUATION], u, 1, out);
    cas_matrix_apply(m, m, op->doubles[ACTION_COST], u, 0, t);
    out[n] += dot(m, u, t);
}

/* r += s (M + M') x for a square M; t: count numbers. */
static void add_form_gradient(size_t count, const double *M, const double *x, double s,
                              double *r, double *t)
{
    cas_matrix_apply(count, count, M, x, 0, t);
    cas_matrix_apply_transposed(count, count, M, x, 1, t);
    for (size_t i = 0; i < count; ++i)
        r[i] += s * t[i];
}

/*: With $v=(v_x,v_\kappa)$ and $p=B^\top v_x+v_\kappa(R+R^\top)u$:
$J_2^\top v=p\,x^\top$, and $J_1^\top v=\bigl(A^\top
v_x+W^\top p+v_\kappa(Q+Q^\top)x,\ v_\kappa\bigr)$. At the
end of the chain only the terms with $Q$ and $\kappa$ are left. */
static void pullback(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace)
{
    const size_t n = state_count(op), m = action_count(op);
    double *u = workspace, *p = workspace + m, *t = workspace + 2 * m;
    const double v_cost = v[op->out - 1];
    if (!is_terminal(op)) {
        cas_matrix_apply(m, n, w, y, 0, u);
        cas_matrix_apply_transposed(n, m, op->doubles[ACTUATION], v, 0, p);
        add_form_gradient(m, op->doubles[ACTION_COST], u, v_cost, p, t);
    }
    if (gy) {
        memset(gy, 0, n * sizeof *gy);
        if (!is_terminal(op)) {
            cas_matrix_apply_transposed(n, n, op->doubles[DYNAMICS], v, 0, gy);
            cas_matrix_apply_transposed(m, n, w, p, 1, gy);
        }
        add_form_gradient(n, op->doubles[STATE_COST], y, v_cost, gy, t);
        gy[n] = v_cost;
    }
    if (gw)
        cas_matrix_outer(m, n, p, y, gw);
}

/*: Constants. Write $Q$ and $R$ for the symmetric parts, $n$ for the number of states,
$\rho=Ru$. The first $n$ outputs are bilinear in $(x,W)$; the last is quadratic in each.

(i) $J_1$ has the block $A+BW$ and the last row $\bigl(2Qx+2W^\top\rho,\ 1\bigr)$; its box
is bounded as a box of matrices.

(ii) $J_2$ is the Kronecker product of the matrix with rows $B$ and $2\rho^\top$ with
$x^\top$, so $\|J_2\|^2\le\|x\|^2(\|B\|_{op}^2+4\|\rho\|^2)$.

(iii) The mixed block of $x^+_k$ is $\partial^2/\partial
W_{aj}\partial x_i=B_{ka}\delta_{ij}$, that of $\kappa^+$ is
$2(RW)_{ai}x_j+2\rho_a\delta_{ij}$. The first $n$ rows of the tensor in (9) have the Gram
matrix $nBB^\top$; the last has the squared norm
$M=4\|RW\|^2\|x\|^2+8\rho\cdot(RWx)+4n\|\rho\|^2=4\|RW\|^2\|x\|^2+4(n+2)\|\rho\|^2$. So
(9) is at most the root of $n\|B\|_{op}^2+M$.

(iv) $\|D^2f\|^2=2n\|B\|_F^2+\|2Q+2W^\top RW\|_F^2+2M+4\|R\|_F^2\|x\|^4$: the $W$-block of
$\kappa^+$ is $2R_{ab}x_jx_l$.

(v) $D^3\kappa^+$ has entries $2\delta_{ij}(RW)_{al}+2\delta_{lj}(RW)_{ai}$ on
$(x_i,x_l,W_{aj})$ and $2R_{ab}(\delta_{ij}x_l+\delta_{il}x_j)$ on $(W_{aj},W_{bl},x_i)$,
of squared norms $8(n+1)\|RW\|^2$ and $8(n+1)\|R\|_F^2\|x\|^2$, in three positions each:
$\|D^3f\|^2=24(n+1)(\|RW\|^2+\|R\|_F^2\|x\|^2)$.

At the end of the chain $W$, $A$, $B$, $R$ are absent and only (i) and the term with $Q$
remain. */

/* B2: ||B||_op^2, F2: ||B||_F^2, X2: ||x||^2, P2: ||rho||^2, RW: ||R W||^2, R2:
   ||R||_F^2, H2: ||2 Q + 2 W'R W||_F^2. */
enum { B2, F2, X2, P2, RW, R2, H2, N, VARIABLES };

static const cas_monomial jacobian_w[] = {
    {1, {[X2] = 1, [B2] = 1}}, {4, {[X2] = 1, [P2] = 1}}, {.coefficient = 0}};
static const cas_monomial mixed_hessian[] = {{1, {[N] = 1, [B2] = 1}},
                                             {4, {[RW] = 1, [X2] = 1}},
                                             {4, {[N] = 1, [P2] = 1}},
                                             {8, {[P2] = 1}},
                                             {.coefficient = 0}};
static const cas_monomial second[] = {
    {2, {[N] = 1, [F2] = 1}}, {1, {[H2] = 1}},  {8, {[RW] = 1, [X2] = 1}},
    {8, {[N] = 1, [P2] = 1}}, {16, {[P2] = 1}}, {4, {[R2] = 1, [X2] = 2}},
    {.coefficient = 0}};
static const cas_monomial third[] = {{24, {[N] = 1, [RW] = 1}},
                                     {24, {[RW] = 1}},
                                     {24, {[N] = 1, [R2] = 1, [X2] = 1}},
                                     {24, {[R2] = 1, [X2] = 1}},
                                     {.coefficient = 0}};

/* What the formulas need over the box; absent at the end of the chain: u, rho, W', R W,
   B. */
typedef struct control {
    size_t n, m;
    mpfi_t *Q, *R, *A, *B;
    mpfi_t *u, *rho, *transposed, *RW;
    mpfi_t *hessian; /* 2 Q + 2 W'R W */
} control;

/* (M + M') / 2; added exactly, as only an exact 0 stays 0 on an unbounded domain. */
static mpfi_t *symmetric_part(size_t count, const cas_rationals *M)
{
    mpfi_t *part = cas_enclosures_new(M->count);
    mpq_t sum;
    mpq_init(sum);
    for (size_t i = 0; i < M->count; ++i) {
        mpq_add(sum, M->at[i], M->at[i % count * count + i / count]);
        mpfi_set_q(part[i], sum);
        mpfi_div_ui(part[i], part[i], 2);
    }
    mpq_clear(sum);
    return part;
}

static void control_init(control *c, const cas_operator *op, const mpfi_t *x,
                         const mpfi_t *w)
{
    const size_t n = state_count(op), m = action_count(op);
    *c = (control){.n = n,
                   .m = m,
                   .Q = symmetric_part(n, numbers(op, STATE_COST)),
                   .R = symmetric_part(m, numbers(op, ACTION_COST)),
                   .A = cas_enclosures_of(numbers(op, DYNAMICS)),
                   .B = cas_enclosures_of(numbers(op, ACTUATION)),
                   .u = cas_enclosures_new(m),
                   .rho = cas_enclosures_new(m),
                   .transposed = cas_enclosures_new(n * m),
                   .RW = cas_enclosures_new(m * n),
                   .hessian = cas_enclosures_new(n * n)};
    cas_enclosure_transform(m, n, w, x, c->u);
    cas_enclosure_transform(m, m, c->R, c->u, c->rho);
    for (size_t i = 0; i < n * m; ++i)
        mpfi_set(c->transposed[i], w[i % m * n + i / m]);
    cas_enclosure_multiply(m, m, n, c->R, w, c->RW);
    cas_enclosure_multiply(n, m, n, c->transposed, c->RW, c->hessian);
    for (size_t i = 0; i < n * n; ++i) {
        mpfi_add(c->hessian[i], c->hessian[i], c->Q[i]);
        mpfi_mul_ui(c->hessian[i], c->hessian[i], 2);
    }
}

static void control_clear(control *c)
{
    const size_t n = c->n, m = c->m;
    cas_enclosures_free(c->Q, n * n);
    cas_enclosures_free(c->R, m * m);
    cas_enclosures_free(c->A, m > 0 ? n * n : 0);
    cas_enclosures_free(c->B, n * m);
    cas_enclosures_free(c->u, m);
    cas_enclosures_free(c->rho, m);
    cas_enclosures_free(c->transposed, n * m);
    cas_enclosures_free(c->RW, m * n);
    cas_enclosures_free(c->hessian, n * n);
}

/* bound >= ||J_1||, by (i); its last row is (2 Q x + 2 W'rho, 1). */
static void bound_jacobian_y(mpfi_ptr bound, const cas_operator *op, const control *c,
                             const mpfi_t *x, const mpfi_t *w)
{
    const size_t n = c->n;
    mpfi_t *J = cas_enclosures_new(op->out * op->in), *last = J + (op->out - 1) * op->in;
    mpfi_t *block = cas_enclosures_new(n * n), *by_rho = cas_enclosures_new(n);
    if (!is_terminal(op))
        cas_enclosure_multiply(n, c->m, n, c->B, w, block);
    for (size_t i = 0; !is_terminal(op) && i < n * n; ++i)
        mpfi_add(J[i / n * op->in + i % n], block[i], c->A[i]);
    cas_enclosure_transform(n, n, c->Q, x, last);
    cas_enclosure_transform(n, c->m, c->transposed, c->rho, by_rho);
    for (size_t i = 0; i < n; ++i) {
        mpfi_add(last[i], last[i], by_rho[i]);
        mpfi_mul_ui(last[i], last[i], 2);
    }
    mpfi_set_ui(last[n], 1);
    cas_operator_norm(bound, op->out, op->in, (const mpfi_t *)J);
    cas_enclosures_free(J, op->out * op->in);
    cas_enclosures_free(block, n * n);
    cas_enclosures_free(by_rho, n);
}

static void set_variables(mpfi_t *v, const control *c, const mpfi_t *x)
{
    cas_operator_norm(v[B2], c->n, c->m, (const mpfi_t *)c->B);
    mpfi_sqr(v[B2], v[B2]);
    cas_enclosure_norm_squared(v[F2], c->n * c->m, c->B);
    cas_enclosure_norm_squared(v[X2], c->n, x);
    cas_enclosure_norm_squared(v[P2], c->m, c->rho);
    cas_enclosure_norm_squared(v[RW], c->m * c->n, c->RW);
    cas_enclosure_norm_squared(v[R2], c->m * c->m, c->R);
    cas_enclosure_norm_squared(v[H2], c->n * c->n, c->hessian);
    mpfi_set_ui(v[N], c->n);
}

static void smoothness(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT])
{
    static const cas_norm_formula formulas[] = {
        {CAS_JACOBIAN, jacobian_w},
        {CAS_MIXED_HESSIAN, mixed_hessian},
        {CAS_JACOBIAN_LIPSCHITZ, second},
        {CAS_HESSIAN_LIPSCHITZ, third},
    };
    control c;
    control_init(&c, op, y, w);
    mpfi_t *v = cas_enclosures_new(VARIABLES);
    set_variables(v, &c, y);
    cas_norm_formulas_raise(bounds, sizeof formulas / sizeof *formulas, formulas, v);
    bound_jacobian_y(bounds[CAS_LIPSCHITZ], op, &c, y, w);
    cas_enclosure_raise(bounds[CAS_JACOBIAN], bounds[CAS_LIPSCHITZ]);
    cas_enclosures_free(v, VARIABLES);
    control_clear(&c);
}

const cas_family cas_family_control = {
    .name = "control",
    .formula =
        "(A x + B u, cost + x'Q x + u'R u), u = W x, y = (x, cost), w = W row-major; "
        "with out = 1: cost + x'Q x",
    CAS_FAMILY_MEMBERS,
    .workspace_size = workspace_size,
};

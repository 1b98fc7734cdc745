/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "proofs/notation.h"

#include <stdlib.h>

/*: \section{Lemma 2 and its proof}

Notation as in the proof of Theorem 1: $a_i = \tilde y_i - y_i$, $B_i = \nabla_2 f_i$ at
$y_{i-1}$, $\tilde B_i$ at $\tilde y_{i-1}$.

\emph{The reading.} The paper does not say whether the sample $x$ is
$\mathcal F^{(t)}$-measurable. Theorem 3 needs that it is not (its proof uses
$\mathbb E_t[u + r] = \nabla\ell$), and so the printed lines are read; instances with one
certain input are among those that are tested. Where $x$ is $\mathcal F$-measurable,
$\mathcal G_i = \sigma(\mathcal F, \delta_1, \dots, \delta_i)$ to the letter: then every
$\mathbb E_t^{\mathcal G_i}$ in front of $a_i$ or $\delta_i$ does nothing. */

/* vec(nabla^2_21 f_i(at) x) for x in R^{d_{i-1}}. */
static cas_variable contracted(cas_step_run *run, size_t i, cas_variable at,
                               cas_variable x)
{
    return times(run, mixed_hessian(run, i, at), x);
}

/* As a d_i d_{w_i} x 1 vector. */
static cas_variable flattened(cas_variable x)
{
    return cas_variable_reshaped(x, x.rows * x.columns, 1);
}

/* The two terms on the right of (22); K and H squared. */
static void right_of_22(cas_step_run *run, size_t i)
{
    cas_variable a = a_(run, i - 1);
    cas_step_right(run, multiple(run, 2,
                                 times(run, constant2(run, CAS_MIXED_HESSIAN),
                                       norm2(run, given_g(run, i - 1, a)))));
    cas_step_right(run, times(run, constant2(run, CAS_HESSIAN_LIPSCHITZ),
                              given_g(run, i - 1, square(run, norm2(run, a)))));
}

/*: \paragraph{(22), as printed:} $\|\mathbb E_t^{\mathcal G_{i-1}}[\tilde B_i -
B_i]\|^2 \le 2 C_{\nabla^2 f}^2 \|\mathbb E_t^{\mathcal G_{i-1}}[a_{i-1}]\|^2 +
L_{\nabla^2 f}^2\,\mathbb E_t^{\mathcal G_{i-1}} \|a_{i-1}\|^4$, where $\|\cdot\|$ of a
matrix is the Frobenius norm (Section 3.1) and $C_{\nabla^2 f}$ bounds the norm (9) of
$\nabla^2_{21} f_i \in \mathbb R^{d_i \times d_{w_i} \times d_{i-1}}$, the largest
singular value of its unfolding $d_i \times (d_{w_i} d_{i-1})$. False: the contraction
with a vector in the \emph{last} index has a Frobenius norm up to
$\sqrt{\min(d_i, d_{w_i})}$ times that. Witness: $f = (\sin y \sin w_1, \dots,
\sin y \sin w_3)$ at $w = 0$, $C_{\nabla^2 f} = 1$.

Repaired with the operator norm on the left. \emph{Proof.} Expand at $\tilde y_{i-1}$,
which is $\mathcal G_{i-1}$-measurable ($y_{i-1}$ need not be): $\tilde B - B =
\nabla^2_{21} f(\tilde y)[a] - R$ with $\|R\|_F \le
\int_0^1 \theta L_{\nabla^2 f} \|a\|^2 d\theta = \tfrac12 L_{\nabla^2 f}\|a\|^2$, and
$\|\nabla^2_{21} f(\tilde y)[\mathbb E^{\mathcal G} a]\|_{op} \le
C_{\nabla^2 f} \|\mathbb E^{\mathcal G} a\|$, because $v^\top (\cdot)\, \xi$ contracts the
tensor with $v$ and with the rank-one matrix $\xi \otimes \mathbb E^{\mathcal G} a$, whose
Frobenius norm is $\|\xi\| \|\mathbb E^{\mathcal G} a\|$. Hence
$\|\mathbb E^{\mathcal G}[\tilde B - B]\|_{op}^2 \le
2 C_{\nabla^2 f}^2 \|\mathbb E^{\mathcal G} a\|^2 +
\tfrac12 L_{\nabla^2 f}^2 (\mathbb E^{\mathcal G} \|a\|^2)^2$, and Jensen. $\square$ So
$\tfrac12 L_{\nabla^2 f}^2$ would do: the sharp version. */
static void eq_22(cas_step_run *run, size_t i)
{
    cas_variable error = given_g(run, i - 1, jacobian_error(run, i));
    cas_step_left(run, run->is_repaired ? op_norm2(run, error) : norm2(run, error));
    right_of_22(run, i);
}

#define STATEMENT_22                                                                     \
    "||E^{G_{i-1}}[B~_i - B_i]||^2 <= 2 K^2 ||E^{G_{i-1}}[y~_{i-1} - y_{i-1}]||^2 + "    \
    "H^2 E^{G_{i-1}}||y~_{i-1} - y_{i-1}||^4"
#define NOTE_22                                                                          \
    "The left side is a Frobenius norm (Section 3.1), but C_{grad^2 f} bounds the norm " \
    "(9), which is smaller by up to sqrt(min(d_i, d_{w_i}))."

const cas_claim cas_claim_lemma_2_printed = {
    CAS_STEP("lem:2", "printed", STATEMENT_22),
    .data = &(const cas_step){.sides = eq_22,
                              .range = CAS_FROM_1_TO_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_TWISTED},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note = NOTE_22,
    .witnesses = (const char *const[]){"proof-three-outputs.json", NULL},
};

const cas_claim cas_claim_lemma_2_repaired = {
    CAS_STEP("lem:2", "repaired", STATEMENT_22 ", with the operator norm on the left"),
    .data = &(const cas_step){.sides = eq_22,
                              .range = CAS_FROM_1_TO_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_TWISTED},
    .mutants = (const cas_mutant[]){{"rhs[1]*9/20", "0.9 for the factor 2"},
                                    {"K:=H", "L_{grad^2 f} for C_{grad^2 f}"},
                                    {NULL, NULL}},
};

const cas_claim cas_claim_eq_22_printed = {
    CAS_STEP("eq:22", "printed", STATEMENT_22),
    .data = &(const cas_step){.sides = eq_22,
                              .range = CAS_FROM_1_TO_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_TWISTED},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note = NOTE_22,
    .witnesses = (const char *const[]){"proof-three-outputs.json", NULL},
};

/*: \paragraph{(22), sharp:} the operator norm on the left and
$\tfrac12 L_{\nabla^2 f}^2$ on the right. */
static void eq_22_sharp(cas_step_run *run, size_t i)
{
    cas_variable a = a_(run, i - 1);
    cas_step_left(run, op_norm2(run, given_g(run, i - 1, jacobian_error(run, i))));
    cas_step_right(run, multiple(run, 2,
                                 times(run, constant2(run, CAS_MIXED_HESSIAN),
                                       norm2(run, given_g(run, i - 1, a)))));
    cas_step_right(run, times(run, cas_evaluation_number(&run->e, 1, 2),
                              times(run, constant2(run, CAS_HESSIAN_LIPSCHITZ),
                                    given_g(run, i - 1, square(run, norm2(run, a))))));
}

const cas_claim cas_claim_eq_22_sharp = {
    CAS_STEP("eq:22", "sharp",
             "||E^{G_{i-1}}[B~_i - B_i]||_op^2 <= 2 K^2 ||E^{G_{i-1}}[y~_{i-1} - "
             "y_{i-1}]||^2 + "
             "(H^2/2) E^{G_{i-1}}||y~_{i-1} - y_{i-1}||^4"),
    .data = &(const cas_step){.sides = eq_22_sharp,
                              .range = CAS_FROM_1_TO_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_HIDDEN},
    .mutants = (const cas_mutant[]){{"rhs[1]*9/20", "0.9 for the factor 2"},
                                    {"rhs[2]*0", "the fourth moment left out"},
                                    {NULL, NULL}},
};

/* The degree in y of a node, given those of its operands; MANY where it is no
   polynomial in y. */
enum { MANY = 1000 };

static size_t degree_of_node(const cas_node *node, const size_t *degree)
{
    size_t left = node->code < CAS_NEGATE ? 0 : degree[node->left], right = 0;
    switch (node->code) {
    case CAS_CONSTANT:
    case CAS_INPUT_W:
        return 0;
    case CAS_INPUT_Y:
        return 1;
    case CAS_NEGATE:
        return left;
    case CAS_ADD:
    case CAS_SUBTRACT:
        right = degree[node->right];
        return left > right ? left : right;
    case CAS_MULTIPLY:
        return left + degree[node->right];
    case CAS_DIVIDE:
        return degree[node->right] == 0 ? left : MANY;
    case CAS_POWER:
        if (left == 0)
            return 0;
        return node->exponent >= 0 && node->exponent < MANY
                   ? left * (size_t)node->exponent
                   : MANY;
    case CAS_APPLY:
        return left == 0 ? 0 : MANY;
    }
    return MANY;
}

/* Whether all outputs of operator i are polynomials of degree at most 4 in y. */
static bool simpson_is_exact(const cas_step_run *run, size_t i)
{
    const cas_program *program = run->e.run->process->chain->links[i - 1].op->program;
    size_t *degree = cas_allocate(program->node_count, sizeof *degree), worst = 0;
    for (size_t k = 0; k < program->node_count; k++)
        degree[k] = degree_of_node(&program->nodes[k], degree);
    for (size_t k = 0; k < program->output_count; k++)
        if (degree[program->outputs[k]] > worst)
            worst = degree[program->outputs[k]];
    free(degree);
    return worst <= 4;
}

/*: \paragraph{The display after (22), first relation:} $\tilde B - B =
\int_0^1 \nabla^2_{21} f_i(y_{i-1} + \theta a_{i-1})\, a_{i-1}\, d\theta$ under
$\mathbb E_t^{\mathcal G_{i-1}}$. True for continuously differentiable $\nabla_2 f_i$ (the
paper asks for a differentiable $f$; the letter $t$ is used twice, and $\nabla_{21}$ lacks
its square). Tested where the integral is computed exactly: for polynomials of degree at
most 4 in $y$ the integrand is a cubic, and Simpson's rule is exact. */
static void eq_22_integral(cas_step_run *run, size_t i)
{
    if (!simpson_is_exact(run, i)) {
        run->is_inapplicable = true;
        return;
    }
    cas_variable a = a_(run, i - 1), y = trace(run, CAS_TRACE_Y, i - 1);
    cas_variable half = times(run, cas_evaluation_number(&run->e, 1, 2), a);
    cas_variable sum = plus(run, contracted(run, i, y, a),
                            contracted(run, i, trace(run, CAS_TRACE_Y_TILDE, i - 1), a));
    long weight = cas_step_is_mutated(run, "trapezoid") ? 0 : 4;
    sum =
        plus(run, sum, multiple(run, weight, contracted(run, i, plus(run, y, half), a)));
    cas_variable integral =
        times(run, cas_evaluation_number(&run->e, 1, 2 + weight), sum);
    compare(run, given_g(run, i - 1, flattened(jacobian_error(run, i))),
            given_g(run, i - 1, integral));
}

const cas_claim cas_claim_eq_22_integral_printed = {
    CAS_STEP("eq:22+1/1", "printed",
             "E^G[B~_i - B_i] = E^G[int_0^1 nabla^2_21 f_i(y + t a) a dt], a = y~_{i-1} "
             "- y_{i-1}"),
    .data = &(const cas_step){.sides = eq_22_integral,
                              .range = CAS_FROM_2_TO_N,
                              .is_identity = true,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_POLYNOMIAL},
    .mutants =
        (const cas_mutant[]){{"trapezoid", "the mean of the ends for the integral"},
                             {NULL, NULL}},
};

/* E^G[int_0^1 (nabla^2_21 f(y + theta a) - nabla^2_21 f(y)) a d theta], by the
   first relation. */
static cas_variable remainder_given_g(cas_step_run *run, size_t i)
{
    cas_variable linear =
        contracted(run, i, trace(run, CAS_TRACE_Y, i - 1), a_(run, i - 1));
    return given_g(run, i - 1, minus(run, flattened(jacobian_error(run, i)), linear));
}

/* nabla^2_21 f_i(y_{i-1}) E^G[a_{i-1}], as a vector. */
static cas_variable linear_part(cas_step_run *run, size_t i)
{
    return contracted(run, i, trace(run, CAS_TRACE_Y, i - 1),
                      given_g(run, i - 1, a_(run, i - 1)));
}

/*: \paragraph{The display after (22), second relation:}
$\|\mathbb E^{\mathcal G}[\tilde B - B]\|^2 \le 2\|\nabla^2_{21} f_i(y_{i-1})\,
\mathbb E^{\mathcal G}[a]\|^2 + 2\|\mathbb E^{\mathcal G}[\int(\nabla^2_{21} f_i(y_{i-1} +
\theta a) - \nabla^2_{21} f_i(y_{i-1}))\, a\, d\theta]\|^2$. The first term has
$\nabla^2_{21} f_i(y_{i-1})$ outside $\mathbb E^{\mathcal G_{i-1}}$: it must be
$\mathcal G_{i-1}$-measurable. Where $x \notin \mathcal F$ it is not, and the line is
false: $f_1 = y$, $x = \pm1$, $\delta_1 = -x$ (so that $\tilde y_1 = 0$),
$f_2 = \sin(w)\,y^2/(1 + y^2)$ has a left side $\tfrac14$ and a right side $0$. Repaired:
$x$ is $\mathcal F$-measurable. */
static void eq_22_young(cas_step_run *run, size_t i)
{
    cas_step_left(run, norm2(run, given_g(run, i - 1, jacobian_error(run, i))));
    cas_step_right(run, multiple(run, 2, norm2(run, linear_part(run, i))));
    cas_step_right(run, multiple(run, 2, norm2(run, remainder_given_g(run, i))));
}

#define STATEMENT_YOUNG                                                                  \
    "||E^G[B~_i - B_i]||^2 <= 2 ||nabla^2_21 f_i(y_{i-1}) E^G[a]||^2 + "                 \
    "2 ||E^G[int (nabla^2_21 f_i(y_{i-1} + t a) - nabla^2_21 f_i(y_{i-1})) a dt]||^2"

const cas_claim cas_claim_eq_22_young_printed = {
    CAS_STEP("eq:22+1/2", "printed", STATEMENT_YOUNG),
    .data = &(const cas_step){.sides = eq_22_young,
                              .range = CAS_FROM_2_TO_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_HIDDEN},
    .mutants = (const cas_mutant[]){{"rhs*1/4", "a quarter of it"}, {NULL, NULL}},
    .note = "nabla^2_21 f_i(y_{i-1}) is taken out of E^{G_{i-1}}, which needs that x is "
            "F-measurable.",
    .witnesses = (const char *const[]){"proof-cancelled-input.json", NULL},
};

const cas_claim cas_claim_eq_22_young_repaired = {
    CAS_STEP("eq:22+1/2", "repaired", STATEMENT_YOUNG ", x F-measurable"),
    .data = &(const cas_step){.sides = eq_22_young,
                              .range = CAS_FROM_2_TO_N,
                              .has_jacobians = true,
                              .input_is_known = true,
                              .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*2/5", "0.8 for both factors 2"}, {NULL, NULL}},
};

/*: \paragraph{The display after (22), third relation:} the two terms are at most
$2 C_{\nabla^2 f}^2 \|\mathbb E^{\mathcal G} a\|^2$ and
$L_{\nabla^2 f}^2\,\mathbb E^{\mathcal G}\|a\|^4$. False for $d_i, d_{w_i} \ge 2$, by the
same norms as (22). Repaired with operator norms. (The second term alone has room: its
left side is at most half of its right.) */
static void eq_22_bound(cas_step_run *run, size_t i)
{
    cas_variable linear = linear_part(run, i), remainder = remainder_given_g(run, i);
    size_t rows = cas_run_rows(run->e.run, CAS_TRACE_B, i);
    size_t columns = cas_run_columns(run->e.run, CAS_TRACE_B, i);
    linear = cas_variable_reshaped(linear, rows, columns);
    remainder = cas_variable_reshaped(remainder, rows, columns);
    cas_step_left(
        run,
        multiple(run, 2, run->is_repaired ? op_norm2(run, linear) : norm2(run, linear)));
    cas_step_left(run, multiple(run, 2,
                                run->is_repaired ? op_norm2(run, remainder)
                                                 : norm2(run, remainder)));
    right_of_22(run, i);
}

const cas_claim cas_claim_eq_22_bound_printed = {
    CAS_STEP("eq:22+1/3", "printed",
             "the right side of eq:22+1/2 <= 2 K^2 ||E^G[a]||^2 + H^2 E^G||a||^4"),
    .data = &(const cas_step){.sides = eq_22_bound,
                              .range = CAS_FROM_2_TO_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_TWISTED},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note = NOTE_22,
    .witnesses = (const char *const[]){"proof-three-outputs.json", NULL},
};

const cas_claim cas_claim_eq_22_bound_repaired = {
    CAS_STEP("eq:22+1/3", "repaired",
             "2 ||nabla^2_21 f_i(y) E^G[a]||_op^2 + 2 ||E^G[..]||_op^2 <= "
             "2 K^2 ||E^G[a]||^2 + H^2 E^G||a||^4, x F-measurable"),
    .data = &(const cas_step){.sides = eq_22_bound,
                              .range = CAS_FROM_2_TO_N,
                              .has_jacobians = true,
                              .input_is_known = true,
                              .style = CAS_PROCESS_TWISTED},
    .mutants = (const cas_mutant[]){{"rhs[1]*19/20", "1.9 for the factor 2"},
                                    {"K:=H", "L_{grad^2 f} for C_{grad^2 f}"},
                                    {NULL, NULL}},
};

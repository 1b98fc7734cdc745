/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/theorem_1.h"

/*: \section{The proof of Theorem 1}

Notation of the steps: $a_i = \tilde y_i - y_i$, $b_i = \tilde v_i - v_i$, $A_i, B_i$ the
Jacobians $\nabla_1 f_i, \nabla_2 f_i$ at $y_{i-1}$ and $\tilde A_i, \tilde B_i$ those at
$\tilde y_{i-1}$; $S_j = \sum_{k=0}^j (3C^2)^k$, $T_j = S_j - 1$. The paper never says
what $\tilde v_N$ is; (5) needs $\tilde v_N = 1$.

No conditional mean occurs in this proof, so that it does not matter how the paper's
filtrations are read. Two lines are wrong: (14) ends with the wrong constant, and (20)
loses a factor 2. */

/*: \paragraph{(14), first relation:} $\mathbb{E}\|\tilde u_N - u_N\|^2 =
\mathbb{E}\|\nabla_2 f_N(\tilde y_{N-1}) - \nabla_2 f_N(y_{N-1})\|^2$, because
$\tilde v_N = v_N = 1$ and $d_N = 1$. */
static void eq_14_1(cas_step_run *run, size_t i)
{
    size_t n = depth_of(run);
    (void)i;
    cas_step_left(run, mean_square(run, gradient_error(run, n)));
    cas_step_right(run, mean_square(run, minus(run, trace(run, CAS_TRACE_B_TILDE, n),
                                               trace(run, CAS_TRACE_B, n))));
}

const cas_claim cas_claim_eq_14_1_printed = {
    CAS_STEP("eq:14/1", "printed",
             "E||u~_N - u_N||^2 = E||B~_N - B_N||^2, B_N = nabla_2 f_N"),
    .data = &(const cas_step){.sides = eq_14_1,
                              .is_identity = true,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
};

/*: \paragraph{(14), second relation:} $\mathbb{E}\|\tilde B_N - B_N\|^2 \le
L_{\nabla f}^2\,\mathbb{E}\|\tilde y_{N-1} - y_{N-1}\|^2$. True by Assumption 3.3. With
$f_N = s^2 \sin(y/s) \sin(w/s)$ at $w = 0$ and small $a$ the ratio is near $1/2$ (the full
array of second derivatives contains $\partial_y \partial_w f$ twice). */
static void eq_14_2(cas_step_run *run, size_t i)
{
    size_t n = depth_of(run);
    (void)i;
    cas_step_left(run, mean_square(run, minus(run, trace(run, CAS_TRACE_B_TILDE, n),
                                              trace(run, CAS_TRACE_B, n))));
    cas_step_right(run, times(run, constant2(run, CAS_JACOBIAN_LIPSCHITZ),
                              mean_square(run, a_(run, n - 1))));
}

const cas_claim cas_claim_eq_14_2_printed = {
    CAS_STEP("eq:14/2", "printed", "E||B~_N - B_N||^2 <= L^2 E||y~_{N-1} - y_{N-1}||^2"),
    .data = &(const cas_step){.sides = eq_14_2,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*1/3", "a third of it"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

/*: \paragraph{(14), third relation, as printed:}
$L_{\nabla f}^2\,\mathbb{E}\|a_{N-1}\|^2 \le
2 C_v^2 L_{\nabla^2 f}^2\,\mathbb{E}\|a_{N-1}\|^2$. Misprint: $L_{\nabla^2 f}$ for
$L_{\nabla f}$. The two constants have different units (stretch all variables by
$\lambda$: $L_{\nabla f}$ goes with $1/\lambda$, $L_{\nabla^2 f}$ with $1/\lambda^2$), so
that any wide and flat $f_N$ is a witness. Repaired with $L_{\nabla f}$, where it follows
from $C_v^2 \ge 1$. */
static void eq_14_3(cas_step_run *run, size_t i)
{
    int constant = run->is_repaired ? CAS_JACOBIAN_LIPSCHITZ : CAS_HESSIAN_LIPSCHITZ;
    cas_variable error = mean_square(run, a_(run, depth_of(run) - 1));
    (void)i;
    cas_step_left(
        run,
        times(run, square(run, cas_evaluation_constant(&run->e, CAS_JACOBIAN_LIPSCHITZ)),
              error));
    cas_step_right(run, multiple(run, 2,
                                 times(run, constant2(run, CAS_GRADIENT_BOUND),
                                       times(run, constant2(run, constant), error))));
}

const cas_claim cas_claim_eq_14_3_printed = {
    CAS_STEP("eq:14/3", "printed",
             "L^2 E||y~_{N-1} - y_{N-1}||^2 <= 2 C_v^2 H^2 E||y~_{N-1} - y_{N-1}||^2, "
             "H = L_{grad^2 f}"),
    .data = &(const cas_step){.sides = eq_14_3, .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*1/2", "half of it"}, {NULL, NULL}},
    .note = "A misprint: L_{grad^2 f} stands where L_{grad f} is meant.",
    .witnesses = (const char *const[]){"proof-wide-sine.json", NULL},
};

const cas_claim cas_claim_eq_14_3_repaired = {
    CAS_STEP("eq:14/3", "repaired",
             "L^2 E||y~_{N-1} - y_{N-1}||^2 <= 2 C_v^2 L^2 E||y~_{N-1} - y_{N-1}||^2"),
    .data = &(const cas_step){.sides = eq_14_3, .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs*1/3", "a third of it: C_v = 1 refutes it"},
                                    {NULL, NULL}},
};

/*: \paragraph{(15), first relation:} $\mathbb{E}\|\tilde u_i - u_i\|^2 =
\mathbb{E}\|\tilde B_i^\top \tilde v_i - B_i^\top v_i\|^2$, for
$i = 1, \dots, N-1$; by (4c), (5c). */
static void eq_15_1(cas_step_run *run, size_t i)
{
    cas_variable tilde = transposed(run, trace(run, CAS_TRACE_B_TILDE, i),
                                    trace(run, CAS_TRACE_V_TILDE, i));
    cas_variable exact =
        transposed(run, trace(run, CAS_TRACE_B, i), trace(run, CAS_TRACE_V, i));
    cas_step_left(run, mean_square(run, gradient_error(run, i)));
    cas_step_right(run, mean_square(run, minus(run, tilde, exact)));
}

const cas_claim cas_claim_eq_15_1_printed = {
    CAS_STEP("eq:15/1", "printed", "E||u~_i - u_i||^2 = E||B~_i^T v~_i - B_i^T v_i||^2"),
    .data = &(const cas_step){.sides = eq_15_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true,
                              .has_jacobians = true},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
};

/* The two terms that Young's inequality leaves of (15). */
static cas_variable backward_part(cas_step_run *run, size_t i)
{
    return mean(run, times(run, op_norm2(run, trace(run, CAS_TRACE_B_TILDE, i)),
                           norm2(run, b_(run, i))));
}

static cas_variable forward_part(cas_step_run *run, size_t i)
{
    cas_variable difference =
        minus(run, trace(run, CAS_TRACE_B_TILDE, i), trace(run, CAS_TRACE_B, i));
    return mean(run, times(run, op_norm2(run, difference),
                           norm2(run, trace(run, CAS_TRACE_V, i))));
}

/*: \paragraph{(15), second relation:} $\mathbb{E}\|\tilde B_i^\top \tilde v_i -
B_i^\top v_i\|^2 \le 2\mathbb{E}[\|\tilde B_i\|_{op}^2 \|b_i\|^2] +
2\mathbb{E}[\|\tilde B_i - B_i\|_{op}^2 \|v_i\|^2]$. True: $\tilde B^\top \tilde v -
B^\top v = \tilde B^\top b + (\tilde B - B)^\top v$ and
$\|x + y\|^2 \le 2\|x\|^2 + 2\|y\|^2$; equality where the two summands are equal. */
static void eq_15_2(cas_step_run *run, size_t i)
{
    cas_variable tilde = transposed(run, trace(run, CAS_TRACE_B_TILDE, i),
                                    trace(run, CAS_TRACE_V_TILDE, i));
    cas_variable exact =
        transposed(run, trace(run, CAS_TRACE_B, i), trace(run, CAS_TRACE_V, i));
    cas_step_left(run, mean_square(run, minus(run, tilde, exact)));
    cas_step_right(run, multiple(run, 2, backward_part(run, i)));
    cas_step_right(run, multiple(run, 2, forward_part(run, i)));
}

const cas_claim cas_claim_eq_15_2_printed = {
    CAS_STEP("eq:15/2", "printed",
             "E||B~_i^T v~_i - B_i^T v_i||^2 <= 2E[||B~_i||_op^2 ||v~_i - v_i||^2] + "
             "2E[||B~_i - B_i||_op^2 ||v_i||^2]"),
    .data = &(const cas_step){.sides = eq_15_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_EXTREMAL},
    .mutants =
        (const cas_mutant[]){{"rhs*19/20", "1.9 for both factors 2"},
                             {"rhs[1]*2/5", "the first factor 2 left out, and a bit"},
                             {"rhs[2]*2/5", "the second factor 2 left out, and a bit"},
                             {NULL, NULL}},
};

/*: \paragraph{(15), third relation:} the two terms are at most
$2C^2\,\mathbb{E}\|b_i\|^2$ and $2 C_v^2 L_{\nabla f}^2\,\mathbb{E}\|a_{i-1}\|^2$. True
term by term: $\|\tilde B_i\|_{op} \le C$, $\|v_i\| \le C_v$, $\|\tilde B_i -
B_i\|_{op} \le L_{\nabla f}\|a_{i-1}\|$. */
static void eq_15_3(cas_step_run *run, size_t i)
{
    cas_step_left(run, multiple(run, 2, backward_part(run, i)));
    cas_step_left(run, multiple(run, 2, forward_part(run, i)));
    cas_step_right(run, multiple(run, 2,
                                 times(run, constant2(run, CAS_JACOBIAN),
                                       mean_square(run, b_(run, i)))));
    cas_step_right(run, multiple(run, 2,
                                 times(run, constant2(run, CAS_GRADIENT_BOUND),
                                       times(run, constant2(run, CAS_JACOBIAN_LIPSCHITZ),
                                             mean_square(run, a_(run, i - 1))))));
}

const cas_claim cas_claim_eq_15_3_printed = {
    CAS_STEP("eq:15/3", "printed",
             "the right side of eq:15/2 <= 2 C^2 E||v~_i - v_i||^2 + "
             "2 C_v^2 L^2 E||y~_{i-1} - y_{i-1}||^2"),
    .data = &(const cas_step){.sides = eq_15_3,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_CURVED},
    .mutants = (const cas_mutant[]){{"rhs[1]*9/10", "C^2 a tenth smaller"},
                                    {"rhs[2]*1/3", "L^2/3 for L^2"},
                                    {"C:=K", "C_{grad^2 f} for C_{grad f}"},
                                    {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                                    {NULL, NULL}},
};

/*: \paragraph{(16), first relation:} $\mathbb{E}\|\tilde{\mathbf u} - \mathbf u\|^2 =
\sum_{i=1}^N \mathbb{E}\|\tilde u_i - u_i\|^2$: what the stacked norm means. The left side
is the mean of the squared length of the stacked vector in each scenario. */
static void eq_16_1(cas_step_run *run, size_t i)
{
    cas_variable length = zero(run);
    (void)i;
    for (size_t k = 1; k <= depth_of(run); k++)
        length = plus(run, length, norm2(run, gradient_error(run, k)));
    cas_step_left(run, mean(run, length));
    cas_step_right(run, whole_error(run));
}

const cas_claim cas_claim_eq_16_1_printed = {
    CAS_STEP("eq:16/1", "printed", "E||u~ - u||^2 = sum_{i=1}^N E||u~_i - u_i||^2"),
    .data = &(const cas_step){.sides = eq_16_1, .is_identity = true},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
};

/*: \paragraph{(16), second relation:} $\mathbb{E}\|\tilde{\mathbf u} - \mathbf u\|^2 \le
2C^2 \sum_{i=1}^{N-1} \mathbb{E}\|b_i\|^2 +
2C_v^2 L_{\nabla f}^2 \sum_{i=1}^{N-1} \mathbb{E}\|a_i\|^2$. True: (15) for $i < N$ (with
$a_0 = 0$), (14) repaired for $i = N$; there the factor could be 1 instead of 2. */
static void eq_16_2(cas_step_run *run, size_t i)
{
    cas_variable backward = zero(run), forward = zero(run);
    size_t last = depth_of(run) - 1 - cas_step_is_mutated(run, "second sum to N-2");
    (void)i;
    for (size_t k = 1; k < depth_of(run); k++)
        backward = plus(run, backward, mean_square(run, b_(run, k)));
    for (size_t k = 1; k <= last; k++)
        forward = plus(run, forward, mean_square(run, a_(run, k)));
    cas_step_left(run, whole_error(run));
    cas_step_right(run,
                   multiple(run, 2, times(run, constant2(run, CAS_JACOBIAN), backward)));
    cas_step_right(run, multiple(run, 2,
                                 times(run, constant2(run, CAS_GRADIENT_BOUND),
                                       times(run, constant2(run, CAS_JACOBIAN_LIPSCHITZ),
                                             forward))));
}

const cas_claim cas_claim_eq_16_2_printed = {
    CAS_STEP("eq:16/2", "printed",
             "E||u~ - u||^2 <= 2 C^2 sum_{i<N} E||v~_i - v_i||^2 + "
             "2 C_v^2 L^2 sum_{i<N} E||y~_i - y_i||^2"),
    .data = &(const cas_step){.sides = eq_16_2, .style = CAS_PROCESS_EXTREMAL},
    .mutants =
        (const cas_mutant[]){{"rhs[1]*2/5", "the first factor 2 left out, and a bit"},
                             {"rhs[2]*1/5", "a fifth of the second term"},
                             {"second sum to N-2", "the last layer's error left out"},
                             {"C:=K", "C_{grad^2 f} for C_{grad f}"},
                             {"L:=H", "L_{grad^2 f} for L_{grad f}"},
                             {NULL, NULL}},
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/notation.h"

/*: \section{The proof of Lemma 1}

The proof writes $v_i$ as a product of transposed Jacobians and bounds it factor by
factor. The bound is right; the product is printed in the reverse order. */

/*: \paragraph{The display before (12), as printed:} $v_i = \nabla_1 f_N^\top \cdots
\nabla_1 f_{i+2}^\top\, \nabla_1 f_{i+1}^\top$. The first factor has shape
$d_{N-1} \times d_N$ and the second $d_{N-2} \times d_{N-1}$, so that the product exists
only where dimensions happen to fit. From (4b),
\[ v_i = \nabla_1 f_{i+1}^\top\, \nabla_1 f_{i+2}^\top \cdots \nabla_1 f_N^\top, \]
and this is the repaired line. Its two sides: $v_i$ of the backward pass, and the product
of the Jacobian matrices. */
static void product_of_jacobians(cas_step_run *run, size_t i)
{
    cas_variable product =
        cas_variable_transpose(&run->e, trace(run, CAS_TRACE_A, i + 1));
    for (size_t k = i + 2; k <= depth_of(run); k++)
        product = times(run, product,
                        cas_variable_transpose(&run->e, trace(run, CAS_TRACE_A, k)));
    if (cas_step_is_mutated(run, "other sign"))
        product = multiple(run, -1, product);
    compare(run, trace(run, CAS_TRACE_V, i), product);
}

const cas_claim cas_claim_lemma_1_product_printed = {
    .id = "eq:11+1",
    .version = "printed",
    .statement = "v_i = A_N^T ... A_{i+2}^T A_{i+1}^T, A_k = nabla_1 f_k",
    .file = __FILE__,
    .line = __LINE__,
    .note = "The factors stand in the wrong order: d_{N-1} x 1 times d_{N-2} x d_{N-1} "
            "has no "
            "meaning unless d_{N-2} = 1.",
};

const cas_claim cas_claim_lemma_1_product_repaired = {
    CAS_STEP("eq:11+1", "repaired",
             "v_i = A_{i+1}^T A_{i+2}^T ... A_N^T, A_k = nabla_1 f_k"),
    .data = &(const cas_step){.sides = product_of_jacobians,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true,
                              .has_jacobians = true},
    .mutants = (const cas_mutant[]){{"other sign", "minus the product"}, {NULL, NULL}},
};

/* The product of ||nabla_1 f_k||_op^2 over k = first..N; in every
   input's own scenario. */
static cas_variable product_of_norms(cas_step_run *run, size_t first)
{
    cas_variable product = cas_evaluation_number(&run->e, 1, 1);
    for (size_t k = first; k <= depth_of(run); k++)
        product = times(run, product, op_norm2(run, trace(run, CAS_TRACE_A, k)));
    return product;
}

/*: \paragraph{(12), first relation:} $\|v_i\|^2 \le
\prod_{k=i+1}^N \|\nabla_1 f_k\|_{op}^2$. True: submultiplicativity, and the operator norm
of the row $\nabla_1 f_N$ is its Euclidean norm, as the text says. With a random input the
line is meant for each $x$; the means over $x$ of both sides are compared. */
static void eq_12_1(cas_step_run *run, size_t i)
{
    size_t first = cas_step_is_mutated(run, "product from i+2") ? i + 2 : i + 1;
    cas_step_left(run, mean_square(run, trace(run, CAS_TRACE_V, i)));
    cas_step_right(run, mean(run, product_of_norms(run, first)));
}

const cas_claim cas_claim_eq_12_1_printed = {
    CAS_STEP("eq:12/1", "printed", "||v_i||^2 <= prod_{k=i+1}^N ||nabla_1 f_k||_op^2"),
    .data = &(const cas_step){.sides = eq_12_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*9/10", "nine tenths of the product"},
                                    {"product from i+2", "the first factor left out"},
                                    {NULL, NULL}},
};

/*: \paragraph{(12), second relation:} $\prod_{k=i+1}^N \|\nabla_1 f_k\|_{op}^2 \le
C^{2(N-i)}$. True; equality for linear chains with all slopes $C$. */
static void eq_12_2(cas_step_run *run, size_t i)
{
    size_t power = depth_of(run) - i;
    power += cas_step_is_mutated(run, "exponent + 2");
    power -= cas_step_is_mutated(run, "exponent - 2");
    cas_step_left(run, mean(run, product_of_norms(run, i + 1)));
    cas_step_right(run, ratio(run, 1, CAS_JACOBIAN, power));
}

const cas_claim cas_claim_eq_12_2_printed = {
    CAS_STEP("eq:12/2", "printed", "prod_{k=i+1}^N ||nabla_1 f_k||_op^2 <= C^(2(N-i))"),
    .data = &(const cas_step){.sides = eq_12_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .has_jacobians = true,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs*99/100", "one percent less"},
                                    {"exponent - 2", "C^(2(N-i-1)): wrong for C > 1"},
                                    {"exponent + 2", "C^(2(N-i+1)): wrong for C < 1"},
                                    {NULL, NULL}},
};

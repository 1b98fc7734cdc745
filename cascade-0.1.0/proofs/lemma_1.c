/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

/*: \section{The proof of Lemma 1}

The proof writes $v_i$ as a product of transposed Jacobians $A_k = \nabla_1 f_k$ and
bounds it factor by factor. The bound is right; the product is printed in the reverse
order. */

/*: \paragraph{The display before (12).} In the printed order the first factor has shape
$d_{N-1} \times d_N$ and the second $d_{N-2} \times d_{N-1}$, so that the product exists
only where dimensions happen to fit. The repaired order is what (4b) gives. */
const cas_claim cas_claim_lemma_1_product_printed = {
    .id = "eq:11+1",
    .version = "printed",
    .statement = "v_i = A_N' .. A_{i+2}' A_{i+1}' for i = 1..N-1",
    .file = __FILE__,
    .line = __LINE__,
    .note = "The factors stand in the wrong order: d_{N-1} x 1 times d_{N-2} x d_{N-1} "
            "has no meaning unless d_{N-2} = 1.",
};

const cas_claim cas_claim_lemma_1_product_repaired = {
    CAS_PROCESS_CLAIM("eq:11+1", "repaired"),
    .formula = "v_i = prod_{k=i+1..N} A_k' for i = 1..N-1",
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(12), first relation.} True: submultiplicativity, and the operator norm of
the row $A_N$ is its Euclidean norm, as the text says. */
const cas_claim cas_claim_eq_12_1_printed = {
    CAS_PROCESS_CLAIM("eq:12/1", "printed"),
    .formula = "|v_i|^2 <= prod_{k=i+1..N} |A_k|_op^2 for i = 1..N-1",
    .style = CAS_PROCESS_LINEAR,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{(12), second relation.} True; equality for linear chains whose slopes are
all $C$. */
const cas_claim cas_claim_eq_12_2_printed = {
    CAS_PROCESS_CLAIM("eq:12/2", "printed"),
    .formula = "prod_{k=i+1..N} |A_k|_op^2 <= C^{2(N-i)} for i = 1..N-1",
    .style = CAS_PROCESS_LINEAR,
    .mistakes =
        (const cas_mistake[]){
            {"prod_{k=i+1..N} |A_k|_op^2 <= C^{2(N-i)-2} for i = 1..N-1",
             "one square less, wrong where C > 1"},
            {"prod_{k=i+1..N} |A_k|_op^2 <= C^{2(N-i)+2} for i = 1..N-1",
             "one square more, wrong where C < 1"},
            {0},
        },
    .prose = CAS_PROOF_ABOVE,
};

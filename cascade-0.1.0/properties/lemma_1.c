/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/chain_instance.h"

/*: \section{Lemma 1: the backward gradient is bounded}

\emph{Paper.} Under Assumption 3 there is a constant $C_v^2 \ge 1$ with
$\|v_i\|^2 \le C_v^2$ for all $i = 1, \dots, N$; the proof takes
$C_v = \max\{1, C_{\nabla f}^N\}$.

\emph{Proof.} $v_N = 1$ and $v_{i-1} = \nabla_1 f_i^\top v_i$ by (4b), so that $\|v_i\|
\le C^{N-i}$ by submultiplicativity, and $C^{N-i} \le \max\{1, C^{N-1}\} \le \max\{1,
C^N\}$ for $i \ge 1$. $\square$

Linear chains with slope $C > 1$ come within $1/C^2$ of the bound: with one power less of
$C$ it would still be true, with two less it is not. */
const cas_claim cas_claim_lemma_1_printed = {
    CAS_CHAIN_CLAIM("lem:1", "printed"),
    .formula = "|v_i|^2 <= max(1, C^N)^2 for i = 1..N",
    .mistakes =
        (const cas_mistake[]){
            {"|v_i|^2 <= max(1, C^{N-2})^2 for i = 1..N", "C_v = max{1, C^{N-2}}"},
            {"|v_i|^2 <= C^{2 N} for i = 1..N", "C_v = C^N, also where C < 1"},
            {"|v_i|^2 <= min(1, C^N)^2 for i = 1..N", "C_v = min{1, C^N}"},
            {0},
        },
    .prose = CAS_PROOF_ABOVE,
};

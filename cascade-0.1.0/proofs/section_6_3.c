/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/values.h"
#include "proofs/notation.h"

/*: \section{Section 6.3}

\paragraph{Gradient spikes.} A gradient spike ``occurs whenever there exists some $i$ with
$\|\delta_i\| = O(1)$ or $\|\varepsilon_i\| = O(1)$''. With $O$ as an upper bound one
bounded perturbation says nothing about the others: $f_1 = w$, $f_2 = y$, $\delta_1 = 1$,
$\varepsilon_2 = \epsilon$ has the squared error $\epsilon^2$, and $\epsilon = K + 1$
exceeds every constant $K$ (second check). With $O(1)$ as ``of order $1$'' it is false
too: without $\varepsilon_2$ the same chain has no error at all. Also the index set misses
$\varepsilon_N$ and contains $\varepsilon_1$, which (5) does not have. Repaired: if
\emph{all} perturbations are bounded, (13) bounds the squared error. */
const cas_claim cas_claim_section_6_3_printed = {
    CAS_EXACT_CLAIM("sec:6.3", "printed"),
    .statement = "||u~ - u||^2 = O(1) whenever there is an i with ||delta_i|| = O(1) or "
                 "||epsilon_i|| = O(1)",
    .formula = "((1 + epsilon) - 1)^2 <= K",
    .names = "epsilon K",
    .checks = CAS_CHECKS("((1 + epsilon) - 1)^2 = epsilon^2", "K + 1 <= (K + 1)^2"),
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-spike.json", NULL},
    .note = "With f_1 = w, f_2 = y, delta_1 = 1, epsilon_2 = T the squared error is T^2; "
            "with epsilon_2 = 0 it is 0.",
};

/*: \paragraph{Repaired,} on the runs of Theorem 4, in every state: $P_t$ is the right
side of (13) with (21). */
const cas_claim cas_claim_section_6_3_repaired = {
    CAS_CHAIN_DESCENT_CLAIM("sec:6.3", "repaired"),
    .statement = "The squared error is bounded if all perturbations are: (13).",
    .formula = "E[|u~_t - u_t|^2 given F_t] <= p_t for t = 0..T-1",
    .data = &(const cas_chain_descent_data){CAS_PUT_IN_REPAIRED},
    .given = CAS_NAMES("thm:1"),
    .prose = "thm:1, given the past",
};

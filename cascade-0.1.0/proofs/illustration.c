/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/values.h"

/*: \section{The illustration (6a), (6b)}

For $f_i(y, W) = Wy$ the backward pass gives $u_1 = W_2^\top \cdots W_N^\top v_N\,
x^\top$. Printed is $v_1^\top$ for $x^\top$: a matrix of shape $d_1 \times d_1$, where
$W_1$ is $d_1 \times d_0$; so the line is ill-posed unless $d_0 = d_1$, and then false:
with $d = 1$, $N = 2$, $W_2 = 2$, $v_2 = x = 1$ it has $W_2v_2v_1 = 4$ for $W_2v_2x = 2$.
(6b) has the same slip, and an $\varepsilon_1$, which (5b) does not have.

The text names three effects. ``$\varepsilon_N$ is multiplied by $W_1^\top \cdots
W_{N-1}^\top$'': by $W_2^\top \cdots W_{N-1}^\top$, $N - 2$ factors. ``Nonlinear
interactions'': the display is affine in $\varepsilon_2, \dots, \varepsilon_N$.
``Biased'': needs $\delta$ and a nonlinear operator, as in Appendix A.1. And $f = Wy$ is
not in the scope of Assumption 3, as its Jacobians are unbounded. */

/*: \paragraph{Repaired.} (5b) is $\tilde v_{i-1} = W_i^\top\tilde v_i + \varepsilon_i$;
from $\tilde v_N = v_N$ down to $i = 2$ it is the nest in (6b), by induction over $N$, and
(5c) multiplies by $x^\top$; with $\varepsilon = 0$ it is (6a). For $N = 3$ and $2 \times
2$ matrices $W_2 = (a, b; c, d)$, $W_3 = (e, f; g, h)$ both entries of the column $\tilde
v_1$ and all four entries of $\tilde u_1$ are compared as polynomials with the pass
multiplied out by $W_2^\top W_3^\top = (W_3W_2)^\top$; $r = \varepsilon_3$, $s =
\varepsilon_2$, $v = v_3$. */
#define NAMES "a b c d e f g h v1 v2 r1 r2 s1 s2 x1 x2"
#define PASS "p1 = (e a + f c) v1 + (g a + h c) v2; p2 = (e b + f d) v1 + (g b + h d) v2"

/* The example at the head of this section, without perturbation. */
#define EXAMPLE "W = 2; v = 1; X = 1"

const cas_claim cas_claim_eq_6a_printed = {
    CAS_EXACT_CLAIM("eq:6a", "printed"),
    .statement = "u~_1 = W_2^T .. W_N^T v_N v_1^T + epsilon",
    .formula = "W_2 v_2 x = W_2 v_2 (W_2 v_2)",
    .names = "W_2 v_2 x",
    .notation = EXAMPLE,
    .checks = CAS_CHECKS("W v X < W v (W v)"),
    .mistakes =
        (const cas_mistake[]){
            {"W v X < W v X", "x for v_1"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-6a.json", NULL},
    .note = "v_1^T stands for x^T; unless d_0 = d_1 the shapes do not even fit. "
            "One-dimensional, N = 2, W_2 = 2, v_2 = x = 1: the gradient is 2, printed 4.",
};

const cas_claim cas_claim_eq_6a_repaired = {
    CAS_EXACT_CLAIM("eq:6a", "repaired"),
    .statement = "u_1 = W_2^T .. W_N^T v_N x^T",
    .names = NAMES,
    .notation = PASS "; m1 = e v1 + g v2; m2 = f v1 + h v2",
    .checks = CAS_CHECKS("p1 x1 = (a m1 + c m2) x1", "p1 x2 = (a m1 + c m2) x2",
                         "p2 x1 = (b m1 + d m2) x1", "p2 x2 = (b m1 + d m2) x2"),
    .mistakes =
        (const cas_mistake[]){
            {"p1 x1 = (a m1 + c m2) p1", "v_1 for x"},
            {"p1 x1 = (a m1 + b m2) x1", "W_2 for its transpose"},
            {0},
        },
    .note =
        "For all N and shapes by the induction in the text; compared with (4) for N = 3 "
        "and 2 x 2 matrices, as polynomials.",
    .prose = "the induction over N, for all shapes",
};

const cas_claim cas_claim_eq_6b_printed = {
    CAS_EXACT_CLAIM("eq:6b", "printed"),
    .statement =
        "u~_1 = (W_2^T (.. (W_N^T v_N + epsilon_N) ..) + epsilon_2) v_1^T + epsilon_1",
    .formula = "(W_2 v_2 + epsilon_2) x = (W_2 v_2 + epsilon_2) (W_2 v_2 + epsilon_2)",
    .names = "W_2 v_2 x epsilon_2",
    .notation = EXAMPLE,
    .checks = CAS_CHECKS("W v X < W v (W v)"),
    .mistakes =
        (const cas_mistake[]){
            {"W v X < W v X", "x for v_1"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-6b.json", NULL},
    .note =
        "v_1^T stands for x^T, and (5b) has no epsilon_1. The display is affine in the "
        "perturbations, and W_1 does not multiply epsilon_N. One-dimensional, N = 2, W_2 "
        "= 2, v_2 = x = 1, no perturbation: the gradient is 2, printed 4.",
};

const cas_claim cas_claim_eq_6b_repaired = {
    CAS_EXACT_CLAIM("eq:6b", "repaired"),
    .statement = "u~_1 = (W_2^T (.. (W_N^T v_N + epsilon_N) ..) + epsilon_2) x^T",
    .names = NAMES,
    .notation = PASS "; q1 = p1 + a r1 + c r2 + s1; q2 = p2 + b r1 + d r2 + s2; "
                     "m1 = e v1 + g v2 + r1; m2 = f v1 + h v2 + r2",
    .checks =
        CAS_CHECKS("q1 x1 = (a m1 + c m2 + s1) x1", "q1 x2 = (a m1 + c m2 + s1) x2",
                   "q2 x1 = (b m1 + d m2 + s2) x1", "q2 x2 = (b m1 + d m2 + s2) x2"),
    .mistakes =
        (const cas_mistake[]){
            {"q1 x1 = (a m1 + c m2 + s1) q1", "v_1 for x"},
            {"q1 x1 = (a (e v1 + g v2) + c (f v1 + h v2) + r1 + s1) x1",
             "epsilon_3 without W_2"},
            {0},
        },
    .note = "For all N and shapes by the induction in the text; compared with (5), "
            "multiplied out, for N = 3 and 2 x 2 matrices, as polynomials.",
    .prose = "the induction over N, for all shapes",
};

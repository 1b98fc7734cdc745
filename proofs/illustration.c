/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "claim/certificate.h"
#include "claim/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
2$ matrices $W_2 = (a, b; c, d)$, $W_3 = (e, f; g, h)$ all four entries are compared as
polynomials, the pass being multiplied out with $W_2^\top W_3^\top = (W_3W_2)^\top$. */
#define NAMES "a b c d e f g h v1 v2 r1 r2 s1 s2 x1 x2"

/* u~_1 = column row^T, as formulas. */
struct line {
    const char *column[2], *row[2];
};

static const struct line exact_pass = {
    .column = {"(e*a + f*c)*v1 + (g*a + h*c)*v2", "(e*b + f*d)*v1 + (g*b + h*d)*v2"},
    .row = {"x1", "x2"}};

static const struct line perturbed_pass = {
    .column = {"(e*a + f*c)*v1 + (g*a + h*c)*v2 + a*r1 + c*r2 + s1",
               "(e*b + f*d)*v1 + (g*b + h*d)*v2 + b*r1 + d*r2 + s2"},
    .row = {"x1", "x2"}};

static cas_status check_line(const struct line *pass, const struct line *line,
                             cas_certificate *certificate)
{
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    for (size_t j = 0; j < 2; j++)
        for (size_t k = 0; k < 2; k++) {
            cas_check_polynomials(&calculation, NAMES, "(%s) (%s) = (%s) (%s)",
                                  pass->column[j], pass->row[k], line->column[j],
                                  line->row[k]);
        }
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

/* The printed line, or a mutant: x in the place of v_1, at N = 2, d = 1, W_2 = 2, v_2 = x
   = 1, no perturbation; v_1 = W_2 v_2. */
static cas_status refute(const cas_claim *claim, const cas_mutant *mutant,
                         cas_certificate *certificate, cas_message *message)
{
    cas_calculation calculation;
    (void)claim;
    (void)message;
    cas_calculation_begin(&calculation);
    cas_let(&calculation, "w2", "2");
    cas_let(&calculation, "v2", "1");
    cas_let(&calculation, "x", "1");
    cas_let(&calculation, "v1", "w2*v2");
    cas_let(&calculation, "u1", "v1*x");
    cas_let(&calculation, "printed", cas_mutant_is(mutant, "x") ? "w2*v2*x" : "w2*v2*v1");
    cas_check(&calculation, "u1 < printed");
    certificate->refuted = cas_calculation_conclude(&calculation, certificate);
    if (certificate->refuted)
        snprintf(
            certificate->note, sizeof certificate->note,
            "One-dimensional, N = 2, W_2 = 2, v_2 = x = 1: the gradient is %g, printed "
            "%g.",
            cas_approximate(&calculation, "u1"),
            cas_approximate(&calculation, "printed"));
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant refuted_mutants[] = {{"x", "x for v_1"}, {NULL, NULL}};

static cas_status certify_6a(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct line line = {.column = {"a*(e*v1 + g*v2) + c*(f*v1 + h*v2)",
                                   "b*(e*v1 + g*v2) + d*(f*v1 + h*v2)"},
                        .row = {"x1", "x2"}};
    if (cas_mutant_is(mutant, "v_1"))
        memcpy(line.row, line.column, sizeof line.row);
    if (cas_mutant_is(mutant, "not transposed"))
        line.column[0] = "a*(e*v1 + g*v2) + b*(f*v1 + h*v2)";
    return check_line(&exact_pass, &line, certificate);
}

static cas_status certify_6b(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct line line = {.column = {"a*(e*v1 + g*v2 + r1) + c*(f*v1 + h*v2 + r2) + s1",
                                   "b*(e*v1 + g*v2 + r1) + d*(f*v1 + h*v2 + r2) + s2"},
                        .row = {"x1", "x2"}};
    if (cas_mutant_is(mutant, "v_1"))
        memcpy(line.row, line.column, sizeof line.row);
    if (cas_mutant_is(mutant, "no product"))
        line.column[0] = "a*(e*v1 + g*v2) + c*(f*v1 + h*v2) + r1 + s1";
    return check_line(&perturbed_pass, &line, certificate);
}

#define EXACT(id_, version_, statement_, certify_)                                       \
    .id = (id_), .version = (version_), .statement = (statement_), .file = __FILE__,     \
    .line = __LINE__, .certify = (certify_)

const cas_claim cas_claim_eq_6a_printed = {
    EXACT("eq:6a", "printed", "u~_1 = W_2^T .. W_N^T v_N v_1^T + epsilon", refute),
    .data = &(const cas_closed_form){.names = "W2 v2 x",
                                     .relations =
                                         (const cas_inequality[]){
                                             {"W2*v2*x", "W2*v2*(W2*v2)"}, {NULL, NULL}},
                                     .is_identity = true},
    .mutants = refuted_mutants,
    .kind = &cas_values_kind,
    .sides = cas_values_sides,
    .witnesses = (const char *const[]){"values-6a.json", NULL},
    .note = "v_1^T stands for x^T; unless d_0 = d_1 the shapes do not even fit.",
};

const cas_claim cas_claim_eq_6a_repaired = {
    EXACT("eq:6a", "repaired", "u_1 = W_2^T .. W_N^T v_N x^T", certify_6a),
    .mutants = (const cas_mutant[]){{"v_1", "v_1 for x"},
                                    {"not transposed", "W_2 for its transpose"},
                                    {NULL, NULL}},
    .note =
        "For all N and shapes by the induction in the text; compared with (4) for N = 3 "
        "and 2 x 2 matrices, as polynomials.",
};

const cas_claim cas_claim_eq_6b_printed = {
    EXACT("eq:6b", "printed",
          "u~_1 = (W_2^T (.. (W_N^T v_N + epsilon_N) ..) + epsilon_2) v_1^T + epsilon_1",
          refute),
    .data = &(const cas_closed_form){.names = "W2 v2 x e2",
                                     .relations =
                                         (const cas_inequality[]){
                                             {"(W2*v2 + e2)*x", "(W2*v2 + e2)*(W2*v2)"},
                                             {NULL, NULL}},
                                     .is_identity = true},
    .mutants = refuted_mutants,
    .kind = &cas_values_kind,
    .sides = cas_values_sides,
    .witnesses = (const char *const[]){"values-6b.json", NULL},
    .note =
        "v_1^T stands for x^T, and (5b) has no epsilon_1. The display is affine in the "
        "perturbations, and W_1 does not multiply epsilon_N.",
};

const cas_claim cas_claim_eq_6b_repaired = {
    EXACT("eq:6b", "repaired",
          "u~_1 = (W_2^T (.. (W_N^T v_N + epsilon_N) ..) + epsilon_2) x^T", certify_6b),
    .mutants = (const cas_mutant[]){{"v_1", "v_1 for x"},
                                    {"no product", "epsilon_3 without W_2"},
                                    {NULL, NULL}},
    .note = "For all N and shapes by the induction in the text; compared with (5), "
            "multiplied "
            "out, for N = 3 and 2 x 2 matrices, as polynomials.",
};

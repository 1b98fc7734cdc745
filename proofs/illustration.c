/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "counterexamples/calculation.h"
#include "proofs/values.h"

#include <stdio.h>

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

/* Chains of three scalar operators W y with loss v: the backward pass (5b), (5c) as
   formulas. */
#define NAMES "w2 w3 v x e2 e3"

struct line {
    const char *formula; /* what is claimed of u~_1 */
    const char *pass;    /* (5), with or without epsilon */
};

static cas_status check_line(struct line line, cas_certificate *certificate)
{
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_check_identity(&calculation, NAMES, line.pass, line.formula);
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
    cas_check_less(&calculation, "u1", "printed");
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
    return check_line((struct line){.pass = "(w2*(w3*v))*x",
                                    .formula = cas_mutant_is(mutant, "v_1")
                                                   ? "w2*w3*v*(w2*w3*v)"
                                                   : "w2*w3*v*x"},
                      certificate);
}

static cas_status certify_6b(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    const char *formula = "(w2*(w3*v + e3) + e2)*x";
    if (cas_mutant_is(mutant, "v_1"))
        formula = "(w2*(w3*v + e3) + e2)*(w2*w3*v)";
    if (cas_mutant_is(mutant, "no product"))
        formula = "(w2*w3*v + e3 + e2)*x";
    return check_line(
        (struct line){.pass = "w2*w3*v*x + w2*e3*x + e2*x", .formula = formula},
        certificate);
}

#define EXACT(id_, version_, statement_, certify_)                                       \
    .id = (id_), .version = (version_), .statement = (statement_), .file = __FILE__,     \
    .line = __LINE__, .certify = (certify_)

const cas_claim cas_claim_eq_6a_printed = {
    EXACT("eq:6a", "printed", "u~_1 = W_2^T .. W_N^T v_N v_1^T + epsilon", refute),
    .data = &(const cas_closed_form){.names = "W2 v2 x",
                                     .relations =
                                         (const cas_relation[]){
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
    .mutants = (const cas_mutant[]){{"v_1", "v_1 for x"}, {NULL, NULL}},
    .note = "Compared with (4) for N = 3 and scalars, as polynomials.",
};

const cas_claim cas_claim_eq_6b_printed = {
    EXACT("eq:6b", "printed",
          "u~_1 = (W_2^T (.. (W_N^T v_N + epsilon_N) ..) + epsilon_2) v_1^T + epsilon_1",
          refute),
    .data = &(const cas_closed_form){.names = "W2 v2 x e2",
                                     .relations =
                                         (const cas_relation[]){
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
    .note = "Compared with (5), expanded, for N = 3 and scalars, as polynomials.",
};

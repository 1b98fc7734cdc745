/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/theorem_2.h"

/*: \section{The proof of Theorem 2: the forward pass, (29) and (30)} */

/* f_i(y~_{i-1}) - f_i(y_{i-1}) */
static cas_variable value_error(cas_step_run *run, size_t i)
{
    return minus(run, trace(run, CAS_TRACE_VALUE_TILDE, i), trace(run, CAS_TRACE_Y, i));
}

/*: \paragraph{(29), first relation:} $\mathbb E\|\mathbb E_t^{\mathcal G_i}[a_i]\|^2 =
\mathbb E\|\mathbb E_t^{\mathcal G_i}[f_i(\tilde y_{i-1}) - f_i(y_{i-1}) +
\delta_i]\|^2$. */
static void eq_29_1(cas_step_run *run, size_t i)
{
    cas_variable sum = plus(run, value_error(run, i), delta(run, i));
    cas_step_left(run, forward_mean(run, i));
    cas_step_right(run, mean_square(run, given_g(run, i, sum)));
}

const cas_claim cas_claim_eq_29_1_printed = {
    CAS_STEP(
        "eq:29/1", "printed",
        "E||E^{G_i}[a_i]||^2 = E||E^{G_i}[f_i(y~_{i-1}) - f_i(y_{i-1}) + delta_i]||^2"),
    .data = &(const cas_step){.sides = eq_29_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
};

/*: \paragraph{(29), second relation:} Young's inequality with 2 and 2; true
in every reading. */
static void eq_29_2(cas_step_run *run, size_t i)
{
    cas_variable error = value_error(run, i);
    cas_step_left(run,
                  mean_square(run, given_g(run, i, plus(run, error, delta(run, i)))));
    cas_step_right(run, multiple(run, 2, mean_square(run, given_g(run, i, error))));
    cas_step_right(run, multiple(run, 2, delta_mean(run, i)));
}

const cas_claim cas_claim_eq_29_2_printed = {
    CAS_STEP(
        "eq:29/2", "printed",
        "E||E^{G_i}[f_i(y~_{i-1}) - f_i(y_{i-1}) + delta_i]||^2 <= "
        "2 E||E^{G_i}[f_i(y~_{i-1}) - f_i(y_{i-1})]||^2 + 2 E||E^{G_i}[delta_i]||^2"),
    .data = &(const cas_step){.sides = eq_29_2,
                              .range = CAS_FROM_2_BELOW_N,
                              .style = CAS_PROCESS_DEEP},
    .mutants = (const cas_mutant[]){{"rhs*19/20", "1.9 for both factors 2"},
                                    {"rhs[1]*2/5", "0.8 for the first factor 2"},
                                    {"rhs[2]*2/5", "0.8 for the second factor 2"},
                                    {NULL, NULL}},
};

/*: \paragraph{(29), third relation:}
$2\,\mathbb E\|\mathbb E_t^{\mathcal G_i}[f_i(\tilde y_{i-1}) - f_i(y_{i-1})]\|^2 + \dots
\le 4 C^2\,\mathbb E\|\mathbb E_t^{\mathcal G_{i-1}}[a_{i-1}]\|^2 +
2 L_{\nabla f}^2\,\mathbb E\|a_{i-1}\|^4 + \dots$. The text says ``Lemma 2''; what is
meant is the same Taylor bound for $f_i$ instead of $\nabla_2 f_i$.
$\mathcal G_{i-1} \subset \mathcal G_i$ goes the wrong way for Jensen: false where
$x \notin \mathcal F$ ($f_1 = f_2 = y$, $x = \pm1$, $\delta_1 = \delta_2 = -x$). Where $x$
is $\mathcal F$-measurable (repaired) all means are empty, and the line follows from
$\|f_i(\tilde y) - f_i(y)\| \le C \|a_{i-1}\|$ alone. */
static void eq_29_3(cas_step_run *run, size_t i)
{
    cas_step_left(
        run, multiple(run, 2, mean_square(run, given_g(run, i, value_error(run, i)))));
    cas_step_left(run, multiple(run, 2, delta_mean(run, i)));
    cas_step_right(run, multiple(run, 4,
                                 times(run, constant2(run, CAS_JACOBIAN),
                                       forward_mean(run, i - 1))));
    cas_step_right(run, multiple(run, 2,
                                 times(run, constant2(run, CAS_JACOBIAN_LIPSCHITZ),
                                       forward_fourth(run, i - 1))));
    cas_step_right(run, multiple(run, 2, delta_mean(run, i)));
}

#define STATEMENT_29_3                                                                   \
    "2 E||E^{G_i}[f_i(y~_{i-1}) - f_i(y_{i-1})]||^2 + 2 E||E^{G_i}[delta_i]||^2 <= "     \
    "4 C^2 E||E^{G_{i-1}}[a_{i-1}]||^2 + 2 L^2 E||a_{i-1}||^4 + 2 "                      \
    "E||E^{G_i}[delta_i]||^2"

const cas_claim cas_claim_eq_29_3_printed = {
    CAS_STEP("eq:29/3", "printed", STATEMENT_29_3),
    .data = &(const cas_step){.sides = eq_29_3,
                              .range = CAS_FROM_2_BELOW_N,
                              .style = CAS_PROCESS_HIDDEN},
    .mutants = (const cas_mutant[]){{"rhs*2/5", "two fifths of it"}, {NULL, NULL}},
    .note = "G_{i-1} is contained in G_i: Jensen's inequality goes the other way, unless "
            "x is "
            "F-measurable, when the means are empty.",
    .witnesses = (const char *const[]){"proof-answered-input.json", NULL},
};

const cas_claim cas_claim_eq_29_3_repaired = {
    CAS_STEP("eq:29/3", "repaired", STATEMENT_29_3 "; x F-measurable"),
    .data = &(const cas_step){.sides = eq_29_3,
                              .range = CAS_FROM_2_BELOW_N,
                              .input_is_known = true,
                              .style = CAS_PROCESS_DEEP},
    .mutants = (const cas_mutant[]){{"rhs[1]*9/20", "1.8 for the factor 4"},
                                    {"rhs[3]*9/10", "1.8 for the last factor 2"},
                                    {NULL, NULL}},
};

/* 2 L^2 sum_{j<i} (4C^2)^{i-j-1} E||a_j||^4 and 2 sum_{j<=i} (4C^2)^{i-j}
   E||E^{G_j} delta_j||^2 */
static void right_of_29(cas_step_run *run, size_t i)
{
    cas_variable fourth = zero(run), first = zero(run);
    for (size_t j = 1; j < i; j++)
        fourth = plus(
            run, fourth,
            times(run, ratio(run, 4, CAS_JACOBIAN, i - j - 1), forward_fourth(run, j)));
    for (size_t j = 1; j <= i; j++)
        first = plus(run, first,
                     times(run, ratio(run, 4, CAS_JACOBIAN, i - j), delta_mean(run, j)));
    cas_step_right(
        run,
        multiple(run, 2, times(run, constant2(run, CAS_JACOBIAN_LIPSCHITZ), fourth)));
    cas_step_right(run, multiple(run, 2, first));
}

/*: \paragraph{(29), fourth relation:} the third one unrolled,
$\mathbb E\|\mathbb E_t^{\mathcal G_i}[a_i]\|^2 \le
2 L_{\nabla f}^2 \sum_{j=1}^{i-1} (4C^2)^{i-j-1}\,\mathbb E\|a_j\|^4 +
2 \sum_{j=1}^i (4C^2)^{i-j}\,\mathbb E\|\mathbb E_t^{\mathcal G_j}[\delta_j]\|^2$; ``also
for $i = 1$'' is right. False where $x \notin \mathcal F$, with the third; true where $x$
is $\mathcal F$-measurable (repaired). */
static void eq_29_4(cas_step_run *run, size_t i)
{
    cas_step_left(run, forward_mean(run, i));
    right_of_29(run, i);
}

#define STATEMENT_29_4                                                                   \
    "E||E^{G_i}[a_i]||^2 <= 2 L^2 sum_{j<i} (4C^2)^{i-j-1} E||a_j||^4 + "                \
    "2 sum_{j<=i} (4C^2)^{i-j} E||E^{G_j}[delta_j]||^2"

const cas_claim cas_claim_eq_29_4_printed = {
    CAS_STEP("eq:29/4", "printed", STATEMENT_29_4),
    .data = &(const cas_step){.sides = eq_29_4,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_HIDDEN},
    .mutants = (const cas_mutant[]){{"rhs*2/5", "two fifths of it"}, {NULL, NULL}},
    .note = "Rests on eq:29/3.",
    .witnesses = (const char *const[]){"proof-answered-input.json", NULL},
};

const cas_claim cas_claim_eq_29_4_repaired = {
    CAS_STEP("eq:29/4", "repaired", STATEMENT_29_4 "; x F-measurable"),
    .data = &(const cas_step){.sides = eq_29_4,
                              .range = CAS_FROM_1_BELOW_N,
                              .input_is_known = true,
                              .style = CAS_PROCESS_LINEAR},
    .mutants = (const cas_mutant[]){{"rhs[2]*2/5", "0.8 for the factor 2"}, {NULL, NULL}},
};

/*: \paragraph{(30), first relation:} $\mathbb E\|a_i\|^4 =
\mathbb E\|f_i(\tilde y_{i-1}) - f_i(y_{i-1}) + \delta_i\|^4$. */
static void eq_30_1(cas_step_run *run, size_t i)
{
    cas_step_left(run, forward_fourth(run, i));
    cas_step_right(run, mean_fourth(run, plus(run, value_error(run, i), delta(run, i))));
}

const cas_claim cas_claim_eq_30_1_printed = {
    CAS_STEP("eq:30/1", "printed",
             "E||a_i||^4 = E||f_i(y~_{i-1}) - f_i(y_{i-1}) + delta_i||^4"),
    .data = &(const cas_step){.sides = eq_30_1,
                              .range = CAS_FROM_1_BELOW_N,
                              .is_identity = true},
    .mutants = (const cas_mutant[]){{"rhs*2", "twice the right side"}, {NULL, NULL}},
};

/*: \paragraph{(30), second relation:} $\mathbb E\|a_i\|^4 \le
8 L_f^4\,\mathbb E\|a_{i-1}\|^4 + 8\,\mathbb E\|\delta_i\|^4$, from
$\|x + y\|^4 \le 8\|x\|^4 + 8\|y\|^4$. True; equality for linear $f_i$ with $\delta_i =
f_i(\tilde y_{i-1}) - f_i(y_{i-1})$. */
static void eq_30_2(cas_step_run *run, size_t i)
{
    cas_step_left(run, forward_fourth(run, i));
    cas_step_right(
        run, multiple(run, 8, times(run, lipschitz4(run), forward_fourth(run, i - 1))));
    cas_step_right(run, multiple(run, 8, delta_fourth(run, i)));
}

const cas_claim cas_claim_eq_30_2_printed = {
    CAS_STEP("eq:30/2", "printed",
             "E||a_i||^4 <= 8 L_f^4 E||a_{i-1}||^4 + 8 E||delta_i||^4"),
    .data = &(const cas_step){.sides = eq_30_2,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_DEEP},
    .mutants = (const cas_mutant[]){{"rhs*79/80", "7.9 for both factors 8"},
                                    {"rhs[1]*1/10", "0.8 for the first factor 8"},
                                    {"rhs[2]*1/10", "0.8 for the second factor 8"},
                                    {"Lf:=L", "L_{grad f} for L_f"},
                                    {NULL, NULL}},
};

/* sum_{j<=i} (8 L_f^4)^{i-j} E||delta_j||^4 */
static cas_variable fourth_sum(cas_step_run *run, size_t i)
{
    cas_variable sum = zero(run), base = multiple(run, 8, lipschitz4(run));
    for (size_t j = 1; j <= i; j++)
        sum = plus(run, sum,
                   times(run, cas_variable_power(&run->e, base, (long)(i - j)),
                         delta_fourth(run, j)));
    return sum;
}

/*: \paragraph{(30), third relation:} $\mathbb E\|a_i\|^4 \le
8 \sum_{j=1}^i (8 L_f^4)^{i-j}\, \mathbb E\|\delta_j\|^4$. True; by H\"older's inequality
the largest ratio is $(1 - 2^{-i})^3$. */
static void eq_30_3(cas_step_run *run, size_t i)
{
    cas_step_left(run, forward_fourth(run, i));
    cas_step_right(run, multiple(run, 8, fourth_sum(run, i)));
}

const cas_claim cas_claim_eq_30_3_printed = {
    CAS_STEP("eq:30/3", "printed",
             "E||a_i||^4 <= 8 sum_{j<=i} (8 L_f^4)^{i-j} E||delta_j||^4"),
    .data = &(const cas_step){.sides = eq_30_3,
                              .range = CAS_FROM_1_BELOW_N,
                              .style = CAS_PROCESS_DEEP},
    .mutants = (const cas_mutant[]){{"rhs*2/5", "3.2 for the factor 8"},
                                    {"Lf:=L", "L_{grad f} for L_f"},
                                    {NULL, NULL}},
};

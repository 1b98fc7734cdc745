/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/plane_polynomial.h"
#include "proofs/asymptotics.h"
#include "theory/coefficients.h"

#include <stdio.h>
#include <stdlib.h>

/*: \section{Section 5.3: what the coefficients say} */

enum { DEPTH = 64 };

/* The coefficients (21) for depth N, C, L_f and L = 1, exactly: forward[k] of
   delta_{k+1}, backward[k] of epsilon_{k+2}. */
static void coefficients(size_t depth, const char *jacobian, const char *lipschitz,
                         cas_rationals *forward, cas_rationals *backward)
{
    cas_rationals constants;
    cas_rationals_init(&constants, CAS_CONSTANT_COUNT);
    mpq_set_str(constants.at[CAS_JACOBIAN], jacobian, 10);
    mpq_set_str(constants.at[CAS_LIPSCHITZ], lipschitz, 10);
    mpq_set_ui(constants.at[CAS_JACOBIAN_LIPSCHITZ], 1, 1);
    cas_rationals_init(forward, depth - 1);
    cas_rationals_init(backward, depth - 1);
    cas_error_coefficients(&cas_arithmetic_rational, depth, (const mpq_t *)constants.at,
                           forward->at, backward->at);
    cas_rationals_clear(&constants);
}

/*: \paragraph{Depth.} ``Can scale exponentially when factors exceed $1$'': with $C = L_f
= 1$ the coefficient $T_{N-1}$ of $\varepsilon_N$ triples with each further operator. It
does so from $C > 1/\sqrt3$ on, where linear chains still damp their errors: the constants
are pessimistic, not only large. */
static cas_status certify_depth(const cas_claim *claim, const cas_mutant *mutant,
                                cas_certificate *certificate, cas_message *message)
{
    cas_calculation calculation;
    mpq_t previous;
    const char *factor = cas_mutant_is(mutant, "damped") ? "1/2" : "1";
    (void)claim;
    (void)message;
    mpq_init(previous);
    cas_calculation_begin(&calculation);
    for (size_t n = 2; n <= DEPTH; n++) {
        cas_rationals forward, backward;
        coefficients(n, factor, factor, &forward, &backward);
        cas_record(&calculation, mpq_cmp(backward.at[n - 2], previous) > 0, "it grows");
        mpq_set_ui(previous, cas_mutant_is(mutant, "four") ? 4 : 3, 1);
        mpq_mul(previous, previous, backward.at[n - 2]);
        cas_rationals_clear(&forward);
        cas_rationals_clear(&backward);
    }
    mpq_clear(previous);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

#define EXACT(id_, version_, statement_, certify_)                                       \
    .id = (id_), .version = (version_), .statement = (statement_), .file = __FILE__,     \
    .line = __LINE__, .certify = (certify_)

const cas_claim cas_claim_section_5_3_depth = {
    EXACT("sec:5.3/depth", "printed",
          "the coefficients can grow exponentially with the depth: C^e_{epsilon_N} more "
          "than "
          "triples with each operator at C = 1",
          certify_depth),
    .mutants = (const cas_mutant[]){{"four", "it grows four times"},
                                    {"damped", "at C = 1/2"},
                                    {NULL, NULL}},
    .note = "For every N, as T_{n+1} = 3 (1 + T_n) there; formed for N <= 64. The growth "
            "sets in at C = 1/sqrt(3), where linear chains still "
            "damp "
            "their errors.",
};

/*: \paragraph{Asymmetry.} ``Forward perturbations can introduce bias even when zero-mean,
backward perturbations do not'': true, given the past. The gradient is affine in
$\varepsilon$; and $f_2 = \sin$, $\delta_1 = \pm1$ has the mean gradient $\cos w\cos1$ for
$\cos w$. ``The primary reason why Section 6 permits much weaker constraints on $\delta$
than on $\varepsilon$'': the reverse of Section 6, where (43) has $\|\delta\| \lesssim
T^{-1/8}$ and $\|\varepsilon\| \lesssim 1$. */
/* What epsilon may be is at most what delta may be: sizes, and counts. */
static const cas_closed_form asymmetry = {
    .names = "T",
    .relations = (const cas_inequality[]){{"1", "1/sqrt(sqrt(sqrt(T)))"},
                                        {"T", "sqrt(T)"},
                                        {NULL, NULL}},
    .is_growing = true,
};

const cas_claim cas_claim_section_5_3_asymmetry_printed = {
    CAS_RATE("sec:5.3/asymmetry", "printed",
             "Section 6 permits much weaker constraints on delta than on epsilon"),
    .data = &(const cas_rates){.checks =
                                   (const cas_rate_check[]){
                                       CAS_FROM(9, "1/sqrt(sqrt(sqrt(T)))", "1/2"),
                                       CAS_FROM(9, "sqrt(T)", "T/16"),
                                       {0}},
                               .refutes = true,
                               .form = &asymmetry},
    .mutants = (const cas_mutant[]){{"1: 1/T", "delta and epsilon exchanged"},
                                    {"2: sqrt(T)/16", "the same counts"},
                                    {NULL, NULL}},
    .kind = &cas_values_kind,
    .sides = cas_rates_sides,
    .witnesses = (const char *const[]){"values-asymmetry.json", NULL},
    .note = "delta and epsilon are exchanged: (43) has T^{-1/8} and 1, Table 1 T^{1/2} "
            "and T.",
};

const cas_claim cas_claim_section_5_3_asymmetry_repaired = {
    CAS_RATE(
        "sec:5.3/asymmetry", "repaired",
        "zero-mean delta can bias the gradient, zero-mean epsilon does not; Section 6 "
        "permits weaker constraints on epsilon than on delta"),
    .data = &(const cas_rates){.checks =
                                   (const cas_rate_check[]){
                                       CAS_BOUNDED("x", CAS_WITH({"x", "1"}), "x", "1"),
                                       CAS_IDENTITY("A w e f p",
                                                    "p*(A*(w + e)) + (1 - p)*(A*(w + f))",
                                                    "A*w + A*(p*e + (1 - p)*f)"),
                                       CAS_FIXED("cos(1)", "3/5"),
                                       CAS_FOR_T("1/sqrt(sqrt(sqrt(T)))", "1"),
                                       {0}}},
    .mutants =
        (const cas_mutant[]){{"1: 1/2", "half the size, for every T"},
                             {"2: A*w + A*(p*e^2 + (1 - p)*f)", "a bias of epsilon"},
                             {"3: 1/2", "a larger bias of delta"},
                             {"4: 1/2", "half the size"},
                             {NULL, NULL}},
    .note = "The gradient is affine in epsilon given the forward pass, for laws of any "
            "two points (and by linearity of any number); T^{-1/8} <= 1 for all T >= 1.",
};

/*: \paragraph{Forward location.} $C^e_{\delta_1} \ge C^e_{\delta_{N-1}}$ where $2L_f^2
\ge 1$: the sum for $\delta_1$ contains $S_{N-1}(2L_f^2)^{N-2}$. In general false: $C =
2$, $L_f = \frac1{10}$, $N = 5$ has $17.1$ before $\delta_1$ and $22621$ before $\delta_4$
(times $4C_v^2L_{\nabla f}^2$). The truth is the same: where $l < 1$ damps the early
error, the deep one is worse. */
static cas_status certify_forward_printed(const cas_claim *claim,
                                          const cas_mutant *mutant,
                                          cas_certificate *certificate,
                                          cas_message *message)
{
    cas_rationals forward, backward;
    (void)claim;
    (void)message;
    coefficients(5, "2", cas_mutant_is(mutant, "repaired") ? "5/7" : "1/10", &forward,
                 &backward);
    certificate->refuted = mpq_cmp(forward.at[0], forward.at[3]) < 0;
    certificate->cases = 1;
    mpq_div(forward.at[3], forward.at[3], forward.at[0]);
    snprintf(
        certificate->note, sizeof certificate->note,
        "With C = 2, L_f = 1/10, N = 5 the coefficient of delta_4 is %.4g times that of "
        "delta_1.",
        mpq_get_d(forward.at[3]));
    cas_rationals_clear(&forward);
    cas_rationals_clear(&backward);
    return CAS_OK;
}

/* C^e_{delta_{N-1}} and C^e_{delta_1} at N, C, L_f, times 1/L_{nabla f}^2; N = 2..64. */
static void enclose_forward(const mpq_t *values, mpfi_ptr left, mpfi_ptr right)
{
    bool is_depth = mpz_cmp_ui(mpq_denref(values[0]), 1) == 0 &&
                    mpq_cmp_ui(values[0], 2, 1) >= 0 &&
                    mpq_cmp_ui(values[0], DEPTH, 1) <= 0;
    if (!is_depth) {
        mpfi_set_ui(left, 0);
        mpfi_set_ui(right, 0);
        return;
    }
    size_t depth = mpz_get_ui(mpq_numref(values[0]));
    char *jacobian = cas_rational_write(values[1]);
    char *lipschitz = cas_rational_write(values[2]);
    cas_rationals forward, backward;
    coefficients(depth, jacobian, lipschitz, &forward, &backward);
    mpfi_set_q(left, forward.at[depth - 2]);
    mpfi_set_q(right, forward.at[0]);
    cas_rationals_clear(&forward);
    cas_rationals_clear(&backward);
    free(jacobian);
    free(lipschitz);
}

const cas_claim cas_claim_section_5_3_forward_printed = {
    EXACT("sec:5.3/forward-location", "printed",
          "C^e_{delta_1} >= C^e_{delta_{N-1}}: the shallow forward error is the more "
          "harmful "
          "one",
          certify_forward_printed),
    .data = &(const cas_closed_form){.names = "N C Lf", .compute = enclose_forward},
    .mutants = (const cas_mutant[]){{"repaired", "L_f = 5/7, so that 2 L_f^2 >= 1"},
                                    {NULL, NULL}},
    .kind = &cas_values_kind,
    .sides = cas_values_sides,
    .witnesses = (const char *const[]){"values-forward-location.json", NULL},
    .note = "Read as a statement for all constants; the text says 'typically'.",
};

/* p = S_j, in x */
static void set_sum(cas_polynomial *p, size_t first, size_t j)
{
    cas_polynomial power, next;
    cas_polynomial_clear(p);
    cas_polynomial_init(&power);
    cas_polynomial_add_term(&power, 1, 1, 0, 0);
    for (size_t k = 0; k <= j; k++) {
        if (k >= first)
            cas_polynomial_add_multiple(p, 1, 1, 0, 0, &power);
        cas_polynomial_init(&next);
        cas_polynomial_add_multiple(&next, 3, 1, 1, 0, &power);
        cas_polynomial_clear(&power);
        power = next;
    }
    cas_polynomial_clear(&power);
}

/*: Repaired: with $2L_f^2 = 1 + h$ the difference $\sum_{j=1}^{N-1} S_j(1+h)^{j-1} -
S_{N-1}$ has no negative coefficient. */
static cas_status certify_forward_repaired(const cas_claim *claim,
                                           const cas_mutant *mutant,
                                           cas_certificate *certificate,
                                           cas_message *message)
{
    cas_calculation calculation;
    cas_polynomial sum, s, power, growth, term;
    (void)claim;
    (void)message;
    cas_calculation_begin(&calculation);
    cas_polynomial_init(&sum);
    cas_polynomial_init(&s);
    cas_polynomial_init(&power);
    cas_polynomial_init(&growth);
    cas_polynomial_init(&term);
    cas_polynomial_add_term(&growth, 1, 1, 0, 0);
    cas_polynomial_add_term(&growth, cas_mutant_is(mutant, "below") ? -1 : 1, 1, 0, 1);
    cas_polynomial_add_term(&power, 1, 1, 0, 0);
    for (size_t n = 2; n <= DEPTH; n++) {
        set_sum(&s, 0, n - 1);
        cas_polynomial_multiply(&term, &s, &power);
        cas_polynomial_add_multiple(&sum, 1, 1, 0, 0, &term);
        cas_polynomial_add_multiple(&sum, cas_mutant_is(mutant, "twice") ? -2 : -1, 1, 0,
                                    0, &s);
        cas_record(&calculation, cas_polynomial_is_nonnegative(&sum), "C_1 - C_{N-1}");
        cas_polynomial_add_multiple(&sum, cas_mutant_is(mutant, "twice") ? 2 : 1, 1, 0, 0,
                                    &s);
        cas_polynomial_multiply(&power, &power, &growth);
    }
    cas_polynomial_clear(&sum);
    cas_polynomial_clear(&s);
    cas_polynomial_clear(&power);
    cas_polynomial_clear(&growth);
    cas_polynomial_clear(&term);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

const cas_claim cas_claim_section_5_3_forward_repaired = {
    EXACT("sec:5.3/forward-location", "repaired",
          "C^e_{delta_1} >= C^e_{delta_{N-1}} where 2 L_f^2 >= 1",
          certify_forward_repaired),
    .mutants = (const cas_mutant[]){{"below", "where 2 L_f^2 <= 1"},
                                    {"twice", "twice as large"},
                                    {NULL, NULL}},
    .note = "For every C and every N, as the sum for delta_1 contains S_{N-1} (2 "
            "L_f^2)^{N-2}; "
            "formed for N <= 64, as a polynomial in C^2 and 2 L_f^2 - 1 without negative "
            "coefficients.",
};

/*: \paragraph{Backward location.} $C^e_{\varepsilon_N} - C^e_{\varepsilon_2} = T_{N-1} -
T_1$ has no negative coefficient: true always. ``Far more harmful'' only where $3C^2$ is
not small. ($\varepsilon_N$ passes the Jacobians $W_2, \dots, W_{N-1}$.) */
static cas_status certify_backward(const cas_claim *claim, const cas_mutant *mutant,
                                   cas_certificate *certificate, cas_message *message)
{
    cas_calculation calculation;
    cas_polynomial deep, shallow;
    (void)claim;
    (void)message;
    cas_calculation_begin(&calculation);
    cas_polynomial_init(&deep);
    cas_polynomial_init(&shallow);
    set_sum(&shallow, cas_mutant_is(mutant, "S") ? 0 : 1,
            cas_mutant_is(mutant, "epsilon_3") ? 2 : 1);
    for (size_t n = 2; n <= DEPTH; n++) {
        set_sum(&deep, 1, n - 1);
        cas_polynomial_add_multiple(&deep, -1, 1, 0, 0, &shallow);
        cas_record(&calculation, cas_polynomial_is_nonnegative(&deep), "T_{N-1} - T_1");
    }
    cas_polynomial_clear(&deep);
    cas_polynomial_clear(&shallow);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

const cas_claim cas_claim_section_5_3_backward = {
    EXACT("sec:5.3/backward-location", "printed",
          "C^e_{epsilon_N} >= C^e_{epsilon_2}: the deep backward error is the more "
          "harmful one",
          certify_backward),
    .mutants = (const cas_mutant[]){{"S", "S_1 for T_1"},
                                    {"epsilon_3", "epsilon_3 at N = 2"},
                                    {NULL, NULL}},
    .note = "For every N and C, as T_{N-1} - T_1 is a sum of powers of 3 C^2; formed for "
            "N <= 64. Far more only where 3 C^2 is not small.",
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "chain/chain_file.h"
#include "chain/expectation.h"
#include "claim/claim.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

extern const cas_claim cas_claim_a1_printed, cas_claim_a1_sharp, cas_claim_a2_printed,
    cas_claim_a2_sharp, cas_claim_a3_sgd_printed, cas_claim_a3_sgd_repaired,
    cas_claim_a3_sgd_3_printed, cas_claim_a3_sgd_sharp, cas_claim_a3_momentum_printed,
    cas_claim_a3_momentum_sharp;

static const struct {
    const cas_claim *claim;
    bool proved, refuted;
} rows[] = {
    {&cas_claim_a1_printed, true, false},
    {&cas_claim_a1_sharp, true, false},
    {&cas_claim_a2_printed, true, false},
    {&cas_claim_a2_sharp, true, false},
    {&cas_claim_a3_sgd_printed, false, true},
    {&cas_claim_a3_sgd_3_printed, true, false},
    {&cas_claim_a3_sgd_repaired, true, false},
    {&cas_claim_a3_sgd_sharp, true, false},
    {&cas_claim_a3_momentum_printed, true, false},
    {&cas_claim_a3_momentum_sharp, true, false},
};
enum { ROWS = sizeof rows / sizeof *rows };

static cas_certificate certify(const cas_claim *claim, const cas_mutant *mutant)
{
    cas_certificate certificate = {.cases = 0};
    cas_message message;
    assert_int_equal(claim->certify(claim, mutant, &certificate, &message), CAS_OK);
    return certificate;
}

static void every_certificate_gives_its_verdict(void **state)
{
    (void)state;
    for (size_t k = 0; k < ROWS; k++) {
        cas_certificate certificate = certify(rows[k].claim, NULL);
        if (certificate.proved != rows[k].proved ||
            certificate.refuted != rows[k].refuted)
            fail_msg("%s %s: %s", rows[k].claim->id, rows[k].claim->version,
                     certificate.note);
        assert_true(certificate.cases >= 5);
    }
}

static void no_mutant_is_proved(void **state)
{
    (void)state;
    size_t mutants = 0;
    for (size_t k = 0; k < ROWS; k++) {
        const cas_mutant *mutant = rows[k].claim->mutants;
        for (; mutant != NULL && mutant->name != NULL; mutant++) {
            cas_certificate certificate = certify(rows[k].claim, mutant);
            mutants++;
            if (certificate.proved || certificate.refuted ||
                strstr(certificate.note, "the first is") == NULL)
                fail_msg("%s %s, mutant %s: %s", rows[k].claim->id,
                         rows[k].claim->version, mutant->name, certificate.note);
        }
    }
    assert_true(mutants >= 10);
}

/* E[u~_1 - u_1] of a chain file, a number of the arithmetic, into r. */
static void bias_of_first_weight(const char *name, const cas_arithmetic *arithmetic,
                                 void *r)
{
    const char *top = getenv("top_srcdir");
    char *path = cas_format("%s/%s", top != NULL ? top : ".", name);
    cas_chain *chain = NULL;
    cas_expectation *expectation = NULL;
    cas_message message;
    if (cas_chain_read(path, &chain, &message) != CAS_OK ||
        cas_expectation_new(chain, arithmetic, false, &expectation, &message) != CAS_OK)
        fail_msg("%s", message.text);
    arithmetic->set(r, expectation->bias[1]);
    cas_expectation_free(expectation);
    cas_chain_free(chain);
    free(path);
}

static void the_chain_of_a1_has_the_bias_of_the_closed_form(void **state)
{
    (void)state;
    cas_arithmetic interval = cas_arithmetic_interval(256);
    mpfi_t bias, closed;
    mpfi_init2(bias, 256);
    mpfi_init2(closed, 256);
    bias_of_first_weight("examples/a1-sigmoid.json", &interval, bias);
    mpfi_set_d(closed, 0.5);
    mpfi_tanh(closed, closed);
    mpfi_sqr(closed, closed);
    mpfi_div_si(closed, closed, -4);
    mpfi_sub(bias, bias, closed);
    assert_true(mpfi_has_zero(bias));
    mpfi_abs(bias, bias);
    assert_true(mpfr_cmp_d(&bias->right, 0x1p-200) < 0);
    mpfi_clear(bias);
    mpfi_clear(closed);
}

static void the_chain_of_a2_has_the_gradient_of_the_recurrence(void **state)
{
    (void)state;
    mpq_t bias;
    mpq_init(bias);
    bias_of_first_weight("counterexamples/witnesses/a2-shifted-minimum.json",
                         &cas_arithmetic_rational, bias);
    assert_int_equal(mpq_cmp_si(bias, 2 * 3, 10), 0);
    mpq_clear(bias);
}

/* The numbers in the note of app:A.1: where double sees the inequality, and the
   symmetry. */
static double slope_in_double(double y)
{
    double s = 1 / (1 + exp(-y));
    return s * (1 - s);
}

static void in_double_the_slope_of_a1_loses_what_the_note_says(void **state)
{
    (void)state;
    assert_true(slope_in_double(0x1p-25) < slope_in_double(0));
    assert_false(slope_in_double(0x1p-26) < slope_in_double(0));
    for (int a = 1; a < 37; a++)
        assert_false(slope_in_double(a) == 0 && slope_in_double(-a) != 0);
    assert_true(slope_in_double(37) == 0 && slope_in_double(-37) != 0);
}

/* Those of app:A.2: x_t + delta from x_0 = x with delta = 0.3, in units in its last
   place. */
static double descend_in_double(double x, double gamma, size_t steps)
{
    while (steps-- > 0)
        x = x - gamma * (2 * (x + 0.3));
    return (x + 0.3) / (nextafter(0.3, INFINITY) - 0.3);
}

static void in_double_the_descent_of_a2_ends_where_the_note_says(void **state)
{
    (void)state;
    for (size_t steps = 100000; steps < 100003; steps++) {
        assert_true(descend_in_double(1, 0.01, steps) == 25);
        assert_true(descend_in_double(-1, 0.01, steps) == -25);
    }
    double end = descend_in_double(1, 0.9, 100000);
    assert_true(descend_in_double(1, 0.9, 100001) != end);
    assert_true(descend_in_double(1, 0.9, 100002) == end);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chain_of_a1_has_the_bias_of_the_closed_form),
        cmocka_unit_test(the_chain_of_a2_has_the_gradient_of_the_recurrence),
        cmocka_unit_test(in_double_the_slope_of_a1_loses_what_the_note_says),
        cmocka_unit_test(in_double_the_descent_of_a2_ends_where_the_note_says),
        cmocka_unit_test(every_certificate_gives_its_verdict),
        cmocka_unit_test(no_mutant_is_proved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

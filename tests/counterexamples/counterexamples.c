/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "chain/chain_file.h"
#include "chain/expectation.h"
#include "claim/claim.h"

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
    const char *const findings[4]; /* parts of the note, as measured */
} rows[] = {
    {&cas_claim_a1_printed, true, false, {"tanh(a/2)^2/4"}},
    {&cas_claim_a1_sharp, true, false, {NULL}},
    {&cas_claim_a2_printed, true, false, {"+25 units", "-25 coming from -1", "period 2"}},
    {&cas_claim_a2_sharp, true, false, {NULL}},
    {&cas_claim_a3_sgd_printed, false, true, {NULL}},
    {&cas_claim_a3_sgd_3_printed, true, false, {NULL}},
    {&cas_claim_a3_sgd_repaired, true, false, {NULL}},
    {&cas_claim_a3_sgd_sharp, true, false, {NULL}},
    {&cas_claim_a3_momentum_printed, true, false, {NULL}},
    {&cas_claim_a3_momentum_sharp, true, false, {NULL}},
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
        assert_true(strlen(certificate.note) + 1 < sizeof certificate.note);
        for (size_t i = 0; i < 4 && rows[k].findings[i] != NULL; i++)
            if (strstr(certificate.note, rows[k].findings[i]) == NULL)
                fail_msg("'%s' is not in: %s", rows[k].findings[i], certificate.note);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chain_of_a1_has_the_bias_of_the_closed_form),
        cmocka_unit_test(the_chain_of_a2_has_the_gradient_of_the_recurrence),
        cmocka_unit_test(every_certificate_gives_its_verdict),
        cmocka_unit_test(no_mutant_is_proved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/philox.h"
#include "descent/descent_file.h"
#include "descent/descent_generator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { INSTANCES = 60 };

static cas_descent *draw(uint64_t k, bool satisfies_pl, bool long_runs)
{
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(7, "tests/descent", k));
    cas_descent *d =
        cas_descent_generate(rng, &(cas_descent_options){.satisfies_pl = satisfies_pl,
                                                         .long_runs = long_runs});
    gsl_rng_free(rng);
    return d;
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < INSTANCES; k++) {
        cas_descent *d = draw(k, k % 2 == 0, k % 3 == 0), *copy;
        cas_message message;
        char *text = cas_descent_write(d);
        if (cas_descent_read(text, strlen(text), "copy", &copy, &message) != CAS_OK)
            fail_msg("%s", message.text);
        char *again = cas_descent_write(copy);
        assert_string_equal(text, again);
        free(text);
        free(again);
        cas_descent_free(d);
        cas_descent_free(copy);
    }
}

/* mu > 0 where some r_k > h_k: the loss bends both ways. */
static void losses_that_satisfy_pl_need_not_be_convex(void **state)
{
    size_t bent = 0;
    mpq_t mu, smoothness;
    (void)state;
    mpq_inits(mu, smoothness, NULL);
    for (uint64_t k = 0; k < INSTANCES; k++) {
        cas_descent *d = draw(k, true, false);
        cas_descent_convexity(d, mu);
        cas_descent_smoothness(d, smoothness);
        assert_true(mpq_sgn(mu) > 0 && mpq_cmp(mu, smoothness) <= 0);
        bool is_bent = false;
        for (size_t i = 0; i < d->dimension; i++)
            is_bent |= mpq_cmp(d->ripple.at[i], d->curvature.at[i]) > 0;
        bent += is_bent;
        cas_descent_free(d);
    }
    assert_true(bent >= 5);
    mpq_clears(mu, smoothness, NULL);
}

/* A small file with one place changed. */
#define FILE_WITH(step, probability, noise, center)                                      \
    "{\"format\": \"cascade-descent/1\", \"step_size\": " step                           \
    ", \"steps\": 3, \"start\": [1], \"curvature\": [1], \"center\": [" center           \
    "], \"ripple\": [1], \"scale\": [1], \"phases\": [[{"                                \
    "\"probability\": " probability ", \"noise\": [" noise                               \
    "], \"shift\": [0], \"error\": [0], \"of_gradient\": 0, \"of_noise\": 0}]]}"

static void wrong_files_are_refused_where_they_are_wrong(void **state)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {FILE_WITH("0", "1", "0", "0"), "$.step_size"},
        {FILE_WITH("1", "\"1/2\"", "0", "0"), "do not sum to 1"},
        {FILE_WITH("1", "1", "1", "0"), "the mean of the noise is not 0"},
        {FILE_WITH("1", "1", "0", "1"), "expected curvature > ripple"},
        {FILE_WITH("1", "1", "0, 0", "0"), "noise"},
        {"{\"format\": \"cascade-chain/1\"}", "cascade-descent/1"},
        {"[]", "expected an object"},
        {"{", ":1:"},
    };
    cas_descent *d;
    cas_message message;
    (void)state;
    const char *right = FILE_WITH("1", "1", "0", "0");
    assert_int_equal(cas_descent_read(right, strlen(right), "f", &d, &message), CAS_OK);
    cas_descent_free(d);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        assert_int_not_equal(
            cas_descent_read(rows[k].text, strlen(rows[k].text), "f", &d, &message),
            CAS_OK);
        if (strstr(message.text, rows[k].says) == NULL)
            fail_msg("'%s' does not say '%s'", message.text, rows[k].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(losses_that_satisfy_pl_need_not_be_convex),
        cmocka_unit_test(wrong_files_are_refused_where_they_are_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

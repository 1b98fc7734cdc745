/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/philox.h"
#include "descent/descent_file.h"
#include "descent/descent_generator.h"
#include "descent/descent_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { INSTANCES = 60 };

static cas_descent *draw(uint64_t k, bool strongly_convex, bool long_runs)
{
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(7, "tests/descent", k));
    cas_descent *d = cas_descent_generate(
        rng, &(cas_descent_options){.strongly_convex = strongly_convex,
                                    .long_runs = long_runs,
                                    .limit_numerator = 1,
                                    .limit_denominator = 3});
    gsl_rng_free(rng);
    return d;
}

static void ignore(cas_descent_run *run, cas_descent_scope scope, void *context)
{
    (void)run;
    (void)scope;
    (void)context;
}

/* The loss and its slope in double, written anew. */
static double loss(const cas_descent *d, const double *w, double *slope)
{
    double sum = 0;
    for (size_t k = 0; k < d->dimension; k++) {
        double h = mpq_get_d(d->curvature.at[k]), a = mpq_get_d(d->center.at[k]);
        double r = mpq_get_d(d->ripple.at[k]), s = mpq_get_d(d->scale.at[k]);
        sum += h / 2 * (w[k] - a) * (w[k] - a) + r * s * s * (1 - cos(w[k] / s));
        slope[k] = h * (w[k] - a) + r * s * sin(w[k] / s);
    }
    return sum;
}

/* E l(w^T) from state w at time t, by plain recursion in double. */
static double expected_loss(const cas_descent *d, size_t t, const double *w)
{
    double slope[CAS_DESCENT_DIMENSIONS], sum = 0, here = loss(d, w, slope);
    if (t == d->steps)
        return here;
    const cas_phase *phase = &d->phase[t < d->phases ? t : d->phases - 1];
    for (size_t j = 0; j < phase->outcomes; j++) {
        const cas_outcome *o = &phase->outcome[j];
        double next[CAS_DESCENT_DIMENSIONS];
        for (size_t k = 0; k < d->dimension; k++) {
            double xi = mpq_get_d(o->noise.at[k]), r = mpq_get_d(d->ripple.at[k]);
            double s = mpq_get_d(d->scale.at[k]), shift = mpq_get_d(o->shift.at[k]);
            double eta = r * s * (sin((w[k] + shift) / s) - sin(w[k] / s)) +
                         mpq_get_d(o->error.at[k]) +
                         mpq_get_d(o->of_gradient) * slope[k] +
                         mpq_get_d(o->of_noise) * xi;
            next[k] = w[k] - mpq_get_d(d->step_size) * (slope[k] + xi + eta);
        }
        sum += mpq_get_d(o->probability) * expected_loss(d, t + 1, next);
    }
    return sum;
}

/* The double recursion's error: each step rounds some 40 times relative to numbers that
   are at most the largest state's; 2^-30 of the scale is far above that for 40 steps of a
   contraction. */
static void runs_agree_with_a_plain_recursion(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < INSTANCES; k++) {
        cas_descent *d = draw(k, true, false);
        cas_descent_run run;
        double w[CAS_DESCENT_DIMENSIONS] = {0}, slope[CAS_DESCENT_DIMENSIONS];
        for (size_t i = 0; i < d->dimension; i++)
            w[i] = mpq_get_d(d->start.at[i]);
        assert_int_equal(cas_descent_follow(&run, d, false, 128, ignore, NULL, NULL),
                         CAS_OK);
        double expected = expected_loss(d, 0, w), scale = 1 + fabs(loss(d, w, slope));
        double got = mpfi_get_d(run.value[CAS_END]);
        if (!(fabs(expected - got) <= ldexp(scale + fabs(expected), -30)))
            fail_msg("instance %d: %.17g, not %.17g", (int)k, got, expected);
        assert_true(mpfr_sgn(&run.value[CAS_LOW]->right) >= 0);
        cas_descent_run_clear(&run);
        cas_descent_free(d);
    }
}

/* On a run at rest, the closed sums of weights are those of the same run's first
   times. */
static void weights_at_rest_are_geometric_sums(void **state)
{
    (void)state;
    cas_descent *d = cas_descent_new(1);
    cas_descent_run run;
    mpfi_t rate, q, sum;
    mpfi_init2(rate, 256);
    mpfi_init2(q, 256);
    mpfi_init2(sum, 256);
    mpq_set_ui(d->step_size, 1, 4);
    mpq_set_ui(d->curvature.at[0], 1, 1);
    d->steps = 50;
    assert_int_equal(cas_descent_follow(&run, d, false, 256, ignore, NULL, NULL), CAS_OK);
    assert_true(run.is_at_rest);
    assert_int_equal(run.times, 1);
    mpfi_set_ui(rate, 7);
    mpfi_div_ui(rate, rate, 8);
    cas_descent_set_rate(&run, rate, 0);
    mpfi_set_ui(q, 1);
    mpfi_set_ui(sum, 0);
    for (int t = 0; t < 50; t++) {
        mpfi_add(sum, sum, q);
        mpfi_mul(q, q, rate);
    }
    mpfi_sub(q, run.value[CAS_RATE_T], q);
    assert_true(mpfi_has_zero(q));
    mpfi_sub(q, run.value[CAS_RATE_1], sum);
    assert_true(mpfi_has_zero(q));
    mpfi_mul(sum, sum, rate);
    mpfi_sub(q, run.value[CAS_RATE], sum);
    assert_true(mpfi_has_zero(q));
    assert_int_equal(mpfi_cmp_ui(run.value[CAS_COUNT], 50), 0);
    cas_descent_run_clear(&run);
    mpfi_clear(rate);
    mpfi_clear(q);
    mpfi_clear(sum);
    cas_descent_free(d);
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

/* A small file with one place changed. */
#define FILE_WITH(step, probability, noise, center)                                      \
    "{\"format\": \"cascade-descent/1\", \"step_size\": " step                           \
    ", \"steps\": 3, \"start\": [1], \"curvature\": [1], \"center\": [" center           \
    "], \"ripple\": [1], \"scale\": [1], \"mixed_hessian\": 0, \"phases\": [[{"          \
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
        cmocka_unit_test(runs_agree_with_a_plain_recursion),
        cmocka_unit_test(weights_at_rest_are_geometric_sums),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(wrong_files_are_refused_where_they_are_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

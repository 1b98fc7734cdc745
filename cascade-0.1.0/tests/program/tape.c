/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/tape.h"

#include "arithmetic/interval.h"
#include "program/jet.h"
#include "tests/program/tape_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <mpfi.h>

/* Jets over the given box of (y, w), in intervals. */
static cas_jets *run_jets(const cas_program *program, const cas_arithmetic *arithmetic,
                          mpfi_t *box, unsigned order)
{
    mpfi_t *gradient = cas_numbers_new(arithmetic, N);
    cas_jets *jets = cas_jets_new(program, arithmetic, N, order);
    for (size_t i = 0; i < N; i++) {
        mpfi_set_si(gradient[i], 1);
        cas_jets_seed_variable(jets, i, box[i], gradient);
        mpfi_set_si(gradient[i], 0);
    }
    assert_int_equal(cas_jets_evaluate(jets, NULL), CAS_OK);
    cas_numbers_free(arithmetic, gradient, N);
    return jets;
}

static bool meet(mpfi_srcptr one, mpfi_srcptr other)
{
    return mpfr_lessequal_p(&one->left, &other->right) &&
           mpfr_lessequal_p(&other->left, &one->right);
}

/* Both enclose the same number, and tightly. */
static void check_same(mpfi_srcptr one, mpfi_srcptr other)
{
    if (!meet(one, other))
        fail_msg("%.17g is not %.17g", mpfi_get_d(one), mpfi_get_d(other));
    assert_true(fabs(mpfi_get_d(one)) < 1e-60 ||
                cas_interval_relative_width(one) < 1e-60);
}

static void pullback_agrees_with_jets(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 200; trial++) {
        sample s;
        run r;
        mpfi_t sum, term;
        sample_start(&s, "tape/jets", trial, RANDOM_ANY);
        run_start(&r, s.program, cas_arithmetic_interval(PRECISION));
        mpfi_init2(sum, PRECISION);
        mpfi_init2(term, PRECISION);
        set_numbers(&r, s.x, s.v);
        evaluate(&r);
        pull_back(&r);
        cas_jets *jets = run_jets(s.program, &r.arithmetic, r.x, 1);
        for (size_t k = 0; k < OUTPUTS; k++)
            assert_true(meet(cas_tape_output(r.tape, k), cas_jets_value(jets, k)));
        for (size_t i = 0; i < N; i++) {
            mpfi_set_si(sum, 0);
            for (size_t k = 0; k < OUTPUTS; k++) {
                mpfi_mul_q(term, cas_jets_first(jets, k, i), s.v[k]);
                mpfi_add(sum, sum, term);
            }
            check_same(part(&r, r.gradient, i), sum);
        }
        cas_jets_free(jets);
        mpfi_clear(sum);
        mpfi_clear(term);
        run_stop(&r);
        sample_stop(&s);
    }
}

/* sum_k v_k f_k */
static void weigh_outputs(const run *r, mpfi_ptr sum, mpq_t v[OUTPUTS])
{
    mpfi_t term;
    mpfi_init2(term, PRECISION);
    mpfi_set_si(sum, 0);
    for (size_t k = 0; k < OUTPUTS; k++) {
        mpfi_mul_q(term, cas_tape_output(r->tape, k), v[k]);
        mpfi_add(sum, sum, term);
    }
    mpfi_clear(term);
}

/* d = (g(x + h) - g(x - h)) / 2h for g = sum_k v_k f_k and a step h in coordinate i. */
static void central_difference(run *r, mpfi_ptr d, const sample *s, size_t i,
                               mpfi_srcptr h)
{
    mpfi_ptr x = part(r, r->x, i);
    mpfi_t below, there;
    mpfi_init2(below, PRECISION);
    mpfi_init2(there, PRECISION);
    mpfi_set(there, x);
    mpfi_sub(x, there, h);
    evaluate(r);
    weigh_outputs(r, below, s->v);
    mpfi_add(x, there, h);
    evaluate(r);
    weigh_outputs(r, d, s->v);
    mpfi_sub(d, d, below);
    mpfi_div(d, d, h);
    mpfi_div_2ui(d, d, 1);
    mpfi_set(x, there);
    mpfi_clear(below);
    mpfi_clear(there);
}

/* d's distance from the derivative is at most h^2/6 sup |g'''| over [x - h, x + h]; the
   supremum is bounded by jets over that box. */
static void add_truncation_error(run *r, mpfi_ptr d, const sample *s, size_t i,
                                 mpfi_srcptr h)
{
    mpfi_ptr x = part(r, r->x, i);
    mpfi_t there, bound, term;
    mpfi_init2(there, PRECISION);
    mpfi_init2(bound, PRECISION);
    mpfi_init2(term, PRECISION);
    mpfi_set(there, x);
    mpfi_sub(x, there, h);
    mpfi_add(term, there, h);
    mpfi_union(x, x, term);
    cas_jets *jets = run_jets(s->program, &r->arithmetic, r->x, 3);
    mpfi_set_si(bound, 0);
    for (size_t k = 0; k < OUTPUTS; k++) {
        mpfi_mul_q(term, cas_jets_entry(jets, k, 3, (size_t[]){i, i, i}), s->v[k]);
        mpfi_add(bound, bound, term);
    }
    mpfi_sqr(term, h);
    mpfi_div_si(term, term, 6);
    mpfi_mul(bound, bound, term);
    mpfi_sub(d, d, bound);
    cas_jets_free(jets);
    mpfi_set(x, there);
    mpfi_clear(there);
    mpfi_clear(bound);
    mpfi_clear(term);
}

static void pullback_agrees_with_central_differences(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 40; trial++) {
        sample s;
        run r;
        mpfi_t d, h;
        sample_start(&s, "tape/difference", trial, RANDOM_ANY);
        run_start(&r, s.program, cas_arithmetic_interval(PRECISION));
        mpfi_init2(d, PRECISION);
        mpfi_init2(h, PRECISION);
        mpfi_set_d(h, 0x1p-80);
        set_numbers(&r, s.x, s.v);
        evaluate(&r);
        pull_back(&r);
        for (size_t i = 0; i < N; i++) {
            mpfi_srcptr slope = part(&r, r.gradient, i);
            central_difference(&r, d, &s, i, h);
            add_truncation_error(&r, d, &s, i, h);
            if (!meet(d, slope))
                fail_msg("%.17g is not %.17g", mpfi_get_d(slope), mpfi_get_d(d));
            assert_true(mpfi_get_d(d) == 0 || cas_interval_relative_width(d) < 1e-30 ||
                        fabs(mpfi_get_d(d)) < 1e-9);
        }
        mpfi_clear(d);
        mpfi_clear(h);
        run_stop(&r);
        sample_stop(&s);
    }
}

static void a_tape_forgets_the_point_before(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 100; trial++) {
        sample s;
        run used, fresh;
        sample_start(&s, "tape/forget", trial, RANDOM_ANY);
        run_start(&used, s.program, cas_arithmetic_double);
        run_start(&fresh, s.program, cas_arithmetic_double);
        set_numbers(&used, s.x, s.v);
        set_numbers(&fresh, s.x, s.v);
        for (size_t i = 0; i < N; i++)
            ((double *)used.x)[i] += 1;
        evaluate(&used);
        pull_back(&used);
        set_numbers(&used, s.x, s.v);
        evaluate(&used);
        evaluate(&fresh);
        pull_back(&used);
        pull_back(&fresh);
        assert_memory_equal(used.gradient, fresh.gradient, N * sizeof(double));
        run_stop(&used);
        run_stop(&fresh);
        sample_stop(&s);
    }
}

/* Several pullbacks at one point, of parts and of the whole, are the same numbers: what
   is kept between them does not depend on their order. */
static void pullbacks_at_one_point_are_linear_and_repeatable(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 100; trial++) {
        sample s;
        run r;
        sample_start(&s, "tape/repeat", trial, RANDOM_RATIONAL);
        run_start(&r, s.program, cas_arithmetic_rational);
        set_numbers(&r, s.x, s.v);
        evaluate(&r);
        mpq_t *sum = cas_numbers_new(&r.arithmetic, N), *g = r.gradient, *v = r.v;
        for (size_t k = 0; k < OUTPUTS; k++) {
            for (size_t j = 0; j < OUTPUTS; j++)
                mpq_set_si(v[j], j == k, 1);
            pull_back(&r);
            for (size_t i = 0; i < N; i++) {
                mpq_mul(g[i], g[i], s.v[k]);
                mpq_add(sum[i], sum[i], g[i]);
            }
        }
        for (size_t j = 0; j < OUTPUTS; j++)
            mpq_set(v[j], s.v[j]);
        assert_int_equal(cas_tape_pullback(r.tape, v, NULL, g + IN, NULL), CAS_OK);
        assert_int_equal(cas_tape_pullback(r.tape, v, g, NULL, NULL), CAS_OK);
        for (size_t i = 0; i < N; i++)
            assert_true(mpq_equal(sum[i], g[i]));
        cas_numbers_free(&r.arithmetic, sum, N);
        run_stop(&r);
        sample_stop(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pullback_agrees_with_jets),
        cmocka_unit_test(pullback_agrees_with_central_differences),
        cmocka_unit_test(a_tape_forgets_the_point_before),
        cmocka_unit_test(pullbacks_at_one_point_are_linear_and_repeatable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

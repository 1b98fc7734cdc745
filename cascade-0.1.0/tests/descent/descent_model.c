/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval.h"
#include "arithmetic/philox.h"
#include "arithmetic/rational.h"
#include "descent/descent_generator.h"
#include "descent/descent_model.h"
#include "descent/descent_vocabulary.h"
#include "descent/state_tree.h"
#include "formula/evaluate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { INSTANCES = 60 };

/* A descent followed in one arithmetic. */
struct subject {
    cas_arithmetic arithmetic;
    cas_model *model;
};

static void follow(struct subject *s, const cas_descent *d, cas_arithmetic arithmetic)
{
    cas_message message;
    *s = (struct subject){.arithmetic = arithmetic};
    if (cas_descent_model_new(d, &s->arithmetic, &s->model, &message) != CAS_OK)
        fail_msg("%s", message.text);
}

static void forget(struct subject *s)
{
    s->model->free(s->model);
}

static cas_status evaluate(struct subject *s, const char *formula, cas_variable *r,
                           cas_message *message)
{
    static const long none[CAS_FORMULA_INDICES] = {0};
    cas_statement *statement;
    char text[256];
    snprintf(text, sizeof text, "%s = %s", formula, formula);
    if (cas_statement_read(&cas_descent_vocabulary, text, NULL, &statement, message) !=
        CAS_OK)
        fail_msg("%s: %s", formula, message->text);
    cas_evaluator *evaluator = cas_evaluator_new(s->model);
    cas_status status = cas_evaluate(evaluator, statement->claim.left, none, r, message);
    cas_evaluator_free(evaluator);
    cas_statement_free(statement);
    return status;
}

/* The value of a formula that is one number. */
static const void *number(struct subject *s, const char *formula)
{
    cas_variable r;
    cas_message message;
    if (evaluate(s, formula, &r, &message) != CAS_OK)
        fail_msg("%s: %s", formula, message.text);
    assert_int_equal(r.rows * r.columns * cas_space_copies(&s->model->workspace, r.level),
                     1);
    return r.at;
}

/* Compares an exact value. */
static void expect(struct subject *s, const char *formula, const char *expected)
{
    char *text = cas_rational_write(number(s, formula));
    if (strcmp(text, expected) != 0)
        fail_msg("%s is %s, not %s", formula, text, expected);
    free(text);
}

static void set(cas_rationals *numbers, const char *text)
{
    assert_int_equal(cas_rational_read(numbers->at[0], text, strlen(text), NULL), CAS_OK);
}

static void set_outcome(cas_outcome *o, unsigned long inverse_probability,
                        const char *noise, const char *shift, const char *error)
{
    mpq_set_ui(o->probability, 1, inverse_probability);
    set(&o->noise, noise);
    set(&o->shift, shift);
    set(&o->error, error);
}

/* l = h/2 w^2 with gamma = 1/2, without any noise or perturbation. */
static cas_descent *quadratic(long h, const char *start, size_t steps)
{
    cas_descent *d = cas_descent_new(1);
    mpq_set_si(d->curvature.at[0], h, 1);
    mpq_set_ui(d->step_size, 1, 2);
    set(&d->start, start);
    d->steps = steps;
    return d;
}

/* l = w^2/2 from w_0 = 1 with gamma = 1/2 and three outcomes, of which two share the
   sample:
     probability  xi  delta  epsilon      w_1    w_2
     1/2           1   1/2   1/4 + g/2   -3/8    w_1/4 - 5/8
     1/4          -1   1/2   0             1     w_1/2 + 1/2
     1/4          -1  -1/2   1 + xi/4     5/8    w_1/2 + 1/8 */
static void two_steps_are_those_found_by_hand(void **state)
{
    static const char *const rows[][2] = {
        {"E|u~_0 - u_0|^2", "27/64"},
        {"E|E[u~_0 - u_0 given F_0]|^2", "81/256"},
        {"E|g_0 - (u_0 + r_0)|^2", "1"},
        {"E[l(w_1)]", "107/512"},
        {"E|u~_1 - u_1|^2", "515/2048"},
        {"|E[w_2]|^2", "361/65536"},
        {"E|E[w_2 given F_1]|^2", "943/16384"},
        {"E|E[w_2 given F_0]|^2", "361/65536"},
        {"E|w_2 - w_1 + gamma (u~_1 + r_1)|^2", "0"},
        {"E|g_1 - w_1|^2", "0"},
        {"gamma", "1/2"},
        {"L", "1"},
        {"mu", "1"},
        {"sigma2", "1"},
        {"l_star", "0"},
        {"T", "2"},
    };
    struct subject s;
    cas_descent *d = quadratic(1, "1", 2);
    (void)state;
    cas_phase_clear(&d->phase[0]);
    cas_phase_init(&d->phase[0], 3, 1);
    cas_outcome *o = d->phase[0].outcome;
    set_outcome(&o[0], 2, "1", "1/2", "1/4");
    set_outcome(&o[1], 4, "-1", "1/2", "0");
    set_outcome(&o[2], 4, "-1", "-1/2", "1");
    mpq_set_ui(o[0].of_gradient, 1, 2);
    mpq_set_ui(o[2].of_noise, 1, 4);
    follow(&s, d, cas_arithmetic_rational);
    assert_int_equal(s.model->rest, CAS_NEVER_AT_REST);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        expect(&s, rows[k][0], rows[k][1]);
    forget(&s);
    cas_descent_free(d);
}

/* A loss with one ripple, r = 1/2 and s = 4, whose constants are known in rationals
   although its run is not. */
static void constants_are_exact_where_the_run_is_not(void **state)
{
    static const char *const rows[][2] = {{"L", "7/2"}, {"mu", "5/2"}};
    struct subject s;
    cas_variable r;
    cas_message message;
    cas_descent *d = quadratic(3, "1", 2);
    (void)state;
    mpq_set_ui(d->ripple.at[0], 1, 2);
    mpq_set_ui(d->scale.at[0], 4, 1);
    follow(&s, d, cas_arithmetic_rational);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        expect(&s, rows[k][0], rows[k][1]);
    assert_int_equal(evaluate(&s, "E|g_0|^2", &r, &message), CAS_UNSUPPORTED);
    forget(&s);
    cas_descent_free(d);
}

/* Of two outcomes only the second perturbs; the numbers are not dyadic. */
static void what_is_not_perturbed_has_no_error(void **state)
{
    struct subject s;
    cas_variable r;
    cas_message message;
    cas_descent *d = quadratic(1, "1/3", 2);
    (void)state;
    mpq_set_ui(d->ripple.at[0], 2, 3);
    cas_phase_clear(&d->phase[0]);
    cas_phase_init(&d->phase[0], 2, 1);
    set_outcome(&d->phase[0].outcome[0], 2, "1/3", "0", "0");
    set_outcome(&d->phase[0].outcome[1], 2, "-1/3", "1/5", "0");
    follow(&s, d, cas_arithmetic_interval(128));
    for (int t = 0; t < 2; t++) {
        char formula[64];
        snprintf(formula, sizeof formula, "u~_%d - u_%d", t, t);
        assert_int_equal(evaluate(&s, formula, &r, &message), CAS_OK);
        assert_int_equal(cas_space_copies(&s.model->workspace, r.level), 2 << t);
        for (size_t c = 0; c < (size_t)(2 << t); c++)
            assert_int_equal(mpfi_is_zero(((const mpfi_t *)r.at)[c]), c % 2 == 0);
        /* as a difference of two vectors it is only known to contain 0 */
        snprintf(formula, sizeof formula, "u~_%d - (u_%d + 0 u_%d)", t, t, t);
        assert_int_equal(evaluate(&s, formula, &r, &message), CAS_OK);
        assert_true(mpfi_has_zero(*(const mpfi_t *)r.at));
        assert_false(mpfi_is_zero(*(const mpfi_t *)r.at));
    }
    forget(&s);
    cas_descent_free(d);
}

/* The chain's slope vanishes at w + delta = 0, and so does the regulariser's at w. */
static void hidden_gradients_are_fixed_points(void **state)
{
    struct subject s;
    mpfi_t difference;
    cas_descent *d = quadratic(1, "-1/2", (size_t)1 << 40);
    (void)state;
    mpfi_init2(difference, 128);
    mpq_set_ui(d->ripple.at[0], 1, 3);
    mpq_set_si(d->center.at[0], -1, 2);
    set_outcome(&d->phase[0].outcome[0], 1, "0", "1/2", "0");
    follow(&s, d, cas_arithmetic_interval(128));
    assert_int_equal(s.model->rest, 0);
    mpfi_sub(difference, number(&s, "1/T sum_{t=0..T-1} E|g_t|^2"),
             number(&s, "|g_0|^2"));
    assert_true(mpfi_has_zero(difference));
    mpfi_sub(difference, number(&s, "E[l(w_T)]"), number(&s, "l(w_0)"));
    assert_true(mpfi_has_zero(difference));
    assert_true(mpfr_sgn(&((mpfi_srcptr)number(&s, "l(w_0) - l_star"))->left) > 0);
    assert_true(mpfr_cmp_d(&((mpfi_srcptr)number(&s, "l_star"))->left, 0.01) > 0);
    mpfi_clear(difference);
    forget(&s);
    cas_descent_free(d);
}

/* r = sum_{t=0..39} q^{39-t} w_t^2, and without the powers where q = 1. */
static void sum_by_hand(const char *const *w, mpq_srcptr q, mpq_t r)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(r, 0, 1);
    for (int t = 0; t < 40; t++) {
        const char *text = w[t < 3 ? t : 3];
        assert_int_equal(cas_rational_read(term, text, strlen(text), NULL), CAS_OK);
        mpq_mul(term, term, term);
        mpq_mul(r, r, q);
        mpq_add(r, r, term);
    }
    mpq_clear(term);
}

/* On a flat loss w moves by the errors alone: 1, 1/2, 3/4, and 1/8 for ever. */
static void sums_beyond_rest_are_those_of_all_their_terms(void **state)
{
    static const char *const w[] = {"1", "1/2", "3/4", "1/8"};
    static const char *const errors[] = {"1", "-1/2", "5/4", "0"};
    struct subject s;
    mpq_t q, sum;
    cas_descent *d = quadratic(0, "1", 40);
    (void)state;
    mpq_inits(q, sum, NULL);
    d->phases = 4;
    for (size_t p = 0; p < 4; p++) {
        if (p > 0)
            cas_phase_init(&d->phase[p], 1, 1);
        set_outcome(&d->phase[p].outcome[0], 1, "0", "0", errors[p]);
    }
    follow(&s, d, cas_arithmetic_rational);
    assert_int_equal(s.model->rest, 3);
    mpq_set_ui(q, 7, 8);
    sum_by_hand(w, q, sum);
    assert_true(mpq_equal(sum, number(&s, "sum_{t=0..T-1} (7/8)^{T-1-t} |w_t|^2")));
    mpq_mul(sum, sum, q);
    assert_true(mpq_equal(sum, number(&s, "sum_{t=0..T-1} (7/8)^{T-t} E|w_t|^2")));
    mpq_set_ui(q, 1, 1);
    sum_by_hand(w, q, sum);
    assert_true(mpq_equal(sum, number(&s, "sum_{t=0..T-1} |w_t|^2")));
    expect(&s, "sum_{t=0..T-1} |w_{t+1} - w_t|^2", "45/64");
    expect(&s, "E|w_T|^2", "1/64");
    mpq_clears(q, sum, NULL);
    forget(&s);
    cas_descent_free(d);
}

/* One step splits the run into two; neither part moves afterwards. */
static void runs_that_have_split_come_to_rest(void **state)
{
    struct subject s;
    cas_descent *d = quadratic(0, "0", (size_t)1 << 40);
    (void)state;
    cas_phase_clear(&d->phase[0]);
    cas_phase_init(&d->phase[0], 2, 1);
    set_outcome(&d->phase[0].outcome[0], 2, "1", "0", "1");
    set_outcome(&d->phase[0].outcome[1], 2, "-1", "0", "0");
    cas_phase_init(&d->phase[1], 1, 1);
    mpq_set_ui(d->phase[1].outcome[0].probability, 1, 1);
    d->phases = 2;
    follow(&s, d, cas_arithmetic_rational);
    assert_int_equal(s.model->rest, 1);
    expect(&s, "E|w_T|^2", "5/8");
    expect(&s, "|E[w_T]|^2", "1/16");
    expect(&s, "E|E[w_T given F_{T-1}]|^2", "5/8");
    expect(&s, "1/T sum_{t=1..T-1} E|w_t|^2 + 5/(8 T)", "5/8");
    forget(&s);
    cas_descent_free(d);
}

static void runs_that_never_rest_are_refused(void **state)
{
    cas_arithmetic arithmetic = cas_arithmetic_interval(64);
    cas_model *model;
    cas_message message;
    cas_descent *d = quadratic(1, "1", CAS_DESCENT_TREE + 1);
    (void)state;
    assert_int_equal(cas_descent_model_new(d, &arithmetic, &model, &message), CAS_LIMIT);
    assert_non_null(strstr(message.text, "not at rest"));
    d->steps = CAS_DESCENT_TREE;
    assert_int_equal(cas_descent_model_new(d, &arithmetic, &model, &message), CAS_OK);
    model->free(model);
    cas_descent_free(d);
}

static cas_descent *draw(uint64_t k, bool satisfies_pl)
{
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(7, "tests/descent", k));
    cas_descent *d =
        cas_descent_generate(rng, &(cas_descent_options){.satisfies_pl = satisfies_pl});
    gsl_rng_free(rng);
    return d;
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
    const cas_phase *phase = cas_descent_phase(d, t);
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
        struct subject s;
        cas_descent *d = draw(k, true);
        double w[CAS_DESCENT_DIMENSIONS] = {0}, slope[CAS_DESCENT_DIMENSIONS];
        for (size_t i = 0; i < d->dimension; i++)
            w[i] = mpq_get_d(d->start.at[i]);
        follow(&s, d, cas_arithmetic_interval(128));
        double expected = expected_loss(d, 0, w), scale = 1 + fabs(loss(d, w, slope));
        double got = mpfi_get_d(number(&s, "E[l(w_T)]"));
        if (!(fabs(expected - got) <= ldexp(scale + fabs(expected), -30)))
            fail_msg("instance %d: %.17g, not %.17g", (int)k, got, expected);
        forget(&s);
        cas_descent_free(d);
    }
}

/* Exact values of runs without ripples lie in the enclosures. */
static void enclosures_contain_the_exact_values(void **state)
{
    static const char *const formulas[] = {
        "sum_{t=0..T-1} E|u~_t - u_t|^2", "sum_{t=0..T-1} E|E[u~_t given F_t]|^2",
        "sum_{t=0..T-1} (1 - mu gamma)^{T-1-t} E|E[u~_t - u_t given F_t]|^2",
        "E[l(w_T) - l_star]"};
    size_t compared = 0;
    (void)state;
    for (uint64_t k = 0; k < INSTANCES; k++) {
        struct subject exact, enclosed;
        cas_descent *d = draw(k, false);
        if (cas_rationals_are_zero(&d->ripple)) {
            follow(&exact, d, cas_arithmetic_rational);
            follow(&enclosed, d, cas_arithmetic_interval(64));
            for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
                mpq_srcptr q = number(&exact, formulas[i]);
                mpfi_srcptr x = number(&enclosed, formulas[i]);
                assert_true(mpfr_cmp_q(&x->left, q) <= 0 &&
                            mpfr_cmp_q(&x->right, q) >= 0);
                compared++;
            }
            forget(&exact);
            forget(&enclosed);
        }
        cas_descent_free(d);
    }
    assert_true(compared >= 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_steps_are_those_found_by_hand),
        cmocka_unit_test(constants_are_exact_where_the_run_is_not),
        cmocka_unit_test(what_is_not_perturbed_has_no_error),
        cmocka_unit_test(hidden_gradients_are_fixed_points),
        cmocka_unit_test(sums_beyond_rest_are_those_of_all_their_terms),
        cmocka_unit_test(runs_that_have_split_come_to_rest),
        cmocka_unit_test(runs_that_never_rest_are_refused),
        cmocka_unit_test(runs_agree_with_a_plain_recursion),
        cmocka_unit_test(enclosures_contain_the_exact_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

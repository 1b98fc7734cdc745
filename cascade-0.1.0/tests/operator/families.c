/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/stage.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "program/jet.h"
#include "program/tape.h"
#include "tests/operator/sample_operator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/*: How far double precision may lie from the oracle. A result that is computed by sums
and products alone, in any order, has by the standard model
($\mathrm{fl}(x\circ y)=(x\circ y)(1+\delta)$, $|\delta|\le u=2^{-53}$) an error of at
most $\gamma_dM$, $\gamma_d=du/(1-du)$, where $d$ bounds the number of roundings that any
of its monomials goes through and the majorant $M$ is the same expression with all minus
signs, constants and inputs made positive. The majorant of $f$ and of its adjoints comes
from running the program in an arithmetic that has no minus signs. For $d$ we take what
covers the reference as well as the program in double, forward, backward and in the
majorant itself: six times the number of nodes, and 64 for the library's functions
(below).

An activation adds one step. Let $Z_k$ be the majorant of $z_k$. All of our activations
have $|\phi'|\le1$ and $|\phi''|\le1$, and are computed with an error of at most $64u$
(absolute, or relative to the result), so that $a\,\phi(z_k)$ has an error of at most
$\gamma_d|a|(Z_k+|\phi(z_k)|+1)$, and the factor $t_k=a\,\phi'(z_k)v_k$ of the adjoints of
$z_k$ one of at most $\gamma_d|a||v_k|(Z_k+1)$. The adjoints' bound is that of the
operator $z$, pulled back from these numbers. */

static void keep_sign(void *r, const void *x)
{
    cas_arithmetic_double.set(r, x);
}

static void magnitude_of_integer(void *r, long n)
{
    cas_arithmetic_double.set_integer(r, labs(n));
}

static void magnitude_of_rational(void *r, mpq_srcptr q)
{
    double x;
    cas_arithmetic_double.set_rational(&x, q);
    *(double *)r = fabs(x);
}

static cas_arithmetic majorant_arithmetic(void)
{
    cas_arithmetic arithmetic = cas_arithmetic_double;
    arithmetic.name = "majorant";
    arithmetic.negate = keep_sign;
    arithmetic.subtract = arithmetic.add;
    arithmetic.set_integer = magnitude_of_integer;
    arithmetic.set_rational = magnitude_of_rational;
    return arithmetic;
}

/* A point, a covector, and what came of them. */
typedef struct trial {
    const cas_operator *op;
    double *y, *w, *v;
    cas_rationals weights;
    double *value, *gy, *gw;                   /* in double */
    double *value_bound, *gy_bound, *gw_bound; /* of the errors in double */
} trial;

static double *numbers_new(size_t count)
{
    return cas_allocate(count, sizeof(double));
}

static void trial_init(trial *t, gsl_rng *rng, const cas_operator *op)
{
    double **arrays[] = {&t->y,  &t->w,           &t->v,        &t->value,   &t->gy,
                         &t->gw, &t->value_bound, &t->gy_bound, &t->gw_bound};
    const size_t in = op->in, out = op->out, weights = op->weights;
    const size_t counts[] = {in, weights, out, out, in, weights, out, in, weights};
    t->op = op;
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; ++i)
        *arrays[i] = numbers_new(counts[i]);
    sample_numbers(rng, in, t->y);
    sample_numbers(rng, weights, t->w);
    sample_numbers(rng, out, t->v);
    cas_rationals_init(&t->weights, weights);
    cas_rationals_set_doubles(&t->weights, t->w);
}

static void trial_clear(trial *t)
{
    double *arrays[] = {t->y,  t->w,           t->v,        t->value,   t->gy,
                        t->gw, t->value_bound, t->gy_bound, t->gw_bound};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; ++i)
        free(arrays[i]);
    cas_rationals_clear(&t->weights);
}

static void to_mpfr(const cas_arithmetic *mpfr, size_t count, const double *x, void *r)
{
    for (size_t i = 0; i < count; ++i)
        mpfr_set_d(cas_at(mpfr, r, i), x[i], MPFR_RNDN);
}

/* |exact - found| <= bound for all of an array of MPFR numbers. */
static bool is_within(const cas_arithmetic *mpfr, size_t count, const void *exact,
                      const double *found, const double *bound)
{
    bool is_inside = true;
    mpfr_t error;
    mpfr_init2(error, mpfr->precision);
    for (size_t i = 0; i < count; ++i) {
        mpfr_sub_d(error, cas_at_const(mpfr, exact, i), found[i], MPFR_RNDA);
        mpfr_abs(error, error, MPFR_RNDN);
        is_inside = is_inside && mpfr_cmp_d(error, bound[i]) <= 0;
    }
    mpfr_clear(error);
    return is_inside;
}

/* The same adjoints forward: gy and gw from Taylor arithmetic to first order at 256
   bits. */
static void adjoints_by_jets(const trial *t, const cas_arithmetic *mpfr, void *gy,
                             void *gw)
{
    const cas_operator *op = t->op;
    const size_t n = op->in + op->weights;
    cas_jets *jets = cas_jets_new(op->program, mpfr, n, 1);
    void *gradient = cas_numbers_new(mpfr, n);
    mpfr_t term;
    mpfr_init2(term, mpfr->precision);
    for (size_t a = 0; a < n; ++a) {
        mpfr->set_integer(cas_at(mpfr, gradient, a), 1);
        mpfr_set_d(term, a < op->in ? t->y[a] : t->w[a - op->in], MPFR_RNDN);
        cas_jets_seed_variable(jets, a, term, gradient);
        mpfr->set_integer(cas_at(mpfr, gradient, a), 0);
    }
    assert_int_equal(cas_jets_evaluate(jets, NULL), CAS_OK);
    for (size_t a = 0; a < n; ++a) {
        mpfr_ptr sum = a < op->in ? cas_at(mpfr, gy, a) : cas_at(mpfr, gw, a - op->in);
        mpfr_set_zero(sum, 1);
        for (size_t k = 0; k < op->out; ++k) {
            mpfr_mul_d(term, cas_jets_first(jets, k, a), t->v[k], MPFR_RNDN);
            mpfr_add(sum, sum, term, MPFR_RNDN);
        }
    }
    mpfr_clear(term);
    cas_numbers_free(mpfr, gradient, n);
    cas_jets_free(jets);
}

/* Whether the trial's results are within their bounds of the program's at 256 bits, whose
   adjoints are taken backward and forward. */
static bool is_within_bounds(const trial *t)
{
    const cas_operator *op = t->op;
    const cas_arithmetic mpfr = cas_arithmetic_mpfr(256);
    void *y = cas_numbers_new(&mpfr, op->in), *v = cas_numbers_new(&mpfr, op->out);
    void *gy = cas_numbers_new(&mpfr, op->in), *gw = cas_numbers_new(&mpfr, op->weights);
    cas_stage *oracle = cas_stage_new(op, &mpfr, t->weights.at);
    to_mpfr(&mpfr, op->in, t->y, y);
    to_mpfr(&mpfr, op->out, t->v, v);
    assert_int_equal(cas_stage_evaluate(oracle, y, NULL), CAS_OK);
    assert_int_equal(cas_stage_pullback(oracle, v, gy, gw, NULL), CAS_OK);
    bool is_inside =
        is_within(&mpfr, op->out, cas_stage_output(oracle), t->value, t->value_bound);
    for (int way = 0; way < 2; ++way) {
        if (way == 1)
            adjoints_by_jets(t, &mpfr, gy, gw);
        is_inside = is_inside && is_within(&mpfr, op->in, gy, t->gy, t->gy_bound) &&
                    is_within(&mpfr, op->weights, gw, t->gw, t->gw_bound);
    }
    cas_stage_free(oracle);
    cas_numbers_free(&mpfr, y, op->in);
    cas_numbers_free(&mpfr, v, op->out);
    cas_numbers_free(&mpfr, gy, op->in);
    cas_numbers_free(&mpfr, gw, op->weights);
    return is_inside;
}

static bool has_parameter(const cas_operator *op, const char *name)
{
    for (const cas_parameter *p = op->family->parameters; p->name; ++p)
        if (strcmp(p->name, name) == 0)
            return true;
    return false;
}

/* op with the identity for its activation and no amplitude: the argument z of phi. */
static cas_operator *argument_of(const cas_operator *op)
{
    static const char *const scalar[] = {"y1"};
    cas_operator *argument;
    if (!has_parameter(op, "activation")) {
        assert_int_equal(cas_operator_new_expression(1, 1, 0, scalar, &argument, NULL),
                         CAS_OK);
        return argument;
    }
    cas_parameter_value *values = cas_allocate(8, sizeof *values);
    for (size_t i = 0; op->family->parameters[i].name; ++i) {
        const char *name = op->family->parameters[i].name;
        if (strcmp(name, "activation") == 0)
            values[i].word = cas_duplicate("identity");
        else if (strcmp(name, "amplitude") != 0)
            cas_rationals_copy(&values[i].numbers, &op->parameters[i].numbers);
    }
    assert_int_equal(cas_operator_new(op->family, op->in, op->out, op->weights, values,
                                      &argument, NULL),
                     CAS_OK);
    return argument;
}

static double amplitude_of(const cas_operator *op)
{
    if (!has_parameter(op, "amplitude"))
        return 1;
    return fabs(op->doubles[cas_family_parameter(op->family, "amplitude")][0]);
}

/* gamma_d for the whole operator. */
static double rounding_of(const cas_operator *op)
{
    const double d = 6 * (double)op->program->node_count + 64;
    return d * 0x1p-53 / (1 - d * 0x1p-53);
}

static void set_magnitudes(size_t count, const double *x, double *r)
{
    for (size_t i = 0; i < count; ++i)
        r[i] = fabs(x[i]);
}

/* The error bounds of trial t, by the derivation above. */
static void bound_errors(trial *t)
{
    const cas_operator *op = t->op;
    const bool is_polynomial = cas_program_is_rational(op->program);
    cas_operator *argument = is_polynomial ? NULL : argument_of(op);
    const cas_arithmetic majorant = majorant_arithmetic();
    const double gamma = rounding_of(op), amplitude = amplitude_of(op);
    double *y = numbers_new(op->in), *w = numbers_new(op->weights),
           *v = numbers_new(op->out);
    cas_tape *tape =
        cas_tape_new(is_polynomial ? op->program : argument->program, &majorant);
    set_magnitudes(op->in, t->y, y);
    set_magnitudes(op->weights, t->w, w);
    set_magnitudes(op->out, t->v, v);
    assert_int_equal(cas_tape_evaluate(tape, y, w, NULL), CAS_OK);
    for (size_t k = 0; k < op->out; ++k) {
        const double Z = *(const double *)cas_tape_output(tape, k);
        t->value_bound[k] = gamma * Z;
        if (is_polynomial)
            continue;
        t->value_bound[k] = gamma * (amplitude * (Z + 1) + fabs(t->value[k]));
        v[k] *= amplitude * (Z + 1);
    }
    assert_int_equal(cas_tape_pullback(tape, v, t->gy_bound, t->gw_bound, NULL), CAS_OK);
    for (size_t j = 0; j < op->in; ++j)
        t->gy_bound[j] *= gamma;
    for (size_t j = 0; j < op->weights; ++j)
        t->gw_bound[j] *= gamma;
    cas_tape_free(tape);
    cas_operator_free(argument);
    free(y);
    free(w);
    free(v);
}

typedef cas_stage *make_stage(const cas_operator *op, const mpq_t *weights);

static cas_stage *program_in_double(const cas_operator *op, const mpq_t *weights)
{
    return cas_stage_new(op, &cas_arithmetic_double, weights);
}

/* factors: of value, gy and gw; 1 but for the test of the test. */
static bool agrees_with_the_oracle(gsl_rng *rng, const cas_operator *op, make_stage *make,
                                   const double factors[3])
{
    trial t;
    trial_init(&t, rng, op);
    cas_stage *stage = make(op, t.weights.at);
    assert_int_equal(cas_stage_evaluate(stage, t.y, NULL), CAS_OK);
    memcpy(t.value, cas_stage_output(stage), op->out * sizeof *t.value);
    assert_int_equal(cas_stage_pullback(stage, t.v, t.gy, t.gw, NULL), CAS_OK);
    bound_errors(&t);
    cblas_dscal((int)op->out, factors[0], t.value, 1);
    cblas_dscal((int)op->in, factors[1], t.gy, 1);
    cblas_dscal((int)op->weights, factors[2], t.gw, 1);
    const bool agrees = is_within_bounds(&t);
    cas_stage_free(stage);
    trial_clear(&t);
    return agrees;
}

static const double exact[] = {1, 1, 1};

enum { TRIALS = 40 };

static void check_all(make_stage *make, const char *purpose)
{
    for (size_t f = 0; cas_families[f]; ++f)
        for (size_t variant = 0; variant < sample_variants(cas_families[f]); ++variant) {
            gsl_rng *rng =
                cas_philox_new(cas_philox_key_make(2, purpose, 100 * f + variant));
            for (int i = 0; i < TRIALS; ++i) {
                cas_operator *op = sample_operator(rng, cas_families[f], variant);
                if (!agrees_with_the_oracle(rng, op, make, exact))
                    fail_msg("%s, variant %zu, trial %d", op->family->name, variant, i);
                cas_operator_free(op);
            }
            gsl_rng_free(rng);
        }
}

static void reference_agrees_with_the_oracle(void **state)
{
    (void)state;
    check_all(cas_stage_new_reference, "reference");
}

static void program_in_double_agrees_with_the_oracle(void **state)
{
    (void)state;
    check_all(program_in_double, "program");
}

static bool is_caught(gsl_rng *rng, const cas_family *family, const double factors[3])
{
    for (int i = 0; i < TRIALS; ++i) {
        cas_operator *op = sample_operator(rng, family, 0);
        const bool agrees =
            agrees_with_the_oracle(rng, op, cas_stage_new_reference, factors);
        const bool has_weights = op->weights > 0 || factors[2] == 1;
        cas_operator_free(op);
        if (!agrees || !has_weights)
            return true;
    }
    return false;
}

static void relative_error_of_a_billionth_is_caught(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(2, "mutant", 0));
    for (size_t f = 0; cas_families[f]; ++f)
        for (size_t part = 0; part < 3; ++part) {
            double factors[] = {1, 1, 1};
            factors[part] += 1e-9;
            assert_true(is_caught(rng, cas_families[f], factors));
        }
    gsl_rng_free(rng);
}

static void activations_stay_finite_at_large_arguments(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(2, "large", 0));
    const cas_family *family = cas_family_find("dense");
    for (size_t variant = 0; variant < sample_variants(family); ++variant) {
        cas_operator *op = sample_operator(rng, family, variant);
        trial t;
        trial_init(&t, rng, op);
        for (size_t j = 0; j < op->in; ++j)
            t.y[j] *= 1e300;
        cas_stage *stage = cas_stage_new_reference(op, t.weights.at);
        assert_int_equal(cas_stage_evaluate(stage, t.y, NULL), CAS_OK);
        assert_int_equal(cas_stage_pullback(stage, t.v, t.gy, NULL, NULL), CAS_OK);
        cas_stage_free(stage);
        trial_clear(&t);
        cas_operator_free(op);
    }
    gsl_rng_free(rng);
}

static void overflow_of_a_reference_is_an_error(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(2, "overflow", 0));
    cas_operator *op = sample_operator(rng, cas_family_find("square"), 0);
    double *y = numbers_new(op->in);
    y[0] = 1e200;
    cas_stage *stage = cas_stage_new_reference(op, NULL);
    cas_message message;
    assert_int_equal(cas_stage_evaluate(stage, y, &message), CAS_DOMAIN);
    assert_string_equal(message.text,
                        "square: the value is not finite in double precision");
    cas_stage_free(stage);
    cas_operator_free(op);
    free(y);
    gsl_rng_free(rng);
}

static void either_adjoint_may_be_left_out(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(2, "either", 0));
    for (size_t f = 0; cas_families[f]; ++f) {
        cas_operator *op = sample_operator(rng, cas_families[f], 0);
        trial t;
        trial_init(&t, rng, op);
        double *gy = numbers_new(op->in), *gw = numbers_new(op->weights);
        cas_stage *stage = cas_stage_new_reference(op, t.weights.at);
        assert_int_equal(cas_stage_evaluate(stage, t.y, NULL), CAS_OK);
        assert_int_equal(cas_stage_pullback(stage, t.v, t.gy, t.gw, NULL), CAS_OK);
        assert_int_equal(cas_stage_pullback(stage, t.v, gy, NULL, NULL), CAS_OK);
        assert_int_equal(cas_stage_pullback(stage, t.v, NULL, gw, NULL), CAS_OK);
        assert_memory_equal(gy, t.gy, op->in * sizeof *gy);
        assert_memory_equal(gw, t.gw, op->weights * sizeof *gw);
        cas_stage_free(stage);
        free(gy);
        free(gw);
        trial_clear(&t);
        cas_operator_free(op);
    }
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reference_agrees_with_the_oracle),
        cmocka_unit_test(program_in_double_agrees_with_the_oracle),
        cmocka_unit_test(relative_error_of_a_billionth_is_caught),
        cmocka_unit_test(activations_stay_finite_at_large_arguments),
        cmocka_unit_test(overflow_of_a_reference_is_an_error),
        cmocka_unit_test(either_adjoint_may_be_left_out),
    };
    return cmocka_run_group_tests_name("families", tests, NULL, NULL);
}

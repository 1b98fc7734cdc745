/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/tail_form.h"
#include "constants/tail_functions.h"

#include "program/expression.h"
#include "program/jet.h"
#include "program/tape.h"
#include "tests/program/random_program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

enum { ORDER = 3, FINE = 512 };

/* A program in y1 on the tail y1 >= start, or y1 <= -start. */
typedef struct run {
    cas_tail tail;
    cas_tail_arithmetic arithmetic;
    cas_jets *jets;
    int sign;
} run;

static void begin(run *r, const cas_program *program, long start, int sign)
{
    r->sign = sign;
    cas_tail_init(&r->tail, 1, cas_arithmetic_interval(CAS_TAIL_BITS));
    r->tail.is_active[0] = true;
    mpq_set_si(r->tail.start[0], start, 1);
    cas_tail_arithmetic_init(&r->arithmetic, &r->tail);
    cas_tail_functions_add(&r->arithmetic);
    r->jets = cas_jets_new(program, &r->arithmetic.table, 1, ORDER);
    cas_tail_number *y = cas_numbers_new(&r->arithmetic.table, 1);
    void *one = cas_numbers_new(&r->arithmetic.table, 1);
    r->arithmetic.table.set_integer(one, 1);
    mpfi_interv_si(y->plain, sign > 0 ? start : -start, 0);
    mpfr_set_inf(sign > 0 ? &y->plain->right : &y->plain->left, sign);
    mpfr_set_si(sign > 0 ? &y->plain->left : &y->plain->right, sign * start, MPFR_RNDN);
    mpfi_set_si(y->rest, 0);
    y->has_scale = false;
    mpq_set_si(y->form[1], sign, 1);
    cas_tail_complete(y);
    cas_jets_seed_variable(r->jets, 0, y, one);
    assert_int_equal(cas_jets_evaluate(r->jets, NULL), CAS_OK);
    cas_numbers_free(&r->arithmetic.table, y, 1);
    cas_numbers_free(&r->arithmetic.table, one, 1);
}

static void finish(run *r)
{
    cas_jets_free(r->jets);
    cas_tail_clear(&r->tail);
}

static bool meet(mpfi_srcptr one, mpfi_srcptr other)
{
    return mpfr_lessequal_p(&one->left, &other->right) &&
           mpfr_lessequal_p(&other->left, &one->right);
}

/* r = z^{e_0} exp(e_1 z + ..), or the sum e_1 z + .. itself */
static void evaluate_scale(mpfi_ptr r, const mpq_t *e, mpfi_srcptr z, bool is_sum)
{
    mpfi_t power;
    mpfi_init2(power, FINE);
    mpfi_set_si(r, 0);
    for (size_t k = CAS_TAIL_TERMS; k-- > 1;) {
        mpfi_add_q(r, r, e[k]);
        mpfi_mul(r, r, z);
    }
    if (!is_sum) {
        mpfi_log(power, z);
        mpfi_mul_q(power, power, e[0]);
        mpfi_add(r, r, power);
        mpfi_exp(r, r);
    }
    mpfi_clear(power);
}

/* Everything that x says is true of the value at z. */
static void check_number(const cas_tail_number *x, mpfi_srcptr value, mpfi_srcptr z,
                         const char *text)
{
    mpfi_t plain, part;
    mpfi_init2(plain, CAS_TAIL_BITS);
    mpfi_init2(part, FINE);
    cas_tail_enclose(plain, x);
    if (!mpfi_nan_p(plain) && !meet(value, plain))
        fail_msg("%s: %g is not in [%g, %g]", text, mpfi_get_d(value),
                 mpfr_get_d(&plain->left, MPFR_RNDD),
                 mpfr_get_d(&plain->right, MPFR_RNDU));
    if (x->has_scale) {
        evaluate_scale(part, (const mpq_t *)x->scale, z, false);
        mpfi_mul(part, part, x->factor);
        if (!meet(value, part))
            fail_msg("%s: %g is not in scale times factor, [%g, %g]", text,
                     mpfi_get_d(value), mpfr_get_d(&part->left, MPFR_RNDD),
                     mpfr_get_d(&part->right, MPFR_RNDU));
    }
    if (x->has_form) {
        evaluate_scale(part, (const mpq_t *)x->form, z, true);
        if (x->is_exact)
            mpfi_add_q(part, part, x->exact);
        else
            mpfi_add(part, part, x->rest);
        if (!meet(value, part))
            fail_msg("%s: %g is not in form plus rest, [%g, %g]", text, mpfi_get_d(value),
                     mpfr_get_d(&part->left, MPFR_RNDD),
                     mpfr_get_d(&part->right, MPFR_RNDU));
    }
    mpfi_clear(plain);
    mpfi_clear(part);
}

/* All derivatives at points of the tail, with 512 bits, against the run on the tail. */
static void check_points(const run *r, const cas_program *program, long start,
                         const char *text)
{
    static const double factors[] = {1, 1.125, 1.75, 3, 10, 50};
    const cas_arithmetic fine = cas_arithmetic_interval(FINE);
    cas_jets *jets = cas_jets_new(program, &fine, 1, ORDER);
    mpfi_t z, y, one;
    mpfi_init2(z, FINE);
    mpfi_init2(y, FINE);
    mpfi_init2(one, FINE);
    mpfi_set_si(one, 1);
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
        mpfi_set_d(z, factors[i] * (double)start);
        mpfi_mul_si(y, z, r->sign);
        cas_jets_seed_variable(jets, 0, y, one);
        assert_int_equal(cas_jets_evaluate(jets, NULL), CAS_OK);
        for (size_t k = 0; k < program->output_count; k++)
            for (unsigned degree = 0; degree <= ORDER; degree++) {
                const size_t indices[ORDER] = {0};
                check_number(cas_jets_entry(r->jets, k, degree, indices),
                             cas_jets_entry(jets, k, degree, indices), z, text);
            }
    }
    cas_jets_free(jets);
    mpfi_clear(z);
    mpfi_clear(y);
    mpfi_clear(one);
}

static const char *const texts[] = {
    "softplus(y1)*tanh(y1)",
    "softplus(-y1)*y1^3",
    "softplus(y1)*sigmoid(y1)",
    "softplus(2*y1 + 1)*sigmoid(-y1/3)",
    "y1^2/(1 + y1^2)",
    "y1*exp(-y1^2)",
    "y1^3*exp(-y1^2/7 + y1)",
    "y1*sigmoid(y1)",
    "y1*tanh(softplus(y1))",
    "log1p(exp(y1))",
    "log(1 + exp(y1) + exp(2*y1))",
    "log1p(exp(-y1))*y1",
    "sqrt(1 + y1^2)",
    "sqrt(1 + y1^4) - y1^2",
    "y1/sqrt(3 + 2*y1^2)",
    "1/(1 + exp(-y1))",
    "exp(-sqrt(1 + y1^2))*y1^2",
    "sinh(y1)/cosh(y1)",
    "cosh(y1 - 1)*exp(-y1)",
    "sinh(y1/2)^2*exp(-3*y1)",
    "sin(y1)*exp(-y1)",
    "sin(exp(-y1))*exp(y1)",
    "tanh(1/y1)*y1",
    "atan(y1^-2)*y1^2",
    "(y1 + 1)^2 - y1^2",
    "y1 - sin(y1) + cos(y1)/y1",
    "exp(y1 + sin(y1))/exp(y1)",
    "(y1^2 + 1)*(y1 - 2)/y1^3",
    "atan(y1)*(2 - tanh(y1))",
    "log(y1^2)*exp(-y1)",
    "exp(-softplus(y1))*y1",
    "-(-y1)*(0 - y1)",
    "tanh(y1^3)",
    "(1 - y1/2)^3*y1^-3",
    "sqrt(softplus(y1))",
    "y1/softplus(-y1)",
    "sigmoid(y1)^-2*exp(-y1)",
    "exp(y1)/(1/y1)",
    "log(y1)/y1",
    "log(y1^2 + 3)^2/y1",
    "log(3*y1)*log(y1^-2/7)*exp(-y1)",
};

static void what_numbers_say_is_true_at_points_of_the_tail(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int sign = -1; sign <= 1; sign += 2)
            for (long start = 1; start <= 16; start *= 4) {
                size_t node;
                run r;
                cas_program *program = cas_program_new(1, 0);
                assert_int_equal(cas_expression_read(program, texts[i], &node, NULL),
                                 CAS_OK);
                cas_program_add_output(program, node);
                begin(&r, program, start, sign);
                check_points(&r, program, start, texts[i]);
                finish(&r);
                cas_program_free(program);
            }
}

static void what_numbers_say_is_true_of_random_programs(void **state)
{
    (void)state;
    for (unsigned long trial = 0; trial < 100; trial++) {
        gsl_rng *rng = random_stream("tail", trial);
        run r;
        cas_program *program = random_program(rng, RANDOM_ANY, 1, 0, 2, 4);
        begin(&r, program, 3, trial % 2 == 0 ? 1 : -1);
        check_points(&r, program, 3, "random");
        finish(&r);
        cas_program_free(program);
        gsl_rng_free(rng);
    }
}

/* The derivatives that are bounded although a factor is not. */
static void unbounded_factors_are_bounded_together(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned degree;
        double limit; /* of its absolute value on y1 >= 32 */
    } cases[] = {
        {"softplus(y1)*tanh(y1)", 1, 1.0001},  {"softplus(y1)*tanh(y1)", 2, 1e-9},
        {"softplus(y1)*sigmoid(y1)", 3, 1e-9}, {"y1^2/(1 + y1^2)", 0, 1.0001},
        {"y1^2/(1 + y1^2)", 1, 1e-3},          {"y1*exp(-y1^2)", 3, 1e-300},
        {"y1*sigmoid(y1)", 2, 1e-9},           {"log1p(exp(y1))", 1, 1.0001},
        {"sqrt(1 + y1^2)", 1, 1.0001},         {"exp(-sqrt(1 + y1^2))*y1", 2, 1e-9},
        {"sinh(y1)/cosh(y1)", 0, 1.0001},      {"y1 + 1 - y1", 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t node;
        run r;
        mpfi_t value;
        const size_t indices[ORDER] = {0};
        cas_program *program = cas_program_new(1, 0);
        assert_int_equal(cas_expression_read(program, cases[i].text, &node, NULL),
                         CAS_OK);
        cas_program_add_output(program, node);
        begin(&r, program, 32, 1);
        mpfi_init2(value, CAS_TAIL_BITS);
        cas_tail_enclose(value, cas_jets_entry(r.jets, 0, cases[i].degree, indices));
        if (!(mpfr_get_d(&value->right, MPFR_RNDU) <= cases[i].limit &&
              mpfr_get_d(&value->left, MPFR_RNDD) >= -cases[i].limit))
            fail_msg("%s: [%g, %g]", cases[i].text, mpfr_get_d(&value->left, MPFR_RNDD),
                     mpfr_get_d(&value->right, MPFR_RNDU));
        mpfi_clear(value);
        finish(&r);
        cas_program_free(program);
    }
}

/* z^p exp(-kz) falls only beyond p/k; before, nothing may be said of its supremum. */
static void scales_are_bounded_only_where_they_fall(void **state)
{
    (void)state;
    for (long start = 1; start <= 10; start++) {
        cas_tail tail;
        mpfi_t range, exact;
        mpfi_init2(range, CAS_TAIL_BITS);
        mpfi_init2(exact, CAS_TAIL_BITS);
        cas_tail_init(&tail, 1, cas_arithmetic_interval(CAS_TAIL_BITS));
        tail.is_active[0] = true;
        mpq_set_si(tail.start[0], start, 1);
        mpq_t *scale = cas_scale_new(&tail);
        mpq_set_si(scale[0], 5, 1);
        mpq_set_si(scale[1], -1, 1);
        cas_scale_range(&tail, range, (const mpq_t *)scale);
        mpfi_set_d(exact, pow((double)start, 5) * exp((double)-start));
        assert_true(mpfr_zero_p(&range->left));
        assert_true(mpfr_inf_p(&range->right) == (start < 5));
        if (start >= 5)
            assert_true(fabs(mpfr_get_d(&range->right, MPFR_RNDN) / mpfi_get_d(exact) -
                             1) < 1e-12);
        mpq_set_si(scale[1], 1, 1);
        cas_scale_range(&tail, range, (const mpq_t *)scale);
        assert_true(mpfr_inf_p(&range->right));
        assert_true(mpfr_sgn(&range->left) > 0);
        cas_scale_free(&tail, scale);
        cas_tail_clear(&tail);
        mpfi_clear(range);
        mpfi_clear(exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_numbers_say_is_true_at_points_of_the_tail),
        cmocka_unit_test(what_numbers_say_is_true_of_random_programs),
        cmocka_unit_test(unbounded_factors_are_bounded_together),
        cmocka_unit_test(scales_are_bounded_only_where_they_fall),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval.h"

#include "tests/arithmetic/operands.h"

#include <mpfi.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <limits.h>
#include <math.h>

/* The interval arithmetic against points: what it must contain, and how
   little more it may. */

typedef int (*point_function)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
typedef int (*point_operation)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

/* Both of the following are increasing in each step, so that a direction carries through;
   300 bits more than the operands pay for 1 + exp(x). */
static int point_sigmoid(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    mpfr_t e;
    mpfr_init2(e, mpfr_get_prec(r) + 300);
    mpfr_rnd_t opposite = direction == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD;
    mpfr_neg(e, x, MPFR_RNDN);
    mpfr_exp(e, e, opposite);
    mpfr_add_ui(e, e, 1, opposite);
    mpfr_ui_div(r, 1, e, direction);
    mpfr_clear(e);
    return 0;
}

static int point_softplus(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t direction)
{
    mpfr_t e;
    mpfr_init2(e, mpfr_get_prec(r) + 300);
    mpfr_exp(e, x, direction);
    if (mpfr_cmp_si(x, -200) > 0 && mpfr_cmp_si(x, 200) < 0) {
        mpfr_add_ui(e, e, 1, direction);
        mpfr_log(r, e, direction);
    } else {
        mpfr_setsign(e, x, 1, MPFR_RNDN);
        mpfr_exp(e, e, direction);
        mpfr_log1p(e, e, direction);
        mpfr_sgn(x) > 0 ? mpfr_add(r, x, e, direction) : mpfr_set(r, e, direction);
    }
    mpfr_clear(e);
    return 0;
}

static const point_function point_functions[CAS_FUNCTION_COUNT] = {
    [CAS_EXP] = mpfr_exp,          [CAS_LOG] = mpfr_log,
    [CAS_LOG1P] = mpfr_log1p,      [CAS_SQRT] = mpfr_sqrt,
    [CAS_TANH] = mpfr_tanh,        [CAS_SINH] = mpfr_sinh,
    [CAS_COSH] = mpfr_cosh,        [CAS_SIN] = mpfr_sin,
    [CAS_COS] = mpfr_cos,          [CAS_ATAN] = mpfr_atan,
    [CAS_SIGMOID] = point_sigmoid, [CAS_SOFTPLUS] = point_softplus,
};

/* Whether the number between low and high can lie in x: fails only if it
   certainly does not. */
static bool may_contain(mpfi_srcptr x, mpfr_srcptr low, mpfr_srcptr high)
{
    return mpfr_lessequal_p(&x->left, high) && mpfr_greaterequal_p(&x->right, low);
}

static bool is_in_domain(cas_function f, mpfi_srcptr x)
{
    switch (f) {
    case CAS_LOG:
        return mpfr_sgn(&x->left) > 0;
    case CAS_LOG1P:
        return mpfr_cmp_si(&x->left, -1) > 0;
    case CAS_SQRT:
        return mpfr_sgn(&x->left) >= 0;
    default:
        return true;
    }
}

static bool is_undefined(mpfi_srcptr x)
{
    return mpfr_nan_p(&x->left) && mpfr_nan_p(&x->right);
}

/* What every value of the function keeps to, an enclosure keeps to as well: code that
   follows may take a root of 1 - tanh^2 or a logarithm of a sigmoid. */
static bool keeps_to_its_range(cas_function f, mpfi_srcptr r)
{
    bool is_bounded = f == CAS_SIN || f == CAS_COS || f == CAS_TANH || f == CAS_SIGMOID;
    bool is_positive =
        f == CAS_EXP || f == CAS_SIGMOID || f == CAS_SOFTPLUS || f == CAS_SQRT;
    if (is_bounded && (mpfr_cmp_si(&r->left, -1) < 0 || mpfr_cmp_si(&r->right, 1) > 0))
        return false;
    return !(is_positive && mpfr_sgn(&r->left) < 0) &&
           !(f == CAS_COSH && mpfr_cmp_ui(&r->left, 1) < 0);
}

static const mpfr_prec_t precisions[] = {2, 53, 128, 160, 256};
enum { PRECISIONS = sizeof precisions / sizeof *precisions };

static void functions_contain_their_values_at_points(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("function containment");
    for (int p = 0; p < PRECISIONS; p++) {
        cas_arithmetic arithmetic = cas_arithmetic_interval(precisions[p]);
        mpfi_ptr x = cas_numbers_new(&arithmetic, 2);
        mpfi_ptr r = x + 1;
        mpfr_t point, low, high;
        mpfr_inits2(precisions[p] + 100, point, low, high, (mpfr_ptr)0);
        for (int f = 0; f < CAS_FUNCTION_COUNT; f++)
            for (int trial = 0; trial < 500; trial++) {
                operand_interval(rng, x);
                arithmetic.function[f](r, x);
                if (!is_in_domain((cas_function)f, x)) {
                    assert_true(is_undefined(r));
                    continue;
                }
                assert_true(mpfr_lessequal_p(&r->left, &r->right));
                assert_true(keeps_to_its_range((cas_function)f, r));
                for (int i = 0; i < 4; i++) {
                    operand_inside(rng, point, x);
                    point_functions[f](low, point, MPFR_RNDD);
                    point_functions[f](high, point, MPFR_RNDU);
                    if (!may_contain(r, low, high))
                        fail_msg("%s at %a", cas_function_names[f],
                                 mpfr_get_d(point, MPFR_RNDN));
                }
            }
        mpfr_clears(point, low, high, (mpfr_ptr)0);
        cas_numbers_free(&arithmetic, x, 2);
    }
    gsl_rng_free(rng);
}

/* How many extrema x = (k + shift/4) 2 pi lie in the interval, counted with 400 bits: for
   sin, maxima are at shift 1 and minima at shift 3; for cos at 0 and 2. */
static bool has_extremum(mpfi_srcptr x, int shift)
{
    mpfr_t pi, low, high;
    mpfr_inits2(400, pi, low, high, (mpfr_ptr)0);
    mpfr_const_pi(pi, MPFR_RNDN);
    mpfr_div(low, &x->left, pi, MPFR_RNDN);
    mpfr_div(high, &x->right, pi, MPFR_RNDN);
    mpfr_mul_2ui(low, low, 1, MPFR_RNDN);
    mpfr_mul_2ui(high, high, 1, MPFR_RNDN);
    mpfr_sub_si(low, low, shift, MPFR_RNDN);
    mpfr_sub_si(high, high, shift, MPFR_RNDN);
    mpfr_div_2ui(low, low, 2, MPFR_RNDN);
    mpfr_div_2ui(high, high, 2, MPFR_RNDN);
    mpfr_ceil(low, low);
    bool result = mpfr_lessequal_p(low, high);
    mpfr_clears(pi, low, high, (mpfr_ptr)0);
    return result;
}

/* The exact range of f over a bounded x, to about the precision of low and high. */
static void exact_range(cas_function f, mpfi_srcptr x, mpfr_ptr low, mpfr_ptr high)
{
    mpfr_t other;
    mpfr_init2(other, mpfr_get_prec(low));
    point_functions[f](low, &x->left, MPFR_RNDD);
    point_functions[f](high, &x->left, MPFR_RNDU);
    point_functions[f](other, &x->right, MPFR_RNDD);
    mpfr_min(low, low, other, MPFR_RNDD);
    point_functions[f](other, &x->right, MPFR_RNDU);
    mpfr_max(high, high, other, MPFR_RNDU);
    if (f == CAS_COSH && mpfi_has_zero(x))
        mpfr_set_ui(low, 1, MPFR_RNDD);
    if ((f == CAS_SIN && has_extremum(x, 1)) || (f == CAS_COS && has_extremum(x, 0)))
        mpfr_set_si(high, 1, MPFR_RNDU);
    if ((f == CAS_SIN && has_extremum(x, 3)) || (f == CAS_COS && has_extremum(x, 2)))
        mpfr_set_si(low, -1, MPFR_RNDD);
    mpfr_clear(other);
}

/* Whether end is at most `ulps` of its own ulps from exact; where exact is next to MPFR's
   smallest number, within a few of that. */
static bool is_close(mpfr_srcptr end, mpfr_srcptr exact, double ulps)
{
    if (mpfr_zero_p(exact) ||
        (mpfr_regular_p(exact) && mpfr_get_exp(exact) < mpfr_get_emin() + 8))
        return mpfr_zero_p(end) || mpfr_get_exp(end) < mpfr_get_emin() + 8;
    if (!mpfr_regular_p(exact) || !mpfr_regular_p(end))
        return mpfr_equal_p(end, exact) || !mpfr_number_p(exact);
    mpfr_t error;
    mpfr_init2(error, 64);
    mpfr_sub(error, end, exact, MPFR_RNDA);
    mpfr_mul_2si(error, error, mpfr_get_prec(end) - mpfr_get_exp(end), MPFR_RNDA);
    mpfr_abs(error, error, MPFR_RNDU);
    bool result = mpfr_cmp_d(error, ulps) <= 0;
    mpfr_clear(error);
    return result;
}

/* The bound in ulps on what an endpoint may lose. */
static const double TIGHT = 2;

static void functions_are_tight(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("function tightness");
    for (int p = 1; p < PRECISIONS; p++) {
        cas_arithmetic arithmetic = cas_arithmetic_interval(precisions[p]);
        mpfi_ptr x = cas_numbers_new(&arithmetic, 2);
        mpfi_ptr r = x + 1;
        mpfr_t low, high;
        mpfr_inits2(precisions[p] + 100, low, high, (mpfr_ptr)0);
        for (int f = 0; f < CAS_FUNCTION_COUNT; f++)
            for (int trial = 0; trial < 500; trial++) {
                operand_interval(rng, x);
                if (!mpfi_bounded_p(x) || !is_in_domain((cas_function)f, x))
                    continue;
                arithmetic.function[f](r, x);
                exact_range((cas_function)f, x, low, high);
                if (!is_close(&r->left, low, TIGHT) || !is_close(&r->right, high, TIGHT))
                    fail_msg("%s of [%a, %a]", cas_function_names[f],
                             mpfr_get_d(&x->left, MPFR_RNDD),
                             mpfr_get_d(&x->right, MPFR_RNDU));
            }
        mpfr_clears(low, high, (mpfr_ptr)0);
        cas_numbers_free(&arithmetic, x, 2);
    }
    gsl_rng_free(rng);
}

static void set_ends(mpfi_ptr x, double left, double right)
{
    mpfr_set_d(&x->left, left, MPFR_RNDD);
    mpfr_set_d(&x->right, right, MPFR_RNDU);
}

static void functions_of_unbounded_boxes_have_their_limits(void **state)
{
    (void)state;
    const double half_pi = 0x1.921fb54442d18p0;
    const struct {
        cas_function f;
        double x[2], range[2];
    } cases[] = {
        {CAS_EXP, {-INFINITY, INFINITY}, {0, INFINITY}},
        {CAS_EXP, {-INFINITY, 0}, {0, 1}},
        {CAS_LOG, {1, INFINITY}, {0, INFINITY}},
        {CAS_LOG1P, {0, INFINITY}, {0, INFINITY}},
        {CAS_SQRT, {4, INFINITY}, {2, INFINITY}},
        {CAS_TANH, {-INFINITY, INFINITY}, {-1, 1}},
        {CAS_TANH, {0, INFINITY}, {0, 1}},
        {CAS_SINH, {-INFINITY, 0}, {-INFINITY, 0}},
        {CAS_COSH, {-INFINITY, INFINITY}, {1, INFINITY}},
        {CAS_COSH, {-INFINITY, 0}, {1, INFINITY}},
        {CAS_SIN, {-INFINITY, INFINITY}, {-1, 1}},
        {CAS_SIN, {8, INFINITY}, {-1, 1}},
        {CAS_SIN, {-INFINITY, 8}, {-1, 1}},
        {CAS_COS, {-INFINITY, INFINITY}, {-1, 1}},
        {CAS_COS, {8, INFINITY}, {-1, 1}},
        {CAS_ATAN, {-INFINITY, INFINITY}, {-half_pi, half_pi}},
        {CAS_ATAN, {0, INFINITY}, {0, half_pi}},
        {CAS_SIGMOID, {-INFINITY, INFINITY}, {0, 1}},
        {CAS_SIGMOID, {0, INFINITY}, {0.5, 1}},
        {CAS_SOFTPLUS, {-INFINITY, INFINITY}, {0, INFINITY}},
        {CAS_SOFTPLUS, {-INFINITY, -800}, {0, 0}},
    };
    cas_arithmetic arithmetic = cas_arithmetic_interval(128);
    mpfi_ptr x = cas_numbers_new(&arithmetic, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        set_ends(x, cases[i].x[0], cases[i].x[1]);
        arithmetic.function[cases[i].f](x, x);
        assert_true(mpfr_get_d(&x->left, MPFR_RNDN) == cases[i].range[0]);
        assert_true(mpfr_get_d(&x->right, MPFR_RNDN) == cases[i].range[1]);
        assert_int_equal(arithmetic.is_defined(x),
                         isfinite(cases[i].range[0]) && isfinite(cases[i].range[1]));
    }
    cas_numbers_free(&arithmetic, x, 1);
}

/* Relative accuracy where the values are tiny or next to 1. */
static void sigmoid_and_softplus_keep_their_digits(void **state)
{
    (void)state;
    cas_arithmetic arithmetic = cas_arithmetic_interval(128);
    mpfi_ptr x = cas_numbers_new(&arithmetic, 2);
    mpfi_ptr r = x + 1;
    mpfr_t exact;
    mpfr_init2(exact, 300);
    for (int k = -1; k <= 1; k += 2)
        for (double size = 1000; size < 1e8; size *= 100) {
            set_ends(x, k * size, k * size);
            arithmetic.function[CAS_SOFTPLUS](r, x);
            mpfr_set_d(exact, size, MPFR_RNDN);
            if (k < 0) {
                mpfr_neg(exact, exact, MPFR_RNDN);
                mpfr_exp(exact, exact, MPFR_RNDN);
            }
            assert_true(is_close(&r->left, exact, 2) && is_close(&r->right, exact, 2));
            arithmetic.function[CAS_SIGMOID](r, x);
            if (k > 0)
                mpfr_set_ui(exact, 1, MPFR_RNDN);
            assert_true(is_close(&r->left, exact, 2) && is_close(&r->right, exact, 2));
            assert_true(arithmetic.is_defined(r));
        }
    mpfr_clear(exact);
    cas_numbers_free(&arithmetic, x, 2);
}

static void operations_contain_their_values_at_points(void **state)
{
    (void)state;
    static const point_operation points[] = {mpfr_add, mpfr_sub, mpfr_mul, mpfr_div};
    gsl_rng *rng = operand_stream("operation containment");
    for (int p = 0; p < PRECISIONS; p++) {
        cas_arithmetic a = cas_arithmetic_interval(precisions[p]);
        void (*const operations[])(void *, const void *, const void *) = {
            a.add, a.subtract, a.multiply, a.divide};
        mpfi_ptr x = cas_numbers_new(&a, 3);
        mpfi_ptr y = x + 1, r = x + 2;
        mpfr_t s, t, low, high;
        mpfr_inits2(precisions[p] + 100, s, t, low, high, (mpfr_ptr)0);
        for (int trial = 0; trial < 4000; trial++) {
            operand_interval(rng, x);
            operand_interval(rng, y);
            int k = trial % 4;
            operations[k](r, x, y);
            if (k == 3 && mpfi_has_zero(y)) {
                assert_true(is_undefined(r));
                continue;
            }
            assert_true(mpfr_lessequal_p(&r->left, &r->right));
            for (int i = 0; i < 4; i++) {
                operand_inside(rng, s, x);
                operand_inside(rng, t, y);
                points[k](low, s, t, MPFR_RNDD);
                points[k](high, s, t, MPFR_RNDU);
                assert_true(may_contain(r, low, high));
            }
        }
        mpfr_clears(s, t, low, high, (mpfr_ptr)0);
        cas_numbers_free(&a, x, 3);
    }
    gsl_rng_free(rng);
}

/* The exhaustive small model: every pair of intervals with endpoints in this list. */
static const double grid[] = {-INFINITY, -3, -2, -0.0, 1, 2, INFINITY};
enum { GRID = sizeof grid / sizeof *grid };
static const double HUGE_POINT = 0x1p300;

/* The grid's numbers, with infinity taken for HUGE_POINT, are exact in double, and so are
   their products and the quotients by 1 and 2; those by 3 are off by a rounding. */
static double clip(double x)
{
    return fmin(fmax(x, -HUGE_POINT), HUGE_POINT);
}

static double round_limits(double x)
{
    if (fabs(x) > 0x1p200)
        return x < 0 ? -INFINITY : INFINITY;
    return fabs(x) < 0x1p-200 ? 0 : x;
}

static void hull(int k, const double x[2], const double y[2], double range[2])
{
    range[0] = INFINITY;
    range[1] = -INFINITY;
    for (int i = 0; i < 4; i++) {
        double s = clip(x[i % 2]), t = clip(y[i / 2]);
        double value = k == 0 ? s + t : k == 1 ? s - t : k == 2 ? s * t : s / t;
        range[0] = fmin(range[0], value);
        range[1] = fmax(range[1], value);
    }
    range[0] = round_limits(range[0]);
    range[1] = round_limits(range[1]);
}

static bool is_unbounded(const double x[2])
{
    return isinf(x[0]) || isinf(x[1]);
}

static bool is_point_zero(const double x[2])
{
    return x[0] >= 0 && x[1] <= 0;
}

static void check_operation(const cas_arithmetic *a, int k, const double x[2],
                            const double y[2], mpfi_ptr numbers)
{
    void (*const operations[])(void *, const void *, const void *) = {
        a->add, a->subtract, a->multiply, a->divide};
    mpfi_ptr r = numbers + 2;
    set_ends(numbers, x[0], x[1]);
    set_ends(numbers + 1, y[0], y[1]);
    operations[k](r, numbers, numbers + 1);
    if (k == 3 && y[0] <= 0 && y[1] >= 0) {
        assert_true(is_undefined(r));
        return;
    }
    double range[2];
    hull(k, x, y, range);
    if (k == 2 && ((is_point_zero(x) && is_unbounded(y)) ||
                   (is_point_zero(y) && is_unbounded(x)))) {
        range[0] = -INFINITY;
        range[1] = INFINITY;
    }
    if (mpfr_get_d(&r->left, MPFR_RNDN) != range[0] ||
        mpfr_get_d(&r->right, MPFR_RNDN) != range[1])
        fail_msg("[%g, %g] %c [%g, %g]", x[0], x[1], "+-*/"[k], y[0], y[1]);
    assert_int_equal(a->is_defined(r), !is_unbounded(range));
    assert_int_equal(a->is_zero(r), is_point_zero(range));
    if (k == 2) {
        hull(k, x, y, range);
        cas_interval_multiply_reals(r, numbers, numbers + 1);
        assert_true(mpfr_get_d(&r->left, MPFR_RNDN) == range[0] &&
                    mpfr_get_d(&r->right, MPFR_RNDN) == range[1]);
    }
}

static void every_sign_case_of_the_operations_is_exact(void **state)
{
    (void)state;
    cas_arithmetic a = cas_arithmetic_interval(60);
    mpfi_ptr numbers = cas_numbers_new(&a, 3);
    for (int i = 0; i < GRID * GRID * GRID * GRID; i++) {
        const double x[2] = {grid[i % GRID], grid[i / GRID % GRID]};
        const double y[2] = {grid[i / GRID / GRID % GRID], grid[i / GRID / GRID / GRID]};
        if (x[0] > x[1] || y[0] > y[1] || (isinf(x[0]) && x[0] == x[1]) ||
            (isinf(y[0]) && y[0] == y[1]))
            continue;
        for (int k = 0; k < 4; k++)
            check_operation(&a, k, x, y, numbers);
    }
    cas_numbers_free(&a, numbers, 3);
}

static void every_sign_case_of_powers_is_exact(void **state)
{
    (void)state;
    cas_arithmetic a = cas_arithmetic_interval(60);
    mpfi_ptr x = cas_numbers_new(&a, 3);
    mpfi_ptr r = x + 1, s = x + 2;
    for (int i = 0; i < GRID * GRID; i++) {
        double left = grid[i % GRID], right = grid[i / GRID];
        if (left > right || (isinf(left) && left == right))
            continue;
        set_ends(x, left, right);
        for (long n = -5; n <= 5; n++) {
            a.power(r, x, n);
            if (n < 0 && left <= 0 && right >= 0) {
                assert_true(is_undefined(r));
                continue;
            }
            double p = round_limits(pow(clip(left), (double)n));
            double q = round_limits(pow(clip(right), (double)n));
            bool bowl = n > 0 && n % 2 == 0 && left < 0 && right > 0;
            double low = n == 0 ? 1
                         : bowl ? 0
                                : fmin(p, q),
                   high = n == 0 ? 1 : fmax(p, q);
            if (mpfr_get_d(&r->left, MPFR_RNDN) != low ||
                mpfr_get_d(&r->right, MPFR_RNDN) != high)
                fail_msg("[%g, %g]^%ld", left, right, n);
            a.square(s, x);
            if (n == 2)
                assert_true(mpfr_equal_p(&r->left, &s->left) &&
                            mpfr_equal_p(&r->right, &s->right));
        }
        a.negate(r, x);
        assert_true(mpfr_get_d(&r->left, MPFR_RNDN) == -right);
        assert_true(mpfr_get_d(&r->right, MPFR_RNDN) == -left);
    }
    set_ends(x, -1, 2);
    a.power(r, x, LONG_MAX);
    assert_true(mpfr_cmp_si(&r->left, -1) == 0 && mpfr_inf_p(&r->right));
    a.power(r, x, LONG_MIN);
    assert_true(is_undefined(r));
    cas_numbers_free(&a, x, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_contain_their_values_at_points),
        cmocka_unit_test(functions_are_tight),
        cmocka_unit_test(functions_of_unbounded_boxes_have_their_limits),
        cmocka_unit_test(sigmoid_and_softplus_keep_their_digits),
        cmocka_unit_test(operations_contain_their_values_at_points),
        cmocka_unit_test(every_sign_case_of_the_operations_is_exact),
        cmocka_unit_test(every_sign_case_of_powers_is_exact),
    };
    return cmocka_run_group_tests_name("enclosure", tests, NULL, NULL);
}

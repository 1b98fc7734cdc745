/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/averaged_field.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_integration.h>
#include <mpfr.h>
#include <string.h>

enum { DIMENSION = 4, SAMPLES = 500 };

static const cas_training_perturbation shifted_two = {.sigma = 2,
                                                      .law = CAS_TRAINING_SHIFTED};

static cas_training_problem make_problem(void)
{
    cas_training_problem problem;
    assert_int_equal(cas_training_problem_generate(&problem, SAMPLES, DIMENSION, 3, NULL),
                     CAS_OK);
    return problem;
}

static cas_averaged_field make_field(const cas_training_problem *problem,
                                     const cas_training_options *options)
{
    cas_averaged_field field;
    cas_message message;
    if (cas_averaged_field_make(&field, problem, options, &message) != CAS_OK)
        fail_msg("%s", message.text);
    return field;
}

static double norm(const double *x)
{
    double sum = 0;
    for (size_t j = 0; j < DIMENSION; j++)
        sum += x[j] * x[j];
    return sqrt(sum);
}

/* r = (ln(1 + e^(b+h)) - ln(1 + e^(b-h))) / (2h), and 1/(1 + e^-a) taken from it. */
static double exact_gap(double a, double mean, double radius, double weight)
{
    mpfr_t b, high, low;
    mpfr_inits2(600, b, high, low, (mpfr_ptr)0);
    mpfr_set_d(b, a, MPFR_RNDN);
    mpfr_add_d(b, b, mean, MPFR_RNDN);
    mpfr_add_d(high, b, radius, MPFR_RNDN);
    mpfr_sub_d(low, b, radius, MPFR_RNDN);
    mpfr_exp(high, high, MPFR_RNDN);
    mpfr_log1p(high, high, MPFR_RNDN);
    mpfr_exp(low, low, MPFR_RNDN);
    mpfr_log1p(low, low, MPFR_RNDN);
    mpfr_sub(high, high, low, MPFR_RNDN);
    mpfr_div_d(high, high, 2 * radius, MPFR_RNDN);
    mpfr_set_d(low, -a, MPFR_RNDN);
    mpfr_exp(low, low, MPFR_RNDN);
    mpfr_add_ui(low, low, 1, MPFR_RNDN);
    mpfr_ui_div(low, 1, low, MPFR_RNDN);
    mpfr_sub(high, high, low, MPFR_RNDN);
    mpfr_mul_d(high, high, weight, MPFR_RNDN);
    double gap = mpfr_get_d(high, MPFR_RNDN);
    mpfr_clears(b, high, low, (mpfr_ptr)0);
    return gap;
}

/* The relative error: some 20 operations and ten nodes give less than 64 ulp; for h > 1
   the subtraction of two numbers whose ratio is at least 1.17 at |b| > 2 gives 16 more;
   nearer to 0 what is lost is at most 4/|b| ulps more. */
static void the_gap_has_no_cancellation(void **state)
{
    (void)state;
    static const double radii[] = {1e-9, 1e-4, 0.1, 0.63, 1, 1.01, 3, 20, 60};
    for (size_t r = 0; r < sizeof radii / sizeof *radii; r++)
        for (int k = -40; k <= 40; k++) {
            double a = k / 2.0 + 0.125;
            cas_averaged_sigmoid average;
            cas_averaged_sigmoid_init(&average, 0, radii[r], 0.25);
            double gap = cas_averaged_sigmoid_gap(&average, a);
            double exact = exact_gap(a, 0, radii[r], 0.25);
            double ulps = 64 + (radii[r] > 1 ? 16 + 16 / fabs(a) : 0);
            if (!(fabs(gap - exact) <= ulps * DBL_EPSILON * fabs(exact)))
                fail_msg("a %g, radius %g: %.17g, not %.17g", a, radii[r], gap, exact);
            cas_averaged_sigmoid_init(&average, radii[r], radii[r], 1);
            gap = cas_averaged_sigmoid_gap(&average, a);
            exact = exact_gap(a, radii[r], radii[r], 1);
            assert_true(fabs(gap - exact) <= 200 * DBL_EPSILON * fabs(exact));
            assert_true(fabs(cas_averaged_sigmoid_value(&average, a) -
                             (gap + 1 / (1 + exp(-a)))) < 8 * DBL_EPSILON);
        }
}

static double shifted_sigmoid(double delta, void *a)
{
    return 1 / (1 + exp(-(*(double *)a + delta)));
}

static void the_average_is_the_integral_of_its_definition(void **state)
{
    (void)state;
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(100);
    for (int k = -8; k <= 8; k++) {
        double a = k, mean = 0.3, radius = 1.5, integral, error;
        gsl_function f = {shifted_sigmoid, &a};
        gsl_integration_qag(&f, mean - radius, mean + radius, 0, 1e-13, 100,
                            GSL_INTEG_GAUSS31, workspace, &integral, &error);
        cas_averaged_sigmoid average;
        cas_averaged_sigmoid_init(&average, mean, radius, 1);
        double value = cas_averaged_sigmoid_value(&average, a);
        assert_true(fabs(value - integral / (2 * radius)) <=
                    error / (2 * radius) + 64 * DBL_EPSILON * value);
        cas_averaged_sigmoid_init(&average, mean, radius, 0.5);
        assert_true(fabs(cas_averaged_sigmoid_value(&average, a) -
                         (value + shifted_sigmoid(0, &a)) / 2) < 4 * DBL_EPSILON);
    }
    gsl_integration_workspace_free(workspace);
}

/* Central differences with h = 1e-4: their error is h^2/6 times the third derivative, of
   F at most mean |x|^3 (the tests' data: below 20), and eps/h for rounding. */
static void the_jacobian_is_the_derivative(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    for (int regularizer = 0; regularizer < 2; regularizer++) {
        cas_training_options options = {
            .regularizer = (cas_training_regularizer)regularizer,
            .rho = 0.3,
            .forward = {.sigma = 4, .law = CAS_TRAINING_SHIFTED, .interval = 2},
            .backward = shifted_two};
        cas_averaged_field field = make_field(&problem, &options);
        double w[DIMENSION] = {0.5, -1, 2, 0.1}, jacobian[DIMENSION * DIMENSION];
        double high[DIMENSION], low[DIMENSION];
        cas_averaged_field_jacobian(&field, w, jacobian);
        for (size_t j = 0; j < DIMENSION; j++) {
            double middle = w[j];
            w[j] = middle + 1e-4;
            cas_averaged_field_value(&field, w, high);
            w[j] = middle - 1e-4;
            cas_averaged_field_value(&field, w, low);
            w[j] = middle;
            for (size_t i = 0; i < DIMENSION; i++)
                assert_true(
                    fabs((high[i] - low[i]) / 2e-4 - jacobian[i * DIMENSION + j]) < 1e-7);
        }
    }
    cas_training_problem_clear(&problem);
}

/*: A run whose step size is next to nothing stays where it is, and $(w_0-w_T)/(\gamma T)$
is the mean of its gradients. In one iteration the engine's gradient differs from $F$ by a
vector of mean 0 (for noise every third iteration, in three iterations) whose norm is at
most $v=\max\|x\|\,(1+2c)$, so the mean is within $5v/\sqrt T$ except with probability
below $1/25$ by Chebyshev; the seed is fixed. */
static void the_engine_moves_along_the_field(void **state)
{
    (void)state;
    enum { ITERATIONS = 30000 };
    cas_training_problem problem = make_problem();
    const double start[DIMENSION] = {1, -2, 0.5, 3};
    for (int kind = 0; kind < 8; kind++) {
        cas_training_options options = {
            .seed = 5,
            .run = (uint64_t)kind,
            .step_size = 1e-12,
            .iterations = ITERATIONS,
            .noiseless = true,
            .start = start,
            .reading = kind & 1 ? CAS_TRAINING_PER_SAMPLE : CAS_TRAINING_SHARED,
            .regularizer = kind & 2 ? CAS_TRAINING_RIDGE : CAS_TRAINING_NONCONVEX,
            .forward = {.sigma = 5,
                        .law = kind & 4 ? CAS_TRAINING_SHIFTED : CAS_TRAINING_ZERO_MEAN,
                        .interval = kind & 4 ? 3 : 0},
            .backward = {.sigma = 1,
                         .law =
                             kind & 4 ? CAS_TRAINING_ZERO_MEAN : CAS_TRAINING_SHIFTED}};
        cas_training_result result = {0};
        assert_int_equal(
            cas_training_run_batch(&problem, &options, 1, NULL, &result, NULL), CAS_OK);
        cas_averaged_field field = make_field(&problem, &options);
        double value[DIMENSION], gap[DIMENSION], error[DIMENSION];
        cas_averaged_field_value(&field, start, value);
        cas_averaged_field_gap(&field, start, gap);
        for (size_t j = 0; j < DIMENSION; j++)
            error[j] = (start[j] - result.weights[j]) / (1e-12 * ITERATIONS) - value[j];
        double spread = 4 * (1 + 2 * 2.5) / sqrt(ITERATIONS);
        /* start - w_T is a multiple of 2^-51: 1.5e-8 after the division */
        assert_true(norm(error) < spread);
        assert_true(spread < 0.2 && norm(gap) > 2 * norm(error));
        cas_training_result_clear(&result);
    }
    cas_training_problem_clear(&problem);
}

static cas_field_limit solve(const cas_training_problem *problem,
                             const cas_training_options *options)
{
    cas_averaged_field field = make_field(problem, options);
    cas_field_limit limit;
    cas_averaged_field_solve(&field, &limit);
    return limit;
}

static void the_plateau_is_the_exact_gradient_at_the_zero(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    for (int kind = 0; kind < 8; kind++) {
        cas_training_options options = {
            .regularizer = kind & 1 ? CAS_TRAINING_RIDGE : CAS_TRAINING_NONCONVEX,
            .forward = {.sigma = kind & 2 ? 2 : 0,
                        .interval = 4,
                        .law = kind & 4 ? CAS_TRAINING_SHIFTED : CAS_TRAINING_ZERO_MEAN},
            .backward = {.sigma = 0.25, .law = (cas_training_law)(kind >> 2)}};
        cas_field_limit limit = solve(&problem, &options);
        assert_int_equal(limit.fate, CAS_FIELD_ZERO);
        options.forward.sigma = options.backward.sigma = 0;
        cas_averaged_field exact = make_field(&problem, &options);
        double gradient[DIMENSION];
        cas_averaged_field_value(&exact, limit.weights, gradient);
        assert_true(limit.residual < 1e-15);
        assert_true(fabs(norm(gradient) - limit.plateau) < 1e-15);
        if (kind < 2)
            assert_true(limit.plateau == 0);
        cas_field_limit_clear(&limit);
    }
    cas_training_problem_clear(&problem);
}

/*: By the theorem of src/logistic/stationary\_point.c a run that starts at $w^*$ has
$\mathbb E\|w_t-w^*\|^2\le\gamma V/\mu$ for $\gamma\le\mu/L^2$, with $\mu=2\rho$ for the
ridge, $V\le\frac14\cdot\frac1{M^2}\sum_l\|x_l\|^2$ in the per-sample reading, and
$\|\nabla f\|$ has the Lipschitz constant $L\le\frac1{4M}\sum\|x_l\|^2+2\rho$. The stable
norm, a mean of such norms, is within ten times $L\sqrt{\gamma V/\mu}$ of the plateau but
for a probability of 1/100. */
static void the_stable_norm_of_a_long_run_is_the_plateau(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    double square = 0;
    for (size_t i = 0; i < SAMPLES * DIMENSION; i++)
        square += problem.features[i] * problem.features[i] / SAMPLES;
    cas_training_options options = {.seed = 7,
                                    .step_size = 1e-3,
                                    .iterations = 40000,
                                    .noiseless = true,
                                    .reading = CAS_TRAINING_PER_SAMPLE,
                                    .regularizer = CAS_TRAINING_RIDGE,
                                    .rho = 0.1,
                                    .forward.sigma = 12};
    cas_field_limit limit = solve(&problem, &options);
    options.start = limit.weights;
    double mu = 2 * options.rho, steepest = square / 4 + mu;
    double spread = 10 * steepest * sqrt(options.step_size * square / (4 * SAMPLES) / mu);
    assert_true(options.step_size <= mu / (steepest * steepest));
    assert_true(spread < limit.plateau / 2);
    cas_training_result result = {0};
    assert_int_equal(cas_training_run_batch(&problem, &options, 1, NULL, &result, NULL),
                     CAS_OK);
    print_message("# plateau %.6f, stable norm %.6f, bound %.2e\n", limit.plateau,
                  result.stable_norm, spread);
    assert_true(fabs(result.stable_norm - limit.plateau) < spread);
    cas_training_result_clear(&result);
    cas_field_limit_clear(&limit);
    cas_training_problem_clear(&problem);
}

static void no_zero_is_reported_where_there_is_none(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    for (double sigma = 0.05; sigma < 6; sigma *= 1.5) {
        cas_training_options options = {
            .backward = {.sigma = sigma, .law = CAS_TRAINING_SHIFTED}};
        cas_averaged_field field = make_field(&problem, &options);
        cas_field_limit limit;
        cas_averaged_field_solve(&field, &limit);
        if (limit.fate == CAS_FIELD_ZERO) {
            /* the closed form e ||mean x||, and not above where there is no zero */
            assert_true(sigma < 1);
            assert_true(fabs(limit.plateau - field.bias * norm(problem.mean)) < 1e-16);
        } else if (limit.fate == CAS_FIELD_NO_ZERO) {
            assert_true(sigma > 0.1);
            assert_true(cas_averaged_field_recession(&field, limit.weights) < 0);
            double flipped[DIMENSION];
            for (size_t j = 0; j < DIMENSION; j++)
                flipped[j] = -limit.weights[j];
            assert_true(cas_averaged_field_recession(&field, flipped) > 0);
        } else {
            assert_true(isnan(limit.plateau));
        }
        assert_true(sigma < 1 || limit.fate == CAS_FIELD_NO_ZERO);
        cas_field_limit_clear(&limit);
        options.regularizer = CAS_TRAINING_RIDGE;
        limit = solve(&problem, &options);
        assert_int_equal(limit.fate, CAS_FIELD_ZERO);
        cas_field_limit_clear(&limit);
    }
    cas_training_problem_clear(&problem);
}

/* Separable samples have no zero either: the weights grow without end, slowly. */
static void separable_samples_have_no_false_zero(void **state)
{
    (void)state;
    const double features[] = {1, 0, 2, 1, -1, 0, -3, 1}, labels[] = {1, 1, -1, -1};
    cas_training_problem problem;
    assert_int_equal(cas_training_problem_make(&problem, 4, 2, features, labels, NULL),
                     CAS_OK);
    cas_training_options options = {.rho = 1e-300};
    cas_field_limit limit = solve(&problem, &options);
    assert_int_not_equal(limit.fate, CAS_FIELD_ZERO);
    cas_field_limit_clear(&limit);
    cas_training_problem_clear(&problem);
}

/* Features whose products leave the range of double: no zero, and no endless search. */
static void an_overflow_is_no_zero(void **state)
{
    (void)state;
    const double features[] = {1e150, 1e150, -1e150, 1e150, 1e150, -1e150};
    const double labels[] = {1, -1, 1};
    cas_training_problem problem;
    assert_int_equal(cas_training_problem_make(&problem, 3, 2, features, labels, NULL),
                     CAS_OK);
    for (size_t i = 0; i < 6; i++)
        problem.features[i] *= 1e10;
    cas_training_options options = {.forward.sigma = 1};
    cas_field_limit limit = solve(&problem, &options);
    assert_int_equal(limit.fate, CAS_FIELD_UNKNOWN);
    cas_field_limit_clear(&limit);
    cas_training_problem_clear(&problem);
}

static void a_perturbation_that_ends_leaves_no_plateau(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    cas_training_options options = {.forward = {.sigma = 2, .end = 1000}};
    cas_field_limit limit = solve(&problem, &options);
    assert_int_equal(limit.fate, CAS_FIELD_ZERO);
    assert_true(limit.plateau == 0);
    cas_field_limit_clear(&limit);
    cas_training_problem_clear(&problem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gap_has_no_cancellation),
        cmocka_unit_test(the_average_is_the_integral_of_its_definition),
        cmocka_unit_test(the_jacobian_is_the_derivative),
        cmocka_unit_test(the_engine_moves_along_the_field),
        cmocka_unit_test(the_plateau_is_the_exact_gradient_at_the_zero),
        cmocka_unit_test(the_stable_norm_of_a_long_run_is_the_plateau),
        cmocka_unit_test(no_zero_is_reported_where_there_is_none),
        cmocka_unit_test(separable_samples_have_no_false_zero),
        cmocka_unit_test(an_overflow_is_no_zero),
        cmocka_unit_test(a_perturbation_that_ends_leaves_no_plateau),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

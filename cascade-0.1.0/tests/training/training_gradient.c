/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/run.h"

#include "arithmetic/memory.h"
#include "tests/training/training_reference.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <mpfr.h>
#include <stdlib.h>

/* The engine against (53)-(54) at 256 bits, from the features and labels as they are. */

enum { BITS = 256, SAMPLES = 97, DIMENSION = 10, STEPS = 200 };

static const double unit_roundoff = 0x1p-53;

typedef struct oracle {
    const cas_training_problem *problem;
    const cas_training_options *options;
    mpfr_t w[DIMENSION], exact[DIMENSION], perturbed[DIMENSION];
    mpfr_t f, e, s, term, ln_2;
    double bound
        [DIMENSION]; /* on the engine's rounding errors in both gradients at this w */
} oracle;

static void oracle_init(oracle *o, const cas_training_problem *problem,
                        const cas_training_options *options)
{
    o->problem = problem;
    o->options = options;
    for (size_t j = 0; j < DIMENSION; j++) {
        mpfr_inits2(BITS, o->w[j], o->exact[j], o->perturbed[j], (mpfr_ptr)0);
        mpfr_set_d(o->w[j], options->start == NULL ? 0 : options->start[j], MPFR_RNDN);
    }
    mpfr_inits2(BITS, o->f, o->e, o->s, o->term, o->ln_2, (mpfr_ptr)0);
    mpfr_const_log2(o->ln_2, MPFR_RNDN);
}

static void oracle_clear(oracle *o)
{
    for (size_t j = 0; j < DIMENSION; j++)
        mpfr_clears(o->w[j], o->exact[j], o->perturbed[j], (mpfr_ptr)0);
    mpfr_clears(o->f, o->e, o->s, o->term, o->ln_2, (mpfr_ptr)0);
}

/* r = 1/(1 + exp(-x)) */
static void sigmoid(mpfr_ptr r, mpfr_srcptr x)
{
    mpfr_neg(r, x, MPFR_RNDN);
    mpfr_exp(r, r, MPFR_RNDN);
    mpfr_add_ui(r, r, 1, MPFR_RNDN);
    mpfr_ui_div(r, 1, r, MPFR_RNDN);
}

/* f = f_1(w; (h_l, y_l)); returns sum_j |h_lj w_j|. */
static double forward_pass(oracle *o, size_t l)
{
    const double *h = o->problem->features + l * DIMENSION;
    double size = 0;
    mpfr_set_zero(o->f, 1);
    for (size_t j = 0; j < DIMENSION; j++) {
        mpfr_mul_d(o->term, o->w[j], -o->problem->labels[l] * h[j], MPFR_RNDN);
        mpfr_add(o->f, o->f, o->term, MPFR_RNDN);
        size += fabs(mpfr_get_d(o->term, MPFR_RNDN));
    }
    return size;
}

/* Adds sample l, with delta log2(e) and epsilon, to the sums. */
static void add_sample(oracle *o, size_t l, double delta, double epsilon)
{
    const double *h = o->problem->features + l * DIMENSION;
    double size = forward_pass(o, l);
    sigmoid(o->e, o->f);
    mpfr_mul_d(o->term, o->ln_2, delta, MPFR_RNDN);
    mpfr_add(o->f, o->f, o->term, MPFR_RNDN);
    sigmoid(o->s, o->f);
    double largest = fmax(mpfr_get_d(o->e, MPFR_RNDN), mpfr_get_d(o->s, MPFR_RNDN));
    mpfr_add_d(o->s, o->s, epsilon, MPFR_RNDN);
    for (size_t j = 0; j < DIMENSION; j++) {
        double g = -o->problem->labels[l] * h[j];
        mpfr_mul_d(o->term, o->e, g, MPFR_RNDN);
        mpfr_add(o->exact[j], o->exact[j], o->term, MPFR_RNDN);
        mpfr_mul_d(o->term, o->s, g, MPFR_RNDN);
        mpfr_add(o->perturbed[j], o->perturbed[j], o->term, MPFR_RNDN);
        o->bound[j] += fabs(g) * (largest * ((DIMENSION + 2) * size + 11) +
                                  (largest + fabs(epsilon)) * (SAMPLES + 7));
    }
}

/* r += rho R'(w) */
static void add_slope(oracle *o, mpfr_ptr r, mpfr_srcptr w)
{
    mpfr_mul_d(o->term, w, 2 * o->options->rho, MPFR_RNDN);
    if (o->options->regularizer == CAS_TRAINING_NONCONVEX) {
        mpfr_sqr(o->e, w, MPFR_RNDN);
        mpfr_add_ui(o->e, o->e, 1, MPFR_RNDN);
        mpfr_sqr(o->e, o->e, MPFR_RNDN);
        mpfr_div(o->term, o->term, o->e, MPFR_RNDN);
    }
    mpfr_add(r, r, o->term, MPFR_RNDN);
}

/*: \paragraph{Rounding errors of a gradient}, to first order in $u = 2^{-53}$ (a factor
1.01 covers the rest). The folded $x_{lj}$ has relative error $2u$ ($\log_2 e$ and the
product), so the exponent $x_l^\top w$ of 2 has an absolute error of at most $(d+2) u
\sum_j |x_{lj} w_j|$, and $e^{f_1}$ one of $(d+2) u\,|h|^\top |w|$ relative, and $2u$ for
$2^x$. $e^{f_1+\delta}$ has $2u$ more for $e^\delta$ and $u$ for the product. A sigmoid
moves by at most its own size times the relative error of its exponential, and its formula
adds $6u$: together $((d+2)|h|^\top|w| + 11) u \sigma$. Adding $\epsilon$, folding, the
sum over $M$ samples and the factor $\ln 2 / M$ give at most $M + 7$ roundings of $|\sigma
+ \epsilon||x|$; the shared $\epsilon$ times the mean of $-y h$, $M + 3$ of its own, is
covered by the same. The regulariser has five roundings of $\rho R'(w)$, the last sums two
of $g_j$. */
static void gradients(oracle *o, const reference_draws *draws)
{
    for (size_t j = 0; j < DIMENSION; j++) {
        mpfr_set_zero(o->exact[j], 1);
        mpfr_set_zero(o->perturbed[j], 1);
        o->bound[j] = 0;
    }
    for (size_t l = 0; l < SAMPLES; l++)
        add_sample(o, l, draws->delta[l], draws->epsilon[l]);
    for (size_t j = 0; j < DIMENSION; j++) {
        double slope = 2 * o->options->rho * fabs(mpfr_get_d(o->w[j], MPFR_RNDN));
        mpfr_div_ui(o->exact[j], o->exact[j], SAMPLES, MPFR_RNDN);
        mpfr_div_ui(o->perturbed[j], o->perturbed[j], SAMPLES, MPFR_RNDN);
        add_slope(o, o->exact[j], o->w[j]);
        add_slope(o, o->perturbed[j], o->w[j]);
        double largest = fmax(fabs(mpfr_get_d(o->exact[j], MPFR_RNDN)),
                              fabs(mpfr_get_d(o->perturbed[j], MPFR_RNDN)));
        o->bound[j] =
            1.01 * unit_roundoff * (o->bound[j] / SAMPLES + 5 * slope + 2 * largest);
    }
}

static double norm_of(mpfr_t *vector)
{
    double sum = 0;
    for (size_t j = 0; j < DIMENSION; j++) {
        double x = mpfr_get_d(vector[j], MPFR_RNDN);
        sum += x * x;
    }
    return sqrt(sum);
}

/* Moves w; returns the bound on what the engine's step adds to the distance of its w. */
static double move(oracle *o, const reference_draws *draws)
{
    double sum = 0;
    for (size_t j = 0; j < DIMENSION; j++) {
        double noise = o->options->noiseless ? 0 : o->options->sampling_noise;
        mpfr_set_d(o->term, noise, MPFR_RNDN);
        mpfr_mul_d(o->term, o->term, draws->xi[j], MPFR_RNDN);
        mpfr_add(o->term, o->term, o->perturbed[j], MPFR_RNDN);
        double g = fabs(mpfr_get_d(o->term, MPFR_RNDN));
        mpfr_mul_d(o->term, o->term, o->options->step_size, MPFR_RNDN);
        mpfr_sub(o->w[j], o->w[j], o->term, MPFR_RNDN);
        double w = fabs(mpfr_get_d(o->w[j], MPFR_RNDN));
        double error = o->options->step_size * (o->bound[j] + 2 * unit_roundoff * g) +
                       1.01 * unit_roundoff * w;
        sum += error * error;
    }
    return sqrt(sum);
}

/* An upper bound of the largest curvature of the first term of (53): trace(H^T H)/(4 M).
   */
static double curvature(const cas_training_problem *problem)
{
    double sum = 0;
    for (size_t i = 0; i < SAMPLES * DIMENSION; i++)
        sum += problem->features[i] * problem->features[i];
    return sum / (4 * SAMPLES);
}

/*: \paragraph{Growth of the error.} A step with the same random numbers maps a difference
of weights by $I - \gamma B$, where $B$ is an average of Hessians of the perturbed
objective: a matrix between $0$ and $L = \|H\|_F^2/(4M)$, and the regulariser's second
derivatives, between $-\rho/2$ and $2\rho$. If $\gamma (L + 2\rho) \le 2$, its norm is at
most $1 + \gamma\rho/2$ (ridge: 1), and so the distance of the engine's weights from the
exact ones is at most $E_{t+1} = (1 + \gamma\rho/2) E_t + \eta_t$ with $\eta_t$ the
rounding errors of one step. The gradient norms then differ by at most $(L + 2\rho) E_t$
and the gradient's own error; the norm's square root and sum add $(d/2 + 2) u$ relative.
*/
static void follow(const cas_training_problem *problem, cas_training_options *options)
{
    cas_training_result result = {0};
    cas_message message;
    if (cas_training_run_batch(problem, options, 1, NULL, &result, &message) != CAS_OK)
        fail_msg("%s", message.text);
    cas_training_options_complete(options, DIMENSION, NULL);
    double steepest = curvature(problem) + 2 * options->rho;
    assert_true(options->step_size * steepest <= 2);
    reference_draws draws = reference_draws_new(problem);
    oracle o;
    oracle_init(&o, problem, options);
    double distance = 0, sharpest = 0;
    for (size_t t = 0; t < STEPS; t++) {
        reference_draw(problem, options, t, &draws);
        gradients(&o, &draws);
        double norm = norm_of(o.exact), own = 0;
        for (size_t j = 0; j < DIMENSION; j++)
            own += o.bound[j] * o.bound[j];
        double bound = steepest * distance + sqrt(own) + 8 * unit_roundoff * norm;
        double error = fabs(result.trace.gradient_norm[t] - norm);
        if (error > bound)
            fail_msg("iteration %zu: the norm is off by %g, bound %g", t, error, bound);
        sharpest = fmax(sharpest, error / bound);
        distance =
            (1 + options->step_size * options->rho / 2) * distance + move(&o, &draws);
    }
    double square = 0;
    for (size_t j = 0; j < DIMENSION; j++) {
        mpfr_sub_d(o.term, o.w[j], result.weights[j], MPFR_RNDN);
        square += pow(mpfr_get_d(o.term, MPFR_RNDN), 2);
    }
    print_message("# norms: worst error/bound %.3f; weights after %d steps: error %.2e, "
                  "bound %.2e\n",
                  sharpest, (int)STEPS, sqrt(square), distance);
    assert_true(sqrt(square) <= distance);
    assert_true(distance <
                1e-10); /* the comparison says something: plateaus are above 1e-5 */
    oracle_clear(&o);
    reference_draws_free(&draws);
    cas_training_result_clear(&result);
}

static void the_first_iterations_stay_within_the_derived_bound(void **state)
{
    (void)state;
    cas_training_problem problem;
    assert_int_equal(cas_training_problem_generate(&problem, SAMPLES, DIMENSION, 9, NULL),
                     CAS_OK);
    const double start[DIMENSION] = {3, -2, 1, 0, 5, -4, 0.1, 2, -1, 1};
    const cas_training_options common = {
        .seed = 4, .step_size = 0.5, .iterations = STEPS, .trace_every = 1};
    cas_training_options baseline = common, shared = common, per_sample = common;
    shared.forward.sigma = 2;
    shared.backward =
        (cas_training_perturbation){.sigma = 1, .law = CAS_TRAINING_SHIFTED};
    per_sample.reading = CAS_TRAINING_PER_SAMPLE;
    per_sample.regularizer = CAS_TRAINING_RIDGE;
    per_sample.forward = (cas_training_perturbation){.sigma = 3, .interval = 2};
    per_sample.backward.sigma = 1;
    per_sample.start = start;
    follow(&problem, &baseline);
    follow(&problem, &shared);
    follow(&problem, &per_sample);
    cas_training_problem_clear(&problem);
}

/* Far out, where sigmoids are near 0 or 1: the first norm is one gradient. */
static void single_gradients_agree_at_256_bits(void **state)
{
    (void)state;
    cas_training_problem problem;
    assert_int_equal(
        cas_training_problem_generate(&problem, SAMPLES, DIMENSION, 10, NULL), CAS_OK);
    reference_draws draws = reference_draws_new(&problem);
    for (int k = -10; k <= 4; k++) {
        double start[DIMENSION];
        for (size_t j = 0; j < DIMENSION; j++)
            start[j] = ldexp(problem.features[10 * (size_t)(k + 10) + j], k);
        cas_training_options options = {.seed = 6,
                                        .run = (uint64_t)(k + 10),
                                        .step_size = 1,
                                        .iterations = 2,
                                        .noiseless = true,
                                        .trace_every = 1,
                                        .start = start,
                                        .forward.sigma = 1,
                                        .reading = CAS_TRAINING_PER_SAMPLE};
        cas_training_result result = {0};
        assert_int_equal(
            cas_training_run_batch(&problem, &options, 1, NULL, &result, NULL), CAS_OK);
        cas_training_options_complete(&options, DIMENSION, NULL);
        oracle o;
        oracle_init(&o, &problem, &options);
        reference_draw(&problem, &options, 0, &draws);
        gradients(&o, &draws);
        double own = 0, norm = norm_of(o.exact);
        for (size_t j = 0; j < DIMENSION; j++)
            own += o.bound[j] * o.bound[j];
        assert_true(fabs(result.trace.gradient_norm[0] - norm) <=
                    sqrt(own) + 8 * unit_roundoff * norm);
        oracle_clear(&o);
        cas_training_result_clear(&result);
    }
    reference_draws_free(&draws);
    cas_training_problem_clear(&problem);
}

/* Mean and variance of what the two laws draw, five standard errors (level 6e-7 each),
   and their supports. */
static void perturbations_have_the_stated_law(void **state)
{
    (void)state;
    cas_training_problem problem;
    assert_int_equal(cas_training_problem_generate(&problem, SAMPLES, DIMENSION, 9, NULL),
                     CAS_OK);
    reference_draws draws = reference_draws_new(&problem);
    for (int law = 0; law < 2; law++) {
        cas_training_options options = {
            .seed = 8,
            .step_size = 1,
            .iterations = 1000,
            .reading = CAS_TRAINING_PER_SAMPLE,
            .backward = {.sigma = 2, .law = (cas_training_law)law}};
        cas_training_options_complete(&options, DIMENSION, NULL);
        double upper = 2 / sqrt(DIMENSION), lower = law == 0 ? -upper : 0;
        double middle = (upper + lower) / 2, variance = pow(upper - lower, 2) / 12;
        double sum = 0, squares = 0, count = 1000.0 * SAMPLES;
        for (uint64_t t = 0; t < 1000; t++) {
            reference_draw(&problem, &options, t, &draws);
            for (size_t l = 0; l < SAMPLES; l++) {
                double x = draws.epsilon[l];
                assert_true(x > lower && x < upper);
                sum += x - middle;
                squares += (x - middle) * (x - middle);
            }
        }
        assert_true(fabs(sum / count) < 5 * sqrt(variance / count));
        /* the fourth central moment of a uniform law is 9/5 of the squared variance */
        assert_true(fabs(squares / count - variance) < 5 * variance * sqrt(0.8 / count));
    }
    reference_draws_free(&draws);
    cas_training_problem_clear(&problem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(single_gradients_agree_at_256_bits),
        cmocka_unit_test(the_first_iterations_stay_within_the_derived_bound),
        cmocka_unit_test(perturbations_have_the_stated_law),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

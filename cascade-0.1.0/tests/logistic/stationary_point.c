/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/logistic_model.h"
#include "logistic/data_claim.h"
#include "logistic/plateau_law.h"

#include "arithmetic/memory.h"
#include "claim/judge.h"
#include "claim/claim.h"
#include "training/averaged_field.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

extern const cas_claim cas_claim_fig_6_nonconvex_sharp, cas_claim_recovery_printed;

enum { DIMENSION = 4, SAMPLES = 500, BITS = 128 };

static cas_training_problem make_problem(void)
{
    cas_training_problem problem;
    assert_int_equal(cas_training_problem_generate(&problem, SAMPLES, DIMENSION, 3, NULL),
                     CAS_OK);
    return problem;
}

static cas_training_options make_options(int kind)
{
    return (cas_training_options){
        .regularizer = kind & 1 ? CAS_TRAINING_RIDGE : CAS_TRAINING_NONCONVEX,
        .forward = {.sigma = kind & 2 ? 1.5 : 0.01,
                    .interval = kind & 2 ? 4 : 1,
                    .law = kind & 4 ? CAS_TRAINING_SHIFTED : CAS_TRAINING_ZERO_MEAN},
        .backward = {.sigma = kind & 8 ? 0.05 : 0, .law = CAS_TRAINING_SHIFTED}};
}

static cas_field_limit solve(const cas_training_problem *problem,
                             const cas_training_options *options,
                             cas_averaged_field *field)
{
    cas_field_limit limit;
    assert_int_equal(cas_averaged_field_make(field, problem, options, NULL), CAS_OK);
    cas_averaged_field_solve(field, &limit);
    return limit;
}

/* Doubles and enclosures share the formulas of the field's definition and no code.  The
   doubles' error: d + 6 roundings per sample and M in the sum, of terms that add up to
   less than 3. */
static void enclosures_contain_what_doubles_compute(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    const double w[DIMENSION] = {1, -2, 0.25, 3};
    for (int kind = 0; kind < 16; kind++) {
        cas_training_options options = make_options(kind);
        cas_averaged_field field;
        cas_enclosed_field enclosed;
        cas_enclosed_point point;
        double value[DIMENSION], gap[DIMENSION];
        assert_int_equal(cas_averaged_field_make(&field, &problem, &options, NULL),
                         CAS_OK);
        cas_averaged_field_value(&field, w, value);
        cas_averaged_field_gap(&field, w, gap);
        assert_int_equal(
            cas_enclosed_field_init(&enclosed, &problem, &options, BITS, NULL), CAS_OK);
        cas_enclosed_point_init(&point, &enclosed, w, false);
        for (size_t j = 0; j < DIMENSION; j++) {
            double bound = 3 * (SAMPLES + DIMENSION + 6) * 0x1p-53;
            assert_true(fabs(mpfi_get_d(point.value[j]) - value[j]) < bound);
            assert_true(fabs(mpfi_get_d(point.gap[j]) - gap[j]) < bound);
            assert_true(cas_interval_relative_width(point.value[j]) < 1e-25);
        }
        cas_enclosed_point_clear(&point);
        cas_enclosed_field_clear(&enclosed);
    }
    cas_training_problem_clear(&problem);
}

static void the_plateau_of_newton_is_in_the_enclosure(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    for (int kind = 0; kind < 16; kind++) {
        cas_training_options options = make_options(kind);
        cas_averaged_field field;
        cas_field_limit limit = solve(&problem, &options, &field);
        cas_stationary_point stationary;
        cas_stationary_point_init(&stationary, BITS);
        assert_int_equal(
            cas_stationary_point_of(&problem, &options, true, &stationary, NULL), CAS_OK);
        assert_true(stationary.exists && stationary.is_only);
        double low = mpfr_get_d(&stationary.plateau->left, MPFR_RNDD);
        double high = mpfr_get_d(&stationary.plateau->right, MPFR_RNDU);
        assert_true(low > 0 && high - low < 1e-12 * low + 1e-17);
        assert_true(fabs(limit.plateau - low) < 1e-12 * low + 1e-16);
        cas_stationary_point_clear(&stationary);
        cas_field_limit_clear(&limit);
    }
    cas_training_problem_clear(&problem);
}

/* Moved by more than the certificate's radius, the same point must prove nothing; moved
   by a little, it must still enclose the true zero. */
static void a_wrong_ball_is_rejected(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    cas_training_options options = {.forward.sigma = 1};
    cas_averaged_field guess;
    cas_field_limit limit = solve(&problem, &options, &guess);
    cas_enclosed_field field;
    assert_int_equal(cas_enclosed_field_init(&field, &problem, &options, BITS, NULL),
                     CAS_OK);
    for (int k = -40; k <= 0; k += 4) {
        double w[DIMENSION], distance = ldexp(1, k);
        memcpy(w, limit.weights, sizeof w);
        w[1] += distance;
        cas_enclosed_point point;
        cas_stationary_point stationary;
        cas_stationary_point_init(&stationary, BITS);
        cas_enclosed_point_init(&point, &field, w, false);
        cas_stationary_point_prove(&point, &stationary);
        assert_int_equal(stationary.exists, k <= -12  ? true
                                            : k >= -3 ? false
                                                      : stationary.exists);
        if (stationary.exists) {
            assert_true(mpfr_cmp_d(&stationary.distance->right, distance * 0.99) > 0);
            assert_true(mpfr_cmp_d(&stationary.plateau->left, limit.plateau) <= 0 &&
                        mpfr_cmp_d(&stationary.plateau->right, limit.plateau) >= 0);
        }
        cas_enclosed_point_clear(&point);
        cas_stationary_point_clear(&stationary);
    }
    cas_enclosed_field_clear(&field);
    cas_field_limit_clear(&limit);
    cas_training_problem_clear(&problem);
}

/* Of random points within each radius: the curvature there is above the bound, and at the
   point itself not far above the first one. */
static void the_curvature_is_above_its_bound(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    cas_training_options options = {.forward = {.sigma = 1, .interval = 2}};
    cas_averaged_field guess;
    cas_field_limit limit = solve(&problem, &options, &guess);
    cas_enclosed_field field;
    cas_enclosed_point point;
    cas_curvature curvature;
    assert_int_equal(cas_enclosed_field_init(&field, &problem, &options, BITS, NULL),
                     CAS_OK);
    cas_enclosed_point_init(&point, &field, limit.weights, false);
    cas_curvature_bound(&point, &curvature);
    guess.rho = 0;
    for (size_t k = 0; k < CAS_CURVATURE_STAGES; k++)
        for (size_t trial = 0; trial < 20; trial++) {
            const double *u = problem.features + trial * DIMENSION;
            double w[DIMENSION], jacobian[DIMENSION * DIMENSION], length = 0, form = 0;
            for (size_t j = 0; j < DIMENSION; j++)
                length += u[j] * u[j];
            length = sqrt(length);
            for (size_t j = 0; j < DIMENSION; j++)
                w[j] = limit.weights[j] + cas_curvature_radius[k] * u[j] / length;
            cas_averaged_field_jacobian(&guess, w, jacobian);
            for (size_t j = 0; j < DIMENSION * DIMENSION; j++)
                form += u[j / DIMENSION] * jacobian[j] * u[j % DIMENSION];
            assert_true(form / (length * length) > curvature.modulus[k]);
        }
    assert_true(curvature.modulus[0] > 0.005 && curvature.modulus[2] > 0);
    assert_true(curvature.modulus[1] < curvature.modulus[0]);
    cas_enclosed_point_clear(&point);
    cas_enclosed_field_clear(&field);
    cas_field_limit_clear(&limit);
    cas_training_problem_clear(&problem);
}

static void a_turned_direction_excludes_nothing(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    cas_training_options options = {
        .backward = {.sigma = 2, .law = CAS_TRAINING_SHIFTED}};
    cas_averaged_field guess;
    cas_field_limit limit = solve(&problem, &options, &guess);
    assert_int_equal(limit.fate, CAS_FIELD_NO_ZERO);
    cas_enclosed_field field;
    mpfi_t kappa;
    mpfi_init2(kappa, BITS);
    assert_int_equal(cas_enclosed_field_init(&field, &problem, &options, BITS, NULL),
                     CAS_OK);
    double *u = limit.weights;
    cas_enclosed_recession(&field, u, kappa);
    assert_true(mpfi_is_strictly_neg(kappa) > 0);
    assert_true(fabs(mpfi_get_d(kappa) - limit.residual) < 1e-13);
    for (size_t j = 0; j < DIMENSION; j++) {
        u[j] = -u[j];
        cas_enclosed_recession(&field, u, kappa);
        if (j + 1 == DIMENSION)
            assert_true(mpfi_is_strictly_pos(kappa) > 0);
    }
    for (size_t j = 0; j < DIMENSION; j++)
        u[j] = j == 0 ? -u[1] : j == 1 ? u[0] : 0;
    cas_enclosed_recession(&field, u, kappa);
    assert_true(mpfi_is_strictly_pos(kappa) > 0);
    field.regularizer = CAS_TRAINING_RIDGE;
    cas_enclosed_recession(&field, u, kappa);
    assert_true(mpfr_inf_p(&kappa->right));
    mpfi_clear(kappa);
    cas_enclosed_field_clear(&field);
    cas_field_limit_clear(&limit);
    cas_training_problem_clear(&problem);
}

struct law_range {
    double limit, lower, upper;
};

static bool enclose_law(const cas_training_problem *problem,
                        const cas_training_options *options, struct law_range *range)
{
    cas_plateau_law law;
    cas_plateau_law_init(&law, BITS);
    assert_int_equal(cas_plateau_law_prove(problem, options, &law, NULL), CAS_OK);
    bool proved = law.proved;
    range->limit = mpfi_get_d(law.limit);
    range->lower = mpfr_get_d(&law.lower->left, MPFR_RNDD);
    range->upper = mpfr_get_d(&law.upper->right, MPFR_RNDU);
    cas_plateau_law_clear(&law);
    return proved;
}

/* The law is about all smaller noises and rarer ones: at several of each, Newton's
   plateau obeys it, and rises and falls as it says. */
static void the_law_holds_at_smaller_and_rarer_noise(void **state)
{
    (void)state;
    cas_training_problem problem = make_problem();
    for (int regularizer = 0; regularizer < 2; regularizer++) {
        cas_training_options options = {.regularizer =
                                            (cas_training_regularizer)regularizer,
                                        .forward = {.sigma = 0.4, .interval = 2}};
        struct law_range range;
        assert_true(enclose_law(&problem, &options, &range));
        assert_true(0 < range.lower && range.lower < range.limit &&
                    range.limit < range.upper && range.upper < 1.5 * range.lower);
        for (uint64_t interval = 2; interval < 5000; interval *= 7) {
            double last = 0;
            for (double sigma = 1e-6; sigma <= 0.4; sigma *= 9) {
                cas_averaged_field field;
                options.forward.sigma = sigma;
                options.forward.interval = interval;
                cas_field_limit limit = solve(&problem, &options, &field);
                double quotient = limit.plateau * (double)interval / (sigma * sigma);
                assert_true(range.lower < quotient && quotient < range.upper);
                if (sigma < 1e-3)
                    assert_true(fabs(quotient / range.limit - 1) < 1e-6);
                assert_true(limit.plateau > last);
                last = limit.plateau;
                cas_field_limit_clear(&limit);
            }
        }
        options.forward = (cas_training_perturbation){.sigma = 40};
        assert_false(enclose_law(&problem, &options, &range));
    }
    cas_training_problem_clear(&problem);
}

static bool passes_on_some(const cas_training_problem *problem, size_t index,
                           const void *context, double values[CAS_DATA_VALUES])
{
    const size_t *failing = context;
    values[0] = problem->labels[0] * (double)(index + 1);
    return index != *failing;
}

static void one_data_set_that_fails_is_enough(void **state)
{
    (void)state;
    cas_data_summary summary;
    for (size_t failing = 0; failing <= CAS_DATA_SETS; failing++) {
        cas_certificate certificate = {.cases = 0};
        cas_data_sets_certify(passes_on_some, &failing, 2, &summary, &certificate);
        assert_int_equal(certificate.proved, failing == CAS_DATA_SETS);
        assert_int_equal(certificate.cases, certificate.proved ? 2 * CAS_DATA_SETS : 0);
    }
    assert_int_equal(summary.passed, CAS_DATA_SETS);
    assert_true(summary.most[0] - summary.least[0] >= CAS_DATA_SETS - 1);
}

static void expect_error(const char *text, const char *place)
{
    void *instance;
    cas_message message;
    cas_status status =
        cas_logistic_kind.read(text, strlen(text), "file", &instance, &message);
    assert_int_not_equal(status, CAS_OK);
    if (strstr(message.text, place) == NULL)
        fail_msg("'%s' not in: %s", place, message.text);
}

#define HEAD                                                                             \
    "{\"format\": \"cascade-logistic/1\", \"problem\": {\"samples\": 5, "                \
    "\"dimension\": 2, \"seed\": 1}, "

static void an_instance_is_written_as_it_was_read(void **state)
{
    (void)state;
    const char *text = HEAD "\"title\": \"a test\", \"regularizer\": \"ridge\", "
                            "\"rho\": \"1/10\", \"forward\": {\"sigma\": 0.3, "
                            "\"interval\": 7}, \"backward\": {\"sigma\": 2, \"law\": "
                            "\"shifted\"}, \"direction\": [1, -0.1]}";
    void *first, *second;
    cas_message message;
    assert_int_equal(cas_logistic_kind.read(text, strlen(text), "file", &first, &message),
                     CAS_OK);
    const cas_logistic_instance *logistic = first;
    assert_true(logistic->options.rho == 0.1 && logistic->options.forward.sigma == 0.3);
    assert_int_equal(logistic->options.forward.interval, 7);
    assert_int_equal(logistic->options.backward.law, CAS_TRAINING_SHIFTED);
    assert_true(logistic->direction[1] == -0.1);
    char *written = cas_logistic_kind.write(first);
    assert_int_equal(
        cas_logistic_kind.read(written, strlen(written), "file", &second, &message),
        CAS_OK);
    char *again = cas_logistic_kind.write(second);
    assert_string_equal(written, again);
    free(written);
    free(again);
    cas_logistic_kind.free(first);
    cas_logistic_kind.free(second);
}

static void errors_of_an_instance_name_their_place(void **state)
{
    (void)state;
    expect_error("{\"format\": \"cascade-logistic/1\"}", "problem");
    expect_error(HEAD "\"rho\": 1, \"regularizer\": \"none\"}", "$.regularizer");
    expect_error(HEAD "\"regularizer\": \"ridge\"}", "rho");
    expect_error(HEAD "\"rho\": -1}", "rho");
    expect_error(HEAD "\"rho\": 1, \"forward\": {\"sigma\": -1}}", "sigma_f");
    expect_error(HEAD "\"rho\": 1, \"forward\": {\"sigma\": 1, \"interval\": 0}}",
                 "$.forward.interval");
    expect_error(HEAD "\"rho\": 1, \"backward\": {\"sigma\": 1, \"law\": \"odd\"}}",
                 "$.backward.law");
    expect_error(HEAD "\"rho\": 1, \"direction\": [1]}", "$.direction");
    expect_error(HEAD "\"rho\": 1, \"colour\": 1}", "$.colour");
}

/* A run of data set 1 with the nonconvex regulariser and these members besides. */
static cas_judgement judge_run(const cas_claim *claim, const char *members)
{
    char *text = cas_format(
        "{\"format\": \"cascade-logistic/1\", \"problem\": {\"samples\": 2000, "
        "\"dimension\": 10, \"seed\": 1}, \"regularizer\": \"nonconvex\", \"rho\": "
        "0.001, %s}",
        members);
    void *instance;
    cas_judgement judgement;
    cas_judgement_init(&judgement);
    assert_int_equal(cas_logistic_kind.read(text, strlen(text), "file", &instance, NULL),
                     CAS_OK);
    assert_int_equal(cas_claim_judge(claim, NULL, instance, &judgement, NULL), CAS_OK);
    cas_judgement_clear(&judgement);
    cas_logistic_kind.free(instance);
    free(text);
    return judgement;
}

#define DIRECTION                                                                        \
    "\"direction\": [-0.09, -0.02, 0.10, -0.11, 0.45, -0.38, 0.14, -0.05, -0.03, 0.13]"
#define SHIFTED(sigma) "\"backward\": {\"sigma\": " sigma ", \"law\": \"shifted\"}"

/* It excludes every zero at sigma_b = 1, and not at 0.1. */
static void a_direction_is_judged_at_its_bias(void **state)
{
    (void)state;
    const cas_claim *claim = &cas_claim_fig_6_nonconvex_sharp;
    assert_int_equal(judge_run(claim, SHIFTED("1") ", " DIRECTION).verdict, CAS_HOLDS);
    assert_int_equal(judge_run(claim, SHIFTED("0.1") ", " DIRECTION).verdict,
                     CAS_VIOLATED);
    assert_false(judge_run(claim, SHIFTED("1")).applies);
    assert_false(judge_run(claim, DIRECTION).applies);
}

static void a_plateau_is_judged_where_it_is_that_of_the_only_zero(void **state)
{
    (void)state;
    static const struct {
        const char *forward;
        bool applies;
    } rows[] = {
        {"\"sigma\": 1, \"interval\": 1000", true},
        {"\"sigma\": 1", false},
        {"\"sigma\": 0, \"interval\": 1000", false},
        {"\"sigma\": 1, \"interval\": 1000, \"law\": \"shifted\"", false},
        {"\"sigma\": 60, \"interval\": 2", false}, /* not proved to be the only one */
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char *members = cas_format("\"forward\": {%s}", rows[k].forward);
        cas_judgement judgement = judge_run(&cas_claim_recovery_printed, members);
        assert_int_equal(judgement.applies, rows[k].applies);
        if (judgement.applies)
            assert_int_equal(judgement.verdict, CAS_VIOLATED);
        free(members);
    }
}

static void what_is_no_double_has_no_plateau(void **state)
{
    (void)state;
    static const cas_claim claim = {.id = "test:plateau",
                                    .version = "printed",
                                    .formula = "height_1(1/3) <= 1",
                                    .kind = &cas_logistic_kind};
    const char *text = HEAD "\"rho\": 1}";
    void *instance;
    cas_judgement judgement;
    cas_message message;
    cas_judgement_init(&judgement);
    assert_int_equal(cas_logistic_kind.read(text, strlen(text), "file", &instance, NULL),
                     CAS_OK);
    assert_int_equal(cas_claim_judge(&claim, NULL, instance, &judgement, &message),
                     CAS_UNSUPPORTED);
    cas_judgement_clear(&judgement);
    cas_logistic_kind.free(instance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enclosures_contain_what_doubles_compute),
        cmocka_unit_test(the_plateau_of_newton_is_in_the_enclosure),
        cmocka_unit_test(a_wrong_ball_is_rejected),
        cmocka_unit_test(the_curvature_is_above_its_bound),
        cmocka_unit_test(a_turned_direction_excludes_nothing),
        cmocka_unit_test(a_direction_is_judged_at_its_bias),
        cmocka_unit_test(a_plateau_is_judged_where_it_is_that_of_the_only_zero),
        cmocka_unit_test(what_is_no_double_has_no_plateau),
        cmocka_unit_test(the_law_holds_at_smaller_and_rarer_noise),
        cmocka_unit_test(one_data_set_that_fails_is_enough),
        cmocka_unit_test(an_instance_is_written_as_it_was_read),
        cmocka_unit_test(errors_of_an_instance_name_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

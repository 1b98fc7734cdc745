/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/philox.h"
#include "claim/judge.h"
#include "descent/chain_descent_file.h"
#include "descent/chain_descent_instance.h"
#include "descent/chain_descent_loss.h"
#include "descent/pl_constant.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { INSTANCES = 60 };

static cas_chain_descent *draw(uint64_t k, bool satisfies_pl, bool long_runs)
{
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(7, "tests/chain_descent", k));
    cas_chain_descent *d = cas_chain_descent_generate(
        rng, &(cas_chain_descent_options){.satisfies_pl = satisfies_pl,
                                          .long_runs = long_runs});
    gsl_rng_free(rng);
    return d;
}

/* A file: its loss's numbers, its chain's operators, and its modes. */
#define OPERATORS(first)                                                                 \
    "\"operators\": [{\"out\": 1, \"weights\": [1], \"f\": [\"" first                    \
    "\"], \"domain\": {\"y\": [[-1, 1]], \"w\": [[-9, 9]]}}, "                           \
    "{\"out\": 1, \"f\": [\"y1\"]}]"
#define MODE(operators, rules, next)                                                     \
    "{\"process\": {\"format\": \"cascade-process/1\", \"chain\": {\"format\": "         \
    "\"cascade-chain/1\", \"input\": [0], " operators                                    \
    "}, \"input\": {\"support\": [[1], [-1]]}, " rules "}, \"next\": [" next "]}"
#define FILE_WITH(numbers, regulariser, modes)                                           \
    "{\"format\": \"cascade-chain-descent/1\", " numbers                                 \
    ", \"minimizer\": [0], \"regulariser\": \"" regulariser "\", \"modes\": [" modes     \
    "]}"
#define NUMBERS(gamma, steps, l, mu)                                                     \
    "\"step_size\": \"" gamma "\", \"steps\": " steps ", \"smoothness\": " l             \
    ", \"pl\": " mu
#define QUIET "\"forward\": [], \"backward\": []"
#define ANSWER                                                                           \
    "\"forward\": [], \"backward\": [{\"at\": 2, \"given\": \"x\", \"laws\": "           \
    "[{\"support\": [[1]]}, {\"support\": [[-1]]}]}]"

static cas_chain_descent *read_file(const char *text)
{
    cas_chain_descent *d;
    cas_message message;
    if (cas_chain_descent_read(text, strlen(text), "f", &d, &message) != CAS_OK)
        fail_msg("%s", message.text);
    return d;
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < INSTANCES; k++) {
        cas_chain_descent *d = draw(k, k % 2 == 0, k % 3 == 0);
        char *text = cas_chain_descent_write(d);
        cas_chain_descent *copy = read_file(text);
        char *again = cas_chain_descent_write(copy);
        assert_string_equal(text, again);
        free(text);
        free(again);
        cas_chain_descent_free(d);
        cas_chain_descent_free(copy);
    }
}

static void wrong_files_are_refused_where_they_are_wrong(void **state)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {FILE_WITH(NUMBERS("0", "1", "1", "0"), "0", MODE(OPERATORS("w1"), QUIET, "0,0")),
         "$.step_size"},
        {FILE_WITH(NUMBERS("1", "1", "1", "0"), "w1 +",
                   MODE(OPERATORS("w1"), QUIET, "0,0")),
         "$.regulariser"},
        {FILE_WITH(NUMBERS("1", "1", "1", "0"), "0", MODE(OPERATORS("w1"), QUIET, "0")),
         "$.modes[0].next"},
        {FILE_WITH(NUMBERS("1", "1", "1", "0"), "0", MODE(OPERATORS("w1"), QUIET, "0,1")),
         "$.modes[0].next[1]"},
        {FILE_WITH(NUMBERS("1", "1", "1", "0"), "0",
                   MODE(OPERATORS("w1"), QUIET, "0,0") "," MODE(OPERATORS("2*w1"), QUIET,
                                                                "0,0")),
         "expected the chain of the first mode"},
        {FILE_WITH(NUMBERS("1", "1", "1", "0"), "0", ""), "$.modes"},
        {"{\"format\": \"cascade-chain/1\"}", "cascade-chain-descent/1"},
        {"{", ":1:"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        cas_chain_descent *d;
        cas_message message;
        assert_int_not_equal(
            cas_chain_descent_read(rows[k].text, strlen(rows[k].text), "f", &d, &message),
            CAS_OK);
        if (strstr(message.text, rows[k].says) == NULL)
            fail_msg("'%s' does not say '%s'", message.text, rows[k].says);
    }
}

/* The bounds that the tests put in: of an error, M E|delta_1|^2 and so on. */
static const cas_claim of_error = {
    .id = "error", .version = "test", .formula = "0 <= 3 E|epsilon_2|^2"};
static const cas_claim of_bias = {
    .id = "bias", .version = "test", .formula = "0 <= E|E[epsilon_2 given Q_2]|^2"};
static const cas_chain_descent_data put_in = {.put_in = {&of_error, &of_bias}};

/* Whether a statement holds on a descent. */
static cas_verdict judge(const cas_chain_descent *d, const char *formula)
{
    const cas_claim claim = {.id = "test",
                             .version = "test",
                             .formula = formula,
                             .kind = &cas_chain_descent_kind,
                             .data = &put_in};
    cas_judgement judgement;
    cas_message message;
    cas_judgement_init(&judgement);
    if (cas_claim_judge(&claim, NULL, d, &judgement, &message) != CAS_OK)
        fail_msg("%s: %s", formula, message.text);
    if (!judgement.applies)
        fail_msg("%s: nothing was compared", formula);
    cas_verdict verdict = judgement.verdict;
    cas_judgement_clear(&judgement);
    return verdict;
}

static void expect(const cas_chain_descent *d, const char *formula)
{
    if (judge(d, formula) != CAS_HOLDS)
        fail_msg("not so: %s", formula);
}

/* f_1 = x w, f_2 = y, R = w^2/2, from w_0 = 1 with gamma = 1/2: u = x and r = w.  In mode
   0 epsilon_2 = x, so that u~ = x (1 + x) = x + 1; mode 1 is quiet; x = 1 leads there,
   x = -1 stays.
     x     u~ + r     w_1
      1    2 + 1     -1/2
     -1    0 + 1      1/2, and from there
      1    2 + 1/2   -3/4
     -1    0 + 1/2    1/4
   from -1/2, quiet: 1/2 -> -3/4, -3/2 -> 1/4. */
static void two_steps_are_those_found_by_hand(void **state)
{
    static const char *const rows[] = {"E|w_1|^2 = 1/4",
                                       "E|w_2|^2 = (9/16 + 1/16)/2",
                                       "E|u_0|^2 = 1",
                                       "E|u~_0|^2 = 2",
                                       "E|u~_0 - u_0|^2 = 1",
                                       "E|E[u~_0 - u_0 given F_0]|^2 = 1",
                                       "E|u~_1 - u_1|^2 = 1/2",
                                       "E|E[u~_1 - u_1 given F_1]|^2 = 1/2",
                                       "|E[E[u~_1 - u_1 given F_1]]|^2 = 1/4",
                                       "E|g_1|^2 = 1/4",
                                       "l(w_0) = 1/2",
                                       "E[l(w_1)] = 1/8",
                                       "sigma2 = 1",
                                       "L = 1",
                                       "gamma T = 1",
                                       "E[p_0] = 3",
                                       "E[p_1] = 3/2",
                                       "E[q_0] = 1",
                                       "E[q_1] = 1/2",
                                       "E|u_0 + r_0 - g_0|^2 = 1"};
    cas_chain_descent *d =
        read_file(FILE_WITH(NUMBERS("1/2", "2", "1", "1"), "w1^2/2",
                            MODE(OPERATORS("y1*w1"), ANSWER,
                                 "1, 0") "," MODE(OPERATORS("y1*w1"), QUIET, "1, 1")));
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        expect(d, rows[k]);
    assert_int_equal(judge(d, "E|w_1|^2 <= 1/5"), CAS_VIOLATED);
    cas_chain_descent_free(d);
}

/* The review's instance: mu = 100 L on a constant loss, a hit in the first of two steps.
   Both sharp forms of Theorem 5 need mu <= L. */
static void a_constant_loss_violates_what_forgets_that_mu_is_at_most_l(void **state)
{
    cas_chain_descent *d =
        read_file(FILE_WITH(NUMBERS("1/3", "2", "1", "100"), "0",
                            MODE(OPERATORS("y1*sin(w1)"), ANSWER, "1, 1") "," MODE(
                                OPERATORS("y1*sin(w1)"), QUIET, "1, 1")));
    (void)state;
    assert_int_equal(judge(d, "E[l(w_T) - l_star] <= "
                              "(1 - mu gamma)^T (l(w_0) - l_star) + L gamma sigma2/mu + "
                              "sum_{t=0..T-1} (1 - mu gamma)^{T-1-t} (L gamma^2 "
                              "E|u~_t - u_t|^2 + gamma/2 "
                              "E|E[u~_t - u_t given F_t]|^2)"),
                     CAS_VIOLATED);
    assert_int_equal(judge(d, "E[l(w_{t+1}) - l_star given F_t] <= "
                              "(1 - 8/21 mu gamma) (l(w_t) - l_star) + "
                              "(1 - mu gamma/3) gamma^2 L E[|u~_t - u_t|^2 given F_t] + "
                              "8/7 L gamma^2 sigma2 for t = 0..0"),
                     CAS_VIOLATED);
    cas_chain_descent_free(d);
}

/* A loss that is not what the file declares is refused when a run shows it. */
static void false_constants_are_refused(void **state)
{
    static const struct {
        const char *numbers, *says;
    } rows[] = {{NUMBERS("1/2", "1", "\"1/2\"", "0"), "not as smooth as declared"},
                {NUMBERS("1/2", "1", "1", "2"), "PL condition"}};
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char text[2048];
        snprintf(text, sizeof text,
                 "{\"format\": \"cascade-chain-descent/1\", %s, \"minimizer\": [0], "
                 "\"regulariser\": \"w1^2/2\", \"modes\": [%s]}",
                 rows[k].numbers, MODE(OPERATORS("y1*w1"), QUIET, "0, 0"));
        cas_chain_descent *d = read_file(text);
        cas_arithmetic arithmetic = cas_arithmetic_interval(128);
        cas_model *model;
        cas_message message;
        assert_int_equal(
            cas_chain_descent_model_new(d, NULL, &arithmetic, &model, &message),
            CAS_INPUT);
        if (strstr(message.text, rows[k].says) == NULL)
            fail_msg("'%s' does not say '%s'", message.text, rows[k].says);
        cas_chain_descent_free(d);
    }
}

/*: \paragraph{The PL constants.} With $z \ge 0$, $\phi = z^2/2 + \kappa(1 - \cos z)$ and
$\phi' = z + \kappa\sin z$, on $[\frac14, 16]$ by intervals of length $2^{-12}$ around
points $z_0$: $\phi'^2 - 2m\phi$ changes by at most $2(1+\kappa)|\phi'| + 2m|\phi'|$ times
the distance. Below $\frac14$: $\phi \le (1+\kappa)z^2/2$ and $\phi' \ge (1 + \kappa(1 -
z^2/6))z$. Beyond $16$: $\phi' \ge z - \kappa$ and $\phi \le z^2/2 + 2\kappa$. */
static double least_excess(double kappa, double m)
{
    const double width = ldexp(1, -12);
    double near = 1 + kappa * (1 - 1.0 / 96), far = 16 - kappa;
    double least = fmin(near * near - m * (1 + kappa), far * far - m * (256 + 4 * kappa));
    for (double z = 0.25; z <= 16; z += width) {
        double slope = z + kappa * sin(z), most = fabs(slope) + (1 + kappa) * width;
        double value = slope * slope - 2 * m * (z * z / 2 + kappa * (1 - cos(z)));
        least = fmin(least, value - (2 * (1 + kappa) + 2 * m) * most * width / 2);
    }
    return least;
}

static void pl_constants_are_right_and_sharp(void **state)
{
    (void)state;
    for (size_t k = 0; k < CAS_PL_CONSTANTS; k++) {
        const cas_pl_constant *pl = &cas_pl_constants[k];
        double kappa = (double)pl->numerator / (double)pl->denominator;
        double m = (double)pl->ten_thousandths / 10000;
        assert_true(least_excess(kappa, m - 1e-4) > 0);
        assert_true(least_excess(kappa, m * 1.02) < 0);
    }
}

/* l, |grad l|^2 and <grad l, w - v> at points that runs need not visit, in double. */
static void declared_constants_hold_everywhere(void **state)
{
    enum { POINTS = 40, MOST = 64 };
    (void)state;
    for (uint64_t k = 0; k < INSTANCES; k++) {
        cas_chain_descent *d = draw(k, true, k % 3 == 0);
        gsl_rng *rng = cas_philox_new(cas_philox_key_make(8, "tests/chain_descent", k));
        cas_chain_loss *loss = cas_chain_loss_new(d, &cas_arithmetic_double);
        double l = mpq_get_d(d->smoothness), mu = mpq_get_d(d->convexity);
        double p[MOST], g[MOST], r[MOST], least, before = 0, w[MOST], g0[MOST], at;
        size_t n = d->minimizer.count;
        cas_message message;
        for (size_t i = 0; i < n; i++)
            w[i] = p[i] = mpq_get_d(d->minimizer.at[i]);
        cas_chain_loss_at(loss, p, &least, g0, r, &message);
        before = least;
        for (size_t point = 0; point < POINTS; point++) {
            double square = 0, distance = 0, along = 0,
                   size = ldexp(1, (int)point / 4 - 5);
            double next[MOST];
            for (size_t i = 0; i < n; i++)
                next[i] = p[i] + size * (2 * gsl_rng_uniform(rng) - 1);
            assert_int_equal(cas_chain_loss_at(loss, next, &at, g, r, &message), CAS_OK);
            for (size_t i = 0; i < n; i++) {
                square += g[i] * g[i];
                distance += (next[i] - w[i]) * (next[i] - w[i]);
                along += g0[i] * (next[i] - w[i]);
            }
            double slack = 1e-12 * (1 + fabs(at) + fabs(before) + square);
            assert_true(2 * mu * (at - least) <= square + slack * (1 + mu));
            assert_true(fabs(at - before - along) <= l / 2 * distance + slack);
            before = at;
            memcpy(w, next, sizeof w);
            memcpy(g0, g, sizeof g);
        }
        cas_chain_loss_free(loss);
        gsl_rng_free(rng);
        cas_chain_descent_free(d);
    }
}

/* Depths 2 to 6, laws that depend on x and on what came before, modes that x decides,
   losses that are not convex, constant ones. */
static void instances_have_all_that_the_theorems_speak_of(void **state)
{
    size_t depths[8] = {0}, given_x = 0, given_later = 0, past = 0, bent = 0,
           constant = 0;
    (void)state;
    for (uint64_t k = 0; k < 2 * INSTANCES; k++) {
        cas_chain_descent *d = draw(k, true, false);
        const cas_chain *chain = cas_chain_descent_chain(d);
        depths[chain->depth]++;
        constant += strcmp(d->regulariser->expressions[0], "0") == 0;
        bent += mpq_get_d(d->convexity) < 0.3 * mpq_get_d(d->smoothness) / 2.9;
        for (size_t m = 0; m < d->modes; m++) {
            const cas_process *process = d->mode[m].process;
            if (cas_process_branches(process, 0) == 2)
                past += d->mode[m].next[0] != d->mode[m].next[1];
            for (size_t node = 1; node < cas_process_nodes(chain->depth); node++) {
                size_t given = process->rules[node].given;
                given_x += given == 0;
                given_later += given != 0 && given != CAS_GIVEN_NOTHING;
            }
        }
        cas_chain_descent_free(d);
    }
    for (size_t depth = 2; depth <= 6; depth++)
        assert_true(depths[depth] >= 5);
    assert_true(given_x >= 20 && given_later >= 20 && past >= 20);
    assert_true(bent >= 10 && constant >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(wrong_files_are_refused_where_they_are_wrong),
        cmocka_unit_test(two_steps_are_those_found_by_hand),
        cmocka_unit_test(a_constant_loss_violates_what_forgets_that_mu_is_at_most_l),
        cmocka_unit_test(false_constants_are_refused),
        cmocka_unit_test(pl_constants_are_right_and_sharp),
        cmocka_unit_test(declared_constants_hold_everywhere),
        cmocka_unit_test(instances_have_all_that_the_theorems_speak_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

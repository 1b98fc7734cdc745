/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval.h"
#include "arithmetic/philox.h"
#include "arithmetic/vector.h"
#include "chain/expectation.h"
#include "claim/generators/process_generator.h"
#include "process/process_file.h"
#include "process/process_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TRIALS = 60 };

static double diameter(mpfi_srcptr x)
{
    mpfr_t d;
    mpfr_init2(d, 53);
    mpfi_diam_abs(d, x);
    double result = mpfr_get_d(d, MPFR_RNDU);
    mpfr_clear(d);
    return result;
}

static cas_process *draw(uint64_t trial)
{
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(7, "tests/process", trial));
    cas_process *process;
    cas_process_generate(rng, CAS_PROCESS_ANY, &process);
    gsl_rng_free(rng);
    return process;
}

static void processes_survive_writing_and_reading(void **state)
{
    (void)state;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        cas_process *process = draw(trial), *copy;
        cas_message message = {.text = ""};
        char *text = cas_process_write_text(process);
        assert_int_equal(
            cas_process_read_text(text, strlen(text), "copy", &copy, &message), CAS_OK);
        char *again = cas_process_write_text(copy);
        assert_string_equal(text, again);
        free(text);
        free(again);
        cas_process_free(process);
        cas_process_free(copy);
    }
}

static void assert_error(const char *text, const char *expected)
{
    cas_process *process = NULL;
    cas_message message = {.text = ""};
    assert_int_not_equal(
        cas_process_read_text(text, strlen(text), "p", &process, &message), CAS_OK);
    assert_null(process);
    if (strstr(message.text, expected) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", message.text, expected);
}

#define CHAIN                                                                            \
    "\"chain\": {\"format\": \"cascade-chain/1\", \"input\": [0], \"operators\": ["      \
    "{\"out\": 1, \"f\": [\"y1\"]}, {\"out\": 1, \"f\": [\"y1\"]}]}"
#define HEAD "{\"format\": \"cascade-process/1\", " CHAIN ", "

static void errors_name_what_is_wrong(void **state)
{
    (void)state;
    assert_error("{\"format\": \"cascade-chain/1\"}", "cascade-process/1");
    assert_error(HEAD "\"forward\": [{\"at\": 2, \"support\": [[1]]}]}",
                 "$.forward[0].at");
    assert_error(HEAD
                 "\"forward\": [{\"at\": 1, \"given\": \"epsilon2\", \"laws\": []}]}",
                 "something earlier");
    assert_error(HEAD "\"forward\": [{\"at\": 1, \"given\": \"x\","
                      " \"laws\": [{\"support\": [[1]]}, {\"support\": [[1]]}]}]}",
                 "expected 1, one per branch, found 2");
    assert_error(HEAD "\"input\": {\"support\": [[1, 2]]}}", "$.input");
    assert_error(HEAD "\"input\": [1]}", "$.input: expected an object");
    assert_error(HEAD "\"input\": {\"at\": 1, \"support\": [[1]]}}",
                 "$.input.at: unknown key, expected one of: support, probability");
    assert_error(HEAD "\"forward\": [{\"at\": 1, \"given\": \"x\", \"support\": []}]}",
                 "$.forward[0].support: unknown key, expected one of: at, given, laws");
    assert_error(HEAD
                 "\"forward\": [{\"at\": 1, \"given\": \"x\", \"laws\": [{\"a\": 1}]}]}",
                 "$.forward[0].laws[0].a: unknown key, expected one of: support");
    assert_error(HEAD "\"forward\": [{\"at\": 1, \"given\": \"x\", \"laws\": []}]}",
                 "$.forward[0].laws: expected an array of 1 to 4096 laws");
    assert_error("{\"format\": \"cascade-process/1\",\n\"chain\": {\"format\": 3}}",
                 "p:2:");
}

/* The chain with the process's laws, where no law depends on anything and the
   input is certain. */
static cas_chain *independent_chain(const cas_process *process)
{
    size_t depth = process->chain->depth;
    char *text = cas_process_write_text(process);
    cas_process *copy;
    cas_message message;
    assert_int_equal(cas_process_read_text(text, strlen(text), "copy", &copy, &message),
                     CAS_OK);
    free(text);
    cas_chain *chain = copy->chain;
    for (size_t k = 0; k < chain->input.count; k++)
        mpq_set(chain->input.at[k], process->rules[0].laws[0].support.at[k]);
    for (size_t i = 1; i < depth; i++) {
        cas_law_clear(&chain->forward[i - 1]);
        cas_law_clear(&chain->backward[i]);
        cas_law_copy(&chain->forward[i - 1],
                     &process->rules[cas_node_of_delta(i)].laws[0]);
        cas_law_copy(&chain->backward[i],
                     &process->rules[cas_node_of_epsilon(depth, i + 1)].laws[0]);
    }
    /* The copy's rules go, its chain stays. */
    for (size_t node = 0; node < cas_process_nodes(depth); node++) {
        for (size_t k = 0; k < copy->rules[node].count; k++)
            cas_law_clear(&copy->rules[node].laws[k]);
        free(copy->rules[node].laws);
    }
    free(copy->rules);
    free(copy);
    return chain;
}

/* Every rule keeps its first law only. */
static void make_independent(cas_process *process)
{
    for (size_t node = cas_process_nodes(process->chain->depth); node-- > 0;) {
        cas_law law;
        cas_law_copy(&law, &process->rules[node].laws[0]);
        assert_int_equal(
            cas_process_set_rule(process, node, CAS_GIVEN_NOTHING, 1, &law, NULL),
            CAS_OK);
        cas_law_clear(&law);
    }
}

/* E||u~_i - u_i||^2, against the walk that treats the backward
   perturbations in closed form. */
static void runs_agree_with_expectations_of_independent_laws(void **state)
{
    (void)state;
    cas_arithmetic interval = cas_arithmetic_interval(128);
    size_t compared = 0;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        cas_process *process = draw(trial);
        cas_message message;
        make_independent(process);
        if (process->rules[0].laws[0].points > 1) {
            cas_process_free(process);
            continue;
        }
        cas_chain *chain = independent_chain(process);
        cas_expectation *expectation;
        cas_run *run;
        assert_int_equal(
            cas_expectation_new(chain, &interval, NULL, &expectation, &message), CAS_OK);
        assert_int_equal(cas_run_new(process, &interval, &run, &message), CAS_OK);
        void *work = cas_numbers_new(&interval, 3);
        mpfi_ptr sum = cas_at(&interval, work, 0), square = cas_at(&interval, work, 1);
        for (size_t i = 1; i <= run->depth; i++) {
            cas_variable error = run->vector[CAS_SYMBOL_U_ERROR][i];
            mpfi_set_ui(sum, 0);
            for (size_t s = 0; s < run->space.scenarios; s++) {
                cas_vector_norm_squared(
                    &interval, error.rows, square,
                    cas_variable_at(&run->workspace, error, CAS_LEVEL_SCENARIO, s),
                    cas_at(&interval, work, 2));
                mpfi_mul_q(square, square, run->exact_probability[CAS_LEVEL_SCENARIO][s]);
                mpfi_add(sum, sum, square);
            }
            mpfi_srcptr other = expectation->error_of[i];
            assert_true(mpfr_cmp(&sum->left, &other->right) <= 0 &&
                        mpfr_cmp(&other->left, &sum->right) <= 0);
            assert_true(diameter(sum) < 0x1p-90);
            compared += mpfi_is_zero(sum) == 0;
        }
        cas_numbers_free(&interval, work, 3);
        cas_run_free(run);
        cas_expectation_free(expectation);
        cas_chain_free(chain);
        cas_process_free(process);
    }
    assert_true(compared > TRIALS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(processes_survive_writing_and_reading),
        cmocka_unit_test(errors_name_what_is_wrong),
        cmocka_unit_test(runs_agree_with_expectations_of_independent_laws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

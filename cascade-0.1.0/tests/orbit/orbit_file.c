/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "claim/judge.h"
#include "file/input_file.h"
#include "orbit/orbit_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

extern const cas_claim cas_claim_a3_sgd_printed, cas_claim_a3_momentum_printed;

static cas_orbit_file *load(const char *path)
{
    const char *top = getenv("top_srcdir");
    char *full = cas_format("%s/counterexamples/%s", top != NULL ? top : ".", path);
    char *text;
    size_t length;
    cas_message message;
    cas_orbit_file *file = NULL;
    if (cas_input_file_read(full, 1 << 20, &text, &length, &message) != CAS_OK ||
        cas_orbit_file_read(text, length, path, &file, &message) != CAS_OK)
        fail_msg("%s", message.text);
    free(text);
    free(full);
    return file;
}

static const char *const orbits[] = {
    "orbits/a3-momentum-from-zero.json",
    "orbits/a3-momentum-top-1-diverges.json",
    "orbits/a3-momentum-uncompressed-converges.json",
    "orbits/a3-sgd-beside-the-line.json",
    "orbits/a3-sgd-from-the-line.json",
    "orbits/a3-sgd-stable-top-1.json",
    "orbits/a3-sgd-stable-uncompressed.json",
    "orbits/a3-sgd-top-1-diverges.json",
    "orbits/top-1-diverges.json",
    "orbits/uncompressed-converges.json",
    "witnesses/a3-top-1-converges.json",
};
enum { ORBITS = sizeof orbits / sizeof *orbits };

/* The verdict on a file, by the claim that is about such files. */
static cas_verdict judge(const cas_orbit_file *file)
{
    const cas_claim *claim = mpq_sgn(file->iteration.momentum) != 0
                                 ? &cas_claim_a3_momentum_printed
                                 : &cas_claim_a3_sgd_printed;
    cas_judgement judgement;
    cas_message message;
    cas_judgement_init(&judgement);
    assert_int_equal(cas_claim_judge(claim, NULL, file, &judgement, &message), CAS_OK);
    assert_true(judgement.applies);
    cas_verdict verdict = judgement.verdict;
    cas_judgement_clear(&judgement);
    return verdict;
}

static void stored_orbits_do_what_they_claim_and_the_witness_does_not(void **state)
{
    (void)state;
    for (size_t k = 0; k < ORBITS; k++) {
        cas_orbit_file *file = load(orbits[k]);
        bool is_witness = strncmp(orbits[k], "witnesses", 9) == 0;
        assert_int_equal(judge(file), is_witness ? CAS_VIOLATED : CAS_HOLDS);
        file->claims_divergence = !file->claims_divergence;
        assert_int_equal(judge(file), is_witness ? CAS_HOLDS : CAS_VIOLATED);
        cas_orbit_file_free(file);
    }
}

static void a_broken_certificate_decides_nothing(void **state)
{
    (void)state;
    cas_orbit_file *file = load("orbits/a3-momentum-top-1-diverges.json");
    mpq_set_ui(file->cone.form.at[0], 98, 1);
    assert_int_equal(judge(file), CAS_UNDECIDED);
    mpq_set_si(file->cone.form.at[0], -98, 1);
    assert_int_equal(judge(file), CAS_HOLDS);
    file->steps = 24;
    assert_int_equal(judge(file), CAS_UNDECIDED);
    cas_orbit_file_free(file);
    file = load("orbits/top-1-diverges.json");
    file->steps = 10;
    assert_int_equal(judge(file), CAS_UNDECIDED);
    file->steps = 11;
    assert_int_equal(judge(file), CAS_HOLDS);
    cas_orbit_file_free(file);
}

static void an_orbit_that_converges_with_momentum_does_not_diverge(void **state)
{
    (void)state;
    cas_orbit_file *file = load("orbits/a3-momentum-top-1-diverges.json");
    mpq_set_ui(file->iteration.step, 1, 4000);
    assert_int_equal(judge(file), CAS_VIOLATED);
    file->claims_divergence = false;
    assert_int_equal(judge(file), CAS_HOLDS);
    cas_orbit_file_free(file);
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    for (size_t k = 0; k < ORBITS; k++) {
        cas_orbit_file *file = load(orbits[k]), *again;
        char *text = cas_orbit_file_write(file);
        cas_message message;
        assert_int_equal(cas_orbit_file_read(text, strlen(text), "x", &again, &message),
                         CAS_OK);
        char *twice = cas_orbit_file_write(again);
        assert_string_equal(text, twice);
        assert_true(
            cas_rationals_equal(&file->iteration.matrix, &again->iteration.matrix));
        assert_true(
            cas_rationals_equal(&file->iteration.before_1, &again->iteration.before_1));
        assert_true(mpq_equal(file->iteration.step, again->iteration.step));
        assert_int_equal(file->has_cone, again->has_cone);
        free(text);
        free(twice);
        cas_orbit_file_free(file);
        cas_orbit_file_free(again);
    }
}

#define HEAD "{\"format\": \"cascade-orbit/1\", \"matrix\": "
#define TAIL ", \"steps\": 0, \"claim\": \"diverges\"}"
#define START ", \"weights\": [[1, 1], [0, 0]], \"step\": \"1/9\""

static void errors_say_where_and_what_was_expected(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"{\"format\": \"cascade-chain/1\"}", "\"cascade-orbit/1\""},
        {HEAD "[[1, 2], [3]]" START ", \"compressor\": \"none\"" TAIL, "$.matrix"},
        {HEAD "[[1, 2], [3, 4], [5, 6]]" START ", \"compressor\": \"none\"" TAIL,
         "$.matrix"},
        {HEAD "[[1, 2], [3, 4]]" START ", \"compressor\": \"top-2\"" TAIL,
         "$.compressor"},
        {HEAD "[[1, 2], [3, 4]]" START ", \"compressor\": \"none\", \"momentum\": 1" TAIL,
         "$.momentum"},
        {HEAD "[[1, 2], [3, 4]]" START ", \"compressor\": \"none\", \"speed\": 1" TAIL,
         "speed"},
        {HEAD "[[1, 2], [3, 4]]" START TAIL, "compressor"},
        {HEAD "[[1, \"1/0\"], [3, 4]]" START ", \"compressor\": \"none\"" TAIL,
         "$.matrix[0][1]"},
        {HEAD "[[1, 2], [3, 4]]" START ", \"compressor\": \"none\", \"steps\": 1001, "
              "\"claim\": \"diverges\"}",
         "$.steps"},
        {HEAD "[[1, 2], [3, 4]]" START ", \"compressor\": \"none\", \"cone\": {\"form\": "
              "[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]], \"word\": \"13\", \"growth\": "
              "2}" TAIL,
         "$.cone.word"},
        {"[1]", "an object"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        cas_orbit_file *file = NULL;
        cas_message message;
        assert_int_not_equal(cas_orbit_file_read(cases[k].text, strlen(cases[k].text),
                                                 "orbit.json", &file, &message),
                             CAS_OK);
        if (strstr(message.text, cases[k].expected) == NULL ||
            strncmp(message.text, "orbit.json:1:", 13) != 0)
            fail_msg("%s", message.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stored_orbits_do_what_they_claim_and_the_witness_does_not),
        cmocka_unit_test(a_broken_certificate_decides_nothing),
        cmocka_unit_test(an_orbit_that_converges_with_momentum_does_not_diverge),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(errors_say_where_and_what_was_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

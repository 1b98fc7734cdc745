/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/claims_file.h"

#include "claim/chain_instance.h"
#include "claim/process_instance.h"
#include "claim/trials.h"
#include "descent/descent_instance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const cas_claim subjects[] = {
    {.kind = &cas_process_kind, .generate = cas_process_instance_generate},
    {.kind = &cas_chain_kind, .generate = cas_chain_instance_generate},
    {.kind = &cas_descent_kind, .generate = cas_descent_claim_generate},
    {.kind = NULL},
};

static cas_status read_text(const char *text, cas_claims_file **file,
                            cas_message *message)
{
    return cas_claims_file_read(text, strlen(text), "my.json", subjects, file, message);
}

static cas_claims_file *read_valid(const char *text)
{
    cas_claims_file *file;
    cas_message message;
    if (read_text(text, &file, &message) != CAS_OK)
        fail_msg("%s", message.text);
    return file;
}

static void a_claim_needs_an_id_and_a_statement(void **state)
{
    (void)state;
    cas_claims_file *file = read_valid("{\"format\": \"cascade-claims/1\", \"claims\":\n"
                                       "[{\"id\": \"a\", \"statement\": \"C <= 1\"}]}");
    const cas_claim *claim = file->claims[0];
    assert_null(file->claims[1]);
    assert_null(file->title);
    assert_string_equal(claim->id, "a");
    assert_string_equal(claim->version, "printed");
    assert_string_equal(claim->formula, "C <= 1");
    assert_ptr_equal(claim->kind, &cas_process_kind);
    assert_ptr_equal(claim->generate, cas_process_instance_generate);
    assert_int_equal(claim->style, CAS_PROCESS_ANY);
    assert_false(cas_claim_reads(claim, "x-in-F"));
    assert_null(claim->notation);
    assert_null(claim->given);
    assert_null(claim->mistakes);
    assert_null(claim->note);
    assert_string_equal(claim->file, "my.json");
    assert_int_equal(claim->line, 2);
    cas_claims_file_free(file);
}

static const char everything[] =
    "{\"format\": \"cascade-claims/1\", \"title\": \"a test\",\n"
    " \"where\": \"c = 2\",\n"
    " \"claims\": [\n"
    "  {\"id\": \"a:1\", \"version\": \"sharp\", \"statement\": "
    "\"E|b_i|^2 <= c for i = 1..N\",\n"
    "   \"where\": \"b_i = y~_i - y_i\", \"style\": \"hidden\", "
    "\"input_is_known\": true,\n"
    "   \"note\": \"a note\",\n"
    "   \"mistakes\": [{\"formula\": \"b_1 = 0 b_1\", \"what\": \"nothing\"}]},\n"
    "  {\"id\": \"a:1\", \"statement\": \"C <= c\", \"on\": \"chain\",\n"
    "   \"given\": [\"a:1 sharp\"]},\n"
    "  {\"id\": \"b\", \"statement\": \"l(w_t) >= l_star for t = 0..T\", "
    "\"on\": \"descent\",\n"
    "   \"given\": [\"a:1\", \"a:1 sharp\"]}]}";

static void every_key_is_read(void **state)
{
    (void)state;
    cas_claims_file *file = read_valid(everything);
    const cas_claim *const *claims = file->claims;
    assert_string_equal(file->title, "a test");
    assert_string_equal(claims[0]->version, "sharp");
    assert_string_equal(claims[0]->notation, "c = 2; b_i = y~_i - y_i");
    assert_int_equal(claims[0]->style, CAS_PROCESS_HIDDEN);
    assert_true(cas_claim_reads(claims[0], "x-in-F"));
    assert_string_equal(claims[0]->note, "a note");
    assert_string_equal(claims[0]->mistakes[0].what, "nothing");
    assert_null(claims[0]->mistakes[1].formula);
    assert_string_equal(claims[1]->notation, "c = 2");
    assert_ptr_equal(claims[1]->kind, &cas_chain_kind);
    assert_string_equal(claims[1]->given[0], "a:1 sharp");
    assert_null(claims[1]->given[1]);
    assert_ptr_equal(claims[2]->kind, &cas_descent_kind);
    assert_int_equal(claims[2]->line, 10);
    assert_null(claims[3]);
    cas_claims_file_free(file);
}

/* What the reader says of the claims, behind "my.json:". */
static void assert_refused(const char *where, const char *claims, const char *expected)
{
    char text[2000];
    cas_claims_file *file;
    cas_message message;
    snprintf(text, sizeof text,
             "{\"format\": \"cascade-claims/1\", %s\n \"claims\": [%s]}", where, claims);
    if (read_text(text, &file, &message) == CAS_OK)
        fail_msg("%s is read", claims);
    if (strncmp(message.text, "my.json:", 8) != 0 ||
        strncmp(message.text + 8, expected, strlen(expected)) != 0)
        fail_msg("%s", message.text);
}

static void statements_are_refused_at_their_place(void **state)
{
    (void)state;
    assert_refused("", "{\"id\": \"a\", \"statement\": \"C <= foo\"}",
                   "2:38: $.claims[0].statement: column 6: unknown name \"foo\"");
    assert_refused("", "{\"id\": \"a\", \"statement\": \"C <= w_0\"}",
                   "2:38: $.claims[0].statement: column 6: unknown name \"w\"");
    assert_refused("",
                   "{\"id\": \"a\", \"on\": \"descent\", \"statement\": \"L <= y_0\"}",
                   "2:55: $.claims[0].statement: column 6: unknown name \"y\"");
    assert_refused("\"where\": \"b = 1; c = (\",",
                   "{\"id\": \"a\", \"statement\": \"C <= b\"}",
                   "1:41: $.where: column 13: a formula expected, not the end");
    assert_refused(
        "\"where\": \"b = 1\",",
        "{\"id\": \"a\", \"statement\": \"C <= b\", \"where\": \"d = b; e = (\"}",
        "2:57: $.claims[0].where: column 13: a formula expected, not the end");
    assert_refused("", "{\"id\": \"a\", \"statement\": \"C <= 1\", \"where\": \"e = (\"}",
                   "2:57: $.claims[0].where: column 6: a formula expected, not the end");
    assert_refused("\"where\": \"b_i = |y_{i+1}|\",",
                   "{\"id\": \"a\", \"statement\": \"b_N <= 1\"}",
                   "1:41: $.where: column 8: \"y\" has the indices 0..2, not 3");
    assert_refused("\"where\": \"b = 1\",",
                   "{\"id\": \"a\", \"statement\": \"C <= 1\", \"where\": \"b = 2\"}",
                   "2:57: $.claims[0].where: column 1: \"b\" has a meaning already");
    assert_refused(
        "",
        "{\"id\": \"a\", \"statement\": \"C <= 1\", "
        "\"mistakes\": [{\"formula\": \"C <\", \"what\": \"\"}]}",
        "2:73: $.claims[0].mistakes[0].formula: column 4: a formula expected, not the "
        "end");
}

static void names_are_refused_at_their_place(void **state)
{
    static const char two[] = "{\"id\": \"a:1\", \"statement\": \"C <= 1\"}, "
                              "{\"id\": \"%s\", \"statement\": \"C <= 1\"}";
    char claims[200];
    (void)state;
    snprintf(claims, sizeof claims, two, "a/1");
    assert_refused("", claims,
                   "2:58: $.claims[1].id: the claim in line 2 is a:1 printed already");
    snprintf(claims, sizeof claims, two, "a 1");
    assert_refused("", claims,
                   "2:58: $.claims[1].id: expected at most 64 letters, digits");
    snprintf(claims, sizeof claims, two, "../a");
    assert_refused("", claims,
                   "2:58: $.claims[1].id: expected at most 64 letters, digits");
    snprintf(claims, sizeof claims, two, "a:2\", \"version\": \"a-b");
    assert_refused("", claims, "2:76: $.claims[1].version: expected at most 64 letters");
    snprintf(claims, sizeof claims, two, "a:2\", \"given\": [\"a:2\"], \"note\": \"");
    assert_refused("", claims,
                   "2:75: $.claims[1].given[0]: expected a claim that stands before this "
                   "one, found \"a:2\"");
    snprintf(claims, sizeof claims, two,
             "a:2\", \"given\": [\"a:1 sharp\"], \"note\": \"");
    assert_refused("", claims,
                   "2:75: $.claims[1].given[0]: expected a claim that stands");
}

static void what_goes_with_processes_alone_is_refused_elsewhere(void **state)
{
    (void)state;
    assert_refused("",
                   "{\"id\": \"a\", \"statement\": \"C <= 1\", \"on\": \"chain\", "
                   "\"style\": \"any\"}",
                   "2:63: $.claims[0].style: goes with \"on\": \"process\"");
    assert_refused("",
                   "{\"id\": \"a\", \"statement\": \"C <= 1\", \"on\": \"descent\", "
                   "\"input_is_known\": false}",
                   "2:65: $.claims[0].input_is_known: goes with \"on\": \"process\"");
    assert_refused(
        "",
        "{\"id\": \"a\", \"statement\": \"b <= 1\", \"where\": \"b = |y_1| C\", "
        "\"style\": \"polynomial\"}",
        "2:81: $.claims[0].style: \"polynomial\" goes with statements without");
    cas_claims_file_free(
        read_valid("{\"format\": \"cascade-claims/1\", \"claims\": [{\"id\": \"a\", "
                   "\"statement\": \"|y_1| <= 1\", \"style\": \"polynomial\"}]}"));
}

/* What was read is all that the trials need. */
static void claims_of_each_kind_have_trials(void **state)
{
    (void)state;
    cas_claims_file *file = read_valid(everything);
    for (size_t k = 0; file->claims[k] != NULL; k++) {
        cas_variants variants;
        cas_trials trials[100];
        assert_int_equal(cas_variants_init(&variants, file->claims[k], true, NULL),
                         CAS_OK);
        assert_in_range(variants.count, 1, 99);
        cas_trials_run(&variants, 1, 20, trials);
        assert_int_equal(trials[0].failed, 0);
        assert_true(trials[0].applied > 0 || k == 0);
        cas_variants_clear(&variants);
    }
    cas_claims_file_free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_needs_an_id_and_a_statement),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(statements_are_refused_at_their_place),
        cmocka_unit_test(names_are_refused_at_their_place),
        cmocka_unit_test(what_goes_with_processes_alone_is_refused_elsewhere),
        cmocka_unit_test(claims_of_each_kind_have_trials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

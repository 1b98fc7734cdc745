/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/claim/artificial_claims.h"

#include "arithmetic/memory.h"
#include "arithmetic/rational.h"
#include "claim/ledger_text.h"
#include "claim/readings.h"
#include "claim/shrink.h"
#include "claim/trials.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include <cmocka.h>

static cas_ledger *audit(const cas_claim *claim, const cas_audit_options *options)
{
    const cas_claim *const claims[] = {claim, NULL};
    cas_message message;
    cas_ledger *ledger;
    assert_int_equal(cas_ledger_new(claims, options, &ledger, &message), CAS_OK);
    assert_int_equal(ledger->count, 1);
    return ledger;
}

static void true_claim_is_supported_and_its_mutant_killed(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&true_claim, &(cas_audit_options){0});
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_SUPPORTED);
    assert_int_equal(entry->trials, 200);
    assert_int_equal(entry->vacuous, 0);
    /* the page's, 10/9 of k and 9/10 of 1023 */
    assert_int_equal(entry->mutants, 3);
    assert_int_equal(entry->killed, 3);
    assert_int_equal(entry->weaker, 2);
    assert_true(entry->worst_ratio > 0.9 && entry->worst_ratio <= 1);
    assert_true(entry->is_consistent);
    assert_null(entry->found);
    assert_string_equal(entry->note, "");
    assert_int_equal(ledger->seed, CAS_DEFAULT_SEED);
    cas_ledger_free(ledger);
}

static void worst_trial_is_the_first_that_attains_the_worst_ratio(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&true_claim, &(cas_audit_options){.trials = 3000});
    const cas_entry *entry = &ledger->entries[0];
    unsigned long worst = 0;
    uint64_t worst_trial = 0;
    for (uint64_t trial = 0; trial < 3000; trial++) {
        void *instance;
        assert_int_equal(
            cas_trial_generate(&true_claim, CAS_DEFAULT_SEED, trial, &instance, NULL),
            CAS_OK);
        unsigned long k = ((struct number *)instance)->k;
        if (k > worst) {
            worst = k;
            worst_trial = trial;
        }
        free(instance);
    }
    assert_int_equal(entry->worst_trial, worst_trial);
    assert_true(entry->worst_ratio >= (double)worst / 1023);
    cas_ledger_free(ledger);
}

static void false_claim_is_refuted_at_its_first_violation_and_shrunk(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&false_claim, &(cas_audit_options){0});
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_REFUTED);
    assert_int_equal(entry->trials, entry->found_trial + 1);
    for (uint64_t trial = 0; trial <= entry->found_trial; trial++) {
        void *instance;
        assert_int_equal(
            cas_trial_generate(&false_claim, CAS_DEFAULT_SEED, trial, &instance, NULL),
            CAS_OK);
        assert_int_equal(((struct number *)instance)->k > 700,
                         trial == entry->found_trial);
        free(instance);
    }
    assert_string_equal(entry->found, "{\"format\": \"test-number/1\", \"k\": 701}\n");
    assert_true(entry->is_consistent);
    char *replay = cas_entry_replay_text(ledger, entry);
    char *expected = cas_format("cascade replay test:false printed %lu --seed 20260220",
                                (unsigned long)entry->found_trial);
    assert_string_equal(replay, expected);
    free(expected);
    free(replay);
    cas_ledger_free(ledger);
}

/* The standing of `claim` beside the claims that it may be given, which stand behind. */
static cas_standing standing_given(const cas_claim *claim, const char *name)
{
    const char *const given[] = {name, NULL};
    cas_claim resting = *claim;
    resting.id = "test:resting";
    resting.given = given;
    const cas_claim *const claims[] = {&resting,     &proved_claim,    &true_claim,
                                       &false_claim, &undecided_claim, NULL};
    cas_ledger *ledger;
    assert_int_equal(
        cas_ledger_new(claims, &(cas_audit_options){.trials = 50}, &ledger, NULL),
        CAS_OK);
    cas_standing standing = ledger->entries[0].standing;
    if (standing == CAS_OPEN)
        assert_non_null(strstr(ledger->entries[0].note, name));
    cas_ledger_free(ledger);
    return standing;
}

static void no_claim_is_stronger_than_what_it_is_given(void **state)
{
    (void)state;
    assert_int_equal(standing_given(&true_claim, "test:true repaired"), CAS_SUPPORTED);
    assert_int_equal(standing_given(&true_claim, "test:false"), CAS_OPEN);
    assert_int_equal(standing_given(&true_claim, "test:false printed"), CAS_OPEN);
    assert_int_equal(standing_given(&true_claim, "test:undecided"), CAS_OPEN);
    assert_int_equal(standing_given(&true_claim, "test:true"), CAS_OPEN);
    assert_int_equal(standing_given(&proved_claim, "test:proved sharp"), CAS_PROVED);
    assert_int_equal(standing_given(&proved_claim, "test:true repaired"), CAS_SUPPORTED);
    assert_int_equal(standing_given(&false_claim, "test:false"), CAS_REFUTED);
    cas_claim argued = proved_claim;
    argued.prose = "the rest";
    assert_int_equal(standing_given(&argued, "test:proved sharp"), CAS_DERIVED);
    assert_int_equal(standing_given(&argued, "test:true repaired"), CAS_SUPPORTED);
    assert_int_equal(standing_given(&argued, "test:false"), CAS_OPEN);
}

static void a_replay_names_the_file_of_the_claims(void **state)
{
    (void)state;
    cas_ledger *ledger =
        audit(&false_claim, &(cas_audit_options){.claims_file = "it's mine.json"});
    char *replay = cas_entry_replay_text(ledger, &ledger->entries[0]);
    assert_non_null(strstr(replay, " --claims 'it'\\''s mine.json'"));
    free(replay);
    cas_ledger_free(ledger);
}

static void refuted_repair_is_inconsistent(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&false_repair, &(cas_audit_options){0});
    assert_int_equal(ledger->entries[0].standing, CAS_REFUTED);
    assert_false(ledger->entries[0].is_consistent);
    cas_ledger_free(ledger);
}

static void surviving_mutant_is_inconsistent_and_named(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&toothless_claim, &(cas_audit_options){0});
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_SUPPORTED);
    assert_int_equal(entry->mutants, 4);
    assert_int_equal(entry->killed, 3);
    assert_false(entry->is_consistent);
    assert_non_null(strstr(entry->note, "toothless"));
    cas_ledger_free(ledger);
    ledger = audit(&toothless_claim, &(cas_audit_options){.without_mutants = true});
    assert_true(ledger->entries[0].is_consistent);
    cas_ledger_free(ledger);
}

static void vacuous_claim_is_undecided_and_inconsistent(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&vacuous_claim, &(cas_audit_options){0});
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_OPEN);
    assert_int_equal(entry->trials + entry->vacuous, 200);
    assert_true(entry->vacuous > 100);
    assert_false(entry->is_consistent);
    cas_ledger_free(ledger);
}

static void trials_that_cannot_be_certified_to_apply_are_vacuous(void **state)
{
    (void)state;
    cas_claim claim = true_claim;
    claim.generate = draw_unbounded;
    cas_ledger *ledger = audit(&claim, &(cas_audit_options){.trials = 1000});
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_SUPPORTED);
    assert_int_equal(entry->failed, 0);
    assert_true(entry->vacuous > 150 && entry->vacuous < 350);
    assert_int_equal(entry->trials + entry->vacuous, 1000);
    assert_true(entry->is_consistent);
    cas_ledger_free(ledger);
}

static void undecided_trials_leave_the_claim_undecided(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&undecided_claim, &(cas_audit_options){.trials = 10});
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_OPEN);
    assert_int_equal(entry->undecided, 10);
    assert_true(entry->worst_ratio == 0);
    assert_true(entry->is_consistent);
    cas_ledger_free(ledger);
}

static void failing_trials_are_counted_and_the_first_is_told(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&failing_claim, &(cas_audit_options){.trials = 1000});
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_OPEN);
    assert_true(entry->failed > 0);
    assert_int_equal(entry->failed + entry->trials, 1000);
    assert_non_null(strstr(entry->note, "is not liked"));
    assert_false(entry->is_consistent);
    cas_ledger_free(ledger);
}

static cas_status decide_nothing(const cas_claim *claim, const cas_mutant *mutant,
                                 cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)mutant;
    (void)message;
    certificate->cases = 3;
    return CAS_OK;
}

static void certificate_proves_and_its_mutant_is_killed(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&proved_claim, &(cas_audit_options){0});
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_PROVED);
    assert_int_equal(entry->cases, 12);
    assert_int_equal(entry->trials, 0);
    assert_int_equal(entry->killed, 1);
    assert_true(entry->is_consistent);
    assert_string_equal(entry->note, "All 12 cases hold.");
    cas_ledger_free(ledger);
}

static void an_argument_in_prose_makes_a_claim_derived(void **state)
{
    (void)state;
    const cas_claim *const tested[] = {&proved_claim, &true_claim, &false_claim,
                                       &vacuous_claim};
    static const cas_standing expected[] = {CAS_DERIVED, CAS_DERIVED, CAS_REFUTED,
                                            CAS_OPEN};
    for (size_t i = 0; i < 4; i++) {
        cas_claim argued = *tested[i];
        argued.prose = "the induction";
        cas_ledger *ledger = audit(&argued, &(cas_audit_options){.trials = 50});
        assert_int_equal(ledger->entries[0].standing, expected[i]);
        assert_non_null(strstr(ledger->entries[0].note, "In prose: the induction."));
        cas_ledger_free(ledger);
    }
}

static void evidence_is_what_was_done(void **state)
{
    (void)state;
    cas_claim stored = false_claim, unproved = proved_claim;
    stored.generate = NULL;
    stored.witnesses = number_stored;
    unproved.certify = decide_nothing;
    const struct {
        const cas_claim *claim;
        const char *expected;
    } cases[] = {{&proved_claim, "certificate"}, {&unproved, ""},
                 {&true_claim, "trials"},        {&false_claim, "trials, witness"},
                 {&stored, "witness"},           {&ill_posed_claim, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cas_ledger *ledger =
            audit(cases[i].claim, &(cas_audit_options){.witnesses = number_witnesses});
        char *evidence = cas_entry_evidence_text(&ledger->entries[0]);
        assert_string_equal(evidence, cases[i].expected);
        free(evidence);
        cas_ledger_free(ledger);
    }
}

static void a_row_has_the_readings_of_its_id_and_its_own(void **state)
{
    (void)state;
    cas_claim claim = true_claim;
    claim.id = "test:true@x-in-F";
    claim.readings = CAS_NAMES("large-T", "free-of-T");
    cas_ledger *ledger = audit(&claim, &(cas_audit_options){.trials = 5});
    char *basis = cas_entry_basis_text(&ledger->entries[0]);
    assert_string_equal(basis, "reading x-in-F, large-T, free-of-T");
    free(basis);
    cas_ledger_free(ledger);
    assert_true(cas_claim_reads(&claim, "x-in-F") &&
                cas_claim_reads(&claim, "free-of-T"));
    assert_false(cas_claim_reads(&claim, "x-not-in-F"));
    assert_true(cas_reading_is_default("free-of-T") && !cas_reading_is_default("x-in-F"));
    assert_null(cas_reading_question("x"));
    assert_ptr_equal(cas_reading_question("x-in-F"), cas_reading_question("x-not-in-F"));
}

/* Refutes the claim, and its mutant "halved" where `data` is there. */
static cas_status refute_all(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    (void)message;
    certificate->refuted = mutant == NULL || claim->data != NULL;
    return CAS_OK;
}

static void refuted_claim_without_a_witness_is_inconsistent(void **state)
{
    (void)state;
    cas_claim claim = false_claim;
    claim.generate = NULL;
    claim.certify = refute_all;
    claim.mutants = number_mutants;
    cas_audit_options options = {.witnesses = number_witnesses};
    cas_ledger *ledger = audit(&claim, &options);
    assert_int_equal(ledger->entries[0].standing, CAS_REFUTED);
    assert_int_equal(ledger->entries[0].killed, 1);
    assert_false(ledger->entries[0].is_consistent);
    assert_non_null(strstr(ledger->entries[0].note, "no witness"));
    cas_ledger_free(ledger);
    claim.witnesses = number_stored;
    ledger = audit(&claim, &options);
    assert_int_equal(ledger->entries[0].standing, CAS_REFUTED);
    assert_true(ledger->entries[0].is_consistent);
    cas_ledger_free(ledger);
}

static void certificate_that_refutes_its_mutant_as_well_is_inconsistent(void **state)
{
    (void)state;
    cas_claim claim = false_claim;
    claim.generate = NULL;
    claim.certify = refute_all;
    claim.mutants = number_mutants;
    claim.witnesses = number_stored;
    claim.data = &claim;
    cas_ledger *ledger =
        audit(&claim, &(cas_audit_options){.witnesses = number_witnesses});
    assert_int_equal(ledger->entries[0].killed, 0);
    assert_false(ledger->entries[0].is_consistent);
    cas_ledger_free(ledger);
}

static void claim_without_any_test_is_ill_posed(void **state)
{
    (void)state;
    cas_ledger *ledger = audit(&ill_posed_claim, &(cas_audit_options){0});
    assert_int_equal(ledger->entries[0].standing, CAS_ILL_POSED);
    assert_string_equal(ledger->entries[0].note, "Its subject is not defined.");
    cas_ledger_free(ledger);
}

static void stored_witness_refutes(void **state)
{
    (void)state;
    cas_claim claim = false_claim;
    claim.witnesses = number_stored;
    cas_ledger *ledger =
        audit(&claim, &(cas_audit_options){.witnesses = number_witnesses, .trials = 1});
    assert_int_equal(ledger->entries[0].standing, CAS_REFUTED);
    assert_string_equal(ledger->entries[0].witness,
                        "counterexamples/witnesses/large.json");
    cas_ledger_free(ledger);
}

static void stored_witness_that_violates_nothing_is_inconsistent(void **state)
{
    (void)state;
    static const char *const stale[] = {"small.json", NULL};
    cas_claim claim = true_claim;
    claim.witnesses = stale;
    cas_ledger *ledger =
        audit(&claim, &(cas_audit_options){.witnesses = number_witnesses});
    assert_int_equal(ledger->entries[0].standing, CAS_SUPPORTED);
    assert_false(ledger->entries[0].is_consistent);
    cas_ledger_free(ledger);
}

static void unknown_stored_witness_is_an_error(void **state)
{
    (void)state;
    static const char *const unknown[] = {"nowhere.json", NULL};
    cas_claim claim = true_claim;
    claim.witnesses = unknown;
    const cas_claim *const claims[] = {&claim, NULL};
    cas_ledger *ledger;
    cas_message message;
    assert_int_equal(cas_ledger_new(claims,
                                    &(cas_audit_options){.witnesses = number_witnesses},
                                    &ledger, &message),
                     CAS_INPUT);
    assert_non_null(strstr(message.text, "nowhere.json"));
}

static const cas_claim *const all[] = {
    &true_claim,      &toothless_claim, &false_claim,  &false_repair,    &vacuous_claim,
    &undecided_claim, &failing_claim,   &proved_claim, &ill_posed_claim, NULL};

static char *written(void (*write)(const cas_ledger *, FILE *), const cas_ledger *ledger)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    write(ledger, out);
    fclose(out);
    return text;
}

static char *audit_all(uint64_t seed)
{
    cas_ledger *ledger;
    assert_int_equal(cas_ledger_new(all,
                                    &(cas_audit_options){.trials = 700, .seed = seed},
                                    &ledger, NULL),
                     CAS_OK);
    char *text = written(cas_ledger_write_json, ledger);
    cas_ledger_free(ledger);
    return text;
}

static void ledger_is_the_same_for_any_number_of_threads(void **state)
{
    (void)state;
#ifdef _OPENMP
    int threads = omp_get_max_threads();
    omp_set_num_threads(1);
    char *one = audit_all(7);
    omp_set_num_threads(5);
    char *five = audit_all(7);
    omp_set_num_threads(threads);
    assert_string_equal(one, five);
    free(five);
#else
    char *one = audit_all(7);
#endif
    char *other = audit_all(8);
    assert_string_not_equal(one, other);
    free(one);
    free(other);
}

/* A search that finds every number of true_claim worse than it is. */
static cas_verdict pretended;
static void pretend(const cas_variants *variants, const cas_variant *mutant,
                    cas_profile profile, uint64_t seed, cas_worst_case *worst)
{
    (void)profile;
    (void)seed;
    void *instance = number_new(1000);
    *worst = (cas_worst_case){.operators = 5,
                              .verdict = mutant != NULL ? CAS_VIOLATED : pretended,
                              .ratio = 2,
                              .needed = -INFINITY,
                              .instance = variants->claim->kind->write(instance)};
    free(instance);
}

static void a_search_kills_mutants_and_refutes(void **state)
{
    (void)state;
    pretended = CAS_HOLDS;
    cas_ledger *ledger = audit(&true_claim, &(cas_audit_options){.falsify = pretend});
    const cas_entry *entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_SUPPORTED);
    assert_true(entry->found_ratio == 2 && entry->found_operators == 5);
    assert_int_equal(entry->killed, entry->mutants);
    assert_null(entry->found);
    cas_ledger_free(ledger);

    pretended = CAS_VIOLATED;
    ledger = audit(&true_claim, &(cas_audit_options){.falsify = pretend});
    entry = &ledger->entries[0];
    assert_int_equal(entry->standing, CAS_REFUTED);
    assert_non_null(entry->found);
    char *replay = cas_entry_replay_text(ledger, entry);
    assert_non_null(strstr(replay, "cascade search "));
    assert_non_null(strstr(replay, " --operators 5 "));
    free(replay);
    cas_ledger_free(ledger);
}

static void ledger_json_has_the_agreed_keys_in_the_agreed_order(void **state)
{
    (void)state;
    static const char *const keys[] = {"id",          "version", "verdict", "evidence",
                                       "given",       "reading", "cases",   "trials",
                                       "worst_ratio", "witness", "theorem", "note"};
    char *text = audit_all(1);
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "format")),
                        "cascade-ledger/1");
    assert_int_equal(json_integer_value(json_object_get(root, "seed")), 1);
    json_t *claims = json_object_get(root, "claims");
    assert_int_equal(json_array_size(claims), 9);
    void *at = json_object_iter(json_array_get(claims, 0));
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        assert_string_equal(json_object_iter_key(at), keys[i]);
        at = json_object_iter_next(json_array_get(claims, 0), at);
    }
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(claims, 2), "verdict")),
        "refuted");
    json_decref(root);
    free(text);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    while ((text = strstr(text, part)) != NULL) {
        count++;
        text += strlen(part);
    }
    return count;
}

static void other_formats_have_a_row_per_claim(void **state)
{
    (void)state;
    cas_ledger *ledger;
    assert_int_equal(
        cas_ledger_new(all, &(cas_audit_options){.trials = 50}, &ledger, NULL), CAS_OK);
    char *markdown = written(cas_ledger_write_markdown, ledger);
    char *tsv = written(cas_ledger_write_tsv, ledger);
    char *junit = written(cas_ledger_write_junit, ledger);
    assert_int_equal(count_of(markdown, "\n"), 2 + 9);
    assert_int_equal(count_of(tsv, "\n"), 1 + 9);
    assert_int_equal(count_of(tsv, "\t"), 10 * 28);
    assert_int_equal(count_of(junit, "</testcase>"), 9);
    size_t failures = 0;
    for (size_t i = 0; i < ledger->count; i++)
        failures += !ledger->entries[i].is_consistent;
    assert_int_equal(count_of(junit, "<failure"), failures);
    free(markdown);
    free(tsv);
    free(junit);
    cas_ledger_free(ledger);
}

static void shrinking_ends_where_every_neighbour_holds(void **state)
{
    (void)state;
    void *instance = number_new(1023);
    assert_true(cas_shrink(&false_claim, NULL, &instance) > 0);
    assert_int_equal(((struct number *)instance)->k, 701);
    free(instance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(true_claim_is_supported_and_its_mutant_killed),
        cmocka_unit_test(worst_trial_is_the_first_that_attains_the_worst_ratio),
        cmocka_unit_test(false_claim_is_refuted_at_its_first_violation_and_shrunk),
        cmocka_unit_test(no_claim_is_stronger_than_what_it_is_given),
        cmocka_unit_test(a_replay_names_the_file_of_the_claims),
        cmocka_unit_test(refuted_repair_is_inconsistent),
        cmocka_unit_test(surviving_mutant_is_inconsistent_and_named),
        cmocka_unit_test(vacuous_claim_is_undecided_and_inconsistent),
        cmocka_unit_test(trials_that_cannot_be_certified_to_apply_are_vacuous),
        cmocka_unit_test(undecided_trials_leave_the_claim_undecided),
        cmocka_unit_test(failing_trials_are_counted_and_the_first_is_told),
        cmocka_unit_test(certificate_proves_and_its_mutant_is_killed),
        cmocka_unit_test(an_argument_in_prose_makes_a_claim_derived),
        cmocka_unit_test(evidence_is_what_was_done),
        cmocka_unit_test(a_row_has_the_readings_of_its_id_and_its_own),
        cmocka_unit_test(refuted_claim_without_a_witness_is_inconsistent),
        cmocka_unit_test(certificate_that_refutes_its_mutant_as_well_is_inconsistent),
        cmocka_unit_test(claim_without_any_test_is_ill_posed),
        cmocka_unit_test(stored_witness_refutes),
        cmocka_unit_test(stored_witness_that_violates_nothing_is_inconsistent),
        cmocka_unit_test(unknown_stored_witness_is_an_error),
        cmocka_unit_test(ledger_is_the_same_for_any_number_of_threads),
        cmocka_unit_test(a_search_kills_mutants_and_refutes),
        cmocka_unit_test(ledger_json_has_the_agreed_keys_in_the_agreed_order),
        cmocka_unit_test(other_formats_have_a_row_per_claim),
        cmocka_unit_test(shrinking_ends_where_every_neighbour_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

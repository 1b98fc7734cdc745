/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/judge.h"
#include "claim/shrink.h"
#include "command/claims.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool names(const cas_claim *claim, const char *witness)
{
    for (const char *const *name = claim->witnesses; name != NULL && *name != NULL;
         name++)
        if (strcmp(*name, witness) == 0)
            return true;
    return false;
}

/* The claims whose witness that is, ended by NULL. */
enum { CLAIMS = 64 };

static void claims_of(const char *witness, const cas_claim **claims)
{
    size_t count = 0;
    for (const cas_claim *const *claim = cas_claims; *claim != NULL; claim++)
        if (names(*claim, witness) && count < CLAIMS)
            claims[count++] = *claim;
    claims[count] = NULL;
    if (count == 0)
        fail_msg("%s is no claim's witness", witness);
}

static bool violate(const cas_claim *const *claims, const void *instance)
{
    bool violated = true;
    for (; *claims != NULL; claims++) {
        cas_judgement judgement;
        cas_message message;
        cas_judgement_init(&judgement);
        violated =
            cas_claim_judge(*claims, NULL, instance, &judgement, &message) == CAS_OK &&
            judgement.applies && judgement.verdict == CAS_VIOLATED && violated;
        cas_judgement_clear(&judgement);
    }
    return violated;
}

static void *instance_of(const cas_witness *witness, const cas_instance_kind *kind)
{
    cas_message message;
    void *instance;
    if (kind->read(witness->text, strlen(witness->text), witness->name, &instance,
                   &message) != CAS_OK)
        fail_msg("%s", message.text);
    return instance;
}

static void stored_witnesses_violate_all_claims_that_name_them(void **state)
{
    (void)state;
    for (const cas_witness *w = cas_witnesses; w->name != NULL; w++) {
        const cas_claim *claims[CLAIMS + 1];
        claims_of(w->name, claims);
        void *instance = instance_of(w, claims[0]->kind);
        if (!violate(claims, instance))
            fail_msg("%s does not violate all its claims", w->name);
        claims[0]->kind->free(instance);
    }
}

/* These show more than that the claim fails, and stay as they are: the paper's example,
   and one chain for each fault of the printed (33). */
static bool is_kept(const char *witness)
{
    static const char *const kept[] = {
        "a2-shifted-minimum.json", "theorem-2-both.json", "theorem-2-depth-3.json",
        "theorem-2-hessian-in-33a.json", "theorem-2-zero-mean-on-a-box.json"};
    for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
        if (strcmp(witness, kept[k]) == 0)
            return true;
    return false;
}

static void no_neighbour_of_a_stored_witness_violates_all_its_claims(void **state)
{
    (void)state;
    for (const cas_witness *w = cas_witnesses; w->name != NULL; w++) {
        const cas_claim *claims[CLAIMS + 1];
        claims_of(w->name, claims);
        if (is_kept(w->name))
            continue;
        void *instance = instance_of(w, claims[0]->kind);
        if (cas_shrink_for_all(claims, &instance) > 0)
            fail_msg("%s can be simpler: cascade replay %s --shrink", w->name, w->name);
        claims[0]->kind->free(instance);
    }
}

static void shrinking_for_two_claims_keeps_both_violated(void **state)
{
    (void)state;
    for (const cas_witness *w = cas_witnesses; w->name != NULL; w++) {
        const cas_claim *claims[CLAIMS + 1];
        claims_of(w->name, claims);
        if (strcmp(w->name, "proof-wide-cosine.json") != 0)
            continue;
        assert_non_null(claims[1]);
        void *instance;
        cas_message message;
        /* Two of its numbers can be simpler. */
        static const char large[] =
            "{\"format\": \"cascade-process/1\", \"chain\": {\"format\": "
            "\"cascade-chain/1\", \"input\": [0], \"operators\": [{\"out\": 1, "
            "\"weights\": [\"1/5\"], \"f\": [\"w1\"]}, {\"out\": 1, \"weights\": [], "
            "\"f\": [\"40*(1 - cos(y1/40))\"]}]}, \"forward\": [{\"at\": 1, "
            "\"support\": [[\"1/2\"]]}], \"backward\": []}";
        assert_int_equal(
            claims[0]->kind->read(large, strlen(large), "large", &instance, &message),
            CAS_OK);
        assert_true(violate(claims, instance));
        assert_true(cas_shrink_for_all(claims, &instance) > 0);
        assert_true(violate(claims, instance));
        assert_int_equal(cas_shrink_for_all(claims, &instance), 0);
        void *stored = instance_of(w, claims[0]->kind);
        char *found = claims[0]->kind->write(instance);
        char *expected = claims[0]->kind->write(stored);
        assert_string_equal(found, expected);
        free(found);
        free(expected);
        claims[0]->kind->free(stored);
        claims[0]->kind->free(instance);
    }
}

static void every_claim_that_stands_has_mutants(void **state)
{
    (void)state;
    for (const cas_claim *const *claim = cas_claims; *claim != NULL; claim++) {
        cas_variants variants;
        cas_message message;
        if (cas_variants_init(&variants, *claim, true, &message) != CAS_OK)
            fail_msg("%s", message.text);
        bool stands = (*claim)->witnesses == NULL &&
                      ((*claim)->generate != NULL || (*claim)->certify != NULL);
        if (stands && variants.count == 0)
            fail_msg("%s %s has no mutants", (*claim)->id, (*claim)->version);
        cas_variants_clear(&variants);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stored_witnesses_violate_all_claims_that_name_them),
        cmocka_unit_test(no_neighbour_of_a_stored_witness_violates_all_its_claims),
        cmocka_unit_test(every_claim_that_stands_has_mutants),
        cmocka_unit_test(shrinking_for_two_claims_keeps_both_violated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

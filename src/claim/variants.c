/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/variants.h"

#include "arithmetic/memory.h"
#include "formula/print.h"

#include <stdlib.h>
#include <string.h>

const cas_vocabulary *cas_claim_vocabulary(const cas_claim *claim)
{
    if (claim->kind != NULL && claim->kind->vocabulary != NULL)
        return claim->kind->vocabulary;
    return cas_vocabulary_new(claim->names != NULL ? claim->names : "", false);
}

void cas_claim_vocabulary_release(const cas_claim *claim,
                                  const cas_vocabulary *vocabulary)
{
    if (claim->kind == NULL || vocabulary != claim->kind->vocabulary)
        cas_vocabulary_free((cas_vocabulary *)vocabulary);
}

static cas_status read_formula(const cas_claim *claim, const cas_vocabulary *vocabulary,
                               const char *text, cas_statement **statement,
                               cas_message *message)
{
    cas_status status =
        cas_statement_read(vocabulary, text, claim->notation, statement, message);
    return status == CAS_OK ? CAS_OK
                            : cas_fail_in(message, status, "%s %s (%s:%d)", claim->id,
                                          claim->version, claim->file, claim->line);
}

static size_t count_named(const cas_claim *claim)
{
    size_t count = 0;
    while (claim->mutants != NULL && claim->mutants[count].name != NULL)
        count++;
    return count;
}

static size_t count_mistakes(const cas_claim *claim)
{
    size_t count = 0;
    while (claim->mistakes != NULL && claim->mistakes[count].formula != NULL)
        count++;
    return count;
}

static cas_status read_mistakes(cas_variants *v, const cas_vocabulary *vocabulary,
                                cas_message *message)
{
    size_t count = count_mistakes(v->claim);
    v->mistaken = cas_allocate(count + 1, sizeof *v->mistaken);
    for (; v->mistakes < count; v->mistakes++) {
        const cas_mistake *mistake = &v->claim->mistakes[v->mistakes];
        cas_status status = read_formula(v->claim, vocabulary, mistake->formula,
                                         &v->mistaken[v->mistakes], message);
        if (status != CAS_OK)
            return status;
        v->mutants[v->count++] = (cas_variant){.name = mistake->formula,
                                               .what = mistake->what,
                                               .statement = v->mistaken[v->mistakes]};
    }
    return CAS_OK;
}

static void list_generated(cas_variants *v)
{
    for (size_t k = 0; k < v->generated.count; k++) {
        const cas_formula_mutant *m = &v->generated.mutant[k];
        v->mutants[v->count++] = (cas_variant){.name = m->what,
                                               .what = m->what,
                                               .statement = m->statement,
                                               .mutation = m->mutation,
                                               .strength = m->strength,
                                               .is_generated = true};
    }
}

static cas_status list_mutants(cas_variants *v, const cas_vocabulary *vocabulary,
                               cas_message *message)
{
    size_t named = count_named(v->claim);
    if (v->statement != NULL)
        cas_statement_mutate(v->statement, &v->generated);
    v->mutants = cas_allocate(named + count_mistakes(v->claim) + v->generated.count + 1,
                              sizeof *v->mutants);
    for (; v->count < named; v->count++)
        v->mutants[v->count] = (cas_variant){.name = v->claim->mutants[v->count].name,
                                             .what = v->claim->mutants[v->count].what,
                                             .named = &v->claim->mutants[v->count]};
    cas_status status = read_mistakes(v, vocabulary, message);
    if (status == CAS_OK)
        list_generated(v);
    return status;
}

cas_status cas_variants_init(cas_variants *variants, const cas_claim *claim,
                             bool with_mutants, cas_message *message)
{
    *variants = (cas_variants){.claim = claim};
    const cas_vocabulary *vocabulary = cas_claim_vocabulary(claim);
    cas_status status = CAS_OK;
    if (claim->formula != NULL)
        status = read_formula(claim, vocabulary, claim->formula, &variants->statement,
                              message);
    if (status == CAS_OK && with_mutants)
        status = list_mutants(variants, vocabulary, message);
    if (variants->statement == NULL)
        cas_claim_vocabulary_release(claim, vocabulary);
    if (status != CAS_OK)
        cas_variants_clear(variants);
    return status;
}

void cas_variants_clear(cas_variants *variants)
{
    const cas_vocabulary *vocabulary =
        variants->statement != NULL ? variants->statement->vocabulary : NULL;
    cas_formula_mutants_clear(&variants->generated);
    for (size_t k = 0; k < variants->mistakes; k++)
        cas_statement_free(variants->mistaken[k]);
    free(variants->mistaken);
    free(variants->mutants);
    cas_statement_free(variants->statement);
    if (vocabulary != NULL)
        cas_claim_vocabulary_release(variants->claim, vocabulary);
    *variants = (cas_variants){.claim = variants->claim};
}

char *cas_claim_text(const cas_claim *claim)
{
    cas_variants variants;
    cas_message message;
    if (claim->statement != NULL || claim->formula == NULL ||
        cas_variants_init(&variants, claim, false, &message) != CAS_OK)
        return cas_duplicate(claim->statement != NULL ? claim->statement : "");
    char *text = cas_statement_ascii(variants.statement, false);
    cas_variants_clear(&variants);
    return text;
}

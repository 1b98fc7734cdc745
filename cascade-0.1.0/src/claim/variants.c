/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/variants.h"

#include "arithmetic/memory.h"
#include "exact/decide.h"
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

static cas_status read_formula(cas_variants *v, const char *text, cas_message *message)
{
    const cas_claim *claim = v->claim;
    cas_status status = cas_statement_read(v->vocabulary, text, claim->notation,
                                           &v->read[v->statements], message);
    if (status == CAS_OK)
        v->statements++;
    else
        cas_fail_in(message, status, "%s %s (%s:%d)", claim->id, claim->version,
                    claim->file, claim->line);
    return status;
}

static size_t count_texts(const char *const *texts)
{
    size_t count = 0;
    while (texts != NULL && texts[count] != NULL)
        count++;
    return count;
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

/* The formula, the checks, then the page's mistakes. */
static cas_status read_all(cas_variants *v, bool with_mutants, cas_message *message)
{
    const cas_claim *claim = v->claim;
    size_t checks = with_mutants ? count_texts(claim->checks) : 0;
    size_t mistakes = with_mutants ? count_mistakes(claim) : 0;
    cas_status status = CAS_OK;
    v->read = cas_allocate(1 + checks + mistakes, sizeof *v->read);
    if (claim->formula != NULL)
        status = read_formula(v, claim->formula, message);
    if (status == CAS_OK && claim->formula != NULL)
        v->statement = v->read[0];
    for (size_t k = 0; k < checks && status == CAS_OK; k++)
        status = read_formula(v, claim->checks[k], message);
    v->sources = v->statements;
    for (size_t k = 0; k < mistakes && status == CAS_OK; k++)
        status = read_formula(v, claim->mistakes[k].formula, message);
    return status;
}

static void list_named(cas_variants *v)
{
    for (size_t k = 0; k < count_named(v->claim); k++)
        v->mutants[v->count++] = (cas_variant){.name = v->claim->mutants[k].name,
                                               .what = v->claim->mutants[k].what,
                                               .named = &v->claim->mutants[k]};
    for (size_t k = v->sources; k < v->statements; k++) {
        const cas_mistake *mistake = &v->claim->mistakes[k - v->sources];
        v->mutants[v->count++] = (cas_variant){
            .name = mistake->formula, .what = mistake->what, .statement = v->read[k]};
    }
}

static void list_generated(cas_variants *v, const cas_formula_mutants *generated)
{
    for (size_t k = 0; k < generated->count; k++) {
        const cas_formula_mutant *m = &generated->mutant[k];
        v->mutants[v->count++] = (cas_variant){.name = m->what,
                                               .what = m->what,
                                               .statement = m->statement,
                                               .mutation = m->mutation,
                                               .strength = m->strength,
                                               .linear_term = m->linear_term,
                                               .is_generated = true};
    }
}

/* A claim that has checks is known by them, not by its formula; and of an example with
   numbers, which says nothing but itself, the page names the mistakes. */
static bool is_mutated(const cas_variants *v, const cas_statement *statement)
{
    if (statement == v->statement)
        return v->claim->checks == NULL && v->claim->generate != NULL;
    return cas_statement_has_names(statement);
}

static void list_mutants(cas_variants *v)
{
    size_t count = count_named(v->claim) + v->statements - v->sources;
    v->generated = cas_allocate(v->sources + 1, sizeof *v->generated);
    for (size_t k = 0; k < v->sources; k++) {
        if (is_mutated(v, v->read[k]))
            cas_statement_mutate(v->read[k], &v->generated[k]);
        count += v->generated[k].count;
    }
    v->mutants = cas_allocate(count + 1, sizeof *v->mutants);
    list_named(v);
    for (size_t k = 0; k < v->sources; k++)
        list_generated(v, &v->generated[k]);
}

cas_status cas_variants_init(cas_variants *variants, const cas_claim *claim,
                             bool with_mutants, cas_message *message)
{
    *variants = (cas_variants){.claim = claim, .vocabulary = cas_claim_vocabulary(claim)};
    cas_status status = read_all(variants, with_mutants, message);
    if (status == CAS_OK && with_mutants)
        list_mutants(variants);
    if (status != CAS_OK)
        cas_variants_clear(variants);
    return status;
}

void cas_variants_clear(cas_variants *variants)
{
    for (size_t k = 0; variants->generated != NULL && k < variants->sources; k++)
        cas_formula_mutants_clear(&variants->generated[k]);
    for (size_t k = 0; k < variants->statements; k++)
        cas_statement_free(variants->read[k]);
    free(variants->generated);
    free(variants->read);
    free(variants->mutants);
    cas_claim_vocabulary_release(variants->claim, variants->vocabulary);
    *variants = (cas_variants){.claim = variants->claim};
}

char *cas_claim_formula_text(const cas_claim *claim)
{
    cas_variants variants;
    cas_message message;
    if (claim->formula == NULL ||
        cas_variants_init(&variants, claim, false, &message) != CAS_OK)
        return cas_duplicate("");
    char *text = cas_statement_ascii(variants.statement, false);
    cas_variants_clear(&variants);
    return text;
}

char *cas_claim_text(const cas_claim *claim)
{
    return claim->statement != NULL ? cas_duplicate(claim->statement)
                                    : cas_claim_formula_text(claim);
}

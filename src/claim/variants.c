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

static cas_status read_formula(const cas_variants *v, const char *text,
                               cas_statement **statement, cas_message *message)
{
    const cas_claim *claim = v->claim;
    cas_status status =
        cas_statement_read(v->vocabulary, text, claim->notation, statement, message);
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

static size_t count_checks(const cas_claim *claim)
{
    size_t count = 0;
    while (claim->checks != NULL && claim->checks[count] != NULL)
        count++;
    return count;
}

static cas_status read_mistakes(cas_variants *v, cas_message *message)
{
    size_t count = count_mistakes(v->claim);
    cas_status status = CAS_OK;
    v->mistaken = cas_allocate(count + 1, sizeof *v->mistaken);
    for (size_t k = 0; k < count && status == CAS_OK; k++) {
        status = read_formula(v, v->claim->mistakes[k].formula, &v->mistaken[k], message);
        v->mistakes += status == CAS_OK;
    }
    return status;
}

static cas_status read_checks(cas_variants *v, cas_message *message)
{
    size_t count = count_checks(v->claim);
    cas_status status = CAS_OK;
    v->check = cas_allocate(count + 1, sizeof *v->check);
    for (size_t k = 0; k < count && status == CAS_OK; k++) {
        status = read_formula(v, v->claim->checks[k], &v->check[k], message);
        v->checks += status == CAS_OK;
    }
    return status;
}

/* An example with numbers says nothing of the claim but what it says; its mistakes are
   the page's. */
static void make_mutants(cas_variants *v)
{
    v->generated = cas_allocate(v->checks + 1, sizeof *v->generated);
    if (v->statement != NULL && v->checks == 0)
        cas_statement_mutate(v->statement, &v->generated[v->mutated++]);
    for (size_t k = 0; k < v->checks; k++)
        if (cas_statement_has_names(v->check[k]))
            cas_statement_mutate(v->check[k], &v->generated[v->mutated++]);
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
                                               .is_generated = true};
    }
}

static cas_status list_mutants(cas_variants *v, cas_message *message)
{
    const cas_claim *claim = v->claim;
    size_t named = count_named(claim), count = named;
    cas_status status = read_checks(v, message);
    if (status == CAS_OK)
        status = read_mistakes(v, message);
    if (status != CAS_OK)
        return status;
    make_mutants(v);
    for (size_t k = 0; k < v->mutated; k++)
        count += v->generated[k].count;
    v->mutants = cas_allocate(count + v->mistakes + 1, sizeof *v->mutants);
    for (; v->count < named; v->count++)
        v->mutants[v->count] = (cas_variant){.name = claim->mutants[v->count].name,
                                             .what = claim->mutants[v->count].what,
                                             .named = &claim->mutants[v->count]};
    for (size_t k = 0; k < v->mistakes; k++)
        v->mutants[v->count++] = (cas_variant){.name = claim->mistakes[k].formula,
                                               .what = claim->mistakes[k].what,
                                               .statement = v->mistaken[k]};
    for (size_t k = 0; k < v->mutated; k++)
        list_generated(v, &v->generated[k]);
    return CAS_OK;
}

cas_status cas_variants_init(cas_variants *variants, const cas_claim *claim,
                             bool with_mutants, cas_message *message)
{
    *variants =
        (cas_variants){.claim = claim, .vocabulary = cas_claim_vocabulary(claim)};
    cas_status status = CAS_OK;
    if (claim->formula != NULL)
        status = read_formula(variants, claim->formula, &variants->statement, message);
    if (status == CAS_OK && with_mutants)
        status = list_mutants(variants, message);
    if (status != CAS_OK)
        cas_variants_clear(variants);
    return status;
}

void cas_variants_clear(cas_variants *variants)
{
    for (size_t k = 0; k < variants->mutated; k++)
        cas_formula_mutants_clear(&variants->generated[k]);
    free(variants->generated);
    for (size_t k = 0; k < variants->checks; k++)
        cas_statement_free(variants->check[k]);
    free(variants->check);
    for (size_t k = 0; k < variants->mistakes; k++)
        cas_statement_free(variants->mistaken[k]);
    free(variants->mistaken);
    free(variants->mutants);
    cas_statement_free(variants->statement);
    if (variants->vocabulary != NULL)
        cas_claim_vocabulary_release(variants->claim, variants->vocabulary);
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

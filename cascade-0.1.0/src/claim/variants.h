/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_VARIANTS_H
#define CASCADE_CLAIM_VARIANTS_H

#include "claim/claim.h"
#include "formula/mutate.h"

/* One mistake in a claim. */
typedef struct cas_variant {
    const char *name; /* of a statement: its text */
    const char *what;
    /* One of the two: of a certificate or a measurement, or a statement. */
    const cas_mutant *named;
    const cas_statement *statement;
    bool is_generated; /* made from the claim's formula: */
    cas_mutation mutation;
    cas_strength strength;
    const cas_formula *linear_term; /* as in formula/mutate.h */
} cas_variant;

/* A claim made ready to be judged: its statement is read, and all its mutants are listed:
   those that its page names, then those that are made from its formula, where that is
   tested on random instances, or from those of its checks that are about all values of
   their names. */
typedef struct cas_variants {
    const cas_claim *claim;
    cas_statement *statement; /* of the formula; NULL: there is none */
    size_t count;
    cas_variant *mutants;
    /* All statements that were read: the formula, the checks, the page's mistakes; and
       what was made from the first two. */
    const cas_vocabulary *vocabulary;
    size_t statements, sources;
    cas_statement **read;
    cas_formula_mutants *generated; /* sources */
} cas_variants;

/* Errors: a formula that cannot be read, named with the claim's file and line. */
cas_status cas_variants_init(cas_variants *variants, const cas_claim *claim,
                             bool with_mutants, cas_message *message);
void cas_variants_clear(cas_variants *variants);

/* The vocabulary of a claim's formulas: its kind's, or one of its names; to be released
   by cas_claim_vocabulary_release. */
const cas_vocabulary *cas_claim_vocabulary(const cas_claim *claim);
void cas_claim_vocabulary_release(const cas_claim *claim,
                                  const cas_vocabulary *vocabulary);
/* What the claim says, in the words of a ledger; to be given to free(). */
char *cas_claim_text(const cas_claim *claim);
/* Its formula; "" where there is none. */
char *cas_claim_formula_text(const cas_claim *claim);

#endif

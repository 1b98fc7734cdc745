/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_LEDGER_H
#define CASCADE_CLAIM_LEDGER_H

#include "claim/entry.h"
#include "claim/variants.h"

#include <stdint.h>

extern const char *const cas_profile_names[3];

/* A stored witness: its file's name below counterexamples/witnesses, and its text. */
typedef struct cas_witness {
    const char *name, *text;
} cas_witness;

/* What a search for the worst case of a claim or of a mutant has found. */
typedef struct cas_worst_case {
    size_t operators; /* of the instance; 0: nothing that meets the hypotheses */
    cas_verdict verdict;
    double ratio, needed; /* as of a judgement */
    char *instance;       /* its text, for free() */
} cas_worst_case;

typedef struct cas_audit_options {
    cas_profile profile;
    uint64_t seed; /* 0: CAS_DEFAULT_SEED */
    size_t trials; /* 0: the profile's */
    const cas_witness
        *witnesses; /* all stored ones, ended by a NULL name; NULL: none are judged */
    const char *claims_file; /* where a user states the claims; NULL: the paper's */
    /* All claims over which the error level of measurements is held, ended by NULL; NULL:
       those that are audited. */
    const cas_claim *const *family;
    bool without_mutants;
    /* Searches beside the random trials (search/falsifier.h); mutant: one that they do
       not refute, or NULL for the claim.  NULL: there is no search. */
    void (*falsify)(const cas_variants *variants, const cas_variant *mutant,
                    cas_profile profile, uint64_t seed, cas_worst_case *worst);
    /* Called before each claim and once at the end (then claim is NULL); may be NULL. */
    void (*progress)(void *context, const cas_claim *claim, size_t done, size_t of);
    void *context;
} cas_audit_options;

enum { CAS_DEFAULT_SEED = 20260220 };

typedef struct cas_ledger {
    uint64_t seed;
    const char *claims_file; /* of the options */
    size_t count;
    cas_entry *entries;
} cas_ledger;

/* Audits every claim of the list (ended by NULL), in the list's order.  A claim is not
   stronger than those that it is given (cas_entries_weaken).  The ledger is the same
   for any number of threads.  An error inside one claim is that entry's; CAS_INPUT is
   returned only where a claim names a stored witness that is not among
   options->witnesses. */
cas_status cas_ledger_new(const cas_claim *const *claims,
                          const cas_audit_options *options, cas_ledger **ledger,
                          cas_message *message);
void cas_ledger_free(cas_ledger *ledger);

#endif

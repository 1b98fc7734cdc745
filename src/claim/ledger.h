/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_LEDGER_H
#define CASCADE_CLAIM_LEDGER_H

#include "claim/claim.h"

#include <stdint.h>

/* The claim-level verdicts (DESIGN section 1). */
typedef enum cas_standing {
    CAS_PROVED,
    CAS_SUPPORTED,
    CAS_REFUTED,
    CAS_OPEN,      /* written "undecided" */
    CAS_ILL_POSED
} cas_standing;
extern const char *const cas_standing_names[5];

/* How much work an audit does. */
typedef enum cas_profile { CAS_QUICK, CAS_FULL, CAS_NIGHTLY } cas_profile;

/* One row of the ledger. */
typedef struct cas_entry {
    const cas_claim *claim;
    cas_standing standing;
    size_t trials;         /* non-vacuous trials */
    size_t vacuous;        /* trials whose hypotheses were not met */
    size_t undecided;
    double worst_ratio;    /* largest lhs/rhs over the trials; 0 without trials */
    uint64_t worst_trial;
    size_t mutants, killed;
    char *witness;         /* path of a stored witness, or NULL */
    char *found;           /* text of the shrunk instance found by this run, or NULL */
    uint64_t found_trial;
    char note[1024];
} cas_entry;

typedef struct cas_audit_options {
    cas_profile profile;
    uint64_t seed;              /* 0: 20260220 */
    size_t trials;              /* 0: the profile's */
    const char *witness_folder; /* where stored witnesses are read; NULL: none are */
    bool without_mutants;
    /* Called after each claim, for progress; may be NULL. */
    void (*progress)(void *context, const cas_entry *entry, size_t done, size_t of);
    void *context;
} cas_audit_options;

enum { CAS_DEFAULT_SEED = 20260220 };

typedef struct cas_ledger {
    uint64_t seed;
    size_t count;
    cas_entry *entries;
} cas_ledger;

/* Audits every claim of the list (ended by NULL), in the list's order. */
cas_status cas_ledger_new(const cas_claim *const *claims, const cas_audit_options *options,
                          cas_ledger **ledger, cas_message *message);
void cas_ledger_free(cas_ledger *ledger);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_LEDGER_H
#define CASCADE_CLAIM_LEDGER_H

#include "claim/claim.h"

#include <stdint.h>

/* The claim-level verdicts (src/README.md, section 1). */
typedef enum cas_standing {
    CAS_PROVED, /* a certificate decided all cases */
    /* No violation, and at least 2/3 of the trials met the hypotheses; of a measured
       claim: every confidence interval lies in its region. */
    CAS_SUPPORTED,
    CAS_REFUTED, /* a random instance, a stored witness or a certificate violates it */
    /* Written "undecided".  Also a measured claim that the data contradict: they are no
       exact witness. */
    CAS_OPEN,
    CAS_ILL_POSED /* the claim has no generator, certificate or measurement */
} cas_standing;
extern const char *const cas_standing_names[5];

extern const char *const cas_profile_names[3];

/* How much of a term on the right of an inequality is needed in the trials, at the most:
   0.25 where a quarter of it would do. */
typedef struct cas_room {
    char *term;
    double needed;
} cas_room;

/* One row of the ledger. */
typedef struct cas_entry {
    const cas_claim *claim;
    char *text, *tex; /* what the claim says: in words or ASCII; its formula in TeX */
    cas_standing standing;
    size_t trials;  /* non-vacuous trials; measured: simulations that had settled */
    size_t vacuous; /* trials whose hypotheses were not met; simulations that had not */
    size_t undecided;
    double worst_ratio; /* largest lhs/rhs over the trials; 0 if has_ratio is false */
    bool has_ratio;     /* a trial compared two sides */
    uint64_t worst_trial;
    size_t failed;         /* trials and certificates that ended in an error */
    uint64_t failed_trial; /* the first of those trials */
    size_t cases;          /* cases that the certificate decided */
    bool is_identity;      /* its statement is an identity: there is no ratio */
    size_t mutants, killed;
    size_t weaker; /* mutants that are true wherever the claim is; not among `mutants` */
    size_t rooms;  /* terms of which nine tenths are enough */
    cas_room *room;
    char *witness; /* path of a stored witness, or NULL */
    char *found;   /* text of the shrunk instance found by this run, or NULL */
    uint64_t found_trial;
    cas_measurement *measurement; /* of a measured claim, else NULL */
    /* Whether the evidence is as it should be: no `repaired` or `sharp` version that is
       refuted or that data contradict, nothing refuted without a witness, no mistake that
       the page names surviving (of a measured claim: none whose data say the same), some
       mutant refuted, enough non-vacuous trials, no error, every stored witness violates.
       Mutants that were made from a formula may survive: the note says how much room the
       statement has there. */
    bool is_consistent;
    char note[2048]; /* what else there is to know, in sentences */
} cas_entry;

/* A stored witness: its file's name below counterexamples/witnesses, and its text. */
typedef struct cas_witness {
    const char *name, *text;
} cas_witness;

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
   stronger than those that it is given: supported at most where one of them is, and
   undecided where one is undecided, refuted or not in the list.  The ledger is the same
   for any number of threads.  An error inside one claim is that entry's; CAS_INPUT is
   returned only where a claim names a stored witness that is not among
   options->witnesses. */
cas_status cas_ledger_new(const cas_claim *const *claims,
                          const cas_audit_options *options, cas_ledger **ledger,
                          cas_message *message);
void cas_ledger_free(cas_ledger *ledger);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_ENTRY_H
#define CASCADE_CLAIM_ENTRY_H

#include "claim/claim.h"

#include <stdint.h>

/* The claim-level verdicts (src/README.md, section 1). */
typedef enum cas_standing {
    CAS_PROVED, /* a certificate decided the whole statement, all cases of it */
    /* A certificate, or trials without a violation, and an argument of which a part is
       prose (cas_claim.prose). */
    CAS_DERIVED,
    /* No violation, and at least 2/3 of the trials met the hypotheses; of a measured
       claim: every confidence interval lies in its region; or certified for a random
       sample. */
    CAS_SUPPORTED,
    CAS_REFUTED, /* a random instance, a stored witness or a certificate violates it */
    /* Written "undecided".  Also a measured claim that the data contradict: they are no
       exact witness. */
    CAS_OPEN,
    CAS_ILL_POSED /* the claim has no generator, certificate or measurement */
} cas_standing;
extern const char *const cas_standing_names[6];

/* What a verdict is based on: what was done, never what is declared. */
typedef enum cas_evidence {
    CAS_EVIDENCE_KERNEL,      /* a formal theorem; there is none so far */
    CAS_EVIDENCE_CERTIFICATE, /* an exact computation that proves or refutes */
    CAS_EVIDENCE_TRIALS,      /* random instances that met the hypotheses */
    CAS_EVIDENCE_MEASURED,    /* simulated data */
    CAS_EVIDENCE_WITNESS,     /* an instance that violates it, stored or found */
    CAS_EVIDENCE_KINDS
} cas_evidence;
extern const char *const cas_evidence_names[CAS_EVIDENCE_KINDS];

/* How much of a term on the right of an inequality is needed in the trials and in what a
   search has found, at the most: 0.25 where a quarter of it would do. */
typedef struct cas_room {
    char *term;
    double needed;
} cas_room;

/* One row of the ledger. */
typedef struct cas_entry {
    const cas_claim *claim;
    char *text, *tex; /* what the claim says: in words or ASCII; its formula in TeX */
    cas_standing standing;
    bool is_certified; /* its certificate proves or refutes it */
    size_t trials;     /* non-vacuous trials; measured: simulations that had settled */
    size_t vacuous; /* trials whose hypotheses were not met; simulations that had not */
    size_t undecided;
    double worst_ratio; /* largest lhs/rhs over the trials; 0 if has_ratio is false */
    bool has_ratio;     /* a trial compared two sides */
    uint64_t worst_trial;
    double found_ratio;     /* the largest lhs/rhs that a search has found */
    size_t found_operators; /* with so many operators; 0: no search, as of
                               what is refuted already */
    size_t failed;          /* trials and certificates that ended in an error */
    uint64_t failed_trial;  /* the first of those trials */
    size_t cases;           /* cases that the certificate decided */
    bool is_identity;       /* its statement is an identity: there is no ratio */
    size_t mutants, killed;
    size_t weaker; /* mutants that are true wherever the claim is; not among `mutants` */
    size_t rooms;  /* terms of which nine tenths are enough */
    cas_room *room;
    char *witness; /* path of a stored witness, or NULL */
    char *found;   /* text of the shrunk instance found by this run, or NULL */
    uint64_t found_trial;
    bool is_found_by_search;      /* not by a trial: with found_operators */
    cas_measurement *measurement; /* of a measured claim, else NULL */
    /* Whether the evidence is as it should be: no `repaired` or `sharp` version that is
       refuted or that data contradict, nothing refuted without a witness, no mistake that
       the page names surviving (of a measured claim: none whose data say the same),
       some mutant refuted, enough non-vacuous trials, no error, every stored witness
       violates.  Mutants that were made from a formula may survive: the note says
       how much room the statement has there. */
    bool is_consistent;
    char note[2048]; /* what else there is to know, in sentences */
} cas_entry;

/* Adds one sentence to the note; what does not fit is cut. */
void cas_entry_note(cas_entry *entry, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

bool cas_entry_has_evidence(const cas_entry *entry, cas_evidence evidence);

/* Makes no row stronger than the rows that its claim is given: derived or supported at
   most where one of them is, and undecided where one is undecided, ill-posed, refuted, or
   not among these rows.  The note names the row that is to blame. */
void cas_entries_weaken(cas_entry *entries, size_t count);

void cas_entry_clear(cas_entry *entry);

#endif

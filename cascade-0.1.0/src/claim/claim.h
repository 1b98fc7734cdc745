/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_CLAIM_H
#define CASCADE_CLAIM_CLAIM_H

#include "arithmetic/interval.h"
#include "arithmetic/message.h"
#include "claim/generators/process_style.h"
#include "claim/measurement.h"
#include "claim/store.h"
#include "formula/model.h"
#include "formula/statement.h"

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cas_claim cas_claim;

/* How much work an audit does. */
typedef enum cas_profile { CAS_QUICK, CAS_FULL, CAS_NIGHTLY } cas_profile;

/* What a claim is tested on.  For the theorems an instance is a cas_chain
   (chain_instance.h); the proofs add kinds of their own. */
typedef struct cas_instance_kind {
    const char *name;
    /* "cascade-chain/1": the value of "format" in this kind's files. */
    const char *format;
    void (*free)(void *instance);
    /* The instance as text of its file format, exactly; to be given to free(). */
    char *(*write)(const void *instance);
    /* Reads what write has written, from text[0..length); name stands in error messages,
       which have the form "NAME:LINE:COLUMN: $.path: ..".  *instance is the caller's. */
    cas_status (*read)(const char *text, size_t length, const char *name, void **instance,
                       cas_message *message);
    /* The attempt-th simpler neighbour (attempt = 0, 1, ..), in *simpler, owned by the
       caller; false when there are no more.  The order is fixed, the most drastic first.
       NULL: no instance is simpler than another. */
    bool (*simplify)(const void *instance, size_t attempt, void **simpler);
    /* Whether the instance says something about the claim, whose kind this is.  NULL:
       about all of them. */
    bool (*is_about)(const void *instance, const cas_claim *claim);
    /* The names of formulas about instances of this kind; NULL: those that the claim
       lists (cas_claim.names), or there are no formulas about them. */
    const cas_vocabulary *vocabulary;
    /* What the names of a statement are on an instance; *model is the caller's, and NULL
       where the claim says nothing about the instance.  Keeps instance and arithmetic. */
    cas_status (*model)(const void *instance, const cas_claim *claim,
                        const cas_statement *statement, const cas_arithmetic *arithmetic,
                        cas_model **model, cas_message *message);
} cas_instance_kind;

/* A deliberate mistake in a claim: a weakened constant, a flipped sign, a dropped term.
   The claim's own test must refute it, or the test could not see such a misprint.  Of a
   claim that its certificate refutes, a mutant is the corrected line, and the certificate
   must not refute that: it is the misprint that it sees, not every line. */
typedef struct cas_mutant {
    const char *name;
    const char *what;
} cas_mutant;

/* A mistake that a page names: a whole statement that is wrong. */
typedef struct cas_mistake {
    const char *formula; /* NULL ends a list */
    const char *what;
} cas_mistake;

/* Whether mutant is the one of that name; false for the claim itself (NULL). */
bool cas_mutant_is(const cas_mutant *mutant, const char *name);

/* Whether name is "ID VERSION" of the claim, or "ID" of a printed one. */
bool cas_claim_is_named(const cas_claim *claim, const char *name);

/* Of a printed claim that is wrong: what its authors would change.  Plain words, with
   formulas as in the language of statements. */
typedef struct cas_erratum {
    int rank;          /* 1, 2, ..: among those that matter most, 1 first */
    const char *where; /* "Theorem 2, (33)" */
    const char *wrong, *right;
} cas_erratum;

/* The answer of a certificate: what was proved, over which cases. */
typedef struct cas_certificate {
    bool proved, refuted;
    bool is_sample;  /* proved of a random sample of what the statement is about */
    size_t cases;    /* cases that were decided exactly */
    char note[1024]; /* the finding in one or two sentences, with its numbers */
} cas_certificate;

/* One version of one claim of the paper.  Constant data; one literate file defines it.
   What it says is a formula (src/formula/README.md) or, where no formula says it, a
   sentence.  Either `generate` is there (the formula is tested on random instances), or
   `checks` or `certify` (all cases are decided by exact arithmetic or enclosures), or
   `measure` (it is tested on simulated data), or several of them. */
struct cas_claim {
    /* "thm:1", src/README.md, section 5; "ID@READING" where ID has a row for the default
       reading as well. */
    const char *id;
    const char *version;   /* "printed", "repaired", "sharp" or "local" */
    const char *statement; /* one sentence; NULL where the formula says it all */
    const char *formula;   /* a statement in the language; NULL: there is none */
    const char *notation;  /* its abbreviations, "a_i = ..; b_i = .."; may be NULL */
    /* Mistakes beside those that are made from the formula; ended by a NULL; may be
       NULL. */
    const cas_mistake *mistakes;
    /* Statements that prove the claim together, in `names`, numbers >= 0 (separated by
       blanks), or that refute it; ended by NULL; may be NULL. */
    const char *const *checks;
    const char *names;
    bool refutes;
    /* What it rests on: claims by id, of version "printed", or as "ID VERSION"; ended by
       a NULL; may be NULL. */
    const char *const *given;
    /* The names of the readings that it depends on, but for the one in its id
       (readings.h); ended by a NULL; may be NULL. */
    const char *const *readings;
    /* Which part of the argument is prose: then a certificate, or trials without a
       violation, make the claim `derived`.  Of trials: the page proves the claim, and the
       trials test its lines.  NULL: the certificate decides the whole statement, or
       there is no proof. */
    const char *prose;
    cas_process_style style; /* of random processes */
    const char *file;        /* __FILE__ of the literate file */
    int line;

    const cas_instance_kind *kind;
    /* A random instance, owned by the caller. */
    cas_status (*generate)(const cas_claim *claim, gsl_rng *rng, void **instance,
                           cas_message *message);
    /* mutant: one of those below, or NULL for the claim itself: a certificate must fail
       when the claim is wrong. */
    cas_status (*certify)(const cas_claim *claim, const cas_mutant *mutant,
                          cas_certificate *certificate, cas_message *message);
    const cas_mutant *mutants; /* ended by a NULL name; of certify or measure */

    /* Simulates data and adds the claim's statements to the measurement, and those of its
       mutants' data, which is initialised and concluded by the caller.  Its result
       depends on (claim, profile, seed) alone; what other claims may want again is kept
       in the store. */
    cas_status (*measure)(const cas_claim *claim, cas_profile profile, uint64_t seed,
                          cas_store *store, cas_measurement *measurement,
                          cas_message *message);

    /* Stored witnesses, paths below counterexamples/witnesses, ended by
       NULL; NULL: none. */
    const char *const *witnesses;

    /* What a reader of the ledger has to know besides: the reading of the paper's words
       that is tested, why a line is ill-posed (then there is none of generate, certify
       and measure).  May be NULL. */
    const char *note;
    /* NULL: none, or what the note and the repaired version say is enough. */
    const cas_erratum *erratum;
    /* For the claim's own functions; may be NULL. */
    const void *data;
};

/* Whether a claim is meant in that reading. */
bool cas_claim_reads(const cas_claim *claim, const char *reading);
/* The k-th of its readings, that of its id first; NULL where there are no more. */
const char *cas_claim_reading(const cas_claim *claim, size_t k);

/* The verdict on one instance: precision starts at 128 bits and doubles until it is
   decided or 4096 bits were not enough. */
typedef struct cas_judgement {
    cas_verdict verdict;
    bool applies;
    bool is_identity; /* the sides are |l - r| and the difference that is let pass */
    /* Of a mutant with a smaller term on the right: how much of the term is needed, where
       the sides are linear in it; -inf where nothing is known. */
    double needed;
    mpfr_prec_t precision; /* at which it was decided */
    mpfi_t lhs, rhs;
    double ratio; /* cas_ratio_upper of the two */
} cas_judgement;

/* upper(lhs) / lower(rhs) rounded up; 0 for 0/0, +inf for x/0. */
double cas_ratio_upper(mpfi_srcptr lhs, mpfi_srcptr rhs);

/* Whether instances of the claim's kind can be judged. */
static inline bool cas_claim_is_judged(const cas_claim *claim)
{
    return claim->kind != NULL && claim->formula != NULL;
}

void cas_judgement_init(cas_judgement *judgement);
void cas_judgement_clear(cas_judgement *judgement);

/* The prose of a claim that its page proves, and whose trials test what it says. */
#define CAS_PROOF_ABOVE "the proof above; the trials test what it says"
/* Names of claims or of readings. */
#define CAS_NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define CAS_MUTANTS(...) ((const cas_mutant[]){__VA_ARGS__, {NULL, NULL}})

/* Claims with a formula of their own kind. */
#define CAS_CLAIM_HEAD(id_, version_)                                                    \
    .id = (id_), .version = (version_), .file = __FILE__, .line = __LINE__

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_VALUES_H
#define CASCADE_CLAIM_VALUES_H

#include "arithmetic/rational.h"
#include "claim/claim.h"

/* Instances of statements in closed form: exact values of the quantities that are free in
   them. Files:

     { "format": "cascade-values/1",
       "title": "..",                                  optional
       "claim": "eq:48+1",
       "values": [{"T": 16}, {"T": 32}] }

   Each element of "values" is one case; all cases name the same quantities.  Numbers are
   read exactly.  Both sides are computed from them by the claim's own formulas. */
enum { CAS_VALUES_CASES = 256, CAS_VALUES_NAMES = 16 };

typedef struct cas_values {
    char *title; /* NULL where there is none */
    char *claim; /* the id */
    size_t names, cases;
    char *name[CAS_VALUES_NAMES];
    cas_rationals at; /* cases x names, row-major */
} cas_values;

/* *values is the caller's.  Errors: "NAME:LINE:COLUMN: $.path: ..". */
cas_status cas_values_read(const char *text, size_t length, const char *name,
                           cas_values **values, cas_message *message);
/* To be given to free(). */
char *cas_values_write(const cas_values *values);
void cas_values_free(cas_values *values);

/* Instances are cas_values. */
extern const cas_instance_kind cas_values_kind;

/* Two sides as formulas in the named quantities. */
typedef struct cas_inequality {
    const char *left, *right;
} cas_inequality;

/* What a claim says of one case.  An instance violates the claim if each of its cases
   violates each of the relations, and the verdict shown is that of the mildest pair. */
typedef struct cas_closed_form {
    const char *names;             /* separated by blanks, in the order of `compute` */
    const cas_inequality *relations; /* left <= right; ended by a NULL left side; or: */
    /* Encloses both sides at the values of one case, at their own precision. */
    void (*compute)(const mpq_t *values, mpfi_ptr left, mpfi_ptr right);
    bool is_identity; /* "=": the larger side is the left one of the verdict */
    /* The claim is about a limit: the first quantity doubles, or more, with each case. */
    bool is_growing;
} cas_closed_form;

/* Judges form on an instance.  Errors: CAS_INPUT where the instance names other
   quantities. */
cas_status cas_closed_form_sides(const cas_closed_form *form, const cas_values *values,
                                 mpfr_prec_t precision, cas_sides *sides,
                                 cas_message *message);

/* A cas_claim's sides where claim->data is a cas_closed_form.  Applies to the files that
   name the claim. */
cas_status cas_values_sides(const cas_claim *claim, const cas_mutant *mutant,
                            const void *instance, mpfr_prec_t precision, cas_sides *sides,
                            cas_message *message);

#endif

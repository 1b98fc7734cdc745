/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_VALUES_H
#define CASCADE_CLAIM_VALUES_H

#include "arithmetic/rational.h"
#include "claim/claim.h"

/* Instances of statements in closed form: exact values of the quantities that are free in
   them.  Files:

     { "format": "cascade-values/1",
       "title": "..",                                  optional
       "claim": "eq:48+1",
       "values": {"K": 1000, "T": 1048576} }

   Numbers are read exactly.  Both sides are those of the claim's own formula, whose names
   these are; a name N is the size. */
enum { CAS_VALUES_NAMES = 16, CAS_VALUES_SIZE = 64 };

typedef struct cas_values {
    char *title; /* NULL where there is none */
    char *claim; /* the id */
    char *name[CAS_VALUES_NAMES];
    cas_rationals at; /* one for each name */
} cas_values;

/* *values is the caller's.  Errors: "NAME:LINE:COLUMN: $.path: ..". */
cas_status cas_values_read(const char *text, size_t length, const char *name,
                           cas_values **values, cas_message *message);
/* To be given to free(). */
char *cas_values_write(const cas_values *values);
void cas_values_free(cas_values *values);

/* Instances are cas_values.  A file is about the claim that it names. */
extern const cas_instance_kind cas_values_kind;

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_STATEMENT_H
#define CASCADE_FORMULA_STATEMENT_H

#include "arithmetic/message.h"
#include "formula/formula.h"

/* A statement: a relation of two formulas, the indices for which it is said, what it
   assumes, and its abbreviations.

     E|B~_i' v~_i - B_i' v_i|^2 <= 2 E[|B~_i|_op^2 |b_i|^2] + 2 E[|B~_i - B_i|_op^2 |v_i|^2]
       for i = 1..N-1
       if C <= 1
       where b_i = v~_i - v_i

   The language: README.md in this folder. */
typedef enum cas_relation { CAS_AT_MOST, CAS_LESS, CAS_EQUAL } cas_relation;

/* index = first..last */
typedef struct cas_statement_range {
    const char *name;
    const cas_formula *first, *last; /* affine; the slot is the range's place */
} cas_statement_range;

/* One relation; >= and > are read as <= and < with the sides exchanged. */
typedef struct cas_comparison {
    cas_relation relation;
    const cas_formula *left, *right;
} cas_comparison;

enum { CAS_STATEMENT_RANGES = 4, CAS_STATEMENT_CONDITIONS = 16 };

typedef struct cas_statement {
    const cas_vocabulary *vocabulary;
    const char *text;
    cas_comparison claim;
    size_t ranges, conditions, abbreviations;
    cas_statement_range range[CAS_STATEMENT_RANGES];
    cas_comparison condition[CAS_STATEMENT_CONDITIONS];
    const cas_abbreviation **abbreviation;
    /* A mistake in `claim` and what it is, as words; of the statement itself NULL. */
    struct cas_formula_storage *storage; /* of all trees; shared by mutants */
    bool is_mutant;                      /* storage belongs to another statement */
} cas_statement;

/* Limits of what is read. */
enum {
    CAS_STATEMENT_LENGTH = 1 << 16, /* bytes */
    CAS_STATEMENT_DEPTH = 200,      /* nested brackets, norms, sums */
    CAS_STATEMENT_TERMS = 100000    /* of one sum, or of sums in sums together, at N <= 5 */
};

/* Reads a statement.  definitions: more abbreviations, "a_i = y~_i - y_i; ..", that come
   before those of the text; may be NULL.  *statement is the caller's.  Errors: CAS_SYNTAX,
   CAS_INPUT (an unknown name, a wrong shape, an index out of its range), CAS_LIMIT; the
   message ends in its place, "column 17", counted in characters from 1. */
cas_status cas_statement_read(const cas_vocabulary *vocabulary, const char *text,
                              const char *definitions, cas_statement **statement,
                              cas_message *message);
void cas_statement_free(cas_statement *statement);

/* For new trees of a statement.  of[] is copied. */
const cas_formula *cas_formula_make(struct cas_formula_storage *storage,
                                    const cas_formula *like, const cas_formula *const *of);
const cas_formula *cas_formula_constant(struct cas_formula_storage *storage, long numerator,
                                        unsigned long denominator);

#endif

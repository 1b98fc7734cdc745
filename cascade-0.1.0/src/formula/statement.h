/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_STATEMENT_H
#define CASCADE_FORMULA_STATEMENT_H

#include "arithmetic/message.h"
#include "formula/formula.h"

/* Where the trees of a statement and of its mutants live: all are freed together. */
typedef struct cas_formula_storage cas_formula_storage;

cas_formula_storage *cas_formula_storage_new(void);
void cas_formula_storage_free(cas_formula_storage *storage); /* NULL: nothing */

/* Zeroed memory, and a copy of text[0..length), that belong to the storage. */
void *cas_formula_allocate(cas_formula_storage *storage, size_t count, size_t size);
const char *cas_formula_text(cas_formula_storage *storage, const char *text,
                             size_t length);
/* A copy of q that belongs to the storage. */
mpq_srcptr cas_formula_rational(cas_formula_storage *storage, mpq_srcptr q);

/* A statement: a relation of two formulas, the indices for which it is said, what it
   assumes, and its abbreviations.

     E|B~_i' v~_i - B_i' v_i|^2
       <= 2 E[|B~_i|_op^2 |b_i|^2] + 2 E[|B~_i - B_i|_op^2 |v_i|^2]
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
    cas_formula_storage *storage; /* of all trees; shared by mutants */
    bool is_mutant;               /* storage belongs to another statement */
} cas_statement;

/* Limits of what is read. */
enum {
    CAS_STATEMENT_LENGTH = 1 << 16, /* bytes; the same of its definitions */
    CAS_STATEMENT_DEPTH = 200,      /* nested brackets, norms and powers */
    CAS_STATEMENT_NODES = 2000,     /* names, numbers and operations */
    CAS_STATEMENT_HEIGHT = 200,     /* operations in each other */
    /* Steps of an evaluation, with all sums and abbreviations written out, for each of
       N = 2..5: of a statement about random instances, and of one in closed form, which
       is not evaluated as often. */
    CAS_STATEMENT_STEPS = 100000,
    CAS_STATEMENT_CLOSED_STEPS = 1000000
};

/* Reads a statement.  definitions: more abbreviations, "a_i = y~_i - y_i; ..", that come
   before those of the text; may be NULL.  *statement is the caller's.  Errors:
   CAS_SYNTAX, CAS_INPUT (an unknown name, a wrong shape, an index out of its range),
   CAS_LIMIT; the message begins with its place, "column 17: ", in bytes from 1. */
cas_status cas_statement_read(const cas_vocabulary *vocabulary, const char *text,
                              const char *definitions, cas_statement **statement,
                              cas_message *message);
/* Mutants are freed before the statement that they were made from. */
void cas_statement_free(cas_statement *statement);

/* Whether all indices stay in their ranges for N (or T) = 2..5, and no sum has too many
   terms.  What is read has passed this.  Errors: CAS_INPUT, CAS_LIMIT. */
cas_status cas_statement_check(const cas_statement *statement, cas_message *message);

/* Marks the abbreviations, by their places in the list, that a relation uses, and those
   that they use. */
void cas_statement_mark_used(const cas_statement *statement,
                             const cas_comparison *comparison, bool *used);
/* Whether the sides can be compared: an inequality says something of numbers. */
bool cas_comparison_fits(const cas_vocabulary *vocabulary,
                         const cas_comparison *comparison);

/* Whether the claim or a condition, or an abbreviation that they use, has a name that is
   meant. */
bool cas_statement_has_name(const cas_statement *statement,
                            bool (*is_meant)(const cas_symbol *symbols, size_t which));

/* A new formula from a description whose parts, name and number need not live on; NULL
   where the shapes of the parts do not fit. */
const cas_formula *cas_formula_new(const cas_statement *statement,
                                   const cas_formula *description);

/* The value of an affine formula or of a whole number for a size N (or T); index[k]: the
   value of the index in slot k. */
long cas_formula_index(long size, const cas_formula *formula, const long *index);

/* Whether a formula always is a whole number that cas_formula_index gives. */
bool cas_formula_is_whole(const cas_formula *formula);

/* The range that the vocabulary gives to part k of a formula where that is the index of a
   name, a map or a field; else NULL.  *name: what has the index. */
const cas_index_range *cas_formula_index_range(const cas_vocabulary *vocabulary,
                                               const cas_formula *formula, size_t k,
                                               const char **name);
/* The index that part k gives, 0 where there is no such part.  CAS_INPUT where it is
   beyond its range: statements are checked for some sizes when they are read; an instance
   may have another one. */
cas_status cas_formula_index_within(const cas_vocabulary *vocabulary, long size,
                                    const cas_formula *formula, size_t k,
                                    const long *index, long *at, cas_message *message);

/* Calls visit for all values of the statement's ranges, until it returns false. */
void cas_statement_for_each(const cas_statement *statement, long size,
                            bool (*visit)(void *context, const long *index),
                            void *context);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_VOCABULARY_H
#define CASCADE_FORMULA_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

/* The names that statements about one kind of instance may use. */

/* A length: 1, or one that may depend on an index.  Two lengths are the same where kind
   and index are. */
typedef enum cas_length {
    CAS_LENGTH_ONE,
    CAS_LENGTH_STATE,   /* d_i, the length of y_i; d_N = 1 */
    CAS_LENGTH_WEIGHTS, /* d_{w_i}, the length of w_i */
    CAS_LENGTH_PAIRS,   /* d_i d_{w_i} */
    CAS_LENGTH_SPACE    /* the number of all weights */
} cas_length;

/* Rows or columns of a name or a map with index i: `length` at i + shift; of names with
   two indices, of the second one where `is_of_second`. */
typedef struct cas_symbol_extent {
    cas_length length;
    int shift;
    bool is_of_second;
} cas_symbol_extent;

/* The index of a name: none, or first..size + last, where size is the vocabulary's. */
typedef struct cas_index_range {
    bool exists;
    int first, last;
} cas_index_range;

/* Names of one group other than 0 can be mistaken for each other: mutants exchange
   them. */
typedef struct cas_symbol {
    const char *name;              /* "y~", without its index; NULL ends a list */
    const char *tex;               /* "\\tilde y_{#}": # stands for the index */
    cas_index_range index, second; /* indices; most have one */
    cas_symbol_extent rows, columns;
    bool is_integer;  /* may stand in indices, ranges and exponents: N, T */
    bool is_positive; /* >= 0 in every instance */
    int group;
    /* Of a difference of two names, as `y~ - y`, their places in the list + 1: the reader
       puts it where the difference of the two at one index is written, and the model can
       make it exactly 0 where it must be.  Else 0. */
    size_t minuend, subtrahend;
} cas_symbol;

/* f_i(y): a function of one vector. */
typedef struct cas_map {
    const char *name, *tex;
    cas_index_range index;
    cas_symbol_extent argument, rows, columns;
} cas_map;

/* What expectations can be conditioned on; tex: of the mean given that,
   "\\mathbb E_t^{\\mathcal G_{#}}". */
typedef struct cas_field_name {
    const char *name, *tex;
    cas_index_range index;
} cas_field_name;

typedef struct cas_vocabulary {
    const char *name; /* "process", for messages */
    const char *size; /* the name of the size of instances, "N" or "T"; NULL: none */
    const cas_symbol *symbols;
    const cas_map *maps;          /* may be NULL */
    const cas_field_name *fields; /* may be NULL */
    bool has_integral;            /* integrals over [0, 1] can be evaluated */
} cas_vocabulary;

/* The vocabulary of names without index that stand for numbers >= 0, separated by blanks;
   owned by the caller.  `signed_names`: they may be negative, too.  A name N is the
   size. */
cas_vocabulary *cas_vocabulary_new(const char *names, bool signed_names);
void cas_vocabulary_free(cas_vocabulary *vocabulary);

/* "N, C, y_i, g_{i,j}, f_i(x)" and "F, G_i": what there is, for messages; to be given to
   free(). */
char *cas_vocabulary_names(const cas_vocabulary *vocabulary);
char *cas_vocabulary_fields(const cas_vocabulary *vocabulary);

#endif

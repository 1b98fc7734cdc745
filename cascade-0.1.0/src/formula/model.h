/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_MODEL_H
#define CASCADE_FORMULA_MODEL_H

#include "arithmetic/message.h"
#include "formula/variable.h"
#include "formula/vocabulary.h"

/* What the names of a vocabulary are on one instance, in one arithmetic.  Symbols, maps
   and fields are given by their places in the vocabulary.  Indices lie in the ranges that
   the vocabulary gives. */
enum { CAS_NEVER_AT_REST = -1, CAS_NO_POLYNOMIAL = 1000 };

/* What can be asked of a variable's distribution as a whole. */
typedef enum cas_moment {
    CAS_MOMENT_SQUARE,         /* E|x|^2 */
    CAS_MOMENT_FOURTH,         /* E|x|^4 */
    CAS_MOMENT_SQUARE_OF_MEAN, /* E|E[x given field]|^2 */
    CAS_MOMENT_SQUARE_GIVEN    /* E[|x|^2 given field], where it is a constant */
} cas_moment;

typedef struct cas_model cas_model;
struct cas_model {
    cas_workspace workspace; /* what the functions below return lives there */
    const cas_vocabulary *vocabulary;
    long size; /* N or T */
    /* The index from which on all that has an index is alike; CAS_NEVER_AT_REST: none. */
    long rest;

    /* index: as many as the symbol has. */
    cas_status (*value)(cas_model *self, size_t symbol, const long *index,
                        cas_variable *r, cas_message *message);
    cas_status (*apply)(cas_model *self, size_t map, long index, cas_variable argument,
                        cas_variable *r, cas_message *message);
    /* The partition belongs to the model.  *is_decided: false where two scenarios could
       not be told at this precision; then the partition must not be used for a
       verdict. */
    cas_status (*partition)(cas_model *self, size_t field, long index,
                            const cas_partition **partition, bool *is_decided,
                            cas_message *message);
    /* Moments that the model knows without going through scenarios; false: it does not
       know this one.  field, field_index: of the last two.  May be NULL. */
    bool (*moment)(cas_model *self, cas_moment moment, size_t symbol, long index,
                   size_t field, long field_index, cas_variable *r);
    /* The value of a length.  NULL where no vectors are computed. */
    size_t (*length)(const cas_model *self, cas_length length, long index);
    /* A bound of the degree of a map as a polynomial in its argument; CAS_NO_POLYNOMIAL
       where it is none.  NULL: of all maps. */
    size_t (*degree)(const cas_model *self, size_t map, long index);
    void (*free)(cas_model *self);
};

#endif

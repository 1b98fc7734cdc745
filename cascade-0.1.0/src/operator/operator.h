/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_OPERATOR_OPERATOR_H
#define CASCADE_OPERATOR_OPERATOR_H

#include "constants/smoothness.h"
#include "program/program.h"

#include <mpfi.h>

typedef struct cas_family cas_family;

/* The most inputs, outputs or weights of one operator. */
enum { CAS_OPERATOR_WIDTH = 1 << 20 };

/* The value of one parameter of a family, e.g. the matrix "A" of ridge or the activation
   of dense.  Exactly one of numbers and word is used, as the family's declaration says.
   An absent parameter is all zero, as cas_allocate gives it. */
typedef struct cas_parameter_value {
    cas_rationals numbers; /* row-major; count 0 where the parameter is absent */
    char *word;            /* NULL where absent; from malloc */
    size_t choice;         /* where word stands among the declared words; set by
                              cas_operator_new */
} cas_parameter_value;

/* An operator f(y, w): R^in x R^weights -> R^out.
   Invariant: program defines it exactly; parameters has one value per parameter of
   family, in the family's order; doubles holds the numeric parameters rounded to nearest,
   one array per parameter (for the reference implementation; NULL for words and absent
   ones).  Immutable once made. */
typedef struct cas_operator {
    const cas_family *family;
    size_t in, out, weights;
    cas_program *program;
    cas_parameter_value *parameters;
    double **doubles;
    char **expressions; /* out texts where the operator was made from them; else NULL */
} cas_operator;

/* How many rows or columns of numbers a parameter has, in terms of the operator's shape;
   NULL: one.  in is at least 1. */
typedef size_t (*cas_extent)(size_t in, size_t out, size_t weights);
size_t cas_extent_in(size_t in, size_t out, size_t weights);
size_t cas_extent_out(size_t in, size_t out, size_t weights);
size_t cas_extent_weights(size_t in, size_t out, size_t weights);

typedef struct cas_parameter {
    const char *name;   /* the key in the chain file */
    bool is_word;       /* a word (an activation) rather than numbers */
    bool is_required;   /* absent is an error (unless it has no numbers in this shape) */
    bool may_be_absent; /* optional without a default: the family's shape rule decides */
    cas_extent rows, columns; /* of numbers */
    const char *const *words; /* the words that a word may be, ended by NULL */
    const char *default_word; /* for an optional word */
    long default_number;      /* every entry of optional numbers */
    const char *meaning;      /* for the manual and error messages */
} cas_parameter;

/* A family of operators: one file in families/ that defines one of these, under the name
   cas_family_<file's name>.  The table of all families is generated from the file list in
   families/local.mk; nothing else names them. */
struct cas_family {
    const char *name;
    const char *formula; /* for the manual: "phi(W y + b), w = (W row-major, b)" */
    const cas_parameter *parameters; /* ended by a NULL name */

    /* Whether the shape fits; CAS_INPUT says what was expected.  op->in, out, weights are
       set (out is 0 where the chain file left it out; the family may then set it); words
       are known to be declared ones; numbers are as given, not yet counted, absent ones
       still absent. */
    cas_status (*shape)(cas_operator *op, cas_message *message);
    /* Adds the defining nodes and outputs to op->program; parameters are complete. */
    void (*define)(cas_operator *op);

    /* The reference implementation in double, hand-derived, on GSL BLAS; independent of
       the program.  NULL: none (the program in double serves).  workspace: see
       workspace_size. */
    void (*value)(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace);
    /* gy = J_y^T v, gw = J_w^T v; either may be NULL. */
    void (*pullback)(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace);
    size_t (*workspace_size)(const cas_operator *op); /* doubles; NULL: 0 */

    /* Analytic upper bounds of the five constants on a domain, evaluated in intervals:
       the upper endpoints of bounds; +inf where unbounded (lower endpoints mean nothing).
       y and w: the domain; bounds come in as 0; all intervals have CAS_ENCLOSURE_BITS
       bits (enclosure.h).  NULL: none, the program is subdivided. */
    void (*smoothness)(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT]);
};

/* All families, in alphabetical order, ended by NULL; and one by name (NULL: unknown). */
extern const cas_family *const cas_families[];
const cas_family *cas_family_find(const char *name);
/* The index of a parameter in the family's declaration; the family must have it. */
size_t cas_family_parameter(const cas_family *family, const char *name);
/* The extent for a shape. */
size_t cas_extent_size(cas_extent extent, size_t in, size_t out, size_t weights);

/* An operator of a family.  values: one per declared parameter, an array from
   cas_allocate that is taken over (also on failure; NULL: all absent); absent optional
   ones get their defaults. out may be 0 where the family knows it.
   On success *op is the caller's, for cas_operator_free; else NULL.  Errors, which begin
   with the family's name: CAS_INPUT, CAS_LIMIT. */
cas_status cas_operator_new(const cas_family *family, size_t in, size_t out,
                            size_t weights, cas_parameter_value *values,
                            cas_operator **op, cas_message *message);

/* An operator given by `out` expressions in y1..y<in> and w1..w<weights>; its family is
   called "expression" and is not in cas_families.  Error messages begin "f[k]: column
   C: ". */
cas_status cas_operator_new_expression(size_t in, size_t out, size_t weights,
                                       const char *const *expressions, cas_operator **op,
                                       cas_message *message);
void cas_operator_free(cas_operator *op);
bool cas_operator_equal(const cas_operator *one, const cas_operator *other);

#endif

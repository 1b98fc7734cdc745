/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_FORMULA_H
#define CASCADE_FORMULA_FORMULA_H

#include "formula/vocabulary.h"

#include <gmp.h>
#include <stdint.h>

/* Formulas as trees.  A tree is immutable and belongs to its statement (statement.h);
   trees of one statement and its mutants share what they have in common. */
typedef enum cas_form {
    CAS_FORM_NUMBER,        /* an exact rational >= 0 */
    CAS_FORM_INDEX,         /* an index of a sum, a range or an abbreviation */
    CAS_FORM_PARAMETER,     /* the variable of an integral */
    CAS_FORM_NAME,          /* a name of the vocabulary; of[]: its indices */
    CAS_FORM_CALL,          /* an abbreviation; of[]: its indices */
    CAS_FORM_NEGATE,        /* - a */
    CAS_FORM_ADD,           /* a + b */
    CAS_FORM_SUBTRACT,      /* a - b */
    CAS_FORM_MULTIPLY,      /* a b: numbers, a number and a matrix, or matrices */
    CAS_FORM_DIVIDE,        /* a / b */
    CAS_FORM_POWER,         /* a^b */
    CAS_FORM_TRANSPOSE,     /* a' */
    CAS_FORM_INNER,         /* <a, b> */
    CAS_FORM_NORM,          /* |a|, Euclidean or Frobenius */
    CAS_FORM_OPERATOR_NORM, /* |a|_op */
    CAS_FORM_MEAN,          /* E[a] */
    CAS_FORM_GIVEN,         /* E[a given F_i]; of[1]: the field's index, if any */
    CAS_FORM_SUM,           /* sum_{j=a..b} c; of: a, b, c */
    CAS_FORM_PRODUCT,       /* prod_{j=a..b} c; of: a, b, c; an empty one is 1 */
    CAS_FORM_LARGEST,       /* max_{j=a..b} c; of: a, b, c */
    CAS_FORM_INTEGRAL,      /* int_{s=0..1} a */
    CAS_FORM_MAXIMUM,       /* max(a, b, ..) */
    CAS_FORM_MINIMUM,       /* min(a, b, ..) */
    CAS_FORM_FUNCTION,      /* exp(a), ..: a cas_function of a number */
    CAS_FORM_APPLY,         /* f_i(a); of: a and the index */
    CAS_FORM_FLATTEN,       /* vec(a): a matrix, row by row, as a vector */
    CAS_FORM_UNFLATTEN      /* mat_i(a): a vector of d_i d_{w_i} numbers as a matrix */
} cas_form;

/* An affine expression in indices and the size: constant + sum factor[k] index[k] +
   size_factor * N. */
enum { CAS_FORMULA_INDICES = 12 };
typedef struct cas_affine {
    long constant, size;
    long factor[CAS_FORMULA_INDICES];
} cas_affine;

typedef struct cas_formula_extent {
    cas_length length;
    cas_affine at; /* for lengths that depend on an index */
} cas_formula_extent;

typedef struct cas_formula cas_formula;
typedef struct cas_abbreviation cas_abbreviation;

struct cas_formula {
    cas_form form;
    size_t count;
    const cas_formula *const *of;
    mpq_srcptr number;                  /* CAS_FORM_NUMBER */
    size_t which;                       /* a symbol, map, field, function, or slot */
    const cas_abbreviation *definition; /* CAS_FORM_CALL */
    const char *name;                   /* of the index that is meant or bound */
    size_t place;                       /* where it begins in the text */
    uint32_t indices;                   /* bit k: depends on the index in slot k */
    bool is_affine; /* in indices and the size; then affine says how */
    cas_affine affine;
    /* Of the tree, with the bodies of abbreviations in it: its height and, up to a
       limit, how many nodes it has. */
    uint32_t height, nodes;
    cas_formula_extent rows, columns;
};

/* name_{i,j} = body.  The indices have the slots 0, 1, .. of the body. */
struct cas_abbreviation {
    const char *name;
    const char *source; /* where it is read, for messages: "" or "definitions, " */
    size_t indices;
    const char *index[4]; /* their names */
    const cas_formula *body;
    int sign; /* of the body, as cas_formula_sign gives it (monotone.h) */
};

/* sum_{j=a..b}, prod, max: of is a, b, c. */
static inline bool cas_form_has_range(cas_form form)
{
    return form == CAS_FORM_SUM || form == CAS_FORM_PRODUCT || form == CAS_FORM_LARGEST;
}

static inline bool cas_formula_is_norm(const cas_formula *f)
{
    return f->form == CAS_FORM_NORM || f->form == CAS_FORM_OPERATOR_NORM;
}

static inline bool cas_formula_is_number(const cas_formula *f)
{
    return f->rows.length == CAS_LENGTH_ONE && f->columns.length == CAS_LENGTH_ONE;
}

/* Whether they are the same trees, whatever their indices are called. */
bool cas_formula_equal(const cas_formula *f, const cas_formula *g);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_GEOMETRIC_H
#define CASCADE_FORMULA_GEOMETRIC_H

#include "arithmetic/message.h"
#include "formula/formula.h"
#include "formula/variable.h"

/* The value of a formula, where index[k] is that of the index in slot k. */
typedef cas_status cas_value_of(void *context, const cas_formula *formula,
                                const long *index, cas_variable *r, cas_message *message);

/* A sum over slot = first..last, where all that has an index is alike from first on
   (model.h, `rest`). */
typedef struct cas_geometric {
    const cas_workspace *workspace;
    long size; /* N or T */
    size_t slot;
    long first, last;
    const long *index; /* of the other slots */
    cas_value_of *value_of;
    void *context;
} cas_geometric;

/* The sum of `body`.  Errors: CAS_UNSUPPORTED where the body is no sum of products of
   such things with powers that are affine in the index; else those of value_of. */
cas_status cas_geometric_sum(const cas_geometric *sum, const cas_formula *body,
                             cas_variable *r, cas_message *message);

#endif

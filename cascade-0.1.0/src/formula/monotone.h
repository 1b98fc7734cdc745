/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_MONOTONE_H
#define CASCADE_FORMULA_MONOTONE_H

#include "formula/statement.h"

/* What can be said of the signs of formulas, and of the direction in which they go with
   their parts, in every instance: see monotone.c. */

/* The bounds of the indices that are in scope; NULL: unknown. */
typedef struct cas_scope {
    const cas_formula *first[CAS_FORMULA_INDICES], *last[CAS_FORMULA_INDICES];
} cas_scope;

cas_scope cas_scope_of_statement(const cas_statement *statement);
/* The scope of part k of f. */
cas_scope cas_scope_inside(const cas_scope *scope, const cas_formula *f, size_t k);

/* 1: f >= 0, -1: f <= 0 wherever f is defined, 0: neither is known. */
int cas_formula_sign(const cas_vocabulary *vocabulary, const cas_scope *scope,
                     const cas_formula *f);

/* A part of a formula before and after a change. */
typedef struct cas_change {
    const cas_formula *from, *to;
    int order; /* 1: from <= to, -1: from >= to wherever both are defined, 0: unknown */
} cas_change;

/* The order of f before and after the change of its part k, where its other parts are
   of[]. */
int cas_order_above(const cas_vocabulary *vocabulary, const cas_scope *scope,
                    const cas_formula *f, const cas_formula *const *of, size_t k,
                    const cas_change *change);

#endif

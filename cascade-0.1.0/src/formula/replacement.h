/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_REPLACEMENT_H
#define CASCADE_FORMULA_REPLACEMENT_H

#include "formula/monotone.h"

/* Statements in which one formula is replaced by another one, with new trees only on the
   way to it. */
typedef struct cas_replacement {
    const cas_statement *statement;
    /* By the places of abbreviations: whether the claim uses it, and no condition.  In
       others nothing is replaced, as it would make another hypothesis. */
    bool *is_open;
    /* What is replaced, and what becomes of the bodies of abbreviations. */
    const cas_change *change;
    cas_change *body;
    const cas_abbreviation **changed;
} cas_replacement;

void cas_replacement_init(cas_replacement *r, const cas_statement *statement);
void cas_replacement_clear(cas_replacement *r);

/* *made becomes the statement with change->to for change->from, a part of the claim or of
   an open abbreviation; false where shapes do not fit.  *weaker: 1 where it is true
   wherever the statement is and both are defined, -1 where it is the other way round, 0:
   neither is known. */
bool cas_replacement_make(cas_replacement *r, const cas_change *change,
                          cas_statement *made, int *weaker);

#endif

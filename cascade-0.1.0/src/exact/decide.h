/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_DECIDE_H
#define CASCADE_EXACT_DECIDE_H

#include "formula/statement.h"

/* Deciding statements exactly.

   A statement about given numbers, `1/3 <= sqrt(1/2)` or, of each of some values of an
   index, `log(T) <= T for k = 4..60 where T = 2^k`, is decided in rational arithmetic,
   or where it has a function or a root, by enclosures of 128 to 4096 bits.

   A statement about all values >= 0 of its names is about polynomials in these names:
     left = right     holds if they are the same polynomial;
     left <= right    if right - left has no negative coefficient;
     left <= right if name <= bound, ..
                      if left has no negative coefficient, and right - left has none with
                      each bound in its name's place in left.
   It is refuted if it is an equation of two polynomials that differ, and otherwise left
   open. */
typedef enum cas_answer { CAS_OPEN, CAS_PROVED, CAS_REFUTED } cas_answer;

typedef struct cas_decision {
    cas_answer answer;
    size_t cases; /* values of the indices for which the relation is proved */
    /* Of an inequality between numbers with 0 < right: the largest left/right, rounded
       up. */
    bool has_ratio;
    double ratio;
    /* Where that is, or the first case that is not proved. */
    long at[CAS_STATEMENT_RANGES];
} cas_decision;

/* values: the numbers that the names of the statement's vocabulary stand for, in its
   order; NULL: all numbers >= 0.  Errors: CAS_UNSUPPORTED for conditions that are no
   bounds of names, for inequalities with names that may be negative, and for the size N;
   those of cas_evaluate.  What is undefined somewhere is open. */
cas_status cas_statement_decide(const cas_statement *statement, const mpq_t *values,
                                cas_decision *decision, cas_message *message);

/* Whether the statement is about values of names, not only about given numbers. */
bool cas_statement_has_names(const cas_statement *statement);

/* "at k = 4", of decision->at; empty for a statement without indices; to be given to
   free(). */
char *cas_decision_place(const cas_statement *statement, const cas_decision *decision);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_MUTATE_H
#define CASCADE_FORMULA_MUTATE_H

#include "formula/statement.h"

/* Deliberate mistakes in a statement, made from its tree:

     each number, and each term without one,   9/10 and 10/9 of itself
     each constant                             each other one of its group
     each term of a sum                        dropped
     each index and bound of a sum             one more, one less
     each square                               the first power
     each norm of a matrix                     the other one of Frobenius and operator

   on both sides and in the abbreviations that one of them uses (a change of what both use
   makes a statement about other numbers); not in the ranges and conditions,
   nor in abbreviations that these use: those would be other hypotheses; not in exponents.
   What no longer has a shape or leaves an index range is no mutant. */
typedef enum cas_strength {
    CAS_STRENGTH_UNKNOWN,
    CAS_STRENGTH_WEAKER, /* true wherever the statement is */
    CAS_STRENGTH_STRONGER
} cas_strength;

typedef enum cas_mutation {
    CAS_MUTATION_SMALLER, /* 9/10 */
    CAS_MUTATION_LARGER,  /* 10/9 */
    CAS_MUTATION_CONSTANT,
    CAS_MUTATION_DROPPED,
    CAS_MUTATION_INDEX,
    CAS_MUTATION_SQUARE,
    CAS_MUTATION_NORM
} cas_mutation;

typedef struct cas_formula_mutant {
    cas_mutation mutation;
    cas_strength strength; /* see monotone.c; of an identity unknown */
    char *what;            /* "9/10 of 2 in 2 C^2 E|b_i|^2"; owned */
    const cas_statement *statement;
    /* Where a term of the right side of an inequality, in which that is linear, is a
       tenth smaller: that term; else NULL. */
    const cas_formula *linear_term;
} cas_formula_mutant;

typedef struct cas_formula_mutants {
    size_t count;
    cas_formula_mutant *mutant;
} cas_formula_mutants;

/* All mutants, in a fixed order, no two of them the same tree.  Their statements live as
   long as the one that they were made from, with which they share their trees. */
void cas_statement_mutate(const cas_statement *statement, cas_formula_mutants *mutants);
void cas_formula_mutants_clear(cas_formula_mutants *mutants);

#endif

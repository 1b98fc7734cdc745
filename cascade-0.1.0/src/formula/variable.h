/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_VARIABLE_H
#define CASCADE_FORMULA_VARIABLE_H

#include "arithmetic/arena.h"
#include "arithmetic/arithmetic.h"

#include <gmp.h>

/* Random vectors and matrices on a finite probability space, in any arithmetic.

   A space is a set of scenarios and levels 0, 1, ..: what is known at a level has one
   value for each of its copies, and every scenario belongs to one copy of each level.
   Level 0 has one copy: constants.  Copies of a level split into those of the next. */
typedef struct cas_space {
    size_t levels, scenarios;
    const size_t *copies;          /* [level] */
    const size_t *const *copy_of;  /* [level][scenario] */
    const size_t *const *first_of; /* [level][copy]: its first scenario */
    /* [level][copy], in the arithmetic, and exactly; each scenario is a copy of the last
       level, in their order */
    const void *const *probability;
    const mpq_t *const *exact_probability;
} cas_space;

/* Which scenarios a sigma-algebra cannot tell apart. */
typedef struct cas_partition {
    size_t count;  /* scenarios */
    size_t blocks; /* numbered from 0 */
    size_t *block; /* block[s]: in which a scenario is */
} cas_partition;

/* rows x columns numbers, row by row, for each copy of the level, one copy behind the
   other.  A number is 1 x 1. */
typedef struct cas_variable {
    size_t level, rows, columns;
    const void *at;
} cas_variable;

/* Where variables are made: all values belong to the arena. */
typedef struct cas_workspace {
    const cas_arithmetic *arithmetic;
    const cas_space *space; /* NULL: there are constants only */
    cas_arena *arena;
} cas_workspace;

/* How many copies a level has. */
size_t cas_space_copies(const cas_workspace *w, size_t level);
/* The value of x in copy number `copy` of a level that is at least its own. */
const void *cas_variable_at(const cas_workspace *w, cas_variable x, size_t level,
                            size_t copy);
/* A variable of zeros, and where to write it. */
cas_variable cas_variable_new(const cas_workspace *w, size_t level, size_t rows,
                              size_t columns, void **at);
cas_variable cas_variable_rational(const cas_workspace *w, mpq_srcptr q);

cas_variable cas_variable_negative(const cas_workspace *w, cas_variable x);
cas_variable cas_variable_sum(const cas_workspace *w, cas_variable x, cas_variable y);
cas_variable cas_variable_difference(const cas_workspace *w, cas_variable x,
                                     cas_variable y);
/* A number times y, x times a number, or the matrix product. */
cas_variable cas_variable_product(const cas_workspace *w, cas_variable x, cas_variable y);
/* y: a number. */
cas_variable cas_variable_quotient(const cas_workspace *w, cas_variable x,
                                   cas_variable y);
/* Numbers only.  x^0 = 1. */
cas_variable cas_variable_power(const cas_workspace *w, cas_variable x, long n);
/* Of a number, by the arithmetic's function; of a rational a root that is rational.
   Undefined where the arithmetic has no such function, and for an enclosure that is not
   within the function's domain. */
cas_variable cas_variable_function(const cas_workspace *w, cas_function f,
                                   cas_variable x);
cas_variable cas_variable_maximum(const cas_workspace *w, cas_variable x, cas_variable y);
cas_variable cas_variable_minimum(const cas_workspace *w, cas_variable x, cas_variable y);
cas_variable cas_variable_transpose(const cas_workspace *w, cas_variable x);
/* <x, y> of two variables of one shape: the sum of the products of their entries. */
cas_variable cas_variable_inner(const cas_workspace *w, cas_variable x, cas_variable y);
/* The squares of the Frobenius and of the operator norm; enclosures of them are >= 0. */
cas_variable cas_variable_norm_squared(const cas_workspace *w, cas_variable x);
cas_variable cas_variable_operator_norm_squared(const cas_workspace *w, cas_variable x);
/* The same numbers in another shape of that size. */
cas_variable cas_variable_reshaped(cas_variable x, size_t rows, size_t columns);

/* E[x] and E[x | blocks]. */
cas_variable cas_variable_mean(const cas_workspace *w, cas_variable x);
cas_variable cas_variable_conditional_mean(const cas_workspace *w,
                                           const cas_partition *partition,
                                           cas_variable x);

#endif

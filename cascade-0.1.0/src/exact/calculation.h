/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_CALCULATION_H
#define CASCADE_EXACT_CALCULATION_H

#include "arithmetic/rational.h"

#include <mpfi.h>
#include <stdbool.h>
#include <stddef.h>

/* An exact calculation: rational values under names, and the checks that were made of
   them.  Formulas and checks are written in the language of statements, and may use the
   names so far.  Nothing is ever rounded (decide.h).

   All texts are the source's own: one that cannot be read is a broken invariant.  Those
   of checks are formats of printf for what follows them.

   Invariants: names are of at most CAS_CALCULATION_NAME - 1 characters, each given one
   value; `failure` describes the first check that failed, and is empty while there is
   none. */
enum { CAS_CALCULATION_VALUES = 64, CAS_CALCULATION_NAME = 16 };

typedef struct cas_calculation {
    size_t count;
    char name[CAS_CALCULATION_VALUES][CAS_CALCULATION_NAME];
    cas_rationals value;
    size_t passed, failed;
    char failure[256];
} cas_calculation;

void cas_calculation_begin(cas_calculation *calculation);
void cas_calculation_end(cas_calculation *calculation);

/* Names a value, or gives a name a new value, made from the values so far.  A formula
   here must be rational and defined. */
void cas_let(cas_calculation *calculation, const char *name, const char *formula);
/* The same for all of "name = formula; name = formula; ..". */
void cas_let_all(cas_calculation *calculation, const char *abbreviations);
void cas_let_rational(cas_calculation *calculation, const char *name, mpq_srcptr value);

/* Each records one check and returns whether it passed.  What cannot be decided has not
   passed. */

/* A statement about the values: "gamma*L < 2". */
bool cas_check(cas_calculation *calculation, const char *statement, ...)
    __attribute__((format(printf, 2, 3)));
/* An identity, or an inequality (for all values >= 0), of polynomials in `names`, which
   are separated by blanks.  The values of the calculation play no part. */
bool cas_check_polynomials(cas_calculation *calculation, const char *names,
                           const char *statement, ...)
    __attribute__((format(printf, 3, 4)));
/* What was decided elsewhere, as a sentence for the reader of a failure. */
bool cas_record(cas_calculation *calculation, bool passed, const char *what);

/* r = the value of a rational formula; r is initialised. */
void cas_exact_value(const cas_calculation *calculation, const char *formula, mpq_t r);
/* r encloses a formula's value at r's precision; NaN endpoints where it is not
   defined. */
void cas_enclose(const cas_calculation *calculation, const char *formula, mpfi_ptr r);
/* Puts x, at its precision, through the map that a formula makes of `name`, a value of
   the calculation, so many times. */
void cas_iterate(const cas_calculation *calculation, const char *formula,
                 const char *name, size_t times, mpfi_ptr x);
/* A formula's value as a double: within one unit in the last place. */
double cas_approximate(const cas_calculation *calculation, const char *formula);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_CALCULATION_H
#define CASCADE_EXACT_CALCULATION_H

#include "arithmetic/rational.h"
#include "exact/expansion.h"

#include <mpfi.h>
#include <stdbool.h>
#include <stddef.h>

/* An exact calculation: rational values under names, and the checks that were made of
   them. Formulas are written in the expression language of chain files with these names
   as variables ("(1 - 2*gamma)*x"); numbers in them are read exactly.  Nothing is ever
   rounded: comparisons are decided in rationals, or, where a formula has a root or a
   function, by enclosures.

   Invariants: names are identifiers of at most CAS_CALCULATION_NAME - 1 characters, no
   name of a function, each given one value; `failure` describes the first check that
   failed, and is empty while there is none. */
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

/* Names a value, or gives a name a new value; the formula may use the names so far.  A
   formula here must be well-formed, rational and defined: anything else is a broken
   invariant. */
void cas_let(cas_calculation *calculation, const char *name, const char *formula);
void cas_let_rational(cas_calculation *calculation, const char *name, mpq_srcptr value);

/* Each records one check and returns whether it passed: a strict inequality, an
   inequality, an equality (of rational formulas only).  What cannot be decided at
   CAS_PRECISION_LAST bits has not passed. */
bool cas_check_less(cas_calculation *calculation, const char *left, const char *right);
bool cas_check_at_most(cas_calculation *calculation, const char *left, const char *right);
bool cas_check_equal(cas_calculation *calculation, const char *left, const char *right);
/* The polynomials left and right in `names` (separated by blanks) are the same.  The
   values of the calculation play no part. */
bool cas_check_identity(cas_calculation *calculation, const char *names, const char *left,
                        const char *right);
/* left <= right for all values >= 0 of the names that respect the bounds, by the signs of
   coefficients: cas_closed_form_is_bounded.  The values of the calculation play no
   part. */
bool cas_check_bounded(cas_calculation *calculation, const char *names,
                       const cas_bound *bounds, const char *left, const char *right);
/* Records a check that was decided elsewhere; what: a sentence for the reader of a
   failure. */
bool cas_check(cas_calculation *calculation, bool passed, const char *what);

/* r = the value of a rational formula; r is initialised. */
void cas_evaluate(const cas_calculation *calculation, const char *formula, mpq_t r);
/* r encloses a formula's value at r's precision; NaN endpoints where it is not
   defined. */
void cas_enclose(const cas_calculation *calculation, const char *formula, mpfi_ptr r);
/* A formula's value as a double: within one unit in the last place. */
double cas_approximate(const cas_calculation *calculation, const char *formula);
/* The exact value as text, "p/q"; to be given to free(). */
char *cas_exact_text(const cas_calculation *calculation, const char *formula);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_ENCLOSURES_H
#define CASCADE_EXACT_ENCLOSURES_H

#include "arithmetic/arithmetic.h"
#include "formula/statement.h"

#include <mpfi.h>
#include <stdbool.h>

/* A calculation in enclosures: intervals under names, of which formulas make others, in
   the language of statements.

   All texts are the source's own: one that cannot be read is a broken invariant.  A name
   is given once. */
enum { CAS_ENCLOSURES = 32 };

typedef struct cas_enclosures {
    cas_arithmetic interval;
    size_t count;
    const char *name[CAS_ENCLOSURES];
    mpfi_t value[CAS_ENCLOSURES];
} cas_enclosures;

void cas_enclosures_begin(cas_enclosures *enclosures, mpfr_prec_t precision);
void cas_enclosures_end(cas_enclosures *enclosures);

/* Gives a name to 0, which the caller may set; keeps name. */
mpfi_ptr cas_enclosures_name(cas_enclosures *enclosures, const char *name);
/* Gives a name to a formula's enclosure: NaN endpoints where it has none. */
mpfi_srcptr cas_enclosures_let(cas_enclosures *enclosures, const char *name,
                               const char *formula);
/* Whether a relation, "0 < mu", holds for all values in the enclosures. */
bool cas_enclosures_hold(const cas_enclosures *enclosures, const char *relation);

/* Whether it holds for all values on the left and all on the right; an equality only
   of points. */
bool cas_relation_is_certain(cas_relation relation, mpfi_srcptr left, mpfi_srcptr right);

#endif

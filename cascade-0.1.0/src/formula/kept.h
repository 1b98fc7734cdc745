/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_KEPT_H
#define CASCADE_FORMULA_KEPT_H

#include "formula/formula.h"
#include "formula/variable.h"

/* The values of formulas that were computed already: of a tree with the values of those
   indices that it depends on. */
typedef struct cas_kept cas_kept;

cas_kept *cas_kept_new(void);
void cas_kept_free(cas_kept *kept);

/* By what a value is found again. */
enum { CAS_KEPT_INDICES = 4 };
typedef struct cas_kept_key {
    const cas_formula *formula;
    long index[CAS_KEPT_INDICES]; /* that the formula depends on; else 0 */
    uint64_t hash;
} cas_kept_key;

/* False where no values of the formula are kept: it depends on too many indices. */
bool cas_kept_key_set(cas_kept_key *key, const cas_formula *formula, const long *index);
/* The value, or NULL where there is none yet; it is there until the next is added. */
const cas_variable *cas_kept_find(const cas_kept *kept, const cas_kept_key *key);
void cas_kept_add(cas_kept *kept, const cas_kept_key *key, cas_variable value);

#endif

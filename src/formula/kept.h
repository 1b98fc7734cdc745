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

/* Whether values of the formula are kept at all: it depends on few indices. */
bool cas_kept_can_hold(const cas_formula *formula);
/* The value, or NULL where there is none yet. */
const cas_variable *cas_kept_find(const cas_kept *kept, const cas_formula *formula,
                                  const long *index);
void cas_kept_add(cas_kept *kept, const cas_formula *formula, const long *index,
                  cas_variable value);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_EXPANSION_H
#define CASCADE_EXACT_EXPANSION_H

#include <stdbool.h>

/* Inequalities between formulas that are polynomials in `names` (as in closed_form.h),
   for all names >= 0 at once. */

/* What one of the names is at most, as a formula in the others. */
typedef struct cas_bound {
    const char *name, *at_most;
} cas_bound;

/* Whether left <= right follows for all names >= 0 that respect the bounds (ended by a
   NULL name; NULL: there are none) in this way:
     with bounds, no coefficient of left is negative, so that left grows with each name;
     and right - left, with each bound in its name's place, has no negative coefficient.
   False also where a formula is no polynomial. */
bool cas_closed_form_is_bounded(const char *names, const cas_bound *bounds,
                                const char *left, const char *right);

#endif

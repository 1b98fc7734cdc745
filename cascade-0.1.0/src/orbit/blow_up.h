/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_BLOW_UP_H
#define CASCADE_ORBIT_BLOW_UP_H

#include "exact/calculation.h"
#include "orbit/orbit.h"

/* Where a Top-1 orbit of plain SGD has entered a region from which it certainly
   diverges. */
typedef struct cas_blow_up {
    size_t steps;     /* taken before the region was entered */
    char word[64];    /* the entries that were kept, "22222222221" */
    size_t entry;     /* the entry, 1 or 2, that is kept forever after */
    double growth_w1; /* lower bounds of the growth per step there, of eta and kappa */
    double growth_w2;
} cas_blow_up;

/* Runs the iteration in intervals of `precision` bits for at most `steps` steps and
   looks for the region before each.  False where it is not found, or a choice cannot
   be decided. */
bool cas_blow_up_find(const cas_iteration *iteration, mpfr_prec_t precision, size_t steps,
                      cas_blow_up *found);

/* Checks that the uncompressed method converges to a minimiser: Lemma 1 of blow_up.c
   with the radius and theta given as formulas. */
void cas_check_uncompressed_converges(cas_calculation *calculation,
                                      const cas_iteration *iteration, const char *radius,
                                      const char *theta);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_CONE_H
#define CASCADE_ORBIT_CONE_H

#include "exact/calculation.h"
#include "orbit/orbit.h"

/* A certificate for Top-1 with momentum and w_2 = 0: on the cone {z : z^T form z >= 0} of
   states z = (w_1, w_1 one step before) Top-1 keeps the entries `word`, period after
   period, and z^T form z becomes at least `growth` times as large per period.  Where that
   is above 1 every orbit that enters the cone diverges; else it converges if the period
   is a contraction. */
enum { CAS_CONE_WORD = 32 };

typedef struct cas_cone {
    cas_rationals form;           /* 16 numbers, symmetric, row-major */
    char word[CAS_CONE_WORD + 1]; /* "12" */
    mpq_t growth;
} cas_cone;

/* All numbers 0. */
void cas_cone_init(cas_cone *cone);
void cas_cone_clear(cas_cone *cone);
/* Texts as of cas_iteration_set. */
void cas_cone_set(cas_cone *cone, const char *form, const char *word, const char *growth);

/* Checks the certificate (the proof is in cone.c), and whether all of it passed.  Names
   "growth", and where that is at most 1, "power" < 1 and "periods": the squared norm in
   the cone becomes at most `power` times as large in so many periods. */
bool cas_check_cone(cas_calculation *calculation, const cas_iteration *iteration,
                    const cas_cone *cone);

/* Whether the orbit is in the interior of the cone after at most `steps` steps, none of
   which was a tie.  It is followed exactly. */
bool cas_cone_is_entered(const cas_iteration *iteration, const cas_cone *cone,
                         size_t steps);

#endif

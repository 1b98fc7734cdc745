/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_CONE_H
#define CASCADE_ORBIT_CONE_H

#include "exact/calculation.h"
#include "orbit/orbit.h"

/* A certificate of divergence for Top-1 with momentum and w_2 = 0: on the cone {z :
   z^T form z >= 0} of states z = (w_1, w_1 one step before) Top-1 keeps the entries
   `word`, period after period, and z^T form z grows by at least `growth` per period. */
enum { CAS_CONE_WORD = 16 };

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

/* The form for the momentum panel of Appendix A.3, word "12" and growth 7/4. */
extern const char cas_momentum_cone[];

/* Checks the certificate (the proof is in cone.c). */
void cas_check_cone(cas_calculation *calculation, const cas_iteration *iteration,
                    const cas_cone *cone);

/* Where an orbit enters the interior of the cone. */
typedef struct cas_cone_entry {
    size_t steps;
    char word[64]; /* the entries that were kept before */
    bool has_tie;  /* one of them by a tie */
} cas_cone_entry;

/* Follows the orbit exactly for at most `steps` steps; false where it does not enter.
   Names "inside" = z^T form z and "norm" = |z|^2 at the entry. */
bool cas_cone_enter(cas_calculation *calculation, const cas_iteration *iteration,
                    const cas_cone *cone, size_t steps, cas_cone_entry *entry);

#endif

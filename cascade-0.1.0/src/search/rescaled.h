/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SEARCH_RESCALED_H
#define CASCADE_SEARCH_RESCALED_H

#include "claim/claim.h"

#include <gsl/gsl_rng.h>

/* A random instance of the claim's generator, whose perturbations a search makes larger
   or smaller: one coordinate, the binary logarithm of a factor, for each delta_i and
   epsilon_i that is not 0.  Where the constants hold on domains of the instance alone,
   nothing moves. */
typedef struct cas_rescaled cas_rescaled;

/* NULL: the generator did not give an instance of that many operators whose constants can
   be bounded. */
cas_rescaled *cas_rescaled_draw(const cas_claim *claim, gsl_rng *rng, size_t operators);
void cas_rescaled_free(cas_rescaled *rescaled); /* NULL: nothing */

size_t cas_rescaled_coordinates(const cas_rescaled *rescaled);
void cas_rescaled_set(cas_rescaled *rescaled, const double *factors);
/* It stays the rescaled one's. */
const void *cas_rescaled_instance(const cas_rescaled *rescaled);

#endif

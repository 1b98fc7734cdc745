/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_ORBIT_CLAIM_H
#define CASCADE_ORBIT_ORBIT_CLAIM_H

#include "claim/claim.h"
#include "orbit/orbit_file.h"

/* Orbits as instances of claims: an instance is a cas_orbit_file, and the claim on it
   is that the orbit does what the file says. */
extern const cas_instance_kind cas_orbit_kind;

/* Encloses a factor by which the orbit's certificate bounds the growth: of the squared
   norm, per step (per period of the cone), from some step on.  Above 1: a lower bound,
   the orbit diverges; at most 1: an upper bound, it converges.  [0, inf] where there
   is no certificate. */
void cas_orbit_growth(const cas_orbit_file *file, mpfr_prec_t precision, mpfi_ptr growth);

/* growth <= 1 where the file claims convergence, 1 <= growth where it claims
   divergence.  Applies where the file has momentum iff the claim has: claim->data
   points to a bool. */
cas_status cas_orbit_sides(const cas_claim *claim, const cas_mutant *mutant,
                           const void *instance, mpfr_prec_t precision, cas_sides *sides,
                           cas_message *message);

extern const bool cas_orbit_with_momentum, cas_orbit_without_momentum;

#endif

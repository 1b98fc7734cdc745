/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_SHRINK_H
#define CASCADE_CLAIM_SHRINK_H

#include "claim/claim.h"

/* The most neighbours that one shrinking looks at. */
enum { CAS_SHRINK_ATTEMPTS = 2000 };

/* Makes an instance that violates the claim simpler: walks through the neighbours that
   claim->kind->simplify gives, goes to every one that still violates the claim, and ends
   where none does, or after CAS_SHRINK_ATTEMPTS.  Replaces *instance, freeing what it
   replaces.  Returns how many steps were taken.  mutant: the name of one, or NULL. */
size_t cas_shrink(const cas_claim *claim, const char *mutant, void **instance);

/* The same for an instance that violates all claims of the list (ended by NULL), which
   are of one kind: it goes on violating all of them. */
size_t cas_shrink_for_all(const cas_claim *const *claims, void **instance);

#endif

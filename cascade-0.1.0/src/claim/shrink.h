/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_SHRINK_H
#define CASCADE_CLAIM_SHRINK_H

#include "claim/claim.h"

/* The most neighbours that one shrinking looks at. */
enum { CAS_SHRINK_ATTEMPTS = 2000 };

/* Makes an instance simpler: walks through the neighbours that kind->simplify gives, goes
   to every one that `keeps` wants, and ends where it wants none, or after
   CAS_SHRINK_ATTEMPTS.  Replaces *instance, freeing what it replaces.  Returns how many
   steps were taken. */
size_t cas_shrink_while(const cas_instance_kind *kind,
                        bool (*keeps)(void *context, const void *instance), void *context,
                        void **instance);

/* Makes an instance that violates the claim simpler, as long as it does.  mutant: the
   name of one, or NULL. */
size_t cas_shrink(const cas_claim *claim, const char *mutant, void **instance);

/* The same for an instance that violates all claims of the list (ended by NULL), which
   are of one kind: it goes on violating all of them. */
size_t cas_shrink_for_all(const cas_claim *const *claims, void **instance);

#endif

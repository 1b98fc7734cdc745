/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_SELECTION_H
#define CASCADE_COMMAND_SELECTION_H

#include "claim/claim.h"

/* The claims of the list (ended by NULL) whose id is in `only`, a comma-separated
   list of ids (NULL: all), in the order of the paper: by kind (lem, thm, cor, ..),
   number, version.  An id stands for its parts and other readings as well, "cor:1" for
   "cor:1/pl", "eq:32" for "eq:32@x-in-F".
   *selected is ended by NULL and to be given to free().  CAS_INPUT names an unknown
   id and the nearest ones. */
cas_status cas_select_claims(const cas_claim *const *claims, const char *only,
                             const cas_claim ***selected, cas_message *message);

/* The same, and what the selected claims are given, and so on: all that a verdict depends
   on. */
cas_status cas_select_with_given(const cas_claim *const *claims, const char *only,
                                 const cas_claim ***selected, cas_message *message);

/* The claim of that id and version; CAS_INPUT names those that there are. */
cas_status cas_select_claim(const cas_claim *const *claims, const char *id,
                            const char *version, const cas_claim **claim,
                            cas_message *message);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_CERTIFICATE_H
#define CASCADE_CLAIM_CERTIFICATE_H

#include "claim/claim.h"
#include "exact/calculation.h"

/* Enters the outcome into a certificate: cases are the checks that passed; a failed
   check makes the note name it.  Returns whether all passed (and there was at least
   one). */
bool cas_calculation_conclude(const cas_calculation *calculation,
                              cas_certificate *certificate);

#endif

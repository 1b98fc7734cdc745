/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_CHECKS_H
#define CASCADE_CLAIM_CHECKS_H

#include "claim/claim.h"

/* Claims that are decided exactly, by a list of statements: all of them proved, they
   prove the claim together, or with `refutes`, refute it (exact/decide.h).

   A statement about all T is proved by polynomials alone: what a name stands for, and why
   it respects its bound for every T, is said in the page.  A check for some T evaluates
   an example. */

/* The certificate of such a claim, whose mistakes are all made from its statements
   (variants.h): there is no other mutant. */
cas_status cas_checks_certify(const cas_claim *claim, const cas_mutant *mutant,
                              cas_certificate *certificate, cas_message *message);

/* Whether a mutant of a check is proved, too. */
bool cas_check_is_proved(const cas_statement *statement);

#define CAS_EXACT_CLAIM(id_, version_)                                                   \
    CAS_CLAIM_HEAD(id_, version_), .certify = cas_checks_certify
#define CAS_CHECKS(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_CHECK_H
#define CASCADE_CLAIM_CHECK_H

#include "arithmetic/interval.h"
#include "chain/expectation.h"
#include "claim/contradiction.h"

/* The verdicts of claims on one chain: what `cascade check` reports of the theorems. */

/* One claim in one version; cascade.h has those of the theorems. */
typedef struct cas_claim cas_claim;

typedef struct cas_result {
    const char *claim, *version; /* "thm:1", "printed" */
    mpfi_t lhs, rhs;
    mpfi_t ratio; /* lhs / rhs; [0, 0] where both are 0, [inf, inf] where only rhs is */
    cas_verdict verdict;
    double reference;       /* the double implementation's lhs; NaN where it has none */
    double reference_error; /* its relative distance from the enclosure; NaN likewise */
} cas_result;

typedef struct cas_report {
    cas_smoothness constants;
    size_t count;
    cas_result *results;   /* one for each claim */
    mpfr_prec_t precision; /* bits of the last run */
    bool is_exact;         /* decided in exact rational arithmetic */
    size_t scenarios;
    cas_contradictions warnings; /* where there are any, no verdict is claimed */
} cas_report;

/* Zero is the default. */
typedef struct cas_check_options {
    cas_smoothness_options smoothness;
    mpfr_prec_t first, last; /* bits; 0: 128 and 4096 */
    double width;            /* largest relative width of an enclosure; 0: 1e-15 */
} cas_check_options;

/* Judges claims, ended by NULL, each an inequality l <= r of moments (chain_model.h).
   Precision doubles until every verdict is decided and every enclosure narrow, or the
   last precision was used.  Where 128 bits do not do it and the chain is rational, exact
   rational arithmetic decides instead.  Where the chain contradicts the constants that it
   declares, the hypotheses fail: the sides are enclosed, every verdict is undecided and
   the warnings say why.  options may be NULL.
   Errors: of the constants and of the passes; CAS_INPUT where a state leaves the domain
   on which the constants were certified, and for another claim. */
cas_status cas_check_chain(const cas_chain *chain, const cas_claim *const *claims,
                           const cas_check_options *options, cas_report **report,
                           cas_message *message);
void cas_report_free(cas_report *report);

#endif

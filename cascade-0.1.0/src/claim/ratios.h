/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_RATIOS_H
#define CASCADE_CLAIM_RATIOS_H

#include "claim/claim.h"
#include "claim/generators/chain_generator.h"

#include <stdint.h>

/* How much of a bound is used: the ratios lhs/rhs of claims on random chains of one style
   and one number of operators. */
typedef struct cas_ratio_plan {
    const cas_claim *const *claims; /* each with cas_claim_has_ratios; ended by NULL */
    size_t fewest, most;            /* operators: N = fewest .. most, fewest >= 2 */
    size_t trials;                  /* chains for each style and N */
    uint64_t seed;
} cas_ratio_plan;

typedef struct cas_ratio {
    bool applies; /* else the trial is vacuous, and the rest means nothing */
    cas_verdict verdict;
    double ratio; /* upper(lhs) / lower(rhs) rounded up, as cas_ratio_upper */
} cas_ratio;

/* Whether a claim can be judged on a chain: its instances are chains, or processes (a
   chain is a process).  Of a claim about a process's norms the ratio is squared, to be
   comparable. */
bool cas_claim_has_ratios(const cas_claim *claim);

/* ratios[((c * styles + s) * depths + n) * trials + t]: claim c, style s, N = fewest + n,
   trial t; styles is CAS_CHAINS_COUNT, depths is most - fewest + 1.  Trial t is the chain
   of the stream (seed, "ratios/STYLE/N", t), the same for all claims.  Runs on all OpenMP
   threads; the numbers do not depend on how many.  To be given to free().  An error of a
   trial, which names it, is the call's. */
cas_status cas_ratios_run(const cas_ratio_plan *plan, cas_ratio **ratios,
                          cas_message *message);

/* The chain of one trial, which is the caller's. */
void cas_ratio_trial(const cas_ratio_plan *plan, cas_chain_style style, size_t operators,
                     size_t trial, cas_chain **chain);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_CHECK_H
#define CASCADE_CLAIM_CHECK_H

#include "arithmetic/interval.h"
#include "chain/chain.h"

/* The verdicts of Theorems 1 and 2 on one chain: what `cascade check` reports. */

typedef enum cas_theorem {
    CAS_THEOREM_1_PRINTED,
    CAS_THEOREM_1_SHARP,
    CAS_THEOREM_2_PRINTED,
    CAS_THEOREM_2_REPAIRED,
    CAS_THEOREM_COUNT
} cas_theorem;

typedef struct cas_result {
    const char *claim, *version;
    mpfi_t lhs, rhs, ratio; /* ratio = lhs / rhs; [0, 0] where both are 0, [inf, inf] for x/0 */
    cas_verdict verdict;
    double reference;       /* the double implementation's lhs */
    double reference_error; /* its relative distance from the enclosure */
} cas_result;

typedef struct cas_report {
    cas_smoothness constants;
    size_t count;
    cas_result *results;
    mpfr_prec_t precision; /* at which all were decided and narrow enough */
    size_t scenarios;
    cas_message warning; /* e.g. a declared constant that the passes contradict; else empty */
} cas_report;

/* Zero is the default. */
typedef struct cas_check_options {
    cas_smoothness_options smoothness;
    mpfr_prec_t first, last; /* bits; 0: 128 and 4096 */
    bool exact_off;          /* do not fall back on rational arithmetic for equality cases */
} cas_check_options;

/* Enclosures are at most 1e-15 wide (relative), or the verdict is given at the last precision.
   A chain whose operators are all rational and that intervals cannot decide is decided in exact
   rational arithmetic.  Errors: of the passes and of the constants; CAS_INPUT where a state leaves
   the domain on which the constants were certified. */
cas_status cas_check_chain(const cas_chain *chain, const cas_check_options *options,
                           cas_report **report, cas_message *message);
void cas_report_free(cas_report *report);

#endif

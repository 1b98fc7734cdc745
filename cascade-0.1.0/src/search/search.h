/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SEARCH_SEARCH_H
#define CASCADE_SEARCH_SEARCH_H

#include "claim/judge.h"

#include <stdint.h>

/*: \section{How the worst case is looked for}

Random trials rarely meet the worst case of a bound: it wants all slopes at their limit
and all perturbations along one direction. The search maximises the ratio lhs/rhs, in
double, by NLopt's \texttt{LN\_SBPLX} (Rowan's subplex), from many starts: the chains of
\texttt{search/jet.h} in shapes that aim at one kind of mistake each and in random ones,
and the generator's own instances of that length, whose perturbations are rescaled. The
best ones are then judged by enclosures, as any instance is, and the worst of these is
made simpler as long as its ratio stays. So what is reported was found by optimisation,
and certified without it. */
typedef struct cas_search_plan {
    size_t operators; /* N, 2 to CAS_SEARCH_OPERATORS */
    uint64_t seed;
    size_t starts;      /* random ones, half of them the generator's */
    size_t evaluations; /* from each start */
    double seconds;     /* after which no start is begun; 0: no limit, and then the result
                           depends on the claim and this plan alone */
    bool keeps_all;     /* the numbers that were found, without making them simpler */
} cas_search_plan;

enum { CAS_SEARCH_OPERATORS = 12 };

/* What a profile of the audit spends on one claim or mutant. */
cas_search_plan cas_search_plan_of(cas_profile profile, uint64_t seed, size_t operators);

typedef struct cas_search_result {
    void *instance; /* of the claim's kind; NULL: no start meets the hypotheses */
    cas_judgement judgement;
    mpfi_t ratio; /* lhs/rhs; [inf, inf] where only the right side is 0 */
    size_t evaluations;
} cas_search_result;

/* Whether there is something to be searched: a claim about chains or processes that says
   an inequality.  CAS_INPUT says why not. */
cas_status cas_search_admits(const cas_variants *variants, cas_message *message);

/* The worst case that was found for the claim, or for a mutant that is a statement.  Runs
   on all OpenMP threads; without a limit of time the result does not depend on how many.
   result is initialised here. */
void cas_search_run(const cas_variants *variants, const cas_variant *mutant,
                    const cas_search_plan *plan, cas_search_result *result);
void cas_search_clear(const cas_variants *variants, cas_search_result *result);

#endif

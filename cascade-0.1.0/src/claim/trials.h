/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_TRIALS_H
#define CASCADE_CLAIM_TRIALS_H

#include "claim/variants.h"

#include <stdint.h>

/* The random trials of a claim, or of one of its mutants.  Trial t draws its instance
   from the stream (seed, "ID/VERSION", t), so that no trial depends on another, and a
   mutant sees the instances of its claim. */
typedef struct cas_trials {
    size_t run;       /* trials 0 .. run - 1 were looked at */
    size_t applied;   /* of these met the hypotheses */
    size_t vacuous;   /* of these did not, or it could not be certified that they do */
    size_t undecided; /* of the applied ones */
    size_t failed;    /* gave an error instead of a verdict */
    uint64_t failed_trial;
    cas_message failure; /* of failed_trial, the first */
    double worst_ratio;  /* over the decided trials; the smallest trial that attains it */
    uint64_t worst_trial;
    double needed; /* the largest one of its judgements */
    bool is_identity;
    bool violated; /* by trial violation, which is then the last one counted */
    uint64_t violation;
} cas_trials;

/* The instance of one trial; owned by the caller. */
cas_status cas_trial_generate(const cas_claim *claim, uint64_t seed, uint64_t trial,
                              void **instance, cas_message *message);

/* Judges the claim (trials[0]) and its mutants (trials[1 + m]) on the instances of the
   trials 0, 1, ..; mutants that are weaker than the claim are left out.  Each ends with
   its first violation, or after count trials, mutants that were made from a formula after
   a third of them: they are many.  An instance whose constants cannot be
   bounded (CAS_UNBOUNDED from the claim's generator) is a vacuous trial.  Runs on all
   OpenMP threads; the outcome is that of running the trials one after the other. */
void cas_trials_run(const cas_variants *variants, uint64_t seed, size_t count,
                    cas_trials *trials);

#endif

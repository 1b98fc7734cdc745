/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_STEP_H
#define CASCADE_DESCENT_DESCENT_STEP_H

#include "descent/descent_generator.h"
#include "descent/descent_instance.h"
#include "descent/descent_run.h"

/* A displayed relation about perturbed gradient descent: both sides as formulas in the
   names of descent_run.h, compared in every outcome, in every state, at every time or for
   the whole run. For the whole run, `left_each` and `right_each` are added for every time
   t = 0..T-1; they are linear in n, q or q1, which belong to `rate`.

   The name of a mutant is the formula that takes a side's place: "right: ..", "each: .."
   (for right_each), "rate: ..". */
typedef struct cas_descent_step {
    cas_descent_scope scope;
    const char *left, *right;
    const char *left_each, *right_each, *rate; /* may be NULL */
    bool is_identity; /* |l - r| <= 2^-64 max(|l|, |r|) is tested, certified */
    bool printed;     /* the coefficients of (33) to the letter */
    cas_descent_options instances;
} cas_descent_step;

cas_status cas_descent_step_sides(const cas_claim *claim, const cas_mutant *mutant,
                                  const void *instance, mpfr_prec_t precision,
                                  cas_sides *sides, cas_message *message);
cas_status cas_descent_step_generate(const cas_claim *claim, gsl_rng *rng,
                                     void **instance, cas_message *message);

#define CAS_DESCENT_STEP(id_, version_, statement_)                                      \
    .id = (id_), .version = (version_), .statement = (statement_), .file = __FILE__,     \
    .line = __LINE__, .kind = &cas_descent_kind, .generate = cas_descent_step_generate,  \
    .sides = cas_descent_step_sides

/* The step sizes of Theorems 3 to 5, gamma <= 1/(3L), and of their sharp forms, gamma <=
   1/L. */
#define CAS_THIRD .limit_numerator = 1, .limit_denominator = 3
#define CAS_WHOLE .limit_numerator = 1, .limit_denominator = 1

#endif

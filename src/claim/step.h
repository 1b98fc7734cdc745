/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_STEP_H
#define CASCADE_CLAIM_STEP_H

#include "claim/evaluation.h"
#include "claim/generators/process_generator.h"
#include "claim/process_instance.h"

/* A displayed relation of a proof as a claim.  Its literate file writes both sides down
   literally in one function; everything else is common to all steps:

     static void eq_15_3(cas_step_run *run, size_t i) { .. cas_step_left(run, ..); .. }
     const cas_claim cas_claim_eq_15_3_printed = {
         CAS_STEP("eq:15/3", "printed", "..."),
         .data = &(const cas_step){.sides = eq_15_3, .range = CAS_FROM_1_BELOW_N},
         .mutants = (const cas_mutant[]){{"rhs[1]*1/2", "C^2 for 2C^2"}, {NULL, NULL}}};

   The name of a mutant says what it does:
     "rhs*3/4"       the right-hand side times 3/4
     "rhs[2]*1/3"    its second term times 1/3 ("rhs[2]*0": dropped)
     "C:=L"          the constant C read as L; symbols C K Lf L H Cv
     other           a change that the step's function makes itself:
                     cas_step_is_mutated */

typedef struct cas_step_run {
    cas_evaluation e;
    bool is_repaired; /* the claim's version is not "printed" */
    const cas_mutant *mutant;
    cas_variable left, right;
    size_t terms;         /* on the right, so far */
    bool is_inapplicable; /* set by a step that has nothing to say about the process */
} cas_step_run;

/* For which i the relation is stated. */
typedef enum cas_step_range {
    CAS_ONCE,           /* not about an i; the function is called with 0 */
    CAS_FROM_1_BELOW_N, /* i = 1..N-1 */
    CAS_FROM_1_TO_N,
    CAS_FROM_2_BELOW_N,
    CAS_FROM_2_TO_N
} cas_step_range;

typedef struct cas_step {
    void (*sides)(cas_step_run *run, size_t i);
    cas_step_range range;
    bool is_identity;        /* "=": see below */
    bool has_jacobians;      /* A, B, A~, B~ are used */
    bool input_is_known;     /* the reading in which x is F-measurable */
    cas_process_style style; /* instances that the step is tight on */
} cas_step;

/*: An identity $l = r$ is tested as $|l - r| \le 2^{-64} \max(|l|, |r|)$, certified.
Where all numbers are dyadic and the operators polynomial, the enclosures are points and
the two sides are found equal exactly.

An inequality is compared as it stands at the first precision. Where the two sides are
equal and irrational, enclosures overlap at every precision; hence from the second
precision $p$ on the right side is $(1 + 2^{-p/2})$ times its own. That can only hide what
is false by a relative $2^{-128}$, and cannot make a true line violated.

A step is tested for all its $i$; the verdict is that of the worst one: it holds if it
holds for each. A trial is vacuous where both sides are $0$ for every $i$ (or below
$2^{16-p}$ at a precision $p \ge 512$), where a state leaves the domain on which the
constants are certified, or where a filtration that the step needs cannot be decided at
512 bits. */
cas_status cas_step_sides(const cas_claim *claim, const cas_mutant *mutant,
                          const void *instance, mpfr_prec_t precision, cas_sides *sides,
                          cas_message *message);
/* A random process of the step's style, or of any. */
cas_status cas_step_generate(const cas_claim *claim, gsl_rng *rng, void **instance,
                             cas_message *message);

#define CAS_STEP(id_, version_, statement_)                                              \
    .id = (id_), .version = (version_), .statement = (statement_), .file = __FILE__,     \
    .line = __LINE__, .kind = &cas_process_kind, .generate = cas_step_generate,          \
    .sides = cas_step_sides

/* Add to the left side, and a term to the right side, both 1 x 1.  Where a side is
   random, the relation is meant in every scenario, and the worst one counts. */
void cas_step_left(cas_step_run *run, cas_variable x);
void cas_step_right(cas_step_run *run, cas_variable x);
/* Whether the mutant of that name is looked at. */
bool cas_step_is_mutated(const cas_step_run *run, const char *name);
/* Whether the name is one that every step understands; sets nothing. */
bool cas_step_mutant_is_common(const char *name);

#endif

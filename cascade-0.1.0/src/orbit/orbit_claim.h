/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_ORBIT_CLAIM_H
#define CASCADE_ORBIT_ORBIT_CLAIM_H

#include "claim/checks.h"
#include "orbit/orbit_kind.h"

/* Claims that rest on what is certified of given orbits. */

/* An iteration of Appendix A.3, in texts as of cas_iteration_set. */
typedef struct cas_orbit_setup {
    const char *name; /* for mutants */
    const char *matrix, *start_1, *start_2, *step, *momentum;
    size_t steps;                     /* the most that are followed */
    const char *form, *word, *growth; /* of a cone of the compressed orbit, or NULL */
} cas_orbit_setup;

/* Figure 9, left and right; the left one with a stable step; and the example of
   counterexamples/top_1_diverges.c. */
extern const cas_orbit_setup cas_orbit_left, cas_orbit_right, cas_orbit_stable,
    cas_orbit_example;

/* A statement in the names of orbit_kind.h about the orbit of a setup. */
typedef struct cas_orbit_fact {
    const char *statement;
    const cas_orbit_setup *setup;
    bool top_1;         /* with the compressor */
    const char *start;  /* another one for w_1; NULL: the setup's */
    const char *before; /* w_1 one step before the start; NULL: no velocity */
    size_t steps;       /* 0: the setup's */
    const char *stored; /* as a file below counterexamples/orbits; NULL: it is not */
} cas_orbit_fact;

/* A cas_claim's certify, whose data are facts, ended by a NULL statement: its checks, if
   there are any, and all facts together prove the claim, or refute it where it has
   `refutes`.  The name of a mutant is "SETUP KEY VALUE": in the setup of that name the
   key (matrix, start, weights for w_2, step, momentum, word or growth) has another
   value. */
cas_status cas_orbit_facts_certify(const cas_claim *claim, const cas_mutant *mutant,
                                   cas_certificate *certificate, cas_message *message);

#define CAS_ORBIT_CLAIM(id_, version_)                                                   \
    CAS_CLAIM_HEAD(id_, version_), .certify = cas_orbit_facts_certify
#define CAS_ORBIT_FACTS(...)                                                             \
    .data = (const cas_orbit_fact[])                                                     \
    {                                                                                    \
        __VA_ARGS__,                                                                     \
        {                                                                                \
            .statement = NULL                                                            \
        }                                                                                \
    }

#endif

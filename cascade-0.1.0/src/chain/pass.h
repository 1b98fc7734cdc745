/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_PASS_H
#define CASCADE_CHAIN_PASS_H

#include "chain/chain.h"

struct cas_arena;
struct cas_stage;

/* Exact pass (4) and perturbed pass (5) of a chain in one arithmetic.

   All arrays count from 0.  For a chain of depth N:
     y[i], i = 0..N      y[0] = x, y[i] the output of the paper's operator i
     v[i], i = 1..N      gradient with respect to y_i, v[N] = 1;  (4b)
     u[i], i = 1..N      gradient with respect to w_i;             (4c)
   v[0] is not computed (the paper stops at v_1). */
typedef struct cas_pass {
    const cas_chain *chain;
    const cas_arithmetic *arithmetic;
    /* stages[i] is the paper's operator i + 1, at the last point it was run */
    struct cas_stage **stages;
    void **y, **v, **u; /* their numbers belong to the arena */
    struct cas_arena *arena;
} cas_pass;

/* reference: run the hand-derived double implementation; arithmetic must then be
   &cas_arithmetic_double.  Keeps chain and arithmetic. */
cas_pass *cas_pass_new(const cas_chain *chain, const cas_arithmetic *arithmetic,
                       bool reference);
void cas_pass_free(cas_pass *pass);

/* Moves the chain to other weights: those of all operators, one behind the other, in
   pass->arithmetic. */
void cas_pass_set_weights(cas_pass *pass, const void *weights);

/* Runs (4) from the chain's input: y, v, u are then those of the exact pass.
   Errors name the operator: "operators[2]: ..". */
cas_status cas_pass_exact(cas_pass *pass, cas_message *message);

/* Runs (5): delta[i] (i = 1..N) and epsilon[i] (i = 2..N) are vectors in
   pass->arithmetic, or NULL for zero. */
cas_status cas_pass_perturbed(cas_pass *pass, const void *const *delta,
                              const void *const *epsilon, cas_message *message);

#endif

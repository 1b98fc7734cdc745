/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_CHAIN_WALK_H
#define CASCADE_DESCENT_CHAIN_WALK_H

#include "descent/chain_descent.h"
#include "descent/state_tree.h"

/* All states that a descent on a chain reaches, and what its steps draw there.

   Arrays are [t]: state, mode, loss, gradient and slope, t = 0..steps, of the copies of
   level t + 1 of the tree; exact, perturbed and error, t = 0..steps - 1, of level t + 2.
   Vectors have as many numbers as the chain has weights. */
typedef struct cas_chain_walk {
    const cas_chain_descent *descent;
    const cas_arithmetic *arithmetic;
    cas_arena *arena;
    cas_state_tree tree;
    /* Steps that were followed: all of them, or those up to where nothing moves any more,
       of which the last moves nothing and is like all that follow. */
    size_t steps;
    bool is_at_rest;
    bool is_inside; /* no state leaves the domains; else the walk ends there */
    size_t **mode;
    void **state, **loss, **gradient, **slope; /* w, l(w), grad l(w), grad R(w) */
    void **exact, **perturbed, **error;        /* u, u~, u~ - u */
    void *least;                               /* l* */
    void *variance;                            /* the largest E|u + r - grad l|^2 */
} cas_chain_walk;

/* Keeps descent, arithmetic (which has an order) and arena.  Errors: as of
   cas_chain_descent_model_new. */
cas_status cas_chain_walk_new(const cas_chain_descent *descent,
                              const cas_arithmetic *arithmetic, cas_arena *arena,
                              cas_chain_walk **walk, cas_message *message);
void cas_chain_walk_free(cas_chain_walk *walk); /* NULL: nothing */

#endif

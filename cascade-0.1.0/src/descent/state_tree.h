/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_STATE_TREE_H
#define CASCADE_DESCENT_STATE_TREE_H

#include "arithmetic/arena.h"
#include "formula/variable.h"

/* The states of a run that branches, as the probability space of its scenarios, which are
   the paths through the tree.  Level 0 is that of constants; copies of level t + 1 are
   the states after t steps, so that what is known before step t has that level, and what
   the step adds the next one. */
enum { CAS_DESCENT_TREE = 1 << 12 /* the most states that may have to be followed */ };

typedef struct cas_state_tree {
    cas_space space; /* complete after cas_state_tree_finish */
    cas_arena *arena;
    const cas_arithmetic *arithmetic;
    size_t *copies;  /* of the space's levels, as are the next five */
    size_t **parent; /* [level][copy]: the copy of the level before that it is part of */
    size_t **copy_of, **first_of;
    const void **probability;
    mpq_t **exact_probability;
    cas_partition *past; /* [level]: what the copies of that level tell apart */
} cas_state_tree;

/* A tree of one state, before any step; at most `levels` levels.  Keeps the arena and its
   arithmetic. */
void cas_state_tree_init(cas_state_tree *tree, size_t levels, cas_arena *arena,
                         const cas_arithmetic *arithmetic);
void cas_state_tree_clear(cas_state_tree *tree);

/* A new level: copy c of the last one splits into children[c] copies, whose conditional
   probabilities stand behind each other, those of c = 0 first. */
void cas_state_tree_grow(cas_state_tree *tree, const size_t *children,
                         const mpq_srcptr *probability);
/* No level follows: numbers the scenarios, the copies of the last level. */
void cas_state_tree_finish(cas_state_tree *tree);

#endif

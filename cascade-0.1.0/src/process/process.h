/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROCESS_PROCESS_H
#define CASCADE_PROCESS_PROCESS_H

#include "chain/chain.h"

/* A chain whose input and perturbations are random variables on one finite
   probability space, each of which may depend on what happened before it: what
   conditional means are about.

   Things happen at nodes, in the order of the passes:
     node 0            x
     node i = 1..N-1   delta_i        (delta_N cannot change a gradient)
     node 2N - i       epsilon_i, i = N, N-1, .., 2
   At each node one point of a law is drawn; the index of the point is the node's branch.
   A rule says which law: always the same one, or one for each branch of one earlier node.
   A scenario is a branch for every node. */
typedef struct cas_rule {
    /* the earlier node on whose branch the law depends, or CAS_GIVEN_NOTHING */
    size_t given;
    size_t count; /* laws: 1, or the number of branches of `given` */
    cas_law *laws;
} cas_rule;

enum { CAS_PROCESS_SCENARIOS = 4096 };
#define CAS_GIVEN_NOTHING ((size_t)-1)

/* Invariants: chain has no perturbation of its own; rules has one rule for each of the
   cas_process_nodes(depth) nodes, of the dimension of what is drawn there; a rule's
   `given` is an earlier node. */
typedef struct cas_process {
    cas_chain *chain;
    cas_rule *rules;
} cas_process;

static inline size_t cas_process_nodes(size_t depth)
{
    return 2 * depth - 1;
}

static inline size_t cas_node_of_delta(size_t i)
{
    return i;
}

static inline size_t cas_node_of_epsilon(size_t depth, size_t i)
{
    return 2 * depth - i;
}

/* The chain's input, certain, and no perturbation.  The chain is taken over; it must have
   no perturbation of its own. */
cas_process *cas_process_new(cas_chain *chain);
void cas_process_free(cas_process *process);

/* How many numbers are drawn at a node. */
size_t cas_process_dimension(const cas_process *process, size_t node);
/* The most points of a law at that node. */
size_t cas_process_branches(const cas_process *process, size_t node);
/* Calls visit for the scenarios of positive probability in lexicographic order of their
   branches, until it returns false. */
typedef bool cas_scenario_visit(void *context, const size_t *branches,
                                mpq_srcptr probability);
void cas_process_for_each(const cas_process *process, cas_scenario_visit *visit,
                          void *context);
/* Scenarios of positive probability; more than CAS_PROCESS_SCENARIOS are
   not counted out. */
size_t cas_process_scenarios(const cas_process *process);

/* Sets the rule of a node; the laws are copied.  CAS_INPUT where the invariants fail;
   CAS_LIMIT beyond CAS_PROCESS_SCENARIOS. */
cas_status cas_process_set_rule(cas_process *process, size_t node, size_t given,
                                size_t count, const cas_law *laws, cas_message *message);
/* The law at a node in a scenario that is given by its branches at the nodes before. */
const cas_law *cas_process_law(const cas_process *process, size_t node,
                               const size_t *branches);

#endif

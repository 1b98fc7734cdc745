/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_CHAIN_H
#define CASCADE_CHAIN_CHAIN_H

#include "chain/perturbation.h"
#include "constants/domain.h"
#include "operator/operator.h"

/* Limits of a chain, each an error beyond it. */
enum {
    CAS_CHAIN_DEPTH = 4096,    /* operators */
    CAS_CHAIN_WIDTH = 1 << 16, /* numbers of one input or output */
    CAS_CHAIN_NUMBERS =
        1 << 22, /* inputs, outputs and weights of all operators together */
    CAS_CHAIN_SCENARIOS = 1 << 20 /* combinations of forward perturbations */
};

/* Operator i of a chain with its weights and the domain on which its constants are
   wanted. */
typedef struct cas_link {
    cas_operator *op;
    cas_rationals weights; /* op->weights numbers */
    cas_domain domain;
} cas_link;

/* A chain f_N(..f_1(x, w_1).., w_N) and its perturbation: an instance, exactly.
   Invariants: depth N >= 2; links[i].op->in is links[i-1].op->out, or input.count for the
   first; the last out is 1.  Arrays count from 0: links[i] is the paper's operator i + 1;
   forward[i] is the law of delta_{i+1}, of links[i].op->out numbers; backward[i] the law
   of epsilon_{i+1}, of links[i].op->in numbers, certain zero for i = 0. */
typedef struct cas_chain {
    char *title; /* UTF-8; may be NULL */
    size_t depth;
    cas_rationals input;
    cas_link *links;
    cas_law *forward, *backward;
    bool has_smoothness; /* declared constants; they count for the whole chain */
    mpq_t smoothness[CAS_CONSTANT_COUNT];
} cas_chain;

/* A chain of depth operators with no perturbation, all reals as domains.  The
   operators are taken over (also on failure), weights are copied.  CAS_INPUT where
   the invariants fail, CAS_LIMIT. */
cas_status cas_chain_new(const cas_rationals *input, size_t depth, cas_operator **ops,
                         const cas_rationals *weights, cas_chain **chain,
                         cas_message *message);
void cas_chain_free(cas_chain *chain);

/* The length of y_i, i = 0..N, and of v_i. */
static inline size_t cas_chain_width(const cas_chain *chain, size_t i)
{
    return i == 0 ? chain->input.count : chain->links[i - 1].op->out;
}

bool cas_chain_equal(const cas_chain *one, const cas_chain *other);

/* How far a chain has come while it is put together: the operators so far, what the
   last of them gives out (the input's length before the first), and how many numbers
   all of them have. */
typedef struct cas_chain_extent {
    size_t operators, out, numbers;
} cas_chain_extent;

/* Whether op with that many weights can be the next of depth operators; counts it.
   Errors begin "operators[i]: ": CAS_INPUT, CAS_LIMIT. */
cas_status cas_chain_admit(cas_chain_extent *extent, size_t depth, const cas_operator *op,
                           size_t weights, cas_message *message);

/* Product over the operators 1..N-1 of the sizes of the supports of delta_i (delta_N
   cannot change a gradient); SIZE_MAX on overflow. */
size_t cas_chain_scenarios(const cas_chain *chain);
size_t cas_chain_weight_count(const cas_chain *chain);

/* Whether every operator is a rational function. */
bool cas_chain_is_rational(const cas_chain *chain);
/* Whether exact rational arithmetic can run all scenarios of the chain: it is rational,
   and the numbers that would occur stay small enough to be worth it. */
bool cas_chain_can_be_exact(const cas_chain *chain);

/* The constants that a check uses: value[c] is exact; where the chain declares none,
   the largest certified upper bound of the operators, rounded up to 20 significant
   decimal digits; L_{grad f, y} of declared constants is L_{grad f}.  at_least[c] is then
   a certified lower bound of what it bounds; 0 where none is known, as of families'
   formulas. */
typedef struct cas_smoothness {
    mpq_t value[CAS_BOUND_COUNT], at_least[CAS_BOUND_COUNT];
    bool is_declared;
} cas_smoothness;

void cas_smoothness_init(cas_smoothness *smoothness);
void cas_smoothness_clear(cas_smoothness *smoothness);
/* Errors: those of cas_smoothness_enclose, with "operators[i]: " in front. */
cas_status cas_chain_smoothness(const cas_chain *chain,
                                const cas_smoothness_options *options,
                                cas_smoothness *smoothness, cas_message *message);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROCESS_PROCESS_RUN_H
#define CASCADE_PROCESS_PROCESS_RUN_H

#include "chain/chain_vocabulary.h"
#include "formula/variable.h"
#include "process/process.h"

/* All scenarios of a process, evaluated in any arithmetic: the vectors of (4) and (5) and
   their differences as random variables.  What depends on the input alone is kept once
   per input, what depends on the forward pass once per forward pass: the level of a
   variable. */
typedef enum cas_level {
    CAS_LEVEL_CONSTANT, /* the same in all scenarios */
    CAS_LEVEL_INPUT,
    CAS_LEVEL_FORWARD,
    CAS_LEVEL_SCENARIO,
    CAS_LEVEL_COUNT
} cas_level;

typedef struct cas_run {
    const cas_process *process;
    cas_workspace workspace; /* its space and its arena are the run's */
    size_t depth, nodes;
    size_t *branches; /* scenarios x nodes */
    cas_space space;
    size_t copies[CAS_LEVEL_COUNT];
    const size_t *copy_of[CAS_LEVEL_COUNT], *first_of[CAS_LEVEL_COUNT];
    cas_rationals weights[CAS_LEVEL_COUNT]; /* the exact probabilities */
    const mpq_t *exact_probability[CAS_LEVEL_COUNT];
    const void *probability[CAS_LEVEL_COUNT];
    struct cas_stage **stages;
    /* vector[symbol][i] of y .. u~ - u, delta and epsilon, i as the vocabulary has it */
    cas_variable *vector[CAS_SYMBOL_COUNT];
} cas_run;

/* Differences that are 0 for every chain (no perturbation so far) are exactly 0.  Keeps
   process and arithmetic.  Errors: of the passes. */
cas_status cas_run_new(const cas_process *process, const cas_arithmetic *arithmetic,
                       cas_run **run, cas_message *message);
/* The same at weights other than the chain's: those of all operators, one behind the
   other, in the arithmetic. */
cas_status cas_run_new_at(const cas_process *process, const void *weights,
                          const cas_arithmetic *arithmetic, cas_run **run,
                          cas_message *message);
void cas_run_free(cas_run *run);

/* Whether all states, and the weights, lie in the operators' domains.  The run is in
   intervals; weights: as in cas_run_new_at, or NULL for the chain's. */
bool cas_run_is_inside(const cas_run *run, const void *weights);

/* The exact numbers drawn at a node in one scenario. */
const mpq_t *cas_run_drawn(const cas_run *run, size_t node, size_t scenario);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROCESS_PROCESS_RUN_H
#define CASCADE_PROCESS_PROCESS_RUN_H

#include "chain/pass.h"
#include "process/process.h"

/* All scenarios of a process, evaluated: every vector of (4) and (5), their
   differences and the Jacobians, in any arithmetic.  What depends on the input alone
   is kept once per input, what depends on the forward pass once per forward pass: the
   level of a variable. */
typedef enum cas_level {
    CAS_LEVEL_CONSTANT, /* the same in all scenarios */
    CAS_LEVEL_INPUT,
    CAS_LEVEL_FORWARD,
    CAS_LEVEL_SCENARIO,
    CAS_LEVEL_COUNT
} cas_level;

/* The indices i are the paper's.  Matrices are row-major. */
typedef enum cas_trace {
    CAS_TRACE_Y,              /* y_i, i = 0..N */
    CAS_TRACE_V,              /* v_i, i = 1..N */
    CAS_TRACE_U,              /* u_i, i = 1..N */
    CAS_TRACE_A,              /* nabla_1 f_i(y_{i-1}, w_i), d_i x d_{i-1}, i = 1..N */
    CAS_TRACE_B,              /* nabla_2 f_i(y_{i-1}, w_i), d_i x d_{w_i}, i = 1..N */
    CAS_TRACE_DELTA,          /* delta_i, i = 1..N-1 */
    CAS_TRACE_VALUE_TILDE,    /* f_i(y~_{i-1}, w_i), i = 1..N */
    CAS_TRACE_Y_TILDE,        /* i = 0..N; delta_N = 0 */
    CAS_TRACE_FORWARD_ERROR,  /* y~_i - y_i, i = 0..N */
    CAS_TRACE_A_TILDE,        /* nabla_1 f_i(y~_{i-1}, w_i) */
    CAS_TRACE_B_TILDE,        /* nabla_2 f_i(y~_{i-1}, w_i) */
    CAS_TRACE_EPSILON,        /* epsilon_i, i = 2..N */
    CAS_TRACE_V_TILDE,        /* i = 1..N, v~_N = 1 */
    CAS_TRACE_U_TILDE,        /* i = 1..N */
    CAS_TRACE_BACKWARD_ERROR, /* v~_i - v_i, i = 1..N */
    CAS_TRACE_GRADIENT_ERROR, /* u~_i - u_i, i = 1..N */
    CAS_TRACE_COUNT
} cas_trace;

typedef struct cas_run {
    const cas_process *process;
    const cas_arithmetic *arithmetic;
    size_t depth, nodes, scenarios;
    size_t *branches; /* scenarios x nodes */
    /* For each level: how many copies there are, of which copy a scenario is, the first
       scenario of a copy, and its probability (exactly, and in the arithmetic). */
    size_t copies[CAS_LEVEL_COUNT];
    size_t *copy_of[CAS_LEVEL_COUNT], *first_of[CAS_LEVEL_COUNT];
    cas_rationals exact_probability[CAS_LEVEL_COUNT];
    void *probability[CAS_LEVEL_COUNT];
    /* trace[t][i]: copies at its level, each of cas_run_rows x cas_run_columns numbers;
       NULL where there is none. */
    void **trace[CAS_TRACE_COUNT];
} cas_run;

cas_level cas_trace_level(cas_trace trace);
size_t cas_run_rows(const cas_run *run, cas_trace trace, size_t i);
size_t cas_run_columns(const cas_run *run, cas_trace trace, size_t i);

/* with_jacobians: whether A, B, A~, B~ are wanted.  Differences that are 0 for every
   chain (no perturbation so far) are exactly 0.  Keeps process and arithmetic.
   Errors: of the passes. */
cas_status cas_run_new(const cas_process *process, const cas_arithmetic *arithmetic,
                       bool with_jacobians, cas_run **run, cas_message *message);
/* The same, without Jacobians, at weights other than the chain's: as in
   cas_pass_set_weights. */
cas_status cas_run_new_at(const cas_process *process, const void *weights,
                          const cas_arithmetic *arithmetic, cas_run **run,
                          cas_message *message);
void cas_run_free(cas_run *run);

/* Whether all states, and the weights, lie in the operators' domains.  The run is in
   intervals; weights: as in cas_run_new_at, or NULL for the chain's. */
bool cas_run_is_inside(const cas_run *run, const void *weights);

/* The value of a trace in one scenario. */
const void *cas_run_value(const cas_run *run, cas_trace trace, size_t i, size_t scenario);
/* The exact numbers drawn at a node in one scenario. */
const mpq_t *cas_run_drawn(const cas_run *run, size_t node, size_t scenario);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_RUN_H
#define CASCADE_TRAINING_RUN_H

#include "arithmetic/message.h"
#include "training/problem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Perturbed gradient descent on the logistic problem (53)-(54) as in Section 7:
     w_{t+1} = w_t - gamma g_t,   g_t = (perturbed gradient of f at w_t) + xi_t,
     xi_t ~ N(0, sigma_n^2 I),
     perturbed gradient = (1/M) sum_l (sigmoid(f_1 + delta) + epsilon) (-y_l h_l)
                          + rho grad R(w_t).
   A run is a function of the data, its options and (seed, experiment, run), and of
   nothing else: the same bits for every compiler, machine, number of threads and company
   of other runs. */

typedef enum cas_training_regularizer {
    CAS_TRAINING_NONCONVEX = 0, /* R(w) = sum_j w_j^2 / (1 + w_j^2) */
    CAS_TRAINING_RIDGE          /* R(w) = ||w||^2 */
} cas_training_regularizer;

/* What delta_t and epsilon_t are, where the paper leaves it open. */
typedef enum cas_training_reading {
    CAS_TRAINING_SHARED = 0, /* one scalar per iteration, the same for all samples */
    CAS_TRAINING_PER_SAMPLE  /* independent for every sample */
} cas_training_reading;

typedef enum cas_training_law {
    CAS_TRAINING_ZERO_MEAN = 0, /* U(-sigma/sqrt(d), sigma/sqrt(d)) */
    CAS_TRAINING_SHIFTED        /* U(0, sigma/sqrt(d)) */
} cas_training_law;

/* delta or epsilon.  sigma = 0: none. */
typedef struct cas_training_perturbation {
    double sigma; /* >= 0; forward: sigma/sqrt(d) <= 69 */
    cas_training_law law;
    uint64_t interval; /* injected at t = first, first + interval, ..; 0 means 1 */
    uint64_t first;
    uint64_t end; /* and not from t = end on; 0: no end */
} cas_training_perturbation;

/* The zero value of every member but step_size is the paper's choice. */
typedef struct cas_training_options {
    uint64_t seed;
    const char *experiment; /* NULL: "" */
    uint64_t run;

    double step_size;    /* gamma > 0 */
    uint64_t iterations; /* T >= 2, below 2^32; 0: 200,000 */
    cas_training_regularizer regularizer;
    double rho; /* > 0; 0: 0.001 for the nonconvex, 0.1 for the ridge regulariser */
    cas_training_reading reading;
    cas_training_perturbation forward, backward;
    double sampling_noise; /* sigma_n > 0; 0: 0.001 */
    bool noiseless;        /* no xi at all */
    const double *start;   /* w_0, d numbers; NULL: 0 */

    double smoothing;     /* of the EWMA, in (0, 1]; 0: 0.01 */
    uint64_t trace_every; /* record the trajectory at every such iteration; 0: not */
    bool trace_loss;      /* with the loss */
} cas_training_options;

/* Points of a trajectory at most; they are in memory until their run has ended. */
enum { CAS_TRAINING_LONGEST_TRACE = 1 << 22 };

/* The trajectory at t = 0, trace_every, 2 trace_every, ..: count numbers each. */
typedef struct cas_training_trace {
    size_t count;
    double *gradient_norm; /* ||grad f(w_t)|| */
    double *average;       /* its EWMA */
    double *loss;          /* f(w_t); NULL if not asked for */
} cas_training_trace;

typedef struct cas_training_result {
    bool finished; /* all iterations were done, or the run diverged */
    bool diverged; /* ||grad f(w_t)||^2 left the range of double at t = last_iteration */
    uint64_t last_iteration;

    double stable_norm;        /* infinite if diverged */
    uint64_t stable_iteration; /* T if diverged or if there is none */
    double early_norm;         /* the stable norm's window in halves: see statistics.h */
    double late_norm;

    size_t dimension;
    double *weights; /* d: w_T; of the last iteration if diverged */
    cas_training_trace trace;
} cas_training_result;

void cas_training_result_clear(cas_training_result *result);

/* What became of a run; the one rule, for figures and measured claims.
     converged   it was settled when it ended
     moving      it was not: the stable norm's window in halves differs by more than
                 a quarter of the stable norm, or the stable iteration lies in it
     diverged    its gradient left the range of double  */
typedef enum cas_run_state {
    CAS_RUN_CONVERGED,
    CAS_RUN_MOVING,
    CAS_RUN_DIVERGED
} cas_run_state;
extern const char *const cas_run_state_names[3];

/* iterations: the horizon T of the run. */
cas_run_state cas_run_state_of(const cas_training_result *result, uint64_t iterations);

/* Puts what the zero values stand for in their place and checks every member.  Errors:
   CAS_INPUT, naming the quantity and its range. */
cas_status cas_training_options_complete(cas_training_options *options, size_t dimension,
                                         cas_message *message);

/* How a batch is run; zero is the default, NULL all zeros. */
typedef struct cas_training_control {
    int threads;        /* 0: one per processor that this process may use */
    const char *kernel; /* "portable", "avx2", "avx512"; NULL: the fastest */
    /* at most so many runs advance together; 0: as many as the kernel can */
    size_t group;

    /* Called now and then, by one thread at a time, with the number of iterations done
       since the last call, over all runs.  False stops the batch. */
    bool (*proceed)(void *context, uint64_t iterations);
    /* Called when runs[index] has its result, by one thread at a time, in no certain
       order. */
    void (*finished)(void *context, size_t index, const cas_training_result *result);
    void *context;
} cas_training_control;

typedef struct cas_training_job {
    const cas_training_problem *problem; /* not owned */
    cas_training_options options;
} cas_training_job;

/* Runs jobs[0..count).  results: count zeroed structures, each to be given to
   cas_training_result_clear; of a batch that was stopped, those that are not `finished`
   are empty.  Runs of one problem and structure (same T, reading, schedules, regulariser,
   trace) share the data pass; a batch with many of them is fastest. Errors: CAS_INPUT
   (options; names the run), CAS_UNSUPPORTED (this machine does not have the kernel). */
cas_status cas_training_run_jobs(const cas_training_job *jobs, size_t count,
                                 const cas_training_control *control,
                                 cas_training_result *results, cas_message *message);

/* The same for options[0..count) on one problem. */
cas_status cas_training_run_batch(const cas_training_problem *problem,
                                  const cas_training_options *options, size_t count,
                                  const cas_training_control *control,
                                  cas_training_result *results, cas_message *message);

#endif

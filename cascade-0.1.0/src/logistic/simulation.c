/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/simulation.h"

#include "arithmetic/memory.h"
#include "training/stationary_norm.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*: \section{Measuring what Section 7 shows}

A sentence about a figure is split into requirements about means over random data sets. A
data set is drawn as in Section 7.1, with its own seed, its own $x^*$ and its own noise,
and gives one value of each quantity. The profile decides the size:
\begin{center}
\begin{tabular}{lrrr}
profile & data sets & $M$ & $T$ \\
quick & 20 & $M_q$ & $T_q$ \\
full & 20 & 2000 & $10\,T_q$ \\
nightly & 40 & 2000 & $20\,T_q$
\end{tabular}
\end{center}
with the study's $M_q$ and $T_q$. The paper has $M=2000$ and $T=200{,}000$. With
per-sample noise the variance of $g_t$ falls as $1/M$: each measurement names its $M$. The
step sizes are the same in all profiles and, but where a sentence needs others, in all
studies: $0.08$ to $0.8$. The paper prints none.

\paragraph{Runs that have not settled.} Over a fixed number of iterations a small enough
step leaves any run near its start. An estimator uses the runs that run\_state.h calls
converged: the two halves of the window of the stable norm differ by at most a quarter of
it, and the stable iteration lies before that window. Over half a window the slowest mode
decays by $e^{-\lambda\gamma T/4}$: with $\lambda\gamma T>1.1$ a run that is still falling
is recognised, and the studies' step sizes have $\lambda\gamma T>10$. The quarter leaves
room for slow noise, which differs from data set to data set and averages out; being
symmetric, the rule favours neither large nor small norms.

\paragraph{Trend exponents.} With $n(\gamma)$ the stable norm, $\ln n$ is regressed on
$\ln\gamma$. By stationary\_norm.c $n^2\approx p^2+s^2\gamma$, where $p$ is the plateau,
and the exponent is $\frac12\bigl(1-\frac{p^2}{n^2}\bigr)$: $\frac12$ without a plateau,
$0$ where it dominates. A norm \emph{falls with the step size} where the plateau is at
most a quarter of $n^2$, an exponent of at least $\frac38$, and is \emph{level} where it
is at least three quarters, an exponent of at most $\frac18$; between the two it is
neither.
*/

struct size {
    size_t data_sets, samples; /* 0: the study's */
    uint64_t longer;           /* times the study's iterations */
};
static const struct size sizes[] = {[CAS_QUICK] = {20, 0, 1},
                                    [CAS_FULL] = {20, CAS_TRAINING_PAPER_SAMPLES, 10},
                                    [CAS_NIGHTLY] = {40, CAS_TRAINING_PAPER_SAMPLES, 20}};

const cas_simulated_run *cas_simulated_run_at(const cas_simulation *simulation,
                                              size_t data_set, size_t curve, size_t step)
{
    const cas_simulation *s = simulation;
    size_t source = curve == s->exchanged ? s->by : curve;
    return &s->runs[(data_set * s->curves + source) * s->steps + step];
}

double cas_simulated_prediction(const cas_simulation *simulation, size_t data_set,
                                size_t curve, size_t step)
{
    const cas_simulation *s = simulation;
    CAS_REQUIRE(s->study->curves[curve].is_predicted);
    return s->predicted[(data_set * s->curves + curve) * (s->steps + 1) + step + 1];
}

static double norm_of(const double *weights, size_t dimension)
{
    double squares = 0;
    for (size_t j = 0; j < dimension; j++)
        squares += weights[j] * weights[j];
    return sqrt(squares);
}

static cas_training_options options_of(const cas_simulation *s, uint64_t seed,
                                       size_t curve, size_t step)
{
    const cas_curve *c = &s->study->curves[curve];
    return (cas_training_options){
        .seed = seed,
        .experiment = "section 7",
        .run = step,
        .step_size = s->study->steps[step],
        .iterations = s->iterations,
        .regularizer = c->regularizer,
        .rho = c->rho,
        .reading = c->reading,
        .forward = c->forward,
        .backward = c->backward,
        .smoothing = c->smoothing,
    };
}

static cas_status predict(const cas_training_problem *problem, cas_simulation *s,
                          size_t data_set, cas_message *message)
{
    size_t count = s->steps + 1;
    double *steps = cas_allocate(count, sizeof *steps); /* 0 first */
    memcpy(steps + 1, s->study->steps, s->steps * sizeof *steps);
    cas_status status = CAS_OK;
    for (size_t c = 0; c < s->curves && status == CAS_OK; c++) {
        if (!s->study->curves[c].is_predicted)
            continue;
        cas_training_options options = options_of(s, 0, c, 0);
        status = cas_stationary_norms(problem, &options, count, steps,
                                      s->predicted + (data_set * s->curves + c) * count,
                                      message);
    }
    free(steps);
    return status;
}

static cas_status simulate_data_set(cas_simulation *s, uint64_t seed, size_t data_set,
                                    cas_message *message)
{
    size_t count = s->curves * s->steps;
    cas_training_problem problem;
    cas_status status =
        cas_training_problem_generate(&problem, s->samples, 0, seed + data_set, message);
    if (status != CAS_OK)
        return status;
    cas_training_options *options = cas_allocate(count, sizeof *options);
    cas_training_result *results = cas_allocate(count, sizeof *results);
    for (size_t i = 0; i < count; i++)
        options[i] = options_of(s, seed + data_set, i / s->steps, i % s->steps);
    status =
        cas_training_run_batch(&problem, options, count,
                               &(cas_training_control){.threads = 1}, results, message);
    for (size_t i = 0; i < count; i++) {
        if (status == CAS_OK)
            s->runs[data_set * count + i] = (cas_simulated_run){
                .state = cas_run_state_of(&results[i], s->iterations),
                .stable_norm = results[i].stable_norm,
                .weight_norm = norm_of(results[i].weights, results[i].dimension),
                .stable_iteration = results[i].stable_iteration,
            };
        cas_training_result_clear(&results[i]);
    }
    if (status == CAS_OK)
        status = predict(&problem, s, data_set, message);
    free(options);
    free(results);
    cas_training_problem_clear(&problem);
    return status;
}

static size_t count_curves(const cas_curve *curves)
{
    size_t count = 0;
    while (curves[count].name != NULL)
        count++;
    return count;
}

static size_t count_steps(const double *steps)
{
    size_t count = 0;
    while (steps[count] > 0)
        count++;
    return count;
}

cas_status cas_simulate(const cas_study *study, cas_profile profile, uint64_t seed,
                        cas_simulation *simulation, cas_message *message)
{
    cas_simulation *s = simulation;
    struct size size = sizes[profile];
    *s = (cas_simulation){.study = study,
                          .data_sets = size.data_sets,
                          .samples = size.samples > 0 ? size.samples : study->samples,
                          .iterations = size.longer * study->iterations,
                          .curves = count_curves(study->curves),
                          .steps = count_steps(study->steps)};
    s->predicted =
        cas_allocate(s->data_sets * s->curves * (s->steps + 1), sizeof *s->predicted);
    s->runs = cas_allocate(s->data_sets * s->curves * s->steps, sizeof *s->runs);
    cas_status *status = cas_allocate(s->data_sets, sizeof *status);
    cas_message *messages = cas_allocate(s->data_sets, sizeof *messages);
#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic)
#endif
    for (size_t k = 0; k < s->data_sets; k++)
        status[k] = simulate_data_set(s, seed, k, &messages[k]);
    cas_status first = CAS_OK;
    for (size_t k = 0; k < s->data_sets && first == CAS_OK; k++)
        if (status[k] != CAS_OK)
            first = cas_fail(message, status[k], "data set %zu: %s", k, messages[k].text);
    free(status);
    free(messages);
    if (first != CAS_OK)
        cas_simulation_clear(s);
    return first;
}

void cas_simulation_clear(cas_simulation *simulation)
{
    free(simulation->predicted);
    free(simulation->runs);
    *simulation = (cas_simulation){0};
}

size_t cas_study_find(const cas_study *study, const char *text, size_t length)
{
    size_t c = 0;
    for (; study->curves[c].name != NULL; c++) {
        const char *name = study->curves[c].name;
        if (strlen(name) == length && memcmp(name, text, length) == 0)
            break;
    }
    return c;
}

static size_t find_curve(const cas_simulation *s, const char *text, size_t length)
{
    size_t c = cas_study_find(s->study, text, length);
    CAS_REQUIRE(c < s->curves);
    return c;
}

static void estimate(const cas_simulation *s, const cas_requirement *requirements,
                     cas_measurement *measurement)
{
    double *values = cas_allocate(s->data_sets, sizeof *values);
    for (const cas_requirement *q = requirements; q->name != NULL; q++) {
        size_t one = find_curve(s, q->one, strlen(q->one));
        size_t other = q->other != NULL ? find_curve(s, q->other, strlen(q->other)) : 0;
        for (size_t k = 0; k < s->data_sets; k++)
            values[k] = q->estimate(s, k, one, other);
        cas_measurement_add(measurement, q->name, q->least, q->most, values);
    }
    free(values);
}

static void exchange(cas_simulation *s, const cas_mutant *mutant)
{
    const char *equals = strstr(mutant->name, " = ");
    CAS_REQUIRE(equals != NULL);
    s->exchanged = find_curve(s, mutant->name, (size_t)(equals - mutant->name));
    s->by = find_curve(s, equals + 3, strlen(equals + 3));
}

static void describe(const cas_simulation *s, cas_measurement *measurement)
{
    measurement->data_sets = s->data_sets;
    snprintf(measurement->note, sizeof measurement->note,
             "M = %zu, T = %llu, gamma = %.4g to %.4g.", s->samples,
             (unsigned long long)s->iterations, s->study->steps[0],
             s->study->steps[s->steps - 1]);
}

/* Of the curves that the claim's requirements name. */
static void count_settled(const cas_simulation *s, const cas_requirement *requirements,
                          cas_measurement *measurement)
{
    bool *named = cas_allocate(s->curves, sizeof *named);
    for (const cas_requirement *q = requirements; q->name != NULL; q++) {
        named[find_curve(s, q->one, strlen(q->one))] = true;
        if (q->other != NULL)
            named[find_curve(s, q->other, strlen(q->other))] = true;
    }
    for (size_t i = 0; i < s->data_sets * s->curves * s->steps; i++) {
        bool is_settled = s->runs[i].state == CAS_RUN_CONVERGED;
        if (named[i / s->steps % s->curves])
            ++*(is_settled ? &measurement->settled : &measurement->unsettled);
    }
    free(named);
}

static void free_simulation(void *simulation)
{
    cas_simulation_clear(simulation);
    free(simulation);
}

/* The study's simulation, run at the first call. */
static cas_status find_simulation(const cas_study *study, cas_profile profile,
                                  uint64_t seed, cas_store *store,
                                  cas_simulation **simulation, cas_message *message)
{
    *simulation = cas_store_find(store, study);
    if (*simulation != NULL)
        return CAS_OK;
    cas_simulation *made = cas_allocate(1, sizeof *made);
    cas_status status = cas_simulate(study, profile, seed, made, message);
    if (status != CAS_OK) {
        free(made);
        return status;
    }
    cas_store_keep(store, study, made, free_simulation);
    *simulation = made;
    return CAS_OK;
}

cas_status cas_simulated_measure(const cas_claim *claim, cas_profile profile,
                                 uint64_t seed, cas_store *store,
                                 cas_measurement *measurement, cas_message *message)
{
    const cas_simulated_claim *simulated = claim->data;
    cas_simulation *kept;
    cas_status status =
        find_simulation(simulated->study, profile, seed, store, &kept, message);
    if (status != CAS_OK)
        return status;
    describe(kept, measurement);
    count_settled(kept, simulated->requirements, measurement);
    estimate(kept, simulated->requirements, measurement);
    for (const cas_mutant *mutant = claim->mutants; mutant->name != NULL; mutant++) {
        cas_simulation exchanged = *kept;
        exchange(&exchanged, mutant);
        estimate(&exchanged, simulated->requirements,
                 cas_measurement_add_mutant(measurement));
    }
    return CAS_OK;
}

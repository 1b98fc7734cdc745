/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/simulation.h"

#include "arithmetic/memory.h"
#include "training/averaged_field.h"
#include "training/statistics.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/*: \section{Measuring what Section 7 shows}

A sentence about a figure is split into requirements about means over random data sets. A
data set is drawn as in Section 7.1, with its own seed, its own $x^*$ and its own noise,
and gives one value of each quantity. The profile decides the size:
\begin{center}
\begin{tabular}{lrrrl}
profile & data sets & $M$ & $T$ & step sizes \\
quick & 8 & 250 & $T_q$ & $\gamma$ \\
full & 8 & 2000 & 200,000 & $\gamma\,T_q/200{,}000$ \\
nightly & 20 & 2000 & 200,000 & $\gamma\,T_q/200{,}000$
\end{tabular}
\end{center}
with $T_q=20{,}000$; 5000 or 10,000 where runs settle sooner, as under the ridge
regulariser; 40,000 where a plateau is low. A run forgets its start like
$e^{-\lambda\gamma t}$, $\lambda$ the least curvature: $\gamma T$ says how far it has
come, and is the same in all profiles, except where a sentence is about a range of step
sizes: there they are the same in all profiles.

\paragraph{Runs that have not settled.} Over a fixed number of iterations a small enough
step leaves any run near its start. A run is used only if the two halves of the window
of its stable norm differ by at most a quarter of it and its stable iteration lies
before that window. Runs that are not used are counted. Over half a window the slowest
mode decays by $e^{-\lambda\gamma T/4}$: with $\lambda\gamma T>1.1$ a run that is still
falling is recognised, and the claims' step sizes have $\lambda\gamma T>10$. The quarter
leaves room for slow noise, which differs from data set to data set and averages out;
being symmetric, the rule favours neither large nor small norms.

\paragraph{Trend exponents.} With $n(\gamma)$ the stable norm, $\ln n$ is regressed on
$\ln\gamma$. Sampling noise of variance $v$ around a point where the averaged field
vanishes with Jacobian $H$ gives iterates with covariance $\gamma v H^{-1}/2$ to first
order, so $n^2\approx p^2+s^2\gamma$ with $p$ the norm of $\nabla f$ at that point: the
exponent is $\frac12$ where $p=0$, and goes to $0$ where the plateau $p$ dominates. Half
of the baseline's exponent, $\frac14$, separates the two: it is passed where $p^2$ is
half of $n^2$.
*/

struct size {
    size_t data_sets, samples;
    uint64_t iterations;
};
static const struct size sizes[] = {[CAS_QUICK] = {8, 250, 20000},
                                    [CAS_FULL] = {8, 2000, 200000},
                                    [CAS_NIGHTLY] = {20, 2000, 200000}};

static const double largest_change = 0.25;

/* The quick profile's T for a claim. */
static uint64_t quick_iterations(const cas_simulated_claim *claim)
{
    return claim->iterations > 0 ? claim->iterations : sizes[CAS_QUICK].iterations;
}

cas_simulated_curve cas_simulated_curve_of(const cas_simulation *simulation,
                                           size_t data_set, size_t curve)
{
    size_t at = data_set * simulation->curves + curve;
    return (cas_simulated_curve){.curve = &simulation->claim->curves[curve],
                                 .steps = simulation->steps,
                                 .runs = &simulation->runs[at * simulation->steps],
                                 .plateau = simulation->plateaus[at]};
}

static cas_training_options options_of(const cas_simulation *s, uint64_t seed,
                                       size_t curve, size_t step)
{
    const cas_curve *c = &s->claim->curves[curve];
    return (cas_training_options){
        .seed = seed,
        .experiment = "section 7",
        .run = step,
        .step_size = s->step_sizes[step],
        .iterations = s->iterations,
        .regularizer = c->regularizer,
        .rho = c->rho,
        .reading = c->reading,
        .forward = c->forward,
        .backward = c->backward,
        .smoothing = c->smoothing,
    };
}

static cas_status solve_plateaus(const cas_training_problem *problem, cas_simulation *s,
                                 size_t data_set, cas_message *message)
{
    for (size_t c = 0; c < s->curves; c++) {
        cas_training_options options = options_of(s, 0, c, 0);
        cas_averaged_field field;
        cas_field_limit limit;
        cas_status status = cas_averaged_field_make(&field, problem, &options, message);
        if (status != CAS_OK)
            return status;
        cas_averaged_field_solve(&field, &limit);
        s->plateaus[data_set * s->curves + c] =
            limit.fate == CAS_FIELD_ZERO ? limit.plateau : (double)NAN;
        cas_field_limit_clear(&limit);
    }
    return CAS_OK;
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
                .state = cas_run_state_within(&results[i], s->iterations, largest_change),
                .step_size = options[i].step_size,
                .stable_norm = results[i].stable_norm,
                .weight_norm =
                    cas_training_norm(results[i].weights, results[i].dimension),
            };
        cas_training_result_clear(&results[i]);
    }
    if (status == CAS_OK)
        status = solve_plateaus(&problem, s, data_set, message);
    free(options);
    free(results);
    cas_training_problem_clear(&problem);
    return status;
}

static size_t count_curves(const cas_curve *curves)
{
    size_t count = 0;
    while (curves[count].rho >= 0)
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

cas_status cas_simulate(const cas_simulated_claim *claim, cas_profile profile,
                        uint64_t seed, cas_simulation *simulation, cas_message *message)
{
    cas_simulation *s = simulation;
    const struct size *size = &sizes[profile];
    *s = (cas_simulation){.claim = claim,
                          .data_sets = size->data_sets,
                          .samples = size->samples,
                          .iterations = profile == CAS_QUICK ? quick_iterations(claim)
                                                             : size->iterations,
                          .curves = count_curves(claim->curves),
                          .steps = count_steps(claim->steps)};
    s->step_sizes = cas_allocate(s->steps, sizeof *s->step_sizes);
    for (size_t i = 0; i < s->steps; i++)
        s->step_sizes[i] = claim->has_fixed_steps
                               ? claim->steps[i]
                               : claim->steps[i] * (double)quick_iterations(claim) /
                                     (double)s->iterations;
    s->plateaus = cas_allocate(s->data_sets * s->curves, sizeof *s->plateaus);
    s->runs = cas_allocate(s->data_sets * s->curves * s->steps, sizeof *s->runs);
    cas_status first = CAS_OK;
#pragma omp parallel for schedule(dynamic)
    for (size_t k = 0; k < s->data_sets; k++) {
        cas_message reason;
        cas_status status = simulate_data_set(s, seed, k, &reason);
#pragma omp critical
        if (status != CAS_OK && first == CAS_OK)
            first = cas_fail(message, status, "data set %zu: %s", k, reason.text);
    }
    if (first != CAS_OK)
        cas_simulation_clear(s);
    return first;
}

void cas_simulation_clear(cas_simulation *simulation)
{
    free(simulation->step_sizes);
    free(simulation->plateaus);
    free(simulation->runs);
    *simulation = (cas_simulation){0};
}

cas_status cas_simulated_measure(const cas_claim *claim, cas_profile profile,
                                 uint64_t seed, cas_measurement *measurement,
                                 cas_message *message)
{
    const cas_simulated_claim *simulated = claim->data;
    cas_simulation s;
    cas_status status = cas_simulate(simulated, profile, seed, &s, message);
    if (status != CAS_OK)
        return status;
    measurement->data_sets = s.data_sets;
    for (size_t i = 0; i < s.data_sets * s.curves * s.steps; i++)
        if (s.runs[i].state == CAS_RUN_CONVERGED)
            measurement->runs++;
        else
            measurement->excluded++;
    snprintf(measurement->note, sizeof measurement->note,
             "M = %zu, T = %llu, gamma = %.4g to %.4g.", s.samples,
             (unsigned long long)s.iterations, s.step_sizes[0],
             s.step_sizes[s.steps - 1]);
    double *values = cas_allocate(s.data_sets, sizeof *values);
    for (const cas_requirement *q = simulated->requirements; q->name != NULL; q++) {
        for (size_t k = 0; k < s.data_sets; k++) {
            cas_simulated_curve one = cas_simulated_curve_of(&s, k, q->one);
            cas_simulated_curve other = cas_simulated_curve_of(&s, k, q->other);
            values[k] = q->estimate(&one, &other);
        }
        cas_measurement_add(measurement, q->name, q->least, q->most, values);
    }
    free(values);
    cas_simulation_clear(&s);
    return CAS_OK;
}

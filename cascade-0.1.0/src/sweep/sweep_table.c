/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/sweep_table.h"

#include "arithmetic/memory.h"
#include "file/csv.h"
#include "training/averaged_field.h"
#include "training/stationary_norm.h"
#include "training/statistics.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

static void write_number(double number, FILE *out)
{
    cas_csv_write_number(number, out);
    fputc(',', out);
}

/* curve,label,problem_seed,seed, */
static void write_place(const cas_sweep *sweep, const cas_experiment_run *run, FILE *out)
{
    fprintf(out, "%zu,", run->curve_index + 1);
    cas_csv_write_text(run->curve->label, out);
    fprintf(out, ",%" PRIu64 ",%" PRIu64 ",",
            cas_sweep_experiment(sweep)->problems.at[run->problem], run->seed);
}

static void write_perturbation(const cas_training_perturbation *perturbation, FILE *out)
{
    write_number(perturbation->sigma, out);
    fprintf(out, "%s,%" PRIu64 ",",
            perturbation->law == CAS_TRAINING_SHIFTED ? "shifted" : "zero-mean",
            perturbation->interval);
}

static void write_options(const cas_training_options *o, FILE *out)
{
    fputs(o->regularizer == CAS_TRAINING_RIDGE ? "ridge," : "nonconvex,", out);
    write_number(o->rho, out);
    fputs(o->reading == CAS_TRAINING_SHARED ? "shared," : "per-sample,", out);
    write_perturbation(&o->forward, out);
    write_perturbation(&o->backward, out);
    write_number(o->step_size, out);
    fprintf(out, "%" PRIu64 ",", o->iterations);
}

static void write_result(const cas_training_result *result, uint64_t iterations,
                         FILE *out)
{
    write_number(result->stable_norm, out);
    fprintf(out, "%" PRIu64 ",", result->stable_iteration);
    write_number(result->early_norm, out);
    write_number(result->late_norm, out);
    if (result->weights != NULL)
        cas_csv_write_number(cas_training_norm(result->weights, result->dimension), out);
    fprintf(out, ",%s\n", cas_run_state_names[cas_run_state_of(result, iterations)]);
}

void cas_sweep_write_results(const cas_sweep *sweep, FILE *out)
{
    fputs("curve,label,problem_seed,seed,regularizer,rho,reading,"
          "forward_sigma,forward_law,forward_interval,"
          "backward_sigma,backward_law,backward_interval,step_size,iterations,"
          "stable_norm,stable_iteration,early_norm,late_norm,weight_norm,state\n",
          out);
    for (size_t i = 0; i < cas_sweep_count(sweep); i++) {
        cas_experiment_run run = cas_experiment_run_at(cas_sweep_experiment(sweep), i);
        const cas_training_options *options = &cas_sweep_job(sweep, i)->options;
        write_place(sweep, &run, out);
        write_options(options, out);
        write_result(cas_sweep_result(sweep, i), options->iterations, out);
    }
}

static cas_status write_trace(const cas_sweep *sweep, size_t index, bool has_loss,
                              FILE *out, cas_message *message)
{
    cas_experiment_run run = cas_experiment_run_at(cas_sweep_experiment(sweep), index);
    cas_training_result result;
    cas_status status = cas_sweep_load(sweep, index, &result, message);
    if (status != CAS_OK)
        return status;
    const cas_training_trace *trace = &result.trace;
    uint64_t every = cas_sweep_job(sweep, index)->options.trace_every;
    for (size_t k = 0; k < trace->count; k++) {
        write_place(sweep, &run, out);
        write_number(run.step_size, out);
        fprintf(out, "%" PRIu64 ",", every * k);
        write_number(trace->gradient_norm[k], out);
        cas_csv_write_number(trace->average[k], out);
        if (has_loss)
            fputc(',', out);
        if (has_loss && trace->loss != NULL)
            cas_csv_write_number(trace->loss[k], out);
        fputc('\n', out);
    }
    cas_training_result_clear(&result);
    return CAS_OK;
}

cas_status cas_sweep_write_traces(const cas_sweep *sweep, FILE *out, cas_message *message)
{
    bool has_loss = cas_experiment_has_trace(cas_sweep_experiment(sweep), true);
    cas_status status = CAS_OK;
    fputs("curve,label,problem_seed,seed,step_size,iteration,gradient_norm,average", out);
    fputs(has_loss ? ",loss\n" : "\n", out);
    for (size_t i = 0; i < cas_sweep_count(sweep) && status == CAS_OK; i++)
        if (cas_sweep_job(sweep, i)->options.trace_every > 0)
            status = write_trace(sweep, i, has_loss, out, message);
    return status;
}

struct place {
    size_t curve; /* from 0 */
    const cas_training_problem *problem;
    uint64_t seed;
};

static void write_known(bool is_known, double number, FILE *out)
{
    fputc(',', out);
    if (is_known)
        cas_csv_write_number(number, out);
}

/* All columns but those of a step size. */
static void write_limit(const struct place *place, const cas_curve *curve,
                        const cas_field_limit *limit, FILE *out)
{
    bool ends = limit->fate == CAS_FIELD_ZERO;
    fprintf(out, "%zu,", place->curve + 1);
    cas_csv_write_text(curve->label, out);
    fprintf(out, ",%" PRIu64 ",%s", place->seed, cas_field_fate_names[limit->fate]);
    write_known(ends, limit->plateau, out);
    write_known(ends, limit->weight_norm, out);
    write_known(limit->fate == CAS_FIELD_NO_ZERO, limit->plateau, out);
}

static cas_status write_steps(const struct place *place, const cas_curve *curve,
                              const cas_field_limit *limit, FILE *out,
                              cas_message *message)
{
    double *norms = cas_allocate(curve->step_size_count, sizeof *norms);
    cas_status status =
        cas_stationary_norms(place->problem, &curve->options, curve->step_size_count,
                             curve->step_sizes, norms, message);
    for (size_t k = 0; k < curve->step_size_count && status == CAS_OK; k++) {
        write_limit(place, curve, limit, out);
        write_known(true, curve->step_sizes[k], out);
        write_known(!isnan(norms[k]), norms[k], out);
        fputc('\n', out);
    }
    free(norms);
    return status;
}

static cas_status write_plateau(const cas_experiment *experiment,
                                const struct place *place, bool with_steps, FILE *out,
                                cas_message *message)
{
    const cas_curve *curve = &experiment->curves[place->curve];
    cas_averaged_field field;
    cas_field_limit limit;
    cas_status status =
        cas_averaged_field_make(&field, place->problem, &curve->options, message);
    if (status != CAS_OK)
        return cas_fail_in(message, status, "%s", curve->label);
    cas_averaged_field_solve(&field, &limit);
    if (with_steps) {
        status = write_steps(place, curve, &limit, out, message);
    } else {
        write_limit(place, curve, &limit, out);
        fputc('\n', out);
    }
    cas_field_limit_clear(&limit);
    return status;
}

cas_status cas_plateau_write_table(const cas_experiment *experiment, bool with_steps,
                                   FILE *out, cas_message *message)
{
    cas_training_problem *problems;
    cas_status status = cas_experiment_problems(experiment, &problems, message);
    if (status != CAS_OK)
        return status;
    fprintf(out, "curve,label,problem_seed,exists,plateau,weight_norm,runaway_norm%s\n",
            with_steps ? ",step_size,norm" : "");
    for (size_t curve = 0; curve < experiment->curve_count; curve++)
        for (size_t p = 0; p < experiment->problems.count && status == CAS_OK; p++)
            status = write_plateau(
                experiment,
                &(struct place){curve, &problems[p], experiment->problems.at[p]},
                with_steps, out, message);
    cas_experiment_problems_free(experiment, problems);
    return status;
}

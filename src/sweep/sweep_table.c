/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/sweep_table.h"

#include "file/csv.h"
#include "training/averaged_field.h"
#include "training/statistics.h"

#include <inttypes.h>

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
    fprintf(out, "%.17g,%s,%" PRIu64 ",", perturbation->sigma,
            perturbation->law == CAS_TRAINING_SHIFTED ? "shifted" : "zero-mean",
            perturbation->interval);
}

static void write_options(const cas_training_options *o, FILE *out)
{
    bool is_ridge = o->regularizer == CAS_TRAINING_RIDGE;
    bool is_shared = o->reading == CAS_TRAINING_SHARED;
    fprintf(out, "%s,%.17g,%s,", is_ridge ? "ridge" : "nonconvex", o->rho,
            is_shared ? "shared" : "per-sample");
    write_perturbation(&o->forward, out);
    write_perturbation(&o->backward, out);
    fprintf(out, "%.17g,%" PRIu64 ",", o->step_size, o->iterations);
}

static void write_result(const cas_training_result *result, uint64_t iterations,
                         FILE *out)
{
    fprintf(out, "%.17g,%" PRIu64 ",%.17g,%.17g,", result->stable_norm,
            result->stable_iteration, result->early_norm, result->late_norm);
    if (result->weights != NULL)
        fprintf(out, "%.17g", cas_training_norm(result->weights, result->dimension));
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
        fprintf(out, "%.17g,%" PRIu64 ",%.17g,%.17g", run.step_size, every * k,
                trace->gradient_norm[k], trace->average[k]);
        if (has_loss && trace->loss != NULL)
            fprintf(out, ",%.17g\n", trace->loss[k]);
        else
            fputs(has_loss ? ",\n" : "\n", out);
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

static void write_limit(const cas_field_limit *limit, FILE *out)
{
    fprintf(out, "%s,", cas_field_fate_names[limit->fate]);
    if (limit->fate == CAS_FIELD_ZERO)
        fprintf(out, "%.17g,%.17g,\n", limit->plateau, limit->weight_norm);
    else if (limit->fate == CAS_FIELD_NO_ZERO)
        fprintf(out, ",,%.17g\n", limit->plateau);
    else
        fputs(",,\n", out);
}

static cas_status write_plateau(const cas_experiment *experiment, size_t curve_index,
                                const cas_training_problem *problem, uint64_t seed,
                                FILE *out, cas_message *message)
{
    const cas_curve *curve = &experiment->curves[curve_index];
    cas_averaged_field field;
    cas_field_limit limit;
    cas_status status =
        cas_averaged_field_make(&field, problem, &curve->options, message);
    if (status != CAS_OK)
        return cas_fail_in(message, status, "%s", curve->label);
    cas_averaged_field_solve(&field, &limit);
    fprintf(out, "%zu,", curve_index + 1);
    cas_csv_write_text(curve->label, out);
    fprintf(out, ",%" PRIu64 ",", seed);
    write_limit(&limit, out);
    cas_field_limit_clear(&limit);
    return CAS_OK;
}

cas_status cas_plateau_write_table(const cas_experiment *experiment, FILE *out,
                                   cas_message *message)
{
    cas_training_problem *problems;
    cas_status status = cas_experiment_problems(experiment, &problems, message);
    if (status != CAS_OK)
        return status;
    fputs("curve,label,problem_seed,exists,plateau,weight_norm,runaway_norm\n", out);
    for (size_t curve = 0; curve < experiment->curve_count; curve++)
        for (size_t p = 0; p < experiment->problems.count && status == CAS_OK; p++)
            status = write_plateau(experiment, curve, &problems[p],
                                   experiment->problems.at[p], out, message);
    cas_experiment_problems_free(experiment, problems);
    return status;
}

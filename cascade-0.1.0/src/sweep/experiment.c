/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/experiment.h"

#include "arithmetic/memory.h"
#include "training/libsvm.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void cas_experiment_free(cas_experiment *experiment)
{
    if (experiment == NULL)
        return;
    for (size_t i = 0; i < experiment->curve_count; i++) {
        free(experiment->curves[i].label);
        free(experiment->curves[i].step_sizes);
        free(experiment->curves[i].seeds.at);
    }
    free(experiment->curves);
    free(experiment->problems.at);
    free(experiment->data);
    free(experiment->title);
    free(experiment);
}

void cas_experiment_use_data(cas_experiment *experiment, const char *path)
{
    free(experiment->data);
    experiment->data = cas_duplicate(path);
    experiment->problems.count = 1;
    experiment->problems.at[0] = 0;
}

void cas_experiment_use_iterations(cas_experiment *experiment, uint64_t iterations)
{
    for (size_t i = 0; i < experiment->curve_count; i++)
        experiment->curves[i].options.iterations = iterations;
}

cas_status cas_experiment_check_size(const cas_experiment *experiment,
                                     cas_message *message)
{
    const size_t count = experiment->problems.count;
    const size_t samples =
        experiment->samples > 0 ? experiment->samples : CAS_TRAINING_PAPER_SAMPLES;
    const size_t dimension =
        experiment->dimension > 0 ? experiment->dimension : CAS_TRAINING_PAPER_DIMENSION;
    if (samples > CAS_TRAINING_LARGEST_PROBLEM / dimension / count)
        return cas_fail(message, CAS_LIMIT,
                        "%zu data sets of %zu samples with %zu features are more than %d "
                        "numbers",
                        count, samples, dimension, (int)CAS_TRAINING_LARGEST_PROBLEM);
    return CAS_OK;
}

cas_status cas_experiment_problems(const cas_experiment *experiment,
                                   cas_training_problem **problems, cas_message *message)
{
    const size_t count = experiment->problems.count;
    if (experiment->data == NULL &&
        cas_experiment_check_size(experiment, message) != CAS_OK)
        return CAS_LIMIT;
    *problems = cas_allocate(count, sizeof **problems);
    for (size_t i = 0; i < count; i++) {
        cas_status status =
            experiment->data != NULL
                ? cas_training_libsvm_read(&(*problems)[i], experiment->data, message)
                : cas_training_problem_generate(&(*problems)[i], experiment->samples,
                                                experiment->dimension,
                                                experiment->problems.at[i], message);
        if (status != CAS_OK) {
            for (size_t k = 0; k < i; k++)
                cas_training_problem_clear(&(*problems)[k]);
            free(*problems);
            *problems = NULL;
            return status;
        }
    }
    return CAS_OK;
}

void cas_experiment_problems_free(const cas_experiment *experiment,
                                  cas_training_problem *problems)
{
    for (size_t i = 0; problems != NULL && i < experiment->problems.count; i++)
        cas_training_problem_clear(&problems[i]);
    free(problems);
}

static size_t curve_run_count(const cas_experiment *experiment, const cas_curve *curve)
{
    return experiment->problems.count * curve->seeds.count * curve->step_size_count;
}

size_t cas_experiment_run_count(const cas_experiment *experiment)
{
    size_t count = 0;
    for (size_t i = 0; i < experiment->curve_count; i++)
        count += curve_run_count(experiment, &experiment->curves[i]);
    return count;
}

cas_experiment_run cas_experiment_run_at(const cas_experiment *experiment, size_t index)
{
    size_t i = 0;
    while (index >= curve_run_count(experiment, &experiment->curves[i]))
        index -= curve_run_count(experiment, &experiment->curves[i++]);
    const cas_curve *curve = &experiment->curves[i];
    const size_t steps = curve->step_size_count, per_problem = curve->seeds.count * steps;
    return (cas_experiment_run){.curve = curve,
                                .curve_index = i,
                                .problem = index / per_problem,
                                .seed = curve->seeds.at[index % per_problem / steps],
                                .step_size = curve->step_sizes[index % steps]};
}

bool cas_experiment_has_trace(const cas_experiment *experiment, bool with_loss)
{
    for (size_t i = 0; i < experiment->curve_count; i++) {
        const cas_training_options *options = &experiment->curves[i].options;
        if (options->trace_every > 0 && (options->trace_loss || !with_loss))
            return true;
    }
    return false;
}

cas_training_options cas_experiment_run_options(const cas_experiment *experiment,
                                                const cas_experiment_run *run,
                                                char **stream)
{
    cas_training_options options = run->curve->options;
    options.step_size = run->step_size;
    options.seed = run->seed;
    *stream = cas_format("%" PRIu64 " %s", experiment->problems.at[run->problem],
                         run->curve->label);
    options.experiment = *stream;
    memcpy(&options.run, &run->step_size, sizeof options.run);
    return options;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/experiment_file.h"
#include "tests/fuzz/harness.h"

#include <stdlib.h>

/* The options of a run, which say everything that it depends on. */
static void check_run(const cas_experiment *experiment, size_t index)
{
    char *stream;
    cas_experiment_run run = cas_experiment_run_at(experiment, index);
    CAS_REQUIRE(run.problem < experiment->problems.count && run.step_size > 0);
    cas_training_options options = cas_experiment_run_options(experiment, &run, &stream);
    CAS_REQUIRE(options.step_size == run.step_size && options.experiment == stream);
    free(stream);
}

/* Any bytes either are refused, with one line that says why, or are an experiment with
   runs. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cas_experiment *experiment;
    cas_message message;
    if (cas_experiment_read_text((const char *)data, size, "input", &experiment,
                                 &message) != CAS_OK)
        return harness_refused(&message);
    size_t count = cas_experiment_run_count(experiment);
    CAS_REQUIRE(count > 0);
    check_run(experiment, 0);
    check_run(experiment, count - 1);
    cas_experiment_free(experiment);
    return 0;
}

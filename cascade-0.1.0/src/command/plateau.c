/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/command.h"
#include "file/place.h"
#include "sweep/experiment_file.h"
#include "sweep/sweep_table.h"

enum { OPTION_DATA, OPTION_STEPS };

static const cas_option options[] = {
    {"data", "FILE", "take FILE (LIBSVM format) instead of the experiment's data"},
    {"steps", NULL, "one row for each step size, with the norm that runs of it end at"},
    {NULL, NULL, NULL},
};

static int run(const cas_call *call, cas_message *message)
{
    cas_experiment *experiment;
    if (cas_experiment_read(call->operands[0], &experiment, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    if (call->values[OPTION_DATA] != NULL)
        cas_experiment_use_data(experiment, call->values[OPTION_DATA]);
    const cas_file_role files[] = {{"the data", experiment->data, false},
                                   {"--output", call->output, true}};
    cas_status status = cas_files_are_distinct(files, 2, message);
    if (status == CAS_OK)
        status = cas_plateau_write_table(experiment, call->values[OPTION_STEPS] != NULL,
                                         call->out, message);
    cas_experiment_free(experiment);
    return status == CAS_OK ? CAS_EXIT_HOLDS : CAS_EXIT_ERROR;
}

const cas_command cas_command_plateau = {
    .name = "plateau",
    .operands = "FILE",
    .summary = "Solve for the gradient norm at which each curve of an experiment ends",
    .details =
        "FILE is an experiment (\"cascade-experiment/1\"); \"-\" is standard input.\n"
        "Printed as CSV is, for every curve and data set, what the stable gradient\n"
        "norm tends to for T -> infinity and then step size -> 0: the exact\n"
        "gradient's norm at the zero of the averaged field, found by Newton's method\n"
        "without simulation.  Where there is no such zero, the weights run away, and\n"
        "the plateau is empty.\n"
        "With --steps also for T -> infinity at each step size: the norm's mean to\n"
        "first order in the noise, by the linear recursion around that zero.\n",
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/plateau_table.h"

#include "file/csv.h"
#include "training/averaged_field.h"

#include <inttypes.h>

static void write_limit(const cas_field_limit *limit, FILE *out)
{
    fprintf(out, "%s,", cas_field_fate_names[limit->fate]);
    if (limit->fate == CAS_FIELD_ZERO)
        cas_csv_write_number(limit->plateau, out);
    fputc(',', out);
    if (limit->fate == CAS_FIELD_ZERO)
        cas_csv_write_number(limit->weight_norm, out);
    fputc(',', out);
    if (limit->fate == CAS_FIELD_NO_ZERO)
        cas_csv_write_number(limit->plateau, out);
    fputc('\n', out);
}

static cas_status write_row(const cas_experiment *experiment, size_t curve_index,
                            const cas_training_problem *problem, uint64_t seed, FILE *out,
                            cas_message *message)
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
        for (size_t p = 0; p < experiment->problem_count && status == CAS_OK; p++)
            status = write_row(experiment, curve, &problems[p],
                               experiment->problem_seeds[p], out, message);
    cas_experiment_problems_free(experiment, problems);
    return status;
}

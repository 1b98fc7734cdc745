/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/plateau_table.h"

#include "arithmetic/memory.h"
#include "file/csv.h"
#include "training/averaged_field.h"
#include "training/stationary_norm.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

struct place {
    size_t curve; /* from 0 */
    const cas_training_problem *problem;
    uint64_t seed;
};

static void write_number(double x, FILE *out)
{
    fputc(',', out);
    if (!isnan(x))
        fprintf(out, "%.17g", x);
}

/* All columns but those of a step size. */
static void write_limit(const struct place *place, const cas_curve *curve,
                        const cas_field_limit *limit, FILE *out)
{
    bool ends = limit->fate == CAS_FIELD_ZERO, runs = limit->fate == CAS_FIELD_NO_ZERO;
    fprintf(out, "%zu,", place->curve + 1);
    cas_csv_write_text(curve->label, out);
    fprintf(out, ",%" PRIu64 ",%s", place->seed, cas_field_fate_names[limit->fate]);
    write_number(ends ? limit->plateau : (double)NAN, out);
    write_number(ends ? limit->weight_norm : (double)NAN, out);
    write_number(runs ? limit->plateau : (double)NAN, out);
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
        write_number(curve->step_sizes[k], out);
        write_number(norms[k], out);
        fputc('\n', out);
    }
    free(norms);
    return status;
}

static cas_status write_rows(const cas_experiment *experiment, const struct place *place,
                             bool with_steps, FILE *out, cas_message *message)
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
        for (size_t p = 0; p < experiment->problem_count && status == CAS_OK; p++)
            status = write_rows(
                experiment,
                &(struct place){curve, &problems[p], experiment->problem_seeds[p]},
                with_steps, out, message);
    cas_experiment_problems_free(experiment, problems);
    return status;
}

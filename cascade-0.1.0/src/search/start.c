/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/start.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "claim/process_instance.h"
#include "search/estimate.h"

#include <math.h>
#include <nlopt.h>
#include <stdlib.h>
#include <string.h>

/* Of a jet with the numbers at its coordinates. */
static double estimate_jet(cas_start *start, const double *x)
{
    const cas_search_task *s = start->task;
    cas_message ignored;
    void *instance;
    for (size_t k = 0; k < start->coordinates; k++)
        start->jet.at[start->coordinate[k].place] = x[k];
    if (cas_jet_instance(&start->jet, CAS_START_DIGITS, s->variants->claim->kind,
                         &instance, &ignored) != CAS_OK)
        return 0;
    double estimate = cas_estimate(s->variants, s->mutant, instance);
    s->variants->claim->kind->free(instance);
    return estimate;
}

static double estimate_rescaled(cas_start *start, const double *x)
{
    const cas_search_task *s = start->task;
    cas_rescaled_set(start->rescaled, x);
    return cas_estimate(s->variants, s->mutant, cas_rescaled_instance(start->rescaled));
}

/* An nlopt_func. */
static double estimate_at(unsigned count, const double *x, double *gradient,
                          void *context)
{
    cas_start *start = context;
    (void)gradient;
    double estimate =
        start->rescaled != NULL ? estimate_rescaled(start, x) : estimate_jet(start, x);
    start->evaluations++;
    if (estimate > start->estimate) {
        start->estimate = estimate;
        memcpy(start->best, x, count * sizeof *x);
    }
    return estimate;
}

static nlopt_opt open_optimiser(cas_start *start)
{
    double step[CAS_JET_COORDINATES], lower[CAS_JET_COORDINATES],
        upper[CAS_JET_COORDINATES];
    for (size_t k = 0; k < start->coordinates; k++) {
        step[k] = start->coordinate[k].step;
        lower[k] = start->coordinate[k].lower;
        upper[k] = start->coordinate[k].upper;
    }
    nlopt_opt optimiser = nlopt_create(NLOPT_LN_SBPLX, (unsigned)start->coordinates);
    CAS_REQUIRE(optimiser != NULL &&
                nlopt_set_max_objective(optimiser, estimate_at, start) > 0 &&
                nlopt_set_lower_bounds(optimiser, lower) > 0 &&
                nlopt_set_upper_bounds(optimiser, upper) > 0 &&
                nlopt_set_initial_step(optimiser, step) > 0 &&
                nlopt_set_xtol_abs1(optimiser, 1e-4) > 0 &&
                nlopt_set_maxeval(optimiser, (int)start->task->evaluations) > 0);
    return optimiser;
}

/* From x on. */
static void maximise(cas_start *start, double *x)
{
    for (size_t k = 0; k < start->coordinates; k++)
        x[k] = fmin(fmax(x[k], start->coordinate[k].lower), start->coordinate[k].upper);
    if (estimate_at((unsigned)start->coordinates, x, NULL, start) == 0 ||
        start->coordinates == 0)
        return;
    double found;
    nlopt_opt optimiser = open_optimiser(start);
    nlopt_optimize(optimiser, x, &found);
    nlopt_destroy(optimiser);
}

static void run_jet(cas_start *start)
{
    double x[CAS_JET_COORDINATES];
    start->coordinates = cas_jet_coordinates(&start->jet, start->coordinate);
    for (size_t k = 0; k < start->coordinates; k++)
        x[k] = start->jet.at[start->coordinate[k].place];
    maximise(start, x);
}

static void run_rescaled(cas_start *start)
{
    double x[CAS_JET_COORDINATES] = {0};
    start->coordinates = cas_rescaled_coordinates(start->rescaled);
    for (size_t k = 0; k < start->coordinates; k++)
        start->coordinate[k] = (cas_jet_coordinate){k, 1, -32, 8};
    maximise(start, x);
}

static void draw(cas_start *start, gsl_rng *rng)
{
    const cas_search_task *s = start->task;
    const cas_claim *claim = s->variants->claim;
    if ((start->number - cas_jet_shapes()) % 2 == 0)
        cas_jet_draw(rng, claim->kind == &cas_process_kind, s->operators, &start->jet);
    else
        start->rescaled = cas_rescaled_draw(claim, rng, s->operators);
}

/* What was found, in place of what it was started from. */
static void keep_best(cas_start *start)
{
    if (start->rescaled != NULL)
        cas_rescaled_set(start->rescaled, start->best);
    else
        for (size_t k = 0; k < start->coordinates; k++)
            start->jet.at[start->coordinate[k].place] = start->best[k];
}

void cas_start_run(cas_start *start)
{
    const cas_search_task *s = start->task;
    const cas_claim *claim = s->variants->claim;
    if (start->number < cas_jet_shapes()) {
        cas_jet_start(start->number, claim->kind == &cas_process_kind, s->operators,
                      &start->jet);
    } else {
        char *purpose =
            cas_format("search/%s/%s/%zu", claim->id, claim->version, s->operators);
        gsl_rng *rng =
            cas_philox_new(cas_philox_key_make(s->seed, purpose, start->number));
        free(purpose);
        draw(start, rng);
        gsl_rng_free(rng);
    }
    if (start->rescaled != NULL)
        run_rescaled(start);
    else if (start->jet.operators > 0)
        run_jet(start);
    keep_best(start);
}

void *cas_start_instance(const cas_start *start, int digits)
{
    const cas_instance_kind *kind = start->task->variants->claim->kind;
    cas_message ignored;
    void *instance;
    if (start->rescaled != NULL) {
        char *text = kind->write(cas_rescaled_instance(start->rescaled));
        cas_status status = kind->read(text, strlen(text), "found", &instance, &ignored);
        free(text);
        return status == CAS_OK ? instance : NULL;
    }
    return cas_jet_instance(&start->jet, digits, kind, &instance, &ignored) == CAS_OK
               ? instance
               : NULL;
}

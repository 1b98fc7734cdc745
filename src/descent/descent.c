/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent.h"

#include "arithmetic/memory.h"
#include "descent/descent_file.h"

#include <stdlib.h>
#include <string.h>

void cas_phase_init(cas_phase *phase, size_t outcomes, size_t dimension)
{
    phase->outcomes = outcomes;
    for (size_t j = 0; j < outcomes; j++) {
        cas_outcome *o = &phase->outcome[j];
        mpq_inits(o->probability, o->of_gradient, o->of_noise, NULL);
        cas_rationals_init(&o->noise, dimension);
        cas_rationals_init(&o->shift, dimension);
        cas_rationals_init(&o->error, dimension);
    }
}

void cas_phase_clear(cas_phase *phase)
{
    for (size_t j = 0; j < phase->outcomes; j++) {
        cas_outcome *o = &phase->outcome[j];
        mpq_clears(o->probability, o->of_gradient, o->of_noise, NULL);
        cas_rationals_clear(&o->noise);
        cas_rationals_clear(&o->shift);
        cas_rationals_clear(&o->error);
    }
    phase->outcomes = 0;
}

cas_descent *cas_descent_new(size_t dimension)
{
    cas_descent *descent = cas_allocate(1, sizeof *descent);
    descent->dimension = dimension;
    cas_rationals_init(&descent->curvature, dimension);
    cas_rationals_init(&descent->center, dimension);
    cas_rationals_init(&descent->ripple, dimension);
    cas_rationals_init(&descent->scale, dimension);
    cas_rationals_init(&descent->start, dimension);
    mpq_inits(descent->step_size, descent->mixed_hessian, NULL);
    for (size_t k = 0; k < dimension; k++)
        mpq_set_ui(descent->scale.at[k], 1, 1);
    descent->steps = 1;
    descent->phases = 1;
    cas_phase_init(&descent->phase[0], 1, dimension);
    mpq_set_ui(descent->phase[0].outcome[0].probability, 1, 1);
    return descent;
}

void cas_descent_free(cas_descent *descent)
{
    if (descent == NULL)
        return;
    for (size_t p = 0; p < descent->phases; p++)
        cas_phase_clear(&descent->phase[p]);
    cas_rationals_clear(&descent->curvature);
    cas_rationals_clear(&descent->center);
    cas_rationals_clear(&descent->ripple);
    cas_rationals_clear(&descent->scale);
    cas_rationals_clear(&descent->start);
    mpq_clears(descent->step_size, descent->mixed_hessian, NULL);
    free(descent);
}

void cas_descent_smoothness(const cas_descent *descent, mpq_t smoothness)
{
    mpq_t sum;
    mpq_init(sum);
    mpq_set_ui(smoothness, 0, 1);
    for (size_t k = 0; k < descent->dimension; k++) {
        mpq_add(sum, descent->curvature.at[k], descent->ripple.at[k]);
        if (mpq_cmp(sum, smoothness) > 0)
            mpq_set(smoothness, sum);
    }
    mpq_clear(sum);
}

void cas_descent_convexity(const cas_descent *descent, mpq_t mu)
{
    mpq_t difference;
    mpq_init(difference);
    for (size_t k = 0; k < descent->dimension; k++) {
        mpq_sub(difference, descent->curvature.at[k], descent->ripple.at[k]);
        if (k == 0 || mpq_cmp(difference, mu) < 0)
            mpq_set(mu, difference);
    }
    mpq_clear(difference);
}

static void free_instance(void *instance)
{
    cas_descent_free(instance);
}

static char *write_instance(const void *instance)
{
    return cas_descent_write(instance);
}

static cas_status read_instance(const char *text, size_t length, const char *name,
                                void **instance, cas_message *message)
{
    cas_descent *descent;
    cas_status status = cas_descent_read(text, length, name, &descent, message);
    if (status == CAS_OK)
        *instance = descent;
    return status;
}

static void set_zero(cas_rationals *numbers)
{
    for (size_t k = 0; k < numbers->count; k++)
        mpq_set_ui(numbers->at[k], 0, 1);
}

/* What one simplification does to every outcome. */
static void simplify_outcome(cas_outcome *outcome, size_t attempt)
{
    if (attempt == 2)
        set_zero(&outcome->noise);
    if (attempt == 3)
        set_zero(&outcome->shift);
    if (attempt == 4)
        set_zero(&outcome->error);
    if (attempt == 5)
        mpq_set_ui(outcome->of_gradient, 0, 1);
    if (attempt == 6)
        mpq_set_ui(outcome->of_noise, 0, 1);
}

/* Half the steps, the first phase alone, then noise, shifts, and the parts of the error
   left out. A neighbour that is the instance itself is of no use, and is passed over. */
static bool simplify(const void *instance, size_t attempt, void **simpler)
{
    const cas_descent *descent = instance;
    char *before = cas_descent_write(descent), *after = NULL;
    cas_descent *copy = NULL;
    cas_message message;
    enum { ATTEMPTS = 7 };
    for (; attempt < ATTEMPTS; attempt++) {
        CAS_REQUIRE(cas_descent_read(before, strlen(before), "copy", &copy, &message) ==
                    CAS_OK);
        if (attempt == 0)
            copy->steps = (copy->steps + 1) / 2;
        while (attempt == 1 && copy->phases > 1)
            cas_phase_clear(&copy->phase[--copy->phases]);
        for (size_t p = 0; p < copy->phases; p++)
            for (size_t j = 0; j < copy->phase[p].outcomes; j++)
                simplify_outcome(&copy->phase[p].outcome[j], attempt);
        after = cas_descent_write(copy);
        bool is_same = strcmp(before, after) == 0;
        free(after);
        if (!is_same)
            break;
        cas_descent_free(copy);
        copy = NULL;
    }
    free(before);
    *simpler = copy;
    return copy != NULL;
}

const cas_instance_kind cas_descent_kind = {
    .name = "perturbed gradient descent",
    .format = "cascade-descent/1",
    .free = free_instance,
    .write = write_instance,
    .read = read_instance,
    .simplify = simplify,
};

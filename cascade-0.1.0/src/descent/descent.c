/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent.h"

#include "arithmetic/memory.h"
#include "descent/pl_constant.h"

#include <stdlib.h>

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
    mpq_init(descent->step_size);
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
    mpq_clear(descent->step_size);
    free(descent);
}

const cas_phase *cas_descent_phase(const cas_descent *descent, size_t t)
{
    return &descent->phase[t < descent->phases ? t : descent->phases - 1];
}

void cas_descent_variance(const cas_descent *descent, mpq_t variance)
{
    mpq_t sum, term;
    mpq_inits(sum, term, NULL);
    mpq_set_ui(variance, 0, 1);
    for (size_t p = 0; p < descent->phases; p++) {
        const cas_phase *phase = &descent->phase[p];
        mpq_set_ui(sum, 0, 1);
        for (size_t j = 0; j < phase->outcomes; j++)
            for (size_t k = 0; k < descent->dimension; k++) {
                const cas_outcome *o = &phase->outcome[j];
                mpq_mul(term, o->noise.at[k], o->noise.at[k]);
                mpq_mul(term, term, o->probability);
                mpq_add(sum, sum, term);
            }
        if (mpq_cmp(sum, variance) > 0)
            mpq_set(variance, sum);
    }
    mpq_clears(sum, term, NULL);
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

/* The PL constant of the k-th term; h - r where it is not one that is known better. */
static void term_convexity(const cas_descent *descent, size_t k, mpq_t mu)
{
    mpq_srcptr h = descent->curvature.at[k], r = descent->ripple.at[k];
    mpq_t kappa;
    mpq_sub(mu, h, r);
    if (mpq_sgn(h) == 0 || mpq_sgn(r) == 0 || mpq_sgn(descent->center.at[k]) != 0)
        return;
    mpq_init(kappa);
    mpq_div(kappa, r, h);
    if (cas_pl_constant_find(kappa, mu))
        mpq_mul(mu, mu, h);
    mpq_clear(kappa);
}

void cas_descent_convexity(const cas_descent *descent, mpq_t mu)
{
    mpq_t term;
    mpq_init(term);
    for (size_t k = 0; k < descent->dimension; k++) {
        term_convexity(descent, k, term);
        if (k == 0 || mpq_cmp(term, mu) < 0)
            mpq_set(mu, term);
    }
    mpq_clear(term);
}

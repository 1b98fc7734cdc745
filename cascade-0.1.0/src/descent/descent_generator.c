/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_generator.h"

#include "claim/generators/draw.h"
#include "descent/pl_constant.h"

/*: \paragraph{Instances of Theorems 3 to 5.} Half of the instances are general; the
others are families on which the lines are nearly equalities:
\begin{itemize}
\item \emph{stationary}: a quadratic with one curvature, $\xi = \pm\sigma$, $\tilde u - u
= \xi$ (or $u + r$), and the largest step size. At $\gamma L = 1$ the state is
$-\gamma(\xi+\eta)$ after one step, and $2 L\gamma(\sigma^2 + D)$ is attained.
\item \emph{biased}: no noise, $\tilde u - u = -\nabla\ell$: the state does not move, and
$\|\nabla\ell\|^2 = b^2$.
\item \emph{late hits}: no noise, a quadratic, and an error in the last phase only.
\item \emph{alone}: a quadratic that starts at its minimum, with noise and no error, or
an error of mean $0$ and no noise: one term of the bound stands against all that the run
does, and where it were missing, nothing would.
\end{itemize} */
typedef enum family { GENERAL, STATIONARY, BIASED, LATE, ALONE, FAMILIES } family;

static void draw_vector(gsl_rng *rng, cas_rationals *x, long low, long high)
{
    mpq_t scale;
    mpq_init(scale);
    for (size_t k = 0; k < x->count; k++) {
        cas_draw_power_of_two(rng, scale, low, high);
        cas_draw_unit(rng, x->at[k]);
        mpq_mul(x->at[k], x->at[k], scale);
    }
    mpq_clear(scale);
}

/* From r = 2^e one with which the loss satisfies the PL condition: kappa h, with which it
   need not be convex, or 2^e h or 2^(e-3) h, less than h. */
static void draw_pl_ripple(gsl_rng *rng, bool is_convex, mpq_srcptr h, mpq_t r)
{
    mpq_t m;
    mpq_init(m);
    if (cas_draw_chance(rng, 50) && !is_convex)
        cas_pl_constant_get(&cas_pl_constants[cas_draw_index(rng, CAS_PL_CONSTANTS)], r,
                            m);
    else if (mpq_cmp_ui(r, 1, 1) >= 0)
        mpq_div_2exp(r, r, 3);
    mpq_mul(r, r, h);
    mpq_clear(m);
}

static void draw_loss(gsl_rng *rng, cas_descent *d, family which,
                      const cas_descent_options *options)
{
    for (size_t k = 0; k < d->dimension; k++) {
        cas_draw_power_of_two(rng, d->curvature.at[k], -4, 4);
        cas_draw_power_of_two(rng, d->scale.at[k], -2, 6);
        if ((which == STATIONARY || which == ALONE) && k > 0)
            mpq_set(d->curvature.at[k], d->curvature.at[0]);
        if (which != GENERAL)
            continue;
        cas_draw_power_of_two(rng, d->ripple.at[k], -4, 2);
        if (options->satisfies_pl)
            draw_pl_ripple(rng, options->is_convex, d->curvature.at[k], d->ripple.at[k]);
        if (!options->satisfies_pl && cas_draw_chance(rng, 30))
            mpq_set_ui(d->curvature.at[k], 0, 1);
    }
}

/* 1, 2 or 3 outcomes with probabilities that are powers of 1/2 and noise of mean 0: with
   two equal ones +-a; else (1/4, 1/2, 1/4) with a, -(a + b)/2, b. */
static void draw_law(gsl_rng *rng, cas_phase *phase, bool is_silent)
{
    cas_outcome *o = phase->outcome;
    mpq_set_ui(o[0].probability, 1, phase->outcomes == 3 ? 4 : phase->outcomes);
    for (size_t j = 1; j < phase->outcomes; j++)
        mpq_set_ui(o[j].probability, 1, phase->outcomes == 3 && j == 2 ? 4 : 2);
    if (phase->outcomes == 1 || is_silent)
        return;
    draw_vector(rng, &o[0].noise, -3, 3);
    if (phase->outcomes == 3)
        draw_vector(rng, &o[2].noise, -3, 3);
    for (size_t k = 0; k < o[0].noise.count; k++) {
        mpq_neg(o[1].noise.at[k], o[0].noise.at[k]);
        if (phase->outcomes == 3) {
            mpq_sub(o[1].noise.at[k], o[1].noise.at[k], o[2].noise.at[k]);
            mpq_div_2exp(o[1].noise.at[k], o[1].noise.at[k], 1);
        }
    }
}

static void draw_error(gsl_rng *rng, cas_outcome *o, family which)
{
    if (which == BIASED) {
        mpq_set_si(o->of_gradient, -1, 1);
    } else if (which == STATIONARY) {
        mpq_set_ui(o->of_noise, 1, 1);
        mpq_set_ui(o->of_gradient, cas_draw_index(rng, 2), 1);
    } else {
        draw_vector(rng, &o->error, -6, 2);
        if (which == GENERAL && cas_draw_chance(rng, 60))
            draw_vector(rng, &o->shift, -4, 3);
        if (cas_draw_chance(rng, 20))
            cas_draw_unit(rng, o->of_gradient);
        if (cas_draw_chance(rng, 20))
            cas_draw_unit(rng, o->of_noise);
    }
}

/* What was noise becomes the error. */
static void exchange_noise(cas_phase *phase)
{
    for (size_t j = 0; j < phase->outcomes; j++) {
        cas_outcome *o = &phase->outcome[j];
        cas_rationals noise = o->noise;
        o->noise = o->error;
        o->error = noise;
    }
}

static void draw_phase(gsl_rng *rng, cas_descent *d, cas_phase *phase, family which,
                       size_t outcomes)
{
    cas_phase_init(phase, outcomes, d->dimension);
    draw_law(rng, phase,
             which == BIASED || which == LATE ||
                 (which != ALONE && cas_draw_chance(rng, 25)));
    if (which == ALONE && cas_draw_chance(rng, 50))
        exchange_noise(phase);
    bool is_quiet = which == ALONE || (which == GENERAL && cas_draw_chance(rng, 15));
    for (size_t j = 0; j < outcomes && !is_quiet; j++)
        draw_error(rng, &phase->outcome[j], which);
    if (which == STATIONARY)
        for (size_t j = 1; j < outcomes; j++)
            mpq_set(phase->outcome[j].of_gradient, phase->outcome[0].of_gradient);
}

/* The largest gamma, or a fraction of it. */
static void draw_step_size(gsl_rng *rng, cas_descent *d, family which,
                           const cas_descent_options *options)
{
    mpq_t smoothness;
    mpq_init(smoothness);
    cas_descent_smoothness(d, smoothness);
    mpq_set_ui(d->step_size, 1, options->large_steps ? 1 : 3);
    mpq_div(d->step_size, d->step_size, smoothness);
    if (which != STATIONARY && cas_draw_chance(rng, 60))
        mpq_div_2exp(d->step_size, d->step_size,
                     (mp_bitcnt_t)cas_draw_integer(rng, 1, 4));
    mpq_clear(smoothness);
}

/* A state that no step moves, although forward perturbations hide the gradient: the
   chain's slope vanishes at w + d = 0, and so does the regulariser's, whose center is
   w. */
static void make_fixed_point(gsl_rng *rng, cas_descent *d, bool satisfies_pl)
{
    cas_outcome *o = &d->phase[0].outcome[0];
    for (size_t k = 0; k < d->dimension; k++) {
        cas_draw_power_of_two(rng, o->shift.at[k], -3, 0);
        mpq_neg(d->start.at[k], o->shift.at[k]);
        cas_draw_power_of_two(rng, d->scale.at[k], 0, 7);
        mpq_inv(d->ripple.at[k], d->scale.at[k]);
        mpq_set_ui(d->curvature.at[k], 0, 1);
        if (satisfies_pl) {
            mpq_mul_2exp(d->curvature.at[k], d->ripple.at[k], 1);
            mpq_set(d->center.at[k], d->start.at[k]);
        }
    }
    mpq_set_ui(d->step_size, 1, 1 << 10);
    d->steps = (size_t)1 << 40;
}

cas_descent *cas_descent_generate(gsl_rng *rng, const cas_descent_options *options)
{
    family which =
        cas_draw_chance(rng, 50) ? GENERAL : (family)cas_draw_index(rng, FAMILIES);
    cas_descent *d = cas_descent_new(cas_draw_chance(rng, 70) ? 1 : 2);
    if (options->long_runs && cas_draw_chance(rng, 50)) {
        make_fixed_point(rng, d, options->satisfies_pl);
        return d;
    }
    size_t outcomes = which == GENERAL                        ? 1 + cas_draw_index(rng, 3)
                      : which == STATIONARY || which == ALONE ? 2
                                                              : 1;
    static const long longest[] = {0, 40, 5, 3};
    d->steps = (size_t)cas_draw_integer(rng, 1, longest[outcomes]);
    if (which == STATIONARY || which == ALONE)
        d->steps = 5;
    if (which == BIASED)
        d->steps = options->long_runs ? (size_t)1 << 40 : 40;
    cas_phase_clear(&d->phase[0]);
    d->phases = which == GENERAL ? 1 + cas_draw_index(rng, 3) : 1;
    if (which == LATE)
        d->phases = d->steps = (size_t)cas_draw_integer(rng, 1, CAS_DESCENT_PHASES);
    draw_loss(rng, d, which, options);
    draw_vector(rng, &d->start, -2, 3);
    if (which == STATIONARY || which == ALONE)
        for (size_t k = 0; k < d->dimension; k++)
            mpq_set_ui(d->start.at[k], 0, 1);
    for (size_t p = 0; p < d->phases; p++) {
        bool is_silent = which == LATE && p + 1 < d->phases;
        draw_phase(rng, d, &d->phase[p], is_silent ? BIASED : which, outcomes);
        if (is_silent)
            mpq_set_ui(d->phase[p].outcome[0].of_gradient, 0, 1);
    }
    draw_step_size(rng, d, which, options);
    return d;
}

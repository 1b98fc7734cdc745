/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/chain_descent_generator.h"

#include "arithmetic/memory.h"
#include "claim/generators/draw.h"
#include "descent/chain_descent_loss.h"
#include "descent/chain_descent_plan.h"
#include "process/process_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One point, or +-one point, or two points with probabilities 1/4 and 3/4. */
static void draw_law(gsl_rng *rng, mpq_srcptr size, size_t dimension, size_t points,
                     cas_law *law)
{
    cas_rationals support, probability;
    bool is_coin = cas_draw_chance(rng, 50);
    cas_rationals_init(&support, points * dimension);
    cas_rationals_init(&probability, points);
    for (size_t k = 0; k < points; k++) {
        mpq_set_ui(probability.at[k], points == 1 ? 4 : is_coin ? 2 : 1 + 2 * k, 4);
        mpq_canonicalize(probability.at[k]);
    }
    for (size_t k = 0; k < support.count; k++) {
        cas_draw_unit(rng, support.at[k]);
        if (k == 0 && mpq_sgn(support.at[0]) == 0)
            mpq_set_ui(support.at[0], 1, 1);
        mpq_mul(support.at[k], support.at[k], size);
        if (k >= dimension && is_coin)
            mpq_neg(support.at[k], support.at[k - dimension]);
    }
    cas_message message;
    if (cas_law_set(law, dimension, points, &support, &probability, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    cas_rationals_clear(&support);
    cas_rationals_clear(&probability);
}

static void set_rule(cas_process *process, size_t node, size_t given, size_t count,
                     const cas_law *laws)
{
    cas_message message;
    if (cas_process_set_rule(process, node, given, count, laws, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
}

/* The last node before `node` with two branches, or `node`. */
static size_t earlier_coin(const cas_process *process, size_t node)
{
    for (size_t k = node; k-- > 0;)
        if (cas_process_branches(process, k) == 2)
            return k;
    return node;
}

static void draw_node(gsl_rng *rng, cas_process *process, size_t node, mpq_srcptr size,
                      size_t scenarios)
{
    size_t dimension = cas_process_dimension(process, node);
    size_t given = cas_draw_chance(rng, 60) ? earlier_coin(process, node) : node;
    bool is_random =
        cas_process_scenarios(process) * 2 <= scenarios && cas_draw_chance(rng, 60);
    cas_law laws[2];
    for (size_t k = 0; k < 2; k++) {
        cas_law_init(&laws[k], dimension);
        draw_law(rng, size, dimension, is_random ? 2 : 1, &laws[k]);
    }
    if (given == node)
        set_rule(process, node, CAS_GIVEN_NOTHING, 1, laws);
    else
        set_rule(process, node, given, 2, laws);
    cas_law_clear(&laws[0]);
    cas_law_clear(&laws[1]);
}

/* At most that many scenarios. */
static void draw_perturbations(gsl_rng *rng, const cas_descent_plan *p, size_t scenarios,
                               cas_process *process)
{
    bool is_single = cas_draw_chance(rng, 40);
    size_t nodes = cas_process_nodes(p->depth);
    size_t chosen = (size_t)cas_draw_integer(rng, 1, (long)nodes - 1);
    /* Where l* is an enclosure, sides that are equal could not be told apart. */
    if (p->family != CAS_DESCENT_RIDGES && cas_draw_chance(rng, 20))
        return;
    for (size_t node = 1; node < nodes; node++)
        if (node == chosen || (!is_single && cas_draw_chance(rng, 50)))
            draw_node(rng, process, node,
                      node < p->depth ? p->draft.forward : p->draft.backward, scenarios);
}

/* x = +-1 in all coordinates. */
static void set_sample(const cas_descent_plan *p, cas_process *process)
{
    size_t n = cas_process_dimension(process, 0);
    cas_law law;
    cas_rationals support;
    if (!p->has_sample)
        return;
    cas_rationals_init(&support, 2 * n);
    for (size_t k = 0; k < 2 * n; k++)
        mpq_set_si(support.at[k], k < n ? 1 : -1, 1);
    cas_law_init(&law, n);
    if (cas_law_set(&law, n, 2, &support, NULL, NULL) != CAS_OK)
        cas_panic(__FILE__, __LINE__, "a coin is a law");
    set_rule(process, 0, CAS_GIVEN_NOTHING, 1, &law);
    cas_law_clear(&law);
    cas_rationals_clear(&support);
}

static cas_process *copy_process(const cas_process *process)
{
    char *text = cas_process_write_text(process);
    cas_process *copy;
    cas_message message;
    if (cas_process_read_text(text, strlen(text), "copy", &copy, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    free(text);
    return copy;
}

/* From the minimum, with a coin for one epsilon in every step: its term of the bounds
   stands alone. */
static void draw_lone_coin(gsl_rng *rng, const cas_descent_plan *p, cas_process *process)
{
    size_t node = (size_t)cas_draw_integer(rng, (long)p->depth,
                                           (long)cas_process_nodes(p->depth) - 1);
    cas_law law;
    cas_rationals support;
    cas_rationals_init(&support, 2);
    mpq_set(support.at[0], p->draft.backward);
    mpq_neg(support.at[1], p->draft.backward);
    cas_law_init(&law, 1);
    if (cas_law_set(&law, 1, 2, &support, NULL, NULL) != CAS_OK)
        cas_panic(__FILE__, __LINE__, "a coin is a law");
    set_rule(process, node, CAS_GIVEN_NOTHING, 1, &law);
    cas_law_clear(&law);
    cas_rationals_clear(&support);
}

/* One to three modes, between which x decides. */
static void draw_modes(gsl_rng *rng, const cas_descent_plan *p, size_t scenarios,
                       const cas_process *clean, cas_chain_descent *d)
{
    size_t modes = (size_t)cas_draw_integer(rng, 1, 3);
    for (size_t m = 1; m < modes; m++)
        if (cas_chain_descent_add(d, copy_process(clean), NULL) != CAS_OK)
            cas_panic(__FILE__, __LINE__, "a mode of the same chain");
    for (size_t m = 0; m < modes; m++) {
        draw_perturbations(rng, p, scenarios, d->mode[m].process);
        for (size_t b = 0; b < cas_process_branches(clean, 0); b++)
            d->mode[m].next[b] = cas_draw_index(rng, modes);
    }
}

static void set_certain(cas_process *process, size_t node, mpq_srcptr number)
{
    cas_law law;
    cas_law_init(&law, cas_process_dimension(process, node));
    mpq_set(law.support.at[0], number);
    set_rule(process, node, CAS_GIVEN_NOTHING, 1, &law);
    cas_law_clear(&law);
}

/* epsilon_2 is x in the first step, and 0 afterwards. */
static void answer_sample(cas_chain_descent *d, const cas_process *clean)
{
    cas_process *process = d->mode[0].process;
    cas_law laws[2];
    if (cas_chain_descent_add(d, copy_process(clean), NULL) != CAS_OK)
        cas_panic(__FILE__, __LINE__, "a mode of the same chain");
    for (size_t b = 0; b < 2; b++) {
        cas_law_init(&laws[b], 1);
        mpq_set_si(laws[b].support.at[0], b == 0 ? 1 : -1, 1);
        d->mode[0].next[b] = 1;
    }
    set_rule(process, cas_node_of_epsilon(process->chain->depth, 2), 0, 2, laws);
    cas_law_clear(&laws[0]);
    cas_law_clear(&laws[1]);
}

/* What the family ridges leaves open: curvature and constants of the loss. */
static void weigh_ridges(const cas_chain *chain, const cas_smoothness *constants,
                         cas_descent_plan *p)
{
    double c = mpq_get_d(constants->value[CAS_JACOBIAN]);
    double l = fmin(c, mpq_get_d(constants->value[CAS_LIPSCHITZ]));
    double curvature = mpq_get_d(constants->value[CAS_JACOBIAN_LIPSCHITZ]);
    double first = 0, second = 0;
    for (size_t i = 0; i < chain->depth; i++) {
        second = l * second + curvature * (1 + first * first);
        first = l * first + c;
    }
    /* A power of two above 2 H_N; the double's rounding is far below the factor. */
    int exponent = second > 0 ? ilogb(second) + 3 : 0;
    mpq_set_d(p->curvature, ldexp(1, exponent));
    mpq_div_2exp(p->convexity, p->curvature, 1);
    mpq_add(p->smoothness, p->curvature, p->convexity);
    p->regulariser =
        cas_descent_quadratic(p->curvature, cas_chain_weight_count(chain), "0");
}

/* A point where grad l almost vanishes, in double: w becomes w - grad l(w)/h, a
   contraction by 1/2 where h is twice the curvature of the rest; then the loss there. */
static double find_minimizer(cas_chain_descent *d, const cas_descent_plan *p)
{
    enum { ITERATIONS = 60 };
    size_t n = d->minimizer.count;
    double h = mpq_get_d(p->curvature), value = 0;
    double *w = cas_allocate(3 * n, sizeof *w);
    cas_message message;
    cas_chain_loss *loss = cas_chain_loss_new(d, &cas_arithmetic_double);
    for (size_t step = 0; step <= ITERATIONS; step++) {
        if (cas_chain_loss_at(loss, w, &value, w + n, w + 2 * n, &message) != CAS_OK)
            cas_panic(__FILE__, __LINE__, message.text);
        for (size_t k = 0; k < n && step < ITERATIONS; k++)
            w[k] -= w[n + k] / h;
    }
    for (size_t k = 0; k < n; k++)
        mpq_set_d(d->minimizer.at[k], w[k]);
    cas_chain_loss_free(loss);
    free(w);
    return value;
}

static cas_operator *regulariser(const char *text, size_t weights)
{
    cas_operator *op;
    cas_message message;
    if (cas_operator_new_expression(1, 1, weights, &text, &op, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    return op;
}

/* The loss gets a constant that keeps its least value above 0. */
static void lift(cas_chain_descent *d, const cas_descent_plan *p, double least)
{
    char *constant = cas_format("%.0f", ceil(fabs(least)) + 1);
    char *text = cas_descent_quadratic(p->curvature, d->minimizer.count, constant);
    cas_operator_free(d->regulariser);
    d->regulariser = regulariser(text, d->minimizer.count);
    free(constant);
    free(text);
}

/* The largest gamma, or a fraction of it. */
static void draw_step_size(gsl_rng *rng, cas_chain_descent *d)
{
    mpq_set_ui(d->step_size, 1, 3);
    mpq_div(d->step_size, d->step_size, d->smoothness);
    if (cas_draw_chance(rng, 50))
        mpq_div_2exp(d->step_size, d->step_size,
                     (mp_bitcnt_t)cas_draw_integer(rng, 1, 4));
}

static void draw_start(gsl_rng *rng, cas_descent_plan *p)
{
    bool at_least = p->is_lone || cas_draw_chance(rng, 30);
    mpq_t size;
    mpq_init(size);
    cas_draw_power_of_two(rng, size, -2, 2);
    for (size_t i = 0, first = 0; i < p->depth; i++) {
        cas_rationals *weights = &p->draft.weights[i];
        for (size_t k = 0; k < weights->count; k++) {
            cas_draw_unit(rng, weights->at[k]);
            mpq_mul(weights->at[k], weights->at[k], size);
            if (at_least && p->minimizer.count > 0)
                mpq_set(weights->at[k], p->minimizer.at[first + k]);
            else if (at_least)
                mpq_set_ui(weights->at[k], 0, 1);
        }
        first += weights->count;
    }
    mpq_clear(size);
}

/* The chain with its domain, and x. */
static cas_process *make_process(cas_descent_plan *p)
{
    cas_chain *chain = cas_process_draft_chain(&p->draft);
    cas_range *range = &chain->links[0].domain.y[0];
    if (p->family != CAS_DESCENT_RIDGES) {
        range->has_lower = range->has_upper = true;
        mpq_set_si(range->lower, -1, 1);
        mpq_set_si(range->upper, 1, 1);
    }
    cas_process *process = cas_process_new(chain);
    set_sample(p, process);
    return process;
}

/* The descent without perturbations, T = 1. */
static cas_chain_descent *make_descent(cas_descent_plan *p)
{
    static const cas_smoothness_options quick = {.tolerance = 1, .boxes = 8};
    cas_process *process = make_process(p);
    cas_smoothness constants;
    cas_message message;
    cas_smoothness_init(&constants);
    if (cas_chain_smoothness(process->chain, &quick, &constants, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    if (p->family == CAS_DESCENT_RIDGES)
        weigh_ridges(process->chain, &constants, p);
    size_t n = cas_chain_weight_count(process->chain);
    cas_chain_descent *d = cas_chain_descent_new(process, regulariser(p->regulariser, n));
    cas_smoothness_clear(&d->constants);
    d->constants = constants;
    mpq_set(d->smoothness, p->smoothness);
    mpq_set(d->convexity, p->convexity);
    for (size_t k = 0; k < p->minimizer.count; k++)
        mpq_set(d->minimizer.at[k], p->minimizer.at[k]);
    if (p->family == CAS_DESCENT_RIDGES)
        lift(d, p, find_minimizer(d, p));
    if (p->family == CAS_DESCENT_AT_REST && mpq_sgn(p->convexity) > 0)
        find_minimizer(d, p);
    return d;
}

static cas_descent_family draw_family(gsl_rng *rng,
                                      const cas_chain_descent_options *options)
{
    static const cas_descent_family families[] = {
        CAS_DESCENT_LADDER,  CAS_DESCENT_LADDER, CAS_DESCENT_LADDER, CAS_DESCENT_LADDER,
        CAS_DESCENT_LINEAR,  CAS_DESCENT_LINEAR, CAS_DESCENT_RIDGES, CAS_DESCENT_CONSTANT,
        CAS_DESCENT_AT_REST, CAS_DESCENT_AT_REST};
    enum { FAMILIES = sizeof families / sizeof *families, LONG = 2 };
    return families[cas_draw_index(rng, options->long_runs ? FAMILIES : FAMILIES - LONG)];
}

/* What the steps draw; where a coin is alone it is x, or one epsilon. */
static void perturb(gsl_rng *rng, const cas_descent_plan *p, size_t scenarios,
                    cas_chain_descent *d)
{
    cas_process *process = d->mode[0].process, *clean = copy_process(process);
    if (p->family == CAS_DESCENT_AT_REST)
        set_certain(process, (size_t)cas_draw_integer(rng, 1, (long)p->depth - 1),
                    p->draft.forward);
    else if (p->family == CAS_DESCENT_CONSTANT)
        answer_sample(d, clean);
    else if (!p->is_lone)
        draw_modes(rng, p, scenarios, clean, d);
    else if (!p->has_sample)
        draw_lone_coin(rng, p, process);
    cas_process_free(clean);
}

cas_chain_descent *cas_chain_descent_generate(gsl_rng *rng,
                                              const cas_chain_descent_options *options)
{
    /* T, and the scenarios of a step, so that there are some dozens of states. */
    static const size_t scenarios[] = {0, 12, 6, 4, 2, 2};
    enum { LONGEST = 5, LONG = 30 };
    cas_descent_plan p;
    cas_descent_plan_draw(rng, draw_family(rng, options), options, &p);
    if (p.family != CAS_DESCENT_AT_REST)
        draw_start(rng, &p);
    cas_chain_descent *d = make_descent(&p);
    draw_step_size(rng, d);
    d->steps =
        (size_t)cas_draw_integer(rng, 1, p.has_sample || p.is_lone ? LONGEST : LONG);
    perturb(rng, &p, d->steps <= LONGEST ? scenarios[d->steps] : 1, d);
    if (p.family == CAS_DESCENT_AT_REST) {
        d->steps = (size_t)1 << 40;
        mpq_set_ui(d->step_size, 1, 1 << 10);
    }
    cas_descent_plan_clear(&p);
    return d;
}

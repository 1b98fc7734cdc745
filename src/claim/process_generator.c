/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_generator.h"

#include "arithmetic/memory.h"
#include "claim/random_operator.h"

#include <stdlib.h>

/* Operators and weights under construction, and what is known about good perturbations. */
typedef struct draft {
    size_t depth;
    cas_rationals input;
    cas_operator **ops;
    cas_rationals *weights;
    mpq_t forward, backward; /* sizes of perturbations that matter */
    mpq_t ratio;             /* of the sizes in consecutive layers */
    bool is_last_only;       /* perturb the last coordinate only, with sign + */
    bool is_balanced; /* delta_1 and one epsilon, certain or with one common sign */
} draft;

enum { MOST_SCENARIOS = 32, MOST_WIDTH = 3 };

static void draft_init(draft *d, size_t depth, size_t width)
{
    *d = (draft){.depth = depth};
    d->ops = cas_allocate(depth, sizeof *d->ops);
    d->weights = cas_allocate(depth, sizeof *d->weights);
    cas_rationals_init(&d->input, width);
    mpq_inits(d->forward, d->backward, d->ratio, NULL);
    mpq_set_ui(d->ratio, 1, 1);
}

static void draft_clear(draft *d)
{
    for (size_t i = 0; i < d->depth; i++)
        cas_rationals_clear(&d->weights[i]);
    free(d->ops);
    free(d->weights);
    cas_rationals_clear(&d->input);
    mpq_clears(d->forward, d->backward, d->ratio, NULL);
}

static void set_operator(draft *d, size_t i, size_t in, size_t out, size_t weights,
                         const char *const *texts)
{
    cas_message message;
    if (cas_operator_new_expression(in, out, weights, texts, &d->ops[i], &message) !=
        CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    cas_rationals_init(&d->weights[i], weights);
}

static size_t draw_depth(gsl_rng *rng)
{
    static const size_t depths[] = {2, 2, 3, 3, 4};
    return depths[cas_draw_index(rng, sizeof depths / sizeof depths[0])];
}

static size_t draw_width(gsl_rng *rng)
{
    return cas_draw_chance(rng, 50) ? 1 : (size_t)cas_draw_integer(rng, 1, MOST_WIDTH);
}

static void draw_ridges(gsl_rng *rng, draft *d)
{
    cas_sizes sizes;
    cas_sizes_init(&sizes);
    cas_sizes_draw(rng, &sizes);
    draft_init(d, draw_depth(rng), draw_width(rng));
    bool have_common_sizes = cas_draw_chance(rng, 75);
    size_t in = d->input.count;
    for (size_t k = 0; k < in; k++)
        cas_draw_unit(rng, d->input.at[k]);
    for (size_t i = 0; i < d->depth; i++) {
        size_t out = i + 1 == d->depth ? 1 : draw_width(rng);
        if (!have_common_sizes)
            cas_sizes_draw(rng, &sizes);
        cas_random_ridge(rng, &sizes, NULL, in, out, draw_width(rng), &d->ops[i],
                         &d->weights[i]);
        in = out;
    }
    cas_draw_power_of_two(rng, d->forward, -8, 1);
    mpq_mul(d->forward, d->forward, sizes.scale);
    cas_draw_power_of_two(rng, d->backward, -8, 1);
    cas_sizes_clear(&sizes);
}

static void draw_linear(gsl_rng *rng, draft *d)
{
    static const char *const slopes[] = {"1/2", "1", "2"};
    const char *c = slopes[cas_draw_index(rng, 3)];
    draft_init(d, draw_depth(rng), 1);
    mpq_set_ui(d->input.at[0], 1, 1);
    char *text = cas_format("(%s)*(y1 + w1)", c);
    const char *texts[] = {text};
    for (size_t i = 0; i < d->depth; i++)
        set_operator(d, i, 1, 1, 1, texts);
    free(text);
    mpq_set_ui(d->forward, 1, 1);
    mpq_set_ui(d->backward, 1, 1);
    cas_draw_power_of_two(rng, d->ratio, -2, 2);
    d->is_last_only = cas_draw_chance(rng, 50);
}

/* p' = l p + (amplitude)(..), q' = l q + c w. */
static void set_extremal(draft *d, const char *l, const char *c, const char *amplitude,
                         const char *wave_number, size_t which)
{
    static const char *const shapes[] = {"(1 - cos(%s*y2))", "sin(%s*y2)*sin(%s*w1)",
                                         "(1 - cos(%s*y2) + sin(%s*y2)*sin(%s*w1))"};
    char shape[128];
    size_t length = 0;
    for (const char *from = shapes[which]; *from != '\0'; from++)
        if (*from == '%')
            for (const char *k = (from++, wave_number); *k != '\0'; k++)
                shape[length++] = *k;
        else
            shape[length++] = *from;
    shape[length] = '\0';
    char *p = cas_format("(%s)*y1 + %s*%s", l, amplitude, shape);
    char *q = cas_format("(%s)*y2 + (%s)*w1", l, c);
    const char *texts[] = {p, q};
    for (size_t i = 0; i < d->depth; i++)
        set_operator(d, i, 2, i + 1 == d->depth ? 1 : 2, 1, texts);
    free(p);
    free(q);
}

/* At q = w = 0, with perturbations much smaller than s; s is 2^-10 or, wide, 2^10. */
static void draw_extremal(gsl_rng *rng, draft *d)
{
    static const char *const slopes[] = {"1/2", "1", "3/2"};
    static const char *const amplitudes[] = {"2^-23", "2^-20", "2^-17"};
    bool is_balanced = cas_draw_chance(rng, 40);
    bool is_wide = !is_balanced && cas_draw_chance(rng, 40);
    const char *l = is_balanced ? "1" : slopes[cas_draw_index(rng, 3)];
    const char *c = is_balanced ? "1" : slopes[cas_draw_index(rng, 3)];
    const char *amplitude = is_balanced ? "2^-20" : amplitudes[cas_draw_index(rng, 3)];
    draft_init(d, is_balanced ? 3 : draw_depth(rng), 2);
    set_extremal(d, l, c, is_wide ? "2^10" : amplitude, is_wide ? "2^-10" : "2^10",
                 cas_draw_index(rng, 3));
    mpq_set_ui(d->forward, 1, is_wide ? 1 : 1UL << 20);
    mpq_set_ui(d->backward, 1, 1UL << 20);
    if (!is_balanced) {
        cas_draw_power_of_two(rng, d->backward, -23, -17);
        cas_draw_power_of_two(rng, d->ratio, -1, 1);
    }
    d->is_balanced = is_balanced;
    d->is_last_only = true;
}

/* A perturbation's size at a node: the layer's. */
static void layer_size(const draft *d, size_t node, mpq_t size)
{
    size_t layer = node < d->depth ? node : 2 * d->depth - node;
    mpq_set(size, node < d->depth ? d->forward : d->backward);
    for (size_t k = 1; k < layer; k++)
        mpq_mul(size, size, d->ratio);
}

static void draw_point(gsl_rng *rng, const draft *d, mpq_srcptr size, size_t dimension,
                       mpq_t *point)
{
    for (size_t k = 0; k < dimension; k++) {
        if (d->is_last_only)
            mpq_set_si(point[k], k + 1 == dimension, 1);
        else
            cas_draw_unit(rng, point[k]);
        mpq_mul(point[k], point[k], size);
    }
}

static void negate_point(size_t dimension, mpq_t *to, const mpq_t *from)
{
    for (size_t k = 0; k < dimension; k++)
        mpq_neg(to[k], from[k]);
}

/* One point, +- one point, or two points with unequal probabilities. */
static void draw_law(gsl_rng *rng, const draft *d, mpq_srcptr size, size_t dimension,
                     size_t points, cas_law *law)
{
    cas_rationals support, probability;
    cas_rationals_init(&support, points * dimension);
    cas_rationals_init(&probability, points);
    draw_point(rng, d, size, dimension, support.at);
    mpq_set_ui(probability.at[0], 1, 1);
    if (points == 2) {
        bool is_coin = cas_draw_chance(rng, 60);
        long share = is_coin ? 4 : cas_draw_integer(rng, 1, 7);
        mpq_set_si(probability.at[0], share, 8);
        mpq_set_si(probability.at[1], 8 - share, 8);
        mpq_canonicalize(probability.at[0]);
        mpq_canonicalize(probability.at[1]);
        draw_point(rng, d, size, dimension, support.at + dimension);
        if (is_coin)
            negate_point(dimension, support.at + dimension, (const mpq_t *)support.at);
        else if (d->is_last_only)
            mpq_div_2exp(support.at[2 * dimension - 1], support.at[dimension - 1], 1);
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

/* An earlier node with two branches; `node` where there is none. */
static size_t draw_earlier(gsl_rng *rng, const cas_process *process, size_t node)
{
    size_t start = cas_draw_index(rng, node);
    for (size_t k = 0; k < node; k++) {
        size_t candidate = (start + k) % node;
        if (cas_process_branches(process, candidate) == 2)
            return candidate;
    }
    return node;
}

/* The law for the other branch: the same points with the other sign, or a law of its own. */
static void draw_answer(gsl_rng *rng, const draft *d, mpq_srcptr size, const cas_law *law,
                        cas_law *other)
{
    cas_law_clear(other);
    cas_law_copy(other, law);
    if (cas_draw_chance(rng, 60))
        negate_point(law->support.count, other->support.at,
                     (const mpq_t *)law->support.at);
    else
        draw_law(rng, d, size, law->dimension, law->points, other);
}

static void draw_node(gsl_rng *rng, const draft *d, cas_process *process, size_t node)
{
    mpq_t size;
    mpq_init(size);
    layer_size(d, node, size);
    if (node == 0)
        mpq_set_ui(size, 1, 1);
    size_t dimension = cas_process_dimension(process, node), given = CAS_GIVEN_NOTHING;
    bool is_random =
        cas_process_scenarios(process) * 2 <= MOST_SCENARIOS && cas_draw_chance(rng, 50);
    cas_law laws[2];
    cas_law_init(&laws[0], dimension);
    cas_law_init(&laws[1], dimension);
    draw_law(rng, d, size, dimension, is_random ? 2 : 1, &laws[0]);
    if (!d->is_last_only && cas_draw_chance(rng, 50))
        negate_point(laws[0].support.count, laws[0].support.at,
                     (const mpq_t *)laws[0].support.at);
    if (node > 0 && cas_draw_chance(rng, 60))
        given = draw_earlier(rng, process, node);
    if (given == node)
        given = CAS_GIVEN_NOTHING;
    if (given != CAS_GIVEN_NOTHING)
        draw_answer(rng, d, size, &laws[0], &laws[1]);
    set_rule(process, node, given, given == CAS_GIVEN_NOTHING ? 1 : 2, laws);
    cas_law_clear(&laws[0]);
    cas_law_clear(&laws[1]);
    mpq_clear(size);
}

/* Which perturbations are there: none but those of one operator in a quarter of the cases. */
static void draw_perturbations(gsl_rng *rng, const draft *d, cas_process *process)
{
    bool is_forward = cas_draw_chance(rng, 90);
    bool is_backward = !is_forward || cas_draw_chance(rng, 70);
    bool is_single = cas_draw_chance(rng, 25);
    unsigned share = cas_draw_chance(rng, 60) ? 100 : 60;
    size_t chosen = (size_t)cas_draw_integer(rng, 1, (long)d->depth - 1);
    if (!d->is_last_only && cas_draw_chance(rng, 40))
        draw_node(rng, d, process, 0);
    for (size_t node = 1; node < cas_process_nodes(d->depth); node++) {
        size_t place = node < d->depth ? node : 2 * d->depth - node - 1;
        bool is_wanted = place == chosen || (!is_single && cas_draw_chance(rng, share));
        if ((node < d->depth ? is_forward : is_backward) && is_wanted)
            draw_node(rng, d, process, node);
    }
}

/* delta_1 = +-(.., d) and one epsilon_j that is +-(.., e) with the same sign. */
static void draw_balanced(gsl_rng *rng, const draft *d, cas_process *process)
{
    size_t node =
        cas_node_of_epsilon(d->depth, (size_t)cas_draw_integer(rng, 2, (long)d->depth));
    bool is_certain = cas_draw_chance(rng, 50);
    size_t n = cas_process_dimension(process, 1),
           m = cas_process_dimension(process, node);
    cas_rationals support;
    cas_law laws[3];
    cas_rationals_init(&support, 2 * n);
    mpq_set(support.at[n - 1], d->forward);
    mpq_neg(support.at[2 * n - 1], d->forward);
    cas_law_init(&laws[0], n);
    cas_law_init(&laws[1], m);
    cas_law_init(&laws[2], m);
    mpq_set(laws[1].support.at[m - 1], d->backward);
    mpq_neg(laws[2].support.at[m - 1], d->backward);
    if (is_certain)
        mpq_set(laws[0].support.at[n - 1], d->forward);
    else if (cas_law_set(&laws[0], n, 2, &support, NULL, NULL) != CAS_OK)
        cas_panic(__FILE__, __LINE__, "a coin is a law");
    set_rule(process, 1, CAS_GIVEN_NOTHING, 1, &laws[0]);
    set_rule(process, node, is_certain ? CAS_GIVEN_NOTHING : 1, is_certain ? 1 : 2,
             &laws[1]);
    for (size_t k = 0; k < 3; k++)
        cas_law_clear(&laws[k]);
    cas_rationals_clear(&support);
}

void cas_process_generate(gsl_rng *rng, cas_process_style style, cas_process **process)
{
    draft d;
    if (style == CAS_PROCESS_CURVED)
        style = cas_draw_chance(rng, 50) ? CAS_PROCESS_RIDGES : CAS_PROCESS_EXTREMAL;
    else if (style == CAS_PROCESS_ANY || cas_draw_chance(rng, 50))
        style = (cas_process_style)cas_draw_integer(rng, CAS_PROCESS_RIDGES,
                                                    CAS_PROCESS_EXTREMAL);
    switch (style) {
    case CAS_PROCESS_LINEAR:
        draw_linear(rng, &d);
        break;
    case CAS_PROCESS_EXTREMAL:
        draw_extremal(rng, &d);
        break;
    default:
        draw_ridges(rng, &d);
    }
    cas_message message;
    cas_chain *chain;
    if (cas_chain_new(&d.input, d.depth, d.ops, d.weights, &chain, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    *process = cas_process_new(chain);
    if (d.is_balanced)
        draw_balanced(rng, &d, *process);
    else
        draw_perturbations(rng, &d, *process);
    draft_clear(&d);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/generators/process_generator.h"

#include "claim/generators/draw.h"
#include "claim/generators/process_draft.h"

enum { MOST_SCENARIOS = 32 };

/* A perturbation's size at a node: the layer's. */
static void layer_size(const cas_process_draft *d, size_t node, mpq_t size)
{
    size_t layer = node < d->depth ? node : 2 * d->depth - node;
    mpq_set(size, node < d->depth ? d->forward : d->backward);
    for (size_t k = 1; k < layer; k++)
        mpq_mul(size, size, d->ratio);
}

static void draw_point(gsl_rng *rng, const cas_process_draft *d, mpq_srcptr size,
                       size_t dimension, mpq_t *point)
{
    for (size_t k = 0; k < dimension; k++) {
        if (d->is_last_only)
            mpq_set_si(point[k], k + 1 == dimension, 1);
        else
            cas_draw_unit(rng, point[k]);
        if (d->is_sign_only)
            mpq_set_si(point[k], cas_draw_chance(rng, 50) ? 1 : -1, 1);
        mpq_mul(point[k], point[k], size);
    }
}

static void negate_point(size_t dimension, mpq_t *to, const mpq_t *from)
{
    for (size_t k = 0; k < dimension; k++)
        mpq_neg(to[k], from[k]);
}

/* One point, +- one point, or two points with unequal probabilities. */
static void draw_law(gsl_rng *rng, const cas_process_draft *d, mpq_srcptr size,
                     size_t dimension, size_t points, cas_law *law)
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

/* The law for the other branch: the same points with the other sign, or a
   law of its own. */
static void draw_answer(gsl_rng *rng, const cas_process_draft *d, mpq_srcptr size,
                        const cas_law *law, cas_law *other)
{
    cas_law_clear(other);
    cas_law_copy(other, law);
    if (cas_draw_chance(rng, 60))
        negate_point(law->support.count, other->support.at,
                     (const mpq_t *)law->support.at);
    else
        draw_law(rng, d, size, law->dimension, law->points, other);
}

static void draw_node(gsl_rng *rng, const cas_process_draft *d, cas_process *process,
                      size_t node)
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

/* Which perturbations are there: none but those of one operator in a
   quarter of the cases. */
static void draw_perturbations(gsl_rng *rng, const cas_process_draft *d,
                               cas_process *process)
{
    bool is_forward = cas_draw_chance(rng, 90) || d->has_forward;
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
static void draw_balanced(gsl_rng *rng, const cas_process_draft *d, cas_process *process)
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

/* The chains in which y~_1 does not show the input, +-x: by w_1 = 0, or by delta_1 = -x;
   and one in which v_2 and nabla_2 f_2 at y~_1 are odd in x, but their product is not.
   Two nodes get a multiple of the input, in sixteenths, in their last coordinate. */
typedef struct hidden {
    size_t depth, in, width[3];
    const char *texts[3][2];
    size_t node[2];
    long multiple[2];
} hidden;

static const hidden hidden_chains[] = {
    {2, 1, {1, 1}, {{"tanh(y1)*sin(w1)"}, {"sin(y1)"}}, {1, 2}, {0, 16}},
    {2, 1, {1, 1}, {{"y1"}, {"sin(w1)*y1^2/(1 + y1^2)"}}, {1, 2}, {-16, 0}},
    {3, 1, {1, 1, 1}, {{"y1"}, {"y1 + w1"}, {"sin(y1 + w1)"}}, {1, 2}, {-16, -16}},
    {2, 1, {1, 1}, {{"y1 + sin(y1)*sin(w1)"}, {"1 - cos(y1)"}}, {1, 2}, {-16, 0}},
    {2, 1, {1, 1}, {{"(1 + tanh(y1))*sin(w1)"}, {"1 - cos(y1)"}}, {1, 2}, {1, 16}},
    {3,
     1,
     {2, 2, 1},
     {{"y1", "w1"}, {"sin(w1)*sin(y2)", "y1"}, {"sin(y1)*sin(y2)"}},
     {1, 3},
     {2, 0}},
    {2, 2, {1, 1}, {{"y1 + sin(y2)*sin(w1)"}, {"1 - cos(y1)"}}, {1, 2}, {-16, 0}},
};

/* A node becomes `multiple` sixteenths of the input in its last coordinate. */
static void answer_input(cas_process *process, size_t node, long multiple)
{
    size_t n = cas_process_dimension(process, node);
    const cas_law *input = &process->rules[0].laws[0];
    mpq_t factor;
    cas_law laws[2];
    mpq_init(factor);
    mpq_set_si(factor, multiple, 16);
    mpq_canonicalize(factor);
    for (size_t k = 0; k < 2; k++) {
        cas_law_init(&laws[k], n);
        mpq_mul(laws[k].support.at[n - 1], factor,
                input->support.at[k * input->dimension]);
    }
    set_rule(process, node, 0, 2, laws);
    cas_law_clear(&laws[0]);
    cas_law_clear(&laws[1]);
    mpq_clear(factor);
}

/* x = +-(s), or +-(s, 11/7) with small s: sin(11/7) is almost 1. */
static void set_opposite_inputs(gsl_rng *rng, cas_process *process)
{
    size_t n = cas_process_dimension(process, 0);
    cas_law law;
    cas_rationals support;
    cas_rationals_init(&support, 2 * n);
    cas_draw_power_of_two(rng, support.at[0], n == 1 ? -2 : -8, n == 1 ? 1 : -4);
    if (n == 2)
        mpq_set_ui(support.at[1], 11, 7);
    negate_point(n, support.at + n, (const mpq_t *)support.at);
    cas_law_init(&law, n);
    if (cas_law_set(&law, n, 2, &support, NULL, NULL) != CAS_OK)
        cas_panic(__FILE__, __LINE__, "a coin is a law");
    set_rule(process, 0, CAS_GIVEN_NOTHING, 1, &law);
    cas_law_clear(&law);
    cas_rationals_clear(&support);
}

static void draw_hidden(gsl_rng *rng, cas_process **process)
{
    const hidden *h = &hidden_chains[cas_draw_index(rng, sizeof hidden_chains /
                                                             sizeof hidden_chains[0])];
    cas_process_draft d;
    cas_process_draft_init(&d, h->depth, h->in);
    for (size_t i = 0; i < h->depth; i++)
        cas_process_draft_operator(&d, i, i == 0 ? h->in : h->width[i - 1], h->width[i],
                                   1, h->texts[i]);
    d.is_boxed = true;
    *process = cas_process_new(cas_process_draft_chain(&d));
    set_opposite_inputs(rng, *process);
    for (size_t k = 0; k < 2; k++)
        if (h->multiple[k] != 0)
            answer_input(*process, h->node[k], h->multiple[k]);
    cas_process_draft_clear(&d);
}

const char *const cas_process_style_names[] = {
    [CAS_PROCESS_ANY] = "any",
    [CAS_PROCESS_CURVED] = "curved",
    [CAS_PROCESS_RIDGES] = "ridges",
    [CAS_PROCESS_LINEAR] = "linear",
    [CAS_PROCESS_EXTREMAL] = "extremal",
    [CAS_PROCESS_WIDE] = "wide",
    [CAS_PROCESS_TWISTED] = "twisted",
    [CAS_PROCESS_DEEP] = "deep",
    [CAS_PROCESS_HIDDEN] = "hidden",
    [CAS_PROCESS_POLYNOMIAL] = "polynomial",
    NULL,
};

static cas_process_style mixed_style(gsl_rng *rng, cas_process_style style)
{
    if (style == CAS_PROCESS_CURVED)
        return cas_draw_chance(rng, 50) ? CAS_PROCESS_RIDGES : CAS_PROCESS_EXTREMAL;
    if ((style == CAS_PROCESS_WIDE || style == CAS_PROCESS_TWISTED ||
         style == CAS_PROCESS_HIDDEN) &&
        cas_draw_chance(rng, 50))
        return mixed_style(rng, CAS_PROCESS_CURVED);
    if (style > CAS_PROCESS_EXTREMAL)
        return style;
    if (style == CAS_PROCESS_ANY || cas_draw_chance(rng, 50))
        return (cas_process_style)cas_draw_integer(rng, CAS_PROCESS_RIDGES,
                                                   CAS_PROCESS_EXTREMAL);
    return style;
}

void cas_process_generate(gsl_rng *rng, cas_process_style style, cas_process **process)
{
    cas_process_draft d;
    bool has_forward = style == CAS_PROCESS_CURVED;
    style = mixed_style(rng, style);
    if (style == CAS_PROCESS_HIDDEN) {
        draw_hidden(rng, process);
        return;
    }
    cas_process_draft_draw(rng, style, &d);
    d.has_forward = has_forward;
    *process = cas_process_new(cas_process_draft_chain(&d));
    if (d.is_balanced)
        draw_balanced(rng, &d, *process);
    else
        draw_perturbations(rng, &d, *process);
    cas_process_draft_clear(&d);
}

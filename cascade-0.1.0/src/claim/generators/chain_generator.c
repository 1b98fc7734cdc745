/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/generators/chain_generator.h"

#include "arithmetic/memory.h"
#include "claim/generators/random_operator.h"
#include "claim/generators/state_domain.h"

#include <stdlib.h>

/* Operators and weights under construction. */
typedef struct draft {
    size_t depth;
    size_t asked; /* for so many operators; 0: as many as the style draws */
    cas_rationals input;
    cas_operator **ops;
    cas_rationals *weights;
    bool is_bounded;         /* needs domains */
    bool is_along_last_only; /* perturbations along the last coordinate only */
    bool is_forward_only;
    bool is_worst; /* epsilon certain, in the direction that is worst for Theorem 1 */
    mpq_t size;    /* size of a perturbation that matters to the operators */
} draft;

enum { MOST_SCENARIOS = 32, MOST_WIDTH = 6, MOST_DEPTH = 12 };

static void draft_init(draft *d, size_t depth, size_t width)
{
    *d = (draft){.depth = d->asked > 0 ? d->asked : depth, .asked = d->asked};
    depth = d->depth;
    d->ops = cas_allocate(depth, sizeof(cas_operator *));
    d->weights = cas_allocate(depth, sizeof(cas_rationals));
    cas_rationals_init(&d->input, width);
    mpq_init(d->size);
    mpq_set_ui(d->size, 1, 1);
}

/* Small depths are where constants are tight and most mistakes show. */
static size_t draw_depth(gsl_rng *rng)
{
    return cas_draw_chance(rng, 50) ? 2 : (size_t)cas_draw_integer(rng, 2, MOST_DEPTH);
}

static size_t draw_width(gsl_rng *rng)
{
    return cas_draw_chance(rng, 50) ? 1 : (size_t)cas_draw_integer(rng, 1, MOST_WIDTH);
}

static void draw_input(gsl_rng *rng, draft *d)
{
    for (size_t k = 0; k < d->input.count; k++)
        cas_draw_unit(rng, d->input.at[k]);
}

/* Ridge operators throughout, of common or of different sizes.  A linear first operator
   that alone has weights leaves C_{grad^2 f} at 0 however curved the others are in y. */
static void draw_ridges(gsl_rng *rng, draft *d)
{
    bool have_common_sizes = cas_draw_chance(rng, 75);
    bool have_weights = cas_draw_chance(rng, 75),
         is_first_linear = cas_draw_chance(rng, 40);
    cas_sizes sizes;
    cas_sizes_init(&sizes);
    cas_sizes_draw(rng, &sizes);
    draft_init(d, draw_depth(rng), draw_width(rng));
    draw_input(rng, d);
    size_t in = d->input.count;
    for (size_t i = 0; i < d->depth; i++) {
        size_t out = i + 1 == d->depth ? 1 : draw_width(rng);
        size_t weights = i == 0 || have_weights ? draw_width(rng) : 0;
        if (!have_common_sizes)
            cas_sizes_draw(rng, &sizes);
        const char *activation = i == 0 && is_first_linear ? "identity" : NULL;
        cas_random_ridge(rng, &sizes, activation, in, out, weights, &d->ops[i],
                         &d->weights[i]);
        in = out;
    }
    mpq_set(d->size, sizes.scale);
    cas_sizes_clear(&sizes);
}

/* Gently curved scalar operators behind a linear one that alone has a weight, and forward
   perturbations only: what the bias owes to the mean of delta stands alone, with
   C_{grad^2 f} = 0 and L_{grad^2 f} small.  Of a chain of an asked length only the last
   is curved, since each further one would add to the bound. */
static void draw_curved(gsl_rng *rng, draft *d)
{
    cas_sizes sizes;
    cas_sizes_init(&sizes);
    cas_sizes_draw(rng, &sizes);
    mpq_set_ui(sizes.slope, 1, 1);
    mpq_set_ui(sizes.mixing, 1, 1);
    /* The coefficients of (33) grow with N and hide the printed form's mistake unless the
       curved operator gets gentler and the perturbations smaller. */
    unsigned long extra = d->asked > 2 ? d->asked - 2 : 0;
    cas_draw_power_of_two(rng, sizes.scale, -10, 6 + 2 * (long)extra);
    sizes.is_aligned = true;
    draft_init(d, (size_t)cas_draw_integer(rng, 2, 3), 1);
    d->is_forward_only = true;
    for (size_t i = 0; i < d->depth; i++) {
        bool is_linear = d->asked > 0 ? i + 1 < d->depth : i == 0;
        sizes.is_bent = !is_linear;
        cas_random_ridge(rng, &sizes, is_linear ? "identity" : NULL, 1, 1, i == 0,
                         &d->ops[i], &d->weights[i]);
    }
    mpq_set_ui(d->weights[0].at[0], 0, 1);
    mpq_div_2exp(d->size, sizes.scale, 2 * extra);
    cas_sizes_clear(&sizes);
}

/* One random expression operator among ridges: its constants have to be found
   by subdivision. */
static void draw_expressions(gsl_rng *rng, draft *d)
{
    cas_sizes sizes;
    cas_sizes_init(&sizes);
    cas_sizes_draw(rng, &sizes);
    draft_init(d, (size_t)cas_draw_integer(rng, 2, 4), 1);
    draw_input(rng, d);
    size_t chosen = cas_draw_index(rng, d->depth);
    for (size_t i = 0; i < d->depth; i++) {
        if (i == chosen)
            cas_random_expression(rng, &sizes, 1, 1, 1, &d->ops[i], &d->weights[i]);
        else
            cas_random_ridge(rng, &sizes, NULL, 1, 1, 1, &d->ops[i], &d->weights[i]);
    }
    mpq_set(d->size, sizes.scale);
    cas_sizes_clear(&sizes);
}

/* What the other families make: a network, the logistic problem (54), gradient
   descent with learnable steps (Example 2), linear-quadratic control (Example 3), and
   the pair of A.3. */
static void draw_families(gsl_rng *rng, draft *d)
{
    size_t n = (size_t)cas_draw_integer(rng, 1, 3),
           middle = (size_t)cas_draw_integer(rng, 1, 3);
    size_t which = cas_draw_index(rng, 5);
    size_t depth = which == 1 || which == 4 ? 2 : (size_t)cas_draw_integer(rng, 2, 5);
    draft_init(d, depth, which == 3 ? n + 1 : n);
    d->is_bounded = true;
    draw_input(rng, d);
    if (which == 3)
        mpq_set_ui(d->input.at[n], 0, 1);
    size_t in = d->input.count;
    for (size_t i = 0; i < depth; i++) {
        bool is_last = i + 1 == depth;
        cas_operator **op = &d->ops[i];
        cas_rationals *w = &d->weights[i];
        switch (which) {
        case 0:
            if (is_last)
                cas_random_member(rng, "square", in, 1, 0, op, w);
            else
                cas_random_member(rng, "dense", in, middle, middle * (in + 1), op, w);
            break;
        case 1:
            if (is_last)
                cas_random_member(rng, "softplus", 1, 1, 0, op, w);
            else
                cas_random_member(rng, "logistic", in, 1, in, op, w);
            break;
        case 2:
            if (is_last)
                cas_random_member(rng, "square", in, 1, 0, op, w);
            else
                cas_random_member(rng, "descent", in, in, 1, op, w);
            break;
        case 3:
            if (is_last)
                cas_random_member(rng, "control", in, 1, 0, op, w);
            else
                cas_random_member(rng, "control", in, in, middle * n, op, w);
            break;
        default:
            if (is_last)
                cas_random_member(rng, "quadratic-head", in, 1, in, op, w);
            else
                cas_random_member(rng, "hadamard", in, middle, in, op, w);
        }
        in = (*op)->out;
    }
}

/*: Operators that nearly attain the sharp form of Theorem 1 when $C \gg l$ (with
$s \ll 1$ and perturbations smaller still):
\[ f_i(p, q; w) = \bigl( l p + L s^2 (1 - \cos(q/s)),\; l q + C w \bigr), \]
the last one its first component. The full second derivative has the single entry
$L \cos(q/s)$, so that its Frobenius norm is $L$; at $q = 0$ the bounds of the proof for
$\tilde y_i$ and $\tilde v_i$ are attained to first order by $\delta = (0, d)$,
$\varepsilon = (0, e)$. (With a mixed term $L s s' \sin(q/s)\sin(w/s')$ every bound would
be attained for the separate Lipschitz constant in $y$, but $\partial_w^2$ then makes the
constant of Assumption 3 large.) */
static void draw_extremal(gsl_rng *rng, draft *d)
{
    static const char *const slopes[] = {"1/2", "3/4", "1", "2"};
    static const char *const jacobians[] = {"1", "2", "4", "16"};
    static const char *const curvatures[] = {"1/8", "1", "8"};
    const char *l = slopes[cas_draw_index(rng, 4)],
               *c = jacobians[cas_draw_index(rng, 4)];
    const char *lip = curvatures[cas_draw_index(rng, 3)];
    char *p = cas_format("(%s)*y1 + (%s)/2^20*(1 - cos(2^10*y2))", l, lip);
    char *q = cas_format("(%s)*y2 + (%s)*w1", l, c);
    const char *both[] = {p, q};
    draft_init(d, (size_t)cas_draw_integer(rng, 2, 6), 2);
    for (size_t i = 0; i < d->depth; i++) {
        cas_message message;
        size_t out = i + 1 == d->depth ? 1 : 2;
        if (cas_operator_new_expression(2, out, 1, both, &d->ops[i], &message) != CAS_OK)
            cas_panic(__FILE__, __LINE__, message.text);
        cas_rationals_init(&d->weights[i], 1);
    }
    mpq_set_ui(d->size, 1, 1UL << 30);
    d->is_along_last_only = true;
    free(p);
    free(q);
}

/*: Linear operators $f_i = c(y + w)$, every second derivative $0$. With $\varepsilon$
alone $\tilde u_1 - u_1 = \sum_j c^j\varepsilon_{j+1}$, and by Cauchy's inequality its
square is largest against $\sum_j R_j\varepsilon_{j+1}^2$ at $\varepsilon_{j+1} \sim
c^j/R_j$; as $R_j$ is nearly $(3c^2)^j$, take $\varepsilon_{j+1} = (3c)^{1-j}$. Theorem 1
then comes to $0.4997$ of its bound at $N = 8$, Theorem 2 repaired to half of that. */
static void draw_linear(gsl_rng *rng, draft *d)
{
    static const char *const slopes[] = {"1", "3/2", "2"};
    size_t slope = cas_draw_index(rng, 3);
    char *text = cas_format("(%s)*(y1 + w1)", slopes[slope]);
    const char *texts[] = {text};
    size_t depth = cas_draw_index(rng, 7), other = cas_draw_index(rng, 7);
    draft_init(d, 2 + (depth > other ? depth : other), 1);
    draw_input(rng, d);
    for (size_t i = 0; i < d->depth; i++) {
        cas_message message;
        if (cas_operator_new_expression(1, 1, 1, texts, &d->ops[i], &message) != CAS_OK)
            cas_panic(__FILE__, __LINE__, message.text);
        cas_rationals_init(&d->weights[i], 1);
    }
    free(text);
    d->is_worst = cas_draw_chance(rng, 80);
    if (d->is_worst) {
        mpq_set_ui(d->size, 2, 3 * (slope + 2));
        mpq_canonicalize(d->size);
    }
}

/* epsilon_2 = 1, and each further one `size` of that before. */
static void set_worst(const draft *d, cas_chain *chain)
{
    for (size_t k = 1; k < chain->depth; k++) {
        mpq_t *point = chain->backward[k].support.at;
        if (k == 1)
            mpq_set_ui(point[0], 1, 1);
        else
            mpq_mul(point[0], chain->backward[k - 1].support.at[0], d->size);
    }
}

static void draw_point(gsl_rng *rng, mpq_srcptr size, bool is_last_only, size_t dimension,
                       mpq_t *point)
{
    for (size_t k = 0; k < dimension; k++) {
        cas_draw_unit(rng, point[k]);
        if (is_last_only)
            mpq_set_si(point[k], k + 1 == dimension, 1);
        mpq_mul(point[k], point[k], size);
    }
}

/* One law in the given style; is_last_only: along the last coordinate only. */
static void draw_law(gsl_rng *rng, cas_perturbation_style style, mpq_srcptr size,
                     bool is_last_only, cas_law *law)
{
    size_t n = law->dimension;
    if (style == CAS_STYLE_MIXED)
        style = (cas_perturbation_style)cas_draw_integer(rng, CAS_STYLE_NONE,
                                                         CAS_STYLE_BIASED);
    if (style == CAS_STYLE_NONE)
        return;
    size_t points = style == CAS_STYLE_DETERMINISTIC ? 1 : 2;
    cas_rationals support, probability;
    cas_rationals_init(&support, points * n);
    cas_rationals_init(&probability, points);
    mpq_set_ui(probability.at[0], 1, (unsigned long)points);
    draw_point(rng, size, is_last_only, n, support.at);
    if (points == 2) {
        long share = style == CAS_STYLE_BIASED ? cas_draw_integer(rng, 1, 7) : 4;
        mpq_set_si(probability.at[0], share, 8);
        mpq_set_si(probability.at[1], 8 - share, 8);
        mpq_canonicalize(probability.at[0]);
        mpq_canonicalize(probability.at[1]);
        if (style == CAS_STYLE_ZERO_MEAN)
            for (size_t k = 0; k < n; k++)
                mpq_neg(support.at[n + k], support.at[k]);
        else
            draw_point(rng, size, is_last_only, n, support.at + n);
    }
    cas_message message;
    if (cas_law_set(law, n, points, &support, &probability, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    cas_rationals_clear(&support);
    cas_rationals_clear(&probability);
}

static void draw_perturbation(gsl_rng *rng, const draft *d, cas_chain *chain)
{
    size_t depth = chain->depth;
    bool in_one_layer = cas_draw_chance(rng, 40);
    bool is_forward = d->is_forward_only || cas_draw_chance(rng, 80);
    bool is_backward = !d->is_forward_only && (!is_forward || cas_draw_chance(rng, 50));
    size_t chosen = cas_draw_index(rng, depth - 1);
    cas_perturbation_style style = (cas_perturbation_style)cas_draw_integer(
        rng, CAS_STYLE_DETERMINISTIC, CAS_STYLE_MIXED);
    if (d->is_forward_only)
        style = cas_draw_chance(rng, 50) ? CAS_STYLE_DETERMINISTIC : CAS_STYLE_BIASED;
    else if (cas_draw_chance(rng, 5))
        style = CAS_STYLE_NONE;
    mpq_t size;
    mpq_init(size);
    cas_draw_power_of_two(rng, size, -8, 1);
    mpq_mul(size, size, d->size);
    for (size_t k = 0; k + 1 < depth; k++) {
        if (in_one_layer && k != chosen)
            continue;
        if (is_forward && cas_chain_scenarios(chain) * 2 <= MOST_SCENARIOS)
            draw_law(rng, style, size, d->is_along_last_only, &chain->forward[k]);
        if (is_backward)
            draw_law(rng, style, size, d->is_along_last_only, &chain->backward[k + 1]);
    }
    mpq_clear(size);
}

static void finish(gsl_rng *rng, draft *d, cas_chain **chain)
{
    cas_message message;
    if (cas_chain_new(&d->input, d->depth, d->ops, d->weights, chain, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    if (d->is_worst)
        set_worst(d, *chain);
    else
        draw_perturbation(rng, d, *chain);
    if (d->is_bounded)
        cas_chain_fit_domains(*chain);
    for (size_t i = 0; i < d->depth; i++)
        cas_rationals_clear(&d->weights[i]);
    free(d->ops);
    free(d->weights);
    cas_rationals_clear(&d->input);
    mpq_clear(d->size);
}

void cas_chain_generate(gsl_rng *rng, cas_chain **chain)
{
    static const struct {
        unsigned percent;
        void (*draw)(gsl_rng *rng, draft *d);
    } styles[] = {{50, draw_ridges},   {6, draw_expressions}, {18, draw_families},
                  {12, draw_extremal}, {10, draw_curved},     {4, draw_linear}};
    draft d = {0};
    size_t roll = cas_draw_index(rng, 100), style = 0;
    for (; roll >= styles[style].percent; style++)
        roll -= styles[style].percent;
    styles[style].draw(rng, &d);
    finish(rng, &d, chain);
}

const char *const cas_chain_style_names[CAS_CHAINS_COUNT] = {
    [CAS_CHAINS_RIDGE] = "ridge",
    [CAS_CHAINS_CURVED] = "curved",
    [CAS_CHAINS_LINEAR] = "linear",
    [CAS_CHAINS_EXTREMAL] = "extremal",
};

void cas_chain_generate_style(gsl_rng *rng, cas_chain_style style, size_t operators,
                              cas_chain **chain)
{
    static void (*const draw[CAS_CHAINS_COUNT])(gsl_rng * rng, draft * d) = {
        [CAS_CHAINS_RIDGE] = draw_ridges,
        [CAS_CHAINS_CURVED] = draw_curved,
        [CAS_CHAINS_LINEAR] = draw_linear,
        [CAS_CHAINS_EXTREMAL] = draw_extremal,
    };
    draft d = {.asked = operators};
    draw[style](rng, &d);
    finish(rng, &d, chain);
}

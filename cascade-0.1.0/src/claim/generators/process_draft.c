/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/generators/process_draft.h"

#include "arithmetic/memory.h"
#include "claim/generators/random_operator.h"

#include <stdlib.h>

enum { MOST_WIDTH = 3 };

void cas_process_draft_init(cas_process_draft *d, size_t depth, size_t width)
{
    *d = (cas_process_draft){.depth = depth};
    d->ops = cas_allocate(depth, sizeof *d->ops);
    d->weights = cas_allocate(depth, sizeof *d->weights);
    cas_rationals_init(&d->input, width);
    mpq_inits(d->forward, d->backward, d->ratio, NULL);
    mpq_set_ui(d->ratio, 1, 1);
}

void cas_process_draft_clear(cas_process_draft *d)
{
    for (size_t i = 0; i < d->depth; i++)
        cas_rationals_clear(&d->weights[i]);
    free(d->ops);
    free(d->weights);
    cas_rationals_clear(&d->input);
    mpq_clears(d->forward, d->backward, d->ratio, NULL);
}

/* [-numerator/denominator, numerator/denominator] */
static void set_range(cas_range *range, long numerator, unsigned long denominator)
{
    range->has_lower = range->has_upper = true;
    mpq_set_si(range->lower, -numerator, denominator);
    mpq_set_si(range->upper, numerator, denominator);
}

static void set_domain(const cas_process_draft *d, cas_domain *domain)
{
    if (d->is_local) {
        set_range(&domain->y[1], 1, 1UL << 13);
        set_range(&domain->w[0], 0, 1);
    }
    for (size_t k = 0; k < domain->in && d->is_boxed; k++)
        set_range(&domain->y[k], 4, 1);
    for (size_t k = 0; k < domain->weights && d->is_boxed; k++)
        set_range(&domain->w[k], 1, 1);
}

cas_chain *cas_process_draft_chain(cas_process_draft *d)
{
    cas_message message;
    cas_chain *chain;
    if (cas_chain_new(&d->input, d->depth, d->ops, d->weights, &chain, &message) !=
        CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    for (size_t i = 0; i < d->depth; i++)
        set_domain(d, &chain->links[i].domain);
    chain->has_smoothness = d->has_constants;
    for (size_t c = 0; c < CAS_CONSTANT_COUNT && d->has_constants; c++)
        mpq_set_ui(chain->smoothness[c], 1, 1);
    return chain;
}

void cas_process_draft_operator(cas_process_draft *d, size_t i, size_t in, size_t out,
                                size_t weights, const char *const *texts)
{
    cas_message message;
    if (cas_operator_new_expression(in, out, weights, texts, &d->ops[i], &message) !=
        CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    cas_rationals_init(&d->weights[i], weights);
}

static size_t draw_depth(gsl_rng *rng, bool is_deep)
{
    static const size_t depths[] = {2, 2, 3, 3, 4};
    return depths[is_deep ? 2 + cas_draw_index(rng, 3) : cas_draw_index(rng, 5)];
}

static size_t draw_width(gsl_rng *rng)
{
    return cas_draw_chance(rng, 50) ? 1 : (size_t)cas_draw_integer(rng, 1, MOST_WIDTH);
}

static void draw_ridges(gsl_rng *rng, bool is_deep, cas_process_draft *d)
{
    cas_sizes sizes;
    cas_sizes_init(&sizes);
    cas_sizes_draw(rng, &sizes);
    cas_process_draft_init(d, draw_depth(rng, is_deep), draw_width(rng));
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

static void draw_linear(gsl_rng *rng, bool is_deep, cas_process_draft *d)
{
    static const char *const slopes[] = {"1/2", "1", "2"};
    const char *c = slopes[cas_draw_index(rng, 3)];
    cas_process_draft_init(d, draw_depth(rng, is_deep), 1);
    mpq_set_ui(d->input.at[0], 1, 1);
    char *text = cas_format("(%s)*(y1 + w1)", c);
    const char *texts[] = {text};
    for (size_t i = 0; i < d->depth; i++)
        cas_process_draft_operator(d, i, 1, 1, 1, texts);
    free(text);
    mpq_set_ui(d->forward, 1, 1);
    mpq_set_ui(d->backward, 1, 1);
    cas_draw_power_of_two(rng, d->ratio, -2, 2);
    d->is_last_only = cas_draw_chance(rng, 50);
    d->is_sign_only = !d->is_last_only;
}

static void draw_twisted(gsl_rng *rng, cas_process_draft *d)
{
    static const char *const scales[] = {"1/16", "1", "16"};
    static const unsigned long sixteenths[] = {1, 16, 256};
    size_t which = cas_draw_index(rng, 3),
           width = (size_t)cas_draw_integer(rng, 1, MOST_WIDTH);
    const char *s = scales[which], *first = "w1", *sum = "y1";
    char *texts[MOST_WIDTH];
    cas_process_draft_init(d, width == 1 ? 2 : 3, 1);
    for (size_t k = 0; k < width; k++)
        texts[k] = cas_format("(%s)^2*sin(y1/(%s))*sin(w%zu/(%s))", s, s, k + 1, s);
    cas_process_draft_operator(d, 0, 1, 1, 1, &first);
    cas_process_draft_operator(d, 1, 1, width, width, (const char *const *)texts);
    for (size_t k = 0; k < width; k++)
        free(texts[k]);
    if (width > 1) {
        sum = width == 2 ? "y1 + y2" : "y1 + y2 + y3";
        cas_process_draft_operator(d, 2, width, 1, 0, &sum);
    }
    cas_draw_power_of_two(rng, d->forward, -10, -4);
    mpq_set_ui(d->backward, sixteenths[which], 16);
    mpq_canonicalize(d->backward);
    mpq_mul(d->forward, d->forward, d->backward);
    mpq_set_ui(d->backward, 1, 1);
    d->is_last_only = true;
}

/* p' = l p + (amplitude)(..), q' = l q + c w. */
static void set_extremal(cas_process_draft *d, const char *l, const char *c,
                         const char *amplitude, const char *wave_number, size_t which)
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
        cas_process_draft_operator(d, i, 2, i + 1 == d->depth ? 1 : 2, 1, texts);
    free(p);
    free(q);
}

/* At q = w = 0, with perturbations much smaller than s; s is 2^-10 or, wide, 2^10.
   Narrow ones have their constants on a domain where |q| <= s/8 and w = 0, so that
   they are tight. */
static void draw_extremal(gsl_rng *rng, bool always_wide, cas_process_draft *d)
{
    static const char *const slopes[] = {"1/2", "1", "3/2"};
    static const char *const amplitudes[] = {"2^-23", "2^-20", "2^-17"};
    bool is_balanced = !always_wide && cas_draw_chance(rng, 40);
    bool is_wide = always_wide || (!is_balanced && cas_draw_chance(rng, 40));
    const char *l = is_balanced ? "1" : slopes[cas_draw_index(rng, 3)];
    const char *c = is_balanced ? "1" : slopes[cas_draw_index(rng, 3)];
    const char *amplitude = is_balanced ? "2^-20" : amplitudes[cas_draw_index(rng, 3)];
    cas_process_draft_init(d, is_balanced ? 3 : draw_depth(rng, false), 2);
    set_extremal(d, l, c, is_wide ? "2^10" : amplitude, is_wide ? "2^-10" : "2^10",
                 cas_draw_index(rng, 3));
    mpq_set_ui(d->forward, 1, is_wide ? 1 : 1UL << 20);
    mpq_set_ui(d->backward, 1, 1UL << 20);
    if (!is_balanced) {
        cas_draw_power_of_two(rng, d->backward, -23, -17);
        cas_draw_power_of_two(rng, d->ratio, -1, 1);
    }
    d->is_balanced = is_balanced;
    d->is_local = !is_wide;
    d->is_last_only = true;
}

/* Polynomials of degree 3 or 4 in one or two variables, in few words. */
static void draw_polynomial(gsl_rng *rng, cas_process_draft *d)
{
    static const char *const texts[] = {"y1^3*w1 - y1*w1", "y1^2*w1 + y1*w1^2/2",
                                        "y1^4*w1/4 + y1", "y1*w1 - y1^3*w1^2"};
    cas_process_draft_init(d, draw_depth(rng, false), 1);
    cas_draw_unit(rng, d->input.at[0]);
    for (size_t i = 0; i < d->depth; i++) {
        const char *text = texts[cas_draw_index(rng, 4)];
        cas_process_draft_operator(d, i, 1, 1, 1, &text);
        mpq_set_si(d->weights[i].at[0], 1 + cas_draw_integer(rng, 0, 3), 4);
        mpq_canonicalize(d->weights[i].at[0]);
    }
    mpq_set_ui(d->forward, 1, 1);
    mpq_set_ui(d->backward, 1, 1);
    d->has_constants = true;
}

void cas_process_draft_draw(gsl_rng *rng, cas_process_style style, cas_process_draft *d)
{
    switch (style) {
    case CAS_PROCESS_LINEAR:
        draw_linear(rng, false, d);
        break;
    case CAS_PROCESS_EXTREMAL:
        draw_extremal(rng, false, d);
        break;
    case CAS_PROCESS_WIDE:
        draw_extremal(rng, true, d);
        break;
    case CAS_PROCESS_DEEP:
        if (cas_draw_chance(rng, 75))
            draw_linear(rng, true, d);
        else
            draw_ridges(rng, true, d);
        break;
    case CAS_PROCESS_TWISTED:
        draw_twisted(rng, d);
        break;
    case CAS_PROCESS_POLYNOMIAL:
        draw_polynomial(rng, d);
        break;
    default:
        draw_ridges(rng, false, d);
    }
}

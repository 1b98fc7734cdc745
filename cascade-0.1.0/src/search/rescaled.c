/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rescaled.h"

#include "arithmetic/memory.h"
#include "claim/chain_instance.h"
#include "claim/generators/chain_generator.h"
#include "claim/generators/process_generator.h"
#include "claim/process_instance.h"

#include <math.h>
#include <stdlib.h>

/* The laws of one perturbation and their numbers before they are rescaled. */
struct node {
    cas_law *laws;
    size_t count;
    cas_rationals *original;
};

struct cas_rescaled {
    const cas_instance_kind *kind;
    void *instance;
    size_t count;
    struct node *nodes;
};

enum { TRIES = 64 };

static void add_node(cas_rescaled *r, cas_law *laws, size_t count)
{
    bool is_zero = true;
    for (size_t k = 0; k < count; k++)
        is_zero = is_zero && cas_law_is_zero(&laws[k]);
    if (is_zero)
        return;
    struct node *node = &r->nodes[r->count++];
    *node = (struct node){laws, count, cas_allocate(count, sizeof *node->original)};
    for (size_t k = 0; k < count; k++)
        cas_rationals_copy(&node->original[k], &laws[k].support);
}

static bool has_domain(const cas_chain *chain)
{
    for (size_t i = 0; i < chain->depth; i++)
        if (!cas_domain_is_everything(&chain->links[i].domain))
            return true;
    return false;
}

static cas_rescaled *rescaled_new(const cas_instance_kind *kind, void *instance,
                                  size_t nodes)
{
    cas_rescaled *r = cas_allocate(1, sizeof *r);
    r->kind = kind;
    r->instance = instance;
    r->nodes = cas_allocate(nodes, sizeof *r->nodes);
    return r;
}

static cas_rescaled *draw_chain(gsl_rng *rng, size_t operators)
{
    cas_chain *chain;
    cas_chain_instance *instance;
    cas_message ignored;
    cas_chain_style style = (cas_chain_style)gsl_rng_uniform_int(rng, CAS_CHAINS_COUNT);
    cas_chain_generate_style(rng, style, operators, &chain);
    if (cas_chain_instance_new(chain, &instance, &ignored) != CAS_OK)
        return NULL;
    cas_rescaled *r = rescaled_new(&cas_chain_kind, instance, 2 * operators);
    for (size_t i = 0; i < operators && !has_domain(chain); i++) {
        add_node(r, &chain->forward[i], 1);
        add_node(r, &chain->backward[i], 1);
    }
    return r;
}

static cas_rescaled *draw_process(const cas_claim *claim, gsl_rng *rng, size_t operators)
{
    cas_process *process = NULL;
    cas_process_instance *instance;
    cas_message ignored;
    size_t nodes = cas_process_nodes(operators);
    for (size_t k = 0; k < TRIES && process == NULL; k++) {
        cas_process_generate(rng, claim->style, &process);
        if (process->chain->depth != operators) {
            cas_process_free(process);
            process = NULL;
        }
    }
    if (process == NULL ||
        cas_process_instance_new(process, &instance, &ignored) != CAS_OK)
        return NULL;
    cas_rescaled *r = rescaled_new(&cas_process_kind, instance, nodes);
    for (size_t node = 1; node < nodes && !has_domain(process->chain); node++)
        add_node(r, process->rules[node].laws, process->rules[node].count);
    return r;
}

cas_rescaled *cas_rescaled_draw(const cas_claim *claim, gsl_rng *rng, size_t operators)
{
    return claim->kind == &cas_chain_kind ? draw_chain(rng, operators)
                                          : draw_process(claim, rng, operators);
}

void cas_rescaled_free(cas_rescaled *rescaled)
{
    if (rescaled == NULL)
        return;
    for (size_t k = 0; k < rescaled->count; k++) {
        struct node *node = &rescaled->nodes[k];
        for (size_t j = 0; j < node->count; j++)
            cas_rationals_clear(&node->original[j]);
        free(node->original);
    }
    free(rescaled->nodes);
    rescaled->kind->free(rescaled->instance);
    free(rescaled);
}

size_t cas_rescaled_coordinates(const cas_rescaled *rescaled)
{
    return rescaled->count;
}

/* In few bits, so that witnesses are short. */
static void set_factor(double logarithm, mpq_t factor)
{
    enum { BITS = 10 };
    int exponent;
    double mantissa = frexp(exp2(logarithm), &exponent);
    mpq_set_d(factor, ldexp(rint(ldexp(mantissa, BITS)), exponent - BITS));
}

void cas_rescaled_set(cas_rescaled *rescaled, const double *factors)
{
    mpq_t factor;
    mpq_init(factor);
    for (size_t k = 0; k < rescaled->count; k++) {
        struct node *node = &rescaled->nodes[k];
        set_factor(factors[k], factor);
        for (size_t j = 0; j < node->count; j++)
            for (size_t i = 0; i < node->original[j].count; i++)
                mpq_mul(node->laws[j].support.at[i], node->original[j].at[i], factor);
    }
    mpq_clear(factor);
}

const void *cas_rescaled_instance(const cas_rescaled *rescaled)
{
    return rescaled->instance;
}

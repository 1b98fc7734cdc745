/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/chain_instance.h"

#include "arithmetic/decimal.h"
#include "arithmetic/memory.h"
#include "chain/chain_file.h"
#include "chain/chain_model.h"
#include "claim/contradiction.h"
#include "claim/generators/chain_generator.h"
#include "claim/generators/state_domain.h"
#include "claim/simplify.h"

#include <stdlib.h>
#include <string.h>

cas_status cas_chain_instance_new(cas_chain *chain, cas_chain_instance **instance,
                                  cas_message *message)
{
    /* Any upper bounds are constants of Assumption 3.  Most families know theirs exactly;
       where boxes are divided, sharper ones cost more than the trial. */
    static const cas_smoothness_options quick = {.tolerance = 0.015625, .boxes = 2000};
    cas_chain_instance *made = cas_allocate(1, sizeof *made);
    made->chain = chain;
    cas_smoothness_init(&made->constants);
    cas_contradictions found;
    cas_status status = cas_chain_smoothness(chain, &quick, &made->constants, message);
    if (status == CAS_OK)
        status = cas_find_contradictions(chain, &made->constants, &found, message);
    made->is_contradicted = status == CAS_OK && found.count > 0;
    if (status != CAS_OK) {
        cas_chain_kind.free(made);
        return status;
    }
    *instance = made;
    return CAS_OK;
}

static void free_instance(void *instance)
{
    cas_chain_instance *old = instance;
    if (old == NULL)
        return;
    cas_chain_free(old->chain);
    cas_smoothness_clear(&old->constants);
    free(old);
}

static char *write_instance(const void *instance)
{
    return cas_chain_write_text(((const cas_chain_instance *)instance)->chain);
}

static cas_status read_instance(const char *text, size_t length, const char *name,
                                void **instance, cas_message *message)
{
    cas_chain *chain;
    cas_chain_instance *made;
    cas_status status = cas_chain_read_text(text, length, name, &chain, message);
    if (status == CAS_OK)
        status = cas_chain_instance_new(chain, &made, message);
    if (status == CAS_OK)
        *instance = made;
    return status;
}

/* Ways to make a chain simpler, numbered from 0 through the whole chain: each
   function below applies number *k of its kind and returns true, or lowers *k by
   how many it has. */

static bool remove_operator(cas_chain *chain, size_t *k)
{
    for (size_t i = 0; i < chain->depth && chain->depth > 2; i++) {
        const cas_operator *op = chain->links[i].op;
        if (op->in != op->out || (*k)-- > 0)
            continue;
        size_t behind = chain->depth - 1 - i;
        cas_operator_free(chain->links[i].op);
        cas_rationals_clear(&chain->links[i].weights);
        cas_domain_clear(&chain->links[i].domain);
        cas_law_clear(&chain->forward[i]);
        cas_law_clear(&chain->backward[i]);
        memmove(&chain->links[i], &chain->links[i + 1], behind * sizeof *chain->links);
        memmove(&chain->forward[i], &chain->forward[i + 1],
                behind * sizeof *chain->forward);
        memmove(&chain->backward[i], &chain->backward[i + 1],
                behind * sizeof *chain->backward);
        chain->depth--;
        if (i == 0) {
            cas_law_clear(&chain->backward[0]);
            cas_law_init(&chain->backward[0], chain->input.count);
        }
        return true;
    }
    return false;
}

static bool drop_law(size_t count, cas_law *laws, size_t *k)
{
    for (size_t i = 0; i < count; i++) {
        if (cas_law_is_zero(&laws[i]) || (*k)-- > 0)
            continue;
        size_t dimension = laws[i].dimension;
        cas_law_clear(&laws[i]);
        cas_law_init(&laws[i], dimension);
        return true;
    }
    return false;
}

static bool simplify_all_numbers(cas_chain *chain, long value, size_t *k)
{
    bool done = cas_simplify_numbers(&chain->input, value, k);
    for (size_t i = 0; i < chain->depth && !done; i++)
        done = cas_simplify_numbers(&chain->links[i].weights, value, k) ||
               cas_simplify_numbers(&chain->forward[i].support, value, k) ||
               cas_simplify_numbers(&chain->backward[i].support, value, k);
    return done;
}

static bool apply(cas_chain *chain, size_t k)
{
    return remove_operator(chain, &k) || drop_law(chain->depth, chain->forward, &k) ||
           drop_law(chain->depth, chain->backward, &k) ||
           simplify_all_numbers(chain, 0, &k) || simplify_all_numbers(chain, 1, &k);
}

static cas_chain *copy_chain(const cas_chain *chain)
{
    char *text = cas_chain_write_text(chain);
    cas_chain *copy;
    cas_message message;
    if (cas_chain_read_text(text, strlen(text), "copy", &copy, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    free(text);
    return copy;
}

static bool has_domain(const cas_chain *chain)
{
    for (size_t i = 0; i < chain->depth; i++)
        if (!cas_domain_is_everything(&chain->links[i].domain))
            return true;
    return false;
}

static bool simplify_instance(const void *instance, size_t attempt, void **simpler)
{
    const cas_chain *chain = ((const cas_chain_instance *)instance)->chain;
    for (size_t k = 0;; k++) {
        cas_chain *copy = copy_chain(chain);
        if (!apply(copy, k)) {
            cas_chain_free(copy);
            return false;
        }
        if (has_domain(copy))
            cas_chain_fit_domains(copy);
        cas_chain_instance *made;
        if (cas_chain_instance_new(copy, &made, NULL) != CAS_OK)
            continue;
        if (attempt-- == 0) {
            *simpler = made;
            return true;
        }
        free_instance(made);
    }
}

cas_status cas_chain_instance_generate(const cas_claim *claim, gsl_rng *rng,
                                       void **instance, cas_message *message)
{
    (void)claim;
    cas_chain *chain;
    cas_chain_instance *made;
    cas_chain_generate(rng, &chain);
    cas_status status = cas_chain_instance_new(chain, &made, message);
    if (status == CAS_OK)
        *instance = made;
    return status;
}

/* The states of a chain are watched: they must lie where the constants were certified. */
typedef struct watch {
    const cas_chain *chain;
    cas_domain *domains; /* widened, one for each operator; NULL: nothing to watch */
} watch;

static cas_status visit_state(void *context, size_t i, const void *y,
                              cas_message *message)
{
    enum { DIGITS = 17 };
    char text[CAS_DECIMAL_TEXT];
    const watch *w = context;
    const cas_domain *domain = &w->domains[i - 1];
    for (size_t k = 0; k < domain->in; k++) {
        mpfi_srcptr state = (const __mpfi_struct *)y + k;
        if (cas_range_contains(&domain->y[k], state))
            continue;
        cas_decimal_shorten(text, sizeof text, DIGITS, &state->left);
        return cas_fail(message, CAS_INPUT,
                        "the state y%zu = %s leaves the domain on which the constants "
                        "are certified; give a larger domain",
                        k + 1, text);
    }
    for (size_t k = 0; k < domain->weights; k++) {
        const cas_range *range = &domain->w[k];
        mpq_srcptr weight = w->chain->links[i - 1].weights.at[k];
        if ((!range->has_lower || mpq_cmp(weight, range->lower) >= 0) &&
            (!range->has_upper || mpq_cmp(weight, range->upper) <= 0))
            continue;
        cas_decimal_shorten_rational(text, sizeof text, DIGITS, weight);
        return cas_fail(message, CAS_INPUT,
                        "the weight w%zu = %s lies outside the domain", k + 1, text);
    }
    return CAS_OK;
}

static void watch_init(watch *w, const cas_chain *chain, const cas_smoothness *constants)
{
    *w = (watch){.chain = chain};
    if (constants->is_declared || !has_domain(chain))
        return;
    w->domains = cas_allocate(chain->depth, sizeof *w->domains);
    for (size_t i = 0; i < chain->depth; i++) {
        cas_domain_copy(&w->domains[i], &chain->links[i].domain);
        cas_domain_widen(&w->domains[i]);
    }
}

static void watch_clear(watch *w)
{
    for (size_t i = 0; w->domains != NULL && i < w->chain->depth; i++)
        cas_domain_clear(&w->domains[i]);
    free(w->domains);
}

cas_status cas_chain_instance_expectation(const cas_chain *chain,
                                          const cas_smoothness *constants,
                                          const cas_arithmetic *arithmetic,
                                          cas_expectation **expectation,
                                          cas_message *message)
{
    watch w;
    cas_expectation_options options = {0};
    watch_init(&w, chain, constants);
    if (w.domains != NULL && strcmp(arithmetic->name, "interval") == 0) {
        options.visit = visit_state;
        options.context = &w;
    }
    cas_status status =
        cas_expectation_new(chain, arithmetic, &options, expectation, message);
    watch_clear(&w);
    return status;
}

static cas_status make_model(const void *instance, const cas_claim *claim,
                             const cas_statement *statement,
                             const cas_arithmetic *arithmetic, cas_model **model,
                             cas_message *message)
{
    const cas_chain_instance *of = instance;
    cas_expectation *expectation;
    (void)claim;
    (void)statement;
    if (of->is_contradicted)
        return CAS_OK;
    cas_status status = cas_chain_instance_expectation(of->chain, &of->constants,
                                                       arithmetic, &expectation, message);
    if (status == CAS_OK)
        *model = cas_chain_model_new(of->chain, (const mpq_t *)of->constants.value,
                                     arithmetic, expectation);
    return status;
}

const cas_instance_kind cas_chain_kind = {
    .name = "chain",
    .format = "cascade-chain/1",
    .free = free_instance,
    .write = write_instance,
    .read = read_instance,
    .simplify = simplify_instance,
    .vocabulary = &cas_chain_vocabulary,
    .model = make_model,
};

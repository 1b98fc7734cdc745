/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain.h"

#include "arithmetic/memory.h"
#include "operator/operator_smoothness.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

cas_status cas_chain_admit(cas_chain_extent *extent, size_t depth, const cas_operator *op,
                           size_t weights, cas_message *message)
{
    size_t index = extent->operators;
    bool is_last = index + 1 == depth;
    if (op->in != extent->out)
        return cas_fail(
            message, CAS_INPUT,
            "operators[%zu]: expected %zu inputs, as many numbers as come in, found %zu",
            index, extent->out, op->in);
    if (weights != op->weights)
        return cas_fail(message, CAS_INPUT,
                        "operators[%zu]: expected %zu weights, found %zu", index,
                        op->weights, weights);
    if (op->out > CAS_CHAIN_WIDTH)
        return cas_fail(message, CAS_LIMIT,
                        "operators[%zu]: expected at most %d outputs, found %zu", index,
                        CAS_CHAIN_WIDTH, op->out);
    if (is_last && op->out != 1)
        return cas_fail(message, CAS_INPUT,
                        "operators[%zu]: expected 1 output, because the chain ends here, "
                        "found %zu",
                        index, op->out);
    extent->numbers += op->in + op->out + op->weights;
    if (extent->numbers > CAS_CHAIN_NUMBERS)
        return cas_fail(
            message, CAS_LIMIT,
            "operators[%zu]: expected at most %d inputs, outputs and weights in "
            "the whole chain, found more",
            index, CAS_CHAIN_NUMBERS);
    extent->operators++;
    extent->out = op->out;
    return CAS_OK;
}

static cas_status check(const cas_rationals *input, size_t depth, cas_operator **ops,
                        const cas_rationals *weights, cas_message *message)
{
    if (input->count < 1 || input->count > CAS_CHAIN_WIDTH)
        return cas_fail(message, CAS_INPUT, "input: expected 1 to %d numbers, found %zu",
                        CAS_CHAIN_WIDTH, input->count);
    if (depth < 2 || depth > CAS_CHAIN_DEPTH)
        return cas_fail(message, CAS_INPUT, "operators: expected 2 to %d, found %zu",
                        CAS_CHAIN_DEPTH, depth);
    cas_chain_extent extent = {.out = input->count};
    for (size_t i = 0; i < depth; i++) {
        cas_status status =
            cas_chain_admit(&extent, depth, ops[i], weights[i].count, message);
        if (status != CAS_OK)
            return status;
    }
    return CAS_OK;
}

cas_status cas_chain_new(const cas_rationals *input, size_t depth, cas_operator **ops,
                         const cas_rationals *weights, cas_chain **chain,
                         cas_message *message)
{
    *chain = NULL;
    cas_status status = check(input, depth, ops, weights, message);
    if (status != CAS_OK) {
        for (size_t i = 0; i < depth; i++)
            cas_operator_free(ops[i]);
        return status;
    }

    cas_chain *fresh = cas_allocate(1, sizeof *fresh);
    fresh->depth = depth;
    cas_rationals_copy(&fresh->input, input);
    fresh->links = cas_allocate(depth, sizeof *fresh->links);
    fresh->forward = cas_allocate(depth, sizeof *fresh->forward);
    fresh->backward = cas_allocate(depth, sizeof *fresh->backward);
    for (size_t i = 0; i < depth; i++) {
        fresh->links[i].op = ops[i];
        cas_rationals_copy(&fresh->links[i].weights, &weights[i]);
        cas_domain_init(&fresh->links[i].domain, ops[i]->in, ops[i]->weights);
        cas_law_init(&fresh->forward[i], ops[i]->out);
        cas_law_init(&fresh->backward[i], ops[i]->in);
    }
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpq_init(fresh->smoothness[c]);
    *chain = fresh;
    return CAS_OK;
}

void cas_chain_free(cas_chain *chain)
{
    if (chain == NULL)
        return;
    for (size_t i = 0; i < chain->depth; i++) {
        cas_operator_free(chain->links[i].op);
        cas_rationals_clear(&chain->links[i].weights);
        cas_domain_clear(&chain->links[i].domain);
        cas_law_clear(&chain->forward[i]);
        cas_law_clear(&chain->backward[i]);
    }
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpq_clear(chain->smoothness[c]);
    cas_rationals_clear(&chain->input);
    free(chain->title);
    free(chain->links);
    free(chain->forward);
    free(chain->backward);
    free(chain);
}

static bool smoothness_equal(const cas_chain *one, const cas_chain *other)
{
    if (one->has_smoothness != other->has_smoothness)
        return false;
    for (size_t c = 0; one->has_smoothness && c < CAS_CONSTANT_COUNT; c++)
        if (!mpq_equal(one->smoothness[c], other->smoothness[c]))
            return false;
    return true;
}

static bool titles_equal(const cas_chain *one, const cas_chain *other)
{
    if (one->title == NULL || other->title == NULL)
        return one->title == other->title;
    return strcmp(one->title, other->title) == 0;
}

bool cas_chain_equal(const cas_chain *one, const cas_chain *other)
{
    if (one->depth != other->depth || !titles_equal(one, other) ||
        !cas_rationals_equal(&one->input, &other->input) || !smoothness_equal(one, other))
        return false;
    for (size_t i = 0; i < one->depth; i++)
        if (!cas_operator_equal(one->links[i].op, other->links[i].op) ||
            !cas_rationals_equal(&one->links[i].weights, &other->links[i].weights) ||
            !cas_domain_equal(&one->links[i].domain, &other->links[i].domain) ||
            !cas_law_equal(&one->forward[i], &other->forward[i]) ||
            !cas_law_equal(&one->backward[i], &other->backward[i]))
            return false;
    return true;
}

size_t cas_chain_scenarios(const cas_chain *chain)
{
    size_t product = 1;
    for (size_t i = 0; i + 1 < chain->depth; i++)
        if (__builtin_mul_overflow(product, chain->forward[i].points, &product))
            return SIZE_MAX;
    return product;
}

size_t cas_chain_weight_count(const cas_chain *chain)
{
    size_t count = 0;
    for (size_t i = 0; i < chain->depth; i++)
        count += chain->links[i].weights.count;
    return count;
}

void cas_smoothness_init(cas_smoothness *smoothness)
{
    for (size_t c = 0; c < CAS_BOUND_COUNT; c++)
        mpq_inits(smoothness->value[c], smoothness->at_least[c], NULL);
    smoothness->is_declared = false;
}

void cas_smoothness_clear(cas_smoothness *smoothness)
{
    for (size_t c = 0; c < CAS_BOUND_COUNT; c++)
        mpq_clears(smoothness->value[c], smoothness->at_least[c], NULL);
}

/* The smallest number of 20 significant decimal digits that is not below x,
   exactly.  x >= 0. */
static cas_status round_up(mpfr_srcptr x, mpq_t r, cas_message *message)
{
    enum { DIGITS = 20 };
    if (mpfr_zero_p(x)) {
        mpq_set_ui(r, 0, 1);
        return CAS_OK;
    }
    mpfr_exp_t exponent;
    char *digits = mpfr_get_str(NULL, &exponent, 10, DIGITS, x, MPFR_RNDU);
    CAS_REQUIRE(digits != NULL);
    char *text = cas_format("0.%se%ld", digits, (long)exponent);
    cas_status status = cas_rational_read(r, text, strlen(text), message);
    free(text);
    mpfr_free_str(digits);
    return status;
}

/* Whether operator i has a twin before it, whose constants are the same. */
static bool is_repeated(const cas_chain *chain, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (cas_operator_equal(chain->links[k].op, chain->links[i].op) &&
            cas_domain_equal(&chain->links[k].domain, &chain->links[i].domain))
            return true;
    return false;
}

static size_t count_unbounded(const cas_range *ranges, size_t count)
{
    size_t unbounded = 0;
    for (size_t i = 0; i < count; i++)
        unbounded += !ranges[i].has_lower || !ranges[i].has_upper;
    return unbounded;
}

/* Adds to the message what cannot be seen from the file: that it is the domain of w that
   is missing, say. */
static void explain(const cas_domain *domain, cas_status status, cas_message *message)
{
    size_t y = count_unbounded(domain->y, domain->in);
    size_t w = count_unbounded(domain->w, domain->weights);
    if (message == NULL || cas_domain_is_everything(domain))
        return;
    const cas_message inner = *message;
    if (status == CAS_UNBOUNDED && y + w > 0)
        cas_fail(message, status,
                 "%.900s (now %zu of %zu y and %zu of %zu w have no bounds)", inner.text,
                 y, domain->in, w, domain->weights);
    else if (status == CAS_DOMAIN)
        cas_fail(message, status, "%.900s (its ends are widened by 2^-64 for rounding)",
                 inner.text);
}

/* Raises both ends of largest to the bounds of operator i on its widened domain. */
static cas_status raise_to_operator(const cas_chain *chain, size_t i,
                                    const cas_smoothness_options *options,
                                    mpfi_t bounds[CAS_BOUND_COUNT],
                                    mpfi_t largest[CAS_BOUND_COUNT], cas_message *message)
{
    const cas_link *link = &chain->links[i];
    cas_domain domain;
    cas_domain_copy(&domain, &link->domain);
    cas_domain_widen(&domain);
    cas_status status =
        cas_smoothness_enclose(link->op, &domain, options, bounds, message);
    if (status == CAS_OK)
        cas_state_lipschitz_enclose(link->op, &domain, options,
                                    &bounds[CAS_JACOBIAN_LIPSCHITZ]->right,
                                    &bounds[CAS_STATE_LIPSCHITZ]);
    cas_domain_clear(&domain);
    if (status != CAS_OK) {
        explain(&link->domain, status, message);
        return cas_fail_in(message, status, "operators[%zu]", i);
    }
    for (size_t c = 0; c < CAS_BOUND_COUNT; c++) {
        mpfr_max(&largest[c]->left, &largest[c]->left, &bounds[c]->left, MPFR_RNDD);
        mpfr_max(&largest[c]->right, &largest[c]->right, &bounds[c]->right, MPFR_RNDU);
    }
    return CAS_OK;
}

cas_status cas_chain_smoothness(const cas_chain *chain,
                                const cas_smoothness_options *options,
                                cas_smoothness *smoothness, cas_message *message)
{
    smoothness->is_declared = chain->has_smoothness;
    if (chain->has_smoothness) {
        for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++)
            mpq_set(smoothness->value[c], chain->smoothness[c]);
        mpq_set(smoothness->value[CAS_STATE_LIPSCHITZ],
                chain->smoothness[CAS_JACOBIAN_LIPSCHITZ]);
        return CAS_OK;
    }

    enum { BITS = 64 };
    mpfi_t bounds[CAS_BOUND_COUNT], largest[CAS_BOUND_COUNT];
    for (size_t c = 0; c < CAS_BOUND_COUNT; c++) {
        mpfi_init2(bounds[c], BITS);
        mpfi_init2(largest[c], BITS);
        mpfi_set_ui(largest[c], 0);
    }
    cas_status status = CAS_OK;
    for (size_t i = 0; i < chain->depth && status == CAS_OK; i++)
        if (!is_repeated(chain, i))
            status = raise_to_operator(chain, i, options, bounds, largest, message);
    for (size_t c = 0; c < CAS_BOUND_COUNT && status == CAS_OK; c++) {
        mpfr_get_q(smoothness->at_least[c], &largest[c]->left);
        status = round_up(&largest[c]->right, smoothness->value[c], message);
    }
    for (size_t c = 0; c < CAS_BOUND_COUNT; c++) {
        mpfi_clear(bounds[c]);
        mpfi_clear(largest[c]);
    }
    return status;
}

/* Size in bits of the numbers that exact arithmetic would meet, roughly: sums
   and products add the sizes of their operands.  It keeps exact arithmetic
   from running away. */
static double exact_size(const cas_chain *chain)
{
    double input = 64, total = 0;
    for (size_t i = 0; i < chain->depth; i++) {
        const cas_program *program = chain->links[i].op->program;
        double *size = cas_allocate(program->node_count, sizeof(double)), output = 0;
        for (size_t k = 0; k < program->node_count; k++) {
            const cas_node *node = &program->nodes[k];
            switch (node->code) {
            case CAS_CONSTANT:
            case CAS_INPUT_W:
                size[k] = 64;
                break;
            case CAS_INPUT_Y:
                size[k] = input;
                break;
            case CAS_NEGATE:
            case CAS_APPLY:
                size[k] = size[node->left];
                break;
            case CAS_POWER:
                size[k] = size[node->left] * fabs((double)node->exponent);
                break;
            case CAS_ADD:
            case CAS_SUBTRACT:
            case CAS_MULTIPLY:
            case CAS_DIVIDE:
                size[k] = size[node->left] + size[node->right];
                break;
            }
            total += size[k];
        }
        for (size_t k = 0; k < program->output_count; k++)
            output = fmax(output, size[program->outputs[k]]);
        input = output + 64;
        free(size);
    }
    return total * (double)cas_chain_scenarios(chain);
}

bool cas_chain_is_rational(const cas_chain *chain)
{
    for (size_t i = 0; i < chain->depth; i++)
        if (!cas_program_is_rational(chain->links[i].op->program))
            return false;
    return true;
}

bool cas_chain_can_be_exact(const cas_chain *chain)
{
    return cas_chain_is_rational(chain) && exact_size(chain) < 1e7;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/pass.h"

#include "arithmetic/arena.h"
#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "operator/stage.h"

#include <stdlib.h>

cas_pass *cas_pass_new(const cas_chain *chain, const cas_arithmetic *arithmetic,
                       bool reference)
{
    CAS_REQUIRE(!reference || arithmetic == &cas_arithmetic_double);
    size_t depth = chain->depth;
    cas_pass *pass = cas_allocate(1, sizeof *pass);
    pass->chain = chain;
    pass->arithmetic = arithmetic;
    pass->stages = cas_allocate(depth, sizeof(cas_stage *));
    pass->y = cas_allocate(depth + 1, sizeof(void *));
    pass->v = cas_allocate(depth + 1, sizeof(void *));
    pass->u = cas_allocate(depth + 1, sizeof(void *));
    pass->arena = cas_arena_new(arithmetic);
    pass->y[0] = cas_arena_numbers(pass->arena, chain->input.count);
    for (size_t i = 1; i <= depth; i++) {
        const cas_link *link = &chain->links[i - 1];
        pass->stages[i - 1] = reference
                                  ? cas_stage_new_reference(link->op, link->weights.at)
                                  : cas_stage_new(link->op, arithmetic, link->weights.at);
        pass->y[i] = cas_arena_numbers(pass->arena, link->op->out);
        pass->v[i] = cas_arena_numbers(pass->arena, link->op->out);
        pass->u[i] = cas_arena_numbers(pass->arena, link->op->weights);
    }
    cas_vector_set_rationals(arithmetic, chain->input.count, pass->y[0], chain->input.at);
    return pass;
}

void cas_pass_free(cas_pass *pass)
{
    if (pass == NULL)
        return;
    for (size_t i = 0; i < pass->chain->depth; i++)
        cas_stage_free(pass->stages[i]);
    cas_arena_free(pass->arena);
    free(pass->stages);
    free(pass->y);
    free(pass->v);
    free(pass->u);
    free(pass);
}

void cas_pass_set_weights(cas_pass *pass, const void *weights)
{
    size_t first = 0;
    for (size_t i = 0; i < pass->chain->depth; i++) {
        cas_stage_set_weights(pass->stages[i],
                              cas_at_const(pass->arithmetic, weights, first));
        first += pass->chain->links[i].op->weights;
    }
}

static cas_status run_forward(cas_pass *pass, const void *const *delta,
                              cas_message *message)
{
    for (size_t i = 1; i <= pass->chain->depth; i++) {
        cas_stage *stage = pass->stages[i - 1];
        cas_status status = cas_stage_evaluate(stage, pass->y[i - 1], message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "operators[%zu]", i - 1);
        size_t width = cas_chain_width(pass->chain, i);
        if (delta != NULL && delta[i] != NULL)
            cas_vector_add(pass->arithmetic, width, pass->y[i], cas_stage_output(stage),
                           delta[i]);
        else
            cas_vector_copy(pass->arithmetic, width, pass->y[i], cas_stage_output(stage));
    }
    return CAS_OK;
}

static cas_status run_backward(cas_pass *pass, const void *const *epsilon,
                               cas_message *message)
{
    size_t depth = pass->chain->depth;
    pass->arithmetic->set_integer(pass->v[depth], 1);
    for (size_t i = depth; i >= 1; i--) {
        void *below = i >= 2 ? pass->v[i - 1] : NULL;
        cas_status status = cas_stage_pullback(pass->stages[i - 1], pass->v[i], below,
                                               pass->u[i], message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "operators[%zu]", i - 1);
        if (below != NULL && epsilon != NULL && epsilon[i] != NULL)
            cas_vector_add(pass->arithmetic, cas_chain_width(pass->chain, i - 1), below,
                           below, epsilon[i]);
    }
    return CAS_OK;
}

cas_status cas_pass_perturbed(cas_pass *pass, const void *const *delta,
                              const void *const *epsilon, cas_message *message)
{
    cas_status status = run_forward(pass, delta, message);
    return status == CAS_OK ? run_backward(pass, epsilon, message) : status;
}

cas_status cas_pass_exact(cas_pass *pass, cas_message *message)
{
    return cas_pass_perturbed(pass, NULL, NULL, message);
}

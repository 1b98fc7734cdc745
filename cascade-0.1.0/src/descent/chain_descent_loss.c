/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/chain_descent_loss.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "chain/pass.h"
#include "operator/stage.h"

#include <stdlib.h>

struct cas_chain_loss {
    const cas_chain_descent *descent;
    const cas_arithmetic *arithmetic;
    cas_pass *pass;
    cas_stage *regulariser;
    void *work; /* NUMBERS numbers */
};

enum { ZERO, ONE, PROBABILITY, SCRATCH, NUMBERS };

cas_chain_loss *cas_chain_loss_new(const cas_chain_descent *descent,
                                   const cas_arithmetic *arithmetic)
{
    cas_chain_loss *loss = cas_allocate(1, sizeof *loss);
    loss->descent = descent;
    loss->arithmetic = arithmetic;
    loss->pass = cas_pass_new(cas_chain_descent_chain(descent), arithmetic, false);
    loss->regulariser = cas_stage_new(descent->regulariser, arithmetic,
                                      (const mpq_t *)descent->minimizer.at);
    loss->work = cas_numbers_new(arithmetic, NUMBERS);
    arithmetic->set_integer(cas_at(arithmetic, loss->work, ONE), 1);
    return loss;
}

void cas_chain_loss_free(cas_chain_loss *loss)
{
    if (loss == NULL)
        return;
    cas_pass_free(loss->pass);
    cas_stage_free(loss->regulariser);
    cas_numbers_free(loss->arithmetic, loss->work, NUMBERS);
    free(loss);
}

/* Adds the terms of the sample number k. */
static cas_status add_sample(cas_chain_loss *loss, const cas_law *law, size_t k,
                             void *value, void *gradient, cas_message *message)
{
    const cas_arithmetic *a = loss->arithmetic;
    const cas_chain *chain = loss->pass->chain;
    void *p = cas_at(a, loss->work, PROBABILITY);
    void *scratch = cas_at(a, loss->work, SCRATCH);
    a->set_rational(p, law->probability.at[k]);
    cas_vector_set_rationals(a, law->dimension, loss->pass->y[0],
                             (const mpq_t *)law->support.at + k * law->dimension);
    cas_status status = cas_pass_exact(loss->pass, message);
    if (status != CAS_OK)
        return status;
    cas_vector_add_scaled(a, 1, value, p, loss->pass->y[chain->depth], scratch);
    for (size_t i = 1, first = 0; i <= chain->depth; i++) {
        size_t count = chain->links[i - 1].op->weights;
        cas_vector_add_scaled(a, count, cas_at(a, gradient, first), p, loss->pass->u[i],
                              scratch);
        first += count;
    }
    return CAS_OK;
}

cas_status cas_chain_loss_at(cas_chain_loss *loss, const void *w, void *value,
                             void *gradient, void *slope, cas_message *message)
{
    const cas_arithmetic *a = loss->arithmetic;
    const cas_law *law = &loss->descent->mode[0].process->rules[0].laws[0];
    size_t n = loss->descent->minimizer.count;
    cas_stage_set_weights(loss->regulariser, w);
    cas_pass_set_weights(loss->pass, w);
    cas_status status =
        cas_stage_evaluate(loss->regulariser, cas_at(a, loss->work, ZERO), message);
    if (status == CAS_OK)
        status = cas_stage_pullback(loss->regulariser, cas_at(a, loss->work, ONE), NULL,
                                    slope, message);
    if (status != CAS_OK)
        return cas_fail_in(message, status, "regulariser");
    a->set(value, cas_stage_output(loss->regulariser));
    cas_vector_copy(a, n, gradient, slope);
    for (size_t k = 0; k < law->points && status == CAS_OK; k++)
        if (mpq_sgn(law->probability.at[k]) > 0)
            status = add_sample(loss, law, k, value, gradient, message);
    return status;
}

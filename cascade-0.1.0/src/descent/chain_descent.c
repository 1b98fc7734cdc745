/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/chain_descent.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

static void push_mode(cas_chain_descent *d, cas_process *process)
{
    size_t branches = cas_process_branches(process, 0);
    cas_mode *mode = &d->mode[d->modes];
    mode->process = process;
    mode->next = cas_allocate(branches, sizeof *mode->next);
    for (size_t b = 0; b < branches; b++)
        mode->next[b] = d->modes;
    d->modes++;
}

cas_chain_descent *cas_chain_descent_new(cas_process *process, cas_operator *regulariser)
{
    cas_chain_descent *d = cas_allocate(1, sizeof *d);
    push_mode(d, process);
    d->regulariser = regulariser;
    mpq_inits(d->step_size, d->smoothness, d->convexity, NULL);
    cas_rationals_init(&d->minimizer, cas_chain_weight_count(process->chain));
    d->steps = 1;
    cas_smoothness_init(&d->constants);
    return d;
}

void cas_chain_descent_free(cas_chain_descent *descent)
{
    if (descent == NULL)
        return;
    for (size_t m = 0; m < descent->modes; m++) {
        cas_process_free(descent->mode[m].process);
        free(descent->mode[m].next);
    }
    cas_operator_free(descent->regulariser);
    mpq_clears(descent->step_size, descent->smoothness, descent->convexity, NULL);
    cas_rationals_clear(&descent->minimizer);
    cas_smoothness_clear(&descent->constants);
    free(descent);
}

cas_status cas_chain_descent_add(cas_chain_descent *descent, cas_process *process,
                                 cas_message *message)
{
    const cas_process *first = descent->mode[0].process;
    cas_status status = CAS_OK;
    if (descent->modes == CAS_DESCENT_MODES)
        status =
            cas_fail(message, CAS_LIMIT, "expected at most %d modes", CAS_DESCENT_MODES);
    else if (!cas_chain_equal(process->chain, first->chain))
        status = cas_fail(message, CAS_INPUT, "expected the chain of the first mode");
    else if (!cas_law_equal(&process->rules[0].laws[0], &first->rules[0].laws[0]))
        status = cas_fail(message, CAS_INPUT, "expected the input of the first mode");
    if (status == CAS_OK)
        push_mode(descent, process);
    else
        cas_process_free(process);
    return status;
}

cas_status cas_chain_descent_certify(cas_chain_descent *descent, cas_message *message)
{
    static const cas_smoothness_options quick = {.tolerance = 1, .boxes = 8};
    return cas_chain_smoothness(cas_chain_descent_chain(descent), &quick,
                                &descent->constants, message);
}

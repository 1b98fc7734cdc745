/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/chain_descent_instance.h"

#include "claim/simplify.h"
#include "descent/chain_descent_file.h"
#include "descent/descent_vocabulary.h"

#include <stdlib.h>
#include <string.h>

static const cas_chain_descent_data *data_of(const cas_claim *claim)
{
    static const cas_chain_descent_data plain = {0};
    return claim->data != NULL ? claim->data : &plain;
}

static void free_instance(void *instance)
{
    cas_chain_descent_free(instance);
}

static char *write_instance(const void *instance)
{
    return cas_chain_descent_write(instance);
}

static cas_status read_instance(const char *text, size_t length, const char *name,
                                void **instance, cas_message *message)
{
    cas_chain_descent *descent;
    cas_status status = cas_chain_descent_read(text, length, name, &descent, message);
    if (status == CAS_OK)
        *instance = descent;
    return status;
}

static cas_status model_instance(const void *instance, const cas_claim *claim,
                                 const cas_statement *statement,
                                 const cas_arithmetic *arithmetic, cas_model **model,
                                 cas_message *message)
{
    const cas_put_in *put_in = &data_of(claim)->put_in;
    (void)statement;
    return cas_chain_descent_model_new(instance, put_in->error != NULL ? put_in : NULL,
                                       arithmetic, model, message);
}

/* Ways to make a descent simpler; each applies number *k of its kind and returns true,
   or lowers *k by how many it has.  x, the loss and its constants stay. */
static bool shorten(cas_chain_descent *d, size_t *k)
{
    if (d->steps == 1 || (*k)-- > 0)
        return false;
    d->steps = (d->steps + 1) / 2;
    return true;
}

/* The last mode is left out, and steps of the first one follow where it came. */
static bool leave_out_mode(cas_chain_descent *d, size_t *k)
{
    if (d->modes == 1 || (*k)-- > 0)
        return false;
    cas_mode *last = &d->mode[--d->modes];
    cas_process_free(last->process);
    free(last->next);
    for (size_t m = 0; m < d->modes; m++)
        for (size_t b = 0; b < cas_process_branches(d->mode[m].process, 0); b++)
            if (d->mode[m].next[b] == d->modes)
                d->mode[m].next[b] = 0;
    return true;
}

static bool silence_node(cas_chain_descent *d, size_t *k)
{
    for (size_t m = 0; m < d->modes; m++) {
        cas_process *process = d->mode[m].process;
        for (size_t node = cas_process_nodes(process->chain->depth); node-- > 1;) {
            const cas_rule *rule = &process->rules[node];
            if ((rule->count == 1 && cas_law_is_zero(&rule->laws[0])) || (*k)-- > 0)
                continue;
            cas_law law;
            cas_law_init(&law, cas_process_dimension(process, node));
            cas_status status =
                cas_process_set_rule(process, node, CAS_GIVEN_NOTHING, 1, &law, NULL);
            cas_law_clear(&law);
            return status == CAS_OK;
        }
    }
    return false;
}

static bool simplify_numbers(cas_chain_descent *d, long value, size_t *k)
{
    for (size_t m = 0; m < d->modes; m++) {
        cas_process *process = d->mode[m].process;
        for (size_t node = 1; node < cas_process_nodes(process->chain->depth); node++)
            for (size_t j = 0; j < process->rules[node].count; j++)
                if (cas_simplify_numbers(&process->rules[node].laws[j].support, value, k))
                    return true;
    }
    return false;
}

static bool simplify(const void *instance, size_t attempt, void **simpler)
{
    enum { MOST_REFUSED = 16 };
    char *text = cas_chain_descent_write(instance);
    bool is_done = false;
    for (size_t k = attempt; k < attempt + MOST_REFUSED && !is_done; k++) {
        cas_chain_descent *copy;
        cas_message message;
        size_t left = k;
        if (cas_chain_descent_read(text, strlen(text), "copy", &copy, &message) != CAS_OK)
            cas_panic(__FILE__, __LINE__, message.text);
        is_done = shorten(copy, &left) || leave_out_mode(copy, &left) ||
                  silence_node(copy, &left) || simplify_numbers(copy, 0, &left) ||
                  simplify_numbers(copy, 1, &left);
        if (is_done)
            *simpler = copy;
        else
            cas_chain_descent_free(copy);
    }
    free(text);
    return is_done;
}

const cas_instance_kind cas_chain_descent_kind = {
    .name = "chain-descent",
    .format = "cascade-chain-descent/1",
    .free = free_instance,
    .write = write_instance,
    .read = read_instance,
    .simplify = simplify,
    .vocabulary = &cas_descent_vocabulary,
    .model = model_instance,
};

cas_status cas_chain_descent_claim_generate(const cas_claim *claim, gsl_rng *rng,
                                            void **instance, cas_message *message)
{
    (void)message;
    *instance = cas_chain_descent_generate(rng, &data_of(claim)->options);
    return CAS_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"

#include "arithmetic/memory.h"
#include "claim/generators/process_generator.h"
#include "claim/simplify.h"
#include "process/process_model.h"
#include "process/process_file.h"

#include <stdlib.h>
#include <string.h>

cas_status cas_process_instance_new(cas_process *process, cas_process_instance **instance,
                                    cas_message *message)
{
    /* Any upper bounds are constants of Assumption 3; the audit certifies those
       of thousands of processes, and the generator draws domains on which a few
       boxes are enough. */
    static const cas_smoothness_options quick = {.tolerance = 1, .boxes = 8};
    cas_process_instance *made = cas_allocate(1, sizeof *made);
    made->process = process;
    cas_smoothness_init(&made->constants);
    cas_status status =
        cas_chain_smoothness(process->chain, &quick, &made->constants, message);
    if (status != CAS_OK) {
        cas_process_kind.free(made);
        return status;
    }
    *instance = made;
    return CAS_OK;
}

static void free_instance(void *instance)
{
    cas_process_instance *old = instance;
    if (old == NULL)
        return;
    cas_process_free(old->process);
    cas_smoothness_clear(&old->constants);
    free(old);
}

static char *write_instance(const void *instance)
{
    return cas_process_write_text(((const cas_process_instance *)instance)->process);
}

static cas_status read_instance(const char *text, size_t length, const char *name,
                                void **instance, cas_message *message)
{
    cas_process *process;
    cas_process_instance *made;
    cas_status status = cas_process_read_text(text, length, name, &process, message);
    if (status == CAS_OK)
        status = cas_process_instance_new(process, &made, message);
    if (status == CAS_OK)
        *instance = made;
    return status;
}

static cas_process *copy_process(const cas_process *process)
{
    char *text = cas_process_write_text(process);
    cas_process *copy;
    cas_message message;
    if (cas_process_read_text(text, strlen(text), "copy", &copy, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    free(text);
    return copy;
}

/* Ways to make a process simpler, numbered from 0 through the whole process: each
   function below applies number *k of its kind and returns true, or lowers *k by
   how many it has. */

/* A node becomes certain: the first law's first point, or (for perturbations) 0. */
static bool make_certain(cas_process *process, bool to_zero, size_t *k)
{
    for (size_t node = cas_process_nodes(process->chain->depth); node-- > 0;) {
        const cas_rule *rule = &process->rules[node];
        bool is_certain = rule->count == 1 && rule->laws[0].points == 1;
        if (to_zero ? node == 0 || (is_certain && cas_law_is_zero(&rule->laws[0]))
                    : is_certain)
            continue;
        if ((*k)-- > 0)
            continue;
        cas_law law;
        cas_law_init(&law, cas_process_dimension(process, node));
        for (size_t j = 0; j < law.dimension && !to_zero; j++)
            mpq_set(law.support.at[j], rule->laws[0].support.at[j]);
        cas_status status =
            cas_process_set_rule(process, node, CAS_GIVEN_NOTHING, 1, &law, NULL);
        cas_law_clear(&law);
        return status == CAS_OK;
    }
    return false;
}

/* A law no longer depends on the past. */
static bool make_independent(cas_process *process, size_t *k)
{
    for (size_t node = 1; node < cas_process_nodes(process->chain->depth); node++) {
        const cas_rule *rule = &process->rules[node];
        if (rule->given == CAS_GIVEN_NOTHING || (*k)-- > 0)
            continue;
        cas_law law;
        cas_law_copy(&law, &rule->laws[0]);
        cas_status status =
            cas_process_set_rule(process, node, CAS_GIVEN_NOTHING, 1, &law, NULL);
        cas_law_clear(&law);
        return status == CAS_OK;
    }
    return false;
}

static bool simplify_all_numbers(cas_process *process, long value, size_t *k)
{
    bool done = false;
    for (size_t i = 0; i < process->chain->depth && !done; i++)
        done = cas_simplify_numbers(&process->chain->links[i].weights, value, k);
    for (size_t node = 0; node < cas_process_nodes(process->chain->depth) && !done;
         node++)
        for (size_t j = 0; j < process->rules[node].count && !done; j++)
            done = cas_simplify_numbers(&process->rules[node].laws[j].support, value, k);
    return done;
}

static bool apply(cas_process *process, size_t k)
{
    return make_certain(process, true, &k) || make_certain(process, false, &k) ||
           make_independent(process, &k) || simplify_all_numbers(process, 0, &k) ||
           simplify_all_numbers(process, 1, &k);
}

/* How many attempts `apply` may refuse before it has none left. */
enum { MOST_REFUSED = 64 };

static bool simplify_instance(const void *instance, size_t attempt, void **simpler)
{
    const cas_process *process = ((const cas_process_instance *)instance)->process;
    size_t refused = 0;
    for (size_t k = attempt; refused < MOST_REFUSED; k++) {
        cas_process *copy = copy_process(process);
        cas_process_instance *made;
        if (!apply(copy, k)) {
            cas_process_free(copy);
            return false;
        }
        if (cas_process_instance_new(copy, &made, NULL) == CAS_OK) {
            *simpler = made;
            return true;
        }
        refused++;
    }
    return false;
}

static cas_status make_model(const void *instance, const cas_claim *claim,
                             const cas_statement *statement,
                             const cas_arithmetic *arithmetic, cas_model **model,
                             cas_message *message)
{
    const cas_process_instance *of = instance;
    (void)statement;
    cas_status status =
        cas_process_model_new(of->process, (const mpq_t *)of->constants.value, arithmetic,
                              cas_claim_reads(claim, "x-in-F"), model, message);
    if (status == CAS_OK && !of->constants.is_declared &&
        strcmp(arithmetic->name, "interval") == 0 &&
        !cas_run_is_inside(cas_process_model_run(*model), NULL)) {
        (*model)->free(*model);
        *model = NULL;
    }
    return status;
}

const cas_instance_kind cas_process_kind = {
    .name = "process",
    .format = "cascade-process/1",
    .free = free_instance,
    .write = write_instance,
    .read = read_instance,
    .simplify = simplify_instance,
    .vocabulary = &cas_chain_vocabulary,
    .model = make_model,
};

cas_status cas_process_instance_generate(const cas_claim *claim, gsl_rng *rng,
                                         void **instance, cas_message *message)
{
    cas_process *process;
    cas_process_instance *made;
    cas_process_generate(rng, claim->style, &process);
    cas_status status = cas_process_instance_new(process, &made, message);
    if (status == CAS_OK)
        *instance = made;
    return status;
}

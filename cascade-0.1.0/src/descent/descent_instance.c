/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_instance.h"

#include "descent/descent_file.h"
#include "descent/descent_model.h"
#include "descent/descent_vocabulary.h"

#include <stdlib.h>
#include <string.h>

static void free_instance(void *instance)
{
    cas_descent_free(instance);
}

static char *write_instance(const void *instance)
{
    return cas_descent_write(instance);
}

static cas_status read_instance(const char *text, size_t length, const char *name,
                                void **instance, cas_message *message)
{
    cas_descent *descent;
    cas_status status = cas_descent_read(text, length, name, &descent, message);
    if (status == CAS_OK)
        *instance = descent;
    return status;
}

static cas_status model_instance(const void *instance, const cas_claim *claim,
                                 const cas_statement *statement,
                                 const cas_arithmetic *arithmetic, cas_model **model,
                                 cas_message *message)
{
    (void)claim;
    (void)statement;
    return cas_descent_model_new(instance, arithmetic, model, message);
}

static void set_zero(cas_rationals *numbers)
{
    for (size_t k = 0; k < numbers->count; k++)
        mpq_set_ui(numbers->at[k], 0, 1);
}

/* What one simplification does to every outcome. */
static void simplify_outcome(cas_outcome *outcome, size_t attempt)
{
    if (attempt == 2)
        set_zero(&outcome->noise);
    if (attempt == 3)
        set_zero(&outcome->shift);
    if (attempt == 4)
        set_zero(&outcome->error);
    if (attempt == 5)
        mpq_set_ui(outcome->of_gradient, 0, 1);
    if (attempt == 6)
        mpq_set_ui(outcome->of_noise, 0, 1);
}

/* Half the steps, the first phase alone, then noise, shifts, and the parts of the error
   left out. A neighbour that is the instance itself is of no use, and is passed over. */
static bool simplify(const void *instance, size_t attempt, void **simpler)
{
    const cas_descent *descent = instance;
    char *before = cas_descent_write(descent), *after = NULL;
    cas_descent *copy = NULL;
    cas_message message;
    enum { ATTEMPTS = 7 };
    for (; attempt < ATTEMPTS; attempt++) {
        CAS_REQUIRE(cas_descent_read(before, strlen(before), "copy", &copy, &message) ==
                    CAS_OK);
        if (attempt == 0)
            copy->steps = (copy->steps + 1) / 2;
        while (attempt == 1 && copy->phases > 1)
            cas_phase_clear(&copy->phase[--copy->phases]);
        for (size_t p = 0; p < copy->phases; p++)
            for (size_t j = 0; j < copy->phase[p].outcomes; j++)
                simplify_outcome(&copy->phase[p].outcome[j], attempt);
        after = cas_descent_write(copy);
        bool is_same = strcmp(before, after) == 0;
        free(after);
        if (!is_same)
            break;
        cas_descent_free(copy);
        copy = NULL;
    }
    free(before);
    *simpler = copy;
    return copy != NULL;
}

const cas_instance_kind cas_descent_kind = {
    .name = "descent",
    .format = "cascade-descent/1",
    .free = free_instance,
    .write = write_instance,
    .read = read_instance,
    .simplify = simplify,
    .vocabulary = &cas_descent_vocabulary,
    .model = model_instance,
};

cas_status cas_descent_claim_generate(const cas_claim *claim, gsl_rng *rng,
                                      void **instance, cas_message *message)
{
    static const cas_descent_options plain = {0};
    (void)message;
    *instance = cas_descent_generate(rng, claim->data != NULL ? claim->data : &plain);
    return CAS_OK;
}

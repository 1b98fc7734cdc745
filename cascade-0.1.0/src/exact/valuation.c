/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/valuation.h"

#include "arithmetic/memory.h"
#include "formula/evaluate.h"

#include <stdlib.h>

/* Invariant: `model` is the first member. */
struct cas_valuation {
    cas_model model;
    size_t names;
    void *values;
    cas_evaluator *evaluator;
};

static cas_status name_value(cas_model *self, size_t symbol, const long *index,
                             cas_variable *r, cas_message *message)
{
    (void)index;
    (void)message;
    *r = (cas_variable){
        .rows = 1, .columns = 1, .at = cas_valuation_at((cas_valuation *)self, symbol)};
    return CAS_OK;
}

static void free_model(cas_model *self)
{
    cas_valuation_free((cas_valuation *)self);
}

static size_t count_names(const cas_vocabulary *vocabulary)
{
    size_t count = 0;
    while (vocabulary->symbols[count].name != NULL)
        count++;
    return count;
}

cas_valuation *cas_valuation_new(const cas_arithmetic *arithmetic,
                                 const cas_vocabulary *vocabulary, const mpq_t *values)
{
    cas_valuation *valuation = cas_allocate(1, sizeof *valuation);
    valuation->model = (cas_model){
        .workspace = {.arithmetic = arithmetic, .arena = cas_arena_new(arithmetic)},
        .vocabulary = vocabulary,
        .rest = CAS_NEVER_AT_REST,
        .value = name_value,
        .free = free_model};
    valuation->names = count_names(vocabulary);
    valuation->values = cas_numbers_new(arithmetic, valuation->names);
    for (size_t k = 0; k < valuation->names && values != NULL; k++)
        arithmetic->set_rational(cas_valuation_at(valuation, k), values[k]);
    valuation->evaluator = cas_evaluator_new(&valuation->model);
    return valuation;
}

void cas_valuation_free(cas_valuation *valuation)
{
    if (valuation == NULL)
        return;
    cas_evaluator_free(valuation->evaluator);
    cas_numbers_free(valuation->model.workspace.arithmetic, valuation->values,
                     valuation->names);
    cas_arena_free(valuation->model.workspace.arena);
    free(valuation);
}

cas_model *cas_valuation_model(cas_valuation *valuation)
{
    return &valuation->model;
}

void *cas_valuation_at(cas_valuation *valuation, size_t symbol)
{
    return cas_at(valuation->model.workspace.arithmetic, valuation->values, symbol);
}

cas_status cas_valuation_evaluate(cas_valuation *valuation, const cas_formula *formula,
                                  const long *index, const void **value,
                                  cas_message *message)
{
    const cas_workspace *workspace = &valuation->model.workspace;
    cas_variable variable;
    cas_status status =
        cas_evaluate(valuation->evaluator, formula, index, &variable, message);
    if (status != CAS_OK)
        return status;
    *value = cas_variable_at(workspace, variable, 0, 0);
    return workspace->arithmetic->is_defined(*value)
               ? CAS_OK
               : cas_fail(message, CAS_DOMAIN, "the value is not defined");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/values.h"

#include "exact/valuation.h"

#include <string.h>

static void free_instance(void *instance)
{
    cas_values_free(instance);
}

static char *write_instance(const void *instance)
{
    return cas_values_write(instance);
}

static cas_status read_instance(const char *text, size_t length, const char *name,
                                void **instance, cas_message *message)
{
    cas_values *values;
    cas_status status = cas_values_read(text, length, name, &values, message);
    if (status == CAS_OK)
        *instance = values;
    return status;
}

static bool is_about(const void *instance, const cas_claim *claim)
{
    return strcmp(((const cas_values *)instance)->claim, claim->id) == 0;
}

/* The place of a name in the file; the number of names where it is not there. */
static size_t find_name(const cas_values *values, const char *name)
{
    size_t k = 0;
    while (k < values->at.count && strcmp(values->name[k], name) != 0)
        k++;
    return k;
}

/* The size of an instance, from the value of its name. */
static cas_status read_size(const cas_values *values, mpq_srcptr value, long *size,
                            cas_message *message)
{
    if (mpz_cmp_ui(mpq_denref(value), 1) != 0 || mpq_cmp_ui(value, 2, 1) < 0 ||
        mpq_cmp_ui(value, CAS_VALUES_SIZE, 1) > 0)
        return cas_fail(message, CAS_INPUT, "%s: expected a size from 2 to %d",
                        values->claim, CAS_VALUES_SIZE);
    *size = mpz_get_si(mpq_numref(value));
    return CAS_OK;
}

/* Puts the file's numbers in their names' places. */
static cas_status set_values(const cas_values *values, const cas_vocabulary *vocabulary,
                             const cas_arithmetic *arithmetic, cas_valuation *valuation,
                             cas_message *message)
{
    size_t count = 0;
    cas_status status = CAS_OK;
    for (; vocabulary->symbols[count].name != NULL && status == CAS_OK; count++) {
        const cas_symbol *symbol = &vocabulary->symbols[count];
        size_t k = find_name(values, symbol->name);
        if (k == values->at.count)
            return cas_fail(message, CAS_INPUT, "%s: expected a value of %s",
                            values->claim, symbol->name);
        arithmetic->set_rational(cas_valuation_at(valuation, count), values->at.at[k]);
        if (symbol->is_integer)
            status = read_size(values, values->at.at[k],
                               &cas_valuation_model(valuation)->size, message);
    }
    if (status == CAS_OK && count < values->at.count)
        return cas_fail(message, CAS_INPUT, "%s: expected %zu values, found %zu",
                        values->claim, count, values->at.count);
    return status;
}

static cas_status make_model(const void *instance, const cas_claim *claim,
                             const cas_statement *statement,
                             const cas_arithmetic *arithmetic, cas_model **model,
                             cas_message *message)
{
    *model = NULL;
    if (!is_about(instance, claim))
        return CAS_OK;
    cas_valuation *valuation = cas_valuation_new(arithmetic, statement->vocabulary, NULL);
    cas_status status =
        set_values(instance, statement->vocabulary, arithmetic, valuation, message);
    if (status == CAS_OK)
        *model = cas_valuation_model(valuation);
    else
        cas_valuation_free(valuation);
    return status;
}

const cas_instance_kind cas_values_kind = {
    .name = "values",
    .format = "cascade-values/1",
    .free = free_instance,
    .write = write_instance,
    .read = read_instance,
    .is_about = is_about,
    .model = make_model,
};

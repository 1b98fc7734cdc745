/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/perturbation_file.h"

#include "arithmetic/memory.h"
#include "file/json_fields.h"

#include <stdlib.h>

cas_status cas_law_read(const cas_json *json, const cas_json_value *entry, cas_law *law)
{
    const cas_json_value *support_value;
    cas_status status = cas_json_require(json, entry, "support", &support_value);
    if (status != CAS_OK)
        return status;
    cas_rationals support = {0}, probability = {0};
    status = cas_json_read_array(json, support_value, 1, CAS_CHAIN_SCENARIOS, "point");
    if (status == CAS_OK)
        status = cas_json_read_rows(json, support_value, law->dimension, &support);
    const cas_json_value *v = cas_json_member(entry, "probability");
    if (status == CAS_OK && v != NULL)
        status = cas_json_read_numbers(json, v, 1, CAS_CHAIN_SCENARIOS, &probability);
    if (status == CAS_OK) {
        status = cas_law_set(law, law->dimension, cas_json_count(support_value), &support,
                             v == NULL ? NULL : &probability, json->message);
        if (status != CAS_OK)
            cas_json_fail_within(json, entry, status);
    }
    cas_rationals_clear(&support);
    cas_rationals_clear(&probability);
    return status;
}

cas_status cas_entries_find(const cas_json *json, const cas_json_value *object,
                            const char *key, size_t first, size_t last,
                            const cas_json_value **entries)
{
    const cas_json_value *list = cas_json_member(object, key), *at;
    if (list == NULL)
        return CAS_OK;
    cas_status status = cas_json_read_array(json, list, 0, last, "perturbation");
    const cas_json_value *end = cas_json_next(list), *entry = cas_json_first(list);
    for (; status == CAS_OK && entry != end; entry = cas_json_next(entry)) {
        size_t place = 0;
        status = json_is_object(entry->value)
                     ? cas_json_require(json, entry, "at", &at)
                     : cas_json_expected(json, entry, "an object");
        if (status == CAS_OK)
            status = cas_json_read_size(json, at, first, last, &place);
        if (status == CAS_OK && entries[place] != NULL)
            status = cas_json_expected(json, at, "each operator once");
        if (status == CAS_OK)
            entries[place] = entry;
    }
    return status;
}

/* One direction: entries for operators first..depth, counted from 1. */
static cas_status read_direction(const cas_json *json, const cas_json_value *perturbation,
                                 const char *key, size_t first, size_t depth,
                                 cas_law *laws)
{
    static const char *const keys[] = {"at", "support", "probability", NULL};
    const cas_json_value **entries = cas_allocate(depth + 1, sizeof *entries);
    cas_status status = cas_entries_find(json, perturbation, key, first, depth, entries);
    for (size_t i = first; i <= depth && status == CAS_OK; i++) {
        if (entries[i] == NULL)
            continue;
        status = cas_json_read_object(json, entries[i], keys);
        if (status == CAS_OK)
            status = cas_law_read(json, entries[i], &laws[i - 1]);
    }
    free(entries);
    return status;
}

cas_status cas_perturbation_read(const cas_json *json, const cas_json_value *value,
                                 cas_chain *chain)
{
    static const char *const keys[] = {"forward", "backward", NULL};
    cas_status status = cas_json_read_object(json, value, keys);
    if (status == CAS_OK)
        status = read_direction(json, value, "forward", 1, chain->depth, chain->forward);
    if (status == CAS_OK)
        status =
            read_direction(json, value, "backward", 2, chain->depth, chain->backward);
    if (status == CAS_OK && cas_chain_scenarios(chain) > CAS_CHAIN_SCENARIOS)
        status =
            cas_json_fail(json, cas_json_member(value, "forward"), CAS_LIMIT,
                          "expected at most %d combinations of forward perturbations, "
                          "found more",
                          CAS_CHAIN_SCENARIOS);
    return status;
}

static bool is_uniform(const cas_law *law)
{
    for (size_t p = 1; p < law->points; p++)
        if (!mpq_equal(law->probability.at[0], law->probability.at[p]))
            return false;
    return true;
}

void cas_law_write(const cas_law *law, json_t *entry)
{
    json_t *support = json_array();
    for (size_t p = 0; p < law->points; p++)
        cas_json_append(
            support, cas_json_numbers((const mpq_t *)law->support.at + p * law->dimension,
                                      law->dimension));
    cas_json_set(entry, "support", support);
    if (!is_uniform(law))
        cas_json_set(entry, "probability",
                     cas_json_numbers((const mpq_t *)law->probability.at, law->points));
}

static json_t *write_entry(size_t place, const cas_law *law)
{
    json_t *entry = json_object();
    cas_json_set(entry, "at", json_integer((json_int_t)place));
    cas_law_write(law, entry);
    return entry;
}

/* Adds the entries of all laws but "no perturbation"; whether there were any. */
static bool write_direction(json_t *object, const char *key, size_t depth,
                            const cas_law *laws)
{
    json_t *list = json_array();
    for (size_t i = 0; i < depth; i++)
        if (laws[i].points > 1 || !cas_law_is_zero(&laws[i]))
            cas_json_append(list, write_entry(i + 1, &laws[i]));
    bool is_there = json_array_size(list) > 0;
    if (is_there)
        cas_json_set(object, key, list);
    else
        json_decref(list);
    return is_there;
}

json_t *cas_perturbation_write(const cas_chain *chain)
{
    json_t *object = json_object();
    bool forward = write_direction(object, "forward", chain->depth, chain->forward);
    bool backward = write_direction(object, "backward", chain->depth, chain->backward);
    if (forward || backward)
        return object;
    json_decref(object);
    return NULL;
}

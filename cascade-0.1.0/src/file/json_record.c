/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/json_record.h"

#include "arithmetic/memory.h"
#include "arithmetic/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_within(double number, cas_json_range range)
{
    if (!isfinite(number))
        return false;
    switch (range) {
    case CAS_JSON_POSITIVE:
        return number > 0;
    case CAS_JSON_NOT_NEGATIVE:
        return number >= 0;
    case CAS_JSON_FRACTION:
        return number > 0 && number <= 1;
    case CAS_JSON_FINITE:
        break;
    }
    return true;
}

cas_status cas_json_read_double(const cas_json *json, const cas_json_value *value,
                                cas_json_range range, double *number)
{
    static const char *const expected[] = {
        [CAS_JSON_FINITE] = "a number in the range of double",
        [CAS_JSON_POSITIVE] = "a number above 0, in the range of double",
        [CAS_JSON_NOT_NEGATIVE] = "a number that is 0 or above, in the range of double",
        [CAS_JSON_FRACTION] = "a number above 0 that is at most 1",
    };
    mpq_t exact;
    mpq_init(exact);
    cas_status status = cas_json_read_number(json, value, exact);
    if (status == CAS_OK) {
        *number = cas_rational_to_double(exact);
        bool is_lost = *number == 0 && mpq_sgn(exact) != 0;
        if (is_lost || !is_within(*number, range))
            status = cas_json_expected(json, value, "%s", expected[range]);
    }
    mpq_clear(exact);
    return status;
}

static cas_status read_word(const cas_json *json, const cas_json_value *value,
                            const char *const words[2], int *which)
{
    for (int k = 0; k < 2; k++)
        if (json_is_string(value->value) &&
            strcmp(json_string_value(value->value), words[k]) == 0) {
            *which = k;
            return CAS_OK;
        }
    return cas_json_expected(json, value, "\"%s\" or \"%s\"", words[0], words[1]);
}

static cas_status read_rows(const cas_json *json, const cas_json_value *value,
                            size_t columns, cas_rationals *rows)
{
    size_t count = rows->count / columns;
    cas_rationals numbers;
    cas_status status = cas_json_read_array(json, value, count, count, "row");
    if (status == CAS_OK)
        status = cas_json_read_rows(json, value, columns, &numbers);
    if (status == CAS_OK) {
        cas_rationals_clear(rows);
        *rows = numbers;
    }
    return status;
}

static cas_status read_truth(const cas_json *json, const cas_json_value *value,
                             bool *truth)
{
    if (!json_is_boolean(value->value))
        return cas_json_expected(json, value, "true or false");
    *truth = json_is_true(value->value);
    return CAS_OK;
}

cas_status cas_json_read_slot(const cas_json *json, const cas_json_value *value,
                              const cas_json_slot *slot)
{
    cas_status status;
    if (slot->whole != NULL) {
        size_t size = 0;
        status = cas_json_read_size(json, value, slot->least, slot->most, &size);
        *slot->whole = size;
        return status;
    }
    if (slot->text != NULL) {
        const char *text = NULL;
        status = cas_json_read_string(json, value, "a string", &text);
        *slot->text = cas_duplicate(text);
        return status;
    }
    if (slot->number != NULL)
        return cas_json_read_double(json, value, slot->range, slot->number);
    if (slot->rational != NULL)
        return cas_json_read_number(json, value, slot->rational);
    if (slot->rows != NULL)
        return read_rows(json, value, slot->columns, slot->rows);
    if (slot->word != NULL)
        return read_word(json, value, slot->words, slot->word);
    if (slot->truth != NULL)
        return read_truth(json, value, slot->truth);
    return slot->read(json, value, slot->into);
}

cas_status cas_json_read_members(const cas_json *json, const cas_json_value *object,
                                 const cas_json_slot *table)
{
    cas_status status = CAS_OK;
    for (; table->key != NULL && status == CAS_OK; table++) {
        const cas_json_value *value = cas_json_member(object, table->key);
        if (table->is_required)
            status = cas_json_require(json, object, table->key, &value);
        if (status == CAS_OK && value != NULL)
            status = cas_json_read_slot(json, value, table);
    }
    return status;
}

cas_status cas_json_read_record(const cas_json *json, const cas_json_value *value,
                                const cas_json_slot *table)
{
    size_t count = 0;
    while (table[count].key != NULL)
        count++;
    const char **keys = cas_allocate(count + 1, sizeof *keys);
    for (size_t k = 0; k < count; k++)
        keys[k] = table[k].key;
    cas_status status = cas_json_read_object(json, value, keys);
    free(keys);
    return status == CAS_OK ? cas_json_read_members(json, value, table) : status;
}

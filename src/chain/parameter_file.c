/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/parameter_file.h"

#include "arithmetic/memory.h"
#include "file/json_fields.h"

#include <stdlib.h>

/* One number, a flat array of numbers, or an array of rows of equal length. */
static cas_status read_matrix(const cas_json *json, const cas_json_value *value,
                              cas_rationals *numbers)
{
    if (!json_is_array(value->value)) {
        cas_rationals_init(numbers, 1);
        return cas_json_read_number(json, value, numbers->at[0]);
    }
    const cas_json_value *row = cas_json_first(value);
    if (cas_json_count(value) > 0 && json_is_array(row->value))
        return cas_json_read_rows(json, value, cas_json_count(row), numbers);
    return cas_json_read_numbers(json, value, 0, SIZE_MAX, numbers);
}

size_t cas_parameters_count(const cas_family *family)
{
    size_t count = 0;
    while (family->parameters[count].name != NULL)
        count++;
    return count;
}

static void free_values(const cas_family *family, cas_parameter_value *values)
{
    for (size_t i = 0; i < cas_parameters_count(family); i++) {
        cas_rationals_clear(&values[i].numbers);
        free(values[i].word);
    }
    free(values);
}

cas_status cas_parameters_read(const cas_json *json, const cas_json_value *object,
                               const cas_family *family, cas_parameter_value **values)
{
    size_t count = cas_parameters_count(family);
    *values = cas_allocate(count, sizeof **values);
    cas_status status = CAS_OK;
    for (size_t i = 0; i < count && status == CAS_OK; i++) {
        const cas_parameter *parameter = &family->parameters[i];
        const cas_json_value *v = cas_json_member(object, parameter->name);
        if (v == NULL)
            continue;
        if (parameter->is_word) {
            const char *word = NULL;
            status = cas_json_read_string(json, v, "a word in quotes", &word);
            (*values)[i].word = cas_duplicate(word);
        } else {
            status = read_matrix(json, v, &(*values)[i].numbers);
        }
    }
    if (status != CAS_OK)
        free_values(family, *values);
    return status;
}

cas_status cas_parameters_check_rows(const cas_json *json, const cas_json_value *object,
                                     const cas_operator *op)
{
    for (const cas_parameter *p = op->family->parameters; p->name != NULL; p++) {
        const cas_json_value *v = cas_json_member(object, p->name);
        if (v == NULL || !json_is_array(v->value) || cas_json_count(v) == 0 ||
            !json_is_array(cas_json_first(v)->value))
            continue;
        size_t rows = cas_extent_size(p->rows, op->in, op->out, op->weights);
        size_t columns = cas_extent_size(p->columns, op->in, op->out, op->weights);
        cas_status status = cas_json_read_array(json, v, rows, rows, "row");
        if (status == CAS_OK)
            status =
                cas_json_read_array(json, cas_json_first(v), columns, columns, "number");
        if (status != CAS_OK)
            return status;
    }
    return CAS_OK;
}

static json_t *write_matrix(const cas_rationals *numbers, size_t rows, size_t columns)
{
    if (rows == 1 && columns == 1)
        return cas_json_number(numbers->at[0]);
    if (rows == 1 || columns == 1)
        return cas_json_numbers((const mpq_t *)numbers->at, numbers->count);
    json_t *array = json_array();
    for (size_t i = 0; i < rows; i++)
        cas_json_append(
            array, cas_json_numbers((const mpq_t *)numbers->at + i * columns, columns));
    return array;
}

void cas_parameters_write(const cas_operator *op, json_t *object)
{
    const cas_parameter *parameter = op->family->parameters;
    for (size_t i = 0; parameter[i].name != NULL; i++) {
        const cas_parameter_value *value = &op->parameters[i];
        if (value->word != NULL)
            cas_json_set(object, parameter[i].name, json_string(value->word));
        else if (value->numbers.count > 0)
            cas_json_set(
                object, parameter[i].name,
                write_matrix(
                    &value->numbers,
                    cas_extent_size(parameter[i].rows, op->in, op->out, op->weights),
                    cas_extent_size(parameter[i].columns, op->in, op->out, op->weights)));
    }
}

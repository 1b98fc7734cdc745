/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/operator_file.h"

#include "arithmetic/memory.h"
#include "file/json_fields.h"

#include <stdlib.h>
#include <string.h>

void cas_link_clear(cas_link *link)
{
    cas_operator_free(link->op);
    cas_rationals_clear(&link->weights);
    cas_domain_clear(&link->domain);
}

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

static size_t parameters_count(const cas_family *family)
{
    size_t count = 0;
    while (family->parameters[count].name != NULL)
        count++;
    return count;
}

static void free_values(const cas_family *family, cas_parameter_value *values)
{
    for (size_t i = 0; i < parameters_count(family); i++) {
        cas_rationals_clear(&values[i].numbers);
        free(values[i].word);
    }
    free(values);
}

/* The members of object that the family declares, an array for cas_operator_new: words
   are strings; numbers are one number, a flat array, or an array of rows. */
static cas_status read_parameters(const cas_json *json, const cas_json_value *object,
                                  const cas_family *family, cas_parameter_value **values)
{
    size_t count = parameters_count(family);
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

/* Parameters that were written as rows have the declared shape, not only the right number
   of entries: what can be said once the operator, and with it its shape, is there. */
static cas_status check_rows(const cas_json *json, const cas_json_value *object,
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

/* The family that object names; *family is NULL where it has "f" instead. */
static cas_status read_kind(const cas_json *json, const cas_json_value *object,
                            const cas_family **family)
{
    *family = NULL;
    if (!json_is_object(object->value))
        return cas_json_expected(json, object, "an object");
    const cas_json_value *name = cas_json_member(object, "family");
    const cas_json_value *f = cas_json_member(object, "f");
    if ((name == NULL) == (f == NULL))
        return cas_json_fail(json, object, CAS_INPUT,
                             "expected the key \"f\" or the key \"family\", found %s",
                             f == NULL ? "neither" : "both");
    if (name == NULL)
        return CAS_OK;

    const char *text;
    cas_status status = cas_json_read_string(json, name, "a family's name", &text);
    if (status != CAS_OK)
        return status;
    *family = cas_family_find(text);
    if (*family != NULL)
        return CAS_OK;
    char *names = NULL;
    for (size_t i = 0; cas_families[i] != NULL; i++)
        cas_append(&names, "%s%s", i == 0 ? "" : ", ", cas_families[i]->name);
    status = cas_json_expected(json, name, "one of the families %s", names);
    free(names);
    return status;
}

/* No keys but those of every operator and those of its kind. */
static cas_status check_keys(const cas_json *json, const cas_json_value *object,
                             const cas_family *family)
{
    static const char *const common[] = {"in", "out", "weights", "domain"};
    enum { COMMON = sizeof common / sizeof common[0] };
    size_t declared = family == NULL ? 0 : parameters_count(family), count = 0;
    const char **keys = cas_allocate(COMMON + declared + 2, sizeof *keys);
    keys[count++] = family == NULL ? "f" : "family";
    for (size_t i = 0; i < declared; i++)
        keys[count++] = family->parameters[i].name;
    for (size_t i = 0; i < COMMON; i++)
        keys[count++] = common[i];
    cas_status status = cas_json_read_object(json, object, keys);
    free(keys);
    return status;
}

/* Sets link->weights; *out is 0 where the file leaves it to the family. */
static cas_status read_shape(const cas_json *json, const cas_json_value *object,
                             const cas_family *family, size_t in, size_t *out,
                             cas_link *link)
{
    cas_status status = CAS_OK;
    const cas_json_value *v = cas_json_member(object, "in");
    if (v != NULL) {
        size_t written = 0;
        status = cas_json_read_size(json, v, 1, CAS_CHAIN_WIDTH, &written);
        if (status == CAS_OK && written != in)
            status = cas_json_expected(json, v, "%zu, the length of what comes in", in);
    }
    *out = 0;
    if (status == CAS_OK && family == NULL)
        status = cas_json_require(json, object, "out", &v);
    else
        v = cas_json_member(object, "out");
    if (status == CAS_OK && v != NULL)
        status = cas_json_read_size(json, v, 1, CAS_CHAIN_WIDTH, out);
    v = cas_json_member(object, "weights");
    if (status == CAS_OK && v != NULL)
        status = cas_json_read_numbers(json, v, 0, CAS_OPERATOR_WIDTH, &link->weights);
    return status;
}

static cas_status read_family(const cas_json *json, const cas_json_value *object,
                              const cas_family *family, size_t in, size_t out,
                              cas_link *link)
{
    cas_parameter_value *values;
    cas_status status = read_parameters(json, object, family, &values);
    if (status != CAS_OK)
        return status;
    status = cas_operator_new(family, in, out, link->weights.count, values, &link->op,
                              json->message);
    if (status == CAS_OK)
        return check_rows(json, object, link->op);

    /* Behind the family's name, which the path makes superfluous, may stand a
       member's. */
    char *text = json->message->text;
    size_t length = strlen(family->name);
    if (strncmp(text, family->name, length) == 0 && strncmp(text + length, ": ", 2) == 0)
        memmove(text, text + length + 2, strlen(text + length + 2) + 1);
    return cas_json_fail_within(json, object, status);
}

static cas_status read_expressions(const cas_json *json, const cas_json_value *object,
                                   size_t in, size_t out, cas_link *link)
{
    const cas_json_value *f = cas_json_member(object, "f");
    cas_status status = cas_json_read_array(json, f, out, out, "expression");
    if (status != CAS_OK)
        return status;
    const char **texts = cas_allocate(out, sizeof *texts);
    const cas_json_value *v = cas_json_first(f);
    for (size_t k = 0; k < out && status == CAS_OK; k++, v = cas_json_next(v))
        status = cas_json_read_string(json, v, "an expression in quotes", &texts[k]);
    if (status == CAS_OK) {
        status = cas_operator_new_expression(in, out, link->weights.count, texts,
                                             &link->op, json->message);
        if (status != CAS_OK)
            cas_json_fail_within(json, object, status);
    }
    free(texts);
    return status;
}

/* One end of a range: a number, or null for an infinite end. */
static cas_status read_end(const cas_json *json, const cas_json_value *value,
                           bool *is_there, mpq_t end)
{
    *is_there = !json_is_null(value->value);
    return *is_there ? cas_json_read_number(json, value, end) : CAS_OK;
}

static cas_status read_ranges(const cas_json *json, const cas_json_value *domain,
                              const char *key, size_t count, cas_range *ranges)
{
    const cas_json_value *array = cas_json_member(domain, key);
    if (array == NULL)
        return CAS_OK;
    cas_status status = cas_json_read_array(json, array, count, count, "range");
    if (status != CAS_OK)
        return status;
    const cas_json_value *v = cas_json_first(array);
    for (size_t i = 0; i < count; i++, v = cas_json_next(v)) {
        cas_range *range = &ranges[i];
        if (json_is_null(v->value))
            continue;
        if (!json_is_array(v->value) || cas_json_count(v) != 2)
            return cas_json_expected(json, v, "a range [lower, upper] or null");
        const cas_json_value *lower = cas_json_first(v), *upper = cas_json_next(lower);
        status = read_end(json, lower, &range->has_lower, range->lower);
        if (status == CAS_OK)
            status = read_end(json, upper, &range->has_upper, range->upper);
        if (status != CAS_OK)
            return status;
        if (range->has_lower && range->has_upper &&
            mpq_cmp(range->lower, range->upper) > 0)
            return cas_json_expected(json, upper,
                                     "an upper end that is not below the lower");
    }
    return CAS_OK;
}

static cas_status read_domain(const cas_json *json, const cas_json_value *object,
                              cas_link *link)
{
    static const char *const keys[] = {"y", "w", NULL};
    const cas_json_value *domain = cas_json_member(object, "domain");
    if (domain == NULL)
        return CAS_OK;
    cas_status status = cas_json_read_object(json, domain, keys);
    if (status == CAS_OK)
        status = read_ranges(json, domain, "y", link->domain.in, link->domain.y);
    if (status == CAS_OK)
        status = read_ranges(json, domain, "w", link->domain.weights, link->domain.w);
    return status;
}

cas_status cas_link_read(const cas_json *json, const cas_json_value *value, size_t in,
                         cas_link *link)
{
    *link = (cas_link){0};
    const cas_family *family;
    size_t out = 0;
    cas_status status = read_kind(json, value, &family);
    if (status == CAS_OK)
        status = check_keys(json, value, family);
    if (status == CAS_OK)
        status = read_shape(json, value, family, in, &out, link);
    if (status == CAS_OK)
        status = family == NULL ? read_expressions(json, value, in, out, link)
                                : read_family(json, value, family, in, out, link);
    if (status == CAS_OK) {
        cas_domain_init(&link->domain, in, link->weights.count);
        status = read_domain(json, value, link);
    }
    if (status != CAS_OK)
        cas_link_clear(link);
    return status;
}

static json_t *write_end(bool is_there, mpq_srcptr end)
{
    return is_there ? cas_json_number(end) : json_null();
}

/* Adds the ranges unless all of them are everything. */
static void write_ranges(json_t *domain, const char *key, size_t count,
                         const cas_range *ranges)
{
    json_t *array = json_array();
    bool is_bounded = false;
    for (size_t i = 0; i < count; i++) {
        const cas_range *range = &ranges[i];
        json_t *entry = json_null();
        if (range->has_lower || range->has_upper) {
            is_bounded = true;
            entry = json_array();
            cas_json_append(entry, write_end(range->has_lower, range->lower));
            cas_json_append(entry, write_end(range->has_upper, range->upper));
        }
        cas_json_append(array, entry);
    }
    if (is_bounded)
        cas_json_set(domain, key, array);
    else
        json_decref(array);
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

static void write_parameters(const cas_operator *op, json_t *object)
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

json_t *cas_link_write(const cas_link *link)
{
    const cas_operator *op = link->op;
    json_t *object = json_object();
    if (op->expressions == NULL) {
        cas_json_set(object, "family", json_string(op->family->name));
        write_parameters(op, object);
        cas_json_set(object, "in", json_integer((json_int_t)op->in));
    }
    cas_json_set(object, "out", json_integer((json_int_t)op->out));
    cas_json_set(object, "weights",
                 cas_json_numbers((const mpq_t *)link->weights.at, link->weights.count));
    if (op->expressions != NULL) {
        json_t *f = json_array();
        for (size_t k = 0; k < op->out; k++)
            cas_json_append(f, json_string(op->expressions[k]));
        cas_json_set(object, "f", f);
    }
    if (!cas_domain_is_everything(&link->domain)) {
        json_t *domain = json_object();
        write_ranges(domain, "y", link->domain.in, link->domain.y);
        write_ranges(domain, "w", link->domain.weights, link->domain.w);
        cas_json_set(object, "domain", domain);
    }
    return object;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "arithmetic/memory.h"
#include "program/expression.h"

#include <stdlib.h>
#include <string.h>

static const cas_parameter no_parameters[] = {{.name = NULL}};

/* What an operator has that is given by its own texts. */
static const cas_family expression_family = {
    .name = "expression",
    .formula = "f_k given by expressions in y1.. and w1..",
    .parameters = no_parameters,
};

const cas_family *cas_family_find(const char *name)
{
    for (size_t i = 0; cas_families[i]; ++i)
        if (strcmp(cas_families[i]->name, name) == 0)
            return cas_families[i];
    return NULL;
}

static size_t parameter_count(const cas_family *family)
{
    size_t count = 0;
    while (family->parameters[count].name)
        ++count;
    return count;
}

size_t cas_family_parameter(const cas_family *family, const char *name)
{
    size_t i = 0;
    while (family->parameters[i].name && strcmp(family->parameters[i].name, name) != 0)
        ++i;
    CAS_REQUIRE(family->parameters[i].name);
    return i;
}

size_t cas_extent_in(size_t in, size_t out, size_t weights)
{
    (void)out;
    (void)weights;
    return in;
}

size_t cas_extent_out(size_t in, size_t out, size_t weights)
{
    (void)in;
    (void)weights;
    return out;
}

size_t cas_extent_weights(size_t in, size_t out, size_t weights)
{
    (void)in;
    (void)out;
    return weights;
}

size_t cas_extent_size(cas_extent extent, size_t in, size_t out, size_t weights)
{
    return extent ? extent(in, out, weights) : 1;
}

/* Puts the declared words into text, for an error message. */
static void list_words(const cas_parameter *parameter, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; parameter->words[i]; ++i) {
        const size_t length = strlen(parameter->words[i]);
        if (used + length + 3 > size)
            return;
        if (i > 0)
            used += strlen(strcpy(text + used, ", "));
        used += strlen(strcpy(text + used, parameter->words[i]));
    }
}

static cas_status settle_word(const cas_parameter *parameter, cas_parameter_value *value,
                              cas_message *message)
{
    char words[256];
    list_words(parameter, words, sizeof words);
    if (value->numbers.count > 0)
        return cas_fail(message, CAS_INPUT, "%s: expected a word (%s), found numbers",
                        parameter->name, words);
    if (!value->word && parameter->is_required)
        return cas_fail(message, CAS_INPUT, "%s is missing: expected one of %s",
                        parameter->name, words);
    if (!value->word && parameter->may_be_absent)
        return CAS_OK;
    if (!value->word)
        value->word = cas_duplicate(parameter->default_word);
    for (size_t i = 0; parameter->words[i]; ++i)
        if (strcmp(parameter->words[i], value->word) == 0) {
            value->choice = i;
            return CAS_OK;
        }
    return cas_fail(message, CAS_INPUT, "%s: expected one of %s, found \"%.64s\"",
                    parameter->name, words, value->word);
}

static cas_status settle_words(cas_operator *op, cas_message *message)
{
    const cas_parameter *parameter = op->family->parameters;
    for (size_t i = 0; parameter[i].name; ++i) {
        if (!parameter[i].is_word && op->parameters[i].word)
            return cas_fail(message, CAS_INPUT, "%s: expected numbers, found \"%.64s\"",
                            parameter[i].name, op->parameters[i].word);
        if (!parameter[i].is_word)
            continue;
        const cas_status status = settle_word(&parameter[i], &op->parameters[i], message);
        if (status)
            return status;
    }
    return CAS_OK;
}

static void set_default(const cas_parameter *parameter, size_t count,
                        cas_rationals *numbers)
{
    cas_rationals_clear(numbers);
    cas_rationals_init(numbers, count);
    for (size_t i = 0; i < count; ++i)
        mpq_set_si(numbers->at[i], parameter->default_number, 1);
}

static cas_status settle_numbers(cas_operator *op, const cas_parameter *parameter,
                                 cas_rationals *numbers, cas_message *message)
{
    const size_t rows = cas_extent_size(parameter->rows, op->in, op->out, op->weights);
    const size_t columns =
        cas_extent_size(parameter->columns, op->in, op->out, op->weights);
    const size_t count = rows * columns;
    if (numbers->count == 0 && !parameter->is_required) {
        if (!parameter->may_be_absent)
            set_default(parameter, count, numbers);
        return CAS_OK;
    }
    if (numbers->count == count) {
        if (!numbers->at) /* families step through rows, empty ones too */
            cas_rationals_init(numbers, 0);
        return CAS_OK;
    }
    if (numbers->count == 0)
        return cas_fail(message, CAS_INPUT,
                        "%s is missing: expected %zu x %zu numbers (%s)", parameter->name,
                        rows, columns, parameter->meaning);
    return cas_fail(message, CAS_INPUT, "%s: expected %zu x %zu = %zu numbers, found %zu",
                    parameter->name, rows, columns, count, numbers->count);
}

static double *nearest_doubles(const cas_rationals *numbers)
{
    if (numbers->count == 0)
        return NULL;
    double *nearest = cas_allocate(numbers->count, sizeof *nearest);
    for (size_t i = 0; i < numbers->count; ++i)
        cas_arithmetic_double.set_rational(&nearest[i], numbers->at[i]);
    return nearest;
}

/* Counts the numbers and fills in what is absent. */
static cas_status settle_all_numbers(cas_operator *op, cas_message *message)
{
    const cas_parameter *parameter = op->family->parameters;
    for (size_t i = 0; parameter[i].name; ++i) {
        if (parameter[i].is_word)
            continue;
        cas_rationals *numbers = &op->parameters[i].numbers;
        const cas_status status = settle_numbers(op, &parameter[i], numbers, message);
        if (status)
            return status;
        op->doubles[i] = nearest_doubles(numbers);
    }
    return CAS_OK;
}

static cas_status check_widths(const cas_operator *op, cas_message *message)
{
    if (op->in == 0)
        return cas_fail(message, CAS_INPUT, "in: expected at least 1, found 0");
    if (op->in > CAS_OPERATOR_WIDTH || op->out > CAS_OPERATOR_WIDTH ||
        op->weights > CAS_OPERATOR_WIDTH)
        return cas_fail(message, CAS_LIMIT,
                        "expected at most %d inputs, outputs and weights, found %zu, %zu "
                        "and %zu",
                        (int)CAS_OPERATOR_WIDTH, op->in, op->out, op->weights);
    return CAS_OK;
}

static cas_status settle(cas_operator *op, cas_message *message)
{
    cas_status status = check_widths(op, message);
    if (!status)
        status = settle_words(op, message);
    if (!status)
        status = op->family->shape(op, message);
    if (!status)
        status = settle_all_numbers(op, message);
    return status;
}

cas_status cas_operator_new(const cas_family *family, size_t in, size_t out,
                            size_t weights, cas_parameter_value *values,
                            cas_operator **op, cas_message *message)
{
    const size_t count = parameter_count(family);
    cas_operator *made = cas_allocate(1, sizeof *made);
    made->family = family;
    made->in = in;
    made->out = out;
    made->weights = weights;
    made->parameters = values ? values : cas_allocate(count, sizeof *values);
    made->doubles = cas_allocate(count, sizeof *made->doubles);
    *op = NULL;
    const cas_status status = settle(made, message);
    if (status) {
        cas_operator_free(made);
        return cas_fail_in(message, status, "%s", family->name);
    }
    made->program = cas_program_new(made->in, made->weights);
    family->define(made);
    CAS_REQUIRE(made->program->output_count == made->out);
    *op = made;
    return CAS_OK;
}

static cas_status define_by_expressions(cas_operator *op, const char *const *expressions,
                                        cas_message *message)
{
    for (size_t k = 0; k < op->out; ++k) {
        size_t node;
        const cas_status status =
            cas_expression_read(op->program, expressions[k], &node, message);
        if (status)
            return cas_fail_in(message, status, "f[%zu]", k);
        cas_program_add_output(op->program, node);
        op->expressions[k] = cas_duplicate(expressions[k]);
    }
    return CAS_OK;
}

cas_status cas_operator_new_expression(size_t in, size_t out, size_t weights,
                                       const char *const *expressions, cas_operator **op,
                                       cas_message *message)
{
    cas_operator *made = cas_allocate(1, sizeof *made);
    made->family = &expression_family;
    made->in = in;
    made->out = out;
    made->weights = weights;
    *op = NULL;
    cas_status status = check_widths(made, message);
    if (!status && out == 0)
        status = cas_fail(message, CAS_INPUT, "out: expected at least 1, found 0");
    if (!status) {
        made->expressions = cas_allocate(out, sizeof *made->expressions);
        made->program = cas_program_new(in, weights);
        status = define_by_expressions(made, expressions, message);
    }
    if (status) {
        cas_operator_free(made);
        return status;
    }
    *op = made;
    return CAS_OK;
}

void cas_operator_free(cas_operator *op)
{
    if (!op)
        return;
    const size_t count = parameter_count(op->family);
    for (size_t i = 0; i < count; ++i) {
        cas_rationals_clear(&op->parameters[i].numbers);
        free(op->parameters[i].word);
        free(op->doubles[i]);
    }
    for (size_t k = 0; op->expressions && k < op->out; ++k)
        free(op->expressions[k]);
    if (op->program)
        cas_program_free(op->program);
    free(op->parameters);
    free(op->doubles);
    free(op->expressions);
    free(op);
}

static bool texts_equal(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

bool cas_operator_equal(const cas_operator *one, const cas_operator *other)
{
    if (one->family != other->family || one->in != other->in || one->out != other->out ||
        one->weights != other->weights)
        return false;
    const size_t count = parameter_count(one->family);
    for (size_t i = 0; i < count; ++i) {
        const cas_parameter_value *p = &one->parameters[i], *q = &other->parameters[i];
        if (!texts_equal(p->word, q->word) ||
            !cas_rationals_equal(&p->numbers, &q->numbers))
            return false;
    }
    for (size_t k = 0; one->expressions && k < one->out; ++k)
        if (!texts_equal(one->expressions[k], other->expressions[k]))
            return false;
    return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/expansion.h"

#include "arithmetic/memory.h"
#include "exact/closed_form.h"

#include <stdlib.h>
#include <string.h>

/* A polynomial multiplied out.  Invariant: the terms' exponents are pairwise distinct;
   exponent[t * variables + j] is that of variable j in term t.  A coefficient may be 0.
   */
typedef struct expansion {
    size_t variables, terms;
    unsigned *exponent;
    mpq_t *coefficient;
} expansion;

static expansion new_expansion(size_t variables)
{
    return (expansion){.variables = variables};
}

static void clear_expansion(expansion *p)
{
    for (size_t t = 0; t < p->terms; t++)
        mpq_clear(p->coefficient[t]);
    free(p->coefficient);
    free(p->exponent);
    *p = new_expansion(p->variables);
}

static size_t find_term(const expansion *p, const unsigned *exponent)
{
    size_t t = 0, size = p->variables * sizeof *exponent;
    while (t < p->terms && memcmp(&p->exponent[t * p->variables], exponent, size) != 0)
        t++;
    return t;
}

/* p += coefficient times the product of the powers. */
static void add_term(expansion *p, const unsigned *exponent, mpq_srcptr coefficient)
{
    size_t t = find_term(p, exponent);
    if (t == p->terms) {
        mpq_t *coefficients = cas_allocate(t + 1, sizeof *coefficients);
        unsigned *exponents = cas_allocate((t + 1) * p->variables + 1, sizeof *exponents);
        if (t > 0) {
            memcpy(coefficients, p->coefficient, t * sizeof *coefficients);
            memcpy(exponents, p->exponent, t * p->variables * sizeof *exponents);
        }
        memcpy(&exponents[t * p->variables], exponent, p->variables * sizeof *exponent);
        mpq_init(coefficients[t]);
        free(p->coefficient);
        free(p->exponent);
        p->coefficient = coefficients;
        p->exponent = exponents;
        p->terms++;
    }
    mpq_add(p->coefficient[t], p->coefficient[t], coefficient);
}

/* p += n f */
static void add_multiple(expansion *p, long n, const expansion *f)
{
    mpq_t factor;
    mpq_init(factor);
    for (size_t t = 0; t < f->terms; t++) {
        mpq_set_si(factor, n, 1);
        mpq_mul(factor, factor, f->coefficient[t]);
        add_term(p, &f->exponent[t * f->variables], factor);
    }
    mpq_clear(factor);
}

static expansion product(const expansion *f, const expansion *g)
{
    expansion p = new_expansion(f->variables);
    unsigned *exponent = cas_allocate(f->variables + 1, sizeof *exponent);
    mpq_t factor;
    mpq_init(factor);
    for (size_t s = 0; s < f->terms; s++)
        for (size_t t = 0; t < g->terms; t++) {
            for (size_t j = 0; j < f->variables; j++)
                exponent[j] =
                    f->exponent[s * f->variables + j] + g->exponent[t * f->variables + j];
            mpq_mul(factor, f->coefficient[s], g->coefficient[t]);
            add_term(&p, exponent, factor);
        }
    mpq_clear(factor);
    free(exponent);
    return p;
}

static void multiply_by(expansion *p, const expansion *f)
{
    expansion made = product(p, f);
    clear_expansion(p);
    *p = made;
}

static void set_constant(expansion *p, mpq_srcptr value)
{
    unsigned *exponent = cas_allocate(p->variables + 1, sizeof *exponent);
    add_term(p, exponent, value);
    free(exponent);
}

static void set_integer(expansion *p, unsigned long value)
{
    mpq_t number;
    mpq_init(number);
    mpq_set_ui(number, value, 1);
    set_constant(p, number);
    mpq_clear(number);
}

static void set_variable(expansion *p, size_t j)
{
    unsigned *exponent = cas_allocate(p->variables + 1, sizeof *exponent);
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    exponent[j] = 1;
    add_term(p, exponent, one);
    mpq_clear(one);
    free(exponent);
}

/* p /= a constant node; false where the divisor is none, or 0. */
static bool divide(expansion *p, const cas_program *program, size_t divisor)
{
    mpq_srcptr value = cas_program_value(program, divisor);
    if (value == NULL || mpq_sgn(value) == 0)
        return false;
    for (size_t t = 0; t < p->terms; t++)
        mpq_div(p->coefficient[t], p->coefficient[t], value);
    return true;
}

/* The value of one node from those before it; false where it is no polynomial. */
static bool expand_node(const cas_program *program, size_t k, const expansion *inputs,
                        expansion *values)
{
    const cas_node *node = &program->nodes[k];
    expansion *r = &values[k];
    switch (node->code) {
    case CAS_CONSTANT:
        set_constant(r, program->constants[node->left]);
        return true;
    case CAS_INPUT_Y:
        add_multiple(r, 1, &inputs[node->left]);
        return true;
    case CAS_NEGATE:
        add_multiple(r, -1, &values[node->left]);
        return true;
    case CAS_ADD:
    case CAS_SUBTRACT:
        add_multiple(r, 1, &values[node->left]);
        add_multiple(r, node->code == CAS_ADD ? 1 : -1, &values[node->right]);
        return true;
    case CAS_MULTIPLY:
        *r = product(&values[node->left], &values[node->right]);
        return true;
    case CAS_DIVIDE:
        add_multiple(r, 1, &values[node->left]);
        return divide(r, program, node->right);
    case CAS_POWER:
        set_integer(r, 1);
        for (long n = 0; n < node->exponent; n++)
            multiply_by(r, &values[node->left]);
        return node->exponent >= 0;
    case CAS_INPUT_W:
    case CAS_APPLY:
    default:
        return false;
    }
}

/* r = formula with inputs[j] for the j-th name; false where it is no polynomial. */
static bool expand(const char *names, const char *formula, const expansion *inputs,
                   expansion *r)
{
    cas_program *program = cas_closed_form_compile(names, formula);
    bool *live = cas_program_live(program);
    expansion *values = cas_allocate(program->node_count, sizeof *values);
    bool is_polynomial = true;
    for (size_t k = 0; k < program->node_count && is_polynomial; k++) {
        values[k] = new_expansion(program->in);
        if (live[k])
            is_polynomial = expand_node(program, k, inputs, values);
    }
    *r = new_expansion(program->in);
    if (is_polynomial)
        add_multiple(r, 1, &values[program->outputs[0]]);
    for (size_t k = 0; k < program->node_count; k++)
        clear_expansion(&values[k]);
    free(values);
    free(live);
    cas_program_free(program);
    return is_polynomial;
}

static bool is_nonnegative(const expansion *p)
{
    for (size_t t = 0; t < p->terms; t++)
        if (mpq_sgn(p->coefficient[t]) < 0)
            return false;
    return true;
}

static void clear_all(expansion *list, size_t count)
{
    for (size_t j = 0; j < count; j++)
        clear_expansion(&list[j]);
    free(list);
}

/* The variables themselves. */
static expansion *new_variables(size_t count)
{
    expansion *list = cas_allocate(count + 1, sizeof *list);
    for (size_t j = 0; j < count; j++) {
        list[j] = new_expansion(count);
        set_variable(&list[j], j);
    }
    return list;
}

/* The bounds in the place of their names; false where one is no polynomial, or its name
   not among names. */
static bool set_bounds(const char *names, const cas_bound *bounds,
                       const expansion *variables, expansion *inputs)
{
    for (; bounds != NULL && bounds->name != NULL; bounds++) {
        cas_program *place = cas_closed_form_compile(names, bounds->name);
        const cas_node *node = &place->nodes[place->outputs[0]];
        bool is_name = node->code == CAS_INPUT_Y;
        size_t j = is_name ? node->left : 0;
        cas_program_free(place);
        if (!is_name)
            return false;
        clear_expansion(&inputs[j]);
        if (!expand(names, bounds->at_most, variables, &inputs[j]))
            return false;
    }
    return true;
}

bool cas_closed_form_is_bounded(const char *names, const cas_bound *bounds,
                                const char *left, const char *right)
{
    cas_program *program = cas_closed_form_compile(names, left);
    size_t count = program->in;
    cas_program_free(program);
    expansion *variables = new_variables(count), *inputs = new_variables(count);
    expansion grown = {0}, bounded = {0}, difference = {0};
    bool holds = set_bounds(names, bounds, variables, inputs) &&
                 expand(names, left, variables, &grown) &&
                 (bounds == NULL || is_nonnegative(&grown)) &&
                 expand(names, left, inputs, &bounded) &&
                 expand(names, right, variables, &difference);
    if (holds) {
        add_multiple(&difference, -1, &bounded);
        holds = is_nonnegative(&difference);
    }
    clear_expansion(&grown);
    clear_expansion(&bounded);
    clear_expansion(&difference);
    clear_all(variables, count);
    clear_all(inputs, count);
    return holds;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/generators/random_operator.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>

void cas_sizes_init(cas_sizes *sizes)
{
    mpq_inits(sizes->slope, sizes->scale, sizes->mixing, NULL);
}

void cas_sizes_clear(cas_sizes *sizes)
{
    mpq_clears(sizes->slope, sizes->scale, sizes->mixing, NULL);
}

void cas_sizes_draw(gsl_rng *rng, cas_sizes *sizes)
{
    cas_draw_power_of_two(rng, sizes->slope, -4, 1);
    cas_draw_power_of_two(rng, sizes->scale, -3, 6);
    cas_draw_power_of_two(rng, sizes->mixing, -5, 2);
    sizes->is_aligned = cas_draw_chance(rng, 50);
    sizes->is_bent = cas_draw_chance(rng, 50);
}

static void draw_entry(gsl_rng *rng, const cas_sizes *sizes, mpq_t r)
{
    if (sizes->is_aligned) {
        mpq_set_ui(r, 1, 1);
        return;
    }
    cas_draw_unit(rng, r);
}

static void draw_weights(gsl_rng *rng, size_t count, cas_rationals *w)
{
    cas_rationals_init(w, count);
    for (size_t k = 0; k < count; k++)
        cas_draw_unit(rng, w->at[k]);
}

static void set_number(cas_parameter_value *values, const cas_family *family,
                       const char *name, mpq_srcptr value)
{
    cas_parameter_value *parameter = &values[cas_family_parameter(family, name)];
    cas_rationals_init(&parameter->numbers, 1);
    mpq_set(parameter->numbers.at[0], value);
}

static cas_operator *member_new(const cas_family *family, size_t in, size_t out,
                                size_t weights, cas_parameter_value *values)
{
    cas_operator *op;
    cas_message message;
    cas_status status = cas_operator_new(family, in, out, weights, values, &op, &message);
    if (status != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    return op;
}

static const char *draw_activation(gsl_rng *rng)
{
    static const char *const names[] = {"tanh", "sin", "sigmoid", "softplus", "atan"};
    return names[cas_draw_index(rng, sizeof names / sizeof names[0])];
}

/*: With $f = \alpha\,\varphi((Ay + Bw + c)/s)$ and $\alpha = \text{slope}\cdot s$ the
first derivative is $\text{slope}\cdot\varphi'\,(A, B)$, and each further derivative
brings a factor $1/s$. Entries of $A$ are at most $1$ in size, those of $B$ at most the
mixing. At $z = \pm 3/4$ the second derivative of $\tanh$ is near its largest ($0.77$ at
$0.66$), and that of $\sin$ and the others is far from zero. */
void cas_random_ridge(gsl_rng *rng, const cas_sizes *sizes, const char *activation,
                      size_t in, size_t out, size_t weights, cas_operator **op,
                      cas_rationals *w)
{
    const cas_family *family = cas_family_find("ridge");
    size_t count = 0;
    while (family->parameters[count].name != NULL)
        count++;
    cas_parameter_value *values = cas_allocate(count, sizeof *values);
    values[cas_family_parameter(family, "activation")].word =
        cas_duplicate(activation != NULL ? activation : draw_activation(rng));
    cas_rationals *a = &values[cas_family_parameter(family, "A")].numbers;
    cas_rationals *b = &values[cas_family_parameter(family, "B")].numbers;
    cas_rationals *c = &values[cas_family_parameter(family, "c")].numbers;
    mpq_t amplitude;
    mpq_init(amplitude);
    mpq_mul(amplitude, sizes->slope, sizes->scale);
    set_number(values, family, "amplitude", amplitude);
    set_number(values, family, "scale", sizes->scale);
    cas_rationals_init(a, out * in);
    for (size_t k = 0; k < out * in; k++)
        draw_entry(rng, sizes, a->at[k]);
    cas_rationals_init(b, out * weights);
    for (size_t k = 0; k < out * weights; k++) {
        draw_entry(rng, sizes, b->at[k]);
        mpq_mul(b->at[k], b->at[k], sizes->mixing);
    }
    cas_rationals_init(c, out);
    for (size_t k = 0; k < out; k++) {
        cas_draw_unit(rng, c->at[k]);
        if (sizes->is_bent)
            mpq_set_si(c->at[k], cas_draw_chance(rng, 50) ? 3 : -3, 4);
        mpq_mul(c->at[k], c->at[k], sizes->scale);
    }
    mpq_clear(amplitude);
    draw_weights(rng, weights, w);
    *op = member_new(family, in, out, weights, values);
}

/* "a*y1 + b*w2 + c" over scale, as text. */
static char *draw_affine_form(gsl_rng *rng, const cas_sizes *sizes, size_t in,
                              size_t weights)
{
    char *scale = cas_rational_write(sizes->scale), *form;
    size_t y = 1 + cas_draw_index(rng, in);
    long a = cas_draw_integer(rng, 1, 4), c = cas_draw_integer(rng, -3, 3);
    if (weights > 0 && cas_draw_chance(rng, 70)) {
        char *mixing = cas_rational_write(sizes->mixing);
        size_t weight = 1 + cas_draw_index(rng, weights);
        form = cas_format("(%ld/4*y%zu + %s*w%zu)/(%s) + %ld/4", a, y, mixing, weight,
                          scale, c);
        free(mixing);
    } else {
        form = cas_format("%ld/4*y%zu/(%s) + %ld/4", a, y, scale, c);
    }
    free(scale);
    return form;
}

static char *draw_term(gsl_rng *rng, const cas_sizes *sizes, size_t in, size_t weights)
{
    static const char *const bounded[] = {"tanh", "sin", "cos", "sigmoid", "atan"};
    size_t first = cas_draw_index(rng, 5), second = cas_draw_index(rng, 5);
    char *left = draw_affine_form(rng, sizes, in, weights), *term;
    if (cas_draw_chance(rng, 50)) {
        term = cas_format("%s(%s)", bounded[first], left);
    } else {
        char *right = draw_affine_form(rng, sizes, in, weights);
        term = cas_format("%s(%s)*%s(%s)", bounded[first], left, bounded[second], right);
        free(right);
    }
    free(left);
    return term;
}

void cas_random_expression(gsl_rng *rng, const cas_sizes *sizes, size_t in, size_t out,
                           size_t weights, cas_operator **op, cas_rationals *w)
{
    char **texts = cas_allocate(out, sizeof(char *));
    mpq_t amplitude;
    mpq_init(amplitude);
    mpq_mul(amplitude, sizes->slope, sizes->scale);
    char *factor = cas_rational_write(amplitude);
    for (size_t k = 0; k < out; k++) {
        char *term = draw_term(rng, sizes, in, weights);
        texts[k] = cas_format("%s*%s", factor, term);
        free(term);
    }
    cas_message message;
    if (cas_operator_new_expression(in, out, weights, (const char *const *)texts, op,
                                    &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    for (size_t k = 0; k < out; k++)
        free(texts[k]);
    free(texts);
    free(factor);
    mpq_clear(amplitude);
    draw_weights(rng, weights, w);
}

/* Matrices and vectors are random; a label is a sign. */
static void draw_parameter(gsl_rng *rng, const cas_parameter *parameter, size_t count,
                           cas_parameter_value *value)
{
    cas_rationals_init(&value->numbers, count);
    for (size_t k = 0; k < count; k++)
        cas_draw_unit(rng, value->numbers.at[k]);
    if (strcmp(parameter->name, "label") == 0)
        mpq_set_si(value->numbers.at[0], cas_draw_chance(rng, 50) ? 1 : -1, 1);
}

void cas_random_member(gsl_rng *rng, const char *name, size_t in, size_t out,
                       size_t weights, cas_operator **op, cas_rationals *w)
{
    const cas_family *family = cas_family_find(name);
    size_t count = 0;
    while (family->parameters[count].name != NULL)
        count++;
    cas_parameter_value *values = cas_allocate(count, sizeof *values);
    /* The last step of a control problem has a terminal cost alone. */
    bool is_end = strcmp(name, "control") == 0 && out == 1;
    for (size_t k = 0; k < count; k++) {
        const cas_parameter *parameter = &family->parameters[k];
        if (is_end && strcmp(parameter->name, "Q") != 0)
            continue;
        if (parameter->is_word) {
            if (strcmp(parameter->name, "activation") == 0)
                values[k].word = cas_duplicate(draw_activation(rng));
            else if (strcmp(parameter->name, "part") == 0)
                values[k].word = cas_duplicate("margin");
            continue;
        }
        size_t size = cas_extent_size(parameter->rows, in, out, weights) *
                      cas_extent_size(parameter->columns, in, out, weights);
        draw_parameter(rng, parameter, size, &values[k]);
    }
    *op = member_new(family, in, out, weights, values);
    draw_weights(rng, weights, w);
}

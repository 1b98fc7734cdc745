/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/operator/sample_operator.h"

#include "arithmetic/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct shape {
    size_t in, out, weights;
} shape;

static size_t between(gsl_rng *rng, size_t least, size_t most)
{
    return least + gsl_rng_uniform_int(rng, most - least + 1);
}

static shape dense_shape(gsl_rng *rng, size_t variant)
{
    (void)variant;
    const size_t in = between(rng, 1, 4), out = between(rng, 1, 4);
    return (shape){in, out, out * (in + 1)};
}

static shape ridge_shape(gsl_rng *rng, size_t variant)
{
    (void)variant;
    return (shape){between(rng, 1, 4), between(rng, 1, 4), between(rng, 0, 4)};
}

static shape logistic_shape(gsl_rng *rng, size_t variant)
{
    const size_t in = between(rng, 1, 5);
    return variant == 0 ? (shape){1, 1, 0} : (shape){in, 1, in};
}

static shape control_shape(gsl_rng *rng, size_t variant)
{
    const size_t states = between(rng, 1, 3), actions = between(rng, 1, 3);
    return variant == 0 ? (shape){states + 1, states + 1, actions * states}
                        : (shape){states + 1, 1, 0};
}

static shape descent_shape(gsl_rng *rng, size_t variant)
{
    (void)variant;
    const size_t in = between(rng, 1, 4);
    return (shape){in, in, 1};
}

static shape hadamard_shape(gsl_rng *rng, size_t variant)
{
    (void)variant;
    const size_t in = between(rng, 1, 4);
    return (shape){in, between(rng, 1, 4), in};
}

static shape quadratic_head_shape(gsl_rng *rng, size_t variant)
{
    (void)variant;
    const size_t in = between(rng, 1, 4);
    return (shape){in, 1, in};
}

static shape softplus_shape(gsl_rng *rng, size_t variant)
{
    (void)rng, (void)variant;
    return (shape){1, 1, 0};
}

static shape square_shape(gsl_rng *rng, size_t variant)
{
    (void)variant;
    return (shape){between(rng, 1, 4), 1, 0};
}

static const struct {
    const char *family;
    size_t variants; /* beyond the words of its first word parameter */
    shape (*shape)(gsl_rng *rng, size_t variant);
} recipes[] = {
    {"control", 2, control_shape},   {"dense", 1, dense_shape},
    {"descent", 1, descent_shape},   {"hadamard", 1, hadamard_shape},
    {"logistic", 1, logistic_shape}, {"quadratic-head", 1, quadratic_head_shape},
    {"ridge", 1, ridge_shape},       {"softplus", 1, softplus_shape},
    {"square", 1, square_shape},
};

static size_t find_recipe(const cas_family *family)
{
    size_t i = 0;
    while (i < sizeof recipes / sizeof *recipes &&
           strcmp(recipes[i].family, family->name) != 0)
        ++i;
    CAS_REQUIRE(i < sizeof recipes / sizeof *recipes);
    return i;
}

static const cas_parameter *word_parameter(const cas_family *family)
{
    for (const cas_parameter *p = family->parameters; p->name; ++p)
        if (p->is_word)
            return p;
    return NULL;
}

size_t sample_variants(const cas_family *family)
{
    const cas_parameter *word = word_parameter(family);
    size_t words = 1;
    while (word && word->words[words])
        ++words;
    return words * recipes[find_recipe(family)].variants;
}

void sample_numbers(gsl_rng *rng, size_t count, double *x)
{
    for (size_t i = 0; i < count; ++i) {
        const double magnitude = exp2(-4 + 5 * gsl_rng_uniform(rng));
        x[i] = gsl_rng_uniform_int(rng, 2) == 0 ? magnitude : -magnitude;
    }
}

static void fill(gsl_rng *rng, const cas_parameter *parameter, shape s,
                 cas_parameter_value *value)
{
    const size_t count = cas_extent_size(parameter->rows, s.in, s.out, s.weights) *
                         cas_extent_size(parameter->columns, s.in, s.out, s.weights);
    double *numbers = cas_allocate(count, sizeof *numbers);
    sample_numbers(rng, count, numbers);
    if (strcmp(parameter->name, "label") == 0)
        numbers[0] = copysign(1, numbers[0]);
    cas_rationals_init(&value->numbers, count);
    cas_rationals_set_doubles(&value->numbers, numbers);
    free(numbers);
}

/* Optional numbers are left out half of the time; may_be_absent ones where the variant is
   not the one that has them: a loss has no label, the end of a control chain no A, B,
   R. */
static bool is_wanted(gsl_rng *rng, const cas_parameter *parameter, shape s,
                      bool is_logistic)
{
    if (parameter->may_be_absent)
        return s.weights > 0 && (is_logistic || s.out > 1);
    return parameter->is_required || gsl_rng_uniform_int(rng, 2) == 0;
}

cas_operator *sample_operator(gsl_rng *rng, const cas_family *family, size_t variant)
{
    const shape s = recipes[find_recipe(family)].shape(rng, variant);
    size_t count = 0;
    while (family->parameters[count].name)
        ++count;
    cas_parameter_value *values = cas_allocate(count, sizeof *values);
    for (size_t i = 0; i < count; ++i) {
        const cas_parameter *parameter = &family->parameters[i];
        if (parameter->is_word)
            values[i].word = cas_duplicate(parameter->words[variant]);
        else if (is_wanted(rng, parameter, s, strcmp(family->name, "logistic") == 0))
            fill(rng, parameter, s, &values[i]);
    }
    cas_operator *op;
    cas_message message;
    const cas_status status =
        cas_operator_new(family, s.in, s.out, s.weights, values, &op, &message);
    CAS_REQUIRE(status == CAS_OK);
    return op;
}

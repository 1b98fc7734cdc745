/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/chain/random_chain.h"

#include "arithmetic/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t below(gsl_rng *rng, size_t n)
{
    return gsl_rng_uniform_int(rng, n);
}

/* r = a random integer of up to bits bits. */
static void random_integer(gsl_rng *rng, size_t bits, mpz_t r)
{
    mpz_set_ui(r, 0);
    for (size_t i = 0; i < bits; i += 16) {
        mpz_mul_2exp(r, r, 16);
        mpz_add_ui(r, r, below(rng, 65536));
    }
}

void random_number(gsl_rng *rng, mpq_t r)
{
    static const char *const special[] = {"0",
                                          "1",
                                          "-1",
                                          "1/3",
                                          "0.1",
                                          "1e-300",
                                          "-1e300",
                                          "0x1p-1074",
                                          "9223372036854775807",
                                          "-9223372036854775808",
                                          "9223372036854775808"};
    const char *text;
    switch (below(rng, 5)) {
    case 0:
        text = special[below(rng, sizeof special / sizeof special[0])];
        CAS_REQUIRE(cas_rational_read(r, text, strlen(text), NULL) == CAS_OK);
        break;
    case 1:
        mpq_set_si(r, (long)below(rng, 21) - 10, 1);
        break;
    case 2:
        mpq_set_d(r, ldexp(gsl_rng_uniform(rng) - 0.5, (int)below(rng, 2000) - 1000));
        break;
    case 3:
        random_integer(rng, 1600, mpq_numref(r));
        random_integer(rng, 800, mpq_denref(r));
        mpz_setbit(mpq_denref(r), 0);
        mpq_canonicalize(r);
        break;
    default:
        mpq_set_si(r, (long)below(rng, 2001) - 1000, 1 + below(rng, 1000));
        mpq_canonicalize(r);
    }
}

static void random_numbers(gsl_rng *rng, size_t count, cas_rationals *numbers)
{
    cas_rationals_init(numbers, count);
    for (size_t i = 0; i < count; i++)
        random_number(rng, numbers->at[i]);
}

static char *random_expression(gsl_rng *rng, size_t in, size_t weights, int depth)
{
    if (depth > 0 && below(rng, 2) == 0) {
        char *inner = random_expression(rng, in, weights, depth - 1);
        char *text = cas_format(
            "%s(%s)", cas_function_names[below(rng, CAS_FUNCTION_COUNT)], inner);
        free(inner);
        return text;
    }
    if (depth > 0) {
        char *left = random_expression(rng, in, weights, depth - 1);
        char *right = random_expression(rng, in, weights, depth - 1);
        char *text = cas_format("%s %c (%s)", left, "+-*"[below(rng, 3)], right);
        free(left);
        free(right);
        return text;
    }
    if (weights > 0 && below(rng, 2) == 0)
        return cas_format("w%zu", 1 + below(rng, weights));
    return below(rng, 4) == 0 ? cas_format("0x1.8p-3")
                              : cas_format("y%zu", 1 + below(rng, in));
}

static cas_operator *random_expressions(gsl_rng *rng, size_t in, size_t out)
{
    size_t weights = below(rng, 4);
    char **texts = cas_allocate(out, sizeof *texts);
    for (size_t k = 0; k < out; k++)
        texts[k] = random_expression(rng, in, weights, 3);
    cas_operator *op;
    cas_message message;
    if (cas_operator_new_expression(in, out, weights, (const char *const *)texts, &op,
                                    &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    for (size_t k = 0; k < out; k++)
        free(texts[k]);
    free(texts);
    return op;
}

/* An operator of a random family; NULL where the shape does not suit it. */
static cas_operator *try_family(gsl_rng *rng, size_t in, size_t out)
{
    size_t families = 0, count = 0;
    while (cas_families[families] != NULL)
        families++;
    const cas_family *family = cas_families[below(rng, families)];
    while (family->parameters[count].name != NULL)
        count++;
    const size_t shapes[] = {0, in, out, in * out, in * out + out, below(rng, 5)};
    size_t weights = shapes[below(rng, sizeof shapes / sizeof shapes[0])];
    cas_parameter_value *values = cas_allocate(count, sizeof *values);
    for (size_t i = 0; i < count; i++) {
        const cas_parameter *parameter = &family->parameters[i];
        if (!parameter->is_required && below(rng, 2) == 0)
            continue;
        if (parameter->is_word) {
            size_t words = 0;
            while (parameter->words[words] != NULL)
                words++;
            values[i].word = cas_duplicate(parameter->words[below(rng, words)]);
        } else {
            size_t rows = cas_extent_size(parameter->rows, in, out, weights);
            size_t columns = cas_extent_size(parameter->columns, in, out, weights);
            random_numbers(rng, rows * columns, &values[i].numbers);
        }
    }
    cas_operator *op;
    return cas_operator_new(family, in, out, weights, values, &op, NULL) == CAS_OK ? op
                                                                                   : NULL;
}

static cas_operator *random_operator(gsl_rng *rng, size_t in, size_t out)
{
    cas_operator *op = NULL;
    for (int attempt = 0; attempt < 20 && op == NULL && below(rng, 10) > 0; attempt++)
        op = try_family(rng, in, out);
    return op != NULL ? op : random_expressions(rng, in, out);
}

static void random_ranges(gsl_rng *rng, cas_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ranges[i].has_lower = below(rng, 3) == 0;
        ranges[i].has_upper = below(rng, 3) == 0;
        random_number(rng, ranges[i].lower);
        random_number(rng, ranges[i].upper);
        if (mpq_cmp(ranges[i].lower, ranges[i].upper) > 0)
            mpq_swap(ranges[i].lower, ranges[i].upper);
    }
}

static void random_law(gsl_rng *rng, cas_law *law)
{
    if (below(rng, 2) == 0)
        return;
    size_t points = 1 + below(rng, 3);
    cas_rationals support, probability;
    random_numbers(rng, points * law->dimension, &support);
    cas_rationals_init(&probability, points);
    mpq_set_ui(probability.at[0], 1, 1);
    for (size_t p = 1; p < points; p++) {
        mpq_set_ui(probability.at[p], below(rng, 4), 9);
        mpq_canonicalize(probability.at[p]);
        mpq_sub(probability.at[0], probability.at[0], probability.at[p]);
    }
    CAS_REQUIRE(cas_law_set(law, law->dimension, points, &support,
                            below(rng, 3) == 0 ? NULL : &probability, NULL) == CAS_OK);
    cas_rationals_clear(&support);
    cas_rationals_clear(&probability);
}

static void add_the_rest(gsl_rng *rng, cas_chain *chain)
{
    static const char *const titles[] = {"",
                                         "a \"title\" with [brackets], commas\n\t and \\",
                                         "\xC3\xA4\xE2\x88\x87\xF0\x9D\x94\xBC\x01"};
    if (below(rng, 2) == 0)
        chain->title =
            cas_duplicate(titles[below(rng, sizeof titles / sizeof titles[0])]);
    for (size_t i = 0; i < chain->depth; i++) {
        cas_domain *domain = &chain->links[i].domain;
        if (below(rng, 2) == 0) {
            random_ranges(rng, domain->y, domain->in);
            random_ranges(rng, domain->w, domain->weights);
        }
        random_law(rng, &chain->forward[i]);
        if (i > 0)
            random_law(rng, &chain->backward[i]);
    }
    chain->has_smoothness = below(rng, 2) == 0;
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++) {
        random_number(rng, chain->smoothness[c]);
        mpq_abs(chain->smoothness[c], chain->smoothness[c]);
    }
}

cas_chain *random_chain(gsl_rng *rng)
{
    enum { DEPTH = 5, WIDTH = 3 };
    size_t depth = 2 + below(rng, DEPTH - 1), in = 1 + below(rng, WIDTH);
    cas_rationals input, weights[DEPTH];
    random_numbers(rng, in, &input);
    cas_operator *ops[DEPTH];
    for (size_t i = 0; i < depth; i++) {
        ops[i] = random_operator(rng, in, i + 1 == depth ? 1 : 1 + below(rng, WIDTH));
        random_numbers(rng, ops[i]->weights, &weights[i]);
        in = ops[i]->out;
    }
    cas_chain *chain;
    cas_message message;
    if (cas_chain_new(&input, depth, ops, weights, &chain, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    add_the_rest(rng, chain);
    cas_rationals_clear(&input);
    for (size_t i = 0; i < depth; i++)
        cas_rationals_clear(&weights[i]);
    return chain;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "arithmetic/vector.h"
#include "chain/expectation.h"
#include "claim/generators/chain_generator.h"
#include "claim/generators/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* The plain full enumeration: every forward and every backward scenario is run
   through (5) and subtracted from (4).  It is what the closed form in expectation.c
   must agree with. */
typedef struct enumeration {
    const cas_chain *chain;
    cas_arithmetic a;
    cas_pass *exact, *perturbed;
    void **delta, **epsilon; /* i = 1..N */
    void *probability;       /* one number per level of the recursion */
    void **bias;
    void *error, *square, *scratch;
} enumeration;

static void add_scenario(enumeration *e, const void *probability)
{
    cas_message message;
    assert_int_equal(cas_pass_perturbed(e->perturbed, (const void *const *)e->delta,
                                        (const void *const *)e->epsilon, &message),
                     CAS_OK);
    for (size_t i = 1; i <= e->chain->depth; i++) {
        size_t weights = e->chain->links[i - 1].op->weights;
        void *u = e->perturbed->u[i];
        cas_vector_subtract(&e->a, weights, u, u, e->exact->u[i]);
        cas_vector_norm_squared(&e->a, weights, e->square, u, e->scratch);
        e->a.multiply(e->square, e->square, probability);
        e->a.add(e->error, e->error, e->square);
        cas_vector_add_scaled(&e->a, weights, e->bias[i], probability, u, e->scratch);
    }
}

/* Node k of 2N: delta_1..delta_N, then epsilon_1..epsilon_N. */
static void enumerate(enumeration *e, size_t k)
{
    size_t depth = e->chain->depth;
    const void *so_far = cas_at(&e->a, e->probability, k);
    if (k == 2 * depth) {
        add_scenario(e, so_far);
        return;
    }
    bool is_forward = k < depth;
    const cas_law *law =
        is_forward ? &e->chain->forward[k] : &e->chain->backward[k - depth];
    void *value = is_forward ? e->delta[k + 1] : e->epsilon[k - depth + 1];
    for (size_t p = 0; p < law->points; p++) {
        void *next = cas_at(&e->a, e->probability, k + 1);
        cas_vector_set_rationals(&e->a, law->dimension, value,
                                 law->support.at + p * law->dimension);
        e->a.set_rational(next, law->probability.at[p]);
        e->a.multiply(next, next, so_far);
        enumerate(e, k + 1);
    }
}

static void enumeration_init(enumeration *e, const cas_chain *chain)
{
    size_t depth = chain->depth;
    *e = (enumeration){.chain = chain, .a = cas_arithmetic_interval(256)};
    e->exact = cas_pass_new(chain, &e->a, false);
    e->perturbed = cas_pass_new(chain, &e->a, false);
    e->delta = cas_allocate(depth + 1, sizeof(void *));
    e->epsilon = cas_allocate(depth + 1, sizeof(void *));
    e->bias = cas_allocate(depth + 1, sizeof(void *));
    for (size_t i = 1; i <= depth; i++) {
        const cas_operator *op = chain->links[i - 1].op;
        e->delta[i] = cas_numbers_new(&e->a, op->out);
        e->epsilon[i] = cas_numbers_new(&e->a, op->in);
        e->bias[i] = cas_numbers_new(&e->a, op->weights);
    }
    e->probability = cas_numbers_new(&e->a, 2 * depth + 1);
    e->error = cas_numbers_new(&e->a, 1);
    e->square = cas_numbers_new(&e->a, 1);
    e->scratch = cas_numbers_new(&e->a, 1);
    e->a.set_integer(e->probability, 1);
}

static void enumeration_clear(enumeration *e)
{
    size_t depth = e->chain->depth;
    for (size_t i = 1; i <= depth; i++) {
        const cas_operator *op = e->chain->links[i - 1].op;
        cas_numbers_free(&e->a, e->delta[i], op->out);
        cas_numbers_free(&e->a, e->epsilon[i], op->in);
        cas_numbers_free(&e->a, e->bias[i], op->weights);
    }
    free(e->delta);
    free(e->epsilon);
    free(e->bias);
    cas_numbers_free(&e->a, e->probability, 2 * depth + 1);
    cas_numbers_free(&e->a, e->error, 1);
    cas_numbers_free(&e->a, e->square, 1);
    cas_numbers_free(&e->a, e->scratch, 1);
    cas_pass_free(e->exact);
    cas_pass_free(e->perturbed);
}

/* Two enclosures of the same number must meet, and both be narrow or tiny. */
static void assert_same(const void *one, const void *other)
{
    mpfi_t common;
    mpfi_init2(common, 256);
    mpfi_intersect(common, one, other);
    assert_false(mpfi_is_empty(common));
    mpfi_clear(common);
}

static size_t count_scenarios(const cas_chain *chain)
{
    size_t count = 1;
    for (size_t i = 0; i < chain->depth; i++)
        count *= chain->forward[i].points * chain->backward[i].points;
    return count;
}

static void compare(const cas_chain *chain)
{
    enumeration e;
    enumeration_init(&e, chain);
    cas_message message;
    assert_int_equal(cas_pass_exact(e.exact, &message), CAS_OK);
    enumerate(&e, 0);
    cas_expectation *closed;
    assert_int_equal(cas_expectation_new(chain, &e.a, NULL, &closed, &message), CAS_OK);
    assert_same(closed->error, e.error);
    for (size_t i = 1; i <= chain->depth; i++)
        for (size_t k = 0; k < chain->links[i - 1].op->weights; k++)
            assert_same(cas_at(&e.a, closed->bias[i], k), cas_at(&e.a, e.bias[i], k));
    cas_expectation_free(closed);
    enumeration_clear(&e);
}

static void closed_form_agrees_with_full_enumeration(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "expectation", 0));
    size_t compared = 0, trials = 0;
    while (compared < 40 && trials++ < 400) {
        cas_chain *chain;
        cas_chain_generate(rng, &chain);
        if (count_scenarios(chain) <= 256) {
            compare(chain);
            compared++;
        }
        cas_chain_free(chain);
    }
    assert_int_equal(compared, 40);
    gsl_rng_free(rng);
}

/* Many points in few dimensions take the factored covariance. */
static void crowded_laws_agree_with_full_enumeration(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "crowded", 0));
    for (unsigned trial = 0; trial < 10; trial++) {
        cas_chain *chain;
        do {
            cas_chain_generate(rng, &chain);
            if (chain->depth > 3) {
                cas_chain_free(chain);
                chain = NULL;
            }
        } while (chain == NULL);
        cas_law *law = &chain->backward[1];
        cas_rationals support;
        size_t points = law->dimension + 3;
        cas_rationals_init(&support, points * law->dimension);
        for (size_t k = 0; k < support.count; k++)
            cas_draw_unit(rng, support.at[k]);
        cas_message message;
        assert_int_equal(
            cas_law_set(law, law->dimension, points, &support, NULL, &message), CAS_OK);
        cas_rationals_clear(&support);
        if (count_scenarios(chain) <= 2048)
            compare(chain);
        cas_chain_free(chain);
    }
    gsl_rng_free(rng);
}

static void unperturbed_chain_gives_exact_zeros(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "unperturbed", 0));
    cas_arithmetic interval = cas_arithmetic_interval(128);
    for (unsigned trial = 0; trial < 30; trial++) {
        cas_chain *chain;
        cas_chain_generate(rng, &chain);
        for (size_t i = 0; i < chain->depth; i++) {
            size_t forward = chain->forward[i].dimension,
                   backward = chain->backward[i].dimension;
            cas_law_clear(&chain->forward[i]);
            cas_law_clear(&chain->backward[i]);
            cas_law_init(&chain->forward[i], forward);
            cas_law_init(&chain->backward[i], backward);
        }
        cas_message message;
        cas_expectation *result;
        assert_int_equal(cas_expectation_new(chain, &interval, NULL, &result, &message),
                         CAS_OK);
        assert_true(interval.is_zero(result->error));
        assert_true(interval.is_zero(result->bias_squared));
        assert_int_equal(result->scenarios, 1);
        cas_expectation_free(result);
        cas_chain_free(chain);
    }
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closed_form_agrees_with_full_enumeration),
        cmocka_unit_test(crowded_laws_agree_with_full_enumeration),
        cmocka_unit_test(unperturbed_chain_gives_exact_zeros),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

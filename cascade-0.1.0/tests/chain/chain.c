/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "operator/operator_smoothness.h"
#include "tests/chain/random_chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cas_operator *make(size_t in, size_t out, size_t weights)
{
    const char **texts = cas_allocate(out, sizeof *texts);
    for (size_t k = 0; k < out; k++)
        texts[k] = "y1";
    cas_operator *op;
    assert_int_equal(cas_operator_new_expression(in, out, weights, texts, &op, NULL),
                     CAS_OK);
    free(texts);
    return op;
}

/* A chain of depth operators from one number to one. */
static cas_chain *line(size_t depth)
{
    cas_operator **ops = cas_allocate(depth, sizeof *ops);
    cas_rationals *weights = cas_allocate(depth, sizeof *weights), input;
    cas_rationals_init(&input, 1);
    for (size_t i = 0; i < depth; i++) {
        ops[i] = make(1, 1, i % 2);
        cas_rationals_init(&weights[i], i % 2);
    }
    cas_chain *chain;
    assert_int_equal(cas_chain_new(&input, depth, ops, weights, &chain, NULL), CAS_OK);
    for (size_t i = 0; i < depth; i++)
        cas_rationals_clear(&weights[i]);
    cas_rationals_clear(&input);
    free(ops);
    free(weights);
    return chain;
}

static void set_points(cas_law *law, size_t points)
{
    cas_rationals support;
    cas_rationals_init(&support, points * law->dimension);
    assert_int_equal(cas_law_set(law, law->dimension, points, &support, NULL, NULL),
                     CAS_OK);
    cas_rationals_clear(&support);
}

static void a_new_chain_is_unperturbed_on_all_reals(void **state)
{
    (void)state;
    cas_chain *chain = line(3);
    assert_int_equal(cas_chain_scenarios(chain), 1);
    assert_int_equal(cas_chain_weight_count(chain), 1);
    assert_false(chain->has_smoothness);
    assert_null(chain->title);
    for (size_t i = 0; i < 3; i++) {
        assert_true(cas_domain_is_everything(&chain->links[i].domain));
        assert_true(cas_law_is_zero(&chain->forward[i]));
        assert_true(cas_law_is_zero(&chain->backward[i]));
    }
    cas_chain_free(chain);
    cas_chain_free(NULL);
}

static void chains_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    static const struct {
        size_t input, depth, in[3], out[3], weights[3], given[3];
        const char *message;
    } cases[] = {
        {0, 2, {1, 1}, {1, 1}, {0}, {0}, "input: expected 1 to 65536 numbers, found 0"},
        {1, 1, {1}, {1}, {0}, {0}, "operators: expected 2 to 4096, found 1"},
        {2, 2, {1, 1}, {1, 1}, {0}, {0}, "operators[0]: expected 2 inputs"},
        {1,
         3,
         {1, 2, 1},
         {2, 1, 2},
         {0},
         {0},
         "operators[2]: expected 1 output, because"},
        {1, 3, {1, 2, 2}, {2, 1, 1}, {0}, {0}, "operators[2]: expected 1 inputs"},
        {1,
         2,
         {1, 1},
         {1, 1},
         {0, 2},
         {0, 1},
         "operators[1]: expected 2 weights, found 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cas_operator *ops[3];
        cas_rationals input, weights[3];
        cas_rationals_init(&input, cases[i].input);
        for (size_t k = 0; k < cases[i].depth; k++) {
            ops[k] = make(cases[i].in[k], cases[i].out[k], cases[i].weights[k]);
            cas_rationals_init(&weights[k], cases[i].given[k]);
        }
        cas_chain *chain;
        cas_message message;
        assert_int_equal(
            cas_chain_new(&input, cases[i].depth, ops, weights, &chain, &message),
            CAS_INPUT);
        assert_null(chain);
        assert_memory_equal(message.text, cases[i].message, strlen(cases[i].message));
        for (size_t k = 0; k < cases[i].depth; k++)
            cas_rationals_clear(&weights[k]);
        cas_rationals_clear(&input);
    }
}

static void the_size_of_a_chain_is_limited(void **state)
{
    (void)state;
    const cas_operator wide = {.in = 1, .out = 1, .weights = CAS_CHAIN_WIDTH},
                       wider = {.in = 1, .out = CAS_CHAIN_WIDTH + 1};
    cas_chain_extent extent = {.out = 1};
    cas_message message;
    cas_status status = cas_chain_admit(&extent, 100, &wider, wider.weights, &message);
    assert_int_equal(status, CAS_LIMIT);
    assert_string_equal(message.text,
                        "operators[0]: expected at most 65536 outputs, found 65537");
    do
        status = cas_chain_admit(&extent, 100, &wide, wide.weights, &message);
    while (status == CAS_OK);
    assert_int_equal(status, CAS_LIMIT);
    assert_int_equal(extent.operators, CAS_CHAIN_NUMBERS / (CAS_CHAIN_WIDTH + 2));
    assert_non_null(
        strstr(message.text, "operators[63]: expected at most 4194304 inputs"));
}

static void scenarios_are_counted_without_the_last_operator(void **state)
{
    (void)state;
    cas_chain *chain = line(80);
    set_points(&chain->forward[0], 3);
    set_points(&chain->forward[2], 5);
    set_points(&chain->forward[79], 7);
    set_points(&chain->backward[1], 11);
    assert_int_equal(cas_chain_scenarios(chain), 15);
    for (size_t i = 0; i < 79; i++)
        set_points(&chain->forward[i], 2);
    assert_int_equal(cas_chain_scenarios(chain), SIZE_MAX);
    cas_chain_free(chain);
}

static cas_chain *again(void)
{
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "chain", 0));
    cas_chain *chain = random_chain(rng);
    gsl_rng_free(rng);
    return chain;
}

/* Every part of a chain counts: change it and the chains differ. */
static void equality_sees_every_part(void **state)
{
    (void)state;
    cas_chain *one = again();
    for (size_t change = 0; change < 10; change++) {
        cas_chain *other = again();
        assert_true(cas_chain_equal(one, other));
        size_t last = other->depth - 1;
        mpq_t *number = NULL;
        switch (change) {
        case 0:
            free(other->title);
            other->title = cas_duplicate("another");
            break;
        case 1:
            number = &other->input.at[0];
            break;
        case 2:
            cas_operator_free(other->links[last].op);
            other->links[last].op = make(one->links[last].op->in, 1, 0);
            break;
        case 3:
            other->has_smoothness = !other->has_smoothness;
            break;
        case 4:
            other->links[last].domain.y[0].has_lower ^= true;
            break;
        case 5:
            set_points(&other->forward[0], 9);
            break;
        case 6:
            set_points(&other->backward[last], 9);
            break;
        case 7:
            number = &other->forward[last].support.at[0];
            break;
        case 8:
            other->depth--;
            break;
        default:
            for (size_t i = 0; i < other->depth; i++)
                if (other->links[i].weights.count > 0)
                    number = &other->links[i].weights.at[0];
            assert_non_null(number);
        }
        if (number != NULL)
            mpq_add(*number, *number, *number);
        if (number != NULL && mpq_sgn(*number) == 0)
            mpq_set_ui(*number, 1, 1);
        assert_false(cas_chain_equal(one, other));
        assert_false(cas_chain_equal(other, one));
        other->depth = one->depth;
        cas_chain_free(other);
    }
    cas_chain_free(one);
}

static void declared_constants_count_for_equality(void **state)
{
    (void)state;
    cas_chain *one = line(2), *other = line(2);
    mpq_set_ui(one->smoothness[CAS_LIPSCHITZ], 3, 1);
    assert_true(cas_chain_equal(one, other)); /* not declared */
    one->has_smoothness = other->has_smoothness = true;
    assert_false(cas_chain_equal(one, other));
    mpq_set_ui(other->smoothness[CAS_LIPSCHITZ], 3, 1);
    assert_true(cas_chain_equal(one, other));
    cas_chain_free(one);
    cas_chain_free(other);
}

/* Whether x has at most 20 significant decimal digits. */
static bool is_short_decimal(mpq_srcptr x)
{
    mpq_t scaled, ten;
    mpq_inits(scaled, ten, NULL);
    mpq_set(scaled, x);
    mpq_set_ui(ten, 10, 1);
    while (mpz_cmp_ui(mpq_denref(scaled), 1) != 0)
        mpq_mul(scaled, scaled, ten);
    while (mpz_sgn(mpq_numref(scaled)) != 0 && mpz_divisible_ui_p(mpq_numref(scaled), 10))
        mpq_div(scaled, scaled, ten);
    char *digits = mpz_get_str(NULL, 10, mpq_numref(scaled));
    bool is_short = strlen(digits) <= 20;
    free(digits);
    mpq_clears(scaled, ten, NULL);
    return is_short;
}

static cas_chain *two_expressions(const char *first, const char *second)
{
    cas_operator *ops[2];
    cas_rationals weights[2] = {{0}, {0}}, input;
    cas_rationals_init(&input, 1);
    assert_int_equal(cas_operator_new_expression(1, 1, 0, &first, &ops[0], NULL), CAS_OK);
    assert_int_equal(cas_operator_new_expression(1, 1, 0, &second, &ops[1], NULL),
                     CAS_OK);
    cas_chain *chain;
    assert_int_equal(cas_chain_new(&input, 2, ops, weights, &chain, NULL), CAS_OK);
    cas_rationals_clear(&input);
    return chain;
}

/* u <= constant <= u (1 + 10^-19), where u is the largest upper bound of an operator. */
static void constants_are_the_largest_bounds_rounded_up(void **state)
{
    (void)state;
    cas_chain *chain = two_expressions("3*tanh(y1)", "sin(2*y1)/7");
    cas_smoothness smoothness;
    cas_smoothness_init(&smoothness);
    assert_int_equal(cas_chain_smoothness(chain, NULL, &smoothness, NULL), CAS_OK);
    assert_false(smoothness.is_declared);
    mpfi_t bounds[2][CAS_CONSTANT_COUNT];
    for (size_t i = 0; i < 2; i++) {
        for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++)
            mpfi_init2(bounds[i][c], 64);
        assert_int_equal(cas_smoothness_enclose(chain->links[i].op,
                                                &chain->links[i].domain, NULL, bounds[i],
                                                NULL),
                         CAS_OK);
    }
    mpq_t largest, slack;
    mpq_inits(largest, slack, NULL);
    mpq_set_str(slack, "10000000000000000001/10000000000000000000", 10);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++) {
        mpfr_srcptr one = &bounds[0][c]->right, other = &bounds[1][c]->right;
        mpfr_get_q(largest, mpfr_cmp(one, other) > 0 ? one : other);
        assert_true(mpq_cmp(smoothness.value[c], largest) >= 0);
        mpq_mul(largest, largest, slack);
        assert_true(mpq_cmp(smoothness.value[c], largest) <= 0);
        assert_true(is_short_decimal(smoothness.value[c]));
        one = &bounds[0][c]->left, other = &bounds[1][c]->left;
        mpfr_get_q(largest, mpfr_cmp(one, other) > 0 ? one : other);
        assert_true(mpq_equal(smoothness.at_least[c], largest));
        mpfi_clear(bounds[0][c]);
        mpfi_clear(bounds[1][c]);
    }
    assert_true(mpq_cmp_ui(smoothness.value[CAS_LIPSCHITZ], 3, 1) >= 0);
    assert_true(mpq_sgn(smoothness.value[CAS_MIXED_HESSIAN]) == 0);
    assert_true(mpq_sgn(smoothness.value[CAS_STATE_LIPSCHITZ]) > 0 &&
                mpq_cmp(smoothness.value[CAS_STATE_LIPSCHITZ],
                        smoothness.value[CAS_JACOBIAN_LIPSCHITZ]) <= 0);
    mpq_clears(largest, slack, NULL);
    cas_smoothness_clear(&smoothness);
    cas_chain_free(chain);
}

static void declared_constants_are_taken_as_they_are(void **state)
{
    (void)state;
    cas_chain *chain = two_expressions("y1^2", "y1");
    chain->has_smoothness = true;
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpq_set_ui(chain->smoothness[c], c + 1, 1);
    cas_smoothness smoothness;
    cas_smoothness_init(&smoothness);
    assert_int_equal(cas_chain_smoothness(chain, NULL, &smoothness, NULL), CAS_OK);
    assert_true(smoothness.is_declared);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++)
        assert_true(mpq_equal(smoothness.value[c], chain->smoothness[c]));
    assert_true(mpq_equal(smoothness.value[CAS_STATE_LIPSCHITZ],
                          chain->smoothness[CAS_JACOBIAN_LIPSCHITZ]));
    cas_smoothness_clear(&smoothness);
    cas_chain_free(chain);
}

static void an_unbounded_constant_names_the_operator(void **state)
{
    (void)state;
    cas_chain *chain = two_expressions("tanh(y1)", "y1^2");
    cas_smoothness smoothness;
    cas_smoothness_init(&smoothness);
    cas_message message;
    assert_int_equal(cas_chain_smoothness(chain, NULL, &smoothness, &message),
                     CAS_UNBOUNDED);
    assert_memory_equal(message.text, "operators[1]: ", strlen("operators[1]: "));
    cas_smoothness_clear(&smoothness);
    cas_chain_free(chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_chain_is_unperturbed_on_all_reals),
        cmocka_unit_test(chains_that_do_not_fit_are_refused),
        cmocka_unit_test(the_size_of_a_chain_is_limited),
        cmocka_unit_test(scenarios_are_counted_without_the_last_operator),
        cmocka_unit_test(equality_sees_every_part),
        cmocka_unit_test(declared_constants_count_for_equality),
        cmocka_unit_test(constants_are_the_largest_bounds_rounded_up),
        cmocka_unit_test(declared_constants_are_taken_as_they_are),
        cmocka_unit_test(an_unbounded_constant_names_the_operator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"
#include "cascade.h"
#include "chain/chain_model.h"
#include "claim/claim.h"
#include "formula/evaluate.h"
#include "operator/operator_smoothness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The exhaustive small model: every chain with N <= 3 of operators

     f(y, w) = a y + w + c y w + d y^2/2          (dimension 1, a, c, d on a grid)
     A (y . w) with <y, w>^2 + ||y||^2/2 behind   (dimension 2, A over {0, 1})

   under every combination of a few laws for each perturbation, decided in exact rational
   arithmetic.  What a random search may miss in a corner of this model cannot hide. */

enum { MOST_DEPTH = 3 };

typedef struct tally {
    size_t cases, equalities, printed_violations;
} tally;

/* An operator's text and its certified constants on the model's domain. */
typedef struct part {
    cas_operator *op;
    mpq_t constants[CAS_BOUND_COUNT];
} part;

static part part_new(cas_operator *op, long range)
{
    part made = {.op = op};
    cas_domain domain;
    mpfi_t bounds[CAS_BOUND_COUNT];
    cas_message message;
    cas_domain_init(&domain, op->in, op->weights);
    for (size_t k = 0; k < op->in + op->weights; k++) {
        bool is_y = k < op->in;
        cas_range *r = is_y ? &domain.y[k] : &domain.w[k - op->in];
        r->has_lower = r->has_upper = true;
        mpq_set_si(r->lower, is_y ? -range : 0, 1);
        mpq_set_si(r->upper, is_y ? range : 1, 1);
    }
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++)
        mpfi_init2(bounds[c], 64);
    static const cas_smoothness_options quick = {.tolerance = 0.125, .boxes = 200};
    if (cas_smoothness_enclose(op, &domain, &quick, bounds, &message) != CAS_OK)
        fail_msg("%s", message.text);
    cas_state_lipschitz_enclose(op, &domain, &quick,
                                &bounds[CAS_JACOBIAN_LIPSCHITZ]->right,
                                &bounds[CAS_STATE_LIPSCHITZ]);
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++) {
        mpq_init(made.constants[c]);
        mpfr_get_q(made.constants[c], &bounds[c]->right);
        mpfi_clear(bounds[c]);
    }
    cas_domain_clear(&domain);
    return made;
}

static void part_clear(part *old)
{
    cas_operator_free(old->op);
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++)
        mpq_clear(old->constants[c]);
}

static cas_operator *quadratic(long a, long c, long d)
{
    char *text = cas_format("%ld*y1 + w1 + (%ld)*y1*w1 + (%ld)*y1^2/2", a, c, d);
    cas_operator *op;
    cas_message message;
    if (cas_operator_new_expression(1, 1, 1, (const char *const *)&text, &op, &message) !=
        CAS_OK)
        fail_msg("%s", message.text);
    free(text);
    return op;
}

/* Law number k of each perturbation: none, a constant, a fair sign, a coin. */
static void set_law(cas_law *law, size_t k)
{
    size_t n = law->dimension, points = k < 2 ? 1 : 2;
    cas_rationals support;
    cas_rationals_init(&support, points * n);
    for (size_t i = 0; i < n; i++) {
        mpq_set_si(support.at[i], k == 0 ? 0 : 1, 1);
        if (points == 2)
            mpq_set_si(support.at[n + i], k == 2 ? -1 : 0, 1);
    }
    cas_message message;
    assert_int_equal(cas_law_set(law, n, points, &support, NULL, &message), CAS_OK);
    cas_rationals_clear(&support);
}

/* The theorems, read once. */
enum { PRINTED_1, SHARP_1, PRINTED_2, REPAIRED_2, THEOREMS };
static cas_statement *theorems[THEOREMS];

static int read_theorems(void **state)
{
    static const char *const versions[THEOREMS] = {"printed", "sharp", "printed",
                                                   "repaired"};
    cas_message message;
    (void)state;
    for (size_t t = 0; t < THEOREMS; t++) {
        assert_string_equal(cas_theorems[t]->version, versions[t]);
        if (cas_statement_read(&cas_chain_vocabulary, cas_theorems[t]->formula, NULL,
                               &theorems[t], &message) != CAS_OK)
            fail_msg("%s", message.text);
    }
    assert_null(cas_theorems[THEOREMS]);
    return 0;
}

static int free_theorems(void **state)
{
    (void)state;
    for (size_t t = 0; t < THEOREMS; t++)
        cas_statement_free(theorems[t]);
    return 0;
}

static const void *value(cas_evaluator *evaluator, const cas_formula *side)
{
    static const long index[CAS_FORMULA_INDICES] = {0};
    cas_variable r;
    cas_message message;
    if (cas_evaluate(evaluator, side, index, &r, &message) != CAS_OK)
        fail_msg("%s", message.text);
    return r.at;
}

/* Of a bound with roots that have no common unit. */
static void judge_by_enclosures(const cas_chain *chain, const mpq_t *constants,
                                const cas_comparison *theorem)
{
    cas_arithmetic interval = cas_arithmetic_interval(256);
    cas_expectation *expectation;
    assert_int_equal(cas_expectation_new(chain, &interval, NULL, &expectation, NULL),
                     CAS_OK);
    cas_model *model = cas_chain_model_new(chain, constants, &interval, expectation);
    cas_evaluator *evaluator = cas_evaluator_new(model);
    assert_int_equal(cas_interval_compare(value(evaluator, theorem->left),
                                          value(evaluator, theorem->right)),
                     CAS_HOLDS);
    cas_evaluator_free(evaluator);
    model->free(model);
}

static void judge(const cas_chain *chain, const mpq_t *constants, tally *count)
{
    cas_expectation *expectation;
    cas_message message;
    if (cas_expectation_new(chain, &cas_arithmetic_rational, NULL, &expectation,
                            &message) != CAS_OK)
        fail_msg("%s", message.text);
    cas_model *model =
        cas_chain_model_new(chain, constants, &cas_arithmetic_root, expectation);
    cas_evaluator *evaluator = cas_evaluator_new(model);
    for (size_t t = 0; t < THEOREMS; t++) {
        mpq_srcptr lhs = value(evaluator, theorems[t]->claim.left);
        mpq_srcptr rhs = value(evaluator, theorems[t]->claim.right);
        if (!cas_arithmetic_root.is_defined(rhs)) {
            assert_int_equal(t, SHARP_1);
            judge_by_enclosures(chain, constants, &theorems[t]->claim);
            continue;
        }
        int order = mpq_cmp(lhs, rhs);
        assert_true(order <= 0 || t == PRINTED_2);
        count->printed_violations += order > 0;
        count->equalities += t == SHARP_1 && order == 0 && mpq_sgn(lhs) > 0;
    }
    count->cases++;
    cas_evaluator_free(evaluator);
    model->free(model);
}

/* The chain of these parts, from input 1 (in every coordinate), weights the
   bits of `bits`. */
static cas_chain *assemble(const part *const *parts, size_t depth, unsigned bits)
{
    cas_operator *ops[MOST_DEPTH];
    cas_rationals weights[MOST_DEPTH], input;
    cas_rationals_init(&input, parts[0]->op->in);
    for (size_t k = 0; k < input.count; k++)
        mpq_set_si(input.at[k], 1, 1);
    for (size_t i = 0; i < depth; i++) {
        ops[i] = parts[i]->op;
        cas_rationals_init(&weights[i], ops[i]->weights);
        for (size_t k = 0; k < weights[i].count; k++, bits >>= 1)
            mpq_set_si(weights[i].at[k], bits & 1, 1);
    }
    cas_chain *chain;
    cas_message message;
    if (cas_chain_new(&input, depth, ops, weights, &chain, &message) != CAS_OK)
        fail_msg("%s", message.text);
    for (size_t i = 0; i < depth; i++)
        cas_rationals_clear(&weights[i]);
    cas_rationals_clear(&input);
    return chain;
}

/* The operators belong to the parts, which serve many chains. */
static void dismantle(cas_chain *chain)
{
    for (size_t i = 0; i < chain->depth; i++)
        chain->links[i].op = NULL;
    cas_chain_free(chain);
}

/* Every combination of laws 0..laws-1 for all perturbations. */
static void judge_all_laws(const part *const *parts, size_t depth, unsigned bits,
                           size_t laws, tally *count)
{
    cas_chain *chain = assemble(parts, depth, bits);
    mpq_t constants[CAS_BOUND_COUNT];
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++) {
        mpq_init(constants[c]);
        for (size_t i = 0; i < depth; i++)
            if (mpq_cmp(parts[i]->constants[c], constants[c]) > 0)
                mpq_set(constants[c], parts[i]->constants[c]);
    }
    size_t combinations = 1;
    for (size_t k = 0; k < 2 * (depth - 1); k++)
        combinations *= laws;
    for (size_t code = 0; code < combinations; code++) {
        size_t rest = code;
        for (size_t i = 0; i + 1 < depth; i++) {
            set_law(&chain->forward[i], rest % laws);
            rest /= laws;
            set_law(&chain->backward[i + 1], rest % laws);
            rest /= laws;
        }
        judge(chain, (const mpq_t *)constants, count);
    }
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++)
        mpq_clear(constants[c]);
    dismantle(chain);
}

static size_t make_quadratics(long least, long range, part *parts)
{
    size_t count = 0;
    for (long a = 0; a <= 1; a++)
        for (long c = least; c <= 1; c++)
            for (long d = least; d <= 1; d++)
                parts[count++] = part_new(quadratic(a, c, d), range);
    return count;
}

static void every_chain_of_two_scalar_operators_obeys_the_theorems(void **state)
{
    (void)state;
    part parts[18];
    tally count = {0};
    size_t total = make_quadratics(-1, 8, parts);
    for (size_t i = 0; i < total; i++)
        for (size_t j = 0; j < total; j++)
            for (unsigned bits = 0; bits < 4; bits++) {
                const part *chosen[] = {&parts[i], &parts[j]};
                judge_all_laws(chosen, 2, bits, 4, &count);
            }
    for (size_t i = 0; i < total; i++)
        part_clear(&parts[i]);
    assert_int_equal(count.cases, 18 * 18 * 4 * 16);
    assert_true(count.printed_violations > 0);
}

static void every_chain_of_three_scalar_operators_obeys_the_theorems(void **state)
{
    (void)state;
    part parts[8];
    tally count = {0};
    size_t total = make_quadratics(0, 64, parts);
    for (size_t code = 0; code < total * total * total; code++) {
        const part *chosen[] = {&parts[code % total], &parts[code / total % total],
                                &parts[code / total / total]};
        judge_all_laws(chosen, 3, 7, 3, &count);
    }
    for (size_t i = 0; i < total; i++)
        part_clear(&parts[i]);
    assert_int_equal(count.cases, 512 * 81);
}

static cas_operator *member(const char *name, size_t out, unsigned matrix)
{
    const cas_family *family = cas_family_find(name);
    size_t count = 0;
    while (family->parameters[count].name != NULL)
        count++;
    cas_parameter_value *values = cas_allocate(count, sizeof *values);
    if (count > 0) {
        cas_rationals *a = &values[cas_family_parameter(family, "A")].numbers;
        cas_rationals_init(a, 4);
        for (size_t k = 0; k < 4; k++)
            mpq_set_si(a->at[k], matrix >> k & 1, 1);
    }
    cas_operator *op;
    cas_message message;
    if (cas_operator_new(family, 2, out, 2, values, &op, &message) != CAS_OK)
        fail_msg("%s", message.text);
    return op;
}

static void every_small_chain_of_the_pair_of_a3_obeys_the_theorems(void **state)
{
    (void)state;
    tally count = {0};
    part head = part_new(member("quadratic-head", 1, 0), 4);
    for (unsigned matrix = 0; matrix < 16; matrix++) {
        part first = part_new(member("hadamard", 2, matrix), 4);
        for (unsigned bits = 0; bits < 16; bits++) {
            const part *chosen[] = {&first, &head};
            judge_all_laws(chosen, 2, bits, 4, &count);
        }
        part_clear(&first);
    }
    part_clear(&head);
    assert_int_equal(count.cases, 16 * 16 * 16);
}

/* f_1 = w, f_2 = y, ..: one epsilon attains the sharp bound. */
static void linear_chains_attain_the_sharp_bound(void **state)
{
    (void)state;
    tally count = {0};
    part weight = part_new(quadratic(0, 0, 0), 2),
         slope = part_new(quadratic(1, 0, 0), 2);
    for (size_t depth = 2; depth <= MOST_DEPTH; depth++) {
        const part *chosen[] = {&weight, &slope, &slope};
        judge_all_laws(chosen, depth, 0, 4, &count);
    }
    part_clear(&weight);
    part_clear(&slope);
    assert_true(count.equalities > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_chain_of_two_scalar_operators_obeys_the_theorems),
        cmocka_unit_test(every_chain_of_three_scalar_operators_obeys_the_theorems),
        cmocka_unit_test(every_small_chain_of_the_pair_of_a3_obeys_the_theorems),
        cmocka_unit_test(linear_chains_attain_the_sharp_bound),
    };
    return cmocka_run_group_tests(tests, read_theorems, free_theorems);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "chain/chain_file.h"
#include "chain/chain_model.h"
#include "claim/claim.h"
#include "claim/generators/draw.h"
#include "formula/evaluate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The abbreviations of Theorems 1 and 2 against the paper's double sums, written out term
   by term in exact rational arithmetic, for random constants and all N up to 16, where
   long sums are evaluated from each other (formula/evaluate_range.c). */

extern const cas_claim cas_claim_theorem_1_printed, cas_claim_theorem_1_sharp,
    cas_claim_theorem_2_printed, cas_claim_theorem_2_repaired;

enum { MOST_DEPTH = 16, TRIALS = 10 };

static void draw_constants(gsl_rng *rng, mpq_t constants[CAS_BOUND_COUNT])
{
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++) {
        mpq_init(constants[c]);
        mpq_set_si(constants[c], cas_draw_integer(rng, 1, 12),
                   (unsigned long)cas_draw_integer(rng, 1, 8));
        mpq_canonicalize(constants[c]);
    }
}

static void clear_constants(mpq_t constants[CAS_BOUND_COUNT])
{
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++)
        mpq_clear(constants[c]);
}

/* r = (factor x^2)^exponent */
static void set_power(mpq_t r, unsigned long factor, mpq_srcptr x, size_t exponent)
{
    mpq_t base, f;
    mpq_inits(base, f, NULL);
    mpq_set_ui(f, factor, 1);
    mpq_mul(base, x, x);
    mpq_mul(base, base, f);
    mpq_set_ui(r, 1, 1);
    for (size_t k = 0; k < exponent; k++)
        mpq_mul(r, r, base);
    mpq_clears(base, f, NULL);
}

/* r = sum_{k=first}^{last} (3 C^2)^k */
static void set_geometric(mpq_t r, mpq_srcptr c, size_t first, size_t last)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(r, 0, 1);
    for (size_t k = first; k <= last; k++) {
        set_power(term, 3, c, k);
        mpq_add(r, r, term);
    }
    mpq_clear(term);
}

/* r = factor x^2 C_v^2 */
static void set_prefactor(mpq_t r, unsigned long factor, mpq_srcptr x, mpq_srcptr c,
                          size_t n)
{
    mpq_t c_v;
    mpq_init(c_v);
    mpq_set_ui(c_v, 1, 1);
    if (mpq_cmp_ui(c, 1, 1) > 0)
        set_power(c_v, 1, c, n);
    set_power(r, factor, x, 1);
    mpq_mul(r, r, c_v);
    mpq_clear(c_v);
}

/* r = prefactor sum_{j=first}^{N-1} S_j (factor x^2)^{j-offset} */
static void set_double_sum(mpq_t r, mpq_srcptr prefactor, size_t n, size_t first,
                           unsigned long factor, mpq_srcptr x, size_t offset,
                           mpq_srcptr c)
{
    mpq_t s, power;
    mpq_inits(s, power, NULL);
    mpq_set_ui(r, 0, 1);
    for (size_t j = first; j < n; j++) {
        set_geometric(s, c, 0, j);
        set_power(power, factor, x, j - offset);
        mpq_mul(s, s, power);
        mpq_add(r, r, s);
    }
    mpq_mul(r, r, prefactor);
    mpq_clears(s, power, NULL);
}

/* A statement on a chain of N operators with the constants k. */
typedef struct page {
    cas_statement *statement;
    cas_chain *chain;
    cas_model *model;
    cas_evaluator *evaluator;
} page;

static void page_read(page *p, const char *formula)
{
    cas_message message;
    if (cas_statement_read(&cas_chain_vocabulary, formula, NULL, &p->statement,
                           &message) != CAS_OK)
        fail_msg("%s", message.text);
}

/* perturbation: as in a chain file. */
static void page_open(page *p, size_t n, const mpq_t *k, const char *perturbation)
{
    char *text = cas_duplicate("{\"out\": 1, \"weights\": [1], \"f\": [\"w1\"]}");
    cas_message message;
    cas_expectation *expectation;
    for (size_t i = 2; i <= n; i++) {
        char *longer = cas_format("%s, {\"out\": 1, \"f\": [\"y1\"]}", text);
        free(text);
        text = longer;
    }
    char *file = cas_format("{\"format\": \"cascade-chain/1\", \"input\": [1], "
                            "\"operators\": [%s], \"perturbation\": {%s}}",
                            text, perturbation);
    if (cas_chain_read_text(file, strlen(file), "x", &p->chain, &message) != CAS_OK ||
        cas_expectation_new(p->chain, &cas_arithmetic_rational, NULL, &expectation,
                            &message) != CAS_OK)
        fail_msg("%s", message.text);
    free(text);
    free(file);
    p->model = cas_chain_model_new(p->chain, k, &cas_arithmetic_root, expectation);
    p->evaluator = cas_evaluator_new(p->model);
}

static void page_close(page *p)
{
    cas_evaluator_free(p->evaluator);
    p->model->free(p->model);
    cas_chain_free(p->chain);
}

/* The formula, where the first index is i, is a rational number >= 0. */
static void assert_value(const page *p, const cas_formula *f, size_t i,
                         mpq_srcptr expected)
{
    const long index[CAS_FORMULA_INDICES] = {(long)i};
    cas_variable value;
    cas_message message;
    mpq_t square;
    mpq_init(square);
    if (cas_evaluate(p->evaluator, f, index, &value, &message) != CAS_OK)
        fail_msg("%s", message.text);
    mpq_mul(square, expected, expected);
    assert_true(mpq_equal(square, (mpq_srcptr)value.at));
    mpq_clear(square);
}

static void assert_coefficient(const page *p, const char *name, size_t i,
                               mpq_srcptr expected)
{
    for (size_t a = 0; a < p->statement->abbreviations; a++)
        if (strcmp(p->statement->abbreviation[a]->name, name) == 0) {
            assert_value(p, p->statement->abbreviation[a]->body, i, expected);
            return;
        }
    fail_msg("no abbreviation %s", name);
}

static void error_coefficients_are_21(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "coefficients", 21));
    mpq_t expected, prefactor, k[CAS_BOUND_COUNT];
    page p;
    mpq_inits(expected, prefactor, NULL);
    page_read(&p, cas_claim_theorem_1_printed.formula);
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        draw_constants(rng, k);
        for (size_t n = 2; n <= MOST_DEPTH; n++) {
            page_open(&p, n, (const mpq_t *)k, "");
            set_prefactor(prefactor, 4, k[CAS_JACOBIAN_LIPSCHITZ], k[CAS_JACOBIAN], n);
            for (size_t i = 1; i < n; i++) {
                set_double_sum(expected, prefactor, n, i, 2, k[CAS_LIPSCHITZ], i,
                               k[CAS_JACOBIAN]);
                assert_coefficient(&p, "D", i, expected);
                set_geometric(expected, k[CAS_JACOBIAN], 1, i);
                assert_coefficient(&p, "R", i, expected);
            }
            page_close(&p);
        }
        clear_constants(k);
    }
    cas_statement_free(p.statement);
    mpq_clears(expected, prefactor, NULL);
    gsl_rng_free(rng);
}

/* C_{y_j}^2 of the display before (33). */
static void set_c_y(mpq_t r, size_t n, size_t j, mpq_srcptr mixed, mpq_srcptr gradient,
                    mpq_t *k)
{
    mpq_t first, second, square;
    mpq_inits(first, second, square, NULL);
    set_prefactor(first, 8, mixed, k[CAS_JACOBIAN], n);
    set_power(square, 1, gradient, 1);
    mpq_mul(first, first, square);
    set_double_sum(r, first, n, j + 1, 4, k[CAS_JACOBIAN], j + 1, k[CAS_JACOBIAN]);
    set_prefactor(second, 2, k[CAS_HESSIAN_LIPSCHITZ], k[CAS_JACOBIAN], n);
    set_geometric(square, k[CAS_JACOBIAN], 0, j);
    mpq_mul(second, second, square);
    mpq_add(r, r, second);
    mpq_clears(first, second, square, NULL);
}

static void set_fourth(mpq_t r, size_t n, size_t i, mpq_srcptr mixed, mpq_srcptr gradient,
                       mpq_t *k)
{
    mpq_t c_y, l_squared, power, eight;
    mpq_inits(c_y, l_squared, power, eight, NULL);
    mpq_mul(l_squared, k[CAS_LIPSCHITZ], k[CAS_LIPSCHITZ]);
    mpq_set_ui(r, 0, 1);
    for (size_t j = i; j < n; j++) {
        set_c_y(c_y, n, j, mixed, gradient, k);
        set_power(power, 8, l_squared, j - i);
        mpq_mul(c_y, c_y, power);
        mpq_add(r, r, c_y);
    }
    mpq_set_ui(eight, 8, 1);
    mpq_mul(r, r, eight);
    mpq_clears(c_y, l_squared, power, eight, NULL);
}

/* mixed, gradient: in place of C_{grad^2 f} and L_{grad f}; in_33a: the constant of
   (33a). */
static void compare_bias(page *p, size_t n, mpq_t *k, cas_constant mixed,
                         cas_constant gradient, cas_constant in_33a)
{
    mpq_t expected, prefactor, two;
    mpq_inits(expected, prefactor, two, NULL);
    mpq_set_ui(two, 2, 1);
    page_open(p, n, (const mpq_t *)k, "");
    set_prefactor(prefactor, 8, k[in_33a], k[CAS_JACOBIAN], n);
    for (size_t i = 1; i < n; i++) {
        set_double_sum(expected, prefactor, n, i, 4, k[CAS_JACOBIAN], i, k[CAS_JACOBIAN]);
        assert_coefficient(p, "M", i, expected);
        set_fourth(expected, n, i, k[mixed], k[gradient], k);
        assert_coefficient(p, "D", i, expected);
        set_geometric(expected, k[CAS_JACOBIAN], 1, i);
        mpq_mul(expected, expected, two);
        assert_coefficient(p, "R", i, expected);
    }
    page_close(p);
    mpq_clears(expected, prefactor, two, NULL);
}

static void bias_coefficients_are_33(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "coefficients", 33));
    mpq_t k[CAS_BOUND_COUNT];
    page printed, mended, repaired;
    page_read(&printed, cas_claim_theorem_2_printed.formula);
    page_read(&mended, cas_claim_theorem_2_repaired.mistakes[0].formula);
    page_read(&repaired, cas_claim_theorem_2_repaired.formula);
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        draw_constants(rng, k);
        for (size_t n = 2; n <= MOST_DEPTH; n++) {
            compare_bias(&printed, n, k, CAS_MIXED_HESSIAN, CAS_JACOBIAN_LIPSCHITZ,
                         CAS_HESSIAN_LIPSCHITZ);
            compare_bias(&mended, n, k, CAS_MIXED_HESSIAN, CAS_STATE_LIPSCHITZ,
                         CAS_MIXED_HESSIAN);
            compare_bias(&repaired, n, k, CAS_STATE_LIPSCHITZ, CAS_STATE_LIPSCHITZ,
                         CAS_STATE_LIPSCHITZ);
        }
        clear_constants(k);
    }
    cas_statement_free(printed.statement);
    cas_statement_free(mended.statement);
    cas_statement_free(repaired.statement);
    gsl_rng_free(rng);
}

/* r = sum_{j=first}^{last} l^{j-offset} */
static void set_powers(mpq_t r, mpq_srcptr l, size_t first, size_t last, size_t offset)
{
    mpq_t power;
    mpq_init(power);
    mpq_set_ui(r, 0, 1);
    for (size_t j = first; j <= last; j++) {
        mpq_set_ui(power, 1, 1);
        for (size_t k = offset; k < j; k++)
            mpq_mul(power, power, l);
        mpq_add(r, r, power);
    }
    mpq_clear(power);
}

/* The entries of M in row i for d_k, and for e_{k+1}: proofs/sharp_theorem_1.c. */
static void set_entries(mpq_t forward, mpq_t backward, size_t n, size_t i, size_t k,
                        mpq_t *constants)
{
    mpq_srcptr c = constants[CAS_JACOBIAN], l = constants[CAS_LIPSCHITZ];
    mpq_t term;
    mpq_init(term);
    if (mpq_cmp(c, l) < 0)
        l = c;
    mpq_set_ui(forward, 0, 1);
    if (i < n) {
        set_powers(forward, l, i > k ? i : k, n - 1, k);
        set_powers(term, l, n - 1, n - 1, i);
        mpq_mul(forward, forward, term);
        mpq_mul(forward, forward, c);
    }
    if (k < i) {
        set_powers(term, l, n - 1, n - 1, k);
        mpq_add(forward, forward, term);
    }
    mpq_mul(forward, forward, constants[CAS_JACOBIAN_LIPSCHITZ]);
    mpq_set_ui(backward, 0, 1);
    if (i <= k)
        set_powers(backward, l, k, k, i);
    mpq_mul(backward, backward, c);
    mpq_clear(term);
}

/* ||M r||^2, r = (forward[1], .., forward[n-1], backward[1], .., backward[n-1]). */
static void set_sharp_bound(mpq_t r, size_t n, mpq_t *constants, const long *forward,
                            const long *backward)
{
    mpq_t row, term, d, e;
    mpq_inits(row, term, d, e, NULL);
    mpq_set_ui(r, 0, 1);
    for (size_t i = 1; i <= n; i++) {
        mpq_set_ui(row, 0, 1);
        for (size_t k = 1; k < n; k++) {
            set_entries(d, e, n, i, k, constants);
            mpq_set_si(term, forward[k], 1);
            mpq_mul(d, d, term);
            mpq_set_si(term, backward[k], 1);
            mpq_mul(e, e, term);
            mpq_add(row, row, d);
            mpq_add(row, row, e);
        }
        mpq_mul(row, row, row);
        mpq_add(r, r, row);
    }
    mpq_clears(row, term, d, e, NULL);
}

/* Random constant perturbations, "[number]" at each place. */
static char *draw_perturbation(gsl_rng *rng, size_t n, long *forward, long *backward)
{
    char *lists[2] = {cas_duplicate(""), cas_duplicate("")};
    for (size_t k = 1; k < n; k++) {
        const long numbers[2] = {forward[k] = cas_draw_integer(rng, 0, 9),
                                 backward[k] = cas_draw_integer(rng, 0, 9)};
        for (size_t side = 0; side < 2; side++) {
            char *longer =
                cas_format("%s%s{\"at\": %zu, \"support\": [[%ld]]}", lists[side],
                           k > 1 ? ", " : "", k + side, numbers[side]);
            free(lists[side]);
            lists[side] = longer;
        }
    }
    char *text = cas_format("\"forward\": [%s], \"backward\": [%s]", lists[0], lists[1]);
    free(lists[0]);
    free(lists[1]);
    return text;
}

static void sharp_recursion_is_the_matrix(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "coefficients", 2));
    mpq_t expected, k[CAS_BOUND_COUNT];
    page p;
    mpq_init(expected);
    page_read(&p, cas_claim_theorem_1_sharp.formula);
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        draw_constants(rng, k);
        for (size_t n = 2; n <= MOST_DEPTH; n++) {
            long forward[MOST_DEPTH], backward[MOST_DEPTH];
            char *perturbation = draw_perturbation(rng, n, forward, backward);
            page_open(&p, n, (const mpq_t *)k, perturbation);
            set_sharp_bound(expected, n, k, forward, backward);
            assert_value(&p, p.statement->claim.right, 0, expected);
            page_close(&p);
            free(perturbation);
        }
        clear_constants(k);
    }
    cas_statement_free(p.statement);
    mpq_clear(expected);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_coefficients_are_21),
        cmocka_unit_test(bias_coefficients_are_33),
        cmocka_unit_test(sharp_recursion_is_the_matrix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/mutate.h"

#include "arithmetic/arithmetic.h"
#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "chain/chain_vocabulary.h"
#include "formula/print.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cas_statement *read_in(const cas_vocabulary *vocabulary, const char *text)
{
    cas_message message = {""};
    cas_statement *statement = NULL;
    if (cas_statement_read(vocabulary, text, NULL, &statement, &message) != CAS_OK)
        fail_msg("%s: %s", text, message.text);
    return statement;
}

/* One line for each mutant: "+" weaker, "-" stronger, "?" unknown, and its words. */
static char *list_of(const cas_formula_mutants *mutants)
{
    static const char signs[] = {[CAS_STRENGTH_UNKNOWN] = '?',
                                 [CAS_STRENGTH_WEAKER] = '+',
                                 [CAS_STRENGTH_STRONGER] = '-'};
    char *list = cas_duplicate("");
    for (size_t k = 0; k < mutants->count; k++) {
        char *longer = cas_format("%s%c %s\n", list, signs[mutants->mutant[k].strength],
                                  mutants->mutant[k].what);
        free(list);
        list = longer;
    }
    return list;
}

static void assert_mutants(const char *text, const char *expected)
{
    cas_statement *s = read_in(&cas_chain_vocabulary, text);
    cas_formula_mutants mutants;
    cas_statement_mutate(s, &mutants);
    char *list = list_of(&mutants);
    assert_string_equal(list, expected);
    free(list);
    cas_formula_mutants_clear(&mutants);
    cas_statement_free(s);
}

static void a_statement_has_these_mutants(void **state)
{
    (void)state;
    assert_mutants("E|y~_i - y_i|^2 <= 2 K^2 E|delta_i|^2 + 1 for i = 1..N-1",
                   "+ 9/10 of E|y~_i - y_i|^2\n"
                   "- 10/9 of E|y~_i - y_i|^2\n"
                   "? |y~_i - y_i| for |y~_i - y_i|^2 in E|y~_i - y_i|^2\n"
                   "? y~_{i+1} - y_{i+1} for y~_i - y_i in E|y~_i - y_i|^2\n"
                   "? y~_{i-1} - y_{i-1} for y~_i - y_i in E|y~_i - y_i|^2\n"
                   "- 9/10 of 2 in 2 K^2 E|delta_i|^2\n"
                   "+ 10/9 of 2 in 2 K^2 E|delta_i|^2\n"
                   "? K for K^2 in 2 K^2 E|delta_i|^2\n"
                   "? C for K in 2 K^2 E|delta_i|^2\n"
                   "? L_f for K in 2 K^2 E|delta_i|^2\n"
                   "? L for K in 2 K^2 E|delta_i|^2\n"
                   "? H for K in 2 K^2 E|delta_i|^2\n"
                   "? L_y for K in 2 K^2 E|delta_i|^2\n"
                   "? C_v for K in 2 K^2 E|delta_i|^2\n"
                   "? |delta_i| for |delta_i|^2 in 2 K^2 E|delta_i|^2\n"
                   "- 9/10 of 1\n"
                   "+ 10/9 of 1\n"
                   "- without 2 K^2 E|delta_i|^2\n"
                   "- without 1\n");
}

static void vectors_inside_norms_have_mutants_of_unknown_strength(void **state)
{
    (void)state;
    assert_mutants("|v_1 - y_1 / 2| <= 1 if C <= 2", "+ 9/10 of |v_1 - y_1/2|\n"
                                                     "- 10/9 of |v_1 - y_1/2|\n"
                                                     "? 9/10 of v_1 in |v_1 - y_1/2|\n"
                                                     "? 10/9 of v_1 in |v_1 - y_1/2|\n"
                                                     "? 9/10 of 2 in y_1/2\n"
                                                     "? 10/9 of 2 in y_1/2\n"
                                                     "? without v_1 in |v_1 - y_1/2|\n"
                                                     "? without y_1/2 in |v_1 - y_1/2|\n"
                                                     "- 9/10 of 1\n"
                                                     "+ 10/9 of 1\n");
}

static void norms_of_matrices_are_exchanged_and_sums_moved(void **state)
{
    (void)state;
    assert_mutants("sum_{j=1..N-1} |A_j|_op <= sum_{j=1..N-1} N^(1/2) |A_{j+1}|",
                   "+ 9/10 of sum_{j=1..N-1} |A_j|_op\n"
                   "- 10/9 of sum_{j=1..N-1} |A_j|_op\n"
                   "+ j = 2..N-1 in sum_{j=1..N-1} |A_j|_op\n"
                   "- j = 1..N in sum_{j=1..N-1} |A_j|_op\n"
                   "+ j = 1..N-2 in sum_{j=1..N-1} |A_j|_op\n"
                   "- |A_j| for |A_j|_op in sum_{j=1..N-1} |A_j|_op\n"
                   "? A_{j+1} for A_j in sum_{j=1..N-1} |A_j|_op\n"
                   "- 9/10 of sum_{j=1..N-1} N^(1/2) |A_{j+1}|\n"
                   "+ 10/9 of sum_{j=1..N-1} N^(1/2) |A_{j+1}|\n"
                   "- j = 2..N-1 in sum_{j=1..N-1} N^(1/2) |A_{j+1}|\n"
                   "+ j = 0..N-1 in sum_{j=1..N-1} N^(1/2) |A_{j+1}|\n"
                   "- j = 1..N-2 in sum_{j=1..N-1} N^(1/2) |A_{j+1}|\n"
                   "- |A_{j+1}|_op for |A_{j+1}| in sum_{j=1..N-1} N^(1/2) |A_{j+1}|\n"
                   "? A_j for A_{j+1} in sum_{j=1..N-1} N^(1/2) |A_{j+1}|\n");
}

static void bounds_of_indices_tell_the_sign_of_exponents(void **state)
{
    (void)state;
    assert_mutants("0 <= sum_{j=i..N-1} (3 N)^{j-i} for i = 1..N-1",
                   "- 9/10 of sum_{j=i..N-1} (3 N)^{j-i}\n"
                   "+ 10/9 of sum_{j=i..N-1} (3 N)^{j-i}\n"
                   "- j = i+1..N-1 in sum_{j=i..N-1} (3 N)^{j-i}\n"
                   "+ j = i-1..N-1 in sum_{j=i..N-1} (3 N)^{j-i}\n"
                   "+ j = i..N in sum_{j=i..N-1} (3 N)^{j-i}\n"
                   "- j = i..N-2 in sum_{j=i..N-1} (3 N)^{j-i}\n"
                   "- 9/10 of 3 in sum_{j=i..N-1} (3 N)^{j-i}\n"
                   "+ 10/9 of 3 in sum_{j=i..N-1} (3 N)^{j-i}\n");
    assert_mutants("0 <= (3 N)^{i-2} for i = 1..N-1", "- 9/10 of (3 N)^{i-2}\n"
                                                      "+ 10/9 of (3 N)^{i-2}\n"
                                                      "? 9/10 of 3 in (3 N)^{i-2}\n"
                                                      "? 10/9 of 3 in (3 N)^{i-2}\n");
}

static void abbreviations_of_one_side_are_mistaken_wherever_they_stand(void **state)
{
    (void)state;
    assert_mutants("S_1 <= 3 S_2 if h <= 1 where h = 5 K; S_j = h N^j",
                   "+ 9/10 of S_1\n"
                   "- 10/9 of S_1\n"
                   "? S_2 for S_1\n"
                   "? S_0 for S_1\n"
                   "- 9/10 of 3 in 3 S_2\n"
                   "+ 10/9 of 3 in 3 S_2\n"
                   "? S_3 for S_2 in 3 S_2\n"
                   "? S_1 for S_2 in 3 S_2\n");
    cas_statement *s =
        read_in(&cas_chain_vocabulary, "1 <= S_1 + S_2 where c = 2 K; S_j = c N^j");
    cas_formula_mutants mutants;
    cas_statement_mutate(s, &mutants);
    bool found = false;
    for (size_t k = 0; k < mutants.count; k++) {
        char *text = cas_statement_ascii(mutants.mutant[k].statement, false);
        found |= strcmp(text, "1 <= S_1 + S_2 where c = 9/5 K; S_j = c N^j") == 0 &&
                 mutants.mutant[k].strength == CAS_STRENGTH_STRONGER;
        free(text);
    }
    assert_true(found);
    cas_formula_mutants_clear(&mutants);
    cas_statement_free(s);
}

static void of_an_identity_no_mutant_is_known_to_be_true(void **state)
{
    (void)state;
    assert_mutants("2 N = 1", "? 9/10 of 2 in 2 N\n"
                              "? 10/9 of 2 in 2 N\n"
                              "? 9/10 of 1\n"
                              "? 10/9 of 1\n");
}

/* Each index and each range stays within the vocabulary, each text reads back. */
static void mutants_are_statements_of_the_language(void **state)
{
    static const char *const texts[] = {
        "E|B~_i' v~_i - B_i' v_i|^2 <= 2 E[|B~_i|_op^2 |b_i|^2] + 2 E[|B~_i - B_i|_op^2 "
        "|v_i|^2] for i = 1..N-1 where b_i = v~_i - v_i",
        "E|E[a_i given G_i]|^2 <= 2 L^2 sum_{j=1..i-1} (4 C^2)^{i-j-1} E|a_j|^4 + 2 "
        "sum_{j=1..i} (4 C^2)^{i-j} E|E[delta_j given G_j]|^2 for i = 1..N-1 where "
        "a_i = y~_i - y_i",
        "|f_i(y~_{i-1}) - f_i(y_{i-1})| <= max(L_f, 1) |y~_{i-1} - y_{i-1}| for i = 1..N",
    };
    (void)state;
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        cas_statement *s = read_in(&cas_chain_vocabulary, texts[t]);
        cas_formula_mutants mutants;
        cas_statement_mutate(s, &mutants);
        assert_true(mutants.count > 10);
        for (size_t k = 0; k < mutants.count; k++) {
            char *text = cas_statement_ascii(mutants.mutant[k].statement, false);
            cas_statement *again = read_in(&cas_chain_vocabulary, text);
            assert_true(cas_formula_equal(mutants.mutant[k].statement->claim.left,
                                          again->claim.left));
            assert_true(cas_formula_equal(mutants.mutant[k].statement->claim.right,
                                          again->claim.right));
            for (size_t j = 0; j < k; j++)
                assert_string_not_equal(mutants.mutant[j].what, mutants.mutant[k].what);
            cas_statement_free(again);
            free(text);
        }
        cas_formula_mutants_clear(&mutants);
        cas_statement_free(s);
    }
}

/* Values in double precision of formulas in numbers; NaN: undefined. */
typedef struct values {
    double of_name[3], index[CAS_FORMULA_INDICES];
} values;

static double value(const cas_formula *f, values *v);

static double value_of_range(const cas_formula *f, values *v)
{
    double sum = f->form == CAS_FORM_SUM ? 0 : f->form == CAS_FORM_PRODUCT ? 1 : NAN;
    double last = value(f->of[1], v);
    for (double j = value(f->of[0], v); j <= last; j++) {
        v->index[f->which] = j;
        double term = value(f->of[2], v);
        sum = f->form == CAS_FORM_SUM       ? sum + term
              : f->form == CAS_FORM_PRODUCT ? sum * term
              : isnan(sum) || term > sum    ? term
                                            : sum;
    }
    return sum;
}

static double value_of_function(cas_function function, double x)
{
    switch (function) {
    case CAS_EXP:
        return exp(x);
    case CAS_LOG:
        return x > 0 ? log(x) : NAN;
    case CAS_SQRT:
        return x >= 0 ? sqrt(x) : NAN;
    case CAS_TANH:
        return tanh(x);
    default:
        fail();
        return NAN;
    }
}

static double value_of_power(double x, double y)
{
    if (x < 0 && y != floor(y))
        return NAN;
    return x == 0 && y < 0 ? NAN : pow(x, y);
}

static double value(const cas_formula *f, values *v)
{
    double x = f->count > 0 && f->count < 3 ? value(f->of[0], v) : 0;
    double y = f->count == 2 ? value(f->of[1], v) : 0;
    switch (f->form) {
    case CAS_FORM_NUMBER:
        return mpq_get_d(f->number);
    case CAS_FORM_INDEX:
        return v->index[f->which];
    case CAS_FORM_NAME:
        return v->of_name[f->which];
    case CAS_FORM_NEGATE:
        return -x;
    case CAS_FORM_ADD:
        return x + y;
    case CAS_FORM_SUBTRACT:
        return x - y;
    case CAS_FORM_MULTIPLY:
        return x * y;
    case CAS_FORM_DIVIDE:
        return y == 0 ? NAN : x / y;
    case CAS_FORM_POWER:
        return value_of_power(x, y);
    case CAS_FORM_MAXIMUM:
        return isnan(x) || isnan(y) ? NAN : fmax(x, y);
    case CAS_FORM_MINIMUM:
        return isnan(x) || isnan(y) ? NAN : fmin(x, y);
    case CAS_FORM_FUNCTION:
        return value_of_function((cas_function)f->which, x);
    default:
        return value_of_range(f, v);
    }
}

/* A random formula in a, b, c and the indices i and, within a sum, j. */
static char *random_formula(gsl_rng *rng, size_t depth, bool has_j)
{
    static const char *const atoms[] = {"a", "b", "c", "2", "1/3", "i", "(2 - i)", "j"};
    static const char *const pairs[] = {"(%s + %s)",   "(%s - %s)", "(%s) (%s)",
                                        "((%s)/(%s))", "(%s) (%s)", "max(%s, %s + 1)",
                                        "min(%s, %s)", "(%s + %s)"};
    static const char *const singles[] = {"(%s)^2",    "(%s)^{i-1}",    "(-(%s))",
                                          "sqrt(%s)",  "exp(tanh(%s))", "log(%s)",
                                          "(%s)^(-1)", "(%s)^(1/2)"};
    static const char *const ranges[] = {"(sum_{j=i..3} (%s))", "(prod_{j=0..i} (%s))",
                                         "(max_{j=1..2} (%s))", "(sum_{j=1..i} (%s))"};
    unsigned long kind = gsl_rng_uniform_int(rng, 8);
    if (depth == 0)
        return cas_duplicate(atoms[gsl_rng_uniform_int(rng, has_j ? 8 : 7)]);
    char *x = random_formula(rng, depth - 1, has_j || (kind > 6 && !has_j));
    char *y = random_formula(rng, depth - 1, has_j), *f;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    if (kind > 6 && !has_j)
        f = cas_format(ranges[gsl_rng_uniform_int(rng, 4)], x);
    else if (kind > 4)
        f = cas_format(singles[gsl_rng_uniform_int(rng, 8)], x);
    else
        f = cas_format(pairs[gsl_rng_uniform_int(rng, 8)], x, y);
#pragma GCC diagnostic pop
    free(x);
    free(y);
    return f;
}

static void assert_different(const cas_formula_mutants *mutants)
{
    for (size_t k = 0; k < mutants->count; k++)
        for (size_t j = 0; j < k; j++) {
            const cas_statement *one = mutants->mutant[k].statement,
                                *other = mutants->mutant[j].statement;
            if (cas_formula_equal(one->claim.left, other->claim.left) &&
                cas_formula_equal(one->claim.right, other->claim.right))
                fail_msg("%s: %s; %s", one->text, mutants->mutant[k].what,
                         mutants->mutant[j].what);
        }
}

/* right - left, and how large both are. */
static double slack(const cas_statement *s, values *v, double *size)
{
    double left = value(s->claim.left, v), right = value(s->claim.right, v);
    *size = fabs(left) + fabs(right);
    return right - left;
}

/* How many mutants of known strength were looked at. */
static size_t count_known(const cas_statement *s, const cas_formula_mutants *mutants,
                          values *v)
{
    size_t known = 0;
    double size, other_size, before = slack(s, v, &size);
    for (size_t k = 0; k < mutants->count && isfinite(before); k++) {
        const cas_formula_mutant *m = &mutants->mutant[k];
        double after = slack(m->statement, v, &other_size);
        bool weaker = m->strength == CAS_STRENGTH_WEAKER;
        if (m->strength == CAS_STRENGTH_UNKNOWN || !isfinite(after))
            continue;
        double gain = weaker ? after - before : before - after;
        if (gain < -1e-9 * (size + other_size))
            fail_msg("%s: %s: %g, %g", s->text, m->what, before, after);
        known++;
    }
    return known;
}

static void known_strengths_are_right_and_no_mutants_the_same(void **state)
{
    enum { TRIALS = 4000, POINTS = 10 };
    cas_vocabulary *vocabulary = cas_vocabulary_new("a b c", false);
    size_t known = 0;
    (void)state;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        gsl_rng *rng = cas_philox_new(cas_philox_key_make(2026, "mutate", trial));
        char *left = random_formula(rng, 1, false),
             *right = random_formula(rng, 3, false);
        char *text = cas_format("%s <= %s for i = 1..3", left, right);
        cas_statement *s = NULL;
        cas_formula_mutants mutants = {0};
        values v = {0};
        if (cas_statement_read(vocabulary, text, NULL, &s, NULL) == CAS_OK)
            cas_statement_mutate(s, &mutants);
        assert_different(&mutants);
        for (size_t point = 0; s != NULL && point < POINTS; point++) {
            for (size_t k = 0; k < 3; k++)
                v.of_name[k] = (double)gsl_rng_uniform_int(rng, 4) / 2;
            v.index[0] = (double)(1 + gsl_rng_uniform_int(rng, 3));
            known += count_known(s, &mutants, &v);
        }
        cas_formula_mutants_clear(&mutants);
        cas_statement_free(s);
        free(text);
        free(left);
        free(right);
        gsl_rng_free(rng);
    }
    assert_true(known > 100000);
    cas_vocabulary_free(vocabulary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement_has_these_mutants),
        cmocka_unit_test(vectors_inside_norms_have_mutants_of_unknown_strength),
        cmocka_unit_test(norms_of_matrices_are_exchanged_and_sums_moved),
        cmocka_unit_test(bounds_of_indices_tell_the_sign_of_exponents),
        cmocka_unit_test(abbreviations_of_one_side_are_mistaken_wherever_they_stand),
        cmocka_unit_test(of_an_identity_no_mutant_is_known_to_be_true),
        cmocka_unit_test(mutants_are_statements_of_the_language),
        cmocka_unit_test(known_strengths_are_right_and_no_mutants_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

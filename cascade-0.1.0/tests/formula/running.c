/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/valuation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Sums that are evaluated from each other, against the same sums in a form that is added
   up term by term: a quotient of powers in place of a power. */
static const char *const equalities[] = {
    "sum_{j=i..N} (j + y) x^{j-i} = sum_{j=i..N} (j + y) x^j / x^i for i = 1..N",
    "sum_{j=i+1..N} j x^{j-i-1} = sum_{j=i+1..N} j x^j / x^{i+1} for i = 1..N-1",
    "sum_{j=1..i} j x^{i-j} y^{2(i-j)} = "
    "sum_{j=1..i} j (x y^2)^i / (x y^2)^j for i = 1..N",
    "sum_{j=1..i} j = 1/2 i (i + 1) for i = 1..N",
    "sum_{j=i..N} x^{N-i} j = sum_{j=i..N} (x^N / x^i) j for i = 1..N",
    "sum_{j=i..N} x^{j+i} j = x^i sum_{j=i..N} (x^{2j} / x^j) j for i = 1..N",
    "sum_{j=i..N} j^{j-i} = sum_{j=i..N} j^j / j^i for i = 1..N",
    "sum_{j=i..N} (i + j) x^{j-i} = sum_{j=i..N} (i + j) x^j / x^i for i = 1..N",
    "sum_{j=i..N} sum_{k=j..N} y^{k-j} x^{j-i} = "
    "sum_{j=i..N} (sum_{k=j..N} y^k / y^j) x^j / x^i for i = 1..N",
    "sum_{j=i..i+10} j = 11 i + 55 for i = 1..N",
    "A_i = B_i for i = 1..N where "
    "S_j = sum_{k=0..j} x^k; T_j = sum_{k=0..j} x^{2k} / x^k; "
    "A_i = sum_{j=i..N} S_j y^{j-i}; B_i = sum_{j=i..N} T_j y^j / y^i",
};

enum { SIZE = 20 };

static void check(const char *text, bool descends)
{
    cas_vocabulary *vocabulary = cas_vocabulary_new("x y N", true);
    cas_valuation *values = cas_valuation_new(&cas_arithmetic_rational, vocabulary, NULL);
    cas_statement *statement;
    cas_message message;
    mpq_set_si(cas_valuation_at(values, 0), -2, 3);
    mpq_set_si(cas_valuation_at(values, 1), 5, 1);
    cas_valuation_model(values)->size = SIZE;
    if (cas_statement_read(vocabulary, text, NULL, &statement, &message) != CAS_OK)
        fail_msg("%s: %s", text, message.text);
    for (long k = 1; k < SIZE; k++) {
        const long index[CAS_FORMULA_INDICES] = {descends ? SIZE - k : k};
        const void *left, *right;
        if (cas_valuation_evaluate(values, statement->claim.left, index, &left,
                                   &message) != CAS_OK ||
            cas_valuation_evaluate(values, statement->claim.right, index, &right,
                                   &message) != CAS_OK)
            fail_msg("%s: %s", text, message.text);
        if (!mpq_equal((mpq_srcptr)left, (mpq_srcptr)right))
            fail_msg("%s is false for i = %ld", text, index[0]);
    }
    cas_statement_free(statement);
    cas_valuation_free(values);
    cas_vocabulary_free(vocabulary);
}

static void sums_are_the_same_in_any_form_and_order(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof equalities / sizeof *equalities; k++) {
        check(equalities[k], false);
        check(equalities[k], true);
    }
}

static size_t products;

static void count_product(void *r, const void *x, const void *y)
{
    products++;
    cas_arithmetic_rational.multiply(r, x, y);
}

/* How many products the evaluation takes for that size, where x = 0. */
static size_t products_of(const char *text, long size)
{
    cas_arithmetic counting = cas_arithmetic_rational;
    cas_vocabulary *vocabulary = cas_vocabulary_new("x y N", true);
    cas_statement *statement;
    cas_message message;
    const long index[CAS_FORMULA_INDICES] = {0};
    const void *value;
    counting.multiply = count_product;
    cas_valuation *values = cas_valuation_new(&counting, vocabulary, NULL);
    cas_valuation_model(values)->size = size;
    if (cas_statement_read(vocabulary, text, NULL, &statement, &message) != CAS_OK)
        fail_msg("%s", message.text);
    products = 0;
    assert_int_equal(
        cas_valuation_evaluate(values, statement->claim.left, index, &value, &message),
        CAS_OK);
    cas_statement_free(statement);
    cas_valuation_free(values);
    cas_vocabulary_free(vocabulary);
    return products;
}

static void all_sums_take_as_many_operations_as_one(void **state)
{
    static const char text[] = "sum_{i=1..N} A_i <= 0 where S_j = sum_{k=0..j} x^k; "
                               "A_i = sum_{j=i..N} S_j x^{j-i}";
    (void)state;
    size_t one = products_of(text, 100), two = products_of(text, 200);
    assert_true(one > 100 && one < 1000);
    assert_true(two > one && two < 3 * one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_the_same_in_any_form_and_order),
        cmocka_unit_test(all_sums_take_as_many_operations_as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

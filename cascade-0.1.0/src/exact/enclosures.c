/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/enclosures.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"
#include "exact/valuation.h"

#include <stdlib.h>
#include <string.h>

void cas_enclosures_begin(cas_enclosures *enclosures, mpfr_prec_t precision)
{
    *enclosures = (cas_enclosures){.interval = cas_arithmetic_interval(precision)};
}

void cas_enclosures_end(cas_enclosures *enclosures)
{
    for (size_t i = 0; i < enclosures->count; i++)
        mpfi_clear(enclosures->value[i]);
}

mpfi_ptr cas_enclosures_name(cas_enclosures *enclosures, const char *name)
{
    size_t i = enclosures->count++;
    CAS_REQUIRE(i < CAS_ENCLOSURES);
    enclosures->name[i] = name;
    mpfi_init2(enclosures->value[i], enclosures->interval.precision);
    mpfi_set_ui(enclosures->value[i], 0);
    return enclosures->value[i];
}

static cas_vocabulary *new_vocabulary(const cas_enclosures *enclosures)
{
    char *list = cas_duplicate("");
    for (size_t i = 0; i < enclosures->count; i++) {
        char *longer = cas_format("%s%s ", list, enclosures->name[i]);
        free(list);
        list = longer;
    }
    cas_vocabulary *vocabulary = cas_vocabulary_new(list, true);
    free(list);
    return vocabulary;
}

static void evaluate(cas_valuation *valuation, const cas_formula *formula, mpfi_ptr r)
{
    static const long no_index[CAS_FORMULA_INDICES] = {0};
    const void *value;
    if (cas_valuation_evaluate(valuation, formula, no_index, &value, NULL) == CAS_OK)
        mpfi_set(r, value);
    else
        cas_interval_set_undefined(r);
}

/* The two sides of a relation. */
static cas_relation evaluate_sides(const cas_enclosures *enclosures, const char *text,
                                   mpfi_ptr left, mpfi_ptr right)
{
    cas_vocabulary *vocabulary = new_vocabulary(enclosures);
    cas_statement *statement;
    cas_message message;
    if (cas_statement_read(vocabulary, text, NULL, &statement, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    cas_valuation *valuation = cas_valuation_new(&enclosures->interval, vocabulary, NULL);
    for (size_t i = 0; i < enclosures->count; i++)
        mpfi_set(cas_valuation_at(valuation, i), enclosures->value[i]);
    evaluate(valuation, statement->claim.left, left);
    evaluate(valuation, statement->claim.right, right);
    cas_relation relation = statement->claim.relation;
    cas_valuation_free(valuation);
    cas_statement_free(statement);
    cas_vocabulary_free(vocabulary);
    return relation;
}

mpfi_srcptr cas_enclosures_let(cas_enclosures *enclosures, const char *name,
                               const char *formula)
{
    char *text = cas_format("%s = 0", formula);
    mpfi_t value, zero;
    mpfi_init2(value, enclosures->interval.precision);
    mpfi_init2(zero, enclosures->interval.precision);
    evaluate_sides(enclosures, text, value, zero);
    mpfi_ptr r = cas_enclosures_name(enclosures, name);
    mpfi_set(r, value);
    mpfi_clear(value);
    mpfi_clear(zero);
    free(text);
    return r;
}

bool cas_enclosures_hold(const cas_enclosures *enclosures, const char *relation)
{
    mpfi_t left, right;
    mpfi_init2(left, enclosures->interval.precision);
    mpfi_init2(right, enclosures->interval.precision);
    bool hold = cas_relation_is_certain(evaluate_sides(enclosures, relation, left, right),
                                        left, right);
    mpfi_clear(left);
    mpfi_clear(right);
    return hold;
}

bool cas_relation_is_certain(cas_relation relation, mpfi_srcptr left, mpfi_srcptr right)
{
    switch (relation) {
    case CAS_LESS:
        return mpfr_less_p(&left->right, &right->left) != 0;
    case CAS_EQUAL:
        return mpfr_lessequal_p(&left->right, &right->left) &&
               mpfr_lessequal_p(&right->right, &left->left);
    default:
        return mpfr_lessequal_p(&left->right, &right->left) != 0;
    }
}

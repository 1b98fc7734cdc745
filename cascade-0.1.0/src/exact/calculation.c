/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/calculation.h"

#include "arithmetic/decimal.h"
#include "arithmetic/memory.h"
#include "exact/decide.h"
#include "exact/valuation.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { APPROXIMATION = 128 };

void cas_calculation_begin(cas_calculation *calculation)
{
    *calculation = (cas_calculation){.count = 0};
    cas_rationals_init(&calculation->value, CAS_CALCULATION_VALUES);
}

void cas_calculation_end(cas_calculation *calculation)
{
    cas_rationals_clear(&calculation->value);
}

/* The calculation's names; they may be negative. */
static cas_vocabulary *new_vocabulary(const cas_calculation *calculation)
{
    char *list = cas_allocate(CAS_CALCULATION_VALUES, CAS_CALCULATION_NAME);
    for (size_t i = 0; i < calculation->count; i++) {
        strcat(list, calculation->name[i]);
        strcat(list, " ");
    }
    cas_vocabulary *vocabulary = cas_vocabulary_new(list, true);
    free(list);
    return vocabulary;
}

static cas_statement *read(const cas_vocabulary *vocabulary, const char *text)
{
    cas_statement *statement;
    cas_message message;
    if (cas_statement_read(vocabulary, text, NULL, &statement, &message) != CAS_OK) {
        fprintf(stderr, "%s: %s\n", text, message.text);
        cas_panic(__FILE__, __LINE__, "a statement of the source cannot be read");
    }
    return statement;
}

/* The value of `name` is x, which becomes the formula's value; false where that has none.
   name may be NULL. */
static bool step(const cas_calculation *calculation, const cas_statement *statement,
                 const cas_arithmetic *arithmetic, const char *name, void *x)
{
    static const long no_index[CAS_FORMULA_INDICES] = {0};
    cas_valuation *valuation = cas_valuation_new(arithmetic, statement->vocabulary,
                                                 (const mpq_t *)calculation->value.at);
    const void *value;
    for (size_t i = 0; name != NULL && i < calculation->count; i++)
        if (strcmp(calculation->name[i], name) == 0)
            arithmetic->set(cas_valuation_at(valuation, i), x);
    bool has_value = cas_valuation_evaluate(valuation, statement->claim.left, no_index,
                                            &value, NULL) == CAS_OK;
    if (has_value)
        arithmetic->set(x, value);
    cas_valuation_free(valuation);
    return has_value;
}

/* r = the formula's value in an arithmetic, or with a name, what r is after so many steps
   with the formula's value as the name's next; false where it has none. */
static bool run(const cas_calculation *calculation, const char *formula,
                const cas_arithmetic *arithmetic, const char *name, size_t times, void *r)
{
    cas_vocabulary *vocabulary = new_vocabulary(calculation);
    char *text = cas_format("%s = 0", formula);
    cas_statement *statement = read(vocabulary, text);
    bool has_value = true;
    for (size_t k = 0; k < times && has_value; k++)
        has_value = step(calculation, statement, arithmetic, name, r);
    cas_statement_free(statement);
    free(text);
    cas_vocabulary_free(vocabulary);
    return has_value;
}

void cas_let_rational(cas_calculation *calculation, const char *name, mpq_srcptr value)
{
    size_t i = 0;
    while (i < calculation->count && strcmp(calculation->name[i], name) != 0)
        i++;
    if (i == calculation->count) {
        CAS_REQUIRE(i < CAS_CALCULATION_VALUES && strlen(name) < CAS_CALCULATION_NAME);
        strcpy(calculation->name[i], name);
        calculation->count++;
    }
    mpq_set(calculation->value.at[i], value);
}

void cas_let(cas_calculation *calculation, const char *name, const char *formula)
{
    mpq_t value;
    mpq_init(value);
    cas_exact_value(calculation, formula, value);
    cas_let_rational(calculation, name, value);
    mpq_clear(value);
}

void cas_let_all(cas_calculation *calculation, const char *abbreviations)
{
    for (const char *at = abbreviations; *at != '\0';) {
        at += strspn(at, "; ");
        size_t name = strcspn(at, " "), sign = strcspn(at, "="), end = strcspn(at, ";");
        CAS_REQUIRE(name < sign && sign < end);
        char *text = cas_format("%.*s", (int)end, at);
        text[name] = '\0';
        cas_let(calculation, text, text + sign + 1);
        free(text);
        at += end;
    }
}

void cas_exact_value(const cas_calculation *calculation, const char *formula, mpq_t r)
{
    CAS_REQUIRE(run(calculation, formula, &cas_arithmetic_rational, NULL, 1, r));
}

void cas_enclose(const cas_calculation *calculation, const char *formula, mpfi_ptr r)
{
    cas_iterate(calculation, formula, NULL, 1, r);
}

void cas_iterate(const cas_calculation *calculation, const char *formula,
                 const char *name, size_t times, mpfi_ptr x)
{
    cas_arithmetic interval = cas_arithmetic_interval(mpfi_get_prec(x));
    if (!run(calculation, formula, &interval, name, times, x)) {
        mpfr_set_nan(&x->left);
        mpfr_set_nan(&x->right);
    }
}

bool cas_record(cas_calculation *calculation, bool passed, const char *what)
{
    if (passed) {
        calculation->passed++;
    } else {
        if (calculation->failed == 0)
            snprintf(calculation->failure, sizeof calculation->failure, "%s", what);
        calculation->failed++;
    }
    return passed;
}

/* values: NULL for all values of the names. */
static bool decide(cas_calculation *calculation, const cas_vocabulary *vocabulary,
                   const mpq_t *values, const char *format, va_list arguments)
{
    char text[2048];
    int length = cas_decimal_print(text, sizeof text, format, arguments);
    CAS_REQUIRE(length >= 0 && (size_t)length < sizeof text);
    cas_statement *statement = read(vocabulary, text);
    cas_decision decision;
    cas_message message;
    if (cas_statement_decide(statement, values, &decision, &message) != CAS_OK) {
        fprintf(stderr, "%s: %s\n", text, message.text);
        cas_panic(__FILE__, __LINE__, "a statement of the source cannot be decided");
    }
    cas_statement_free(statement);
    return cas_record(calculation, decision.answer == CAS_PROVED, text);
}

bool cas_check(cas_calculation *calculation, const char *statement, ...)
{
    cas_vocabulary *vocabulary = new_vocabulary(calculation);
    va_list arguments;
    va_start(arguments, statement);
    bool passed = decide(calculation, vocabulary, (const mpq_t *)calculation->value.at,
                         statement, arguments);
    va_end(arguments);
    cas_vocabulary_free(vocabulary);
    return passed;
}

bool cas_check_polynomials(cas_calculation *calculation, const char *names,
                           const char *statement, ...)
{
    cas_vocabulary *vocabulary = cas_vocabulary_new(names, false);
    va_list arguments;
    va_start(arguments, statement);
    bool passed = decide(calculation, vocabulary, NULL, statement, arguments);
    va_end(arguments);
    cas_vocabulary_free(vocabulary);
    return passed;
}

double cas_approximate(const cas_calculation *calculation, const char *formula)
{
    mpfi_t x;
    mpfi_init2(x, APPROXIMATION);
    cas_enclose(calculation, formula, x);
    double value = mpfi_get_d(x);
    mpfi_clear(x);
    return value;
}

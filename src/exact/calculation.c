/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/calculation.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"
#include "exact/closed_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cas_calculation_begin(cas_calculation *calculation)
{
    *calculation = (cas_calculation){.count = 0};
    cas_rationals_init(&calculation->value, CAS_CALCULATION_VALUES);
}

void cas_calculation_end(cas_calculation *calculation)
{
    cas_rationals_clear(&calculation->value);
}

/* The calculation's names as one list, to be given to free(). */
static char *list_names(const cas_calculation *calculation)
{
    char *list = cas_allocate(CAS_CALCULATION_VALUES, CAS_CALCULATION_NAME);
    for (size_t i = 0; i < calculation->count; i++) {
        strcat(list, calculation->name[i]);
        strcat(list, " ");
    }
    return list;
}

static cas_program *compile(const cas_calculation *calculation, const char *formula)
{
    char *names = list_names(calculation);
    cas_program *program = cas_closed_form_compile(names, formula);
    free(names);
    return program;
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
    cas_evaluate(calculation, formula, value);
    cas_let_rational(calculation, name, value);
    mpq_clear(value);
}

void cas_evaluate(const cas_calculation *calculation, const char *formula, mpq_t r)
{
    cas_program *program = compile(calculation, formula);
    CAS_REQUIRE(cas_program_is_rational(program));
    CAS_REQUIRE(
        cas_closed_form_run(program, &cas_arithmetic_rational, calculation->value.at, r));
    cas_program_free(program);
}

void cas_enclose(const cas_calculation *calculation, const char *formula, mpfi_ptr r)
{
    cas_program *program = compile(calculation, formula);
    cas_closed_form_enclose(program, calculation->value.at, mpfi_get_prec(r), r);
    cas_program_free(program);
}

/* The order of left and right: -1, 0, 1, or UNKNOWN. */
enum { UNKNOWN = 2 };

static int compare_enclosures(const cas_calculation *calculation, const char *difference)
{
    int order = UNKNOWN;
    mpfi_t x;
    mpfi_init2(x, CAS_PRECISION_FIRST);
    for (mpfr_prec_t bits = CAS_PRECISION_FIRST;
         order == UNKNOWN && bits <= CAS_PRECISION_LAST; bits *= 2) {
        mpfi_set_prec(x, bits);
        cas_enclose(calculation, difference, x);
        if (mpfi_nan_p(x))
            continue;
        if (mpfi_is_strictly_neg(x))
            order = -1;
        else if (mpfi_is_strictly_pos(x))
            order = 1;
        else if (mpfi_is_zero(x))
            order = 0;
    }
    mpfi_clear(x);
    return order;
}

static int compare(const cas_calculation *calculation, const char *left,
                   const char *right)
{
    char *difference = cas_format("(%s) - (%s)", left, right);
    cas_program *program = compile(calculation, difference);
    int order;
    if (cas_program_is_rational(program)) {
        mpq_t value;
        mpq_init(value);
        CAS_REQUIRE(cas_closed_form_run(program, &cas_arithmetic_rational,
                                        calculation->value.at, value));
        int sign = mpq_sgn(value);
        order = (sign > 0) - (sign < 0);
        mpq_clear(value);
    } else {
        order = compare_enclosures(calculation, difference);
    }
    cas_program_free(program);
    free(difference);
    return order;
}

bool cas_check(cas_calculation *calculation, bool passed, const char *what)
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

/* As cas_check, where the sentence is the relation itself. */
static bool record(cas_calculation *calculation, bool passed, const char *left,
                   const char *relation, const char *right)
{
    char *what = cas_format("%s %s %s", left, relation, right);
    cas_check(calculation, passed, what);
    free(what);
    return passed;
}

bool cas_check_less(cas_calculation *calculation, const char *left, const char *right)
{
    return record(calculation, compare(calculation, left, right) == -1, left, "<", right);
}

bool cas_check_at_most(cas_calculation *calculation, const char *left, const char *right)
{
    return record(calculation, compare(calculation, left, right) <= 0, left, "<=", right);
}

bool cas_check_equal(cas_calculation *calculation, const char *left, const char *right)
{
    return record(calculation, compare(calculation, left, right) == 0, left, "=", right);
}

bool cas_check_identity(cas_calculation *calculation, const char *names, const char *left,
                        const char *right)
{
    return record(calculation, cas_closed_form_is_identity(names, left, right), left,
                  "= (identically)", right);
}

bool cas_check_bounded(cas_calculation *calculation, const char *names,
                       const cas_bound *bounds, const char *left, const char *right)
{
    return record(calculation, cas_closed_form_is_bounded(names, bounds, left, right),
                  left, "<= (for all values)", right);
}

double cas_approximate(const cas_calculation *calculation, const char *formula)
{
    mpfi_t x;
    mpfi_init2(x, CAS_PRECISION_FIRST);
    cas_enclose(calculation, formula, x);
    double value = mpfi_get_d(x);
    mpfi_clear(x);
    return value;
}

char *cas_exact_text(const cas_calculation *calculation, const char *formula)
{
    mpq_t value;
    mpq_init(value);
    cas_evaluate(calculation, formula, value);
    char *text = cas_rational_write(value);
    mpq_clear(value);
    return text;
}

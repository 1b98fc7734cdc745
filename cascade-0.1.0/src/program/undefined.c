/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/undefined.h"

#include "arithmetic/decimal.h"

#include <mpfi.h>
#include <stdio.h>
#include <string.h>

void cas_number_text(const cas_arithmetic *arithmetic, const void *x,
                     char text[CAS_NUMBER_TEXT])
{
    enum { BITS = 64, DIGITS = 9, END = CAS_NUMBER_TEXT / 2 - 2 };
    char lower[END], upper[END];
    mpfi_t ends; /* of any size: a double may not hold them */
    mpfi_init2(ends, BITS);
    if (strcmp(arithmetic->name, "interval") == 0)
        mpfi_set(ends, x);
    else if (strcmp(arithmetic->name, "mpfr") == 0)
        mpfi_set_fr(ends, x);
    else if (strcmp(arithmetic->name, "rational") == 0)
        mpfi_set_q(ends, x);
    else
        mpfi_set_d(ends, arithmetic->to_double(x));
    cas_decimal_shorten(lower, END, DIGITS, &ends->left);
    cas_decimal_shorten(upper, END, DIGITS, &ends->right);
    if (mpfr_equal_p(&ends->left, &ends->right) || strcmp(lower, upper) == 0)
        strcpy(text, lower);
    else
        snprintf(text, CAS_NUMBER_TEXT, "[%s, %s]", lower, upper);
    mpfi_clear(ends);
}

/* Whether there are numbers at which the function is not defined. */
static bool has_domain(cas_function function)
{
    return function == CAS_LOG || function == CAS_LOG1P || function == CAS_SQRT;
}

cas_status cas_undefined_node(const cas_arithmetic *arithmetic, const cas_node *node,
                              const void *left, const void *right, cas_message *message)
{
    static const char too_large[] = "is too large a number";
    char x[CAS_NUMBER_TEXT];
    cas_number_text(arithmetic, node->code == CAS_DIVIDE ? right : left, x);
    if (node->code == CAS_DIVIDE)
        return cas_fail(message, CAS_DOMAIN, "division by %s is not defined", x);
    if (node->code == CAS_POWER)
        return cas_fail(message, CAS_DOMAIN, "%s^%ld %s", x, node->exponent,
                        node->exponent < 0 ? "is not defined" : too_large);
    if (node->code == CAS_APPLY)
        return cas_fail(message, CAS_DOMAIN, "%s(%s) %s",
                        cas_function_names[node->function], x,
                        has_domain(node->function) ? "is not defined" : too_large);
    return cas_fail(message, CAS_DOMAIN, "a sum or product of %s %s", x, too_large);
}

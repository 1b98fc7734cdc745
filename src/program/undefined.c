/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/undefined.h"

#include <mpfi.h>
#include <stdio.h>
#include <string.h>

void cas_number_text(const cas_arithmetic *arithmetic, const void *x,
                     char text[CAS_NUMBER_TEXT])
{
    char upper_text[CAS_NUMBER_TEXT / 2];
    if (strcmp(arithmetic->name, "interval") != 0) {
        snprintf(text, CAS_NUMBER_TEXT, "%.9g", arithmetic->to_double(x));
        return;
    }
    mpfi_srcptr interval = x;
    const double lower = mpfr_get_d(&interval->left, MPFR_RNDD),
                 upper = mpfr_get_d(&interval->right, MPFR_RNDU);
    snprintf(text, CAS_NUMBER_TEXT, "%.9g", lower);
    snprintf(upper_text, sizeof upper_text, "%.9g", upper);
    if (lower < upper && strcmp(text, upper_text) != 0)
        snprintf(text, CAS_NUMBER_TEXT, "[%.9g, %s]", lower, upper_text);
}

cas_status cas_undefined_node(const cas_arithmetic *arithmetic, const cas_node *node,
                              const void *left, const void *right, cas_message *message)
{
    char x[CAS_NUMBER_TEXT];
    cas_number_text(arithmetic, node->code == CAS_DIVIDE ? right : left, x);
    if (node->code == CAS_DIVIDE)
        return cas_fail(message, CAS_DOMAIN, "division by %s is not defined", x);
    if (node->code == CAS_POWER)
        return cas_fail(message, CAS_DOMAIN, "%s^%ld is not defined", x, node->exponent);
    if (node->code == CAS_APPLY)
        return cas_fail(message, CAS_DOMAIN, "%s(%s) is not defined",
                        cas_function_names[node->function], x);
    return cas_fail(message, CAS_DOMAIN, "a sum or product of %s is not finite", x);
}

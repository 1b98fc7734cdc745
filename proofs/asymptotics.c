/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/asymptotics.h"

#include "arithmetic/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 4, LAST = 60 };

/* The right side of check k (from 0), which a mutant may have changed. */
static const char *right_side(const cas_rate_check *check, size_t k,
                              const cas_mutant *mutant)
{
    size_t changed;
    int length = 0;
    if (mutant != NULL && sscanf(mutant->name, "%zu: %n", &changed, &length) == 1 &&
        length > 0 && changed == k + 1)
        return mutant->name + length;
    return check->right;
}

static void set_horizon(cas_calculation *calculation, int exponent)
{
    char power[16];
    snprintf(power, sizeof power, "2^%d", exponent);
    cas_let(calculation, "T", power);
}

/* Checks left <= right for the powers of 2, and returns the largest ratio. */
static double check_rates(cas_calculation *calculation, const cas_rate_check *check,
                          const char *right, int *where)
{
    int first = check->first != 0 ? check->first : FIRST;
    int last = check->last != 0 ? check->last : LAST;
    double largest = 0;
    char *ratio = cas_format("(%s)/(%s)", check->left, right);
    bool has_ratio = first < last;
    for (int e = first; e <= last; e++) {
        set_horizon(calculation, e);
        cas_check(calculation, "%s <= %s", check->left, right);
        double value = has_ratio ? cas_approximate(calculation, ratio) : 0;
        if (value > largest) {
            largest = value;
            *where = e;
        }
    }
    free(ratio);
    return largest;
}

cas_status cas_rates_certify(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    const cas_rates *rates = claim->data;
    cas_calculation calculation;
    double largest = 0;
    int where = 0;
    (void)message;
    cas_calculation_begin(&calculation);
    for (size_t k = 0; rates->checks[k].left != NULL; k++) {
        const cas_rate_check *check = &rates->checks[k];
        const char *right = right_side(check, k, mutant);
        int at = 0;
        if (check->is_bound) {
            cas_record(&calculation,
                       cas_closed_form_is_bounded(check->names, check->bounds,
                                                  check->left, right),
                       right);
            continue;
        }
        if (check->names != NULL) {
            cas_record(&calculation,
                       cas_closed_form_is_identity(check->names, check->left, right),
                       right);
            continue;
        }
        double ratio = check_rates(&calculation, check, right, &at);
        if (rates->reported == (int)k + 1) {
            largest = ratio;
            where = at;
        }
    }
    bool passed = cas_calculation_conclude(&calculation, certificate);
    certificate->proved = passed && !rates->refutes;
    certificate->refuted = passed && rates->refutes;
    if (passed && rates->reported > 0)
        snprintf(certificate->note, sizeof certificate->note,
                 "With unit constants, over T = 2^%d .. 2^%d, the left side is at most "
                 "%.6f of "
                 "the right, at T = 2^%d.",
                 rates->checks[rates->reported - 1].first != 0
                     ? rates->checks[rates->reported - 1].first
                     : FIRST,
                 LAST, largest, where);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

cas_status cas_rates_sides(const cas_claim *claim, const cas_mutant *mutant,
                           const void *instance, mpfr_prec_t precision, cas_sides *sides,
                           cas_message *message)
{
    const cas_rates *rates = claim->data;
    (void)mutant;
    sides->applies = cas_values_kind.is_about(instance, claim);
    return sides->applies
               ? cas_closed_form_sides(rates->form, instance, precision, sides, message)
               : CAS_OK;
}

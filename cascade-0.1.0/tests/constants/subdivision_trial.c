/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/constants/subdivision_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

void start(trial *t, size_t in, size_t weights, size_t out, const char *const *texts)
{
    if (cas_operator_new_expression(in, out, weights, texts, &t->op, &t->message) !=
        CAS_OK)
        fail_msg("%s", t->message.text);
    cas_domain_init(&t->domain, in, weights);
    for (int c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpfi_init2(t->bounds[c], 64);
}

void stop(trial *t)
{
    cas_operator_free(t->op);
    cas_domain_clear(&t->domain);
    for (int c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpfi_clear(t->bounds[c]);
}

void set_range(cas_range *range, double lower, double upper)
{
    range->has_lower = isfinite(lower);
    range->has_upper = isfinite(upper);
    if (range->has_lower)
        mpq_set_d(range->lower, lower);
    if (range->has_upper)
        mpq_set_d(range->upper, upper);
}

cas_status run(trial *t, size_t boxes)
{
    const cas_smoothness_options options = {.boxes = boxes};
    return cas_smoothness_subdivide(t->op->program, &t->domain, &options, t->bounds,
                                    &t->message);
}

void run_well(trial *t, const char *text)
{
    if (run(t, 0) != CAS_OK)
        fail_msg("%s: %s", text, t->message.text);
}

double upper(const trial *t, int c)
{
    return mpfr_get_d(&t->bounds[c]->right, MPFR_RNDU);
}

double lower(const trial *t, int c)
{
    return mpfr_get_d(&t->bounds[c]->left, MPFR_RNDD);
}

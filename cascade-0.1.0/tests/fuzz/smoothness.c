/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "constants/subdivision.h"
#include "operator/operator.h"
#include "tests/fuzz/harness.h"

#include <mpfi.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS = 2, WEIGHTS = 1, BOXES = 24 };

/* Bounds on the domain are numbers, the lower ends not above the upper ones; or
   there is a message. */
static cas_status check_bounds(const cas_operator *op, const cas_domain *domain,
                               size_t boxes)
{
    const cas_smoothness_options options = {.boxes = boxes};
    mpfi_t bounds[CAS_CONSTANT_COUNT];
    cas_message message = {""};
    for (int c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpfi_init2(bounds[c], 64);
    const cas_status status =
        cas_smoothness_subdivide(op->program, domain, &options, bounds, &message);
    CAS_REQUIRE((status == CAS_OK) == (message.text[0] == '\0'));
    for (int c = 0; c < CAS_CONSTANT_COUNT; c++) {
        CAS_REQUIRE(status != CAS_OK ||
                    (mpfi_bounded_p(bounds[c]) && mpfr_sgn(&bounds[c]->left) >= 0 &&
                     mpfr_lessequal_p(&bounds[c]->left, &bounds[c]->right)));
        mpfi_clear(bounds[c]);
    }
    return status;
}

static void set_range(cas_range *range, long from, long to)
{
    range->has_lower = range->has_upper = true;
    mpq_set_si(range->lower, from, 1);
    mpq_set_si(range->upper, to, 1);
}

/* What is bounded on all reals is bounded on a box. */
static void check_operator(const cas_operator *op)
{
    cas_domain domain;
    cas_domain_init(&domain, INPUTS, WEIGHTS);
    const cas_status on_reals = check_bounds(op, &domain, BOXES);
    set_range(&domain.y[0], -1, 2);
    set_range(&domain.y[1], 3, 3);
    set_range(&domain.w[0], 0, 1);
    const cas_status on_box = check_bounds(op, &domain, BOXES);
    CAS_REQUIRE(on_reals != CAS_OK || on_box == CAS_OK);
    cas_domain_clear(&domain);
}

/* Any expression has certified constants, or an error that says why not. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = cas_allocate(size + 1, 1);
    memcpy(text, data, size);
    const char *const texts[] = {text};
    cas_operator *op;
    cas_message message;
    if (cas_operator_new_expression(INPUTS, 1, WEIGHTS, texts, &op, &message) == CAS_OK) {
        check_operator(op);
        cas_operator_free(op);
    }
    free(text);
    return 0;
}

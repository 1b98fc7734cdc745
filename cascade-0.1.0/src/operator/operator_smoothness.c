/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator_smoothness.h"

#include "constants/enclosure.h"

static mpfi_t *enclose_ranges(const cas_range *ranges, size_t count)
{
    mpfi_t *enclosures = cas_enclosures_new(count);
    for (size_t i = 0; i < count; ++i)
        cas_range_enclose(enclosures[i], &ranges[i]);
    return enclosures;
}

/* On all reals the formulas are infinite only where the constants are. */
static cas_status fail_unbounded(const cas_domain *domain, size_t constant,
                                 cas_message *message)
{
    const bool is_everything = cas_domain_is_everything(domain);
    return cas_fail(message, CAS_UNBOUNDED,
                    "the constant %s (%s) %s; give the operator a %s`domain`",
                    cas_constant_names[constant], cas_constant_symbols[constant],
                    is_everything ? "grows without bound on all reals"
                                  : "could not be bounded on the operator's domain",
                    is_everything ? "" : "smaller ");
}

/* By the family's formulas. */
static cas_status enclose_analytically(const cas_operator *op, const cas_domain *domain,
                                       mpfi_t bounds[CAS_CONSTANT_COUNT],
                                       cas_message *message)
{
    mpfi_t *y = enclose_ranges(domain->y, domain->in);
    mpfi_t *w = enclose_ranges(domain->w, domain->weights);
    mpfi_t *analytic = cas_enclosures_new(CAS_CONSTANT_COUNT);
    cas_status status = CAS_OK;
    op->family->smoothness(op, y, w, analytic);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; ++c) {
        mpfi_set_fr(bounds[c], &analytic[c]->right);
        mpfr_set_zero(&bounds[c]->left, 1);
        if (!status && !mpfi_bounded_p(bounds[c]))
            status = fail_unbounded(domain, c, message);
    }
    cas_enclosures_free(y, domain->in);
    cas_enclosures_free(w, domain->weights);
    cas_enclosures_free(analytic, CAS_CONSTANT_COUNT);
    return status;
}

cas_status cas_smoothness_enclose(const cas_operator *op, const cas_domain *domain,
                                  const cas_smoothness_options *options,
                                  mpfi_t bounds[CAS_CONSTANT_COUNT], cas_message *message)
{
    CAS_REQUIRE(domain->in == op->in && domain->weights == op->weights);
    if (!op->family->smoothness)
        return cas_smoothness_subdivide(op->program, domain, options, bounds, message);
    return enclose_analytically(op, domain, bounds, message);
}

void cas_state_lipschitz_enclose(const cas_operator *op, const cas_domain *domain,
                                 const cas_smoothness_options *options,
                                 mpfr_srcptr jacobian_lipschitz, mpfi_t *bound)
{
    cas_message ignored;
    bool is_found = !op->family->smoothness &&
                    cas_state_lipschitz_subdivide(op->program, domain, options, bound,
                                                  &ignored) == CAS_OK;
    if (!is_found) {
        mpfi_set_fr(*bound, jacobian_lipschitz);
        mpfr_set_zero(&(*bound)->left, 1);
    }
    mpfr_min(&(*bound)->right, &(*bound)->right, jacobian_lipschitz, MPFR_RNDU);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/smoothness.h"

#include "arithmetic/memory.h"
#include "operator/enclosure.h"
#include "operator/operator.h"

#include <stdlib.h>

const char *const cas_constant_names[CAS_CONSTANT_COUNT] = {
    [CAS_JACOBIAN] = "jacobian",
    [CAS_MIXED_HESSIAN] = "mixed_hessian",
    [CAS_LIPSCHITZ] = "lipschitz",
    [CAS_JACOBIAN_LIPSCHITZ] = "jacobian_lipschitz",
    [CAS_HESSIAN_LIPSCHITZ] = "hessian_lipschitz",
};

const char *const cas_constant_symbols[CAS_CONSTANT_COUNT] = {
    [CAS_JACOBIAN] = "C_{grad f}",
    [CAS_MIXED_HESSIAN] = "C_{grad^2 f}",
    [CAS_LIPSCHITZ] = "L_f",
    [CAS_JACOBIAN_LIPSCHITZ] = "L_{grad f}",
    [CAS_HESSIAN_LIPSCHITZ] = "L_{grad^2 f}",
};

static cas_range *ranges_new(size_t count)
{
    cas_range *ranges = cas_allocate(count, sizeof *ranges);
    for (size_t i = 0; i < count; ++i) {
        mpq_init(ranges[i].lower);
        mpq_init(ranges[i].upper);
    }
    return ranges;
}

static void ranges_free(cas_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        mpq_clear(ranges[i].lower);
        mpq_clear(ranges[i].upper);
    }
    free(ranges);
}

static void ranges_copy(cas_range *ranges, const cas_range *source, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        ranges[i].has_lower = source[i].has_lower;
        ranges[i].has_upper = source[i].has_upper;
        mpq_set(ranges[i].lower, source[i].lower);
        mpq_set(ranges[i].upper, source[i].upper);
    }
}

static bool ends_equal(bool one_has, mpq_srcptr one, bool other_has, mpq_srcptr other)
{
    return one_has == other_has && (!one_has || mpq_equal(one, other));
}

static bool ranges_equal(const cas_range *one, const cas_range *other, size_t count)
{
    for (size_t i = 0; i < count; ++i)
        if (!ends_equal(one[i].has_lower, one[i].lower, other[i].has_lower,
                        other[i].lower) ||
            !ends_equal(one[i].has_upper, one[i].upper, other[i].has_upper,
                        other[i].upper))
            return false;
    return true;
}

static bool ranges_are_everything(const cas_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; ++i)
        if (ranges[i].has_lower || ranges[i].has_upper)
            return false;
    return true;
}

void cas_domain_init(cas_domain *domain, size_t in, size_t weights)
{
    domain->in = in;
    domain->weights = weights;
    domain->y = ranges_new(in);
    domain->w = ranges_new(weights);
}

void cas_domain_clear(cas_domain *domain)
{
    ranges_free(domain->y, domain->in);
    ranges_free(domain->w, domain->weights);
    *domain = (cas_domain){.in = 0};
}

void cas_domain_copy(cas_domain *domain, const cas_domain *source)
{
    cas_domain_init(domain, source->in, source->weights);
    ranges_copy(domain->y, source->y, source->in);
    ranges_copy(domain->w, source->w, source->weights);
}

bool cas_domain_equal(const cas_domain *one, const cas_domain *other)
{
    return one->in == other->in && one->weights == other->weights &&
           ranges_equal(one->y, other->y, one->in) &&
           ranges_equal(one->w, other->w, one->weights);
}

bool cas_domain_is_everything(const cas_domain *domain)
{
    return ranges_are_everything(domain->y, domain->in) &&
           ranges_are_everything(domain->w, domain->weights);
}

void cas_range_enclose(mpfi_ptr r, const cas_range *range)
{
    if (range->has_lower)
        mpfr_set_q(&r->left, range->lower, MPFR_RNDD);
    else
        mpfr_set_inf(&r->left, -1);
    if (range->has_upper)
        mpfr_set_q(&r->right, range->upper, MPFR_RNDU);
    else
        mpfr_set_inf(&r->right, 1);
}

bool cas_range_contains(const cas_range *range, mpfi_srcptr x)
{
    return !mpfi_nan_p(x) &&
           (!range->has_lower || mpfr_cmp_q(&x->left, range->lower) >= 0) &&
           (!range->has_upper || mpfr_cmp_q(&x->right, range->upper) <= 0);
}

static void move_end(mpq_t end, bool upward)
{
    mpq_t slack, one;
    mpq_inits(slack, one, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_abs(slack, end);
    if (mpq_cmp(slack, one) < 0)
        mpq_set(slack, one);
    mpq_div_2exp(slack, slack, 64);
    if (upward)
        mpq_add(end, end, slack);
    else
        mpq_sub(end, end, slack);
    mpq_clears(slack, one, NULL);
}

void cas_domain_widen(cas_domain *domain)
{
    for (size_t i = 0; i < domain->in; ++i) {
        cas_range *range = &domain->y[i];
        if (range->has_lower)
            move_end(range->lower, false);
        if (range->has_upper)
            move_end(range->upper, true);
    }
}

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
    if (!op->family->smoothness || (options && options->from_program))
        return cas_smoothness_subdivide(op, domain, options, bounds, message);
    return enclose_analytically(op, domain, bounds, message);
}

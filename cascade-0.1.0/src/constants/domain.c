/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/domain.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

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

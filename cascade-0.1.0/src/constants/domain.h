/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_DOMAIN_H
#define CASCADE_CONSTANTS_DOMAIN_H

#include <gmp.h>
#include <mpfi.h>
#include <stdbool.h>
#include <stddef.h>

/* One side of a box: [lower, upper], either of which may be absent (that end is
   infinite). Invariant: lower <= upper where both are there. */
typedef struct cas_range {
    bool has_lower, has_upper;
    mpq_t lower, upper;
} cas_range;

/* The domain of an operator: a range for each y and each w.  All reals after _init. */
typedef struct cas_domain {
    size_t in, weights;
    cas_range *y, *w;
} cas_domain;

void cas_domain_init(cas_domain *domain, size_t in, size_t weights);
void cas_domain_clear(cas_domain *domain);
/* domain is not initialised before; afterwards it is, for cas_domain_clear. */
void cas_domain_copy(cas_domain *domain, const cas_domain *source);
bool cas_domain_equal(const cas_domain *one, const cas_domain *other);
bool cas_domain_is_everything(const cas_domain *domain);
/* r encloses the range, with infinite endpoints where an end is absent. */
void cas_range_enclose(mpfi_ptr r, const cas_range *range);
/* Whether all points of x lie in the range. */
bool cas_range_contains(const cas_range *range, mpfi_srcptr x);
/* Moves every end of the y ranges outward by 2^-64 max(1, |end|).  Constants are
   certified on the widened domain, so that a state on the domain's edge, known as an
   enclosure, lies inside. */
void cas_domain_widen(cas_domain *domain);

#endif

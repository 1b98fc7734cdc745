/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_SMOOTHNESS_H
#define CASCADE_CONSTANTS_SMOOTHNESS_H

#include "program/program.h"

#include <mpfi.h>
#include <stdbool.h>
#include <stddef.h>

/* The five constants of Assumption 3, as certified numbers.

     jacobian            C_{grad f}    sup max(||grad_1 f||_op, ||grad_2 f||_op)
     mixed_hessian       C_{grad^2 f}  sup ||grad^2_21 f||_op, the norm (9)
     lipschitz           L_f           sup ||grad_1 f||_op
     jacobian_lipschitz  L_{grad f}    sup ||D^2 f||_F   over (y, w) jointly
     hessian_lipschitz   L_{grad^2 f}  sup ||D^3 f||_F   over (y, w) jointly

   The suprema run over the operator's domain, a box, which is convex, so that the last
   two bound the Lipschitz constants of the first and second derivative. */
typedef enum cas_constant {
    CAS_JACOBIAN,
    CAS_MIXED_HESSIAN,
    CAS_LIPSCHITZ,
    CAS_JACOBIAN_LIPSCHITZ,
    CAS_HESSIAN_LIPSCHITZ,
    CAS_CONSTANT_COUNT
} cas_constant;

/* "jacobian", ...: the keys of the chain file. */
extern const char *const cas_constant_names[CAS_CONSTANT_COUNT];
/* "C_{grad f}", ...: for people. */
extern const char *const cas_constant_symbols[CAS_CONSTANT_COUNT];

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

/* Zero is the default. */
typedef struct cas_smoothness_options {
    double tolerance;  /* relative gap at which subdivision stops; 0: 1/256 */
    size_t boxes;      /* most boxes looked at per constant; 0: 20000, or as many as take
                          about a second, whichever is less */
    bool from_program; /* ignore the family's analytic formula: for comparison in tests */
} cas_smoothness_options;

/* Encloses the five suprema of a program's function of its inputs y and weights w on
   domain, by interval Taylor arithmetic with subdivision (subdivision.c): upper endpoints
   are certified upper bounds (the constants), lower endpoints certified lower bounds.
   bounds: CAS_CONSTANT_COUNT intervals that the caller has initialised (64 bits are
   enough); options: NULL for the default.
   CAS_UNBOUNDED names the constant, says whether it grows without bound or merely could
   not be bounded, and asks for a domain; CAS_DOMAIN where the function is not defined
   everywhere on domain. */
cas_status cas_smoothness_subdivide(const cas_program *program, const cas_domain *domain,
                                    const cas_smoothness_options *options,
                                    mpfi_t bounds[CAS_CONSTANT_COUNT],
                                    cas_message *message);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_OPERATOR_OPERATOR_SMOOTHNESS_H
#define CASCADE_OPERATOR_OPERATOR_SMOOTHNESS_H

#include "constants/subdivision.h"
#include "operator/operator.h"

/* Encloses the five suprema of one operator on domain: by the family's analytic formula
   where there is one (lower endpoints are 0 then), else by cas_smoothness_subdivide.
   Arguments and errors are as there. */
cas_status cas_smoothness_enclose(const cas_operator *op, const cas_domain *domain,
                                  const cas_smoothness_options *options,
                                  mpfi_t bounds[CAS_CONSTANT_COUNT],
                                  cas_message *message);
/* bound encloses L_{grad f, y} of one operator on domain, given the upper bound of
   L_{grad f}, which it is where a family has formulas, or where subdivision finds nothing
   smaller. */
void cas_state_lipschitz_enclose(const cas_operator *op, const cas_domain *domain,
                                 const cas_smoothness_options *options,
                                 mpfr_srcptr jacobian_lipschitz, mpfi_t *bound);

#endif

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

#endif

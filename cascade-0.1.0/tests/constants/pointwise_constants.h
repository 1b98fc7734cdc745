/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_CONSTANTS_POINTWISE_CONSTANTS_H
#define CASCADE_TESTS_CONSTANTS_POINTWISE_CONSTANTS_H

#include "operator/operator.h"

/* The five quantities of Assumption 3 at single points of an operator, for tests. */
typedef struct pointwise_constants pointwise_constants;

pointwise_constants *pointwise_constants_new(const cas_operator *op);
void pointwise_constants_free(pointwise_constants *d);

/* values: intervals whose left ends are at most the quantities at z = (y, w). */
void pointwise_constants_at(pointwise_constants *d, const double *z,
                            mpfi_t values[CAS_CONSTANT_COUNT]);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_OPERATOR_SHAPE_H
#define CASCADE_OPERATOR_SHAPE_H

#include "operator/operator.h"

/* The members that every family's file defines under their own names. */
#define CAS_FAMILY_MEMBERS                                                               \
    .parameters = parameters, .shape = shape, .define = define, .value = value,          \
    .pullback = pullback, .smoothness = smoothness

/* What the families' shape rules are made of.  rule says where the number comes from, as
   in "out (in + 1), W row-major, then b".  Errors: CAS_INPUT. */

/* op->out must be out; where it is 0 it is set. */
cas_status cas_shape_out(cas_operator *op, size_t out, const char *rule,
                         cas_message *message);
cas_status cas_shape_in(const cas_operator *op, size_t in, const char *rule,
                        cas_message *message);
cas_status cas_shape_weights(const cas_operator *op, size_t weights, const char *rule,
                             cas_message *message);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_TABLE_H
#define CASCADE_ARITHMETIC_TABLE_H

#include "arithmetic/arithmetic.h"

/* What the files that define an arithmetic have in common.  Their functions have the
   names of the table's members: init, set, set_integer, ... */

/* The members that every arithmetic has. */
#define CAS_OPERATIONS                                                                   \
    .init = init, .set = set, .set_integer = set_integer, .set_rational = set_rational,  \
    .negate = negate, .add = add, .subtract = subtract, .multiply = multiply,            \
    .divide = divide, .square = square, .power = power, .is_defined = is_defined,        \
    .is_zero = is_zero, .to_double = to_double

/* The elementary functions where there are all of them: apply_exp, apply_log, ... */
#define CAS_FUNCTIONS                                                                    \
    {                                                                                    \
        [CAS_EXP] = apply_exp, [CAS_LOG] = apply_log, [CAS_LOG1P] = apply_log1p,         \
        [CAS_SQRT] = apply_sqrt, [CAS_TANH] = apply_tanh, [CAS_SINH] = apply_sinh,       \
        [CAS_COSH] = apply_cosh, [CAS_SIN] = apply_sin, [CAS_COS] = apply_cos,           \
        [CAS_ATAN] = apply_atan, [CAS_SIGMOID] = apply_sigmoid,                          \
        [CAS_SOFTPLUS] = apply_softplus,                                                 \
    }

#endif

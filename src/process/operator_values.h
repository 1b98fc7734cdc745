/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROCESS_OPERATOR_VALUES_H
#define CASCADE_PROCESS_OPERATOR_VALUES_H

#include "chain/chain.h"
#include "formula/variable.h"

/* Operators and their derivatives at random points: i = 1..N, y a random vector of length
   d_{i-1}; entries are undefined where the program is. */
typedef enum cas_operator_value {
    CAS_VALUE_OF_OPERATOR,        /* f_i(y): d_i */
    CAS_VALUE_OF_JACOBIAN,        /* nabla_1 f_i(y): d_i x d_{i-1} */
    CAS_VALUE_OF_WEIGHT_JACOBIAN, /* nabla_2 f_i(y): d_i x d_{w_i} */
    /* nabla^2_21 f_i(y): (d_i d_{w_i}) x d_{i-1}; entry (j d_{w_i} + alpha, beta) is the
       derivative of (f_i)_j by w_alpha and y_beta */
    CAS_VALUE_OF_MIXED_HESSIAN
} cas_operator_value;

cas_variable cas_operator_at(const cas_workspace *w, const cas_chain *chain, size_t i,
                             cas_operator_value what, cas_variable y);

#endif

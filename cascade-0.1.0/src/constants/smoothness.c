/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/smoothness.h"

const char *const cas_constant_names[CAS_BOUND_COUNT] = {
    [CAS_JACOBIAN] = "jacobian",
    [CAS_MIXED_HESSIAN] = "mixed_hessian",
    [CAS_LIPSCHITZ] = "lipschitz",
    [CAS_JACOBIAN_LIPSCHITZ] = "jacobian_lipschitz",
    [CAS_HESSIAN_LIPSCHITZ] = "hessian_lipschitz",
    [CAS_STATE_LIPSCHITZ] = "state_lipschitz",
};

const char *const cas_constant_symbols[CAS_BOUND_COUNT] = {
    [CAS_JACOBIAN] = "C_{grad f}",
    [CAS_MIXED_HESSIAN] = "C_{grad^2 f}",
    [CAS_LIPSCHITZ] = "L_f",
    [CAS_JACOBIAN_LIPSCHITZ] = "L_{grad f}",
    [CAS_HESSIAN_LIPSCHITZ] = "L_{grad^2 f}",
    [CAS_STATE_LIPSCHITZ] = "L_{grad f, y}",
};

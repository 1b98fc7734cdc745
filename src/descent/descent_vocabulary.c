/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_vocabulary.h"

/* Constants that can be taken for each other: those of the loss, those of the chain. */
enum { OF_LOSS = 1, OF_CHAIN };

/* clang-format off */
#define AT_STATES .index = {true, 0, 0}
#define AT_STEPS .index = {true, 0, -1}
#define VECTOR .rows = {CAS_LENGTH_SPACE, 0, false}
#define CONSTANT(name_, tex_) .name = (name_), .tex = (tex_), .is_positive = true

static const cas_symbol symbols[] = {
    [CAS_DESCENT_WEIGHTS] = {"w", "\\mathbf w^{(#)}", AT_STATES, VECTOR},
    [CAS_DESCENT_GRADIENT] = {"g", "\\nabla\\ell(\\mathbf w^{(#)})", AT_STEPS, VECTOR},
    [CAS_DESCENT_REGULARISER] = {"r", "\\mathbf r^{(#)}", AT_STEPS, VECTOR},
    [CAS_DESCENT_EXACT] = {"u", "\\mathbf u^{(#)}", AT_STEPS, VECTOR},
    [CAS_DESCENT_PERTURBED] = {"u~", "\\tilde{\\mathbf u}^{(#)}", AT_STEPS, VECTOR},
    [CAS_DESCENT_ERROR] = {"u~ - u", NULL, AT_STEPS, VECTOR,
                           .minuend = CAS_DESCENT_PERTURBED + 1,
                           .subtrahend = CAS_DESCENT_EXACT + 1},
    [CAS_DESCENT_FORWARD] = {"delta", "\\delta^{(#)}", AT_STEPS, VECTOR},
    [CAS_DESCENT_BACKWARD] = {"epsilon", "\\varepsilon^{(#)}", AT_STEPS, VECTOR},
    [CAS_DESCENT_STEP_SIZE] = {CONSTANT("gamma", "\\gamma")},
    [CAS_DESCENT_CONVEXITY] = {"mu", "\\mu", .group = OF_LOSS},
    [CAS_DESCENT_VARIANCE] = {CONSTANT("sigma2", "\\sigma^2")},
    [CAS_DESCENT_LEAST] = {CONSTANT("l_star", "\\ell^*")},
    [CAS_DESCENT_SMOOTHNESS] = {CONSTANT("L", "L_{\\nabla\\ell}"), .group = OF_LOSS},
    [CAS_DESCENT_JACOBIAN] = {CONSTANT("C", "C_{\\nabla f}"), .group = OF_CHAIN},
    [CAS_DESCENT_MIXED_HESSIAN] = {CONSTANT("K", "C_{\\nabla^2 f}"), .group = OF_CHAIN},
    [CAS_DESCENT_LIPSCHITZ] = {CONSTANT("L_f", "L_f"), .group = OF_CHAIN},
    [CAS_DESCENT_JACOBIAN_LIPSCHITZ] = {CONSTANT("L_1", "L_{\\nabla f}"),
                                        .group = OF_CHAIN},
    [CAS_DESCENT_HESSIAN_LIPSCHITZ] = {CONSTANT("H", "L_{\\nabla^2 f}"),
                                       .group = OF_CHAIN},
    [CAS_DESCENT_GRADIENT_BOUND] = {CONSTANT("C_v", "C_v"), .group = OF_CHAIN},
    [CAS_DESCENT_STEPS] = {CONSTANT("T", "T"), .is_integer = true},
    {.name = NULL},
};

static const cas_map maps[] = {
    {"l", "\\ell", .argument = {CAS_LENGTH_SPACE, 0, false}},
    {.name = NULL},
};

static const cas_field_name fields[] = {
    [CAS_DESCENT_PAST] = {"F", "\\mathbb E_{#}", AT_STEPS},
    [CAS_DESCENT_SAMPLES] = {"P", "\\mathbb E_{#}^{\\mathcal P}", AT_STEPS},
    [CAS_DESCENT_FORWARDS] = {"Q", "\\mathbb E_{#}^{\\mathcal Q}", AT_STEPS},
    {.name = NULL},
};
/* clang-format on */

const cas_vocabulary cas_descent_vocabulary = {
    .name = "descent", .size = "T", .symbols = symbols, .maps = maps, .fields = fields};

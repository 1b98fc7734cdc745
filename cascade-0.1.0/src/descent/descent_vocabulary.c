/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_vocabulary.h"

/* Constants that can be taken for each other. */
enum { OF_LOSS = 1 };

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
    [CAS_DESCENT_ERROR_BOUND] = {"p", "P_{#}", AT_STEPS, .is_positive = true},
    [CAS_DESCENT_BIAS_BOUND] = {"q", "Q_{#}", AT_STEPS, .is_positive = true},
    [CAS_DESCENT_STEP_SIZE] = {CONSTANT("gamma", "\\gamma")},
    [CAS_DESCENT_CONVEXITY] = {"mu", "\\mu", .group = OF_LOSS},
    [CAS_DESCENT_VARIANCE] = {CONSTANT("sigma2", "\\sigma^2")},
    [CAS_DESCENT_LEAST] = {CONSTANT("l_star", "\\ell^*")},
    [CAS_DESCENT_SMOOTHNESS] = {CONSTANT("L", "L_{\\nabla\\ell}"), .group = OF_LOSS},
    [CAS_DESCENT_STEPS] = {CONSTANT("T", "T"), .is_integer = true},
    {.name = NULL},
};

static const cas_map maps[] = {
    {"l", "\\ell", .argument = {CAS_LENGTH_SPACE, 0, false}},
    {.name = NULL},
};

static const cas_field_name fields[] = {
    {"F", "\\mathbb E_{#}", AT_STEPS},
    {.name = NULL},
};
/* clang-format on */

const cas_vocabulary cas_descent_vocabulary = {
    .name = "descent", .size = "T", .symbols = symbols, .maps = maps, .fields = fields};

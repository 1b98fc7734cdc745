/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain_vocabulary.h"

/* clang-format off */
#define NUMBER {CAS_LENGTH_ONE, 0, false}
#define STATE(shift_) {CAS_LENGTH_STATE, (shift_), false}
#define WEIGHTS {CAS_LENGTH_WEIGHTS, 0, false}
#define ALL {CAS_LENGTH_SPACE, 0, false}
#define FROM(first_, last_) {true, (first_), (last_)}
#define VECTOR(rows_) .rows = rows_, .columns = NUMBER
#define CONSTANT(name_, tex_) \
    {.name = (name_), .tex = (tex_), .is_positive = true, .group = 1}
#define DIFFERENCE(one_, other_) .minuend = (one_) + 1, .subtrahend = (other_) + 1

static const cas_symbol symbols[] = {
    [CAS_SYMBOL_N] = {.name = "N", .tex = "N", .is_integer = true, .is_positive = true},
    [CAS_SYMBOL_C] = CONSTANT("C", "C_{\\nabla f}"),
    [CAS_SYMBOL_K] = CONSTANT("K", "C_{\\nabla^2 f}"),
    [CAS_SYMBOL_L_F] = CONSTANT("L_f", "L_f"),
    [CAS_SYMBOL_L] = CONSTANT("L", "L_{\\nabla f}"),
    [CAS_SYMBOL_H] = CONSTANT("H", "L_{\\nabla^2 f}"),
    [CAS_SYMBOL_L_Y] = CONSTANT("L_y", "L_{\\nabla f, y}"),
    [CAS_SYMBOL_C_V] = CONSTANT("C_v", "C_v"),
    [CAS_SYMBOL_Y] = {.name = "y", .tex = "y_{#}", .index = FROM(0, 0),
                      VECTOR(STATE(0))},
    [CAS_SYMBOL_Y_TILDE] = {.name = "y~", .tex = "\\tilde y_{#}", .index = FROM(0, 0),
                            VECTOR(STATE(0))},
    [CAS_SYMBOL_Y_ERROR] = {.name = "y~ - y", .index = FROM(0, 0), VECTOR(STATE(0)),
                            DIFFERENCE(CAS_SYMBOL_Y_TILDE, CAS_SYMBOL_Y)},
    [CAS_SYMBOL_V] = {.name = "v", .tex = "v_{#}", .index = FROM(1, 0),
                      VECTOR(STATE(0))},
    [CAS_SYMBOL_V_TILDE] = {.name = "v~", .tex = "\\tilde v_{#}", .index = FROM(1, 0),
                            VECTOR(STATE(0))},
    [CAS_SYMBOL_V_ERROR] = {.name = "v~ - v", .index = FROM(1, 0), VECTOR(STATE(0)),
                            DIFFERENCE(CAS_SYMBOL_V_TILDE, CAS_SYMBOL_V)},
    [CAS_SYMBOL_U] = {.name = "u", .tex = "u_{#}", .index = FROM(1, 0), VECTOR(WEIGHTS)},
    [CAS_SYMBOL_U_TILDE] = {.name = "u~", .tex = "\\tilde u_{#}", .index = FROM(1, 0),
                            VECTOR(WEIGHTS)},
    [CAS_SYMBOL_U_ERROR] = {.name = "u~ - u", .index = FROM(1, 0), VECTOR(WEIGHTS),
                            DIFFERENCE(CAS_SYMBOL_U_TILDE, CAS_SYMBOL_U)},
    [CAS_SYMBOL_ALL_U] = {.name = "u", .tex = "\\mathbf u", VECTOR(ALL)},
    [CAS_SYMBOL_ALL_U_TILDE] = {.name = "u~", .tex = "\\tilde{\\mathbf u}", VECTOR(ALL)},
    [CAS_SYMBOL_ALL_U_ERROR] = {.name = "u~ - u", VECTOR(ALL),
                                DIFFERENCE(CAS_SYMBOL_ALL_U_TILDE, CAS_SYMBOL_ALL_U)},
    [CAS_SYMBOL_A] = {.name = "A", .tex = "A_{#}", .index = FROM(1, 0),
                      .rows = STATE(0), .columns = STATE(-1)},
    [CAS_SYMBOL_A_TILDE] = {.name = "A~", .tex = "\\tilde A_{#}", .index = FROM(1, 0),
                            .rows = STATE(0), .columns = STATE(-1)},
    [CAS_SYMBOL_B] = {.name = "B", .tex = "B_{#}", .index = FROM(1, 0),
                      .rows = STATE(0), .columns = WEIGHTS},
    [CAS_SYMBOL_B_TILDE] = {.name = "B~", .tex = "\\tilde B_{#}", .index = FROM(1, 0),
                            .rows = STATE(0), .columns = WEIGHTS},
    [CAS_SYMBOL_DELTA] = {.name = "delta", .tex = "\\delta_{#}", .index = FROM(1, -1),
                          VECTOR(STATE(0))},
    [CAS_SYMBOL_EPSILON] = {.name = "epsilon", .tex = "\\varepsilon_{#}",
                            .index = FROM(2, 0), VECTOR(STATE(-1))},
    [CAS_SYMBOL_HYBRID] = {.name = "g", .tex = "g_{#}", .index = FROM(0, -1),
                           .second = FROM(1, 0),
                           .rows = {CAS_LENGTH_WEIGHTS, 0, true}, .columns = NUMBER},
    {.name = NULL},
};

static const cas_map maps[] = {
    [CAS_MAP_F] = {"f", "f_{#}", FROM(1, 0), STATE(-1), STATE(0), NUMBER},
    [CAS_MAP_NABLA_1] = {"nabla1", "\\nabla_1 f_{#}", FROM(1, 0), STATE(-1), STATE(0),
                         STATE(-1)},
    [CAS_MAP_NABLA_2] = {"nabla2", "\\nabla_2 f_{#}", FROM(1, 0), STATE(-1), STATE(0),
                         WEIGHTS},
    [CAS_MAP_NABLA_21] = {"nabla21", "\\nabla^2_{21} f_{#}", FROM(1, 0), STATE(-1),
                          {CAS_LENGTH_PAIRS, 0, false}, STATE(-1)},
    [CAS_MAP_NABLA_COMPOSED] = {"nablaF", "\\nabla F_{#}", FROM(0, 0), STATE(0), STATE(0),
                                NUMBER},
    {.name = NULL},
};

static const cas_field_name fields[] = {
    [CAS_NAMED_F] = {"F", "\\mathbb E_t", {false, 0, 0}},
    [CAS_NAMED_F_AND_X] = {"Fx", "\\mathbb E_t^{x}", {false, 0, 0}},
    [CAS_NAMED_G] = {"G", "\\mathbb E_t^{\\mathcal G_{#}}", FROM(0, 0)},
    [CAS_NAMED_H] = {"H", "\\mathbb E_t^{\\mathcal H_{#}}", FROM(1, 0)},
    [CAS_NAMED_P] = {"P", "\\mathbb E_t^{\\mathcal P_{#}}", FROM(1, 0)},
    [CAS_NAMED_Q] = {"Q", "\\mathbb E_t^{\\mathcal Q_{#}}", FROM(1, 0)},
    {.name = NULL},
};
/* clang-format on */

const cas_vocabulary cas_chain_vocabulary = {.name = "chain",
                                             .size = "N",
                                             .symbols = symbols,
                                             .maps = maps,
                                             .fields = fields,
                                             .has_integral = true};

cas_variable cas_chain_constant(const cas_workspace *workspace, const mpq_t *constants,
                                long depth, cas_chain_symbol symbol)
{
    void *one;
    if (symbol != CAS_SYMBOL_C_V)
        return cas_variable_rational(workspace, constants[symbol - CAS_SYMBOL_C]);
    cas_variable bound = cas_variable_new(workspace, 0, 1, 1, &one);
    workspace->arithmetic->set_integer(one, 1);
    cas_variable c = cas_variable_rational(workspace, constants[0]);
    return cas_variable_maximum(workspace, bound,
                                cas_variable_power(workspace, c, depth));
}

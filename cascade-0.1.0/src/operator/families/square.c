/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "arithmetic/memory.h"
#include "constants/enclosure.h"
#include "operator/shape.h"
#include "program/linear_form.h"

#include <stdlib.h>

/*: The squared loss $f(y)=\frac12\|y-t\|^2$ with a fixed target $t$, without weights. */

enum { TARGET };

static const cas_parameter parameters[] = {
    [TARGET] = {.name = "target",
                .rows = cas_extent_in,
                .meaning = "what y is compared with"},
    {.name = NULL},
};

static cas_status shape(cas_operator *op, cas_message *message)
{
    const cas_status status = cas_shape_out(op, 1, "a scalar loss", message);
    return status ? status : cas_shape_weights(op, 0, "a loss without weights", message);
}

static void define(cas_operator *op)
{
    cas_program *program = op->program;
    const mpq_t *target = op->parameters[TARGET].numbers.at;
    size_t *difference = cas_program_all_y(program);
    for (size_t j = 0; j < op->in; ++j)
        difference[j] = cas_program_binary(program, CAS_SUBTRACT, difference[j],
                                           cas_program_constant(program, target[j]));
    const size_t square = cas_program_dot(program, op->in, difference, difference);
    cas_program_add_output(program, cas_program_binary(program, CAS_DIVIDE, square,
                                                       cas_program_integer(program, 2)));
    free(difference);
}

static void value(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace)
{
    (void)w, (void)workspace;
    out[0] = 0;
    for (size_t j = 0; j < op->in; ++j) {
        const double difference = y[j] - op->doubles[TARGET][j];
        out[0] += 0.5 * difference * difference;
    }
}

/*: $J_1=(y-t)^\top$. */
static void pullback(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace)
{
    (void)w, (void)gw, (void)workspace;
    for (size_t j = 0; gy && j < op->in; ++j)
        gy[j] = (y[j] - op->doubles[TARGET][j]) * v[0];
}

/*: $\|J_1\|=\|y-t\|$, $D^2f=I$ with norm $\sqrt n$, $D^3f=0$; there are no weights. */
static void smoothness(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT])
{
    (void)w;
    mpfi_t *difference = cas_enclosures_new(op->in), square;
    mpfi_init2(square, CAS_ENCLOSURE_BITS);
    for (size_t j = 0; j < op->in; ++j)
        mpfi_sub_q(difference[j], y[j], op->parameters[TARGET].numbers.at[j]);
    cas_enclosure_norm_squared(square, op->in, difference);
    cas_enclosure_raise_to_root(bounds[CAS_LIPSCHITZ], square);
    cas_enclosure_raise_to_root(bounds[CAS_JACOBIAN], square);
    mpfi_set_ui(square, op->in);
    cas_enclosure_raise_to_root(bounds[CAS_JACOBIAN_LIPSCHITZ], square);
    mpfi_clear(square);
    cas_enclosures_free(difference, op->in);
}

const cas_family cas_family_square = {
    .name = "square",
    .formula = "1/2 ||y - target||^2",
    CAS_FAMILY_MEMBERS,
};

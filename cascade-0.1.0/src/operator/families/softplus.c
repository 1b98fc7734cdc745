/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "constants/enclosure.h"
#include "operator/activation.h"
#include "operator/shape.h"

/*: The scalar loss $f(y)=\ln(1+e^{y_1})$, without weights. */

static const cas_parameter parameters[] = {{.name = NULL}};

static const cas_activation *const softplus = &cas_activations[CAS_ACTIVATION_SOFTPLUS];

static cas_status shape(cas_operator *op, cas_message *message)
{
    cas_status status = cas_shape_in(op, 1, "a scalar loss", message);
    if (!status)
        status = cas_shape_out(op, 1, "a scalar loss", message);
    return status ? status : cas_shape_weights(op, 0, "a loss without weights", message);
}

static void define(cas_operator *op)
{
    const size_t y = cas_program_y(op->program, 0);
    cas_program_add_output(op->program, cas_activation_define(softplus, op->program, y));
}

static void value(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace)
{
    (void)op, (void)w, (void)workspace;
    out[0] = softplus->value(y[0]);
}

static void pullback(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace)
{
    (void)op, (void)w, (void)gw, (void)workspace;
    if (gy)
        gy[0] = softplus->slope(y[0]) * v[0];
}

/*: One input, one output, no weights: the three suprema are those of $|\phi'|$,
$|\phi''|$, $|\phi'''|$, and (9) is 0. */
static void smoothness(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT])
{
    static const cas_constant of_order[] = {CAS_LIPSCHITZ, CAS_JACOBIAN_LIPSCHITZ,
                                            CAS_HESSIAN_LIPSCHITZ};
    (void)op, (void)w;
    for (unsigned order = 1; order <= 3; ++order) {
        mpfi_ptr bound = bounds[of_order[order - 1]];
        softplus->range(bound, order, y[0]);
        cas_enclosure_magnitude(bound, bound);
    }
    cas_enclosure_raise(bounds[CAS_JACOBIAN], bounds[CAS_LIPSCHITZ]);
}

const cas_family cas_family_softplus = {
    .name = "softplus",
    .formula = "log(1 + exp(y1))",
    CAS_FAMILY_MEMBERS,
};

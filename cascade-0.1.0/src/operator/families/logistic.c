/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "constants/enclosure.h"
#include "operator/shape.h"
#include "program/linear_form.h"

#include <gsl/gsl_cblas.h>
#include <stdlib.h>

/*: The two operators of logistic regression (54): the margin
$f_1=-\ell\,\langle h,w\rangle$ of a sample $(h,\ell)$, whose features $h$ are the chain's
input $y$ and whose label is $\ell=\pm1$, and the loss $f_2=\ln(1+e^{y_1})$, which is the
family softplus. */

enum { PART, LABEL };
enum { PART_LOSS, PART_MARGIN };

extern const cas_family cas_family_softplus;

static const char *const parts[] = {[PART_LOSS] = "loss", [PART_MARGIN] = "margin", NULL};

static const cas_parameter parameters[] = {
    [PART] = {.name = "part",
              .is_word = true,
              .is_required = true,
              .words = parts,
              .meaning = "which of the two operators of (54)"},
    [LABEL] = {.name = "label",
               .may_be_absent = true,
               .meaning = "1 or -1; of a margin only"},
    {.name = NULL},
};

static bool is_loss(const cas_operator *op)
{
    return op->parameters[PART].choice == PART_LOSS;
}

static cas_status shape(cas_operator *op, cas_message *message)
{
    const cas_rationals *label = &op->parameters[LABEL].numbers;
    if (is_loss(op)) {
        if (label->count > 0)
            return cas_fail(message, CAS_INPUT, "label: the part \"loss\" has none");
        return cas_family_softplus.shape(op, message);
    }
    if (label->count != 1 ||
        (mpq_cmp_si(label->at[0], 1, 1) != 0 && mpq_cmp_si(label->at[0], -1, 1) != 0))
        return cas_fail(message, CAS_INPUT,
                        "label: the part \"margin\" expects one number, 1 or -1");
    const cas_status status = cas_shape_out(op, 1, "a margin", message);
    return status ? status : cas_shape_weights(op, op->in, "in", message);
}

static void define(cas_operator *op)
{
    if (is_loss(op)) {
        cas_family_softplus.define(op);
        return;
    }
    cas_program *program = op->program;
    size_t *y = cas_program_all_y(program), *w = cas_program_all_w(program);
    size_t margin = cas_program_dot(program, op->in, y, w);
    if (mpq_sgn(op->parameters[LABEL].numbers.at[0]) > 0)
        margin = cas_program_negate(program, margin);
    cas_program_add_output(program, margin);
    free(y);
    free(w);
}

static void value(const cas_operator *op, const double *y, const double *w, double *out,
                  double *workspace)
{
    if (is_loss(op))
        cas_family_softplus.value(op, y, w, out, workspace);
    else
        out[0] = -op->doubles[LABEL][0] * cblas_ddot((int)op->in, y, 1, w, 1);
}

/*: $J_1=-\ell\,w^\top$ and $J_2=-\ell\,y^\top$. */
static void pullback(const cas_operator *op, const double *y, const double *w,
                     const double *v, double *gy, double *gw, double *workspace)
{
    if (is_loss(op)) {
        cas_family_softplus.pullback(op, y, w, v, gy, gw, workspace);
        return;
    }
    const double factor = -op->doubles[LABEL][0] * v[0];
    for (size_t j = 0; j < op->in; ++j) {
        if (gy)
            gy[j] = factor * w[j];
        if (gw)
            gw[j] = factor * y[j];
    }
}

/*: The margin is bilinear with the mixed block $\mp I$, which stands in $D^2f$ twice: (9)
is $\sqrt n$, $\|D^2f\|=\sqrt{2n}$, $D^3f=0$, $\|J_1\|=\|w\|$, $\|J_2\|=\|y\|$. */
static void smoothness(const cas_operator *op, const mpfi_t *y, const mpfi_t *w,
                       mpfi_t bounds[CAS_CONSTANT_COUNT])
{
    if (is_loss(op)) {
        cas_family_softplus.smoothness(op, y, w, bounds);
        return;
    }
    mpfi_t square;
    mpfi_init2(square, CAS_ENCLOSURE_BITS);
    cas_enclosure_norm_squared(square, op->in, w);
    cas_enclosure_raise_to_root(bounds[CAS_LIPSCHITZ], square);
    cas_enclosure_raise_to_root(bounds[CAS_JACOBIAN], square);
    cas_enclosure_norm_squared(square, op->in, y);
    cas_enclosure_raise_to_root(bounds[CAS_JACOBIAN], square);
    mpfi_set_ui(square, op->in);
    cas_enclosure_raise_to_root(bounds[CAS_MIXED_HESSIAN], square);
    mpfi_set_ui(square, 2 * op->in);
    cas_enclosure_raise_to_root(bounds[CAS_JACOBIAN_LIPSCHITZ], square);
    mpfi_clear(square);
}

const cas_family cas_family_logistic = {
    .name = "logistic",
    .formula = "margin: -label <y, w>; loss: log(1 + exp(y1))",
    CAS_FAMILY_MEMBERS,
};

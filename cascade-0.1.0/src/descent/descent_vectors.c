/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_vectors.h"

#include "arithmetic/message.h"
#include "descent/descent_loss.h"

/* What the k-th entry is computed from. */
struct place {
    const cas_descent *descent;
    const cas_arithmetic *arithmetic;
    const cas_outcome *outcome;
    size_t k;
    const void *x;
    void *scratch, *term, *slope; /* numbers */
};

/* r += q */
static void add_rational(const struct place *p, mpq_srcptr q, void *r)
{
    p->arithmetic->set_rational(p->scratch, q);
    p->arithmetic->add(r, r, p->scratch);
}

/* r += q y; y is not the scratch. */
static void add_scaled(const struct place *p, mpq_srcptr q, const void *y, void *r)
{
    p->arithmetic->set_rational(p->scratch, q);
    p->arithmetic->multiply(p->scratch, p->scratch, y);
    p->arithmetic->add(r, r, p->scratch);
}

/* r += the slope of R. */
static void add_regulariser(const struct place *p, void *r)
{
    cas_descent_regulariser_slope(p->descent, p->arithmetic, p->k, p->x, p->term,
                                  p->scratch);
    p->arithmetic->add(r, r, p->term);
}

/* r += the slope of f_2 at x + shift; NULL: at x. */
static void add_ripple(const struct place *p, mpq_srcptr shift, void *r)
{
    p->arithmetic->set(p->term, p->x);
    if (shift != NULL)
        add_rational(p, shift, p->term);
    cas_descent_ripple_slope(p->descent, p->arithmetic, p->k, p->term, p->term,
                             p->scratch);
    p->arithmetic->add(r, r, p->term);
}

static void add_gradient(const struct place *p, void *r)
{
    add_regulariser(p, r);
    add_ripple(p, NULL, r);
}

static void add_backward(const struct place *p, void *r)
{
    const cas_outcome *o = p->outcome;
    add_rational(p, o->error.at[p->k], r);
    if (mpq_sgn(o->of_gradient) != 0) {
        p->arithmetic->set_integer(p->slope, 0);
        add_gradient(p, p->slope);
        add_scaled(p, o->of_gradient, p->slope, r);
    }
    p->arithmetic->set_rational(p->slope, o->noise.at[p->k]);
    add_scaled(p, o->of_noise, p->slope, r);
}

/* Only what is perturbed enters, so that the error can be exactly 0; r is 0 before. */
static void add_error(const struct place *p, void *r)
{
    mpq_srcptr shift = p->outcome->shift.at[p->k];
    if (mpq_sgn(shift) != 0) {
        add_ripple(p, NULL, r);
        p->arithmetic->negate(r, r);
        add_ripple(p, shift, r);
    }
    add_backward(p, r);
}

void cas_descent_entry(const cas_descent *descent, const cas_arithmetic *arithmetic,
                       cas_descent_symbol vector, const cas_outcome *outcome, size_t k,
                       const void *x, void *r, void *work)
{
    const struct place p = {descent,
                            arithmetic,
                            outcome,
                            k,
                            x,
                            cas_at(arithmetic, work, 0),
                            cas_at(arithmetic, work, 1),
                            cas_at(arithmetic, work, 2)};
    arithmetic->set_integer(r, 0);
    switch (vector) {
    case CAS_DESCENT_WEIGHTS:
        arithmetic->set(r, x);
        break;
    case CAS_DESCENT_GRADIENT:
        add_gradient(&p, r);
        break;
    case CAS_DESCENT_REGULARISER:
        add_regulariser(&p, r);
        break;
    case CAS_DESCENT_EXACT:
        add_ripple(&p, NULL, r);
        add_rational(&p, outcome->noise.at[k], r);
        break;
    case CAS_DESCENT_PERTURBED:
        add_ripple(&p, outcome->shift.at[k], r);
        add_rational(&p, outcome->noise.at[k], r);
        add_backward(&p, r);
        break;
    case CAS_DESCENT_ERROR:
        add_error(&p, r);
        break;
    default:
        cas_panic(__FILE__, __LINE__, "no vector");
    }
}

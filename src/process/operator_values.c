/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/operator_values.h"

#include "arithmetic/vector.h"
#include "program/jet.h"

/* Entry k of what is wanted of an operator, in a jet of it. */
static const void *entry(const cas_jets *jets, const cas_operator *op,
                         cas_operator_value what, size_t k)
{
    size_t in = op->in, weights = op->weights;
    switch (what) {
    case CAS_VALUE_OF_JACOBIAN:
        return cas_jets_first(jets, k / in, k % in);
    case CAS_VALUE_OF_WEIGHT_JACOBIAN:
        return cas_jets_first(jets, k / weights, in + k % weights);
    case CAS_VALUE_OF_MIXED_HESSIAN:
        return cas_jets_second(jets, k / in / weights, in + k / in % weights, k % in);
    default:
        return cas_jets_value(jets, k);
    }
}

static void shape_of(const cas_operator *op, cas_operator_value what, size_t *rows,
                     size_t *columns, unsigned *order)
{
    *rows = op->out;
    *columns = 1;
    *order = 1;
    switch (what) {
    case CAS_VALUE_OF_JACOBIAN:
        *columns = op->in;
        break;
    case CAS_VALUE_OF_WEIGHT_JACOBIAN:
        *columns = op->weights;
        break;
    case CAS_VALUE_OF_MIXED_HESSIAN:
        *rows = op->out * op->weights;
        *columns = op->in;
        *order = 2;
        break;
    default:
        *order = 0;
    }
}

/* Seeds z = (y, w) with a point and the unit vectors. */
static void seed(const cas_arithmetic *a, cas_jets *jets, const cas_link *link,
                 const void *y, void *unit, void *weight)
{
    size_t in = link->op->in, n = in + link->op->weights;
    for (size_t k = 0; k < n; k++) {
        cas_vector_zero(a, n, unit);
        a->set_integer(cas_at(a, unit, k), 1);
        if (k < in) {
            cas_jets_seed_variable(jets, k, cas_at_const(a, y, k), unit);
            continue;
        }
        a->set_rational(weight, link->weights.at[k - in]);
        cas_jets_seed_variable(jets, k, weight, unit);
    }
}

cas_variable cas_operator_at(const cas_workspace *w, const cas_chain *chain, size_t i,
                             cas_operator_value what, cas_variable y)
{
    const cas_link *link = &chain->links[i - 1];
    const cas_arithmetic *a = w->arithmetic;
    size_t n = link->op->in + link->op->weights, rows, columns;
    unsigned order;
    void *at, *unit = cas_arena_numbers(w->arena, n + 1);
    shape_of(link->op, what, &rows, &columns, &order);
    cas_jets *jets = cas_jets_new(link->op->program, a, n, order);
    cas_variable r = cas_variable_new(w, y.level, rows, columns, &at);
    for (size_t c = 0; c < cas_space_copies(w, y.level); c++) {
        seed(a, jets, link, cas_at_const(a, y.at, c * y.rows), unit, cas_at(a, unit, n));
        CAS_REQUIRE(cas_jets_evaluate(jets, NULL) == CAS_OK);
        for (size_t k = 0; k < rows * columns; k++)
            a->set(cas_at(a, at, c * rows * columns + k), entry(jets, link->op, what, k));
    }
    cas_jets_free(jets);
    return r;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/jet.h"

#include "arithmetic/memory.h"
#include "program/degree.h"
#include "program/derivatives.h"
#include "program/taylor.h"
#include "program/undefined.h"

#include <stdlib.h>

typedef struct seed {
    void *value, *gradient; /* 1 and n numbers; NULL where the node is not seeded */
} seed;

/* A node that is run: its derivatives with respect to those coordinates
   that it depends on. */
typedef struct jet {
    bool is_live;
    size_t *support;                /* which of the n coordinates, ascending */
    size_t *from_left, *from_right; /* places of the operands' coordinates among them */
    size_t degree;                  /* in z, as cas_node_degree says */
    cas_taylor taylor;
    cas_taylor reciprocal; /* 1 / right, of a quotient whose right is not constant */
} jet;

struct cas_jets {
    const cas_program *program;
    const cas_arithmetic *arithmetic;
    size_t n;
    unsigned order;
    seed *seeds; /* one per node */
    bool is_laid_out;
    jet *jets;                          /* one per node */
    size_t size;                        /* of numbers */
    void *numbers, *zero, *derivatives; /* all jets, 1 and CAS_TAYLOR_ORDER */
    size_t power_size;
    cas_taylor_workspace workspace;
};

cas_jets *cas_jets_new(const cas_program *program, const cas_arithmetic *arithmetic,
                       size_t n, unsigned order)
{
    CAS_REQUIRE(order <= CAS_TAYLOR_ORDER);
    cas_jets *jets = cas_allocate(1, sizeof *jets);
    jets->program = program;
    jets->arithmetic = arithmetic;
    jets->n = n;
    jets->order = order;
    jets->seeds = cas_allocate(program->node_count, sizeof *jets->seeds);
    jets->jets = cas_allocate(program->node_count, sizeof *jets->jets);
    jets->zero = cas_numbers_new(arithmetic, 1);
    jets->derivatives = cas_numbers_new(arithmetic, CAS_TAYLOR_ORDER);
    jets->workspace.scratch = cas_numbers_new(arithmetic, 2);
    return jets;
}

static void clear_layout(cas_jets *jets)
{
    for (size_t i = 0; i < jets->program->node_count; i++) {
        free(jets->jets[i].support);
        free(jets->jets[i].from_left);
        free(jets->jets[i].from_right);
        jets->jets[i] = (jet){0};
    }
    if (jets->numbers != NULL)
        cas_numbers_free(jets->arithmetic, jets->numbers, jets->size);
    for (size_t k = 0; jets->numbers != NULL && k < CAS_TAYLOR_ORDER; k++)
        cas_numbers_free(jets->arithmetic, jets->workspace.powers[k], jets->power_size);
    free(jets->workspace.identity);
    jets->numbers = NULL;
    jets->workspace.identity = NULL;
    jets->is_laid_out = false;
}

void cas_jets_free(cas_jets *jets)
{
    if (jets == NULL)
        return;
    clear_layout(jets);
    for (size_t i = 0; i < jets->program->node_count; i++) {
        if (jets->seeds[i].value == NULL)
            continue;
        cas_numbers_free(jets->arithmetic, jets->seeds[i].value, 1);
        cas_numbers_free(jets->arithmetic, jets->seeds[i].gradient, jets->n);
    }
    cas_numbers_free(jets->arithmetic, jets->zero, 1);
    cas_numbers_free(jets->arithmetic, jets->derivatives, CAS_TAYLOR_ORDER);
    cas_numbers_free(jets->arithmetic, jets->workspace.scratch, 2);
    free(jets->seeds);
    free(jets->jets);
    free(jets);
}

/* Whether the node was not seeded before or its gradient has its zeros elsewhere: then
   storage is laid out anew. */
static bool set_gradient(cas_jets *jets, seed *at, const void *gradient)
{
    const cas_arithmetic *arithmetic = jets->arithmetic;
    bool has_changed = false;
    for (size_t a = 0; a < jets->n; a++) {
        void *entry = cas_at(arithmetic, at->gradient, a);
        bool was_zero = arithmetic->is_zero(entry);
        arithmetic->set(entry, cas_at_const(arithmetic, gradient, a));
        has_changed = has_changed || was_zero != arithmetic->is_zero(entry);
    }
    return has_changed;
}

void cas_jets_seed_node(cas_jets *jets, size_t node, const void *value,
                        const void *gradient)
{
    CAS_REQUIRE(node < jets->program->node_count);
    seed *at = &jets->seeds[node];
    bool is_new = at->value == NULL;
    if (is_new) {
        at->value = cas_numbers_new(jets->arithmetic, 1);
        at->gradient = cas_numbers_new(jets->arithmetic, jets->n);
    }
    jets->arithmetic->set(at->value, value);
    bool has_changed = gradient != NULL && set_gradient(jets, at, gradient);
    if (is_new || has_changed)
        clear_layout(jets);
}

void cas_jets_seed_variable(cas_jets *jets, size_t j, const void *value,
                            const void *gradient)
{
    const size_t in = jets->program->in;
    CAS_REQUIRE(j < in + jets->program->weights);
    for (size_t i = 0; i < jets->program->node_count; i++) {
        const cas_node *node = &jets->program->nodes[i];
        if ((node->code == CAS_INPUT_Y && node->left == j) ||
            (node->code == CAS_INPUT_W && in + node->left == j))
            cas_jets_seed_node(jets, i, value, gradient);
    }
}

/* Nodes that outputs depend on other than through a seeded node. */
static void find_live(cas_jets *jets)
{
    const cas_program *program = jets->program;
    for (size_t k = 0; k < program->output_count; k++)
        jets->jets[program->outputs[k]].is_live = true;
    for (size_t i = program->node_count; i-- > 0;) {
        const cas_node *node = &program->nodes[i];
        if (!jets->jets[i].is_live || jets->seeds[i].value != NULL ||
            cas_node_is_leaf(node))
            continue;
        jets->jets[node->left].is_live = true;
        if (cas_node_is_binary(node))
            jets->jets[node->right].is_live = true;
    }
}

static void lay_out_seed(const cas_jets *jets, jet *at, const void *gradient)
{
    at->support = cas_allocate(jets->n, sizeof *at->support);
    for (size_t a = 0; a < jets->n; a++)
        if (!jets->arithmetic->is_zero(cas_at_const(jets->arithmetic, gradient, a)))
            at->support[at->taylor.dimension++] = a;
    at->degree = at->taylor.dimension > 0 ? 1 : 0;
}

/* at's coordinates are those of left and of right (which may be left once more). */
static void merge_support(const cas_jets *jets, jet *at, const jet *left,
                          const jet *right)
{
    size_t i = 0, j = 0, n = left->taylor.dimension, m = right->taylor.dimension;
    at->support = cas_allocate(jets->n, sizeof *at->support);
    at->from_left = cas_allocate(n, sizeof(size_t));
    at->from_right = cas_allocate(m, sizeof(size_t));
    while (i < n || j < m) {
        bool in_left = j == m || (i < n && left->support[i] <= right->support[j]);
        bool in_right = i == n || (j < m && right->support[j] <= left->support[i]);
        size_t place = at->taylor.dimension++;
        at->support[place] = in_left ? left->support[i] : right->support[j];
        if (in_left)
            at->from_left[i++] = place;
        if (in_right)
            at->from_right[j++] = place;
    }
}

static void lay_out_node(cas_jets *jets, size_t i)
{
    const cas_node *node = &jets->program->nodes[i];
    jet *at = &jets->jets[i];
    if (jets->seeds[i].value != NULL) {
        lay_out_seed(jets, at, jets->seeds[i].gradient);
    } else if (!cas_node_is_leaf(node)) {
        const jet *left = &jets->jets[node->left];
        const jet *right = cas_node_is_binary(node) ? &jets->jets[node->right] : left;
        merge_support(jets, at, left, right);
        at->degree = cas_node_degree(node, left->degree, right->degree);
    }
    at->taylor.order = at->degree < jets->order ? (unsigned)at->degree : jets->order;
    if (at->taylor.order == 0)
        at->taylor.dimension = 0;
    jets->size += cas_taylor_size(at->taylor.dimension, at->taylor.order);
    if (node->code == CAS_DIVIDE && jets->seeds[i].value == NULL) {
        const jet *right = &jets->jets[node->right];
        at->reciprocal.dimension = right->taylor.dimension;
        at->reciprocal.order = right->taylor.order == 0 ? 0 : jets->order;
        jets->size += cas_taylor_size(at->reciprocal.dimension, at->reciprocal.order);
    }
}

static void lay_out(cas_jets *jets)
{
    if (jets->is_laid_out)
        return;
    jets->size = 0;
    size_t largest = 0;
    find_live(jets);
    for (size_t i = 0; i < jets->program->node_count; i++) {
        if (!jets->jets[i].is_live)
            continue;
        lay_out_node(jets, i);
        if (jets->jets[i].taylor.dimension > largest)
            largest = jets->jets[i].taylor.dimension;
    }
    jets->power_size = cas_taylor_size(largest, jets->order);
    jets->workspace.identity = cas_allocate(largest, sizeof(size_t));
    for (size_t i = 0; i < largest; i++)
        jets->workspace.identity[i] = i;
    jets->is_laid_out = true;
}

size_t cas_jets_size(cas_jets *jets)
{
    lay_out(jets);
    return jets->size;
}

const size_t *cas_jets_support(const cas_jets *jets, size_t k, size_t *count)
{
    CAS_REQUIRE(k < jets->program->output_count && jets->is_laid_out);
    const jet *at = &jets->jets[jets->program->outputs[k]];
    *count = at->taylor.dimension;
    return at->support;
}

static void place(const cas_jets *jets, cas_taylor *taylor, size_t *next)
{
    taylor->at = cas_at(jets->arithmetic, jets->numbers, *next);
    *next += cas_taylor_size(taylor->dimension, taylor->order);
}

static void allocate_numbers(cas_jets *jets)
{
    const cas_program *program = jets->program;
    const cas_arithmetic *arithmetic = jets->arithmetic;
    if (jets->numbers != NULL)
        return;
    jets->numbers = cas_numbers_new(arithmetic, jets->size);
    for (size_t k = 0; k < CAS_TAYLOR_ORDER; k++)
        jets->workspace.powers[k] = cas_numbers_new(arithmetic, jets->power_size);
    size_t next = 0;
    for (size_t i = 0; i < program->node_count; i++) {
        jet *at = &jets->jets[i];
        if (!at->is_live)
            continue;
        place(jets, &at->taylor, &next);
        if (program->nodes[i].code == CAS_DIVIDE && jets->seeds[i].value == NULL)
            place(jets, &at->reciprocal, &next);
        if (program->nodes[i].code == CAS_CONSTANT)
            arithmetic->set_rational(at->taylor.at,
                                     program->constants[program->nodes[i].left]);
    }
}

static void run_seed(const cas_jets *jets, const seed *from, const jet *at)
{
    const cas_arithmetic *arithmetic = jets->arithmetic;
    arithmetic->set(at->taylor.at, from->value);
    for (size_t a = 0; a < at->taylor.dimension; a++)
        arithmetic->set(cas_at(arithmetic, at->taylor.at, 1 + a),
                        cas_at_const(arithmetic, from->gradient, at->support[a]));
}

static void run_function(cas_jets *jets, const cas_node *node, const jet *x, jet *at)
{
    const cas_arithmetic *arithmetic = jets->arithmetic;
    void *scratch = jets->workspace.scratch;
    const void *argument = x->taylor.at;
    unsigned order = at->taylor.order;
    if (node->code == CAS_APPLY) {
        arithmetic->function[node->function](at->taylor.at, argument);
        cas_derivatives_function(arithmetic, node->function, argument, at->taylor.at,
                                 order, jets->derivatives, scratch);
    } else {
        arithmetic->power(at->taylor.at, argument, node->exponent);
        cas_derivatives_power(arithmetic, node->exponent, argument, order,
                              jets->derivatives, scratch);
    }
    cas_taylor_compose(arithmetic, &at->taylor, &x->taylor, jets->derivatives,
                       &jets->workspace);
}

/* left / right as left * (1 / right), but for the value, which is divided. */
static void run_quotient(cas_jets *jets, const jet *left, const jet *right, jet *at)
{
    const cas_arithmetic *arithmetic = jets->arithmetic;
    cas_taylor *reciprocal = &at->reciprocal;
    arithmetic->power(reciprocal->at, right->taylor.at, -1);
    cas_derivatives_power(arithmetic, -1, right->taylor.at, reciprocal->order,
                          jets->derivatives, jets->workspace.scratch);
    cas_taylor_compose(arithmetic, reciprocal, &right->taylor, jets->derivatives,
                       &jets->workspace);
    cas_taylor_multiply(arithmetic, &at->taylor, &left->taylor, at->from_left, reciprocal,
                        at->from_right, &jets->workspace);
    arithmetic->divide(at->taylor.at, left->taylor.at, right->taylor.at);
}

static void run_node(cas_jets *jets, const cas_node *node, jet *at)
{
    const cas_arithmetic *arithmetic = jets->arithmetic;
    const jet *left = cas_node_is_leaf(node) ? NULL : &jets->jets[node->left];
    const jet *right = cas_node_is_binary(node) ? &jets->jets[node->right] : NULL;
    switch (node->code) {
    case CAS_CONSTANT:
    case CAS_INPUT_Y:
    case CAS_INPUT_W:
        break;
    case CAS_NEGATE:
        cas_taylor_negate(arithmetic, &at->taylor, &left->taylor);
        break;
    case CAS_ADD:
    case CAS_SUBTRACT:
        cas_taylor_add(arithmetic, &at->taylor, &left->taylor, at->from_left,
                       &right->taylor, at->from_right, node->code == CAS_SUBTRACT);
        break;
    case CAS_MULTIPLY:
        cas_taylor_multiply(arithmetic, &at->taylor, &left->taylor, at->from_left,
                            &right->taylor, at->from_right, &jets->workspace);
        break;
    case CAS_DIVIDE:
        run_quotient(jets, left, right, at);
        break;
    case CAS_POWER:
    case CAS_APPLY:
        run_function(jets, node, left, at);
        break;
    }
}

cas_status cas_jets_evaluate(cas_jets *jets, cas_message *message)
{
    lay_out(jets);
    allocate_numbers(jets);
    for (size_t i = 0; i < jets->program->node_count; i++) {
        const cas_node *node = &jets->program->nodes[i];
        jet *at = &jets->jets[i];
        if (!at->is_live)
            continue;
        if (jets->seeds[i].value != NULL)
            run_seed(jets, &jets->seeds[i], at);
        else if (node->code == CAS_APPLY &&
                 jets->arithmetic->function[node->function] == NULL)
            return cas_fail(message, CAS_UNSUPPORTED, "%s arithmetic has no %s",
                            jets->arithmetic->name, cas_function_names[node->function]);
        else
            run_node(jets, node, at);
    }
    return CAS_OK;
}

/* Puts indices into ascending order. */
static void sort(size_t *indices, unsigned degree)
{
    for (unsigned i = 1; i < degree; i++)
        for (unsigned j = i; j > 0 && indices[j] < indices[j - 1]; j--) {
            size_t larger = indices[j - 1];
            indices[j - 1] = indices[j];
            indices[j] = larger;
        }
}

/* The place of coordinate a among the node's own; their number where it
   is none of them. */
static size_t find_coordinate(const jet *at, size_t a)
{
    size_t i = 0;
    while (i < at->taylor.dimension && at->support[i] != a)
        i++;
    return i;
}

static const void *entry(const cas_jets *jets, size_t k, unsigned degree, size_t *indices)
{
    CAS_REQUIRE(k < jets->program->output_count && jets->numbers != NULL);
    const jet *at = &jets->jets[jets->program->outputs[k]];
    for (unsigned i = 0; i < degree; i++) {
        CAS_REQUIRE(indices[i] < jets->n);
        indices[i] = find_coordinate(at, indices[i]);
        if (indices[i] == at->taylor.dimension || degree > at->taylor.order)
            return jets->zero;
    }
    sort(indices, degree);
    return cas_at_const(jets->arithmetic, at->taylor.at,
                        cas_taylor_place(at->taylor.dimension, degree, indices));
}

const void *cas_jets_entry(const cas_jets *jets, size_t k, unsigned degree,
                           const size_t *indices)
{
    size_t sorted[CAS_TAYLOR_ORDER];
    CAS_REQUIRE(degree <= CAS_TAYLOR_ORDER);
    for (unsigned i = 0; i < degree; i++)
        sorted[i] = indices[i];
    return entry(jets, k, degree, sorted);
}

const void *cas_jets_value(const cas_jets *jets, size_t k)
{
    return entry(jets, k, 0, NULL);
}

const void *cas_jets_first(const cas_jets *jets, size_t k, size_t a)
{
    return entry(jets, k, 1, (size_t[]){a});
}

const void *cas_jets_second(const cas_jets *jets, size_t k, size_t a, size_t b)
{
    return entry(jets, k, 2, (size_t[]){a, b});
}

cas_status cas_jets_explain(const cas_jets *jets, cas_message *message)
{
    const cas_arithmetic *arithmetic = jets->arithmetic;
    CAS_REQUIRE(jets->numbers != NULL);
    for (size_t i = 0; i < jets->program->node_count; i++) {
        const cas_node *node = &jets->program->nodes[i];
        const jet *at = &jets->jets[i];
        if (!at->is_live || arithmetic->is_defined(at->taylor.at))
            continue;
        if (jets->seeds[i].value != NULL || cas_node_is_leaf(node))
            return cas_fail(message, CAS_DOMAIN, "a variable is not finite");
        const jet *right =
            &jets->jets[cas_node_is_binary(node) ? node->right : node->left];
        return cas_undefined_node(arithmetic, node, jets->jets[node->left].taylor.at,
                                  right->taylor.at, message);
    }
    return CAS_OK;
}

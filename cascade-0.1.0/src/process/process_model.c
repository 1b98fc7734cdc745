/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/process_model.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "program/degree.h"
#include "program/jet.h"

#include <stdlib.h>

/* The partition of a field, where it was asked for. */
struct known_partition {
    bool is_made, is_decided;
    cas_partition partition;
};

struct process_model {
    cas_model model;
    const mpq_t *constants;
    bool input_is_known;
    cas_run *run;
    struct known_partition *fields[CAS_NAMED_COUNT]; /* fields[f][i], i = 0..N */
    /* A_i, A~_i, B_i and B~_i, where they were asked for; else at is NULL. */
    cas_variable *jacobian[CAS_SYMBOL_B_TILDE - CAS_SYMBOL_A + 1];
};

static struct process_model *self_of(cas_model *model)
{
    return (struct process_model *)model;
}

/* u_1, .., u_N behind each other; u_1 has the highest level. */
static cas_variable stacked(const struct process_model *self, cas_chain_symbol symbol)
{
    const cas_workspace *w = &self->model.workspace;
    const cas_run *run = self->run;
    size_t rows = cas_chain_weight_count(run->process->chain), below = 0;
    void *at;
    cas_variable r = cas_variable_new(w, run->vector[symbol][1].level, rows, 1, &at);
    for (size_t i = 1; i <= run->depth; i++) {
        cas_variable part = run->vector[symbol][i];
        for (size_t c = 0; c < cas_space_copies(w, r.level); c++)
            cas_vector_copy(w->arithmetic, part.rows,
                            cas_at(w->arithmetic, at, c * rows + below),
                            cas_variable_at(w, part, r.level, c));
        below += part.rows;
    }
    return r;
}

static cas_variable integer(const cas_workspace *w, long n)
{
    void *at;
    cas_variable r = cas_variable_new(w, 0, 1, 1, &at);
    w->arithmetic->set_integer(at, n);
    return r;
}

/* Operators and their derivatives at random points: i = 1..N, y a random vector of length
   d_{i-1}; entries are undefined where the program is. */
typedef enum cas_operator_value {
    CAS_VALUE_OF_OPERATOR,        /* f_i(y): d_i */
    CAS_VALUE_OF_JACOBIAN,        /* nabla_1 f_i(y): d_i x d_{i-1} */
    CAS_VALUE_OF_WEIGHT_JACOBIAN, /* nabla_2 f_i(y): d_i x d_{w_i} */
    /* nabla^2_21 f_i(y): (d_i d_{w_i}) x d_{i-1}; entry (j d_{w_i} + alpha, beta) is the
       derivative of (f_i)_j by w_alpha and y_beta */
    CAS_VALUE_OF_MIXED_HESSIAN
} cas_operator_value;

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
        if (k >= in)
            a->set_rational(weight, link->weights.at[k - in]);
        cas_jets_seed_variable(jets, k, k < in ? cas_at_const(a, y, k) : weight, unit);
    }
}

static cas_variable apply_at(const struct process_model *self, cas_operator_value what,
                             size_t i, cas_variable y)
{
    const cas_workspace *w = &self->model.workspace;
    const cas_link *link = &self->run->process->chain->links[i - 1];
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

/* J' v for the Jacobian J of operator i at y by its input or its weights. */
static cas_variable pulled_back(const struct process_model *self, cas_operator_value what,
                                size_t i, cas_variable y, cas_variable v)
{
    const cas_workspace *w = &self->model.workspace;
    return cas_variable_product(w, cas_variable_transpose(w, apply_at(self, what, i, y)),
                                v);
}

/* The gradient of F_k = f_N o .. o f_{k+1} at y. */
static cas_variable composed_gradient(const struct process_model *self, size_t k,
                                      cas_variable y)
{
    if (k == self->run->depth)
        return integer(&self->model.workspace, 1);
    cas_variable next = apply_at(self, CAS_VALUE_OF_OPERATOR, k + 1, y);
    return pulled_back(self, CAS_VALUE_OF_JACOBIAN, k + 1, y,
                       composed_gradient(self, k + 1, next));
}

/* g_{k,i}: the states are y~_j up to j = k, and exact from there on. */
static cas_variable hybrid_gradient(const struct process_model *self, size_t k, size_t i)
{
    const cas_variable *y = self->run->vector[CAS_SYMBOL_Y_TILDE];
    if (i <= k) {
        cas_variable v = composed_gradient(self, k, y[k]);
        for (size_t j = k; j > i; j--)
            v = pulled_back(self, CAS_VALUE_OF_JACOBIAN, j, y[j - 1], v);
        return pulled_back(self, CAS_VALUE_OF_WEIGHT_JACOBIAN, i, y[i - 1], v);
    }
    cas_variable state = y[k];
    for (size_t j = k + 1; j < i; j++)
        state = apply_at(self, CAS_VALUE_OF_OPERATOR, j, state);
    cas_variable next = apply_at(self, CAS_VALUE_OF_OPERATOR, i, state);
    return pulled_back(self, CAS_VALUE_OF_WEIGHT_JACOBIAN, i, state,
                       composed_gradient(self, i, next));
}

/* A_i, A~_i, B_i or B~_i: the Jacobian at y_{i-1} or y~_{i-1}. */
static cas_variable jacobian(struct process_model *self, size_t symbol, size_t i)
{
    cas_variable *known = &self->jacobian[symbol - CAS_SYMBOL_A][i];
    bool is_perturbed = symbol == CAS_SYMBOL_A_TILDE || symbol == CAS_SYMBOL_B_TILDE;
    bool is_by_y = symbol == CAS_SYMBOL_A || symbol == CAS_SYMBOL_A_TILDE;
    if (known->at == NULL)
        *known = apply_at(
            self, is_by_y ? CAS_VALUE_OF_JACOBIAN : CAS_VALUE_OF_WEIGHT_JACOBIAN, i,
            self->run->vector[is_perturbed ? CAS_SYMBOL_Y_TILDE : CAS_SYMBOL_Y][i - 1]);
    return *known;
}

static cas_status value(cas_model *model, size_t symbol, const long *index,
                        cas_variable *r, cas_message *message)
{
    struct process_model *self = self_of(model);
    (void)message;
    if (symbol >= CAS_SYMBOL_C && symbol <= CAS_SYMBOL_C_V)
        *r = cas_chain_constant(&model->workspace, self->constants, model->size, symbol);
    else if (symbol == CAS_SYMBOL_HYBRID)
        *r = hybrid_gradient(self, (size_t)index[0], (size_t)index[1]);
    else if (symbol >= CAS_SYMBOL_ALL_U && symbol <= CAS_SYMBOL_ALL_U_ERROR)
        *r = stacked(self, symbol - CAS_SYMBOL_ALL_U + CAS_SYMBOL_U);
    else if (symbol >= CAS_SYMBOL_A && symbol <= CAS_SYMBOL_B_TILDE)
        *r = jacobian(self, symbol, (size_t)index[0]);
    else
        *r = self->run->vector[symbol][index[0]];
    return CAS_OK;
}

static cas_status apply(cas_model *model, size_t map, long index, cas_variable argument,
                        cas_variable *r, cas_message *message)
{
    static const cas_operator_value values[] = {
        [CAS_MAP_F] = CAS_VALUE_OF_OPERATOR,
        [CAS_MAP_NABLA_1] = CAS_VALUE_OF_JACOBIAN,
        [CAS_MAP_NABLA_2] = CAS_VALUE_OF_WEIGHT_JACOBIAN,
        [CAS_MAP_NABLA_21] = CAS_VALUE_OF_MIXED_HESSIAN,
    };
    const struct process_model *self = self_of(model);
    size_t i = (size_t)index;
    (void)message;
    if (map == CAS_MAP_NABLA_COMPOSED)
        *r = composed_gradient(self, i, argument);
    else
        *r = apply_at(self, values[map], i, argument);
    return CAS_OK;
}

static cas_status find_partition(cas_model *model, size_t field, long index,
                                 const cas_partition **partition, bool *is_decided,
                                 cas_message *message)
{
    struct process_model *self = self_of(model);
    struct known_partition *known = &self->fields[field][index];
    (void)message;
    if (!known->is_made)
        known->is_decided = cas_field_partition(self->run, field, (size_t)index,
                                                self->input_is_known, &known->partition);
    known->is_made = true;
    *partition = &known->partition;
    *is_decided = known->is_decided;
    return CAS_OK;
}

static size_t length(const cas_model *model, cas_length what, long index)
{
    const struct process_model *self = (const struct process_model *)model;
    const cas_link *links = self->run->process->chain->links;
    switch (what) {
    case CAS_LENGTH_STATE:
        return cas_chain_width(self->run->process->chain, (size_t)index);
    case CAS_LENGTH_WEIGHTS:
        return links[index - 1].op->weights;
    case CAS_LENGTH_PAIRS:
        return links[index - 1].op->out * links[index - 1].op->weights;
    case CAS_LENGTH_SPACE:
        return cas_chain_weight_count(self->run->process->chain);
    case CAS_LENGTH_ONE:
        break;
    }
    return 1;
}

/* Derivatives by y lower the degree in y. */
static size_t degree(const cas_model *model, size_t map, long index)
{
    const struct process_model *self = (const struct process_model *)model;
    if (map == CAS_MAP_NABLA_COMPOSED)
        return CAS_NO_POLYNOMIAL;
    const cas_operator *op = self->run->process->chain->links[index - 1].op;
    size_t degree = cas_program_degree(op->program);
    if (degree == CAS_DEGREE_MANY)
        return CAS_NO_POLYNOMIAL;
    bool is_lower = map == CAS_MAP_NABLA_1 || map == CAS_MAP_NABLA_21;
    return degree > 0 && is_lower ? degree - 1 : degree;
}

static void free_model(cas_model *model)
{
    struct process_model *self = self_of(model);
    for (size_t field = 0; field < CAS_NAMED_COUNT; field++) {
        for (size_t i = 0; i <= self->run->depth; i++)
            cas_partition_clear(&self->fields[field][i].partition);
        free(self->fields[field]);
    }
    for (size_t k = 0; k < sizeof self->jacobian / sizeof *self->jacobian; k++)
        free(self->jacobian[k]);
    cas_run_free(self->run);
    free(self);
}

cas_status cas_process_model_new(const cas_process *process, const mpq_t *constants,
                                 const cas_arithmetic *arithmetic, bool input_is_known,
                                 cas_model **model, cas_message *message)
{
    cas_run *run;
    cas_status status = cas_run_new(process, arithmetic, &run, message);
    if (status != CAS_OK)
        return status;
    struct process_model *self = cas_allocate(1, sizeof *self);
    self->run = run;
    self->constants = constants;
    self->input_is_known = input_is_known;
    for (size_t k = 0; k < CAS_NAMED_COUNT; k++)
        self->fields[k] = cas_allocate(run->depth + 1, sizeof **self->fields);
    for (size_t k = 0; k < sizeof self->jacobian / sizeof *self->jacobian; k++)
        self->jacobian[k] = cas_allocate(run->depth + 1, sizeof **self->jacobian);
    self->model = (cas_model){
        .workspace = run->workspace,
        .vocabulary = &cas_chain_vocabulary,
        .size = (long)run->depth,
        .rest = CAS_NEVER_AT_REST,
        .value = value,
        .apply = apply,
        .partition = find_partition,
        .length = length,
        .degree = degree,
        .free = free_model,
    };
    *model = &self->model;
    return CAS_OK;
}

const cas_run *cas_process_model_run(const cas_model *model)
{
    return ((const struct process_model *)model)->run;
}

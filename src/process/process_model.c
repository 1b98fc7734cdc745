/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/process_model.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "process/operator_values.h"
#include "program/degree.h"

#include <stdlib.h>

/* Partitions that were needed so far. */
struct named_partition {
    struct named_partition *next;
    cas_field field;
    size_t i;
    bool is_decided;
    cas_partition partition;
};

struct process_model {
    cas_model model;
    const mpq_t *constants;
    bool input_is_known;
    cas_run *run;
    cas_space space;
    const size_t *copy_of[CAS_LEVEL_COUNT], *first_of[CAS_LEVEL_COUNT];
    const void *probability[CAS_LEVEL_COUNT];
    const mpq_t *exact_probability[CAS_LEVEL_COUNT];
    struct named_partition *partitions;
};

static struct process_model *self_of(cas_model *model)
{
    return (struct process_model *)model;
}

/* The traces of the symbols that have one. */
static const cas_trace traces[] = {
    [CAS_SYMBOL_Y] = CAS_TRACE_Y,
    [CAS_SYMBOL_Y_TILDE] = CAS_TRACE_Y_TILDE,
    [CAS_SYMBOL_Y_ERROR] = CAS_TRACE_FORWARD_ERROR,
    [CAS_SYMBOL_V] = CAS_TRACE_V,
    [CAS_SYMBOL_V_TILDE] = CAS_TRACE_V_TILDE,
    [CAS_SYMBOL_V_ERROR] = CAS_TRACE_BACKWARD_ERROR,
    [CAS_SYMBOL_U] = CAS_TRACE_U,
    [CAS_SYMBOL_U_TILDE] = CAS_TRACE_U_TILDE,
    [CAS_SYMBOL_U_ERROR] = CAS_TRACE_GRADIENT_ERROR,
    [CAS_SYMBOL_ALL_U] = CAS_TRACE_U,
    [CAS_SYMBOL_ALL_U_TILDE] = CAS_TRACE_U_TILDE,
    [CAS_SYMBOL_ALL_U_ERROR] = CAS_TRACE_GRADIENT_ERROR,
    [CAS_SYMBOL_A] = CAS_TRACE_A,
    [CAS_SYMBOL_A_TILDE] = CAS_TRACE_A_TILDE,
    [CAS_SYMBOL_B] = CAS_TRACE_B,
    [CAS_SYMBOL_B_TILDE] = CAS_TRACE_B_TILDE,
    [CAS_SYMBOL_DELTA] = CAS_TRACE_DELTA,
    [CAS_SYMBOL_EPSILON] = CAS_TRACE_EPSILON,
};

static cas_variable trace_of(const cas_run *run, cas_trace trace, size_t i)
{
    return (cas_variable){cas_trace_level(trace), cas_run_rows(run, trace, i),
                          cas_run_columns(run, trace, i), run->trace[trace][i]};
}

/* u_1, .., u_N behind each other. */
static cas_variable stacked(const struct process_model *self, cas_trace trace)
{
    const cas_workspace *w = &self->model.workspace;
    const cas_run *run = self->run;
    size_t rows = 0, below = 0;
    void *at;
    for (size_t i = 1; i <= run->depth; i++)
        rows += cas_run_rows(run, trace, i);
    cas_variable r = cas_variable_new(w, cas_trace_level(trace), rows, 1, &at);
    for (size_t i = 1; i <= run->depth; i++) {
        cas_variable part = trace_of(run, trace, i);
        for (size_t c = 0; c < cas_space_copies(w, r.level); c++)
            cas_vector_copy(w->arithmetic, part.rows,
                            cas_at(w->arithmetic, at, c * rows + below),
                            cas_at_const(w->arithmetic, part.at, c * part.rows));
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

static cas_variable apply_at(const struct process_model *self, cas_operator_value what,
                             size_t i, cas_variable y)
{
    return cas_operator_at(&self->model.workspace, self->run->process->chain, i, what, y);
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
    const cas_run *run = self->run;
    size_t start = i - 1 < k ? i - 1 : k;
    cas_variable *y = cas_allocate(run->depth, sizeof *y);
    for (size_t j = start; j < run->depth; j++)
        y[j] = j <= k ? trace_of(run, CAS_TRACE_Y_TILDE, j)
                      : apply_at(self, CAS_VALUE_OF_OPERATOR, j, y[j - 1]);
    cas_variable v = integer(&self->model.workspace, 1);
    for (size_t j = run->depth; j > i; j--)
        v = pulled_back(self, CAS_VALUE_OF_JACOBIAN, j, y[j - 1], v);
    v = pulled_back(self, CAS_VALUE_OF_WEIGHT_JACOBIAN, i, y[i - 1], v);
    free(y);
    return v;
}

/* max{1, C^N} */
static cas_variable gradient_bound(const struct process_model *self)
{
    const cas_workspace *w = &self->model.workspace;
    cas_variable c = cas_variable_rational(w, self->constants[CAS_JACOBIAN]);
    return cas_variable_maximum(w, integer(w, 1),
                                cas_variable_power(w, c, (long)self->run->depth));
}

static cas_status value(cas_model *model, size_t symbol, const long *index,
                        cas_variable *r, cas_message *message)
{
    const struct process_model *self = self_of(model);
    (void)message;
    if (symbol >= CAS_SYMBOL_C && symbol <= CAS_SYMBOL_H)
        *r = cas_variable_rational(&model->workspace,
                                   self->constants[symbol - CAS_SYMBOL_C]);
    else if (symbol == CAS_SYMBOL_C_V)
        *r = gradient_bound(self);
    else if (symbol == CAS_SYMBOL_HYBRID)
        *r = hybrid_gradient(self, (size_t)index[0], (size_t)index[1]);
    else if (symbol >= CAS_SYMBOL_ALL_U && symbol <= CAS_SYMBOL_ALL_U_ERROR)
        *r = stacked(self, traces[symbol]);
    else
        *r = trace_of(self->run, traces[symbol], (size_t)index[0]);
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
    /* Both passes have been there: their numbers are exact where they can be. */
    if (map == CAS_MAP_F && argument.at == self->run->trace[CAS_TRACE_Y][i - 1])
        *r = trace_of(self->run, CAS_TRACE_Y, i);
    else if (map == CAS_MAP_F &&
             argument.at == self->run->trace[CAS_TRACE_Y_TILDE][i - 1])
        *r = trace_of(self->run, CAS_TRACE_VALUE_TILDE, i);
    else if (map == CAS_MAP_NABLA_COMPOSED)
        *r = composed_gradient(self, i, argument);
    else
        *r = apply_at(self, values[map], i, argument);
    return CAS_OK;
}

static cas_status find_partition(cas_model *model, size_t named, long index,
                                 const cas_partition **partition, bool *is_decided,
                                 cas_message *message)
{
    static const cas_field fields[] = {
        [CAS_NAMED_F] = CAS_FIELD_F,
        [CAS_NAMED_G] = CAS_FIELD_G,
        [CAS_NAMED_H] = CAS_FIELD_H,
        [CAS_NAMED_P] = CAS_FIELD_BEFORE_DELTA,
        [CAS_NAMED_Q] = CAS_FIELD_BEFORE_EPSILON,
    };
    struct process_model *self = self_of(model);
    struct named_partition *known = self->partitions;
    (void)message;
    while (known != NULL && (known->field != fields[named] || known->i != (size_t)index))
        known = known->next;
    if (known == NULL) {
        known = cas_allocate(1, sizeof *known);
        known->next = self->partitions;
        known->field = fields[named];
        known->i = (size_t)index;
        known->is_decided = cas_field_partition(self->run, known->field, known->i,
                                                self->input_is_known, &known->partition);
        self->partitions = known;
    }
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
        return index == 0 ? links[0].op->in : links[index - 1].op->out;
    case CAS_LENGTH_WEIGHTS:
        return links[index - 1].op->weights;
    case CAS_LENGTH_PAIRS:
        return links[index - 1].op->out * links[index - 1].op->weights;
    case CAS_LENGTH_SPACE:
        return stacked(self, CAS_TRACE_U).rows;
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
    while (self->partitions != NULL) {
        struct named_partition *old = self->partitions;
        self->partitions = old->next;
        cas_partition_clear(&old->partition);
        free(old);
    }
    cas_arena_free(model->workspace.arena);
    cas_run_free(self->run);
    free(self);
}

static void set_space(struct process_model *self)
{
    cas_run *run = self->run;
    for (size_t level = 0; level < CAS_LEVEL_COUNT; level++) {
        self->copy_of[level] = run->copy_of[level];
        self->first_of[level] = run->first_of[level];
        self->probability[level] = run->probability[level];
        self->exact_probability[level] = (const mpq_t *)run->exact_probability[level].at;
    }
    self->space = (cas_space){.levels = CAS_LEVEL_COUNT,
                              .scenarios = run->scenarios,
                              .copies = run->copies,
                              .copy_of = self->copy_of,
                              .first_of = self->first_of,
                              .probability = self->probability,
                              .exact_probability = self->exact_probability};
}

cas_status cas_process_model_new(const cas_process *process, const mpq_t *constants,
                                 const cas_arithmetic *arithmetic,
                                 const cas_process_model_options *options,
                                 cas_model **model, cas_message *message)
{
    cas_run *run;
    cas_status status =
        cas_run_new(process, arithmetic, options->with_jacobians, &run, message);
    if (status != CAS_OK)
        return status;
    struct process_model *self = cas_allocate(1, sizeof *self);
    self->run = run;
    self->constants = constants;
    self->input_is_known = options->input_is_known;
    set_space(self);
    self->model = (cas_model){
        .workspace = {arithmetic, &self->space, cas_arena_new(arithmetic)},
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

static bool is_jacobian(const cas_symbol *symbols, size_t which)
{
    (void)symbols;
    return which >= CAS_SYMBOL_A && which <= CAS_SYMBOL_B_TILDE;
}

bool cas_statement_needs_jacobians(const cas_statement *statement)
{
    return cas_statement_has_name(statement, is_jacobian);
}

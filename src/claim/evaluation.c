/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/evaluation.h"

#include "arithmetic/memory.h"
#include "arithmetic/operator_norm.h"
#include "arithmetic/vector.h"
#include "program/jet.h"
#include "theory/coefficients.h"

#include <stdlib.h>

/* Partitions that were needed so far. */
struct cas_partition_list {
    struct cas_partition_list *next;
    cas_field field;
    size_t i;
    cas_partition partition;
};

void cas_evaluation_init(cas_evaluation *e, const cas_run *run, const mpq_t *constants,
                         bool input_is_known)
{
    *e = (cas_evaluation){.run = run,
                          .interval = run->arithmetic,
                          .constants = constants,
                          .input_is_known = input_is_known,
                          .is_decided = true,
                          .replaced = -1,
                          .values = cas_arena_new(run->arithmetic)};
}

void cas_evaluation_clear(cas_evaluation *e)
{
    cas_arena_free(e->values);
    while (e->partitions != NULL) {
        struct cas_partition_list *old = e->partitions;
        e->partitions = old->next;
        cas_partition_clear(&old->partition);
        free(old);
    }
}

/* A variable with value 0 and where to write it. */
static cas_variable variable_new(cas_evaluation *e, cas_level level, size_t rows,
                                 size_t columns, void **at)
{
    *at = cas_arena_numbers(e->values, e->run->copies[level] * rows * columns);
    return (cas_variable){level, rows, columns, *at};
}

/* The value of x in copy number `copy` of a level that is at least its own. */
static const void *value(const cas_evaluation *e, cas_variable x, cas_level level,
                         size_t copy)
{
    size_t own = e->run->copy_of[x.level][e->run->first_of[level][copy]];
    return cas_at_const(e->interval, x.at, own * x.rows * x.columns);
}

static cas_level higher(cas_variable x, cas_variable y)
{
    return x.level > y.level ? x.level : y.level;
}

static bool is_scalar(cas_variable x)
{
    return x.rows == 1 && x.columns == 1;
}

cas_variable cas_evaluation_trace(cas_evaluation *e, cas_trace trace, size_t i)
{
    size_t rows = cas_run_rows(e->run, trace, i),
           columns = cas_run_columns(e->run, trace, i);
    CAS_REQUIRE(e->run->trace[trace][i] != NULL);
    return (cas_variable){cas_trace_level(trace), rows, columns, e->run->trace[trace][i]};
}

cas_variable cas_evaluation_number(cas_evaluation *e, long numerator, long denominator)
{
    void *at;
    cas_variable r = variable_new(e, CAS_LEVEL_CONSTANT, 1, 1, &at);
    mpfi_set_si(at, numerator);
    mpfi_div_si(at, at, denominator);
    return r;
}

cas_variable cas_evaluation_constant(cas_evaluation *e, int constant)
{
    void *at;
    cas_variable r = variable_new(e, CAS_LEVEL_CONSTANT, 1, 1, &at);
    if (constant == e->replaced)
        constant = e->replacement;
    if (constant == CAS_GRADIENT_BOUND)
        cas_gradient_bound(e->interval, e->run->depth, e->constants, at);
    else
        mpfi_set_q(at, e->constants[constant]);
    return r;
}

/* Seeds coordinate k of z = (y, w) with its value. */
static void seed(cas_jets *jets, const cas_operator *op, size_t k, const void *numbers,
                 const cas_rationals *weights, mpfi_ptr value, const void *unit)
{
    if (k < op->in) {
        cas_jets_seed_y(jets, k, numbers, unit);
        return;
    }
    mpfi_set_q(value, weights->at[k - op->in]);
    cas_jets_seed_w(jets, k - op->in, value, unit);
}

/* Entry k of what is wanted of an operator, in a jet of it at (y, w). */
typedef const void *entry_of(const cas_jets *jets, const cas_operator *op, size_t k);

/* The entries at the points y, from jets of that order. */
static cas_variable read_jets(cas_evaluation *e, size_t i, cas_variable y, unsigned order,
                              size_t rows, size_t columns, entry_of *entry)
{
    const cas_link *link = &e->run->process->chain->links[i - 1];
    const cas_operator *op = link->op;
    const cas_arithmetic *a = e->interval;
    size_t n = op->in + op->weights, size = rows * columns;
    cas_jets *jets = cas_jets_new(op->program, a, n, order);
    void *at, *unit = cas_numbers_new(a, n + 1);
    cas_variable r = variable_new(e, y.level, rows, columns, &at);
    for (size_t c = 0; c < e->run->copies[y.level]; c++) {
        for (size_t k = 0; k < n; k++) {
            cas_vector_zero(a, n, unit);
            a->set_integer(cas_at(a, unit, k), 1);
            seed(jets, op, k, cas_at_const(a, y.at, c * op->in + k), &link->weights,
                 cas_at(a, unit, n), unit);
        }
        CAS_REQUIRE(cas_jets_evaluate(jets, NULL) == CAS_OK);
        for (size_t k = 0; k < size; k++)
            a->set(cas_at(a, at, c * size + k), entry(jets, op, k));
    }
    cas_numbers_free(a, unit, n + 1);
    cas_jets_free(jets);
    return r;
}

static const void *value_entry(const cas_jets *jets, const cas_operator *op, size_t k)
{
    (void)op;
    return cas_jets_value(jets, k);
}

static const void *by_state(const cas_jets *jets, const cas_operator *op, size_t k)
{
    return cas_jets_first(jets, k / op->in, k % op->in);
}

static const void *by_weights(const cas_jets *jets, const cas_operator *op, size_t k)
{
    return cas_jets_first(jets, k / op->weights, op->in + k % op->weights);
}

static const void *mixed(const cas_jets *jets, const cas_operator *op, size_t k)
{
    return cas_jets_second(jets, k / op->in / op->weights,
                           op->in + k / op->in % op->weights, k % op->in);
}

static const cas_operator *operator_of(const cas_evaluation *e, size_t i)
{
    return e->run->process->chain->links[i - 1].op;
}

cas_variable cas_evaluation_value(cas_evaluation *e, size_t i, cas_variable y)
{
    return read_jets(e, i, y, 0, operator_of(e, i)->out, 1, value_entry);
}

cas_variable cas_evaluation_jacobian(cas_evaluation *e, size_t i, cas_variable y)
{
    const cas_operator *op = operator_of(e, i);
    return read_jets(e, i, y, 1, op->out, op->in, by_state);
}

cas_variable cas_evaluation_weight_jacobian(cas_evaluation *e, size_t i, cas_variable y)
{
    const cas_operator *op = operator_of(e, i);
    return read_jets(e, i, y, 1, op->out, op->weights, by_weights);
}

cas_variable cas_evaluation_mixed_hessian(cas_evaluation *e, size_t i, cas_variable y)
{
    const cas_operator *op = operator_of(e, i);
    return read_jets(e, i, y, 2, op->out * op->weights, op->in, mixed);
}

cas_variable cas_variable_reshaped(cas_variable x, size_t rows, size_t columns)
{
    CAS_REQUIRE(x.rows * x.columns == rows * columns);
    x.rows = rows;
    x.columns = columns;
    return x;
}

typedef void combine(const cas_arithmetic *a, size_t count, void *r, const void *x,
                     const void *y);

static cas_variable combined(cas_evaluation *e, combine *f, cas_variable x,
                             cas_variable y)
{
    CAS_REQUIRE(x.rows == y.rows && x.columns == y.columns);
    void *at;
    cas_level level = higher(x, y);
    cas_variable r = variable_new(e, level, x.rows, x.columns, &at);
    size_t size = x.rows * x.columns;
    for (size_t c = 0; c < e->run->copies[level]; c++)
        f(e->interval, size, cas_at(e->interval, at, c * size), value(e, x, level, c),
          value(e, y, level, c));
    return r;
}

cas_variable cas_variable_sum(cas_evaluation *e, cas_variable x, cas_variable y)
{
    return combined(e, cas_vector_add, x, y);
}

cas_variable cas_variable_difference(cas_evaluation *e, cas_variable x, cas_variable y)
{
    return combined(e, cas_vector_subtract, x, y);
}

static void larger(const cas_arithmetic *a, size_t count, void *r, const void *x,
                   const void *y)
{
    (void)a;
    CAS_REQUIRE(count == 1);
    mpfi_ptr to = r;
    mpfi_srcptr one = x, other = y;
    mpfr_max(&to->left, &one->left, &other->left, MPFR_RNDD);
    mpfr_max(&to->right, &one->right, &other->right, MPFR_RNDU);
}

cas_variable cas_variable_maximum(cas_evaluation *e, cas_variable x, cas_variable y)
{
    return combined(e, larger, x, y);
}

static cas_variable scaled(cas_evaluation *e, cas_variable s, cas_variable x)
{
    void *at;
    cas_level level = higher(s, x);
    cas_variable r = variable_new(e, level, x.rows, x.columns, &at);
    size_t size = x.rows * x.columns;
    for (size_t c = 0; c < e->run->copies[level]; c++)
        for (size_t k = 0; k < size; k++)
            mpfi_mul(cas_at(e->interval, at, c * size + k), value(e, s, level, c),
                     cas_at_const(e->interval, value(e, x, level, c), k));
    return r;
}

/* r = x y for one copy. */
static void multiply(const cas_arithmetic *a, cas_variable shape_x, cas_variable shape_y,
                     const void *x, const void *y, void *r, void *scratch)
{
    size_t inner = shape_x.columns, columns = shape_y.columns;
    for (size_t i = 0; i < shape_x.rows; i++)
        for (size_t j = 0; j < columns; j++)
            for (size_t k = 0; k < inner; k++) {
                void *entry = cas_at(a, r, i * columns + j);
                a->multiply(scratch, cas_at_const(a, x, i * inner + k),
                            cas_at_const(a, y, k * columns + j));
                a->add(entry, entry, scratch);
            }
}

cas_variable cas_variable_product(cas_evaluation *e, cas_variable x, cas_variable y)
{
    if (is_scalar(x))
        return scaled(e, x, y);
    CAS_REQUIRE(x.columns == y.rows);
    void *at, *scratch = cas_numbers_new(e->interval, 1);
    cas_level level = higher(x, y);
    cas_variable r = variable_new(e, level, x.rows, y.columns, &at);
    for (size_t c = 0; c < e->run->copies[level]; c++)
        multiply(e->interval, x, y, value(e, x, level, c), value(e, y, level, c),
                 cas_at(e->interval, at, c * x.rows * y.columns), scratch);
    cas_numbers_free(e->interval, scratch, 1);
    return r;
}

cas_variable cas_variable_power(cas_evaluation *e, cas_variable x, long n)
{
    CAS_REQUIRE(is_scalar(x) && n >= 0);
    void *at;
    cas_variable r = variable_new(e, x.level, 1, 1, &at);
    for (size_t c = 0; c < e->run->copies[x.level]; c++)
        e->interval->power(cas_at(e->interval, at, c), value(e, x, x.level, c), n);
    return r;
}

cas_variable cas_variable_square_root(cas_evaluation *e, cas_variable x)
{
    CAS_REQUIRE(is_scalar(x));
    void *at;
    cas_variable r = variable_new(e, x.level, 1, 1, &at);
    for (size_t c = 0; c < e->run->copies[x.level]; c++) {
        mpfi_ptr to = cas_at(e->interval, at, c);
        mpfi_set(to, value(e, x, x.level, c));
        if (mpfr_sgn(&to->left) < 0)
            mpfr_set_zero(&to->left, 1);
        mpfi_sqrt(to, to);
    }
    return r;
}

cas_variable cas_variable_transpose(cas_evaluation *e, cas_variable x)
{
    void *at;
    cas_variable r = variable_new(e, x.level, x.columns, x.rows, &at);
    size_t size = x.rows * x.columns;
    for (size_t c = 0; c < e->run->copies[x.level]; c++)
        for (size_t k = 0; k < size; k++)
            e->interval->set(cas_at(e->interval, at,
                                    c * size + k % x.columns * x.rows + k / x.columns),
                             cas_at_const(e->interval, x.at, c * size + k));
    return r;
}

cas_variable cas_variable_norm_squared(cas_evaluation *e, cas_variable x)
{
    void *at, *scratch = cas_numbers_new(e->interval, 1);
    cas_variable r = variable_new(e, x.level, 1, 1, &at);
    size_t size = x.rows * x.columns;
    for (size_t c = 0; c < e->run->copies[x.level]; c++)
        cas_vector_norm_squared(e->interval, size, cas_at(e->interval, at, c),
                                cas_at_const(e->interval, x.at, c * size), scratch);
    cas_numbers_free(e->interval, scratch, 1);
    return r;
}

cas_variable cas_variable_operator_norm_squared(cas_evaluation *e, cas_variable x)
{
    void *at;
    cas_variable r = variable_new(e, x.level, 1, 1, &at);
    size_t size = x.rows * x.columns;
    for (size_t c = 0; c < e->run->copies[x.level]; c++)
        cas_operator_norm_squared(cas_at(e->interval, at, c), x.rows, x.columns,
                                  cas_at_const(e->interval, x.at, c * size));
    return r;
}

cas_variable cas_variable_mean(cas_evaluation *e, cas_variable x)
{
    if (x.level == CAS_LEVEL_CONSTANT)
        return x;
    void *at, *scratch = cas_numbers_new(e->interval, 1);
    cas_variable r = variable_new(e, CAS_LEVEL_CONSTANT, x.rows, x.columns, &at);
    size_t size = x.rows * x.columns;
    for (size_t c = 0; c < e->run->copies[x.level]; c++)
        cas_vector_add_scaled(e->interval, size, at,
                              cas_at_const(e->interval, e->run->probability[x.level], c),
                              cas_at_const(e->interval, x.at, c * size), scratch);
    cas_numbers_free(e->interval, scratch, 1);
    return r;
}

static const cas_partition *partition_of(cas_evaluation *e, cas_field field, size_t i)
{
    struct cas_partition_list *known = e->partitions;
    while (known != NULL && (known->field != field || known->i != i))
        known = known->next;
    if (known != NULL)
        return &known->partition;
    known = cas_allocate(1, sizeof *known);
    known->next = e->partitions;
    known->field = field;
    known->i = i;
    e->partitions = known;
    if (!cas_field_partition(e->run, field, i, e->input_is_known, &known->partition))
        e->is_decided = false;
    return &known->partition;
}

/* The lowest level at which the blocks can be told. */
static cas_level level_of(const cas_run *run, const cas_partition *partition)
{
    cas_level level = CAS_LEVEL_CONSTANT;
    for (size_t s = 0; s < run->scenarios; s++)
        while (partition->block[s] !=
               partition->block[run->first_of[level][run->copy_of[level][s]]])
            level++;
    return level;
}

cas_variable cas_variable_conditional_mean(cas_evaluation *e, cas_field field, size_t i,
                                           cas_variable x)
{
    const cas_partition *partition = partition_of(e, field, i);
    const cas_run *run = e->run;
    size_t size = x.rows * x.columns;
    void *at, *means = cas_numbers_new(e->interval, partition->blocks * size);
    cas_conditional_mean(run, partition, size, x.level, x.at, means);
    cas_level level = level_of(run, partition);
    cas_variable r = variable_new(e, level, x.rows, x.columns, &at);
    for (size_t c = 0; c < run->copies[level]; c++)
        cas_vector_copy(
            e->interval, size, cas_at(e->interval, at, c * size),
            cas_at(e->interval, means, partition->block[run->first_of[level][c]] * size));
    cas_numbers_free(e->interval, means, partition->blocks * size);
    return r;
}

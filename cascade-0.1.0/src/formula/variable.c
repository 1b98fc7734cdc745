/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/variable.h"

#include "arithmetic/message.h"
#include "arithmetic/operator_norm.h"
#include "arithmetic/rational.h"
#include "arithmetic/vector.h"

#include <string.h>

cas_variable cas_variable_new(const cas_workspace *w, size_t level, size_t rows,
                              size_t columns, void **at)
{
    *at = cas_arena_numbers(w->arena, cas_space_copies(w, level) * rows * columns);
    return (cas_variable){level, rows, columns, *at};
}

cas_variable cas_variable_rational(const cas_workspace *w, mpq_srcptr q)
{
    void *at;
    cas_variable r = cas_variable_new(w, 0, 1, 1, &at);
    w->arithmetic->set_rational(at, q);
    return r;
}

static size_t higher(cas_variable x, cas_variable y)
{
    return x.level > y.level ? x.level : y.level;
}

static bool is_number(cas_variable x)
{
    return x.rows == 1 && x.columns == 1;
}

static size_t size_of(cas_variable x)
{
    return x.rows * x.columns;
}

typedef void unary(void *r, const void *x);
typedef void binary(void *r, const void *x, const void *y);

static cas_variable each_entry(const cas_workspace *w, unary *f, cas_variable x)
{
    const cas_arithmetic *a = w->arithmetic;
    void *at;
    cas_variable r = cas_variable_new(w, x.level, x.rows, x.columns, &at);
    for (size_t k = 0; k < cas_space_copies(w, x.level) * size_of(x); k++)
        f(cas_at(a, at, k), cas_at_const(a, x.at, k));
    return r;
}

/* The entries of x and y in pairs; a number goes with all entries of the other. */
static cas_variable entry_by_entry(const cas_workspace *w, binary *f, cas_variable x,
                                   cas_variable y)
{
    const cas_arithmetic *a = w->arithmetic;
    cas_variable shape = is_number(x) ? y : x;
    size_t level = higher(x, y), size = size_of(shape);
    size_t x_step = is_number(x) ? 0 : 1, y_step = is_number(y) ? 0 : 1;
    void *at;
    cas_variable r = cas_variable_new(w, level, shape.rows, shape.columns, &at);
    for (size_t c = 0; c < cas_space_copies(w, level); c++) {
        const void *x_at = cas_variable_at(w, x, level, c);
        const void *y_at = cas_variable_at(w, y, level, c);
        for (size_t k = 0; k < size; k++)
            f(cas_at(a, at, c * size + k), cas_at_const(a, x_at, k * x_step),
              cas_at_const(a, y_at, k * y_step));
    }
    return r;
}

cas_variable cas_variable_sum(const cas_workspace *w, cas_variable x, cas_variable y)
{
    CAS_REQUIRE(x.rows == y.rows && x.columns == y.columns);
    return entry_by_entry(w, w->arithmetic->add, x, y);
}

cas_variable cas_variable_difference(const cas_workspace *w, cas_variable x,
                                     cas_variable y)
{
    CAS_REQUIRE(x.rows == y.rows && x.columns == y.columns);
    return entry_by_entry(w, w->arithmetic->subtract, x, y);
}

cas_variable cas_variable_negative(const cas_workspace *w, cas_variable x)
{
    return each_entry(w, w->arithmetic->negate, x);
}

/* What is done to the numbers of one copy. */
typedef void combine(const cas_workspace *w, cas_variable x, cas_variable y,
                     const void *x_at, const void *y_at, void *r);

/* A variable of that shape, each copy of which is made from those of x and y. */
static cas_variable combined(const cas_workspace *w, combine *f, cas_variable x,
                             cas_variable y, size_t rows, size_t columns)
{
    void *at;
    size_t level = higher(x, y);
    cas_variable r = cas_variable_new(w, level, rows, columns, &at);
    for (size_t c = 0; c < cas_space_copies(w, level); c++)
        f(w, x, y, cas_variable_at(w, x, level, c), cas_variable_at(w, y, level, c),
          cas_at(w->arithmetic, at, c * rows * columns));
    return r;
}

static void multiply(const cas_workspace *w, cas_variable x, cas_variable y,
                     const void *x_at, const void *y_at, void *r)
{
    const cas_arithmetic *a = w->arithmetic;
    void *term = cas_arena_numbers(w->arena, 1);
    for (size_t i = 0; i < x.rows; i++)
        for (size_t j = 0; j < y.columns; j++)
            for (size_t k = 0; k < x.columns; k++) {
                void *entry = cas_at(a, r, i * y.columns + j);
                a->multiply(term, cas_at_const(a, x_at, i * x.columns + k),
                            cas_at_const(a, y_at, k * y.columns + j));
                a->add(entry, entry, term);
            }
}

cas_variable cas_variable_product(const cas_workspace *w, cas_variable x, cas_variable y)
{
    if (is_number(x) || is_number(y))
        return entry_by_entry(w, w->arithmetic->multiply, x, y);
    CAS_REQUIRE(x.columns == y.rows);
    return combined(w, multiply, x, y, x.rows, y.columns);
}

cas_variable cas_variable_quotient(const cas_workspace *w, cas_variable x, cas_variable y)
{
    CAS_REQUIRE(is_number(y));
    return entry_by_entry(w, w->arithmetic->divide, x, y);
}

cas_variable cas_variable_power(const cas_workspace *w, cas_variable x, long n)
{
    const cas_arithmetic *a = w->arithmetic;
    void *at;
    CAS_REQUIRE(is_number(x));
    if (n == 1)
        return x;
    cas_variable r = cas_variable_new(w, x.level, 1, 1, &at);
    for (size_t c = 0; c < cas_space_copies(w, x.level); c++)
        a->power(cas_at(a, at, c), cas_at_const(a, x.at, c), n);
    return r;
}

/* 0/0 */
static void set_undefined(const cas_workspace *w, void *r)
{
    void *zero = cas_arena_numbers(w->arena, 1);
    w->arithmetic->divide(r, zero, zero);
}

static cas_variable undefined(const cas_workspace *w)
{
    void *at;
    cas_variable r = cas_variable_new(w, 0, 1, 1, &at);
    set_undefined(w, at);
    return r;
}

/* The roots that are rational. */
static void take_root(const cas_workspace *w, cas_variable x, cas_variable y,
                      const void *x_at, const void *y_at, void *r)
{
    (void)x;
    (void)y;
    (void)y_at;
    if (!cas_rational_root(r, x_at))
        set_undefined(w, r);
}

cas_variable cas_variable_function(const cas_workspace *w, cas_function f, cas_variable x)
{
    const cas_arithmetic *a = w->arithmetic;
    CAS_REQUIRE(is_number(x));
    if (a->function[f] != NULL)
        return each_entry(w, a->function[f], x);
    bool is_rational = strcmp(a->name, "rational") == 0;
    return f == CAS_SQRT && is_rational ? combined(w, take_root, x, x, 1, 1)
                                        : undefined(w);
}

cas_variable cas_variable_maximum(const cas_workspace *w, cas_variable x, cas_variable y)
{
    CAS_REQUIRE(is_number(x) && is_number(y));
    return w->arithmetic->maximum != NULL
               ? entry_by_entry(w, w->arithmetic->maximum, x, y)
               : undefined(w);
}

cas_variable cas_variable_minimum(const cas_workspace *w, cas_variable x, cas_variable y)
{
    return cas_variable_negative(w, cas_variable_maximum(w, cas_variable_negative(w, x),
                                                         cas_variable_negative(w, y)));
}

static void transpose(const cas_workspace *w, cas_variable x, cas_variable y,
                      const void *x_at, const void *y_at, void *r)
{
    const cas_arithmetic *a = w->arithmetic;
    (void)y;
    (void)y_at;
    for (size_t i = 0; i < x.rows; i++)
        for (size_t j = 0; j < x.columns; j++)
            a->set(cas_at(a, r, j * x.rows + i),
                   cas_at_const(a, x_at, i * x.columns + j));
}

cas_variable cas_variable_transpose(const cas_workspace *w, cas_variable x)
{
    return combined(w, transpose, x, x, x.columns, x.rows);
}

static void inner(const cas_workspace *w, cas_variable x, cas_variable y,
                  const void *x_at, const void *y_at, void *r)
{
    (void)y;
    cas_vector_dot(w->arithmetic, size_of(x), r, x_at, y_at,
                   cas_arena_numbers(w->arena, 1));
}

cas_variable cas_variable_inner(const cas_workspace *w, cas_variable x, cas_variable y)
{
    CAS_REQUIRE(x.rows == y.rows && x.columns == y.columns);
    if (x.at == y.at)
        return cas_variable_norm_squared(w, x);
    return combined(w, inner, x, y, 1, 1);
}

static void square_norm(const cas_workspace *w, cas_variable x, cas_variable y,
                        const void *x_at, const void *y_at, void *r)
{
    (void)y;
    (void)y_at;
    cas_vector_norm_squared(w->arithmetic, size_of(x), r, x_at,
                            cas_arena_numbers(w->arena, 1));
}

cas_variable cas_variable_norm_squared(const cas_workspace *w, cas_variable x)
{
    return combined(w, square_norm, x, x, 1, 1);
}

/* What lies below 0 in the enclosure of a square is none of it. */
static void enclose_operator_norm(const cas_workspace *w, cas_variable x,
                                  const void *x_at, void *r)
{
    cas_operator_norm_squared(r, x.rows, x.columns, x_at);
    w->arithmetic->maximum(r, r, cas_arena_numbers(w->arena, 1));
}

static void square_operator_norm(const cas_workspace *w, cas_variable x, cas_variable y,
                                 const void *x_at, const void *y_at, void *r)
{
    if (x.rows == 1 || x.columns == 1)
        square_norm(w, x, y, x_at, y_at, r);
    else if (strcmp(w->arithmetic->name, "interval") == 0)
        enclose_operator_norm(w, x, x_at, r);
    else
        set_undefined(w, r);
}

cas_variable cas_variable_operator_norm_squared(const cas_workspace *w, cas_variable x)
{
    return combined(w, square_operator_norm, x, x, 1, 1);
}

cas_variable cas_variable_reshaped(cas_variable x, size_t rows, size_t columns)
{
    CAS_REQUIRE(size_of(x) == rows * columns);
    x.rows = rows;
    x.columns = columns;
    return x;
}

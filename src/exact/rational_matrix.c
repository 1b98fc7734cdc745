/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/rational_matrix.h"

#include "arithmetic/memory.h"
#include "arithmetic/message.h"

#include <stdlib.h>

void cas_rational_matrix_init(cas_rational_matrix *m, size_t rows, size_t columns)
{
    m->rows = rows;
    m->columns = columns;
    m->at = cas_allocate(rows * columns, sizeof *m->at);
    for (size_t k = 0; k < rows * columns; k++)
        mpq_init(m->at[k]);
}

void cas_rational_matrix_clear(cas_rational_matrix *m)
{
    for (size_t k = 0; k < m->rows * m->columns; k++)
        mpq_clear(m->at[k]);
    free(m->at);
    *m = (cas_rational_matrix){0};
}

void cas_rational_matrix_set_identity(cas_rational_matrix *r)
{
    CAS_REQUIRE(r->rows == r->columns);
    for (size_t i = 0; i < r->rows; i++)
        for (size_t j = 0; j < r->columns; j++)
            mpq_set_ui(cas_entry(r, i, j), i == j, 1);
}

void cas_rational_matrix_set(cas_rational_matrix *r, const cas_rational_matrix *a)
{
    CAS_REQUIRE(r->rows == a->rows && r->columns == a->columns);
    for (size_t k = 0; k < a->rows * a->columns; k++)
        mpq_set(r->at[k], a->at[k]);
}

/* r += x y */
static void add_product(mpq_ptr r, mpq_srcptr x, mpq_srcptr y)
{
    mpq_t product;
    mpq_init(product);
    mpq_mul(product, x, y);
    mpq_add(r, r, product);
    mpq_clear(product);
}

void cas_rational_matrix_multiply(cas_rational_matrix *r, const cas_rational_matrix *a,
                                  const cas_rational_matrix *b)
{
    CAS_REQUIRE(a->columns == b->rows && r->rows == a->rows && r->columns == b->columns);
    CAS_REQUIRE(r->at != a->at && r->at != b->at);
    for (size_t i = 0; i < r->rows; i++) {
        for (size_t j = 0; j < r->columns; j++) {
            mpq_set_ui(cas_entry(r, i, j), 0, 1);
            for (size_t k = 0; k < a->columns; k++)
                add_product(cas_entry(r, i, j), cas_entry(a, i, k), cas_entry(b, k, j));
        }
    }
}

void cas_rational_matrix_transpose(cas_rational_matrix *r, const cas_rational_matrix *a)
{
    CAS_REQUIRE(r->rows == a->columns && r->columns == a->rows && r->at != a->at);
    for (size_t i = 0; i < r->rows; i++)
        for (size_t j = 0; j < r->columns; j++)
            mpq_set(cas_entry(r, i, j), cas_entry(a, j, i));
}

void cas_rational_matrix_add_scaled(cas_rational_matrix *r, mpq_srcptr s,
                                    const cas_rational_matrix *a)
{
    CAS_REQUIRE(r->rows == a->rows && r->columns == a->columns);
    for (size_t k = 0; k < a->rows * a->columns; k++)
        add_product(r->at[k], s, a->at[k]);
}

void cas_rational_matrix_form(mpq_ptr r, const cas_rational_matrix *x,
                              const cas_rational_matrix *m, const cas_rational_matrix *y)
{
    CAS_REQUIRE(x->columns == 1 && y->columns == 1);
    cas_rational_matrix my;
    cas_rational_matrix_init(&my, m->rows, 1);
    cas_rational_matrix_multiply(&my, m, y);
    mpq_set_ui(r, 0, 1);
    for (size_t i = 0; i < m->rows; i++)
        add_product(r, cas_entry(x, i, 0), cas_entry(&my, i, 0));
    cas_rational_matrix_clear(&my);
}

/* row[to] += s row[from], from column `first` on. */
static void add_row(cas_rational_matrix *m, size_t to, mpq_srcptr s, size_t from,
                    size_t first)
{
    for (size_t j = first; j < m->columns; j++)
        add_product(cas_entry(m, to, j), s, cas_entry(m, from, j));
}

static void exchange_rows(cas_rational_matrix *m, size_t i, size_t k)
{
    for (size_t j = 0; j < m->columns; j++)
        mpq_swap(cas_entry(m, i, j), cas_entry(m, k, j));
}

/* -m[i][k] / m[k][k]: what makes entry (i, k) vanish when row k times it is added to
   row i. */
static void elimination_factor(mpq_ptr r, const cas_rational_matrix *m, size_t i,
                               size_t k)
{
    mpq_div(r, cas_entry(m, i, k), cas_entry(m, k, k));
    mpq_neg(r, r);
}

bool cas_rational_matrix_invert(cas_rational_matrix *r, const cas_rational_matrix *a)
{
    CAS_REQUIRE(a->rows == a->columns && r->at != a->at);
    size_t n = a->rows;
    cas_rational_matrix left;
    cas_rational_matrix_init(&left, n, n);
    cas_rational_matrix_set(&left, a);
    cas_rational_matrix_set_identity(r);
    mpq_t factor;
    mpq_init(factor);
    bool regular = true;
    for (size_t k = 0; k < n && regular; k++) {
        size_t pivot = k;
        while (pivot < n && mpq_sgn(cas_entry(&left, pivot, k)) == 0)
            pivot++;
        regular = pivot < n;
        if (!regular)
            break;
        exchange_rows(&left, k, pivot);
        exchange_rows(r, k, pivot);
        for (size_t i = 0; i < n; i++) {
            if (i == k)
                continue;
            elimination_factor(factor, &left, i, k);
            add_row(&left, i, factor, k, k);
            add_row(r, i, factor, k, 0);
        }
    }
    for (size_t i = 0; i < n && regular; i++)
        for (size_t j = 0; j < n; j++)
            mpq_div(cas_entry(r, i, j), cas_entry(r, i, j), cas_entry(&left, i, i));
    mpq_clear(factor);
    cas_rational_matrix_clear(&left);
    return regular;
}

bool cas_rational_matrix_signature(const cas_rational_matrix *m, size_t *positive,
                                   size_t *negative)
{
    CAS_REQUIRE(m->rows == m->columns);
    cas_rational_matrix left;
    cas_rational_matrix_init(&left, m->rows, m->rows);
    cas_rational_matrix_set(&left, m);
    mpq_t factor;
    mpq_init(factor);
    *positive = *negative = 0;
    bool known = true;
    for (size_t k = 0; k < m->rows && known; k++) {
        int sign = mpq_sgn(cas_entry(&left, k, k));
        known = sign != 0;
        *positive += sign > 0;
        *negative += sign < 0;
        for (size_t i = k + 1; i < m->rows && known; i++) {
            elimination_factor(factor, &left, i, k);
            add_row(&left, i, factor, k, k);
        }
    }
    mpq_clear(factor);
    cas_rational_matrix_clear(&left);
    return known;
}

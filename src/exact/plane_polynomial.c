/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/plane_polynomial.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

void cas_polynomial_init(cas_polynomial *p)
{
    *p = (cas_polynomial){.rows = 0};
}

void cas_polynomial_clear(cas_polynomial *p)
{
    for (size_t k = 0; k < p->rows * p->columns; k++)
        mpq_clear(p->at[k]);
    free(p->at);
    *p = (cas_polynomial){.rows = 0};
}

/* Makes room for x^(rows - 1) y^(columns - 1). */
static void grow(cas_polynomial *p, size_t rows, size_t columns)
{
    if (rows <= p->rows && columns <= p->columns)
        return;
    cas_polynomial old = *p;
    p->rows = rows > old.rows ? rows : old.rows;
    p->columns = columns > old.columns ? columns : old.columns;
    p->at = cas_allocate(p->rows * p->columns, sizeof *p->at);
    for (size_t k = 0; k < p->rows * p->columns; k++)
        mpq_init(p->at[k]);
    for (size_t i = 0; i < old.rows; i++)
        for (size_t j = 0; j < old.columns; j++)
            mpq_swap(p->at[i * p->columns + j], old.at[i * old.columns + j]);
    cas_polynomial_clear(&old);
}

void cas_polynomial_add_term(cas_polynomial *p, long numerator, unsigned long denominator,
                             size_t i, size_t j)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_si(term, numerator, denominator);
    mpq_canonicalize(term);
    grow(p, i + 1, j + 1);
    mpq_add(p->at[i * p->columns + j], p->at[i * p->columns + j], term);
    mpq_clear(term);
}

void cas_polynomial_add_multiple(cas_polynomial *p, long numerator,
                                 unsigned long denominator, size_t i, size_t j,
                                 const cas_polynomial *f)
{
    mpq_t factor, term;
    mpq_inits(factor, term, NULL);
    mpq_set_si(factor, numerator, denominator);
    mpq_canonicalize(factor);
    if (f->rows > 0)
        grow(p, f->rows + i, f->columns + j);
    for (size_t r = 0; r < f->rows; r++)
        for (size_t c = 0; c < f->columns; c++) {
            mpq_t *sum = &p->at[(r + i) * p->columns + c + j];
            if (mpq_sgn(f->at[r * f->columns + c]) == 0)
                continue;
            mpq_mul(term, factor, f->at[r * f->columns + c]);
            mpq_add(*sum, *sum, term);
        }
    mpq_clears(factor, term, NULL);
}

void cas_polynomial_multiply(cas_polynomial *p, const cas_polynomial *f,
                             const cas_polynomial *g)
{
    cas_polynomial product;
    mpq_t term;
    mpq_init(term);
    cas_polynomial_init(&product);
    if (f->rows > 0 && g->rows > 0)
        grow(&product, f->rows + g->rows - 1, f->columns + g->columns - 1);
    for (size_t k = 0; k < f->rows * f->columns; k++)
        for (size_t n = 0; n < g->rows * g->columns; n++) {
            size_t i = k / f->columns + n / g->columns;
            size_t j = k % f->columns + n % g->columns;
            mpq_mul(term, f->at[k], g->at[n]);
            mpq_add(product.at[i * product.columns + j],
                    product.at[i * product.columns + j], term);
        }
    mpq_clear(term);
    cas_polynomial_clear(p);
    *p = product;
}

bool cas_polynomial_equal(const cas_polynomial *f, const cas_polynomial *g)
{
    cas_polynomial difference;
    bool is_zero = true;
    cas_polynomial_init(&difference);
    cas_polynomial_add_multiple(&difference, 1, 1, 0, 0, f);
    cas_polynomial_add_multiple(&difference, -1, 1, 0, 0, g);
    for (size_t k = 0; k < difference.rows * difference.columns; k++)
        is_zero = is_zero && mpq_sgn(difference.at[k]) == 0;
    cas_polynomial_clear(&difference);
    return is_zero;
}

bool cas_polynomial_is_nonnegative(const cas_polynomial *p)
{
    for (size_t k = 0; k < p->rows * p->columns; k++)
        if (mpq_sgn(p->at[k]) < 0)
            return false;
    return true;
}

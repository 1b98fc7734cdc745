/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/covariance.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

/* r += x y */
static void add_product(mpq_t r, mpq_srcptr x, mpq_srcptr y)
{
    mpq_t product;
    mpq_init(product);
    mpq_mul(product, x, y);
    mpq_add(r, r, product);
    mpq_clear(product);
}

/* matrix += s w c c^T, s = 1 or -1; matrix is n x n */
static void add_term(cas_rationals *matrix, size_t n, int s, mpq_srcptr w, const mpq_t *c)
{
    mpq_t factor;
    mpq_init(factor);
    for (size_t i = 0; i < n; i++) {
        mpq_mul(factor, w, c[i]);
        if (s < 0)
            mpq_neg(factor, factor);
        for (size_t j = 0; j < n; j++)
            add_product(matrix->at[i * n + j], factor, c[j]);
    }
    mpq_clear(factor);
}

/*: With $P_k = p_1 + \dots + p_k$ and $m_k$ the mean of the first $k$ points, a point
changes the mean by $m_k - m_{k-1} = (p_k/P_k)(x_k - m_{k-1})$, and the sum of squares
$S_k = \sum_{j \le k} p_j (x_j - m_k)(x_j - m_k)^\top$ by
\[ S_k - S_{k-1} = \frac{P_{k-1}\,p_k}{P_k}\,(x_k - m_{k-1})(x_k - m_{k-1})^\top \]
(Welford). The covariance is $S$ of all points, one term fewer than there are points. */
static void add_points(cas_covariance *covariance, const cas_law *law)
{
    size_t n = law->dimension;
    mpq_t total, share;
    mpq_inits(total, share, NULL);
    for (size_t k = 0; k < law->points; k++) {
        if (mpq_sgn(law->probability.at[k]) == 0)
            continue;
        mpq_t *c = &covariance->direction.at[covariance->terms * n];
        mpq_t *weight = &covariance->weight.at[covariance->terms];
        bool is_mean = true;
        mpq_mul(*weight, total, law->probability.at[k]);
        mpq_add(total, total, law->probability.at[k]);
        mpq_div(*weight, *weight, total);
        mpq_div(share, law->probability.at[k], total);
        for (size_t i = 0; i < n; i++) {
            mpq_sub(c[i], law->support.at[k * n + i], covariance->mean.at[i]);
            is_mean = is_mean && mpq_sgn(c[i]) == 0;
        }
        for (size_t i = 0; i < n; i++)
            add_product(covariance->mean.at[i], share, c[i]);
        covariance->terms += is_mean || mpq_sgn(*weight) == 0 ? 0 : 1;
    }
    mpq_clears(total, share, NULL);
}

/*: A law with many points in few dimensions has a covariance matrix $S$ of small rank.
Over the rationals $S = \sum_k d_k c_k c_k^\top$ with $d_k = S_{kk} > 0$ and
$c_k = S_{\cdot k}/S_{kk}$ of the current remainder: subtracting the term clears row
and column $k$ and leaves a positive semidefinite matrix. A zero pivot of a positive
semidefinite matrix has a zero row. This is the $LDL^\top$ factorisation, exact,
without square roots. */
static void factor(cas_covariance *covariance)
{
    size_t n = covariance->dimension, terms = covariance->terms;
    const mpq_t *direction = (const mpq_t *)covariance->direction.at;
    cas_rationals matrix;
    cas_rationals_init(&matrix, n * n);
    for (size_t k = 0; k < terms; k++)
        add_term(&matrix, n, 1, covariance->weight.at[k], direction + k * n);
    covariance->terms = 0;
    for (size_t k = 0; k < n; k++) {
        if (mpq_sgn(matrix.at[k * n + k]) == 0)
            continue;
        size_t term = covariance->terms++;
        mpq_set(covariance->weight.at[term], matrix.at[k * n + k]);
        for (size_t i = 0; i < n; i++)
            mpq_div(covariance->direction.at[term * n + i], matrix.at[i * n + k],
                    matrix.at[k * n + k]);
        add_term(&matrix, n, -1, covariance->weight.at[term], direction + term * n);
    }
    cas_rationals_clear(&matrix);
}

void cas_covariance_init(cas_covariance *covariance, const cas_law *law)
{
    size_t n = law->dimension;
    covariance->dimension = n;
    covariance->terms = 0;
    cas_rationals_init(&covariance->mean, n);
    cas_rationals_init(&covariance->weight, law->points);
    cas_rationals_init(&covariance->direction, law->points * n);
    add_points(covariance, law);
    if (covariance->terms > n)
        factor(covariance);
}

void cas_covariance_clear(cas_covariance *covariance)
{
    cas_rationals_clear(&covariance->mean);
    cas_rationals_clear(&covariance->weight);
    cas_rationals_clear(&covariance->direction);
}

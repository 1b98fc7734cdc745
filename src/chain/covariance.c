/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/covariance.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

/* r += w x y */
static void add_product(mpq_t r, mpq_srcptr w, mpq_srcptr x, mpq_srcptr y)
{
    mpq_t product;
    mpq_init(product);
    mpq_mul(product, x, y);
    mpq_mul(product, product, w);
    mpq_add(r, r, product);
    mpq_clear(product);
}

/* Whether point k of the centred support is s times direction j, s = 1 or -1. */
static bool is_plus_or_minus(const cas_rationals *centred, size_t k,
                             const cas_covariance *covariance, size_t j)
{
    bool plus = true, minus = true;
    mpq_t negated;
    mpq_init(negated);
    for (size_t i = 0; i < covariance->dimension && (plus || minus); i++) {
        mpq_srcptr x = centred->at[k * covariance->dimension + i];
        mpq_srcptr c = covariance->direction.at[j * covariance->dimension + i];
        mpq_neg(negated, c);
        plus = plus && mpq_equal(x, c);
        minus = minus && mpq_equal(x, negated);
    }
    mpq_clear(negated);
    return plus || minus;
}

static bool is_zero_point(const cas_rationals *centred, size_t k, size_t dimension)
{
    for (size_t i = 0; i < dimension; i++)
        if (mpq_sgn(centred->at[k * dimension + i]) != 0)
            return false;
    return true;
}

/* The centred support points are directions as they stand, with their probabilities
   as weights; zeros are dropped, and opposite points, as symmetric laws have them,
   count together. */
static void take_support(cas_covariance *covariance, const cas_law *law,
                         const cas_rationals *centred)
{
    size_t dimension = law->dimension;
    for (size_t k = 0; k < law->points; k++) {
        if (mpq_sgn(law->probability.at[k]) == 0 || is_zero_point(centred, k, dimension))
            continue;
        size_t j = 0;
        while (j < covariance->terms && !is_plus_or_minus(centred, k, covariance, j))
            j++;
        mpq_add(covariance->weight.at[j], covariance->weight.at[j],
                law->probability.at[k]);
        if (j < covariance->terms)
            continue;
        for (size_t i = 0; i < dimension; i++)
            mpq_set(covariance->direction.at[j * dimension + i],
                    centred->at[k * dimension + i]);
        covariance->terms++;
    }
}

/*: A law with many points in few dimensions has a covariance matrix $S$ of small rank.
Over the rationals $S = \sum_k d_k c_k c_k^\top$ with $d_k = S_{kk} > 0$ and
$c_k = S_{\cdot k}/S_{kk}$ of the current remainder: subtracting the term clears row
and column $k$ and leaves a positive semidefinite matrix. A zero pivot of a positive
semidefinite matrix has a zero row. This is the $LDL^\top$ factorisation, exact,
without square roots. */
static void factor_matrix(cas_covariance *covariance, const cas_law *law,
                          const cas_rationals *centred)
{
    size_t n = law->dimension;
    cas_rationals matrix;
    cas_rationals_init(&matrix, n * n);
    for (size_t k = 0; k < law->points; k++)
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                add_product(matrix.at[i * n + j], law->probability.at[k],
                            centred->at[k * n + i], centred->at[k * n + j]);
    mpq_t minus_pivot;
    mpq_init(minus_pivot);
    for (size_t k = 0; k < n; k++) {
        if (mpq_sgn(matrix.at[k * n + k]) == 0)
            continue;
        size_t term = covariance->terms++;
        mpq_set(covariance->weight.at[term], matrix.at[k * n + k]);
        mpq_t *c = &covariance->direction.at[term * n];
        for (size_t i = 0; i < n; i++)
            mpq_div(c[i], matrix.at[i * n + k], matrix.at[k * n + k]);
        mpq_neg(minus_pivot, covariance->weight.at[term]);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                add_product(matrix.at[i * n + j], minus_pivot, c[i], c[j]);
    }
    mpq_clear(minus_pivot);
    cas_rationals_clear(&matrix);
}

void cas_covariance_init(cas_covariance *covariance, const cas_law *law)
{
    size_t n = law->dimension;
    bool is_small = law->points <= n + 1 || law->points <= 2;
    size_t most = is_small ? law->points : n;
    covariance->dimension = n;
    covariance->terms = 0;
    cas_rationals_init(&covariance->weight, most);
    cas_rationals_init(&covariance->direction, most * n);

    cas_rationals_init(&covariance->mean, n);
    cas_law_mean(law, covariance->mean.at);
    cas_rationals centred;
    cas_rationals_copy(&centred, &law->support);
    for (size_t k = 0; k < law->points; k++)
        for (size_t i = 0; i < n; i++)
            mpq_sub(centred.at[k * n + i], centred.at[k * n + i], covariance->mean.at[i]);
    if (is_small)
        take_support(covariance, law, &centred);
    else
        factor_matrix(covariance, law, &centred);
    cas_rationals_clear(&centred);
}

void cas_covariance_clear(cas_covariance *covariance)
{
    cas_rationals_clear(&covariance->mean);
    cas_rationals_clear(&covariance->weight);
    cas_rationals_clear(&covariance->direction);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/perturbation.h"

#include "arithmetic/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void cas_law_init(cas_law *law, size_t dimension)
{
    law->dimension = dimension;
    law->points = 1;
    cas_rationals_init(&law->support, dimension);
    cas_rationals_init(&law->probability, 1);
    mpq_set_ui(law->probability.at[0], 1, 1);
}

void cas_law_clear(cas_law *law)
{
    cas_rationals_clear(&law->support);
    cas_rationals_clear(&law->probability);
    law->dimension = law->points = 0;
}

void cas_law_copy(cas_law *law, const cas_law *source)
{
    law->dimension = source->dimension;
    law->points = source->points;
    cas_rationals_copy(&law->support, &source->support);
    cas_rationals_copy(&law->probability, &source->probability);
}

bool cas_law_equal(const cas_law *one, const cas_law *other)
{
    return one->dimension == other->dimension && one->points == other->points &&
           cas_rationals_equal(&one->support, &other->support) &&
           cas_rationals_equal(&one->probability, &other->probability);
}

bool cas_law_is_zero(const cas_law *law)
{
    for (size_t p = 0; p < law->points; p++) {
        if (mpq_sgn(law->probability.at[p]) == 0)
            continue;
        for (size_t i = 0; i < law->dimension; i++)
            if (mpq_sgn(law->support.at[p * law->dimension + i]) != 0)
                return false;
    }
    return true;
}

static cas_status check_probability(const cas_rationals *probability, size_t points,
                                    cas_message *message)
{
    if (probability->count != points)
        return cas_fail(message, CAS_INPUT,
                        "probability: expected one number per point of support, %zu, "
                        "found %zu",
                        points, probability->count);
    for (size_t p = 0; p < points; p++)
        if (mpq_sgn(probability->at[p]) < 0)
            return cas_fail(message, CAS_INPUT,
                            "probability[%zu]: expected a number >= 0, found about %.6g",
                            p, mpq_get_d(probability->at[p]));

    mpq_t sum;
    mpq_init(sum);
    for (size_t p = 0; p < points; p++)
        mpq_add(sum, sum, probability->at[p]);
    cas_status status = CAS_OK;
    if (mpq_cmp_ui(sum, 1, 1) != 0) {
        enum { SHOWN = 80 };
        char *text = cas_rational_write(sum);
        bool is_long = strlen(text) > SHOWN;
        status =
            cas_fail(message, CAS_INPUT,
                     "probability: expected numbers that sum to exactly 1, found the "
                     "sum %.*s%s",
                     SHOWN, text, is_long ? "..." : "");
        free(text);
    }
    mpq_clear(sum);
    return status;
}

cas_status cas_law_set(cas_law *law, size_t dimension, size_t points,
                       const cas_rationals *support, const cas_rationals *probability,
                       cas_message *message)
{
    if (points == 0)
        return cas_fail(message, CAS_INPUT, "support: expected at least one point");
    if ((dimension != 0 && points > SIZE_MAX / dimension) ||
        support->count != points * dimension)
        return cas_fail(
            message, CAS_INPUT,
            "support: expected %zu points of %zu numbers each, found %zu numbers", points,
            dimension, support->count);
    if (probability != NULL) {
        cas_status status = check_probability(probability, points, message);
        if (status != CAS_OK)
            return status;
    }

    cas_law fresh = {.dimension = dimension, .points = points};
    cas_rationals_copy(&fresh.support, support);
    if (probability != NULL) {
        cas_rationals_copy(&fresh.probability, probability);
    } else {
        cas_rationals_init(&fresh.probability, points);
        for (size_t p = 0; p < points; p++)
            mpq_set_ui(fresh.probability.at[p], 1, points);
    }
    cas_law_clear(law);
    *law = fresh;
    return CAS_OK;
}

/* r += x y */
static void add_product(mpq_t r, mpq_srcptr x, mpq_srcptr y, mpq_t scratch)
{
    mpq_mul(scratch, x, y);
    mpq_add(r, r, scratch);
}

/* r = E||X||^(2 power), power 1 or 2 */
static void even_moment(const cas_law *law, int power, mpq_t r)
{
    mpq_t sum, norm, scratch;
    mpq_inits(sum, norm, scratch, NULL);
    for (size_t p = 0; p < law->points; p++) {
        const mpq_t *x = (const mpq_t *)law->support.at + p * law->dimension;
        mpq_set_ui(norm, 0, 1);
        for (size_t i = 0; i < law->dimension; i++)
            add_product(norm, x[i], x[i], scratch);
        if (power == 2)
            mpq_mul(norm, norm, norm);
        add_product(sum, norm, law->probability.at[p], scratch);
    }
    mpq_swap(r, sum);
    mpq_clears(sum, norm, scratch, NULL);
}

void cas_law_second_moment(const cas_law *law, mpq_t r)
{
    even_moment(law, 1, r);
}

void cas_law_fourth_moment(const cas_law *law, mpq_t r)
{
    even_moment(law, 2, r);
}

void cas_law_mean(const cas_law *law, mpq_t *mean)
{
    mpq_t scratch;
    mpq_init(scratch);
    for (size_t i = 0; i < law->dimension; i++) {
        mpq_set_ui(mean[i], 0, 1);
        for (size_t p = 0; p < law->points; p++)
            add_product(mean[i], law->probability.at[p],
                        law->support.at[p * law->dimension + i], scratch);
    }
    mpq_clear(scratch);
}

void cas_law_mean_squared(const cas_law *law, mpq_t r)
{
    cas_law mean;
    cas_law_init(&mean, law->dimension);
    cas_law_mean(law, mean.support.at);
    cas_law_second_moment(&mean, r);
    cas_law_clear(&mean);
}

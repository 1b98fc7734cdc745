/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_PERTURBATION_H
#define CASCADE_CHAIN_PERTURBATION_H

#include "arithmetic/rational.h"

/* The law of one perturbation (delta_i or epsilon_i): finitely many points with exact
   probabilities.  Invariants: points >= 1; probabilities are >= 0 and sum to exactly 1;
   support holds points x dimension numbers, one point after the other.
   A law of one point at 0 is "no perturbation". */
typedef struct cas_law {
    size_t dimension, points;
    cas_rationals support;
    cas_rationals probability;
} cas_law;

/* The certain zero of that dimension. */
void cas_law_init(cas_law *law, size_t dimension);
void cas_law_clear(cas_law *law);
/* law is not initialised before; afterwards it is, for cas_law_clear. */
void cas_law_copy(cas_law *law, const cas_law *source);
bool cas_law_equal(const cas_law *one, const cas_law *other);
/* Whether every point of positive probability is 0. */
bool cas_law_is_zero(const cas_law *law);

/* Sets the law; probability may be NULL (uniform).  CAS_INPUT where the sizes do not
   fit, a probability is negative or the sum is not exactly 1; the sentence then
   begins with "support: ", "probability: " or "probability[p]: ", and law is as
   before. */
cas_status cas_law_set(cas_law *law, size_t dimension, size_t points,
                       const cas_rationals *support, const cas_rationals *probability,
                       cas_message *message);

/* Exact moments: E||X||^2, E||X||^4 and E X (dimension numbers, initialised by the
   caller). */
void cas_law_second_moment(const cas_law *law, mpq_t r);
void cas_law_fourth_moment(const cas_law *law, mpq_t r);
void cas_law_mean(const cas_law *law, mpq_t *mean);
/* ||E X||^2 */
void cas_law_mean_squared(const cas_law *law, mpq_t r);

#endif

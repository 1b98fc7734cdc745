/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_OPERATOR_SAMPLE_OPERATOR_H
#define CASCADE_TESTS_OPERATOR_SAMPLE_OPERATOR_H

#include "operator/operator.h"

#include <gsl/gsl_rng.h>

/* Random operators of every family, for tests. */

/* How many variants of a family there are: activations, parts, a step or an end.  Fails
   for a family that has no sample. */
size_t sample_variants(const cas_family *family);

/* An operator of small random shape with random parameters, for cas_operator_free. */
cas_operator *sample_operator(gsl_rng *rng, const cas_family *family, size_t variant);

/* count random doubles of magnitudes 1/16 to 2, of both signs. */
void sample_numbers(gsl_rng *rng, size_t count, double *x);

#endif

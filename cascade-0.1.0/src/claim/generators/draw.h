/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_GENERATORS_DRAW_H
#define CASCADE_CLAIM_GENERATORS_DRAW_H

#include <gmp.h>
#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>

/* Draws for the generators.  Numbers are dyadic rationals with few bits, so that
   witnesses are short and double precision represents them exactly. */

/* Uniform on 0..count-1, count >= 1. */
size_t cas_draw_index(gsl_rng *rng, size_t count);
/* Uniform on low..high. */
long cas_draw_integer(gsl_rng *rng, long low, long high);
/* True with probability percent/100. */
bool cas_draw_chance(gsl_rng *rng, unsigned percent);
/* r = 2^e with e uniform on low..high. */
void cas_draw_power_of_two(gsl_rng *rng, mpq_t r, long low, long high);
/* r uniform on the multiples of 1/8 in [-1, 1]. */
void cas_draw_unit(gsl_rng *rng, mpq_t r);

#endif

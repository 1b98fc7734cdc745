/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/generators/draw.h"

size_t cas_draw_index(gsl_rng *rng, size_t count)
{
    return (size_t)gsl_rng_uniform_int(rng, (unsigned long)count);
}

long cas_draw_integer(gsl_rng *rng, long low, long high)
{
    return low + (long)gsl_rng_uniform_int(rng, (unsigned long)(high - low + 1));
}

bool cas_draw_chance(gsl_rng *rng, unsigned percent)
{
    return gsl_rng_uniform_int(rng, 100) < percent;
}

void cas_draw_power_of_two(gsl_rng *rng, mpq_t r, long low, long high)
{
    long exponent = cas_draw_integer(rng, low, high);
    mpq_set_ui(r, 1, 1);
    if (exponent >= 0)
        mpq_mul_2exp(r, r, (mp_bitcnt_t)exponent);
    else
        mpq_div_2exp(r, r, (mp_bitcnt_t)-exponent);
}

void cas_draw_unit(gsl_rng *rng, mpq_t r)
{
    mpq_set_si(r, cas_draw_integer(rng, -8, 8), 8);
    mpq_canonicalize(r);
}

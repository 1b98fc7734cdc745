/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_path.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"

#include <stdlib.h>

/*:
\section{Following an orbit}

With $w_2=0$ throughout an orbit of Appendix A.3 is linear in $w_1$ between the choices of
the compressor, and its numbers, kept as fractions, have a number of digits that grows in
proportion to $t$: it is followed exactly, and ties are ties. With $w_2\ne0$ the map has
degree three, and the digits of a fraction would triple in every step. Then the orbit is
followed in intervals, whose precision is doubled until every choice of the compressor is
decided and every norm is known to a relative $2^{-60}$. Either way, what is written down
is a property of the exact orbit and of no floating-point run.
*/

enum { FIRST_PRECISION = 256, NORM_PRECISION = 128 };

static void set_norm(const cas_arithmetic *a, const void *w, mpfi_ptr norm)
{
    mpfi_t one, sum;
    mpfi_init2(one, mpfi_get_prec(norm));
    mpfi_init2(sum, mpfi_get_prec(norm));
    mpfi_set_ui(sum, 0);
    for (size_t i = 0; i < 2; i++) {
        const void *number = cas_at_const(a, w, i);
        if (a == &cas_arithmetic_rational)
            mpfi_set_q(one, *(const mpq_t *)number);
        else
            mpfi_set(one, number);
        mpfi_sqr(one, one);
        mpfi_add(sum, sum, one);
    }
    mpfi_sqrt(norm, sum);
    mpfi_clear(one);
    mpfi_clear(sum);
}

static bool is_narrow(mpfi_srcptr x)
{
    return cas_interval_relative_width(x) <= 0x1p-60;
}

/* Fills the points up to the first choice or norm that this arithmetic leaves open; true
   where there is none. */
static bool follow(const cas_iteration *iteration, const cas_arithmetic *a,
                   cas_orbit_path *path)
{
    cas_orbit orbit;
    cas_orbit_begin(&orbit, iteration, a);
    bool decided = true;
    for (path->count = 0; path->count < path->room && decided; path->count += decided) {
        cas_orbit_point *point = &path->points[path->count];
        set_norm(a, orbit.w_1, point->norm_1);
        set_norm(a, orbit.w_2, point->norm_2);
        point->pick = cas_orbit_step(&orbit);
        decided = point->pick != CAS_PICK_UNDECIDED && is_narrow(point->norm_1) &&
                  is_narrow(point->norm_2);
    }
    cas_orbit_end(&orbit);
    return decided;
}

cas_orbit_path *cas_orbit_path_follow(const cas_iteration *iteration, size_t most)
{
    CAS_REQUIRE(most <= CAS_ORBIT_POINTS);
    cas_orbit_path *path = cas_allocate(1, sizeof *path);
    path->room = most;
    path->points = cas_allocate(most, sizeof *path->points);
    for (size_t t = 0; t < most; t++) {
        mpfi_init2(path->points[t].norm_1, NORM_PRECISION);
        mpfi_init2(path->points[t].norm_2, NORM_PRECISION);
    }
    bool decided = false;
    if (cas_rationals_are_zero(&iteration->start_2) &&
        cas_rationals_are_zero(&iteration->before_2))
        decided = follow(iteration, &cas_arithmetic_rational, path);
    for (mpfr_prec_t p = FIRST_PRECISION; p <= CAS_ORBIT_BITS && !decided; p *= 2) {
        cas_arithmetic interval = cas_arithmetic_interval(p);
        decided = follow(iteration, &interval, path);
    }
    return path;
}

void cas_orbit_path_free(cas_orbit_path *path)
{
    if (path == NULL)
        return;
    for (size_t t = 0; t < path->room; t++) {
        mpfi_clear(path->points[t].norm_1);
        mpfi_clear(path->points[t].norm_2);
    }
    free(path->points);
    free(path);
}

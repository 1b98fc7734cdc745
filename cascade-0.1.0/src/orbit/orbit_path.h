/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_ORBIT_PATH_H
#define CASCADE_ORBIT_ORBIT_PATH_H

#include "orbit/orbit.h"

#include <mpfi.h>

/* The first points of an orbit: what Figure 9 draws. */
typedef struct cas_orbit_point {
    cas_pick pick;         /* what the compressor keeps at this point */
    mpfi_t norm_1, norm_2; /* ||w_1||, ||w_2||: relative width at most 2^-60, or [0, 0] */
} cas_orbit_point;

typedef struct cas_orbit_path {
    size_t count, room;
    cas_orbit_point *points; /* points[0] is the start */
} cas_orbit_path;

enum { CAS_ORBIT_POINTS = 10000 };

enum { CAS_ORBIT_BITS = 1 << 16 };

/* Follows the iteration for at most `most` <= CAS_ORBIT_POINTS points: where w_2 != 0,
   as many as CAS_ORBIT_BITS bits are enough for. */
cas_orbit_path *cas_orbit_path_follow(const cas_iteration *iteration, size_t most);
void cas_orbit_path_free(cas_orbit_path *path);

#endif

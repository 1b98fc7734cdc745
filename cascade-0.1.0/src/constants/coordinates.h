/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_COORDINATES_H
#define CASCADE_CONSTANTS_COORDINATES_H

#include "constants/domain.h"
#include "program/affine.h"

#include <mpfi.h>

/* Coordinates of the values that a program's affine nodes take on a domain, so chosen
   that they fill a box: as (y, w) runs through the domain, the coordinates run through
   exactly the box `outer` (but for rounding), and each affine node that matters is
   offsets[i] + sum_k slopes[i * count + k] c_k.

   A ridge tanh(w1 + 2 y1) on all reals so has one coordinate, w1 + 2 y1, and sin(y1) on
   all reals has the one coordinate y1 with one period for its range. */
typedef struct cas_coordinates {
    size_t count, variables;
    size_t affine_count;
    mpq_t *forms;   /* count x variables: coordinate k is forms[k] (y, w) */
    mpq_t *offsets; /* affine_count; affine nodes that do not matter have 0 here */
    mpq_t *slopes;  /* affine_count x count; and here */
    mpfi_t *outer;  /* the box, rounded outward; infinite where the domain is */
    mpfi_t *inner;  /* a box inside the exact one; undefined where there is none */
} cas_coordinates;

void cas_coordinates_init(cas_coordinates *coordinates, const cas_affines *affines,
                          const cas_domain *domain);
void cas_coordinates_clear(cas_coordinates *coordinates);

enum { CAS_COORDINATES_BITS = 64 };

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_SPECTRAL_BOUND_H
#define CASCADE_CONSTANTS_SPECTRAL_BOUND_H

#include "constants/coordinates.h"
#include "constants/derivative_norm.h"
#include "constants/frame.h"

/* A matrix of derivatives over a box, in two runs of jets: one at the middle, of the
   matrix's order, and one over the box, of one order more. */
typedef struct cas_spectral_problem {
    const cas_derivative_matrix *matrix;
    unsigned order;
    const cas_frame *frame;
    const cas_box_place *place;
    size_t coordinates;
    cas_derivative_run middle, box;
} cas_spectral_problem;

/* r = an upper bound of the matrix's operator norm on the box, as a point, whose error
   falls with the square of the box's width where the largest singular value is well
   separated; +inf where an entry is not bounded.  effects[k] is raised to what coordinate
   k may add to its square. */
void cas_spectral_bound(mpfi_ptr r, double *effects, const cas_spectral_problem *problem);

#endif

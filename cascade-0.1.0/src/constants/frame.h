/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_FRAME_H
#define CASCADE_CONSTANTS_FRAME_H

#include "program/affine.h"

#include <mpfi.h>

/* Orthonormal directions (u_1 .. u_y_count of y, then w_count of w) in which
   derivatives are taken: they span the directions in y, and those in w, in which any of
   a program's affine nodes changes.  Norms of derivative arrays with respect to them
   are the norms with respect to (y, w), because the program is constant in all
   directions orthogonal to them. */
typedef struct cas_frame {
    size_t y_count, w_count;
    size_t affine_count;
    mpfi_t *gradients; /* affine_count x (y_count + w_count): of each affine node */
} cas_frame;

/* in: how many of the variables are y */
void cas_frame_init(cas_frame *frame, const cas_affines *affines, size_t in);
void cas_frame_clear(cas_frame *frame);

enum { CAS_FRAME_BITS = 64 };

#endif

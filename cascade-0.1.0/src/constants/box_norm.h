/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_BOX_NORM_H
#define CASCADE_CONSTANTS_BOX_NORM_H

#include "constants/coordinates.h"
#include "constants/smoothness.h"

/* The norm whose supremum is one constant of Assumption 3, bounded over boxes
   of coordinates. */
typedef struct cas_box_norm cas_box_norm;

/* in: how many of the variables are y.  Keeps program, affines and coordinates.
   CAS_LIMIT where the derivative arrays would be too large. */
cas_status cas_box_norm_new(const cas_program *program, const cas_affines *affines,
                            const cas_coordinates *coordinates, cas_constant constant,
                            cas_box_norm **norm, cas_message *message);
void cas_box_norm_free(cas_box_norm *norm);

/* How much work was done with norm so far, about in computed derivatives. */
size_t cas_box_norm_work(const cas_box_norm *norm);

/* r encloses the norm at all points of the box of coordinates->count sides, which may be
   infinite; it is [.., +inf] where the norm has no bound, [0, +inf] where the program may
   not be defined.  Of a box that is a point both ends are close to the norm. */
void cas_box_norm_enclose(cas_box_norm *norm, const mpfi_t *box, mpfi_ptr r);

/* CAS_OK where the program is certainly defined on all of the box enclosed last; else
   CAS_DOMAIN and the message says what is not defined. */
cas_status cas_box_norm_explain(const cas_box_norm *norm, cas_message *message);

#endif

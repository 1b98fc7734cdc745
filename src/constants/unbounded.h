/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_UNBOUNDED_H
#define CASCADE_CONSTANTS_UNBOUNDED_H

#include "constants/box_norm.h"
#include "constants/box_queue.h"

/* What is to be said where subdivision finds no upper bound. */

/* Whether the box is so far out, or so small, that splitting it on will not help. */
bool cas_unbounded_is_far(const cas_coordinates *coordinates, const cas_box *box);

/* Whether some unbounded side of the box begins beyond 16. */
bool cas_unbounded_is_outside(const cas_coordinates *coordinates, const cas_box *box);

/* What certified search was about, for messages. */
typedef struct cas_search_space {
    const cas_program *program;
    const cas_affines *affines;
    const cas_coordinates *coordinates;
} cas_search_space;

/* CAS_DOMAIN and a message where the program is not defined at the point with these
   coordinates, as far as arithmetic of 256 bits can say; else CAS_OK. */
cas_status cas_unbounded_check_point(const cas_search_space *space, const mpfi_t *point,
                                     cas_message *message);

/* Whether the norm seems to grow without bound in the box: it does so along its unbounded
   sides, over many orders of magnitude, or is huge in a tiny box. */
bool cas_unbounded_grows(const cas_search_space *space, cas_box_norm *norm,
                         const cas_box *box);

/* CAS_DOMAIN where the operator is not defined at a point of the box; else CAS_UNBOUNDED,
   with a point where the norm is large if it seems to grow without bound.  best: the
   point where it was largest so far, and lower its value there. */
cas_status cas_unbounded_explain(const cas_search_space *space, cas_box_norm *norm,
                                 cas_constant constant, const cas_box *box,
                                 const double *best, double lower, cas_message *message);

#endif

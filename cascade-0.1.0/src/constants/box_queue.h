/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_BOX_QUEUE_H
#define CASCADE_CONSTANTS_BOX_QUEUE_H

#include <mpfi.h>
#include <stddef.h>

/* Boxes that wait to be split, the one with the largest upper bound first; of
   equal ones the one split less often, then the older one, so that the order
   depends on nothing else. */

typedef struct cas_box {
    double upper;   /* of the norm on the box; +inf where there is none */
    unsigned depth; /* how often it was split */
    size_t serial;
    mpfi_t sides[]; /* as many as the queue says */
} cas_box;

typedef struct cas_box_queue {
    size_t sides;
    size_t count, capacity, serial;
    cas_box **at; /* a binary heap */
} cas_box_queue;

/* A box with these sides, owned by the caller until it is pushed. */
cas_box *cas_box_new(size_t sides, const mpfi_t *values);
void cas_box_free(cas_box *box, size_t sides);

void cas_box_queue_clear(cas_box_queue *queue);
void cas_box_queue_push(cas_box_queue *queue, cas_box *box);
/* NULL where the queue is empty; the box is the caller's. */
cas_box *cas_box_queue_pop(cas_box_queue *queue);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_TAPE_STEPS_H
#define CASCADE_PROGRAM_TAPE_STEPS_H

#include "program/program.h"

/* What a tape does, without its numbers. */

/* Which of y and w a number depends on. */
enum { CAS_DEPENDS_ON_Y = 1, CAS_DEPENDS_ON_W = 2 };

/* Where the slope of a function's step is found. */
typedef enum cas_slope_place {
    CAS_SLOPE_COMPUTED, /* computed when it is first needed at a point, and kept */
    CAS_SLOPE_IS_VALUE  /* it is the value of the step `partner`: exp, or cos for sin */
} cas_slope_place;

/* A live node with its operands as indices of steps. */
typedef struct cas_step {
    cas_node node;
    unsigned depends;
    bool can_fail; /* the result is to be checked at every evaluate */
    bool is_slope_negative;
    cas_slope_place place;
    size_t partner;
    size_t slope;   /* which slope is kept for it, if one is */
    size_t adjoint; /* which adjoint is its own; without meaning where depends is 0 */
} cas_step;

typedef struct cas_tape_steps {
    size_t count, slopes, adjoints;
    cas_step *at;
    size_t *outputs; /* the step of each output */
} cas_tape_steps;

void cas_tape_steps_init(cas_tape_steps *steps, const cas_program *program);
void cas_tape_steps_clear(cas_tape_steps *steps);

#endif

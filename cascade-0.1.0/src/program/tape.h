/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_TAPE_H
#define CASCADE_PROGRAM_TAPE_H

#include "program/program.h"

/* A program's run in one arithmetic: the value of every node at one point (y, w), and
   from them adjoints.  The arithmetic's precision is fixed for the tape's life; the tape
   keeps pointers to program and arithmetic, which must outlive it.

   A tape is used in the order: evaluate, then any number of pullbacks at that point. */
typedef struct cas_tape cas_tape;

cas_tape *cas_tape_new(const cas_program *program, const cas_arithmetic *arithmetic);
void cas_tape_free(cas_tape *tape);

/* Runs the program at y (in numbers) and w (weights numbers).  CAS_DOMAIN names the
   function and the value at which it is not defined; CAS_UNSUPPORTED where the arithmetic
   has no such function. */
cas_status cas_tape_evaluate(cas_tape *tape, const void *y, const void *w,
                             cas_message *message);

/* Output k at the point of the last evaluate; owned by the tape. */
const void *cas_tape_output(const cas_tape *tape, size_t k);

/* Adjoints at the point of the last evaluate: gy = J_y^T v (in numbers) and gw = J_w^T v
   (weights numbers), v has one number per output; gy or gw may be NULL.  CAS_DOMAIN where
   a derivative is not defined (sqrt at 0). */
cas_status cas_tape_pullback(cas_tape *tape, const void *v, void *gy, void *gw,
                             cas_message *message);

#endif

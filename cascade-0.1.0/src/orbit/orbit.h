/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_ORBIT_H
#define CASCADE_ORBIT_ORBIT_H

#include "arithmetic/arithmetic.h"
#include "arithmetic/rational.h"

#include <stdbool.h>

/* SGD with momentum on the two operators of Appendix A.3 at the sample x = (1, 1),

     f_1(w_1) = A w_1,   f_2(y, w_2) = <y, w_2>^2 + |y|^2/2,

   with or without the Top-1 compressor on the gradient v with respect to y.  Exactly
   given. Invariants: matrix holds A row-major (4 numbers), each weight 2 numbers;
   before_1 and before_2 are the weights one step before the start (equal to the start:
   no velocity). */
typedef struct cas_iteration {
    cas_rationals matrix;
    cas_rationals start_1, start_2;
    cas_rationals before_1, before_2;
    mpq_t step, momentum; /* gamma, beta */
    bool compressed;
} cas_iteration;

/* Sets all numbers of the list from text, which has them separated by blanks; text is the
   source's own. */
void cas_iteration_read_numbers(cas_rationals *numbers, const char *text);

/* Zero matrix and weights, step and momentum 0, not compressed. */
void cas_iteration_init(cas_iteration *iteration);
void cas_iteration_clear(cas_iteration *iteration);
/* Each text is read by cas_rational_read: "-15 13 -5 9", "1/8 1/8".  The weights
   before the start become those of the start. */
void cas_iteration_set(cas_iteration *iteration, const char *matrix, const char *start_1,
                       const char *start_2, const char *step, const char *momentum,
                       bool compressed);

/* What the compressor keeps. */
typedef enum cas_pick {
    CAS_PICK_UNDECIDED, /* enclosures of |v_1| and |v_2| overlap: the orbit ends here */
    CAS_PICK_FIRST,
    CAS_PICK_SECOND,
    CAS_PICK_TIE, /* |v_1| = |v_2| exactly; the first is kept */
    CAS_PICK_BOTH /* no compressor */
} cas_pick;

/* An iteration under way in one arithmetic.  All arrays hold two numbers (matrix:
   four). */
typedef struct cas_orbit {
    const cas_arithmetic *arithmetic;
    bool compressed, has_momentum;
    void *matrix, *step, *momentum;
    void *w_1, *w_2, *before_1, *before_2;
    void *y, *v; /* at w_1, w_2, after cas_orbit_look */
    void *u, *scratch;
} cas_orbit;

/* Keeps arithmetic. */
void cas_orbit_begin(cas_orbit *orbit, const cas_iteration *iteration,
                     const cas_arithmetic *arithmetic);
void cas_orbit_end(cas_orbit *orbit);
/* y and v at the present weights. */
void cas_orbit_look(cas_orbit *orbit);
/* Looks, compresses v and moves the weights.  In double the operations are rounded in
   the order of (56) as it is read from left to right. */
cas_pick cas_orbit_step(cas_orbit *orbit);

#endif

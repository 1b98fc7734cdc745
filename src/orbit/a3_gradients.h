/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_A3_GRADIENTS_H
#define CASCADE_ORBIT_A3_GRADIENTS_H

#include "exact/calculation.h"

/* The gradients (56) of Appendix A.3 as formulas in the entries a b c d of A, x1 x2 of
   the sample, q1 q2 of w_2, y1 y2 of y_1 and c1 c2 of what the compressor gives. */
typedef struct cas_a3_gradients {
    const char *u2[2], *v1[2], *u1[2];
} cas_a3_gradients;

extern const cas_a3_gradients cas_a3_printed_gradients;

/* Checks them against exact increments of f_1 and f_2. */
void cas_check_a3_gradients(cas_calculation *calculation,
                            const cas_a3_gradients *gradients);

#endif

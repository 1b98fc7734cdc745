/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_AFFINE_H
#define CASCADE_PROGRAM_AFFINE_H

#include "arithmetic/message.h"
#include "program/program.h"

/* A maximal affine subexpression of a program: a node constant + sum_j slopes[j] x_j
   with exact coefficients, x = (y, w), that is an output or an operand of a node
   that is not affine. */
typedef struct cas_affine {
    size_t node;
    bool matters;     /* whether derivatives of the outputs depend on its value */
    bool is_periodic; /* derivatives depend on it through sin and cos of it only */
    mpq_t constant;
    mpq_t *slopes; /* in + weights */
} cas_affine;

/* All of them, in the order of their nodes.  The outputs are functions of these alone. */
typedef struct cas_affines {
    size_t count, variables; /* variables = in + weights */
    cas_affine *at;
} cas_affines;

/* CAS_LIMIT where there are too many to be worth it; then, too, affines
   is to be cleared. */
cas_status cas_affines_find(cas_affines *affines, const cas_program *program,
                            cas_message *message);
void cas_affines_clear(cas_affines *affines);

#endif

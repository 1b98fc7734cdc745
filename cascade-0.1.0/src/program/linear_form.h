/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_LINEAR_FORM_H
#define CASCADE_PROGRAM_LINEAR_FORM_H

#include "program/program.h"

/* Sums of products as nodes of a program: what the families are built from. */

/* The node of sum_j x_j y_j, for nodes x and y; the integer 0 for count 0. */
size_t cas_program_dot(cas_program *program, size_t count, const size_t *x,
                       const size_t *y);

/* The node of sum_j c_j x_j for exact coefficients c; terms with c_j = 0 are left out. */
size_t cas_program_combine(cas_program *program, size_t count, const mpq_t *c,
                           const size_t *x);

/* The nodes of A x for an exact row-major matrix A, written to r[0..rows). */
void cas_program_transform(cas_program *program, size_t rows, size_t columns,
                           const mpq_t *A, const size_t *x, size_t *r);

/* The nodes of the program's inputs y and weights w, to be given to free(). */
size_t *cas_program_all_y(cas_program *program);
size_t *cas_program_all_w(cas_program *program);

#endif

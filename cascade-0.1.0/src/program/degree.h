/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_DEGREE_H
#define CASCADE_PROGRAM_DEGREE_H

#include "program/program.h"

/* Degrees of polynomials; CAS_DEGREE_MANY: no polynomial, or of a larger degree. */
enum { CAS_DEGREE_MANY = 1000 };

/* The degree of a node, given those of its operands; right is 0 where there is none. */
size_t cas_node_degree(const cas_node *node, size_t left, size_t right);

/* The largest degree in y of a program's outputs. */
size_t cas_program_degree(const cas_program *program);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_DEGREE_H
#define CASCADE_PROGRAM_DEGREE_H

#include "program/program.h"

/* The largest degree in y of a program's outputs; CAS_DEGREE_MANY where one of them is
   no polynomial in y. */
enum { CAS_DEGREE_MANY = 1000 };
size_t cas_program_degree(const cas_program *program);

#endif

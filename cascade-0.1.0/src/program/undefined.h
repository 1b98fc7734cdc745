/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_UNDEFINED_H
#define CASCADE_PROGRAM_UNDEFINED_H

#include "arithmetic/message.h"
#include "program/program.h"

/* What is said of a node that is not defined at its operands. */

enum { CAS_NUMBER_TEXT = 64 };

/* A number for a message: "-0.5"; of an interval both ends, where they
   differ: "[-0.5, 2]". */
void cas_number_text(const cas_arithmetic *arithmetic, const void *x,
                     char text[CAS_NUMBER_TEXT]);

/* CAS_DOMAIN: "log(-0.5) is not defined", "division by 0 is not defined", "exp(1e+99) is
   too large a number"; right is for binary nodes only. */
cas_status cas_undefined_node(const cas_arithmetic *arithmetic, const cas_node *node,
                              const void *left, const void *right, cas_message *message);

#endif

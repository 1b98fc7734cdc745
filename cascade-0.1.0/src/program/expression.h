/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_EXPRESSION_H
#define CASCADE_PROGRAM_EXPRESSION_H

#include "program/program.h"

/* The expression language of chain files (src/README.md, section 4):

     sum     = product { ("+" | "-") product }
     product = unary { ("*" | "/") unary }
     unary   = ("-" | "+") unary | power
     power   = primary [ "^" ["-"] integer ]     -2^2 is -4; a^b^c is refused
     primary = number | variable | function "(" sum ")" | "(" sum ")"

   variable: y1.. and w1.. ; number: decimal or C hex float, read exactly; function: the
   names of cas_function_names.  Blanks may stand between tokens. */
enum {
    CAS_EXPRESSION_DEPTH = 256,     /* nesting of parentheses, functions and signs */
    CAS_EXPRESSION_LENGTH = 1 << 20 /* characters */
};

/* Parses the whole of text, adds its nodes to program and returns the result's index in
   *node.  Errors say the column (1-based) and what was expected: CAS_SYNTAX, CAS_INPUT
   (unknown function, variable beyond the program's in or weights), CAS_LIMIT. */
cas_status cas_expression_read(cas_program *program, const char *text, size_t *node,
                               cas_message *message);

#endif

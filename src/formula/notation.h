/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_NOTATION_H
#define CASCADE_FORMULA_NOTATION_H

#include "formula/statement.h"

#include <stdio.h>

/* How formulas are written in the two notations, ASCII and TeX: what print.c makes
   statements of. */
typedef struct cas_printer {
    const cas_statement *statement;
    FILE *out;
    bool tex;
} cas_printer;

/* is_index: of an index, a bound or an exponent, without blanks.  Other formulas may have
   places where a long line of TeX is broken. */
void cas_print_formula(const cas_printer *p, const cas_formula *f, bool is_index);
/* The name of an index. */
void cas_print_index_name(const cas_printer *p, const char *name);

#endif

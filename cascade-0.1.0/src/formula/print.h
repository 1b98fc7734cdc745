/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_PRINT_H
#define CASCADE_FORMULA_PRINT_H

#include "formula/statement.h"

/* Statements as text.  All results are to be given to free(). */

/* In the language of statements, in one line: what is read back as the same trees.
   without_abbreviations: leaves the `where` out. */
char *cas_statement_ascii(const cas_statement *statement, bool without_abbreviations);
/* LaTeX text, with AMS's commands: formulas between dollars, with words between them.
   Formulas can be broken where \allowbreak stands, outside all braces. */
char *cas_statement_tex(const cas_statement *statement, bool without_abbreviations);
/* One formula. */
char *cas_formula_ascii(const cas_statement *statement, const cas_formula *formula);

#endif
